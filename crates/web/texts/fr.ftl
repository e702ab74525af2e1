# Textes des pages. Français.

## Cadre
skip-to-content = Aller au contenu
nav-label = Rubriques
nav-overview = Vue d’ensemble
nav-explore = Explorer
nav-places = Lieux
nav-flows = Itinéraires
nav-sources = Sources
language = Langue
watermark = Document de travail, ne pas publier
footer-promise = Les noms et les documents sont scellés à part et n’apparaissent sur aucune page.
footer-help = Aide
footer-report = Rapport complet
leave = Quitter
none = Aucune
to-overview = Aller à la vue d’ensemble
closed-title = Faro est fermé dans ce navigateur
closed-lead = Pour entrer, ouvrez l’adresse que Faro a affichée à son démarrage.
closed-how = L’adresse ne sert qu’une fois. Si elle a déjà servi ou si douze heures ont passé, fermez Faro et lancez de nouveau « faro serve ».

## Erreurs
error-404-title = Il n’y a rien à cette adresse
error-404 = La source, le lieu ou le fichier n’existe peut-être plus, ou l’adresse est incomplète.
error-405-title = Cette adresse ne s’utilise pas ainsi
error-405 = Revenez à la page et utilisez ses boutons.
error-413-title = L’envoi est trop volumineux
error-413 = Rien n’a été conservé.
error-413-hint = Compressez le fichier en zip, divisez-le ou intégrez-le avec « faro import » en ligne de commande.
error-429-title = Trop en peu de temps
error-429 = Votre compte a demandé en peu de temps plus que ce qu’il faut pour travailler avec Faro.
error-429-hint = Patientez quelques minutes et réessayez. Si ces demandes ne viennent pas de vous, mettez fin à vos autres sessions dans « Votre compte » et prévenez qui gère le serveur.
error-slow-title = C’est trop long
error-slow = La page n’a pas été prête à temps. Rien n’est perdu.
error-slow-hint = Demandez moins de caractéristiques ou une période plus courte, puis réessayez.
error-question-title = La question n’est pas comprise
error-question-hint = Revenez à la page précédente et choisissez dans les listes.
error-400 = Le formulaire est arrivé incomplet ou abîmé.
error-upload = Le fichier a cessé d’arriver avant d’être complet. Rien n’a été conservé ; renvoyez-le.
error-name = Le nom est trop long ; utilisez moins de 120 caractères.
error-later-title = Pas encore
error-uploads = Vous envoyez déjà d’autres fichiers. Attendez que l’un soit arrivé, puis renvoyez celui-ci. Rien n’en a été gardé.
error-spool = Trop de fichiers attendent d’être importés. Terminez-en ou abandonnez-en, puis renvoyez celui-ci ; ce que personne ne termine est supprimé après un jour. Rien n’en a été gardé.
error-inside-title = Quelque chose a échoué de notre côté
error-inside = Rien n’a été perdu ni publié. Vous pouvez réessayer.
error-incident = Si vous demandez de l’aide, mentionnez l’incident { $id }.
error-outage-title = Faro ne peut pas répondre pour le moment
error-disk-full = Le disque du serveur est plein. Rien de votre demande n’a été enregistré, et rien de ce qui existait n’est perdu.
error-busy = Un autre programme écrit depuis longtemps. Rien de votre demande n’a été enregistré.
error-out-of-reach = Le serveur n’atteint pas sa base de données. Rien de votre demande n’a été enregistré.
error-outage-hint = Réessayez dans quelques minutes. Si cela continue, prévenez la personne qui gère le serveur.
detail-in-english = Détail technique, en anglais : { $detail }

## Vue d’ensemble
overview-title = Vue d’ensemble
overview-empty = Il n’y a pas encore de données
overview-empty-lead = Faro répond à ce qui se passe, où, à qui et avec quelle certitude, à partir des tableaux que remettent les institutions.
overview-empty-import = Intégrer un tableau
overview-empty-import-text = CSV, Excel, LibreOffice ou JSON, dans la forme que chaque institution utilise déjà. Faro reconnaît les colonnes ou propose comment les lire.
overview-empty-ask = Demandez le premier tableau
overview-empty-ask-text = Votre rôle ne remet pas de fichiers. Demandez à la personne qui est point focal de votre institution d’intégrer le premier tableau, ou à une autre institution de partager le sien. Les chiffres apparaissent ici dès qu’il y a des données que vous pouvez voir.
overview-empty-demo = Découvrir Faro avec un pays simulé
overview-empty-demo-text = En ligne de commande, lancez « faro demo ». Il invente un pays avec six institutions et ouvre ces mêmes pages avec ses données. Aucune personne n’est réelle.
overview-simulated = Données simulées : aucune personne ni institution de ces pages n’est réelle.
overview-more = Voir le rapport complet
overview-explore = Explorer les données
overview-pictures = L’essentiel en images

## Rapport
report-title = Rapport de situation
report-downloads = Télécharger le rapport
report-html = HTML à imprimer
report-docx = DOCX
report-xlsx = XLSX avec tous les tableaux
report-pdf = PDF
report-contents = Sommaire
report-empty = Le rapport s’écrit à partir des sources, et il n’y en a pas encore.
pdf-title = Le PDF demande un programme de plus
pdf-lead = Le PDF est composé par « faro-pdf », livré à part parce qu’il est volumineux.
pdf-how = Placez « faro-pdf » à côté du programme « faro » ou dans le chemin des programmes, puis revenez à cette page. En attendant, le HTML s’imprime bien et s’enregistre en PDF depuis le navigateur.
pdf-failed = faro-pdf n’a pas pu composer le rapport : { $detail }
report-file = rapport-de-situation

## Explorer
explore-title = Explorer
explore-empty = Il n’y a pas encore de données à explorer. Intégrez d’abord une source.
explore-form = Question
explore-data = Données
explore-people = Personnes
explore-by = Ventiler par
explore-by-first = Ventiler par
explore-by-second = et par
explore-by-third = et aussi par
explore-by-fourth = et encore par
explore-by-none = Rien de plus
explore-from = De
explore-to = À
explore-date-help = Année, mois ou jour : 2021, 2021-03 ou 2021-03-15
explore-filters = Filtres
explore-filter-add = Ajouter un filtre par
explore-filter-none = Aucun
explore-filter-many = Les { $n } valeurs les plus fréquentes sont proposées.
explore-percent = Afficher
percent-count = Nombres
percent-all = Pourcentage du total
percent-row = Pourcentage de chaque ligne
percent-column = Pourcentage de chaque colonne
explore-answer = Répondre
explore-clear = Retirer les filtres
explore-result = Résultat
explore-address = L’adresse de cette page contient la question : copiez-la pour y revenir.
explore-updated = Résultat mis à jour.
download-csv = Télécharger en CSV
download-xlsx = Télécharger en XLSX
download-toml = Télécharger en TOML
explore-file = tableau

## Lieux
places-title = Lieux
places-empty = Aucun enregistrement ne dit où l’exploitation a eu lieu.
places-country = Pays
places-show = Afficher
places-all-countries = Tous les pays
places-compare = Comparer deux lieux
compare-title = Comparer deux lieux
compare-first = Premier lieu
compare-second = Second lieu
compare-show = Comparer
compare-same = Choisissez deux lieux différents.
compare-lead = Choisissez deux lieux pour voir en quoi ils se ressemblent et en quoi ils diffèrent.
place-back = Tous les lieux
place-explore = Explorer ce lieu
place-compare-with = Comparer avec un autre lieu
place-flows = D’où viennent les personnes et par où elles passent
place-trend = Au fil du temps
place-none = Aucun enregistrement ne dit que l’exploitation a eu lieu ici.

## Itinéraires
flows-title = Itinéraires
flows-empty = Aucun enregistrement ne dit à la fois d’où vient la personne et où elle a été exploitée.
flows-origin = Origine
flows-origin-citizenship = Pays de nationalité
flows-origin-recruitment = Lieu de recrutement
flows-transit = Montrer par où elles sont passées
flows-level = Niveau
flows-level-0 = Pays
flows-level-1 = Division principale (département, État, province)
flows-show = Afficher
flows-file = itineraires

## Sources
sources-title = Sources
sources-none = Il n’y a pas encore de source. Commencez par intégrer un tableau.
sources-answer = { $n ->
    [one] Il y a une source, avec { $rows } lignes lues
   *[other] Il y a { $n } sources, avec { $rows } lignes lues
 } ; { $rejected_n ->
    [0] aucune ligne n’a été rejetée.
    [one] une ligne a été rejetée et peut être corrigée.
   *[other] { $rejected } lignes ont été rejetées et peuvent être corrigées.
 }
sources-running = Intégrations en cours
source = Source
source-pending = La première intégration de cette source n’est pas terminée.
source-answer = { $n ->
    [one] Sur une ligne lue
   *[other] Sur { $read } lignes lues
 }, { $accepted } ont été acceptées ({ $warned } avec avertissement) et { $rejected_n ->
    [0] aucune n’a été rejetée.
    [one] une a été rejetée.
   *[other] { $rejected } ont été rejetées.
 }
source-agency = Institution
source-kind = Ce qu’elle contient
source-file = Fichier
source-version = Version
source-mapping = Correspondance
source-sealed-rows = Lignes dont l’identité est scellée
source-explore = Explorer ses données
source-again = Remettre un fichier corrigé
rows-read = Lignes lues
rows-accepted = Acceptées
rows-warned = Avec avertissement
rows-rejected = Rejetées
quality = Qualité
quality-measure = Aspect
quality-score = Note
quality-means = Ce que cela veut dire
ask-next = Que demander ensuite
columns-heading = Colonnes
columns-used = Analysées
columns-sealed = Scellées (identité)
columns-ignored = Laissées de côté
columns-unmapped = Sans correspondance (scellées, non perdues)
mapping-link = Voir la correspondance de chaque colonne
mapping-of = Correspondance de « { $source } »
mapping-of-lead = Correspondance { $mapping }, version { $version } de la source. C’est un texte que l’on peut corriger et réutiliser.
issues-heading = Observations
issues-none = La vérification n’a rien trouvé à observer.
issues-all = Les voir toutes, ligne par ligne
issues-title = Observations sur « { $source } »
issues-answer = { $n ->
    [0] Il n’y a pas d’observation.
    [one] Il y a une observation.
   *[other] Il y a { $count } observations.
 } Les valeurs qui peuvent dire qui est une personne ne sont pas montrées.
issue-rule = Observation
issue-column = Colonne
issue-result = Résultat
issue-count = Fois
issue-row = Ligne
issue-reason = Ce qui ne va pas et ce qui serait accepté
versions-heading = Versions
versions-changes = Ce qui a changé
changes-first = Première version
changes-sentence = { $added } nouvelles, { $changed } modifiées, { $removed } retirées, { $same } identiques
changes-added = Lignes nouvelles
changes-changed = Lignes modifiées
changes-removed = Lignes retirées
changes-same = Lignes identiques
pager-label = Pages
pager-back = Précédente
pager-forth = Suivante
page-of = Page { $page } sur { $pages }
rejected-link = Télécharger les lignes rejetées
rejected-title = Lignes rejetées de « { $source } »
rejected-answer = { $n ->
    [0] Cette source n’a pas de ligne rejetée.
    [one] Une ligne a été rejetée. Elle est remise en tableau avec une colonne qui dit pourquoi ; corrigez-la et remettez-la.
   *[other] { $count } lignes ont été rejetées. Elles sont remises en tableau avec une colonne qui dit pourquoi ; corrigez-les et remettez-les.
 }
rejected-passphrase = Phrase de la clé de l’institution
rejected-passphrase-help = Laissez vide si la clé n’a pas de phrase.
rejected-download = Télécharger en XLSX
rejected-care = Le tableau contient les lignes entières, avec les noms s’il y en avait. Ne le rendez qu’à l’institution qui les a remises, puis effacez-le.
rejected-needs-passphrase = La clé est protégée. Saisissez sa phrase.
rejected-wrong-passphrase = La phrase n’ouvre pas la clé. Réessayez.
rejected-no-key = La clé de l’institution n’est pas sur cet ordinateur. Copiez-la depuis l’endroit où l’institution la garde.
rejected-other-key = Ces lignes ont été scellées avec la clé d’une autre institution.
rejected-file = lignes-rejetees

## Importer
import-link = Intégrer un tableau
import-title = Intégrer un tableau
import-lead = Remettez le fichier tel que l’institution l’utilise. Rien n’est conservé avant votre confirmation.
import-source = Nom de la source
import-source-help = Par exemple « Parquet, victimes ». Sous le même nom, le nouveau fichier remplace le précédent et l’historique est gardé.
import-agency = Institution qui le remet
import-file = Fichier
import-file-help = CSV, XLSX, XLS, ODS, JSON ou NDJSON, aussi dans un zip.
import-limit = Jusqu’à { $gigabytes } Go.
import-send = Envoyer et vérifier
import-privacy = Les noms, documents, téléphones et adresses sont séparés à l’intégration et scellés avec la clé de l’institution. Le fichier envoyé est effacé à la fin, si vous l’abandonnez, ou au bout d’un jour.
import-no-file = Choisissez un fichier.
import-no-table = L’institution n’a pas de tableau à elle ?
import-other = Envoyer un autre fichier
import-back = Revenir à la vérification
import-discard = Abandonner le fichier
steps-label = Étapes
step-file = Fichier
step-mapping = Correspondance
step-check = Vérification
step-import = Intégration
unreadable-title = « { $file } » ne peut pas être lu ainsi
unreadable-file = Le fichier ne peut pas être lu comme un tableau. Rien n’a été conservé.
unreadable-mapping = La correspondance choisie ne convient pas à ce fichier.

mapping-title = Comment lire « { $file } »
verdict-recognised = Le fichier est reconnu : { $name }. Si vous êtes d’accord, vérifiez les lignes.
verdict-suggested = Le fichier n’est pas connu. Voici une proposition : corrigez ce qu’il faut, puis vérifiez les lignes.
verdict-own = C’est votre correspondance. Vérifiez les lignes quand vous êtes d’accord.
verdict-chosen = Correspondance choisie : { $name }.
found-heading = Ce qui a été trouvé
found-format = Format
found-entry = Fichier dans l’archive
found-encoding = Encodage
found-delimiter = Séparateur
found-sheet = Feuille
found-header-row = Ligne d’en-tête
found-rows = Lignes
found-columns = Colonnes
found-warnings = Bon à savoir
delimiter-tab = tabulation
delimiter-space = espace
ask-sheet = Quelle feuille contient les données ?
ask-repair = Des accents sont abîmés, comme « PerÃº » pour « Perú ». Faut-il les réparer ?
ask-repair-help = Seul ce qui peut être réparé avec certitude est changé.
ask-repair-yes = Oui, réparer
ask-repair-no = Non, laisser ainsi
ask-dates = Dans quel ordre sont les dates ?
ask-dates-dmy = Jour, mois, année : 31/12/2021
ask-dates-mdy = Mois, jour, année : 12/31/2021
ask-dates-ymd = Année, mois, jour : 2021/12/31
ask-decimal = Quel signe sépare les décimales ?
ask-decimal-comma = Virgule : 1.234,5
ask-decimal-dot = Point : 1,234.5
mapping-heading = Ce qu’est chaque colonne
mapping-explained = Ce qui reste sans correspondance est scellé et n’est pas perdu. Pour les colonnes qui peuvent dire qui est une personne, aucune valeur n’est montrée.
mapping-kind = Chaque ligne est
kind-rows-cases = une personne dans un dossier
kind-rows-counts = une cellule d’un tableau : un nombre de personnes ou de dossiers
kind-rows-indicators = un indicateur qui n’est pas un dénombrement
mapping-role = Toutes les personnes sont
mapping-role-none = (inconnu : elles ne compteront pas comme victimes)
mapping-indicator = Le nombre compte
mapping-indicator-none = (choisissez)
mapping-column = Colonne
mapping-samples = Valeurs fréquentes
mapping-use = Ce que c’est
mapping-more = Il y a { $n } colonnes de plus : attribuez-les dans le texte, sous « Avancé ».
samples-withheld = non montrées
use-sealed = Sans correspondance (reste scellée)
use-ignore = Laisser de côté
use-number = Le nombre de personnes ou de dossiers
use-seals = Identité : scellée comme
use-part = Elle fait partie d’une règle avec d’autres colonnes.
ignored-by-choice = Laissée de côté par choix de la personne qui a intégré.
mapping-save = Garder cette correspondance pour les fichiers semblables
mapping-check = Vérifier toutes les lignes
mapping-apply = Appliquer les changements
mapping-advanced = Avancé : une autre correspondance, ou le texte entier
mapping-profile = Lire comme
mapping-profile-use = Utiliser cette correspondance
mapping-toml = Correspondance en texte (TOML)
mapping-toml-use = Utiliser ce texte

check-title = Vérification de « { $file } »
check-answer = { $n ->
    [one] Sur une ligne
   *[other] Sur { $read } lignes
 }, { $accepted } seraient acceptées et { $rejected_n ->
    [0] aucune ne serait rejetée.
    [one] une serait rejetée.
   *[other] { $rejected } seraient rejetées.
 } Rien n’est encore conservé.
check-nothing = Aucune ligne ne serait acceptée. Corrigez la correspondance avant d’intégrer.
check-start = Intégrer
check-correct = Corriger la correspondance
check-rules = Observation
check-examples = Exemples
check-examples-left = Il y en a d’autres ; après l’intégration, toutes figurent sur la page de la source.
check-unmapped = Colonnes sans correspondance
check-unmapped-explained = Ces colonnes restent scellées : elles ne sont ni analysées ni perdues.

job-title = Intégration de « { $file } »
job-progress = Avancement
job-queued = L’intégration attend son tour.
job-calling-off = L’intégration est en cours d’annulation.
job-survey = Faro parcourt le fichier.
job-map = Faro lit, vérifie et scelle les lignes.
job-publish = Faro enregistre la nouvelle version.
job-rows = { $n ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
 }
job-cancelled = L’intégration a été annulée. Rien n’a été conservé.
job-unchanged = Ce fichier était déjà là, avec la même correspondance. Rien n’a changé.
job-done = C’est fait. Sur { $n ->
    [one] une ligne lue
   *[other] { $read } lignes lues
 } de « { $source } », { $accepted } ont été acceptées et { $rejected_n ->
    [0] aucune n’a été rejetée.
    [one] une a été rejetée.
   *[other] { $rejected } ont été rejetées.
 }
job-done-plain = L’intégration est terminée.
job-failed = L’intégration n’a pas pu être faite. Rien n’a été conservé.
job-needs-dates = Il faut dire dans quel ordre sont les dates de la colonne « { $column } ». Renvoyez le fichier et répondez à la question.
job-needs-decimal = Il faut dire quel signe sépare les décimales dans la colonne « { $column } ». Renvoyez le fichier et répondez à la question.
job-needs-profile = Le fichier n’est pas connu. Renvoyez-le et regardez la correspondance proposée.
again-title = Renvoyez « { $file } »
again-lead = Faro a redémarré après avoir reçu « { $file } ». Le fichier était chiffré avec une clé gardée seulement en mémoire : personne ne peut plus l’ouvrir. Renvoyez le même fichier et tout reprend où vous en étiez.
again-file = Le même fichier
again-why = Faro compare son empreinte avec celle du précédent. Si le fichier a changé, recommencez.
again-send = Envoyer et continuer
again-other = Ce n’est pas le même fichier, ou il n’est plus attendu. Cherchez celui que vous aviez envoyé, ou recommencez.
job-file-again = Faro a redémarré avant la fin. Le fichier était chiffré avec une clé gardée seulement en mémoire. Renvoyez le même fichier et l’importation reprend.
job-cancel = Annuler l’intégration
job-cancel-title = Annuler l’intégration de « { $file } » ?
job-cancel-lead = Rien du fichier ne restera. Les versions précédentes de la source demeurent telles quelles.
job-cancel-yes = Oui, annuler
job-cancel-no = Non, continuer
job-source-red = À cause de son étiquette, seuls les points focaux et la protection des données de votre institution voient maintenant cette source. Ils peuvent changer qui la voit.
job-to-source = Voir la source
job-to-explore = Explorer les données

## Modèles
templates-link = Tableaux modèles
templates-title = Tableaux modèles
templates-lead = Pour les institutions sans système à elles : des listes où choisir, une aide pour chaque colonne et aucun nom obligatoire.
template-starter = Tableau de départ (XLSX)
template-starter-text = Douze champs, ce à quoi toute institution peut répondre. Sert aussi à imprimer.
template-starter-ods = Tableau de départ (ODS)
template-starter-ods-text = Le même, pour LibreOffice.
template-xlsx = Tableau complet (XLSX)
template-xlsx-text = Tous les champs de l’enregistrement commun, pour Excel.
template-ods = Tableau complet (ODS)
template-ods-text = Le même, pour LibreOffice.
template-xlsform = Formulaire pour ODK et Kobo (XLSForm)
template-xlsform-text = Pour enregistrer depuis un téléphone, même sans connexion.
templates-then = Quand l’institution le rend rempli :

## Traçabilité
lineage-title = Comment le chiffre a été calculé
lineage-lead = Tout ce qu’il faut pour recalculer ce chiffre et obtenir le même.
lineage-question = La question
lineage-cell = La cellule
lineage-answer = { $n ->
    [0] Aucune ligne ne compte dans ce chiffre.
    [one] Une ligne compte dans ce chiffre.
   *[other] { $count } lignes comptent dans ce chiffre.
 }
lineage-sources = Sources
lineage-hash = Empreinte du fichier (BLAKE3)
lineage-rows = Lignes de la source
lineage-method = Méthode
lineage-parameters = Paramètres
lineage-filters = Filtres
lineage-filter-not = sauf { $codes }
lineage-filter-range = de { $from } à { $to }
lineage-open = (sans limite)
lineage-code = Version de Faro
lineage-counted = Lignes comptées
lineage-rows-heading = Les lignes
lineage-rows-first = { $n ->
    [one] La seule ligne, par source et numéro.
   *[other] Les { $shown } premières lignes sur { $count }, par source et numéro.
 } Le numéro est celui de la ligne sous l’en-tête du fichier.
lineage-row = Ligne
lineage-recompute = Recalculer
lineage-recompute-text = Téléchargez le tableau avec la même question, ou demandez avec les mêmes sources le rapport complet en ligne de commande :
lineage-explore = Ouvrir la question dans Explorer
lineage-mapping = Correspondance
lineage-everything = Le rapport de situation réunit de nombreux chiffres ; chacun a sa propre traçabilité.

## Aide
help-title = Aide
help-lead = Faro réunit les tableaux des institutions et dit ce qui se passe, où, à qui et avec quelle certitude.
help-begin = Comment commencer
help-begin-1 = Intégrez le tableau d’une institution, tel qu’il est.
help-begin-2 = Corrigez la lecture de chaque colonne, s’il le faut, et vérifiez les lignes.
help-begin-3 = Regardez la vue d’ensemble et, pour chaque chiffre, sa traçabilité.
help-begin-4 = Téléchargez le rapport dans votre langue, en HTML, DOCX, XLSX ou PDF.
help-read = Comment lire les chiffres
help-interval = Intervalle
help-interval-text = Les nombres entre parenthèses, comme 34 % (28–41), sont l’intervalle de confiance à 95 % : de combien le chiffre pourrait varier par hasard. Avec peu de cas, l’intervalle est large : le chiffre dit moins.
help-denominator = Dénominateur
help-denominator-text = Les pourcentages portent seulement sur les enregistrements qui répondent à la question. Sous chaque graphique, on dit combien ils sont et combien ne répondent pas.
help-missing = Données manquantes
help-missing-text = Ne pas avoir demandé, ne pas avoir répondu, ne pas avoir enregistré et réserver ne sont pas la même chose. Faro les compte à part.
help-small = Petits nombres
help-small-text = L’astérisque marque des chiffres portant sur si peu de personnes qu’ils ne doivent pas sortir de l’institution.
help-lineage = Traçabilité
help-lineage-text = « Comment le chiffre a été calculé » mène de tout chiffre à ses sources, ses lignes, ses filtres et sa méthode.
help-detected = Ce qui est détecté n’est pas tout
help-detected-text = Les chiffres comptent ce que les institutions ont détecté et enregistré. Ce qui ne se voit pas n’y est pas.
help-identities = Identités
help-identities-text = Les noms, documents, téléphones et adresses sont scellés à l’intégration avec la clé de l’institution. Aucune page ne les montre ; seules les lignes rejetées reviennent, à qui les a remises et avec sa clé.
help-keyboard = Clavier
help-keyboard-1 = La touche Tab parcourt tout ; le premier Tab propose d’aller au contenu.
help-keyboard-2 = Les tableaux larges défilent avec les flèches quand ils ont le focus.
help-keyboard-3 = Les pages fonctionnent aussi sans JavaScript, avec les boutons « Répondre » et « Afficher ».
help-more = Plus
help-more-text = En ligne de commande, « faro --help » explique tout le reste : intégrer par lots, rapports, territoires propres.

## Qualité
grade-a = très bonne
grade-b = bonne
grade-c = moyenne
grade-d = faible
grade-e = très faible
quality-completeness = Complétude
quality-completeness-words = { $n } réponses sur { $of } aux questions de base sont données.
quality-validity = Validité
quality-validity-words = { $n } valeurs sur { $of } ont pu être lues.
quality-timeliness = Actualité
quality-timeliness-words = Selon l’ancienneté du dernier enregistrement : 100 % jusqu’à trois mois, 0 % à partir de trois ans.
quality-consistency = Cohérence
quality-consistency-words = { $n } lignes sur { $of } ne se contredisent pas.
quality-inclusiveness = Inclusion
quality-inclusiveness-words = Elle porte { $n } ventilations sur { $of } : sexe, genre, âge, handicap, origine ethnique, situation migratoire, orientation sexuelle, territoire et nationalité.
ask-newer = Demander les enregistrements postérieurs au { $date }.
ask-dated = Demander la date de chaque enregistrement.
ask-mend = { $n ->
    [one] Corriger la ligne rejetée et la remettre.
   *[other] Corriger les { $rows } lignes rejetées et les remettre.
 }
ask-agree = Convenir des valeurs de « { $field } » : { $n ->
    [one] une n’a pas pu être lue.
   *[other] { $invalid } n’ont pas pu être lues.
 }
ask-resolve = Examiner une contradiction fréquente ({ $n ->
    [one] une ligne
   *[other] { $rows } lignes
 }) : { $rule }.
ask-fill = Compléter « { $field } » : { $answered } enregistrements sur { $records } répondent.
ask-add = Commencer à enregistrer « { $field } ».
ask-territory = Enregistrer le lieu au-dessous du pays.
ask-explain = { $n ->
    [one] Expliquer ce qu’est la colonne sans correspondance.
   *[other] Expliquer ce que sont les { $n } colonnes sans correspondance.
 }

## Tableaux
shares-all = Pourcentage de tous les enregistrements qui répondent, avec son intervalle.
shares-row = Pourcentage dans chaque ligne, avec son intervalle.
shares-column = Pourcentage dans chaque colonne, avec son intervalle.
table-total = Total
table-count = Nombre
table-left = Il reste { $n } lignes ; le téléchargement les contient toutes.
compare-levels = Choisissez deux lieux du même niveau : deux pays, ou deux divisions.
place-within = À l’intérieur de ce lieu
place-tables = Tableaux avec écarts et intervalles

## Comptes et institutions
nav-people = Comptes
footer-set-up = Ouvrir Faro à d’autres personnes
yes = Oui
no = Non
never = Jamais
error-leave-title = Ce compte n’ouvre pas cette page
error-leave = Votre compte n’est pas autorisé à voir cette page.
error-leave-hint = Si vous en avez besoin pour votre travail, demandez le rôle correspondant à la personne qui administre les comptes.

sign-in-title = Se connecter à Faro
sign-in-login = Identifiant
sign-in-password = Mot de passe
sign-in-button = Se connecter
sign-in-lost = Si vous avez perdu votre mot de passe, demandez un nouveau lien à la personne qui administre les comptes.
sign-in-refused = Ces informations ne permettent pas de se connecter. Vérifiez l’identifiant et le mot de passe, puis réessayez. Si cela échoue encore, adressez-vous à la personne qui administre les comptes.
sign-in-wait = Plusieurs tentatives ont échoué. Attendez { $minutes ->
    [1] { $n ->
        [one] une seconde
       *[other] { $n } secondes
    }
   *[other] { $minutes } minutes
 } et réessayez.
sign-in-saved = Votre mot de passe est enregistré. Connectez-vous avec lui.
still-in-title = Cette page a été vidée
still-in-lead = Personne ne l’a utilisée pendant une demi-heure. Votre session reste ouverte, car vous avez utilisé une autre page.
still-in-back = Revenir à la page

second-factor-title = Second facteur
second-factor-lead = Encore une étape : saisissez le code de votre second facteur.
second-factor-code = Code
second-factor-help = Les six chiffres que montre l’application ou, une seule fois chacun, un code de secours.
prove-title = Confirmez que c’est bien vous
prove-lead = La suite est sensible, et Faro doit savoir que c’est bien vous. La confirmation vaut pour quelques minutes.
prove-password-help = Le mot de passe avec lequel vous vous connectez à Faro.
prove-button = Confirmer
prove-refused = La saisie ne correspond pas. Vérifiez-la et réessayez ; s’il s’agit d’un code de l’application, attendez qu’elle montre le suivant.

invitation-title = Utiliser un lien à usage unique
invitation-code = Code
invitation-code-help = Il se trouve à la fin du lien que vous avez reçu, après le signe #.
invitation-go = Continuer
invitation-lead = { $name } : cette invitation ouvre votre compte Faro. Institution : { $agency }. Choisissez un mot de passe ; vous pourrez ensuite vous connecter avec lui.
invitation-password-lead = { $name } : choisissez ici un nouveau mot de passe pour votre compte. Institution : { $agency }. Vous pourrez ensuite vous connecter avec lui.
invitation-accept = Enregistrer le mot de passe
invitation-over = Ce code ne fonctionne pas : il est incomplet, a déjà servi, a été retiré ou a expiré. Copiez le lien entier ou demandez-en un nouveau à la personne qui administre les comptes.
invitation-until = Valable jusqu’au
invitation-to-password = pour un nouveau mot de passe
invitation-withdraw = Retirer

password-new = Nouveau mot de passe
password-again = Le même mot de passe, encore une fois
password-present = Mot de passe actuel
password-help = Au moins 12 caractères ; mieux vaut 15 ou plus, par exemple quatre ou cinq mots sans rapport entre eux. Les espaces sont acceptés.
password-change = Changer le mot de passe
password-changed = Le mot de passe a été changé et vos autres sessions ont été fermées. Connectez-vous désormais avec le nouveau.
password-wrong = Ce n’est pas le mot de passe actuel. Rien n’a été changé ; saisissez-le de nouveau.
password-differs = Les deux mots de passe ne sont pas identiques. Saisissez-les de nouveau.
password-short = Le mot de passe est trop court. Utilisez au moins { $n } caractères.
password-long = Le mot de passe est trop long. Utilisez au plus { $n } caractères.
password-common = Ce mot de passe est très connu et vite deviné. Choisissez-en un autre, par exemple quatre ou cinq mots sans rapport entre eux.
password-context = Ce mot de passe s’appuie sur votre nom, sur celui de l’institution ou sur des mots de ce travail, essayés en premier. Choisissez d’autres mots.
password-pattern = Ce mot de passe répète la même chose ou suit l’ordre du clavier, de l’alphabet ou des chiffres. Choisissez des mots sans rapport entre eux.
password-control = Le mot de passe contient un caractère que tous les claviers ne permettent pas de saisir. Utilisez des lettres, des chiffres, des signes et des espaces.
password-link-title = Lien pour un nouveau mot de passe
password-link-lead = Si la personne a perdu son mot de passe, créez un lien à usage unique pour qu’elle en choisisse un autre.
password-link-button = Créer le lien
password-link-done = Avec ce lien, { $name } choisit un nouveau mot de passe. Il sert une seule fois, pendant { $hours ->
    [one] une heure.
   *[other] { $hours } heures.
 }

account-title = Votre compte
account-answer = { $name }, voici votre compte Faro. Institution : { $agency }. Rôles : { $roles }.
account-name = Nom et prénom
account-agency = Institution
account-agency-choose = Choisissez l’institution
account-roles = Rôles
account-territory = Territoire
account-territory-help = Si vous en choisissez un, le compte ne voit que les cas de ce territoire et des lieux qu’il comprend. Les chiffres publiés restent entiers.
account-login-help = Au moins 3 caractères, sans espaces. Il sert à se connecter à Faro ; majuscules et minuscules n’y changent rien.
account-may-sign-in = Peut se connecter à Faro
account-save = Enregistrer les changements
account-at-once = Les changements prennent effet tout de suite : les sessions ouvertes de ce compte se ferment et la personne doit se reconnecter.
account-last = Dernière connexion
account-disabled = compte désactivé
account-sessions = Sessions ouvertes
account-device = Appareil
account-unknown-device = Appareil inconnu
account-this = cette session
account-began = Début
account-seen = Dernière utilisation
account-do = Action
account-end = Fermer
account-end-others = Fermer toutes les autres
account-ended = { $n ->
    [0] Aucune autre session n’était ouverte.
    [one] Une session a été fermée.
   *[other] { $n } sessions ont été fermées.
 }
account-codes-left = { $n ->
    [0] Il ne reste aucun code de secours : remplacez le second facteur pour en recevoir d’autres.
    [one] Il reste un code de secours : remplacez bientôt le second facteur pour en recevoir d’autres.
   *[other] Il reste { $n } codes de secours.
 }
account-bad-login = Un identifiant compte de 3 à { $n } caractères, sans espaces. Saisissez-en un autre.
account-login-taken = Un autre compte a déjà cet identifiant. Choisissez-en un autre.
account-bad-name = Écrivez le nom de la personne sur une seule ligne, en { $n } caractères au plus.
account-no-role = Le compte n’a aucun rôle. Cochez-en au moins un.
account-role-alone = Le rôle « { $role } » ne se combine pas avec d’autres. Laissez-le seul et ouvrez un autre compte pour les autres rôles.
account-last-administrator = C’est le seul compte actif qui administre Faro. Donnez d’abord ce rôle à un autre compte, puis réessayez.
account-oneself = Personne ne change ses propres rôles. Demandez-le à une autre personne qui administre les comptes ; votre mot de passe et votre second facteur se trouvent dans « Votre compte ».

factor-title = Second facteur
factor-on = Le second facteur est activé.
factor-off = Il n’y a pas encore de second facteur. Avec lui, une personne qui découvrirait votre mot de passe ne pourrait pas se connecter avec ce seul mot de passe.
factor-set-up = Activer le second facteur
factor-replace = Remplacer le second facteur
factor-required = Vos rôles exigent un second facteur. Activez-le maintenant pour continuer : en plus du mot de passe, Faro demandera un code qui change toutes les trente secondes.
factor-lead = En plus du mot de passe, Faro demandera un code qui change toutes les trente secondes.
factor-step-app = Installez sur votre téléphone une application de codes, si vous n’en avez pas. Toute application TOTP convient, comme FreeOTP, Aegis ou Google Authenticator ; elle fonctionne sans connexion. Sans téléphone, un programme de l’ordinateur qui affiche ces codes convient, comme KeePassXC.
factor-step-scan = Dans l’application, ajoutez un compte et scannez cette image.
factor-key = Si vous ne pouvez pas la scanner, saisissez cette suite de caractères dans l’application :
factor-open-app = Si l’application est sur ce même appareil, ouvrez-la avec ce lien
factor-step-code = Saisissez les six chiffres que montre l’application.
factor-confirm = Activer
factor-wrong = Le code ne correspond pas. Vérifiez que le téléphone est à l’heure automatique, attendez que l’application montre le code suivant et saisissez-le.
recovery-title = Codes de secours
recovery-lead = Imprimez ou copiez ces codes maintenant : ils ne s’affichent que cette fois. Chacun sert une seule fois, à la place du code de l’application.
recovery-keep = Gardez-les en lieu sûr, loin du téléphone et du mot de passe. Si vous perdez le téléphone, ils vous permettront de vous connecter.
recovery-kept = Je les ai gardés

role-focal-point = Point focal
role-focal-point-what = Remet les fichiers de son institution, en répond et reçoit les lignes rejetées. Voit les chiffres.
role-analyst = Analyste
role-analyst-what = Intègre les fichiers de son institution, vérifie la qualité des sources et travaille avec les chiffres.
role-detection-analyst = Analyste de détection
role-detection-analyst-what = Pour qui examine des signes dans des offres, des publications et des paiements. Voit les chiffres et les rapports.
role-programme-manager = Gestion de programmes
role-programme-manager-what = Pour qui planifie et suit les actions. Voit les chiffres et les rapports.
role-treaty-focal-point = Point focal pour les traités
role-treaty-focal-point-what = Pour qui répond aux organes des traités. Voit les chiffres et les rapports.
role-survivor-adviser = Conseil de survivantes et survivants
role-survivor-adviser-what = Pour qui conseille à partir de sa propre expérience de survivante ou de survivant. Voit les chiffres et les rapports partagés avec toutes les institutions.
role-reader = Lecture
role-reader-what = Voit les chiffres et les rapports partagés avec toutes les institutions. Ne change rien.
role-data-protection-officer = Protection des données
role-data-protection-officer-what = Veille sur les données personnelles. Voit les sources, les chiffres et qui a un compte ; restreint ce qui est partagé et peut être la seconde personne qui donne son accord.
role-auditor = Audit
role-auditor-what = Pour qui contrôle l’usage de Faro. Voit les institutions et les comptes ; ne voit ni chiffres ni cas. Ne se combine avec aucun autre rôle.
role-administrator = Administration
role-administrator-what = Ajoute des institutions, invite des personnes et change leurs rôles. Ne lit aucune donnée de cas. Ne se combine avec aucun autre rôle.

level-national = National
level-department = Département, province ou État
level-municipality = Commune
territory-whole = Tout le pays
territory-all = Tous les territoires
territory-unknown = Ce territoire n’existe pas. Choisissez-en un dans la liste.

set-up-title = Ouvrir Faro à d’autres personnes
set-up-lead = Désormais, chaque personne se connectera avec son propre compte et ne verra que ce que ses rôles permettent. Ce qui a été intégré jusqu’ici appartiendra à l’institution qui héberge Faro.
set-up-agency = Institution qui héberge Faro
set-up-administrator = Premier compte d’administration
set-up-administrator-help = Ce compte ajoute les institutions et invite les personnes. Il ne lit aucune donnée de cas : si vous en analysez aussi, créez-vous ensuite un autre compte.
set-up-button = Créer l’institution et le compte
set-up-later = Pas maintenant
set-up-care = L’adresse à usage unique que Faro a affichée cessera de servir : on se connectera avec ce compte et son second facteur, à activer à l’étape suivante. Gardez bien les codes de secours que vous recevrez ; sans eux et sans le téléphone, ce compte ne pourra pas se connecter.

people-title = Institutions et comptes
people-answer = Il y a { $n ->
    [0] 0 compte actif
    [one] un compte actif
   *[other] { $n } comptes actifs
 } dans { $agencies ->
    [0] 0 institution.
    [one] une institution.
   *[other] { $agencies } institutions.
 }
people-agencies = Institutions
people-accounts = Comptes
people-count = Comptes actifs
people-invitations = Invitations et liens non utilisés
person-answer = Institution : { $agency }. Identifiant : « { $login } ». { $state ->
    [disabled] Le compte est désactivé et ne peut pas se connecter.
   *[active] { $factor ->
        [yes] Le compte est actif, avec un second facteur.
       *[no] Le compte est actif, encore sans second facteur.
    }
 }

invite-title = Inviter une personne
invite-lead = Faro n’envoie pas de courriel. À la fin, il vous donne un lien à usage unique que vous remettez vous-même à la personne.
invite-button = Créer l’invitation
invite-done-title = L’invitation est prête
invite-done = Avec ce lien, { $name } choisit un mot de passe et ouvre son compte. Il sert une seule fois, pendant { $days ->
    [one] un jour.
   *[other] { $days } jours.
 }
link-link = Lien
link-code = Le code seul
copy-button = Copier
copy-done = Copié.
link-care = Copiez le lien maintenant : il ne s’affichera plus. Remettez-le en personne ou par un canal de confiance, pas par courriel ordinaire. S’il se perd, retirez-le et créez-en un autre.

agency-name = Nom de l’institution
agency-kind = Type
agency-kind-help = Les autorités chargées du contrôle de l’immigration ne participent jamais : personne ne doit craindre de demander de l’aide à cause de sa situation migratoire.
agency-kind-choose = Choisissez le type
agency-level = Niveau
agency-territory = Territoire
agency-key = Clé
agency-key-missing = Manquante
agency-new-title = Ajouter une institution
agency-create = Ajouter l’institution
agency-first = Personne de cette institution n’utilise encore Faro. Invitez d’abord son point focal : il crée la clé de l’institution et remet ses fichiers.
agency-first-button = Inviter sa première personne
agency-ended = ne participe plus
agency-ended-lead = Cette institution ne participe plus. Ses sources et ses comptes sont passés à une autre ; l’historique dit à laquelle et quand.
agency-answer = { $kind }. Niveau : { $level }{ $placed ->
    [yes] , { $place }.
   *[no] .
 } { $state ->
    [ended] Elle ne participe plus : une autre institution a pris sa place.
   *[open] { $key ->
        [yes] Elle participe et a sa clé.
       *[no] Elle participe, mais n’a pas encore de clé : sans elle, ses données d’identité ne peuvent pas être scellées.
    }
 }
agency-history = Historique
agency-event-created = elle a été ajoutée sous le nom « { $after } ».
agency-event-renamed = elle a changé de nom : de « { $before } » à « { $after } ».
agency-event-changed = son type, son niveau ou son territoire a changé.
agency-event-handed-over = elle a cessé de participer et a tout remis à « { $after } ».
agency-event-took-over = elle a tout reçu de « { $before } ».
agency-event-key = sa clé a été enregistrée.
agency-hand-over = Tout remettre à une autre institution
agency-hand-over-lead = L’institution cesse alors de participer. Ses sources et ses comptes passent à l’autre. C’est irréversible. Ce qui a été scellé reste scellé avec l’ancienne clé : l’institution qui la remplace en aura besoin pour l’ouvrir.
agency-successor = Institution qui la remplace
agency-confirm = Pour confirmer, saisissez le nom de l’institution qui cesse de participer
agency-confirm-differs = Le nom saisi n’est pas celui de cette institution. Rien n’a été changé ; saisissez-le tel qu’il figure dans le titre.
agency-hand-over-button = Tout remettre et terminer
agency-bad-name = Écrivez le nom de l’institution sur une seule ligne, en { $n } caractères au plus.
agency-name-taken = Une autre institution a déjà ce nom. Choisissez-en un qui les distingue.
agency-bad-kind = Choisissez le type d’institution dans la liste.
agency-never = Les autorités chargées du contrôle de l’immigration ne participent pas à Faro. Si l’institution fait un autre travail, choisissez le type qui convient.
agency-territory-missing = Une institution qui n’est pas nationale a besoin de son territoire. Choisissez-le dans la liste.
agency-has-ended = Cette institution ne participe plus : personne ne peut y ouvrir un compte. Demandez une autre invitation, ou invitez la personne dans l’institution qui lui succède.
agency-bad-successor = Cette institution ne peut rien recevoir : elle ne participe plus, ou c’est la même. Choisissez-en une autre qui participe.

## Répertoire d’orientation
nav-directory = Répertoire
directory-title = Vers qui orienter
directory-answer = { $n ->
    [0] Le répertoire n’a encore aucune institution pour ce lieu.
    [one] Il y a une institution vers laquelle orienter.
   *[other] Il y a { $n } institutions vers lesquelles orienter.
 } { $stale ->
    [0] { "" }
    [one] Pour l’une d’elles, rien n’a été confirmé depuis { $days } jours : appelez avant d’envoyer quelqu’un.
   *[other] Pour { $stale } d’entre elles, rien n’a été confirmé depuis { $days } jours : appelez avant d’envoyer quelqu’un.
 }
directory-where = Lieu où se trouve la personne
directory-anywhere = Tout le répertoire
directory-show = Afficher
directory-new-title = Ajouter une institution
directory-download = Télécharger la liste
directory-file = repertoire
directory-stale = Non confirmé.
directory-verified = Dernière confirmation
directory-verify = Toujours valable
directory-change = Modifier
directory-end = Retirer
directory-end-title = Retirer du répertoire
directory-end-lead = « { $name } » n’apparaîtra plus dans le répertoire ni sur les pages qui l’utilisent.
directory-end-no = La garder
directory-form-lead = Confirmez chaque donnée par téléphone avant d’enregistrer. Écrivez la ligne de l’institution, jamais celle d’une personne.
directory-name = Institution ou service
directory-line = Comment la joindre
directory-line-help = Téléphone de l’institution, courriel institutionnel ou adresse publique. N’écrivez pas où se trouve un refuge confidentiel.
directory-hours = Horaires
directory-serves = Lieu desservi
directory-offers = Ce qu’elle propose
directory-languages = Langues
directory-populations = Public accueilli
directory-save = Enregistrer comme confirmé aujourd’hui
directory-in = Intégrer une liste
directory-in-lead = Un CSV ou un classeur avec les colonnes de la liste téléchargeable. Si une ligne est erronée, aucune n’est intégrée. Celles que votre institution tient déjà, avec le même nom et le même lieu, sont mises à jour.
directory-in-file = Fichier
directory-in-button = Intégrer
directory-in-model = Télécharger le modèle
directory-taken-in = { $n ->
    [one] Une institution a été intégrée.
   *[other] { $n } institutions ont été intégrées.
 }
directory-refused = Rien n’a été intégré. { $row ->
    [0] Première ligne : { $why }
   *[other] Ligne { $row } : { $why }
 }
directory-unreadable = Le fichier ne peut pas être lu comme un classeur. Enregistrez-le en CSV ou XLSX et renvoyez-le.
directory-missing = Il manque le nom ou la façon de joindre l’institution.
directory-too-long = Un texte est trop long ; utilisez moins de { $n } caractères.
directory-bad-kind = Ce type d’institution n’est pas dans la liste.
directory-bad-language = L’une des langues n’est pas dans la liste ; utilisez les codes du modèle.
directory-bad-population = L’un des publics n’est pas dans la liste ; utilisez les codes du modèle.
directory-too-many = La liste est trop longue ; le maximum est de { $n } lignes.
directory-bad-columns = les colonnes doivent être, dans cet ordre : { $columns }.
tongue-es = espagnol
tongue-pt = portugais
tongue-en = anglais
tongue-fr = français
tongue-ht = créole haïtien
tongue-nl = néerlandais
tongue-qu = quechua
tongue-ay = aymara
tongue-gn = guarani
tongue-arn = mapudungun
tongue-quc = quiché
tongue-mam = mam
tongue-kek = kekchi
tongue-yua = maya yucatèque
tongue-nah = nahuatl
tongue-guc = wayuu
tongue-miq = miskito
tongue-zh = chinois
tongue-ar = arabe
tongue-sgn = langue des signes
population-everybody = toute personne
population-women = femmes
population-men = hommes
population-children = enfants
population-adolescents = adolescents
population-lgbtiq = personnes LGBTIQ+
population-migrants = personnes migrantes
population-indigenous = peuples autochtones
population-afrodescendant = personnes afrodescendantes
population-disability = personnes handicapées
population-workers = travailleuses et travailleurs

## Droit, conservation, demandes et incidents
nav-law = Données et droits
legal-title = Cadre juridique
legal-lead = Faro rédige des textes modèles à partir des réponses ci-dessous et de la loi du pays. Personne n’envoie de fichiers avant la signature de la convention et de l’analyse d’impact.
legal-signed = La convention et l’analyse d’impact sont enregistrées comme signées.
legal-unsigned = Il manque des signatures : il n’y a pas encore lieu d’envoyer des fichiers d’autres institutions.
legal-model = Ce sont des textes modèles. Faites-les relire par un conseil juridique avant usage.
legal-documents = Documents
legal-document = Document
legal-file = Fichier, dans la langue de cette page
legal-signed-title = Documents signés
legal-signed-none = Aucun document n’est enregistré comme signé.
legal-sign = Enregistrer une signature
legal-by = Fonction signataire
legal-by-help = Une fonction, pas le nom d’une personne.
legal-on = Jour de la signature
legal-answers = Réponses
legal-country = Pays dont la loi s’applique
legal-body = Organisme qui héberge le système
legal-place = Ville
legal-contact = Fonction de contact
legal-contact-help = Une fonction, pas une personne : par exemple, délégué à la protection des données.
legal-address = Adresse ou courriel institutionnel
legal-agencies = Institutions participantes, une par ligne
legal-purposes = Finalités
legal-other = Autres finalités, une par ligne
legal-data = Données partagées
legal-hosting = Où il est installé
legal-hosting-own = Machines propres
legal-hosting-state = Centre de données de l’État
legal-hosting-provider = Un prestataire, en sous-traitance
legal-provider = Prestataire, le cas échéant
legal-transfers = Qui reçoit des données à l’étranger, un par ligne (vide : personne)
legal-keep = Garder le brouillon
legal-problem = Une réponse est trop longue ou ne figure pas parmi celles proposées. Rien n’a été gardé.
legal-law = La loi du pays et ses délais
legal-source = Source :
legal-what = Quoi
legal-time = Délai
legal-status = État de l’information
legal-incident = Incident
legal-holidays = Importer les jours fériés
legal-holidays-list = Un par ligne : date, virgule, nom. Remplace la liste précédente.
legal-holidays-known = Jours fériés connus du pays : { $n }. Sans liste, seuls les week-ends sont exclus.
retention-title = Conservation et suppression
retention-answer = Éléments échus : { $n }. Retenus : { $held }.
retention-adopted = Le calendrier est adopté : le serveur supprime chaque jour ce qui est échu.
retention-not-adopted = Le calendrier n’est pas adopté : rien n’est supprimé de soi-même.
retention-adopt = Adopter le calendrier
retention-suspend = Suspendre le calendrier
retention-run = Vérifier et supprimer maintenant
retention-run-title = Supprimer maintenant ?
retention-run-lead = C’est irréversible. Les sauvegardes antérieures le contiennent encore.
retention-run-yes = Oui, supprimer
retention-run-no = Non, revenir
retention-plan = Ce qui serait supprimé aujourd’hui
retention-plan-none = Rien n’est échu.
retention-class = Classe de données
retention-amount = Quantité
retention-then = Ce qui se passe
retention-hold = Mise en attente légale
retention-holds = Mises en attente légales
retention-holds-none = Il n’y en a aucune.
retention-covers = Ce qu’elle couvre
retention-reason = Motif
retention-until = Jusqu’au
retention-until-lifted = sa levée
retention-over = terminée
retention-lift = Lever
retention-place = Ordonner une mise en attente
retention-everything = Tout
retention-source = Seulement cette source (identifiant ; vide : toutes)
retention-rules = Durées
retention-sensitivity = Sensibilité
retention-kept = Conservé
retention-by = Par qui
retention-set = Changer une durée
retention-agency = Pour quelle institution
retention-agency-all = Toutes celles qui n’ont pas leur propre durée
retention-agency-help = La durée propre à une institution l’emporte sur la durée générale.
retention-unset = Revenir à la durée précédente
retention-unset-help = Dès la prochaine exécution s’applique la durée générale ou, si c’est celle-ci, la durée par défaut.
retention-unset-yes = Oui, retirer cette durée
retention-days = Jours
retention-days-help = Vide : jusqu’à décision.
retention-proofs = Preuves de suppression
retention-proofs-none = Rien n’a encore été supprimé.
retention-when = Quand
retention-keys = Clés détruites (début de l’empreinte)
retention-interrupted = interrompue ; la prochaine exécution la termine
retention-broken = La chaîne des preuves n’est pas intègre à partir du numéro
retention-file = preuves-de-suppression
requests-title = Demandes de personnes
requests-answer = Demandes en attente : { $n }. En retard : { $overdue }. Échéance proche : { $soon }.
requests-new = Enregistrer une demande
requests-new-lead = L’identité de qui demande est scellée avec la clé de l’institution qui répond ; le registre ne garde qu’une référence.
requests-right = Ce qui est demandé
requests-received = Reçue le
requests-requester = Qui demande, et un moyen sûr de répondre
requests-requester-help = Chiffré à l’enregistrement. Vous pouvez laisser vide et le garder sur papier.
requests-register = Enregistrer
requests-reference = Référence
requests-due = Échéance
requests-act-by = Dernier jour ouvrable pour agir
requests-clock = Délai légal
requests-state = État
requests-decision = Décision
requests-letter = Lettre de réponse (DOCX)
requests-who = Qui demande
requests-open-who = Voir qui demande
requests-who-key = Ouverture impossible : il faut la clé de l’institution et sa phrase de passe, sur la machine où elle est gardée.
requests-why = Motif
requests-passphrase = Phrase de passe de la clé, s’il y en a une
requests-step = Étape suivante
requests-note = Motif ou note
requests-note-help = Ne nommez personne : ce texte est gardé en clair.
requests-do = Enregistrer
step-decide = Décider (avec le motif)
step-extend = Proroger (et dire pourquoi à la personne)
step-answer = La réponse a été envoyée
step-withdraw = La personne a retiré sa demande
step-note = Noter
step-measures = Mesures prises
step-close = Clore, avec les leçons tirées
register-history = Historique
happened-registered = enregistré
happened-extended = prorogé
happened-decided = décidé
happened-answered = répondu
happened-withdrawn = retiré
happened-noted = note
happened-requester_opened = identité consultée
happened-notified_authority = autorité informée
happened-notified_people = personnes informées
happened-waived_authority = autorité non informée
happened-waived_people = personnes non informées
happened-measures = mesures
happened-closed = clos
incidents-title = Incidents
incidents-answer = Incidents ouverts : { $n }.
incidents-new = Enregistrer un incident
incidents-new-lead = Faro calcule jusqu’à quand informer l’autorité et les personnes, selon la loi du pays.
incidents-what = Ce qui s’est passé
incidents-classes = Classes de données touchées
incidents-found = Constaté
incidents-found-on = Jour du constat
incidents-found-at = Heure
incidents-found-help = À l’heure du pays. Dans le doute, l’heure la plus précoce.
incidents-people = Combien de personnes, environ
incidents-measures = Mesures prises
incidents-register = Enregistrer
incidents-notices = Avis exigés par la loi
incidents-details = Compléments jusqu’au
incidents-draft = Projet d’avis (DOCX)
incidents-notified = L’avis a été envoyé
incidents-waive = Pas d’avis, pour ce motif
incidents-given = Envoyé le { $when }
incidents-waived = Non envoyé : { $why }
incidents-closed = Clos
incidents-lessons = Leçons tirées
incidents-file = incidents
import-unsigned = Avant d’importer des fichiers d’une autre institution, la convention et l’analyse d’impact doivent être signées.
error-register = Il manque quelque chose dans le formulaire, ou une valeur n’y convient pas : vérifiez dates, motifs et cases.
error-field = Vérifiez « { $field } » : il manque, il est trop long ou ne peut pas être utilisé ici.
error-changed = Quelqu’un d’autre l’a modifié entre-temps. Regardez à nouveau avant de modifier.

## Audit
nav-audit = Audit
audit-title = Audit
audit-whole = { $n ->
    [0] La chaîne est entière : il n'y a pas encore d'entrées.
    [one] La chaîne est entière : { $count } entrée, parcourue le { $when }.
   *[other] La chaîne est entière : { $count } entrées, parcourues le { $when }.
 }
audit-broken = La chaîne n'est pas entière. { $what } Parcourue le { $when }.
audit-broken-hint = Quelqu'un a modifié la base de données en dehors de Faro, ou la clé du serveur est une autre. N'effacez rien : prenez une copie, prévenez la personne chargée de la protection des données, et comparez avec une ancre gardée ailleurs.
audit-not-checked = { $n ->
    [one] Il y a { $count } entrée ; la chaîne est en train d'être parcourue.
   *[other] Il y a { $count } entrées ; la chaîne est en train d'être parcourue.
 }
audit-checking = Parcours de la chaîne
audit-look-again = Actualiser
audit-verify = Parcourir la chaîne maintenant
audit-anchor = Faire une ancre
audit-last-anchor = Dernière ancre de ce serveur : entrée { $number }, { $date }, code { $code }
audit-no-anchor = Ce serveur n'a encore laissé aucune ancre.
audit-anchor-title = Ancre de l'audit
audit-anchor-answer = La chaîne finit à l'entrée { $number }, { $when }. Voici son code :
audit-anchor-advice = Écrivez-le dans le procès-verbal d'une réunion ou envoyez-le à une autre institution. Seule une ancre gardée hors de cette machine montre si quelqu'un qui contrôle toute la machine réécrit la chaîne. Elle se vérifie avec « faro audit verify --anchor CODE » ; les fautes de frappe sont remarquées.
audit-back = Retour à l'audit
audit-bad-date = La date n'est pas comprise : écrivez une année, un mois ou un jour, comme 2026, 2026-03 ou 2026-03-15.
audit-from = Du
audit-to = Au
audit-action = Quoi
audit-actor = Qui
audit-object = Sur quoi
audit-object-id = Identifiant
audit-any = Tout
audit-search = Chercher
audit-clear = Retirer les filtres
audit-entries = Entrées
audit-none = Il n'y a pas encore d'entrées.
audit-none-found = Aucune entrée ne répond à ces filtres.
audit-number = N°
audit-when = Quand
audit-place = D'où
audit-why = Motif
audit-withheld = réservé
audit-newest = Les plus récentes
audit-older = Plus anciennes
audit-copies = Copies
audit-copies-explained = CSV pour les tableurs ; NDJSON pour vérifier la chaîne sans Faro. Elles contiennent ce que montrent les filtres, et la chaîne ne se vérifie que dans une copie entière. La colonne des motifs peut contenir des données personnelles. Prendre une copie est inscrit dans l'audit.
audit-actor-owner = propriétaire de la machine
audit-actor-worker = le serveur
audit-channel-page = page
audit-channel-api = API
audit-channel-command = commande
audit-channel-worker = serveur
audit-event-import-asked = A remis un fichier
audit-event-import-started = A commencé une importation
audit-event-import-published = A publié une version
audit-event-job-called-off = A annulé un travail
audit-event-mapping-saved = A gardé une correspondance
audit-event-rejected-opened = A ouvert des lignes rejetées
audit-event-row-errors-read = A lu des objections ligne par ligne
audit-event-rows-behind-read = A lu quelles lignes sont derrière un chiffre
audit-event-territories-imported = A importé des territoires
audit-event-keys-made = A préparé des clés ou nommé l'institution
audit-event-marked-simulated = A marqué les données comme simulées
audit-event-report-made = A fait un rapport
audit-event-audit-read = A lu l'audit
audit-event-audit-exported = A copié l'audit
audit-event-audit-checked = A parcouru la chaîne
audit-event-audit-anchored = A fait une ancre
audit-event-audit-resealed = A scellé de nouveau l'audit
audit-event-server-key-rotated = A remplacé la clé du serveur
audit-event-reference-key-rotated = A remplacé la clé des numéros de dossier
audit-object-source = source
audit-object-version = version
audit-object-job = travail
audit-object-mapping = correspondance
audit-object-territories = territoires
audit-object-dataset = données
audit-object-report = rapport
audit-object-installation = installation
audit-object-audit = audit
## Partager, deux personnes, tâches
nav-home = Tâches
nav-approvals = Approbations
nav-waiting = { $n ->
    [one] { $n } attend votre décision
   *[other] { $n } attendent votre décision
 }
home-title = Mes tâches
home-answer = { $n ->
    [0] Rien ne vous attend.
    [one] Une tâche vous attend.
   *[other] { $n } tâches vous attendent.
 }
home-empty = Ici apparaît ce qui attend quelque chose de vous : décisions, étiquettes manquantes, retraits à confirmer.
task-second-factor = Votre compte s’ouvre avec le seul mot de passe. Configurez un second facteur.
task-key = Votre institution n’a pas encore de clé : créez-la pour pouvoir intégrer des feuilles.
task-approvals = { $n ->
    [one] Une demande attend votre décision.
   *[other] { $n } demandes attendent votre décision.
 }
task-recall = { $agency } a retiré « { $source } ». Supprimez les copies de votre institution et confirmez-le.
task-label = « { $source } » n’a pas d’étiquette : seuls les points focaux et la protection des données de votre institution la voient. Dites qui peut la voir.
task-share-ends = « { $source } » ne sera plus partagée après le { $date }. S’il faut plus de temps, demandez-le avant.
task-share-ended = « { $source } » n’est plus partagée depuis le { $date }. Demandez plus de temps ou restreignez l’étiquette.
task-unacknowledged = { $n ->
    [one] Une institution n’a pas encore confirmé avoir supprimé ce qui lui a été retiré.
   *[other] Il manque { $n } confirmations de suppression de ce qui a été retiré.
 }
task-one-administrator = Vous êtes la seule personne qui administre les comptes, et certains changements en demandent deux. Invitez-en une autre.
task-job = « { $file } » est en cours d’importation.

tlp-red = Seulement les points focaux et la protection des données de l’institution.
tlp-amber-strict = Seulement l’institution, selon le rôle de chaque personne.
tlp-amber = L’institution et celles qu’elle nomme.
tlp-green = Toutes les institutions qui utilisent ce Faro.
tlp-clear = Toutes les institutions, et publication possible après avoir vérifié que personne n’est exposé.
label-heading = Qui la voit
label-title = Qui peut voir « { $source } »
label-lead = Restreindre prend effet tout de suite. Partager avec plus d’institutions, avec moins de limites ou plus longtemps attend l’accord d’une autre personne de votre institution.
label-unset = Personne n’a encore mis d’étiquette.
label-unset-short = sans étiquette
label-from-other = d’une autre institution
label-who = Qui peut la voir ?
label-now = Étiquette actuelle
label-owner = Institution
label-purpose = Pourquoi c’est partagé
label-purpose-help = Ce que les autres peuvent faire de ces données. Nécessaire avec AMBER, GREEN et CLEAR.
label-basis = Base légale
label-basis-help = La convention, la loi ou la décision qui permet de partager. Nécessaire avec AMBER, GREEN et CLEAR.
label-recipients = Partagée avec
label-recipients-choose = Avec AMBER, avec quelles institutions ?
label-recipients-hidden = avec votre institution ; seule celle qui partage connaît la liste entière
label-no-partners = Il n’y a pas encore d’autre institution dans ce Faro.
label-shows = Chaque institution sait avec quelles autres elle est partagée
label-shows-help = Si la case n’est pas cochée, chacune ne sait que pour elle-même.
label-until = Dernier jour
label-until-help = Jusqu’à quel jour elle est partagée, cinq ans au plus. Avec CLEAR, peut rester vide.
label-no-end = sans date
label-reason-help = Pour la personne qui décidera avec vous. Nécessaire pour partager davantage ; n’écrivez aucun nom de personne.
label-inside-only = Le partage avec d’autres institutions est demandé ensuite par un point focal, sur la page de la source.
label-save = Enregistrer
label-change = Changer qui la voit
label-expired = Elle n’est plus partagée : le dernier jour est passé.
label-waiting = Attend une seconde personne :
label-stays = Cette source a déjà une étiquette, et la garde :
label-no-level = Choisissez qui peut la voir.
label-no-purpose = Écrivez pour quoi elle est partagée, en { $n } caractères au plus.
label-no-basis = Écrivez la base légale, en { $n } caractères au plus.
label-no-recipient = Cochez au moins une autre institution, ou choisissez une étiquette plus restreinte.
label-no-day = Choisissez le dernier jour : après aujourd’hui et dans cinq ans au plus.
label-changed = Quelqu’un d’autre a changé l’étiquette entre-temps. Rien n’a été changé ; regardez où elle en est et réessayez.

nav-emergency = Urgence
emergency-banner = Accès d’urgence aux données de { $agency } jusqu’à { $until }
emergency-title = Accès d’urgence
emergency-answer = { $n ->
    [0] Aucun accès d’urgence n’est ouvert.
    [one] { $n } accès d’urgence est ouvert.
   *[other] { $n } accès d’urgence sont ouverts.
}
emergency-lead = Quand une vie est en danger, une personne peut voir pendant quelques heures des données d’une autre institution. Les identités restent scellées. Tout figure dans l’audit, et quelqu’un d’autre le contrôle.
emergency-none = Il n’y en a aucun.
emergency-new-link = Demander un accès d’urgence
emergency-new-title = Demander un accès d’urgence
emergency-new-answer = Seulement si une vie est en danger. L’autre institution et la protection des données sont prévenues aussitôt.
emergency-new-lead = Vous verrez des chiffres et des faits des dossiers de cette institution, si elle en a, sur les pages d’analyse seulement et tant que l’accès dure. Vous ne verrez ni identités, ni lignes, ni documents, et ne pourrez rien télécharger. Rien ne dit d’avance si l’institution a des données.
emergency-call = Appelez aussi : seule l’autre institution peut vous dire qui est une personne et agir avec elle.
emergency-call-heading = Appelez l’institution
emergency-no-contact = Cette institution n’a pas de ligne dans l’annuaire. Joignez-la par les moyens que vous connaissez.
emergency-choose = Choisissez
emergency-at-once = s’ouvre aussitôt
emergency-asks-first = l’institution décide d’abord
emergency-who = Qui
emergency-owner = Institution qui détient les données
emergency-danger = Quel est le danger
emergency-danger-life = Quelqu’un risque d’être tué ou gravement blessé
emergency-danger-held = Quelqu’un est retenu
emergency-danger-moved = Quelqu’un va être emmené
emergency-danger-child = Un enfant est en danger
emergency-reason = Motif : pourquoi c’est nécessaire
emergency-reason-help = L’autre institution et la protection des données le liront, et cela reste dans l’audit. N’écrivez ni nom ni rien qui dise qui est une personne.
emergency-groups = Quelles données sont nécessaires
emergency-groups-help = Ne cochez que ce dont vous avez besoin.
emergency-group-record = Le dossier : dates, lieu, institution
emergency-group-person = La personne : âge, sexe, nationalité
emergency-group-process = Recrutement, transport et contrôle
emergency-group-exploitation = Exploitation : forme et lieu
emergency-group-justice = Justice et réparation
emergency-group-assistance = Assistance
emergency-how-long = Pour combien de temps
emergency-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
emergency-open = Ouvrir
emergency-leave = Ne pas ouvrir
emergency-asked-title = L’institution a été consultée
emergency-asked = Cette institution décide avant d’ouvrir ses données. Votre demande l’attend et rien n’est ouvert. « Mes tâches » vous prévient à l’ouverture.
emergency-one-title = Accès d’urgence
emergency-mine-open = Il est ouvert. Les pages d’analyse le montrent jusqu’à sa fin et le disent en haut.
emergency-to-figures = Voir les données
emergency-from = Depuis
emergency-until = Jusqu’à
emergency-ended = Terminé avant par
emergency-reads = Nombre de consultations
emergency-review-due = À contrôler avant
emergency-reviewed = Contrôlé par
emergency-review-note = Ce que dit le contrôle
emergency-end = Terminer maintenant
emergency-review = Contrôler
emergency-review-lead = Demandez à la personne qui l’a utilisé ce qui s’est passé. Dites s’il y avait un danger et si rien de plus que nécessaire n’a été ouvert. Le contrôle termine ce qui est encore ouvert.
emergency-review-button = Enregistrer le contrôle
emergency-finding = Résultat
emergency-finding-justified = C’était justifié
emergency-finding-not-justified = Ce n’était pas justifié
emergency-finding-incident = C’était un abus : enregistrer un incident
emergency-incident = Incident enregistré
emergency-state-open = Ouvert
emergency-state-ended = Terminé
emergency-state-unreviewed = Reste à contrôler
emergency-state-overdue = Le contrôle est en retard
emergency-many = Cette personne en a ouvert { $n } en 24 heures.
emergency-allowed = Ce que votre institution permet d’avance
emergency-allowed-lead = Si votre institution ne s’ouvre pas aussitôt, elle peut le permettre à une autre jusqu’à un jour donné. Retirer la permission agit aussitôt et ferme ce qui est ouvert.
emergency-allowed-none = Elle ne permet rien d’avance.
emergency-allow-link = Permettre à une institution
emergency-allow-title = Permettre l’accès d’urgence d’avance
emergency-allow-lead = Les personnes de cette institution pourront ouvrir pendant quelques heures des faits des dossiers de la vôtre, sans demander d’abord. Vous serez prévenus chaque fois. Une autre personne de votre institution doit donner son accord.
emergency-allow-whom = À quelle institution
emergency-allow-button = Demander de le permettre
emergency-disallow = Retirer la permission
emergency-no-agency = Choisissez une institution qui participe.
emergency-no-fields = Cochez au moins un groupe de données.
emergency-no-danger = Dites quel est le danger.
emergency-no-hours = Choisissez entre 1 et { $n } heures.
emergency-too-many = Vous en avez { $n } ouverts ou en attente. Terminez-en un avant d’en demander un autre.
emergency-too-many-today = Vous en avez ouvert { $n } ces dernières 24 heures. Appelez l’institution.
emergency-unreviewed = Un de vos accès n’a pas été contrôlé à temps. Demandez à la protection des données de le faire ; d’ici là vous ne pouvez pas en ouvrir d’autre. Appelez l’institution.
emergency-has-ended = C’est terminé.
emergency-own = Personne ne contrôle ce qu’il a ouvert.
emergency-was-reviewed = C’est déjà contrôlé.
emergency-no-finding = Choisissez un résultat.
emergency-no-day = Le dernier jour manque, est passé ou est à plus d’un an.
asked-break-glass = Accès d’urgence de { $agency } aux faits des dossiers de { $about }, pour { $hours } h : { $danger }
asked-allow-emergency = Permettre à { $about } l’accès d’urgence aux faits des dossiers de votre institution jusqu’au { $date }
task-emergency-open = { $who } a ouvert des données de { $owner } pour une urgence, jusqu’à { $until }. Voyez pourquoi ; vous pouvez y mettre fin.
task-emergency-review = L’accès d’urgence de { $who } aux données de { $owner } est à contrôler avant { $until }.
task-emergency-overdue = En retard : le contrôle de l’accès d’urgence de { $who } aux données de { $owner }.
task-emergency-many = { $who } a atteint la limite d’accès d’urgence en 24 heures.
task-emergency-mine = Des données de { $owner } vous sont ouvertes jusqu’à { $until }. Mettez-y fin quand vous n’en avez plus besoin.
audit-event-emergency-opened = A ouvert un accès d’urgence
audit-event-emergency-refused = A demandé un accès d’urgence au-delà de la limite
audit-event-emergency-read = A consulté des données par accès d’urgence
audit-event-emergency-ended = A mis fin à un accès d’urgence
audit-event-emergency-reviewed = A contrôlé un accès d’urgence
audit-event-emergency-allowed = A permis d’avance l’accès d’urgence
audit-event-emergency-disallowed = A retiré la permission d’accès d’urgence

recalls-title = Retraits
recalls-answer = { $n ->
    [0] Votre institution n’a plus de copies à supprimer.
    [one] Il reste à confirmer que les copies d’une source ont été supprimées.
   *[other] Il reste à confirmer que les copies de { $n } sources ont été supprimées.
 }
recalls-received = Ce que d’autres institutions ont retiré
recalls-received-none = Personne n’a rien retiré de ce qui était partagé avec votre institution.
recalls-received-lead = Ces données n’entrent plus dans vos chiffres. Supprimez les rapports, tableaux et fichiers qui les contiennent, et confirmez-le.
recalls-sent = Ce que votre institution a retiré
recall-agency = Retiré à
recall-at = Quand
recall-copies = Copies
recall-deleted = A confirmé la suppression
recall-waiting = Pas encore confirmé
recall-acknowledge = Nous avons supprimé les copies
recall-heading = Retirer ce qui est partagé
recall-lead = Les données sortent tout de suite des chiffres des autres institutions. Faro leur demande de supprimer leurs copies et montre lesquelles l’ont confirmé. Ce qui a été publié ne peut pas être retiré.
recall-from = Retirer à (sans rien cocher, à toutes)
recall-why = Motif, pour le registre de votre institution
recall-button = Retirer maintenant
recall-nothing = Rien n’est partagé avec ces institutions. Rien n’a été retiré.
asked-delete-source = Supprimer « { $about } » avec tout son contenu

deletion-link = Supprimer cette source
deletion-title = Supprimer « { $source } »
deletion-answer = La suppression est définitive. Personne ne peut la défaire depuis Faro.
deletion-lead = Les données sortent aussitôt de tous les chiffres, y compris de ceux des autres institutions. Une tâche supprime ensuite chaque version, ses identités scellées et les clés qui les ouvrent, et laisse une preuve de chacune.
deletion-versions = Versions
deletion-rows = Lignes de données, toutes versions comprises
deletion-sealed = Identités scellées
deletion-recipients = Priées de supprimer leurs copies
deletion-stays = Il reste : le fait que la source a existé, qui l’a supprimée et pourquoi, et les preuves. Les sauvegardes la contiennent jusqu’à leur expiration.
deletion-type-name = Écrivez le nom de la source pour confirmer
deletion-why = Motif de la suppression
deletion-ask = Demander la suppression
deletion-now = Supprimer maintenant
deletion-keep = La garder
deletion-wrong-name = Ce n’est pas le nom de cette source. Écrivez-le comme indiqué près du champ.
deletion-held = La mise en attente légale { $hold } empêche de la supprimer. Demandez à la personne chargée de la protection des données si elle peut être levée.
deletions-title = Sources supprimées
deletions-answer = { $n ->
    [0] Aucune suppression en cours.
    [one] { $n } source est en cours de suppression.
   *[other] { $n } sources sont en cours de suppression.
}
deletions-none = Personne n’a supprimé de source.
deletions-lead = Elles ne sont plus dans aucun chiffre ni sur aucune page. Chaque version a sa preuve sous « Conservation et suppression ».
deletion-people = A demandé · a donné son accord
deletion-at = Invisible pour tous depuis
deletion-finished = Entièrement supprimée : { $at }
deletion-stopped = Arrêtée par la mise en attente légale { $hold }. Elle reste invisible et sera supprimée à sa fin.
deletion-running = { $done } versions sur { $of } supprimées
task-deletion = « { $source } » est en cours de suppression.
task-deletion-held = La mise en attente légale { $hold } arrête la suppression de « { $source } ».
audit-event-source-deleted = A supprimé une source
audit-event-source-erased = Il ne reste rien d’une source supprimée

approvals-title = Approbations
approvals-answer = { $n ->
    [0] Rien n’attend votre décision.
    [one] Une demande attend votre décision.
   *[other] { $n } demandes attendent votre décision.
 }
approvals-lead = Ce qui est délicat demande deux personnes : l’une demande et l’autre donne son accord. On a 72 heures pour décider.
approvals-to-decide = Attendent votre décision
approvals-mine = Vous avez demandé
approvals-past = Décidées
approval-title = Demande
approval-what = Ce qui est demandé
approval-state = État
approval-state-open = En attente
approval-state-approved = Approuvée et faite
approval-state-refused = Refusée
approval-state-withdrawn = Reprise par qui l’a faite
approval-state-overtaken = Sans effet : ce dont elle traitait a changé
approval-state-expired = Expirée sans décision
approval-reason = Motif
approval-reason-help = La seconde personne le lira, et cela reste dans l’audit. N’écrivez aucun nom de personne des dossiers.
approval-your-reason = Motif de votre décision
approval-asked-by = Demandé par
approval-until = Peut être décidé jusqu’au
approval-decided = Décidé par
approval-decide = Regarder et décider
approval-decide-lead = Si vous êtes d’accord, c’est fait tout de suite.
approval-approve = Donner mon accord
approval-refuse = Refuser
approval-withdraw = Reprendre ma demande
approval-mine-waits = Elle attend une autre personne. Vous ne pouvez pas décider de ce que vous avez demandé.
approval-nobody = Personne d’autre ne peut en décider pour le moment. Demandez à qui administre les comptes de donner le même rôle à une autre personne.
approval-nobody-sharing = Partager demande deux personnes, et personne d’autre de votre institution ne peut donner son accord. Demandez à qui administre les comptes qu’une autre personne soit point focal ou à la protection des données. Restreindre, vous le pouvez.
approval-no-reason = Écrivez le motif, en { $n } caractères au plus.
approval-no-reason-short = Le motif manque, ou il est trop long.
approval-not-open = Cette demande a déjà été décidée ou reprise, ou elle a expiré.
approval-own = Vous ne pouvez pas décider de ce que vous avez demandé.
approval-waiting-already = La même chose a déjà été demandée et attend une décision.
approval-overtaken = Ce dont cette demande traitait a changé, ou qui l’a faite ne peut plus la faire. Rien n’a été fait ; il faut la refaire.
asked-widen-sharing = Partager « { $about } » en TLP:{ $level }
asked-remove-second-factor = Retirer le second facteur du compte de { $about }
asked-hand-agency-over = Mettre fin à { $about } et tout remettre à { $successor }
factor-remove-lead = Si la personne a perdu le téléphone et les codes de récupération, demandez le retrait de son second facteur. Quelqu’un de son institution doit donner son accord ou, si le compte ne voit pas de données de dossiers, une autre personne qui administre. Vérifiez d’abord, de vive voix, que c’est bien elle qui le demande.
factor-remove-button = Demander le retrait
factor-none = Ce compte n’a pas de second facteur.
audit-event-label-set = A mis une étiquette
audit-event-share-recalled = A retiré ce qui était partagé
audit-event-recall-acknowledged = A confirmé la suppression de copies
audit-event-approval-asked = A demandé ce qui exige deux personnes
audit-event-approval-given = A approuvé une demande
audit-event-approval-refused = A refusé une demande
audit-event-approval-withdrawn = A repris sa demande
audit-event-second-factor-removed = A retiré un second facteur
audit-event-agency-handed-over = A remis une institution à une autre
audit-object-recall = retrait
audit-object-approval = demande
audit-object-account = compte
audit-object-agency = institution

# Qui fait entrer
nav-own-people = Notre équipe
own-people-title = Qui travaille ici
own-people-answer = { $n ->
    [one] Une personne de votre institution peut se connecter.
   *[other] { $n } personnes de votre institution peuvent se connecter.
}
own-people-lead = Personne ne voit les données de votre institution sans l’accord de quelqu’un qui y travaille : les demandes attendent sous « Approbations ». Si un compte ne doit plus entrer, arrêtez-le ici ; l’effet est immédiat.
own-people-stop = Arrêter
own-people-stop-title = Arrêter un compte
own-people-stop-lead = Le compte de { $name } ne pourra plus se connecter et ses sessions prennent fin aussitôt. Pour le rétablir, la personne qui gère les comptes doit le demander et votre institution être d’accord.
own-people-reason-help = Le motif reste dans l’audit. N’écrivez pas le nom de personnes des dossiers.
own-people-stop-button = Arrêter le compte
own-people-back = Ne pas l’arrêter
consent-reason = Motif de la demande
consent-reason-help = Le lit la personne qui doit donner son accord : quelqu’un de l’institution ou, s’il n’y a personne, la personne qui protège les données. Nécessaire chaque fois que la personne verra des données et que quelqu’un peut donner son accord.
consent-nobody = Personne de l’institution ne peut donner son accord et il n’y a pas de délégué à la protection des données. Qui exploite le serveur peut le faire : « faro accounts --let-in ».
invitation-waits = Attend l’accord de l’institution
invitation-awaits = Votre institution, ou la personne qui protège les données, doit encore donner son accord à votre arrivée. La demande est dans Approbations ; rouvrez ce lien plus tard.
link-awaits = Le lien fonctionnera quand l’institution aura donné son accord. La demande figure parmi les tâches de ses gens ; vous pouvez déjà le remettre.
agency-kind-reason = Motif du changement de type
agency-kind-reason-help = Seulement si le type d’institution change : ce que d’autres peuvent ouvrir en urgence en dépend, et l’institution doit être d’accord.
asked-let-in = Donner à { $about } un compte chez { $agency }
asked-new-password = Donner à { $about }, de { $agency }, un lien pour un nouveau mot de passe
asked-give-access = Donner plus d’accès à { $about }
asked-change-agency = Changer ce qu’est { $about }
audit-event-let-in = A fait entrer quelqu’un
audit-event-access-given = A donné plus d’accès à un compte
audit-event-access-taken = A retiré un accès à un compte
audit-event-account-stopped = A arrêté un compte de son institution
audit-event-agency-changed = A changé ce qu’est une institution

# Exploitation : sauvegardes et travaux
nav-operations = Exploitation
operations-title = Sauvegardes et état
operations-work = Travaux sur ce serveur
operations-doctor = Pour un examen complet de l’installation, dans la console de la machine :
backups-title = Sauvegardes
backups-none = Aucune sauvegarde n’a encore été faite.
backups-last = La dernière sauvegarde date du { $when } et occupe { $size }.
backups-old = Il n’y a pas de sauvegarde des deux derniers jours. Si la machine tombe en panne aujourd’hui, ce qui a été intégré depuis est perdu.
backups-failed = Le dernier essai n’a pas réussi : { $why }
backups-no-recipients = Ce serveur ne fait pas de sauvegardes de lui-même tant que personne n’a dit, dans la console de la machine, pour qui elles sont chiffrées. On le dit là et non ici parce que qui ouvre une sauvegarde voit les données des dossiers, et que qui gère les comptes ne doit pas les voir. La clé se garde hors du serveur.
backups-lead = Le serveur fait une sauvegarde par jour et la laisse ici, chiffrée : sans la clé, qui n’est pas sur cette machine, personne ne l’ouvre. Téléchargez-la et gardez-la dans un autre bâtiment.
backups-kept = Les { $n } plus récentes restent.
backups-recipients = Chiffrées pour
backups-under-way = Une sauvegarde est en cours.
backups-look-again = Voir si elle est finie
backups-now = Faire une sauvegarde maintenant
backups-file = Fichier
backups-size = Taille
backups-delete = Supprimer
backups-delete-title = Supprimer une sauvegarde
backups-delete-lead = { $name } sera supprimée de ce serveur. Les copies gardées ailleurs restent.
backups-delete-button = Supprimer la sauvegarde
backups-keep = La garder
job-state-queued = En attente
job-state-running = En cours
job-state-done = Terminé
job-state-failed = Sans succès
job-state-cancelled = Annulé
jobs-title = Intégrations
jobs-answer = { $n ->
    [0] Aucune intégration n’est en cours.
    [one] Une intégration est en cours ou attend.
   *[other] { $n } intégrations sont en cours ou attendent.
}
jobs-none = Votre institution n’a encore intégré aucune feuille.
jobs-file = Fichier
jobs-state = État
jobs-cancel = Annuler
audit-event-backup-recipients-set = A dit pour qui les sauvegardes sont chiffrées
audit-event-backup-asked = A demandé une sauvegarde
audit-event-backup-taken = A téléchargé une sauvegarde chiffrée
audit-event-backup-deleted = A supprimé une sauvegarde
tokens-title = Jetons pour programmes
tokens-open = Voir et créer des jetons
tokens-lead = Avec un jeton, un de vos programmes travaille avec Faro en votre nom : un tableau de bord, un tableur, un système de votre institution.
tokens-list = Vos jetons
tokens-none = Il n’y en a pas encore.
tokens-name = Nom du jeton
tokens-name-help = Pour le reconnaître dans cette liste, par exemple « Tableau mensuel ». N’écrivez ici ni le jeton, ni rien sur une personne.
tokens-may = Ce qu’il peut faire
tokens-made = Créé
tokens-ends = Expire
tokens-over = expiré
tokens-never = jamais
tokens-revoke = Révoquer
tokens-new = Créer un jeton
tokens-nothing = Aucun de vos rôles ne comprend quoi que ce soit qu’un programme puisse faire pour vous.
tokens-for = Durée de validité
tokens-days = { $n ->
    [one] un jour
   *[other] { $n } jours
 }
tokens-never-more = Un jeton ne peut jamais plus que vous à cet instant, et rien de ce qui demande de prouver à nouveau qui vous êtes ou exige deux personnes. Si votre mot de passe, votre second facteur ou vos rôles changent, tous vos jetons cessent de fonctionner.
tokens-make = Créer le jeton
tokens-bad-name = Écrivez le nom du jeton sur une seule ligne, en { $n } caractères au plus.
tokens-no-scope = Le jeton ne peut rien faire. Cochez au moins une action.
tokens-bad-scope = Un jeton de ce compte ne peut pas faire l’une des actions cochées. Revoyez la liste.
tokens-bad-days = Choisissez la durée : de 1 à { $n } jours.
tokens-too-many = Vous avez déjà { $n } jetons valides. Révoquez-en un qui ne sert plus.
token-title = Le nouveau jeton
token-once = Copiez le jeton maintenant : il ne s’affichera plus.
token-token = Jeton
token-try = Pour l’essayer
token-care = Gardez-le là où votre programme garde ses secrets : ni dans le code, ni dans une adresse, ni dans un courriel. Qui le possède agit en votre nom. S’il se perd ou si quelqu’un d’autre l’a vu, révoquez-le.
token-kept = Je l’ai gardé
scope-answer-recalls = Voir ce que d’autres institutions ont retiré et confirmer sa suppression
scope-import-files = Remettre des fichiers et corriger des correspondances
scope-keep-directory = Tenir les fiches de l’institution dans l’annuaire
scope-manage-incidents = Consigner et suivre les incidents
scope-manage-requests = Consigner les demandes de personnes à l’institution et y répondre
scope-oversee-requests = De même pour toutes les institutions
scope-read-audit = Chercher dans l’audit
scope-read-directory = Voir l’annuaire des services
scope-read-figures = Voir les chiffres, les rapports et leur origine
scope-read-incidents = Voir le registre des incidents
scope-read-legal = Voir le dossier juridique et les délais de chaque pays
scope-read-people = Voir les institutions et les comptes
scope-read-retention = Voir combien de temps les données sont gardées, et les preuves
scope-read-row-errors = Voir les objections ligne par ligne
scope-read-sources = Voir les sources, leur qualité et leurs versions
scope-see-approvals = Voir ce qui attend une seconde personne
scope-set-label = Poser ou restreindre des étiquettes et rappeler ce qui fut partagé
audit-event-token-made = A créé un jeton pour un programme
audit-event-token-revoked = A révoqué un jeton
audit-event-token-refused = Un jeton qui ne sert plus a été utilisé
audit-object-token = Jeton
## Clés et ouverture
nav-keys = Clés
keys-title = Clés de l’institution
keys-own-folder-answer = Ce dossier a sa propre clé.
keys-own-folder = La clé se trouve dans le dossier de données (agency.key). Gardez-en une copie ailleurs : sans elle, personne ne peut ouvrir les identités. « faro agency-key » la montre et la change.
keys-none = { $agency } n’a pas encore de clé. D’ici là, elle ne peut pas remettre de fichiers.
keys-answer = Les identités que { $agency } remet sont scellées avec cette clé. Seul le détenteur de sa moitié secrète peut les ouvrir ; ce serveur ne l’a pas.
keys-done = La clé est enregistrée. Gardez le fichier en deux lieux sûrs et la phrase dans un troisième.
keys-asked = Le changement de clé attend une deuxième personne de l’institution, sous « Approbations ».
keys-on-host = La moitié secrète de cette clé se trouve sur ce serveur (agency.key). Qui l’administre ou le vole peut ouvrir les identités. Demandez à son administrateur de la retirer avec « faro agency-key take-away » et de vous la remettre, ou faites une nouvelle clé.
keys-fingerprint = Empreinte
keys-fingerprint-help = Lisez-la par téléphone à l’autre personne qui garde la clé. Si un seul chiffre diffère, ce n’est pas la même clé.
keys-public = Clé publique
keys-new = Créer la clé
keys-replace = Changer la clé
keys-openers = Qui peut ouvrir des identités
keys-openers-none = Personne : aucun compte actif de l’institution n’a cette permission.
keys-openers-help = Outre la permission, il faut le fichier de la clé et sa phrase.
keys-former = Clés précédentes
keys-former-help = Gardez une clé précédente tant que quelque chose est scellé avec elle, ou qu’il existe des sauvegardes de cette époque.
keys-made-at = Enregistrée
keys-made-by = Enregistrée par
keys-origin = Créée
keys-origin-host = avec le dossier de données
keys-origin-browser = dans un navigateur
keys-origin-elsewhere = hors de cette page
keys-retired = Remplacée
keys-sealed = Clés de données et textes scellés avec elle
keys-new-lead = Une clé a deux moitiés. La publique reste ici et ne fait que sceller. La secrète est gardée par l’institution et elle seule ouvre. Si elle est perdue, personne ne peut ouvrir ce qui a été scellé.
keys-new-replaces = L’institution a déjà une clé. Une autre la remplace quand une deuxième personne l’approuve. Ce qui est scellé reste sous la clé précédente jusqu’à ce que l’institution le passe à la nouvelle.
keys-here = La créer dans ce navigateur
keys-here-help = La moitié secrète est faite sur cet ordinateur et téléchargée comme fichier protégé par une phrase. Elle n’est envoyée nulle part.
keys-no-script = Cela demande JavaScript. Sans lui, faites la clé en ligne de commande, comme expliqué plus bas.
keys-make = Créer et télécharger agency.key
keys-check = Vérifier le fichier
keys-check-help = Choisissez maintenant le fichier que vous venez d’enregistrer. Ainsi, personne ne scelle avec une clé perdue au téléchargement.
keys-elsewhere = En enregistrer une faite ailleurs
keys-elsewhere-help = Sur un ordinateur de l’institution où Faro est installé. Un appareil ou programme qui garde une clé X25519 et ouvre HPKE convient aussi.
keys-public-help = Collez le contenu de agency.pub, ou ses 64 chiffres. Ne collez jamais agency.key.
keys-check-elsewhere = Continuer
keys-prove-title = Montrer que la clé est gardée
keys-prove-help = Ouvrez ce texte avec la moitié secrète et collez la réponse. Seul son détenteur le peut.
keys-prove-answer = Réponse
keys-replace-help = L’autre personne la lit avant d’approuver. Comparez l’empreinte avec elle.
keys-ask = Demander le changement
keys-register = Enregistrer la clé
keys-refused-not-a-key = Ce n’est pas une clé publique. Collez le contenu de agency.pub ou ses 64 chiffres.
keys-refused-in-use = Cette clé est ou a été utilisée ici. Faites-en une nouvelle.
keys-refused-unproved = La réponse n’est pas celle que donne la moitié secrète, ou plus d’une demi-heure a passé. Essayez avec le texte de cette page.
keys-refused-changed = La clé de l’institution a changé entre-temps. Revoyez la page des clés.
asked-replace-key = Remplacer la clé de l’institution par celle d’empreinte { $about }
openings-title = Qui a ouvert des identités
openings-answer = { $n ->
    [0] Personne n’a ouvert d’identités de l’institution.
    [one] Des identités de l’institution ont été remises une fois pour ouverture.
   *[other] Des identités de l’institution ont été remises { $n } fois pour ouverture. La dernière d’abord.
}
openings-when = Quand
openings-who = Qui
openings-what = Quoi
openings-purpose = Motif
openings-help = Chaque ligne est écrite avant toute remise et figure dans l’audit. Ce qui est ouvert depuis une copie déjà téléchargée ne passe pas par ici.
openings-on-host = L’administrateur du serveur
lookup-title = Chercher sans ouvrir
lookup-none = Il n’y a pas de lignes scellées où chercher.
lookup-answer = { $n ->
    [0] On ne peut encore chercher dans aucune des { $all } sources : préparez-les d’abord, plus bas.
    [one] On peut chercher dans 1 source sur { $all }.
   *[other] On peut chercher dans { $n } sources sur { $all }.
}
lookup-lead = Indiquez un document, un nom, un téléphone ou un numéro de dossier, et voyez dans quelles lignes de votre institution il figure, sans en ouvrir aucune. Le serveur n’apprend pas ce que vous cherchez.
lookup-no-script = Ceci demande JavaScript : la clé est utilisée dans ce navigateur.
lookup-kind = Ce que c’est
lookup-kind-document = Document d’identité
lookup-kind-name = Nom complet
lookup-kind-phone = Téléphone
lookup-kind-number = Numéro de dossier ou de personne
lookup-sought = Ce que l’on cherche
lookup-sought-help = En entier : les parties ne sont pas trouvées. Les majuscules, les accents, les traits d’union et l’ordre des noms ne comptent pas ; d’un téléphone comptent les huit derniers chiffres. Ce n’est pas envoyé.
lookup-go = Chercher
lookup-sources = Sources où l’on cherche
lookup-which = Source
lookup-ready = prête
lookup-not-ready = à préparer
lookup-index = Préparer la recherche
lookup-index-help = Ce navigateur reçoit toutes les lignes scellées de la source, les ouvre avec la clé et ne rend que des marques que personne sans la clé ne peut faire ni essayer. Faites-le sur une machine de l’institution. Interrompu, cela recommence. Il faut le refaire à chaque nouvelle version de la source et quand la clé change.
lookup-refused = La source ou la clé a changé entre-temps, ou quelqu’un d’autre la prépare. Rechargez la page.
lookup-too-little = C’est trop court ou trop long pour être cherché.
lookup-nowhere = Cela ne figure dans aucune ligne des sources où l’on peut chercher.
lookup-found = Cela figure dans %n lignes. Pour les voir, il faut les ouvrir et dire pourquoi.
lookup-found-in = %source : lignes %rows
lookup-more = et peut-être dans d’autres
lookup-indexing = Bloc %done sur %all…
lookup-indexed = C’est fait : on peut chercher dans cette source.
rewrap-title = Passer à la nouvelle clé
rewrap-lead = Ce qui a été scellé avec cette clé précédente passe à la clé actuelle. Les lignes ne sont pas touchées : seules changent les petites clés qui les ouvrent.
rewrap-no-script = Cela demande JavaScript : les clés sont ouvertes dans ce navigateur.
rewrap-progress = Avancement
rewrap-go = Ouvrir et sceller à nouveau
rewrap-help = Choisissez le fichier de la clé précédente. Vous pouvez interrompre : cela reprend où vous en étiez.
escrow-title = Confier la clé à deux personnes
escrow-lead = Si l’institution le souhaite, la clé est partagée en deux fichiers pour deux personnes. Un seul n’ouvre rien ; avec les deux, on retrouve la clé. Rien n’en est gardé sur le serveur.
escrow-no-script = Cela demande JavaScript, ou la ligne de commande : « faro agency-key split » et « faro agency-key join ».
escrow-split = Partager la clé
escrow-split-help = Deux fichiers sont téléchargés. Remettez chacun à une personne différente et effacez-les de cet ordinateur.
escrow-split-go = Partager et télécharger
escrow-join = Retrouver la clé
escrow-join-help = Les deux personnes choisissent leur fichier sur cet ordinateur. La clé est téléchargée sous une nouvelle phrase.
escrow-part-1 = Une partie
escrow-part-2 = L’autre partie
escrow-join-go = Réunir et télécharger
vault-opening = Ouverture de la clé…
vault-wrong-passphrase = La phrase n’ouvre pas cette clé. Réessayez.
vault-not-a-key = Ce n’est pas le fichier attendu. Choisissez le fichier de la clé de l’institution.
vault-other-key = C’est une autre clé : ceci a été scellé avec une clé différente. Comparez les empreintes sur la page des clés.
vault-damaged = Ce qui est scellé est endommagé ou modifié et ne s’ouvre pas. Prévenez l’administrateur du serveur.
vault-no-file = Choisissez le fichier.
vault-short-passphrase = La phrase doit avoir au moins 12 caractères. Plusieurs mots au hasard conviennent.
vault-different = Les deux phrases diffèrent.
vault-failed = Cela n’a pas pu se faire. Réessayez.
vault-making = Préparation du fichier de la clé…
vault-made = Le fichier agency.key a été téléchargé. Gardez-le et vérifiez-le ci-dessous.
vault-opened = Ouvert. Cela disparaît après cinq minutes ou en quittant la page.
vault-rejected-done = Le tableau de %n lignes a été téléchargé. Rendez-le seulement à l’institution, puis effacez-le.
vault-reason-column = Motif du rejet
vault-row-column = Ligne
vault-field-column = Donnée
vault-value-column = Valeur
vault-rewrapping = Il en reste %left.
vault-rewrapped = C’est fait : plus rien n’est scellé avec la clé précédente. Gardez-la tant qu’il existe des sauvegardes de cette époque.
vault-split-done = Deux fichiers ont été téléchargés : remettez chacun à une personne différente.
vault-joined = La clé a été téléchargée sous la nouvelle phrase.
vault-key-file = Fichier de la clé (agency.key)
vault-key-help = Il est lu dans ce navigateur et n’est pas envoyé.
vault-passphrase = Phrase de la clé
vault-new-passphrase = Nouvelle phrase pour la clé
vault-new-passphrase-help = Au moins 12 caractères. Écrivez-la sur papier et gardez-la loin du fichier.
vault-passphrase-again = La même phrase encore
vault-opened-title = Ouvert dans ce navigateur
vault-opened-help = Le serveur ne voit pas ceci.
vault-clear = Masquer maintenant
open-rows = Lignes
open-rows-help = Numéros de ligne du fichier, par exemple 12, 40-43. Jusqu’à 50.
open-why = Motif
open-why-help = L’institution le verra sous « Qui a ouvert des identités » et cela reste dans l’audit. Ne nommez personne.
open-go = Ouvrir
open-no-script = Sans JavaScript, un fichier scellé est téléchargé, à ouvrir sur un ordinateur de l’institution :
open-download = Télécharger scellé
open-why-missing = Écrivez le motif, en 500 caractères au plus.
open-rows-wrong = Les lignes ne sont pas comprises, ou il y en a plus de 50. Écrivez par exemple 12, 40-43.
open-rows-nothing = Ces lignes n’ont pas d’identités scellées.
identities-title = Identités de « { $source } »
identities-lead = Seules les lignes demandées sont ouvertes, avec la clé de l’institution et pour un motif.
identities-link = Ouvrir des identités
requester-title = Qui demande dans { $reference }
requester-lead = Cela s’ouvre avec la clé de l’institution et pour un motif.
import-no-key = L’institution n’a pas encore de clé. Faites-la d’abord : sans elle, les identités ne peuvent pas être scellées.
error-no-key = L’institution n’a pas encore de clé, et sans clé aucun fichier n’est reçu. Son point focal la fait sous « Clés ».
audit-event-identity-opened = A demandé à ouvrir des identités
audit-event-identities-indexed = A préparé la recherche dans les lignes scellées
audit-event-identity-looked-up = A cherché dans les lignes scellées sans les ouvrir
audit-event-key-registered = A enregistré la clé de l’institution
audit-event-key-replaced = A changé la clé de l’institution
audit-event-rewrap-asked = A demandé ce qu’une clé précédente a scellé
audit-event-rewrapped = A passé ce qui était scellé à la clé actuelle
audit-event-key-split = A partagé la clé pour deux personnes
audit-object-key = clé
audit-object-request = demande d’une personne

# Clés d’accès
passkeys-title = Clés d’accès
passkeys-open = Voir et ajouter des clés d’accès
passkeys-answer = { $n ->
    [0] Votre compte n’a pas encore de clé d’accès.
    [one] Votre compte a une clé d’accès.
   *[other] Votre compte a { $n } clés d’accès.
}
passkeys-lead = Avec une clé d’accès, vous entrez avec l’empreinte, le visage ou le code de votre téléphone ou ordinateur, au lieu des six chiffres. Elle ne fonctionne qu’à l’adresse de ce Faro : une page copiée n’obtient rien. Les six chiffres et les codes de récupération restent valables.
passkeys-name = Clé
passkeys-made = Créée
passkeys-used = Dernier usage
passkeys-remove = Retirer
passkeys-factor-first = Configurez d’abord le second facteur à six chiffres : c’est ce qui vous reste si vous perdez l’appareil.
passkeys-full = Votre compte a déjà { $n } clés. Retirez-en une pour en ajouter une autre.
passkeys-no-browser = Ce navigateur, ou cet appareil, ne permet pas les clés d’accès. Vous pouvez continuer avec les six chiffres.
passkeys-no-name = Les clés d’accès demandent que Faro ait un nom et une connexion sûre (https). Demandez à qui exploite le serveur.
passkeys-new-name = Nom
passkeys-name-help = Pour la reconnaître : « Téléphone du bureau ».
passkeys-bad-name = Écrivez un nom de { $n } lettres au plus.
passkeys-add = Ajouter une clé d’accès
passkeys-wait = Suivez les indications de l’appareil.
passkeys-failed = Cela n’a pas marché. Réessayez ou utilisez les six chiffres.
passkeys-refused = La clé n’a pas pu être gardée. La page est restée ouverte trop longtemps, ou la clé est d’un autre type. Réessayez.
passkeys-show = Continuer avec la clé d’accès
audit-event-passkey-added = A ajouté une clé d’accès
audit-event-passkey-removed = A retiré une clé d’accès
hand-in-answer = Ce fichier a été vérifié et scellé dans l’institution : aucun nom n’arrive ici.
hand-in-unreadable = Le fichier scellé ne peut pas être intégré. Rien n’a été gardé.
hand-in-other-key = Il a été scellé avec une autre clé que celle de l’institution. Refaites-le avec la clé publique que montre la page « Clés ».
hand-in-damaged = Le fichier est endommagé ou d’un Faro plus récent. Refaites-le.
## Audit : comptes, registres, refus
audit-actor-stranger = quelqu’un de non identifié
audit-event-set-up = A ouvert Faro à plus de personnes
audit-event-invitation-made = A invité une personne
audit-event-invitation-withdrawn = A retiré une invitation
audit-event-invitation-used = A utilisé une invitation et ouvert son compte
audit-event-password-link-made = A créé un lien vers un nouveau mot de passe
audit-event-password-link-used = A choisi un nouveau mot de passe avec un lien
audit-event-account-changed = A modifié un compte
audit-event-account-disabled = A désactivé un compte
audit-event-sign-in-begun = Mot de passe juste ; le second facteur restait à fournir
audit-event-signed-in = S’est connecté
audit-event-signed-out = S’est déconnecté
audit-event-proved-again = A confirmé à nouveau son identité
audit-event-password-changed = A changé son mot de passe
audit-event-second-factor-set = A configuré un second facteur
audit-event-recovery-code-used = A utilisé un code de secours
audit-event-sessions-ended = A fermé des sessions à lui
audit-event-agency-made = A créé une institution
audit-event-directory-entry-made = A ajouté une fiche au répertoire
audit-event-directory-entry-changed = A modifié une fiche du répertoire
audit-event-directory-entry-verified = A vérifié une fiche du répertoire
audit-event-directory-entry-ended = A retiré une fiche du répertoire
audit-event-directory-imported = A importé une liste dans le répertoire
audit-event-legal-answers-kept = A gardé des réponses du cadre juridique
audit-event-document-signed = A noté la signature d’un document
audit-event-holidays-imported = A importé des jours fériés
audit-event-schedule-adopted = A adopté le calendrier de conservation
audit-event-schedule-suspended = A suspendu le calendrier de conservation
audit-event-retention-set = A fixé une durée de conservation
audit-event-retention-unset = Est revenu à la durée par défaut
audit-event-retention-run = A commencé à supprimer ce qui est échu
audit-event-retention-step = A supprimé des données échues
audit-event-hold-placed = A ordonné une mise en attente légale
audit-event-hold-lifted = A levé une mise en attente légale
audit-event-request-registered = A enregistré la demande d’une personne
audit-event-request-changed = A fait avancer la demande d’une personne
audit-event-request-answer-made = A préparé la réponse à une personne
audit-event-requester-opened = A ouvert qui fait une demande
audit-event-incident-registered = A enregistré un incident
audit-event-incident-changed = A fait avancer un incident
audit-event-incident-notice-made = A préparé un avis d’incident
audit-event-incidents-exported = A copié le registre des incidents
audit-event-backup-made = A fait une sauvegarde
audit-event-databases-restored = A restauré les bases de données ou les a déplacées ici
audit-event-databases-moved = A commencé à déplacer les bases de données
audit-event-sign-in-refused = Connexion refusée
audit-event-access-refused = Accès refusé
audit-event-guessing-noticed = Alerte : quelqu’un cherche à deviner des mots de passe
audit-event-refusals-noticed = Alerte : de nombreux accès refusés
audit-event-alarms-reviewed = A examiné les alertes
audit-object-action = action
audit-object-sign-in = connexion
audit-object-refusals = fois
audit-object-invitation = invitation
audit-object-directory-entry = fiche du répertoire
audit-object-legal-pack = cadre juridique
audit-object-country = pays
audit-object-class = catégorie de données
audit-object-retention = conservation
audit-object-hold = mise en attente légale
audit-object-incident = incident
audit-alarms = Alertes à examiner
audit-alarms-explained = Quelqu’un a essayé de se connecter ou d’ouvrir des pages de nombreuses fois en peu de temps, ou a demandé plus de lignes qu’il ne peut en sortir. Cherchez dans les entrées de cette heure de quel compte et de quel lieu il s’agit ; parlez à la personne ou faites désactiver le compte. Une erreur répétée peut aussi en être la cause.
audit-alarms-found = Ce que vous avez trouvé
audit-alarms-found-help = Sans nom de personne ; 500 caractères au plus. Cela reste dans l’audit.
audit-alarms-reviewed = Je les ai examinées
task-alarms = { $n ->
    [one] Il y a une alerte : des accès refusés à répétition, des connexions devinées, ou plus de lignes demandées qu’il ne peut en sortir. Examinez-la.
   *[other] Il y a { $n } alertes : des accès refusés à répétition, des connexions devinées, ou plus de lignes demandées qu’il ne peut en sortir. Examinez-les.
}

# Messages
messages-title = Messages
messages-head = { $n ->
    [one] Vous avez un message
   *[other] Vous avez { $n } messages
}
messages-answer = { $n ->
    [0] Vous n’avez aucun message non lu.
    [one] Vous avez un message non lu.
   *[other] Vous avez { $n } messages non lus.
}
messages-none = Ici apparaît ce qui attend que vous le voyiez : une demande, un accès d’urgence, une échéance.
messages-read-all = Tout marquer comme lu
messages-read = Marquer comme lu
messages-was-read = lu
messages-what = De quoi il s’agit
messages-when = Quand
messages-kept = Un message ne dit jamais de qui ni de quel dossier il s’agit ; il s’ouvre sur sa page, si vous pouvez la voir. Les { $n } derniers sont affichés et conservés { $days } jours.
message-approval = Une demande attend votre décision
message-emergency = Il y a eu un accès d’urgence à des données dont vous répondez
message-review = L’examen d’un accès d’urgence arrive à échéance ou est en retard
message-shared = Une autre institution a partagé une source avec la vôtre
message-recalled = Une autre institution a retiré une source qu’elle avait partagée
message-job = Un fichier que vous avez remis est terminé
message-request = Le délai pour répondre à la demande d’une personne se termine bientôt ou est dépassé
message-incident = Le délai pour signaler un incident se termine bientôt ou est dépassé
message-alarm = Il y a des tentatives répétées d’entrer ou d’ouvrir ce qui ne doit pas l’être
message-webhook = Un de vos avis automatiques a été désactivé parce qu’il n’arrivait pas
message-test = Essai
message-waiting = Avis que quelque chose attend
mail-title = Avis par courriel
mail-open = Choisir de recevoir ou non des avis par courriel
mail-lead = Le courriel dit seulement « Vous avez un message dans Faro » et l’adresse de ce serveur : rien du sujet, des personnes ni des institutions.
mail-often = Vous en recevez un toutes les { $n } heures au plus, même s’il y a plusieurs messages.
mail-impossible = Ce serveur n’envoie pas de courriel. Vos messages sont sur cette page, en haut.
mail-is-off = Vous ne recevez pas d’avis par courriel.
mail-is-on = Vous recevez des avis à { $address }.
mail-waits = { $address } reste à confirmer : saisissez le code qui y est arrivé. D’ici là, rien d’autre n’est envoyé.
mail-code = Code du courriel
mail-code-help = Six chiffres ; ils servent { $n } minutes.
mail-confirm = Confirmer l’adresse
mail-address = Adresse électronique
mail-address-help = Choisissez-en une que vous seul lisez. Elle est conservée chiffrée, et personne d’autre ne la voit dans Faro.
mail-send-code = Envoyer un code à cette adresse
mail-turn-off = Ne plus recevoir de courriels et effacer l’adresse
mail-bad-address = Cette adresse électronique ne peut pas servir. Vérifiez qu’elle est complète, comme nom@institution.example.
mail-too-many = Vous avez déjà demandé { $n } codes aujourd’hui. Réessayez demain.
mail-not-sent = Le code n’a pas pu être envoyé. Vérifiez l’adresse ou prévenez la personne qui administre le serveur.
mail-bad-code = Ce n’est pas le bon code, ou il ne sert plus. Vérifiez-le ou demandez-en un autre.
letter-subject = Vous avez un message dans Faro
letter-waiting = Vous avez un message dans Faro.

    { $address }
letter-code = Votre code pour recevoir les avis de Faro : { $code }

    Il sert { $n } minutes. Si vous ne l’avez pas demandé, ne faites rien.

    { $address }
letter-trial = Ceci est un essai du courriel de Faro.

    { $address }
webhooks-title = Avis aux programmes (webhooks)
webhooks-answer = { $n ->
    [0] Aucun programme de votre institution ne reçoit d’avis.
    [one] Un programme de votre institution reçoit des avis.
   *[other] { $n } programmes de votre institution reçoivent des avis.
}
webhooks-lead = Faro avise un programme de votre institution quand il y a un message pour la personne qui a créé l’avis : un identifiant, la sorte et l’heure, signés. Rien du sujet.
webhooks-new = Créer un avis
webhooks-make = Créer l’avis
webhooks-impossible = Aucune destination n’a été permise sur ce serveur. La personne qui administre la machine en permet une avec --allow-outbound.
webhooks-hosts = Elle commence par https:// et mène à l’une des destinations permises sur cette machine :
webhooks-bad-scheme = L’adresse doit commencer par https://.
webhooks-bad-host = Cette destination n’est pas permise sur cette machine. Demandez à la personne qui l’administre de l’ajouter.
webhooks-bad-address = Cette adresse ne peut pas servir. Écrivez-la en entier, sans utilisateur, mot de passe ni #.
webhooks-too-many = Votre institution en a déjà { $n }. Supprimez-en un qui ne sert pas.
webhooks-is-off = Cet avis est désactivé. Donnez-lui un nouveau secret pour le réactiver.
webhook-title = Avis à un programme
webhook-url = Adresse
webhook-state = État
webhook-for = Pour
webhook-works = Il arrive.
webhook-failing = Rien n’arrive depuis { $when }. On continue d’essayer.
webhook-off = Désactivé depuis { $when } : rien n’arrivait, ou la personne qui l’a créé n’en a plus le droit. Un nouveau secret le réactive.
webhook-secret-title = Secret de l’avis
webhook-secret = Secret
webhook-secret-once = Copiez le secret maintenant : il ne sera plus affiché.
webhook-secret-renewed = Copiez le nouveau secret maintenant : il ne sera plus affiché. Pendant { $n } heures, on signe aussi avec le précédent.
webhook-secret-care = Gardez-le là où votre programme garde ses secrets. Il prouve qu’un avis vient de Faro ; le guide de l’interface pour programmes dit comment.
webhook-previous = Jusqu’à { $until }, on signe aussi avec le secret précédent.
webhook-test = Envoyer un essai
webhook-renew = Donner un nouveau secret
webhook-delete = Supprimer
webhook-delete-title = Supprimer l’avis
webhook-delete-lead = Supprimer l’avis à { $url }, avec la liste de ce qui a été envoyé ? Le programme ne sera plus avisé.
webhook-delete-button = Supprimer l’avis
webhook-keep = Le garder
webhook-sent = Ce qui a été envoyé
webhook-sent-none = Rien n’a encore été envoyé.
webhook-answer = Réponse
webhook-tries = Essais
delivery-queued = en attente
delivery-sent = envoyé
delivery-dead = abandonné
delivery-dropped = devenu inutile
fault-inside = le nom mène à un réseau interne
fault-refused = destination non permise
fault-name = le nom n’existe pas
fault-connection = pas de connexion
fault-certificate = certificat non valable
fault-exchange = la réponse s’est interrompue
fault-time = pas de réponse à temps
fault-size = réponse trop grande
fault-redirect = renvoie ailleurs
fault-status = réponse d’erreur
fault-gone = demande à ne plus être avisé
fault-setting = à régler sur la machine
fault-address = adresse refusée
fault-never = refusé par le serveur de courriel
fault-later = le serveur de courriel demande d’attendre
fault-encryption = pas de connexion chiffrée
outgoing-title = Ce qui sort de la machine
outgoing-nothing = Rien : il n’y a ni serveur de courriel ni destination permise.
outgoing-mail = Serveur de courriel
outgoing-hosts = Destinations permises
outgoing-channel-mail = Courriels
outgoing-channel-webhook = Avis aux programmes
outgoing-dead = Abandonnés
scope-read-messages = Voir qu’il y a des messages pour vous et les marquer comme lus
scope-use-webhooks = Voir, essayer et supprimer les avis aux programmes de votre institution
audit-event-mail-asked = A donné une adresse pour les avis par courriel
audit-event-mail-turned-on = A activé les avis par courriel
audit-event-mail-turned-off = A désactivé les avis par courriel
audit-event-mail-tried = A essayé si le courriel arrive
audit-event-webhook-made = A créé un avis à un programme
audit-event-webhook-renewed = A donné un nouveau secret à un avis
audit-event-webhook-tested = A envoyé un essai à un avis
audit-event-webhook-deleted = A supprimé un avis à un programme
audit-event-webhook-turned-off = Un avis à un programme a été désactivé
audit-object-webhook = avis à un programme
elsewhere-button = Entrer avec { $name }
elsewhere-title = Entrer avec votre institution
elsewhere-lead = Vous pouvez entrer avec le compte de votre institution au lieu du mot de passe de Faro. Le second facteur de Faro est toujours demandé.
elsewhere-open = Voir ou changer
elsewhere-off = Votre compte n’est pas lié à { $name }.
elsewhere-on = Votre compte est lié à { $name } depuis le { $date }. Dernier usage : { $used }.
elsewhere-link = Lier à { $name }
elsewhere-link-again = Lier à un autre compte de { $name }
elsewhere-unlink = Supprimer le lien
elsewhere-go = Continuer vers { $name }
elsewhere-back-title = De retour dans Faro
elsewhere-go-on = Continuer
elsewhere-wrong = L’entrée avec { $name } n’a pas marché : sa réponse n’est pas valable. Entrez avec votre mot de passe et prévenez qui exploite le serveur.
elsewhere-silent = { $name } ne répond pas. Entrez avec votre mot de passe ou réessayez plus tard.
elsewhere-way = Il s’est passé trop de temps, ou vous aviez commencé dans un autre navigateur. Recommencez.
elsewhere-declined = { $name } n’a pas confirmé qui vous êtes. Recommencez.
elsewhere-not-linked = Aucun compte de Faro n’est lié au vôtre chez { $name }. Entrez avec votre mot de passe et liez-le sous « Votre compte ».
elsewhere-taken = Un autre compte de Faro est déjà lié à ce compte de { $name }.
audit-event-linked-elsewhere = A lié le compte au fournisseur d’identité
audit-event-unlinked-elsewhere = A supprimé le lien avec le fournisseur d’identité
audit-event-identified-elsewhere = Le fournisseur d’identité a confirmé qui c’est
export-link = Sortir ses lignes
export-title = Sortir les lignes de « { $source } »
export-answer-own = Une autre personne de votre institution doit donner son accord. Vous téléchargez ensuite un fichier chiffré, une seule fois et dans la journée.
export-answer-shared = { $owner } doit donner son accord : la source lui appartient. Vous téléchargez ensuite un fichier chiffré, une seule fois et dans la journée.
export-answer-owner = Un fichier chiffré est écrit, à télécharger une seule fois et dans la journée.
export-lead = Le fichier contient les faits des dossiers ligne par ligne, avec la signification de chaque colonne. Il ne contient jamais de noms, documents, téléphones ni textes scellés ; une combinaison rare peut tout de même désigner une personne. Si des tableaux suffisent, téléchargez-les sous « Explorer ».
export-rows = Lignes
export-columns = Colonnes
export-owner = Appartient à
export-limit = Combien peut sortir
export-limits = { $rows } lignes par fichier ; { $person } par personne et { $agency } par institution en 24 heures
export-purpose = À quoi servent les lignes
export-format = Format
export-format-csv = CSV avec son dictionnaire, dans un ZIP
export-format-xlsx = Excel (XLSX) avec son dictionnaire
export-recipient = Clé publique (age) de la personne qui l’ouvre
export-recipient-help = Elle commence par « age1 ». La personne qui ouvrira le fichier la crée sur son poste avec « age-keygen » et garde la partie secrète. Le serveur ne peut pas ouvrir le fichier.
export-ask = Demander le fichier
export-now = Écrire le fichier
export-not = Ne rien sortir
export-nobody = Personne d’autre ne peut donner son accord : il faut un autre point focal ou délégué à la protection des données dans l’institution propriétaire.
export-no-format = Choisissez CSV ou Excel.
export-no-recipient = Ceci n’est pas une clé publique age. Copiez-la en entier ; elle commence par « age1 ».
export-nothing = La source n’a pas encore de lignes.
export-too-many = La source compte { $rows } lignes ; un fichier en contient { $most } au plus. Rien ne sort, et c’est consigné. Utilisez les tableaux d’« Explorer », ou demandez à qui administre Faro de revoir la limite.
export-person-day = Ces dernières 24 heures, { $so_far } lignes sont déjà sorties pour vous ; { $most } peuvent sortir. Rien ne sort, et c’est consigné. Réessayez demain.
export-agency-day = Ces dernières 24 heures, { $so_far } lignes sont déjà sorties pour votre institution ; { $most } peuvent sortir. Rien ne sort, et c’est consigné. Réessayez demain.
export-no-file = Il n’y a pas de fichier : il n’est pas encore écrit, a été téléchargé, ou a expiré.
export-ended = Cet export est terminé.
export-one-title = Lignes de « { $source } » qui sortent
export-agreed-by = A donné son accord
export-agreed-at = Depuis
export-written = Écrit
export-state-waiting = Le fichier est en cours d’écriture.
export-state-ready = Le fichier est prêt. La personne qui l’a demandé le télécharge une fois, jusqu’à { $until }.
export-state-fetched = Il a été téléchargé le { $at } et n’est plus sur le serveur.
export-state-over = Personne ne l’a téléchargé à temps. Il a été effacé.
export-state-stopped = Il a été arrêté le { $at } : quelqu’un l’a arrêté, ou la personne qui l’a demandé ne peut plus voir la source.
export-state-failed = Il n’a pas pu être écrit. Redemandez-le ; si cela se reproduit, prévenez qui administre Faro.
export-fetch-lead = Le téléchargement l’efface du serveur. Prévoyez où le garder ; si le téléchargement s’interrompt, il faut le redemander.
export-fetch = Télécharger et effacer du serveur
export-open-lead = La personne qui a la clé secrète l’ouvre ainsi :
export-stop-lead = L’arrêt efface le fichier aussitôt. Il n’attend personne.
export-stop = Arrêter et effacer
exports-title = Lignes qui sortent
exports-lead = Ce que votre institution a sorti, et ce qui est sorti de ses sources : qui, pour quoi, et ce qu’est devenu le fichier.
exports-waiting = En attente d’une autre personne
exports-none = Personne n’a sorti de lignes.
exports-how = Elles se demandent sur la page de la source, « Sortir ses lignes ».
asked-export-rows = { $agency } sort les lignes de « { $about } » dans un fichier chiffré
task-export = Le fichier avec les lignes de « { $source } » est prêt ; téléchargez-le avant { $until }.
emergency-asked-own = Ce que vous avez demandé et qui attend
emergency-asked-own-lead = L’autre institution décide. Appelez aussi sa ligne ; si ce n’est plus nécessaire, retirez la demande.
audit-event-rows-exported = A laissé sortir des lignes d’une source
audit-event-export-refused = A demandé plus de lignes qu’il ne peut en sortir
audit-event-export-written = A écrit le fichier des lignes qui sortent
audit-event-export-fetched = A téléchargé un fichier de lignes
audit-event-export-stopped = A arrêté une sortie de lignes
audit-event-export-erased = A effacé un fichier de lignes que personne n’a téléchargé
audit-event-exports-noticed = Alerte : quelqu’un a demandé plus de lignes qu’il ne peut en sortir
audit-event-proofs-exported = A copié les preuves de suppression
audit-event-emergency-over = Un accès d’urgence a pris fin à l’heure prévue
audit-object-export = export de lignes
exports-answer = { $n ->
    [0] Aucun fichier n’attend que vous le téléchargiez.
    [one] Un fichier attend que vous le téléchargiez.
   *[other] { $n } fichiers attendent que vous les téléchargiez.
}
scope-keep-exports = Voir quelles lignes sont sorties ou vont sortir, et l’arrêter
scope-keep-own-people = Voir qui travaille dans votre institution
scope-read-keys = Voir les clés publiques de votre institution et chaque ouverture
scope-see-emergency = Voir vos accès d’urgence et ceux aux données de votre institution
scope-oversee-emergency = Voir tous les accès d’urgence
