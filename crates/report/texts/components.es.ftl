source = Fuente
sources = Fuentes
data-as-of = Datos al { $date }
rows-counted = { $n ->
    [one] { $number } registro contado
   *[other] { $number } registros contados
 }
denominator = Denominador
show-data = Ver los datos en una tabla
data-of = Datos: { $title }
download-csv = Descargar CSV
lineage-link = Cómo se calculó
lineage-id = Rastro { $id }
note-info = Nota
note-warn = Atención
note-method = Método
contents = Contenido
n-of = n = { $n } de { $of }
n-of-population = n = { $n }; población { $of }
per = por { $number } hab.
per-long = por { $number } habitantes
small-mark = * Menos de { $n } personas: no publicar.
no-data = Sin datos
no-value = Sin dato
interval-low = Límite inferior
interval-high = Límite superior
value = Valor
cases = n
of = de
incomplete = Período incompleto
complete = Completo
period-state = Estado del período
starts = { $label }: empieza a informar ({ $period })
stops = { $label }: deja de informar ({ $period })
change = { $label } ({ $period })
events = Hechos en las fuentes
from = Desde
to = Hacia
code = Código
others = Otros ({ $n })
more-in-table = Se dibujan { $shown } de { $all } categorías; todas están en la tabla.
interval-key = La línea fina marca el intervalo de confianza.
band-key = La franja marca el intervalo de confianza.
uncertain-key = Rayado: el valor exacto no se conoce, está dentro de ese tramo.
class-range = { $low } a { $high }
class-single = { $low }
class-key = { $n ->
    [one] { $number } territorio
   *[other] { $number } territorios
 }
small-territory = Un punto señala los territorios demasiado pequeños para verse.
skip = Ir al contenido
page = Página
page-of = Página { $page } de { $pages }
cover = Portada
back-to-cover = Volver a la portada
sheet = Hoja
table-of = Tabla
made-with = Elaborado con Faro
chart-empty = No hay datos para dibujar.
figure-label = Gráfico
distance-low = Hasta el límite inferior
distance-high = Hasta el límite superior
blank-means = Celda vacía: { $reasons }.
annex-data = Anexo: datos de los gráficos
band-uncertain-key = La franja marca entre qué límites está un número que no se conoce con exactitud.
