//! What the texts of fields promise.

use std::collections::BTreeMap;

use faro_vocabulary::{Field, FieldGroup, Lang, fold};

#[test]
fn every_field_has_a_label_and_help_with_an_example_in_four_languages() {
    let example = |lang| match lang {
        Lang::Es => "Ejemplo",
        Lang::Pt => "Exemplo",
        Lang::En => "Example",
        Lang::Fr => "Exemple",
    };
    for &field in Field::ALL {
        for lang in Lang::ALL {
            assert!(!field.labels().get(lang).is_empty(), "{field} {lang}");
            let help = field.help().get(lang);
            assert!(help.contains(example(lang)), "{field} {lang}: {help}");
            assert!(help.chars().count() <= 220, "{field} {lang} is too long");
        }
    }
}

#[test]
fn every_field_has_four_header_words_per_language_without_repeats() {
    for &field in Field::ALL {
        for lang in Lang::ALL {
            let words = field.header_words(lang);
            assert!(words.len() >= 4, "{field} {lang}");
            let mut folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
            folded.sort_unstable();
            folded.dedup();
            assert_eq!(folded.len(), words.len(), "{field} {lang} repeats a word");
            assert!(folded.iter().all(|word| !word.is_empty()));
        }
    }
}

#[test]
fn no_header_word_belongs_to_two_fields() {
    let mut owners: BTreeMap<String, Field> = BTreeMap::new();
    for &field in Field::ALL {
        for lang in Lang::ALL {
            for word in field.header_words(lang) {
                let owner = *owners.entry(fold(word)).or_insert(field);
                assert_eq!(owner, field, "{word}");
            }
        }
    }
}

#[test]
fn headers_that_people_type_are_recognised() {
    for (header, field) in [
        ("N° de Caso", Field::CaseNumber),
        ("Nro. Expediente", Field::CaseNumber),
        ("nº do processo", Field::CaseNumber),
        ("FECHA_INGRESO", Field::RegistrationDate),
        ("Fecha de nacimiento", Field::BirthDate),
        ("genero", Field::GenderIdentity),
        ("Sexo", Field::Sex),
        ("rango_de_edad", Field::Age),
        ("Forma de Explotación", Field::FormOfExploitation),
        ("CountryOfExploitation", Field::ExploitationPlace),
        ("nombre", Field::GivenNames),
        ("Nome completo", Field::FullName),
        ("CPF", Field::DocumentNumber),
        ("justice_stage", Field::JusticeStage),
        ("Pays de naissance", Field::CountryOfBirth),
    ] {
        assert_eq!(Field::from_header(header), Some(field), "{header}");
    }
    assert_eq!(Field::from_header("bien_juridico_afectado"), None);
    assert_eq!(Field::from_header(""), None);
}

#[test]
fn groups_have_labels_and_every_field_stands_in_one() {
    for group in FieldGroup::ALL {
        for lang in Lang::ALL {
            assert!(!group.labels().get(lang).is_empty());
        }
        assert!(Field::ALL.iter().any(|field| field.group() == group));
    }
}
