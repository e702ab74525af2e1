# Textos da planilha modelo.
sheet-data = Dados
sheet-help = Ajuda
sheet-lists = Listas
sheet-paper = Papel
title = Planilha de registro do Faro
title-starter = Planilha inicial do Faro (12 campos)
intro = Uma linha por pessoa e por caso. Não mude os títulos das colunas. Deixe vazio o que não se perguntou; escreva “não respondeu” se foi perguntado e não houve resposta, e “reservado” se a resposta é conhecida, mas não pode ser informada. Se houver vários valores, separe-os com ponto e vírgula.
intro-identities = As colunas marcadas com • dizem quem é a pessoa: ao incorporar a planilha, são lacradas com a chave da sua instituição e não chegam a nenhuma análise.
help-field = Campo
help-write = O que se escreve
help-values = Valores aceitos
help-code = Código
choose-one = Escolha um valor da lista
choose-title = Valor da lista
reasons-column = Motivos da rejeição (Faro)
paper-answer = Resposta
