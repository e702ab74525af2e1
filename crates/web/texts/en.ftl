# Texts of the pages. English.

## Frame
skip-to-content = Skip to content
nav-label = Sections
nav-overview = Overview
nav-explore = Explore
nav-places = Places
nav-flows = Routes
nav-sources = Sources
language = Language
watermark = Working document, not for publication
footer-promise = Names and documents are sealed apart and appear on no page.
footer-help = Help
footer-report = Full report
leave = Leave
none = None
to-overview = Go to the overview
closed-title = Faro is closed in this browser
closed-lead = To come in, open the address that Faro printed when it started.
closed-how = The address works once. If it was used, or twelve hours have passed, stop Faro and run “faro serve” again.

## Errors
error-404-title = There is nothing at this address
error-404 = The source, place or file may be gone, or the address is incomplete.
error-405-title = This address is not used like this
error-405 = Go back to the page and use its buttons.
error-413-title = What was sent is too large
error-413 = Nothing was kept.
error-413-hint = Zip the file, split it, or import it with “faro import” on the command line.
error-slow-title = This takes too long
error-slow = The page was not ready in time. Nothing is lost.
error-slow-hint = Ask for fewer characteristics or a shorter period, and try again.
error-question-title = The question is not understood
error-question-hint = Go back to the page before and choose from the lists.
error-400 = The form arrived incomplete or damaged.
error-upload = The file stopped arriving before it was complete. Nothing was kept; send it again.
error-name = The name is too long; use fewer than 120 characters.
error-inside-title = Something failed on our side
error-inside = Nothing was lost and nothing was published. You can try again.
error-incident = If you ask for help, mention incident { $id }.
detail-in-english = { $detail }

## Overview
overview-title = Overview
overview-empty = There are no data yet
overview-empty-lead = Faro answers what happens, where, to whom and how sure we are, from the spreadsheets that institutions hand in.
overview-empty-import = Import a spreadsheet
overview-empty-import-text = CSV, Excel, LibreOffice or JSON, in whatever layout each institution has. Faro recognises the columns or suggests how to read them.
overview-empty-demo = See Faro with a simulated country
overview-empty-demo-text = On the command line, run “faro demo”. It makes up a country with six institutions and opens these same pages with its data. Nobody in it is real.
overview-simulated = Simulated data: no person and no institution on these pages is real.
overview-more = See the full report
overview-explore = Explore the data
overview-pictures = The main points in pictures

## Report
report-title = Situation report
report-downloads = Download the report
report-html = HTML to print
report-docx = DOCX
report-xlsx = XLSX with all tables
report-pdf = PDF
report-contents = Contents
report-empty = The report is written from the sources, and there are none yet.
pdf-title = PDF needs one more program
pdf-lead = The PDF is composed by “faro-pdf”, which comes apart because it is large.
pdf-how = Put “faro-pdf” beside the program “faro” or on the program path, and come back to this page. Meanwhile the HTML prints well and can be saved as PDF from the browser.
pdf-failed = faro-pdf could not compose the report: { $detail }
report-file = situation-report

## Explore
explore-title = Explore
explore-empty = There are no data to explore yet. Import a source first.
explore-form = Question
explore-data = Data
explore-people = People
explore-by = Split by
explore-by-first = Split by
explore-by-second = and by
explore-by-third = and also by
explore-by-fourth = and further by
explore-by-none = Nothing more
explore-from = From
explore-to = To
explore-date-help = Year, month or day: 2021, 2021-03 or 2021-03-15
explore-filters = Filters
explore-filter-add = Add a filter by
explore-filter-none = None
explore-filter-many = The { $n } most frequent values are offered.
explore-percent = Show
percent-count = Numbers
percent-all = Percent of all
percent-row = Percent of each row
percent-column = Percent of each column
explore-answer = Answer
explore-clear = Remove filters
explore-result = Result
explore-address = The address of this page holds the question: copy it to come back to it.
explore-updated = Result updated.
download-csv = Download CSV
download-xlsx = Download XLSX
download-toml = Download TOML
explore-file = table

## Places
places-title = Places
places-empty = No record says where the exploitation took place.
places-country = Country
places-show = Show
places-all-countries = All countries
places-compare = Compare two places
compare-title = Compare two places
compare-first = First place
compare-second = Second place
compare-show = Compare
compare-same = Choose two different places.
compare-lead = Choose two places to see how they are alike and how they differ.
place-back = All places
place-explore = Explore this place
place-compare-with = Compare with another place
place-flows = Where people come from and pass through
place-trend = Over time
place-none = No record says that exploitation took place here.

## Flows
flows-title = Routes
flows-empty = No record says both where the person comes from and where they were exploited.
flows-origin = Origin
flows-origin-citizenship = Country of citizenship
flows-origin-recruitment = Place of recruitment
flows-transit = Show where they passed through
flows-level = Level
flows-level-0 = Countries
flows-level-1 = Main division (department, state, province)
flows-show = Show
flows-file = flows

## Sources
sources-title = Sources
sources-none = There are no sources yet. Begin by importing a spreadsheet.
sources-answer = { $n ->
    [one] There is one source with { $rows } rows read
   *[other] There are { $n } sources with { $rows } rows read
 }; { $rejected_n ->
    [0] no row was rejected.
    [one] one row was rejected and can be corrected.
   *[other] { $rejected } rows were rejected and can be corrected.
 }
sources-running = Imports under way
source = Source
source-pending = The first import of this source has not ended yet.
source-answer = { $n ->
    [one] Of one row read
   *[other] Of { $read } rows read
 }, { $accepted } were accepted ({ $warned } with a warning) and { $rejected_n ->
    [0] none was rejected.
    [one] one was rejected.
   *[other] { $rejected } were rejected.
 }
source-agency = Institution
source-kind = What it holds
source-file = File
source-version = Version
source-mapping = Mapping
source-sealed-rows = Rows with sealed identity
source-explore = Explore its data
source-again = Hand in a corrected file
rows-read = Rows read
rows-accepted = Accepted
rows-warned = With warning
rows-rejected = Rejected
quality = Quality
quality-measure = Aspect
quality-score = Score
quality-means = What it means
ask-next = What to ask next
columns-heading = Columns
columns-used = Analysed
columns-sealed = Sealed (identity)
columns-ignored = Left out
columns-unmapped = Without a mapping (sealed, not lost)
mapping-link = See how each column was read
mapping-of = How “{ $source }” was read
mapping-of-lead = Mapping { $mapping }, version { $version } of the source. It is a text that can be corrected and used again.
issues-heading = Issues
issues-none = The check found no issues.
issues-all = See all of them, row by row
issues-title = Issues with “{ $source }”
issues-answer = { $n ->
    [0] There are no issues.
    [one] There is one issue.
   *[other] There are { $count } issues.
 } Values that may say who a person is are not shown.
issue-rule = Issue
issue-column = Column
issue-result = Result
issue-count = Times
issue-row = Row
issue-reason = What is wrong and what would be accepted
versions-heading = Versions
versions-changes = What changed
changes-first = First version
changes-sentence = { $added } new, { $changed } changed, { $removed } removed, { $same } the same
changes-added = New rows
changes-changed = Changed rows
changes-removed = Removed rows
changes-same = Same rows
pager-label = Pages
pager-back = Previous
pager-forth = Next
page-of = Page { $page } of { $pages }
rejected-link = Download the rejected rows
rejected-title = Rejected rows of “{ $source }”
rejected-answer = { $n ->
    [0] This source has no rejected rows.
    [one] One row was rejected. It comes as a spreadsheet with a column that says why; correct it and hand it in again.
   *[other] { $count } rows were rejected. They come as a spreadsheet with a column that says why; correct them and hand them in again.
 }
rejected-passphrase = Passphrase of the institution’s key
rejected-passphrase-help = Leave it empty when the key has none.
rejected-download = Download XLSX
rejected-care = The spreadsheet holds the whole rows, with names if there were any. Return it only to the institution that handed them in, and delete it afterwards.
rejected-needs-passphrase = The key is protected. Type its passphrase.
rejected-wrong-passphrase = The passphrase does not open the key. Try again.
rejected-no-key = The institution’s key is not on this computer. Copy it from where the institution keeps it.
rejected-other-key = These rows were sealed with another institution’s key.
rejected-file = rejected-rows

## Import
import-link = Import a spreadsheet
import-title = Import a spreadsheet
import-lead = Hand in the file as the institution has it. Nothing is kept until you confirm it.
import-source = Name of the source
import-source-help = For example “Prosecution, victims”. Under the same name, the new file replaces the one before, and history is kept.
import-agency = Institution that hands it in
import-file = File
import-file-help = CSV, XLSX, XLS, ODS, JSON or NDJSON, also inside a zip.
import-limit = Up to { $gigabytes } GB.
import-send = Send and review
import-privacy = Names, documents, telephones and addresses are split off at import and sealed with the institution’s key. The file sent is deleted when the import ends, when you discard it, or after a day.
import-no-file = Choose a file.
import-no-table = Does the institution have no spreadsheet of its own?
import-other = Send another file
import-back = Back to the review
import-discard = Discard the file
steps-label = Steps
step-file = File
step-mapping = Mapping
step-check = Check
step-import = Import
unreadable-title = “{ $file }” can’t be read like this
unreadable-file = The file can’t be read as a table. Nothing was kept.
unreadable-mapping = The chosen mapping can’t be used with this file.

mapping-title = How to read “{ $file }”
verdict-recognised = The file was recognised: { $name }. If you agree, check the rows.
verdict-suggested = The file is not known. This is a suggestion: correct what is wrong, then check the rows.
verdict-own = This is your mapping of the file. Check the rows when you agree.
verdict-chosen = Chosen mapping: { $name }.
found-heading = What was found
found-format = Format
found-entry = File inside the archive
found-encoding = Encoding
found-delimiter = Separator
found-sheet = Sheet
found-header-row = Header row
found-rows = Rows
found-columns = Columns
found-warnings = Good to know
delimiter-tab = tab
delimiter-space = space
ask-sheet = Which sheet has the data?
ask-repair = Some accents are broken, such as “PerÃº” for “Perú”. Shall we repair them?
ask-repair-help = Only what can be repaired with certainty is changed.
ask-repair-yes = Yes, repair them
ask-repair-no = No, leave them
ask-dates = In which order are the dates?
ask-dates-dmy = Day, month, year: 31/12/2021
ask-dates-mdy = Month, day, year: 12/31/2021
ask-dates-ymd = Year, month, day: 2021/12/31
ask-decimal = Which sign separates decimals?
ask-decimal-comma = Comma: 1.234,5
ask-decimal-dot = Dot: 1,234.5
mapping-heading = What each column is
mapping-explained = What has no mapping stays sealed and is not lost. Of columns that may say who a person is, no values are shown.
mapping-kind = Each row is
kind-rows-cases = a person in a case
kind-rows-counts = a cell of a table: a number of persons or cases
kind-rows-indicators = an indicator that is not a count
mapping-role = All persons are
mapping-role-none = (not known: they will not count as victims)
mapping-indicator = The number counts
mapping-indicator-none = (choose)
mapping-column = Column
mapping-samples = Frequent values
mapping-use = What it is
mapping-more = There are { $n } more columns: assign them in the text, under “Advanced”.
samples-withheld = not shown
use-sealed = Without a mapping (stays sealed)
use-ignore = Leave out
use-number = The number of persons or cases
use-seals = Identity: sealed as
use-part = It is part of a rule with other columns.
ignored-by-choice = Left out by choice of whoever imported.
mapping-save = Keep this mapping for files like this one
mapping-check = Check all rows
mapping-apply = Apply the changes
mapping-advanced = Advanced: another mapping, or the whole text
mapping-profile = Read as
mapping-profile-use = Use this mapping
mapping-toml = Mapping as text (TOML)
mapping-toml-use = Use this text

check-title = Check of “{ $file }”
check-answer = { $n ->
    [one] Of one row
   *[other] Of { $read } rows
 }, { $accepted } would be accepted and { $rejected_n ->
    [0] none would be rejected.
    [one] one would be rejected.
   *[other] { $rejected } would be rejected.
 } Nothing is kept yet.
check-nothing = No row would be accepted. Correct the mapping before importing.
check-start = Import
check-correct = Correct the mapping
check-rules = Issue
check-examples = Examples
check-examples-left = There are more; after the import all are on the page of the source.
check-unmapped = Columns without a mapping
check-unmapped-explained = These columns stay sealed: they are not analysed and not lost.

job-title = Import of “{ $file }”
job-progress = Progress
job-queued = The import waits for its turn.
job-calling-off = The import is being cancelled.
job-survey = Faro is looking through the file.
job-map = Faro is reading, checking and sealing the rows.
job-publish = Faro is storing the new version.
job-rows = { $n ->
    [one] { $rows } row
   *[other] { $rows } rows
 }
job-cancelled = The import was cancelled. Nothing was kept.
job-unchanged = This file was here already, with the same mapping. Nothing changed.
job-done = Done. Of { $n ->
    [one] one row read
   *[other] { $read } rows read
 } of “{ $source }”, { $accepted } were accepted and { $rejected_n ->
    [0] none was rejected.
    [one] one was rejected.
   *[other] { $rejected } were rejected.
 }
job-done-plain = The import has ended.
job-failed = The import could not be done. Nothing was kept.
job-needs-dates = Somebody must say in which order the dates of column “{ $column }” are. Send the file again and answer the question.
job-needs-decimal = Somebody must say which sign separates decimals in column “{ $column }”. Send the file again and answer the question.
job-needs-profile = The file is not known. Send it again and look at the suggested mapping.
job-cancel = Cancel the import
job-cancel-title = Cancel the import of “{ $file }”?
job-cancel-lead = Nothing of the file will remain. Earlier versions of the source stay as they are.
job-cancel-yes = Yes, cancel it
job-cancel-no = No, go on
job-to-source = See the source
job-to-explore = Explore the data

## Templates
templates-link = Template spreadsheets
templates-title = Template spreadsheets
templates-lead = For institutions without a system of their own: lists to choose from, help for each column, and no name required.
template-starter = Starter spreadsheet (XLSX)
template-starter-text = Twelve fields that every institution can answer. Also to print.
template-starter-ods = Starter spreadsheet (ODS)
template-starter-ods-text = The same for LibreOffice.
template-xlsx = Full spreadsheet (XLSX)
template-xlsx-text = All fields of the common record, for Excel.
template-ods = Full spreadsheet (ODS)
template-ods-text = The same for LibreOffice.
template-xlsform = Form for ODK and Kobo (XLSForm)
template-xlsform-text = To record on a telephone, also without a connection.
templates-then = When the institution returns it filled in:

## Lineage
lineage-title = How it was computed
lineage-lead = Everything needed to compute this figure again and get the same.
lineage-question = The question
lineage-cell = The cell
lineage-answer = { $n ->
    [0] No row counts in this figure.
    [one] One row counts in this figure.
   *[other] { $count } rows count in this figure.
 }
lineage-sources = Sources
lineage-hash = Hash of the file (BLAKE3)
lineage-rows = Rows of the source
lineage-method = Method
lineage-parameters = Parameters
lineage-filters = Filters
lineage-filter-not = except { $codes }
lineage-filter-range = from { $from } to { $to }
lineage-open = (open)
lineage-code = Version of Faro
lineage-counted = Rows counted
lineage-rows-heading = The rows
lineage-rows-first = { $n ->
    [one] The only row, by source and number.
   *[other] The first { $shown } of { $count } rows, by source and number.
 } The number is that of the row under the header of the file.
lineage-row = Row
lineage-recompute = Compute it again
lineage-recompute-text = Download the table with the same question, or ask with the same sources for the full report on the command line:
lineage-explore = Open the question in Explore
lineage-mapping = Mapping
lineage-everything = The situation report brings many figures together; each has a lineage of its own.

## Help
help-title = Help
help-lead = Faro brings institutions’ spreadsheets together and says what happens, where, to whom and how sure we are.
help-begin = How to begin
help-begin-1 = Import an institution’s spreadsheet, as it is.
help-begin-2 = Correct how each column is read, if needed, and check the rows.
help-begin-3 = Look at the overview and, for each figure, at its lineage.
help-begin-4 = Download the report in your language, as HTML, DOCX, XLSX or PDF.
help-read = How to read the figures
help-interval = Interval
help-interval-text = The numbers in brackets, such as 34% (28–41), are the 95% confidence interval: how far chance could move the figure. With few cases the interval is wide: the figure says less.
help-denominator = Denominator
help-denominator-text = Percentages are only over the records that answer the question. Under each chart it says how many these are, and how many do not answer.
help-missing = Missing data
help-missing-text = Not asked, not answered, not recorded and withheld are not the same. Faro counts them apart.
help-small = Small numbers
help-small-text = An asterisk marks figures of so few persons that they must not leave the institution.
help-lineage = Lineage
help-lineage-text = “How it was computed” leads from any figure to its sources, rows, filters and method.
help-detected = Detected is not everything
help-detected-text = Figures count what institutions detected and recorded. What is not seen is not in them.
help-identities = Identities
help-identities-text = Names, documents, telephones and addresses are sealed at import with the institution’s key. No page shows them; only rejected rows go back, to whoever handed them in and with their key.
help-keyboard = Keyboard
help-keyboard-1 = The Tab key walks through everything; the first Tab offers to go to the content.
help-keyboard-2 = Wide tables scroll with the arrow keys while they have the focus.
help-keyboard-3 = Pages also work without JavaScript, with the buttons “Answer” and “Show”.
help-more = More
help-more-text = On the command line, “faro --help” explains everything else: importing in batches, reports, own territories.

## Quality
grade-a = very good
grade-b = good
grade-c = fair
grade-d = weak
grade-e = very weak
quality-completeness = Completeness
quality-completeness-words = { $n } of { $of } answers to the basic questions are given.
quality-validity = Validity
quality-validity-words = { $n } of { $of } values could be read.
quality-timeliness = Timeliness
quality-timeliness-words = By how long ago the last registration was: 100% up to three months, 0% from three years.
quality-consistency = Consistency
quality-consistency-words = { $n } of { $of } rows do not contradict themselves.
quality-inclusiveness = Inclusiveness
quality-inclusiveness-words = It carries { $n } of { $of } disaggregations: sex, gender, age, disability, ethnicity, migration status, sexual orientation, territory and citizenship.
ask-newer = Ask for the records after { $date }.
ask-dated = Ask for the date of each record.
ask-mend = { $n ->
    [one] Correct the rejected row and hand it in again.
   *[other] Correct the { $rows } rejected rows and hand them in again.
 }
ask-agree = Agree on the values of “{ $field }”: { $n ->
    [one] one could not be read.
   *[other] { $invalid } could not be read.
 }
ask-resolve = Look into a frequent contradiction ({ $n ->
    [one] one row
   *[other] { $rows } rows
 }): { $rule }.
ask-fill = Fill in “{ $field }”: { $answered } of { $records } records answer.
ask-add = Begin to record “{ $field }”.
ask-territory = Record the place below the country.
ask-explain = { $n ->
    [one] Explain what the column without a mapping is.
   *[other] Explain what the { $n } columns without a mapping are.
 }

## Tables
shares-all = Percent of all records that answer, with its interval.
shares-row = Percent within each row, with its interval.
shares-column = Percent within each column, with its interval.
table-total = Total
table-count = Number
table-left = { $n } more rows remain; the download holds them all.
compare-levels = Choose two places of the same level: two countries, or two divisions.
place-within = Within this place
place-tables = Tables with differences and intervals
