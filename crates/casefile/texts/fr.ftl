# Textes du tableau modèle.
sheet-data = Données
sheet-help = Aide
sheet-lists = Listes
sheet-paper = Papier
title = Tableau d’enregistrement de Faro
title-starter = Tableau de départ de Faro (12 champs)
intro = Une ligne par personne et par dossier. Ne changez pas les titres des colonnes. Laissez vide ce qui n’a pas été demandé ; écrivez « sans réponse » si la question a été posée sans obtenir de réponse, et « réservé » si la réponse est connue mais ne peut être dite. Séparez plusieurs valeurs par des points-virgules.
intro-identities = Les colonnes marquées • disent qui est la personne : à l’intégration elles sont scellées avec la clé de votre institution et n’atteignent aucune analyse.
help-field = Champ
help-write = Ce qu’il faut écrire
help-values = Valeurs acceptées
help-code = Code
choose-one = Choisissez une valeur de la liste
choose-title = Valeur de la liste
reasons-column = Motifs du rejet (Faro)
paper-answer = Réponse
