## Views of a field
by-year = { $field }, by year
by-quarter = { $field }, by quarter
by-month = { $field }, by month
age-majority = { $field } (children and adults)
age-broad5 = { $field } (five groups)
age-ctdc9 = { $field } (nine groups)
by-country = { $field }, by country
by-region = { $field }, by region
by-kind = { $field }, by { $kind }
by-level-1 = { $field }, by main division
by-level-2 = { $field }, by municipality or locality
by-level = { $field }, by division of level { $level }
sex-or-gender = Sex or gender
level-0 = Country
level-1 = Main division
level-2 = Municipality or locality
level-other = Division of level { $level }

## Classes
years-exact = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
years-between = { $low }–{ $high } years
years-at-least = { $low } years and over
majority-child = Children (0–17 years)
majority-adult = Adults (18 years and over)
months-exact = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
months-between = { $low }–{ $high } months
months-at-least = { $low } months or more
number-at-least = { $low } or more
spans-age = Age range that spans two groups
spans-date = Date known less precisely
spans-place = Place known less precisely
spans-other = Known less precisely
total = All categories
quarter-of = { $quarter ->
    [1] first quarter of { $year }
    [2] second quarter of { $year }
    [3] third quarter of { $year }
   *[other] fourth quarter of { $year }
 }
or-last = { $sound ->
   *[other] { $before } or { $last }
 }

## Questions
people-victims = victims and possible victims
people-accused = accused persons (without those acquitted or whose case was dismissed)
people-everyone = persons in any role
offer-victims = Victims and possible victims
offer-accused = Accused persons
offer-everyone = Everyone on record
dataset-records = Case records
query-records = Records of { $people }
query-counts = Published figures: { $source }
query-between = registered between { $from } and { $to }
query-from = registered from { $from } on
query-until = registered up to { $to }
query-split = by { $dimensions }
condition-only = only: { $dimension } = { $classes }
condition-not = without: { $dimension } = { $classes }

## Kinds of file of a source
kind-cases = Case records
kind-counts = Published figures
kind-indicators = Published indicators

## Remarks about a file
warning-broken_accents = { $n ->
    [one] One text has broken accents (such as “PerÃº”); it can be repaired.
   *[other] { $number } texts have broken accents (such as “PerÃº”); they can be repaired.
 }
warning-repaired_accents = { $n ->
    [one] The accents of one text were repaired.
   *[other] The accents of { $number } texts were repaired.
 }
warning-lost_characters = { $n ->
    [one] One text lost a character before it came here; it can’t be repaired.
   *[other] { $number } texts lost characters before they came here; they can’t be repaired.
 }
warning-mixed_encodings = { $n ->
    [one] One row is in another encoding; it was read as Windows-1252.
   *[other] { $number } rows are in another encoding; they were read as Windows-1252.
 }
warning-undecodable = { $n ->
    [one] One character could not be read and is shown as “�”.
   *[other] { $number } characters could not be read and are shown as “�”.
 }
warning-inner_byte_order_mark = The file looks like several joined together: byte-order marks inside it were left out.
warning-stray_quotes = { $n ->
    [one] One cell has text after its closing quote; it was kept.
   *[other] { $number } cells have text after their closing quote; it was kept.
 }
warning-blank_rows = { $n ->
    [one] One row is blank and is not counted.
   *[other] { $number } rows are blank and are not counted.
 }
warning-double_spaced = Every second line is blank; row numbers count only the others.
warning-ragged_rows = { $n ->
    [one] One row has more or fewer cells than the header.
   *[other] { $number } rows have more or fewer cells than the header.
 }
warning-title_rows = { $n ->
    [one] One title row above the header was not read as data.
   *[other] { $number } title rows above the header were not read as data.
 }
warning-two_header_rows = The header takes two rows; the lower one names the columns.
warning-label_row = A second row of labels under the column names was not read as data.
warning-header_looks_like_data = The first row looks like data, not column names: check whether the header is missing.
warning-empty_headers = Columns without a name: { $columns }.
warning-duplicate_headers = Columns with a name that another has: { $columns }.
warning-merged_cells = { $n ->
    [one] Cells are merged in one place: only the first holds the value.
   *[other] Cells are merged in { $number } places: only the first of each holds the value.
 }
warning-formulas = { $n ->
    [one] One cell holds a formula; its stored result was read.
   *[other] { $number } cells hold formulas; their stored results were read.
 }
warning-formulas_without_result = { $n ->
    [one] One formula has no stored result and was read as empty.
   *[other] { $number } formulas have no stored result and were read as empty.
 }
warning-error_cells = { $n ->
    [one] One cell holds a spreadsheet error such as #REF!
   *[other] { $number } cells hold spreadsheet errors such as #REF!
 }
warning-hidden_sheets = { $n ->
    [one] The workbook has a hidden sheet.
   *[other] The workbook has { $number } hidden sheets.
 }
warning-external_links = The workbook refers to other files, which were not opened.
warning-impossible_dates = { $n ->
    [one] One number shown as a date belongs to no date; it was kept as a number.
   *[other] { $number } numbers shown as dates belong to no date; they were kept as numbers.
 }
warning-early_dates = { $n ->
    [one] One date in January or February 1900 may be off by a day, as Excel counts them.
   *[other] { $number } dates in January and February 1900 may be off by a day, as Excel counts them.
 }
warning-duplicate_keys = { $n ->
    [one] One JSON record names a key twice; the second went to another column.
   *[other] { $number } JSON records name a key twice; the second went to another column.
 }
warning-nested_lists = { $n ->
    [one] One list inside another was kept as text.
   *[other] { $number } lists inside others were kept as text.
 }
warning-other_zip_entries = { $n ->
    [one] The zip holds another file, which was not read.
   *[other] The zip holds { $number } other files, which were not read.
 }
warning-unsafe_zip_names = { $n ->
    [one] One file in the zip had an unsafe name and was not read.
   *[other] { $number } files in the zip had unsafe names and were not read.
 }
warning-other = The file has a peculiarity that this version can’t describe.
in-rows = { $n ->
    [one] Row { $rows }.
   *[other] Rows { $rows }.
 }
in-rows-more = Rows { $rows } and others.

## Why a file can't be read
read-io = The file could not be read. The system said: { $message }
read-empty = The file is empty. A table with a header row is accepted.
read-no-header = No header row was found. The first row of the table must name the columns.
read-no-rows = The table has titles and no rows: there is nothing to take in. Fill it in and hand it in again.
read-binary = The file is neither text nor a known spreadsheet. CSV, XLSX, XLS, ODS, JSON and NDJSON are accepted, also inside a zip.
read-unsupported = The file is of another kind ({ $found }). CSV, XLSX, XLS, ODS, JSON and NDJSON are accepted, also inside a zip.
read-misnamed = The file’s name ends in “.{ $ending }”, but its content is { $found ->
    [zip] a ZIP or a workbook (XLSX, ODS)
    [ole] an Excel workbook of 1997 to 2003 (XLS)
    [gzip] a GZIP
   *[text] plain text
}. Rename it after what it is, or save the spreadsheet anew in the form that you mean to hand in.
read-encoding = The encoding “{ $name }” can’t be read. Save the file in UTF-8.
read-damaged = The { $format } file is damaged or cut short. Ask for or send a complete copy. (Technical detail: { $detail })
read-password = The file is protected by a password. Save a copy without one and use that.
read-open-quote = { $row ->
    [0] A quote that opens in the header is never closed. Close the cell with a second quote.
   *[other] A quote that opens in row { $number } is never closed. Close the cell with a second quote.
 }
read-too-large = { $what } goes over the limit of { $limit }.
read-too-large-row = { $what } goes over the limit of { $limit } (row { $row }).
read-no-such-sheet = There is no “{ $wanted }” in the file. It holds: { $found }.
read-no-sheets = The workbook has no sheet with data.
read-zip-choice = The zip holds several files or none that fits ({ $found }). Leave one, or say which to read.
read-zip-choice-none = The zip holds no data file.
read-zip-encrypted = The zip is protected by a password. Send it without one.
read-zip-nested = The zip holds another zip. Unpack it once and try again.
read-zip-compression = The zip uses a compression that is not read. Pack it again as a plain zip.
read-zip-wrong_size = A part of the zip is larger than it says. Ask for a new copy.
read-zip-checksum = A part of the zip is damaged. Ask for a new copy.
read-json-shape = The JSON does not hold one list of records. A list of flat objects is accepted. (Technical detail: { $detail })
read-json = The JSON is not valid in record { $number }. (Technical detail: { $detail })
read-no-such-row = Header row { $wanted } was asked for, but the file has { $rows } rows.
read-other = The file can’t be read. (Technical detail: { $detail })
limit-cell = The text of one cell, in bytes,
limit-row = The text of one row, in bytes,
limit-columns = The number of columns
limit-rows = The number of rows
limit-expanded = The unpacked size, in bytes,
limit-ratio = The ratio of unpacked to packed size
limit-zip_entries = The number of files in the zip
limit-nested = The size of a spreadsheet inside a zip, in bytes,
limit-shared_text = The workbook’s table of texts, in bytes,
limit-xml_token = One piece inside the spreadsheet, in bytes,
limit-sheets = The number of sheets
limit-xls = The size of the XLS file, in bytes,
limit-depth = The depth of nested data
limit-other = The file

## What a person must decide before importing
plan-needs_date_order = The column “{ $header }” has dates such as 03/04/2021 that read both ways ({ $either }). Only { $day_first } read with the day first; only { $month_first } with the month first. Say which comes first.
plan-needs_decimal_sign = The column “{ $header }” has numbers such as 1.234 that read both ways ({ $either }). Only { $dot } read with a decimal point; only { $comma } with a decimal comma. Say which is the decimal sign.
plan-missing_column = The column “{ $header }” is not in the file. The header has: { $found }.
plan-nothing_mapped = No column of the mapping “{ $profile }” is in the file. The header has: { $found }.
plan-unknown_place = The mapping “{ $profile }” names the place “{ $place }”, which is not in the list of places.
plan-double_header = Two columns of the file are called “{ $header }”. Rename one.

## Why a question can't be answered
query-error-value = “{ $value }” is not a value of “{ $name }”.
query-error-dimension = “{ $value }” is nothing that records can be split by.
query-error-too-many = At most { $limit } can be asked at once.
pattern-not_a_dimension = Records can’t be split by “{ $field }”. Choose a field with codes, places, countries, dates or whole numbers.
pattern-view_does_not_fit = “{ $field }” can’t be seen this way.
pattern-too_many_dimensions = { $asked } characteristics were asked for; a table holds { $limit }.
pattern-same_field_twice = “{ $field }” appears twice. Choose different fields.
pattern-too_many_classes = There are { $classes } categories, more than can be read ({ $limit }). Group them: dates by month or year, ages by group, places by a higher level.
pattern-too_many_cells = The table would have too many cells. Use fewer or coarser characteristics.
pattern-too_many_combinations = One record has too many values at once. Use fewer characteristics that hold several values.
pattern-indicator_not_chosen = The source holds several indicators. Choose one.
pattern-stock_over_time = “{ $indicator }” is a level on a date and is not added up over dates. Choose one date or split by year.
pattern-needs_records = This needs records of persons; the source holds figures already added up.
pattern-not_a_driver = “{ $field }” describes who the affected persons are and is never used to look for risk.
pattern-no_population = There is no population table that rates could be computed with.
pattern-other = The question can’t be answered this way. (Technical detail: { $detail })

since = from { $date } on
until = up to { $date }

## Quality of a source
quality-completeness = Completeness
quality-completeness-meaning = Values given in the fields that every source of its kind should have.
quality-validity = Validity
quality-validity-meaning = Values that could be read, among all that were written.
quality-timeliness = Timeliness
quality-timeliness-meaning = How recent the last registration is: full up to three months, none at three years.
quality-consistency = Consistency
quality-consistency-meaning = Rows without a contradiction in themselves or with others.
quality-inclusiveness = Inclusiveness
quality-inclusiveness-meaning = Characteristics of people that the source records, of nine needed to leave nobody out of sight.
quality-nothing = Nothing to measure
disaggregation-territory = Place below the country
ask-newer_data = Ask for newer data: the last date of registration is { $last }.
ask-dates = Ask for the date of registration: no row has one.
ask-mend_rejected = { $n ->
    [one] Return the rejected row to be corrected and handed in again.
   *[other] Return the { $rows } rejected rows to be corrected and handed in again.
 }
ask-agree_on_values = { $n ->
    [one] Agree on the values of “{ $field }”: one could not be read.
   *[other] Agree on the values of “{ $field }”: { $invalid } could not be read.
 }
ask-resolve_contradiction = { $n ->
    [one] Ask for a check of one row: { $rule }.
   *[other] Ask for a check of { $rows } rows: { $rule }.
 }
ask-fill_field = Ask for “{ $field }” to be filled in: { $answered } of { $records } records have it.
ask-add_field = Ask for “{ $field }” to be recorded: the source does not have it.
ask-add_territory = Ask for the place below the country: department, province, state or municipality.
ask-explain_columns = { $n ->
    [one] Ask what one column holds that nobody has described; it is sealed.
   *[other] Ask what { $columns } columns hold that nobody has described; they are sealed.
 }

joined-heading = Facts taken from another table
joined-found = { $n ->
    [one] { $found } of { $rows } person takes { $fields } from their record in { $tables }.
   *[other] { $found } of { $rows } persons take { $fields } from their record in { $tables }.
 }
joined-not_found = { $n ->
    [one] One found no such record there and keeps its own facts.
   *[other] { $count } found no such record there and keep their own facts.
 }
joined-contradictory = { $n ->
    [one] One has a number that stands there several times with different facts: which one holds is not guessed, and it keeps its own.
   *[other] { $count } have a number that stands there several times with different facts: which one holds is not guessed, and they keep their own.
 }
joined-without_number = { $n ->
    [one] One has no number.
   *[other] { $count } have no number.
 }
joined-no_table = The persons of this source would take { $fields } from another table of the same agency ({ $agency }), but none can be joined; they keep their own facts. Hand that table in under the same name of agency; if it was handed in with an earlier version of Faro, hand it in again.

# The chain of the audit.
audit-altered = Entry { $number } was altered.
audit-missing = Entry { $number } is missing.
audit-displaced = In the place of entry { $number } stands the one that was written as number { $other }: entries were removed, put in or exchanged.
audit-inserted = Entry { $number } was put in later: the chain goes on without it.
audit-truncated = The last entries are missing, from { $number } to { $other } at least.
audit-beyond = Entry { $number } stands after the last one that was written.
audit-head = The record of the last entry was altered or removed; entries are right up to the one before { $number }.
audit-rewritten = The chain was rewritten: it does not agree with the anchor of entry { $other }. The first changed entry is between { $number } and { $other }.
