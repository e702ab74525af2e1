source = Fonte
sources = Fontes
data-as-of = Dados até { $date }
rows-counted = { $n ->
    [one] { $number } registro contado
   *[other] { $number } registros contados
 }
denominator = Denominador
show-data = Ver os dados em tabela
data-of = Dados: { $title }
download-csv = Baixar CSV
lineage-link = Como foi calculado
lineage-id = Rastro { $id }
note-info = Nota
note-warn = Atenção
note-method = Método
contents = Sumário
n-of = n = { $n } de { $of }
n-of-population = n = { $n }; população { $of }
per = por { $number } hab.
per-long = por { $number } habitantes
small-mark = * Menos de { $n } pessoas: não publicar.
no-data = Sem dados
no-value = Sem dado
interval-low = Limite inferior
interval-high = Limite superior
value = Valor
cases = n
of = de
incomplete = Período incompleto
complete = Completo
period-state = Situação do período
starts = { $label }: começa a informar ({ $period })
stops = { $label }: deixa de informar ({ $period })
change = { $label } ({ $period })
events = Ocorrências nas fontes
from = De
to = Para
code = Código
others = Outros ({ $n })
more-in-table = O gráfico mostra { $shown } de { $all } categorias; todas estão na tabela.
interval-key = A linha fina marca o intervalo de confiança.
band-key = A faixa marca o intervalo de confiança.
uncertain-key = Hachurado: o valor exato não é conhecido, está dentro desse trecho.
class-range = { $low } a { $high }
class-single = { $low }
class-key = { $n ->
    [one] { $number } território
   *[other] { $number } territórios
 }
small-territory = Um ponto indica os territórios pequenos demais para serem vistos.
skip = Ir para o conteúdo
page = Página
page-of = Página { $page } de { $pages }
cover = Capa
back-to-cover = Voltar à capa
sheet = Aba
table-of = Tabela
made-with = Elaborado com Faro
chart-empty = Não há dados para desenhar.
figure-label = Gráfico
distance-low = Até o limite inferior
distance-high = Até o limite superior
blank-means = Célula vazia: { $reasons }.
annex-data = Anexo: dados dos gráficos
band-uncertain-key = A faixa marca entre que limites está um número que não é conhecido com exatidão.
