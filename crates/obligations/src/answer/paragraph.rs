use std::collections::BTreeMap;

use faro_vocabulary::{Day, Lang};
use serde::{Deserialize, Serialize};

/// Bytes of a paragraph's text in one language.
pub const MAX_PARAGRAPH: usize = 20_000;
/// Figures that one text may hold.
pub const MAX_FIGURES: usize = 100;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// The place of a figure, by its name.
    Figure(&'t str),
}

/// What is wrong with a text; places are bytes from its beginning.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// `{{` without `}}`.
    #[error("the figure that begins at {at} has no end; write {{{{name}}}}")]
    Open {
        /// Where it begins.
        at: usize,
    },
    /// A name that names can't be.
    #[error("the name of the figure at {at} has 1 to 60 of the characters a-z, 0-9, - and _")]
    Name {
        /// Where it begins.
        at: usize,
    },
    /// The text is too long.
    #[error("the text has more than {MAX_PARAGRAPH} bytes")]
    TooLong,
    /// Too many figures.
    #[error("the text has more than {MAX_FIGURES} figures")]
    TooMany,
}

/// The pieces of a text. A figure is written `{{name}}`; single braces are words.
///
/// ```
/// use faro_obligations::answer::{Piece, parse};
/// let pieces = parse("In 2025, {{victims-2025}} people").unwrap();
/// assert_eq!(pieces[1], Piece::Figure("victims-2025"));
/// assert!(parse("In 2025, {{victims").is_err());
/// ```
pub fn parse(text: &str) -> Result<Vec<Piece<'_>>, TextError> {
    if text.len() > MAX_PARAGRAPH {
        return Err(TextError::TooLong);
    }
    let mut pieces = Vec::new();
    let mut figures = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let begin = at + found;
        if begin > at {
            pieces.push(Piece::Words(&text[at..begin]));
        }
        let inner = begin + 2;
        let length = text[inner..]
            .find("}}")
            .ok_or(TextError::Open { at: begin })?;
        let name = text[inner..inner + length].trim();
        if !is_name(name) {
            return Err(TextError::Name { at: begin });
        }
        figures += 1;
        if figures > MAX_FIGURES {
            return Err(TextError::TooMany);
        }
        pieces.push(Piece::Figure(name));
        at = inner + length + 2;
    }
    if at < text.len() {
        pieces.push(Piece::Words(&text[at..]));
    }
    Ok(pieces)
}

fn is_name(name: &str) -> bool {
    (1..=60).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

/// A figure as it is known now: from the observatory, an indicator or a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The value as it is written, by language where they write it differently.
    pub value: String,
    /// The date that it describes.
    pub as_of: Day,
    /// Where it comes from; the key of its lineage.
    pub source: String,
}

/// A figure as somebody confirmed it for a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// What was confirmed.
    pub figure: Figure,
    /// When.
    pub on: Day,
    /// By whom: an opaque identifier.
    pub by: String,
}

/// How a figure of a paragraph stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FigureState {
    /// As confirmed.
    Current,
    /// Another value, date or source than was confirmed.
    Changed {
        /// What was confirmed.
        before: Figure,
        /// What is known now.
        now: Figure,
    },
    /// Known, and nobody confirmed it for this paragraph.
    Unconfirmed {
        /// What is known now.
        now: Figure,
    },
    /// Confirmed once, and no longer known.
    Gone {
        /// What was confirmed.
        before: Figure,
    },
    /// Neither known nor confirmed.
    Unknown,
}

/// A paragraph of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Opaque identifier.
    pub id: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// The text, by language; a missing one is not written yet.
    pub texts: BTreeMap<Lang, String>,
    /// Figures as they were confirmed, by name.
    pub confirmed: BTreeMap<String, Confirmed>,
}

/// Why a paragraph can't be written out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// It does not exist in that language.
    #[error("the paragraph has no text in this language")]
    Language,
    /// Its text is not in order.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A figure that nobody confirmed.
    #[error("the figure `{0}` was never confirmed")]
    Unconfirmed(String),
}

impl Paragraph {
    /// Names of the figures in all its texts, each once, in alphabetical order.
    pub fn figures(&self) -> Result<Vec<String>, TextError> {
        let mut names = std::collections::BTreeSet::new();
        for text in self.texts.values() {
            for piece in parse(text)? {
                if let Piece::Figure(name) = piece {
                    names.insert(name.to_owned());
                }
            }
        }
        Ok(names.into_iter().collect())
    }

    /// How each figure stands against what is known now.
    pub fn check(
        &self,
        known: &BTreeMap<String, Figure>,
    ) -> Result<Vec<(String, FigureState)>, TextError> {
        let states = self
            .figures()?
            .into_iter()
            .map(|name| {
                let before = self.confirmed.get(&name).map(|c| c.figure.clone());
                let state = match (before, known.get(&name).cloned()) {
                    (Some(before), Some(now)) if before == now => FigureState::Current,
                    (Some(before), Some(now)) => FigureState::Changed { before, now },
                    (Some(before), None) => FigureState::Gone { before },
                    (None, Some(now)) => FigureState::Unconfirmed { now },
                    (None, None) => FigureState::Unknown,
                };
                (name, state)
            })
            .collect();
        Ok(states)
    }

    /// The text with its confirmed figures. What is known now does not slip in by itself.
    pub fn render(&self, lang: Lang) -> Result<String, RenderError> {
        let text = self.texts.get(&lang).ok_or(RenderError::Language)?;
        let mut written = String::with_capacity(text.len());
        for piece in parse(text)? {
            match piece {
                Piece::Words(words) => written.push_str(words),
                Piece::Figure(name) => {
                    let confirmed = self
                        .confirmed
                        .get(name)
                        .ok_or_else(|| RenderError::Unconfirmed(name.to_owned()))?;
                    written.push_str(&confirmed.figure.value);
                }
            }
        }
        Ok(written)
    }
}
