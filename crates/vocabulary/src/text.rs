use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::Lang;

/// Values to put into a message, by name.
pub type TextArgs<'a> = [(&'a str, FluentValue<'a>)];

/// The interface texts of one crate in every language: Fluent messages by key.
///
/// A catalogue is built from embedded files and fails at construction, never in front of a
/// user; `missing_keys` lets a test demand that all languages are complete.
pub struct Catalogue {
    bundles: Vec<(Lang, FluentBundle<FluentResource>, Vec<String>)>,
}

/// A text file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("texts for `{lang}`: {problem}")]
pub struct TextError {
    lang: Lang,
    problem: String,
}

impl Catalogue {
    /// Parses one Fluent source per language.
    pub fn new(sources: &[(Lang, &str)]) -> Result<Self, TextError> {
        let mut bundles = Vec::new();
        for &(lang, source) in sources {
            let fail = |problem: String| TextError { lang, problem };
            let resource = FluentResource::try_new(source.to_owned())
                .map_err(|(_, errors)| fail(format!("{errors:?}")))?;
            let keys = resource
                .entries()
                .filter_map(|entry| match entry {
                    fluent_syntax::ast::Entry::Message(m) => Some(m.id.name.to_owned()),
                    _ => None,
                })
                .collect();
            let id: unic_langid::LanguageIdentifier =
                lang.locale().parse().map_err(|e| fail(format!("{e}")))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // Isolation marks would show up in exports and searches.
            bundle.set_use_isolating(false);
            bundle
                .add_resource(resource)
                .map_err(|errors| fail(format!("{errors:?}")))?;
            bundles.push((lang, bundle, keys));
        }
        Ok(Self { bundles })
    }

    /// The message `key` in `lang`. A key that exists nowhere comes back in double angle
    /// brackets, so that a test over rendered pages finds it.
    pub fn get(&self, lang: Lang, key: &str, args: &TextArgs<'_>) -> String {
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(*name, value.clone());
        }
        self.bundles
            .iter()
            .find(|(l, ..)| *l == lang)
            .and_then(|(_, bundle, _)| {
                let pattern = bundle.get_message(key)?.value()?;
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
                errors.is_empty().then(|| text.into_owned())
            })
            .unwrap_or_else(|| format!("⟪{key}⟫"))
    }

    /// Keys that some language has and another lacks, as `lang/key`. Empty when complete.
    pub fn missing_keys(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for (lang, _, keys) in &self.bundles {
            for (_, _, others) in &self.bundles {
                for key in others {
                    let name = format!("{lang}/{key}");
                    if !keys.contains(key) && !missing.contains(&name) {
                        missing.push(name);
                    }
                }
            }
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_follow_the_language() {
        let catalogue = Catalogue::new(&[
            (
                Lang::Es,
                "rows = { $n ->\n    [one] { $n } fila\n   *[other] { $n } filas\n }\n",
            ),
            (
                Lang::En,
                "rows = { $n ->\n    [one] { $n } row\n   *[other] { $n } rows\n }\n",
            ),
        ])
        .expect("well-formed texts");
        assert_eq!(
            catalogue.get(Lang::Es, "rows", &[("n", 1.into())]),
            "1 fila"
        );
        assert_eq!(
            catalogue.get(Lang::En, "rows", &[("n", 2.into())]),
            "2 rows"
        );
        assert_eq!(catalogue.missing_keys(), Vec::<String>::new());
    }

    #[test]
    fn a_key_absent_in_one_language_is_named() {
        let catalogue =
            Catalogue::new(&[(Lang::Es, "a = A\nb = B\n"), (Lang::Fr, "a = A\n")]).expect("texts");
        assert_eq!(catalogue.missing_keys(), ["fr/b"]);
        assert_eq!(catalogue.get(Lang::Fr, "b", &[]), "⟪b⟫");
    }
}
