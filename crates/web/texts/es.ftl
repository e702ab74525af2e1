# Textos de las páginas. Español de América Latina.

## Marco
skip-to-content = Ir al contenido
nav-label = Secciones
nav-overview = Panorama
nav-explore = Explorar
nav-places = Lugares
nav-flows = Rutas
nav-sources = Fuentes
language = Idioma
watermark = Documento de trabajo, no publicar
footer-promise = Los nombres y documentos están sellados aparte y no aparecen en ninguna página.
footer-help = Ayuda
footer-report = Informe completo
leave = Salir
none = Ninguna
to-overview = Ir al panorama
closed-title = Faro está cerrado en este navegador
closed-lead = Para entrar, abra la dirección que Faro mostró al iniciarse.
closed-how = La dirección sirve una sola vez. Si ya se usó o pasaron doce horas, cierre Faro y ejecute de nuevo «faro serve».

## Errores
error-404-title = No hay nada en esta dirección
error-404 = Puede que la fuente, el lugar o el archivo ya no exista, o que la dirección esté incompleta.
error-405-title = Esta dirección no se usa así
error-405 = Vuelva a la página y use sus botones.
error-413-title = El envío es demasiado grande
error-413 = No se guardó nada.
error-413-hint = Comprima el archivo en zip, divídalo, o incorpórelo con «faro import» en la línea de comandos.
error-429-title = Demasiado en poco tiempo
error-429 = Desde su cuenta se pidió en poco tiempo más de lo que necesita quien trabaja con Faro.
error-429-hint = Espere unos minutos y vuelva a intentarlo. Si usted no pidió tanto, cierre sus otras sesiones en «Su cuenta» y avise a quien administra el servidor.
error-slow-title = Esto está tardando demasiado
error-slow = La página no estuvo lista a tiempo. No se perdió nada.
error-slow-hint = Pida menos características o un período más corto, y vuelva a intentarlo.
error-question-title = La pregunta no se entiende
error-question-hint = Vuelva a la página anterior y elija de las listas.
error-400 = El formulario llegó incompleto o dañado.
error-upload = El archivo dejó de llegar antes de estar completo. No se guardó nada; vuelva a enviarlo.
error-name = El nombre es demasiado largo; use menos de 120 caracteres.
error-later-title = Todavía no
error-uploads = Ya está enviando otros archivos. Espere a que llegue uno y vuelva a enviar este. No se guardó nada de él.
error-spool = Hay demasiados archivos esperando a ser incorporados. Termine o descarte alguno y vuelva a enviar este; lo que nadie termina se borra después de un día. No se guardó nada de él.
error-inside-title = Algo falló de nuestro lado
error-inside = No se perdió ni se publicó nada. Puede volver a intentarlo.
error-incident = Si pide ayuda, mencione el incidente { $id }.
error-outage-title = Faro no puede atender en este momento
error-disk-full = El disco del servidor está lleno. No se guardó nada de lo que pidió, y no se perdió nada de lo anterior.
error-busy = Otro programa está escribiendo desde hace mucho tiempo. No se guardó nada de lo que pidió.
error-out-of-reach = El servidor no alcanza su base de datos. No se guardó nada de lo que pidió.
error-outage-hint = Vuelva a intentarlo en unos minutos. Si sigue igual, avise a quien administra el servidor.
detail-in-english = Detalle técnico, en inglés: { $detail }

## Panorama
overview-title = Panorama
overview-empty = Todavía no hay datos
overview-empty-lead = Faro responde qué pasa, dónde, a quién y con cuánta certeza, a partir de las planillas que entregan las instituciones.
overview-empty-import = Incorporar una planilla
overview-empty-import-text = CSV, Excel, LibreOffice o JSON, con el formato que ya tiene cada institución. Faro reconoce las columnas o le propone cómo leerlas.
overview-empty-ask = Pida la primera planilla
overview-empty-ask-text = Su función no entrega archivos. Pida a la persona que es punto focal de su institución que incorpore la primera planilla, o que otra institución comparta la suya con usted. Las cifras aparecen aquí en cuanto haya datos que usted pueda ver.
overview-empty-demo = Conocer Faro con un país simulado
overview-empty-demo-text = En la línea de comandos, ejecute «faro demo». Crea un país ficticio con seis instituciones y abre estas mismas páginas con sus datos. Ninguna persona es real.
overview-simulated = Datos simulados: ninguna persona ni institución de estas páginas es real.
overview-more = Ver el informe completo
overview-explore = Explorar los datos
overview-pictures = Lo principal en gráficos

## Informe
report-title = Informe de situación
report-downloads = Descargar el informe
report-html = HTML para imprimir
report-docx = DOCX
report-xlsx = XLSX con todas las tablas
report-pdf = PDF
report-contents = Contenido
report-empty = El informe se escribe a partir de las fuentes, y todavía no hay ninguna.
pdf-title = Para el PDF hace falta un programa más
pdf-lead = El PDF lo compone «faro-pdf», que se entrega aparte porque es grande.
pdf-how = Coloque «faro-pdf» junto al programa «faro» o en la ruta de programas, y vuelva a esta página. Mientras tanto, el HTML se imprime bien y se puede guardar como PDF desde el navegador.
pdf-failed = faro-pdf no pudo componer el informe: { $detail }
report-file = informe-de-situacion

## Explorar
explore-title = Explorar
explore-empty = No hay datos que explorar todavía. Incorpore primero una fuente.
explore-form = Pregunta
explore-data = Datos
explore-people = Personas
explore-by = Desglosar por
explore-by-first = Desglosar por
explore-by-second = y por
explore-by-third = y también por
explore-by-fourth = y además por
explore-by-none = Nada más
explore-from = Desde
explore-to = Hasta
explore-date-help = Año, mes o día: 2021, 2021-03 o 2021-03-15
explore-filters = Filtros
explore-filter-add = Agregar un filtro por
explore-filter-none = Ninguno
explore-filter-many = Se ofrecen los { $n } valores más frecuentes.
explore-percent = Mostrar
percent-count = Números
percent-all = Porcentaje del total
percent-row = Porcentaje de cada fila
percent-column = Porcentaje de cada columna
explore-answer = Responder
explore-clear = Quitar filtros
explore-result = Resultado
explore-address = La dirección de esta página guarda la pregunta: puede copiarla y volver a ella.
explore-updated = Resultado actualizado.
download-csv = Descargar CSV
download-xlsx = Descargar XLSX
download-toml = Descargar TOML
explore-file = tabla

## Lugares
places-title = Lugares
places-empty = Ningún registro dice dónde ocurrió la explotación.
places-country = País
places-show = Ver
places-all-countries = Todos los países
places-compare = Comparar dos lugares
compare-title = Comparar dos lugares
compare-first = Primer lugar
compare-second = Segundo lugar
compare-show = Comparar
compare-same = Elija dos lugares distintos.
compare-lead = Elija dos lugares para ver en qué se parecen y en qué no.
place-back = Todos los lugares
place-explore = Explorar este lugar
place-compare-with = Comparar con otro lugar
place-flows = Desde dónde llegan y por dónde pasan
place-trend = A lo largo del tiempo
place-none = Ningún registro dice que la explotación haya ocurrido aquí.

## Rutas
flows-title = Rutas
flows-empty = Ningún registro dice a la vez de dónde viene la persona y dónde fue explotada.
flows-origin = Origen
flows-origin-citizenship = País de nacionalidad
flows-origin-recruitment = Lugar de captación
flows-transit = Mostrar por dónde pasaron
flows-level = Nivel
flows-level-0 = Países
flows-level-1 = División principal (departamento, estado, provincia)
flows-show = Ver
flows-file = rutas

## Fuentes
sources-title = Fuentes
sources-none = Todavía no hay fuentes. Empiece por incorporar una planilla.
sources-answer = { $n ->
    [one] Hay una fuente con { $rows } filas leídas
   *[other] Hay { $n } fuentes con { $rows } filas leídas
 }; { $rejected_n ->
    [0] ninguna fila fue rechazada.
    [one] una fila fue rechazada y puede corregirse.
   *[other] { $rejected } filas fueron rechazadas y pueden corregirse.
 }
sources-running = Incorporaciones en curso
source = Fuente
source-pending = La primera incorporación de esta fuente todavía no terminó.
source-answer = { $n ->
    [one] De una fila leída
   *[other] De { $read } filas leídas
 }, { $accepted } se aceptaron ({ $warned } con advertencia) y { $rejected_n ->
    [0] ninguna se rechazó.
    [one] una se rechazó.
   *[other] { $rejected } se rechazaron.
 }
source-agency = Institución
source-kind = Qué contiene
source-file = Archivo
source-version = Versión
source-mapping = Correspondencia
source-sealed-rows = Filas con identidad sellada
source-explore = Explorar sus datos
source-again = Entregar un archivo corregido
rows-read = Filas leídas
rows-accepted = Aceptadas
rows-warned = Con advertencia
rows-rejected = Rechazadas
quality = Calidad
quality-measure = Aspecto
quality-score = Nota
quality-means = Qué significa
ask-next = Qué pedir ahora
columns-heading = Columnas
columns-used = Se analizan
columns-sealed = Selladas (identidad)
columns-ignored = Se dejan fuera
columns-unmapped = Sin correspondencia (selladas, no se pierden)
mapping-link = Ver la correspondencia de cada columna
mapping-of = Correspondencia de «{ $source }»
mapping-of-lead = Correspondencia { $mapping }, versión { $version } de la fuente. Es un texto que se puede corregir y volver a usar.
issues-heading = Observaciones
issues-none = La revisión no encontró nada que observar.
issues-all = Ver todas, fila por fila
issues-title = Observaciones de «{ $source }»
issues-answer = { $n ->
    [0] No hay observaciones.
    [one] Hay una observación.
   *[other] Hay { $count } observaciones.
 } Los valores que pueden decir quién es una persona no se muestran.
issue-rule = Qué se observa
issue-column = Columna
issue-result = Resultado
issue-count = Veces
issue-row = Fila
issue-reason = Qué pasa y qué se aceptaría
versions-heading = Versiones
versions-changes = Qué cambió
changes-first = Primera versión
changes-sentence = { $added } nuevas, { $changed } cambiadas, { $removed } quitadas, { $same } iguales
changes-added = Filas nuevas
changes-changed = Filas cambiadas
changes-removed = Filas quitadas
changes-same = Filas iguales
pager-label = Páginas
pager-back = Anterior
pager-forth = Siguiente
page-of = Página { $page } de { $pages }
rejected-link = Descargar las filas rechazadas
rejected-title = Filas rechazadas de «{ $source }»
rejected-answer = { $n ->
    [0] Esta fuente no tiene filas rechazadas.
    [one] Hay una fila rechazada. Se descarga como planilla con una columna que dice por qué; corríjala y vuelva a entregarla.
   *[other] Hay { $count } filas rechazadas. Se descargan como planilla con una columna que dice por qué; corríjalas y vuelva a entregarlas.
 }
rejected-passphrase = Frase de la llave de la institución
rejected-passphrase-help = Déjela vacía si la llave no tiene frase.
rejected-download = Descargar XLSX
rejected-care = La planilla contiene las filas completas, con nombres si los había. Devuélvala solo a la institución que las entregó y bórrela después.
rejected-needs-passphrase = La llave está protegida. Escriba su frase.
rejected-wrong-passphrase = La frase no abre la llave. Vuelva a intentarlo.
rejected-no-key = La llave de la institución no está en este equipo. Cópiela desde donde la guarda la institución.
rejected-other-key = Estas filas se sellaron con la llave de otra institución.
rejected-file = filas-rechazadas

## Importar
import-link = Incorporar una planilla
import-title = Incorporar una planilla
import-lead = Entregue el archivo tal como lo tiene la institución. Nada se guarda hasta que usted lo confirme.
import-source = Nombre de la fuente
import-source-help = Por ejemplo «Fiscalía, víctimas». Con el mismo nombre, el archivo nuevo reemplaza al anterior y se conserva la historia.
import-agency = Institución que la entrega
import-file = Archivo
import-file-help = CSV, XLSX, XLS, ODS, JSON o NDJSON, también dentro de un zip.
import-limit = Hasta { $gigabytes } GB.
import-send = Enviar y revisar
import-privacy = Los nombres, documentos, teléfonos y direcciones se separan al incorporar y se sellan con la llave de la institución. El archivo enviado se borra al terminar, al descartarlo o al cabo de un día.
import-no-file = Elija un archivo.
import-no-table = ¿La institución no tiene una planilla propia?
import-other = Enviar otro archivo
import-back = Volver a la revisión
import-discard = Descartar el archivo
steps-label = Pasos
step-file = Archivo
step-mapping = Correspondencia
step-check = Revisión
step-import = Incorporación
unreadable-title = «{ $file }» no se puede leer así
unreadable-file = El archivo no se puede leer como tabla. No se guardó nada.
unreadable-mapping = La correspondencia elegida no se puede usar con este archivo.

mapping-title = Cómo leer «{ $file }»
verdict-recognised = El archivo se reconoció: { $name }. Si está de acuerdo, revise las filas.
verdict-suggested = El archivo no se conoce. Esta es una propuesta: corrija lo que haga falta y revise las filas.
verdict-own = Esta es su correspondencia. Revise las filas cuando esté de acuerdo.
verdict-chosen = Correspondencia elegida: { $name }.
found-heading = Qué se encontró
found-format = Formato
found-entry = Archivo dentro del comprimido
found-encoding = Codificación
found-delimiter = Separador
found-sheet = Hoja
found-header-row = Fila de encabezado
found-rows = Filas
found-columns = Columnas
found-warnings = Conviene saber
delimiter-tab = tabulación
delimiter-space = espacio
ask-sheet = ¿Qué hoja tiene los datos?
ask-repair = Hay acentos dañados, como «PerÃº» por «Perú». ¿Los reparamos?
ask-repair-help = Solo se cambia lo que se puede reparar con certeza.
ask-repair-yes = Sí, reparar
ask-repair-no = No, dejar como está
ask-dates = ¿En qué orden están las fechas?
ask-dates-dmy = Día, mes, año: 31/12/2021
ask-dates-mdy = Mes, día, año: 12/31/2021
ask-dates-ymd = Año, mes, día: 2021/12/31
ask-decimal = ¿Qué signo separa los decimales?
ask-decimal-comma = Coma: 1.234,5
ask-decimal-dot = Punto: 1,234.5
mapping-heading = Qué es cada columna
mapping-explained = Lo que queda sin correspondencia se sella y no se pierde. De las columnas que pueden decir quién es una persona no se muestran valores.
mapping-kind = Cada fila es
kind-rows-cases = una persona en un caso
kind-rows-counts = una celda de una tabla: un número de personas o casos
kind-rows-indicators = un indicador que no es un recuento
mapping-role = Todas las personas son
mapping-role-none = (no se sabe: no contarán como víctimas)
mapping-indicator = El número cuenta
mapping-indicator-none = (elija)
mapping-column = Columna
mapping-samples = Valores frecuentes
mapping-use = Qué es
mapping-more = Hay { $n } columnas más: asígnelas en el texto, en «Avanzado».
samples-withheld = no se muestran
use-sealed = Sin correspondencia (queda sellada)
use-ignore = Dejar fuera
use-number = El número de personas o casos
use-seals = Identidad: se sella como
use-part = Forma parte de una regla con otras columnas.
ignored-by-choice = Se dejó fuera por decisión de quien incorporó.
mapping-save = Guardar esta correspondencia para archivos iguales
mapping-check = Revisar todas las filas
mapping-apply = Aplicar los cambios
mapping-advanced = Avanzado: otra correspondencia, o el texto completo
mapping-profile = Leer como
mapping-profile-use = Usar esta correspondencia
mapping-toml = Correspondencia como texto (TOML)
mapping-toml-use = Usar este texto

check-title = Revisión de «{ $file }»
check-answer = { $n ->
    [one] De una fila
   *[other] De { $read } filas
 }, se aceptarían { $accepted } y { $rejected_n ->
    [0] no se rechazaría ninguna.
    [one] se rechazaría una.
   *[other] se rechazarían { $rejected }.
 } Todavía no se guardó nada.
check-nothing = No se aceptaría ninguna fila. Corrija la correspondencia antes de incorporar.
check-start = Incorporar
check-correct = Corregir la correspondencia
check-rules = Qué se observa
check-examples = Ejemplos
check-examples-left = Hay más; después de incorporar se ven todas en la página de la fuente.
check-unmapped = Columnas sin correspondencia
check-unmapped-explained = Estas columnas quedan selladas: no se analizan y no se pierden.

job-title = Incorporación de «{ $file }»
job-progress = Avance
job-queued = La incorporación espera su turno.
job-calling-off = La incorporación se está cancelando.
job-survey = Faro está recorriendo el archivo.
job-map = Faro está leyendo, revisando y sellando las filas.
job-publish = Faro está guardando la versión nueva.
job-rows = { $n ->
    [one] { $rows } fila
   *[other] { $rows } filas
 }
job-cancelled = La incorporación se canceló. No se guardó nada.
job-unchanged = Este archivo ya estaba, con la misma correspondencia. No cambió nada.
job-done = Listo. De { $n ->
    [one] una fila leída
   *[other] { $read } filas leídas
 } de «{ $source }» se aceptaron { $accepted } y { $rejected_n ->
    [0] no se rechazó ninguna.
    [one] se rechazó una.
   *[other] se rechazaron { $rejected }.
 }
job-done-plain = La incorporación terminó.
job-failed = La incorporación no se pudo hacer. No se guardó nada.
job-needs-dates = Hay que decir en qué orden están las fechas de la columna «{ $column }». Envíe de nuevo el archivo y responda la pregunta.
job-needs-decimal = Hay que decir qué signo separa los decimales en la columna «{ $column }». Envíe de nuevo el archivo y responda la pregunta.
job-needs-profile = El archivo no se conoce. Envíelo de nuevo y revise la correspondencia propuesta.
again-title = Vuelva a enviar «{ $file }»
again-lead = Faro se reinició después de recibir «{ $file }». El archivo estaba cifrado con una llave que solo vivía en la memoria, así que ya nadie puede abrirlo. Envíe el mismo archivo y todo sigue donde estaba.
again-file = El mismo archivo
again-why = Faro compara su huella con la del anterior. Si el archivo cambió, empiece de nuevo.
again-send = Enviar y continuar
again-other = No es el mismo archivo, o ya no se lo espera. Busque el que envió antes, o empiece de nuevo.
job-file-again = Faro se reinició antes de terminar. El archivo estaba cifrado con una llave que solo vivía en la memoria. Envíe el mismo archivo y la incorporación sigue.
job-cancel = Cancelar la incorporación
job-cancel-title = ¿Cancelar la incorporación de «{ $file }»?
job-cancel-lead = No quedará nada del archivo. Las versiones anteriores de la fuente siguen como estaban.
job-cancel-yes = Sí, cancelar
job-cancel-no = No, continuar
job-source-red = Por su etiqueta, esta fuente la ven ahora solo los puntos focales y protección de datos de su institución. Ellos pueden cambiar quién la ve.
job-to-source = Ver la fuente
job-to-explore = Explorar los datos

## Planillas modelo
templates-link = Planillas modelo
templates-title = Planillas modelo
templates-lead = Para instituciones sin sistema propio: listas para elegir, ayuda en cada columna y ningún nombre obligatorio.
template-starter = Planilla inicial (XLSX)
template-starter-text = Doce campos, lo que toda institución puede responder. También sirve para imprimir.
template-starter-ods = Planilla inicial (ODS)
template-starter-ods-text = La misma, para LibreOffice.
template-xlsx = Planilla completa (XLSX)
template-xlsx-text = Todos los campos del registro común, para Excel.
template-ods = Planilla completa (ODS)
template-ods-text = La misma, para LibreOffice.
template-xlsform = Formulario para ODK y Kobo (XLSForm)
template-xlsform-text = Para registrar desde el teléfono, también sin conexión.
templates-then = Cuando la institución la devuelva llena:

## Rastro
lineage-title = Cómo se calculó
lineage-lead = Todo lo que hace falta para volver a calcular esta cifra y obtener lo mismo.
lineage-question = La pregunta
lineage-cell = La celda
lineage-answer = { $n ->
    [0] Ninguna fila cuenta en esta cifra.
    [one] Una fila cuenta en esta cifra.
   *[other] { $count } filas cuentan en esta cifra.
 }
lineage-sources = Fuentes
lineage-hash = Huella del archivo (BLAKE3)
lineage-rows = Filas de la fuente
lineage-method = Método
lineage-parameters = Parámetros
lineage-filters = Filtros
lineage-filter-not = excepto { $codes }
lineage-filter-range = desde { $from } hasta { $to }
lineage-open = (sin límite)
lineage-code = Versión de Faro
lineage-counted = Filas contadas
lineage-rows-heading = Las filas
lineage-rows-first = { $n ->
    [one] La única fila, por fuente y número.
   *[other] Las primeras { $shown } de { $count } filas, por fuente y número.
 } El número es el de la fila bajo el encabezado del archivo.
lineage-row = Fila
lineage-recompute = Volver a calcular
lineage-recompute-text = Descargue la tabla con la misma pregunta, o pida con las mismas fuentes el informe completo en la línea de comandos:
lineage-explore = Abrir la pregunta en Explorar
lineage-mapping = Correspondencia
lineage-everything = El informe de situación reúne muchas cifras; cada una tiene su propio rastro.

## Ayuda
help-title = Ayuda
help-lead = Faro reúne las planillas de las instituciones y dice qué pasa, dónde, a quién y con cuánta certeza.
help-begin = Cómo empezar
help-begin-1 = Incorpore la planilla de una institución, tal como la tiene.
help-begin-2 = Corrija cómo se lee cada columna, si hace falta, y revise las filas.
help-begin-3 = Mire el panorama y, para cada cifra, su rastro.
help-begin-4 = Descargue el informe en su idioma, en HTML, DOCX, XLSX o PDF.
help-read = Cómo leer las cifras
help-interval = Intervalo
help-interval-text = Los números entre paréntesis, como 34% (28–41), son el intervalo de confianza del 95%: cuánto podría variar la cifra por azar. Con pocos casos el intervalo es ancho: la cifra dice menos.
help-denominator = Denominador
help-denominator-text = Los porcentajes son solo sobre los registros que responden la pregunta. Debajo de cada gráfico se dice cuántos son y cuántos no responden.
help-missing = Datos que faltan
help-missing-text = No es lo mismo que no se haya preguntado, que no se haya respondido, que no se haya registrado o que se reserve. Faro los cuenta por separado.
help-small = Números pequeños
help-small-text = El asterisco marca cifras de tan pocas personas que no deben salir de la institución.
help-lineage = Rastro
help-lineage-text = «Cómo se calculó» lleva de cualquier cifra a sus fuentes, filas, filtros y método.
help-detected = Detectado no es todo
help-detected-text = Las cifras cuentan lo que las instituciones detectaron y registraron. Lo que no se ve no está.
help-identities = Identidades
help-identities-text = Los nombres, documentos, teléfonos y direcciones se sellan al incorporar con la llave de la institución. Ninguna página los muestra; solo las filas rechazadas vuelven, a quien las entregó y con su llave.
help-keyboard = Teclado
help-keyboard-1 = Con la tecla Tab se recorre todo; el primer Tab ofrece ir al contenido.
help-keyboard-2 = Las tablas anchas se desplazan con las flechas cuando tienen el foco.
help-keyboard-3 = Las páginas funcionan también sin JavaScript, con los botones «Responder» y «Ver».
help-more = Más
help-more-text = En la línea de comandos, «faro --help» explica todo lo demás: incorporar por lotes, informes, territorios propios.

## Calidad
grade-a = muy buena
grade-b = buena
grade-c = regular
grade-d = débil
grade-e = muy débil
quality-completeness = Completitud
quality-completeness-words = { $n } de { $of } respuestas a las preguntas básicas están dadas.
quality-validity = Validez
quality-validity-words = { $n } de { $of } valores se pudieron leer.
quality-timeliness = Actualidad
quality-timeliness-words = Según cuánto hace del último registro: 100% hasta tres meses, 0% desde tres años.
quality-consistency = Coherencia
quality-consistency-words = { $n } de { $of } filas no se contradicen.
quality-inclusiveness = Inclusión
quality-inclusiveness-words = Trae { $n } de { $of } desgloses: sexo, género, edad, discapacidad, origen étnico, situación migratoria, orientación sexual, territorio y nacionalidad.
ask-newer = Pedir los registros posteriores al { $date }.
ask-dated = Pedir la fecha de cada registro.
ask-mend = { $n ->
    [one] Corregir la fila rechazada y volver a entregarla.
   *[other] Corregir las { $rows } filas rechazadas y volver a entregarlas.
 }
ask-agree = Acordar los valores de «{ $field }»: { $n ->
    [one] uno no se pudo leer.
   *[other] { $invalid } no se pudieron leer.
 }
ask-resolve = Revisar una contradicción frecuente ({ $n ->
    [one] una fila
   *[other] { $rows } filas
 }): { $rule }.
ask-fill = Completar «{ $field }»: responden { $answered } de { $records } registros.
ask-add = Empezar a registrar «{ $field }».
ask-territory = Registrar el lugar por debajo del país.
ask-explain = { $n ->
    [one] Explicar qué es la columna sin correspondencia.
   *[other] Explicar qué son las { $n } columnas sin correspondencia.
 }

## Tablas
shares-all = Porcentaje de todos los registros que responden, con su intervalo.
shares-row = Porcentaje dentro de cada fila, con su intervalo.
shares-column = Porcentaje dentro de cada columna, con su intervalo.
table-total = Total
table-count = Número
table-left = Quedan { $n } filas más; la descarga las tiene todas.
compare-levels = Elija dos lugares del mismo nivel: dos países, o dos divisiones.
place-within = Dentro de este lugar
place-tables = Tablas con diferencias e intervalos

## Cuentas e instituciones
nav-people = Cuentas
footer-set-up = Abrir Faro a más personas
yes = Sí
no = No
never = Nunca
error-leave-title = Esta cuenta no abre esta página
error-leave = Su cuenta no tiene permiso para ver esta página.
error-leave-hint = Si la necesita para su trabajo, pida a quien administra las cuentas la función que corresponde.

sign-in-title = Entrar a Faro
sign-in-login = Nombre de usuario
sign-in-password = Contraseña
sign-in-button = Entrar
sign-in-lost = Si perdió la contraseña, pida un enlace nuevo a quien administra las cuentas.
sign-in-refused = No se pudo entrar con esos datos. Revise el nombre de usuario y la contraseña y vuelva a intentarlo. Si no lo logra, hable con quien administra las cuentas.
sign-in-wait = Hubo varios intentos fallidos. Espere { $minutes ->
    [1] { $n ->
        [one] un segundo
       *[other] { $n } segundos
    }
   *[other] { $minutes } minutos
 } y vuelva a intentarlo.
sign-in-saved = Su contraseña quedó guardada. Entre con ella.
still-in-title = Esta página se vació
still-in-lead = Nadie la usó durante media hora. Su sesión sigue abierta, porque usó otra página.
still-in-back = Volver a la página

second-factor-title = Segundo factor
second-factor-lead = Falta un paso: escriba el código de su segundo factor.
second-factor-code = Código
second-factor-help = Los seis dígitos que muestra la aplicación o, una sola vez cada uno, un código de recuperación.
prove-title = Confirme que es usted
prove-lead = Lo que sigue es delicado, y Faro necesita saber que es usted. La confirmación vale por unos minutos.
prove-password-help = La misma contraseña con la que entra a Faro.
prove-button = Confirmar
prove-refused = Lo que escribió no coincide. Revíselo y vuelva a intentarlo; si es un código de la aplicación, espere a que muestre el siguiente.

invitation-title = Usar un enlace de un solo uso
invitation-code = Código
invitation-code-help = Está al final del enlace que recibió, después del signo #.
invitation-go = Continuar
invitation-lead = { $name }: esta invitación abre su cuenta en Faro. Institución: { $agency }. Elija una contraseña; después podrá entrar con ella.
invitation-password-lead = { $name }: aquí elige una contraseña nueva para su cuenta. Institución: { $agency }. Después podrá entrar con ella.
invitation-accept = Guardar la contraseña
invitation-over = Este código no sirve: está incompleto, ya se usó, se retiró o venció. Copie el enlace completo o pida uno nuevo a quien administra las cuentas.
invitation-until = Vale hasta
invitation-to-password = para una contraseña nueva
invitation-withdraw = Retirar

password-new = Contraseña nueva
password-again = La misma contraseña, otra vez
password-present = Contraseña actual
password-help = Al menos 12 caracteres; mejor 15 o más, como cuatro o cinco palabras que no tengan relación entre sí. Se admiten espacios.
password-change = Cambiar la contraseña
password-changed = La contraseña se cambió y se cerraron sus otras sesiones. Desde ahora entre con la nueva.
password-wrong = La contraseña actual no es esa. No se cambió nada; escríbala de nuevo.
password-differs = Las dos contraseñas no son iguales. Escríbalas de nuevo.
password-short = La contraseña es demasiado corta. Use al menos { $n } caracteres.
password-long = La contraseña es demasiado larga. Use como máximo { $n } caracteres.
password-common = Esa contraseña es muy conocida y se adivina pronto. Elija otra, por ejemplo cuatro o cinco palabras que no tengan relación entre sí.
password-context = Esa contraseña se apoya en su nombre, en el de la institución o en palabras de este trabajo, que es lo primero que se prueba. Elija otras palabras.
password-pattern = Esa contraseña repite lo mismo o sigue el orden del teclado, del alfabeto o de los números. Elija palabras que no tengan relación entre sí.
password-control = La contraseña tiene un carácter que no se puede escribir en todos los teclados. Use letras, números, signos y espacios.
password-link-title = Enlace para una contraseña nueva
password-link-lead = Si la persona perdió su contraseña, cree un enlace de un solo uso para que elija otra.
password-link-button = Crear el enlace
password-link-done = Con este enlace, { $name } elige una contraseña nueva. Sirve una sola vez, durante { $hours ->
    [one] una hora.
   *[other] { $hours } horas.
 }

account-title = Su cuenta
account-answer = { $name }, esta es su cuenta en Faro. Institución: { $agency }. Funciones: { $roles }.
account-name = Nombre y apellido
account-agency = Institución
account-agency-choose = Elija la institución
account-roles = Funciones
account-territory = Territorio
account-territory-help = Si elige uno, la cuenta ve solo los casos de ese territorio y de los lugares que abarca. Las cifras publicadas se ven completas.
account-login-help = Al menos 3 caracteres, sin espacios. Con este nombre se entra a Faro; da igual escribirlo en mayúsculas o minúsculas.
account-may-sign-in = Puede entrar a Faro
account-save = Guardar los cambios
account-at-once = Los cambios valen de inmediato: las sesiones abiertas de esta cuenta se cierran y la persona tiene que entrar de nuevo.
account-last = Último ingreso
account-disabled = cuenta desactivada
account-sessions = Sesiones abiertas
account-device = Equipo
account-unknown-device = Equipo desconocido
account-this = esta sesión
account-began = Comenzó
account-seen = Último uso
account-do = Acción
account-end = Cerrar
account-end-others = Cerrar todas las demás
account-ended = { $n ->
    [0] No había otras sesiones abiertas.
    [one] Se cerró una sesión.
   *[other] Se cerraron { $n } sesiones.
 }
account-codes-left = { $n ->
    [0] No quedan códigos de recuperación: reemplace el segundo factor para recibir otros.
    [one] Queda un código de recuperación: reemplace pronto el segundo factor para recibir otros.
   *[other] Quedan { $n } códigos de recuperación.
 }
account-bad-login = El nombre de usuario debe tener entre 3 y { $n } caracteres, sin espacios. Escriba otro.
account-login-taken = Otra cuenta ya usa ese nombre de usuario. Elija otro.
account-bad-name = Escriba el nombre y apellido en una sola línea, con { $n } caracteres como máximo.
account-no-role = La cuenta no tiene ninguna función. Marque al menos una.
account-role-alone = La función «{ $role }» no se combina con otras. Déjela sola y abra otra cuenta para las demás.
account-last-administrator = Es la única cuenta activa que administra Faro. Dé antes esa función a otra cuenta y vuelva a intentarlo.
account-oneself = Nadie cambia sus propias funciones. Pida el cambio a otra persona que administre las cuentas; su contraseña y su segundo factor están en «Su cuenta».

factor-title = Segundo factor
factor-on = El segundo factor está activo.
factor-off = Todavía no hay segundo factor. Con él, quien descubra su contraseña no podrá entrar solo con ella.
factor-set-up = Activar el segundo factor
factor-replace = Reemplazar el segundo factor
factor-required = Sus funciones exigen un segundo factor. Actívelo ahora para seguir: además de la contraseña, Faro le pedirá un código que cambia cada treinta segundos.
factor-lead = Además de la contraseña, Faro le pedirá un código que cambia cada treinta segundos.
factor-step-app = Instale en su teléfono una aplicación de códigos, si no tiene una. Sirve cualquiera de tipo TOTP, como FreeOTP, Aegis o Google Authenticator, y funciona sin conexión. Sin celular sirve un programa de la computadora que muestre estos códigos, como KeePassXC.
factor-step-scan = En la aplicación, agregue una cuenta y escanee esta imagen.
factor-key = Si no puede escanearla, escriba esta clave en la aplicación:
factor-open-app = Si la aplicación está en este mismo equipo, ábrala con este enlace
factor-step-code = Escriba los seis dígitos que muestra la aplicación.
factor-confirm = Activar
factor-wrong = El código no coincide. Revise que el teléfono tenga la hora automática, espere a que la aplicación muestre el código siguiente y escríbalo.
recovery-title = Códigos de recuperación
recovery-lead = Imprima o copie ahora estos códigos: se muestran solo esta vez. Cada uno sirve una sola vez, en lugar del código de la aplicación.
recovery-keep = Guárdelos en un lugar seguro, lejos del teléfono y de la contraseña. Si pierde el teléfono, con ellos podrá entrar.
recovery-kept = Ya los guardé

role-focal-point = Punto focal
role-focal-point-what = Entrega los archivos de su institución, responde por ellos y recibe las filas rechazadas. Ve las cifras.
role-analyst = Analista
role-analyst-what = Incorpora archivos de su institución, revisa la calidad de las fuentes y trabaja con las cifras.
role-detection-analyst = Analista de detección
role-detection-analyst-what = Para quien revisa señales en ofertas, publicaciones y pagos. Ve las cifras y los informes.
role-programme-manager = Gestión de programas
role-programme-manager-what = Para quien planifica y sigue las acciones. Ve las cifras y los informes.
role-treaty-focal-point = Punto focal de tratados
role-treaty-focal-point-what = Para quien responde a los órganos de los tratados. Ve las cifras y los informes.
role-survivor-adviser = Asesoría de sobrevivientes
role-survivor-adviser-what = Para quien asesora desde su experiencia como sobreviviente. Ve las cifras y los informes que se comparten con todas las instituciones.
role-reader = Lectura
role-reader-what = Ve las cifras y los informes que se comparten con todas las instituciones. No cambia nada.
role-data-protection-officer = Protección de datos
role-data-protection-officer-what = Vela por los datos personales. Ve las fuentes, las cifras y quién tiene cuenta; restringe lo que se comparte y puede ser la segunda persona que lo aprueba.
role-auditor = Auditoría
role-auditor-what = Para quien controla el uso de Faro. Ve las instituciones y las cuentas; no ve cifras ni casos. No se combina con otra función.
role-administrator = Administración
role-administrator-what = Crea instituciones, invita a personas y cambia sus funciones. No lee ningún dato de casos. No se combina con otra función.

level-national = Nacional
level-department = Departamento, provincia o estado
level-municipality = Municipio
territory-whole = Todo el país
territory-all = Todos los territorios
territory-unknown = Ese territorio no existe. Elija uno de la lista.

set-up-title = Abrir Faro a más personas
set-up-lead = Desde ahora cada persona entrará con su propia cuenta y verá solo lo que sus funciones permiten. Lo que se incorporó hasta hoy pertenecerá a la institución que aloja Faro.
set-up-agency = Institución que aloja Faro
set-up-administrator = Primera cuenta de administración
set-up-administrator-help = Con esta cuenta se crean las instituciones y se invita a las personas. No lee datos de casos: si usted también los analiza, créese después otra cuenta.
set-up-button = Crear la institución y la cuenta
set-up-later = Ahora no
set-up-care = La dirección de un solo uso que mostró Faro dejará de servir: se entrará con esta cuenta y su segundo factor, que se activa en el paso siguiente. Guarde bien los códigos de recuperación que recibirá; sin ellos ni el teléfono, esta cuenta no podrá entrar.

people-title = Instituciones y cuentas
people-answer = Hay { $n ->
    [one] una cuenta activa
   *[other] { $n } cuentas activas
 } en { $agencies ->
    [one] una institución.
   *[other] { $agencies } instituciones.
 }
people-agencies = Instituciones
people-accounts = Cuentas
people-count = Cuentas activas
people-invitations = Invitaciones y enlaces sin usar
person-answer = Institución: { $agency }. Nombre de usuario: «{ $login }». { $state ->
    [disabled] La cuenta está desactivada y no puede entrar.
   *[active] { $factor ->
        [yes] La cuenta está activa, con segundo factor.
       *[no] La cuenta está activa, todavía sin segundo factor.
    }
 }

invite-title = Invitar a una persona
invite-lead = Faro no envía correos. Al terminar, le da un enlace de un solo uso para que usted lo entregue a la persona.
invite-button = Crear la invitación
invite-done-title = La invitación está lista
invite-done = Con este enlace, { $name } elige su contraseña y abre su cuenta. Sirve una sola vez, durante { $days ->
    [one] un día.
   *[other] { $days } días.
 }
link-link = Enlace
link-code = Solo el código
copy-button = Copiar
copy-done = Copiado.
link-care = Copie el enlace ahora: no se vuelve a mostrar. Entréguelo en persona o por un canal de confianza, no por correo electrónico común. Si se pierde, retírelo y cree otro.

agency-name = Nombre de la institución
agency-kind = Tipo
agency-kind-help = Las autoridades de control migratorio nunca participan: nadie debe temer pedir ayuda por su situación migratoria.
agency-kind-choose = Elija el tipo
agency-level = Nivel
agency-territory = Territorio
agency-key = Llave
agency-key-missing = Falta
agency-new-title = Agregar una institución
agency-create = Agregar la institución
agency-first = Todavía nadie de esta institución usa Faro. Invite primero a su punto focal: crea la llave de la institución y entrega sus archivos.
agency-first-button = Invitar a su primera persona
agency-ended = ya no participa
agency-ended-lead = Esta institución ya no participa. Sus fuentes y sus cuentas pasaron a otra; el historial dice a cuál y cuándo.
agency-answer = { $kind }. Nivel: { $level }{ $placed ->
    [yes] , { $place }.
   *[no] .
 } { $state ->
    [ended] Ya no participa: otra institución tomó su lugar.
   *[open] { $key ->
        [yes] Participa y tiene su llave.
       *[no] Participa, pero todavía no tiene llave: sin ella no se pueden sellar sus datos de identidad.
    }
 }
agency-history = Historial
agency-event-created = se creó con el nombre «{ $after }».
agency-event-renamed = cambió de nombre: de «{ $before }» a «{ $after }».
agency-event-changed = cambió el tipo, el nivel o el territorio.
agency-event-handed-over = dejó de participar y entregó todo a «{ $after }».
agency-event-took-over = recibió todo lo de «{ $before }».
agency-event-key = se registró su llave.
agency-hand-over = Entregar todo a otra institución
agency-hand-over-lead = Con esto la institución deja de participar. Sus fuentes y sus cuentas pasan a la otra. No se puede deshacer. Lo que ya se selló sigue sellado con la llave anterior: quien la reemplaza la necesitará para abrirlo.
agency-successor = Institución que la reemplaza
agency-confirm = Para confirmar, escriba el nombre de la institución que deja de participar
agency-confirm-differs = El nombre escrito no es el de esta institución. No se cambió nada; escríbalo tal como aparece en el título.
agency-hand-over-button = Entregar todo y terminar
agency-bad-name = Escriba el nombre de la institución en una sola línea, con { $n } caracteres como máximo.
agency-name-taken = Otra institución ya tiene ese nombre. Elija uno que las distinga.
agency-bad-kind = Elija el tipo de institución en la lista.
agency-never = Las autoridades de control migratorio no participan en Faro. Si la institución hace otra tarea, elija el tipo que corresponde.
agency-territory-missing = Una institución que no es nacional necesita su territorio. Elíjalo de la lista.
agency-has-ended = Esa institución ya no participa: nadie puede abrir una cuenta en ella. Pida otra invitación, o invite a la persona a la institución que la reemplaza.
agency-bad-successor = Esa institución no puede recibir nada: ya no participa o es la misma. Elija otra que participe.

## Directorio de derivación
nav-directory = Directorio
directory-title = Adónde derivar
directory-answer = { $n ->
    [0] El directorio no tiene todavía ninguna institución para este lugar.
    [one] Hay una institución a la que derivar.
   *[other] Hay { $n } instituciones a las que derivar.
 } { $stale ->
    [0] { "" }
    [one] De una no se ha confirmado nada en { $days } días: llame antes de enviar a alguien.
   *[other] De { $stale } no se ha confirmado nada en { $days } días: llame antes de enviar a alguien.
 }
directory-where = Lugar donde está la persona
directory-anywhere = Todo el directorio
directory-show = Mostrar
directory-new-title = Añadir una institución
directory-download = Descargar la lista
directory-file = directorio
directory-stale = Sin confirmar.
directory-verified = Última confirmación
directory-verify = Sigue vigente
directory-change = Cambiar
directory-end = Retirar
directory-end-title = Retirar del directorio
directory-end-lead = «{ $name }» dejará de aparecer en el directorio y en todas las páginas que lo usan.
directory-end-no = Dejarla
directory-form-lead = Confirme por teléfono cada dato antes de guardarlo. Escriba la línea de la institución, nunca la de una persona.
directory-name = Institución o servicio
directory-line = Cómo se llega
directory-line-help = Teléfono de la institución, correo institucional o dirección pública. No escriba la ubicación de un albergue reservado.
directory-hours = Horario
directory-serves = Lugar que atiende
directory-offers = Qué ofrece
directory-languages = Idiomas
directory-populations = A quién atiende
directory-save = Guardar como confirmado hoy
directory-in = Incorporar una lista
directory-in-lead = Un CSV o una planilla con las columnas de la lista que se descarga. Si una fila está mal no se incorpora ninguna. Las que ya mantiene su institución, con el mismo nombre y lugar, se actualizan.
directory-in-file = Archivo
directory-in-button = Incorporar
directory-in-model = Descargar el modelo
directory-taken-in = { $n ->
    [one] Se incorporó una institución.
   *[other] Se incorporaron { $n } instituciones.
 }
directory-refused = No se incorporó nada. { $row ->
    [0] Primera fila: { $why }
   *[other] Fila { $row }: { $why }
 }
directory-unreadable = El archivo no se puede leer como planilla. Guárdelo como CSV o XLSX y vuelva a enviarlo.
directory-missing = Falta el nombre o cómo se llega.
directory-too-long = Un texto es demasiado largo; use menos de { $n } caracteres.
directory-bad-kind = Ese tipo de institución no está en la lista.
directory-bad-language = Uno de los idiomas no está en la lista; use los códigos del modelo.
directory-bad-population = Uno de los grupos no está en la lista; use los códigos del modelo.
directory-too-many = La lista es demasiado larga; el máximo es de { $n } filas.
directory-bad-columns = las columnas deben ser, en este orden: { $columns }.
tongue-es = español
tongue-pt = portugués
tongue-en = inglés
tongue-fr = francés
tongue-ht = criollo haitiano
tongue-nl = neerlandés
tongue-qu = quechua
tongue-ay = aimara
tongue-gn = guaraní
tongue-arn = mapudungun
tongue-quc = quiché
tongue-mam = mam
tongue-kek = queqchí
tongue-yua = maya yucateco
tongue-nah = náhuatl
tongue-guc = wayuunaiki
tongue-miq = misquito
tongue-zh = chino
tongue-ar = árabe
tongue-sgn = lengua de señas
population-everybody = toda persona
population-women = mujeres
population-men = hombres
population-children = niñas y niños
population-adolescents = adolescentes
population-lgbtiq = personas LGBTIQ+
population-migrants = personas migrantes
population-indigenous = pueblos indígenas
population-afrodescendant = personas afrodescendientes
population-disability = personas con discapacidad
population-workers = personas trabajadoras

## Derecho, conservación, solicitudes e incidentes
nav-law = Datos y derechos
legal-title = Base jurídica
legal-lead = Faro redacta textos modelo a partir de las respuestas de abajo y de la ley del país. Nadie envía archivos antes de que el convenio y la evaluación de impacto estén firmados.
legal-signed = El convenio y la evaluación de impacto constan como firmados.
legal-unsigned = Faltan firmas: todavía no corresponde enviar archivos de otras instituciones.
legal-model = Son textos modelo. Hágalos revisar por su asesoría jurídica antes de usarlos.
legal-documents = Documentos
legal-document = Documento
legal-file = Archivo, en el idioma de esta página
legal-signed-title = Documentos firmados
legal-signed-none = Ningún documento consta como firmado.
legal-sign = Registrar una firma
legal-by = Función que firma
legal-by-help = Un cargo, no el nombre de una persona.
legal-on = Día de la firma
legal-answers = Respuestas
legal-country = País cuya ley se aplica
legal-body = Entidad que aloja el sistema
legal-place = Ciudad
legal-contact = Función de contacto
legal-contact-help = Una función, no una persona: por ejemplo, delegación de protección de datos.
legal-address = Dirección o correo institucional
legal-agencies = Instituciones participantes, una por línea
legal-purposes = Finalidades
legal-other = Otras finalidades, una por línea
legal-data = Datos que se comparten
legal-hosting = Dónde está instalado
legal-hosting-own = Equipos propios
legal-hosting-state = Centro de datos del Estado
legal-hosting-provider = Un proveedor, por encargo
legal-provider = Proveedor, si lo hay
legal-transfers = A quién se envían datos en el extranjero, uno por línea (vacío: a nadie)
legal-keep = Guardar el borrador
legal-problem = Una respuesta es demasiado larga o no está entre las ofrecidas. No se guardó nada.
legal-law = La ley del país y sus plazos
legal-source = Fuente:
legal-what = Qué
legal-time = Plazo
legal-status = Estado del dato
legal-incident = Incidente
legal-holidays = Incorporar feriados
legal-holidays-list = Uno por línea: fecha, coma, nombre. Reemplaza la lista anterior.
legal-holidays-known = Feriados conocidos del país: { $n }. Sin lista, solo se descuentan los fines de semana.
retention-title = Conservación y supresión
retention-answer = Elementos cuyo plazo venció: { $n }. Retenidos por orden legal: { $held }.
retention-adopted = El calendario está adoptado: el servidor suprime cada día lo que vence.
retention-not-adopted = El calendario no está adoptado: nada se suprime por sí solo.
retention-adopt = Adoptar el calendario
retention-suspend = Suspender el calendario
retention-run = Revisar y suprimir ahora
retention-run-title = ¿Suprimir ahora?
retention-run-lead = Esto no se puede deshacer. Las copias de respaldo anteriores todavía lo contienen.
retention-run-yes = Sí, suprimir
retention-run-no = No, volver
retention-plan = Qué se suprimiría hoy
retention-plan-none = Nada ha cumplido su plazo.
retention-class = Clase de datos
retention-amount = Cantidad
retention-then = Qué ocurre
retention-hold = Retención legal
retention-holds = Retenciones legales
retention-holds-none = No hay ninguna.
retention-covers = Qué abarca
retention-reason = Motivo
retention-until = Hasta
retention-until-lifted = que se levante
retention-over = terminada
retention-lift = Levantar
retention-place = Ordenar una retención
retention-everything = Todo
retention-source = Solo esta fuente (su identificador; vacío: todas)
retention-rules = Plazos
retention-sensitivity = Sensibilidad
retention-kept = Se conserva
retention-by = Quién lo hace
retention-set = Cambiar un plazo
retention-agency = Para qué institución
retention-agency-all = Todas las que no tienen un plazo propio
retention-agency-help = El plazo de una institución vale antes que el general.
retention-unset = Volver al plazo anterior
retention-unset-help = Desde la próxima ejecución rige el plazo general o, si este es el general, el habitual.
retention-unset-yes = Sí, quitar este plazo
retention-days = Días
retention-days-help = Vacío: hasta que se decida.
retention-proofs = Constancias de supresión
retention-proofs-none = Todavía no se suprimió nada.
retention-when = Cuándo
retention-keys = Claves destruidas (comienzo de su huella)
retention-interrupted = interrumpida; se termina en la próxima ejecución
retention-broken = La cadena de constancias no es íntegra desde el número
retention-file = constancias-de-supresion
requests-title = Solicitudes de personas
requests-answer = Solicitudes pendientes: { $n }. Vencidas: { $overdue }. Vencen pronto: { $soon }.
requests-new = Registrar una solicitud
requests-new-lead = Quien pide queda sellado con la clave de la institución que responde; el registro solo guarda una referencia.
requests-right = Qué se pide
requests-received = Recibida el
requests-requester = Quién pide y cómo responderle de forma segura
requests-requester-help = Se cifra al guardar. Puede dejarlo vacío y guardarlo en papel.
requests-register = Registrar
requests-reference = Referencia
requests-due = Vence
requests-act-by = Último día hábil para actuar
requests-clock = Plazo legal
requests-state = Estado
requests-decision = Decisión
requests-letter = Carta de respuesta (DOCX)
requests-who = Quién pide
requests-open-who = Ver quién pide
requests-who-key = No se pudo abrir: hace falta la clave de la institución y su contraseña, en el equipo donde se guarda.
requests-why = Motivo
requests-passphrase = Contraseña de la clave, si la tiene
requests-step = Qué sigue
requests-note = Motivo o nota
requests-note-help = No nombre a nadie: este texto se guarda sin cifrar.
requests-do = Guardar
step-decide = Decidir (con el motivo)
step-extend = Prorrogar (y avisar a la persona por qué)
step-answer = La respuesta fue enviada
step-withdraw = La persona retiró la solicitud
step-note = Anotar
step-measures = Medidas adoptadas
step-close = Cerrar, con lo aprendido
register-history = Historia
happened-registered = registrada
happened-extended = prorrogada
happened-decided = decidida
happened-answered = respondida
happened-withdrawn = retirada
happened-noted = nota
happened-requester_opened = se vio quién pide
happened-notified_authority = aviso a la autoridad
happened-notified_people = aviso a las personas
happened-waived_authority = sin aviso a la autoridad
happened-waived_people = sin aviso a las personas
happened-measures = medidas
happened-closed = cerrado
incidents-title = Incidentes
incidents-answer = Incidentes abiertos: { $n }.
incidents-new = Registrar un incidente
incidents-new-lead = Faro calcula hasta cuándo hay que avisar a la autoridad y a las personas, según la ley del país.
incidents-what = Qué ocurrió
incidents-classes = Clases de datos afectadas
incidents-found = Se advirtió
incidents-found-on = Día en que se advirtió
incidents-found-at = Hora
incidents-found-help = Por el reloj del país. En la duda, la hora más temprana.
incidents-people = Cuántas personas, aproximadamente
incidents-measures = Medidas adoptadas
incidents-register = Registrar
incidents-notices = Avisos que pide la ley
incidents-details = Para completar la información, hasta
incidents-draft = Borrador del aviso (DOCX)
incidents-notified = El aviso fue enviado
incidents-waive = No se avisará, por este motivo
incidents-given = Enviado el { $when }
incidents-waived = No se avisa: { $why }
incidents-closed = Cerrado
incidents-lessons = Lo aprendido
incidents-file = incidentes
import-unsigned = Antes de incorporar archivos de otra institución deben estar firmados el convenio y la evaluación de impacto.
error-register = Falta algo en el formulario, o un dato no puede usarse ahí: revise fechas, motivos y casillas.
error-field = Revise «{ $field }»: falta, es demasiado largo o no puede usarse ahí.
error-changed = Alguien más lo cambió entretanto. Vuelva a mirar antes de cambiarlo.

## Auditoría
nav-audit = Auditoría
audit-title = Auditoría
audit-whole = { $n ->
    [0] La cadena está completa: todavía no hay asientos.
    [one] La cadena está completa: 1 asiento, recorrido el { $when }.
   *[other] La cadena está completa: { $count } asientos, recorridos el { $when }.
 }
audit-broken = La cadena no está completa. { $what } Recorrida el { $when }.
audit-broken-hint = Alguien cambió la base de datos por fuera de Faro, o la llave del servidor es otra. No borre nada: saque una copia, avise a la persona encargada de la protección de datos y compare con un ancla que se haya guardado en otra parte.
audit-not-checked = { $n ->
    [one] Hay 1 asiento; la cadena se está recorriendo.
   *[other] Hay { $count } asientos; la cadena se está recorriendo.
 }
audit-checking = Recorriendo la cadena
audit-look-again = Actualizar
audit-verify = Recorrer la cadena ahora
audit-anchor = Hacer un ancla
audit-last-anchor = Última ancla de este servidor: asiento { $number }, { $date }, código { $code }
audit-no-anchor = Este servidor todavía no dejó ninguna ancla.
audit-anchor-title = Ancla de la auditoría
audit-anchor-answer = La cadena termina en el asiento { $number }, { $when }. Este es su código:
audit-anchor-advice = Escríbalo en el acta de una reunión o envíelo a otra institución. Solo un ancla guardada fuera de este equipo muestra si alguien que controla todo el equipo reescribe la cadena. Se comprueba con «faro audit verify --anchor CÓDIGO»; los errores de tipeo se notan.
audit-back = Volver a la auditoría
audit-bad-date = La fecha no se entiende: escriba un año, un mes o un día, como 2026, 2026-03 o 2026-03-15.
audit-from = Desde
audit-to = Hasta
audit-action = Qué
audit-actor = Quién
audit-object = Sobre qué
audit-object-id = Identificador
audit-any = Todo
audit-search = Buscar
audit-clear = Quitar filtros
audit-entries = Asientos
audit-none = Todavía no hay asientos.
audit-none-found = Ningún asiento cumple con estos filtros.
audit-number = N.º
audit-when = Cuándo
audit-place = Desde dónde
audit-why = Motivo
audit-withheld = reservado
audit-newest = Los más nuevos
audit-older = Más antiguos
audit-copies = Copias
audit-copies-explained = CSV para planillas; NDJSON para comprobar la cadena sin Faro. Llevan lo que muestran los filtros, y la cadena solo se puede comprobar en una copia completa. La columna de motivos puede contener datos personales. Sacar una copia queda en la auditoría.
audit-actor-owner = dueño del equipo
audit-actor-worker = el servidor
audit-channel-page = página
audit-channel-api = API
audit-channel-command = comando
audit-channel-worker = servidor
audit-event-import-asked = Entregó un archivo
audit-event-import-started = Comenzó una incorporación
audit-event-import-published = Publicó una versión
audit-event-job-called-off = Canceló un trabajo
audit-event-mapping-saved = Guardó una correspondencia
audit-event-rejected-opened = Abrió filas rechazadas
audit-event-row-errors-read = Leyó objeciones fila por fila
audit-event-rows-behind-read = Leyó qué filas hay detrás de una cifra
audit-event-territories-imported = Incorporó territorios
audit-event-keys-made = Preparó llaves o nombró la institución
audit-event-marked-simulated = Marcó los datos como simulados
audit-event-report-made = Hizo un informe
audit-event-audit-read = Leyó la auditoría
audit-event-audit-exported = Copió la auditoría
audit-event-audit-checked = Recorrió la cadena
audit-event-audit-anchored = Hizo un ancla
audit-event-audit-resealed = Volvió a sellar la auditoría
audit-event-server-key-rotated = Reemplazó la llave del servidor
audit-event-reference-key-rotated = Reemplazó la llave de los números de expediente
audit-object-source = fuente
audit-object-version = versión
audit-object-job = trabajo
audit-object-mapping = correspondencia
audit-object-territories = territorios
audit-object-dataset = datos
audit-object-report = informe
audit-object-installation = instalación
audit-object-audit = auditoría
## Compartir, dos personas, tareas
nav-home = Tareas
nav-approvals = Aprobaciones
nav-waiting = { $n ->
    [one] { $n } espera su decisión
   *[other] { $n } esperan su decisión
 }
home-title = Mis tareas
home-answer = { $n ->
    [0] No tiene nada pendiente.
    [one] Tiene una tarea pendiente.
   *[other] Tiene { $n } tareas pendientes.
 }
home-empty = Aquí aparece lo que espera algo de usted: decisiones, etiquetas que faltan, retiros por confirmar.
task-second-factor = Su cuenta se abre solo con la contraseña. Configure un segundo factor.
task-key = Su institución todavía no tiene llave: hágala para poder incorporar planillas.
task-approvals = { $n ->
    [one] Una solicitud espera su decisión.
   *[other] { $n } solicitudes esperan su decisión.
 }
task-recall = { $agency } retiró «{ $source }». Borre las copias que tenga su institución y confírmelo.
task-label = «{ $source }» no tiene etiqueta: por ahora la ven solo los puntos focales y protección de datos de su institución. Diga quién puede verla.
task-share-ends = «{ $source }» deja de compartirse después del { $date }. Si hace falta más tiempo, pídalo antes.
task-share-ended = «{ $source }» dejó de compartirse después del { $date }. Pida más tiempo o restrinja la etiqueta.
task-unacknowledged = { $n ->
    [one] Falta que una institución confirme que borró lo que se le retiró.
   *[other] Faltan { $n } confirmaciones de que se borró lo retirado.
 }
task-one-administrator = Usted es la única persona que administra las cuentas, y hay cambios que necesitan a dos. Invite a otra.
task-job = «{ $file }» se está incorporando.

tlp-red = Solo los puntos focales y protección de datos de la institución.
tlp-amber-strict = Solo la institución, según la función de cada persona.
tlp-amber = La institución y las que se nombran.
tlp-green = Todas las instituciones que usan este Faro.
tlp-clear = Todas las instituciones, y puede publicarse después de revisar que no exponga a nadie.
label-heading = Quién la ve
label-title = Quién puede ver «{ $source }»
label-lead = Restringir vale de inmediato. Compartir con más instituciones, con menos límites o por más tiempo espera a que otra persona de su institución esté de acuerdo.
label-unset = Nadie ha puesto una etiqueta todavía.
label-unset-short = sin etiqueta
label-from-other = de otra institución
label-who = ¿Quién puede verla?
label-now = Etiqueta actual
label-owner = Institución
label-purpose = Para qué se comparte
label-purpose-help = Lo que las demás pueden hacer con estos datos. Hace falta con AMBER, GREEN y CLEAR.
label-basis = Base legal
label-basis-help = El convenio, la ley o la decisión que permite compartir. Hace falta con AMBER, GREEN y CLEAR.
label-recipients = Se comparte con
label-recipients-choose = Con AMBER, ¿con qué instituciones?
label-recipients-hidden = con su institución; la lista completa la conoce quien comparte
label-no-partners = Todavía no hay otra institución en este Faro.
label-shows = Cada institución sabe con cuáles otras se comparte
label-shows-help = Si no se marca, cada una sabe solo de sí misma.
label-until = Último día
label-until-help = Hasta qué día se comparte, como máximo cinco años. Con CLEAR puede quedar vacío.
label-no-end = sin fecha
label-reason-help = Para la persona que decidirá con usted. Hace falta para compartir más; no escriba nombres de personas.
label-inside-only = Compartir con otras instituciones lo pide después un punto focal, en la página de la fuente.
label-save = Guardar
label-change = Cambiar quién la ve
label-expired = Dejó de compartirse: pasó el último día.
label-waiting = Espera a una segunda persona:
label-stays = Esta fuente ya tiene etiqueta, y la conserva:
label-no-level = Elija quién puede verla.
label-no-purpose = Escriba para qué se comparte, en { $n } caracteres o menos.
label-no-basis = Escriba la base legal, en { $n } caracteres o menos.
label-no-recipient = Marque al menos otra institución, o elija una etiqueta más restringida.
label-no-day = Elija el último día: posterior a hoy y a no más de cinco años.
label-changed = Otra persona cambió la etiqueta mientras tanto. No se cambió nada; mire cómo quedó y vuelva a intentarlo.

nav-emergency = Emergencia
emergency-banner = Acceso de emergencia a datos de { $agency } hasta { $until }
emergency-title = Accesos de emergencia
emergency-answer = { $n ->
    [0] Ningún acceso de emergencia está abierto.
    [one] { $n } acceso de emergencia está abierto.
   *[other] { $n } accesos de emergencia están abiertos.
}
emergency-lead = Cuando peligra una vida, una persona puede ver por unas horas datos de otra institución. Las identidades quedan selladas. Todo queda en la auditoría y alguien más lo revisa.
emergency-none = No hay ninguno.
emergency-new-link = Pedir acceso de emergencia
emergency-new-title = Pedir acceso de emergencia
emergency-new-answer = Solo si peligra una vida. Se avisa de inmediato a la otra institución y a protección de datos.
emergency-new-lead = Verá cifras y datos de los casos de esa institución, si los tiene, solo en las páginas de análisis y mientras dure. No verá identidades, filas ni documentos, ni podrá descargarlos. No se dice de antemano si la institución tiene datos.
emergency-call = Llame también: solo la otra institución puede decirle quién es una persona y actuar con ella.
emergency-call-heading = Llame a la institución
emergency-no-contact = Esta institución no tiene líneas en el directorio. Búsquela por los medios que conozca.
emergency-choose = Elija
emergency-at-once = se abre de inmediato
emergency-asks-first = la institución decide antes
emergency-who = Quién
emergency-owner = Institución que tiene los datos
emergency-danger = Qué peligro hay
emergency-danger-life = Pueden matar o herir gravemente a alguien
emergency-danger-held = Alguien está retenido
emergency-danger-moved = Van a llevarse a alguien
emergency-danger-child = Una niña, un niño o adolescente está en peligro
emergency-reason = Motivo: por qué hace falta
emergency-reason-help = Lo leerán la otra institución y protección de datos, y queda en la auditoría. No escriba nombres ni nada que diga quién es una persona.
emergency-groups = Qué datos hacen falta
emergency-groups-help = Marque solo lo que necesita.
emergency-group-record = El registro: fechas, lugar, institución
emergency-group-person = La persona: edad, sexo, nacionalidad
emergency-group-process = Captación, traslado y control
emergency-group-exploitation = Explotación: forma y lugar
emergency-group-justice = Justicia y reparación
emergency-group-assistance = Asistencia
emergency-how-long = Por cuánto tiempo
emergency-hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
emergency-open = Abrir
emergency-leave = No abrir
emergency-asked-title = Se preguntó a la institución
emergency-asked = Esta institución decide antes de abrir sus datos. Su solicitud la espera y nada se ha abierto. Le avisa «Mis tareas» cuando se abra.
emergency-one-title = Acceso de emergencia
emergency-mine-open = Está abierto. Las páginas de análisis lo muestran hasta la hora de fin y lo dicen arriba.
emergency-to-figures = Ver los datos
emergency-from = Desde
emergency-until = Hasta
emergency-ended = Terminado antes por
emergency-reads = Veces que se miraron datos
emergency-review-due = Revisar antes de
emergency-reviewed = Revisado por
emergency-review-note = Qué dice la revisión
emergency-end = Terminar ahora
emergency-review = Revisar
emergency-review-lead = Pregunte a quien lo usó qué pasó. Diga si había un peligro y si no se abrió más de lo necesario. La revisión termina lo que siga abierto.
emergency-review-button = Guardar la revisión
emergency-finding = Resultado
emergency-finding-justified = Estuvo justificado
emergency-finding-not-justified = No estuvo justificado
emergency-finding-incident = Fue un abuso: registrar un incidente
emergency-incident = Incidente registrado
emergency-state-open = Abierto
emergency-state-ended = Terminado
emergency-state-unreviewed = Falta revisarlo
emergency-state-overdue = La revisión está atrasada
emergency-many = Esta persona abrió { $n } en 24 horas.
emergency-allowed = Lo que su institución permite de antemano
emergency-allowed-lead = Si su institución no abre de inmediato, puede permitir a otra que lo haga hasta un día. Retirar el permiso surte efecto de inmediato y cierra lo que esté abierto.
emergency-allowed-none = No permite nada de antemano.
emergency-allow-link = Permitir a una institución
emergency-allow-title = Permitir acceso de emergencia de antemano
emergency-allow-lead = Las personas de esa institución podrán abrir por unas horas datos de los casos de la suya, sin preguntar antes. Se les avisará cada vez. Otra persona de su institución tiene que estar de acuerdo.
emergency-allow-whom = A qué institución
emergency-allow-button = Pedir que se permita
emergency-disallow = Retirar el permiso
emergency-no-agency = Elija una institución que participe.
emergency-no-fields = Marque al menos un grupo de datos.
emergency-no-danger = Diga qué peligro hay.
emergency-no-hours = Elija entre 1 y { $n } horas.
emergency-too-many = Usted tiene { $n } abiertos o en espera. Termine uno antes de pedir otro.
emergency-too-many-today = Usted abrió { $n } en las últimas 24 horas. Llame a la institución.
emergency-unreviewed = Un acceso anterior suyo no se revisó a tiempo. Pida a protección de datos que lo revise; hasta entonces no puede abrir otro. Llame a la institución.
emergency-has-ended = Ya terminó.
emergency-own = Nadie revisa lo que abrió.
emergency-was-reviewed = Ya se revisó.
emergency-no-finding = Elija un resultado.
emergency-no-day = Falta el último día, ya pasó o está a más de un año.
asked-break-glass = Acceso de emergencia de { $agency } a datos de los casos de { $about }, por { $hours } h: { $danger }
asked-allow-emergency = Permitir a { $about } acceso de emergencia a datos de los casos de su institución hasta el { $date }
task-emergency-open = { $who } abrió datos de { $owner } por una emergencia, hasta { $until }. Mire por qué; puede terminarlo.
task-emergency-review = Falta revisar el acceso de emergencia de { $who } a datos de { $owner }, antes de { $until }.
task-emergency-overdue = Atrasada: la revisión del acceso de emergencia de { $who } a datos de { $owner }.
task-emergency-many = { $who } llegó al límite de accesos de emergencia en 24 horas.
task-emergency-mine = Usted tiene abiertos datos de { $owner } hasta { $until }. Ciérrelos cuando no hagan falta.
audit-event-emergency-opened = Abrió un acceso de emergencia
audit-event-emergency-refused = Pidió un acceso de emergencia más allá del límite
audit-event-emergency-read = Miró datos por un acceso de emergencia
audit-event-emergency-ended = Terminó un acceso de emergencia
audit-event-emergency-reviewed = Revisó un acceso de emergencia
audit-event-emergency-allowed = Permitió accesos de emergencia de antemano
audit-event-emergency-disallowed = Retiró el permiso de accesos de emergencia

recalls-title = Retiros
recalls-answer = { $n ->
    [0] Su institución no tiene copias pendientes de borrar.
    [one] Falta confirmar que se borraron las copias de una fuente.
   *[other] Falta confirmar que se borraron las copias de { $n } fuentes.
 }
recalls-received = Lo que otras instituciones retiraron
recalls-received-none = Nadie ha retirado nada de lo que compartió con su institución.
recalls-received-lead = Estos datos ya no entran en sus cifras. Borre los informes, tablas y archivos que los contengan y confírmelo.
recalls-sent = Lo que su institución retiró
recall-agency = Se retiró de
recall-at = Cuándo
recall-copies = Copias
recall-deleted = Confirmó que las borró
recall-waiting = Falta que confirme
recall-acknowledge = Borramos las copias
recall-heading = Retirar lo compartido
recall-lead = Los datos salen de inmediato de las cifras de las otras instituciones. Faro les pide que borren las copias que tengan y muestra cuáles lo confirmaron. Lo que ya se publicó no se puede retirar.
recall-from = Retirar de (sin marcar ninguna, de todas)
recall-why = Motivo, para el registro de su institución
recall-button = Retirar ahora
recall-nothing = No hay nada compartido con esas instituciones. No se retiró nada.
asked-delete-source = Borrar «{ $about }» con todo lo que contiene

deletion-link = Borrar esta fuente
deletion-title = Borrar «{ $source }»
deletion-answer = Se borra para siempre. Nadie puede recuperarlo desde Faro.
deletion-lead = Los datos salen de inmediato de todas las cifras, también de las de otras instituciones. Después un trabajo borra cada versión con sus identidades selladas y las llaves que las abren, y deja constancia de cada una.
deletion-versions = Versiones
deletion-rows = Filas de datos, en todas las versiones
deletion-sealed = Identidades selladas
deletion-recipients = Se les pide que borren sus copias
deletion-stays = Quedan: que la fuente existió, quién la borró y por qué, y las constancias. Las copias de seguridad la contienen hasta que vencen.
deletion-type-name = Escriba el nombre de la fuente para confirmar
deletion-why = Motivo del borrado
deletion-ask = Pedir que se borre
deletion-now = Borrar ahora
deletion-keep = No borrar
deletion-wrong-name = El nombre no es el de esta fuente. Escríbalo tal como está arriba del campo.
deletion-held = La retención legal { $hold } impide borrarla. Pregunte a la persona de protección de datos si puede levantarse.
deletions-title = Fuentes borradas
deletions-answer = { $n ->
    [0] No hay borrados en curso.
    [one] { $n } fuente se está borrando.
   *[other] { $n } fuentes se están borrando.
}
deletions-none = Nadie ha borrado una fuente.
deletions-lead = Ya no están en ninguna cifra ni página. De cada versión hay una constancia en «Conservación y supresión».
deletion-people = Pidió · estuvo de acuerdo
deletion-at = Desde cuándo nadie la ve
deletion-finished = Borrada por completo: { $at }
deletion-stopped = Detenida por la retención legal { $hold }. Sigue oculta; se borra cuando la retención termine.
deletion-running = Se borraron { $done } de { $of } versiones
task-deletion = «{ $source }» se está borrando.
task-deletion-held = La retención legal { $hold } detiene el borrado de «{ $source }».
audit-event-source-deleted = Borró una fuente
audit-event-source-erased = Quedó borrado todo lo de una fuente

approvals-title = Aprobaciones
approvals-answer = { $n ->
    [0] Nada espera su decisión.
    [one] Una solicitud espera su decisión.
   *[other] { $n } solicitudes esperan su decisión.
 }
approvals-lead = Lo delicado necesita a dos personas: una lo pide y otra está de acuerdo. Hay 72 horas para decidir.
approvals-to-decide = Esperan su decisión
approvals-mine = Usted pidió
approvals-past = Decididas
approval-title = Solicitud
approval-what = Qué se pide
approval-state = Estado
approval-state-open = Espera
approval-state-approved = Aprobada y hecha
approval-state-refused = Rechazada
approval-state-withdrawn = Retirada por quien la pidió
approval-state-overtaken = Sin efecto: lo que trataba cambió
approval-state-expired = Vencida sin decisión
approval-reason = Motivo
approval-reason-help = Lo leerá la segunda persona y queda en la auditoría. No escriba nombres de personas de los casos.
approval-your-reason = Motivo de su decisión
approval-asked-by = Lo pidió
approval-until = Se puede decidir hasta
approval-decided = Decidió
approval-decide = Mirar y decidir
approval-decide-lead = Si está de acuerdo, se hace de inmediato.
approval-approve = Estoy de acuerdo
approval-refuse = Rechazar
approval-withdraw = Retirar mi solicitud
approval-mine-waits = Espera a otra persona. Usted no puede decidir lo que pidió.
approval-nobody = Ahora nadie más puede decidirlo. Pida a quien administra las cuentas que dé a otra persona la misma función.
approval-nobody-sharing = Para compartir hacen falta dos personas, y en su institución nadie más puede estar de acuerdo. Pida a quien administra las cuentas que otra persona sea punto focal o de protección de datos. Restringir sí puede hacerlo.
approval-no-reason = Escriba el motivo, en { $n } caracteres o menos.
approval-no-reason-short = Falta el motivo, o es demasiado largo.
approval-not-open = Esta solicitud ya se decidió, se retiró o venció.
approval-own = Usted no puede decidir lo que pidió.
approval-waiting-already = Lo mismo ya se pidió y espera una decisión.
approval-overtaken = Lo que trataba esta solicitud cambió, o quien la pidió ya no puede pedirlo. No se hizo nada; hay que pedirlo de nuevo.
asked-widen-sharing = Compartir «{ $about }» como TLP:{ $level }
asked-remove-second-factor = Quitar el segundo factor de la cuenta de { $about }
asked-hand-agency-over = Terminar la participación de { $about } y entregar todo a { $successor }
factor-remove-lead = Si la persona perdió el teléfono y los códigos de recuperación, pida que se quite su segundo factor. Tiene que estar de acuerdo alguien de su institución o, si la cuenta no ve datos de casos, otra persona que administra. Compruebe antes, en persona o por teléfono, que es ella quien lo pide.
factor-remove-button = Pedir que se quite
factor-none = Esta cuenta no tiene segundo factor.
audit-event-label-set = Puso una etiqueta
audit-event-share-recalled = Retiró lo compartido
audit-event-recall-acknowledged = Confirmó que borró copias
audit-event-approval-asked = Pidió algo que necesita a dos personas
audit-event-approval-given = Estuvo de acuerdo con una solicitud
audit-event-approval-refused = Rechazó una solicitud
audit-event-approval-withdrawn = Retiró su solicitud
audit-event-second-factor-removed = Quitó un segundo factor
audit-event-agency-handed-over = Entregó una institución a otra
audit-object-recall = retiro
audit-object-approval = solicitud
audit-object-account = cuenta
audit-object-agency = institución

# Quién deja entrar
nav-own-people = Nuestra gente
own-people-title = Quién trabaja aquí
own-people-answer = { $n ->
    [one] Una persona de su institución puede entrar.
   *[other] { $n } personas de su institución pueden entrar.
}
own-people-lead = Nadie ve los datos de su institución sin que alguien de ella esté de acuerdo: lo que se pide espera en «Aprobaciones». Si una cuenta ya no debe entrar, deténgala aquí; termina en el acto.
own-people-stop = Detener
own-people-stop-title = Detener una cuenta
own-people-stop-lead = La cuenta de { $name } dejará de entrar en el acto y sus sesiones terminarán. Para que vuelva, quien administra las cuentas tiene que pedirlo y su institución estar de acuerdo.
own-people-reason-help = Queda en la auditoría. No escriba nombres de personas de los casos.
own-people-stop-button = Detener la cuenta
own-people-back = No detenerla
consent-reason = Motivo de la solicitud
consent-reason-help = Lo lee quien tiene que estar de acuerdo: alguien de la institución o, si allí no hay nadie, quien protege los datos. Hace falta siempre que la persona vaya a ver datos y haya quien pueda estar de acuerdo.
consent-nobody = En la institución no hay nadie que pueda estar de acuerdo, ni hay quien proteja los datos. Quien opera el servidor puede hacerlo: «faro accounts --let-in».
invitation-waits = Espera a que la institución esté de acuerdo
invitation-awaits = Falta que su institución, o quien protege los datos, esté de acuerdo con que usted entre. Ya tiene la solicitud en Aprobaciones; vuelva a abrir este enlace más tarde.
link-awaits = El enlace sirve cuando la institución esté de acuerdo. Ya está entre los pendientes de su gente; puede entregarlo ahora.
agency-kind-reason = Motivo del cambio de tipo
agency-kind-reason-help = Solo si cambia el tipo de institución: de él depende qué pueden abrir otros en una urgencia, y la institución tiene que estar de acuerdo.
asked-let-in = Dar a { $about } una cuenta en { $agency }
asked-new-password = Dar a { $about }, de { $agency }, un enlace para una contraseña nueva
asked-give-access = Dar más acceso a { $about }
asked-change-agency = Cambiar qué es { $about }
audit-event-let-in = Dejó entrar a alguien
audit-event-access-given = Dio más acceso a una cuenta
audit-event-access-taken = Quitó acceso a una cuenta
audit-event-account-stopped = Detuvo una cuenta de su institución
audit-event-agency-changed = Cambió los datos de una institución

# Operación: respaldos y trabajos
nav-operations = Operación
operations-title = Respaldos y estado
operations-work = Trabajos en este servidor
operations-doctor = Un examen completo de la instalación, en la consola del equipo:
backups-title = Respaldos
backups-none = Todavía no se hizo ningún respaldo.
backups-last = El último respaldo es del { $when } y ocupa { $size }.
backups-old = No hay un respaldo de los últimos dos días. Si el equipo se daña hoy, se pierde lo que se incorporó desde entonces.
backups-failed = El último intento no se pudo hacer: { $why }
backups-no-recipients = Este servidor no hace respaldos por sí solo hasta que alguien diga, en la consola del equipo, para quién se cifran. Se dice allí y no aquí porque quien abre un respaldo ve los datos de los casos, y quien administra las cuentas no debe verlos. La llave se guarda fuera del servidor.
backups-lead = El servidor hace un respaldo cada día y lo deja aquí, cifrado: sin la llave, que no está en este equipo, nadie lo abre. Descárguelo y guárdelo en otro edificio.
backups-kept = Quedan los { $n } más recientes.
backups-recipients = Se cifran para
backups-under-way = Se está haciendo un respaldo.
backups-look-again = Ver si terminó
backups-now = Hacer un respaldo ahora
backups-file = Archivo
backups-size = Tamaño
backups-delete = Borrar
backups-delete-title = Borrar un respaldo
backups-delete-lead = Se borrará { $name } de este servidor. Las copias que haya en otro lugar quedan.
backups-delete-button = Borrar el respaldo
backups-keep = Conservarlo
job-state-queued = En espera
job-state-running = En curso
job-state-done = Terminado
job-state-failed = Sin éxito
job-state-cancelled = Cancelado
jobs-title = Incorporaciones
jobs-answer = { $n ->
    [0] Ahora no hay ninguna incorporación en curso.
    [one] Hay una incorporación en curso o en espera.
   *[other] Hay { $n } incorporaciones en curso o en espera.
}
jobs-none = Su institución todavía no incorporó ninguna planilla.
jobs-file = Archivo
jobs-state = Estado
jobs-cancel = Cancelar
audit-event-backup-recipients-set = Dijo para quién se cifran los respaldos
audit-event-backup-asked = Pidió un respaldo
audit-event-backup-taken = Descargó un respaldo cifrado
audit-event-backup-deleted = Borró un respaldo
tokens-title = Claves para programas
tokens-open = Ver y crear claves
tokens-lead = Con una clave, un programa suyo consulta Faro en su nombre: un tablero, una planilla, un sistema de su institución.
tokens-list = Sus claves
tokens-none = Todavía no hay ninguna.
tokens-name = Nombre de la clave
tokens-name-help = Para reconocerla en esta lista, por ejemplo «Tablero mensual». No escriba aquí la clave ni datos de personas.
tokens-may = Qué puede hacer
tokens-made = Creada
tokens-ends = Vence
tokens-over = vencida
tokens-never = nunca
tokens-revoke = Anular
tokens-new = Crear una clave
tokens-nothing = Ninguna de sus funciones incluye algo que un programa pueda hacer por usted.
tokens-for = Cuánto tiempo sirve
tokens-days = { $n ->
    [one] un día
   *[other] { $n } días
 }
tokens-never-more = Una clave nunca puede más que usted en ese momento, y no hace nada de lo que pide comprobar otra vez quién es o necesita a dos personas. Si cambia su contraseña, su segundo factor o sus funciones, todas sus claves dejan de servir.
tokens-make = Crear la clave
tokens-bad-name = Escriba el nombre de la clave en una sola línea, con { $n } caracteres como máximo.
tokens-no-scope = La clave no puede hacer nada. Marque al menos una acción.
tokens-bad-scope = Una clave de esta cuenta no puede hacer alguna de las acciones marcadas. Revise la lista.
tokens-bad-days = Elija cuánto tiempo sirve: de 1 a { $n } días.
tokens-too-many = Ya tiene { $n } claves que sirven. Anule una que no use.
token-title = La clave nueva
token-once = Copie la clave ahora: no se vuelve a mostrar.
token-token = Clave
token-try = Para probarla
token-care = Guárdela donde su programa guarda sus secretos: ni en el código, ni en una dirección, ni en un correo. Quien la tenga actúa en su nombre. Si se pierde o alguien más la vio, anúlela.
token-kept = Ya la guardé
scope-answer-recalls = Ver lo que otras instituciones retiraron y confirmar que se borró
scope-import-files = Entregar archivos y corregir correspondencias
scope-keep-directory = Mantener las entradas del directorio de su institución
scope-manage-incidents = Registrar y seguir incidentes
scope-manage-requests = Registrar y responder solicitudes de personas a su institución
scope-oversee-requests = Lo mismo para todas las instituciones
scope-read-audit = Buscar en la auditoría
scope-read-directory = Ver el directorio de servicios
scope-read-figures = Ver cifras, informes y de dónde salen
scope-read-incidents = Ver el registro de incidentes
scope-read-legal = Ver el paquete legal y los plazos de cada país
scope-read-people = Ver instituciones y cuentas
scope-read-retention = Ver cuánto se conservan los datos y las constancias
scope-read-row-errors = Ver las objeciones fila por fila
scope-read-sources = Ver las fuentes, su calidad y sus versiones
scope-see-approvals = Ver lo que espera a una segunda persona
scope-set-label = Poner o restringir etiquetas y retirar lo compartido
audit-event-token-made = Creó una clave para un programa
audit-event-token-revoked = Anuló una clave
audit-event-token-refused = Se usó una clave que ya no sirve
audit-object-token = Clave de programa
## Llaves y apertura
nav-keys = Llaves
keys-title = Llaves de la institución
keys-own-folder-answer = Esta carpeta tiene su propia llave.
keys-own-folder = La llave está en la carpeta de datos (agency.key). Guarde una copia en otro lugar: sin ella nadie puede abrir las identidades. «faro agency-key» la muestra y la cambia.
keys-none = { $agency } todavía no tiene llave. Mientras no la tenga, no puede entregar archivos.
keys-answer = Las identidades que entrega { $agency } se sellan con esta llave. Solo quien tiene su parte secreta puede abrirlas; este servidor no la tiene.
keys-done = La llave está registrada. Guarde el archivo en dos lugares seguros y la frase en un tercero.
keys-asked = El cambio de llave espera a una segunda persona de la institución, en «Aprobaciones».
keys-on-host = La parte secreta de esta llave está en este servidor (agency.key). Quien administre o robe el servidor puede abrir las identidades. Pida a quien lo administra que la retire con «faro agency-key take-away» y se la entregue, o haga una llave nueva.
keys-fingerprint = Huella
keys-fingerprint-help = Léala por teléfono con la otra persona que guarda la llave. Si un solo número difiere, no es la misma llave.
keys-public = Llave pública
keys-new = Crear la llave
keys-replace = Cambiar la llave
keys-openers = Quién puede abrir identidades
keys-openers-none = Nadie: ninguna cuenta activa de la institución tiene ese permiso.
keys-openers-help = Además del permiso hace falta el archivo de la llave y su frase.
keys-former = Llaves anteriores
keys-former-help = Guarde una llave anterior mientras haya algo sellado con ella, o copias de seguridad de entonces.
keys-made-at = Registrada
keys-made-by = Registrada por
keys-origin = Creada
keys-origin-host = junto con la carpeta de datos
keys-origin-browser = en un navegador
keys-origin-elsewhere = fuera de esta página
keys-retired = Reemplazada
keys-sealed = Claves de datos y textos sellados con ella
keys-new-lead = Una llave tiene dos partes. La pública queda aquí y solo sella. La secreta la guarda la institución y es la única que abre. Si se pierde, nadie puede abrir lo sellado.
keys-new-replaces = La institución ya tiene una llave. Otra la reemplaza cuando una segunda persona lo aprueba. Lo que ya está sellado sigue con la llave anterior hasta que la institución lo pase a la nueva.
keys-here = Crearla en este navegador
keys-here-help = La parte secreta se hace en este equipo y se descarga como archivo protegido por una frase. No se envía a ningún lado.
keys-no-script = Para esto hace falta JavaScript. Sin él, haga la llave en la línea de órdenes, como se explica más abajo.
keys-make = Crear y descargar agency.key
keys-check = Comprobar el archivo
keys-check-help = Elija ahora el archivo que acaba de guardar. Así nadie sella con una llave que se perdió al descargarla.
keys-elsewhere = Registrar una hecha en otro lugar
keys-elsewhere-help = En un equipo de la institución, con Faro instalado. También sirve un dispositivo o programa que guarde una llave X25519 y abra HPKE.
keys-public-help = Pegue el contenido de agency.pub, o sus 64 dígitos. Nunca pegue agency.key.
keys-check-elsewhere = Continuar
keys-prove-title = Comprobar que la llave está guardada
keys-prove-help = Abra este texto con la parte secreta y pegue la respuesta. Solo quien la tiene puede hacerlo.
keys-prove-answer = Respuesta
keys-replace-help = La otra persona la lee antes de aprobar. Compare con ella la huella.
keys-ask = Pedir el cambio
keys-register = Registrar la llave
keys-refused-not-a-key = Esto no es una llave pública. Pegue el contenido de agency.pub o sus 64 dígitos.
keys-refused-in-use = Esta llave se usa o se usó aquí. Haga una nueva.
keys-refused-unproved = La respuesta no es la que da la parte secreta, o pasó más de media hora. Pruebe con el texto de esta página.
keys-refused-changed = La llave de la institución cambió mientras tanto. Vuelva a mirar la página de llaves.
asked-replace-key = Cambiar la llave de la institución por la de huella { $about }
openings-title = Quién abrió identidades
openings-answer = { $n ->
    [0] Nadie ha abierto identidades de la institución.
    [one] Las identidades de la institución se pidieron abrir una vez.
   *[other] Las identidades de la institución se pidieron abrir { $n } veces. Primero la última.
}
openings-when = Cuándo
openings-who = Quién
openings-what = Qué
openings-purpose = Motivo
openings-help = Cada línea se escribe antes de entregar nada y está en la auditoría. Lo que se abre con una copia ya descargada no pasa por aquí.
openings-on-host = Quien administra el servidor
lookup-title = Buscar sin abrir
lookup-none = No hay filas selladas en las que buscar.
lookup-answer = { $n ->
    [0] Todavía no se puede buscar en ninguna de las { $all } fuentes: prepárelas primero, más abajo.
    [one] Se puede buscar en 1 fuente de { $all }.
   *[other] Se puede buscar en { $n } fuentes de { $all }.
}
lookup-lead = Diga un documento, un nombre, un teléfono o un número de expediente, y sabrá en qué filas de su institución está, sin abrir ninguna. El servidor no se entera de qué busca.
lookup-no-script = Para esto hace falta JavaScript: la llave se usa en este navegador.
lookup-kind = Qué es
lookup-kind-document = Documento de identidad
lookup-kind-name = Nombre completo
lookup-kind-phone = Teléfono
lookup-kind-number = Número de expediente o de persona
lookup-sought = Qué se busca
lookup-sought-help = Completo: no se encuentran partes. Mayúsculas, tildes, guiones y el orden de los nombres no importan; de un teléfono cuentan los últimos ocho dígitos. No se envía.
lookup-go = Buscar
lookup-sources = Fuentes en las que se busca
lookup-which = Fuente
lookup-ready = lista
lookup-not-ready = sin preparar
lookup-index = Preparar la búsqueda
lookup-index-help = Este navegador recibe todas las filas selladas de la fuente, las abre con la llave y devuelve solo marcas que nadie sin la llave puede hacer ni probar. Hágalo en un equipo de la institución. Si se interrumpe, empieza de nuevo. Hay que repetirlo con cada versión nueva de la fuente y al cambiar de llave.
lookup-refused = La fuente o la llave cambió mientras tanto, o alguien más la está preparando. Vuelva a cargar la página.
lookup-too-little = Es demasiado corto o demasiado largo para buscarlo.
lookup-nowhere = No está en ninguna fila de las fuentes en las que se puede buscar.
lookup-found = Está en %n filas. Para verlas hay que abrirlas y decir para qué.
lookup-found-in = %source: filas %rows
lookup-more = y tal vez en más
lookup-indexing = Bloque %done de %all…
lookup-indexed = Listo: ya se puede buscar en esta fuente.
rewrap-title = Pasar a la llave nueva
rewrap-lead = Lo que se selló con esta llave anterior pasa a la llave actual. Las filas no se tocan: solo cambian las claves pequeñas que las abren.
rewrap-no-script = Para esto hace falta JavaScript: las claves se abren en este navegador.
rewrap-progress = Avance
rewrap-go = Abrir y volver a sellar
rewrap-help = Elija el archivo de la llave anterior. Puede interrumpirlo: al volver sigue donde estaba.
escrow-title = Dejar la llave en manos de dos personas
escrow-lead = Si la institución lo quiere, la llave se parte en dos archivos para dos personas. Uno solo no abre nada; con los dos se recupera la llave. Nada de esto se guarda en el servidor.
escrow-no-script = Para esto hace falta JavaScript, o la línea de órdenes: «faro agency-key split» y «faro agency-key join».
escrow-split = Partir la llave
escrow-split-help = Se descargan dos archivos. Entregue cada uno a una persona distinta y borre ambos de este equipo.
escrow-split-go = Partir y descargar
escrow-join = Recuperar la llave
escrow-join-help = Las dos personas eligen su archivo en este equipo. Se descarga la llave con una frase nueva.
escrow-part-1 = Una parte
escrow-part-2 = La otra parte
escrow-join-go = Juntar y descargar
vault-opening = Abriendo la llave…
vault-wrong-passphrase = La frase no abre esta llave. Vuelva a intentarlo.
vault-not-a-key = Este archivo no es el que hace falta. Elija el archivo de la llave de la institución.
vault-other-key = Es otra llave: esto se selló con una distinta. Compare las huellas en la página de llaves.
vault-damaged = Lo sellado está dañado o cambiado y no se abre. Avise a quien administra el servidor.
vault-no-file = Elija el archivo.
vault-short-passphrase = La frase necesita al menos 12 caracteres. Varias palabras al azar sirven.
vault-different = Las dos frases no son iguales.
vault-failed = No se pudo hacer. Vuelva a intentarlo.
vault-making = Preparando el archivo de la llave…
vault-made = El archivo agency.key se descargó. Guárdelo y compruébelo aquí abajo.
vault-opened = Abierto. Se oculta a los cinco minutos o al salir de la página.
vault-rejected-done = Se descargó la planilla con %n filas. Devuélvala solo a la institución y bórrela después.
vault-reason-column = Motivo del rechazo
vault-row-column = Fila
vault-field-column = Dato
vault-value-column = Valor
vault-rewrapping = Quedan %left.
vault-rewrapped = Listo: no queda nada sellado con la llave anterior. Guárdela mientras haya copias de seguridad de entonces.
vault-split-done = Se descargaron dos archivos: entregue cada uno a una persona distinta.
vault-joined = La llave se descargó con la frase nueva.
vault-key-file = Archivo de la llave (agency.key)
vault-key-help = Se lee en este navegador y no se envía.
vault-passphrase = Frase de la llave
vault-new-passphrase = Frase nueva para la llave
vault-new-passphrase-help = Al menos 12 caracteres. Escríbala en papel y guárdela lejos del archivo.
vault-passphrase-again = La misma frase otra vez
vault-opened-title = Abierto en este navegador
vault-opened-help = El servidor no ve esto.
vault-clear = Ocultar ahora
open-rows = Filas
open-rows-help = Números de fila del archivo, por ejemplo 12, 40-43. Hasta 50.
open-why = Motivo
open-why-help = Lo verá la institución en «Quién abrió identidades» y queda en la auditoría. No nombre a nadie.
open-go = Abrir
open-no-script = Sin JavaScript se descarga un archivo sellado, que se abre en un equipo de la institución:
open-download = Descargar sellado
open-why-missing = Escriba el motivo, en 500 caracteres o menos.
open-rows-wrong = No se entienden las filas, o son más de 50. Escriba por ejemplo 12, 40-43.
open-rows-nothing = Esas filas no tienen identidades selladas.
identities-title = Identidades de «{ $source }»
identities-lead = Solo se abren las filas que pida, con la llave de la institución y un motivo.
identities-link = Abrir identidades
requester-title = Quién pide en { $reference }
requester-lead = Se abre con la llave de la institución y un motivo.
import-no-key = La institución todavía no tiene llave. Hágala primero: sin ella las identidades no se pueden sellar.
error-no-key = La institución todavía no tiene llave, y sin llave no se reciben archivos. Su persona enlace la hace en «Llaves».
audit-event-identity-opened = Pidió abrir identidades
audit-event-identities-indexed = Preparó la búsqueda en las filas selladas
audit-event-identity-looked-up = Buscó en las filas selladas sin abrirlas
audit-event-key-registered = Registró la llave de la institución
audit-event-key-replaced = Cambió la llave de la institución
audit-event-rewrap-asked = Pidió lo sellado con una llave anterior
audit-event-rewrapped = Pasó lo sellado a la llave actual
audit-event-key-split = Partió la llave para dos personas
audit-object-key = llave
audit-object-request = solicitud de una persona

# Llaves de acceso
passkeys-title = Llaves de acceso
passkeys-open = Ver y agregar llaves de acceso
passkeys-answer = { $n ->
    [0] Su cuenta todavía no tiene llaves de acceso.
    [one] Su cuenta tiene una llave de acceso.
   *[other] Su cuenta tiene { $n } llaves de acceso.
}
passkeys-lead = Con una llave de acceso entra con la huella, el rostro o el PIN de su teléfono o computadora, en lugar de los seis dígitos. Solo funciona en la dirección de este Faro: una página copiada no obtiene nada. Los seis dígitos y los códigos de recuperación siguen sirviendo.
passkeys-name = Llave
passkeys-made = Creada
passkeys-used = Último uso
passkeys-remove = Quitar
passkeys-factor-first = Configure primero el segundo factor de seis dígitos: es lo que le queda si pierde el aparato.
passkeys-full = Su cuenta ya tiene { $n } llaves. Quite una para agregar otra.
passkeys-no-browser = Este navegador, o este aparato, no permite llaves de acceso. Puede seguir con los seis dígitos.
passkeys-no-name = Las llaves de acceso necesitan que Faro tenga un nombre y una conexión segura (https). Pregunte a quien opera el servidor.
passkeys-new-name = Nombre
passkeys-name-help = Para reconocerla: «Teléfono del trabajo».
passkeys-bad-name = Escriba un nombre de { $n } letras como máximo.
passkeys-add = Agregar una llave de acceso
passkeys-wait = Siga las indicaciones del aparato.
passkeys-failed = No se pudo. Pruebe otra vez o use los seis dígitos.
passkeys-refused = La llave no se pudo guardar. La página estuvo abierta mucho tiempo, o la llave es de otro tipo. Pruebe otra vez.
passkeys-show = Entrar con la llave de acceso
audit-event-passkey-added = Agregó una llave de acceso
audit-event-passkey-removed = Quitó una llave de acceso
hand-in-answer = Este archivo se revisó y se selló en la institución: aquí no llega ningún nombre.
hand-in-unreadable = El archivo sellado no se puede incorporar. No se guardó nada.
hand-in-other-key = Se selló con otra llave que la de la institución. Hágalo de nuevo con la llave pública que muestra la página «Llaves».
hand-in-damaged = El archivo está dañado o es de un Faro más nuevo. Hágalo de nuevo.
## Auditoría: cuentas, registros, negativas
audit-actor-stranger = alguien sin identificar
audit-event-set-up = Abrió Faro a más personas
audit-event-invitation-made = Invitó a una persona
audit-event-invitation-withdrawn = Retiró una invitación
audit-event-invitation-used = Usó una invitación y abrió su cuenta
audit-event-password-link-made = Creó un enlace para una contraseña nueva
audit-event-password-link-used = Eligió una contraseña nueva con un enlace
audit-event-account-changed = Cambió una cuenta
audit-event-account-disabled = Desactivó una cuenta
audit-event-sign-in-begun = Contraseña correcta; faltaba el segundo factor
audit-event-signed-in = Entró
audit-event-signed-out = Salió
audit-event-proved-again = Volvió a confirmar quién es
audit-event-password-changed = Cambió su contraseña
audit-event-second-factor-set = Configuró su segundo factor
audit-event-recovery-code-used = Usó un código de recuperación
audit-event-sessions-ended = Cerró sesiones propias
audit-event-agency-made = Creó una institución
audit-event-directory-entry-made = Agregó una entrada al directorio
audit-event-directory-entry-changed = Cambió una entrada del directorio
audit-event-directory-entry-verified = Confirmó una entrada del directorio
audit-event-directory-entry-ended = Quitó una entrada del directorio
audit-event-directory-imported = Incorporó una lista al directorio
audit-event-legal-answers-kept = Guardó respuestas de la base jurídica
audit-event-document-signed = Anotó la firma de un documento
audit-event-holidays-imported = Incorporó feriados
audit-event-schedule-adopted = Adoptó el calendario de conservación
audit-event-schedule-suspended = Suspendió el calendario de conservación
audit-event-retention-set = Fijó un plazo de conservación
audit-event-retention-unset = Volvió al plazo habitual
audit-event-retention-run = Comenzó a suprimir lo vencido
audit-event-retention-step = Suprimió datos vencidos
audit-event-hold-placed = Ordenó una retención legal
audit-event-hold-lifted = Levantó una retención legal
audit-event-request-registered = Registró la solicitud de una persona
audit-event-request-changed = Avanzó la solicitud de una persona
audit-event-request-answer-made = Preparó la respuesta a una persona
audit-event-requester-opened = Abrió quién hace una solicitud
audit-event-incident-registered = Registró un incidente
audit-event-incident-changed = Avanzó un incidente
audit-event-incident-notice-made = Preparó un aviso de incidente
audit-event-incidents-exported = Copió el registro de incidentes
audit-event-backup-made = Hizo una copia de respaldo
audit-event-databases-restored = Restauró o trajo aquí las bases de datos
audit-event-databases-moved = Comenzó a mover las bases de datos
audit-event-sign-in-refused = Entrada rechazada
audit-event-access-refused = Acceso denegado
audit-event-guessing-noticed = Aviso: alguien intenta adivinar contraseñas
audit-event-refusals-noticed = Aviso: muchos accesos denegados
audit-event-alarms-reviewed = Revisó los avisos
audit-object-action = acción
audit-object-sign-in = entrada
audit-object-refusals = veces
audit-object-invitation = invitación
audit-object-directory-entry = entrada del directorio
audit-object-legal-pack = base jurídica
audit-object-country = país
audit-object-class = clase de datos
audit-object-retention = conservación
audit-object-hold = retención legal
audit-object-incident = incidente
audit-alarms = Avisos por revisar
audit-alarms-explained = Alguien intentó entrar o abrir muchas veces en poco tiempo, o pidió más filas de las que pueden salir. Busque en los registros de esa hora qué cuenta y qué lugar fueron; hable con la persona o desactive la cuenta. Un error repetido también puede causarlo.
audit-alarms-found = Qué encontró
audit-alarms-found-help = Sin nombres de personas; 500 caracteres o menos. Queda en la auditoría.
audit-alarms-reviewed = Ya los revisé
task-alarms = { $n ->
    [one] Hay un aviso: intentos repetidos de entrar o de abrir lo que no corresponde, o más filas pedidas de las que pueden salir. Revíselo.
   *[other] Hay { $n } avisos: intentos repetidos de entrar o de abrir lo que no corresponde, o más filas pedidas de las que pueden salir. Revíselos.
}

# Mensajes
messages-title = Mensajes
messages-head = { $n ->
    [one] Tiene un mensaje
   *[other] Tiene { $n } mensajes
}
messages-answer = { $n ->
    [0] No tiene mensajes sin leer.
    [one] Tiene un mensaje sin leer.
   *[other] Tiene { $n } mensajes sin leer.
}
messages-none = Aquí aparece lo que espera a que usted lo vea: una solicitud, un acceso de emergencia, un plazo.
messages-read-all = Marcar todos como leídos
messages-read = Marcar como leído
messages-was-read = leído
messages-what = De qué se trata
messages-when = Cuándo
messages-kept = Un mensaje nunca dice de quién ni de qué caso se trata; se abre en su página, si usted puede verla. Se muestran los últimos { $n } y se conservan { $days } días.
message-approval = Una solicitud espera su decisión
message-emergency = Hubo un acceso de emergencia a datos que usted cuida
message-review = La revisión de un acceso de emergencia vence pronto o ya venció
message-shared = Otra institución compartió una fuente con la suya
message-recalled = Otra institución retiró una fuente que había compartido
message-job = Terminó una entrega de archivo suya
message-request = El plazo de la solicitud de una persona vence pronto o ya venció
message-incident = El plazo para avisar de un incidente vence pronto o ya venció
message-alarm = Hay intentos repetidos de entrar o de abrir lo que no corresponde
message-webhook = Se apagó un aviso automático suyo porque no llegaba
message-test = Prueba
message-waiting = Aviso de que algo espera
mail-title = Avisos por correo
mail-open = Elegir si quiere avisos por correo
mail-lead = El correo solo dice «Tiene un mensaje en Faro» y la dirección de este servidor: nada del asunto, de personas ni de instituciones.
mail-often = Llega uno cada { $n } horas como máximo, aunque haya varios mensajes.
mail-impossible = Este servidor no envía correo. Sus mensajes están en esta página, arriba.
mail-is-off = No recibe avisos por correo.
mail-is-on = Recibe avisos en { $address }.
mail-waits = Falta confirmar { $address }: escriba el código que llegó allí. Hasta entonces no se envía nada más.
mail-code = Código del correo
mail-code-help = Seis cifras; sirven { $n } minutos.
mail-confirm = Confirmar la dirección
mail-address = Dirección de correo
mail-address-help = Use una que solo usted lea. Se guarda cifrada y nadie más la ve en Faro.
mail-send-code = Enviar un código a esta dirección
mail-turn-off = No recibir más correos y borrar la dirección
mail-bad-address = Esa dirección de correo no se puede usar. Revise que esté completa, como nombre@institucion.example.
mail-too-many = Ya pidió { $n } códigos hoy. Vuelva a intentarlo mañana.
mail-not-sent = No se pudo enviar el código. Revise la dirección o avise a quien administra el servidor.
mail-bad-code = El código no es ese o ya no sirve. Revíselo o pida otro.
letter-subject = Tiene un mensaje en Faro
letter-waiting = Tiene un mensaje en Faro.

    { $address }
letter-code = Su código para recibir avisos de Faro: { $code }

    Sirve { $n } minutos. Si usted no lo pidió, no haga nada.

    { $address }
letter-trial = Esta es una prueba del correo de Faro.

    { $address }
webhooks-title = Avisos a programas (webhooks)
webhooks-answer = { $n ->
    [0] Ningún programa de su institución recibe avisos.
    [one] Un programa de su institución recibe avisos.
   *[other] { $n } programas de su institución reciben avisos.
}
webhooks-lead = Faro avisa a un programa de su institución cuando hay un mensaje para quien creó el aviso: un identificador, la clase y la hora, con firma. Nada del asunto.
webhooks-new = Crear un aviso
webhooks-make = Crear el aviso
webhooks-impossible = En este servidor no se ha permitido ningún destino. Lo permite quien administra la máquina, con --allow-outbound.
webhooks-hosts = Empieza con https:// y va a uno de los destinos permitidos en esta máquina:
webhooks-bad-scheme = La dirección debe empezar con https://.
webhooks-bad-host = Ese destino no está permitido en esta máquina. Pida a quien la administra que lo agregue.
webhooks-bad-address = Esa dirección no se puede usar. Escríbala completa, sin usuario, contraseña ni #.
webhooks-too-many = Su institución ya tiene { $n }. Borre uno que no use.
webhooks-is-off = Este aviso está apagado. Dele un secreto nuevo para encenderlo.
webhook-title = Aviso a un programa
webhook-url = Dirección
webhook-state = Estado
webhook-for = Para
webhook-works = Llega.
webhook-failing = No llega desde { $when }. Se sigue intentando.
webhook-off = Apagado desde { $when }: no llegaba, o quien lo creó ya no puede. Un secreto nuevo lo enciende.
webhook-secret-title = Secreto del aviso
webhook-secret = Secreto
webhook-secret-once = Copie el secreto ahora: no se vuelve a mostrar.
webhook-secret-renewed = Copie el secreto nuevo ahora: no se vuelve a mostrar. Durante { $n } horas se firma también con el anterior.
webhook-secret-care = Guárdelo donde su programa guarda sus secretos. Con él comprueba que un aviso viene de Faro; la guía de la interfaz para programas dice cómo.
webhook-previous = Hasta { $until } se firma también con el secreto anterior.
webhook-test = Enviar una prueba
webhook-renew = Dar un secreto nuevo
webhook-delete = Borrar
webhook-delete-title = Borrar el aviso
webhook-delete-lead = ¿Borrar el aviso a { $url }, con la lista de lo enviado? El programa deja de enterarse.
webhook-delete-button = Borrar el aviso
webhook-keep = Conservarlo
webhook-sent = Lo enviado
webhook-sent-none = Todavía no se ha enviado nada.
webhook-answer = Respuesta
webhook-tries = Intentos
delivery-queued = en espera
delivery-sent = enviado
delivery-dead = abandonado
delivery-dropped = ya no hacía falta
fault-inside = el nombre lleva a una red interna
fault-refused = destino no permitido
fault-name = el nombre no existe
fault-connection = sin conexión
fault-certificate = certificado no válido
fault-exchange = la respuesta se cortó
fault-time = sin respuesta a tiempo
fault-size = respuesta demasiado grande
fault-redirect = manda a otra dirección
fault-status = respuesta de error
fault-gone = el destino pide no recibir más
fault-setting = falta configurarlo en la máquina
fault-address = dirección rechazada
fault-never = rechazado por el servidor de correo
fault-later = el servidor de correo pide esperar
fault-encryption = sin conexión cifrada
outgoing-title = Lo que sale de la máquina
outgoing-nothing = Nada: no hay servidor de correo ni destinos permitidos.
outgoing-mail = Servidor de correo
outgoing-hosts = Destinos permitidos
outgoing-channel-mail = Correos
outgoing-channel-webhook = Avisos a programas
outgoing-dead = Abandonados
scope-read-messages = Ver que hay mensajes para usted y marcarlos como leídos
scope-use-webhooks = Ver, probar y borrar los avisos a programas de su institución
audit-event-mail-asked = Dio una dirección para avisos por correo
audit-event-mail-turned-on = Encendió los avisos por correo
audit-event-mail-turned-off = Apagó los avisos por correo
audit-event-mail-tried = Probó si llega el correo
audit-event-webhook-made = Creó un aviso a un programa
audit-event-webhook-renewed = Dio un secreto nuevo a un aviso
audit-event-webhook-tested = Envió una prueba a un aviso
audit-event-webhook-deleted = Borró un aviso a un programa
audit-event-webhook-turned-off = Se apagó un aviso a un programa
audit-object-webhook = aviso a un programa
elsewhere-button = Entrar con { $name }
elsewhere-title = Entrar con su institución
elsewhere-lead = Puede entrar con la cuenta de su institución en lugar de la contraseña de Faro. El segundo factor de Faro se pide siempre.
elsewhere-open = Ver o cambiar
elsewhere-off = Su cuenta no está vinculada con { $name }.
elsewhere-on = Su cuenta está vinculada con { $name } desde el { $date }. Último uso: { $used }.
elsewhere-link = Vincular con { $name }
elsewhere-link-again = Vincular con otra cuenta de { $name }
elsewhere-unlink = Quitar el vínculo
elsewhere-go = Seguir a { $name }
elsewhere-back-title = De vuelta en Faro
elsewhere-go-on = Continuar
elsewhere-wrong = No se pudo entrar con { $name }: respondió algo que no vale. Entre con su contraseña y avise a quien opera el servidor.
elsewhere-silent = { $name } no responde. Entre con su contraseña o pruebe más tarde.
elsewhere-way = Pasó demasiado tiempo, o se empezó en otro navegador. Empiece de nuevo.
elsewhere-declined = { $name } no confirmó quién es usted. Empiece de nuevo.
elsewhere-not-linked = Ninguna cuenta de Faro está vinculada con la suya de { $name }. Entre con su contraseña y vincúlela en «Su cuenta».
elsewhere-taken = Otra cuenta de Faro ya está vinculada con esa cuenta de { $name }.
audit-event-linked-elsewhere = Vinculó su cuenta con el proveedor de identidad
audit-event-unlinked-elsewhere = Quitó el vínculo con el proveedor de identidad
audit-event-identified-elsewhere = El proveedor de identidad confirmó quién es
export-link = Sacar sus filas
export-title = Sacar las filas de «{ $source }»
export-answer-own = Otra persona de su institución tiene que estar de acuerdo. Después usted descarga un archivo cifrado, una sola vez y en un día.
export-answer-shared = { $owner } tiene que estar de acuerdo: la fuente es suya. Después usted descarga un archivo cifrado, una sola vez y en un día.
export-answer-owner = Se escribe un archivo cifrado, que se descarga una sola vez y en un día.
export-lead = El archivo lleva los datos de los casos fila por fila, con el significado de cada columna. Nunca lleva nombres, documentos, teléfonos ni textos sellados; una combinación poco común puede aun así señalar a una persona. Si le bastan cuadros, descárguelos en «Explorar».
export-rows = Filas
export-columns = Columnas
export-owner = Es de
export-limit = Cuánto puede salir
export-limits = { $rows } filas por archivo; { $person } por persona y { $agency } por institución en 24 horas
export-purpose = Para qué se usan las filas
export-format = Formato
export-format-csv = CSV, con su diccionario, en un ZIP
export-format-xlsx = Excel (XLSX), con su diccionario
export-recipient = Llave pública (age) de quien lo abre
export-recipient-help = Empieza por «age1». Quien va a abrir el archivo la hace en su equipo con «age-keygen» y guarda la parte secreta. El servidor no puede abrir el archivo.
export-ask = Pedir el archivo
export-now = Escribir el archivo
export-not = No sacar nada
export-nobody = Nadie más puede estar de acuerdo: hace falta otra persona con el rol de punto focal o de protección de datos en la institución dueña.
export-no-format = Elija CSV o Excel.
export-no-recipient = Esto no es una llave pública de age. Cópiela completa; empieza por «age1».
export-nothing = La fuente todavía no tiene filas.
export-too-many = La fuente tiene { $rows } filas; un archivo lleva { $most } como máximo. No sale nada, y quedó registrado. Use los cuadros de «Explorar», o pida a quien administra Faro que revise el límite.
export-person-day = En las últimas 24 horas ya salieron { $so_far } filas para usted; pueden salir { $most }. No sale nada, y quedó registrado. Inténtelo mañana.
export-agency-day = En las últimas 24 horas ya salieron { $so_far } filas para su institución; pueden salir { $most }. No sale nada, y quedó registrado. Inténtelo mañana.
export-no-file = No hay archivo: todavía no está escrito, ya se descargó, o venció.
export-ended = Esta salida ya terminó.
export-one-title = Filas de «{ $source }» que salen
export-agreed-by = Estuvo de acuerdo
export-agreed-at = Desde cuándo
export-written = Escrito
export-state-waiting = El archivo se está escribiendo.
export-state-ready = El archivo está listo. Quien lo pidió lo descarga una vez, hasta { $until }.
export-state-fetched = Se descargó el { $at } y ya no está en el servidor.
export-state-over = Nadie lo descargó a tiempo. Se borró.
export-state-stopped = Se detuvo el { $at }: alguien lo paró, o quien lo pidió ya no puede ver la fuente.
export-state-failed = No se pudo escribir. Pídalo de nuevo; si vuelve a pasar, avise a quien administra Faro.
export-fetch-lead = Al descargarlo se borra del servidor. Tenga dónde guardarlo; si la descarga se corta, hay que pedirlo de nuevo.
export-fetch = Descargar y borrar del servidor
export-open-lead = Así lo abre quien tiene la llave secreta:
export-stop-lead = Detenerlo borra el archivo de inmediato. No espera a nadie.
export-stop = Detener y borrar
exports-title = Filas que salen
exports-lead = Aquí está lo que su institución sacó, y lo que salió de sus fuentes: quién, para qué y qué pasó con el archivo.
exports-waiting = Esperan a otra persona
exports-none = Nadie ha sacado filas.
exports-how = Se piden en la página de la fuente, «Sacar sus filas».
asked-export-rows = { $agency } saca las filas de «{ $about }» en un archivo cifrado
task-export = El archivo con las filas de «{ $source }» está listo; descárguelo antes de { $until }.
emergency-asked-own = Lo que usted pidió y espera
emergency-asked-own-lead = Decide la otra institución. Llame también a su línea; si ya no hace falta, retire la petición.
audit-event-rows-exported = Dejó salir filas de una fuente
audit-event-export-refused = Pidió más filas de las que pueden salir
audit-event-export-written = Escribió el archivo de filas que salen
audit-event-export-fetched = Descargó un archivo de filas
audit-event-export-stopped = Detuvo una salida de filas
audit-event-export-erased = Borró un archivo de filas que nadie descargó
audit-event-exports-noticed = Aviso: alguien pidió más filas de las que pueden salir
audit-event-proofs-exported = Copió las constancias de supresión
audit-event-emergency-over = Terminó un acceso de emergencia a su hora
audit-object-export = salida de filas
exports-answer = { $n ->
    [0] Ningún archivo espera a que usted lo descargue.
    [one] Un archivo espera a que usted lo descargue.
   *[other] { $n } archivos esperan a que usted los descargue.
}
scope-keep-exports = Ver qué filas salieron o van a salir, y detenerlo
scope-keep-own-people = Ver quién trabaja en su institución
scope-read-keys = Ver las llaves públicas de su institución y cada apertura
scope-see-emergency = Ver los accesos de emergencia propios y a datos de su institución
scope-oversee-emergency = Ver todos los accesos de emergencia
