use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which texts are compared: header words, labels, codes, synonyms.
///
/// Compatibility decomposition (NFKD), marks stripped, lower case, and every run of
/// characters that are neither letters nor digits collapsed to one space, none at the ends.
/// `"  N.º de_Expediente "` becomes `"n o de expediente"`, `"Niñez"` becomes `"ninez"`.
///
/// Folding a folded text changes nothing.
///
/// ```
/// use faro_vocabulary::fold;
/// assert_eq!(fold("Forma_de EXPLOTACIÓN"), "forma de explotacion");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char| {
        if !c.is_alphanumeric() {
            gap = true;
            return;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(c);
    };
    if text.is_ascii() {
        text.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        text.nfkd()
            .flat_map(char::to_lowercase)
            .nfkd()
            .filter(|&c| !is_combining_mark(c))
            .for_each(push);
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        for (text, folded) in [
            ("", ""),
            (" -_/. ", ""),
            ("n_victimas", "n victimas"),
            ("N.º de_Expediente ", "n o de expediente"),
            ("nº", "no"),
            ("n°", "n"),
            ("NÃO INFORMADO", "nao informado"),
            ("Niñez y adolescencia", "ninez y adolescencia"),
            ("9--17", "9 17"),
            ("ＦＵＬＬ", "full"),
            ("k’iche’", "k iche"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
