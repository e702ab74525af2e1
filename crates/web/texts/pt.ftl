# Textos das páginas. Português do Brasil.

## Moldura
skip-to-content = Ir para o conteúdo
nav-label = Seções
nav-overview = Panorama
nav-explore = Explorar
nav-places = Lugares
nav-flows = Rotas
nav-sources = Fontes
language = Idioma
watermark = Documento de trabalho, não publicar
footer-promise = Nomes e documentos ficam lacrados à parte e não aparecem em nenhuma página.
footer-help = Ajuda
footer-report = Relatório completo
leave = Sair
none = Nenhuma
to-overview = Ir para o panorama
closed-title = O Faro está fechado neste navegador
closed-lead = Para entrar, abra o endereço que o Faro mostrou ao iniciar.
closed-how = O endereço serve uma única vez. Se já foi usado ou se passaram doze horas, feche o Faro e execute de novo “faro serve”.

## Erros
error-404-title = Não há nada neste endereço
error-404 = Talvez a fonte, o lugar ou o arquivo não exista mais, ou o endereço esteja incompleto.
error-405-title = Este endereço não se usa assim
error-405 = Volte à página e use os botões dela.
error-413-title = O envio é grande demais
error-413 = Nada foi guardado.
error-413-hint = Compacte o arquivo em zip, divida-o ou incorpore-o com “faro import” na linha de comando.
error-429-title = Muita coisa em pouco tempo
error-429 = Da sua conta saíram, em pouco tempo, mais pedidos do que alguém que trabalha com o Faro precisa.
error-429-hint = Espere alguns minutos e tente de novo. Se não foi você, encerre suas outras sessões em “Sua conta” e avise quem administra o servidor.
error-slow-title = Isto está demorando demais
error-slow = A página não ficou pronta a tempo. Nada se perdeu.
error-slow-hint = Peça menos características ou um período mais curto e tente de novo.
error-question-title = A pergunta não foi entendida
error-question-hint = Volte à página anterior e escolha nas listas.
error-400 = O formulário chegou incompleto ou danificado.
error-upload = O arquivo parou de chegar antes de estar completo. Nada foi guardado; envie-o de novo.
error-name = O nome é longo demais; use menos de 120 caracteres.
error-later-title = Ainda não
error-uploads = Você já está enviando outros arquivos. Espere que um chegue e envie este de novo. Nada dele foi guardado.
error-spool = Há arquivos demais esperando para serem incorporados. Termine ou descarte algum e envie este de novo; o que ninguém termina é apagado depois de um dia. Nada dele foi guardado.
error-inside-title = Algo falhou do nosso lado
error-inside = Nada se perdeu nem foi publicado. Você pode tentar de novo.
error-incident = Se pedir ajuda, mencione o incidente { $id }.
error-outage-title = O Faro não pode atender neste momento
error-disk-full = O disco do servidor está cheio. Nada do que você pediu foi guardado, e nada do que havia antes se perdeu.
error-busy = Outro programa está gravando há muito tempo. Nada do que você pediu foi guardado.
error-out-of-reach = O servidor não alcança seu banco de dados. Nada do que você pediu foi guardado.
error-outage-hint = Tente de novo em alguns minutos. Se continuar assim, avise quem administra o servidor.
detail-in-english = Detalhe técnico, em inglês: { $detail }

## Panorama
overview-title = Panorama
overview-empty = Ainda não há dados
overview-empty-lead = O Faro responde o que acontece, onde, com quem e com quanta certeza, a partir das planilhas que as instituições entregam.
overview-empty-import = Incorporar uma planilha
overview-empty-import-text = CSV, Excel, LibreOffice ou JSON, no formato que cada instituição já tem. O Faro reconhece as colunas ou propõe como lê-las.
overview-empty-ask = Peça a primeira planilha
overview-empty-ask-text = A sua função não entrega arquivos. Peça à pessoa que é ponto focal da sua instituição que incorpore a primeira planilha, ou que outra instituição compartilhe a dela. Os números aparecem aqui assim que houver dados que você possa ver.
overview-empty-demo = Conhecer o Faro com um país simulado
overview-empty-demo-text = Na linha de comando, execute “faro demo”. Ele cria um país fictício com seis instituições e abre estas mesmas páginas com os dados. Nenhuma pessoa é real.
overview-simulated = Dados simulados: nenhuma pessoa ou instituição destas páginas é real.
overview-more = Ver o relatório completo
overview-explore = Explorar os dados
overview-pictures = O principal em gráficos

## Relatório
report-title = Relatório de situação
report-downloads = Baixar o relatório
report-html = HTML para imprimir
report-docx = DOCX
report-xlsx = XLSX com todas as tabelas
report-pdf = PDF
report-contents = Sumário
report-empty = O relatório é escrito a partir das fontes, e ainda não há nenhuma.
pdf-title = O PDF precisa de mais um programa
pdf-lead = O PDF é composto pelo “faro-pdf”, que vem à parte porque é grande.
pdf-how = Coloque o “faro-pdf” junto do programa “faro” ou no caminho de programas e volte a esta página. Enquanto isso, o HTML imprime bem e pode ser salvo como PDF no navegador.
pdf-failed = O faro-pdf não conseguiu compor o relatório: { $detail }
report-file = relatorio-de-situacao

## Explorar
explore-title = Explorar
explore-empty = Ainda não há dados para explorar. Incorpore primeiro uma fonte.
explore-form = Pergunta
explore-data = Dados
explore-people = Pessoas
explore-by = Desagregar por
explore-by-first = Desagregar por
explore-by-second = e por
explore-by-third = e também por
explore-by-fourth = e ainda por
explore-by-none = Nada mais
explore-from = De
explore-to = Até
explore-date-help = Ano, mês ou dia: 2021, 2021-03 ou 2021-03-15
explore-filters = Filtros
explore-filter-add = Acrescentar um filtro por
explore-filter-none = Nenhum
explore-filter-many = São oferecidos os { $n } valores mais frequentes.
explore-percent = Mostrar
percent-count = Números
percent-all = Porcentagem do total
percent-row = Porcentagem de cada linha
percent-column = Porcentagem de cada coluna
explore-answer = Responder
explore-clear = Retirar os filtros
explore-result = Resultado
explore-address = O endereço desta página guarda a pergunta: copie-o para voltar a ela.
explore-updated = Resultado atualizado.
download-csv = Baixar CSV
download-xlsx = Baixar XLSX
download-toml = Baixar TOML
explore-file = tabela

## Lugares
places-title = Lugares
places-empty = Nenhum registro diz onde ocorreu a exploração.
places-country = País
places-show = Ver
places-all-countries = Todos os países
places-compare = Comparar dois lugares
compare-title = Comparar dois lugares
compare-first = Primeiro lugar
compare-second = Segundo lugar
compare-show = Comparar
compare-same = Escolha dois lugares diferentes.
compare-lead = Escolha dois lugares para ver em que se parecem e em que diferem.
place-back = Todos os lugares
place-explore = Explorar este lugar
place-compare-with = Comparar com outro lugar
place-flows = De onde vêm e por onde passam
place-trend = Ao longo do tempo
place-none = Nenhum registro diz que a exploração ocorreu aqui.

## Rotas
flows-title = Rotas
flows-empty = Nenhum registro diz ao mesmo tempo de onde a pessoa vem e onde foi explorada.
flows-origin = Origem
flows-origin-citizenship = País de nacionalidade
flows-origin-recruitment = Local do aliciamento
flows-transit = Mostrar por onde passaram
flows-level = Nível
flows-level-0 = Países
flows-level-1 = Divisão principal (estado, departamento, província)
flows-show = Ver
flows-file = rotas

## Fontes
sources-title = Fontes
sources-none = Ainda não há fontes. Comece por incorporar uma planilha.
sources-answer = { $n ->
    [one] Há uma fonte com { $rows } linhas lidas
   *[other] Há { $n } fontes com { $rows } linhas lidas
 }; { $rejected_n ->
    [0] nenhuma linha foi rejeitada.
    [one] uma linha foi rejeitada e pode ser corrigida.
   *[other] { $rejected } linhas foram rejeitadas e podem ser corrigidas.
 }
sources-running = Incorporações em andamento
source = Fonte
source-pending = A primeira incorporação desta fonte ainda não terminou.
source-answer = { $n ->
    [one] De uma linha lida
   *[other] De { $read } linhas lidas
 }, { $accepted } foram aceitas ({ $warned } com aviso) e { $rejected_n ->
    [0] nenhuma foi rejeitada.
    [one] uma foi rejeitada.
   *[other] { $rejected } foram rejeitadas.
 }
source-agency = Instituição
source-kind = O que contém
source-file = Arquivo
source-version = Versão
source-mapping = Correspondência
source-sealed-rows = Linhas com identidade lacrada
source-explore = Explorar seus dados
source-again = Entregar um arquivo corrigido
rows-read = Linhas lidas
rows-accepted = Aceitas
rows-warned = Com aviso
rows-rejected = Rejeitadas
quality = Qualidade
quality-measure = Aspecto
quality-score = Nota
quality-means = O que significa
ask-next = O que pedir agora
columns-heading = Colunas
columns-used = São analisadas
columns-sealed = Lacradas (identidade)
columns-ignored = Ficam de fora
columns-unmapped = Sem correspondência (lacradas, não se perdem)
mapping-link = Ver a correspondência de cada coluna
mapping-of = Correspondência de “{ $source }”
mapping-of-lead = Correspondência { $mapping }, versão { $version } da fonte. É um texto que se pode corrigir e usar de novo.
issues-heading = Observações
issues-none = A verificação não encontrou nada a observar.
issues-all = Ver todas, linha por linha
issues-title = Observações sobre “{ $source }”
issues-answer = { $n ->
    [0] Não há observações.
    [one] Há uma observação.
   *[other] Há { $count } observações.
 } Valores que podem dizer quem é uma pessoa não são mostrados.
issue-rule = O que se observa
issue-column = Coluna
issue-result = Resultado
issue-count = Vezes
issue-row = Linha
issue-reason = O que há e o que seria aceito
versions-heading = Versões
versions-changes = O que mudou
changes-first = Primeira versão
changes-sentence = { $added } novas, { $changed } alteradas, { $removed } retiradas, { $same } iguais
changes-added = Linhas novas
changes-changed = Linhas alteradas
changes-removed = Linhas retiradas
changes-same = Linhas iguais
pager-label = Páginas
pager-back = Anterior
pager-forth = Próxima
page-of = Página { $page } de { $pages }
rejected-link = Baixar as linhas rejeitadas
rejected-title = Linhas rejeitadas de “{ $source }”
rejected-answer = { $n ->
    [0] Esta fonte não tem linhas rejeitadas.
    [one] Uma linha foi rejeitada. Ela vem como planilha com uma coluna que diz por quê; corrija-a e entregue-a de novo.
   *[other] { $count } linhas foram rejeitadas. Elas vêm como planilha com uma coluna que diz por quê; corrija-as e entregue-as de novo.
 }
rejected-passphrase = Frase da chave da instituição
rejected-passphrase-help = Deixe vazia se a chave não tiver frase.
rejected-download = Baixar XLSX
rejected-care = A planilha contém as linhas inteiras, com nomes se havia. Devolva-a só à instituição que as entregou e apague-a depois.
rejected-needs-passphrase = A chave está protegida. Escreva a frase dela.
rejected-wrong-passphrase = A frase não abre a chave. Tente de novo.
rejected-no-key = A chave da instituição não está neste computador. Copie-a de onde a instituição a guarda.
rejected-other-key = Estas linhas foram lacradas com a chave de outra instituição.
rejected-file = linhas-rejeitadas

## Importar
import-link = Incorporar uma planilha
import-title = Incorporar uma planilha
import-lead = Entregue o arquivo como a instituição o tem. Nada é guardado até você confirmar.
import-source = Nome da fonte
import-source-help = Por exemplo “Ministério Público, vítimas”. Com o mesmo nome, o arquivo novo substitui o anterior e a história é conservada.
import-agency = Instituição que entrega
import-file = Arquivo
import-file-help = CSV, XLSX, XLS, ODS, JSON ou NDJSON, também dentro de um zip.
import-limit = Até { $gigabytes } GB.
import-send = Enviar e verificar
import-privacy = Nomes, documentos, telefones e endereços são separados ao incorporar e lacrados com a chave da instituição. O arquivo enviado é apagado ao terminar, ao descartá-lo ou depois de um dia.
import-no-file = Escolha um arquivo.
import-no-table = A instituição não tem planilha própria?
import-other = Enviar outro arquivo
import-back = Voltar à verificação
import-discard = Descartar o arquivo
steps-label = Passos
step-file = Arquivo
step-mapping = Correspondência
step-check = Verificação
step-import = Incorporação
unreadable-title = “{ $file }” não pode ser lido assim
unreadable-file = O arquivo não pode ser lido como tabela. Nada foi guardado.
unreadable-mapping = A correspondência escolhida não pode ser usada com este arquivo.

mapping-title = Como ler “{ $file }”
verdict-recognised = O arquivo foi reconhecido: { $name }. Se estiver de acordo, verifique as linhas.
verdict-suggested = O arquivo não é conhecido. Esta é uma proposta: corrija o que for preciso e verifique as linhas.
verdict-own = Esta é a sua correspondência. Verifique as linhas quando estiver de acordo.
verdict-chosen = Correspondência escolhida: { $name }.
found-heading = O que foi encontrado
found-format = Formato
found-entry = Arquivo dentro do compactado
found-encoding = Codificação
found-delimiter = Separador
found-sheet = Aba
found-header-row = Linha de cabeçalho
found-rows = Linhas
found-columns = Colunas
found-warnings = Convém saber
delimiter-tab = tabulação
delimiter-space = espaço
ask-sheet = Qual aba tem os dados?
ask-repair = Há acentos danificados, como “PerÃº” em vez de “Perú”. Vamos repará-los?
ask-repair-help = Só muda o que pode ser reparado com certeza.
ask-repair-yes = Sim, reparar
ask-repair-no = Não, deixar como está
ask-dates = Em que ordem estão as datas?
ask-dates-dmy = Dia, mês, ano: 31/12/2021
ask-dates-mdy = Mês, dia, ano: 12/31/2021
ask-dates-ymd = Ano, mês, dia: 2021/12/31
ask-decimal = Que sinal separa os decimais?
ask-decimal-comma = Vírgula: 1.234,5
ask-decimal-dot = Ponto: 1,234.5
mapping-heading = O que é cada coluna
mapping-explained = O que fica sem correspondência é lacrado e não se perde. Das colunas que podem dizer quem é uma pessoa não se mostram valores.
mapping-kind = Cada linha é
kind-rows-cases = uma pessoa em um caso
kind-rows-counts = uma célula de tabela: um número de pessoas ou casos
kind-rows-indicators = um indicador que não é contagem
mapping-role = Todas as pessoas são
mapping-role-none = (não se sabe: não contarão como vítimas)
mapping-indicator = O número conta
mapping-indicator-none = (escolha)
mapping-column = Coluna
mapping-samples = Valores frequentes
mapping-use = O que é
mapping-more = Há mais { $n } colunas: atribua-as no texto, em “Avançado”.
samples-withheld = não são mostrados
use-sealed = Sem correspondência (fica lacrada)
use-ignore = Deixar de fora
use-number = O número de pessoas ou casos
use-seals = Identidade: lacrar como
use-part = Faz parte de uma regra com outras colunas.
ignored-by-choice = Ficou de fora por decisão de quem incorporou.
mapping-save = Guardar esta correspondência para arquivos iguais
mapping-check = Verificar todas as linhas
mapping-apply = Aplicar as mudanças
mapping-advanced = Avançado: outra correspondência, ou o texto completo
mapping-profile = Ler como
mapping-profile-use = Usar esta correspondência
mapping-toml = Correspondência como texto (TOML)
mapping-toml-use = Usar este texto

check-title = Verificação de “{ $file }”
check-answer = { $n ->
    [one] De uma linha
   *[other] De { $read } linhas
 }, { $accepted } seriam aceitas e { $rejected_n ->
    [0] nenhuma seria rejeitada.
    [one] uma seria rejeitada.
   *[other] { $rejected } seriam rejeitadas.
 } Nada foi guardado ainda.
check-nothing = Nenhuma linha seria aceita. Corrija a correspondência antes de incorporar.
check-start = Incorporar
check-correct = Corrigir a correspondência
check-rules = O que se observa
check-examples = Exemplos
check-examples-left = Há mais; depois de incorporar, todas ficam na página da fonte.
check-unmapped = Colunas sem correspondência
check-unmapped-explained = Estas colunas ficam lacradas: não são analisadas e não se perdem.

job-title = Incorporação de “{ $file }”
job-progress = Andamento
job-queued = A incorporação espera sua vez.
job-calling-off = A incorporação está sendo cancelada.
job-survey = O Faro está percorrendo o arquivo.
job-map = O Faro está lendo, verificando e lacrando as linhas.
job-publish = O Faro está guardando a versão nova.
job-rows = { $n ->
    [one] { $rows } linha
   *[other] { $rows } linhas
 }
job-cancelled = A incorporação foi cancelada. Nada foi guardado.
job-unchanged = Este arquivo já estava aqui, com a mesma correspondência. Nada mudou.
job-done = Pronto. De { $n ->
    [one] uma linha lida
   *[other] { $read } linhas lidas
 } de “{ $source }”, { $accepted } foram aceitas e { $rejected_n ->
    [0] nenhuma foi rejeitada.
    [one] uma foi rejeitada.
   *[other] { $rejected } foram rejeitadas.
 }
job-done-plain = A incorporação terminou.
job-failed = A incorporação não pôde ser feita. Nada foi guardado.
job-needs-dates = É preciso dizer em que ordem estão as datas da coluna “{ $column }”. Envie o arquivo de novo e responda à pergunta.
job-needs-decimal = É preciso dizer que sinal separa os decimais na coluna “{ $column }”. Envie o arquivo de novo e responda à pergunta.
job-needs-profile = O arquivo não é conhecido. Envie-o de novo e veja a correspondência proposta.
again-title = Envie “{ $file }” outra vez
again-lead = O Faro foi reiniciado depois de receber “{ $file }”. O arquivo estava cifrado com uma chave que só existia na memória, e ninguém mais consegue abri-lo. Envie o mesmo arquivo e tudo continua de onde parou.
again-file = O mesmo arquivo
again-why = O Faro compara a impressão digital dele com a do anterior. Se o arquivo mudou, comece de novo.
again-send = Enviar e continuar
again-other = Não é o mesmo arquivo, ou ele já não é esperado. Procure o que foi enviado antes, ou comece de novo.
job-file-again = O Faro foi reiniciado antes de terminar. O arquivo estava cifrado com uma chave que só existia na memória. Envie o mesmo arquivo e a incorporação continua.
job-cancel = Cancelar a incorporação
job-cancel-title = Cancelar a incorporação de “{ $file }”?
job-cancel-lead = Nada do arquivo vai ficar. As versões anteriores da fonte continuam como estavam.
job-cancel-yes = Sim, cancelar
job-cancel-no = Não, continuar
job-source-red = Por causa da etiqueta, só os pontos focais e a proteção de dados da sua instituição veem agora esta fonte. Eles podem mudar quem a vê.
job-to-source = Ver a fonte
job-to-explore = Explorar os dados

## Planilhas modelo
templates-link = Planilhas modelo
templates-title = Planilhas modelo
templates-lead = Para instituições sem sistema próprio: listas para escolher, ajuda em cada coluna e nenhum nome obrigatório.
template-starter = Planilha inicial (XLSX)
template-starter-text = Doze campos, o que toda instituição pode responder. Também serve para imprimir.
template-starter-ods = Planilha inicial (ODS)
template-starter-ods-text = A mesma, para LibreOffice.
template-xlsx = Planilha completa (XLSX)
template-xlsx-text = Todos os campos do registro comum, para Excel.
template-ods = Planilha completa (ODS)
template-ods-text = A mesma, para LibreOffice.
template-xlsform = Formulário para ODK e Kobo (XLSForm)
template-xlsform-text = Para registrar pelo telefone, também sem conexão.
templates-then = Quando a instituição a devolver preenchida:

## Rastro
lineage-title = Como foi calculado
lineage-lead = Tudo o que é preciso para calcular este número de novo e obter o mesmo.
lineage-question = A pergunta
lineage-cell = A célula
lineage-answer = { $n ->
    [0] Nenhuma linha conta neste número.
    [one] Uma linha conta neste número.
   *[other] { $count } linhas contam neste número.
 }
lineage-sources = Fontes
lineage-hash = Código de verificação do arquivo (BLAKE3)
lineage-rows = Linhas da fonte
lineage-method = Método
lineage-parameters = Parâmetros
lineage-filters = Filtros
lineage-filter-not = exceto { $codes }
lineage-filter-range = de { $from } até { $to }
lineage-open = (sem limite)
lineage-code = Versão do Faro
lineage-counted = Linhas contadas
lineage-rows-heading = As linhas
lineage-rows-first = { $n ->
    [one] A única linha, por fonte e número.
   *[other] As primeiras { $shown } de { $count } linhas, por fonte e número.
 } O número é o da linha sob o cabeçalho do arquivo.
lineage-row = Linha
lineage-recompute = Calcular de novo
lineage-recompute-text = Baixe a tabela com a mesma pergunta, ou peça com as mesmas fontes o relatório completo na linha de comando:
lineage-explore = Abrir a pergunta em Explorar
lineage-mapping = Correspondência
lineage-everything = O relatório de situação reúne muitos números; cada um tem seu próprio rastro.

## Ajuda
help-title = Ajuda
help-lead = O Faro reúne as planilhas das instituições e diz o que acontece, onde, com quem e com quanta certeza.
help-begin = Como começar
help-begin-1 = Incorpore a planilha de uma instituição, como ela é.
help-begin-2 = Corrija como cada coluna é lida, se preciso, e verifique as linhas.
help-begin-3 = Veja o panorama e, para cada número, seu rastro.
help-begin-4 = Baixe o relatório no seu idioma, em HTML, DOCX, XLSX ou PDF.
help-read = Como ler os números
help-interval = Intervalo
help-interval-text = Os números entre parênteses, como 34% (28–41), são o intervalo de confiança de 95%: quanto o número poderia variar por acaso. Com poucos casos o intervalo é largo: o número diz menos.
help-denominator = Denominador
help-denominator-text = As porcentagens são só sobre os registros que respondem à pergunta. Sob cada gráfico se diz quantos são e quantos não respondem.
help-missing = Dados que faltam
help-missing-text = Não perguntado, não respondido, não registrado e reservado não são a mesma coisa. O Faro os conta à parte.
help-small = Números pequenos
help-small-text = O asterisco marca números de tão poucas pessoas que não devem sair da instituição.
help-lineage = Rastro
help-lineage-text = “Como foi calculado” leva de qualquer número a suas fontes, linhas, filtros e método.
help-detected = Detectado não é tudo
help-detected-text = Os números contam o que as instituições detectaram e registraram. O que não se vê não está neles.
help-identities = Identidades
help-identities-text = Nomes, documentos, telefones e endereços são lacrados ao incorporar com a chave da instituição. Nenhuma página os mostra; só as linhas rejeitadas voltam, a quem as entregou e com sua chave.
help-keyboard = Teclado
help-keyboard-1 = A tecla Tab percorre tudo; o primeiro Tab oferece ir para o conteúdo.
help-keyboard-2 = Tabelas largas rolam com as setas quando têm o foco.
help-keyboard-3 = As páginas funcionam também sem JavaScript, com os botões “Responder” e “Ver”.
help-more = Mais
help-more-text = Na linha de comando, “faro --help” explica todo o resto: incorporar em lotes, relatórios, territórios próprios.

## Qualidade
grade-a = muito boa
grade-b = boa
grade-c = regular
grade-d = fraca
grade-e = muito fraca
quality-completeness = Completude
quality-completeness-words = { $n } de { $of } respostas às perguntas básicas estão dadas.
quality-validity = Validade
quality-validity-words = { $n } de { $of } valores puderam ser lidos.
quality-timeliness = Atualidade
quality-timeliness-words = Conforme o tempo desde o último registro: 100% até três meses, 0% a partir de três anos.
quality-consistency = Coerência
quality-consistency-words = { $n } de { $of } linhas não se contradizem.
quality-inclusiveness = Inclusão
quality-inclusiveness-words = Traz { $n } de { $of } desagregações: sexo, gênero, idade, deficiência, origem étnica, situação migratória, orientação sexual, território e nacionalidade.
ask-newer = Pedir os registros posteriores a { $date }.
ask-dated = Pedir a data de cada registro.
ask-mend = { $n ->
    [one] Corrigir a linha rejeitada e entregá-la de novo.
   *[other] Corrigir as { $rows } linhas rejeitadas e entregá-las de novo.
 }
ask-agree = Combinar os valores de “{ $field }”: { $n ->
    [one] um não pôde ser lido.
   *[other] { $invalid } não puderam ser lidos.
 }
ask-resolve = Examinar uma contradição frequente ({ $n ->
    [one] uma linha
   *[other] { $rows } linhas
 }): { $rule }.
ask-fill = Completar “{ $field }”: { $answered } de { $records } registros respondem.
ask-add = Começar a registrar “{ $field }”.
ask-territory = Registrar o lugar abaixo do país.
ask-explain = { $n ->
    [one] Explicar o que é a coluna sem correspondência.
   *[other] Explicar o que são as { $n } colunas sem correspondência.
 }

## Tabelas
shares-all = Porcentagem de todos os registros que respondem, com seu intervalo.
shares-row = Porcentagem dentro de cada linha, com seu intervalo.
shares-column = Porcentagem dentro de cada coluna, com seu intervalo.
table-total = Total
table-count = Número
table-left = Restam mais { $n } linhas; o arquivo baixado tem todas.
compare-levels = Escolha dois lugares do mesmo nível: dois países ou duas divisões.
place-within = Dentro deste lugar
place-tables = Tabelas com diferenças e intervalos

## Contas e instituições
nav-people = Contas
footer-set-up = Abrir o Faro a mais pessoas
yes = Sim
no = Não
never = Nunca
error-leave-title = Esta conta não abre esta página
error-leave = Sua conta não tem permissão para ver esta página.
error-leave-hint = Se precisar dela no trabalho, peça a quem administra as contas a função correspondente.

sign-in-title = Entrar no Faro
sign-in-login = Nome de usuário
sign-in-password = Senha
sign-in-button = Entrar
sign-in-lost = Se perdeu a senha, peça um novo link a quem administra as contas.
sign-in-refused = Não foi possível entrar com esses dados. Confira o nome de usuário e a senha e tente de novo. Se não conseguir, fale com quem administra as contas.
sign-in-wait = Houve várias tentativas sem sucesso. Espere { $minutes ->
    [1] { $n ->
        [one] um segundo
       *[other] { $n } segundos
    }
   *[other] { $minutes } minutos
 } e tente de novo.
sign-in-saved = A sua senha foi salva. Entre com ela.
still-in-title = Esta página foi esvaziada
still-in-lead = Ninguém a usou durante meia hora. A sua sessão continua aberta, porque você usou outra página.
still-in-back = Voltar à página

second-factor-title = Segundo fator
second-factor-lead = Falta um passo: digite o código do seu segundo fator.
second-factor-code = Código
second-factor-help = Os seis dígitos que o aplicativo mostra ou, uma única vez cada um, um código de recuperação.
prove-title = Confirme que é você
prove-lead = O próximo passo é delicado, e o Faro precisa saber que é você. A confirmação vale por alguns minutos.
prove-password-help = A mesma senha com que você entra no Faro.
prove-button = Confirmar
prove-refused = O que foi digitado não confere. Verifique e tente de novo; se for um código do aplicativo, espere que ele mostre o próximo.

invitation-title = Usar um link de uso único
invitation-code = Código
invitation-code-help = Está no fim do link que você recebeu, depois do sinal #.
invitation-go = Continuar
invitation-lead = { $name }: este convite abre a sua conta no Faro. Instituição: { $agency }. Escolha uma senha; depois você poderá entrar com ela.
invitation-password-lead = { $name }: aqui você escolhe uma nova senha para a sua conta. Instituição: { $agency }. Depois você poderá entrar com ela.
invitation-accept = Salvar a senha
invitation-over = Este código não serve: está incompleto, já foi usado, foi retirado ou venceu. Copie o link inteiro ou peça um novo a quem administra as contas.
invitation-until = Vale até
invitation-to-password = para uma nova senha
invitation-withdraw = Retirar

password-new = Nova senha
password-again = A mesma senha, outra vez
password-present = Senha atual
password-help = Pelo menos 12 caracteres; de preferência 15 ou mais, como quatro ou cinco palavras sem relação entre si. Espaços são aceitos.
password-change = Mudar a senha
password-changed = A senha foi mudada e as suas outras sessões foram encerradas. De agora em diante, entre com a nova.
password-wrong = A senha atual não é essa. Nada foi mudado; digite-a de novo.
password-differs = As duas senhas não são iguais. Digite-as de novo.
password-short = A senha é curta demais. Use pelo menos { $n } caracteres.
password-long = A senha é longa demais. Use no máximo { $n } caracteres.
password-common = Essa senha é muito conhecida e logo se adivinha. Escolha outra, por exemplo quatro ou cinco palavras sem relação entre si.
password-context = Essa senha se apoia no seu nome, no da instituição ou em palavras deste trabalho, que são as primeiras que se tentam. Escolha outras palavras.
password-pattern = Essa senha repete a mesma coisa ou segue a ordem do teclado, do alfabeto ou dos números. Escolha palavras sem relação entre si.
password-control = A senha tem um caractere que não se digita em qualquer teclado. Use letras, números, sinais e espaços.
password-link-title = Link para uma nova senha
password-link-lead = Se a pessoa perdeu a senha, crie um link de uso único para que ela escolha outra.
password-link-button = Criar o link
password-link-done = Com este link, { $name } escolhe uma nova senha. Ele serve uma única vez, durante { $hours ->
    [one] uma hora.
   *[other] { $hours } horas.
 }

account-title = Sua conta
account-answer = { $name }, esta é a sua conta no Faro. Instituição: { $agency }. Funções: { $roles }.
account-name = Nome e sobrenome
account-agency = Instituição
account-agency-choose = Escolha a instituição
account-roles = Funções
account-territory = Território
account-territory-help = Se você escolher um, a conta vê apenas os casos desse território e dos lugares que ele abrange. Os números publicados aparecem por inteiro.
account-login-help = Pelo menos 3 caracteres, sem espaços. É com este nome que se entra no Faro; tanto faz maiúsculas ou minúsculas.
account-may-sign-in = Pode entrar no Faro
account-save = Salvar as mudanças
account-at-once = As mudanças valem na hora: as sessões abertas desta conta são encerradas e a pessoa precisa entrar de novo.
account-last = Último acesso
account-disabled = conta desativada
account-sessions = Sessões abertas
account-device = Aparelho
account-unknown-device = Aparelho desconhecido
account-this = esta sessão
account-began = Início
account-seen = Último uso
account-do = Ação
account-end = Encerrar
account-end-others = Encerrar todas as outras
account-ended = { $n ->
    [0] Não havia outras sessões abertas.
    [one] Uma sessão foi encerrada.
   *[other] { $n } sessões foram encerradas.
 }
account-codes-left = { $n ->
    [0] Não resta nenhum código de recuperação: substitua o segundo fator para receber outros.
    [one] Resta um código de recuperação: substitua logo o segundo fator para receber outros.
   *[other] Restam { $n } códigos de recuperação.
 }
account-bad-login = O nome de usuário precisa ter entre 3 e { $n } caracteres, sem espaços. Digite outro.
account-login-taken = Outra conta já usa esse nome de usuário. Escolha outro.
account-bad-name = Escreva o nome da pessoa em uma só linha, com no máximo { $n } caracteres.
account-no-role = A conta não tem nenhuma função. Marque pelo menos uma.
account-role-alone = A função “{ $role }” não se combina com outras. Deixe só ela e abra outra conta para as demais.
account-last-administrator = É a única conta ativa que administra o Faro. Dê antes essa função a outra conta e tente de novo.
account-oneself = Ninguém muda as próprias funções. Peça a mudança a outra pessoa que administre as contas; sua senha e seu segundo fator estão em “Sua conta”.

factor-title = Segundo fator
factor-on = O segundo fator está ativo.
factor-off = Ainda não há segundo fator. Com ele, quem descobrir a sua senha não poderá entrar só com ela.
factor-set-up = Ativar o segundo fator
factor-replace = Substituir o segundo fator
factor-required = Suas funções exigem um segundo fator. Ative-o agora para continuar: além da senha, o Faro pedirá um código que muda a cada trinta segundos.
factor-lead = Além da senha, o Faro pedirá um código que muda a cada trinta segundos.
factor-step-app = Instale no celular um aplicativo de códigos, se ainda não tiver um. Serve qualquer um do tipo TOTP, como FreeOTP, Aegis ou Google Authenticator, e ele funciona sem conexão. Sem celular, serve um programa do computador que mostre esses códigos, como o KeePassXC.
factor-step-scan = No aplicativo, adicione uma conta e escaneie esta imagem.
factor-key = Se não puder escanear, digite esta sequência no aplicativo:
factor-open-app = Se o aplicativo está neste mesmo aparelho, abra-o por este link
factor-step-code = Digite os seis dígitos que o aplicativo mostra.
factor-confirm = Ativar
factor-wrong = O código não confere. Veja se o celular está com a hora automática, espere o aplicativo mostrar o próximo código e digite-o.
recovery-title = Códigos de recuperação
recovery-lead = Imprima ou copie agora estes códigos: eles só aparecem desta vez. Cada um serve uma única vez, no lugar do código do aplicativo.
recovery-keep = Guarde-os em um lugar seguro, longe do celular e da senha. Se perder o celular, é com eles que você poderá entrar.
recovery-kept = Já guardei

role-focal-point = Ponto focal
role-focal-point-what = Entrega os arquivos da sua instituição, responde por eles e recebe as linhas rejeitadas. Vê os números.
role-analyst = Analista
role-analyst-what = Incorpora arquivos da sua instituição, verifica a qualidade das fontes e trabalha com os números.
role-detection-analyst = Analista de detecção
role-detection-analyst-what = Para quem verifica sinais em ofertas, publicações e pagamentos. Vê os números e os relatórios.
role-programme-manager = Gestão de programas
role-programme-manager-what = Para quem planeja e acompanha as ações. Vê os números e os relatórios.
role-treaty-focal-point = Ponto focal de tratados
role-treaty-focal-point-what = Para quem responde aos órgãos dos tratados. Vê os números e os relatórios.
role-survivor-adviser = Assessoria de sobreviventes
role-survivor-adviser-what = Para quem orienta a partir da própria experiência como sobrevivente. Vê os números e os relatórios compartilhados com todas as instituições.
role-reader = Leitura
role-reader-what = Vê os números e os relatórios compartilhados com todas as instituições. Não muda nada.
role-data-protection-officer = Proteção de dados
role-data-protection-officer-what = Zela pelos dados pessoais. Vê as fontes, os números e quem tem conta; restringe o que se compartilha e pode ser a segunda pessoa que aprova.
role-auditor = Auditoria
role-auditor-what = Para quem fiscaliza o uso do Faro. Vê as instituições e as contas; não vê números nem casos. Não se combina com outra função.
role-administrator = Administração
role-administrator-what = Cria instituições, convida pessoas e muda suas funções. Não lê nenhum dado de casos. Não se combina com outra função.

level-national = Nacional
level-department = Estado, província ou departamento
level-municipality = Município
territory-whole = Todo o país
territory-all = Todos os territórios
territory-unknown = Esse território não existe. Escolha um da lista.

set-up-title = Abrir o Faro a mais pessoas
set-up-lead = De agora em diante, cada pessoa entrará com a própria conta e verá apenas o que suas funções permitem. O que foi incorporado até hoje pertencerá à instituição que hospeda o Faro.
set-up-agency = Instituição que hospeda o Faro
set-up-administrator = Primeira conta de administração
set-up-administrator-help = Com esta conta se criam as instituições e se convidam as pessoas. Ela não lê dados de casos: se você também os analisa, crie depois outra conta para si.
set-up-button = Criar a instituição e a conta
set-up-later = Agora não
set-up-care = O endereço de uso único que o Faro mostrou deixará de servir: a entrada será com esta conta e seu segundo fator, que se ativa no próximo passo. Guarde bem os códigos de recuperação que vai receber; sem eles e sem o celular, esta conta não poderá entrar.

people-title = Instituições e contas
people-answer = Há { $n ->
    [0] 0 contas ativas
    [one] uma conta ativa
   *[other] { $n } contas ativas
 } em { $agencies ->
    [0] 0 instituições.
    [one] uma instituição.
   *[other] { $agencies } instituições.
 }
people-agencies = Instituições
people-accounts = Contas
people-count = Contas ativas
people-invitations = Convites e links não usados
person-answer = Instituição: { $agency }. Nome de usuário: “{ $login }”. { $state ->
    [disabled] A conta está desativada e não pode entrar.
   *[active] { $factor ->
        [yes] A conta está ativa, com segundo fator.
       *[no] A conta está ativa, ainda sem segundo fator.
    }
 }

invite-title = Convidar uma pessoa
invite-lead = O Faro não envia e-mails. Ao terminar, ele dá um link de uso único para que você o entregue à pessoa.
invite-button = Criar o convite
invite-done-title = O convite está pronto
invite-done = Com este link, { $name } escolhe a senha e abre a conta. Ele serve uma única vez, durante { $days ->
    [one] um dia.
   *[other] { $days } dias.
 }
link-link = Link
link-code = Só o código
copy-button = Copiar
copy-done = Copiado.
link-care = Copie o link agora: ele não será mostrado de novo. Entregue-o pessoalmente ou por um canal de confiança, não por e-mail comum. Se ele se perder, retire-o e crie outro.

agency-name = Nome da instituição
agency-kind = Tipo
agency-kind-help = As autoridades de controle migratório nunca participam: ninguém deve ter medo de pedir ajuda por causa da sua situação migratória.
agency-kind-choose = Escolha o tipo
agency-level = Nível
agency-territory = Território
agency-key = Chave
agency-key-missing = Falta
agency-new-title = Adicionar uma instituição
agency-create = Adicionar a instituição
agency-first = Ninguém desta instituição usa o Faro ainda. Convide primeiro o seu ponto focal: ele cria a chave da instituição e entrega os arquivos.
agency-first-button = Convidar a primeira pessoa
agency-ended = não participa mais
agency-ended-lead = Esta instituição não participa mais. Suas fontes e suas contas passaram para outra; o histórico diz qual e quando.
agency-answer = { $kind }. Nível: { $level }{ $placed ->
    [yes] , { $place }.
   *[no] .
 } { $state ->
    [ended] Não participa mais: outra instituição assumiu o seu lugar.
   *[open] { $key ->
        [yes] Participa e tem a sua chave.
       *[no] Participa, mas ainda não tem chave: sem ela, seus dados de identidade não podem ser lacrados.
    }
 }
agency-history = Histórico
agency-event-created = foi criada com o nome “{ $after }”.
agency-event-renamed = mudou de nome: de “{ $before }” para “{ $after }”.
agency-event-changed = mudou o tipo, o nível ou o território.
agency-event-handed-over = deixou de participar e entregou tudo a “{ $after }”.
agency-event-took-over = recebeu tudo de “{ $before }”.
agency-event-key = sua chave foi registrada.
agency-hand-over = Entregar tudo a outra instituição
agency-hand-over-lead = Com isto a instituição deixa de participar. Suas fontes e suas contas passam para a outra. Não é possível desfazer. O que já foi lacrado continua lacrado com a chave anterior: quem a substitui precisará dela para abri-lo.
agency-successor = Instituição que a substitui
agency-confirm = Para confirmar, digite o nome da instituição que deixa de participar
agency-confirm-differs = O nome digitado não é o desta instituição. Nada foi mudado; digite-o como aparece no título.
agency-hand-over-button = Entregar tudo e encerrar
agency-bad-name = Escreva o nome da instituição em uma só linha, com no máximo { $n } caracteres.
agency-name-taken = Outra instituição já tem esse nome. Escolha um que as diferencie.
agency-bad-kind = Escolha o tipo de instituição na lista.
agency-never = As autoridades de controle migratório não participam do Faro. Se a instituição faz outro trabalho, escolha o tipo correspondente.
agency-territory-missing = Uma instituição que não é nacional precisa do seu território. Escolha-o na lista.
agency-has-ended = Essa instituição já não participa: ninguém pode abrir uma conta nela. Peça outro convite, ou convide a pessoa para a instituição que a substitui.
agency-bad-successor = Essa instituição não pode receber nada: não participa mais ou é a mesma. Escolha outra que participe.

## Diretório de encaminhamento
nav-directory = Diretório
directory-title = Para onde encaminhar
directory-answer = { $n ->
    [0] O diretório ainda não tem nenhuma instituição para este lugar.
    [one] Há uma instituição para onde encaminhar.
   *[other] Há { $n } instituições para onde encaminhar.
 } { $stale ->
    [0] { "" }
    [one] De uma nada se confirmou em { $days } dias: telefone antes de enviar alguém.
   *[other] De { $stale } nada se confirmou em { $days } dias: telefone antes de enviar alguém.
 }
directory-where = Lugar onde a pessoa está
directory-anywhere = Todo o diretório
directory-show = Mostrar
directory-new-title = Acrescentar uma instituição
directory-download = Baixar a lista
directory-file = diretorio
directory-stale = Sem confirmação.
directory-verified = Última confirmação
directory-verify = Continua válido
directory-change = Alterar
directory-end = Retirar
directory-end-title = Retirar do diretório
directory-end-lead = “{ $name }” deixará de aparecer no diretório e em todas as páginas que o usam.
directory-end-no = Manter
directory-form-lead = Confirme cada dado por telefone antes de salvar. Escreva a linha da instituição, nunca a de uma pessoa.
directory-name = Instituição ou serviço
directory-line = Como se chega
directory-line-help = Telefone da instituição, e-mail institucional ou endereço público. Não escreva a localização de um abrigo sigiloso.
directory-hours = Horário
directory-serves = Lugar que atende
directory-offers = O que oferece
directory-languages = Idiomas
directory-populations = Quem atende
directory-save = Salvar como confirmado hoje
directory-in = Incorporar uma lista
directory-in-lead = Um CSV ou uma planilha com as colunas da lista que se baixa. Se uma linha estiver errada, nenhuma é incorporada. As que sua instituição já mantém, com o mesmo nome e lugar, são atualizadas.
directory-in-file = Arquivo
directory-in-button = Incorporar
directory-in-model = Baixar o modelo
directory-taken-in = { $n ->
    [one] Uma instituição foi incorporada.
   *[other] { $n } instituições foram incorporadas.
 }
directory-refused = Nada foi incorporado. { $row ->
    [0] Primeira linha: { $why }
   *[other] Linha { $row }: { $why }
 }
directory-unreadable = O arquivo não pode ser lido como planilha. Salve-o como CSV ou XLSX e envie de novo.
directory-missing = Faltam o nome ou a forma de chegar.
directory-too-long = Um texto é longo demais; use menos de { $n } caracteres.
directory-bad-kind = Esse tipo de instituição não está na lista.
directory-bad-language = Um dos idiomas não está na lista; use os códigos do modelo.
directory-bad-population = Um dos grupos não está na lista; use os códigos do modelo.
directory-too-many = A lista é longa demais; o máximo é de { $n } linhas.
directory-bad-columns = as colunas devem ser, nesta ordem: { $columns }.
tongue-es = espanhol
tongue-pt = português
tongue-en = inglês
tongue-fr = francês
tongue-ht = crioulo haitiano
tongue-nl = holandês
tongue-qu = quíchua
tongue-ay = aimará
tongue-gn = guarani
tongue-arn = mapudungun
tongue-quc = quiché
tongue-mam = mam
tongue-kek = quekchí
tongue-yua = maia iucateque
tongue-nah = náuatle
tongue-guc = wayuunaiki
tongue-miq = misquito
tongue-zh = chinês
tongue-ar = árabe
tongue-sgn = língua de sinais
population-everybody = qualquer pessoa
population-women = mulheres
population-men = homens
population-children = crianças
population-adolescents = adolescentes
population-lgbtiq = pessoas LGBTIQ+
population-migrants = pessoas migrantes
population-indigenous = povos indígenas
population-afrodescendant = pessoas afrodescendentes
population-disability = pessoas com deficiência
population-workers = trabalhadoras e trabalhadores

## Direito, conservação, pedidos e incidentes
nav-law = Dados e direitos
legal-title = Base jurídica
legal-lead = O Faro redige textos modelo a partir das respostas abaixo e da lei do país. Ninguém envia arquivos antes de o acordo e o relatório de impacto estarem assinados.
legal-signed = O acordo e o relatório de impacto constam como assinados.
legal-unsigned = Faltam assinaturas: ainda não cabe enviar arquivos de outras instituições.
legal-model = São textos modelo. Submeta-os à assessoria jurídica antes de usar.
legal-documents = Documentos
legal-document = Documento
legal-file = Arquivo, no idioma desta página
legal-signed-title = Documentos assinados
legal-signed-none = Nenhum documento consta como assinado.
legal-sign = Registrar uma assinatura
legal-by = Função que assina
legal-by-help = Um cargo, não o nome de uma pessoa.
legal-on = Dia da assinatura
legal-answers = Respostas
legal-country = País cuja lei se aplica
legal-body = Entidade que hospeda o sistema
legal-place = Cidade
legal-contact = Função de contato
legal-contact-help = Uma função, não uma pessoa: por exemplo, encarregado de proteção de dados.
legal-address = Endereço ou e-mail institucional
legal-agencies = Instituições participantes, uma por linha
legal-purposes = Finalidades
legal-other = Outras finalidades, uma por linha
legal-data = Dados compartilhados
legal-hosting = Onde está instalado
legal-hosting-own = Equipamentos próprios
legal-hosting-state = Centro de dados do Estado
legal-hosting-provider = Um provedor, como operador
legal-provider = Provedor, se houver
legal-transfers = A quem se enviam dados no exterior, um por linha (vazio: a ninguém)
legal-keep = Salvar o rascunho
legal-problem = Uma resposta é longa demais ou não está entre as oferecidas. Nada foi salvo.
legal-law = A lei do país e seus prazos
legal-source = Fonte:
legal-what = O quê
legal-time = Prazo
legal-status = Situação do dado
legal-incident = Incidente
legal-holidays = Importar feriados
legal-holidays-list = Um por linha: data, vírgula, nome. Substitui a lista anterior.
legal-holidays-known = Feriados conhecidos do país: { $n }. Sem lista, descontam-se só os fins de semana.
retention-title = Conservação e eliminação
retention-answer = Itens com prazo vencido: { $n }. Retidos por ordem legal: { $held }.
retention-adopted = O calendário está adotado: o servidor elimina a cada dia o que vence.
retention-not-adopted = O calendário não está adotado: nada é eliminado por si só.
retention-adopt = Adotar o calendário
retention-suspend = Suspender o calendário
retention-run = Revisar e eliminar agora
retention-run-title = Eliminar agora?
retention-run-lead = Isto não pode ser desfeito. As cópias de segurança anteriores ainda o contêm.
retention-run-yes = Sim, eliminar
retention-run-no = Não, voltar
retention-plan = O que seria eliminado hoje
retention-plan-none = Nada tem o prazo vencido.
retention-class = Classe de dados
retention-amount = Quantidade
retention-then = O que ocorre
retention-hold = Retenção legal
retention-holds = Retenções legais
retention-holds-none = Não há nenhuma.
retention-covers = O que abrange
retention-reason = Motivo
retention-until = Até
retention-until-lifted = que seja levantada
retention-over = encerrada
retention-lift = Levantar
retention-place = Ordenar uma retenção
retention-everything = Tudo
retention-source = Só esta fonte (seu identificador; vazio: todas)
retention-rules = Prazos
retention-sensitivity = Sensibilidade
retention-kept = Conserva-se
retention-by = Quem o faz
retention-set = Mudar um prazo
retention-agency = Para qual instituição
retention-agency-all = Todas as que não têm prazo próprio
retention-agency-help = O prazo de uma instituição vale antes do geral.
retention-unset = Voltar ao prazo anterior
retention-unset-help = A partir da próxima execução vale o prazo geral ou, se este é o geral, o habitual.
retention-unset-yes = Sim, retirar este prazo
retention-days = Dias
retention-days-help = Vazio: até decisão.
retention-proofs = Provas de eliminação
retention-proofs-none = Nada foi eliminado ainda.
retention-when = Quando
retention-keys = Chaves destruídas (início do resumo)
retention-interrupted = interrompida; termina na próxima execução
retention-broken = A cadeia de provas não está íntegra a partir do número
retention-file = provas-de-eliminacao
requests-title = Pedidos de pessoas
requests-answer = Pedidos pendentes: { $n }. Vencidos: { $overdue }. Vencem em breve: { $soon }.
requests-new = Registrar um pedido
requests-new-lead = Quem pede fica lacrado com a chave da instituição que responde; o registro guarda só uma referência.
requests-right = O que se pede
requests-received = Recebido em
requests-requester = Quem pede e como responder de forma segura
requests-requester-help = É criptografado ao salvar. Pode ficar vazio e ser guardado em papel.
requests-register = Registrar
requests-reference = Referência
requests-due = Vence
requests-act-by = Último dia útil para agir
requests-clock = Prazo legal
requests-state = Situação
requests-decision = Decisão
requests-letter = Carta de resposta (DOCX)
requests-who = Quem pede
requests-open-who = Ver quem pede
requests-who-key = Não foi possível abrir: é preciso a chave da instituição e sua senha, no computador onde ela fica.
requests-why = Motivo
requests-passphrase = Senha da chave, se houver
requests-step = Próximo passo
requests-note = Motivo ou nota
requests-note-help = Não cite nomes: este texto é guardado sem criptografia.
requests-do = Salvar
step-decide = Decidir (com o motivo)
step-extend = Prorrogar (e avisar a pessoa por quê)
step-answer = A resposta foi enviada
step-withdraw = A pessoa retirou o pedido
step-note = Anotar
step-measures = Medidas adotadas
step-close = Encerrar, com o que se aprendeu
register-history = Histórico
happened-registered = registrado
happened-extended = prorrogado
happened-decided = decidido
happened-answered = respondido
happened-withdrawn = retirado
happened-noted = nota
happened-requester_opened = viu-se quem pede
happened-notified_authority = comunicação à autoridade
happened-notified_people = aviso às pessoas
happened-waived_authority = sem comunicação à autoridade
happened-waived_people = sem aviso às pessoas
happened-measures = medidas
happened-closed = encerrado
incidents-title = Incidentes
incidents-answer = Incidentes abertos: { $n }.
incidents-new = Registrar um incidente
incidents-new-lead = O Faro calcula até quando avisar a autoridade e as pessoas, conforme a lei do país.
incidents-what = O que ocorreu
incidents-classes = Classes de dados afetadas
incidents-found = Percebido em
incidents-found-on = Dia em que foi percebido
incidents-found-at = Hora
incidents-found-help = Pelo relógio do país. Na dúvida, a hora mais cedo.
incidents-people = Quantas pessoas, aproximadamente
incidents-measures = Medidas adotadas
incidents-register = Registrar
incidents-notices = Comunicações exigidas por lei
incidents-details = Para complementar, até
incidents-draft = Rascunho do aviso (DOCX)
incidents-notified = O aviso foi enviado
incidents-waive = Não será comunicado, por este motivo
incidents-given = Enviado em { $when }
incidents-waived = Não se comunica: { $why }
incidents-closed = Encerrado
incidents-lessons = O que se aprendeu
incidents-file = incidentes
import-unsigned = Antes de importar arquivos de outra instituição, o acordo e o relatório de impacto devem estar assinados.
error-register = Falta algo no formulário, ou um dado não pode ser usado ali: revise datas, motivos e opções.
error-field = Confira “{ $field }”: está faltando, é longo demais ou não pode ser usado ali.
error-changed = Alguém mais o alterou nesse meio-tempo. Olhe de novo antes de alterar.

## Auditoria
nav-audit = Auditoria
audit-title = Auditoria
audit-whole = { $n ->
    [0] A cadeia está completa: ainda não há registros.
    [one] A cadeia está completa: 1 registro, percorrido em { $when }.
   *[other] A cadeia está completa: { $count } registros, percorridos em { $when }.
 }
audit-broken = A cadeia não está completa. { $what } Percorrida em { $when }.
audit-broken-hint = Alguém mudou o banco de dados por fora do Faro, ou a chave do servidor é outra. Não apague nada: faça uma cópia, avise a pessoa encarregada da proteção de dados e compare com uma âncora guardada em outro lugar.
audit-not-checked = { $n ->
    [one] Há 1 registro; a cadeia está sendo percorrida.
   *[other] Há { $count } registros; a cadeia está sendo percorrida.
 }
audit-checking = Percorrendo a cadeia
audit-look-again = Atualizar
audit-verify = Percorrer a cadeia agora
audit-anchor = Fazer uma âncora
audit-last-anchor = Última âncora deste servidor: registro { $number }, { $date }, código { $code }
audit-no-anchor = Este servidor ainda não deixou nenhuma âncora.
audit-anchor-title = Âncora da auditoria
audit-anchor-answer = A cadeia termina no registro { $number }, { $when }. Este é o seu código:
audit-anchor-advice = Escreva-o na ata de uma reunião ou envie-o a outra instituição. Só uma âncora guardada fora deste equipamento mostra se alguém que controla todo o equipamento reescreve a cadeia. Verifica-se com “faro audit verify --anchor CÓDIGO”; erros de digitação são notados.
audit-back = Voltar à auditoria
audit-bad-date = A data não se entende: escreva um ano, um mês ou um dia, como 2026, 2026-03 ou 2026-03-15.
audit-from = De
audit-to = Até
audit-action = O quê
audit-actor = Quem
audit-object = Sobre o quê
audit-object-id = Identificador
audit-any = Tudo
audit-search = Buscar
audit-clear = Retirar filtros
audit-entries = Registros
audit-none = Ainda não há registros.
audit-none-found = Nenhum registro atende a estes filtros.
audit-number = N.º
audit-when = Quando
audit-place = De onde
audit-why = Motivo
audit-withheld = reservado
audit-newest = Os mais novos
audit-older = Mais antigos
audit-copies = Cópias
audit-copies-explained = CSV para planilhas; NDJSON para verificar a cadeia sem o Faro. Levam o que os filtros mostram, e a cadeia só pode ser verificada numa cópia completa. A coluna de motivos pode conter dados pessoais. Fazer uma cópia fica na auditoria.
audit-actor-owner = dono do equipamento
audit-actor-worker = o servidor
audit-channel-page = página
audit-channel-api = API
audit-channel-command = comando
audit-channel-worker = servidor
audit-event-import-asked = Entregou um arquivo
audit-event-import-started = Começou uma incorporação
audit-event-import-published = Publicou uma versão
audit-event-job-called-off = Cancelou um trabalho
audit-event-mapping-saved = Guardou uma correspondência
audit-event-rejected-opened = Abriu linhas rejeitadas
audit-event-row-errors-read = Leu objeções linha por linha
audit-event-rows-behind-read = Leu quais linhas há por trás de um número
audit-event-territories-imported = Incorporou territórios
audit-event-keys-made = Preparou chaves ou nomeou a instituição
audit-event-marked-simulated = Marcou os dados como simulados
audit-event-report-made = Fez um relatório
audit-event-audit-read = Leu a auditoria
audit-event-audit-exported = Copiou a auditoria
audit-event-audit-checked = Percorreu a cadeia
audit-event-audit-anchored = Fez uma âncora
audit-event-audit-resealed = Voltou a selar a auditoria
audit-event-server-key-rotated = Substituiu a chave do servidor
audit-event-reference-key-rotated = Substituiu a chave dos números de processo
audit-object-source = fonte
audit-object-version = versão
audit-object-job = trabalho
audit-object-mapping = correspondência
audit-object-territories = territórios
audit-object-dataset = dados
audit-object-report = relatório
audit-object-installation = instalação
audit-object-audit = auditoria
## Compartilhar, duas pessoas, tarefas
nav-home = Tarefas
nav-approvals = Aprovações
nav-waiting = { $n ->
    [one] { $n } espera sua decisão
   *[other] { $n } esperam sua decisão
 }
home-title = Minhas tarefas
home-answer = { $n ->
    [0] Você não tem nada pendente.
    [one] Você tem uma tarefa pendente.
   *[other] Você tem { $n } tarefas pendentes.
 }
home-empty = Aqui aparece o que espera algo de você: decisões, etiquetas que faltam, retiradas a confirmar.
task-second-factor = Sua conta se abre só com a senha. Configure um segundo fator.
task-key = Sua instituição ainda não tem chave: faça-a para poder incorporar planilhas.
task-approvals = { $n ->
    [one] Um pedido espera sua decisão.
   *[other] { $n } pedidos esperam sua decisão.
 }
task-recall = { $agency } retirou “{ $source }”. Apague as cópias que sua instituição tenha e confirme.
task-label = “{ $source }” não tem etiqueta: por enquanto só os pontos focais e a proteção de dados da sua instituição a veem. Diga quem pode vê-la.
task-share-ends = “{ $source }” deixa de ser compartilhada depois de { $date }. Se for preciso mais tempo, peça antes.
task-share-ended = “{ $source }” deixou de ser compartilhada depois de { $date }. Peça mais tempo ou restrinja a etiqueta.
task-unacknowledged = { $n ->
    [one] Falta uma instituição confirmar que apagou o que lhe foi retirado.
   *[other] Faltam { $n } confirmações de que o retirado foi apagado.
 }
task-one-administrator = Você é a única pessoa que administra as contas, e há mudanças que precisam de duas. Convide outra.
task-job = “{ $file }” está sendo incorporado.

tlp-red = Só os pontos focais e a proteção de dados da instituição.
tlp-amber-strict = Só a instituição, conforme a função de cada pessoa.
tlp-amber = A instituição e as que são nomeadas.
tlp-green = Todas as instituições que usam este Faro.
tlp-clear = Todas as instituições, e pode ser publicada depois de verificar que não expõe ninguém.
label-heading = Quem vê
label-title = Quem pode ver “{ $source }”
label-lead = Restringir vale na hora. Compartilhar com mais instituições, com menos limites ou por mais tempo espera que outra pessoa da sua instituição concorde.
label-unset = Ninguém pôs uma etiqueta ainda.
label-unset-short = sem etiqueta
label-from-other = de outra instituição
label-who = Quem pode ver?
label-now = Etiqueta atual
label-owner = Instituição
label-purpose = Para que se compartilha
label-purpose-help = O que as outras podem fazer com estes dados. É preciso com AMBER, GREEN e CLEAR.
label-basis = Base legal
label-basis-help = O convênio, a lei ou a decisão que permite compartilhar. É preciso com AMBER, GREEN e CLEAR.
label-recipients = Compartilhada com
label-recipients-choose = Com AMBER, com quais instituições?
label-recipients-hidden = com sua instituição; a lista completa só quem compartilha conhece
label-no-partners = Ainda não há outra instituição neste Faro.
label-shows = Cada instituição sabe com quais outras se compartilha
label-shows-help = Se não for marcado, cada uma sabe só de si.
label-until = Último dia
label-until-help = Até que dia se compartilha, no máximo cinco anos. Com CLEAR pode ficar vazio.
label-no-end = sem data
label-reason-help = Para a pessoa que vai decidir com você. É preciso para compartilhar mais; não escreva nomes de pessoas.
label-inside-only = Compartilhar com outras instituições, quem pede depois é um ponto focal, na página da fonte.
label-save = Salvar
label-change = Mudar quem vê
label-expired = Deixou de ser compartilhada: passou o último dia.
label-waiting = Espera uma segunda pessoa:
label-stays = Esta fonte já tem etiqueta, e a conserva:
label-no-level = Escolha quem pode ver.
label-no-purpose = Escreva para que se compartilha, em até { $n } caracteres.
label-no-basis = Escreva a base legal, em até { $n } caracteres.
label-no-recipient = Marque ao menos outra instituição, ou escolha uma etiqueta mais restrita.
label-no-day = Escolha o último dia: depois de hoje e em no máximo cinco anos.
label-changed = Outra pessoa mudou a etiqueta enquanto isso. Nada foi mudado; veja como ficou e tente de novo.

nav-emergency = Emergência
emergency-banner = Acesso de emergência a dados de { $agency } até { $until }
emergency-title = Acessos de emergência
emergency-answer = { $n ->
    [0] Nenhum acesso de emergência está aberto.
    [one] { $n } acesso de emergência está aberto.
   *[other] { $n } acessos de emergência estão abertos.
}
emergency-lead = Quando uma vida corre perigo, uma pessoa pode ver por algumas horas dados de outra instituição. As identidades continuam lacradas. Tudo fica na auditoria e outra pessoa revisa.
emergency-none = Não há nenhum.
emergency-new-link = Pedir acesso de emergência
emergency-new-title = Pedir acesso de emergência
emergency-new-answer = Só quando uma vida corre perigo. A outra instituição e a proteção de dados são avisadas na hora.
emergency-new-lead = Você verá números e dados dos casos dessa instituição, se ela os tiver, só nas páginas de análise e enquanto durar. Não verá identidades, linhas nem documentos, nem poderá baixá-los. Não se diz antes se a instituição tem dados.
emergency-call = Ligue também: só a outra instituição pode dizer quem é uma pessoa e agir com ela.
emergency-call-heading = Ligue para a instituição
emergency-no-contact = Esta instituição não tem linhas no diretório. Procure-a pelos meios que conhecer.
emergency-choose = Escolha
emergency-at-once = abre na hora
emergency-asks-first = a instituição decide antes
emergency-who = Quem
emergency-owner = Instituição que tem os dados
emergency-danger = Que perigo existe
emergency-danger-life = Alguém pode ser morto ou gravemente ferido
emergency-danger-held = Alguém está retido
emergency-danger-moved = Alguém está para ser levado
emergency-danger-child = Uma criança ou adolescente está em perigo
emergency-reason = Motivo: por que é necessário
emergency-reason-help = A outra instituição e a proteção de dados lerão, e fica na auditoria. Não escreva nomes nem nada que diga quem é uma pessoa.
emergency-groups = Que dados são precisos
emergency-groups-help = Marque só o que precisa.
emergency-group-record = O registro: datas, lugar, instituição
emergency-group-person = A pessoa: idade, sexo, nacionalidade
emergency-group-process = Recrutamento, transporte e controle
emergency-group-exploitation = Exploração: forma e lugar
emergency-group-justice = Justiça e reparação
emergency-group-assistance = Assistência
emergency-how-long = Por quanto tempo
emergency-hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
emergency-open = Abrir
emergency-leave = Não abrir
emergency-asked-title = A instituição foi consultada
emergency-asked = Esta instituição decide antes de abrir seus dados. Seu pedido espera por ela e nada foi aberto. “Minhas tarefas” avisa quando abrir.
emergency-one-title = Acesso de emergência
emergency-mine-open = Está aberto. As páginas de análise o mostram até a hora do fim e dizem isso no alto.
emergency-to-figures = Ver os dados
emergency-from = Desde
emergency-until = Até
emergency-ended = Encerrado antes por
emergency-reads = Vezes em que se olharam dados
emergency-review-due = Revisar antes de
emergency-reviewed = Revisado por
emergency-review-note = O que diz a revisão
emergency-end = Encerrar agora
emergency-review = Revisar
emergency-review-lead = Pergunte a quem usou o que aconteceu. Diga se havia perigo e se não se abriu mais do que o necessário. A revisão encerra o que ainda estiver aberto.
emergency-review-button = Guardar a revisão
emergency-finding = Resultado
emergency-finding-justified = Foi justificado
emergency-finding-not-justified = Não foi justificado
emergency-finding-incident = Foi abuso: registrar um incidente
emergency-incident = Incidente registrado
emergency-state-open = Aberto
emergency-state-ended = Encerrado
emergency-state-unreviewed = Falta revisar
emergency-state-overdue = A revisão está atrasada
emergency-many = Esta pessoa abriu { $n } em 24 horas.
emergency-allowed = O que sua instituição permite de antemão
emergency-allowed-lead = Se sua instituição não abre na hora, pode permitir a outra que o faça até um dia. Retirar a permissão vale na hora e fecha o que estiver aberto.
emergency-allowed-none = Nada é permitido de antemão.
emergency-allow-link = Permitir a uma instituição
emergency-allow-title = Permitir acesso de emergência de antemão
emergency-allow-lead = As pessoas dessa instituição poderão abrir por algumas horas dados dos casos da sua, sem perguntar antes. Vocês serão avisados a cada vez. Outra pessoa da sua instituição precisa concordar.
emergency-allow-whom = A qual instituição
emergency-allow-button = Pedir que se permita
emergency-disallow = Retirar a permissão
emergency-no-agency = Escolha uma instituição que participe.
emergency-no-fields = Marque pelo menos um grupo de dados.
emergency-no-danger = Diga que perigo existe.
emergency-no-hours = Escolha entre 1 e { $n } horas.
emergency-too-many = Você tem { $n } abertos ou em espera. Encerre um antes de pedir outro.
emergency-too-many-today = Você abriu { $n } nas últimas 24 horas. Ligue para a instituição.
emergency-unreviewed = Um acesso anterior seu não foi revisado a tempo. Peça à proteção de dados que o revise; até lá não pode abrir outro. Ligue para a instituição.
emergency-has-ended = Já terminou.
emergency-own = Ninguém revisa o que abriu.
emergency-was-reviewed = Já foi revisado.
emergency-no-finding = Escolha um resultado.
emergency-no-day = Falta o último dia, já passou ou está a mais de um ano.
asked-break-glass = Acesso de emergência de { $agency } a dados dos casos de { $about }, por { $hours } h: { $danger }
asked-allow-emergency = Permitir a { $about } acesso de emergência a dados dos casos da sua instituição até { $date }
task-emergency-open = { $who } abriu dados de { $owner } por uma emergência, até { $until }. Veja por quê; pode encerrar.
task-emergency-review = Falta revisar o acesso de emergência de { $who } a dados de { $owner }, antes de { $until }.
task-emergency-overdue = Atrasada: a revisão do acesso de emergência de { $who } a dados de { $owner }.
task-emergency-many = { $who } chegou ao limite de acessos de emergência em 24 horas.
task-emergency-mine = Você tem abertos dados de { $owner } até { $until }. Feche-os quando não forem precisos.
audit-event-emergency-opened = Abriu um acesso de emergência
audit-event-emergency-refused = Pediu um acesso de emergência além do limite
audit-event-emergency-read = Olhou dados por um acesso de emergência
audit-event-emergency-ended = Encerrou um acesso de emergência
audit-event-emergency-reviewed = Revisou um acesso de emergência
audit-event-emergency-allowed = Permitiu acessos de emergência de antemão
audit-event-emergency-disallowed = Retirou a permissão de acessos de emergência

recalls-title = Retiradas
recalls-answer = { $n ->
    [0] Sua instituição não tem cópias a apagar.
    [one] Falta confirmar que as cópias de uma fonte foram apagadas.
   *[other] Falta confirmar que as cópias de { $n } fontes foram apagadas.
 }
recalls-received = O que outras instituições retiraram
recalls-received-none = Ninguém retirou nada do que compartilhou com sua instituição.
recalls-received-lead = Estes dados já não entram nos seus números. Apague os relatórios, tabelas e arquivos que os contenham e confirme.
recalls-sent = O que sua instituição retirou
recall-agency = Retirado de
recall-at = Quando
recall-copies = Cópias
recall-deleted = Confirmou que apagou
recall-waiting = Falta confirmar
recall-acknowledge = Apagamos as cópias
recall-heading = Retirar o que foi compartilhado
recall-lead = Os dados saem na hora dos números das outras instituições. O Faro pede que apaguem as cópias que tenham e mostra quais confirmaram. O que já foi publicado não pode ser retirado.
recall-from = Retirar de (sem marcar nenhuma, de todas)
recall-why = Motivo, para o registro da sua instituição
recall-button = Retirar agora
recall-nothing = Não há nada compartilhado com essas instituições. Nada foi retirado.
asked-delete-source = Apagar “{ $about }” com tudo o que contém

deletion-link = Apagar esta fonte
deletion-title = Apagar “{ $source }”
deletion-answer = É apagada para sempre. Ninguém consegue recuperá-la pelo Faro.
deletion-lead = Os dados saem na hora de todos os números, também dos de outras instituições. Depois um trabalho apaga cada versão com suas identidades lacradas e as chaves que as abrem, e deixa um comprovante de cada uma.
deletion-versions = Versões
deletion-rows = Linhas de dados, em todas as versões
deletion-sealed = Identidades lacradas
deletion-recipients = Recebem o pedido de apagar suas cópias
deletion-stays = Ficam: que a fonte existiu, quem a apagou e por quê, e os comprovantes. As cópias de segurança a contêm até vencerem.
deletion-type-name = Escreva o nome da fonte para confirmar
deletion-why = Motivo da exclusão
deletion-ask = Pedir para apagar
deletion-now = Apagar agora
deletion-keep = Não apagar
deletion-wrong-name = O nome não é o desta fonte. Escreva-o como está junto ao campo.
deletion-held = A retenção legal { $hold } impede apagá-la. Pergunte à pessoa de proteção de dados se ela pode ser levantada.
deletions-title = Fontes apagadas
deletions-answer = { $n ->
    [0] Nada está sendo apagado.
    [one] { $n } fonte está sendo apagada.
   *[other] { $n } fontes estão sendo apagadas.
}
deletions-none = Ninguém apagou uma fonte.
deletions-lead = Já não estão em nenhum número nem página. De cada versão há um comprovante em “Conservação e eliminação”.
deletion-people = Pediu · concordou
deletion-at = Desde quando ninguém a vê
deletion-finished = Apagada por completo: { $at }
deletion-stopped = Parada pela retenção legal { $hold }. Continua oculta; será apagada quando a retenção terminar.
deletion-running = { $done } de { $of } versões apagadas
task-deletion = “{ $source }” está sendo apagada.
task-deletion-held = A retenção legal { $hold } impede que “{ $source }” seja apagada.
audit-event-source-deleted = Apagou uma fonte
audit-event-source-erased = Tudo de uma fonte ficou apagado

approvals-title = Aprovações
approvals-answer = { $n ->
    [0] Nada espera sua decisão.
    [one] Um pedido espera sua decisão.
   *[other] { $n } pedidos esperam sua decisão.
 }
approvals-lead = O que é delicado precisa de duas pessoas: uma pede e outra concorda. Há 72 horas para decidir.
approvals-to-decide = Esperam sua decisão
approvals-mine = Você pediu
approvals-past = Decididos
approval-title = Pedido
approval-what = O que se pede
approval-state = Situação
approval-state-open = Espera
approval-state-approved = Aprovado e feito
approval-state-refused = Recusado
approval-state-withdrawn = Retirado por quem pediu
approval-state-overtaken = Sem efeito: aquilo de que tratava mudou
approval-state-expired = Venceu sem decisão
approval-reason = Motivo
approval-reason-help = A segunda pessoa vai ler, e fica na auditoria. Não escreva nomes de pessoas dos casos.
approval-your-reason = Motivo da sua decisão
approval-asked-by = Quem pediu
approval-until = Pode ser decidido até
approval-decided = Quem decidiu
approval-decide = Ver e decidir
approval-decide-lead = Se você concordar, é feito na hora.
approval-approve = Concordo
approval-refuse = Recusar
approval-withdraw = Retirar meu pedido
approval-mine-waits = Espera outra pessoa. Você não pode decidir o que pediu.
approval-nobody = Agora ninguém mais pode decidir. Peça a quem administra as contas que dê a mesma função a outra pessoa.
approval-nobody-sharing = Para compartilhar são precisas duas pessoas, e na sua instituição ninguém mais pode concordar. Peça a quem administra as contas que outra pessoa seja ponto focal ou de proteção de dados. Restringir você pode.
approval-no-reason = Escreva o motivo, em até { $n } caracteres.
approval-no-reason-short = Falta o motivo, ou é longo demais.
approval-not-open = Este pedido já foi decidido, retirado ou venceu.
approval-own = Você não pode decidir o que pediu.
approval-waiting-already = O mesmo já foi pedido e espera uma decisão.
approval-overtaken = Aquilo de que este pedido tratava mudou, ou quem pediu já não pode pedir. Nada foi feito; é preciso pedir de novo.
asked-widen-sharing = Compartilhar “{ $about }” como TLP:{ $level }
asked-remove-second-factor = Tirar o segundo fator da conta de { $about }
asked-hand-agency-over = Encerrar a participação de { $about } e entregar tudo a { $successor }
factor-remove-lead = Se a pessoa perdeu o telefone e os códigos de recuperação, peça que seu segundo fator seja tirado. Alguém da instituição dela precisa concordar ou, se a conta não vê dados de casos, outra pessoa que administra. Antes, confira pessoalmente ou por telefone que é ela quem pede.
factor-remove-button = Pedir que seja tirado
factor-none = Esta conta não tem segundo fator.
audit-event-label-set = Pôs uma etiqueta
audit-event-share-recalled = Retirou o que foi compartilhado
audit-event-recall-acknowledged = Confirmou que apagou cópias
audit-event-approval-asked = Pediu algo que precisa de duas pessoas
audit-event-approval-given = Concordou com um pedido
audit-event-approval-refused = Recusou um pedido
audit-event-approval-withdrawn = Retirou seu pedido
audit-event-second-factor-removed = Tirou um segundo fator
audit-event-agency-handed-over = Entregou uma instituição a outra
audit-object-recall = retirada
audit-object-approval = pedido
audit-object-account = conta
audit-object-agency = instituição

# Quem deixa entrar
nav-own-people = Nossa equipe
own-people-title = Quem trabalha aqui
own-people-answer = { $n ->
    [one] Uma pessoa da sua instituição pode entrar.
   *[other] { $n } pessoas da sua instituição podem entrar.
}
own-people-lead = Ninguém vê os dados da sua instituição sem que alguém dela concorde: o que se pede espera em “Aprovações”. Se uma conta não deve mais entrar, bloqueie-a aqui; vale na hora.
own-people-stop = Bloquear
own-people-stop-title = Bloquear uma conta
own-people-stop-lead = A conta de { $name } deixa de entrar na hora e suas sessões terminam. Para voltar, quem administra as contas precisa pedir e a sua instituição concordar.
own-people-reason-help = Fica na auditoria. Não escreva nomes de pessoas dos casos.
own-people-stop-button = Bloquear a conta
own-people-back = Não bloquear
consent-reason = Motivo do pedido
consent-reason-help = Quem precisa concordar lê isto: alguém da instituição ou, se não houver ninguém, quem protege os dados. É preciso sempre que a pessoa for ver dados e houver quem possa concordar.
consent-nobody = Na instituição não há ninguém que possa concordar, nem há quem proteja os dados. Quem opera o servidor pode fazê-lo: “faro accounts --let-in”.
invitation-waits = Espera que a instituição concorde
invitation-awaits = Falta a sua instituição, ou quem protege os dados, concordar com a sua entrada. O pedido já está em Aprovações; abra este link de novo mais tarde.
link-awaits = O link funciona quando a instituição concordar. Já está entre as pendências da equipe dela; pode entregá-lo agora.
agency-kind-reason = Motivo da mudança de tipo
agency-kind-reason-help = Só se o tipo de instituição mudar: dele depende o que outros podem abrir numa urgência, e a instituição precisa concordar.
asked-let-in = Dar a { $about } uma conta em { $agency }
asked-new-password = Dar a { $about }, de { $agency }, um link para uma senha nova
asked-give-access = Dar mais acesso a { $about }
asked-change-agency = Mudar o que { $about } é
audit-event-let-in = Deixou alguém entrar
audit-event-access-given = Deu mais acesso a uma conta
audit-event-access-taken = Retirou acesso de uma conta
audit-event-account-stopped = Bloqueou uma conta da sua instituição
audit-event-agency-changed = Mudou os dados de uma instituição

# Operação: cópias e trabalhos
nav-operations = Operação
operations-title = Cópias de segurança e estado
operations-work = Trabalhos neste servidor
operations-doctor = Um exame completo da instalação, no terminal do equipamento:
backups-title = Cópias de segurança
backups-none = Ainda não foi feita nenhuma cópia de segurança.
backups-last = A última cópia é de { $when } e ocupa { $size }.
backups-old = Não há cópia dos últimos dois dias. Se o equipamento falhar hoje, perde-se o que foi incorporado desde então.
backups-failed = A última tentativa não deu certo: { $why }
backups-no-recipients = Este servidor não faz cópias por si só até que alguém diga, no terminal do equipamento, para quem elas são cifradas. Diz-se lá e não aqui porque quem abre uma cópia vê os dados dos casos, e quem administra as contas não deve vê-los. A chave fica fora do servidor.
backups-lead = O servidor faz uma cópia por dia e a deixa aqui, cifrada: sem a chave, que não está neste equipamento, ninguém a abre. Baixe-a e guarde-a em outro prédio.
backups-kept = Ficam as { $n } mais recentes.
backups-recipients = São cifradas para
backups-under-way = Uma cópia está sendo feita.
backups-look-again = Ver se terminou
backups-now = Fazer uma cópia agora
backups-file = Arquivo
backups-size = Tamanho
backups-delete = Apagar
backups-delete-title = Apagar uma cópia de segurança
backups-delete-lead = { $name } será apagada deste servidor. As cópias guardadas em outro lugar ficam.
backups-delete-button = Apagar a cópia
backups-keep = Conservar
job-state-queued = Na fila
job-state-running = Em andamento
job-state-done = Terminado
job-state-failed = Sem sucesso
job-state-cancelled = Cancelado
jobs-title = Incorporações
jobs-answer = { $n ->
    [0] Nenhuma incorporação está em andamento agora.
    [one] Há uma incorporação em andamento ou na fila.
   *[other] Há { $n } incorporações em andamento ou na fila.
}
jobs-none = Sua instituição ainda não incorporou nenhuma planilha.
jobs-file = Arquivo
jobs-state = Estado
jobs-cancel = Cancelar
audit-event-backup-recipients-set = Disse para quem as cópias são cifradas
audit-event-backup-asked = Pediu uma cópia de segurança
audit-event-backup-taken = Baixou uma cópia de segurança cifrada
audit-event-backup-deleted = Apagou uma cópia de segurança
tokens-title = Chaves para programas
tokens-open = Ver e criar chaves
tokens-lead = Com uma chave, um programa seu consulta o Faro em seu nome: um painel, uma planilha, um sistema da sua instituição.
tokens-list = Suas chaves
tokens-none = Ainda não há nenhuma.
tokens-name = Nome da chave
tokens-name-help = Para reconhecê-la nesta lista, por exemplo “Painel mensal”. Não escreva aqui a chave nem dados de pessoas.
tokens-may = O que pode fazer
tokens-made = Criada
tokens-ends = Vence
tokens-over = vencida
tokens-never = nunca
tokens-revoke = Anular
tokens-new = Criar uma chave
tokens-nothing = Nenhuma das suas funções inclui algo que um programa possa fazer por você.
tokens-for = Por quanto tempo serve
tokens-days = { $n ->
    [one] um dia
   *[other] { $n } dias
 }
tokens-never-more = Uma chave nunca pode mais do que você naquele momento, e não faz nada do que pede para provar de novo quem você é ou precisa de duas pessoas. Se você mudar a senha, o segundo fator ou as funções, todas as suas chaves deixam de servir.
tokens-make = Criar a chave
tokens-bad-name = Escreva o nome da chave em uma só linha, com até { $n } caracteres.
tokens-no-scope = A chave não pode fazer nada. Marque pelo menos uma ação.
tokens-bad-scope = Uma chave desta conta não pode fazer alguma das ações marcadas. Confira a lista.
tokens-bad-days = Escolha por quanto tempo serve: de 1 a { $n } dias.
tokens-too-many = Você já tem { $n } chaves que servem. Anule uma que não use.
token-title = A nova chave
token-once = Copie a chave agora: ela não será mostrada de novo.
token-token = Chave
token-try = Para experimentar
token-care = Guarde-a onde o seu programa guarda segredos: nem no código, nem em um endereço, nem em um e-mail. Quem a tiver age em seu nome. Se ela se perder ou alguém mais a vir, anule-a.
token-kept = Já guardei
scope-answer-recalls = Ver o que outras instituições recolheram e confirmar que foi apagado
scope-import-files = Entregar arquivos e corrigir correspondências
scope-keep-directory = Manter as entradas do diretório da sua instituição
scope-manage-incidents = Registrar e acompanhar incidentes
scope-manage-requests = Registrar e responder pedidos de pessoas à sua instituição
scope-oversee-requests = O mesmo para todas as instituições
scope-read-audit = Pesquisar na auditoria
scope-read-directory = Ver o diretório de serviços
scope-read-figures = Ver números, relatórios e de onde vêm
scope-read-incidents = Ver o registro de incidentes
scope-read-legal = Ver o pacote legal e os prazos de cada país
scope-read-people = Ver instituições e contas
scope-read-retention = Ver por quanto tempo os dados são guardados e as provas
scope-read-row-errors = Ver as objeções linha por linha
scope-read-sources = Ver as fontes, sua qualidade e suas versões
scope-see-approvals = Ver o que espera uma segunda pessoa
scope-set-label = Pôr ou restringir rótulos e recolher o que foi compartilhado
audit-event-token-made = Criou uma chave para um programa
audit-event-token-revoked = Anulou uma chave
audit-event-token-refused = Foi usada uma chave que não serve mais
audit-object-token = Chave de programa
## Chaves e abertura
nav-keys = Chaves
keys-title = Chaves da instituição
keys-own-folder-answer = Esta pasta tem a sua própria chave.
keys-own-folder = A chave está na pasta de dados (agency.key). Guarde uma cópia em outro lugar: sem ela ninguém consegue abrir as identidades. “faro agency-key” mostra e troca a chave.
keys-none = { $agency } ainda não tem chave. Enquanto não tiver, não pode entregar arquivos.
keys-answer = As identidades que { $agency } entrega são lacradas com esta chave. Só quem tem a parte secreta consegue abri-las; este servidor não a tem.
keys-done = A chave está registrada. Guarde o arquivo em dois lugares seguros e a frase em um terceiro.
keys-asked = A troca de chave espera uma segunda pessoa da instituição, em “Aprovações”.
keys-on-host = A parte secreta desta chave está neste servidor (agency.key). Quem administra ou roubar o servidor consegue abrir as identidades. Peça a quem o administra que a retire com “faro agency-key take-away” e a entregue a você, ou faça uma chave nova.
keys-fingerprint = Impressão digital
keys-fingerprint-help = Leia por telefone com a outra pessoa que guarda a chave. Se um só número for diferente, não é a mesma chave.
keys-public = Chave pública
keys-new = Criar a chave
keys-replace = Trocar a chave
keys-openers = Quem pode abrir identidades
keys-openers-none = Ninguém: nenhuma conta ativa da instituição tem essa permissão.
keys-openers-help = Além da permissão, é preciso o arquivo da chave e a frase.
keys-former = Chaves anteriores
keys-former-help = Guarde uma chave anterior enquanto houver algo lacrado com ela, ou cópias de segurança daquele tempo.
keys-made-at = Registrada
keys-made-by = Registrada por
keys-origin = Criada
keys-origin-host = junto com a pasta de dados
keys-origin-browser = em um navegador
keys-origin-elsewhere = fora desta página
keys-retired = Substituída
keys-sealed = Chaves de dados e textos lacrados com ela
keys-new-lead = Uma chave tem duas partes. A pública fica aqui e só lacra. A secreta fica com a instituição e é a única que abre. Se for perdida, ninguém consegue abrir o que foi lacrado.
keys-new-replaces = A instituição já tem uma chave. Outra a substitui quando uma segunda pessoa aprova. O que já está lacrado continua com a chave anterior até que a instituição passe para a nova.
keys-here = Criar neste navegador
keys-here-help = A parte secreta é feita neste computador e baixada como arquivo protegido por uma frase. Não é enviada a lugar nenhum.
keys-no-script = Para isto é preciso JavaScript. Sem ele, faça a chave na linha de comando, como explicado abaixo.
keys-make = Criar e baixar agency.key
keys-check = Verificar o arquivo
keys-check-help = Escolha agora o arquivo que acabou de guardar. Assim ninguém lacra com uma chave que se perdeu ao baixar.
keys-elsewhere = Registrar uma feita em outro lugar
keys-elsewhere-help = Em um computador da instituição, com o Faro instalado. Também serve um dispositivo ou programa que guarde uma chave X25519 e abra HPKE.
keys-public-help = Cole o conteúdo de agency.pub, ou os seus 64 dígitos. Nunca cole agency.key.
keys-check-elsewhere = Continuar
keys-prove-title = Verificar que a chave está guardada
keys-prove-help = Abra este texto com a parte secreta e cole a resposta. Só quem a tem consegue.
keys-prove-answer = Resposta
keys-replace-help = A outra pessoa lê isto antes de aprovar. Compare com ela a impressão digital.
keys-ask = Pedir a troca
keys-register = Registrar a chave
keys-refused-not-a-key = Isto não é uma chave pública. Cole o conteúdo de agency.pub ou os seus 64 dígitos.
keys-refused-in-use = Esta chave é ou foi usada aqui. Faça uma nova.
keys-refused-unproved = A resposta não é a que dá a parte secreta, ou passou mais de meia hora. Tente com o texto desta página.
keys-refused-changed = A chave da instituição mudou nesse meio-tempo. Olhe de novo a página de chaves.
asked-replace-key = Trocar a chave da instituição pela de impressão digital { $about }
openings-title = Quem abriu identidades
openings-answer = { $n ->
    [0] Ninguém abriu identidades da instituição.
    [one] Pediu-se uma vez para abrir identidades da instituição.
   *[other] Pediu-se { $n } vezes para abrir identidades da instituição. A última vem primeiro.
}
openings-when = Quando
openings-who = Quem
openings-what = O quê
openings-purpose = Motivo
openings-help = Cada linha é escrita antes de entregar qualquer coisa e está na auditoria. O que se abre com uma cópia já baixada não passa por aqui.
openings-on-host = Quem administra o servidor
lookup-title = Buscar sem abrir
lookup-none = Não há linhas lacradas em que buscar.
lookup-answer = { $n ->
    [0] Ainda não se pode buscar em nenhuma das { $all } fontes: prepare-as primeiro, abaixo.
    [one] Pode-se buscar em 1 fonte de { $all }.
   *[other] Pode-se buscar em { $n } fontes de { $all }.
}
lookup-lead = Informe um documento, um nome, um telefone ou um número de processo e saiba em que linhas da sua instituição está, sem abrir nenhuma. O servidor não fica sabendo o que se busca.
lookup-no-script = Para isto é preciso JavaScript: a chave é usada neste navegador.
lookup-kind = O que é
lookup-kind-document = Documento de identidade
lookup-kind-name = Nome completo
lookup-kind-phone = Telefone
lookup-kind-number = Número de processo ou de pessoa
lookup-sought = O que buscar
lookup-sought-help = Completo: partes não são encontradas. Maiúsculas, acentos, hífens e a ordem dos nomes não importam; de um telefone contam os últimos oito dígitos. Não é enviado.
lookup-go = Buscar
lookup-sources = Fontes em que se busca
lookup-which = Fonte
lookup-ready = pronta
lookup-not-ready = por preparar
lookup-index = Preparar a busca
lookup-index-help = Este navegador recebe todas as linhas lacradas da fonte, abre-as com a chave e devolve apenas marcas que ninguém sem a chave pode fazer nem testar. Faça-o em um computador da instituição. Se for interrompido, começa de novo. É preciso repetir a cada nova versão da fonte e ao trocar de chave.
lookup-refused = A fonte ou a chave mudou nesse meio-tempo, ou outra pessoa a está preparando. Carregue a página de novo.
lookup-too-little = É curto ou longo demais para buscar.
lookup-nowhere = Não está em nenhuma linha das fontes em que se pode buscar.
lookup-found = Está em %n linhas. Para vê-las é preciso abri-las e dizer para quê.
lookup-found-in = %source: linhas %rows
lookup-more = e talvez em mais
lookup-indexing = Bloco %done de %all…
lookup-indexed = Pronto: já se pode buscar nesta fonte.
rewrap-title = Passar para a chave nova
rewrap-lead = O que foi lacrado com esta chave anterior passa para a chave atual. As linhas não são tocadas: só mudam as chaves pequenas que as abrem.
rewrap-no-script = Para isto é preciso JavaScript: as chaves são abertas neste navegador.
rewrap-progress = Avanço
rewrap-go = Abrir e lacrar de novo
rewrap-help = Escolha o arquivo da chave anterior. Pode interromper: ao voltar, continua de onde parou.
escrow-title = Deixar a chave com duas pessoas
escrow-lead = Se a instituição quiser, a chave é dividida em dois arquivos para duas pessoas. Um só não abre nada; com os dois se recupera a chave. Nada disto fica no servidor.
escrow-no-script = Para isto é preciso JavaScript, ou a linha de comando: “faro agency-key split” e “faro agency-key join”.
escrow-split = Dividir a chave
escrow-split-help = São baixados dois arquivos. Entregue cada um a uma pessoa diferente e apague os dois deste computador.
escrow-split-go = Dividir e baixar
escrow-join = Recuperar a chave
escrow-join-help = As duas pessoas escolhem o seu arquivo neste computador. A chave é baixada com uma frase nova.
escrow-part-1 = Uma parte
escrow-part-2 = A outra parte
escrow-join-go = Juntar e baixar
vault-opening = Abrindo a chave…
vault-wrong-passphrase = A frase não abre esta chave. Tente de novo.
vault-not-a-key = Este arquivo não é o necessário. Escolha o arquivo da chave da instituição.
vault-other-key = É outra chave: isto foi lacrado com uma diferente. Compare as impressões digitais na página de chaves.
vault-damaged = O que está lacrado foi danificado ou alterado e não abre. Avise quem administra o servidor.
vault-no-file = Escolha o arquivo.
vault-short-passphrase = A frase precisa de pelo menos 12 caracteres. Várias palavras ao acaso servem.
vault-different = As duas frases não são iguais.
vault-failed = Não foi possível. Tente de novo.
vault-making = Preparando o arquivo da chave…
vault-made = O arquivo agency.key foi baixado. Guarde-o e verifique abaixo.
vault-opened = Aberto. Some depois de cinco minutos ou ao sair da página.
vault-rejected-done = A planilha com %n linhas foi baixada. Devolva-a só à instituição e apague-a depois.
vault-reason-column = Motivo da rejeição
vault-row-column = Linha
vault-field-column = Dado
vault-value-column = Valor
vault-rewrapping = Faltam %left.
vault-rewrapped = Pronto: nada mais está lacrado com a chave anterior. Guarde-a enquanto houver cópias de segurança daquele tempo.
vault-split-done = Dois arquivos foram baixados: entregue cada um a uma pessoa diferente.
vault-joined = A chave foi baixada com a frase nova.
vault-key-file = Arquivo da chave (agency.key)
vault-key-help = É lido neste navegador e não é enviado.
vault-passphrase = Frase da chave
vault-new-passphrase = Frase nova para a chave
vault-new-passphrase-help = Pelo menos 12 caracteres. Escreva em papel e guarde longe do arquivo.
vault-passphrase-again = A mesma frase outra vez
vault-opened-title = Aberto neste navegador
vault-opened-help = O servidor não vê isto.
vault-clear = Ocultar agora
open-rows = Linhas
open-rows-help = Números de linha do arquivo, por exemplo 12, 40-43. Até 50.
open-why = Motivo
open-why-help = A instituição verá em “Quem abriu identidades”, e fica na auditoria. Não nomeie ninguém.
open-go = Abrir
open-no-script = Sem JavaScript é baixado um arquivo lacrado, que se abre em um computador da instituição:
open-download = Baixar lacrado
open-why-missing = Escreva o motivo, em até 500 caracteres.
open-rows-wrong = As linhas não são entendidas, ou são mais de 50. Escreva por exemplo 12, 40-43.
open-rows-nothing = Essas linhas não têm identidades lacradas.
identities-title = Identidades de “{ $source }”
identities-lead = Só se abrem as linhas pedidas, com a chave da instituição e um motivo.
identities-link = Abrir identidades
requester-title = Quem pede em { $reference }
requester-lead = Abre-se com a chave da instituição e um motivo.
import-no-key = A instituição ainda não tem chave. Faça-a primeiro: sem ela as identidades não podem ser lacradas.
error-no-key = A instituição ainda não tem chave, e sem chave não se recebem arquivos. O ponto focal a faz em “Chaves”.
audit-event-identity-opened = Pediu para abrir identidades
audit-event-identities-indexed = Preparou a busca nas linhas lacradas
audit-event-identity-looked-up = Buscou nas linhas lacradas sem abri-las
audit-event-key-registered = Registrou a chave da instituição
audit-event-key-replaced = Trocou a chave da instituição
audit-event-rewrap-asked = Pediu o que foi lacrado com uma chave anterior
audit-event-rewrapped = Passou o que foi lacrado para a chave atual
audit-event-key-split = Dividiu a chave para duas pessoas
audit-object-key = chave
audit-object-request = pedido de uma pessoa

# Chaves de acesso
passkeys-title = Chaves de acesso
passkeys-open = Ver e acrescentar chaves de acesso
passkeys-answer = { $n ->
    [0] Sua conta ainda não tem chaves de acesso.
    [one] Sua conta tem uma chave de acesso.
   *[other] Sua conta tem { $n } chaves de acesso.
}
passkeys-lead = Com uma chave de acesso você entra com a digital, o rosto ou o PIN do telefone ou do computador, em vez dos seis dígitos. Ela só funciona no endereço deste Faro: uma página copiada não obtém nada. Os seis dígitos e os códigos de recuperação continuam valendo.
passkeys-name = Chave
passkeys-made = Criada
passkeys-used = Último uso
passkeys-remove = Tirar
passkeys-factor-first = Configure antes o segundo fator de seis dígitos: é o que resta se você perder o aparelho.
passkeys-full = Sua conta já tem { $n } chaves. Tire uma para acrescentar outra.
passkeys-no-browser = Este navegador, ou este aparelho, não permite chaves de acesso. Pode continuar com os seis dígitos.
passkeys-no-name = As chaves de acesso precisam que o Faro tenha um nome e uma conexão segura (https). Pergunte a quem opera o servidor.
passkeys-new-name = Nome
passkeys-name-help = Para reconhecê-la: “Telefone do trabalho”.
passkeys-bad-name = Escreva um nome de até { $n } letras.
passkeys-add = Acrescentar uma chave de acesso
passkeys-wait = Siga as indicações do aparelho.
passkeys-failed = Não deu certo. Tente outra vez ou use os seis dígitos.
passkeys-refused = A chave não pôde ser guardada. A página ficou aberta tempo demais, ou a chave é de outro tipo. Tente outra vez.
passkeys-show = Entrar com a chave de acesso
audit-event-passkey-added = Acrescentou uma chave de acesso
audit-event-passkey-removed = Tirou uma chave de acesso
hand-in-answer = Este arquivo foi verificado e lacrado na instituição: nenhum nome chega aqui.
hand-in-unreadable = O arquivo lacrado não pode ser incorporado. Nada foi guardado.
hand-in-other-key = Foi lacrado com outra chave que não a da instituição. Faça de novo com a chave pública que a página “Chaves” mostra.
hand-in-damaged = O arquivo está danificado ou é de um Faro mais novo. Faça de novo.
## Auditoria: contas, registros, recusas
audit-actor-stranger = alguém não identificado
audit-event-set-up = Abriu o Faro a mais pessoas
audit-event-invitation-made = Convidou uma pessoa
audit-event-invitation-withdrawn = Retirou um convite
audit-event-invitation-used = Usou um convite e abriu a conta
audit-event-password-link-made = Criou um link para uma nova senha
audit-event-password-link-used = Escolheu uma nova senha com um link
audit-event-account-changed = Mudou uma conta
audit-event-account-disabled = Desativou uma conta
audit-event-sign-in-begun = Senha correta; faltava o segundo fator
audit-event-signed-in = Entrou
audit-event-signed-out = Saiu
audit-event-proved-again = Confirmou de novo quem é
audit-event-password-changed = Mudou a própria senha
audit-event-second-factor-set = Configurou o segundo fator
audit-event-recovery-code-used = Usou um código de recuperação
audit-event-sessions-ended = Encerrou sessões próprias
audit-event-agency-made = Criou uma instituição
audit-event-directory-entry-made = Acrescentou um registro ao diretório
audit-event-directory-entry-changed = Mudou um registro do diretório
audit-event-directory-entry-verified = Confirmou um registro do diretório
audit-event-directory-entry-ended = Retirou um registro do diretório
audit-event-directory-imported = Incorporou uma lista ao diretório
audit-event-legal-answers-kept = Guardou respostas da base jurídica
audit-event-document-signed = Anotou a assinatura de um documento
audit-event-holidays-imported = Incorporou feriados
audit-event-schedule-adopted = Adotou o calendário de conservação
audit-event-schedule-suspended = Suspendeu o calendário de conservação
audit-event-retention-set = Fixou um prazo de conservação
audit-event-retention-unset = Voltou ao prazo habitual
audit-event-retention-run = Começou a eliminar o que venceu
audit-event-retention-step = Eliminou dados vencidos
audit-event-hold-placed = Ordenou uma retenção legal
audit-event-hold-lifted = Levantou uma retenção legal
audit-event-request-registered = Registrou o pedido de uma pessoa
audit-event-request-changed = Deu andamento ao pedido de uma pessoa
audit-event-request-answer-made = Preparou a resposta a uma pessoa
audit-event-requester-opened = Abriu quem faz um pedido
audit-event-incident-registered = Registrou um incidente
audit-event-incident-changed = Deu andamento a um incidente
audit-event-incident-notice-made = Preparou um aviso de incidente
audit-event-incidents-exported = Copiou o registro de incidentes
audit-event-backup-made = Fez uma cópia de segurança
audit-event-databases-restored = Restaurou ou trouxe para cá os bancos de dados
audit-event-databases-moved = Começou a mover os bancos de dados
audit-event-sign-in-refused = Entrada recusada
audit-event-access-refused = Acesso negado
audit-event-guessing-noticed = Aviso: alguém tenta adivinhar senhas
audit-event-refusals-noticed = Aviso: muitos acessos negados
audit-event-alarms-reviewed = Revisou os avisos
audit-object-action = ação
audit-object-sign-in = entrada
audit-object-refusals = vezes
audit-object-invitation = convite
audit-object-directory-entry = registro do diretório
audit-object-legal-pack = base jurídica
audit-object-country = país
audit-object-class = classe de dados
audit-object-retention = conservação
audit-object-hold = retenção legal
audit-object-incident = incidente
audit-alarms = Avisos por revisar
audit-alarms-explained = Alguém tentou entrar ou abrir muitas vezes em pouco tempo, ou pediu mais linhas do que podem sair. Procure nos registros daquela hora qual conta e qual lugar foram; fale com a pessoa ou desative a conta. Um erro repetido também pode causar isso.
audit-alarms-found = O que encontrou
audit-alarms-found-help = Sem nomes de pessoas; 500 caracteres ou menos. Fica na auditoria.
audit-alarms-reviewed = Já os revisei
task-alarms = { $n ->
    [one] Há um aviso: tentativas repetidas de entrar ou de abrir o que não se pode, ou mais linhas pedidas do que podem sair. Revise-o.
   *[other] Há { $n } avisos: tentativas repetidas de entrar ou de abrir o que não se pode, ou mais linhas pedidas do que podem sair. Revise-os.
}

# Mensagens
messages-title = Mensagens
messages-head = { $n ->
    [one] Você tem uma mensagem
   *[other] Você tem { $n } mensagens
}
messages-answer = { $n ->
    [0] Você não tem mensagens por ler.
    [one] Você tem uma mensagem por ler.
   *[other] Você tem { $n } mensagens por ler.
}
messages-none = Aqui aparece o que espera que você veja: um pedido, um acesso de emergência, um prazo.
messages-read-all = Marcar todas como lidas
messages-read = Marcar como lida
messages-was-read = lida
messages-what = De que se trata
messages-when = Quando
messages-kept = Uma mensagem nunca diz de quem nem de que caso se trata; abre-se na sua página, se você puder vê-la. Mostram-se as últimas { $n } e guardam-se { $days } dias.
message-approval = Um pedido espera a sua decisão
message-emergency = Houve um acesso de emergência a dados que você cuida
message-review = A revisão de um acesso de emergência vence em breve ou já venceu
message-shared = Outra instituição compartilhou uma fonte com a sua
message-recalled = Outra instituição retirou uma fonte que havia compartilhado
message-job = Terminou uma entrega de arquivo sua
message-request = O prazo do pedido de uma pessoa vence em breve ou já venceu
message-incident = O prazo para avisar de um incidente vence em breve ou já venceu
message-alarm = Há tentativas repetidas de entrar ou de abrir o que não corresponde
message-webhook = Um aviso automático seu foi desligado porque não chegava
message-test = Teste
message-waiting = Aviso de que algo espera
mail-title = Avisos por e-mail
mail-open = Escolher se quer avisos por e-mail
mail-lead = O e-mail só diz «Você tem uma mensagem no Faro» e o endereço deste servidor: nada do assunto, de pessoas nem de instituições.
mail-often = Chega no máximo um a cada { $n } horas, mesmo com várias mensagens.
mail-impossible = Este servidor não envia e-mail. As suas mensagens estão nesta página, acima.
mail-is-off = Você não recebe avisos por e-mail.
mail-is-on = Você recebe avisos em { $address }.
mail-waits = Falta confirmar { $address }: escreva o código que chegou lá. Até então nada mais é enviado.
mail-code = Código do e-mail
mail-code-help = Seis algarismos; valem { $n } minutos.
mail-confirm = Confirmar o endereço
mail-address = Endereço de e-mail
mail-address-help = Use um que só você leia. É guardado cifrado e ninguém mais o vê no Faro.
mail-send-code = Enviar um código a este endereço
mail-turn-off = Não receber mais e-mails e apagar o endereço
mail-bad-address = Esse endereço de e-mail não pode ser usado. Veja se está completo, como nome@instituicao.example.
mail-too-many = Você já pediu { $n } códigos hoje. Tente de novo amanhã.
mail-not-sent = Não foi possível enviar o código. Veja o endereço ou avise quem administra o servidor.
mail-bad-code = O código não é esse ou já não vale. Confira ou peça outro.
letter-subject = Você tem uma mensagem no Faro
letter-waiting = Você tem uma mensagem no Faro.

    { $address }
letter-code = O seu código para receber avisos do Faro: { $code }

    Vale { $n } minutos. Se você não o pediu, não faça nada.

    { $address }
letter-trial = Este é um teste do e-mail do Faro.

    { $address }
webhooks-title = Avisos a programas (webhooks)
webhooks-answer = { $n ->
    [0] Nenhum programa da sua instituição recebe avisos.
    [one] Um programa da sua instituição recebe avisos.
   *[other] { $n } programas da sua instituição recebem avisos.
}
webhooks-lead = O Faro avisa um programa da sua instituição quando há uma mensagem para quem criou o aviso: um identificador, a classe e a hora, com assinatura. Nada do assunto.
webhooks-new = Criar um aviso
webhooks-make = Criar o aviso
webhooks-impossible = Neste servidor não foi permitido nenhum destino. Quem administra a máquina o permite, com --allow-outbound.
webhooks-hosts = Começa com https:// e vai a um dos destinos permitidos nesta máquina:
webhooks-bad-scheme = O endereço deve começar com https://.
webhooks-bad-host = Esse destino não é permitido nesta máquina. Peça a quem a administra que o acrescente.
webhooks-bad-address = Esse endereço não pode ser usado. Escreva-o completo, sem usuário, senha nem #.
webhooks-too-many = A sua instituição já tem { $n }. Apague um que não use.
webhooks-is-off = Este aviso está desligado. Dê-lhe um segredo novo para ligá-lo.
webhook-title = Aviso a um programa
webhook-url = Endereço
webhook-state = Estado
webhook-for = Para
webhook-works = Chega.
webhook-failing = Não chega desde { $when }. Continua-se a tentar.
webhook-off = Desligado desde { $when }: não chegava, ou quem o criou já não pode. Um segredo novo o liga.
webhook-secret-title = Segredo do aviso
webhook-secret = Segredo
webhook-secret-once = Copie o segredo agora: não volta a ser mostrado.
webhook-secret-renewed = Copie o segredo novo agora: não volta a ser mostrado. Durante { $n } horas assina-se também com o anterior.
webhook-secret-care = Guarde-o onde o seu programa guarda os segredos. Com ele se comprova que um aviso vem do Faro; o guia da interface para programas diz como.
webhook-previous = Até { $until } assina-se também com o segredo anterior.
webhook-test = Enviar um teste
webhook-renew = Dar um segredo novo
webhook-delete = Apagar
webhook-delete-title = Apagar o aviso
webhook-delete-lead = Apagar o aviso a { $url }, com a lista do que foi enviado? O programa deixa de saber.
webhook-delete-button = Apagar o aviso
webhook-keep = Conservá-lo
webhook-sent = O que foi enviado
webhook-sent-none = Ainda não se enviou nada.
webhook-answer = Resposta
webhook-tries = Tentativas
delivery-queued = em espera
delivery-sent = enviado
delivery-dead = abandonado
delivery-dropped = já não era preciso
fault-inside = o nome leva a uma rede interna
fault-refused = destino não permitido
fault-name = o nome não existe
fault-connection = sem conexão
fault-certificate = certificado não válido
fault-exchange = a resposta se interrompeu
fault-time = sem resposta a tempo
fault-size = resposta grande demais
fault-redirect = manda a outro endereço
fault-status = resposta de erro
fault-gone = o destino pede para não receber mais
fault-setting = falta configurar na máquina
fault-address = endereço rejeitado
fault-never = rejeitado pelo servidor de e-mail
fault-later = o servidor de e-mail pede para esperar
fault-encryption = sem conexão cifrada
outgoing-title = O que sai da máquina
outgoing-nothing = Nada: não há servidor de e-mail nem destinos permitidos.
outgoing-mail = Servidor de e-mail
outgoing-hosts = Destinos permitidos
outgoing-channel-mail = E-mails
outgoing-channel-webhook = Avisos a programas
outgoing-dead = Abandonados
scope-read-messages = Ver que há mensagens para você e marcá-las como lidas
scope-use-webhooks = Ver, testar e apagar os avisos a programas da sua instituição
audit-event-mail-asked = Deu um endereço para avisos por e-mail
audit-event-mail-turned-on = Ligou os avisos por e-mail
audit-event-mail-turned-off = Desligou os avisos por e-mail
audit-event-mail-tried = Testou se o e-mail chega
audit-event-webhook-made = Criou um aviso a um programa
audit-event-webhook-renewed = Deu um segredo novo a um aviso
audit-event-webhook-tested = Enviou um teste a um aviso
audit-event-webhook-deleted = Apagou um aviso a um programa
audit-event-webhook-turned-off = Desligou-se um aviso a um programa
audit-object-webhook = aviso a um programa
elsewhere-button = Entrar com { $name }
elsewhere-title = Entrar com a sua instituição
elsewhere-lead = Você pode entrar com a conta da sua instituição em vez da senha do Faro. O segundo fator do Faro é sempre pedido.
elsewhere-open = Ver ou mudar
elsewhere-off = A sua conta não está vinculada a { $name }.
elsewhere-on = A sua conta está vinculada a { $name } desde { $date }. Último uso: { $used }.
elsewhere-link = Vincular a { $name }
elsewhere-link-again = Vincular a outra conta de { $name }
elsewhere-unlink = Remover o vínculo
elsewhere-go = Seguir para { $name }
elsewhere-back-title = De volta ao Faro
elsewhere-go-on = Continuar
elsewhere-wrong = Não foi possível entrar com { $name }: a resposta não é válida. Entre com a sua senha e avise quem opera o servidor.
elsewhere-silent = { $name } não responde. Entre com a sua senha ou tente mais tarde.
elsewhere-way = Passou tempo demais, ou foi iniciado em outro navegador. Comece de novo.
elsewhere-declined = { $name } não confirmou quem você é. Comece de novo.
elsewhere-not-linked = Nenhuma conta do Faro está vinculada à sua de { $name }. Entre com a sua senha e vincule em “Sua conta”.
elsewhere-taken = Outra conta do Faro já está vinculada a essa conta de { $name }.
audit-event-linked-elsewhere = Vinculou a conta ao provedor de identidade
audit-event-unlinked-elsewhere = Removeu o vínculo com o provedor de identidade
audit-event-identified-elsewhere = O provedor de identidade confirmou quem é
export-link = Retirar suas linhas
export-title = Retirar as linhas de “{ $source }”
export-answer-own = Outra pessoa da sua instituição precisa concordar. Depois você baixa um arquivo cifrado, uma única vez e em um dia.
export-answer-shared = { $owner } precisa concordar: a fonte é dela. Depois você baixa um arquivo cifrado, uma única vez e em um dia.
export-answer-owner = Um arquivo cifrado é escrito, para ser baixado uma única vez e em um dia.
export-lead = O arquivo traz os dados dos casos linha por linha, com o significado de cada coluna. Nunca traz nomes, documentos, telefones nem textos lacrados; uma combinação rara ainda pode apontar uma pessoa. Se quadros bastam, baixe-os em “Explorar”.
export-rows = Linhas
export-columns = Colunas
export-owner = É de
export-limit = Quanto pode sair
export-limits = { $rows } linhas por arquivo; { $person } por pessoa e { $agency } por instituição em 24 horas
export-purpose = Para que servem as linhas
export-format = Formato
export-format-csv = CSV, com seu dicionário, em um ZIP
export-format-xlsx = Excel (XLSX), com seu dicionário
export-recipient = Chave pública (age) de quem o abre
export-recipient-help = Começa por “age1”. Quem vai abrir o arquivo a faz na própria máquina com “age-keygen” e guarda a parte secreta. O servidor não consegue abrir o arquivo.
export-ask = Pedir o arquivo
export-now = Escrever o arquivo
export-not = Não retirar nada
export-nobody = Ninguém mais pode concordar: é preciso outra pessoa com o papel de ponto focal ou de proteção de dados na instituição dona.
export-no-format = Escolha CSV ou Excel.
export-no-recipient = Isto não é uma chave pública de age. Copie-a inteira; começa por “age1”.
export-nothing = A fonte ainda não tem linhas.
export-too-many = A fonte tem { $rows } linhas; um arquivo leva no máximo { $most }. Nada sai, e ficou registrado. Use os quadros de “Explorar”, ou peça a quem administra o Faro que reveja o limite.
export-person-day = Nas últimas 24 horas já saíram { $so_far } linhas para você; podem sair { $most }. Nada sai, e ficou registrado. Tente amanhã.
export-agency-day = Nas últimas 24 horas já saíram { $so_far } linhas para a sua instituição; podem sair { $most }. Nada sai, e ficou registrado. Tente amanhã.
export-no-file = Não há arquivo: ainda não foi escrito, já foi baixado, ou venceu.
export-ended = Esta saída já terminou.
export-one-title = Linhas de “{ $source }” que saem
export-agreed-by = Concordou
export-agreed-at = Desde quando
export-written = Escrito
export-state-waiting = O arquivo está sendo escrito.
export-state-ready = O arquivo está pronto. Quem pediu o baixa uma vez, até { $until }.
export-state-fetched = Foi baixado em { $at } e já não está no servidor.
export-state-over = Ninguém o baixou a tempo. Foi apagado.
export-state-stopped = Foi interrompido em { $at }: alguém parou, ou quem pediu já não pode ver a fonte.
export-state-failed = Não foi possível escrever. Peça de novo; se acontecer outra vez, avise quem administra o Faro.
export-fetch-lead = Ao ser baixado, ele é apagado do servidor. Tenha onde guardá-lo; se o download cair, é preciso pedir de novo.
export-fetch = Baixar e apagar do servidor
export-open-lead = Assim o abre quem tem a chave secreta:
export-stop-lead = Interromper apaga o arquivo na hora. Não espera ninguém.
export-stop = Interromper e apagar
exports-title = Linhas que saem
exports-lead = Aqui está o que a sua instituição retirou, e o que saiu das suas fontes: quem, para quê e o que aconteceu com o arquivo.
exports-waiting = Esperam outra pessoa
exports-none = Ninguém retirou linhas.
exports-how = São pedidas na página da fonte, “Retirar suas linhas”.
asked-export-rows = { $agency } retira as linhas de “{ $about }” em um arquivo cifrado
task-export = O arquivo com as linhas de “{ $source }” está pronto; baixe-o antes de { $until }.
emergency-asked-own = O que você pediu e espera
emergency-asked-own-lead = Quem decide é a outra instituição. Ligue também para a linha dela; se já não for preciso, retire o pedido.
audit-event-rows-exported = Deixou sair linhas de uma fonte
audit-event-export-refused = Pediu mais linhas do que podem sair
audit-event-export-written = Escreveu o arquivo de linhas que saem
audit-event-export-fetched = Baixou um arquivo de linhas
audit-event-export-stopped = Interrompeu uma saída de linhas
audit-event-export-erased = Apagou um arquivo de linhas que ninguém baixou
audit-event-exports-noticed = Aviso: alguém pediu mais linhas do que podem sair
audit-event-proofs-exported = Copiou as provas de eliminação
audit-event-emergency-over = Terminou um acesso de emergência no prazo
audit-object-export = saída de linhas
exports-answer = { $n ->
    [0] Nenhum arquivo espera que você o baixe.
    [one] Um arquivo espera que você o baixe.
   *[other] { $n } arquivos esperam que você os baixe.
}
scope-keep-exports = Ver quais linhas saíram ou vão sair, e interromper
scope-keep-own-people = Ver quem trabalha na sua instituição
scope-read-keys = Ver as chaves públicas da sua instituição e cada abertura
scope-see-emergency = Ver os acessos de emergência próprios e a dados da sua instituição
scope-oversee-emergency = Ver todos os acessos de emergência
