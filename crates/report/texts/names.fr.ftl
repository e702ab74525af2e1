## Vues d'un champ
by-year = { $field }, par année
by-quarter = { $field }, par trimestre
by-month = { $field }, par mois
age-majority = { $field } (enfants et adultes)
age-broad5 = { $field } (cinq groupes)
age-ctdc9 = { $field } (neuf groupes)
by-country = { $field }, par pays
by-region = { $field }, par région
by-kind = { $field }, par { $kind }
by-level-1 = { $field }, par division principale
by-level-2 = { $field }, par municipalité ou localité
by-level = { $field }, par division de niveau { $level }
sex-or-gender = Sexe ou genre
level-0 = Pays
level-1 = Division principale
level-2 = Municipalité ou localité
level-other = Division de niveau { $level }

## Classes
years-exact = { $n ->
    [one] { $n } an
   *[other] { $n } ans
 }
years-between = { $low }–{ $high } ans
years-at-least = { $low } ans et plus
majority-child = Enfants (0–17 ans)
majority-adult = Adultes (18 ans et plus)
months-exact = { $n ->
   *[other] { $n } mois
 }
months-between = { $low }–{ $high } mois
months-at-least = { $low } mois ou plus
number-at-least = { $low } ou plus
spans-age = Âge dans un intervalle à cheval sur deux groupes
spans-date = Date connue moins précisément
spans-place = Lieu connu moins précisément
spans-other = Donnée moins précise
total = Toutes les catégories
quarter-of = { $quarter ->
    [1] 1er trimestre { $year }
   *[other] { $quarter }e trimestre { $year }
 }
or-last = { $sound ->
   *[other] { $before } ou { $last }
 }

## Questions
people-victims = victimes et victimes possibles
people-accused = personnes mises en cause (sans celles acquittées ou dont l’affaire est classée)
people-everyone = personnes, quel que soit leur rôle
offer-victims = Victimes et victimes possibles
offer-accused = Personnes mises en cause
offer-everyone = Toutes les personnes enregistrées
dataset-records = Dossiers individuels
query-records = Enregistrements de { $people }
query-counts = Chiffres publiés : { $source }
query-between = date d’enregistrement : de { $from } à { $to }
query-from = date d’enregistrement : { $from } ou après
query-until = date d’enregistrement : { $to } ou avant
query-split = selon { $dimensions }
condition-only = seulement : { $dimension } = { $classes }
condition-not = sans : { $dimension } = { $classes }

## Types de fichier d'une source
kind-cases = Dossiers individuels
kind-counts = Chiffres publiés
kind-indicators = Indicateurs publiés

## Remarques sur un fichier
warning-broken_accents = { $n ->
    [one] Un texte a des accents abîmés (comme « PerÃº ») ; ils peuvent être réparés.
   *[other] { $number } textes ont des accents abîmés (comme « PerÃº ») ; ils peuvent être réparés.
 }
warning-repaired_accents = { $n ->
    [one] Les accents d’un texte ont été réparés.
   *[other] Les accents de { $number } textes ont été réparés.
 }
warning-lost_characters = { $n ->
    [one] Un texte a perdu un caractère avant d’arriver ici ; il ne peut pas être réparé.
   *[other] { $number } textes ont perdu des caractères avant d’arriver ici ; ils ne peuvent pas être réparés.
 }
warning-mixed_encodings = { $n ->
    [one] Une ligne est dans un autre encodage ; elle a été lue comme Windows-1252.
   *[other] { $number } lignes sont dans un autre encodage ; elles ont été lues comme Windows-1252.
 }
warning-undecodable = { $n ->
    [one] Un caractère n’a pas pu être lu et apparaît comme « � ».
   *[other] { $number } caractères n’ont pas pu être lus et apparaissent comme « � ».
 }
warning-inner_byte_order_mark = Le fichier semble en réunir plusieurs : des marques d’ordre d’octets à l’intérieur ont été omises.
warning-stray_quotes = { $n ->
    [one] Une cellule contient du texte après le guillemet fermant ; il a été conservé.
   *[other] { $number } cellules contiennent du texte après le guillemet fermant ; il a été conservé.
 }
warning-blank_rows = { $n ->
    [one] Une ligne est vide et n’est pas comptée.
   *[other] { $number } lignes sont vides et ne sont pas comptées.
 }
warning-double_spaced = Une ligne sur deux est vide ; les numéros de ligne ne comptent que les autres.
warning-ragged_rows = { $n ->
    [one] Une ligne a plus ou moins de cellules que l’en-tête.
   *[other] { $number } lignes ont plus ou moins de cellules que l’en-tête.
 }
warning-title_rows = { $n ->
    [one] Une ligne de titre au-dessus de l’en-tête n’a pas été lue comme donnée.
   *[other] { $number } lignes de titre au-dessus de l’en-tête n’ont pas été lues comme données.
 }
warning-two_header_rows = L’en-tête occupe deux lignes ; celle du bas nomme les colonnes.
warning-label_row = Une seconde ligne d’intitulés, sous les noms des colonnes, n’a pas été lue comme donnée.
warning-header_looks_like_data = La première ligne semble contenir des données et non des noms de colonnes : vérifiez si l’en-tête manque.
warning-empty_headers = Colonnes sans nom : { $columns }.
warning-duplicate_headers = Colonnes portant un nom déjà pris : { $columns }.
warning-merged_cells = { $n ->
    [one] Des cellules sont fusionnées à un endroit : seule la première garde la valeur.
   *[other] Des cellules sont fusionnées à { $number } endroits : seule la première de chaque groupe garde la valeur.
 }
warning-formulas = { $n ->
    [one] Une cellule contient une formule ; le résultat enregistré a été lu.
   *[other] { $number } cellules contiennent des formules ; les résultats enregistrés ont été lus.
 }
warning-formulas_without_result = { $n ->
    [one] Une formule n’a pas de résultat enregistré et a été lue comme vide.
   *[other] { $number } formules n’ont pas de résultat enregistré et ont été lues comme vides.
 }
warning-error_cells = { $n ->
    [one] Une cellule contient une erreur du tableur, comme #REF!
   *[other] { $number } cellules contiennent des erreurs du tableur, comme #REF!
 }
warning-hidden_sheets = { $n ->
    [one] Le classeur a une feuille masquée.
   *[other] Le classeur a { $number } feuilles masquées.
 }
warning-external_links = Le classeur renvoie à d’autres fichiers, qui n’ont pas été ouverts.
warning-impossible_dates = { $n ->
    [one] Un nombre affiché comme date ne correspond à aucune date ; il est resté un nombre.
   *[other] { $number } nombres affichés comme dates ne correspondent à aucune date ; ils sont restés des nombres.
 }
warning-early_dates = { $n ->
    [one] Une date de janvier ou février 1900 peut être décalée d’un jour, comme Excel les compte.
   *[other] { $number } dates de janvier et février 1900 peuvent être décalées d’un jour, comme Excel les compte.
 }
warning-duplicate_keys = { $n ->
    [one] Un enregistrement JSON répète une clé ; la seconde est passée dans une autre colonne.
   *[other] { $number } enregistrements JSON répètent une clé ; la seconde est passée dans une autre colonne.
 }
warning-nested_lists = { $n ->
    [one] Une liste dans une autre a été conservée comme texte.
   *[other] { $number } listes dans d’autres ont été conservées comme texte.
 }
warning-other_zip_entries = { $n ->
    [one] L’archive contient un autre fichier, qui n’a pas été lu.
   *[other] L’archive contient { $number } autres fichiers, qui n’ont pas été lus.
 }
warning-unsafe_zip_names = { $n ->
    [one] Un fichier de l’archive portait un nom dangereux et n’a pas été lu.
   *[other] { $number } fichiers de l’archive portaient des noms dangereux et n’ont pas été lus.
 }
warning-other = Le fichier a une particularité que cette version ne sait pas décrire.
in-rows = { $n ->
    [one] Ligne { $rows }.
   *[other] Lignes { $rows }.
 }
in-rows-more = Lignes { $rows } et d’autres.

## Pourquoi un fichier ne peut pas être lu
read-io = Le fichier n’a pas pu être lu. Le système indique : { $message }
read-empty = Le fichier est vide. Un tableau avec une ligne d’en-tête est accepté.
read-no-header = Aucune ligne d’en-tête n’a été trouvée. La première ligne du tableau doit nommer les colonnes.
read-no-rows = Le tableau a des titres et aucune ligne : il n’y a rien à intégrer. Remplissez-le et remettez-le de nouveau.
read-binary = Le fichier n’est ni du texte ni un format de tableur connu. CSV, XLSX, XLS, ODS, JSON et NDJSON sont acceptés, aussi dans un zip.
read-unsupported = Le fichier est d’un autre type ({ $found }). CSV, XLSX, XLS, ODS, JSON et NDJSON sont acceptés, aussi dans un zip.
read-misnamed = Le nom du fichier se termine par « .{ $ending } », mais son contenu est { $found ->
    [zip] un ZIP ou un classeur (XLSX, ODS)
    [ole] un classeur Excel de 1997 à 2003 (XLS)
    [gzip] un GZIP
   *[text] du texte simple
}. Renommez-le selon ce qu’il est, ou enregistrez de nouveau le tableau dans le format que vous voulez remettre.
read-encoding = L’encodage « { $name } » ne peut pas être lu. Enregistrez le fichier en UTF-8.
read-damaged = Le fichier { $format } est abîmé ou incomplet. Demandez ou envoyez une copie complète. (Détail technique : { $detail })
read-password = Le fichier est protégé par un mot de passe. Enregistrez une copie sans mot de passe et utilisez-la.
read-open-quote = { $row ->
    [0] Un guillemet ouvert dans l’en-tête n’est jamais fermé. Fermez la cellule par un second guillemet.
   *[other] Un guillemet ouvert à la ligne { $number } n’est jamais fermé. Fermez la cellule par un second guillemet.
 }
read-too-large = { $what } dépasse la limite de { $limit }.
read-too-large-row = { $what } dépasse la limite de { $limit } (ligne { $row }).
read-no-such-sheet = « { $wanted } » n’existe pas dans le fichier. Il contient : { $found }.
read-no-sheets = Le classeur n’a aucune feuille contenant des données.
read-zip-choice = L’archive contient plusieurs fichiers ou aucun qui convienne ({ $found }). N’en laissez qu’un ou indiquez lequel lire.
read-zip-choice-none = L’archive ne contient aucun fichier de données.
read-zip-encrypted = L’archive est protégée par un mot de passe. Envoyez-la sans mot de passe.
read-zip-nested = L’archive contient une autre archive. Décompressez-la une fois et réessayez.
read-zip-compression = L’archive utilise une compression qui n’est pas lue. Recompressez-la en zip ordinaire.
read-zip-wrong_size = Une partie de l’archive est plus grande qu’annoncé. Demandez une nouvelle copie.
read-zip-checksum = Une partie de l’archive est abîmée. Demandez une nouvelle copie.
read-json-shape = Le JSON ne contient pas une liste unique d’enregistrements. Une liste d’objets simples est acceptée. (Détail technique : { $detail })
read-json = Le JSON n’est pas valide à l’enregistrement { $number }. (Détail technique : { $detail })
read-no-such-row = La ligne d’en-tête { $wanted } a été demandée, mais le fichier a { $rows } lignes.
read-other = Le fichier ne peut pas être lu. (Détail technique : { $detail })
limit-cell = Le texte d’une cellule, en octets,
limit-row = Le texte d’une ligne, en octets,
limit-columns = Le nombre de colonnes
limit-rows = Le nombre de lignes
limit-expanded = La taille décompressée, en octets,
limit-ratio = Le rapport entre taille décompressée et compressée
limit-zip_entries = Le nombre de fichiers de l’archive
limit-nested = La taille d’un classeur dans une archive, en octets,
limit-shared_text = La table des textes du classeur, en octets,
limit-xml_token = Un fragment interne du tableur, en octets,
limit-sheets = Le nombre de feuilles
limit-xls = La taille du fichier XLS, en octets,
limit-depth = La profondeur des données imbriquées
limit-other = Le fichier

## Ce qu'une personne doit décider avant l'intégration
plan-needs_date_order = La colonne « { $header } » contient des dates comme 03/04/2021 qui se lisent de deux façons ({ $either }). Seules { $day_first } se lisent avec le jour d’abord ; seules { $month_first } avec le mois d’abord. Indiquez ce qui vient en premier.
plan-needs_decimal_sign = La colonne « { $header } » contient des nombres comme 1.234 qui se lisent de deux façons ({ $either }). Seuls { $dot } se lisent avec un point décimal ; seuls { $comma } avec une virgule décimale. Indiquez le signe décimal.
plan-missing_column = La colonne « { $header } » n’est pas dans le fichier. L’en-tête contient : { $found }.
plan-nothing_mapped = Aucune colonne de la correspondance « { $profile } » n’est dans le fichier. L’en-tête contient : { $found }.
plan-unknown_place = La correspondance « { $profile } » nomme le lieu « { $place } », absent de la liste des lieux.
plan-double_header = Deux colonnes du fichier s’appellent « { $header } ». Renommez-en une.

## Pourquoi une question ne peut pas recevoir de réponse
query-error-value = « { $value } » n’est pas une valeur de « { $name } ».
query-error-dimension = « { $value } » n’est pas une caractéristique selon laquelle on peut ventiler.
query-error-too-many = On peut en demander au plus { $limit } à la fois.
pattern-not_a_dimension = On ne peut pas ventiler selon « { $field } ». Choisissez un champ de codes, lieux, pays, dates ou nombres entiers.
pattern-view_does_not_fit = « { $field } » n’admet pas cette vue.
pattern-too_many_dimensions = { $asked } caractéristiques ont été demandées ; un tableau en admet { $limit }.
pattern-same_field_twice = « { $field } » apparaît deux fois. Choisissez des champs différents.
pattern-too_many_classes = Il y a { $classes } catégories, plus qu’on ne peut en lire ({ $limit }). Regroupez : dates par mois ou année, âges par groupe, lieux à un niveau supérieur.
pattern-too_many_cells = Le tableau aurait trop de cellules. Utilisez moins de caractéristiques ou de plus larges.
pattern-too_many_combinations = Un enregistrement a trop de valeurs à la fois. Utilisez moins de caractéristiques à valeurs multiples.
pattern-indicator_not_chosen = La source contient plusieurs indicateurs. Choisissez-en un.
pattern-stock_over_time = « { $indicator } » est un niveau à une date et ne s’additionne pas entre dates. Choisissez une date ou ventilez par année.
pattern-needs_records = Il faut ici des enregistrements de personnes ; la source contient des chiffres déjà additionnés.
pattern-not_a_driver = « { $field } » décrit qui sont les personnes touchées et ne sert jamais à chercher un risque.
pattern-no_population = Aucun tableau de population ne permet de calculer des taux.
pattern-other = La question ne peut pas recevoir de réponse ainsi. (Détail technique : { $detail })

since = depuis { $date }
until = jusqu’à { $date }

## Qualité d'une source
quality-completeness = Complétude
quality-completeness-meaning = Données présentes dans les champs que toute source de ce type devrait avoir.
quality-validity = Validité
quality-validity-meaning = Valeurs qui ont pu être lues, parmi toutes celles qui étaient écrites.
quality-timeliness = Actualité
quality-timeliness-meaning = Ancienneté du dernier enregistrement : pleine jusqu’à trois mois, nulle à trois ans.
quality-consistency = Cohérence
quality-consistency-meaning = Lignes sans contradiction interne ni avec d’autres lignes.
quality-inclusiveness = Inclusion
quality-inclusiveness-meaning = Caractéristiques des personnes que la source enregistre, sur neuf nécessaires pour ne laisser personne hors de vue.
quality-nothing = Rien à mesurer
disaggregation-territory = Lieu en dessous du pays
ask-newer_data = Demandez des données plus récentes (dernière date d’enregistrement : { $last }).
ask-dates = Demandez la date d’enregistrement : aucune ligne n’en a.
ask-mend_rejected = { $n ->
    [one] Rendez la ligne rejetée pour qu’elle soit corrigée et remise à nouveau.
   *[other] Rendez les { $rows } lignes rejetées pour qu’elles soient corrigées et remises à nouveau.
 }
ask-agree_on_values = { $n ->
    [one] Convenez des valeurs de « { $field } » : une n’a pas pu être lue.
   *[other] Convenez des valeurs de « { $field } » : { $invalid } n’ont pas pu être lues.
 }
ask-resolve_contradiction = { $n ->
    [one] Faites vérifier une ligne : { $rule }.
   *[other] Faites vérifier { $rows } lignes : { $rule }.
 }
ask-fill_field = Demandez de compléter « { $field } » : { $answered } enregistrements sur { $records } l’indiquent.
ask-add_field = Demandez d’enregistrer « { $field } » : la source ne l’a pas.
ask-add_territory = Demandez le lieu en dessous du pays : département, province, État ou municipalité.
ask-explain_columns = { $n ->
    [one] Demandez ce que contient une colonne que personne n’a décrite ; elle est scellée.
   *[other] Demandez ce que contiennent { $columns } colonnes que personne n’a décrites ; elles sont scellées.
 }

joined-heading = Données reprises d’une autre table
joined-found = { $n ->
    [one] { $found } personne sur { $rows } reprend { $fields } de son enregistrement dans { $tables }.
   *[other] { $found } personnes sur { $rows } reprennent { $fields } de leur enregistrement dans { $tables }.
 }
joined-not_found = { $n ->
    [one] Une ne l’y a pas trouvé et garde ses propres données.
   *[other] { $count } ne l’y ont pas trouvé et gardent leurs propres données.
 }
joined-contradictory = { $n ->
    [one] Une a un numéro qui s’y répète avec des données différentes : on ne devine pas lesquelles valent, et elle garde les siennes.
   *[other] { $count } ont un numéro qui s’y répète avec des données différentes : on ne devine pas lesquelles valent, et elles gardent les leurs.
 }
joined-without_number = { $n ->
    [one] Une n’a pas de numéro.
   *[other] { $count } n’ont pas de numéro.
 }
joined-no_table = Les personnes de cette source reprendraient { $fields } d’une autre table de la même institution ({ $agency }), mais aucune ne peut être jointe ; elles gardent leurs propres données. Remettez cette table sous le même nom d’institution ; si elle l’a déjà été avec une version antérieure de Faro, remettez-la de nouveau.

# La chaîne de l'audit.
audit-altered = L'entrée { $number } a été modifiée.
audit-missing = L'entrée { $number } manque.
audit-displaced = À la place de l'entrée { $number } se trouve celle qui a été écrite sous le numéro { $other } : des entrées ont été retirées, ajoutées ou échangées.
audit-inserted = L'entrée { $number } a été ajoutée après coup : la chaîne continue sans elle.
audit-truncated = Les dernières entrées manquent, de { $number } à { $other } au moins.
audit-beyond = L'entrée { $number } se trouve après la dernière qui a été écrite.
audit-head = L'enregistrement de la dernière entrée a été modifié ou retiré ; les entrées sont justes jusqu'à celle qui précède { $number }.
audit-rewritten = La chaîne a été réécrite : elle ne concorde pas avec l'ancre de l'entrée { $other }. La première entrée modifiée se trouve entre { $number } et { $other }.
