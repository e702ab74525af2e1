## Visões de um campo
by-year = { $field }, por ano
by-quarter = { $field }, por trimestre
by-month = { $field }, por mês
age-majority = { $field } (infância e idade adulta)
age-broad5 = { $field } (cinco faixas)
age-ctdc9 = { $field } (nove faixas)
by-country = { $field }, por país
by-region = { $field }, por região
by-kind = { $field }, por { $kind }
by-level-1 = { $field }, por divisão principal
by-level-2 = { $field }, por município ou localidade
by-level = { $field }, por divisão de nível { $level }
sex-or-gender = Sexo ou gênero
level-0 = País
level-1 = Divisão principal
level-2 = Município ou localidade
level-other = Divisão de nível { $level }

## Classes
years-exact = { $n ->
    [one] { $n } ano
   *[other] { $n } anos
 }
years-between = { $low }–{ $high } anos
years-at-least = { $low } anos ou mais
majority-child = Crianças e adolescentes (0–17 anos)
majority-adult = Pessoas adultas (18 anos ou mais)
months-exact = { $n ->
    [one] { $n } mês
   *[other] { $n } meses
 }
months-between = { $low }–{ $high } meses
months-at-least = { $low } meses ou mais
number-at-least = { $low } ou mais
spans-age = Idade em intervalo que abrange duas faixas
spans-date = Data conhecida com menos precisão
spans-place = Local conhecido com menos precisão
spans-other = Dado menos preciso
total = Todas as categorias
quarter-of = { $quarter ->
   *[other] { $quarter }º trimestre de { $year }
 }
or-last = { $sound ->
   *[other] { $before } ou { $last }
 }

## Perguntas
people-victims = vítimas e possíveis vítimas
people-accused = pessoas acusadas (sem as absolvidas nem as com caso arquivado)
people-everyone = pessoas em qualquer papel
offer-victims = Vítimas e possíveis vítimas
offer-accused = Pessoas acusadas
offer-everyone = Todas as pessoas registradas
dataset-records = Registros de casos
query-records = Registros de { $people }
query-counts = Números publicados: { $source }
query-between = com data de registro entre { $from } e { $to }
query-from = com data de registro a partir de { $from }
query-until = com data de registro até { $to }
query-split = segundo { $dimensions }
condition-only = somente: { $dimension } = { $classes }
condition-not = sem: { $dimension } = { $classes }

## Tipos de arquivo de uma fonte
kind-cases = Registros de casos
kind-counts = Números publicados
kind-indicators = Indicadores publicados

## Avisos sobre um arquivo
warning-broken_accents = { $n ->
    [one] Um texto tem acentos danificados (como “PerÃº”); é possível reparar.
   *[other] { $number } textos têm acentos danificados (como “PerÃº”); é possível reparar.
 }
warning-repaired_accents = { $n ->
    [one] Os acentos de um texto foram reparados.
   *[other] Os acentos de { $number } textos foram reparados.
 }
warning-lost_characters = { $n ->
    [one] Um texto perdeu algum caractere antes de chegar aqui; não é possível reparar.
   *[other] { $number } textos perderam algum caractere antes de chegar aqui; não é possível reparar.
 }
warning-mixed_encodings = { $n ->
    [one] Uma linha usa outra codificação; foi lida como Windows-1252.
   *[other] { $number } linhas usam outra codificação; foram lidas como Windows-1252.
 }
warning-undecodable = { $n ->
    [one] Um caractere não pôde ser lido e aparece como “�”.
   *[other] { $number } caracteres não puderam ser lidos e aparecem como “�”.
 }
warning-inner_byte_order_mark = O arquivo parece a união de vários: marcas internas de ordem de bytes foram omitidas.
warning-stray_quotes = { $n ->
    [one] Há texto depois de aspas de fechamento; foi mantido.
   *[other] Em { $number } células há texto depois das aspas de fechamento; foi mantido.
 }
warning-blank_rows = { $n ->
    [one] Uma linha está vazia e não é contada.
   *[other] { $number } linhas estão vazias e não são contadas.
 }
warning-double_spaced = Uma em cada duas linhas está vazia; a numeração conta somente as outras.
warning-ragged_rows = { $n ->
    [one] Uma linha tem mais ou menos células que o cabeçalho.
   *[other] { $number } linhas têm mais ou menos células que o cabeçalho.
 }
warning-title_rows = { $n ->
    [one] Uma linha de título acima do cabeçalho não foi lida como dado.
   *[other] { $number } linhas de título acima do cabeçalho não foram lidas como dados.
 }
warning-two_header_rows = O cabeçalho ocupa duas linhas; a de baixo dá nome às colunas.
warning-label_row = Uma segunda linha de rótulos, abaixo dos nomes das colunas, não foi lida como dado.
warning-header_looks_like_data = A primeira linha parece conter dados, e não nomes de colunas: verifique se falta o cabeçalho.
warning-empty_headers = Colunas sem nome: { $columns }.
warning-duplicate_headers = Colunas com nome repetido: { $columns }.
warning-merged_cells = { $n ->
    [one] Há células mescladas em um lugar: somente a primeira guarda o valor.
   *[other] Há células mescladas em { $number } lugares: somente a primeira de cada grupo guarda o valor.
 }
warning-formulas = { $n ->
    [one] Uma célula contém fórmula; foi lido o resultado guardado.
   *[other] { $number } células contêm fórmulas; foram lidos os resultados guardados.
 }
warning-formulas_without_result = { $n ->
    [one] Uma fórmula não tem resultado guardado e foi lida como vazia.
   *[other] { $number } fórmulas não têm resultado guardado e foram lidas como vazias.
 }
warning-error_cells = { $n ->
    [one] Uma célula contém um erro da planilha, como #REF!
   *[other] { $number } células contêm erros da planilha, como #REF!
 }
warning-hidden_sheets = { $n ->
    [one] A pasta de trabalho tem uma aba oculta.
   *[other] A pasta de trabalho tem { $number } abas ocultas.
 }
warning-external_links = A pasta de trabalho remete a outros arquivos, que não foram abertos.
warning-impossible_dates = { $n ->
    [one] Um número com formato de data não corresponde a nenhuma data; ficou como número.
   *[other] { $number } números com formato de data não correspondem a nenhuma data; ficaram como números.
 }
warning-early_dates = { $n ->
    [one] Uma data de janeiro ou fevereiro de 1900 pode estar deslocada um dia, como o Excel as conta.
   *[other] { $number } datas de janeiro e fevereiro de 1900 podem estar deslocadas um dia, como o Excel as conta.
 }
warning-duplicate_keys = { $n ->
    [one] Um registro JSON repete uma chave; a segunda passou a outra coluna.
   *[other] { $number } registros JSON repetem uma chave; a segunda passou a outra coluna.
 }
warning-nested_lists = { $n ->
    [one] Uma lista dentro de outra foi mantida como texto.
   *[other] { $number } listas dentro de outras foram mantidas como texto.
 }
warning-other_zip_entries = { $n ->
    [one] O arquivo compactado contém outro arquivo, que não foi lido.
   *[other] O arquivo compactado contém outros { $number } arquivos, que não foram lidos.
 }
warning-unsafe_zip_names = { $n ->
    [one] Um arquivo compactado tinha nome inseguro e não foi lido.
   *[other] { $number } arquivos compactados tinham nomes inseguros e não foram lidos.
 }
warning-other = O arquivo tem uma particularidade que esta versão não sabe descrever.
in-rows = { $n ->
    [one] Linha { $rows }.
   *[other] Linhas { $rows }.
 }
in-rows-more = Linhas { $rows } e outras.

## Por que um arquivo não pode ser lido
read-io = Não foi possível ler o arquivo. O sistema informou: { $message }
read-empty = O arquivo está vazio. É aceita uma tabela com uma linha de cabeçalho.
read-no-header = Nenhuma linha de cabeçalho foi encontrada. A primeira linha da tabela deve dar nome às colunas.
read-no-rows = A planilha tem títulos e nenhuma linha: não há nada a incorporar. Preencha-a e entregue-a de novo.
read-binary = O arquivo não é texto nem uma planilha conhecida. São aceitos CSV, XLSX, XLS, ODS, JSON e NDJSON, também dentro de um zip.
read-unsupported = O arquivo é de outro tipo ({ $found }). São aceitos CSV, XLSX, XLS, ODS, JSON e NDJSON, também dentro de um zip.
read-misnamed = O nome do arquivo termina em “.{ $ending }”, mas o conteúdo é { $found ->
    [zip] um ZIP ou uma pasta de planilhas (XLSX, ODS)
    [ole] uma pasta do Excel de 1997 a 2003 (XLS)
    [gzip] um GZIP
   *[text] texto simples
}. Troque a terminação pela que corresponde, ou salve a planilha de novo no formato que quer entregar.
read-encoding = A codificação “{ $name }” não pode ser lida. Salve o arquivo em UTF-8.
read-damaged = O arquivo { $format } está danificado ou incompleto. Peça ou envie uma cópia completa. (Detalhe técnico: { $detail })
read-password = O arquivo está protegido por senha. Salve uma cópia sem senha e use essa.
read-open-quote = { $row ->
    [0] Aspas abertas no cabeçalho nunca são fechadas. Feche a célula com outras aspas.
   *[other] Aspas abertas na linha { $number } nunca são fechadas. Feche a célula com outras aspas.
 }
read-too-large = { $what } ultrapassa o limite de { $limit }.
read-too-large-row = { $what } ultrapassa o limite de { $limit } (linha { $row }).
read-no-such-sheet = “{ $wanted }” não existe no arquivo. Ele contém: { $found }.
read-no-sheets = A pasta de trabalho não tem nenhuma aba com dados.
read-zip-choice = O arquivo compactado contém vários arquivos ou nenhum que sirva ({ $found }). Deixe só um ou indique qual ler.
read-zip-choice-none = O arquivo compactado não contém nenhum arquivo de dados.
read-zip-encrypted = O arquivo compactado está protegido por senha. Envie sem senha.
read-zip-nested = O arquivo compactado contém outro arquivo compactado. Descompacte uma vez e tente de novo.
read-zip-compression = O arquivo compactado usa um método que não é lido. Compacte de novo como zip comum.
read-zip-wrong_size = Uma parte do arquivo compactado é maior do que declara. Peça uma nova cópia.
read-zip-checksum = Uma parte do arquivo compactado está danificada. Peça uma nova cópia.
read-json-shape = O JSON não contém uma lista única de registros. É aceita uma lista de objetos simples. (Detalhe técnico: { $detail })
read-json = O JSON não é válido no registro { $number }. (Detalhe técnico: { $detail })
read-no-such-row = Foi pedida a linha de cabeçalho { $wanted }, mas o arquivo tem { $rows } linhas.
read-other = O arquivo não pode ser lido. (Detalhe técnico: { $detail })
limit-cell = O texto de uma célula, em bytes,
limit-row = O texto de uma linha, em bytes,
limit-columns = O número de colunas
limit-rows = O número de linhas
limit-expanded = O tamanho descompactado, em bytes,
limit-ratio = A razão entre o tamanho descompactado e o compactado
limit-zip_entries = O número de arquivos do zip
limit-nested = O tamanho de uma planilha dentro de um zip, em bytes,
limit-shared_text = A tabela de textos da pasta de trabalho, em bytes,
limit-xml_token = Um fragmento interno da planilha, em bytes,
limit-sheets = O número de abas
limit-xls = O tamanho do arquivo XLS, em bytes,
limit-depth = A profundidade dos dados aninhados
limit-other = O arquivo

## O que uma pessoa deve decidir antes de incorporar
plan-needs_date_order = A coluna “{ $header }” tem datas como 03/04/2021 que podem ser lidas de duas maneiras ({ $either }). Com o dia primeiro são lidas só { $day_first }; com o mês primeiro, só { $month_first }. Indique o que vem primeiro.
plan-needs_decimal_sign = A coluna “{ $header }” tem números como 1.234 que podem ser lidos de duas maneiras ({ $either }). Com ponto decimal são lidos só { $dot }; com vírgula decimal, só { $comma }. Indique qual é o sinal decimal.
plan-missing_column = A coluna “{ $header }” não está no arquivo. O cabeçalho tem: { $found }.
plan-nothing_mapped = Nenhuma coluna da correspondência “{ $profile }” está no arquivo. O cabeçalho tem: { $found }.
plan-unknown_place = A correspondência “{ $profile }” cita o lugar “{ $place }”, que não está na lista de lugares.
plan-double_header = Duas colunas do arquivo se chamam “{ $header }”. Mude o nome de uma.

## Por que uma pergunta não pode ser respondida
query-error-value = “{ $value }” não é um valor de “{ $name }”.
query-error-dimension = “{ $value }” não é uma característica pela qual se possa desagregar.
query-error-too-many = Podem ser pedidas no máximo { $limit } de uma vez.
pattern-not_a_dimension = Não é possível desagregar por “{ $field }”. Escolha um campo com códigos, lugares, países, datas ou números inteiros.
pattern-view_does_not_fit = “{ $field }” não admite esta visão.
pattern-too_many_dimensions = Foram pedidas { $asked } características; uma tabela admite { $limit }.
pattern-same_field_twice = “{ $field }” aparece duas vezes. Escolha campos diferentes.
pattern-too_many_classes = Há { $classes } categorias, mais do que se consegue ler ({ $limit }). Agrupe: datas por mês ou ano, idades por faixa, lugares por um nível superior.
pattern-too_many_cells = A tabela teria células demais. Use menos características ou categorias mais amplas.
pattern-too_many_combinations = Um registro tem valores demais ao mesmo tempo. Use menos características que admitam vários valores.
pattern-indicator_not_chosen = A fonte contém vários indicadores. Escolha um.
pattern-stock_over_time = “{ $indicator }” é um nível em uma data e não se soma entre datas. Escolha uma data ou desagregue por ano.
pattern-needs_records = Isto precisa de registros de pessoas; a fonte contém números já somados.
pattern-not_a_driver = “{ $field }” descreve quem são as pessoas afetadas e nunca é usado para procurar risco.
pattern-no_population = Não há tabela de população que sirva para calcular taxas.
pattern-other = A pergunta não pode ser respondida assim. (Detalhe técnico: { $detail })

since = desde { $date }
until = até { $date }

## Qualidade de uma fonte
quality-completeness = Completude
quality-completeness-meaning = Dados presentes nos campos que toda fonte do seu tipo deveria ter.
quality-validity = Validade
quality-validity-meaning = Valores que puderam ser lidos, entre todos os que vieram escritos.
quality-timeliness = Atualidade
quality-timeliness-meaning = Quão recente é o último registro: total até três meses, nula aos três anos.
quality-consistency = Coerência
quality-consistency-meaning = Linhas sem contradições internas nem com outras linhas.
quality-inclusiveness = Inclusão
quality-inclusiveness-meaning = Características das pessoas que a fonte registra, de nove necessárias para não deixar ninguém fora da vista.
quality-nothing = Nada a medir
disaggregation-territory = Lugar abaixo do país
ask-newer_data = Peça dados mais recentes (última data de registro: { $last }).
ask-dates = Peça a data de registro: nenhuma linha a tem.
ask-mend_rejected = { $n ->
    [one] Devolva a linha rejeitada para que seja corrigida e entregue de novo.
   *[other] Devolva as { $rows } linhas rejeitadas para que sejam corrigidas e entregues de novo.
 }
ask-agree_on_values = { $n ->
    [one] Combine que valores são usados em “{ $field }”: um não pôde ser lido.
   *[other] Combine que valores são usados em “{ $field }”: { $invalid } não puderam ser lidos.
 }
ask-resolve_contradiction = { $n ->
    [one] Peça a revisão de uma linha: { $rule }.
   *[other] Peça a revisão de { $rows } linhas: { $rule }.
 }
ask-fill_field = Peça que se complete “{ $field }”: { $answered } de { $records } registros o têm.
ask-add_field = Peça que se registre “{ $field }”: a fonte não o tem.
ask-add_territory = Peça o lugar abaixo do país: estado, departamento, província ou município.
ask-explain_columns = { $n ->
    [one] Pergunte o que contém uma coluna que ninguém descreveu; está lacrada.
   *[other] Pergunte o que contêm { $columns } colunas que ninguém descreveu; estão lacradas.
 }

joined-heading = Dados tomados de outra tabela
joined-found = { $n ->
    [one] { $found } de { $rows } pessoa toma { $fields } de seu registro em { $tables }.
   *[other] { $found } de { $rows } pessoas tomam { $fields } de seu registro em { $tables }.
 }
joined-not_found = { $n ->
    [one] Uma não o encontrou ali e mantém seus próprios dados.
   *[other] { $count } não o encontraram ali e mantêm seus próprios dados.
 }
joined-contradictory = { $n ->
    [one] Uma tem um número que ali se repete com dados diferentes: não se adivinha qual vale, e ela mantém os seus.
   *[other] { $count } têm um número que ali se repete com dados diferentes: não se adivinha qual vale, e elas mantêm os seus.
 }
joined-without_number = { $n ->
    [one] Uma não tem número.
   *[other] { $count } não têm número.
 }
joined-no_table = As pessoas desta fonte tomariam { $fields } de outra tabela da mesma instituição ({ $agency }), mas nenhuma pode ser unida; elas mantêm seus próprios dados. Entregue essa tabela com o mesmo nome de instituição; se já a entregou com uma versão anterior do Faro, entregue-a de novo.

# A cadeia da auditoria.
audit-altered = O registro { $number } foi alterado.
audit-missing = Falta o registro { $number }.
audit-displaced = No lugar do registro { $number } está o que foi escrito com o número { $other }: registros foram retirados, acrescentados ou trocados.
audit-inserted = O registro { $number } foi acrescentado depois: a cadeia segue sem ele.
audit-truncated = Faltam os últimos registros, do { $number } até o { $other } pelo menos.
audit-beyond = O registro { $number } está depois do último que foi escrito.
audit-head = A anotação do último registro foi alterada ou retirada; os registros estão corretos até o anterior ao { $number }.
audit-rewritten = A cadeia foi reescrita: não coincide com a âncora do registro { $other }. O primeiro registro mudado está entre o { $number } e o { $other }.
