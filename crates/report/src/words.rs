//! The few words that renderers add by themselves, in every language.

use std::sync::LazyLock;

use faro_vocabulary::{Catalogue, Lang, Missing, TextArgs};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../texts/components.es.ftl")),
        (Lang::Pt, include_str!("../texts/components.pt.ftl")),
        (Lang::En, include_str!("../texts/components.en.ftl")),
        (Lang::Fr, include_str!("../texts/components.fr.ftl")),
    ])
    .expect("the embedded texts are well formed; a test reads them all")
});

/// The word or sentence `key` in `lang`, with values put in.
pub fn word(lang: Lang, key: &str, args: &TextArgs<'_>) -> String {
    WORDS.get(lang, key, args)
}

/// Why a value is not there, in words.
pub fn missing(lang: Lang, kind: Missing) -> String {
    kind.labels().get(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        assert_eq!(WORDS.missing_keys(), Vec::<String>::new());
        for lang in Lang::ALL {
            for kind in Missing::ALL {
                assert!(!missing(lang, kind).contains('⟪'));
            }
        }
    }
}
