# Texts of the command line, in English.
about = Faro pools what agencies know about trafficking in persons and turns it into a situation report, without exposing anyone.
about-long =
    Faro pools what agencies know about trafficking in persons and turns it into a situation
    report and pages to explore, without exposing anyone.

    To begin:
      faro demo                    a simulated country, from spreadsheets to report
      faro init                    prepares the data folder and your agency's key
      faro import sheet.xlsx       imports a spreadsheet
      faro report --out report     writes the situation report
      faro serve                   opens the pages on this computer

    Data live in one folder: ./faro-data, or that of --data, or that of FARO_DATA.
    Names, documents and telephones are set apart at import and sealed with your agency's key.
after-help =
    Exit codes: 0 fine; 1 unforeseen failure; 2 command not understood; 3 file or data rejected;
    4 an answer of yours is needed (mapping of columns, order of dates); 5 with --strict, rows were
    rejected; 6 the chain of the audit is not whole.
usage-heading = Usage
commands-heading = Commands
options-heading = Options
arguments-heading = Arguments
opt-help = Show this help
opt-version = Show the version
opt-data = Data folder
opt-language = Language: es, pt, en or fr
opt-json = Write the result as JSON, for programs
cmd-demo = A simulated country, from spreadsheets to report and pages
opt-people = Victims in the simulated country, detected or not
opt-seed = Seed: the same one gives the same data
opt-no-serve = Stop once the report is written, without opening the pages
opt-port = Port on this computer (0 picks a free one)
cmd-init = Prepare the data folder and your agency's key
opt-agency = Name of the agency that hands in the data
opt-passphrase-file = File with the passphrase that protects the key (one line)
cmd-import = Import spreadsheets: CSV, XLSX, XLS, ODS, JSON or NDJSON, also zipped
arg-files = Files to import
opt-source = Name of the source (by default the file's); a corrected file of the same name replaces the earlier one and keeps the history
opt-profile = Mapping of columns: its name (see faro profiles) or a TOML file
opt-accept-suggested = Accept the suggested mapping; what is not recognised stays sealed and is reported
opt-date-order = Order of dates such as 03/04/2021: dmy, mdy or ymd
opt-sheet = Sheet of the workbook
opt-repair-accents = Repair broken accents such as "PerÃº"
opt-check-only = Check the file and show the outcome without storing anything
opt-strict = Exit with code 5 when rows were rejected
opt-rejected-dir = Folder for the rejected rows with their reasons
cmd-profiles = Show the mappings of columns that Faro knows
opt-show = Show a mapping as TOML
opt-suggest = Suggest a mapping for an unknown file, as TOML
opt-fields = Show the fields of the common record
cmd-template = Write Faro's own spreadsheet template (XLSX, ODS and XLSForm)
opt-out = Folder to write to
opt-starter = Starter version with 12 fields, also for paper
cmd-report = Write the situation report
opt-formats = Formats, separated by commas: html, docx, xlsx, pdf
cmd-serve = Open the pages on this computer
cmd-simulate = Write a simulated country: the spreadsheets of six agencies and the true values
cmd-sources = Show the sources imported, their quality and their versions
cmd-territories = Import divisions finer than the first level
arg-territories = CSV with the columns code, parent, name (and es, pt, en, fr where known)
cmd-rejected = Open the rejected rows of a source with the key and write them as a spreadsheet
arg-source = Source
cmd-completions = Write command completion for your shell
arg-shell = Shell
hint-prefix = hint
error-prefix = error
done-init = Data folder ready at { $folder }. Public key: { $key }
init-warning = The secret key is in { $file }. Keep a copy apart: without it names cannot be opened. Nobody else should have it.
init-no-passphrase = The key has no passphrase; whoever copies the folder can open the names. Use --passphrase-file to protect it.
init-already = The folder { $folder } is prepared already; nothing was changed.
import-reading = reading { $file }
import-done = { $file }: { $read } rows read, { $accepted } accepted ({ $warned } with a warning), { $rejected } rejected. Mapping: { $profile }. Source: { $source }, version { $version }.
import-unchanged = { $file }: this is the same file as version { $version } of { $source }; nothing was changed.
import-check = { $file }: { $read } rows read, { $accepted } would be accepted ({ $warned } with a warning), { $rejected } would be rejected. Nothing was stored.
import-changes = Against the earlier version: { $added } rows new, { $changed } changed, { $removed } gone, { $same } the same.
import-rejected-file = Rejected rows with their reasons: { $file }. Correct them and import them again.
import-issues = What was found, by rule:
import-unmapped = Columns without a mapping, sealed and not lost: { $columns }
import-needs-profile = { $file } is not recognised. A mapping is suggested.
import-needs-profile-hint = look at it with "faro profiles --suggest { $file } > profile.toml", or on the pages (faro serve), or accept it with --accept-suggested
import-date-order-hint = say which with --date-order dmy, mdy or ymd
report-written = Report in { $file }
pdf-missing = faro-pdf, which writes the PDF, was not found.
pdf-missing-hint = build it with "cargo build --release --manifest-path pdf/Cargo.toml" and put it beside faro or on PATH; HTML, DOCX and XLSX do not need it
serve-ready = Pages at { $url }
serve-token = The address carries a key that works once. It works on this computer only. Ctrl+C stops.
demo-start = Simulated country with { $people } victims (seed { $seed })
demo-files = Spreadsheets and true values: { $folder }
demo-data = Demonstration data: { $folder }
demo-simulated = All that follows is simulated: it describes no person and no country.
sources-empty = There are no sources yet. Import a spreadsheet with "faro import FILE" or look at "faro demo".
territories-done = { $count } divisions imported. A server that is running knows them once it is started again.
template-written = Template in { $file }
simulate-written = { $agencies } spreadsheets and the true values in { $folder }
rejected-none = Source { $source } has no rejected rows.
passphrase-prompt = The key is protected; give its passphrase with --passphrase-file.
no-data = There are no data in { $folder }.
no-data-hint = prepare the folder with "faro init", then "faro import FILE"
version-column = version
opt-decimal = Decimal sign of numbers such as 1.234: . or ,
opt-shapes = Outlines of the divisions as GeoJSON with the property code
opt-database = PostgreSQL database for the facts (postgres://…); without it, SQLite in the folder
opt-vault = Separate PostgreSQL database for the identity vault
opt-over-tunnel = A tunnel encrypts the way to PostgreSQL on another machine: do not ask for sslmode=verify-full
import-decimal-hint = say which the decimal sign is with --decimal . or --decimal ,
import-rejected-sealed = The rejected rows are sealed; open them with "faro rejected { $source }".
file-missing = The file { $file } is not there.
no-key-hint = prepare your agency's key with "faro init"
unknown-profile = There is no mapping called { $name }; "faro profiles" lists them.
draft = draft: from documentation, no real file seen
phase-survey = looking
phase-map = checking
phase-publish = storing
source-line = { $file }, version { $version }: { $read } rows read, { $accepted } accepted, { $rejected } rejected
demo-agency = Valserena observatory (simulated)
demo-population = Population (simulated)
opt-open = Open the browser
cmd-table = Answer with a table the question that a page carries in its address
arg-question = Question, such as "data=records&people=victims&by=sex"

cmd-accounts = Shows the accounts; whoever runs the machine recovers a lost one here
opt-password-link = Gives a one-time code with which that account chooses a new password
opt-remove-factor = Removes that account's second factor: it is set up again at the next sign-in
account-factor-removed = The account { $login } has no second factor any more, and its sessions have ended.
account-link = Hand this code over in person. It is typed on the page /invitation and serves once, for { $hours } hours:
account-unknown = There is no account of that name; `faro accounts` lists them.
accounts-none = There are no accounts yet. They are made in the pages: `faro serve`, then "Open Faro to more people" at the bottom.
# Backups and moves
cmd-backup = Make an encrypted copy of everything, also while the server runs
cmd-backup-key = Make the key that opens backups and show who to encrypt them to
cmd-restore = Restore a backup into an empty place, or only check it
cmd-migrate = Move the databases from SQLite to PostgreSQL, or back
arg-backup = File of the backup
arg-backup-key = File of the key; keep it apart from the backups
arg-direction = sqlite-to-postgresql or postgresql-to-sqlite
opt-recipient = Who it is encrypted to: begins with age1; may be repeated
opt-backup-passphrase = File whose first line is the passphrase that opens the backup
opt-identity = File of the key that opens the backup (of "faro backup-key" or age-keygen)
opt-into = New or empty folder
opt-restore-check = Only read the backup to its end and compare its sums
backup-done = Backup in { $place }: { $tables } tables, { $rows } rows.
backup-sound = The backup { $place } is whole: { $tables } tables, { $rows } rows.
backup-agency-key = The agency's secret key (agency.key) is not in the backup: keep a copy of it apart, without it identities do not open.
backup-key-done = Key in { $file }. Keep a copy in a safe place: without it no backup opens. Encrypt backups to:
backup-mismatched = The sealed identities of versions { $versions } are not as many as the facts say; they were copied as they are. See "faro doctor".
restore-done = Restored in { $place }: { $tables } tables, { $rows } rows, read back and compared.
restore-agency-key = Copy agency.key into the folder from where the agency keeps it.
restore-no-key = The key is missing: --identity FILE or --passphrase-file FILE.
migrate-no-database = The address of PostgreSQL is missing: --database or DATABASE_URL.
migrate-no-folder = Say with --into in which new folder the databases go.
migrate-done-postgresql = Moved { $tables } tables and { $rows } rows to PostgreSQL, read back and compared. From now on always give DATABASE_URL. The old databases are still in { $place }: delete them when you have a backup.
migrate-done-sqlite = Moved { $tables } tables and { $rows } rows to { $place }, read back and compared. From now on use that folder, without DATABASE_URL.

cmd-legal-pack = Write the model legal documents from your answers (DOCX and HTML)
opt-answers = TOML file with the answers; docs/legal.md shows an example
cmd-retention = Delete what has been kept long enough
arg-retention-step = run: carries the times out
opt-dry-run = Only say what would be deleted
legal-refused = { $file }: { $problem }
legal-hint = docs/legal.md shows a complete file of answers.
legal-model = These are model texts: have them reviewed by counsel.
retention-would = Would be deleted: { $class }: { $n }
retention-did = Deleted: { $class }: { $n }
retention-held = Held back: { $class }: { $n }
retention-nothing = Nothing is over its time.



cmd-audit = Checks, anchors and exports the audit: who did what, when, where and why
cmd-audit-verify = Follows the whole chain and names the first entry that was altered, removed or put in
cmd-audit-anchor = Notes the end of the chain in a file and as a code for the minutes of a meeting
cmd-audit-export = Writes the whole audit to a file
opt-key-command = Program that prints the key file, with its arguments; run without a shell
key-command-words = --key-command: write a program and its arguments, with quotes around what holds spaces
key-command-failed = "{ $program }" ended with an error and gave no key
key-command-long = what "{ $program }" printed is no key file
cmd-rotate-key = Replace a key that the server keeps in a file; no server may run
arg-rotate-key = server: names of accounts, second factors and seals of the audit; reference: hashes of agencies' numbers
rotated-server-key = { $n ->
    [one] server.key is new; 1 account was sealed anew.
   *[other] server.key is new; { $n } accounts were sealed anew.
 }
rotated-reference-key = reference.key is new. In the next version of each source every row will count as new.
rotated-key-backup = Make a backup now: earlier ones hold the earlier key.
cmd-audit-reseal = Seals anew from here on when the server's key was lost
opt-anchor = File or code of an anchor to compare the chain with; may be repeated
opt-audit-file = Check this exported file instead of the database
opt-out-file = File to write
opt-audit-format = ndjson, which anybody can check, or csv, for spreadsheets
opt-because = Reason, which stays in the audit
audit-whole = { $n ->
    [0] The chain is whole: there are no entries yet.
    [one] The chain is whole: 1 entry. Anchors that agree: { $anchors }.
   *[other] The chain is whole: { $count } entries. Anchors that agree: { $anchors }.
 }
audit-resealed = The chain is whole and from now on sealed with the new key. Only hashes and anchors vouch for the entries before.
anchor-made = Anchor of the audit, entry { $number }:
anchor-file = File: { $file }
anchor-advice = Keep it away from this machine: in the minutes of a meeting, printed, or with another agency. Check it with `faro audit verify --anchor CODE`.
anchor-length = `{ $code }` is neither an anchor file nor a code: a code has 8 groups of 5 signs.
anchor-sign = Group { $group } of the code has a sign that no code has.
anchor-group = Group { $group } of the code has a typing error, or the groups are in another order.
anchor-not-a-file = { $file } is not an anchor file of Faro.
anchor-of-another = The anchor is of another installation of Faro.
export-not-whole = { $file } does not hold the whole audit: its chain can't be followed.
export-written = Audit: { $file }. The column of reasons may hold personal data.
## Sharing labels
opt-tlp = Who may see a new source, where several agencies use this Faro: red, amber_strict, amber, green or clear
opt-share-with = Agency to share with (with amber); may be repeated
opt-purpose = What the others may use it for
opt-legal-basis = Agreement, law or decision that allows sharing
opt-share-until = Last day of sharing, such as 2027-06-30
label-not-shared = Labels are for a Faro that several agencies use. Only whoever has the folder uses this one: leave out --tlp.
label-no-agency = There is no agency called “{ $name }”.
label-no-purpose = What it is shared for is missing: add --purpose.
label-no-basis = The legal basis is missing: add --legal-basis.
label-no-recipient = With amber, say with whom: add --share-with.
label-no-day = The last day is missing, or is no date of the next five years: add --share-until, such as 2027-06-30.
# Serving beyond this machine
opt-listen = Address and port to listen on; beyond this machine it needs accounts and TLS
opt-public-url = Address by which browsers come, such as https://faro.example
opt-tls-cert = Certificate with its chain, in PEM; read again when it changes and on SIGHUP
opt-tls-key = Key of the certificate, in PEM
opt-behind-proxy = Address of the reverse proxy: only it is served and believed
opt-metrics = Local address for Prometheus metrics, such as 127.0.0.1:9180
opt-log = Log on standard error: json or off; never with anything about persons
serve-no-accounts = Without accounts Faro serves this machine only.
serve-no-accounts-hint = make accounts with "faro serve" on this machine, then listen on other addresses
serve-no-tls = Beyond this machine Faro does not serve without encryption.
serve-no-tls-hint = give --tls-cert and --tls-key, or --behind-proxy with the proxy's address
serve-no-url = The address by which browsers come is missing.
serve-no-url-hint = give --public-url https://…
serve-metrics-local = Metrics are served on this machine only.
serve-metrics-local-hint = use --metrics 127.0.0.1:9180

# Doctor
cmd-doctor = Look the installation over: say what is wrong and what to do
opt-doctor-listen = Address and port that the server would use
doctor-mark-fine = fine
doctor-mark-notice = notice
doctor-mark-broken = BROKEN
doctor-folder-missing = There are no data in { $folder }.
doctor-folder-missing-do = give the folder with --data, or prepare it with "faro init"
doctor-permissions-fine = Only their owner can read the files.
doctor-permissions-open = Others on this machine can read or change: { $files }
doctor-permissions-open-do = close them with "chmod go-rwx" (and find out who opened them)
doctor-permissions-unknown = On this system Faro can't see who may read the files.
doctor-permissions-unknown-do = put the folder where only your account can read
doctor-disk-fine = Free space: { $free } GB.
doctor-disk-low = Little space is left: { $free } GB.
doctor-disk-low-do = free some space before the next import or backup
doctor-draft-left = An interrupted restore left { $folder }.
doctor-draft-left-do = run the restore again, or delete that folder
doctor-database-answers = The databases ({ $kind }) answer and are up to date.
doctor-database-fails = The databases do not open: { $error }
doctor-database-fails-do = do what the message says; with PostgreSQL, see that it runs, and DATABASE_URL
doctor-integrity-fine = The files of the databases are sound.
doctor-integrity-damaged = Damaged: { $database } ({ $said })
doctor-integrity-damaged-do = stop the server, keep the folder as it is, and restore the last backup
doctor-agreement-fine = Facts and vault agree.
doctor-agreement-busy = Facts and vault change too fast to be compared.
doctor-agreement-busy-do = run it again when the import has ended
doctor-agreement-broken = Sealed identities of versions { $versions } are missing.
doctor-agreement-broken-do = restore facts and vault from one backup, or import those files again
doctor-keys-fine = The keys are there, and the secret one is protected or kept elsewhere.
doctor-key-missing = { $file } is missing.
doctor-key-missing-do = restore it from a backup; in a new folder, "faro init"
doctor-key-on-host = The secret key of the hosting agency lies on the server ({ $file }). Whoever takes the machine, or a copy of the folder, opens its identities.
doctor-key-on-host-do = take it away now: faro agency-key take-away --out /media/usb/agency.key --new-passphrase-file PHRASE; copies of the folder made before still hold it
doctor-key-plain = The secret key (agency.key) has no passphrase.
doctor-key-plain-do = on a server, take it away with "faro agency-key take-away"; agency.pub is enough to import
doctor-key-of-another = agency.key and agency.pub are not of one pair.
doctor-key-of-another-do = restore both files from one place
doctor-key-unreadable = A key can't be read: { $error }
doctor-key-unreadable-do = restore it from where you keep its copy
doctor-clock-fine = The clock agrees with what was noted.
doctor-clock-wrong = The clock says { $now } and the latest note is of { $newest }.
doctor-clock-wrong-do = set the machine's clock (NTP) before going on
doctor-uploads-fine = No handed-in files are left over.
doctor-uploads-left = { $count } files handed in more than a day ago are still in the folder.
doctor-uploads-left-do = start the server: it removes them itself
doctor-backup-fine = Last backup: { $when }.
doctor-backup-old = The last backup is of { $when }.
doctor-backup-old-do = make one with "faro backup" and put it on a schedule
doctor-backup-none = There has been no backup.
doctor-backup-none-do = make the first with "faro backup", or say with "faro backup-recipients" whom the server makes them for
doctor-port-free = Port { $address } is free.
doctor-port-served = A Faro server uses this folder.
doctor-port-taken = Another program has { $address }, or it is not an address of this machine.
doctor-port-taken-do = choose another port with --port or --listen
doctor-certificate-fine = The certificate is valid until { $until }.
doctor-certificate-soon = The certificate ends on { $until }.
doctor-certificate-soon-do = renew it now; the server reads it again by itself
doctor-certificate-expired = The certificate ended on { $until }.
doctor-certificate-expired-do = renew it; the server reads it again by itself
doctor-certificate-unusable = The certificate can't be used: { $error }
doctor-certificate-unusable-do = give the certificate with its chain and its own key, in PEM
doctor-pdf-fine = faro-pdf is there: reports also come as PDF.
doctor-pdf-missing = faro-pdf is not there: reports come without PDF.
doctor-pdf-missing-do = put it beside faro or on PATH if you need PDF
account-let-in = The invitation of { $login } works now.
account-not-invited = Nobody of this name has an open invitation or link.
opt-let-in = let the invitation, or link, of this person work when nobody of their agency can agree
cmd-backup-recipients = Say whom the backups that the server makes every day are encrypted to, or show it
opt-no-recipients = the server makes no more backups
backup-recipients-none = The server makes no backups by itself: say whom they are encrypted to.
backup-recipients-are = The server makes a backup every day, encrypted to:

cmd-open = Open a sealed file, downloaded from the server, with the key
arg-open = Sealed file
opt-key = File of the secret key
cmd-agency-key = The agency’s key, on the agency’s own machine
cmd-key-new = Make a new key: the secret file and the public one beside it
cmd-key-show = Show the public key and its fingerprint
cmd-key-prove = Answer the test that the page gives when a key is registered
cmd-key-take-away = Move the secret key out of a server’s data folder
cmd-key-split = Split the key into two files for two officers
cmd-key-join = Restore the key from its two parts
opt-key-out = New file of the secret key
arg-key-show = File of the public key; by default that of the data folder
arg-key-sealed = Text of the test
arg-key-parts = The two parts
opt-new-passphrase-file = File with the passphrase that will protect the copy (one line); by default the same
key-new-done = Secret key in { $secret }: keep it apart and send it to nobody. Register { $public } on the page “Keys”.
key-taken-away = The secret key is in { $file } and no longer in the data folder. Give it to the agency; copies of the folder from before still hold it.
key-two-parts = Both parts are needed.
cmd-hand-in = Check and seal a file at the agency, to be sent without readable names
arg-hand-in = File with the records
opt-agency-key = The agency’s public key (agency.pub)
opt-number-key = Secret of the agency under which its numbers are hidden; made when it is not there. Always use the same
opt-hand-in-out = File to write, for the page “Import”
hand-in-done = { $file }: { $accepted } rows accepted and { $rejected } rejected, sealed to the key { $key }. Send { $out } on the page “Import”.
cmd-notify-test = Sends a trial e-mail with these settings
opt-notify-to = To which address
opt-smtp = Mail server: smtp:// with STARTTLS, smtps:// encrypted from the start
opt-smtp-from = Address that mail comes from
opt-smtp-login = File that only its owner reads, with two lines: name and password for the mail server
opt-smtp-name = Name in the mail server's certificate, when it is another one
opt-allow-outbound = Destination that Faro may send notices to (may be repeated); none without it
opt-allow-outbound-inside = The same, for a destination in the internal network or on this machine
opt-ca-file = Certificates to believe for what leaves, instead of the machine's
outgoing-host = That destination can't be allowed: { $what }
outgoing-host-hint = write the name only, or the name and the port: notices.institution.example:8443
outgoing-certificates = There are no certificates to believe: { $what }
outgoing-certificates-hint = install the system's certificates (ca-certificates), or give --ca-file
outgoing-mail = The mail server can't be used: { $what }
outgoing-mail-hint = give --smtp smtp://server:587 or smtps://server:465, and --smtp-from with an address
outgoing-login = The file with the mail server's login can't be used: { $what }
outgoing-login-hint = put name and password on two lines, readable by you only (chmod 600)
notify-sent = The mail server took the trial. See whether it arrived.
notify-no-server = No mail server was given.
notify-no-server-hint = give --smtp and --smtp-from as for serving
notify-not-sent = The trial was not sent: { $what }
notify-not-sent-hint = check --smtp, --smtp-name, --smtp-login-file, and that this machine reaches that server
doctor-outgoing-nothing = Nothing leaves this machine: there is no mail server and no allowed destination.
doctor-outgoing-fine = What may leave can be used. Mail: { $mail }. Destinations: { $hosts }.
doctor-outgoing-unusable = What should leave can't be used: { $what }
doctor-outgoing-unusable-do = check --smtp, --smtp-from, --smtp-login-file, --allow-outbound and --ca-file
opt-sign-in-with = File about the identity provider (OpenID Connect) that people may sign in with
serve-provider = The identity provider can’t be used: { $what }
serve-provider-hint = see “Signing in with an identity provider” in docs/operations.md
