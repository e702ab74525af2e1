use std::collections::BTreeMap;
use std::sync::LazyLock;

use faro_vocabulary::{Labels, fold};
use serde::Deserialize;

use super::Recommendation;

/// A theme by which recommendations of different bodies are put side by side.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Identifier, such as `demand`.
    pub id: String,
    /// Its name.
    pub labels: Labels,
    /// Folded words and beginnings of words (those that end in `*`) that point to it.
    phrases: Vec<Vec<String>>,
}

/// A theme that a recommendation was put under, and the phrases that did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The theme.
    pub theme: &'static str,
    /// Phrases of the theme's list that were found, in the order of the list.
    pub because: Vec<String>,
}

/// All themes, in the order of the table.
pub fn themes() -> &'static [Theme] {
    &THEMES
}

/// The themes of one recommendation: by its text and by the themes that the source gave it.
/// No theme at all is an answer too. The same text always gives the same themes, in the order
/// of the table.
///
/// ```
/// use faro_obligations::recommendation::assign_text;
/// let found = assign_text("Desalentar la demanda y capacitar a inspectores del trabajo");
/// let names: Vec<&str> = found.iter().map(|a| a.theme).collect();
/// assert_eq!(names, ["demand", "training", "labour"]);
/// assert_eq!(found[0].because, ["demanda"]);
/// ```
pub fn assign_text(text: &str) -> Vec<Assignment> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    THEMES
        .iter()
        .filter_map(|theme| {
            let because: Vec<String> = theme
                .phrases
                .iter()
                .filter(|phrase| occurs(phrase, &words))
                .map(|phrase| phrase.join(" "))
                .collect();
            (!because.is_empty()).then_some(Assignment {
                theme: theme.id.as_str(),
                because,
            })
        })
        .collect()
}

/// The themes of a recommendation.
pub fn assign(recommendation: &Recommendation) -> Vec<Assignment> {
    let mut text = recommendation.text.clone();
    for theme in &recommendation.themes {
        // A full stop would keep phrases apart; folding drops it, a word of its own does not.
        text.push_str(" | ");
        text.push_str(theme);
    }
    assign_text(&text)
}

/// Places of recommendations by theme, in the order of the table; those without a theme stand
/// under the empty name, last.
pub fn cluster(recommendations: &[Recommendation]) -> Vec<(&'static str, Vec<usize>)> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, recommendation) in recommendations.iter().enumerate() {
        let found = assign(recommendation);
        if found.is_empty() {
            places.entry("").or_default().push(place);
        }
        for assignment in found {
            places.entry(assignment.theme).or_default().push(place);
        }
    }
    THEMES
        .iter()
        .map(|theme| theme.id.as_str())
        .chain([""])
        .filter_map(|id| places.remove(id).map(|found| (id, found)))
        .collect()
}

fn occurs(phrase: &[String], words: &[&str]) -> bool {
    words.windows(phrase.len()).any(|window| {
        phrase
            .iter()
            .zip(window)
            .all(|(wanted, word)| match wanted.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => wanted == word,
            })
    })
}

static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        theme: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        id: String,
        labels: Labels,
        phrases: Vec<String>,
    }
    let file: File = toml::from_str(include_str!("../../data/themes.toml"))
        .expect("the embedded themes are well formed; a test reads them");
    file.theme
        .into_iter()
        .map(|row| Theme {
            id: row.id,
            labels: row.labels,
            phrases: row
                .phrases
                .iter()
                .map(|phrase| {
                    phrase
                        .split_whitespace()
                        .map(|word| match word.strip_suffix('*') {
                            Some(beginning) => format!("{}*", fold(beginning)),
                            None => fold(word),
                        })
                        .collect()
                })
                .collect(),
        })
        .collect()
});
