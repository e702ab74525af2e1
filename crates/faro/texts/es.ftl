# Textos de la línea de comandos, en español.
about = Faro reúne lo que saben las instituciones sobre la trata de personas y lo convierte en un informe de situación, sin exponer a nadie.
about-long =
    Faro reúne lo que saben las instituciones sobre la trata de personas y lo convierte en un informe
    de situación y en páginas para explorarlo, sin exponer a nadie.

    Para empezar:
      faro demo                    un país simulado, de las planillas al informe
      faro init                    prepara la carpeta de datos y la llave de su institución
      faro import planilla.xlsx    incorpora una planilla
      faro report --out informe    escribe el informe de situación
      faro serve                   abre las páginas en este equipo

    Los datos viven en una carpeta: ./faro-data, o la de --data, o la de FARO_DATA.
    Los nombres, documentos y teléfonos se apartan al incorporar y quedan sellados con la llave de
    su institución.
after-help =
    Códigos de salida: 0 bien; 1 falla imprevista; 2 comando mal escrito; 3 archivo o datos rechazados;
    4 falta una respuesta suya (correspondencia de columnas, orden de fechas); 5 con --strict, hubo
    filas rechazadas; 6 la cadena de la auditoría no está completa.
usage-heading = Uso
commands-heading = Comandos
options-heading = Opciones
arguments-heading = Argumentos
opt-help = Muestra esta ayuda
opt-version = Muestra la versión
opt-data = Carpeta de datos
opt-language = Idioma: es, pt, en o fr
opt-json = Escribe el resultado como JSON, para programas
cmd-demo = Un país simulado, de las planillas al informe y a las páginas
opt-people = Víctimas que hay en el país simulado, detectadas o no
opt-seed = Semilla: la misma da los mismos datos
opt-no-serve = Termina al escribir el informe, sin abrir las páginas
opt-port = Puerto en este equipo (0 elige uno libre)
cmd-init = Prepara la carpeta de datos y la llave de su institución
opt-agency = Nombre de la institución que entrega los datos
opt-passphrase-file = Archivo con la frase que protege la llave (una línea)
cmd-import = Incorpora planillas: CSV, XLSX, XLS, ODS, JSON o NDJSON, también en ZIP
arg-files = Archivos que se incorporan
opt-source = Nombre de la fuente (por omisión, el del archivo); un archivo corregido con el mismo nombre reemplaza al anterior y guarda la historia
opt-profile = Correspondencia de columnas: su nombre (véase faro profiles) o un archivo TOML
opt-accept-suggested = Acepta la correspondencia sugerida; lo que no se reconoce queda sellado y se informa
opt-date-order = Orden de las fechas como 03/04/2021: dmy, mdy o ymd
opt-sheet = Hoja del libro de cálculo
opt-repair-accents = Repara acentos dañados como «PerÃº»
opt-check-only = Revisa el archivo y muestra el resultado sin guardar nada
opt-strict = Termina con código 5 si hubo filas rechazadas
opt-rejected-dir = Carpeta donde se escriben las filas rechazadas con sus motivos
cmd-profiles = Muestra las correspondencias de columnas que Faro conoce
opt-show = Muestra una correspondencia como TOML
opt-suggest = Sugiere una correspondencia para un archivo desconocido, como TOML
opt-fields = Muestra los campos del registro común
cmd-template = Escribe la planilla modelo de Faro (XLSX, ODS y XLSForm)
opt-out = Carpeta donde se escribe
opt-starter = Versión inicial de 12 campos, también para papel
cmd-report = Escribe el informe de situación
opt-formats = Formatos, separados por comas: html, docx, xlsx, pdf
cmd-serve = Abre las páginas en este equipo
cmd-simulate = Escribe un país simulado: las planillas de seis instituciones y los valores verdaderos
cmd-sources = Muestra las fuentes incorporadas, su calidad y sus versiones
cmd-territories = Incorpora divisiones más finas que las de primer nivel
arg-territories = CSV con las columnas code, parent, name (y es, pt, en, fr si las hay)
cmd-rejected = Abre con la llave las filas rechazadas de una fuente y las escribe como planilla
arg-source = Fuente
cmd-completions = Escribe el autocompletado de comandos para su consola
arg-shell = Consola
hint-prefix = sugerencia
error-prefix = error
done-init = Carpeta de datos lista en { $folder }. Llave pública: { $key }
init-warning = La llave secreta está en { $file }. Guarde una copia aparte: sin ella, los nombres no se pueden abrir. Nadie más debe tenerla.
init-no-passphrase = La llave no tiene frase que la proteja; quien copie la carpeta podrá abrir los nombres. Use --passphrase-file para protegerla.
init-already = La carpeta { $folder } ya está preparada; no se cambió nada.
import-reading = leyendo { $file }
import-done = { $file }: { $read } filas leídas, { $accepted } aceptadas ({ $warned } con advertencia), { $rejected } rechazadas. Correspondencia: { $profile }. Fuente: { $source }, versión { $version }.
import-unchanged = { $file }: es el mismo archivo de la versión { $version } de { $source }; no se cambió nada.
import-check = { $file }: { $read } filas leídas, { $accepted } se aceptarían ({ $warned } con advertencia), { $rejected } se rechazarían. No se guardó nada.
import-changes = Respecto de la versión anterior: { $added } filas nuevas, { $changed } cambiadas, { $removed } que ya no están, { $same } iguales.
import-rejected-file = Filas rechazadas con sus motivos: { $file }. Corríjalas e incorpórelas otra vez.
import-issues = Lo que se encontró, por regla:
import-unmapped = Columnas sin correspondencia, selladas (no se pierden): { $columns }
import-needs-profile = No se reconoce { $file }. Se sugiere una correspondencia.
import-needs-profile-hint = revísela con «faro profiles --suggest { $file } > perfil.toml», o en las páginas (faro serve), o acéptela con --accept-suggested
import-date-order-hint = diga cuál con --date-order dmy, mdy o ymd
report-written = Informe en { $file }
pdf-missing = No se encontró faro-pdf, que escribe el PDF.
pdf-missing-hint = compílelo con «cargo build --release --manifest-path pdf/Cargo.toml» y déjelo junto a faro o en el PATH; HTML, DOCX y XLSX no lo necesitan
serve-ready = Páginas en { $url }
serve-token = La dirección lleva una clave de un solo uso. Sirve solo en este equipo. Ctrl+C termina.
demo-start = País simulado con { $people } víctimas (semilla { $seed })
demo-files = Planillas y valores verdaderos: { $folder }
demo-data = Datos de demostración: { $folder }
demo-simulated = Todo lo que sigue es simulado: no describe a ninguna persona ni país.
sources-empty = Todavía no hay fuentes. Incorpore una planilla con «faro import ARCHIVO» o mire «faro demo».
territories-done = { $count } divisiones incorporadas. Si hay un servidor en marcha, reinícielo para que las conozca.
template-written = Planilla modelo en { $file }
simulate-written = { $agencies } planillas y los valores verdaderos en { $folder }
rejected-none = La fuente { $source } no tiene filas rechazadas.
passphrase-prompt = La llave está protegida; indique su frase con --passphrase-file.
no-data = No hay datos en { $folder }.
no-data-hint = prepare la carpeta con «faro init» y luego «faro import ARCHIVO»
version-column = versión
opt-decimal = Signo decimal de los números como 1.234: . o ,
opt-shapes = Contornos de las divisiones como GeoJSON con la propiedad code
opt-database = Base de datos PostgreSQL para los hechos (postgres://…); sin ella, SQLite en la carpeta
opt-vault = Base de datos PostgreSQL aparte para la bóveda de identidades
opt-over-tunnel = Un túnel cifra el camino a PostgreSQL en otra máquina: no exigir sslmode=verify-full
import-decimal-hint = diga cuál es el signo decimal con --decimal . o --decimal ,
import-rejected-sealed = Las filas rechazadas están selladas; ábralas con «faro rejected { $source }».
file-missing = No se encuentra el archivo { $file }.
no-key-hint = prepare la llave de su institución con «faro init»
unknown-profile = No hay ninguna correspondencia llamada { $name }; «faro profiles» las muestra.
draft = borrador: según la documentación, sin archivo real
phase-survey = recorriendo
phase-map = revisando
phase-publish = guardando
source-line = { $file }, versión { $version }: { $read } filas leídas, { $accepted } aceptadas, { $rejected } rechazadas
demo-agency = Observatorio de Valserena (simulado)
demo-population = Población (simulada)
opt-open = Abre el navegador
cmd-table = Responde con una tabla la pregunta que lleva la dirección de una página
arg-question = Pregunta, como «data=records&people=victims&by=sex»

cmd-accounts = Muestra las cuentas; quien administra el equipo recupera aquí una cuenta perdida
opt-password-link = Da un código de un solo uso para que esa cuenta elija una nueva contraseña
opt-remove-factor = Quita el segundo factor de esa cuenta: lo configurará de nuevo al entrar
account-factor-removed = La cuenta { $login } ya no tiene segundo factor y sus sesiones terminaron.
account-link = Entregue este código en mano. Se escribe en la página /invitation y sirve una vez, durante { $hours } horas:
account-unknown = No hay ninguna cuenta con ese nombre; «faro accounts» las muestra.
accounts-none = Todavía no hay cuentas. Se crean desde las páginas: «faro serve», y luego «Abrir Faro a más personas» al pie.
# Respaldos y traslados
cmd-backup = Hace una copia de respaldo cifrada de todo, aunque el servidor esté en marcha
cmd-backup-key = Crea la llave que abre los respaldos y muestra para quién cifrarlos
cmd-restore = Restaura un respaldo en un lugar vacío, o solo lo revisa
cmd-migrate = Traslada las bases de datos de SQLite a PostgreSQL, o al revés
arg-backup = Archivo del respaldo
arg-backup-key = Archivo de la llave; guárdelo lejos de los respaldos
arg-direction = sqlite-to-postgresql o postgresql-to-sqlite
opt-recipient = Para quién se cifra: empieza con age1; puede repetirse
opt-backup-passphrase = Archivo cuya primera línea es la frase que abre el respaldo
opt-identity = Archivo de la llave que abre el respaldo (de «faro backup-key» o age-keygen)
opt-into = Carpeta nueva o vacía
opt-restore-check = Solo lee el respaldo hasta el final y compara sus sumas
backup-done = Respaldo en { $place }: { $tables } tablas, { $rows } filas.
backup-sound = El respaldo { $place } está entero: { $tables } tablas, { $rows } filas.
backup-agency-key = La llave secreta de la institución (agency.key) no va en el respaldo: guarde aparte una copia, sin ella las identidades no se abren.
backup-key-done = Llave en { $file }. Guarde una copia en lugar seguro: sin ella ningún respaldo se abre. Cifre los respaldos para:
backup-mismatched = Las identidades selladas de las versiones { $versions } no son tantas como dicen los hechos; se copiaron como están. Mire «faro doctor».
restore-done = Restaurado en { $place }: { $tables } tablas, { $rows } filas, releídas y comparadas.
restore-agency-key = Copie agency.key a la carpeta desde donde la guarda la institución.
restore-no-key = Falta la llave: --identity ARCHIVO o --passphrase-file ARCHIVO.
migrate-no-database = Falta la dirección de PostgreSQL: --database o DATABASE_URL.
migrate-no-folder = Diga con --into en qué carpeta nueva quedan las bases de datos.
migrate-done-postgresql = Trasladadas { $tables } tablas y { $rows } filas a PostgreSQL, releídas y comparadas. Desde ahora indique siempre DATABASE_URL. Las bases de antes siguen en { $place }: bórrelas cuando tenga un respaldo.
migrate-done-sqlite = Trasladadas { $tables } tablas y { $rows } filas a { $place }, releídas y comparadas. Use desde ahora esa carpeta, sin DATABASE_URL.

cmd-legal-pack = Escribe los documentos jurídicos modelo a partir de sus respuestas (DOCX y HTML)
opt-answers = Archivo TOML con las respuestas; docs/legal.md muestra un ejemplo
cmd-retention = Suprime lo que cumplió su plazo de conservación
arg-retention-step = run: ejecuta los plazos
opt-dry-run = Solo dice qué se suprimiría
legal-refused = { $file }: { $problem }
legal-hint = docs/legal.md muestra un archivo de respuestas completo.
legal-model = Son textos modelo: hágalos revisar por su asesoría jurídica.
retention-would = Se suprimiría: { $class }: { $n }
retention-did = Suprimido: { $class }: { $n }
retention-held = Retenido: { $class }: { $n }
retention-nothing = No hay nada cuyo plazo haya vencido.



cmd-audit = Comprueba, ancla y exporta la auditoría: quién hizo qué, cuándo, dónde y por qué
cmd-audit-verify = Recorre toda la cadena y nombra el primer asiento alterado, quitado o agregado
cmd-audit-anchor = Anota el final de la cadena en un archivo y como código para un acta
cmd-audit-export = Escribe toda la auditoría en un archivo
opt-key-command = Programa que imprime el archivo de la llave, con sus argumentos; se ejecuta sin intérprete de órdenes
key-command-words = --key-command: escriba un programa y sus argumentos, con comillas alrededor de lo que lleva espacios
key-command-failed = «{ $program }» terminó con un error y no dio la llave
key-command-long = lo que imprimió «{ $program }» no es un archivo de llave
cmd-rotate-key = Reemplaza una llave que el servidor guarda en un archivo; ningún servidor debe estar en marcha
arg-rotate-key = server: nombres de cuentas, segundos factores y sellos de la auditoría; reference: huellas de los números de las instituciones
rotated-server-key = { $n ->
    [one] server.key es nueva; se volvió a sellar 1 cuenta.
   *[other] server.key es nueva; se volvieron a sellar { $n } cuentas.
 }
rotated-reference-key = reference.key es nueva. En la próxima versión de cada fuente todas las filas contarán como nuevas.
rotated-key-backup = Haga ahora un respaldo: los anteriores llevan la llave anterior.
cmd-audit-reseal = Vuelve a sellar desde aquí cuando se perdió la llave del servidor
opt-anchor = Archivo o código de un ancla con que se compara la cadena; se puede repetir
opt-audit-file = Comprueba este archivo exportado en lugar de la base de datos
opt-out-file = Archivo que se escribe
opt-audit-format = ndjson, que cualquiera puede comprobar, o csv, para planillas
opt-because = Motivo, que queda en la auditoría
audit-whole = { $n ->
    [0] La cadena está completa: todavía no hay asientos.
    [one] La cadena está completa: 1 asiento. Anclas que coinciden: { $anchors }.
   *[other] La cadena está completa: { $count } asientos. Anclas que coinciden: { $anchors }.
 }
audit-resealed = La cadena está completa y desde ahora se sella con la llave nueva. De los asientos anteriores responden solo sus huellas y las anclas.
anchor-made = Ancla de la auditoría, asiento { $number }:
anchor-file = Archivo: { $file }
anchor-advice = Guárdela fuera de este equipo: en un acta, impresa, o en manos de otra institución. Se comprueba con «faro audit verify --anchor CÓDIGO».
anchor-length = «{ $code }» no es un archivo de ancla ni un código: un código tiene 8 grupos de 5 signos.
anchor-sign = El grupo { $group } del código tiene un signo que ningún código lleva.
anchor-group = El grupo { $group } del código tiene un error de tipeo, o los grupos están en otro orden.
anchor-not-a-file = { $file } no es un archivo de ancla de Faro.
anchor-of-another = El ancla es de otra instalación de Faro.
export-not-whole = { $file } no contiene toda la auditoría: su cadena no se puede recorrer.
export-written = Auditoría: { $file }. La columna de motivos puede contener datos personales.
## Etiquetas de uso compartido
opt-tlp = Quién puede ver una fuente nueva, cuando varias instituciones usan este Faro: red, amber_strict, amber, green o clear
opt-share-with = Institución con la que se comparte (con amber); se puede repetir
opt-purpose = Para qué pueden usarla las demás
opt-legal-basis = Convenio, ley o decisión que permite compartir
opt-share-until = Último día en que se comparte, como 2027-06-30
label-not-shared = Las etiquetas son para un Faro que usan varias instituciones. Este lo usa solo quien tiene la carpeta: quite --tlp.
label-no-agency = No hay ninguna institución que se llame «{ $name }».
label-no-purpose = Falta para qué se comparte: agregue --purpose.
label-no-basis = Falta la base legal: agregue --legal-basis.
label-no-recipient = Con amber hay que decir con quién: agregue --share-with.
label-no-day = Falta el último día, o no es una fecha de los próximos cinco años: agregue --share-until, como 2027-06-30.
# Servir más allá de este equipo
opt-listen = Dirección y puerto donde escuchar; fuera de este equipo exige cuentas y TLS
opt-public-url = Dirección con que los navegadores llegan, como https://faro.example
opt-tls-cert = Certificado con su cadena, en PEM; se relee cuando cambia y con SIGHUP
opt-tls-key = Llave del certificado, en PEM
opt-behind-proxy = Dirección del proxy inverso: solo él es atendido y creído
opt-metrics = Dirección local para las métricas de Prometheus, como 127.0.0.1:9180
opt-log = Registro en la salida de errores: json u off; nunca con datos de personas
serve-no-accounts = Sin cuentas, Faro solo atiende a este equipo.
serve-no-accounts-hint = cree las cuentas con «faro serve» en este equipo y luego escuche en otras direcciones
serve-no-tls = Fuera de este equipo Faro no sirve sin cifrado.
serve-no-tls-hint = indique --tls-cert y --tls-key, o --behind-proxy con la dirección del proxy
serve-no-url = Falta la dirección con que los navegadores llegan.
serve-no-url-hint = indique --public-url https://…
serve-metrics-local = Las métricas se sirven solo en este equipo.
serve-metrics-local-hint = use --metrics 127.0.0.1:9180

# Revisión
cmd-doctor = Revisa la instalación y dice qué está mal y qué hacer
opt-doctor-listen = Dirección y puerto que el servidor usaría
doctor-mark-fine = bien
doctor-mark-notice = aviso
doctor-mark-broken = MAL
doctor-folder-missing = No hay datos en { $folder }.
doctor-folder-missing-do = indique la carpeta con --data, o prepárela con «faro init»
doctor-permissions-fine = Solo su dueño puede leer los archivos.
doctor-permissions-open = Otros del equipo pueden leer o cambiar: { $files }
doctor-permissions-open-do = ciérrelos con «chmod go-rwx» (y averigüe quién los abrió)
doctor-permissions-unknown = En este sistema Faro no puede ver quién lee los archivos.
doctor-permissions-unknown-do = ponga la carpeta donde solo su cuenta pueda leer
doctor-disk-fine = Espacio libre: { $free } GB.
doctor-disk-low = Queda poco espacio: { $free } GB.
doctor-disk-low-do = libere espacio antes de la próxima incorporación o respaldo
doctor-draft-left = Una restauración interrumpida dejó { $folder }.
doctor-draft-left-do = repita la restauración, o borre esa carpeta
doctor-database-answers = Las bases de datos ({ $kind }) responden y están al día.
doctor-database-fails = Las bases de datos no se abren: { $error }
doctor-database-fails-do = haga lo que dice el mensaje; con PostgreSQL, mire que esté en marcha y DATABASE_URL
doctor-integrity-fine = Los archivos de las bases de datos están sanos.
doctor-integrity-damaged = Dañada: { $database } ({ $said })
doctor-integrity-damaged-do = pare el servidor, guarde la carpeta tal como está y restaure el último respaldo
doctor-agreement-fine = Los hechos y la bóveda concuerdan.
doctor-agreement-busy = Hechos y bóveda cambian demasiado rápido para compararlos.
doctor-agreement-busy-do = repita cuando termine la incorporación
doctor-agreement-broken = Faltan identidades selladas de las versiones { $versions }.
doctor-agreement-broken-do = restaure hechos y bóveda del mismo respaldo, o incorpore de nuevo esos archivos
doctor-keys-fine = Las llaves están, y la secreta está protegida o guardada en otro lugar.
doctor-key-missing = Falta { $file }.
doctor-key-missing-do = restáurelo de un respaldo; en una carpeta nueva, «faro init»
doctor-key-on-host = La llave secreta de la institución que aloja está en el servidor ({ $file }). Quien tome la máquina o una copia de la carpeta abre sus identidades.
doctor-key-on-host-do = sáquela ahora: faro agency-key take-away --out /media/usb/agency.key --new-passphrase-file FRASE; las copias de la carpeta hechas antes todavía la tienen
doctor-key-plain = La llave secreta (agency.key) no tiene frase que la proteja.
doctor-key-plain-do = en un servidor, sáquela con «faro agency-key take-away»; para incorporar basta agency.pub
doctor-key-of-another = agency.key y agency.pub no son de un mismo par.
doctor-key-of-another-do = restaure los dos archivos de un mismo lugar
doctor-key-unreadable = Una llave no se puede leer: { $error }
doctor-key-unreadable-do = restáurela de donde guarda su copia
doctor-clock-fine = El reloj concuerda con lo anotado.
doctor-clock-wrong = El reloj dice { $now } y lo último anotado es del { $newest }.
doctor-clock-wrong-do = ponga el equipo en hora (NTP) antes de seguir
doctor-uploads-fine = No quedan archivos entregados sin incorporar.
doctor-uploads-left = { $count } archivos entregados hace más de un día siguen en la carpeta.
doctor-uploads-left-do = ponga en marcha el servidor: los retira él mismo
doctor-backup-fine = Último respaldo: { $when }.
doctor-backup-old = El último respaldo es del { $when }.
doctor-backup-old-do = haga uno con «faro backup» y prográmelo
doctor-backup-none = Nunca se hizo un respaldo.
doctor-backup-none-do = haga el primero con «faro backup», o diga con «faro backup-recipients» para quién los hace el servidor
doctor-port-free = El puerto { $address } está libre.
doctor-port-served = Un servidor de Faro usa esta carpeta.
doctor-port-taken = Otro programa ocupa { $address }, o esa dirección no es de este equipo.
doctor-port-taken-do = elija otro puerto con --port o --listen
doctor-certificate-fine = El certificado vale hasta el { $until }.
doctor-certificate-soon = El certificado termina el { $until }.
doctor-certificate-soon-do = renuévelo ya; el servidor lo relee solo
doctor-certificate-expired = El certificado terminó el { $until }.
doctor-certificate-expired-do = renuévelo; el servidor lo relee solo
doctor-certificate-unusable = El certificado no sirve: { $error }
doctor-certificate-unusable-do = indique el certificado con su cadena y su propia llave, en PEM
doctor-pdf-fine = faro-pdf está: los informes salen también en PDF.
doctor-pdf-missing = No está faro-pdf: los informes salen sin PDF.
doctor-pdf-missing-do = póngalo junto a faro o en el PATH si necesita PDF
account-let-in = La invitación de { $login } ya sirve.
account-not-invited = Nadie con ese nombre tiene una invitación o un enlace abierto.
opt-let-in = dejar que sirva la invitación, o el enlace, de esta persona cuando nadie de su institución puede estar de acuerdo
cmd-backup-recipients = Dice para quién se cifran los respaldos que el servidor hace cada día, o lo muestra
opt-no-recipients = el servidor deja de hacer respaldos
backup-recipients-none = El servidor no hace respaldos por sí solo: diga para quién se cifran.
backup-recipients-are = El servidor hace un respaldo cada día, cifrado para:

cmd-open = Abre con la llave un archivo sellado que se descargó del servidor
arg-open = Archivo sellado
opt-key = Archivo de la llave secreta
cmd-agency-key = La llave de la institución, en el equipo de la institución
cmd-key-new = Hace una llave nueva: archivo secreto y, a su lado, el público
cmd-key-show = Muestra la llave pública y su huella
cmd-key-prove = Responde la prueba que da la página al registrar una llave
cmd-key-take-away = Saca la llave secreta de la carpeta de datos de un servidor
cmd-key-split = Parte la llave en dos archivos para dos personas
cmd-key-join = Recupera la llave con las dos partes
opt-key-out = Archivo nuevo de la llave secreta
arg-key-show = Archivo de la llave pública; por omisión, el de la carpeta de datos
arg-key-sealed = Texto de la prueba
arg-key-parts = Las dos partes
opt-new-passphrase-file = Archivo con la frase que protegerá la copia (una línea); por omisión, la misma
key-new-done = Llave secreta en { $secret }: guárdela aparte y no la envíe a nadie. Registre { $public } en la página «Llaves».
key-taken-away = La llave secreta está en { $file } y ya no en la carpeta de datos. Entréguela a la institución; las copias de la carpeta hechas antes aún la tienen.
key-two-parts = Hacen falta las dos partes.
cmd-hand-in = Revisa y sella un archivo en la institución, para enviarlo sin nombres legibles
arg-hand-in = Archivo con los registros
opt-agency-key = Llave pública de la institución (agency.pub)
opt-number-key = Secreto de la institución con el que se ocultan sus números; se crea si no existe. Use siempre el mismo
opt-hand-in-out = Archivo que se escribe, para la página «Incorporar»
hand-in-done = { $file }: { $accepted } filas aceptadas y { $rejected } rechazadas, selladas con la llave { $key }. Envíe { $out } en la página «Incorporar».
cmd-notify-test = Envía un correo de prueba con la configuración indicada
opt-notify-to = A qué dirección
opt-smtp = Servidor de correo: smtp:// con STARTTLS, smtps:// cifrado desde el principio
opt-smtp-from = Dirección que envía los correos
opt-smtp-login = Archivo solo suyo con dos líneas: usuario y contraseña del servidor de correo
opt-smtp-name = Nombre en el certificado del servidor de correo, si es otro
opt-allow-outbound = Destino al que Faro puede enviar avisos (puede repetirse); sin esto, ninguno
opt-allow-outbound-inside = Lo mismo, para un destino de la red interna o de este equipo
opt-ca-file = Certificados en los que confiar para lo que sale, en lugar de los del equipo
outgoing-host = Ese destino no se puede permitir: { $what }
outgoing-host-hint = escriba solo el nombre, o el nombre y el puerto: avisos.institucion.example:8443
outgoing-certificates = No hay certificados en los que confiar: { $what }
outgoing-certificates-hint = instale los certificados del sistema (ca-certificates) o indique --ca-file
outgoing-mail = El servidor de correo no se puede usar: { $what }
outgoing-mail-hint = indique --smtp smtp://servidor:587 o smtps://servidor:465, y --smtp-from con una dirección
outgoing-login = El archivo del usuario de correo no se puede usar: { $what }
outgoing-login-hint = ponga usuario y contraseña en dos líneas, y que solo usted lo lea (chmod 600)
notify-sent = El servidor de correo recibió la prueba. Revise que haya llegado.
notify-no-server = No se indicó ningún servidor de correo.
notify-no-server-hint = indique --smtp y --smtp-from como al servir
notify-not-sent = La prueba no se envió: { $what }
notify-not-sent-hint = revise --smtp, --smtp-name, --smtp-login-file y que el equipo alcance ese servidor
doctor-outgoing-nothing = Nada sale de este equipo: no hay servidor de correo ni destinos permitidos.
doctor-outgoing-fine = Lo que puede salir se puede usar. Correo: { $mail }. Destinos: { $hosts }.
doctor-outgoing-unusable = Lo que debía salir no se puede usar: { $what }
doctor-outgoing-unusable-do = revise --smtp, --smtp-from, --smtp-login-file, --allow-outbound y --ca-file
opt-sign-in-with = Archivo con el proveedor de identidad (OpenID Connect) con el que se puede entrar
serve-provider = El proveedor de identidad no se puede usar: { $what }
serve-provider-hint = vea «Signing in with an identity provider» en docs/operations.md
