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
error-429-title = Too much in a short time
error-429 = Your account asked for more in a short time than anybody needs who works with Faro.
error-429-hint = Wait a few minutes and try again. If it was not you who asked, end your other sessions under “Your account” and tell whoever runs the server.
error-slow-title = This takes too long
error-slow = The page was not ready in time. Nothing is lost.
error-slow-hint = Ask for fewer characteristics or a shorter period, and try again.
error-question-title = The question is not understood
error-question-hint = Go back to the page before and choose from the lists.
error-400 = The form arrived incomplete or damaged.
error-upload = The file stopped arriving before it was complete. Nothing was kept; send it again.
error-name = The name is too long; use fewer than 120 characters.
error-later-title = Not yet
error-uploads = You are sending other files at this moment. Wait until one has arrived, then send this one again. Nothing of it was kept.
error-spool = Too many files are waiting to be imported. Finish or discard some, then send this one again; what nobody finishes is deleted after a day. Nothing of it was kept.
error-inside-title = Something failed on our side
error-inside = Nothing was lost and nothing was published. You can try again.
error-incident = If you ask for help, mention incident { $id }.
error-outage-title = Faro can’t serve you right now
error-disk-full = The server’s disk is full. Nothing of what you asked was saved, and nothing from before was lost.
error-busy = Another program has been writing for a long time. Nothing of what you asked was saved.
error-out-of-reach = The server can’t reach its database. Nothing of what you asked was saved.
error-outage-hint = Try again in a few minutes. If it goes on, tell whoever runs the server.
detail-in-english = { $detail }

## Overview
overview-title = Overview
overview-empty = There are no data yet
overview-empty-lead = Faro answers what happens, where, to whom and how sure we are, from the spreadsheets that agencies hand in.
overview-empty-import = Import a spreadsheet
overview-empty-import-text = CSV, Excel, LibreOffice or JSON, in whatever layout each agency has. Faro recognises the columns or suggests how to read them.
overview-empty-ask = Ask for the first spreadsheet
overview-empty-ask-text = Your role hands no files in. Ask your agency’s focal point to import the first spreadsheet, or another agency to share one. Figures appear here as soon as there are data that you may see.
overview-empty-demo = See Faro with a simulated country
overview-empty-demo-text = On the command line, run “faro demo”. It makes up a country with six agencies and opens these same pages with its data. Nobody in it is real.
overview-simulated = Simulated data: no person and no agency on these pages is real.
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
source-agency = Agency
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
rejected-passphrase = Passphrase of the agency’s key
rejected-passphrase-help = Leave it empty when the key has none.
rejected-download = Download XLSX
rejected-care = The spreadsheet holds the whole rows, with names if there were any. Return it only to the agency that handed them in, and delete it afterwards.
rejected-needs-passphrase = The key is protected. Type its passphrase.
rejected-wrong-passphrase = The passphrase does not open the key. Try again.
rejected-no-key = The agency’s key is not on this computer. Copy it from where the agency keeps it.
rejected-other-key = These rows were sealed with another agency’s key.
rejected-file = rejected-rows

## Import
import-link = Import a spreadsheet
import-title = Import a spreadsheet
import-lead = Hand in the file as the agency has it. Nothing is kept until you confirm it.
import-source = Name of the source
import-source-help = For example “Prosecution, victims”. Under the same name, the new file replaces the one before, and history is kept.
import-agency = Agency that hands it in
import-file = File
import-file-help = CSV, XLSX, XLS, ODS, JSON or NDJSON, also inside a zip.
import-limit = Up to { $gigabytes } GB.
import-send = Send and review
import-privacy = Names, documents, telephones and addresses are split off at import and sealed with the agency’s key. The file sent is deleted when the import ends, when you discard it, or after a day.
import-no-file = Choose a file.
import-no-table = Does the agency have no spreadsheet of its own?
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
again-title = Send “{ $file }” again
again-lead = Faro was restarted after it received “{ $file }”. The file was encrypted under a key that was in memory only, so nobody can open it any more. Send the same file and everything goes on where it was.
again-file = The same file
again-why = Faro compares its fingerprint with that of the one before. If the file has changed, start anew.
again-send = Send and go on
again-other = This is not the same file, or it is no longer waited for. Look for the one you sent before, or start anew.
job-file-again = Faro was restarted before it was done. The file was encrypted under a key that was in memory only. Send the same file and the import goes on.
job-cancel = Cancel the import
job-cancel-title = Cancel the import of “{ $file }”?
job-cancel-lead = Nothing of the file will remain. Earlier versions of the source stay as they are.
job-cancel-yes = Yes, cancel it
job-cancel-no = No, go on
job-source-red = Because of its label, only your agency’s focal points and data protection officer see this source now. They can change who sees it.
job-to-source = See the source
job-to-explore = Explore the data

## Templates
templates-link = Template spreadsheets
templates-title = Template spreadsheets
templates-lead = For agencies without a system of their own: lists to choose from, help for each column, and no name required.
template-starter = Starter spreadsheet (XLSX)
template-starter-text = Twelve fields that every agency can answer. Also to print.
template-starter-ods = Starter spreadsheet (ODS)
template-starter-ods-text = The same for LibreOffice.
template-xlsx = Full spreadsheet (XLSX)
template-xlsx-text = All fields of the common record, for Excel.
template-ods = Full spreadsheet (ODS)
template-ods-text = The same for LibreOffice.
template-xlsform = Form for ODK and Kobo (XLSForm)
template-xlsform-text = To record on a telephone, also without a connection.
templates-then = When the agency returns it filled in:

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
help-lead = Faro brings agencies’ spreadsheets together and says what happens, where, to whom and how sure we are.
help-begin = How to begin
help-begin-1 = Import an agency’s spreadsheet, as it is.
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
help-small-text = An asterisk marks figures of so few persons that they must not leave the agency.
help-lineage = Lineage
help-lineage-text = “How it was computed” leads from any figure to its sources, rows, filters and method.
help-detected = Detected is not everything
help-detected-text = Figures count what agencies detected and recorded. What is not seen is not in them.
help-identities = Identities
help-identities-text = Names, documents, telephones and addresses are sealed at import with the agency’s key. No page shows them; only rejected rows go back, to whoever handed them in and with their key.
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

## Accounts and agencies
nav-people = Accounts
footer-set-up = Open Faro to more people
yes = Yes
no = No
never = Never
error-leave-title = This account does not open this page
error-leave = Your account may not see this page.
error-leave-hint = If you need it for your work, ask the administrator for the role that goes with it.

sign-in-title = Sign in to Faro
sign-in-login = Sign-in name
sign-in-password = Password
sign-in-button = Sign in
sign-in-lost = If you lost your password, ask the administrator for a new link.
sign-in-refused = These details do not sign you in. Check the sign-in name and the password, and try again. If it still fails, talk to the administrator.
sign-in-wait = Several attempts failed. Wait { $minutes ->
    [1] { $n ->
        [one] one second
       *[other] { $n } seconds
    }
   *[other] { $minutes } minutes
 } and try again.
sign-in-saved = Your password was saved. Sign in with it.
still-in-title = This page was cleared
still-in-lead = Nobody used it for half an hour. Your session is still open, because you used another page.
still-in-back = Back to the page

second-factor-title = Second factor
second-factor-lead = One more step: type the code of your second factor.
second-factor-code = Code
second-factor-help = The six digits that the app shows or, once each, a recovery code.
prove-title = Confirm that it is you
prove-lead = What comes next is sensitive, and Faro needs to know that it is you. The confirmation holds for a few minutes.
prove-password-help = The password that you sign in to Faro with.
prove-button = Confirm
prove-refused = What you typed does not match. Check it and try again; if it is a code of the app, wait until the app shows the next one.

invitation-title = Use a one-time link
invitation-code = Code
invitation-code-help = It stands at the end of the link you were given, after the sign #.
invitation-go = Continue
invitation-lead = { $name }: this invitation opens your Faro account. Agency: { $agency }. Choose a password; you can sign in with it afterwards.
invitation-password-lead = { $name }: choose a new password for your account here. Agency: { $agency }. You can sign in with it afterwards.
invitation-accept = Save the password
invitation-over = This code does not work: it is incomplete, used, withdrawn or too old. Copy the whole link, or ask the administrator for a new one.
invitation-until = Works until
invitation-to-password = for a new password
invitation-withdraw = Withdraw

password-new = New password
password-again = The same password, again
password-present = Present password
password-help = At least 12 characters; better 15 or more, such as four or five words that have nothing to do with each other. Spaces are fine.
password-change = Change the password
password-changed = The password was changed, and your other sessions were ended. From now on, sign in with the new one.
password-wrong = That is not the present password. Nothing was changed; type it again.
password-differs = The two passwords are not the same. Type them again.
password-short = The password is too short. Use at least { $n } characters.
password-long = The password is too long. Use at most { $n } characters.
password-common = That password is widely known and quickly guessed. Choose another, such as four or five words that have nothing to do with each other.
password-context = That password leans on your name, the agency’s name or words of this work, which are tried first. Choose other words.
password-pattern = That password repeats one thing, or follows the keyboard, the alphabet or the numbers. Choose words that have nothing to do with each other.
password-control = The password has a character that not every keyboard can type. Use letters, digits, signs and spaces.
password-link-title = Link to a new password
password-link-lead = If the person lost their password, make a one-time link with which they choose another.
password-link-button = Make the link
password-link-done = With this link, { $name } chooses a new password. It works once, for { $hours ->
    [one] one hour.
   *[other] { $hours } hours.
 }

account-title = Your account
account-answer = { $name }, this is your Faro account. Agency: { $agency }. Roles: { $roles }.
account-name = Name
account-agency = Agency
account-agency-choose = Choose the agency
account-roles = Roles
account-territory = Territory
account-territory-help = If you choose one, the account sees only cases of that territory and of the places in it. Published figures are shown whole.
account-login-help = At least 3 characters, no spaces. This name is for signing in to Faro; capital or small letters make no difference.
account-may-sign-in = May sign in to Faro
account-save = Save the changes
account-at-once = Changes take effect at once: this account’s open sessions end, and the person has to sign in again.
account-last = Last sign-in
account-disabled = account disabled
account-sessions = Open sessions
account-device = Device
account-unknown-device = Unknown device
account-this = this session
account-began = Began
account-seen = Last used
account-do = Action
account-end = End
account-end-others = End all the others
account-ended = { $n ->
    [0] No other session was open.
    [one] One session was ended.
   *[other] { $n } sessions were ended.
 }
account-codes-left = { $n ->
    [0] No recovery codes are left: replace the second factor to get new ones.
    [one] One recovery code is left: replace the second factor soon to get new ones.
   *[other] { $n } recovery codes are left.
 }
account-bad-login = A sign-in name has 3 to { $n } characters and no spaces. Type another.
account-login-taken = Another account has this sign-in name. Choose another.
account-bad-name = Write the person’s name on one line, in at most { $n } characters.
account-no-role = The account has no role. Tick at least one.
account-role-alone = The role “{ $role }” can’t be combined with others. Leave only this one, and open another account for the rest.
account-last-administrator = This is the only active account that administers Faro. Give that role to another account first, and try again.
account-oneself = Nobody changes their own roles. Ask somebody else who administers accounts; your password and second factor are in “Your account”.

factor-title = Second factor
factor-on = The second factor is on.
factor-off = There is no second factor yet. With one, whoever finds out your password can’t sign in with that alone.
factor-set-up = Turn on the second factor
factor-replace = Replace the second factor
factor-required = Your roles require a second factor. Turn it on now to go on: besides the password, Faro will ask for a code that changes every thirty seconds.
factor-lead = Besides the password, Faro will ask for a code that changes every thirty seconds.
factor-step-app = Install a code app on your phone, if you have none. Any TOTP app will do, such as FreeOTP, Aegis or Google Authenticator; it works without a connection. Without a telephone, a program on the computer that shows such codes does, such as KeePassXC.
factor-step-scan = In the app, add an account and scan this picture.
factor-key = If you can’t scan it, type this key into the app:
factor-open-app = If the app is on this same device, open it with this link
factor-step-code = Type the six digits that the app shows.
factor-confirm = Turn on
factor-wrong = The code does not match. Check that the phone sets its clock automatically, wait until the app shows the next code, and type that.
recovery-title = Recovery codes
recovery-lead = Print or copy these codes now: they are shown only this once. Each works once, in place of the app’s code.
recovery-keep = Keep them in a safe place, away from the phone and the password. If you lose the phone, they let you sign in.
recovery-kept = I have kept them

role-focal-point = Focal point
role-focal-point-what = Hands in the agency’s files, answers for them and takes back rejected rows. Sees figures.
role-analyst = Analyst
role-analyst-what = Imports the agency’s files, checks the quality of sources and works with figures.
role-detection-analyst = Detection analyst
role-detection-analyst-what = For whoever reviews signs in offers, posts and payments. Sees figures and reports.
role-programme-manager = Programme manager
role-programme-manager-what = For whoever plans and follows actions. Sees figures and reports.
role-treaty-focal-point = Treaty focal point
role-treaty-focal-point-what = For whoever answers to treaty bodies. Sees figures and reports.
role-survivor-adviser = Survivor adviser
role-survivor-adviser-what = For whoever advises from their own experience as a survivor. Sees the figures and reports that are shared with all agencies.
role-reader = Reader
role-reader-what = Sees the figures and reports that are shared with all agencies. Changes nothing.
role-data-protection-officer = Data protection officer
role-data-protection-officer-what = Watches over personal data. Sees sources, figures and who has an account; restricts what is shared, and can be the second person who agrees to it.
role-auditor = Auditor
role-auditor-what = For whoever checks how Faro is used. Sees agencies and accounts; sees no figures and no cases. Can’t be combined with another role.
role-administrator = Administrator
role-administrator-what = Adds agencies, invites people and changes their roles. Reads no case data. Can’t be combined with another role.

level-national = National
level-department = Department, province or state
level-municipality = Municipality
territory-whole = The whole country
territory-all = All territories
territory-unknown = There is no such territory. Choose one from the list.

set-up-title = Open Faro to more people
set-up-lead = From now on everyone signs in with their own account and sees only what their roles allow. What was imported so far will belong to the agency that hosts Faro.
set-up-agency = Agency that hosts Faro
set-up-administrator = First administrator
set-up-administrator-help = This account adds agencies and invites people. It reads no case data: if you analyse cases too, make yourself another account afterwards.
set-up-button = Make the agency and the account
set-up-later = Not now
set-up-care = The one-time address that Faro printed will stop working: you will sign in with this account and its second factor, which is turned on in the next step. Keep the recovery codes you will be given; without them and without the phone, this account can’t sign in.

people-title = Agencies and accounts
people-answer = There { $n ->
    [one] is one active account
   *[other] are { $n } active accounts
 } in { $agencies ->
    [one] one agency.
   *[other] { $agencies } agencies.
 }
people-agencies = Agencies
people-accounts = Accounts
people-count = Active accounts
people-invitations = Unused invitations and links
person-answer = Agency: { $agency }. Sign-in name: “{ $login }”. { $state ->
    [disabled] The account is disabled and can’t sign in.
   *[active] { $factor ->
        [yes] The account is active, with a second factor.
       *[no] The account is active, without a second factor so far.
    }
 }

invite-title = Invite a person
invite-lead = Faro sends no e-mail. At the end it gives you a one-time link to hand over yourself.
invite-button = Make the invitation
invite-done-title = The invitation is ready
invite-done = With this link, { $name } chooses a password and opens the account. It works once, for { $days ->
    [one] one day.
   *[other] { $days } days.
 }
link-link = Link
link-code = The code alone
copy-button = Copy
copy-done = Copied.
link-care = Copy the link now: it is not shown again. Hand it over in person or by a channel you trust, not by open e-mail. If it gets lost, withdraw it and make another.

agency-name = Name of the agency
agency-kind = Type
agency-kind-help = Immigration enforcement never takes part: nobody should fear asking for help because of their immigration status.
agency-kind-choose = Choose the type
agency-level = Level
agency-territory = Territory
agency-key = Key
agency-key-missing = Missing
agency-new-title = Add an agency
agency-create = Add the agency
agency-first = Nobody of this agency uses Faro yet. Invite its focal point first: they make the agency’s key and hand its files in.
agency-first-button = Invite its first person
agency-ended = no longer takes part
agency-ended-lead = This agency no longer takes part. Its sources and accounts passed to another; the history says to which and when.
agency-answer = { $kind }. Level: { $level }{ $placed ->
    [yes] , { $place }.
   *[no] .
 } { $state ->
    [ended] It no longer takes part: another agency took its place.
   *[open] { $key ->
        [yes] It takes part and has its key.
       *[no] It takes part but has no key yet: without one, its identity data can’t be sealed.
    }
 }
agency-history = History
agency-event-created = it was added with the name “{ $after }”.
agency-event-renamed = its name changed from “{ $before }” to “{ $after }”.
agency-event-changed = its type, level or territory changed.
agency-event-handed-over = it stopped taking part and handed everything over to “{ $after }”.
agency-event-took-over = it took over everything from “{ $before }”.
agency-event-key = its key was registered.
agency-hand-over = Hand everything over to another agency
agency-hand-over-lead = This ends the agency. Its sources and accounts pass to the other one. It can’t be undone. What was sealed stays sealed with the old key: the agency that takes over will need that key to open it.
agency-successor = Agency that takes over
agency-confirm = To confirm, type the name of the agency that ends
agency-confirm-differs = The name you typed is not this agency’s. Nothing was changed; type it as the title shows it.
agency-hand-over-button = Hand over and end
agency-bad-name = Write the agency’s name on one line, in at most { $n } characters.
agency-name-taken = Another agency has this name. Choose one that tells them apart.
agency-bad-kind = Choose the type of agency from the list.
agency-never = Immigration enforcement takes no part in Faro. If the agency does other work, choose the type that fits it.
agency-territory-missing = An agency that is not national needs its territory. Choose it from the list.
agency-has-ended = That agency has ended: nobody can open an account in it. Ask for another invitation, or invite the person into the agency that took over.
agency-bad-successor = That agency can’t receive anything: it no longer takes part, or it is the same one. Choose another that takes part.

## Referral directory
nav-directory = Directory
directory-title = Where to refer
directory-answer = { $n ->
    [0] The directory has no service for this place yet.
    [one] There is one service to refer to.
   *[other] There are { $n } services to refer to.
 } { $stale ->
    [0] { "" }
    [one] One has not been confirmed for { $days } days: call before you send anybody.
   *[other] { $stale } have not been confirmed for { $days } days: call before you send anybody.
 }
directory-where = Where the person is
directory-anywhere = The whole directory
directory-show = Show
directory-new-title = Add a service
directory-download = Download the list
directory-file = directory
directory-stale = Not confirmed.
directory-verified = Last confirmed
directory-verify = Still holds
directory-change = Change
directory-end = Take out
directory-end-title = Take out of the directory
directory-end-lead = “{ $name }” will no longer appear in the directory, nor on any page that uses it.
directory-end-no = Leave it
directory-form-lead = Confirm each detail by telephone before saving. Write the service’s line, never a person’s.
directory-name = Name of the service
directory-line = How it is reached
directory-line-help = The service’s telephone, official e-mail or public address. Do not write where a confidential shelter is.
directory-hours = Hours
directory-serves = Place that it serves
directory-offers = What it offers
directory-languages = Languages
directory-populations = Whom it serves
directory-save = Save as confirmed today
directory-in = Take a list in
directory-in-lead = A CSV or spreadsheet with the columns of the list that can be downloaded. If one row is wrong, none is taken in. Those that your agency keeps already, with the same name and place, are updated.
directory-in-file = File
directory-in-button = Take in
directory-in-model = Download the model
directory-taken-in = { $n ->
    [one] One service was taken in.
   *[other] { $n } services were taken in.
 }
directory-refused = Nothing was taken in. { $row ->
    [0] First row: { $why }
   *[other] Row { $row }: { $why }
 }
directory-unreadable = The file can't be read as a spreadsheet. Save it as CSV or XLSX and send it again.
directory-missing = The name, or how it is reached, is missing.
directory-too-long = A text is too long; use fewer than { $n } characters.
directory-bad-kind = That type is not in the list.
directory-bad-language = One of the languages is not in the list; use the codes of the model.
directory-bad-population = One of the groups is not in the list; use the codes of the model.
directory-too-many = The list is too long; it may have { $n } rows.
directory-bad-columns = the columns must be, in this order: { $columns }.
tongue-es = Spanish
tongue-pt = Portuguese
tongue-en = English
tongue-fr = French
tongue-ht = Haitian Creole
tongue-nl = Dutch
tongue-qu = Quechua
tongue-ay = Aymara
tongue-gn = Guaraní
tongue-arn = Mapudungun
tongue-quc = K’iche’
tongue-mam = Mam
tongue-kek = Q’eqchi’
tongue-yua = Yucatec Maya
tongue-nah = Nahuatl
tongue-guc = Wayuu
tongue-miq = Miskito
tongue-zh = Chinese
tongue-ar = Arabic
tongue-sgn = sign language
population-everybody = everybody
population-women = women
population-men = men
population-children = children
population-adolescents = adolescents
population-lgbtiq = LGBTIQ+ people
population-migrants = migrants
population-indigenous = indigenous peoples
population-afrodescendant = people of African descent
population-disability = people with disabilities
population-workers = workers

## Law, retention, requests and incidents
nav-law = Data and rights
legal-title = Legal pack
legal-lead = Faro writes model texts from the answers below and the country’s law. Nobody sends files before the agreement and the impact assessment are signed.
legal-signed = The agreement and the impact assessment are on record as signed.
legal-unsigned = Signatures are missing: files of other agencies are not to be sent yet.
legal-model = These are model texts. Have them reviewed by counsel before use.
legal-documents = Documents
legal-document = Document
legal-file = File, in the language of this page
legal-signed-title = Signed documents
legal-signed-none = No document is on record as signed.
legal-sign = Record a signature
legal-by = Function that signs
legal-by-help = An office, not a person’s name.
legal-on = Day of signature
legal-answers = Answers
legal-country = Country whose law applies
legal-body = Body that hosts the system
legal-place = City
legal-contact = Contact function
legal-contact-help = A function, not a person: for example, data protection officer.
legal-address = Official address or e-mail
legal-agencies = Participating agencies, one a line
legal-purposes = Purposes
legal-other = Other purposes, one a line
legal-data = Data that are shared
legal-hosting = Where it runs
legal-hosting-own = Own machines
legal-hosting-state = Data centre of the State
legal-hosting-provider = A provider, as processor
legal-provider = Provider, if any
legal-transfers = Who receives data abroad, one a line (empty: nobody)
legal-keep = Keep the draft
legal-problem = An answer is too long or not among those offered. Nothing was kept.
legal-law = The country’s law and its times
legal-source = Source:
legal-what = What
legal-time = Time
legal-status = Status of this fact
legal-incident = Incident
legal-holidays = Import holidays
legal-holidays-list = One a line: date, comma, name. It replaces the list before.
legal-holidays-known = Known holidays of the country: { $n }. Without a list only weekends are skipped.
retention-title = Retention and deletion
retention-answer = Items over their time: { $n }. Held back: { $held }.
retention-adopted = The schedule is adopted: the server deletes every day what is over.
retention-not-adopted = The schedule is not adopted: nothing is deleted by itself.
retention-adopt = Adopt the schedule
retention-suspend = Suspend the schedule
retention-run = Review and delete now
retention-run-title = Delete now?
retention-run-lead = This can’t be undone. Earlier backups still hold it.
retention-run-yes = Yes, delete
retention-run-no = No, go back
retention-plan = What would be deleted today
retention-plan-none = Nothing is over its time.
retention-class = Class of data
retention-amount = How many
retention-then = What happens
retention-hold = Legal hold
retention-holds = Legal holds
retention-holds-none = There is none.
retention-covers = What it covers
retention-reason = Reason
retention-until = Until
retention-until-lifted = it is lifted
retention-over = over
retention-lift = Lift
retention-place = Place a hold
retention-everything = Everything
retention-source = Only this source (its identifier; empty: all)
retention-rules = Times
retention-sensitivity = Sensitivity
retention-kept = Kept
retention-by = Who does it
retention-set = Change a time
retention-agency = For which agency
retention-agency-all = All that have no rule of their own
retention-agency-help = An agency’s own rule comes before the general one.
retention-unset = Take this rule back
retention-unset-help = From the next run on the general rule applies or, if this is the general one, the default.
retention-unset-yes = Yes, take it back
retention-days = Days
retention-days-help = Empty: until decided.
retention-proofs = Proofs of deletion
retention-proofs-none = Nothing was deleted yet.
retention-when = When
retention-keys = Keys destroyed (beginning of their hash)
retention-interrupted = interrupted; the next run finishes it
retention-broken = The chain of proofs does not hold from number
retention-file = proofs-of-deletion
requests-title = Requests of persons
requests-answer = Requests waiting: { $n }. Overdue: { $overdue }. Due soon: { $soon }.
requests-new = Register a request
requests-new-lead = Who asks is sealed to the key of the agency that answers; the register keeps a reference only.
requests-right = What is asked
requests-received = Received on
requests-requester = Who asks, and a safe way to answer
requests-requester-help = It is encrypted when kept. You may leave it empty and keep it on paper.
requests-register = Register
requests-reference = Reference
requests-due = Due
requests-act-by = Last working day to act
requests-clock = Legal time
requests-state = State
requests-decision = Decision
requests-letter = Answer letter (DOCX)
requests-who = Who asks
requests-open-who = See who asks
requests-who-key = It could not be opened: the agency’s key and its passphrase are needed, on the machine where it is kept.
requests-why = Reason
requests-passphrase = Passphrase of the key, if it has one
requests-step = Next step
requests-note = Reason or note
requests-note-help = Name nobody: this text is kept in clear.
requests-do = Save
step-decide = Decide (with the reason)
step-extend = Extend (and tell the person why)
step-answer = The answer was sent
step-withdraw = The person withdrew the request
step-note = Note
step-measures = Measures taken
step-close = Close, with what was learnt
register-history = History
happened-registered = registered
happened-extended = extended
happened-decided = decided
happened-answered = answered
happened-withdrawn = withdrawn
happened-noted = note
happened-requester_opened = who asks was opened
happened-notified_authority = authority told
happened-notified_people = persons told
happened-waived_authority = authority not told
happened-waived_people = persons not told
happened-measures = measures
happened-closed = closed
incidents-title = Incidents
incidents-answer = Open incidents: { $n }.
incidents-new = Register an incident
incidents-new-lead = Faro computes by when the authority and the persons must be told, by the country’s law.
incidents-what = What happened
incidents-classes = Classes of data concerned
incidents-found = Found
incidents-found-on = Day it was found
incidents-found-at = Time
incidents-found-help = By the country’s clock. When in doubt, the earlier time.
incidents-people = How many persons, roughly
incidents-measures = Measures taken
incidents-register = Register
incidents-notices = Notices that the law wants
incidents-details = Further details by
incidents-draft = Draft of the notice (DOCX)
incidents-notified = The notice was sent
incidents-waive = No notice, for this reason
incidents-given = Sent on { $when }
incidents-waived = Not sent: { $why }
incidents-closed = Closed
incidents-lessons = What was learnt
incidents-file = incidents
import-unsigned = Before files of another agency are imported, the agreement and the impact assessment must be signed.
error-register = Something is missing in the form, or can’t be used there: check dates, reasons and boxes.
error-field = Look at “{ $field }”: it is missing, too long, or can’t be used there.
error-changed = Somebody else changed it in between. Look again before you change it.

## Audit
nav-audit = Audit
audit-title = Audit
audit-whole = { $n ->
    [0] The chain is whole: there are no entries yet.
    [one] The chain is whole: 1 entry, followed on { $when }.
   *[other] The chain is whole: { $count } entries, followed on { $when }.
 }
audit-broken = The chain is not whole. { $what } Followed on { $when }.
audit-broken-hint = Somebody changed the database without Faro, or the server's key is another one. Delete nothing: take a copy, tell the data protection officer, and compare with an anchor that was kept elsewhere.
audit-not-checked = { $n ->
    [one] There is 1 entry; the chain is being followed.
   *[other] There are { $count } entries; the chain is being followed.
 }
audit-checking = Following the chain
audit-look-again = Look again
audit-verify = Follow the chain now
audit-anchor = Make an anchor
audit-last-anchor = Last anchor of this server: entry { $number }, { $date }, code { $code }
audit-no-anchor = This server has left no anchor yet.
audit-anchor-title = Anchor of the audit
audit-anchor-answer = The chain ends at entry { $number }, { $when }. This is its code:
audit-anchor-advice = Write it into the minutes of a meeting or send it to another agency. Only an anchor that is kept away from this machine shows whether somebody who controls the whole machine rewrites the chain. Check it with “faro audit verify --anchor CODE”; typing errors are noticed.
audit-back = Back to the audit
audit-bad-date = The date is not understood: write a year, a month or a day, such as 2026, 2026-03 or 2026-03-15.
audit-from = From
audit-to = To
audit-action = What
audit-actor = Who
audit-object = To what
audit-object-id = Identifier
audit-any = Anything
audit-search = Search
audit-clear = Remove filters
audit-entries = Entries
audit-none = There are no entries yet.
audit-none-found = No entry meets these filters.
audit-number = No.
audit-when = When
audit-place = From where
audit-why = Reason
audit-withheld = withheld
audit-newest = Newest
audit-older = Older
audit-copies = Copies
audit-copies-explained = CSV for spreadsheets; NDJSON to check the chain without Faro. They hold what the filters show, and the chain can be checked in a whole copy only. The column of reasons may hold personal data. Taking a copy is recorded in the audit.
audit-actor-owner = owner of the machine
audit-actor-worker = the server
audit-channel-page = page
audit-channel-api = API
audit-channel-command = command
audit-channel-worker = server
audit-event-import-asked = Handed in a file
audit-event-import-started = Began an import
audit-event-import-published = Published a version
audit-event-job-called-off = Called a job off
audit-event-mapping-saved = Kept a mapping
audit-event-rejected-opened = Opened rejected rows
audit-event-row-errors-read = Read objections row by row
audit-event-rows-behind-read = Read which rows are behind a figure
audit-event-territories-imported = Took in territories
audit-event-keys-made = Made keys or named the agency
audit-event-marked-simulated = Marked the data as simulated
audit-event-report-made = Made a report
audit-event-audit-read = Read the audit
audit-event-audit-exported = Copied the audit
audit-event-audit-checked = Followed the chain
audit-event-audit-anchored = Made an anchor
audit-event-audit-resealed = Sealed the audit anew
audit-event-server-key-rotated = Replaced the server's key
audit-event-reference-key-rotated = Replaced the key of case numbers
audit-object-source = source
audit-object-version = version
audit-object-job = job
audit-object-mapping = mapping
audit-object-territories = territories
audit-object-dataset = data
audit-object-report = report
audit-object-installation = installation
audit-object-audit = audit
## Sharing, two people, tasks
nav-home = Tasks
nav-approvals = Approvals
nav-waiting = { $n ->
    [one] { $n } waits for your decision
   *[other] { $n } wait for your decision
 }
home-title = My tasks
home-answer = { $n ->
    [0] Nothing waits for you.
    [one] One task waits for you.
   *[other] { $n } tasks wait for you.
 }
home-empty = What needs something from you appears here: decisions, missing labels, recalls to confirm.
task-second-factor = Your account opens with a password alone. Set up a second factor.
task-key = Your agency has no key yet: make it, so that spreadsheets can be taken in.
task-approvals = { $n ->
    [one] One request waits for your decision.
   *[other] { $n } requests wait for your decision.
 }
task-recall = { $agency } withdrew “{ $source }”. Delete your agency’s copies and confirm it.
task-label = “{ $source }” has no label: only your agency’s focal points and data protection officer see it. Say who may see it.
task-share-ends = “{ $source }” stops being shared after { $date }. If more time is needed, ask before then.
task-share-ended = “{ $source }” stopped being shared after { $date }. Ask for more time, or restrict the label.
task-unacknowledged = { $n ->
    [one] One agency has not confirmed yet that it deleted what was withdrawn.
   *[other] { $n } confirmations that withdrawn data were deleted are missing.
 }
task-one-administrator = You are the only administrator, and some changes need two. Invite another one.
task-job = “{ $file }” is being imported.

tlp-red = Only the agency’s focal points and data protection officer.
tlp-amber-strict = Only the agency, according to each person’s role.
tlp-amber = The agency and those it names.
tlp-green = Every agency that uses this Faro.
tlp-clear = Every agency, and it may be published once checked that it exposes nobody.
label-heading = Who sees it
label-title = Who may see “{ $source }”
label-lead = Restricting takes effect at once. Sharing with more agencies, with fewer limits or for longer waits until another person of your agency agrees.
label-unset = Nobody has set a label yet.
label-unset-short = no label
label-from-other = from another agency
label-who = Who may see it?
label-now = Label now
label-owner = Agency
label-purpose = What it is shared for
label-purpose-help = What the others may do with these data. Needed with AMBER, GREEN and CLEAR.
label-basis = Legal basis
label-basis-help = The agreement, law or decision that allows sharing. Needed with AMBER, GREEN and CLEAR.
label-recipients = Shared with
label-recipients-choose = With AMBER, with which agencies?
label-recipients-hidden = with your agency; only who shares knows the whole list
label-no-partners = There is no other agency in this Faro yet.
label-shows = Each agency knows which others it is shared with
label-shows-help = Unless ticked, each knows of itself only.
label-until = Last day
label-until-help = Until which day it is shared, at most five years. May stay empty with CLEAR.
label-no-end = no date
label-reason-help = For the person who decides with you. Needed to share more; write no names of people.
label-inside-only = Sharing with other agencies is asked for later by a focal point, on the page of the source.
label-save = Save
label-change = Change who sees it
label-expired = It is no longer shared: the last day has passed.
label-waiting = Waits for a second person:
label-stays = This source has a label already, and keeps it:
label-no-level = Choose who may see it.
label-no-purpose = Write what it is shared for, in { $n } characters or fewer.
label-no-basis = Write the legal basis, in { $n } characters or fewer.
label-no-recipient = Tick at least one other agency, or choose a more restricted label.
label-no-day = Choose the last day: after today and at most five years away.
label-changed = Somebody else changed the label meanwhile. Nothing was changed; look at it as it is now and try again.

nav-emergency = Emergency
emergency-banner = Emergency access to data of { $agency } until { $until }
emergency-title = Emergency access
emergency-answer = { $n ->
    [0] No emergency access is open.
    [one] { $n } emergency access is open.
   *[other] { $n } emergency accesses are open.
}
emergency-lead = When a life is in danger, one person can see data of another agency for a few hours. Identities stay sealed. Everything is in the audit, and somebody else reviews it.
emergency-none = There is none.
emergency-new-link = Ask for emergency access
emergency-new-title = Ask for emergency access
emergency-new-answer = Only when a life is in danger. The other agency and data protection are told at once.
emergency-new-lead = You will see figures and facts of that agency’s cases, if it has any, on the analysis pages only and as long as it lasts. You will see no identities, rows or documents, and can download none. Nothing says beforehand whether the agency has data.
emergency-call = Call them as well: only the other agency can tell you who somebody is, and act with them.
emergency-call-heading = Call the agency
emergency-no-contact = This agency has no lines in the directory. Reach it by whatever way you know.
emergency-choose = Choose
emergency-at-once = opens at once
emergency-asks-first = the agency decides first
emergency-who = Who
emergency-owner = Agency that has the data
emergency-danger = What the danger is
emergency-danger-life = Somebody may be killed or badly hurt
emergency-danger-held = Somebody is being held
emergency-danger-moved = Somebody is about to be moved away
emergency-danger-child = A child is in danger
emergency-reason = Reason: why it is needed
emergency-reason-help = The other agency and data protection will read it, and it stays in the audit. Write no names and nothing that says who somebody is.
emergency-groups = Which data are needed
emergency-groups-help = Tick only what you need.
emergency-group-record = The record: dates, place, agency
emergency-group-person = The person: age, sex, nationality
emergency-group-process = Recruitment, transport and control
emergency-group-exploitation = Exploitation: form and place
emergency-group-justice = Justice and reparation
emergency-group-assistance = Assistance
emergency-how-long = For how long
emergency-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
emergency-open = Open
emergency-leave = Don’t open
emergency-asked-title = The agency was asked
emergency-asked = This agency decides before its data are opened. Your request waits for it, and nothing is open. “My tasks” tells you when it opens.
emergency-one-title = Emergency access
emergency-mine-open = It is open. The analysis pages show it until it ends and say so at the top.
emergency-to-figures = See the data
emergency-from = From
emergency-until = Until
emergency-ended = Ended before by
emergency-reads = How often data were looked at
emergency-review-due = Review before
emergency-reviewed = Reviewed by
emergency-review-note = What the review says
emergency-end = End now
emergency-review = Review
emergency-review-lead = Ask whoever used it what happened. Say whether there was a danger and whether no more was opened than needed. The review ends what is still open.
emergency-review-button = Keep the review
emergency-finding = Outcome
emergency-finding-justified = It was justified
emergency-finding-not-justified = It was not justified
emergency-finding-incident = It was misuse: register an incident
emergency-incident = Incident registered
emergency-state-open = Open
emergency-state-ended = Ended
emergency-state-unreviewed = Not reviewed yet
emergency-state-overdue = The review is late
emergency-many = This person opened { $n } within 24 hours.
emergency-allowed = What your agency allows beforehand
emergency-allowed-lead = If your agency does not open at once, it can allow another one to, until a day. Taking the permission back works at once and closes what is open.
emergency-allowed-none = It allows nothing beforehand.
emergency-allow-link = Allow an agency
emergency-allow-title = Allow emergency access beforehand
emergency-allow-lead = People of that agency will be able to open facts of your agency’s cases for a few hours without asking first. You are told each time. Another person of your agency has to agree.
emergency-allow-whom = Which agency
emergency-allow-button = Ask to allow it
emergency-disallow = Take the permission back
emergency-no-agency = Choose an agency that takes part.
emergency-no-fields = Tick at least one group of data.
emergency-no-danger = Say what the danger is.
emergency-no-hours = Choose between 1 and { $n } hours.
emergency-too-many = You have { $n } open or waiting. End one before you ask for another.
emergency-too-many-today = You opened { $n } within the last 24 hours. Call the agency.
emergency-unreviewed = An earlier access of yours was not reviewed in time. Ask data protection to review it; until then you can’t open another. Call the agency.
emergency-has-ended = It has ended.
emergency-own = Nobody reviews what they opened.
emergency-was-reviewed = It was reviewed already.
emergency-no-finding = Choose an outcome.
emergency-no-day = The last day is missing, past, or more than a year away.
asked-break-glass = Emergency access of { $agency } to facts of cases of { $about }, for { $hours } h: { $danger }
asked-allow-emergency = Allow { $about } emergency access to facts of your agency’s cases until { $date }
task-emergency-open = { $who } opened data of { $owner } in an emergency, until { $until }. See why; you can end it.
task-emergency-review = The emergency access of { $who } to data of { $owner } is to be reviewed before { $until }.
task-emergency-overdue = Late: the review of the emergency access of { $who } to data of { $owner }.
task-emergency-many = { $who } reached the limit of emergency accesses within 24 hours.
task-emergency-mine = You have data of { $owner } open until { $until }. End it when you don’t need it.
audit-event-emergency-opened = Opened an emergency access
audit-event-emergency-refused = Asked for emergency access beyond the limit
audit-event-emergency-read = Looked at data under an emergency access
audit-event-emergency-ended = Ended an emergency access
audit-event-emergency-reviewed = Reviewed an emergency access
audit-event-emergency-allowed = Allowed emergency access beforehand
audit-event-emergency-disallowed = Took the permission for emergency access back

recalls-title = Recalls
recalls-answer = { $n ->
    [0] Your agency has no copies left to delete.
    [one] It is not confirmed yet that the copies of one source were deleted.
   *[other] It is not confirmed yet that the copies of { $n } sources were deleted.
 }
recalls-received = What other agencies withdrew
recalls-received-none = Nobody has withdrawn anything that was shared with your agency.
recalls-received-lead = These data are no longer part of your figures. Delete reports, tables and files that hold them, and confirm it.
recalls-sent = What your agency withdrew
recall-agency = Withdrawn from
recall-at = When
recall-copies = Copies
recall-deleted = Confirmed deleted
recall-waiting = Not confirmed yet
recall-acknowledge = We deleted the copies
recall-heading = Withdraw what is shared
recall-lead = The data leave the other agencies’ figures at once. Faro asks them to delete their copies and shows which have confirmed it. What was published can’t be withdrawn.
recall-from = Withdraw from (with none ticked, from all)
recall-why = Reason, for your agency’s record
recall-button = Withdraw now
recall-nothing = Nothing is shared with those agencies. Nothing was withdrawn.
asked-delete-source = Delete “{ $about }” with everything in it

deletion-link = Delete this source
deletion-title = Delete “{ $source }”
deletion-answer = It is deleted for ever. Nobody can bring it back from Faro.
deletion-lead = The data leave all figures at once, those of other agencies too. A job then deletes each version with its sealed identities and the keys that open them, and leaves a proof of each.
deletion-versions = Versions
deletion-rows = Rows of data, in all versions
deletion-sealed = Sealed identities
deletion-recipients = Asked to delete their copies
deletion-stays = What stays: that the source existed, who deleted it and why, and the proofs. Backups hold it until they expire.
deletion-type-name = Type the name of the source to confirm
deletion-why = Reason for deleting
deletion-ask = Ask to delete it
deletion-now = Delete now
deletion-keep = Keep it
deletion-wrong-name = This is not the name of the source. Type it as it stands by the field.
deletion-held = The legal hold { $hold } keeps it from being deleted. Ask the data protection officer whether it can be lifted.
deletions-title = Deleted sources
deletions-answer = { $n ->
    [0] Nothing is being deleted.
    [one] { $n } source is being deleted.
   *[other] { $n } sources are being deleted.
}
deletions-none = Nobody has deleted a source.
deletions-lead = They are in no figure and on no page any more. There is a proof for each version under “Retention and deletion”.
deletion-people = Asked · agreed
deletion-at = Hidden from everybody since
deletion-finished = Deleted completely: { $at }
deletion-stopped = Stopped by the legal hold { $hold }. It stays hidden and is deleted when the hold ends.
deletion-running = { $done } of { $of } versions deleted
task-deletion = “{ $source }” is being deleted.
task-deletion-held = The legal hold { $hold } stops the deletion of “{ $source }”.
audit-event-source-deleted = Deleted a source
audit-event-source-erased = Nothing is left of a deleted source

approvals-title = Approvals
approvals-answer = { $n ->
    [0] Nothing waits for your decision.
    [one] One request waits for your decision.
   *[other] { $n } requests wait for your decision.
 }
approvals-lead = What is delicate needs two people: one asks and another agrees. There are 72 hours to decide.
approvals-to-decide = Wait for your decision
approvals-mine = You asked for
approvals-past = Decided
approval-title = Request
approval-what = What is asked for
approval-state = State
approval-state-open = Waits
approval-state-approved = Approved and done
approval-state-refused = Refused
approval-state-withdrawn = Taken back by who asked
approval-state-overtaken = Without effect: what it was about changed
approval-state-expired = Expired without a decision
approval-reason = Reason
approval-reason-help = The second person reads it, and it stays in the audit. Write no names of people in cases.
approval-your-reason = Reason for your decision
approval-asked-by = Asked by
approval-until = Can be decided until
approval-decided = Decided by
approval-decide = Look and decide
approval-decide-lead = If you agree, it is done at once.
approval-approve = I agree
approval-refuse = Refuse
approval-withdraw = Take my request back
approval-mine-waits = It waits for another person. You can’t decide what you asked for.
approval-nobody = Nobody else can decide it now. Ask whoever manages accounts to give another person the same role.
approval-nobody-sharing = Sharing needs two people, and nobody else in your agency can agree. Ask whoever manages accounts to make another person a focal point or data protection officer. You can restrict on your own.
approval-no-reason = Write the reason, in { $n } characters or fewer.
approval-no-reason-short = The reason is missing, or too long.
approval-not-open = This request was decided or taken back already, or has expired.
approval-own = You can’t decide what you asked for.
approval-waiting-already = The same was asked for already and waits for a decision.
approval-overtaken = What this request was about has changed, or who asked may not ask for it any more. Nothing was done; it has to be asked for again.
asked-widen-sharing = Share “{ $about }” as TLP:{ $level }
asked-remove-second-factor = Remove the second factor from the account of { $about }
asked-hand-agency-over = End { $about } and hand everything over to { $successor }
factor-remove-lead = If the person lost the phone and the recovery codes, ask for the second factor to be removed. Somebody of their agency has to agree or, if the account sees no case data, another administrator. First make sure, face to face or by phone, that it is really this person who asks.
factor-remove-button = Ask for its removal
factor-none = This account has no second factor.
audit-event-label-set = Set a label
audit-event-share-recalled = Withdrew what was shared
audit-event-recall-acknowledged = Confirmed that copies were deleted
audit-event-approval-asked = Asked for what needs two people
audit-event-approval-given = Agreed to a request
audit-event-approval-refused = Refused a request
audit-event-approval-withdrawn = Took a request back
audit-event-second-factor-removed = Removed a second factor
audit-event-agency-handed-over = Handed an agency over to another
audit-object-recall = recall
audit-object-approval = request
audit-object-account = account
audit-object-agency = agency

# Who lets people in
nav-own-people = Our people
own-people-title = Who works here
own-people-answer = { $n ->
    [one] One person of your agency can sign in.
   *[other] { $n } people of your agency can sign in.
}
own-people-lead = Nobody sees your agency’s data unless somebody of it agrees: what is asked for waits under “Approvals”. If an account should no longer get in, stop it here; it takes effect at once.
own-people-stop = Stop
own-people-stop-title = Stop an account
own-people-stop-lead = The account of { $name } can’t sign in any more, and its sessions end at once. To bring it back, whoever manages accounts has to ask and your agency to agree.
own-people-reason-help = It is kept in the audit. Don’t write names of people from cases.
own-people-stop-button = Stop the account
own-people-back = Don’t stop it
consent-reason = Reason for the request
consent-reason-help = Whoever has to agree reads it: somebody of the agency or, where there is nobody, a data protection officer. Needed whenever the person will see data and there is somebody who can agree.
consent-nobody = Nobody of the agency can agree, and there is no data protection officer. Whoever runs the server can do it: “faro accounts --let-in”.
invitation-waits = Waits for the agency to agree
invitation-awaits = Your agency, or whoever protects the data, has yet to agree that you come in. The request is under Approvals; open this link again later.
link-awaits = The link works once the agency agrees. It is among its people’s tasks; you can hand it over now.
agency-kind-reason = Reason for the change of type
agency-kind-reason-help = Only if the type of agency changes: what others may open in an emergency depends on it, and the agency has to agree.
asked-let-in = Give { $about } an account at { $agency }
asked-new-password = Give { $about }, of { $agency }, a link to a new password
asked-give-access = Give { $about } more access
asked-change-agency = Change what { $about } is
audit-event-let-in = Let somebody in
audit-event-access-given = Gave an account more access
audit-event-access-taken = Took access from an account
audit-event-account-stopped = Stopped an account of their agency
audit-event-agency-changed = Changed what an agency is

# Operations: backups and jobs
nav-operations = Operations
operations-title = Backups and state
operations-work = Jobs on this server
operations-doctor = For a full look at the installation, on the machine’s console:
backups-title = Backups
backups-none = No backup has been made yet.
backups-last = The last backup is of { $when } and takes { $size }.
backups-old = There is no backup of the last two days. If the machine breaks today, what was taken in since is lost.
backups-failed = The latest try did not succeed: { $why }
backups-no-recipients = This server makes no backups by itself until somebody says, on the machine’s console, whom they are encrypted to. It is said there and not here because whoever opens a backup sees case data, and whoever manages accounts must not. The key is kept away from the server.
backups-lead = The server makes a backup every day and leaves it here, encrypted: without the key, which is not on this machine, nobody opens it. Download it and keep it in another building.
backups-kept = The { $n } most recent stay.
backups-recipients = Encrypted to
backups-under-way = A backup is being made.
backups-look-again = See whether it is done
backups-now = Make a backup now
backups-file = File
backups-size = Size
backups-delete = Delete
backups-delete-title = Delete a backup
backups-delete-lead = { $name } will be deleted from this server. Copies kept elsewhere stay.
backups-delete-button = Delete the backup
backups-keep = Keep it
job-state-queued = Waiting
job-state-running = Running
job-state-done = Done
job-state-failed = Failed
job-state-cancelled = Cancelled
jobs-title = Imports
jobs-answer = { $n ->
    [0] No import is under way.
    [one] One import is under way or waits.
   *[other] { $n } imports are under way or wait.
}
jobs-none = Your agency has not taken a spreadsheet in yet.
jobs-file = File
jobs-state = State
jobs-cancel = Cancel
audit-event-backup-recipients-set = Said whom backups are encrypted to
audit-event-backup-asked = Asked for a backup
audit-event-backup-taken = Downloaded an encrypted backup
audit-event-backup-deleted = Deleted a backup
tokens-title = Program tokens
tokens-open = See and make tokens
tokens-lead = With a token, a program of yours works with Faro in your name: a dashboard, a spreadsheet, a system of your agency.
tokens-list = Your tokens
tokens-none = There are none yet.
tokens-name = Name of the token
tokens-name-help = To know it by in this list, such as “Monthly dashboard”. Don’t write the token itself here, or anything about a person.
tokens-may = What it may do
tokens-made = Made
tokens-ends = Ends
tokens-over = ended
tokens-never = never
tokens-revoke = Revoke
tokens-new = Make a token
tokens-nothing = None of your roles has anything that a program could do for you.
tokens-for = How long it serves
tokens-days = { $n ->
    [one] one day
   *[other] { $n } days
 }
tokens-never-more = A token never does more than you may at that moment, and nothing that asks you again who you are or needs two people. If your password, your second factor or your roles change, all your tokens stop working.
tokens-make = Make the token
tokens-bad-name = Write the name of the token on one line, in at most { $n } characters.
tokens-no-scope = The token may do nothing. Tick at least one action.
tokens-bad-scope = A token of this account may not do one of the actions ticked. Look through the list.
tokens-bad-days = Choose how long it serves: 1 to { $n } days.
tokens-too-many = You already have { $n } tokens that serve. Revoke one that you don’t use.
token-title = The new token
token-once = Copy the token now: it is not shown again.
token-token = Token
token-try = To try it
token-care = Keep it where your program keeps its secrets: not in code, not in an address, not in an e-mail. Whoever has it acts in your name. If it gets lost or somebody else saw it, revoke it.
token-kept = I have kept it
scope-answer-recalls = See what other agencies withdrew, and confirm that it was deleted
scope-import-files = Hand in files and mend mappings
scope-keep-directory = Keep the agency’s entries in the directory
scope-manage-incidents = Register incidents and follow them
scope-manage-requests = Register and answer what persons ask the agency
scope-oversee-requests = The same for every agency
scope-read-audit = Search the audit
scope-read-directory = See the referral directory
scope-read-figures = See figures, reports and where they come from
scope-read-incidents = See the incident register
scope-read-legal = See the legal pack and each country’s deadlines
scope-read-people = See agencies and accounts
scope-read-retention = See how long data are kept, and the proofs
scope-read-row-errors = See objections row by row
scope-read-sources = See sources, their quality and their versions
scope-see-approvals = See what waits for a second person
scope-set-label = Set or restrict labels, and recall what was shared
audit-event-token-made = Made a token for a program
audit-event-token-revoked = Revoked a token
audit-event-token-refused = A token was used that does not serve any more
audit-object-token = Program token
## Keys and opening
nav-keys = Keys
keys-title = Keys of the agency
keys-own-folder-answer = This folder has a key of its own.
keys-own-folder = The key lies in the data folder (agency.key). Keep a copy elsewhere: without it nobody can open the identities. “faro agency-key” shows and changes it.
keys-none = { $agency } has no key yet. Until it has one, it can’t hand in files.
keys-answer = The identities that { $agency } hands in are sealed to this key. Only who has its secret half can open them; this server has not.
keys-done = The key is registered. Keep the file in two safe places and the passphrase in a third.
keys-asked = The change of key waits for a second person of the agency, under “Approvals”.
keys-on-host = The secret half of this key lies on this server (agency.key). Whoever runs or steals the server can open the identities. Ask whoever runs it to take it away with “faro agency-key take-away” and to give it to you, or make a new key.
keys-fingerprint = Fingerprint
keys-fingerprint-help = Read it over the telephone to the other person who keeps the key. If a single number differs, it is not the same key.
keys-public = Public key
keys-new = Make the key
keys-replace = Change the key
keys-openers = Who may open identities
keys-openers-none = Nobody: no active account of the agency has that permission.
keys-openers-help = Besides the permission it takes the key file and its passphrase.
keys-former = Earlier keys
keys-former-help = Keep an earlier key as long as anything is sealed to it, or there are backups from then.
keys-made-at = Registered
keys-made-by = Registered by
keys-origin = Made
keys-origin-host = with the data folder
keys-origin-browser = in a browser
keys-origin-elsewhere = outside this page
keys-retired = Replaced
keys-sealed = Data keys and texts sealed to it
keys-new-lead = A key has two halves. The public one stays here and only seals. The secret one is kept by the agency and is the only one that opens. If it is lost, nobody can open what was sealed.
keys-new-replaces = The agency has a key already. Another takes its place when a second person agrees. What is sealed stays with the earlier key until the agency moves it to the new one.
keys-here = Make it in this browser
keys-here-help = The secret half is made on this computer and downloaded as a file protected by a passphrase. It is sent nowhere.
keys-no-script = This needs JavaScript. Without it, make the key on the command line as explained below.
keys-make = Make and download agency.key
keys-check = Check the file
keys-check-help = Now choose the file that you have just saved. That way nobody seals to a key that was lost on download.
keys-elsewhere = Register one made elsewhere
keys-elsewhere-help = On a computer of the agency, with Faro installed. A device or program that holds an X25519 key and opens HPKE serves as well.
keys-public-help = Paste the text of agency.pub, or its 64 digits. Never paste agency.key.
keys-check-elsewhere = Continue
keys-prove-title = Show that the key is saved
keys-prove-help = Open this text with the secret half and paste the answer. Only who has it can.
keys-prove-answer = Answer
keys-replace-help = The other person reads it before agreeing. Compare the fingerprint with them.
keys-ask = Ask for the change
keys-register = Register the key
keys-refused-not-a-key = This is no public key. Paste the text of agency.pub or its 64 digits.
keys-refused-in-use = This key is or was in use here. Make a new one.
keys-refused-unproved = The answer is not the one that the secret half gives, or more than half an hour went by. Try with the text on this page.
keys-refused-changed = The agency’s key changed meanwhile. Look at the page of keys again.
asked-replace-key = Change the agency’s key to the one with the fingerprint { $about }
openings-title = Who opened identities
openings-answer = { $n ->
    [0] Nobody has opened identities of the agency.
    [one] Identities of the agency were handed out for opening once.
   *[other] Identities of the agency were handed out for opening { $n } times. The latest comes first.
}
openings-when = When
openings-who = Who
openings-what = What
openings-purpose = Reason
openings-help = Each line is written before anything is handed out, and stands in the audit. What is opened from a copy that was downloaded before does not pass here.
openings-on-host = Whoever runs the server
lookup-title = Look up without opening
lookup-none = There are no sealed rows to look up in.
lookup-answer = { $n ->
    [0] None of the { $all } sources can be looked up in yet: make them ready first, below.
    [one] 1 source of { $all } can be looked up in.
   *[other] { $n } sources of { $all } can be looked up in.
}
lookup-lead = Give a document, a name, a telephone or a case number, and see in which rows of your agency it stands, without opening any. The server does not learn what you look up.
lookup-no-script = This needs JavaScript: the key is used in this browser.
lookup-kind = What it is
lookup-kind-document = Identity document
lookup-kind-name = Full name
lookup-kind-phone = Telephone
lookup-kind-number = Number of a case or person
lookup-sought = What to look up
lookup-sought-help = In full: parts are not found. Case, accents, hyphens and the order of names don't matter; of a telephone the last eight digits count. It is not sent.
lookup-go = Look up
lookup-sources = Sources that are looked up in
lookup-which = Source
lookup-ready = ready
lookup-not-ready = not ready
lookup-index = Make it ready
lookup-index-help = This browser gets all sealed rows of the source, opens them with the key, and gives back only marks that nobody without the key can make or try. Do it on a machine of the agency. When interrupted, it begins again. It has to be done for each new version of the source, and when the key changes.
lookup-refused = The source or the key changed meanwhile, or somebody else is making it ready. Load the page again.
lookup-too-little = This is too short or too long to be looked up.
lookup-nowhere = It stands in no row of the sources that can be looked up in.
lookup-found = It stands in %n rows. To see them, open them and say what for.
lookup-found-in = %source: rows %rows
lookup-more = and perhaps more
lookup-indexing = Block %done of %all…
lookup-indexed = Done: this source can be looked up in.
rewrap-title = Move to the new key
rewrap-lead = What was sealed to this earlier key moves to the current one. Rows are not touched: only the small keys that open them change.
rewrap-no-script = This needs JavaScript: the keys are opened in this browser.
rewrap-progress = Progress
rewrap-go = Open and seal again
rewrap-help = Choose the file of the earlier key. You may stop it: it goes on where it was.
escrow-title = Leave the key with two officers
escrow-lead = If the agency wants it, the key is split into two files for two people. One alone opens nothing; with both the key is restored. Nothing of it is kept on the server.
escrow-no-script = This needs JavaScript, or the command line: “faro agency-key split” and “faro agency-key join”.
escrow-split = Split the key
escrow-split-help = Two files are downloaded. Give each to a different person and delete both from this computer.
escrow-split-go = Split and download
escrow-join = Restore the key
escrow-join-help = Both people choose their file on this computer. The key is downloaded under a new passphrase.
escrow-part-1 = One part
escrow-part-2 = The other part
escrow-join-go = Join and download
vault-opening = Opening the key…
vault-wrong-passphrase = The passphrase does not open this key. Try again.
vault-not-a-key = This is not the file that is needed. Choose the file of the agency’s key.
vault-other-key = This is another key: something else sealed it. Compare the fingerprints on the page of keys.
vault-damaged = What is sealed was damaged or changed and does not open. Tell whoever runs the server.
vault-no-file = Choose the file.
vault-short-passphrase = The passphrase needs at least 12 characters. Several random words will do.
vault-different = The two passphrases differ.
vault-failed = It could not be done. Try again.
vault-making = Preparing the key file…
vault-made = The file agency.key was downloaded. Save it and check it below.
vault-opened = Opened. It goes after five minutes, or when you leave the page.
vault-rejected-done = The spreadsheet with %n rows was downloaded. Return it to the agency only, and delete it afterwards.
vault-reason-column = Reason for rejection
vault-row-column = Row
vault-field-column = Field
vault-value-column = Value
vault-rewrapping = %left left.
vault-rewrapped = Done: nothing is sealed to the earlier key any more. Keep it as long as there are backups from then.
vault-split-done = Two files were downloaded: give each to a different person.
vault-joined = The key was downloaded under the new passphrase.
vault-key-file = Key file (agency.key)
vault-key-help = It is read in this browser and not sent.
vault-passphrase = Passphrase of the key
vault-new-passphrase = New passphrase for the key
vault-new-passphrase-help = At least 12 characters. Write it on paper and keep it away from the file.
vault-passphrase-again = The same passphrase again
vault-opened-title = Opened in this browser
vault-opened-help = The server does not see this.
vault-clear = Hide now
open-rows = Rows
open-rows-help = Row numbers of the file, for example 12, 40-43. Up to 50.
open-why = Reason
open-why-help = The agency sees it under “Who opened identities”, and it stays in the audit. Name nobody.
open-go = Open
open-no-script = Without JavaScript a sealed file is downloaded, to be opened on a computer of the agency:
open-download = Download sealed
open-why-missing = Write the reason, in 500 characters or fewer.
open-rows-wrong = The rows are not understood, or more than 50. Write for example 12, 40-43.
open-rows-nothing = Those rows have no sealed identities.
identities-title = Identities of “{ $source }”
identities-lead = Only the rows that you ask for are opened, with the agency’s key and for a reason.
identities-link = Open identities
requester-title = Who asks in { $reference }
requester-lead = It is opened with the agency’s key and for a reason.
import-no-key = The agency has no key yet. Make it first: without it identities can’t be sealed.
error-no-key = The agency has no key yet, and without one no files are taken. Its focal point makes it under “Keys”.
audit-event-identity-opened = Asked to open identities
audit-event-identities-indexed = Made sealed rows ready to be looked up in
audit-event-identity-looked-up = Looked up in sealed rows without opening them
audit-event-key-registered = Registered the agency’s key
audit-event-key-replaced = Changed the agency’s key
audit-event-rewrap-asked = Asked for what an earlier key sealed
audit-event-rewrapped = Moved what was sealed to the current key
audit-event-key-split = Split the key for two officers
audit-object-key = key
audit-object-request = request of a person

# Passkeys
passkeys-title = Passkeys
passkeys-open = See and add passkeys
passkeys-answer = { $n ->
    [0] Your account has no passkeys yet.
    [one] Your account has one passkey.
   *[other] Your account has { $n } passkeys.
}
passkeys-lead = With a passkey you sign in with the finger, face or PIN of your phone or computer instead of the six digits. It works at the address of this Faro only: a copied page gets nothing. The six digits and the recovery codes go on working.
passkeys-name = Passkey
passkeys-made = Made
passkeys-used = Last used
passkeys-remove = Remove
passkeys-factor-first = Set up the second factor with six digits first: it is what you have left when you lose the device.
passkeys-full = Your account has { $n } passkeys already. Remove one to add another.
passkeys-no-browser = This browser, or this device, knows no passkeys. You can go on with the six digits.
passkeys-no-name = Passkeys need Faro to have a name and a secure connection (https). Ask whoever runs the server.
passkeys-new-name = Name
passkeys-name-help = To recognise it: “Phone at work”.
passkeys-bad-name = Type a name of { $n } letters at most.
passkeys-add = Add a passkey
passkeys-wait = Follow what the device says.
passkeys-failed = It did not work. Try again or use the six digits.
passkeys-refused = The passkey could not be kept. The page was open for too long, or the key is of another kind. Try again.
passkeys-show = Continue with the passkey
audit-event-passkey-added = Added a passkey
audit-event-passkey-removed = Removed a passkey
hand-in-answer = This file was checked and sealed at the agency: no name comes here.
hand-in-unreadable = The sealed file can’t be taken in. Nothing was kept.
hand-in-other-key = It was sealed to another key than the agency’s. Make it again with the public key that the page “Keys” shows.
hand-in-damaged = The file is damaged, or of a newer Faro. Make it again.
## Audit: accounts, registers, refusals
audit-actor-stranger = somebody unknown
audit-event-set-up = Opened Faro to more people
audit-event-invitation-made = Invited a person
audit-event-invitation-withdrawn = Withdrew an invitation
audit-event-invitation-used = Used an invitation and opened an account
audit-event-password-link-made = Made a link to a new password
audit-event-password-link-used = Chose a new password with a link
audit-event-account-changed = Changed an account
audit-event-account-disabled = Disabled an account
audit-event-sign-in-begun = Right password; the second factor was still to come
audit-event-signed-in = Signed in
audit-event-signed-out = Signed out
audit-event-proved-again = Proved again who they are
audit-event-password-changed = Changed their password
audit-event-second-factor-set = Set up a second factor
audit-event-recovery-code-used = Used a recovery code
audit-event-sessions-ended = Ended sessions of their own
audit-event-agency-made = Made an agency
audit-event-directory-entry-made = Added a directory entry
audit-event-directory-entry-changed = Changed a directory entry
audit-event-directory-entry-verified = Verified a directory entry
audit-event-directory-entry-ended = Removed a directory entry
audit-event-directory-imported = Took a list into the directory
audit-event-legal-answers-kept = Kept answers of the legal pack
audit-event-document-signed = Noted a signed document
audit-event-holidays-imported = Took in holidays
audit-event-schedule-adopted = Adopted the retention schedule
audit-event-schedule-suspended = Suspended the retention schedule
audit-event-retention-set = Set how long data are kept
audit-event-retention-unset = Went back to the default time
audit-event-retention-run = Began to delete what is over
audit-event-retention-step = Deleted data whose time is over
audit-event-hold-placed = Placed a legal hold
audit-event-hold-lifted = Lifted a legal hold
audit-event-request-registered = Registered a person’s request
audit-event-request-changed = Took a step of a person’s request
audit-event-request-answer-made = Made the answer to a person’s request
audit-event-requester-opened = Opened who makes a request
audit-event-incident-registered = Registered an incident
audit-event-incident-changed = Took a step of an incident
audit-event-incident-notice-made = Made a notice of an incident
audit-event-incidents-exported = Copied the incident register
audit-event-backup-made = Made a backup
audit-event-databases-restored = Restored the databases, or moved them here
audit-event-databases-moved = Began to move the databases
audit-event-sign-in-refused = Sign-in refused
audit-event-access-refused = Access refused
audit-event-guessing-noticed = Alarm: somebody guesses at sign-ins
audit-event-refusals-noticed = Alarm: many refused accesses
audit-event-alarms-reviewed = Looked into the alarms
audit-object-action = action
audit-object-sign-in = sign-in
audit-object-refusals = times
audit-object-invitation = invitation
audit-object-directory-entry = directory entry
audit-object-legal-pack = legal pack
audit-object-country = country
audit-object-class = class of data
audit-object-retention = retention
audit-object-hold = legal hold
audit-object-incident = incident
audit-alarms = Alarms to look into
audit-alarms-explained = Somebody tried to sign in or to open things many times in a short while, or asked for more rows than may leave. Look in the entries of that hour which account and which place it was; talk to the person, or have the account disabled. A repeated mistake can cause it too.
audit-alarms-found = What you found
audit-alarms-found-help = No names of persons; 500 characters or fewer. It stays in the audit.
audit-alarms-reviewed = I have looked into them
task-alarms = { $n ->
    [one] There is an alarm: repeated refused accesses, guessing at sign-ins, or more rows asked for than may leave. Look into it.
   *[other] There are { $n } alarms: repeated refused accesses, guessing at sign-ins, or more rows asked for than may leave. Look into them.
}

# Messages
messages-title = Messages
messages-head = { $n ->
    [one] You have a message
   *[other] You have { $n } messages
}
messages-answer = { $n ->
    [0] You have no unread messages.
    [one] You have one unread message.
   *[other] You have { $n } unread messages.
}
messages-none = What waits for you to see it appears here: a request, an emergency access, a deadline.
messages-read-all = Mark all as read
messages-read = Mark as read
messages-was-read = read
messages-what = What kind
messages-when = When
messages-kept = A message never says whom or which case it is about; it opens on its page, if you may see it. The latest { $n } are shown, and they are kept for { $days } days.
message-approval = A request waits for your decision
message-emergency = There was an emergency access to data that you look after
message-review = The review of an emergency access is due soon, or late
message-shared = Another agency shared a source with yours
message-recalled = Another agency withdrew a source that it had shared
message-job = A file that you handed in is finished
message-request = The time to answer a person's request ends soon, or has ended
message-incident = The time to notify of an incident ends soon, or has ended
message-alarm = There are repeated attempts to get in, or to open what may not be opened
message-webhook = A webhook of yours was turned off because nothing got through
message-test = Test
message-waiting = Notice that something waits
mail-title = Notices by e-mail
mail-open = Choose whether you want notices by e-mail
mail-lead = The e-mail says only “You have a message in Faro” and the address of this server: nothing of the matter, of people or of agencies.
mail-often = You get one every { $n } hours at most, however many messages there are.
mail-impossible = This server sends no e-mail. Your messages are on this page, above.
mail-is-off = You get no notices by e-mail.
mail-is-on = You get notices at { $address }.
mail-waits = { $address } is yet to be confirmed: type the code that arrived there. Until then nothing else is sent.
mail-code = Code from the e-mail
mail-code-help = Six digits; they serve { $n } minutes.
mail-confirm = Confirm the address
mail-address = E-mail address
mail-address-help = Use one that only you read. It is kept encrypted, and nobody else sees it in Faro.
mail-send-code = Send a code to this address
mail-turn-off = Get no more e-mails and delete the address
mail-bad-address = That e-mail address can't be used. See whether it is complete, such as name@agency.example.
mail-too-many = You have asked for { $n } codes today. Try again tomorrow.
mail-not-sent = The code could not be sent. Check the address, or tell whoever runs the server.
mail-bad-code = That is not the code, or it serves no more. Check it, or ask for another one.
letter-subject = You have a message in Faro
letter-waiting = You have a message in Faro.

    { $address }
letter-code = Your code for notices of Faro: { $code }

    It serves { $n } minutes. If you did not ask for it, do nothing.

    { $address }
letter-trial = This is a trial of Faro's e-mail.

    { $address }
webhooks-title = Notices to programs (webhooks)
webhooks-answer = { $n ->
    [0] No program of your agency gets notices.
    [one] One program of your agency gets notices.
   *[other] { $n } programs of your agency get notices.
}
webhooks-lead = Faro tells a program of your agency when there is a message for whoever made the webhook: an identifier, the kind and the time, signed. Nothing of the matter.
webhooks-new = Make a webhook
webhooks-make = Make the webhook
webhooks-impossible = No destination has been allowed on this server. Whoever runs the machine allows one with --allow-outbound.
webhooks-hosts = It begins with https:// and goes to one of the destinations allowed on this machine:
webhooks-bad-scheme = The address must begin with https://.
webhooks-bad-host = That destination is not allowed on this machine. Ask whoever runs it to add it.
webhooks-bad-address = That address can't be used. Write it in full, without a user, a password or #.
webhooks-too-many = Your agency has { $n } already. Delete one that you don't use.
webhooks-is-off = This webhook is off. Give it a fresh secret to turn it on.
webhook-title = Notices to a program
webhook-url = Address
webhook-state = State
webhook-for = For
webhook-works = It gets through.
webhook-failing = Nothing has got through since { $when }. It is tried again.
webhook-off = Off since { $when }: nothing got through, or whoever made it may not any more. A fresh secret turns it on.
webhook-secret-title = Secret of the webhook
webhook-secret = Secret
webhook-secret-once = Copy the secret now: it is not shown again.
webhook-secret-renewed = Copy the fresh secret now: it is not shown again. For { $n } hours the one before is signed with, too.
webhook-secret-care = Keep it where your program keeps its secrets. It shows that a notice comes from Faro; the guide to the interface for programs says how.
webhook-previous = Until { $until } the secret before is signed with, too.
webhook-test = Send a test
webhook-renew = Give it a fresh secret
webhook-delete = Delete
webhook-delete-title = Delete the webhook
webhook-delete-lead = Delete the webhook to { $url }, with the list of what was sent? The program hears no more.
webhook-delete-button = Delete the webhook
webhook-keep = Keep it
webhook-sent = What was sent
webhook-sent-none = Nothing has been sent yet.
webhook-answer = Answer
webhook-tries = Tries
delivery-queued = waiting
delivery-sent = sent
delivery-dead = given up
delivery-dropped = no longer needed
fault-inside = the name leads to an internal network
fault-refused = destination not allowed
fault-name = the name does not exist
fault-connection = no connection
fault-certificate = certificate not valid
fault-exchange = the answer broke off
fault-time = no answer in time
fault-size = answer too large
fault-redirect = points elsewhere
fault-status = answered with an error
fault-gone = asks to be told no more
fault-setting = not set up on the machine
fault-address = address refused
fault-never = refused by the mail server
fault-later = the mail server asks to wait
fault-encryption = no encrypted connection
outgoing-title = What leaves the machine
outgoing-nothing = Nothing: there is no mail server and no allowed destination.
outgoing-mail = Mail server
outgoing-hosts = Allowed destinations
outgoing-channel-mail = E-mails
outgoing-channel-webhook = Notices to programs
outgoing-dead = Given up
scope-read-messages = See that there are messages for you, and mark them as read
scope-use-webhooks = See, try and delete the webhooks of your agency
audit-event-mail-asked = Gave an address for notices by e-mail
audit-event-mail-turned-on = Turned notices by e-mail on
audit-event-mail-turned-off = Turned notices by e-mail off
audit-event-mail-tried = Tried whether e-mail arrives
audit-event-webhook-made = Made a webhook
audit-event-webhook-renewed = Gave a webhook a fresh secret
audit-event-webhook-tested = Sent a test to a webhook
audit-event-webhook-deleted = Deleted a webhook
audit-event-webhook-turned-off = A webhook was turned off
audit-object-webhook = webhook
elsewhere-button = Sign in with { $name }
elsewhere-title = Signing in with your institution
elsewhere-lead = You can sign in with your institution’s account instead of Faro’s password. Faro’s second factor is always asked for.
elsewhere-open = See or change
elsewhere-off = Your account is not linked to { $name }.
elsewhere-on = Your account has been linked to { $name } since { $date }. Last used: { $used }.
elsewhere-link = Link to { $name }
elsewhere-link-again = Link to another account of { $name }
elsewhere-unlink = Remove the link
elsewhere-go = Go on to { $name }
elsewhere-back-title = Back in Faro
elsewhere-go-on = Continue
elsewhere-wrong = Signing in with { $name } did not work: its answer is not valid. Sign in with your password and tell whoever runs the server.
elsewhere-silent = { $name } does not answer. Sign in with your password, or try again later.
elsewhere-way = It took too long, or was begun in another browser. Begin again.
elsewhere-declined = { $name } did not confirm who you are. Begin again.
elsewhere-not-linked = No account of Faro is linked to yours at { $name }. Sign in with your password and link it under “Your account”.
elsewhere-taken = Another account of Faro is linked to that account of { $name } already.
audit-event-linked-elsewhere = Linked the account to the identity provider
audit-event-unlinked-elsewhere = Removed the link to the identity provider
audit-event-identified-elsewhere = The identity provider confirmed who it is
export-link = Take its rows out
export-title = Take the rows of “{ $source }” out
export-answer-own = Somebody else of your agency has to agree. Then you download an encrypted file, once and within a day.
export-answer-shared = { $owner } has to agree: the source is theirs. Then you download an encrypted file, once and within a day.
export-answer-owner = An encrypted file is written, to be downloaded once and within a day.
export-lead = The file holds the facts of the cases row by row, with what each column means. It never holds names, documents, telephone numbers or sealed texts; a rare combination may still point to a person. Where tables are enough, download them under “Explore”.
export-rows = Rows
export-columns = Columns
export-owner = Belongs to
export-limit = How much may leave
export-limits = { $rows } rows in a file; { $person } to a person and { $agency } to an agency within 24 hours
export-purpose = What the rows are for
export-format = Form
export-format-csv = CSV with its dictionary, in a ZIP
export-format-xlsx = Excel (XLSX) with its dictionary
export-recipient = Public key (age) of whoever opens it
export-recipient-help = It begins with “age1”. Whoever opens the file makes it on their machine with “age-keygen” and keeps the secret part. The server can’t open the file.
export-ask = Ask for the file
export-now = Write the file
export-not = Take nothing out
export-nobody = Nobody else can agree: it takes another focal point or data protection officer at the owning agency.
export-no-format = Choose CSV or Excel.
export-no-recipient = This is not a public key of age. Copy all of it; it begins with “age1”.
export-nothing = The source has no rows yet.
export-too-many = The source has { $rows } rows; a file holds { $most } at most. Nothing leaves, and it is in the audit. Use the tables under “Explore”, or ask whoever runs Faro to look at the limit.
export-person-day = { $so_far } rows left to you within 24 hours; { $most } may. Nothing leaves, and it is in the audit. Try again tomorrow.
export-agency-day = { $so_far } rows left to your agency within 24 hours; { $most } may. Nothing leaves, and it is in the audit. Try again tomorrow.
export-no-file = There is no file: it is not written yet, was downloaded, or is over.
export-ended = This export has ended.
export-one-title = Rows of “{ $source }” that leave
export-agreed-by = Agreed
export-agreed-at = Since
export-written = Written
export-state-waiting = The file is being written.
export-state-ready = The file is ready. Whoever asked downloads it once, until { $until }.
export-state-fetched = It was downloaded on { $at } and is no longer on the server.
export-state-over = Nobody downloaded it in time. It was erased.
export-state-stopped = It was stopped on { $at }: somebody stopped it, or whoever asked may no longer see the source.
export-state-failed = It could not be written. Ask again; if it happens again, tell whoever runs Faro.
export-fetch-lead = Downloading erases it from the server. Have a place to keep it; if the download breaks off, it has to be asked for again.
export-fetch = Download and erase from the server
export-open-lead = Whoever has the secret key opens it so:
export-stop-lead = Stopping erases the file at once. It waits for nobody.
export-stop = Stop and erase
exports-title = Rows that leave
exports-lead = What your agency took out, and what left from its sources: who, what for, and what became of the file.
exports-waiting = Waiting for another person
exports-none = Nobody has taken rows out.
exports-how = They are asked for on the page of the source, “Take its rows out”.
asked-export-rows = { $agency } takes the rows of “{ $about }” out as an encrypted file
task-export = The file with the rows of “{ $source }” is ready; download it before { $until }.
emergency-asked-own = What you asked for, and that waits
emergency-asked-own-lead = The other agency decides. Call its line as well; when it is no longer needed, take the request back.
audit-event-rows-exported = Let rows of a source leave
audit-event-export-refused = Asked for more rows than may leave
audit-event-export-written = Wrote the file of rows that leave
audit-event-export-fetched = Downloaded a file of rows
audit-event-export-stopped = Stopped rows from leaving
audit-event-export-erased = Erased a file of rows that nobody downloaded
audit-event-exports-noticed = Alarm: somebody asked for more rows than may leave
audit-event-proofs-exported = Copied the proofs of deletion
audit-event-emergency-over = An emergency access ended by the clock
audit-object-export = export of rows
exports-answer = { $n ->
    [0] No file waits for you to download it.
    [one] A file waits for you to download it.
   *[other] { $n } files wait for you to download them.
}
scope-keep-exports = See which rows left or are to leave, and stop that
scope-keep-own-people = See who works in your agency
scope-read-keys = See the public keys of your agency and every opening
scope-see-emergency = See emergency accesses of your own and to data of your agency
scope-oversee-emergency = See every emergency access
