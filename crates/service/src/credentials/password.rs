//! Which passwords are taken.
//!
//! After OWASP ASVS 5.0, section 6.2: length counts, composition does not, nothing is cut,
//! trimmed or changed in case, nothing expires. What is easily guessed is refused: common and
//! breached passwords, also when padded to length, the words of this place, repetitions, runs.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::guesses::{self, Reason, Word};

/// Fewest characters of a password. ASVS 6.2.1 asks for 8 and recommends 15.
pub const MINIMUM_CHARACTERS: usize = 12;
/// What a page recommends.
pub const RECOMMENDED_CHARACTERS: usize = 15;
/// Most characters: room for any sentence, and a bound on the work of one sign-in.
pub const MAXIMUM_CHARACTERS: usize = 256;

/// Bits of guessing that a password must cost at least: 2^30 guesses, a thousand million. A
/// throttled sign-in never sees that many, and Argon2id makes them dear to whoever steals the
/// database. Nine characters that belong to nothing predictable reach it.
const MINIMUM_BITS: f64 = 29.0;

/// Words of this service and its field, in the languages of its pages (ASVS 6.1.2). Folded.
const SERVICE_WORDS: &[&str] = &[
    "faro",
    "trata",
    "tratadepersonas",
    "trafico",
    "traffic",
    "trafficking",
    "traite",
    "personas",
    "pessoas",
    "persons",
    "personnes",
    "victima",
    "victimas",
    "vitima",
    "vitimas",
    "victim",
    "victims",
    "victime",
    "victimes",
    "sobreviviente",
    "sobrevivente",
    "survivor",
    "fiscalia",
    "fiscal",
    "procuraduria",
    "ministeriopublico",
    "policia",
    "police",
    "polizia",
    "rescate",
    "resgate",
    "migracion",
    "migracao",
    "migration",
    "refugio",
    "albergue",
    "abrigo",
    "shelter",
    "caso",
    "casos",
    "case",
    "denuncia",
    "esclavitud",
    "escravidao",
    "slavery",
    "esclavage",
];

/// What a password was typed into. Unicode normalisation form C, any space as a plain space
/// (RFC 8265, OpaqueString): the same keys pressed on another machine give the same password.
/// Nothing is trimmed, cut or folded. It is wiped when it goes, and can't be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_service::credentials::TypedPassword>();
/// ```
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Display>() {}
/// shown::<faro_service::credentials::TypedPassword>();
/// ```
/// ```compile_fail,E0277
/// fn kept<T: serde::Serialize>() {}
/// kept::<faro_service::credentials::TypedPassword>();
/// ```
pub struct TypedPassword(Zeroizing<String>);

impl TypedPassword {
    /// Takes over what was typed and wipes it.
    pub fn new(typed: String) -> Self {
        /// Form C takes at most three times the bytes (UAX #15), so that the text never moves
        /// and leaves a copy behind.
        const GROWTH: usize = 3;
        let typed = Zeroizing::new(typed);
        let mut normal = Zeroizing::new(String::with_capacity(typed.len() * GROWTH));
        normal.extend(typed.chars().map(plain_space).nfc());
        Self(normal)
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is longer than any password that was ever taken.
    pub(super) fn is_too_long(&self) -> bool {
        self.0.chars().nth(MAXIMUM_CHARACTERS).is_some()
    }
}

/// The plain space for every space of Unicode's category Zs.
fn plain_space(character: char) -> char {
    match character {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            ' '
        }
        other => other,
    }
}

/// Whose word a refused password is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// This service or its field.
    Service,
    /// The agency.
    Agency,
    /// The account: name, sign-in name, e-mail address.
    Account,
}

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// Fewer characters than `minimum`.
    #[error("a password has at least {minimum} characters")]
    TooShort {
        /// Fewest characters.
        minimum: usize,
    },
    /// More characters than `maximum`.
    #[error("a password has at most {maximum} characters")]
    TooLong {
        /// Most characters.
        maximum: usize,
    },
    /// It holds a control character, which not every keyboard can type.
    #[error("a password has no control characters")]
    ControlCharacter,
    /// It is, or is mostly, one of the common or breached passwords.
    #[error("this password is common or was breached elsewhere")]
    Common,
    /// It is mostly a word that anyone who knows this place would try.
    #[error("a password is not made of the names of this place")]
    ContextWord(WordKind),
    /// It is mostly one character or one piece over and over.
    #[error("a password does not repeat one piece")]
    Repeated,
    /// It is mostly neighbours on the keyboard, in the alphabet or among the digits, or years.
    #[error("a password is not a run of keys, letters or digits")]
    Run,
}

/// Decides which passwords are taken, for one account.
pub struct PasswordRules {
    words: Vec<Word>,
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self::new()
    }
}

impl PasswordRules {
    /// The rules with the words of this service.
    pub fn new() -> Self {
        let words = SERVICE_WORDS
            .iter()
            .map(|word| Word::new(word, WordKind::Service))
            .collect();
        Self { words }
    }

    /// Also refuses what is made of the agency's name.
    #[must_use]
    pub fn with_agency(self, name: &str) -> Self {
        self.with(name, WordKind::Agency)
    }

    /// Also refuses what is made of the account's name, sign-in name or e-mail address. May be
    /// called for each.
    #[must_use]
    pub fn with_account(self, name: &str) -> Self {
        self.with(name, WordKind::Account)
    }

    fn with(mut self, text: &str, kind: WordKind) -> Self {
        // In front: a word of the agency that is also one of the service is called the agency's.
        self.words.splice(0..0, guesses::words_of(text, kind));
        self
    }

    /// Takes the password or says why not.
    ///
    /// # Errors
    /// The first [`PasswordRefused`] that holds, in the order of its variants.
    pub fn check(&self, password: &TypedPassword) -> Result<(), PasswordRefused> {
        if password.is_too_long() {
            return Err(PasswordRefused::TooLong {
                maximum: MAXIMUM_CHARACTERS,
            });
        }
        let text = password.expose();
        if text.chars().count() < MINIMUM_CHARACTERS {
            return Err(PasswordRefused::TooShort {
                minimum: MINIMUM_CHARACTERS,
            });
        }
        if text.chars().any(char::is_control) {
            return Err(PasswordRefused::ControlCharacter);
        }
        let spelling = guesses::cheapest_spelling(text, &self.words);
        if spelling.bits >= MINIMUM_BITS {
            return Ok(());
        }
        Err(match spelling.reason {
            Reason::Common => PasswordRefused::Common,
            Reason::Word(kind) => PasswordRefused::ContextWord(kind),
            Reason::Repeated => PasswordRefused::Repeated,
            Reason::Run => PasswordRefused::Run,
        })
    }
}
