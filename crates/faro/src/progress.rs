use std::io::IsTerminal as _;
use std::sync::Mutex;

use faro_service::import::{Observer, Phase, Progress};
use faro_vocabulary::Lang;
use indicatif::{ProgressBar, ProgressStyle};

use crate::texts::text;

/// Shows an import on the terminal; silent where nobody watches.
pub(crate) struct Bar {
    bar: ProgressBar,
    phase: Mutex<Option<Phase>>,
    lang: Lang,
}

impl Bar {
    /// A bar for one file.
    pub(crate) fn new(file: &str, lang: Lang) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) =
            ProgressStyle::with_template("{prefix:30!} {msg:18!} [{bar:30}] {percent:>3} %")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_prefix(file.to_owned());
        Self {
            bar,
            phase: Mutex::new(None),
            lang,
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Bar {
    fn progress(&self, progress: Progress) -> bool {
        let mut phase = self
            .phase
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if *phase != Some(progress.phase) {
            *phase = Some(progress.phase);
            let key = match progress.phase {
                Phase::Survey => "phase-survey",
                Phase::Map => "phase-map",
                Phase::Publish => "phase-publish",
            };
            self.bar.set_message(text(self.lang, key, &[]));
        }
        self.bar.set_length(progress.total);
        self.bar.set_position(progress.done);
        true
    }
}
