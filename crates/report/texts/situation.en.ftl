watermark = Working document, not for publication
watermark-simulated = Working document with simulated data, not for publication
simulated-note = The data are simulated: they describe no real person and no real country.
title = Situation report on trafficking in persons
title-country = Situation report on trafficking in persons: { $country }
subtitle = Records from { $first } to { $last }
meta-date = Date of the report
meta-agency = Agency
meta-sources = Sources
meta-source = { $name } (version { $version })
meta-software = Computed with

## Sections
heading-essentials = The essentials
heading-who = Who
heading-forms = Forms of exploitation and sectors
heading-how = How it happens
heading-where = Where
heading-flows = From where to where
heading-when = When
heading-combinations = What occurs together
heading-duration = How long it lasts
heading-accused = Accused persons and justice
heading-rights = Non-punishment, reparation and compensation
heading-published = Figures published by other sources
heading-sources = The sources and their quality
heading-gaps = What is not known
heading-method = Method and limits
heading-appendix = Appendix: how each figure was made

## The answer
answer-empty = No source has been imported yet, so there is nothing to report.
answer-no_victims = The imported sources hold no records of victims or possible victims. The sections below show what they do hold.
answer-counts_only = { $n ->
    [one] There is one source of published figures ({ $sources }) and no case record. Those figures are shown below as they were published. Without records nobody can say how trafficking happens or whom it affects.
   *[other] There are { $n } sources of published figures ({ $sources }) and no case record. Those figures are shown below as they were published. Without records nobody can say how trafficking happens or whom it affects.
 }
answer-records = { $sources ->
    [one] Between { $first } and { $last }, one source registered victims and possible victims of trafficking in persons in ⟦{ $records } { $n ->
        [one] record
       *[other] records
     }⟧.
   *[other] Between { $first } and { $last }, { $sources } sources gathered ⟦{ $records } records⟧ of victims and possible victims of trafficking in persons.
 }
answer-records-undated = { $sources ->
    [one] One source holds ⟦{ $records } { $n ->
        [one] record
       *[other] records
     }⟧ of victims and possible victims of trafficking in persons, without dates.
   *[other] { $sources } sources gathered ⟦{ $records } records⟧ of victims and possible victims of trafficking in persons, without dates.
 }
answer-not_persons = A record is not a person: until the lists of different agencies are linked, the same person may be in several of them.
answer-not_persons-one = A record is not a person: the same person may have been registered more than once.
answer-several = { $n ->
    [one] At least one person appears more than once among the { $records } records.
   *[other] At least { $several } persons appear more than once among the { $records } records.
 }
answer-form = The form of exploitation recorded most often is ⟦“{ $class }”⟧: { $share } of the records that state it.
answer-female = Women or girls are ⟦{ $share }⟧ of the records that state sex or gender.
answer-male = Men or boys are ⟦{ $share }⟧ of the records that state sex or gender.
answer-sex = The group recorded most often by sex or gender is ⟦“{ $class }”⟧: { $share } of the records that state it.
answer-children = Children are ⟦{ $share }⟧ of the records that state an age.
answer-where = Within { $country }, the place of exploitation recorded most often is ⟦{ $place }⟧: { $share } of the records that name the place.
answer-where-any = The place of exploitation recorded most often is ⟦{ $place }⟧: { $share } of the records that state it.
answer-gaps = Nothing can be said about { $fields }: no source records it. That is a gap, not a zero.
answer-silent = Little is known about { $fields }.
answer-silent-field = { $field } (stated in { $answering } of { $selected })
answer-detected_only = All these figures count what agencies detected; they do not say how much trafficking there is.
key-records = Records of victims and possible victims
key-period = { $first } to { $last }
key-female = Women and girls
key-children = Children
key-share-note = { $n } of { $of } records that answer
key-change = Change from { $from } to { $to }
key-change-note = from { $from } to { $to } records; interval { $low } to { $high }
key-convicted = Records of convicted persons
key-convicted-note = of { $known } records of accused persons whose stage is known

## Words of figures
caption-colon = { ": " }
about-victims = victims and possible victims
about-accused = accused persons
about-everyone = everyone on record
share-firm = { $percent } ({ $n } of { $of })
share-wide = { $percent } ({ $n } of { $of }; between { $low } and { $high })
share-few = { $n } of { $of } (too few cases)
share-cases = { $n } of { $of }
few-cases = too few cases
at-least = { $low } or more
axis-share = Share of the records that answer
axis-records = Records
axis-counts = Persons or cases counted
unit-months = months
unit-rate = per { $per } inhabitants per year
unit-points = points
denominator-records = { $n ->
    [one] { $answering } of { $selected } records answers.
   *[other] { $answering } of { $selected } records answer.
 }
denominator-counts = { $answering } of { $selected } persons or cases counted have this information.
denominator-missing = No answer: { $kinds }.
denominator-missing-of = No answer to “{ $dimension }”: { $kinds }.
denominator-both = { $n ->
    [one] { $answering } of { $selected } records answers both questions.
   *[other] { $answering } of { $selected } records answer both questions.
 }
denominator-every = { $answering } of { $selected } records answer every question.
missing-kind = { $count } ({ $kind })
remark-multi = A record may count in several categories: they add up to more than the number of records.
remark-not_broken_down = The source does not publish this breakdown: its { $whole } are in no category.
remark-parts = The source counts { $whole } altogether; { $parts } come with this breakdown.
remark-repeated = { $n ->
    [one] One row repeats the key of another; both are counted.
   *[other] { $number } rows repeat the key of another; all are counted.
 }
remark-composition = This describes who was recorded. It is no sign of risk: it also depends on whom agencies look at.
remark-few = With fewer than 20 records that answer, numbers are given, not percentages.
row-answering = Records that answer
column-share = Share
column-share_decided = Share of those decided
column-n = n = { $n }
column-all = All
column-period = Period
column-change = Change
column-remarks = Remarks
column-from = From
column-via = Through
column-to = To
column-group = Group
column-with_duration = Records with a duration
column-median = Median
column-median_interval = Interval of the median
column-quartiles = Middle half
column-combination = Combination
column-observed = Records
column-expected = Expected by chance
column-ratio = Times the expected
column-reading = Reading
column-population = Inhabitants
column-rate = Rate
column-difference = Difference
column-currency = Currency
column-amounts = Amounts
column-first_quartile = First quartile
column-third_quartile = Third quartile
column-source = Source
column-kind = Kind
column-version = Version
column-covered = Period
column-read = Rows read
column-accepted = Accepted
column-warned = With a warning
column-rejected = Rejected
column-overall = Overall grade
column-figure = Figure
column-question = Question
column-method = Computation
column-rows = Rows counted

## Distributions
distribution-none = { $dimension }: no record states it.
distribution-first = Recorded most often is “{ $class }”, { $share }
distribution-second = , and then “{ $class }”, { $share }
distribution-composition = Stated in { $answering } of { $selected } records. Categories are listed by name, not by size.
within-title = { $columns } by { $rows }
within-left_out = { $n ->
    [one] One group with too few records has no column; it is included in “All”.
   *[other] { $n } groups with fewer records have no column; they are included in “All”.
 }
within-all = Overall, recorded most often is “{ $class }”, { $share }.
within-group = In { $group }: “{ $class }”, { $share }.
who-note = Citizenship, origin and ethnic belonging describe the people on record. They are never a sign of risk.

## Over time
trend-none = No record has a date: change over time can’t be seen.
trend-not_comparable = There are not yet two complete periods covered by the same source, so nobody can say whether records are rising or falling.
trend-higher = From { $from_period } to { $to_period } records ⟦rose: { $percent }⟧ (from { $from } to { $to }; interval { $low } to { $high }).
trend-lower = From { $from_period } to { $to_period } records ⟦fell: { $percent }⟧ (from { $from } to { $to }; interval { $low } to { $high }).
trend-not_clear = From { $from_period } to { $to_period } records went ⟦from { $from } to { $to }⟧ ({ $percent }; interval { $low } to { $high }): this can’t be told from chance.
trend-few = Records: { $from } in { $from_period } and { $to } in { $to_period }; too few cases to say whether anything changed.
trend-some_sources = { $n ->
    [one] The comparison uses only one of { $all } sources, the one that covers both periods whole: { $sources }.
   *[other] The comparison uses only { $n } of { $all } sources, those that cover both periods whole: { $sources }.
 }
trend-dated-records = { $dated } of { $selected } records have the date.
trend-dated-counts = { $dated } of { $selected } persons or cases counted have the date.
trend-coarse = { $count } have a less precise date.
trend-incomplete = Hollow points are incomplete periods: records may still come in.
trend-changes = Changes from one period to another
trend-method = Each period is compared with the same one a year before, only over sources that cover both whole.
change-higher = more records
change-lower = fewer records
change-not_clear = can’t be told from chance
change-few = too few cases to say
change-no_earlier_period = no earlier period
change-incomplete = incomplete period, not compared
change-no_common_source = no source covers both periods
flag-incomplete = incomplete period
flag-source_started = { $source } begins to report
flag-source_stopped = { $source } stops reporting
when-note = More records may mean more detection or more sources, not more trafficking. Fewer records do not mean less trafficking.

## Flows and duration
flows-none = No record has both the citizenship and the country of exploitation.
flows-title = { $origin } and { $destination }
flows-domestic = The exploitation took place in the person’s country of citizenship in { $share } of the records that have both.
flows-crossing = In another country, { $share }.
flows-shown = The { $shown } most recorded of { $all } routes are shown.
duration-title = Duration of the exploitation
duration-none = No record tells how long the exploitation lasted.
duration-few = Only { $n } of { $selected } records tell how long the exploitation lasted: too few cases to say.
duration-median = In half of the { $n } records that tell (of { $selected }), the exploitation lasted { $median } months or less.
duration-interval = The interval of that median is { $interval } months.
duration-denominator = { $known } of { $selected } records: { $stated } with the duration and { $dates } with both dates.
duration-contradictory = { $n ->
    [one] One record ends before it begins and is left out.
   *[other] { $number } records end before they begin and are left out.
 }
duration-method = Where the source gives a range of months, the median is a range too. Cases that are still open or were not counted may last longer.
quartiles = { $low } to { $high }

## Combinations
intersections-composition = The table describes which combinations were recorded, in no order of importance.
intersections-untested = There are too few records to say whether { $dimensions } occur together more than expected by chance.
intersections-none = Among { $dimensions }, no combination was found that is clearly more frequent than expected by chance.
intersections-over = { $combination }: { $observed } records, { $ratio } times the { $expected } that chance would give.
intersections-caution = That two things occur together does not mean that one causes the other.
intersections-method = { $tested } combinations were tested{ $n ->
    [0] {"."}
    [one] ; another has too few expected cases.
   *[other] ; another { $few } have too few expected cases.
 } Only those clearly apart from chance are listed, with at most 5% false findings.
finding-over = more than expected
finding-under = less than expected
finding-as_expected = as expected by chance
finding-too_few = too few cases to say
finding-not_exact = the source gives ranges: not tested

## Places
map-caution = The map shows where cases were recorded, not where there is more trafficking. Borders are only a guide.
map-without_shape = { $n ->
    [one] One place has no outline and is in the table only.
   *[other] { $n } places have no outline and are in the table only.
 }
rates-title = Records per inhabitant, by { $place }
rates-highest = Relative to its inhabitants, the place with most records is { $place }: { $rate } per { $per } inhabitants per year (interval { $low } to { $high }; { $count } records).
rates-second = The difference from { $place } is not clear.
rates-few = No place has enough cases for a rate.
rates-method = Population: { $source }. The records cover { $years } years.
rates-caution = A high rate may come from more detection. It directs services, not raids.
rates-coarse = { $count } records have a less precise place and are in no rate.
no-population = no population
profile-share = { $place } has { $share } of the records whose place is known.
rate-of_place = { $place }: { $rate } records per { $per } inhabitants per year (interval { $low } to { $high }).
rate-few = { $place }: too few cases for a rate.
profile-more = More than elsewhere: { $class }, { $share }.
profile-less = Less than elsewhere: { $class }, { $share }.
profile-alike = In nothing that is known does it differ clearly from elsewhere.
profile-elsewhere = Elsewhere
profile-denominator = { $answering } records of { $place } answer.
comparison-counts = { $first }: { $first_count } records; { $second }: { $second_count } records.
comparison-rate_higher = Per inhabitant, { $first } has more records than { $second }.
comparison-rate_lower = Per inhabitant, { $first } has fewer records than { $second }.
comparison-rate_not_clear = Per inhabitant, the difference between { $first } and { $second } can’t be told from chance.
comparison-rate_few = There are too few cases to compare the rates of { $first } and { $second }.
comparison-denominator = { $first_count } records of { $first } and { $second_count } of { $second } answer.
difference-higher = { $points } points: more
difference-lower = { $points } points: less
difference-not_clear = { $points } points: not clear
difference-few = too few cases to say

## Cross-tabulations
crosstab-count = { $count }: { $question }
crosstab-largest = The combination recorded most often is “{ $cell }”: { $share } of the { $answering } records that answer everything, of { $selected }.
crosstab-composition = { $answering } of { $selected } records answer every question.
crosstab-nobody = No record answers every question.
crosstab-row_shares = Shares are within each row.
rows-left = { $shown } of { $all } rows are shown; the download holds all.

## Justice
accused-title = Stage of proceedings
accused-answer = { $n ->
    [one] There is one record of an accused person.
   *[other] There are { $records } records of accused persons; in { $known } the stage is known. Proceedings open: { $open }. Convicted: { $convicted }. Acquitted: { $acquitted }. Case dismissed: { $dismissed }.
 }
accused-concluded = Of the concluded cases, { $share } ended in a conviction.
accused-apart = Persons acquitted or whose case was dismissed are shown apart and are in no other figure about accused persons.
accused-records = Each record is one accused person in one case; whoever is in two cases is there twice. An accusation is not a conviction.
row-under_proceedings = Proceedings open
row-convicted = Convicted, finally or not
row-ended = Accusation ended without conviction
row-ended-none = No record
subheading-non_punishment = Non-punishment
subheading-reparations = Reparation
non_punishment-absent = No source records whether victims were punished for offences that they were made to commit. This is a gap, not a zero.
non_punishment-none = None of the { $selected } records holds a decision on non-punishment.
non_punishment-answer = Of the decisions recorded, in { $share } the victim was not punished for offences that they were made to commit. Under review: { $review }.
non_punishment-denominator = { $decided } of { $selected } records hold a decision.
reparations-absent = No source records reparation to victims. This is a gap, not a zero.
reparations-none = None of the { $selected } records says whether there was reparation.
reparations-any = Some reparation was received or ordered in { $share } of the records that say so, of { $selected } altogether.
reparations-no_orders = No compensation order is on record.
reparations-paid = Of the compensation orders, payment is on record for { $share }.
compensation-title = Amounts of compensation
compensation-none = No record has an amount of compensation.
compensation-answer = { $n ->
    [one] One record of { $selected } has an amount of compensation.
   *[other] { $number } of { $selected } records have an amount of compensation.
 }
compensation-method = Amounts in different currencies are neither added nor converted.

## Published figures
published-note = These figures are shown as each source published them. They are not added to each other or to case records: they may count the same people. A cell published as “<5” remains a range.
published-doubtful = Caution: { $indicator }: { $n ->
    [one] the figures contain one row with a doubtful number (row { $rows } of the source).
   *[other] the figures contain { $count } rows with a doubtful number (rows { $rows } of the source).
 } Nothing was left out; check with the agency before quoting them.
published-total = { $indicator }, { $period }: { $total } altogether according to the source.
published-total-range = { $indicator }, { $period }: { $total } altogether; the source publishes ranges in place of small numbers.
published-total-undated = { $indicator }: { $total } altogether according to the source, without a date.
published-total-undated-range = { $indicator }: { $total } altogether, without a date; the source publishes ranges in place of small numbers.

## Sources
sources-answer = { $n ->
    [one] The report rests on one source.
   *[other] The report rests on { $sources } sources.
 } { $m ->
    [0] Of { $read } rows read, none was rejected.
    [one] Of { $read } rows read, one was rejected, with its reason.
   *[other] Of { $read } rows read, { $rejected } were rejected, each with its reason.
 }
sources-rows = What each source handed in
sources-rows-note = Every row read is accepted or rejected with a reason; none is lost.
sources-quality = Quality of each source
sources-quality-note = A is 90% or more; B, 75%; C, 50%; D, 25%; E, less. The overall grade is the mean of the five.
subheading-ask = What to ask each agency
ask-nothing = Nothing for now.
undated = undated

## Gaps
gaps-answer = No source records the following. These are gaps, not zeros: the data say nothing about it.
gaps-none = The sources record, at least in part, every characteristic needed to leave nobody out of sight.
gaps-silent = These questions have no answer in more than half of the records:
gaps-silent-field = { $field }: { $answering } of { $selected } answer. No answer: { $kinds }.

## Method
method-records = Records are counted, not persons. A record is one person in one case of one agency. Duplicates within a source are looked for before anything is counted; between agencies records are not linked yet.
method-denominators = Percentages are over the records that answer each question. Those that do not are shown by reason and never shared out.
method-intervals = Intervals are at 95%: Wilson’s for shares, exact Poisson for rates and counts. They say how far chance alone could move a figure; they do not correct for what sources do not see.
method-words = A percentage is stated plainly when its interval is no wider than ±5 points; when wider it comes with its bounds; with fewer than 20 records that answer, only the numbers are given. Rates and changes need at least 5 cases.
method-trends = Changes compare complete periods, over those sources alone that cover both. The current period is marked as incomplete.
method-combinations = Combinations are compared with what chance would give if the characteristics were independent; they are tested together and the share of false findings is limited (Benjamini and Hochberg, 5%).
method-ranges = A figure published as “<5” is treated as a range from 0 to 4 and remains a range in every sum.
method-composition = Citizenship, place of birth, language and ethnic belonging are used to describe, never to look for risk.
method-accused = Figures about accused persons leave out those acquitted or whose case was dismissed.
method-identities = Names, documents, telephone numbers and addresses are sealed (encrypted) apart and take part in no figure.
method-limits = The report shows what agencies detected and wrote down. Whoever was not detected is not here, and what an agency looks at or overlooks changes the figures.
subheading-words = Words used
word-record = Record
word-record-meaning = One person in one case of one agency.
word-possible_victim = Possible victim
word-possible_victim-meaning = A person of whom there are signs, without a final decision of the competent authority.
word-accused = Accused person
word-accused-meaning = A person reported, investigated or prosecuted. No guilt is presumed.
word-not_asked-meaning = The question was not put.
word-not_stated-meaning = It was put and not answered.
word-not_recorded-meaning = The source has no such field, or lost the value.
word-withheld-meaning = The source knows and does not say.

## Appendix
appendix-title = How each figure was made
appendix-note = With the version of each source, its mapping of columns and the question, every computation can be repeated.
engine-crosstab = Count by categories
engine-distribution = Distribution with Wilson intervals
engine-shares_within = Shares within groups
engine-trend = Count by period
engine-flows = Routes from origin to destination
engine-intersections = Combinations against chance
engine-duration = Median and quartiles
engine-accused_outcomes = Stages of proceedings
engine-non_punishment = Decisions on non-punishment
engine-compensation = Amounts by currency
engine-rates = Rates with Poisson intervals
engine-place_profile = One place against the rest
engine-compare_places = Two places
meta-many_sources = { $n }, described in “The sources and their quality”
answer-some_sources = The comparison uses only { $n } of { $all } sources, those that cover both periods whole.
sources-all = all { $n } sources of case records
distribution-yes = The answer is yes in { $share }.
places-elsewhere = { $n ->
    [one] Another record does not state the place of exploitation or puts it in another country.
   *[other] Another { $number } records do not state the place of exploitation or put it in another country.
 }
appendix-sources = The sources and their versions
appendix-sources-note = The fingerprint is the first characters of the file’s BLAKE3 hash: it tells whether a file is the same.
column-short = Short
column-profile = Mapping
column-fingerprint = Fingerprint
column-rows_by_source = Rows by source
caption-indicator = { $indicator } by { $title }
published-values = { $indicator }, { $period }: { $n ->
    [one] one value
   *[other] { $values } values
 } by country or place; they are not added up.
published-values-undated = { $indicator }: { $n ->
    [one] one value
   *[other] { $values } values
 } by country or place, without a date; they are not added up.
