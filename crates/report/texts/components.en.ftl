source = Source
sources = Sources
data-as-of = Data as of { $date }
rows-counted = { $n ->
    [one] { $number } record counted
   *[other] { $number } records counted
 }
denominator = Denominator
show-data = Show the data as a table
data-of = Data: { $title }
download-csv = Download CSV
lineage-link = How this was computed
lineage-id = Trace { $id }
note-info = Note
note-warn = Caution
note-method = Method
contents = Contents
n-of = n = { $n } of { $of }
n-of-population = n = { $n }; population { $of }
per = per { $number } inh.
per-long = per { $number } inhabitants
small-mark = * Fewer than { $n } persons: not for publication.
no-data = No data
no-value = No value
interval-low = Lower bound
interval-high = Upper bound
value = Value
cases = n
of = of
incomplete = Incomplete period
complete = Complete
period-state = State of the period
starts = { $label }: begins to report ({ $period })
stops = { $label }: stops reporting ({ $period })
change = { $label } ({ $period })
events = Events in the sources
from = From
to = To
code = Code
others = Others ({ $n })
more-in-table = { $shown } of { $all } categories are drawn; the table holds them all.
interval-key = The thin line marks the confidence interval.
band-key = The band marks the confidence interval.
uncertain-key = Hatched: the exact value is not known, it lies within that stretch.
class-range = { $low } to { $high }
class-single = { $low }
class-key = { $n ->
    [one] { $number } territory
   *[other] { $number } territories
 }
small-territory = A dot marks territories too small to be seen.
skip = Skip to the content
page = Page
page-of = Page { $page } of { $pages }
cover = Cover
back-to-cover = Back to the cover
sheet = Sheet
table-of = Table
made-with = Made with Faro
chart-empty = There is no data to draw.
figure-label = Chart
distance-low = Down to the lower bound
distance-high = Up to the upper bound
blank-means = Empty cell: { $reasons }.
annex-data = Annex: data of the charts
band-uncertain-key = The band marks the bounds of a number that is not known exactly.
