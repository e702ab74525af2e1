//! What can be typed: commands and options, with help in the reader's language.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use clap_complete::Shell;
use faro_casefile::profile::DateOrderHint;
use faro_report::audit::AuditFormat;
use faro_service::permit::Tlp;
use faro_vocabulary::Lang;
use faro_web::TlsFiles;

use crate::commands::key_source::KeySource;
use crate::commands::outgoing::OutgoingArgs;
use crate::commands::serve::ServeArgs;
use crate::texts::text;

/// Default number of victims of the demonstration country.
pub(crate) const DEMO_PEOPLE: u32 = 20_000;
/// Default seed of simulations.
pub(crate) const DEFAULT_SEED: u64 = 7;

/// A command as typed, checked and typed.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) lang: Lang,
    pub(crate) json: bool,
    pub(crate) data: PathBuf,
    pub(crate) database: Option<String>,
    pub(crate) vault: Option<String>,
    pub(crate) over_tunnel: bool,
    pub(crate) action: Action,
}

/// What to do.
#[derive(Debug)]
pub(crate) enum Action {
    Demo {
        people: u32,
        seed: u64,
        serve: bool,
        port: u16,
    },
    Init {
        agency: Option<String>,
        passphrase_file: Option<PathBuf>,
    },
    Import(Box<ImportArgs>),
    Profiles {
        show: Option<String>,
        suggest: Option<PathBuf>,
        fields: bool,
    },
    Template {
        out: PathBuf,
        starter: bool,
    },
    Report {
        out: PathBuf,
        formats: Vec<Format>,
    },
    Serve(Box<ServeArgs>),
    Simulate {
        people: u32,
        seed: u64,
        out: PathBuf,
    },
    Sources,
    Table {
        question: String,
    },
    Territories {
        file: PathBuf,
        shapes: Option<PathBuf>,
    },
    Accounts {
        password_link: Option<String>,
        remove_second_factor: Option<String>,
        let_in: Option<String>,
    },
    Rejected {
        source: String,
        out: PathBuf,
        passphrase_file: Option<PathBuf>,
    },
    LegalPack {
        answers: PathBuf,
        out: PathBuf,
    },
    Retention {
        trial: bool,
    },
    Completions {
        shell: Shell,
    },
    Backup {
        file: PathBuf,
        recipients: Vec<String>,
        passphrase_file: Option<PathBuf>,
    },
    BackupRecipients {
        recipients: Vec<String>,
        none: bool,
    },
    BackupKey {
        file: PathBuf,
    },
    Doctor {
        listen: SocketAddr,
        tls: Option<TlsFiles>,
        outgoing: OutgoingArgs,
    },
    NotifyTest {
        to: String,
        public_url: Option<String>,
        outgoing: OutgoingArgs,
    },
    Restore {
        file: PathBuf,
        identity: Option<PathBuf>,
        passphrase_file: Option<PathBuf>,
        into: Option<PathBuf>,
    },
    Migrate {
        direction: Direction,
        into: Option<PathBuf>,
    },
    Audit(AuditAction),
    AgencyKey(KeyAction),
    RotateKey {
        key: ServerSideKey,
        because: String,
    },
    HandIn(Box<HandInArgs>),
    Open {
        file: PathBuf,
        key: KeySource,
        out: PathBuf,
    },
}

/// `faro hand-in`
#[derive(Debug)]
pub(crate) struct HandInArgs {
    pub(crate) import: ImportArgs,
    pub(crate) agency_key: PathBuf,
    pub(crate) number_key: PathBuf,
    pub(crate) out: PathBuf,
}

/// A key that the server keeps in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServerSideKey {
    Server,
    Reference,
}

/// What to do with the agency's key.
#[derive(Debug)]
pub(crate) enum KeyAction {
    New {
        out: PathBuf,
        passphrase_file: Option<PathBuf>,
    },
    Show {
        file: Option<PathBuf>,
    },
    Prove {
        key: KeySource,
        sealed: String,
    },
    TakeAway {
        out: PathBuf,
        passphrase_file: Option<PathBuf>,
        new_passphrase_file: Option<PathBuf>,
    },
    Split {
        key: KeySource,
        out: PathBuf,
    },
    Join {
        parts: Vec<PathBuf>,
        out: PathBuf,
        passphrase_file: Option<PathBuf>,
    },
}

/// Which way databases are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    ToPostgresql,
    ToSqlite,
}

impl Direction {
    const NAMES: [&'static str; 3] = [
        "sqlite-to-postgresql",
        "sqlite-to-postgres",
        "postgresql-to-sqlite",
    ];

    fn named(name: &str) -> Direction {
        match name {
            "postgresql-to-sqlite" => Direction::ToSqlite,
            _ => Direction::ToPostgresql,
        }
    }
}

/// What `faro audit` does.
#[derive(Debug)]
pub(crate) enum AuditAction {
    Verify {
        anchors: Vec<String>,
        file: Option<PathBuf>,
    },
    Anchor {
        out: Option<PathBuf>,
    },
    Export {
        out: PathBuf,
        format: AuditFormat,
    },
    Reseal {
        because: String,
    },
}

/// Options of `faro import`.
#[derive(Debug)]
pub(crate) struct ImportArgs {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) source: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) profile: Option<String>,
    pub(crate) accept_suggested: bool,
    pub(crate) date_order: Option<DateOrderHint>,
    pub(crate) decimal: Option<char>,
    pub(crate) sheet: Option<String>,
    pub(crate) repair_accents: bool,
    pub(crate) check_only: bool,
    pub(crate) strict: bool,
    pub(crate) rejected_dir: Option<PathBuf>,
    pub(crate) label: LabelArgs,
}

/// Who may see a new source, in an installation that several agencies share.
#[derive(Debug, Default)]
pub(crate) struct LabelArgs {
    pub(crate) tlp: Option<Tlp>,
    pub(crate) share_with: Vec<String>,
    pub(crate) purpose: Option<String>,
    pub(crate) legal_basis: Option<String>,
    pub(crate) share_until: Option<String>,
}

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Docx,
    Xlsx,
    Pdf,
}

impl Format {
    const NAMES: [&'static str; 4] = ["html", "docx", "xlsx", "pdf"];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Pdf => "pdf",
        }
    }

    fn named(name: &str) -> Format {
        match name {
            "docx" => Format::Docx,
            "xlsx" => Format::Xlsx,
            "pdf" => Format::Pdf,
            _ => Format::Html,
        }
    }
}

/// The language in which to talk: `--language`, then `FARO_LANGUAGE`, then the machine's.
///
/// Read before everything else, so that help and errors of the command line itself are in it.
#[expect(
    clippy::disallowed_methods,
    reason = "the language must be known before the command line is parsed"
)]
pub(crate) fn language_of(arguments: &[String]) -> Lang {
    let asked = arguments.iter().enumerate().find_map(|(i, a)| {
        a.strip_prefix("--language=")
            .or_else(|| a.strip_prefix("-l="))
            .or_else(|| {
                (a == "--language" || a == "-l")
                    .then(|| arguments.get(i + 1).map(String::as_str))
                    .flatten()
            })
            .and_then(|l| l.parse().ok())
    });
    let variable = |name: &str| std::env::var(name).ok().and_then(|v| v.parse().ok());
    asked
        .or_else(|| variable("FARO_LANGUAGE"))
        .or_else(|| variable("LC_ALL"))
        .or_else(|| variable("LC_MESSAGES"))
        .or_else(|| variable("LANG"))
        .unwrap_or_default()
}

/// The whole command line with its help in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    let t = |key: &str| text(lang, key, &[]);
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
        t("usage-heading")
    );
    let base = |name: &'static str, about: &str| {
        Command::new(name)
            .about(t(about))
            .help_template(template.clone())
            .disable_help_flag(true)
            .arg(help_flag(t("opt-help"), t("options-heading")))
    };
    let options = t("options-heading");
    let arguments = t("arguments-heading");
    let flag = |id: &'static str, key: &str| {
        Arg::new(id)
            .long(id)
            .help(t(key))
            .help_heading(options.clone())
            .action(ArgAction::SetTrue)
    };
    let option = |id: &'static str, key: &str, value: &'static str| {
        Arg::new(id)
            .long(id)
            .help(t(key))
            .help_heading(options.clone())
            .value_name(value)
    };
    let path = |arg: Arg| {
        arg.value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
    };
    let outgoing = || {
        [
            option("smtp", "opt-smtp", "smtp[s]://HOST:PORT").requires("smtp-from"),
            option("smtp-from", "opt-smtp-from", "ADDRESS").requires("smtp"),
            path(option("smtp-login-file", "opt-smtp-login", "FILE")).requires("smtp"),
            option("smtp-name", "opt-smtp-name", "NAME").requires("smtp"),
            option("allow-outbound", "opt-allow-outbound", "HOST[:PORT]").action(ArgAction::Append),
            option(
                "allow-outbound-inside",
                "opt-allow-outbound-inside",
                "HOST[:PORT]",
            )
            .action(ArgAction::Append),
            path(option("ca-file", "opt-ca-file", "PEM")),
        ]
    };
    let positional = |id: &'static str, key: &str, value: &'static str| {
        Arg::new(id)
            .help(t(key))
            .help_heading(arguments.clone())
            .value_name(value)
            .required(true)
    };
    let people = || {
        option("people", "opt-people", "N")
            .value_parser(value_parser!(u32).range(100..=5_000_000))
            .default_value("20000")
    };
    let seed = || {
        option("seed", "opt-seed", "N")
            .value_parser(value_parser!(u64))
            .default_value("7")
    };
    let port = || {
        option("port", "opt-port", "N")
            .value_parser(value_parser!(u16))
            .default_value("8080")
    };
    let passphrase = || path(option("passphrase-file", "opt-passphrase-file", "FILE"));
    let key_command = || option("key-command", "opt-key-command", "CMD").conflicts_with("key");
    let out = |default: &'static str| path(option("out", "opt-out", "DIR")).default_value(default);

    base("faro", "about")
        .long_about(t("about-long"))
        .after_help(t("after-help"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .help(t("opt-version"))
                .help_heading(options.clone())
                .action(ArgAction::Version),
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t("commands-heading"))
        .disable_help_subcommand(true)
        .arg(
            path(option("data", "opt-data", "DIR"))
                .env("FARO_DATA")
                .default_value("./faro-data")
                .global(true),
        )
        .arg(
            option("database", "opt-database", "URL")
                .env("DATABASE_URL")
                .hide_env_values(true)
                .global(true),
        )
        .arg(
            option("vault", "opt-vault", "URL")
                .env("FARO_VAULT_URL")
                .hide_env_values(true)
                .global(true),
        )
        .arg(
            flag("database-over-tunnel", "opt-over-tunnel")
                .env("FARO_DATABASE_OVER_TUNNEL")
                .global(true),
        )
        .arg(
            option("language", "opt-language", "LANG")
                .short('l')
                .value_parser(ValueParser::new(|s: &str| s.parse::<Lang>()))
                .global(true),
        )
        .arg(flag("json", "opt-json").global(true))
        .subcommand(
            base("demo", "cmd-demo")
                .arg(people())
                .arg(seed())
                .arg(port())
                .arg(flag("no-serve", "opt-no-serve")),
        )
        .subcommand(
            base("init", "cmd-init")
                .arg(option("agency", "opt-agency", "NAME"))
                .arg(passphrase()),
        )
        .subcommand(
            base("import", "cmd-import")
                .arg(path(positional("files", "arg-files", "FILE")).num_args(1..))
                .arg(option("source", "opt-source", "NAME"))
                .arg(option("agency", "opt-agency", "NAME"))
                .arg(option("profile", "opt-profile", "NAME|FILE"))
                .arg(flag("accept-suggested", "opt-accept-suggested"))
                .arg(
                    option("date-order", "opt-date-order", "ORDER").value_parser(
                        PossibleValuesParser::new(["dmy", "mdy", "ymd"])
                            .map(|order| order_named(&order)),
                    ),
                )
                .arg(
                    option("decimal", "opt-decimal", "SIGN").value_parser(
                        PossibleValuesParser::new([".", ","])
                            .map(|sign| if sign == "," { ',' } else { '.' }),
                    ),
                )
                .arg(option("sheet", "opt-sheet", "NAME"))
                .arg(flag("repair-accents", "opt-repair-accents"))
                .arg(flag("check-only", "opt-check-only"))
                .arg(flag("strict", "opt-strict"))
                .arg(path(option("rejected-dir", "opt-rejected-dir", "DIR")))
                .arg(
                    option("tlp", "opt-tlp", "LEVEL").value_parser(
                        PossibleValuesParser::new(Tlp::ALL.map(Tlp::code))
                            .map(|code| Tlp::from_code(&code).unwrap_or(Tlp::Red)),
                    ),
                )
                .arg(
                    option("share-with", "opt-share-with", "NAME")
                        .action(ArgAction::Append)
                        .requires("tlp"),
                )
                .arg(option("purpose", "opt-purpose", "TEXT").requires("tlp"))
                .arg(option("legal-basis", "opt-legal-basis", "TEXT").requires("tlp"))
                .arg(option("share-until", "opt-share-until", "DATE").requires("tlp")),
        )
        .subcommand(
            base("profiles", "cmd-profiles")
                .arg(option("show", "opt-show", "NAME"))
                .arg(path(option("suggest", "opt-suggest", "FILE")))
                .arg(flag("fields", "opt-fields")),
        )
        .subcommand(
            base("template", "cmd-template")
                .arg(out("."))
                .arg(flag("starter", "opt-starter")),
        )
        .subcommand(
            base("report", "cmd-report").arg(out("./faro-report")).arg(
                option("formats", "opt-formats", "LIST")
                    .value_delimiter(',')
                    .default_value("html,docx,xlsx")
                    .value_parser(
                        PossibleValuesParser::new(Format::NAMES).map(|name| Format::named(&name)),
                    ),
            ),
        )
        .subcommand(
            base("serve", "cmd-serve")
                .arg(port())
                .arg(flag("open", "opt-open"))
                .arg(
                    option("listen", "opt-listen", "ADDRESS:PORT")
                        .value_parser(value_parser!(SocketAddr))
                        .conflicts_with("port"),
                )
                .arg(option("public-url", "opt-public-url", "URL"))
                .arg(path(option("tls-cert", "opt-tls-cert", "PEM")).requires("tls-key"))
                .arg(path(option("tls-key", "opt-tls-key", "PEM")).requires("tls-cert"))
                .arg(
                    option("behind-proxy", "opt-behind-proxy", "ADDRESS")
                        .value_parser(value_parser!(IpAddr))
                        .conflicts_with("tls-cert"),
                )
                .arg(
                    option("metrics", "opt-metrics", "ADDRESS:PORT")
                        .value_parser(value_parser!(SocketAddr)),
                )
                .args(outgoing())
                .arg(path(option("sign-in-with", "opt-sign-in-with", "FILE")))
                .arg(
                    option("log", "opt-log", "KIND")
                        .value_parser(PossibleValuesParser::new(["json", "off"]))
                        .default_value("off"),
                ),
        )
        .subcommand(
            base("simulate", "cmd-simulate")
                .arg(people())
                .arg(seed())
                .arg(out("./faro-simulation")),
        )
        .subcommand(base("sources", "cmd-sources"))
        .subcommand(base("table", "cmd-table").arg(positional(
            "question",
            "arg-question",
            "QUESTION",
        )))
        .subcommand(
            base("territories", "cmd-territories")
                .arg(path(positional("file", "arg-territories", "FILE")))
                .arg(path(option("shapes", "opt-shapes", "GEOJSON"))),
        )
        .subcommand(
            base("accounts", "cmd-accounts")
                .arg(option("password-link", "opt-password-link", "LOGIN"))
                .arg(option("remove-second-factor", "opt-remove-factor", "LOGIN"))
                .arg(option("let-in", "opt-let-in", "LOGIN")),
        )
        .subcommand(
            base("rejected", "cmd-rejected")
                .arg(positional("source", "arg-source", "SOURCE"))
                .arg(out("."))
                .arg(passphrase()),
        )
        .subcommand(
            base("hand-in", "cmd-hand-in")
                .arg(path(positional("files", "arg-hand-in", "FILE")))
                .arg(option("profile", "opt-profile", "NAME|FILE"))
                .arg(flag("accept-suggested", "opt-accept-suggested"))
                .arg(
                    option("date-order", "opt-date-order", "ORDER").value_parser(
                        PossibleValuesParser::new(["dmy", "mdy", "ymd"])
                            .map(|order| order_named(&order)),
                    ),
                )
                .arg(option("decimal", "opt-decimal", "SIGN").value_parser(value_parser!(char)))
                .arg(option("sheet", "opt-sheet", "NAME"))
                .arg(flag("repair-accents", "opt-repair-accents"))
                .arg(
                    path(option("agency-key", "opt-agency-key", "FILE"))
                        .default_value("agency.pub"),
                )
                .arg(
                    path(option("number-key", "opt-number-key", "FILE"))
                        .default_value("numbers.key"),
                )
                .arg(path(option("out", "opt-hand-in-out", "FILE")).required(true)),
        )
        .subcommand(
            base("open", "cmd-open")
                .arg(path(positional("file", "arg-open", "FILE")))
                .arg(path(option("key", "opt-key", "FILE")).default_value("agency.key"))
                .arg(key_command())
                .arg(out("."))
                .arg(passphrase()),
        )
        .subcommand(
            base("agency-key", "cmd-agency-key")
                .subcommand_required(true)
                .subcommand(
                    base("new", "cmd-key-new")
                        .arg(path(option("out", "opt-key-out", "FILE")).default_value("agency.key"))
                        .arg(passphrase()),
                )
                .subcommand(
                    base("show", "cmd-key-show")
                        .arg(path(positional("file", "arg-key-show", "FILE")).required(false)),
                )
                .subcommand(
                    base("prove", "cmd-key-prove")
                        .arg(positional("sealed", "arg-key-sealed", "TEXT"))
                        .arg(path(option("key", "opt-key", "FILE")).default_value("agency.key"))
                        .arg(key_command())
                        .arg(passphrase()),
                )
                .subcommand(
                    base("take-away", "cmd-key-take-away")
                        .arg(path(option("out", "opt-key-out", "FILE")).required(true))
                        .arg(passphrase())
                        .arg(path(option(
                            "new-passphrase-file",
                            "opt-new-passphrase-file",
                            "FILE",
                        ))),
                )
                .subcommand(
                    base("split", "cmd-key-split")
                        .arg(path(option("key", "opt-key", "FILE")).default_value("agency.key"))
                        .arg(key_command())
                        .arg(out("."))
                        .arg(passphrase()),
                )
                .subcommand(
                    base("join", "cmd-key-join")
                        .arg(path(positional("parts", "arg-key-parts", "FILE")).num_args(2))
                        .arg(path(option("out", "opt-key-out", "FILE")).default_value("agency.key"))
                        .arg(passphrase()),
                ),
        )
        .subcommand(
            base("rotate-key", "cmd-rotate-key")
                .arg(
                    positional("key", "arg-rotate-key", "server|reference").value_parser(
                        PossibleValuesParser::new(["server", "reference"]).map(|name| {
                            match name.as_str() {
                                "reference" => ServerSideKey::Reference,
                                _ => ServerSideKey::Server,
                            }
                        }),
                    ),
                )
                .arg(option("because", "opt-because", "TEXT").required(true)),
        )
        .subcommand(
            base("backup", "cmd-backup")
                .arg(path(positional("file", "arg-backup", "FILE")))
                .arg(
                    option("recipient", "opt-recipient", "age1…")
                        .short('r')
                        .action(ArgAction::Append)
                        .conflicts_with("passphrase-file")
                        .required_unless_present("passphrase-file"),
                )
                .arg(path(option(
                    "passphrase-file",
                    "opt-backup-passphrase",
                    "FILE",
                ))),
        )
        .subcommand(
            base("doctor", "cmd-doctor")
                .arg(
                    option("listen", "opt-doctor-listen", "ADDRESS:PORT")
                        .value_parser(value_parser!(SocketAddr))
                        .default_value("127.0.0.1:8080"),
                )
                .arg(path(option("tls-cert", "opt-tls-cert", "PEM")).requires("tls-key"))
                .arg(path(option("tls-key", "opt-tls-key", "PEM")).requires("tls-cert"))
                .args(outgoing()),
        )
        .subcommand(
            base("notify-test", "cmd-notify-test")
                .arg(option("to", "opt-notify-to", "ADDRESS").required(true))
                .arg(option("public-url", "opt-public-url", "URL"))
                .args(outgoing()),
        )
        .subcommand(
            base("backup-recipients", "cmd-backup-recipients")
                .arg(
                    positional("recipients", "opt-recipient", "AGE1…")
                        .required(false)
                        .num_args(0..),
                )
                .arg(flag("none", "opt-no-recipients").conflicts_with("recipients")),
        )
        .subcommand(base("backup-key", "cmd-backup-key").arg(path(positional(
            "file",
            "arg-backup-key",
            "FILE",
        ))))
        .subcommand(
            base("restore", "cmd-restore")
                .arg(path(positional("file", "arg-backup", "FILE")))
                .arg(
                    path(option("identity", "opt-identity", "FILE"))
                        .short('i')
                        .conflicts_with("passphrase-file"),
                )
                .arg(path(option(
                    "passphrase-file",
                    "opt-backup-passphrase",
                    "FILE",
                )))
                .arg(path(option("into", "opt-into", "DIR")).required_unless_present("check"))
                .arg(flag("check", "opt-restore-check").conflicts_with("into")),
        )
        .subcommand(
            base("migrate", "cmd-migrate")
                .arg(
                    positional("direction", "arg-direction", "DIRECTION").value_parser(
                        PossibleValuesParser::new(Direction::NAMES)
                            .map(|name| Direction::named(&name)),
                    ),
                )
                .arg(path(option("into", "opt-into", "DIR"))),
        )
        .subcommand(
            base("legal-pack", "cmd-legal-pack")
                .arg(path(option("answers", "opt-answers", "FILE")).required(true))
                .arg(out("./faro-legal")),
        )
        .subcommand(
            base("retention", "cmd-retention")
                .arg(
                    positional("step", "arg-retention-step", "run")
                        .value_parser(PossibleValuesParser::new(["run"])),
                )
                .arg(flag("dry-run", "opt-dry-run")),
        )
        .subcommand(
            base("completions", "cmd-completions")
                .arg(positional("shell", "arg-shell", "SHELL").value_parser(value_parser!(Shell))),
        )
        .subcommand(
            base("audit", "cmd-audit")
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand_help_heading(t("commands-heading"))
                .disable_help_subcommand(true)
                .subcommand(
                    base("verify", "cmd-audit-verify")
                        .arg(option("anchor", "opt-anchor", "FILE|CODE").action(ArgAction::Append))
                        .arg(path(option("file", "opt-audit-file", "EXPORT"))),
                )
                .subcommand(base("anchor", "cmd-audit-anchor").arg(path(option(
                    "out",
                    "opt-out-file",
                    "FILE",
                ))))
                .subcommand(
                    base("export", "cmd-audit-export")
                        .arg(path(option("out", "opt-out-file", "FILE")).required(true))
                        .arg(
                            option("format", "opt-audit-format", "FORMAT")
                                .default_value("ndjson")
                                .value_parser(PossibleValuesParser::new(["ndjson", "csv"])),
                        ),
                )
                .subcommand(
                    base("reseal", "cmd-audit-reseal")
                        .arg(option("because", "opt-because", "TEXT").required(true)),
                ),
        )
}

fn help_flag(help: String, heading: String) -> Arg {
    Arg::new("help")
        .long("help")
        .short('h')
        .help(help)
        .help_heading(heading)
        .action(ArgAction::Help)
}

/// Reads what was typed.
///
/// # Errors
/// Clap's own error, which also carries `--help` and `--version`.
pub(crate) fn parse(arguments: &[String]) -> Result<Invocation, clap::Error> {
    let lang = language_of(arguments);
    let matches = command(lang).try_get_matches_from(arguments)?;
    let (name, sub) = matches
        .subcommand()
        .expect("the command line requires a subcommand");
    Ok(Invocation {
        lang: matches
            .get_one::<Lang>("language")
            .or_else(|| sub.get_one::<Lang>("language"))
            .copied()
            .unwrap_or(lang),
        json: sub.get_flag("json"),
        data: path_of(sub, "data").unwrap_or_else(|| PathBuf::from("./faro-data")),
        database: text_of(sub, "database"),
        vault: text_of(sub, "vault"),
        over_tunnel: sub.get_flag("database-over-tunnel"),
        action: action_of(name, sub),
    })
}

fn order_named(name: &str) -> DateOrderHint {
    match name {
        "mdy" => DateOrderHint::Mdy,
        "ymd" => DateOrderHint::Ymd,
        _ => DateOrderHint::Dmy,
    }
}

fn path_of(matches: &ArgMatches, id: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(id).cloned()
}

fn text_of(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.get_one::<String>(id).cloned()
}

fn outgoing_of(m: &ArgMatches) -> OutgoingArgs {
    let texts = |id: &str| {
        let all = m.get_many::<String>(id).into_iter().flatten();
        all.cloned().collect()
    };
    OutgoingArgs {
        smtp: text_of(m, "smtp"),
        smtp_from: text_of(m, "smtp-from"),
        smtp_login: path_of(m, "smtp-login-file"),
        smtp_name: text_of(m, "smtp-name"),
        hosts: texts("allow-outbound"),
        inside: texts("allow-outbound-inside"),
        ca_file: path_of(m, "ca-file"),
    }
}

fn action_of(name: &str, m: &ArgMatches) -> Action {
    let people = || *m.get_one::<u32>("people").unwrap_or(&DEMO_PEOPLE);
    let seed = || *m.get_one::<u64>("seed").unwrap_or(&DEFAULT_SEED);
    let port = || *m.get_one::<u16>("port").unwrap_or(&8080);
    let out = || path_of(m, "out").unwrap_or_else(|| PathBuf::from("."));
    match name {
        "demo" => Action::Demo {
            people: people(),
            seed: seed(),
            serve: !m.get_flag("no-serve"),
            port: port(),
        },
        "init" => Action::Init {
            agency: text_of(m, "agency"),
            passphrase_file: path_of(m, "passphrase-file"),
        },
        "import" => Action::Import(Box::new(ImportArgs {
            files: m
                .get_many::<PathBuf>("files")
                .map(|files| files.cloned().collect())
                .unwrap_or_default(),
            source: text_of(m, "source"),
            agency: text_of(m, "agency"),
            profile: text_of(m, "profile"),
            accept_suggested: m.get_flag("accept-suggested"),
            date_order: m.get_one::<DateOrderHint>("date-order").copied(),
            decimal: m.get_one::<char>("decimal").copied(),
            sheet: text_of(m, "sheet"),
            repair_accents: m.get_flag("repair-accents"),
            check_only: m.get_flag("check-only"),
            label: LabelArgs {
                tlp: m.get_one::<Tlp>("tlp").copied(),
                share_with: m
                    .get_many::<String>("share-with")
                    .map(|names| names.cloned().collect())
                    .unwrap_or_default(),
                purpose: text_of(m, "purpose"),
                legal_basis: text_of(m, "legal-basis"),
                share_until: text_of(m, "share-until"),
            },
            strict: m.get_flag("strict"),
            rejected_dir: path_of(m, "rejected-dir"),
        })),
        "profiles" => Action::Profiles {
            show: text_of(m, "show"),
            suggest: path_of(m, "suggest"),
            fields: m.get_flag("fields"),
        },
        "template" => Action::Template {
            out: out(),
            starter: m.get_flag("starter"),
        },
        "report" => Action::Report {
            out: out(),
            formats: m
                .get_many::<Format>("formats")
                .map(|formats| formats.copied().collect())
                .unwrap_or_default(),
        },
        "serve" => Action::Serve(Box::new(ServeArgs {
            open: m.get_flag("open"),
            listen: m.get_one::<SocketAddr>("listen").copied(),
            public_url: text_of(m, "public-url"),
            tls: path_of(m, "tls-cert").zip(path_of(m, "tls-key")),
            behind_proxy: m.get_one::<IpAddr>("behind-proxy").copied(),
            metrics: m.get_one::<SocketAddr>("metrics").copied(),
            log: m.get_one::<String>("log").is_some_and(|log| log == "json"),
            outgoing: outgoing_of(m),
            provider: path_of(m, "sign-in-with"),
            ..ServeArgs::local(port())
        })),
        "simulate" => Action::Simulate {
            people: people(),
            seed: seed(),
            out: out(),
        },
        "sources" => Action::Sources,
        "table" => Action::Table {
            question: text_of(m, "question").unwrap_or_default(),
        },
        "territories" => Action::Territories {
            file: path_of(m, "file").unwrap_or_default(),
            shapes: path_of(m, "shapes"),
        },
        "accounts" => Action::Accounts {
            password_link: text_of(m, "password-link"),
            remove_second_factor: text_of(m, "remove-second-factor"),
            let_in: text_of(m, "let-in"),
        },
        "rejected" => Action::Rejected {
            source: text_of(m, "source").unwrap_or_default(),
            out: out(),
            passphrase_file: path_of(m, "passphrase-file"),
        },
        "backup" => Action::Backup {
            file: path_of(m, "file").unwrap_or_default(),
            recipients: m
                .get_many::<String>("recipient")
                .map(|all| all.cloned().collect())
                .unwrap_or_default(),
            passphrase_file: path_of(m, "passphrase-file"),
        },
        "doctor" => Action::Doctor {
            listen: *m
                .get_one::<SocketAddr>("listen")
                .expect("the option has a default"),
            tls: path_of(m, "tls-cert")
                .zip(path_of(m, "tls-key"))
                .map(|(certificate, key)| TlsFiles { certificate, key }),
            outgoing: outgoing_of(m),
        },
        "notify-test" => Action::NotifyTest {
            to: text_of(m, "to").unwrap_or_default(),
            public_url: text_of(m, "public-url"),
            outgoing: outgoing_of(m),
        },
        "backup-recipients" => Action::BackupRecipients {
            recipients: m
                .get_many::<String>("recipients")
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            none: m.get_flag("none"),
        },
        "backup-key" => Action::BackupKey {
            file: path_of(m, "file").unwrap_or_default(),
        },
        "restore" => Action::Restore {
            file: path_of(m, "file").unwrap_or_default(),
            identity: path_of(m, "identity"),
            passphrase_file: path_of(m, "passphrase-file"),
            into: path_of(m, "into"),
        },
        "migrate" => Action::Migrate {
            direction: *m
                .get_one::<Direction>("direction")
                .unwrap_or(&Direction::ToPostgresql),
            into: path_of(m, "into"),
        },
        "legal-pack" => Action::LegalPack {
            answers: path_of(m, "answers").unwrap_or_default(),
            out: out(),
        },
        "retention" => Action::Retention {
            trial: m.get_flag("dry-run"),
        },
        "completions" => Action::Completions {
            shell: *m.get_one::<Shell>("shell").unwrap_or(&Shell::Bash),
        },
        "audit" => Action::Audit(audit_action_of(m)),
        "hand-in" => Action::HandIn(Box::new(HandInArgs {
            import: ImportArgs {
                files: path_of(m, "files").into_iter().collect(),
                source: None,
                agency: None,
                profile: text_of(m, "profile"),
                accept_suggested: m.get_flag("accept-suggested"),
                date_order: m.get_one::<DateOrderHint>("date-order").copied(),
                decimal: m.get_one::<char>("decimal").copied(),
                sheet: text_of(m, "sheet"),
                repair_accents: m.get_flag("repair-accents"),
                check_only: false,
                strict: false,
                rejected_dir: None,
                label: LabelArgs::default(),
            },
            agency_key: path_of(m, "agency-key").unwrap_or_default(),
            number_key: path_of(m, "number-key").unwrap_or_default(),
            out: path_of(m, "out").unwrap_or_default(),
        })),
        "agency-key" => Action::AgencyKey(key_action_of(m)),
        "rotate-key" => Action::RotateKey {
            key: *m
                .get_one::<ServerSideKey>("key")
                .expect("the argument is required"),
            because: text_of(m, "because").unwrap_or_default(),
        },
        "open" => Action::Open {
            file: path_of(m, "file").unwrap_or_default(),
            key: key_source(m),
            out: out(),
        },
        other => unreachable!("`{other}` is not among the declared commands"),
    }
}

/// Where the agency's secret key is to come from.
fn key_source(m: &ArgMatches) -> KeySource {
    KeySource {
        file: path_of(m, "key").unwrap_or_default(),
        command: text_of(m, "key-command"),
        passphrase_file: path_of(m, "passphrase-file"),
    }
}

fn key_action_of(m: &ArgMatches) -> KeyAction {
    let (name, m) = m
        .subcommand()
        .expect("the command line requires a subcommand of `agency-key`");
    let path = |name: &str| path_of(m, name).unwrap_or_default();
    let passphrase_file = || path_of(m, "passphrase-file");
    match name {
        "new" => KeyAction::New {
            out: path("out"),
            passphrase_file: passphrase_file(),
        },
        "show" => KeyAction::Show {
            file: path_of(m, "file"),
        },
        "prove" => KeyAction::Prove {
            key: key_source(m),
            sealed: text_of(m, "sealed").unwrap_or_default(),
        },
        "take-away" => KeyAction::TakeAway {
            out: path("out"),
            passphrase_file: passphrase_file(),
            new_passphrase_file: path_of(m, "new-passphrase-file"),
        },
        "split" => KeyAction::Split {
            key: key_source(m),
            out: path("out"),
        },
        _ => KeyAction::Join {
            parts: m
                .get_many::<PathBuf>("parts")
                .map(|parts| parts.cloned().collect())
                .unwrap_or_default(),
            out: path("out"),
            passphrase_file: passphrase_file(),
        },
    }
}

fn audit_action_of(m: &ArgMatches) -> AuditAction {
    let (name, m) = m
        .subcommand()
        .expect("the command line requires a subcommand of `audit`");
    match name {
        "verify" => AuditAction::Verify {
            anchors: m
                .get_many::<String>("anchor")
                .map(|anchors| anchors.cloned().collect())
                .unwrap_or_default(),
            file: path_of(m, "file"),
        },
        "anchor" => AuditAction::Anchor {
            out: path_of(m, "out"),
        },
        "export" => AuditAction::Export {
            out: path_of(m, "out").unwrap_or_default(),
            format: match text_of(m, "format").as_deref() {
                Some("csv") => AuditFormat::Csv,
                _ => AuditFormat::Ndjson,
            },
        },
        _ => AuditAction::Reseal {
            because: text_of(m, "because").unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_command_line_is_consistent_in_every_language() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn help_is_complete_in_every_language() {
        for lang in Lang::ALL {
            let mut whole = command(lang);
            let mut pages = vec![whole.render_long_help().to_string()];
            for sub in whole.get_subcommands_mut() {
                pages.push(sub.render_long_help().to_string());
                for nested in sub.get_subcommands_mut() {
                    pages.push(nested.render_long_help().to_string());
                }
            }
            for page in pages {
                assert!(!page.contains('⟪'), "a text is missing in {lang}: {page}");
            }
        }
    }

    #[test]
    fn options_reach_the_action() {
        let invocation = parse(&typed(
            "faro import a.csv b.xlsx --date-order dmy --strict --data d -l pt --json",
        ))
        .expect("well typed");
        assert_eq!(invocation.lang, Lang::Pt);
        assert!(invocation.json);
        assert_eq!(invocation.data, PathBuf::from("d"));
        let Action::Import(import) = invocation.action else {
            panic!("not an import");
        };
        assert_eq!(import.files.len(), 2);
        assert!(import.strict);
        assert_eq!(import.date_order, Some(DateOrderHint::Dmy));
    }

    #[test]
    fn report_formats_are_a_list() {
        let invocation = parse(&typed("faro report --formats html,pdf")).expect("well typed");
        let Action::Report { formats, .. } = invocation.action else {
            panic!("not a report");
        };
        assert_eq!(formats, [Format::Html, Format::Pdf]);
    }
}
