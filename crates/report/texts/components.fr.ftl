source = Source
sources = Sources
data-as-of = Données au { $date }
rows-counted = { $n ->
    [one] { $number } enregistrement compté
   *[other] { $number } enregistrements comptés
 }
denominator = Dénominateur
show-data = Voir les données dans un tableau
data-of = Données : { $title }
download-csv = Télécharger le CSV
lineage-link = Comment ce chiffre est calculé
lineage-id = Trace { $id }
note-info = Note
note-warn = Attention
note-method = Méthode
contents = Sommaire
n-of = n = { $n } sur { $of }
n-of-population = n = { $n } ; population { $of }
per = pour { $number } hab.
per-long = pour { $number } habitants
small-mark = * Moins de { $n } personnes : ne pas publier.
no-data = Aucune donnée
no-value = Sans donnée
interval-low = Borne inférieure
interval-high = Borne supérieure
value = Valeur
cases = n
of = sur
incomplete = Période incomplète
complete = Complète
period-state = État de la période
starts = { $label } : commence à déclarer ({ $period })
stops = { $label } : cesse de déclarer ({ $period })
change = { $label } ({ $period })
events = Événements dans les sources
from = De
to = Vers
code = Code
others = Autres ({ $n })
more-in-table = { $shown } catégories sur { $all } sont dessinées ; le tableau les contient toutes.
interval-key = Le trait fin marque l’intervalle de confiance.
band-key = La bande marque l’intervalle de confiance.
uncertain-key = Hachuré : la valeur exacte n’est pas connue, elle se situe dans cette plage.
class-range = { $low } à { $high }
class-single = { $low }
class-key = { $n ->
    [one] { $number } territoire
   *[other] { $number } territoires
 }
small-territory = Un point signale les territoires trop petits pour être vus.
skip = Aller au contenu
page = Page
page-of = Page { $page } sur { $pages }
cover = Couverture
back-to-cover = Retour à la couverture
sheet = Feuille
table-of = Tableau
made-with = Réalisé avec Faro
chart-empty = Il n’y a pas de données à dessiner.
figure-label = Graphique
distance-low = Jusqu’à la borne inférieure
distance-high = Jusqu’à la borne supérieure
blank-means = Cellule vide : { $reasons }.
annex-data = Annexe : données des graphiques
band-uncertain-key = La bande marque les bornes d’un nombre qui n’est pas connu exactement.
