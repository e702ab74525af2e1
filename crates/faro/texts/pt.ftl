# Textos da linha de comando, em português.
about = O Faro reúne o que as instituições sabem sobre o tráfico de pessoas e o transforma em um relatório de situação, sem expor ninguém.
about-long =
    O Faro reúne o que as instituições sabem sobre o tráfico de pessoas e o transforma em um relatório
    de situação e em páginas para explorá-lo, sem expor ninguém.

    Para começar:
      faro demo                    um país simulado, das planilhas ao relatório
      faro init                    prepara a pasta de dados e a chave da sua instituição
      faro import planilha.xlsx    incorpora uma planilha
      faro report --out relatorio  escreve o relatório de situação
      faro serve                   abre as páginas neste computador

    Os dados ficam em uma pasta: ./faro-data, ou a de --data, ou a de FARO_DATA.
    Nomes, documentos e telefones são separados na incorporação e ficam lacrados com a chave da sua
    instituição.
after-help =
    Códigos de saída: 0 certo; 1 falha imprevista; 2 comando mal escrito; 3 arquivo ou dados rejeitados;
    4 falta uma resposta sua (correspondência de colunas, ordem das datas); 5 com --strict, houve
    linhas rejeitadas; 6 a cadeia da auditoria não está completa.
usage-heading = Uso
commands-heading = Comandos
options-heading = Opções
arguments-heading = Argumentos
opt-help = Mostra esta ajuda
opt-version = Mostra a versão
opt-data = Pasta de dados
opt-language = Idioma: es, pt, en ou fr
opt-json = Escreve o resultado como JSON, para programas
cmd-demo = Um país simulado, das planilhas ao relatório e às páginas
opt-people = Vítimas que existem no país simulado, detectadas ou não
opt-seed = Semente: a mesma dá os mesmos dados
opt-no-serve = Termina ao escrever o relatório, sem abrir as páginas
opt-port = Porta neste computador (0 escolhe uma livre)
cmd-init = Prepara a pasta de dados e a chave da sua instituição
opt-agency = Nome da instituição que entrega os dados
opt-passphrase-file = Arquivo com a frase que protege a chave (uma linha)
cmd-import = Incorpora planilhas: CSV, XLSX, XLS, ODS, JSON ou NDJSON, também em ZIP
arg-files = Arquivos a incorporar
opt-source = Nome da fonte (por padrão, o do arquivo); um arquivo corrigido com o mesmo nome substitui o anterior e guarda a história
opt-profile = Correspondência de colunas: o nome (veja faro profiles) ou um arquivo TOML
opt-accept-suggested = Aceita a correspondência sugerida; o que não se reconhece fica lacrado e é informado
opt-date-order = Ordem das datas como 03/04/2021: dmy, mdy ou ymd
opt-sheet = Aba da planilha
opt-repair-accents = Repara acentos danificados como “PerÃº”
opt-check-only = Confere o arquivo e mostra o resultado sem guardar nada
opt-strict = Termina com o código 5 se houve linhas rejeitadas
opt-rejected-dir = Pasta em que se escrevem as linhas rejeitadas com os motivos
cmd-profiles = Mostra as correspondências de colunas que o Faro conhece
opt-show = Mostra uma correspondência como TOML
opt-suggest = Sugere uma correspondência para um arquivo desconhecido, como TOML
opt-fields = Mostra os campos do registro comum
cmd-template = Escreve a planilha modelo do Faro (XLSX, ODS e XLSForm)
opt-out = Pasta de destino
opt-starter = Versão inicial de 12 campos, também para papel
cmd-report = Escreve o relatório de situação
opt-formats = Formatos, separados por vírgulas: html, docx, xlsx, pdf
cmd-serve = Abre as páginas neste computador
cmd-simulate = Escreve um país simulado: as planilhas de seis instituições e os valores verdadeiros
cmd-sources = Mostra as fontes incorporadas, sua qualidade e suas versões
cmd-territories = Incorpora divisões mais finas que as de primeiro nível
arg-territories = CSV com as colunas code, parent, name (e es, pt, en, fr, se houver)
cmd-rejected = Abre com a chave as linhas rejeitadas de uma fonte e as escreve como planilha
arg-source = Fonte
cmd-completions = Escreve o autocompletar de comandos para o seu terminal
arg-shell = Terminal
hint-prefix = sugestão
error-prefix = erro
done-init = Pasta de dados pronta em { $folder }. Chave pública: { $key }
init-warning = A chave secreta está em { $file }. Guarde uma cópia à parte: sem ela, os nomes não podem ser abertos. Ninguém mais deve tê-la.
init-no-passphrase = A chave não tem frase que a proteja; quem copiar a pasta poderá abrir os nomes. Use --passphrase-file para protegê-la.
init-already = A pasta { $folder } já está preparada; nada foi alterado.
import-reading = lendo { $file }
import-done = { $file }: { $read } linhas lidas, { $accepted } aceitas ({ $warned } com aviso), { $rejected } rejeitadas. Correspondência: { $profile }. Fonte: { $source }, versão { $version }.
import-unchanged = { $file }: é o mesmo arquivo da versão { $version } de { $source }; nada foi alterado.
import-check = { $file }: { $read } linhas lidas, { $accepted } seriam aceitas ({ $warned } com aviso), { $rejected } seriam rejeitadas. Nada foi guardado.
import-changes = Em relação à versão anterior: { $added } linhas novas, { $changed } alteradas, { $removed } que não constam mais, { $same } iguais.
import-rejected-file = Linhas rejeitadas com os motivos: { $file }. Corrija-as e incorpore-as de novo.
import-issues = O que se encontrou, por regra:
import-unmapped = Colunas sem correspondência, lacradas (não se perdem): { $columns }
import-needs-profile = Não se reconhece { $file }. Sugere-se uma correspondência.
import-needs-profile-hint = confira-a com “faro profiles --suggest { $file } > perfil.toml”, ou nas páginas (faro serve), ou aceite-a com --accept-suggested
import-date-order-hint = diga qual com --date-order dmy, mdy ou ymd
report-written = Relatório em { $file }
pdf-missing = Não se encontrou o faro-pdf, que escreve o PDF.
pdf-missing-hint = compile-o com “cargo build --release --manifest-path pdf/Cargo.toml” e deixe-o junto ao faro ou no PATH; HTML, DOCX e XLSX não precisam dele
serve-ready = Páginas em { $url }
serve-token = O endereço leva uma chave de uso único. Serve apenas neste computador. Ctrl+C termina.
demo-start = País simulado com { $people } vítimas (semente { $seed })
demo-files = Planilhas e valores verdadeiros: { $folder }
demo-data = Dados de demonstração: { $folder }
demo-simulated = Tudo o que segue é simulado: não descreve nenhuma pessoa nem país.
sources-empty = Ainda não há fontes. Incorpore uma planilha com “faro import ARQUIVO” ou veja “faro demo”.
territories-done = { $count } divisões incorporadas. Se há um servidor em execução, reinicie-o para que as conheça.
template-written = Planilha modelo em { $file }
simulate-written = { $agencies } planilhas e os valores verdadeiros em { $folder }
rejected-none = A fonte { $source } não tem linhas rejeitadas.
passphrase-prompt = A chave está protegida; indique a frase com --passphrase-file.
no-data = Não há dados em { $folder }.
no-data-hint = prepare a pasta com “faro init” e depois “faro import ARQUIVO”
version-column = versão
opt-decimal = Sinal decimal dos números como 1.234: . ou ,
opt-shapes = Contornos das divisões como GeoJSON com a propriedade code
opt-database = Banco de dados PostgreSQL para os fatos (postgres://…); sem ele, SQLite na pasta
opt-vault = Banco de dados PostgreSQL à parte para o cofre de identidades
opt-over-tunnel = Um túnel cifra o caminho até o PostgreSQL em outra máquina: não exigir sslmode=verify-full
import-decimal-hint = diga qual é o sinal decimal com --decimal . ou --decimal ,
import-rejected-sealed = As linhas rejeitadas estão lacradas; abra-as com “faro rejected { $source }”.
file-missing = Não se encontra o arquivo { $file }.
no-key-hint = prepare a chave da sua instituição com “faro init”
unknown-profile = Não há nenhuma correspondência chamada { $name }; “faro profiles” as mostra.
draft = rascunho: segundo a documentação, sem arquivo real
phase-survey = percorrendo
phase-map = conferindo
phase-publish = guardando
source-line = { $file }, versão { $version }: { $read } linhas lidas, { $accepted } aceitas, { $rejected } rejeitadas
demo-agency = Observatório de Valserena (simulado)
demo-population = População (simulada)
opt-open = Abre o navegador
cmd-table = Responde com uma tabela à pergunta que está no endereço de uma página
arg-question = Pergunta, como “data=records&people=victims&by=sex”

cmd-accounts = Mostra as contas; quem administra a máquina recupera aqui uma conta perdida
opt-password-link = Dá um código de uso único para que essa conta escolha uma nova senha
opt-remove-factor = Retira o segundo fator dessa conta: ela o configura de novo ao entrar
account-factor-removed = A conta { $login } não tem mais segundo fator e suas sessões terminaram.
account-link = Entregue este código em mãos. Ele é digitado na página /invitation e serve uma vez, por { $hours } horas:
account-unknown = Não há conta com esse nome; «faro accounts» mostra as que existem.
accounts-none = Ainda não há contas. Elas são criadas nas páginas: «faro serve» e depois «Abrir o Faro a mais pessoas» no rodapé.
# Cópias de segurança e mudanças
cmd-backup = Faz uma cópia de segurança cifrada de tudo, mesmo com o servidor em funcionamento
cmd-backup-key = Cria a chave que abre as cópias e mostra para quem cifrá-las
cmd-restore = Restaura uma cópia em um lugar vazio, ou apenas a confere
cmd-migrate = Muda os bancos de dados de SQLite para PostgreSQL, ou o contrário
arg-backup = Arquivo da cópia
arg-backup-key = Arquivo da chave; guarde-o longe das cópias
arg-direction = sqlite-to-postgresql ou postgresql-to-sqlite
opt-recipient = Para quem se cifra: começa com age1; pode repetir-se
opt-backup-passphrase = Arquivo cuja primeira linha é a frase que abre a cópia
opt-identity = Arquivo da chave que abre a cópia (de «faro backup-key» ou age-keygen)
opt-into = Pasta nova ou vazia
opt-restore-check = Apenas lê a cópia até o fim e compara suas somas
backup-done = Cópia em { $place }: { $tables } tabelas, { $rows } linhas.
backup-sound = A cópia { $place } está inteira: { $tables } tabelas, { $rows } linhas.
backup-agency-key = A chave secreta da instituição (agency.key) não vai na cópia: guarde à parte outra cópia dela, sem ela as identidades não se abrem.
backup-key-done = Chave em { $file }. Guarde uma cópia em lugar seguro: sem ela nenhuma cópia de segurança se abre. Cifre as cópias para:
backup-mismatched = As identidades seladas das versões { $versions } não são tantas quantas dizem os fatos; foram copiadas como estão. Veja «faro doctor».
restore-done = Restaurado em { $place }: { $tables } tabelas, { $rows } linhas, relidas e comparadas.
restore-agency-key = Copie agency.key para a pasta, de onde a instituição a guarda.
restore-no-key = Falta a chave: --identity ARQUIVO ou --passphrase-file ARQUIVO.
migrate-no-database = Falta o endereço do PostgreSQL: --database ou DATABASE_URL.
migrate-no-folder = Diga com --into em que pasta nova ficam os bancos de dados.
migrate-done-postgresql = Mudadas { $tables } tabelas e { $rows } linhas para PostgreSQL, relidas e comparadas. De agora em diante indique sempre DATABASE_URL. Os bancos anteriores continuam em { $place }: apague-os quando tiver uma cópia de segurança.
migrate-done-sqlite = Mudadas { $tables } tabelas e { $rows } linhas para { $place }, relidas e comparadas. Use de agora em diante essa pasta, sem DATABASE_URL.

cmd-legal-pack = Escreve os documentos jurídicos modelo a partir das suas respostas (DOCX e HTML)
opt-answers = Arquivo TOML com as respostas; docs/legal.md mostra um exemplo
cmd-retention = Elimina o que cumpriu seu prazo de conservação
arg-retention-step = run: executa os prazos
opt-dry-run = Apenas diz o que seria eliminado
legal-refused = { $file }: { $problem }
legal-hint = docs/legal.md mostra um arquivo de respostas completo.
legal-model = São textos modelo: submeta-os à assessoria jurídica.
retention-would = Seria eliminado: { $class }: { $n }
retention-did = Eliminado: { $class }: { $n }
retention-held = Retido: { $class }: { $n }
retention-nothing = Não há nada com prazo vencido.



cmd-audit = Verifica, ancora e exporta a auditoria: quem fez o quê, quando, onde e por quê
cmd-audit-verify = Percorre toda a cadeia e nomeia o primeiro registro alterado, retirado ou acrescentado
cmd-audit-anchor = Anota o fim da cadeia num arquivo e como código para uma ata
cmd-audit-export = Escreve toda a auditoria num arquivo
opt-key-command = Programa que imprime o arquivo da chave, com seus argumentos; é executado sem interpretador de comandos
key-command-words = --key-command: escreva um programa e seus argumentos, com aspas em volta do que tem espaços
key-command-failed = «{ $program }» terminou com erro e não deu a chave
key-command-long = o que «{ $program }» imprimiu não é um arquivo de chave
cmd-rotate-key = Substitui uma chave que o servidor guarda em um arquivo; nenhum servidor pode estar em funcionamento
arg-rotate-key = server: nomes de contas, segundos fatores e selos da auditoria; reference: resumos dos números das instituições
rotated-server-key = { $n ->
    [one] server.key é nova; 1 conta foi selada de novo.
   *[other] server.key é nova; { $n } contas foram seladas de novo.
 }
rotated-reference-key = reference.key é nova. Na próxima versão de cada fonte todas as linhas contarão como novas.
rotated-key-backup = Faça agora uma cópia de segurança: as anteriores levam a chave anterior.
cmd-audit-reseal = Volta a selar a partir daqui quando a chave do servidor se perdeu
opt-anchor = Arquivo ou código de uma âncora com que se compara a cadeia; pode ser repetido
opt-audit-file = Verifica este arquivo exportado em vez do banco de dados
opt-out-file = Arquivo que se escreve
opt-audit-format = ndjson, que qualquer pessoa pode verificar, ou csv, para planilhas
opt-because = Motivo, que fica na auditoria
audit-whole = { $n ->
    [0] A cadeia está completa: ainda não há registros.
    [one] A cadeia está completa: 1 registro. Âncoras que coincidem: { $anchors }.
   *[other] A cadeia está completa: { $count } registros. Âncoras que coincidem: { $anchors }.
 }
audit-resealed = A cadeia está completa e desde agora é selada com a chave nova. Pelos registros anteriores respondem apenas seus resumos e as âncoras.
anchor-made = Âncora da auditoria, registro { $number }:
anchor-file = Arquivo: { $file }
anchor-advice = Guarde-a fora deste equipamento: numa ata, impressa, ou com outra instituição. Verifica-se com «faro audit verify --anchor CÓDIGO».
anchor-length = «{ $code }» não é um arquivo de âncora nem um código: um código tem 8 grupos de 5 sinais.
anchor-sign = O grupo { $group } do código tem um sinal que nenhum código leva.
anchor-group = O grupo { $group } do código tem um erro de digitação, ou os grupos estão em outra ordem.
anchor-not-a-file = { $file } não é um arquivo de âncora do Faro.
anchor-of-another = A âncora é de outra instalação do Faro.
export-not-whole = { $file } não contém toda a auditoria: sua cadeia não pode ser percorrida.
export-written = Auditoria: { $file }. A coluna de motivos pode conter dados pessoais.
## Etiquetas de compartilhamento
opt-tlp = Quem pode ver uma fonte nova, quando várias instituições usam este Faro: red, amber_strict, amber, green ou clear
opt-share-with = Instituição com a qual se compartilha (com amber); pode repetir-se
opt-purpose = Para que as outras podem usá-la
opt-legal-basis = Convênio, lei ou decisão que permite compartilhar
opt-share-until = Último dia em que se compartilha, como 2027-06-30
label-not-shared = As etiquetas são para um Faro usado por várias instituições. Este é usado só por quem tem a pasta: tire --tlp.
label-no-agency = Não há nenhuma instituição chamada “{ $name }”.
label-no-purpose = Falta para que se compartilha: acrescente --purpose.
label-no-basis = Falta a base legal: acrescente --legal-basis.
label-no-recipient = Com amber é preciso dizer com quem: acrescente --share-with.
label-no-day = Falta o último dia, ou não é uma data dos próximos cinco anos: acrescente --share-until, como 2027-06-30.
# Servir além desta máquina
opt-listen = Endereço e porta onde escutar; fora desta máquina exige contas e TLS
opt-public-url = Endereço pelo qual os navegadores chegam, como https://faro.example
opt-tls-cert = Certificado com sua cadeia, em PEM; é relido quando muda e com SIGHUP
opt-tls-key = Chave do certificado, em PEM
opt-behind-proxy = Endereço do proxy reverso: só ele é atendido e acreditado
opt-metrics = Endereço local para as métricas do Prometheus, como 127.0.0.1:9180
opt-log = Registro na saída de erros: json ou off; nunca com dados de pessoas
serve-no-accounts = Sem contas, o Faro só atende esta máquina.
serve-no-accounts-hint = crie as contas com «faro serve» nesta máquina e depois escute em outros endereços
serve-no-tls = Fora desta máquina o Faro não serve sem cifra.
serve-no-tls-hint = indique --tls-cert e --tls-key, ou --behind-proxy com o endereço do proxy
serve-no-url = Falta o endereço pelo qual os navegadores chegam.
serve-no-url-hint = indique --public-url https://…
serve-metrics-local = As métricas são servidas só nesta máquina.
serve-metrics-local-hint = use --metrics 127.0.0.1:9180

# Exame
cmd-doctor = Examina a instalação e diz o que está errado e o que fazer
opt-doctor-listen = Endereço e porta que o servidor usaria
doctor-mark-fine = bem
doctor-mark-notice = aviso
doctor-mark-broken = ERRO
doctor-folder-missing = Não há dados em { $folder }.
doctor-folder-missing-do = indique a pasta com --data, ou prepare-a com «faro init»
doctor-permissions-fine = Só o dono pode ler os arquivos.
doctor-permissions-open = Outros da máquina podem ler ou mudar: { $files }
doctor-permissions-open-do = feche-os com «chmod go-rwx» (e descubra quem os abriu)
doctor-permissions-unknown = Neste sistema o Faro não vê quem lê os arquivos.
doctor-permissions-unknown-do = ponha a pasta onde só a sua conta possa ler
doctor-disk-fine = Espaço livre: { $free } GB.
doctor-disk-low = Resta pouco espaço: { $free } GB.
doctor-disk-low-do = libere espaço antes da próxima importação ou cópia
doctor-draft-left = Uma restauração interrompida deixou { $folder }.
doctor-draft-left-do = repita a restauração, ou apague essa pasta
doctor-database-answers = Os bancos de dados ({ $kind }) respondem e estão em dia.
doctor-database-fails = Os bancos de dados não se abrem: { $error }
doctor-database-fails-do = faça o que diz a mensagem; com PostgreSQL, veja se está em funcionamento e DATABASE_URL
doctor-integrity-fine = Os arquivos dos bancos de dados estão íntegros.
doctor-integrity-damaged = Danificado: { $database } ({ $said })
doctor-integrity-damaged-do = pare o servidor, guarde a pasta como está e restaure a última cópia
doctor-agreement-fine = Os fatos e o cofre concordam.
doctor-agreement-busy = Fatos e cofre mudam rápido demais para compará-los.
doctor-agreement-busy-do = repita quando terminar a importação
doctor-agreement-broken = Faltam identidades seladas das versões { $versions }.
doctor-agreement-broken-do = restaure fatos e cofre da mesma cópia, ou importe de novo esses arquivos
doctor-keys-fine = As chaves estão aí, e a secreta está protegida ou guardada em outro lugar.
doctor-key-missing = Falta { $file }.
doctor-key-missing-do = restaure-o de uma cópia; em uma pasta nova, «faro init»
doctor-key-on-host = A chave secreta da instituição que hospeda está no servidor ({ $file }). Quem tomar a máquina ou uma cópia da pasta abre suas identidades.
doctor-key-on-host-do = retire-a agora: faro agency-key take-away --out /media/usb/agency.key --new-passphrase-file FRASE; as cópias da pasta feitas antes ainda a contêm
doctor-key-plain = A chave secreta (agency.key) não tem frase que a proteja.
doctor-key-plain-do = em um servidor, retire-a com «faro agency-key take-away»; para importar basta agency.pub
doctor-key-of-another = agency.key e agency.pub não são de um mesmo par.
doctor-key-of-another-do = restaure os dois arquivos de um mesmo lugar
doctor-key-unreadable = Uma chave não pode ser lida: { $error }
doctor-key-unreadable-do = restaure-a de onde guarda sua cópia
doctor-clock-fine = O relógio concorda com o anotado.
doctor-clock-wrong = O relógio diz { $now } e o último anotado é de { $newest }.
doctor-clock-wrong-do = acerte o relógio da máquina (NTP) antes de continuar
doctor-uploads-fine = Não restam arquivos entregues sem importar.
doctor-uploads-left = { $count } arquivos entregues há mais de um dia continuam na pasta.
doctor-uploads-left-do = ponha o servidor em funcionamento: ele mesmo os retira
doctor-backup-fine = Última cópia de segurança: { $when }.
doctor-backup-old = A última cópia de segurança é de { $when }.
doctor-backup-old-do = faça uma com «faro backup» e programe-a
doctor-backup-none = Nunca se fez uma cópia de segurança.
doctor-backup-none-do = faça a primeira com «faro backup», ou diga com «faro backup-recipients» para quem o servidor as faz
doctor-port-free = A porta { $address } está livre.
doctor-port-served = Um servidor do Faro usa esta pasta.
doctor-port-taken = Outro programa ocupa { $address }, ou esse endereço não é desta máquina.
doctor-port-taken-do = escolha outra porta com --port ou --listen
doctor-certificate-fine = O certificado vale até { $until }.
doctor-certificate-soon = O certificado termina em { $until }.
doctor-certificate-soon-do = renove-o já; o servidor o relê sozinho
doctor-certificate-expired = O certificado terminou em { $until }.
doctor-certificate-expired-do = renove-o; o servidor o relê sozinho
doctor-certificate-unusable = O certificado não serve: { $error }
doctor-certificate-unusable-do = indique o certificado com sua cadeia e sua própria chave, em PEM
doctor-pdf-fine = faro-pdf está aí: os relatórios saem também em PDF.
doctor-pdf-missing = Falta faro-pdf: os relatórios saem sem PDF.
doctor-pdf-missing-do = ponha-o junto ao faro ou no PATH se precisa de PDF
account-let-in = O convite de { $login } já funciona.
account-not-invited = Ninguém com esse nome tem um convite ou link aberto.
opt-let-in = deixar valer o convite, ou o link, desta pessoa quando ninguém da instituição dela pode concordar
cmd-backup-recipients = Diz para quem são cifradas as cópias que o servidor faz por dia, ou o mostra
opt-no-recipients = o servidor deixa de fazer cópias
backup-recipients-none = O servidor não faz cópias por si só: diga para quem são cifradas.
backup-recipients-are = O servidor faz uma cópia por dia, cifrada para:

cmd-open = Abre com a chave um arquivo lacrado baixado do servidor
arg-open = Arquivo lacrado
opt-key = Arquivo da chave secreta
cmd-agency-key = A chave da instituição, no computador da instituição
cmd-key-new = Faz uma chave nova: arquivo secreto e, ao lado, o público
cmd-key-show = Mostra a chave pública e a impressão digital
cmd-key-prove = Responde ao teste que a página dá ao registrar uma chave
cmd-key-take-away = Retira a chave secreta da pasta de dados de um servidor
cmd-key-split = Divide a chave em dois arquivos para duas pessoas
cmd-key-join = Recupera a chave com as duas partes
opt-key-out = Arquivo novo da chave secreta
arg-key-show = Arquivo da chave pública; se omitido, o da pasta de dados
arg-key-sealed = Texto do teste
arg-key-parts = As duas partes
opt-new-passphrase-file = Arquivo com a frase que vai proteger a cópia (uma linha); se omitido, a mesma
key-new-done = Chave secreta em { $secret }: guarde-a à parte e não a envie a ninguém. Registre { $public } na página «Chaves».
key-taken-away = A chave secreta está em { $file } e já não na pasta de dados. Entregue-a à instituição; as cópias da pasta feitas antes ainda a têm.
key-two-parts = São necessárias as duas partes.
cmd-hand-in = Verifica e lacra um arquivo na instituição, para enviar sem nomes legíveis
arg-hand-in = Arquivo com os registros
opt-agency-key = Chave pública da instituição (agency.pub)
opt-number-key = Segredo da instituição com que se ocultam os seus números; é criado se não existir. Use sempre o mesmo
opt-hand-in-out = Arquivo que se escreve, para a página «Incorporar»
hand-in-done = { $file }: { $accepted } linhas aceitas e { $rejected } rejeitadas, lacradas com a chave { $key }. Envie { $out } na página «Incorporar».
cmd-notify-test = Envia um e-mail de teste com a configuração indicada
opt-notify-to = A que endereço
opt-smtp = Servidor de e-mail: smtp:// com STARTTLS, smtps:// cifrado desde o início
opt-smtp-from = Endereço que envia os e-mails
opt-smtp-login = Arquivo só seu com duas linhas: usuário e senha do servidor de e-mail
opt-smtp-name = Nome no certificado do servidor de e-mail, se for outro
opt-allow-outbound = Destino ao qual o Faro pode enviar avisos (pode repetir-se); sem isto, nenhum
opt-allow-outbound-inside = O mesmo, para um destino da rede interna ou deste computador
opt-ca-file = Certificados em que confiar para o que sai, em vez dos do computador
outgoing-host = Esse destino não pode ser permitido: { $what }
outgoing-host-hint = escreva só o nome, ou o nome e a porta: avisos.instituicao.example:8443
outgoing-certificates = Não há certificados em que confiar: { $what }
outgoing-certificates-hint = instale os certificados do sistema (ca-certificates) ou indique --ca-file
outgoing-mail = O servidor de e-mail não pode ser usado: { $what }
outgoing-mail-hint = indique --smtp smtp://servidor:587 ou smtps://servidor:465, e --smtp-from com um endereço
outgoing-login = O arquivo do usuário de e-mail não pode ser usado: { $what }
outgoing-login-hint = ponha usuário e senha em duas linhas, e que só você o leia (chmod 600)
notify-sent = O servidor de e-mail recebeu o teste. Veja se chegou.
notify-no-server = Não se indicou nenhum servidor de e-mail.
notify-no-server-hint = indique --smtp e --smtp-from como ao servir
notify-not-sent = O teste não foi enviado: { $what }
notify-not-sent-hint = veja --smtp, --smtp-name, --smtp-login-file e se o computador alcança esse servidor
doctor-outgoing-nothing = Nada sai deste computador: não há servidor de e-mail nem destinos permitidos.
doctor-outgoing-fine = O que pode sair pode ser usado. E-mail: { $mail }. Destinos: { $hosts }.
doctor-outgoing-unusable = O que devia sair não pode ser usado: { $what }
doctor-outgoing-unusable-do = veja --smtp, --smtp-from, --smtp-login-file, --allow-outbound e --ca-file
opt-sign-in-with = Arquivo com o provedor de identidade (OpenID Connect) com o qual se pode entrar
serve-provider = O provedor de identidade não pode ser usado: { $what }
serve-provider-hint = veja “Signing in with an identity provider” em docs/operations.md
