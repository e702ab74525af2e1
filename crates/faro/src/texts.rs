use std::sync::LazyLock;

use faro_vocabulary::{Catalogue, Lang, TextArgs};

static TEXTS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../texts/es.ftl")),
        (Lang::Pt, include_str!("../texts/pt.ftl")),
        (Lang::En, include_str!("../texts/en.ftl")),
        (Lang::Fr, include_str!("../texts/fr.ftl")),
    ])
    .expect("embedded texts are well formed; a test reads them")
});

/// The text `key` of the command line in `lang`.
pub(crate) fn text(lang: Lang, key: &str, args: &TextArgs<'_>) -> String {
    TEXTS.get(lang, key, args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_exists_in_every_language() {
        assert_eq!(TEXTS.missing_keys(), Vec::<String>::new());
    }
}
