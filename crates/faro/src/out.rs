//! What the command line says: data on standard output, everything else on standard error.

use std::process::ExitCode;

use faro_casefile::import::PlanError;
use faro_report::names::faults;
use faro_service::ServiceError;
use faro_service::StoreError;
use faro_service::import::ImportError;
use faro_vocabulary::Lang;

use crate::texts::text;

/// How a command ended; documented in `faro --help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// As it should.
    Fine,
    /// Something unforeseen.
    Failure,
    /// The command was not understood.
    Usage,
    /// A file or its data were refused.
    Refused,
    /// A person must answer something first.
    AnswerNeeded,
    /// With `--strict`: rows were rejected.
    RowsRejected,
    /// The chain of the audit is not whole.
    ChainBroken,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Failure => 1,
            Exit::Usage => 2,
            Exit::Refused => 3,
            Exit::AnswerNeeded => 4,
            Exit::RowsRejected => 5,
            Exit::ChainBroken => 6,
        })
    }
}

/// Writes to standard output. Whoever reads it may stop early (`faro sources | head`): that ends the
/// command quietly, and anything else that goes wrong ends it with a message.
pub(crate) fn write_out(text: std::fmt::Arguments<'_>) {
    use std::io::Write as _;
    let text = without_controls(&text.to_string());
    if let Err(error) = std::io::stdout().write_all(text.as_bytes()) {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            std::process::exit(0);
        }
        eprintln!("{error}");
        std::process::exit(1);
    }
}

/// Text without control characters: the name of a file or column must not steer the terminal.
fn without_controls(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// A line on standard output.
macro_rules! say {
    ($($part:tt)*) => {
        $crate::out::write_out(format_args!("{}\n", format_args!($($part)*)))
    };
}
pub(crate) use say;

/// Text on standard output as it is.
macro_rules! say_raw {
    ($($part:tt)*) => { $crate::out::write_out(format_args!($($part)*)) };
}
pub(crate) use say_raw;

/// A refusal with words for the reader and an exit code.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    pub(crate) exit: Exit,
}

impl Refusal {
    pub(crate) fn new(exit: Exit, message: String) -> Self {
        Self {
            message,
            hint: None,
            exit,
        }
    }

    pub(crate) fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// Prints an error with what to do next, and gives the exit code that goes with it.
pub(crate) fn report(error: &anyhow::Error, lang: Lang) -> Exit {
    let (exit, hint) = match error.downcast_ref::<Refusal>() {
        Some(refusal) => (refusal.exit, refusal.hint.clone()),
        None => (Exit::Failure, None),
    };
    let message = without_controls(&format!("{error:#}"));
    eprintln!("{}: {message}", text(lang, "error-prefix", &[]));
    if let Some(hint) = hint {
        let hint = without_controls(&hint);
        eprintln!("{}: {hint}", text(lang, "hint-prefix", &[]));
    }
    exit
}

/// An import's error in words, with the way on.
pub(crate) fn import_refusal(error: ImportError, file: &str, lang: Lang) -> anyhow::Error {
    let t = |key: &str| text(lang, key, &[("file", file.into())]);
    match &error {
        ImportError::NeedsProfile(_) => Refusal::new(Exit::AnswerNeeded, t("import-needs-profile"))
            .hint(t("import-needs-profile-hint"))
            .into(),
        ImportError::Plan(plan) => {
            let message = format!("{file}: {}", faults::plan_error(plan, lang));
            let hint = match plan {
                PlanError::NeedsDateOrder { .. } => "import-date-order-hint",
                PlanError::NeedsDecimalSign { .. } => "import-decimal-hint",
                _ => return Refusal::new(Exit::Refused, message).into(),
            };
            Refusal::new(Exit::AnswerNeeded, message)
                .hint(t(hint))
                .into()
        }
        ImportError::Read(read) => {
            let message = format!("{file}: {}", faults::read_error(read, lang));
            Refusal::new(Exit::Refused, message).into()
        }
        ImportError::Profile(_) | ImportError::UnknownProfile(_) => {
            Refusal::new(Exit::Refused, format!("{file}: {error}")).into()
        }
        ImportError::Service(ServiceError::File { source, .. })
            if source.kind() == std::io::ErrorKind::NotFound =>
        {
            Refusal::new(Exit::Refused, t("file-missing")).into()
        }
        ImportError::Service(
            ServiceError::Vault(_) | ServiceError::Store(StoreError::Vault(_)),
        ) => Refusal::new(Exit::Refused, format!("{error}"))
            .hint(t("no-key-hint"))
            .into(),
        _ => anyhow::Error::new(error).context(file.to_owned()),
    }
}
