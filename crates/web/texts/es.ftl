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
error-slow-title = Esto está tardando demasiado
error-slow = La página no estuvo lista a tiempo. No se perdió nada.
error-slow-hint = Pida menos características o un período más corto, y vuelva a intentarlo.
error-question-title = La pregunta no se entiende
error-question-hint = Vuelva a la página anterior y elija de las listas.
error-400 = El formulario llegó incompleto o dañado.
error-upload = El archivo dejó de llegar antes de estar completo. No se guardó nada; vuelva a enviarlo.
error-name = El nombre es demasiado largo; use menos de 120 caracteres.
error-inside-title = Algo falló de nuestro lado
error-inside = No se perdió ni se publicó nada. Puede volver a intentarlo.
error-incident = Si pide ayuda, mencione el incidente { $id }.
detail-in-english = Detalle técnico, en inglés: { $detail }

## Panorama
overview-title = Panorama
overview-empty = Todavía no hay datos
overview-empty-lead = Faro responde qué pasa, dónde, a quién y con cuánta certeza, a partir de las planillas que entregan las instituciones.
overview-empty-import = Incorporar una planilla
overview-empty-import-text = CSV, Excel, LibreOffice o JSON, con el formato que ya tiene cada institución. Faro reconoce las columnas o le propone cómo leerlas.
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
job-cancel = Cancelar la incorporación
job-cancel-title = ¿Cancelar la incorporación de «{ $file }»?
job-cancel-lead = No quedará nada del archivo. Las versiones anteriores de la fuente siguen como estaban.
job-cancel-yes = Sí, cancelar
job-cancel-no = No, continuar
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
