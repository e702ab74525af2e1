use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language in which every text of Faro exists.
///
/// Spanish comes first: it is the language most people who use Faro work in, and the one
/// the texts are written in natively.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Spanish, in the usage of Latin America (`es-419`).
    #[default]
    Es,
    /// Portuguese, in the usage of Brazil (`pt-BR`).
    Pt,
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Lang; 4] = [Lang::Es, Lang::Pt, Lang::En, Lang::Fr];

    /// Two-letter code (ISO 639-1), as used in addresses, files and commands.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Es => "es",
            Lang::Pt => "pt",
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// BCP 47 tag with the region whose number and date forms are used.
    pub fn locale(self) -> &'static str {
        match self {
            Lang::Es => "es-419",
            Lang::Pt => "pt-BR",
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Es => "Español",
            Lang::Pt => "Português",
            Lang::En => "English",
            Lang::Fr => "Français",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a language that Faro speaks.
#[derive(Debug, thiserror::Error)]
#[error("language `{0}` is not available; use one of es, pt, en, fr")]
pub struct UnknownLang(String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let primary = s.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL
            .into_iter()
            .find(|l| l.code().eq_ignore_ascii_case(primary))
            .ok_or_else(|| UnknownLang(s.to_owned()))
    }
}

/// One text in all four languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Spanish.
    pub es: String,
    /// Portuguese.
    pub pt: String,
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Labels {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::Pt => &self.pt,
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}
