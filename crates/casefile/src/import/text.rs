use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use faro_vocabulary::{Missing, fold};

/// The form in which cell values are compared with codes, labels and tokens.
///
/// A text with letters is folded and loses its spaces (`Forced labour`, `forced_labour` and
/// `ForcedLabour` are one), but keeps the signs that change a meaning (`<`, `>`, `+`). A text
/// without letters only loses its white space, so that `-99` is not `99`.
///
/// A number, an ISO date or a lower-case word is its own key and is lent: most cells are one.
pub(crate) fn value_key(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let no_letters = |b: &u8| b.is_ascii_graphic() && !b.is_ascii_alphabetic();
    let lower = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if bytes.iter().all(no_letters) || bytes.iter().all(lower) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(made_key(text))
}

fn made_key(text: &str) -> String {
    if !text.chars().any(char::is_alphabetic) {
        return text.chars().filter(|c| !c.is_whitespace()).collect();
    }
    let mut key = fold(text);
    key.retain(|c| c != ' ');
    key.extend(
        text.chars()
            .filter(|c| matches!(c, '<' | '>' | '+' | '≤' | '≥')),
    );
    key
}

/// Tokens for "no value" that agencies use, tried when neither the profile nor the field's
/// code list knows the text. `docs/mapping-profiles.md` lists them.
const NOT_RECORDED: &[&str] = &[
    "-",
    "--",
    "---",
    ".",
    "..",
    "...",
    "?",
    "-9",
    "-99",
    "-999",
    "-9999",
    "NA",
    "N/A",
    "N.A.",
    "#N/A",
    "null",
    "none recorded",
    "nan",
    "s/d",
    "sd",
    "s.d.",
    "s/i",
    "s/inf",
    "sin dato",
    "sin datos",
    "sin información",
    "sin informacion disponible",
    "sin registro",
    "no registra",
    "no registrado",
    "no registrada",
    "no consta",
    "no aplica",
    "no disponible",
    "no hay datos",
    "sem dado",
    "sem dados",
    "sem informação",
    "sem registro",
    "não consta",
    "não registrado",
    "não se aplica",
    "não disponível",
    "no data",
    "not recorded",
    "not available",
    "not applicable",
    "missing",
    "unknown",
    "not known",
    "no identificado",
    "no identificada",
    "no determinado",
    "no determinada",
    "sin determinar",
    "desconocido",
    "desconocida",
    "se desconoce",
    "desconhecido",
    "desconhecida",
    "ignorado",
    "ignorada",
    "indeterminado",
    "indeterminada",
    "inconnu",
    "inconnue",
    "sans donnée",
    "sans données",
    "non renseigné",
    "non renseignée",
    "non disponible",
    "non enregistré",
    "non applicable",
    "n/d",
    "nd",
];

const NOT_STATED: &[&str] = &[
    "no informa",
    "no informado",
    "no informada",
    "no informó",
    "no refiere",
    "no contesta",
    "no responde",
    "no respondió",
    "no sabe",
    "no sabe / no contesta",
    "no sabe no responde",
    "ns/nc",
    "ns/nr",
    "ns / nc",
    "no especificado",
    "no especificada",
    "no especifica",
    "sin especificar",
    "prefiere no decir",
    "prefiere no responder",
    "não informado",
    "não informada",
    "não informou",
    "não respondeu",
    "não sabe",
    "não especificado",
    "não especificada",
    "prefere não responder",
    "prefere não dizer",
    "not stated",
    "not specified",
    "unspecified",
    "no answer",
    "refused",
    "don't know",
    "prefer not to say",
    "prefer not to answer",
    "non précisé",
    "non précisée",
    "ne sait pas",
    "sans réponse",
    "refus",
    "préfère ne pas répondre",
    "non indiqué",
    "non indiquée",
];

const NOT_ASKED: &[&str] = &[
    "no preguntado",
    "no se preguntó",
    "não perguntado",
    "not asked",
    "non demandé",
];

const WITHHELD: &[&str] = &[
    "reservado",
    "reservada",
    "confidencial",
    "dato protegido",
    "sigiloso",
    "sigilo",
    "protegido",
    "withheld",
    "suppressed",
    "redacted",
    "confidential",
    "confidentiel",
    "anonimizado",
];

static MISSING: LazyLock<HashMap<String, Missing>> = LazyLock::new(|| {
    let lists = [
        (Missing::NotAsked, NOT_ASKED),
        (Missing::NotStated, NOT_STATED),
        (Missing::NotRecorded, NOT_RECORDED),
        (Missing::Withheld, WITHHELD),
    ];
    let mut tokens = HashMap::new();
    for (kind, texts) in lists {
        for text in texts {
            tokens.entry(value_key(text).into_owned()).or_insert(kind);
        }
        tokens
            .entry(value_key(kind.code()).into_owned())
            .or_insert(kind);
    }
    tokens
});

/// The usual meaning of a text that stands for a missing value.
pub(crate) fn usual_missing(key: &str) -> Option<Missing> {
    MISSING.get(key).copied()
}

const YES: &[&str] = &[
    "1",
    "1.0",
    "true",
    "yes",
    "y",
    "si",
    "sí",
    "s",
    "sim",
    "oui",
    "o",
    "verdadero",
    "verdadeiro",
    "vrai",
    "x",
    "✓",
];
const NO: &[&str] = &[
    "0", "0.0", "false", "no", "n", "não", "nao", "non", "falso", "faux",
];

static YES_NO: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let yes = YES.iter().map(|t| (value_key(t).into_owned(), true));
    let no = NO.iter().map(|t| (value_key(t).into_owned(), false));
    yes.chain(no).collect()
});

/// The usual meaning of a text in a yes-or-no column.
pub(crate) fn usual_yes_no(key: &str) -> Option<bool> {
    YES_NO.get(key).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_that_is_its_own_key_is_only_lent(
            text in prop_oneof!["[ a-cA0-9_<+é-]{0,6}", "[0-9-]{0,10}", any::<String>()]
        ) {
            prop_assert_eq!(value_key(&text).into_owned(), made_key(text.trim()));
        }
    }

    #[test]
    fn signs_that_change_a_meaning_survive() {
        assert_ne!(value_key("-99"), value_key("99"));
        assert_ne!(value_key("<18 años"), value_key("18 años"));
        assert_eq!(value_key("Forced labour"), value_key("forced_labour"));
        assert_eq!(value_key(" < 5 "), "<5");
    }

    #[test]
    fn usual_tokens_are_known_in_four_languages() {
        for (text, kind) in [
            ("-99", Missing::NotRecorded),
            ("NA", Missing::NotRecorded),
            ("s/d", Missing::NotRecorded),
            ("Sin dato", Missing::NotRecorded),
            ("NÃO INFORMADO", Missing::NotStated),
            ("no especificado", Missing::NotStated),
            ("Ns/Nc", Missing::NotStated),
            ("non renseigné", Missing::NotRecorded),
            ("not_asked", Missing::NotAsked),
            ("Reservado", Missing::Withheld),
        ] {
            assert_eq!(usual_missing(&value_key(text)), Some(kind), "{text}");
        }
        assert_eq!(usual_missing(&value_key("99")), None);
    }
}
