//! What every code list promises.

use faro_vocabulary::{Field, FieldKind, Lang, Missing, Scheme, fold, schemes};

fn found(scheme: &str, text: &str) -> Option<&'static str> {
    Scheme::get(scheme)
        .expect("a scheme")
        .find(text)
        .map(|term| term.code.as_str())
}

#[test]
fn every_scheme_that_a_field_names_exists_and_has_terms() {
    for &field in Field::ALL {
        if let FieldKind::Code { scheme, .. } = field.kind() {
            // Sources are those of an installation, not of the vocabulary.
            if scheme != "source" {
                let found = Scheme::get(scheme)
                    .unwrap_or_else(|| panic!("{field} names {scheme}, which does not exist"));
                assert!(!found.terms().is_empty(), "{scheme} is empty");
            }
        }
    }
}

#[test]
fn every_text_exists_in_four_languages() {
    for scheme in schemes() {
        for lang in Lang::ALL {
            assert!(!scheme.labels.get(lang).trim().is_empty(), "{}", scheme.id);
        }
        assert!(!scheme.version.is_empty() && !scheme.source.is_empty());
        for term in scheme.terms() {
            for lang in Lang::ALL {
                let text = term.labels.get(lang);
                assert!(!fold(text).is_empty(), "{}/{}", scheme.id, term.code);
                assert_eq!(text.trim(), text, "{}/{}", scheme.id, term.code);
            }
            assert!(!term.source.is_empty(), "{}/{}", scheme.id, term.code);
        }
    }
}

#[test]
fn identifiers_are_unique_and_parents_exist() {
    let mut ids: Vec<&str> = schemes().iter().map(|s| s.id.as_str()).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for scheme in schemes() {
        for term in scheme.terms() {
            // A code is one token of a data column: no total, no separator.
            assert!(!term.code.starts_with('_') && !term.code.contains([';', '|', '\n']));
            if let Some(parent) = &term.parent {
                assert_ne!(parent, &term.code);
                assert!(scheme.term(parent).is_some(), "{}/{}", scheme.id, term.code);
            }
        }
    }
}

#[test]
fn a_code_a_label_and_a_synonym_find_the_same_term() {
    for text in [
        "female",
        "Mujer",
        "MULHER",
        "femme",
        " Femenino ",
        "f",
        "Hembra",
        "feminino",
    ] {
        assert_eq!(found("sex", text), Some("female"), "{text}");
    }
    for (text, code) in [
        ("TRABAJO FORZOSO", "forced_labour"),
        ("trabalho análogo à escravidão", "forced_labour"),
        ("Forced labour", "forced_labour"),
        ("mendicidad_ajena", "forced_begging"),
        ("Explotación Sexual", "sexual_exploitation"),
        ("Other forms of exploitation", "other"),
    ] {
        assert_eq!(found("form-of-exploitation", text), Some(code), "{text}");
    }
}

#[test]
fn every_term_is_found_by_each_of_its_texts() {
    for scheme in schemes() {
        let ambiguous = scheme.ambiguous_texts();
        for term in scheme.terms() {
            let labels = Lang::ALL.map(|lang| term.labels.get(lang));
            for text in labels
                .into_iter()
                .chain(term.synonyms.iter().map(String::as_str))
            {
                if !ambiguous.contains(&fold(text).as_str()) {
                    let hit = scheme.find(text).map(|t| &t.code);
                    assert_eq!(hit, Some(&term.code), "{}: {text}", scheme.id);
                }
            }
            assert_eq!(scheme.find(&term.code).map(|t| &t.code), Some(&term.code));
        }
    }
}

#[test]
fn a_text_that_fits_two_terms_finds_none() {
    // `M` is mujer where men are `H`, and masculino where women are `F`.
    assert_eq!(found("sex", "M"), None);
    assert_eq!(found("sex", "no such sex"), None);
    assert_eq!(found("sex", ""), None);
    // The texts meant to be ambiguous, and no others.
    for scheme in schemes() {
        let expected: &[&str] = match scheme.id.as_str() {
            "sex" => &["m"],
            _ => &[],
        };
        assert_eq!(scheme.ambiguous_texts(), expected, "{}", scheme.id);
    }
}

#[test]
fn each_kind_of_missing_has_labels_and_is_recognised_in_words() {
    for kind in Missing::ALL {
        assert!(!kind.labels().es.is_empty());
        assert_eq!(Missing::find(kind.code()), Some(kind));
    }
    assert_eq!(Missing::find("s/d"), Some(Missing::NotRecorded));
    assert_eq!(Missing::find("NA"), Some(Missing::NotRecorded));
    assert_eq!(Missing::find("No Especificado"), Some(Missing::NotStated));
    assert_eq!(Missing::find("não informado"), Some(Missing::NotStated));
    assert_eq!(Missing::find("Confidencial"), Some(Missing::Withheld));
    assert_eq!(Missing::find("-99"), None, "99 can be an age");
    assert_eq!(Missing::find("-"), None);
}

#[test]
fn the_codes_that_the_engines_rely_on_are_there() {
    for (scheme, codes) in [
        (
            "role",
            "victim possible_victim accused witness indirect_victim complainant",
        ),
        ("sex", "female male intersex other"),
        (
            "gender-identity",
            "woman man trans_woman trans_man transgender travesti non_binary other",
        ),
        (
            "form-of-exploitation",
            "sexual_exploitation forced_labour domestic_servitude servitude slavery child_labour \
             forced_begging forced_criminality forced_marriage illegal_adoption organ_removal \
             forced_military surrogacy mixed_forms other",
        ),
        (
            "means-of-control",
            "debt_bondage takes_earnings restricts_financial_access threats \
             threats_law_enforcement threatens_family psychological_abuse physical_abuse \
             sexual_abuse false_promises psychoactive_substances restricts_movement \
             restricts_medical_care excessive_working_hours uses_children withholds_necessities \
             withholds_documents other",
        ),
        (
            "recruiter-relation",
            "intimate_partner family friend acquaintance employer stranger other",
        ),
        (
            "recruitment-method",
            "place_of_business educational_institution at_work online_social_network \
             online_advertisement television newspaper family_event friends_social_event \
             employment_agency other",
        ),
        (
            "digital-space",
            "sexual_services_site job_site social_media video_chat_streaming",
        ),
        ("isic-section", "A B C D E F G H I J K L M N O P Q R S T U"),
        (
            "justice-stage",
            "reported under_investigation formal_contact charged prosecuted on_trial convicted \
             acquitted dismissed appeal_pending sentence_final",
        ),
        (
            "non-punishment",
            "applied not_applied not_applicable under_review",
        ),
        (
            "reparation",
            "compensation_ordered compensation_paid restitution rehabilitation satisfaction \
             non_repetition none",
        ),
        (
            "institution-type",
            "police prosecution judiciary labour_inspection migration_authority shelter ngo \
             health social_services municipality hotline consulate ombudsperson private_company \
             school central_government legal_service other",
        ),
        ("yes-no", "yes no"),
        (
            "disability",
            "none physical visual hearing intellectual psychosocial multiple yes_unspecified",
        ),
        (
            "ethnicity",
            "indigenous afro_descendant roma mestizo white asian other",
        ),
        (
            "migration-status",
            "national regular irregular refugee asylum_seeker stateless unknown_regularity",
        ),
        (
            "indicator",
            "victims_detected victims_repatriated persons_formal_contact persons_prosecuted \
             persons_convicted offences calls_received workers_found population \
             victims_registered prevalence_per_1000 people_in_modern_slavery tip_tier",
        ),
    ] {
        let scheme = Scheme::get(scheme).expect("a scheme");
        for code in codes.split_whitespace() {
            assert!(scheme.term(code).is_some(), "{}/{code}", scheme.id);
        }
    }
}

#[test]
fn the_words_of_published_files_of_the_region_are_understood() {
    for (scheme, text, code) in [
        // UNODC GLOTIP
        ("sex", "Female", "female"),
        ("sex", "Other", "other"),
        (
            "indicator",
            "Detected trafficking victims",
            "victims_detected",
        ),
        ("indicator", "Persons convicted", "persons_convicted"),
        ("indicator", "Persons prosecuted", "persons_prosecuted"),
        (
            "indicator",
            "Persons brought into formal contact",
            "persons_formal_contact",
        ),
        (
            "indicator",
            "Offences of trafficking in persons",
            "offences",
        ),
        (
            "form-of-exploitation",
            "Other forms of exploitation",
            "other",
        ),
        // Mexico, SESNSP
        ("sex", "Mujer", "female"),
        ("sex", "Hombre", "male"),
        // Argentina, línea 145
        ("role", "Acusado", "accused"),
        ("role", "Víctima directa", "victim"),
        ("role", "Víctima indirecta - familiar", "indirect_victim"),
        ("gender-identity", "Travesti", "travesti"),
        ("gender-identity", "Transexual", "transgender"),
        (
            "form-of-exploitation",
            "Explotación laboral",
            "forced_labour",
        ),
        (
            "form-of-exploitation",
            "Explotación sexual niñas, niños y adolescentes",
            "sexual_exploitation",
        ),
        (
            "form-of-exploitation",
            "Extracción forzosa de órganos, tejidos o fluidos",
            "organ_removal",
        ),
        (
            "institution-type",
            "Gendarmería Nacional Argentina",
            "police",
        ),
        ("institution-type", "Protex", "prosecution"),
        ("intake-channel", "Línea 145", "hotline_call"),
        ("intake-channel", "Correo institucional", "email"),
        // United States, tiers
        ("tip-tier", "Tier 2    ", "tier_2"),
        ("tip-tier", "Watchlist    ", "tier_2_watch_list"),
        // Brazil
        ("ethnicity", "Parda", "afro_descendant"),
        (
            "form-of-exploitation",
            "Trabalho em condições análogas à de escravo",
            "forced_labour",
        ),
        ("language", "castellano", "es"),
        ("currency", "R$", "BRL"),
    ] {
        assert_eq!(found(scheme, text), Some(code), "{scheme}: {text}");
    }
    for (text, kind) in [
        ("No identificado", Missing::NotRecorded),
        ("Unknown", Missing::NotRecorded),
        ("Ns/Nc", Missing::NotStated),
        ("No refiere", Missing::NotStated),
    ] {
        assert_eq!(Missing::find(text), Some(kind), "{text}");
    }
}
