## Vistas de un campo
by-year = { $field }, por año
by-quarter = { $field }, por trimestre
by-month = { $field }, por mes
age-majority = { $field } (niñez y adultez)
age-broad5 = { $field } (cinco grupos)
age-ctdc9 = { $field } (nueve grupos)
by-country = { $field }, por país
by-region = { $field }, por región
by-kind = { $field }, por { $kind }
by-level-1 = { $field }, por división principal
by-level-2 = { $field }, por municipio o localidad
by-level = { $field }, por división de nivel { $level }
sex-or-gender = Sexo o género
level-0 = País
level-1 = División principal
level-2 = Municipio o localidad
level-other = División de nivel { $level }

## Clases
years-exact = { $n ->
    [one] { $n } año
   *[other] { $n } años
 }
years-between = { $low }–{ $high } años
years-at-least = { $low } años y más
majority-child = Niñas, niños y adolescentes (0–17 años)
majority-adult = Personas adultas (18 años y más)
months-exact = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
 }
months-between = { $low }–{ $high } meses
months-at-least = { $low } meses o más
number-at-least = { $low } o más
spans-age = Edad en un rango que abarca dos grupos
spans-date = Fecha conocida con menos precisión
spans-place = Lugar conocido con menos precisión
spans-other = Dato menos preciso
total = Todas las categorías
quarter-of = { $quarter ->
    [1] 1.er trimestre de { $year }
    [2] 2.º trimestre de { $year }
    [3] 3.er trimestre de { $year }
   *[other] 4.º trimestre de { $year }
 }
or-last = { $sound ->
    [o] { $before } u { $last }
   *[other] { $before } o { $last }
 }

## Preguntas
people-victims = víctimas y posibles víctimas
people-accused = personas acusadas (sin las absueltas ni las sobreseídas)
people-everyone = personas en cualquier papel
offer-victims = Víctimas y posibles víctimas
offer-accused = Personas acusadas
offer-everyone = Todas las personas registradas
dataset-records = Registros de casos
query-records = Registros de { $people }
query-counts = Cifras publicadas: { $source }
query-between = con fecha de registro de { $from } a { $to }
query-from = con fecha de registro de { $from } en adelante
query-until = con fecha de registro hasta { $to }
query-split = según { $dimensions }
condition-only = solo: { $dimension } = { $classes }
condition-not = sin: { $dimension } = { $classes }

## Tipos de archivo de una fuente
kind-cases = Registros de casos
kind-counts = Cifras publicadas
kind-indicators = Indicadores publicados

## Avisos sobre un archivo
warning-broken_accents = { $n ->
    [one] Un texto tiene acentos dañados (como «PerÃº»); se puede reparar.
   *[other] { $number } textos tienen acentos dañados (como «PerÃº»); se pueden reparar.
 }
warning-repaired_accents = { $n ->
    [one] Se repararon los acentos de un texto.
   *[other] Se repararon los acentos de { $number } textos.
 }
warning-lost_characters = { $n ->
    [one] En un texto se perdió algún carácter antes de llegar aquí; no se puede reparar.
   *[other] En { $number } textos se perdió algún carácter antes de llegar aquí; no se puede reparar.
 }
warning-mixed_encodings = { $n ->
    [one] Una fila usa otra codificación; se leyó como Windows-1252.
   *[other] { $number } filas usan otra codificación; se leyeron como Windows-1252.
 }
warning-undecodable = { $n ->
    [one] Un carácter no se pudo leer y aparece como «�».
   *[other] { $number } caracteres no se pudieron leer y aparecen como «�».
 }
warning-inner_byte_order_mark = El archivo parece la unión de varios: se omitieron marcas internas de orden de bytes.
warning-stray_quotes = { $n ->
    [one] Hay texto después de unas comillas de cierre; se conservó.
   *[other] En { $number } celdas hay texto después de las comillas de cierre; se conservó.
 }
warning-blank_rows = { $n ->
    [one] Una fila está vacía y no se cuenta.
   *[other] { $number } filas están vacías y no se cuentan.
 }
warning-double_spaced = Una de cada dos líneas está vacía; los números de fila cuentan solo las demás.
warning-ragged_rows = { $n ->
    [one] Una fila tiene más o menos celdas que el encabezado.
   *[other] { $number } filas tienen más o menos celdas que el encabezado.
 }
warning-title_rows = { $n ->
    [one] Una fila de título sobre el encabezado no se leyó como dato.
   *[other] { $number } filas de título sobre el encabezado no se leyeron como datos.
 }
warning-two_header_rows = El encabezado ocupa dos filas; la de abajo da nombre a las columnas.
warning-label_row = Una segunda fila de rótulos, bajo los nombres de las columnas, no se leyó como dato.
warning-header_looks_like_data = La primera fila parece contener datos y no nombres de columnas: revise si falta el encabezado.
warning-empty_headers = Columnas sin nombre: { $columns }.
warning-duplicate_headers = Columnas con un nombre repetido: { $columns }.
warning-merged_cells = { $n ->
    [one] Hay celdas combinadas en un lugar: solo la primera conserva el valor.
   *[other] Hay celdas combinadas en { $number } lugares: solo la primera de cada grupo conserva el valor.
 }
warning-formulas = { $n ->
    [one] Una celda contiene una fórmula; se leyó el resultado guardado.
   *[other] { $number } celdas contienen fórmulas; se leyeron los resultados guardados.
 }
warning-formulas_without_result = { $n ->
    [one] Una fórmula no tiene resultado guardado y se leyó como vacía.
   *[other] { $number } fórmulas no tienen resultado guardado y se leyeron como vacías.
 }
warning-error_cells = { $n ->
    [one] Una celda contiene un error de la planilla, como #REF!
   *[other] { $number } celdas contienen errores de la planilla, como #REF!
 }
warning-hidden_sheets = { $n ->
    [one] El libro tiene una hoja oculta.
   *[other] El libro tiene { $number } hojas ocultas.
 }
warning-external_links = El libro remite a otros archivos, que no se abrieron.
warning-impossible_dates = { $n ->
    [one] Un número con formato de fecha no corresponde a ninguna fecha; quedó como número.
   *[other] { $number } números con formato de fecha no corresponden a ninguna fecha; quedaron como números.
 }
warning-early_dates = { $n ->
    [one] Una fecha de enero o febrero de 1900 puede estar corrida un día, como las cuenta Excel.
   *[other] { $number } fechas de enero y febrero de 1900 pueden estar corridas un día, como las cuenta Excel.
 }
warning-duplicate_keys = { $n ->
    [one] Un registro JSON repite una clave; la segunda pasó a otra columna.
   *[other] { $number } registros JSON repiten una clave; la segunda pasó a otra columna.
 }
warning-nested_lists = { $n ->
    [one] Una lista dentro de otra se conservó como texto.
   *[other] { $number } listas dentro de otras se conservaron como texto.
 }
warning-other_zip_entries = { $n ->
    [one] El archivo comprimido contiene otro archivo, que no se leyó.
   *[other] El archivo comprimido contiene otros { $number } archivos, que no se leyeron.
 }
warning-unsafe_zip_names = { $n ->
    [one] Un archivo comprimido tenía un nombre inseguro y no se leyó.
   *[other] { $number } archivos comprimidos tenían nombres inseguros y no se leyeron.
 }
warning-other = El archivo tiene una particularidad que esta versión no sabe describir.
in-rows = { $n ->
    [one] Fila { $rows }.
   *[other] Filas { $rows }.
 }
in-rows-more = Filas { $rows } y otras.

## Por qué un archivo no se puede leer
read-io = No se pudo leer el archivo. El sistema informó: { $message }
read-empty = El archivo está vacío. Se acepta una tabla con una fila de encabezado.
read-no-header = No se encontró una fila de encabezado. La primera fila de la tabla debe dar nombre a las columnas.
read-no-rows = La planilla tiene títulos y ninguna fila: no hay nada que incorporar. Complétela y vuelva a entregarla.
read-binary = El archivo no es texto ni una planilla conocida. Se aceptan CSV, XLSX, XLS, ODS, JSON y NDJSON, también dentro de un zip.
read-unsupported = El archivo es de otro tipo ({ $found }). Se aceptan CSV, XLSX, XLS, ODS, JSON y NDJSON, también dentro de un zip.
read-misnamed = El nombre del archivo termina en «.{ $ending }», pero su contenido es { $found ->
    [zip] un ZIP o un libro de planilla (XLSX, ODS)
    [ole] un libro de Excel de 1997 a 2003 (XLS)
    [gzip] un GZIP
   *[text] texto simple
}. Cambie la terminación por la que corresponde, o guarde la planilla otra vez en el formato que quiere entregar.
read-encoding = La codificación «{ $name }» no se puede leer. Guarde el archivo en UTF-8.
read-damaged = El archivo { $format } está dañado o incompleto. Pida o envíe una copia completa. (Detalle técnico: { $detail })
read-password = El archivo está protegido con contraseña. Guarde una copia sin contraseña y use esa.
read-open-quote = { $row ->
    [0] Unas comillas que se abren en el encabezado nunca se cierran. Cierre la celda con otras comillas.
   *[other] Unas comillas que se abren en la fila { $number } nunca se cierran. Cierre la celda con otras comillas.
 }
read-too-large = { $what } supera el límite de { $limit }.
read-too-large-row = { $what } supera el límite de { $limit } (fila { $row }).
read-no-such-sheet = No existe «{ $wanted }» en el archivo. Contiene: { $found }.
read-no-sheets = El libro no tiene ninguna hoja con datos.
read-zip-choice = El archivo comprimido contiene varios archivos o ninguno que sirva ({ $found }). Deje uno solo o indique cuál leer.
read-zip-choice-none = El archivo comprimido no contiene ningún archivo de datos.
read-zip-encrypted = El archivo comprimido está protegido con contraseña. Envíelo sin contraseña.
read-zip-nested = El archivo comprimido contiene otro archivo comprimido. Descomprima una vez y vuelva a intentar.
read-zip-compression = El archivo comprimido usa un método que no se lee. Vuelva a comprimirlo como zip común.
read-zip-wrong_size = Una parte del archivo comprimido es mayor de lo que declara. Pida una copia nueva.
read-zip-checksum = Una parte del archivo comprimido está dañada. Pida una copia nueva.
read-json-shape = El JSON no contiene una lista única de registros. Se acepta una lista de objetos simples. (Detalle técnico: { $detail })
read-json = El JSON no es válido en el registro { $number }. (Detalle técnico: { $detail })
read-no-such-row = Se pidió la fila de encabezado { $wanted }, pero el archivo tiene { $rows } filas.
read-other = El archivo no se puede leer. (Detalle técnico: { $detail })
limit-cell = El texto de una celda, en bytes,
limit-row = El texto de una fila, en bytes,
limit-columns = El número de columnas
limit-rows = El número de filas
limit-expanded = El tamaño descomprimido, en bytes,
limit-ratio = La relación entre el tamaño descomprimido y el comprimido
limit-zip_entries = El número de archivos del zip
limit-nested = El tamaño de una planilla dentro de un zip, en bytes,
limit-shared_text = La tabla de textos del libro, en bytes,
limit-xml_token = Un fragmento interno de la planilla, en bytes,
limit-sheets = El número de hojas
limit-xls = El tamaño del archivo XLS, en bytes,
limit-depth = La profundidad de los datos anidados
limit-other = El archivo

## Lo que una persona debe decidir antes de incorporar
plan-needs_date_order = La columna «{ $header }» tiene fechas como 03/04/2021 que se leen de dos maneras ({ $either }). Con el día primero se leen solo { $day_first }; con el mes primero, solo { $month_first }. Indique qué va primero.
plan-needs_decimal_sign = La columna «{ $header }» tiene números como 1.234 que se leen de dos maneras ({ $either }). Con punto decimal se leen solo { $dot }; con coma decimal, solo { $comma }. Indique cuál es el signo decimal.
plan-missing_column = La columna «{ $header }» no está en el archivo. El encabezado tiene: { $found }.
plan-nothing_mapped = Ninguna columna de la correspondencia «{ $profile }» está en el archivo. El encabezado tiene: { $found }.
plan-unknown_place = La correspondencia «{ $profile }» nombra el lugar «{ $place }», que no está en la lista de lugares.
plan-double_header = Dos columnas del archivo se llaman «{ $header }». Cambie el nombre de una.

## Por qué una pregunta no se puede responder
query-error-value = «{ $value }» no es un valor de «{ $name }».
query-error-dimension = «{ $value }» no es una característica por la que se pueda desglosar.
query-error-too-many = Se pueden pedir como máximo { $limit } a la vez.
pattern-not_a_dimension = No se puede desglosar por «{ $field }». Elija un campo con códigos, lugares, países, fechas o números enteros.
pattern-view_does_not_fit = «{ $field }» no admite esta vista.
pattern-too_many_dimensions = Se pidieron { $asked } características; una tabla admite { $limit }.
pattern-same_field_twice = «{ $field }» aparece dos veces. Elija campos distintos.
pattern-too_many_classes = Hay { $classes } categorías, más de las que se pueden leer ({ $limit }). Agrupe: fechas por mes o año, edades por grupo, lugares por un nivel superior.
pattern-too_many_cells = La tabla tendría demasiadas celdas. Use menos características o categorías más amplias.
pattern-too_many_combinations = Un registro tiene demasiados valores a la vez. Use menos características que admitan varios valores.
pattern-indicator_not_chosen = La fuente contiene varios indicadores. Elija uno.
pattern-stock_over_time = «{ $indicator }» es un nivel en una fecha y no se suma entre fechas. Elija una fecha o desglose por año.
pattern-needs_records = Esto necesita registros de personas; la fuente contiene cifras ya sumadas.
pattern-not_a_driver = «{ $field }» describe quiénes son las personas afectadas y nunca se usa para buscar riesgo.
pattern-no_population = No hay una tabla de población que sirva para calcular tasas.
pattern-other = La pregunta no se puede responder así. (Detalle técnico: { $detail })

since = desde { $date }
until = hasta { $date }

## Calidad de una fuente
quality-completeness = Completitud
quality-completeness-meaning = Datos presentes en los campos que toda fuente de su tipo debería tener.
quality-validity = Validez
quality-validity-meaning = Valores que se pudieron leer, entre todos los que venían escritos.
quality-timeliness = Actualidad
quality-timeliness-meaning = Qué tan reciente es el último registro: completa hasta tres meses, nula a los tres años.
quality-consistency = Coherencia
quality-consistency-meaning = Filas sin contradicciones internas ni con otras filas.
quality-inclusiveness = Inclusión
quality-inclusiveness-meaning = Características de las personas que la fuente registra, de nueve que hacen falta para no dejar a nadie fuera de la vista.
quality-nothing = Nada que medir
disaggregation-territory = Lugar por debajo del país
ask-newer_data = Pida datos más recientes (última fecha de registro: { $last }).
ask-dates = Pida la fecha de registro: ninguna fila la tiene.
ask-mend_rejected = { $n ->
    [one] Devuelva la fila rechazada para que la corrijan y la entreguen de nuevo.
   *[other] Devuelva las { $rows } filas rechazadas para que las corrijan y las entreguen de nuevo.
 }
ask-agree_on_values = { $n ->
    [one] Acuerde qué valores se usan en «{ $field }»: uno no se pudo leer.
   *[other] Acuerde qué valores se usan en «{ $field }»: { $invalid } no se pudieron leer.
 }
ask-resolve_contradiction = { $n ->
    [one] Pida revisar una fila: { $rule }.
   *[other] Pida revisar { $rows } filas: { $rule }.
 }
ask-fill_field = Pida completar «{ $field }»: lo tienen { $answered } de { $records } registros.
ask-add_field = Pida que se registre «{ $field }»: la fuente no lo tiene.
ask-add_territory = Pida el lugar por debajo del país: departamento, provincia, estado o municipio.
ask-explain_columns = { $n ->
    [one] Pregunte qué contiene una columna que nadie ha descrito; está sellada.
   *[other] Pregunte qué contienen { $columns } columnas que nadie ha descrito; están selladas.
 }

joined-heading = Datos tomados de otra tabla
joined-found = { $n ->
    [one] { $found } de { $rows } persona toma { $fields } de su registro en { $tables }.
   *[other] { $found } de { $rows } personas toman { $fields } de su registro en { $tables }.
 }
joined-not_found = { $n ->
    [one] Una no lo encontró ahí y conserva sus propios datos.
   *[other] { $count } no lo encontraron ahí y conservan sus propios datos.
 }
joined-contradictory = { $n ->
    [one] Una tiene un número que ahí se repite con datos distintos: no se adivina cuál vale y conserva los suyos.
   *[other] { $count } tienen un número que ahí se repite con datos distintos: no se adivina cuál vale y conservan los suyos.
 }
joined-without_number = { $n ->
    [one] Una no tiene número.
   *[other] { $count } no tienen número.
 }
joined-no_table = Las personas de esta fuente tomarían { $fields } de otra tabla de la misma institución ({ $agency }), pero ninguna se puede unir; conservan sus propios datos. Entregue esa tabla con el mismo nombre de institución; si ya la entregó con una versión anterior de Faro, vuelva a entregarla.

# La cadena de la auditoría.
audit-altered = El asiento { $number } fue alterado.
audit-missing = Falta el asiento { $number }.
audit-displaced = En el lugar del asiento { $number } está el que se escribió con el número { $other }: se quitaron, agregaron o intercambiaron asientos.
audit-inserted = El asiento { $number } fue agregado después: la cadena sigue sin él.
audit-truncated = Faltan los últimos asientos, desde el { $number } hasta el { $other } por lo menos.
audit-beyond = El asiento { $number } está después del último que se escribió.
audit-head = El registro del último asiento fue alterado o quitado; los asientos son correctos hasta el anterior al { $number }.
audit-rewritten = La cadena fue reescrita: no coincide con el ancla del asiento { $other }. El primer asiento cambiado está entre el { $number } y el { $other }.
