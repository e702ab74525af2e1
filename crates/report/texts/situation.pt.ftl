watermark = Documento de trabalho, não publicar
watermark-simulated = Documento de trabalho com dados simulados, não publicar
simulated-note = Os dados são simulados: não descrevem nenhuma pessoa nem nenhum país real.
title = Relatório de situação sobre o tráfico de pessoas
title-country = Relatório de situação sobre o tráfico de pessoas: { $country }
subtitle = Registros de { $first } a { $last }
meta-date = Data do relatório
meta-agency = Instituição
meta-sources = Fontes
meta-source = { $name } (versão { $version })
meta-software = Calculado com

## Seções
heading-essentials = O essencial
heading-who = Quem são
heading-forms = Formas de exploração e setores
heading-how = Como acontece
heading-where = Onde
heading-flows = De onde para onde
heading-when = Quando
heading-combinations = O que aparece junto
heading-duration = Quanto dura
heading-accused = Pessoas acusadas e justiça
heading-rights = Não punição, reparação e indenização
heading-published = Números publicados por outras fontes
heading-sources = As fontes e sua qualidade
heading-gaps = O que não se sabe
heading-method = Método e limites
heading-appendix = Anexo: como cada número foi feito

## A resposta
answer-empty = Nenhuma fonte foi incorporada ainda; não há o que informar.
answer-no_victims = As fontes incorporadas não contêm registros de vítimas nem de possíveis vítimas. As seções a seguir mostram o que elas contêm.
answer-counts_only = { $n ->
    [one] Há uma fonte de números publicados ({ $sources }) e nenhum registro de casos. Mais abaixo esses números aparecem como foram publicados. Sem registros não é possível dizer como o tráfico de pessoas acontece nem quem ele atinge.
   *[other] Há { $n } fontes de números publicados ({ $sources }) e nenhum registro de casos. Mais abaixo esses números aparecem como foram publicados. Sem registros não é possível dizer como o tráfico de pessoas acontece nem quem ele atinge.
 }
answer-records = { $sources ->
    [one] Entre { $first } e { $last }, uma fonte registrou vítimas e possíveis vítimas de tráfico de pessoas em ⟦{ $records } { $n ->
        [one] registro
       *[other] registros
     }⟧.
   *[other] Entre { $first } e { $last }, { $sources } fontes reuniram ⟦{ $records } registros⟧ de vítimas e possíveis vítimas de tráfico de pessoas.
 }
answer-records-undated = { $sources ->
    [one] Uma fonte contém ⟦{ $records } { $n ->
        [one] registro
       *[other] registros
     }⟧ de vítimas e possíveis vítimas de tráfico de pessoas, sem data.
   *[other] { $sources } fontes reuniram ⟦{ $records } registros⟧ de vítimas e possíveis vítimas de tráfico de pessoas, sem data.
 }
answer-not_persons = Um registro não é uma pessoa: enquanto as listas de instituições diferentes não forem vinculadas, a mesma pessoa pode estar em várias.
answer-not_persons-one = Um registro não é uma pessoa: a mesma pessoa pode ter sido registrada mais de uma vez.
answer-several = { $n ->
    [one] Ao menos uma pessoa aparece mais de uma vez entre os { $records } registros.
   *[other] Ao menos { $several } pessoas aparecem mais de uma vez entre os { $records } registros.
 }
answer-form = A forma de exploração mais registrada é ⟦“{ $class }”⟧: { $share } dos registros que a indicam.
answer-female = Correspondem a mulheres ou meninas ⟦{ $share }⟧ dos registros que indicam sexo ou gênero.
answer-male = Correspondem a homens ou meninos ⟦{ $share }⟧ dos registros que indicam sexo ou gênero.
answer-sex = O grupo mais registrado por sexo ou gênero é ⟦“{ $class }”⟧: { $share } dos registros que o indicam.
answer-children = Correspondem a crianças ou adolescentes ⟦{ $share }⟧ dos registros que indicam a idade.
answer-where = Dentro de { $country }, o local de exploração mais registrado é ⟦{ $place }⟧: { $share } dos registros que precisam o local.
answer-where-any = O local de exploração mais registrado é ⟦{ $place }⟧: { $share } dos registros que o indicam.
answer-gaps = Nada se pode dizer sobre { $fields }: nenhuma fonte registra isso. É uma lacuna, não um zero.
answer-silent = Pouco se sabe sobre { $fields }.
answer-silent-field = { $field } (consta em { $answering } de { $selected })
answer-detected_only = Todos estes números contam o que as instituições detectaram; não dizem quanto tráfico de pessoas existe.
key-records = Registros de vítimas e possíveis vítimas
key-period = de { $first } a { $last }
key-female = Mulheres e meninas
key-children = Crianças e adolescentes
key-share-note = { $n } de { $of } registros que respondem
key-change = Mudança de { $from } a { $to }
key-change-note = de { $from } a { $to } registros; intervalo de { $low } a { $high }
key-convicted = Registros de pessoas condenadas
key-convicted-note = de { $known } registros de pessoas acusadas com fase conhecida

## Palavras dos números
caption-colon = { ": " }
about-victims = vítimas e possíveis vítimas
about-accused = pessoas acusadas
about-everyone = todas as pessoas registradas
share-firm = { $percent } ({ $n } de { $of })
share-wide = { $percent } ({ $n } de { $of }; entre { $low } e { $high })
share-few = { $n } de { $of } (muito poucos casos)
share-cases = { $n } de { $of }
few-cases = muito poucos casos
at-least = { $low } ou mais
axis-share = Porcentagem dos registros que respondem
axis-records = Registros
axis-counts = Pessoas ou casos contados
unit-months = meses
unit-rate = por { $per } habitantes por ano
unit-points = pontos
denominator-records = { $n ->
    [one] { $answering } de { $selected } registros responde.
   *[other] { $answering } de { $selected } registros respondem.
 }
denominator-counts = { $answering } de { $selected } pessoas ou casos contados têm este dado.
denominator-missing = Sem dado: { $kinds }.
denominator-missing-of = Sem dado em “{ $dimension }”: { $kinds }.
denominator-both = { $n ->
    [one] { $answering } de { $selected } registros responde às duas perguntas.
   *[other] { $answering } de { $selected } registros respondem às duas perguntas.
 }
denominator-every = { $answering } de { $selected } registros respondem a todas as perguntas.
missing-kind = { $count } ({ $kind })
remark-multi = Um registro pode contar em várias categorias: a soma ultrapassa o número de registros.
remark-not_broken_down = A fonte não publica esta desagregação: seus { $whole } não entram nas categorias.
remark-parts = A fonte conta { $whole } no total; { $parts } vêm com esta desagregação.
remark-repeated = { $n ->
    [one] Uma linha repete a chave de outra; as duas são contadas.
   *[other] { $number } linhas repetem a chave de outra; todas são contadas.
 }
remark-composition = Descreve quem foi registrado. Não indica risco: depende também de para quem as instituições olham.
remark-few = Com menos de 20 registros que respondem, são dados os números, não porcentagens.
row-answering = Registros que respondem
column-share = Porcentagem
column-share_decided = Porcentagem do que foi decidido
column-n = n = { $n }
column-all = Todos
column-period = Período
column-change = Mudança
column-remarks = Observações
column-from = De
column-via = Através de
column-to = Para
column-group = Grupo
column-with_duration = Registros com duração
column-median = Mediana
column-median_interval = Intervalo da mediana
column-quartiles = Metade central
column-combination = Combinação
column-observed = Registros
column-expected = Esperados por acaso
column-ratio = Vezes o esperado
column-reading = Leitura
column-population = Habitantes
column-rate = Taxa
column-difference = Diferença
column-currency = Moeda
column-amounts = Valores
column-first_quartile = Primeiro quartil
column-third_quartile = Terceiro quartil
column-source = Fonte
column-kind = Tipo
column-version = Versão
column-covered = Período
column-read = Linhas lidas
column-accepted = Aceitas
column-warned = Com aviso
column-rejected = Rejeitadas
column-overall = Nota geral
column-figure = Número
column-question = Pergunta
column-method = Cálculo
column-rows = Linhas contadas

## Distribuições
distribution-none = { $dimension }: não consta em nenhum registro.
distribution-first = O mais registrado é “{ $class }”, { $share }
distribution-second = , e depois “{ $class }”, { $share }
distribution-composition = Consta em { $answering } de { $selected } registros. As categorias estão em ordem de nome, não de tamanho.
within-title = { $columns } segundo { $rows }
within-left_out = { $n ->
    [one] Um grupo com muito poucos registros não tem coluna; está incluído em “Todos”.
   *[other] { $n } grupos com menos registros não têm coluna; estão incluídos em “Todos”.
 }
within-all = No conjunto, o mais registrado é “{ $class }”, { $share }.
within-group = Em { $group }: “{ $class }”, { $share }.
who-note = A nacionalidade, a origem e a raça ou etnia descrevem as pessoas registradas. Nunca são sinal de risco.

## No tempo
trend-none = Nenhum registro tem data: não é possível ver a evolução.
trend-not_comparable = Ainda não há dois períodos completos cobertos por uma mesma fonte; não é possível dizer se os registros aumentam ou diminuem.
trend-higher = De { $from_period } a { $to_period } os registros ⟦aumentaram: { $percent }⟧ (de { $from } para { $to }; intervalo de { $low } a { $high }).
trend-lower = De { $from_period } a { $to_period } os registros ⟦diminuíram: { $percent }⟧ (de { $from } para { $to }; intervalo de { $low } a { $high }).
trend-not_clear = De { $from_period } a { $to_period } os registros passaram ⟦de { $from } para { $to }⟧ ({ $percent }; intervalo de { $low } a { $high }): a mudança não se distingue de uma variação ao acaso.
trend-few = Registros: { $from } em { $from_period } e { $to } em { $to_period }; muito poucos casos para dizer se houve mudança.
trend-some_sources = { $n ->
    [one] A comparação usa só uma de { $all } fontes, a que cobre os dois períodos completos: { $sources }.
   *[other] A comparação usa só { $n } de { $all } fontes, as que cobrem os dois períodos completos: { $sources }.
 }
trend-dated-records = { $dated } de { $selected } registros têm a data.
trend-dated-counts = { $dated } de { $selected } pessoas ou casos contados têm a data.
trend-coarse = { $count } têm uma data menos precisa.
trend-incomplete = Os pontos vazados são períodos incompletos: ainda podem chegar registros.
trend-changes = Mudanças de um período a outro
trend-method = Cada período é comparado com o mesmo do ano anterior, só entre fontes que cobrem os dois completos.
change-higher = mais registros
change-lower = menos registros
change-not_clear = não se distingue do acaso
change-few = muito poucos casos para dizer
change-no_earlier_period = sem período anterior
change-incomplete = período incompleto, não se compara
change-no_common_source = nenhuma fonte cobre os dois períodos
flag-incomplete = período incompleto
flag-source_started = começa a informar { $source }
flag-source_stopped = deixa de informar { $source }
when-note = Mais registros podem significar mais detecção ou mais fontes, e não mais tráfico de pessoas. Menos registros não significam menos tráfico de pessoas.

## Fluxos e duração
flows-none = Nenhum registro tem ao mesmo tempo a nacionalidade e o país de exploração.
flows-title = { $origin } e { $destination }
flows-domestic = A exploração aconteceu no país de nacionalidade da pessoa em { $share } dos registros que têm os dois dados.
flows-crossing = Em outro país, { $share }.
flows-shown = São mostradas as { $shown } rotas mais registradas de { $all }.
duration-title = Duração da exploração
duration-none = Nenhum registro permite saber quanto durou a exploração.
duration-few = Só { $n } de { $selected } registros permitem saber quanto durou a exploração: muito poucos casos para dizer.
duration-median = Na metade dos { $n } registros que permitem saber (de { $selected }), a exploração durou { $median } meses ou menos.
duration-interval = O intervalo dessa mediana é de { $interval } meses.
duration-denominator = { $known } de { $selected } registros: { $stated } com a duração e { $dates } com as duas datas.
duration-contradictory = { $n ->
    [one] Um registro termina antes de começar e fica de fora.
   *[other] { $number } registros terminam antes de começar e ficam de fora.
 }
duration-method = Quando a fonte dá um intervalo de meses, a mediana também é um intervalo. Casos ainda abertos ou não contados podem durar mais.
quartiles = { $low } a { $high }

## Combinações
intersections-composition = A tabela descreve que combinações foram registradas, sem ordem de importância.
intersections-untested = Há muito poucos registros para dizer se { $dimensions } aparecem juntos mais do que o esperado por acaso.
intersections-none = Entre { $dimensions } não se encontrou nenhuma combinação claramente mais frequente do que o esperado por acaso.
intersections-over = { $combination }: { $observed } registros, { $ratio } vezes os { $expected } que o acaso daria.
intersections-caution = Que duas coisas apareçam juntas não significa que uma cause a outra.
intersections-method = Foram testadas { $tested } combinações{ $n ->
    [0] {"."}
    [one] ; outra tem muito poucos casos esperados.
   *[other] ; outras { $few } têm muito poucos casos esperados.
 } Só são listadas as que se afastam claramente do acaso, com no máximo 5% de achados falsos.
finding-over = mais do que o esperado
finding-under = menos do que o esperado
finding-as_expected = como o acaso daria
finding-too_few = muito poucos casos para dizer
finding-not_exact = a fonte dá intervalos: não se testa

## Lugares
map-caution = O mapa mostra onde houve registro, não onde há mais tráfico de pessoas. Os limites são aproximados.
map-without_shape = { $n ->
    [one] Um lugar não tem contorno e está só na tabela.
   *[other] { $n } lugares não têm contorno e estão só na tabela.
 }
rates-title = Registros por habitante, por { $place }
rates-highest = Em relação aos habitantes, o lugar com mais registros é { $place }: { $rate } por { $per } habitantes por ano (intervalo de { $low } a { $high }; { $count } registros).
rates-second = A diferença em relação a { $place } não é clara.
rates-few = Em nenhum lugar há casos suficientes para uma taxa.
rates-method = População: { $source }. Os registros abrangem { $years } anos.
rates-caution = Uma taxa alta pode se dever a mais detecção. Ela orienta serviços, não operações.
rates-coarse = { $count } registros têm um lugar menos preciso e não entram em nenhuma taxa.
no-population = sem população
profile-share = Em { $place } aconteceram { $share } dos registros com lugar conhecido.
rate-of_place = { $place }: { $rate } registros por { $per } habitantes por ano (intervalo de { $low } a { $high }).
rate-few = { $place }: muito poucos casos para uma taxa.
profile-more = Mais do que no resto: { $class }, { $share }.
profile-less = Menos do que no resto: { $class }, { $share }.
profile-alike = Em nada do que se sabe ele se distingue claramente do resto.
profile-elsewhere = O resto
profile-denominator = { $answering } registros de { $place } respondem.
comparison-counts = { $first }: { $first_count } registros; { $second }: { $second_count } registros.
comparison-rate_higher = Por habitante, { $first } tem mais registros do que { $second }.
comparison-rate_lower = Por habitante, { $first } tem menos registros do que { $second }.
comparison-rate_not_clear = Por habitante, a diferença entre { $first } e { $second } não se distingue do acaso.
comparison-rate_few = Há muito poucos casos para comparar as taxas de { $first } e { $second }.
comparison-denominator = Respondem { $first_count } registros de { $first } e { $second_count } de { $second }.
difference-higher = { $points } pontos: mais
difference-lower = { $points } pontos: menos
difference-not_clear = { $points } pontos: não se distingue
difference-few = muito poucos casos para dizer

## Tabelas cruzadas
crosstab-count = { $count }: { $question }
crosstab-largest = A combinação mais registrada é “{ $cell }”: { $share } dos { $answering } registros que respondem a tudo, de { $selected }.
crosstab-composition = { $answering } de { $selected } registros respondem a todas as perguntas.
crosstab-nobody = Nenhum registro responde a todas as perguntas.
crosstab-row_shares = As porcentagens são dentro de cada linha.
rows-left = São mostradas { $shown } de { $all } linhas; o arquivo para baixar contém todas.

## Justiça
accused-title = Fase do processo penal
accused-answer = { $n ->
    [one] Há um registro de pessoa acusada.
   *[other] Há { $records } registros de pessoas acusadas; em { $known } consta a fase. Com processo aberto: { $open }. Condenadas: { $convicted }. Absolvidas: { $acquitted }. Com o caso arquivado ou trancado: { $dismissed }.
 }
accused-concluded = Dos casos concluídos, terminaram em condenação { $share }.
accused-apart = As pessoas absolvidas ou com caso arquivado são mostradas à parte e não entram em nenhum outro número sobre pessoas acusadas.
accused-records = Cada registro é uma pessoa acusada em um caso; quem está em dois casos aparece duas vezes. Uma acusação não é uma condenação.
row-under_proceedings = Com processo aberto
row-convicted = Condenadas, com ou sem trânsito em julgado
row-ended = Acusação encerrada sem condenação
row-ended-none = Nenhum registro
subheading-non_punishment = Não punição
subheading-reparations = Reparação
non_punishment-absent = Nenhuma fonte registra se as vítimas foram punidas por crimes que foram obrigadas a cometer. É uma lacuna, não um zero.
non_punishment-none = Em nenhum dos { $selected } registros consta uma decisão sobre a não punição.
non_punishment-answer = Das decisões registradas, em { $share } a vítima não foi punida por crimes que foi obrigada a cometer. Em análise: { $review }.
non_punishment-denominator = { $decided } de { $selected } registros têm uma decisão.
reparations-absent = Nenhuma fonte registra a reparação às vítimas. É uma lacuna, não um zero.
reparations-none = Em nenhum dos { $selected } registros consta se houve reparação.
reparations-any = Consta alguma reparação, recebida ou determinada, em { $share } dos registros que o indicam, de { $selected } no total.
reparations-no_orders = Não consta nenhuma indenização determinada.
reparations-paid = Das indenizações determinadas, consta o pagamento em { $share }.
compensation-title = Valores de indenização
compensation-none = Nenhum registro tem um valor de indenização.
compensation-answer = { $n ->
    [one] Um registro de { $selected } tem um valor de indenização.
   *[other] { $number } de { $selected } registros têm um valor de indenização.
 }
compensation-method = Valores em moedas diferentes não são somados nem convertidos.

## Números publicados
published-note = Estes números aparecem como cada fonte os publicou. Não são somados entre si nem com os registros de casos: podem contar as mesmas pessoas. Uma célula publicada como “<5” fica como intervalo.
published-doubtful = Atenção: { $indicator }: { $n ->
    [one] os números incluem uma linha com um número duvidoso (linha { $rows } da fonte).
   *[other] os números incluem { $count } linhas com um número duvidoso (linhas { $rows } da fonte).
 } Nada foi descartado; verifique com a instituição antes de citá-los.
published-total = { $indicator }, { $period }: { $total } no total segundo a fonte.
published-total-range = { $indicator }, { $period }: { $total } no total; a fonte publica intervalos no lugar de números pequenos.
published-total-undated = { $indicator }: { $total } no total segundo a fonte, sem data.
published-total-undated-range = { $indicator }: { $total } no total, sem data; a fonte publica intervalos no lugar de números pequenos.
## Fontes
sources-answer = { $n ->
    [one] O relatório se baseia em uma fonte.
   *[other] O relatório se baseia em { $sources } fontes.
 } { $m ->
    [0] De { $read } linhas lidas nenhuma foi rejeitada.
    [one] De { $read } linhas lidas uma foi rejeitada, com seu motivo.
   *[other] De { $read } linhas lidas foram rejeitadas { $rejected }, cada uma com seu motivo.
 }
sources-rows = O que cada fonte entregou
sources-rows-note = Toda linha lida é aceita ou rejeitada com um motivo; nenhuma se perde.
sources-quality = Qualidade de cada fonte
sources-quality-note = A é 90% ou mais; B, 75%; C, 50%; D, 25%; E, menos. A nota geral é a média das cinco.
subheading-ask = O que pedir a cada instituição
ask-nothing = Nada por enquanto.
undated = sem data

## Lacunas
gaps-answer = Nenhuma fonte registra o seguinte. São lacunas, não zeros: sobre isto os dados nada dizem.
gaps-none = As fontes registram, ao menos em parte, todas as características necessárias para não deixar ninguém fora da vista.
gaps-silent = Estas perguntas ficam sem resposta em mais da metade dos registros:
gaps-silent-field = { $field }: responde { $answering } de { $selected }. Sem dado: { $kinds }.

## Método
method-records = Contam-se registros, não pessoas. Um registro é uma pessoa em um caso de uma instituição. Duplicados dentro de uma mesma fonte são procurados antes de contar; entre instituições ainda não são vinculados.
method-denominators = As porcentagens são sobre os registros que respondem a cada pergunta. Os que não respondem são mostrados por motivo e nunca são distribuídos.
method-intervals = Os intervalos são de 95%: de Wilson para porcentagens, exatos de Poisson para taxas e contagens. Dizem quanto o número poderia variar só por acaso; não corrigem o que as fontes não veem.
method-words = Uma porcentagem é afirmada sem rodeios se seu intervalo não passa de ±5 pontos; se é mais largo, é dada com seus limites; com menos de 20 registros que respondem são dados só os números. Taxas e mudanças precisam de ao menos 5 casos.
method-trends = As mudanças comparam períodos completos e só as fontes que cobrem os dois. O período em curso é marcado como incompleto.
method-combinations = As combinações são comparadas com o que o acaso daria se as características fossem independentes; são testadas juntas e a proporção de achados falsos é limitada (Benjamini e Hochberg, 5%).
method-ranges = Um número publicado como “<5” é tratado como um intervalo de 0 a 4 e continua sendo intervalo em toda soma.
method-composition = Nacionalidade, lugar de nascimento, idioma e raça ou etnia servem para descrever, nunca para procurar risco.
method-accused = Os números sobre pessoas acusadas excluem as absolvidas e as que têm o caso arquivado ou trancado.
method-identities = Nomes, documentos, telefones e endereços estão lacrados (cifrados) à parte e não entram em nenhum número.
method-limits = O relatório mostra o que as instituições detectaram e escreveram. Quem não foi detectado não está aqui, e o que uma instituição olha ou deixa de olhar muda os números.
subheading-words = Palavras usadas
word-record = Registro
word-record-meaning = Uma pessoa em um caso de uma instituição.
word-possible_victim = Possível vítima
word-possible_victim-meaning = Pessoa sobre a qual há indícios, sem decisão final da autoridade competente.
word-accused = Pessoa acusada
word-accused-meaning = Pessoa apontada, investigada ou processada. Sua culpa não se presume.
word-not_asked-meaning = A pergunta não foi feita.
word-not_stated-meaning = Perguntou-se e não houve resposta.
word-not_recorded-meaning = A fonte não tem esse campo ou perdeu o dado.
word-withheld-meaning = A fonte sabe e não informa.

## Anexo
appendix-title = Como cada número foi feito
appendix-note = Com a versão de cada fonte, sua correspondência de colunas e a pergunta é possível repetir cada cálculo.
engine-crosstab = Contagem por categorias
engine-distribution = Distribuição com intervalos de Wilson
engine-shares_within = Porcentagens dentro de grupos
engine-trend = Contagem por período
engine-flows = Rotas de origem a destino
engine-intersections = Combinações diante do acaso
engine-duration = Mediana e quartis
engine-accused_outcomes = Fases do processo
engine-non_punishment = Decisões de não punição
engine-compensation = Valores por moeda
engine-rates = Taxas com intervalo de Poisson
engine-place_profile = Um lugar diante do resto
engine-compare_places = Dois lugares
meta-many_sources = { $n }, descritas em “As fontes e sua qualidade”
answer-some_sources = A comparação usa só { $n } de { $all } fontes, as que cobrem os dois períodos completos.
sources-all = as { $n } fontes de registros de casos
distribution-yes = Respondem que sim { $share }.
places-elsewhere = { $n ->
    [one] Outro registro não indica o local de exploração ou o situa em outro país.
   *[other] Outros { $number } registros não indicam o local de exploração ou o situam em outro país.
 }
appendix-sources = As fontes e suas versões
appendix-sources-note = O código de verificação é o início da soma BLAKE3 do arquivo: permite comprovar que é o mesmo.
column-short = Sigla
column-profile = Correspondência
column-fingerprint = Código de verificação
column-rows_by_source = Linhas por fonte
caption-indicator = { $indicator } segundo { $title }
published-values = { $indicator }, { $period }: { $n ->
    [one] um valor
   *[other] { $values } valores
 } por país ou lugar; não se somam.
published-values-undated = { $indicator }: { $n ->
    [one] um valor
   *[other] { $values } valores
 } por país ou lugar, sem data; não se somam.
