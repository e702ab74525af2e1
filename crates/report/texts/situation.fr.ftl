watermark = Document de travail, ne pas publier
watermark-simulated = Document de travail avec des données simulées, ne pas publier
simulated-note = Les données sont simulées : elles ne décrivent aucune personne ni aucun pays réels.
title = Rapport de situation sur la traite des personnes
title-country = Rapport de situation sur la traite des personnes : { $country }
subtitle = Enregistrements du { $first } au { $last }
meta-date = Date du rapport
meta-agency = Institution
meta-sources = Sources
meta-source = { $name } (version { $version })
meta-software = Calculé avec

## Sections
heading-essentials = L’essentiel
heading-who = Qui
heading-forms = Formes d’exploitation et secteurs
heading-how = Comment cela se passe
heading-where = Où
heading-flows = D’où vers où
heading-when = Quand
heading-combinations = Ce qui apparaît ensemble
heading-duration = Combien de temps
heading-accused = Personnes mises en cause et justice
heading-rights = Non-sanction, réparation et indemnisation
heading-published = Chiffres publiés par d’autres sources
heading-sources = Les sources et leur qualité
heading-gaps = Ce qu’on ne sait pas
heading-method = Méthode et limites
heading-appendix = Annexe : comment chaque chiffre a été obtenu

## La réponse
answer-empty = Aucune source n’a encore été intégrée : il n’y a rien à rapporter.
answer-no_victims = Les sources intégrées ne contiennent aucun enregistrement de victimes ni de victimes possibles. Les sections suivantes montrent ce qu’elles contiennent.
answer-counts_only = { $n ->
    [one] Il y a une source de chiffres publiés ({ $sources }) et aucun dossier individuel. Ces chiffres sont présentés plus bas tels que publiés. Sans dossiers, on ne peut dire ni comment la traite se passe ni qui elle touche.
   *[other] Il y a { $n } sources de chiffres publiés ({ $sources }) et aucun dossier individuel. Ces chiffres sont présentés plus bas tels que publiés. Sans dossiers, on ne peut dire ni comment la traite se passe ni qui elle touche.
 }
answer-records = { $sources ->
    [one] Entre le { $first } et le { $last }, une source a enregistré des victimes et victimes possibles de traite des personnes dans ⟦{ $records } { $n ->
        [one] enregistrement
       *[other] enregistrements
     }⟧.
   *[other] Entre le { $first } et le { $last }, { $sources } sources ont réuni ⟦{ $records } enregistrements⟧ de victimes et victimes possibles de traite des personnes.
 }
answer-records-undated = { $sources ->
    [one] Une source contient ⟦{ $records } { $n ->
        [one] enregistrement
       *[other] enregistrements
     }⟧ de victimes et victimes possibles de traite des personnes, sans date.
   *[other] { $sources } sources ont réuni ⟦{ $records } enregistrements⟧ de victimes et victimes possibles de traite des personnes, sans date.
 }
answer-not_persons = Un enregistrement n’est pas une personne : tant que les listes des différentes institutions ne sont pas reliées, la même personne peut figurer dans plusieurs.
answer-not_persons-one = Un enregistrement n’est pas une personne : la même personne peut avoir été enregistrée plusieurs fois.
answer-several = { $n ->
    [one] Au moins une personne apparaît plus d’une fois parmi les { $records } enregistrements.
   *[other] Au moins { $several } personnes apparaissent plus d’une fois parmi les { $records } enregistrements.
 }
answer-form = La forme d’exploitation la plus enregistrée est ⟦« { $class } »⟧ : { $share } des enregistrements qui l’indiquent.
answer-female = Les femmes ou filles représentent ⟦{ $share }⟧ des enregistrements qui indiquent le sexe ou le genre.
answer-male = Les hommes ou garçons représentent ⟦{ $share }⟧ des enregistrements qui indiquent le sexe ou le genre.
answer-sex = Le groupe le plus enregistré selon le sexe ou le genre est ⟦« { $class } »⟧ : { $share } des enregistrements qui l’indiquent.
answer-children = Les enfants représentent ⟦{ $share }⟧ des enregistrements qui indiquent l’âge.
answer-where = Dans le pays ({ $country }), le lieu d’exploitation le plus enregistré est ⟦{ $place }⟧ : { $share } des enregistrements qui précisent le lieu.
answer-where-any = Le lieu d’exploitation le plus enregistré est ⟦{ $place }⟧ : { $share } des enregistrements qui l’indiquent.
answer-gaps = Rien ne peut être dit sur : { $fields } ; aucune source ne l’enregistre. C’est une lacune, pas un zéro.
answer-silent = On sait peu de choses sur : { $fields }.
answer-silent-field = { $field } (indiqué dans { $answering } sur { $selected })
answer-detected_only = Tous ces chiffres comptent ce que les institutions ont détecté ; ils ne mesurent pas l’ampleur de la traite.
key-records = Enregistrements de victimes et victimes possibles
key-period = du { $first } au { $last }
key-female = Femmes et filles
key-children = Enfants
key-share-note = { $n } sur { $of } enregistrements qui répondent
key-change = Évolution de { $from } à { $to }
key-change-note = de { $from } à { $to } enregistrements ; intervalle de { $low } à { $high }
key-convicted = Enregistrements de personnes condamnées
key-convicted-note = sur { $known } enregistrements de personnes mises en cause dont l’étape est connue

## Mots des chiffres
caption-colon = { " : " }
about-victims = victimes et victimes possibles
about-accused = personnes mises en cause
about-everyone = toutes les personnes enregistrées
share-firm = { $percent } ({ $n } sur { $of })
share-wide = { $percent } ({ $n } sur { $of } ; entre { $low } et { $high })
share-few = { $n } sur { $of } (trop peu de cas)
share-cases = { $n } sur { $of }
few-cases = trop peu de cas
at-least = { $low } ou plus
axis-share = Part des enregistrements qui répondent
axis-records = Enregistrements
axis-counts = Personnes ou cas comptés
unit-months = mois
unit-rate = pour { $per } habitants et par an
unit-points = points
denominator-records = { $n ->
    [one] { $answering } enregistrement sur { $selected } répond.
   *[other] { $answering } enregistrements sur { $selected } répondent.
 }
denominator-counts = { $answering } personnes ou cas comptés sur { $selected } ont cette information.
denominator-missing = Sans réponse : { $kinds }.
denominator-missing-of = Sans réponse à « { $dimension } » : { $kinds }.
denominator-both = { $n ->
    [one] { $answering } enregistrement sur { $selected } répond aux deux questions.
   *[other] { $answering } enregistrements sur { $selected } répondent aux deux questions.
 }
denominator-every = { $answering } enregistrements sur { $selected } répondent à toutes les questions.
missing-kind = { $count } ({ $kind })
remark-multi = Un enregistrement peut compter dans plusieurs catégories : la somme dépasse le nombre d’enregistrements.
remark-not_broken_down = La source ne publie pas cette ventilation : ses { $whole } n’entrent dans aucune catégorie.
remark-parts = La source compte { $whole } au total ; { $parts } ont cette ventilation.
remark-repeated = { $n ->
    [one] Une ligne répète la clé d’une autre ; les deux sont comptées.
   *[other] { $number } lignes répètent la clé d’une autre ; toutes sont comptées.
 }
remark-composition = Cela décrit qui a été enregistré. Ce n’est pas un signe de risque : cela dépend aussi de qui les institutions regardent.
remark-few = Avec moins de 20 enregistrements qui répondent, on donne les nombres et non des pourcentages.
row-answering = Enregistrements qui répondent
column-share = Part
column-share_decided = Part de ce qui a été décidé
column-n = n = { $n }
column-all = Tous
column-period = Période
column-change = Évolution
column-remarks = Remarques
column-from = De
column-via = Par
column-to = Vers
column-group = Groupe
column-with_duration = Enregistrements avec durée
column-median = Médiane
column-median_interval = Intervalle de la médiane
column-quartiles = Moitié centrale
column-combination = Combinaison
column-observed = Enregistrements
column-expected = Attendus selon le hasard
column-ratio = Fois l’attendu
column-reading = Lecture
column-population = Habitants
column-rate = Taux
column-difference = Différence
column-currency = Devise
column-amounts = Montants
column-first_quartile = Premier quartile
column-third_quartile = Troisième quartile
column-source = Source
column-kind = Type
column-version = Version
column-covered = Période
column-read = Lignes lues
column-accepted = Acceptées
column-warned = Avec avertissement
column-rejected = Rejetées
column-overall = Note générale
column-figure = Chiffre
column-question = Question
column-method = Calcul
column-rows = Lignes comptées

## Distributions
distribution-none = { $dimension } : aucun enregistrement ne l’indique.
distribution-first = Le plus enregistré est « { $class } », { $share }
distribution-second = , puis « { $class } », { $share }
distribution-composition = Indiqué dans { $answering } enregistrements sur { $selected }. Les catégories sont classées par nom, non par taille.
within-title = { $columns } selon : { $rows }
within-left_out = { $n ->
    [one] Un groupe avec trop peu d’enregistrements n’a pas de colonne ; il est compris dans « Tous ».
   *[other] { $n } groupes avec moins d’enregistrements n’ont pas de colonne ; ils sont compris dans « Tous ».
 }
within-all = Dans l’ensemble, le plus enregistré est « { $class } », { $share }.
within-group = Pour « { $group } » : « { $class } », { $share }.
who-note = La nationalité, l’origine et l’appartenance ethnique décrivent les personnes enregistrées. Elles ne sont jamais un signe de risque.

## Dans le temps
trend-none = Aucun enregistrement n’a de date : on ne peut pas voir l’évolution.
trend-not_comparable = Il n’y a pas encore deux périodes complètes couvertes par une même source ; on ne peut pas dire si les enregistrements augmentent ou diminuent.
trend-higher = De { $from_period } à { $to_period }, les enregistrements ⟦ont augmenté : { $percent }⟧ (de { $from } à { $to } ; intervalle de { $low } à { $high }).
trend-lower = De { $from_period } à { $to_period }, les enregistrements ⟦ont diminué : { $percent }⟧ (de { $from } à { $to } ; intervalle de { $low } à { $high }).
trend-not_clear = De { $from_period } à { $to_period }, les enregistrements sont passés ⟦de { $from } à { $to }⟧ ({ $percent } ; intervalle de { $low } à { $high }) : l’évolution ne se distingue pas du hasard.
trend-few = Enregistrements : { $from } pour { $from_period } et { $to } pour { $to_period } ; trop peu de cas pour dire s’il y a eu un changement.
trend-some_sources = { $n ->
    [one] La comparaison n’utilise qu’une source sur { $all }, celle qui couvre les deux périodes entières : { $sources }.
   *[other] La comparaison n’utilise que { $n } sources sur { $all }, celles qui couvrent les deux périodes entières : { $sources }.
 }
trend-dated-records = { $dated } enregistrements sur { $selected } ont la date.
trend-dated-counts = { $dated } personnes ou cas comptés sur { $selected } ont la date.
trend-coarse = { $count } ont une date moins précise.
trend-incomplete = Les points creux sont des périodes incomplètes : des enregistrements peuvent encore arriver.
trend-changes = Évolution d’une période à l’autre
trend-method = Chaque période est comparée à la même de l’année précédente, seulement entre sources qui couvrent les deux entières.
change-higher = plus d’enregistrements
change-lower = moins d’enregistrements
change-not_clear = ne se distingue pas du hasard
change-few = trop peu de cas pour le dire
change-no_earlier_period = pas de période précédente
change-incomplete = période incomplète, non comparée
change-no_common_source = aucune source ne couvre les deux périodes
flag-incomplete = période incomplète
flag-source_started = { $source } commence à informer
flag-source_stopped = { $source } cesse d’informer
when-note = Plus d’enregistrements peut signifier plus de détection ou plus de sources, et non plus de traite. Moins d’enregistrements ne signifie pas moins de traite.

## Flux et durée
flows-none = Aucun enregistrement n’a à la fois la nationalité et le pays d’exploitation.
flows-title = { $origin } et { $destination }
flows-domestic = L’exploitation a eu lieu dans le pays de nationalité de la personne dans { $share } des enregistrements qui ont les deux données.
flows-crossing = Dans un autre pays, { $share }.
flows-shown = Les { $shown } itinéraires les plus enregistrés sur { $all } sont montrés.
duration-title = Durée de l’exploitation
duration-none = Aucun enregistrement ne permet de savoir combien de temps l’exploitation a duré.
duration-few = Seuls { $n } enregistrements sur { $selected } permettent de savoir combien de temps l’exploitation a duré : trop peu de cas pour le dire.
duration-median = Dans la moitié des { $n } enregistrements qui permettent de le savoir (sur { $selected }), l’exploitation a duré { $median } mois ou moins.
duration-interval = L’intervalle de cette médiane est de { $interval } mois.
duration-denominator = { $known } enregistrements sur { $selected } : { $stated } avec la durée et { $dates } avec les deux dates.
duration-contradictory = { $n ->
    [one] Un enregistrement finit avant de commencer et est écarté.
   *[other] { $number } enregistrements finissent avant de commencer et sont écartés.
 }
duration-method = Quand la source donne un intervalle de mois, la médiane est aussi un intervalle. Les cas encore ouverts ou non comptés peuvent durer plus.
quartiles = { $low } à { $high }

## Combinaisons
intersections-composition = Le tableau décrit quelles combinaisons ont été enregistrées, sans ordre d’importance.
intersections-untested = Il y a trop peu d’enregistrements pour dire si { $dimensions } apparaissent ensemble plus que ne le donnerait le hasard.
intersections-none = Parmi { $dimensions }, aucune combinaison n’est nettement plus fréquente que ne le donnerait le hasard.
intersections-over = { $combination } : { $observed } enregistrements, { $ratio } fois les { $expected } que donnerait le hasard.
intersections-caution = Que deux choses apparaissent ensemble ne signifie pas que l’une cause l’autre.
intersections-method = { $tested } combinaisons ont été testées{ $n ->
    [0] {"."}
    [one] {" ; une autre a trop peu de cas attendus."}
   *[other] {" ; "}{ $few } autres ont trop peu de cas attendus.
 } Seules celles qui s’écartent nettement du hasard sont listées, avec au plus 5 % de fausses découvertes.
finding-over = plus qu’attendu
finding-under = moins qu’attendu
finding-as_expected = conforme au hasard
finding-too_few = trop peu de cas pour le dire
finding-not_exact = la source donne des intervalles : non testé

## Lieux
map-caution = La carte montre où des cas ont été enregistrés, non où il y a plus de traite. Les limites sont indicatives.
map-without_shape = { $n ->
    [one] Un lieu n’a pas de contour et figure seulement dans le tableau.
   *[other] { $n } lieux n’ont pas de contour et figurent seulement dans le tableau.
 }
rates-title = Enregistrements par habitant, par { $place }
rates-highest = Par rapport à ses habitants, le lieu avec le plus d’enregistrements est { $place } : { $rate } pour { $per } habitants et par an (intervalle de { $low } à { $high } ; { $count } enregistrements).
rates-second = La différence avec { $place } n’est pas nette.
rates-few = Aucun lieu n’a assez de cas pour un taux.
rates-method = Population : { $source }. Les enregistrements couvrent { $years } ans.
rates-caution = Un taux élevé peut venir d’une meilleure détection. Il oriente des services, non des opérations policières.
rates-coarse = { $count } enregistrements ont un lieu moins précis et n’entrent dans aucun taux.
no-population = sans population
profile-share = { $place } compte { $share } des enregistrements dont le lieu est connu.
rate-of_place = { $place } : { $rate } enregistrements pour { $per } habitants et par an (intervalle de { $low } à { $high }).
rate-few = { $place } : trop peu de cas pour un taux.
profile-more = Plus qu’ailleurs : { $class }, { $share }.
profile-less = Moins qu’ailleurs : { $class }, { $share }.
profile-alike = Rien de ce qu’on sait ne le distingue nettement d’ailleurs.
profile-elsewhere = Ailleurs
profile-denominator = { $answering } enregistrements de { $place } répondent.
comparison-counts = { $first } : { $first_count } enregistrements ; { $second } : { $second_count } enregistrements.
comparison-rate_higher = Par habitant, { $first } a plus d’enregistrements que { $second }.
comparison-rate_lower = Par habitant, { $first } a moins d’enregistrements que { $second }.
comparison-rate_not_clear = Par habitant, la différence entre { $first } et { $second } ne se distingue pas du hasard.
comparison-rate_few = Il y a trop peu de cas pour comparer les taux de { $first } et { $second }.
comparison-denominator = { $first_count } enregistrements de { $first } et { $second_count } de { $second } répondent.
difference-higher = { $points } points : plus
difference-lower = { $points } points : moins
difference-not_clear = { $points } points : pas net
difference-few = trop peu de cas pour le dire

## Tableaux croisés
crosstab-count = { $count } : { $question }
crosstab-largest = La combinaison la plus enregistrée est « { $cell } » : { $share } des { $answering } enregistrements qui répondent à tout, sur { $selected }.
crosstab-composition = { $answering } enregistrements sur { $selected } répondent à toutes les questions.
crosstab-nobody = Aucun enregistrement ne répond à toutes les questions.
crosstab-row_shares = Les parts sont calculées dans chaque ligne.
rows-left = { $shown } lignes sur { $all } sont montrées ; le téléchargement les contient toutes.

## Justice
accused-title = Étape de la procédure
accused-answer = { $n ->
    [one] Il y a un enregistrement de personne mise en cause.
   *[other] Il y a { $records } enregistrements de personnes mises en cause ; l’étape est connue pour { $known }. Procédure ouverte : { $open }. Condamnées : { $convicted }. Acquittées : { $acquitted }. Affaire classée ou non-lieu : { $dismissed }.
 }
accused-concluded = Parmi les affaires conclues, { $share } ont abouti à une condamnation.
accused-apart = Les personnes acquittées ou dont l’affaire est classée sont montrées à part et n’entrent dans aucun autre chiffre sur les personnes mises en cause.
accused-records = Chaque enregistrement est une personne mise en cause dans une affaire ; qui est dans deux affaires y figure deux fois. Une accusation n’est pas une condamnation.
row-under_proceedings = Procédure ouverte
row-convicted = Condamnées, définitivement ou non
row-ended = Accusation terminée sans condamnation
row-ended-none = Aucun enregistrement
subheading-non_punishment = Non-sanction
subheading-reparations = Réparation
non_punishment-absent = Aucune source n’enregistre si les victimes ont été punies pour des infractions qu’elles ont été forcées de commettre. C’est une lacune, pas un zéro.
non_punishment-none = Aucun des { $selected } enregistrements ne contient de décision sur la non-sanction.
non_punishment-answer = Parmi les décisions enregistrées, dans { $share }, la victime n’a pas été punie pour des infractions qu’elle a été forcée de commettre. En examen : { $review }.
non_punishment-denominator = { $decided } enregistrements sur { $selected } contiennent une décision.
reparations-absent = Aucune source n’enregistre la réparation aux victimes. C’est une lacune, pas un zéro.
reparations-none = Aucun des { $selected } enregistrements ne dit s’il y a eu réparation.
reparations-any = Une réparation a été reçue ou ordonnée dans { $share } des enregistrements qui l’indiquent, sur { $selected } au total.
reparations-no_orders = Aucune indemnisation ordonnée n’est enregistrée.
reparations-paid = Parmi les indemnisations ordonnées, le versement est indiqué pour { $share }.
compensation-title = Montants d’indemnisation
compensation-none = Aucun enregistrement n’a de montant d’indemnisation.
compensation-answer = { $n ->
    [one] Un enregistrement sur { $selected } a un montant d’indemnisation.
   *[other] { $number } enregistrements sur { $selected } ont un montant d’indemnisation.
 }
compensation-method = Les montants en devises différentes ne sont ni additionnés ni convertis.

## Chiffres publiés
published-note = Ces chiffres sont présentés tels que chaque source les a publiés. Ils ne sont additionnés ni entre eux ni avec les dossiers : ils peuvent compter les mêmes personnes. Une cellule publiée « <5 » reste un intervalle.
published-doubtful = Attention : { $indicator } : { $n ->
    [one] les chiffres contiennent une ligne au nombre douteux (ligne { $rows } de la source).
   *[other] les chiffres contiennent { $count } lignes au nombre douteux (lignes { $rows } de la source).
 } Rien n’a été écarté ; vérifiez auprès de l’institution avant de les citer.
published-total = { $indicator }, { $period } : { $total } au total selon la source.
published-total-range = { $indicator }, { $period } : { $total } au total ; la source publie des intervalles à la place des petits nombres.
published-total-undated = { $indicator } : { $total } au total selon la source, sans date.
published-total-undated-range = { $indicator } : { $total } au total, sans date ; la source publie des intervalles à la place des petits nombres.
## Sources
sources-answer = { $n ->
    [one] Le rapport repose sur une source.
   *[other] Le rapport repose sur { $sources } sources.
 } { $m ->
    [0] Sur { $read } lignes lues, aucune n’a été rejetée.
    [one] Sur { $read } lignes lues, une a été rejetée, avec son motif.
   *[other] Sur { $read } lignes lues, { $rejected } ont été rejetées, chacune avec son motif.
 }
sources-rows = Ce que chaque source a remis
sources-rows-note = Chaque ligne lue est acceptée ou rejetée avec un motif ; aucune ne se perd.
sources-quality = Qualité de chaque source
sources-quality-note = A : 90 % ou plus ; B : 75 % ; C : 50 % ; D : 25 % ; E : moins. La note générale est la moyenne des cinq.
subheading-ask = Que demander à chaque institution
ask-nothing = Rien pour l’instant.
undated = sans date

## Lacunes
gaps-answer = Aucune source n’enregistre ce qui suit. Ce sont des lacunes, pas des zéros : les données n’en disent rien.
gaps-none = Les sources enregistrent, au moins en partie, toutes les caractéristiques nécessaires pour ne laisser personne hors de vue.
gaps-silent = Ces questions restent sans réponse dans plus de la moitié des enregistrements :
gaps-silent-field = { $field } : { $answering } sur { $selected } répondent. Sans réponse : { $kinds }.

## Méthode
method-records = On compte des enregistrements, pas des personnes. Un enregistrement est une personne dans un dossier d’une institution. Les doublons dans une même source sont recherchés avant de compter ; entre institutions, rien n’est encore relié.
method-denominators = Les pourcentages portent sur les enregistrements qui répondent à chaque question. Ceux qui ne répondent pas sont montrés par motif et jamais répartis.
method-intervals = Les intervalles sont à 95 % : de Wilson pour les parts, exacts de Poisson pour les taux et les dénombrements. Ils disent de combien le hasard seul pourrait déplacer un chiffre ; ils ne corrigent pas ce que les sources ne voient pas.
method-words = Un pourcentage est affirmé simplement si son intervalle ne dépasse pas ±5 points ; s’il est plus large, il est donné avec ses bornes ; avec moins de 20 enregistrements qui répondent, seuls les nombres sont donnés. Les taux et les évolutions demandent au moins 5 cas.
method-trends = Les évolutions comparent des périodes complètes et seulement les sources qui couvrent les deux. La période en cours est marquée incomplète.
method-combinations = Les combinaisons sont comparées à ce que donnerait le hasard si les caractéristiques étaient indépendantes ; elles sont testées ensemble et la part de fausses découvertes est limitée (Benjamini et Hochberg, 5 %).
method-ranges = Un chiffre publié « <5 » est traité comme un intervalle de 0 à 4 et reste un intervalle dans toute somme.
method-composition = Nationalité, lieu de naissance, langue et appartenance ethnique servent à décrire, jamais à chercher un risque.
method-accused = Les chiffres sur les personnes mises en cause excluent celles acquittées ou dont l’affaire est classée.
method-identities = Noms, documents, téléphones et adresses sont scellés (chiffrés) à part et n’interviennent dans aucun chiffre.
method-limits = Le rapport montre ce que les institutions ont détecté et écrit. Qui n’a pas été détecté n’est pas ici, et ce qu’une institution regarde ou néglige change les chiffres.
subheading-words = Mots utilisés
word-record = Enregistrement
word-record-meaning = Une personne dans un dossier d’une institution.
word-possible_victim = Victime possible
word-possible_victim-meaning = Personne pour laquelle il y a des indices, sans décision finale de l’autorité compétente.
word-accused = Personne mise en cause
word-accused-meaning = Personne signalée, visée par une enquête ou poursuivie. Sa culpabilité n’est pas présumée.
word-not_asked-meaning = La question n’a pas été posée.
word-not_stated-meaning = Elle a été posée et est restée sans réponse.
word-not_recorded-meaning = La source n’a pas ce champ ou a perdu la donnée.
word-withheld-meaning = La source le sait et ne le dit pas.

## Annexe
appendix-title = Comment chaque chiffre a été obtenu
appendix-note = Avec la version de chaque source, sa correspondance de colonnes et la question, chaque calcul peut être refait.
engine-crosstab = Dénombrement par catégories
engine-distribution = Distribution avec intervalles de Wilson
engine-shares_within = Parts au sein de groupes
engine-trend = Dénombrement par période
engine-flows = Itinéraires d’origine à destination
engine-intersections = Combinaisons face au hasard
engine-duration = Médiane et quartiles
engine-accused_outcomes = Étapes de la procédure
engine-non_punishment = Décisions de non-sanction
engine-compensation = Montants par devise
engine-rates = Taux avec intervalle de Poisson
engine-place_profile = Un lieu face au reste
engine-compare_places = Deux lieux
meta-many_sources = { $n }, décrites dans « Les sources et leur qualité »
answer-some_sources = La comparaison n’utilise que { $n } sources sur { $all }, celles qui couvrent les deux périodes entières.
sources-all = les { $n } sources de dossiers individuels
distribution-yes = La réponse est oui dans { $share }.
places-elsewhere = { $n ->
    [one] Un autre enregistrement n’indique pas le lieu d’exploitation ou le situe dans un autre pays.
   *[other] { $number } autres enregistrements n’indiquent pas le lieu d’exploitation ou le situent dans un autre pays.
 }
appendix-sources = Les sources et leurs versions
appendix-sources-note = L’empreinte est le début de la somme BLAKE3 du fichier : elle permet de vérifier que c’est le même.
column-short = Sigle
column-profile = Correspondance
column-fingerprint = Empreinte
column-rows_by_source = Lignes par source
caption-indicator = { $indicator } selon : { $title }
published-values = { $indicator }, { $period } : { $n ->
    [one] une valeur
   *[other] { $values } valeurs
 } par pays ou lieu ; elles ne s’additionnent pas.
published-values-undated = { $indicator } : { $n ->
    [one] une valeur
   *[other] { $values } valeurs
 } par pays ou lieu, sans date ; elles ne s’additionnent pas.
