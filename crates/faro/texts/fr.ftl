# Textes de la ligne de commande, en français.
about = Faro réunit ce que les institutions savent de la traite des personnes et en fait un rapport de situation, sans exposer personne.
about-long =
    Faro réunit ce que les institutions savent de la traite des personnes et en fait un rapport de
    situation et des pages à explorer, sans exposer personne.

    Pour commencer :
      faro demo                    un pays simulé, des tableaux au rapport
      faro init                    prépare le dossier de données et la clé de votre institution
      faro import tableau.xlsx     intègre un tableau
      faro report --out rapport    écrit le rapport de situation
      faro serve                   ouvre les pages sur cet ordinateur

    Les données vivent dans un dossier : ./faro-data, ou celui de --data, ou celui de FARO_DATA.
    Noms, documents et téléphones sont mis à part à l’intégration et scellés avec la clé de votre
    institution.
after-help =
    Codes de sortie : 0 bien ; 1 échec imprévu ; 2 commande mal écrite ; 3 fichier ou données rejetés ;
    4 il manque une réponse de votre part (correspondance des colonnes, ordre des dates) ; 5 avec
    --strict, des lignes ont été rejetées ; 6 la chaîne de l'audit n'est pas entière.
usage-heading = Utilisation
commands-heading = Commandes
options-heading = Options
arguments-heading = Arguments
opt-help = Affiche cette aide
opt-version = Affiche la version
opt-data = Dossier de données
opt-language = Langue : es, pt, en ou fr
opt-json = Écrit le résultat en JSON, pour les programmes
cmd-demo = Un pays simulé, des tableaux au rapport et aux pages
opt-people = Victimes du pays simulé, détectées ou non
opt-seed = Graine : la même donne les mêmes données
opt-no-serve = S’arrête une fois le rapport écrit, sans ouvrir les pages
opt-port = Port sur cet ordinateur (0 en choisit un libre)
cmd-init = Prépare le dossier de données et la clé de votre institution
opt-agency = Nom de l’institution qui remet les données
opt-passphrase-file = Fichier contenant la phrase qui protège la clé (une ligne)
cmd-import = Intègre des tableaux : CSV, XLSX, XLS, ODS, JSON ou NDJSON, aussi en ZIP
arg-files = Fichiers à intégrer
opt-source = Nom de la source (par défaut, celui du fichier) ; un fichier corrigé du même nom remplace le précédent et garde l’historique
opt-profile = Correspondance des colonnes : son nom (voir faro profiles) ou un fichier TOML
opt-accept-suggested = Accepte la correspondance suggérée ; ce qui n’est pas reconnu reste scellé et est signalé
opt-date-order = Ordre des dates comme 03/04/2021 : dmy, mdy ou ymd
opt-sheet = Feuille du classeur
opt-repair-accents = Répare les accents abîmés comme « PerÃº »
opt-check-only = Contrôle le fichier et montre le résultat sans rien enregistrer
opt-strict = Termine avec le code 5 si des lignes ont été rejetées
opt-rejected-dir = Dossier où écrire les lignes rejetées avec leurs motifs
cmd-profiles = Montre les correspondances de colonnes que Faro connaît
opt-show = Montre une correspondance en TOML
opt-suggest = Suggère une correspondance pour un fichier inconnu, en TOML
opt-fields = Montre les champs de l’enregistrement commun
cmd-template = Écrit le tableau modèle de Faro (XLSX, ODS et XLSForm)
opt-out = Dossier de destination
opt-starter = Version de départ à 12 champs, aussi pour le papier
cmd-report = Écrit le rapport de situation
opt-formats = Formats, séparés par des virgules : html, docx, xlsx, pdf
cmd-serve = Ouvre les pages sur cet ordinateur
cmd-simulate = Écrit un pays simulé : les tableaux de six institutions et les valeurs vraies
cmd-sources = Montre les sources intégrées, leur qualité et leurs versions
cmd-territories = Intègre des divisions plus fines que le premier niveau
arg-territories = CSV avec les colonnes code, parent, name (et es, pt, en, fr si connues)
cmd-rejected = Ouvre avec la clé les lignes rejetées d’une source et les écrit en tableau
arg-source = Source
cmd-completions = Écrit la complétion des commandes pour votre terminal
arg-shell = Terminal
hint-prefix = conseil
error-prefix = erreur
done-init = Dossier de données prêt dans { $folder }. Clé publique : { $key }
init-warning = La clé secrète est dans { $file }. Gardez-en une copie à part : sans elle, les noms ne peuvent être ouverts. Personne d’autre ne doit l’avoir.
init-no-passphrase = La clé n’a pas de phrase qui la protège ; qui copie le dossier peut ouvrir les noms. Utilisez --passphrase-file pour la protéger.
init-already = Le dossier { $folder } est déjà préparé ; rien n’a changé.
import-reading = lecture de { $file }
import-done = { $file } : { $read } lignes lues, { $accepted } acceptées ({ $warned } avec avertissement), { $rejected } rejetées. Correspondance : { $profile }. Source : { $source }, version { $version }.
import-unchanged = { $file } : c’est le même fichier que la version { $version } de { $source } ; rien n’a changé.
import-check = { $file } : { $read } lignes lues, { $accepted } seraient acceptées ({ $warned } avec avertissement), { $rejected } seraient rejetées. Rien n’a été enregistré.
import-changes = Par rapport à la version précédente : { $added } lignes nouvelles, { $changed } modifiées, { $removed } disparues, { $same } identiques.
import-rejected-file = Lignes rejetées avec leurs motifs : { $file }. Corrigez-les et intégrez-les à nouveau.
import-issues = Ce qui a été trouvé, par règle :
import-unmapped = Colonnes sans correspondance, scellées et non perdues : { $columns }
import-needs-profile = { $file } n’est pas reconnu. Une correspondance est suggérée.
import-needs-profile-hint = examinez-la avec « faro profiles --suggest { $file } > profil.toml », ou sur les pages (faro serve), ou acceptez-la avec --accept-suggested
import-date-order-hint = précisez avec --date-order dmy, mdy ou ymd
report-written = Rapport dans { $file }
pdf-missing = faro-pdf, qui écrit le PDF, est introuvable.
pdf-missing-hint = compilez-le avec « cargo build --release --manifest-path pdf/Cargo.toml » et placez-le à côté de faro ou dans le PATH ; HTML, DOCX et XLSX n’en ont pas besoin
serve-ready = Pages à l’adresse { $url }
serve-token = L’adresse porte une clé à usage unique. Elle ne sert que sur cet ordinateur. Ctrl+C arrête.
demo-start = Pays simulé avec { $people } victimes (graine { $seed })
demo-files = Tableaux et valeurs vraies : { $folder }
demo-data = Données de démonstration : { $folder }
demo-simulated = Tout ce qui suit est simulé : cela ne décrit aucune personne ni aucun pays.
sources-empty = Il n’y a pas encore de sources. Intégrez un tableau avec « faro import FICHIER » ou voyez « faro demo ».
territories-done = { $count } divisions intégrées. Un serveur en marche les connaîtra une fois redémarré.
template-written = Modèle dans { $file }
simulate-written = { $agencies } tableaux et les valeurs vraies dans { $folder }
rejected-none = La source { $source } n’a pas de lignes rejetées.
passphrase-prompt = La clé est protégée ; donnez sa phrase avec --passphrase-file.
no-data = Il n’y a pas de données dans { $folder }.
no-data-hint = préparez le dossier avec « faro init », puis « faro import FICHIER »
version-column = version
opt-decimal = Signe décimal des nombres comme 1.234 : . ou ,
opt-shapes = Contours des divisions en GeoJSON avec la propriété code
opt-database = Base PostgreSQL pour les faits (postgres://…) ; sans elle, SQLite dans le dossier
opt-vault = Base PostgreSQL séparée pour le coffre des identités
opt-over-tunnel = Un tunnel chiffre le chemin vers PostgreSQL sur une autre machine : ne pas exiger sslmode=verify-full
import-decimal-hint = précisez le signe décimal avec --decimal . ou --decimal ,
import-rejected-sealed = Les lignes rejetées sont scellées ; ouvrez-les avec « faro rejected { $source } ».
file-missing = Le fichier { $file } est introuvable.
no-key-hint = préparez la clé de votre institution avec « faro init »
unknown-profile = Aucune correspondance ne s’appelle { $name } ; « faro profiles » les montre.
draft = brouillon : d’après la documentation, sans fichier réel
phase-survey = examen
phase-map = contrôle
phase-publish = enregistrement
source-line = { $file }, version { $version } : { $read } lignes lues, { $accepted } acceptées, { $rejected } rejetées
demo-agency = Observatoire de Valserena (simulé)
demo-population = Population (simulée)
opt-open = Ouvre le navigateur
cmd-table = Répond par un tableau à la question que porte l’adresse d’une page
arg-question = Question, comme « data=records&people=victims&by=sex »

cmd-accounts = Montre les comptes ; la personne qui gère la machine y rétablit un compte perdu
opt-password-link = Donne un code à usage unique pour que ce compte choisisse un nouveau mot de passe
opt-remove-factor = Retire le second facteur de ce compte : il sera configuré à nouveau à la prochaine connexion
account-factor-removed = Le compte { $login } n’a plus de second facteur et ses sessions sont terminées.
account-link = Remettez ce code en main propre. Il se saisit sur la page /invitation et sert une fois, pendant { $hours } heures :
account-unknown = Aucun compte ne porte ce nom ; « faro accounts » les montre.
accounts-none = Il n’y a pas encore de comptes. Ils se créent dans les pages : « faro serve », puis « Ouvrir Faro à d’autres personnes » en bas de page.
# Sauvegardes et déplacements
cmd-backup = Fait une copie chiffrée de tout, même pendant que le serveur fonctionne
cmd-backup-key = Crée la clé qui ouvre les sauvegardes et montre pour qui les chiffrer
cmd-restore = Restaure une sauvegarde dans un lieu vide, ou la vérifie seulement
cmd-migrate = Déplace les bases de données de SQLite vers PostgreSQL, ou l’inverse
arg-backup = Fichier de la sauvegarde
arg-backup-key = Fichier de la clé ; gardez-le loin des sauvegardes
arg-direction = sqlite-to-postgresql ou postgresql-to-sqlite
opt-recipient = Pour qui l’on chiffre : commence par age1 ; peut être répété
opt-backup-passphrase = Fichier dont la première ligne est la phrase qui ouvre la sauvegarde
opt-identity = Fichier de la clé qui ouvre la sauvegarde (de « faro backup-key » ou d’age-keygen)
opt-into = Dossier nouveau ou vide
opt-restore-check = Lit seulement la sauvegarde jusqu’au bout et compare ses sommes
backup-done = Sauvegarde dans { $place } : { $tables } tables, { $rows } lignes.
backup-sound = La sauvegarde { $place } est entière : { $tables } tables, { $rows } lignes.
backup-agency-key = La clé secrète de l’institution (agency.key) n’est pas dans la sauvegarde : gardez-en une copie à part, sans elle les identités ne s’ouvrent pas.
backup-key-done = Clé dans { $file }. Gardez-en une copie en lieu sûr : sans elle aucune sauvegarde ne s’ouvre. Chiffrez les sauvegardes pour :
backup-mismatched = Les identités scellées des versions { $versions } ne sont pas aussi nombreuses que le disent les faits ; elles ont été copiées telles quelles. Voyez « faro doctor ».
restore-done = Restauré dans { $place } : { $tables } tables, { $rows } lignes, relues et comparées.
restore-agency-key = Copiez agency.key dans le dossier, depuis l’endroit où l’institution la garde.
restore-no-key = La clé manque : --identity FICHIER ou --passphrase-file FICHIER.
migrate-no-database = L’adresse de PostgreSQL manque : --database ou DATABASE_URL.
migrate-no-folder = Dites avec --into dans quel nouveau dossier vont les bases de données.
migrate-done-postgresql = { $tables } tables et { $rows } lignes déplacées vers PostgreSQL, relues et comparées. Indiquez désormais toujours DATABASE_URL. Les anciennes bases sont encore dans { $place } : effacez-les quand vous aurez une sauvegarde.
migrate-done-sqlite = { $tables } tables et { $rows } lignes déplacées vers { $place }, relues et comparées. Utilisez désormais ce dossier, sans DATABASE_URL.

cmd-legal-pack = Écrit les documents juridiques modèles à partir de vos réponses (DOCX et HTML)
opt-answers = Fichier TOML des réponses ; docs/legal.md donne un exemple
cmd-retention = Supprime ce dont la durée de conservation est écoulée
arg-retention-step = run : applique les durées
opt-dry-run = Dit seulement ce qui serait supprimé
legal-refused = { $file } : { $problem }
legal-hint = docs/legal.md donne un fichier de réponses complet.
legal-model = Ce sont des textes modèles : faites-les relire par un conseil juridique.
retention-would = Serait supprimé : { $class } : { $n }
retention-did = Supprimé : { $class } : { $n }
retention-held = Retenu : { $class } : { $n }
retention-nothing = Rien n’a dépassé sa durée.



cmd-audit = Vérifie, ancre et exporte l'audit : qui a fait quoi, quand, où et pourquoi
cmd-audit-verify = Parcourt toute la chaîne et nomme la première entrée modifiée, retirée ou ajoutée
cmd-audit-anchor = Note la fin de la chaîne dans un fichier et sous forme de code pour un procès-verbal
cmd-audit-export = Écrit tout l'audit dans un fichier
opt-key-command = Programme qui imprime le fichier de la clé, avec ses arguments ; exécuté sans interpréteur de commandes
key-command-words = --key-command : écrivez un programme et ses arguments, avec des guillemets autour de ce qui contient des espaces
key-command-failed = « { $program } » s’est terminé par une erreur et n’a pas donné la clé
key-command-long = ce que « { $program } » a imprimé n’est pas un fichier de clé
cmd-rotate-key = Remplace une clé que le serveur garde dans un fichier ; aucun serveur ne doit être en marche
arg-rotate-key = server : noms des comptes, seconds facteurs et sceaux de l’audit ; reference : empreintes des numéros des institutions
rotated-server-key = { $n ->
    [one] server.key est nouvelle ; 1 compte a été scellé de nouveau.
   *[other] server.key est nouvelle ; { $n } comptes ont été scellés de nouveau.
 }
rotated-reference-key = reference.key est nouvelle. Dans la prochaine version de chaque source, toutes les lignes compteront comme nouvelles.
rotated-key-backup = Faites maintenant une sauvegarde : les précédentes contiennent la clé précédente.
cmd-audit-reseal = Scelle de nouveau à partir d'ici quand la clé du serveur a été perdue
opt-anchor = Fichier ou code d'une ancre à comparer avec la chaîne ; peut être répété
opt-audit-file = Vérifie ce fichier exporté au lieu de la base de données
opt-out-file = Fichier à écrire
opt-audit-format = ndjson, que chacun peut vérifier, ou csv, pour les tableurs
opt-because = Motif, qui reste dans l'audit
audit-whole = { $n ->
    [0] La chaîne est entière : il n'y a pas encore d'entrées.
    [one] La chaîne est entière : { $count } entrée. Ancres qui concordent : { $anchors }.
   *[other] La chaîne est entière : { $count } entrées. Ancres qui concordent : { $anchors }.
 }
audit-resealed = La chaîne est entière et désormais scellée avec la nouvelle clé. Seules les empreintes et les ancres répondent des entrées antérieures.
anchor-made = Ancre de l'audit, entrée { $number } :
anchor-file = Fichier : { $file }
anchor-advice = Gardez-la hors de cette machine : dans un procès-verbal, imprimée, ou chez une autre institution. Elle se vérifie avec « faro audit verify --anchor CODE ».
anchor-length = « { $code } » n'est ni un fichier d'ancre ni un code : un code a 8 groupes de 5 signes.
anchor-sign = Le groupe { $group } du code a un signe qu'aucun code ne porte.
anchor-group = Le groupe { $group } du code a une faute de frappe, ou les groupes sont dans un autre ordre.
anchor-not-a-file = { $file } n'est pas un fichier d'ancre de Faro.
anchor-of-another = L'ancre vient d'une autre installation de Faro.
export-not-whole = { $file } ne contient pas tout l'audit : sa chaîne ne peut pas être parcourue.
export-written = Audit : { $file }. La colonne des motifs peut contenir des données personnelles.
## Étiquettes de partage
opt-tlp = Qui peut voir une nouvelle source, quand plusieurs institutions utilisent ce Faro : red, amber_strict, amber, green ou clear
opt-share-with = Institution avec laquelle on partage (avec amber) ; peut être répétée
opt-purpose = Ce que les autres peuvent en faire
opt-legal-basis = Convention, loi ou décision qui permet de partager
opt-share-until = Dernier jour du partage, comme 2027-06-30
label-not-shared = Les étiquettes sont pour un Faro utilisé par plusieurs institutions. Celui-ci ne l’est que par qui a le dossier : retirez --tlp.
label-no-agency = Aucune institution ne s’appelle « { $name } ».
label-no-purpose = Il manque pour quoi elle est partagée : ajoutez --purpose.
label-no-basis = Il manque la base légale : ajoutez --legal-basis.
label-no-recipient = Avec amber, il faut dire avec qui : ajoutez --share-with.
label-no-day = Il manque le dernier jour, ou ce n’est pas une date des cinq prochaines années : ajoutez --share-until, comme 2027-06-30.
# Servir au-delà de cette machine
opt-listen = Adresse et port d’écoute ; au-delà de cette machine il faut des comptes et TLS
opt-public-url = Adresse par laquelle viennent les navigateurs, comme https://faro.example
opt-tls-cert = Certificat avec sa chaîne, en PEM ; relu quand il change et sur SIGHUP
opt-tls-key = Clé du certificat, en PEM
opt-behind-proxy = Adresse du proxy inverse : lui seul est servi et cru
opt-metrics = Adresse locale pour les mesures de Prometheus, comme 127.0.0.1:9180
opt-log = Journal sur la sortie d’erreur : json ou off ; jamais rien sur des personnes
serve-no-accounts = Sans comptes, Faro ne sert que cette machine.
serve-no-accounts-hint = créez les comptes avec « faro serve » sur cette machine, puis écoutez ailleurs
serve-no-tls = Au-delà de cette machine, Faro ne sert pas sans chiffrement.
serve-no-tls-hint = indiquez --tls-cert et --tls-key, ou --behind-proxy avec l’adresse du proxy
serve-no-url = L’adresse par laquelle viennent les navigateurs manque.
serve-no-url-hint = indiquez --public-url https://…
serve-metrics-local = Les mesures ne sont servies que sur cette machine.
serve-metrics-local-hint = utilisez --metrics 127.0.0.1:9180

# Examen
cmd-doctor = Examine l’installation et dit ce qui ne va pas et que faire
opt-doctor-listen = Adresse et port que le serveur utiliserait
doctor-mark-fine = bien
doctor-mark-notice = avis
doctor-mark-broken = ERREUR
doctor-folder-missing = Il n’y a pas de données dans { $folder }.
doctor-folder-missing-do = indiquez le dossier avec --data, ou préparez-le avec « faro init »
doctor-permissions-fine = Seul leur propriétaire peut lire les fichiers.
doctor-permissions-open = D’autres sur cette machine peuvent lire ou modifier : { $files }
doctor-permissions-open-do = fermez-les avec « chmod go-rwx » (et cherchez qui les a ouverts)
doctor-permissions-unknown = Sur ce système, Faro ne voit pas qui peut lire les fichiers.
doctor-permissions-unknown-do = placez le dossier là où seul votre compte peut lire
doctor-disk-fine = Espace libre : { $free } Go.
doctor-disk-low = Il reste peu d’espace : { $free } Go.
doctor-disk-low-do = libérez de l’espace avant le prochain import ou la prochaine sauvegarde
doctor-draft-left = Une restauration interrompue a laissé { $folder }.
doctor-draft-left-do = relancez la restauration, ou effacez ce dossier
doctor-database-answers = Les bases de données ({ $kind }) répondent et sont à jour.
doctor-database-fails = Les bases de données ne s’ouvrent pas : { $error }
doctor-database-fails-do = faites ce que dit le message ; avec PostgreSQL, voyez s’il fonctionne, et DATABASE_URL
doctor-integrity-fine = Les fichiers des bases de données sont sains.
doctor-integrity-damaged = Endommagé : { $database } ({ $said })
doctor-integrity-damaged-do = arrêtez le serveur, gardez le dossier tel quel et restaurez la dernière sauvegarde
doctor-agreement-fine = Les faits et le coffre concordent.
doctor-agreement-busy = Faits et coffre changent trop vite pour être comparés.
doctor-agreement-busy-do = recommencez quand l’import sera terminé
doctor-agreement-broken = Il manque des identités scellées des versions { $versions }.
doctor-agreement-broken-do = restaurez faits et coffre d’une même sauvegarde, ou importez de nouveau ces fichiers
doctor-keys-fine = Les clés sont là, et la clé secrète est protégée ou gardée ailleurs.
doctor-key-missing = { $file } manque.
doctor-key-missing-do = restaurez-le d’une sauvegarde ; dans un nouveau dossier, « faro init »
doctor-key-on-host = La clé secrète de l’institution qui héberge se trouve sur le serveur ({ $file }). Qui prend la machine ou une copie du dossier ouvre ses identités.
doctor-key-on-host-do = retirez-la maintenant : faro agency-key take-away --out /media/usb/agency.key --new-passphrase-file PHRASE ; les copies du dossier faites avant la contiennent encore
doctor-key-plain = La clé secrète (agency.key) n’a pas de phrase de passe.
doctor-key-plain-do = sur un serveur, retirez-la avec « faro agency-key take-away » ; agency.pub suffit pour importer
doctor-key-of-another = agency.key et agency.pub ne forment pas une paire.
doctor-key-of-another-do = restaurez les deux fichiers d’un même endroit
doctor-key-unreadable = Une clé ne peut être lue : { $error }
doctor-key-unreadable-do = restaurez-la depuis l’endroit où vous gardez sa copie
doctor-clock-fine = L’horloge concorde avec ce qui a été noté.
doctor-clock-wrong = L’horloge dit { $now } et la dernière note est du { $newest }.
doctor-clock-wrong-do = mettez la machine à l’heure (NTP) avant de continuer
doctor-uploads-fine = Aucun fichier remis ne reste en attente.
doctor-uploads-left = { $count } fichiers remis il y a plus d’un jour sont encore dans le dossier.
doctor-uploads-left-do = démarrez le serveur : il les retire lui-même
doctor-backup-fine = Dernière sauvegarde : { $when }.
doctor-backup-old = La dernière sauvegarde est du { $when }.
doctor-backup-old-do = faites-en une avec « faro backup » et programmez-la
doctor-backup-none = Il n’y a jamais eu de sauvegarde.
doctor-backup-none-do = faites la première avec « faro backup », ou dites avec « faro backup-recipients » pour qui le serveur les fait
doctor-port-free = Le port { $address } est libre.
doctor-port-served = Un serveur Faro utilise ce dossier.
doctor-port-taken = Un autre programme occupe { $address }, ou cette adresse n’est pas de cette machine.
doctor-port-taken-do = choisissez un autre port avec --port ou --listen
doctor-certificate-fine = Le certificat est valable jusqu’au { $until }.
doctor-certificate-soon = Le certificat expire le { $until }.
doctor-certificate-soon-do = renouvelez-le maintenant ; le serveur le relit de lui-même
doctor-certificate-expired = Le certificat a expiré le { $until }.
doctor-certificate-expired-do = renouvelez-le ; le serveur le relit de lui-même
doctor-certificate-unusable = Le certificat est inutilisable : { $error }
doctor-certificate-unusable-do = indiquez le certificat avec sa chaîne et sa propre clé, en PEM
doctor-pdf-fine = faro-pdf est là : les rapports sortent aussi en PDF.
doctor-pdf-missing = faro-pdf n’est pas là : les rapports sortent sans PDF.
doctor-pdf-missing-do = placez-le à côté de faro ou dans le PATH si vous avez besoin de PDF
account-let-in = L’invitation de { $login } fonctionne.
account-not-invited = Personne de ce nom n’a d’invitation ou de lien ouvert.
opt-let-in = laisser servir l’invitation, ou le lien, de cette personne quand personne de son institution ne peut donner son accord
cmd-backup-recipients = Dit pour qui sont chiffrées les sauvegardes que le serveur fait chaque jour, ou le montre
opt-no-recipients = le serveur ne fait plus de sauvegardes
backup-recipients-none = Le serveur ne fait pas de sauvegardes de lui-même : dites pour qui elles sont chiffrées.
backup-recipients-are = Le serveur fait une sauvegarde par jour, chiffrée pour :

cmd-open = Ouvre avec la clé un fichier scellé téléchargé du serveur
arg-open = Fichier scellé
opt-key = Fichier de la clé secrète
cmd-agency-key = La clé de l’institution, sur sa propre machine
cmd-key-new = Fait une nouvelle clé : le fichier secret et, à côté, le public
cmd-key-show = Montre la clé publique et son empreinte
cmd-key-prove = Répond au test que donne la page à l’enregistrement d’une clé
cmd-key-take-away = Retire la clé secrète du dossier de données d’un serveur
cmd-key-split = Partage la clé en deux fichiers pour deux personnes
cmd-key-join = Retrouve la clé avec les deux parties
opt-key-out = Nouveau fichier de la clé secrète
arg-key-show = Fichier de la clé publique ; par défaut, celui du dossier de données
arg-key-sealed = Texte du test
arg-key-parts = Les deux parties
opt-new-passphrase-file = Fichier contenant la phrase qui protégera la copie (une ligne) ; par défaut, la même
key-new-done = Clé secrète dans { $secret } : gardez-la à part et ne l’envoyez à personne. Enregistrez { $public } sur la page « Clés ».
key-taken-away = La clé secrète est dans { $file } et plus dans le dossier de données. Remettez-la à l’institution ; les copies du dossier faites avant la contiennent encore.
key-two-parts = Il faut les deux parties.
cmd-hand-in = Vérifie et scelle un fichier dans l’institution, à envoyer sans noms lisibles
arg-hand-in = Fichier des enregistrements
opt-agency-key = Clé publique de l’institution (agency.pub)
opt-number-key = Secret de l’institution qui masque ses numéros ; créé s’il n’existe pas. Utilisez toujours le même
opt-hand-in-out = Fichier à écrire, pour la page « Intégrer »
hand-in-done = { $file } : { $accepted } lignes acceptées et { $rejected } rejetées, scellées avec la clé { $key }. Envoyez { $out } sur la page « Intégrer ».
cmd-notify-test = Envoie un courriel d’essai avec ces réglages
opt-notify-to = À quelle adresse
opt-smtp = Serveur de courriel : smtp:// avec STARTTLS, smtps:// chiffré dès le début
opt-smtp-from = Adresse qui envoie les courriels
opt-smtp-login = Fichier lisible par vous seul, deux lignes : nom et mot de passe du serveur de courriel
opt-smtp-name = Nom dans le certificat du serveur de courriel, s’il est autre
opt-allow-outbound = Destination à laquelle Faro peut envoyer des avis (répétable) ; sans cela, aucune
opt-allow-outbound-inside = De même, pour une destination du réseau interne ou de cette machine
opt-ca-file = Certificats à croire pour ce qui sort, au lieu de ceux de la machine
outgoing-host = Cette destination ne peut pas être permise : { $what }
outgoing-host-hint = écrivez le nom seul, ou le nom et le port : avis.institution.example:8443
outgoing-certificates = Il n’y a pas de certificats à croire : { $what }
outgoing-certificates-hint = installez les certificats du système (ca-certificates) ou indiquez --ca-file
outgoing-mail = Le serveur de courriel ne peut pas servir : { $what }
outgoing-mail-hint = indiquez --smtp smtp://serveur:587 ou smtps://serveur:465, et --smtp-from avec une adresse
outgoing-login = Le fichier du nom et du mot de passe ne peut pas servir : { $what }
outgoing-login-hint = mettez nom et mot de passe sur deux lignes, lisibles par vous seul (chmod 600)
notify-sent = Le serveur de courriel a pris l’essai. Vérifiez qu’il est arrivé.
notify-no-server = Aucun serveur de courriel n’a été indiqué.
notify-no-server-hint = indiquez --smtp et --smtp-from comme pour servir
notify-not-sent = L’essai n’a pas été envoyé : { $what }
notify-not-sent-hint = vérifiez --smtp, --smtp-name, --smtp-login-file, et que la machine atteint ce serveur
doctor-outgoing-nothing = Rien ne sort de cette machine : ni serveur de courriel, ni destination permise.
doctor-outgoing-fine = Ce qui peut sortir peut servir. Courriel : { $mail }. Destinations : { $hosts }.
doctor-outgoing-unusable = Ce qui devait sortir ne peut pas servir : { $what }
doctor-outgoing-unusable-do = vérifiez --smtp, --smtp-from, --smtp-login-file, --allow-outbound et --ca-file
opt-sign-in-with = Fichier du fournisseur d’identité (OpenID Connect) avec lequel on peut entrer
serve-provider = Le fournisseur d’identité ne peut pas être utilisé : { $what }
serve-provider-hint = voyez « Signing in with an identity provider » dans docs/operations.md
