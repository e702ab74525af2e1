watermark = Documento de trabajo, no publicar
watermark-simulated = Documento de trabajo con datos simulados, no publicar
simulated-note = Los datos son simulados: no describen a ninguna persona ni a ningún país real.
title = Informe de situación sobre la trata de personas
title-country = Informe de situación sobre la trata de personas: { $country }
subtitle = Registros del { $first } al { $last }
meta-date = Fecha del informe
meta-agency = Institución
meta-sources = Fuentes
meta-source = { $name } (versión { $version })
meta-software = Calculado con

## Secciones
heading-essentials = Lo esencial
heading-who = Quiénes
heading-forms = Formas de explotación y sectores
heading-how = Cómo ocurre
heading-where = Dónde
heading-flows = De dónde a dónde
heading-when = Cuándo
heading-combinations = Qué aparece junto
heading-duration = Cuánto dura
heading-accused = Personas acusadas y justicia
heading-rights = No punibilidad, reparación e indemnización
heading-published = Cifras publicadas por otras fuentes
heading-sources = Las fuentes y su calidad
heading-gaps = Lo que no se sabe
heading-method = Método y límites
heading-appendix = Anexo: cómo se hizo cada cifra

## La respuesta
answer-empty = Todavía no se ha incorporado ninguna fuente, así que no hay nada que informar.
answer-no_victims = Las fuentes incorporadas no contienen registros de víctimas ni de posibles víctimas. Las secciones que siguen muestran lo que sí contienen.
answer-counts_only = { $n ->
    [one] Hay una fuente de cifras publicadas ({ $sources }) y ningún registro de casos. Más abajo se muestran esas cifras tal como se publicaron. Sin registros no se puede decir cómo ocurre la trata ni a quiénes afecta.
   *[other] Hay { $n } fuentes de cifras publicadas ({ $sources }) y ningún registro de casos. Más abajo se muestran esas cifras tal como se publicaron. Sin registros no se puede decir cómo ocurre la trata ni a quiénes afecta.
 }
answer-records = { $sources ->
    [one] Entre el { $first } y el { $last }, una fuente registró a víctimas y posibles víctimas de trata de personas en ⟦{ $records } { $n ->
        [one] registro
       *[other] registros
     }⟧.
   *[other] Entre el { $first } y el { $last }, { $sources } fuentes reunieron ⟦{ $records } registros⟧ de víctimas y posibles víctimas de trata de personas.
 }
answer-records-undated = { $sources ->
    [one] Una fuente contiene ⟦{ $records } { $n ->
        [one] registro
       *[other] registros
     }⟧ de víctimas y posibles víctimas de trata de personas, sin fecha.
   *[other] { $sources } fuentes reunieron ⟦{ $records } registros⟧ de víctimas y posibles víctimas de trata de personas, sin fecha.
 }
answer-not_persons = Un registro no es una persona: mientras no se vinculen las listas de distintas instituciones, la misma persona puede figurar en varias.
answer-not_persons-one = Un registro no es una persona: la misma persona puede haberse registrado más de una vez.
answer-several = { $n ->
    [one] Al menos una persona aparece más de una vez entre los { $records } registros.
   *[other] Al menos { $several } personas aparecen más de una vez entre los { $records } registros.
 }
answer-form = La forma de explotación más registrada es ⟦«{ $class }»⟧: { $share } de los registros que la indican.
answer-female = Corresponden a mujeres o niñas ⟦{ $share }⟧ de los registros que indican sexo o género.
answer-male = Corresponden a hombres o niños ⟦{ $share }⟧ de los registros que indican sexo o género.
answer-sex = El grupo más registrado por sexo o género es ⟦«{ $class }»⟧: { $share } de los registros que lo indican.
answer-children = Corresponden a niñas, niños o adolescentes ⟦{ $share }⟧ de los registros que indican la edad.
answer-where = Dentro de { $country }, el lugar de explotación más registrado es ⟦{ $place }⟧: { $share } de los registros que precisan el lugar.
answer-where-any = El lugar de explotación más registrado es ⟦{ $place }⟧: { $share } de los registros que lo indican.
answer-gaps = Nada se puede decir sobre { $fields }: ninguna fuente lo registra. Es un vacío, no un cero.
answer-silent = Se sabe poco sobre { $fields }.
answer-silent-field = { $field } (consta en { $answering } de { $selected })
answer-detected_only = Todas estas cifras cuentan lo que las instituciones detectaron; no dicen cuánta trata hay.
key-records = Registros de víctimas y posibles víctimas
key-period = del { $first } al { $last }
key-female = Mujeres y niñas
key-children = Niñas, niños y adolescentes
key-share-note = { $n } de { $of } registros que responden
key-change = Cambio de { $from } a { $to }
key-change-note = de { $from } a { $to } registros; intervalo de { $low } a { $high }
key-convicted = Registros de personas condenadas
key-convicted-note = de { $known } registros de personas acusadas con etapa conocida

## Palabras de las cifras
caption-colon = { ": " }
about-victims = víctimas y posibles víctimas
about-accused = personas acusadas
about-everyone = todas las personas registradas
share-firm = { $percent } ({ $n } de { $of })
share-wide = { $percent } ({ $n } de { $of }; entre { $low } y { $high })
share-few = { $n } de { $of } (muy pocos casos)
share-cases = { $n } de { $of }
few-cases = muy pocos casos
at-least = { $low } o más
axis-share = Porcentaje de los registros que responden
axis-records = Registros
axis-counts = Personas o casos contados
unit-months = meses
unit-rate = por { $per } habitantes al año
unit-points = puntos
denominator-records = { $n ->
    [one] { $answering } de { $selected } registros responde.
   *[other] { $answering } de { $selected } registros responden.
 }
denominator-counts = { $answering } de { $selected } personas o casos contados tienen este dato.
denominator-missing = Sin dato: { $kinds }.
denominator-missing-of = Sin dato en «{ $dimension }»: { $kinds }.
denominator-both = { $n ->
    [one] { $answering } de { $selected } registros responde ambas preguntas.
   *[other] { $answering } de { $selected } registros responden ambas preguntas.
 }
denominator-every = { $answering } de { $selected } registros responden todas las preguntas.
missing-kind = { $count } ({ $kind })
remark-multi = Un registro puede contar en varias categorías: la suma supera el número de registros.
remark-not_broken_down = La fuente no publica este desglose: sus { $whole } no entran en las categorías.
remark-parts = La fuente cuenta { $whole } en total; { $parts } vienen con este desglose.
remark-repeated = { $n ->
    [one] Una fila repite la clave de otra; se cuentan las dos.
   *[other] { $number } filas repiten la clave de otra; se cuentan todas.
 }
remark-composition = Describe a quiénes se registró. No señala riesgo: depende también de a quién miran las instituciones.
remark-few = Con menos de 20 registros que responden se dan los números, no porcentajes.
row-answering = Registros que responden
column-share = Porcentaje
column-share_decided = Porcentaje de lo decidido
column-n = n = { $n }
column-all = Todos
column-period = Período
column-change = Cambio
column-remarks = Observaciones
column-from = Desde
column-via = A través de
column-to = Hacia
column-group = Grupo
column-with_duration = Registros con duración
column-median = Mediana
column-median_interval = Intervalo de la mediana
column-quartiles = Mitad central
column-combination = Combinación
column-observed = Registros
column-expected = Esperados por azar
column-ratio = Veces lo esperado
column-reading = Lectura
column-population = Habitantes
column-rate = Tasa
column-difference = Diferencia
column-currency = Moneda
column-amounts = Montos
column-first_quartile = Primer cuartil
column-third_quartile = Tercer cuartil
column-source = Fuente
column-kind = Tipo
column-version = Versión
column-covered = Período
column-read = Filas leídas
column-accepted = Aceptadas
column-warned = Con advertencia
column-rejected = Rechazadas
column-overall = Nota general
column-figure = Cifra
column-question = Pregunta
column-method = Cálculo
column-rows = Filas contadas

## Distribuciones
distribution-none = { $dimension }: no consta en ningún registro.
distribution-first = Lo más registrado es «{ $class }», { $share }
distribution-second = , y después «{ $class }», { $share }
distribution-composition = Consta en { $answering } de { $selected } registros. Las categorías están ordenadas por nombre, no por tamaño.
within-title = { $columns } según { $rows }
within-left_out = { $n ->
    [one] Un grupo con muy pocos registros no tiene columna; está incluido en «Todos».
   *[other] { $n } grupos con menos registros no tienen columna; están incluidos en «Todos».
 }
within-all = En conjunto, lo más registrado es «{ $class }», { $share }.
within-group = En { $group }: «{ $class }», { $share }.
who-note = La nacionalidad, el origen y la pertenencia étnica describen a las personas registradas. Nunca son una señal de riesgo.

## En el tiempo
trend-none = Ningún registro tiene fecha: no se puede ver la evolución.
trend-not_comparable = Todavía no hay dos períodos completos cubiertos por una misma fuente, así que no se puede decir si los registros aumentan o disminuyen.
trend-higher = De { $from_period } a { $to_period } los registros ⟦aumentaron: { $percent }⟧ (de { $from } a { $to }; intervalo de { $low } a { $high }).
trend-lower = De { $from_period } a { $to_period } los registros ⟦disminuyeron: { $percent }⟧ (de { $from } a { $to }; intervalo de { $low } a { $high }).
trend-not_clear = De { $from_period } a { $to_period } los registros pasaron ⟦de { $from } a { $to }⟧ ({ $percent }; intervalo de { $low } a { $high }): el cambio no se distingue de una variación al azar.
trend-few = Registros: { $from } en { $from_period } y { $to } en { $to_period }; muy pocos casos para decir si hubo un cambio.
trend-some_sources = { $n ->
    [one] La comparación usa solo una de { $all } fuentes, la que cubre ambos períodos completos: { $sources }.
   *[other] La comparación usa solo { $n } de { $all } fuentes, las que cubren ambos períodos completos: { $sources }.
 }
trend-dated-records = { $dated } de { $selected } registros tienen la fecha.
trend-dated-counts = { $dated } de { $selected } personas o casos contados tienen la fecha.
trend-coarse = { $count } tienen una fecha menos precisa.
trend-incomplete = Los puntos huecos son períodos incompletos: todavía pueden llegar registros.
trend-changes = Cambios de un período a otro
trend-method = Cada período se compara con el mismo del año anterior, solo entre fuentes que cubren ambos completos.
change-higher = más registros
change-lower = menos registros
change-not_clear = no se distingue del azar
change-few = muy pocos casos para decirlo
change-no_earlier_period = sin período anterior
change-incomplete = período incompleto, no se compara
change-no_common_source = ninguna fuente cubre ambos períodos
flag-incomplete = período incompleto
flag-source_started = empieza a informar { $source }
flag-source_stopped = deja de informar { $source }
when-note = Más registros puede significar más detección o más fuentes, y no más trata. Menos registros no significa menos trata.

## Flujos y duración
flows-none = Ningún registro tiene a la vez la nacionalidad y el país de explotación.
flows-title = { $origin } y { $destination }
flows-domestic = La explotación ocurrió en el país de nacionalidad de la persona en { $share } de los registros que tienen ambos datos.
flows-crossing = En otro país, { $share }.
flows-shown = Se muestran las { $shown } rutas más registradas de { $all }.
duration-title = Duración de la explotación
duration-none = Ningún registro permite saber cuánto duró la explotación.
duration-few = Solo { $n } de { $selected } registros permiten saber cuánto duró la explotación: muy pocos casos para decirlo.
duration-median = En la mitad de los { $n } registros que permiten saberlo (de { $selected }), la explotación duró { $median } meses o menos.
duration-interval = El intervalo de esa mediana es de { $interval } meses.
duration-denominator = { $known } de { $selected } registros: { $stated } con la duración y { $dates } con las dos fechas.
duration-contradictory = { $n ->
    [one] Un registro termina antes de empezar y queda fuera.
   *[other] { $number } registros terminan antes de empezar y quedan fuera.
 }
duration-method = Cuando la fuente da un rango de meses, la mediana también es un rango. Casos aún abiertos o no contados pueden durar más.
quartiles = { $low } a { $high }

## Combinaciones
intersections-composition = La tabla describe qué combinaciones se registraron, sin orden de importancia.
intersections-untested = Hay muy pocos registros para decir si { $dimensions } aparecen juntos más de lo que daría el azar.
intersections-none = Entre { $dimensions } no se encontró ninguna combinación claramente más frecuente de lo que daría el azar.
intersections-over = { $combination }: { $observed } registros, { $ratio } veces los { $expected } que daría el azar.
intersections-caution = Que dos cosas aparezcan juntas no significa que una cause la otra.
intersections-method = Se probaron { $tested } combinaciones{ $n ->
    [0] {"."}
    [one] ; otra tiene muy pocos casos esperados.
   *[other] ; otras { $few } tienen muy pocos casos esperados.
 } Solo se listan las que se apartan claramente del azar, con a lo sumo 5% de hallazgos falsos.
finding-over = más de lo esperado
finding-under = menos de lo esperado
finding-as_expected = como daría el azar
finding-too_few = muy pocos casos para decirlo
finding-not_exact = la fuente da rangos: no se prueba

## Lugares
map-caution = El mapa muestra dónde se registró, no dónde hay más trata. Los límites son orientativos.
map-without_shape = { $n ->
    [one] Un lugar no tiene contorno y está solo en la tabla.
   *[other] { $n } lugares no tienen contorno y están solo en la tabla.
 }
rates-title = Registros por habitante, por { $place }
rates-highest = En relación con sus habitantes, el lugar con más registros es { $place }: { $rate } por { $per } habitantes al año (intervalo de { $low } a { $high }; { $count } registros).
rates-second = La diferencia con { $place } no es clara.
rates-few = En ningún lugar hay suficientes casos para una tasa.
rates-method = Población: { $source }. Los registros abarcan { $years } años.
rates-caution = Una tasa alta puede deberse a más detección. Orienta servicios, no operativos.
rates-coarse = { $count } registros tienen un lugar menos preciso y no entran en ninguna tasa.
no-population = sin población
profile-share = En { $place } ocurrieron { $share } de los registros con lugar conocido.
rate-of_place = { $place }: { $rate } registros por { $per } habitantes al año (intervalo de { $low } a { $high }).
rate-few = { $place }: muy pocos casos para una tasa.
profile-more = Más que en el resto: { $class }, { $share }.
profile-less = Menos que en el resto: { $class }, { $share }.
profile-alike = En nada de lo que se sabe se distingue claramente del resto.
profile-elsewhere = El resto
profile-denominator = { $answering } registros de { $place } responden.
comparison-counts = { $first }: { $first_count } registros; { $second }: { $second_count } registros.
comparison-rate_higher = Por habitante, { $first } tiene más registros que { $second }.
comparison-rate_lower = Por habitante, { $first } tiene menos registros que { $second }.
comparison-rate_not_clear = Por habitante, la diferencia entre { $first } y { $second } no se distingue del azar.
comparison-rate_few = Hay muy pocos casos para comparar las tasas de { $first } y { $second }.
comparison-denominator = Responden { $first_count } registros de { $first } y { $second_count } de { $second }.
difference-higher = { $points } puntos: más
difference-lower = { $points } puntos: menos
difference-not_clear = { $points } puntos: no se distingue
difference-few = muy pocos casos para decirlo

## Tablas cruzadas
crosstab-count = { $count }: { $question }
crosstab-largest = La combinación más registrada es «{ $cell }»: { $share } de los { $answering } registros que responden todo, de { $selected }.
crosstab-composition = { $answering } de { $selected } registros responden todas las preguntas.
crosstab-nobody = Ningún registro responde todas las preguntas.
crosstab-row_shares = Los porcentajes son dentro de cada fila.
rows-left = Se muestran { $shown } de { $all } filas; la descarga las contiene todas.

## Justicia
accused-title = Etapa del proceso penal
accused-answer = { $n ->
    [one] Hay un registro de persona acusada.
   *[other] Hay { $records } registros de personas acusadas; en { $known } consta la etapa. Con proceso abierto: { $open }. Condenadas: { $convicted }. Absueltas: { $acquitted }. Con el caso sobreseído o archivado: { $dismissed }.
 }
accused-concluded = De los casos concluidos, terminaron en condena { $share }.
accused-apart = Las personas absueltas o sobreseídas se muestran aparte y no entran en ninguna otra cifra sobre personas acusadas.
accused-records = Cada registro es una persona acusada en un caso; quien está en dos casos figura dos veces. Una acusación no es una condena.
row-under_proceedings = Con proceso abierto
row-convicted = Condenadas, con o sin sentencia firme
row-ended = Acusación terminada sin condena
row-ended-none = Ningún registro
subheading-non_punishment = No punibilidad
subheading-reparations = Reparación
non_punishment-absent = Ninguna fuente registra si se castigó a las víctimas por delitos que fueron obligadas a cometer. Es un vacío, no un cero.
non_punishment-none = En ninguno de los { $selected } registros consta una decisión sobre la no punibilidad.
non_punishment-answer = De las decisiones registradas, en { $share } no se castigó a la víctima por delitos que fue obligada a cometer. En estudio: { $review }.
non_punishment-denominator = { $decided } de { $selected } registros tienen una decisión.
reparations-absent = Ninguna fuente registra la reparación a las víctimas. Es un vacío, no un cero.
reparations-none = En ninguno de los { $selected } registros consta si hubo reparación.
reparations-any = Consta alguna reparación, recibida u ordenada, en { $share } de los registros que lo indican, de { $selected } en total.
reparations-no_orders = No consta ninguna indemnización ordenada.
reparations-paid = De las indemnizaciones ordenadas, consta el pago en { $share }.
compensation-title = Montos de indemnización
compensation-none = Ningún registro tiene un monto de indemnización.
compensation-answer = { $n ->
    [one] Un registro de { $selected } tiene un monto de indemnización.
   *[other] { $number } de { $selected } registros tienen un monto de indemnización.
 }
compensation-method = Los montos en monedas distintas no se suman ni se convierten.

## Cifras publicadas
published-note = Estas cifras se muestran tal como las publicó cada fuente. No se suman entre sí ni con los registros de casos: pueden contar a las mismas personas. Una celda publicada como «<5» queda como rango.
published-doubtful = Atención: { $indicator }: { $n ->
    [one] las cifras incluyen una fila con un número dudoso (fila { $rows } de la fuente).
   *[other] las cifras incluyen { $count } filas con un número dudoso (filas { $rows } de la fuente).
 } No se descartó nada; verifíquelo con la institución antes de citarlas.
published-total = { $indicator }, { $period }: { $total } en total según la fuente.
published-total-range = { $indicator }, { $period }: { $total } en total; la fuente publica rangos en lugar de números pequeños.
published-total-undated = { $indicator }: { $total } en total según la fuente, sin fecha.
published-total-undated-range = { $indicator }: { $total } en total, sin fecha; la fuente publica rangos en lugar de números pequeños.
## Fuentes
sources-answer = { $n ->
    [one] El informe se basa en una fuente.
   *[other] El informe se basa en { $sources } fuentes.
 } { $m ->
    [0] De { $read } filas leídas no se rechazó ninguna.
    [one] De { $read } filas leídas se rechazó una, con su motivo.
   *[other] De { $read } filas leídas se rechazaron { $rejected }, cada una con su motivo.
 }
sources-rows = Qué entregó cada fuente
sources-rows-note = Toda fila leída se acepta o se rechaza con un motivo; ninguna se pierde.
sources-quality = Calidad de cada fuente
sources-quality-note = A es 90% o más; B, 75%; C, 50%; D, 25%; E, menos. La nota general es el promedio de las cinco.
subheading-ask = Qué pedir a cada institución
ask-nothing = Nada por ahora.
undated = sin fecha

## Vacíos
gaps-answer = Ninguna fuente registra lo siguiente. Son vacíos, no ceros: sobre esto los datos no dicen nada.
gaps-none = Las fuentes registran, al menos en parte, todas las características que hacen falta para no dejar a nadie fuera de la vista.
gaps-silent = Estas preguntas quedan sin respuesta en más de la mitad de los registros:
gaps-silent-field = { $field }: responde { $answering } de { $selected }. Sin dato: { $kinds }.

## Método
method-records = Se cuentan registros, no personas. Un registro es una persona en un caso de una institución. Los duplicados dentro de una misma fuente se buscan antes de contar; entre instituciones todavía no se vinculan.
method-denominators = Los porcentajes son sobre los registros que responden cada pregunta. Los que no responden se muestran por motivo y nunca se reparten.
method-intervals = Los intervalos son de 95%: de Wilson para porcentajes, exactos de Poisson para tasas y recuentos. Dicen cuánto podría variar la cifra solo por azar; no corrigen lo que las fuentes no ven.
method-words = Un porcentaje se afirma sin rodeos si su intervalo no pasa de ±5 puntos; si es más ancho, se da con sus límites; con menos de 20 registros que responden se dan solo los números. Tasas y cambios necesitan al menos 5 casos.
method-trends = Los cambios comparan períodos completos y solo las fuentes que cubren ambos. El período en curso se marca como incompleto.
method-combinations = Las combinaciones se comparan con lo que daría el azar si las características fueran independientes; se prueban juntas y se limita la proporción de hallazgos falsos (Benjamini y Hochberg, 5%).
method-ranges = Una cifra publicada como «<5» se trata como un rango de 0 a 4 y sigue siendo un rango en toda suma.
method-composition = Nacionalidad, lugar de nacimiento, idioma y pertenencia étnica se usan para describir, nunca para buscar riesgo.
method-accused = Las cifras sobre personas acusadas excluyen a las absueltas y a las que tienen el caso sobreseído o archivado.
method-identities = Nombres, documentos, teléfonos y direcciones están sellados (cifrados) aparte y no intervienen en ninguna cifra.
method-limits = El informe muestra lo que las instituciones detectaron y escribieron. Quien no fue detectado no está aquí, y lo que una institución mira o deja de mirar cambia las cifras.
subheading-words = Palabras usadas
word-record = Registro
word-record-meaning = Una persona en un caso de una institución.
word-possible_victim = Posible víctima
word-possible_victim-meaning = Persona sobre la que hay indicios, sin decisión final de la autoridad competente.
word-accused = Persona acusada
word-accused-meaning = Persona señalada, investigada o procesada. No se presume su culpabilidad.
word-not_asked-meaning = La pregunta no se hizo.
word-not_stated-meaning = Se preguntó y no hubo respuesta.
word-not_recorded-meaning = La fuente no tiene ese campo o perdió el dato.
word-withheld-meaning = La fuente lo sabe y no lo informa.

## Anexo
appendix-title = Cómo se hizo cada cifra
appendix-note = Con la versión de cada fuente, su correspondencia de columnas y la pregunta se puede repetir cada cálculo.
engine-crosstab = Recuento por categorías
engine-distribution = Distribución con intervalos de Wilson
engine-shares_within = Porcentajes dentro de grupos
engine-trend = Recuento por período
engine-flows = Rutas de origen a destino
engine-intersections = Combinaciones frente al azar
engine-duration = Mediana y cuartiles
engine-accused_outcomes = Etapas del proceso
engine-non_punishment = Decisiones de no punibilidad
engine-compensation = Montos por moneda
engine-rates = Tasas con intervalo de Poisson
engine-place_profile = Un lugar frente al resto
engine-compare_places = Dos lugares
meta-many_sources = { $n }, descritas en «Las fuentes y su calidad»
answer-some_sources = La comparación usa solo { $n } de { $all } fuentes, las que cubren ambos períodos completos.
sources-all = las { $n } fuentes de registros de casos
distribution-yes = Responden que sí { $share }.
places-elsewhere = { $n ->
    [one] Otro registro no indica el lugar de explotación o lo sitúa en otro país.
   *[other] Otros { $number } registros no indican el lugar de explotación o lo sitúan en otro país.
 }
appendix-sources = Las fuentes y sus versiones
appendix-sources-note = La huella son los primeros caracteres de la suma BLAKE3 del archivo: permite comprobar que es el mismo.
column-short = Sigla
column-profile = Correspondencia
column-fingerprint = Huella
column-rows_by_source = Filas por fuente
caption-indicator = { $indicator } según { $title }
published-values = { $indicator }, { $period }: { $n ->
    [one] un valor
   *[other] { $values } valores
 } por país o lugar; no se suman.
published-values-undated = { $indicator }: { $n ->
    [one] un valor
   *[other] { $values } valores
 } por país o lugar, sin fecha; no se suman.
