# Textos de la planilla modelo.
sheet-data = Datos
sheet-help = Ayuda
sheet-lists = Listas
sheet-paper = Papel
title = Planilla de registro de Faro
title-starter = Planilla inicial de Faro (12 campos)
intro = Una fila por persona y por caso. No cambie los títulos de las columnas. Deje vacío lo que no se preguntó; escriba «no respondió» si se preguntó y no hubo respuesta, y «reservado» si se sabe y no se puede decir. Si hay varios valores, sepárelos con punto y coma.
intro-identities = Las columnas marcadas con • dicen quién es la persona: al incorporar la planilla se sellan con la llave de su institución y no llegan a ningún análisis.
help-field = Campo
help-write = Qué se escribe
help-values = Valores que se aceptan
help-code = Código
choose-one = Elija un valor de la lista
choose-title = Valor de la lista
reasons-column = Motivos del rechazo (Faro)
paper-answer = Respuesta
