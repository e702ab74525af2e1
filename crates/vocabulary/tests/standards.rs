//! What the published standards' lists promise: nothing of the standard lost, every target
//! of a mapping real, nothing claimed that was not read.

use std::collections::BTreeSet;
use std::path::Path;

use faro_vocabulary::ctdc::{self, ColumnKind, Release};
use faro_vocabulary::{
    Crossing, Field, FieldKind, Lang, Missing, Scheme, Span, Status, crosswalk, crosswalk_missing,
    crosswalks, htcds, schemes,
};

fn is_value_of(field: Field, code: &str) -> bool {
    match field.kind() {
        FieldKind::Code { scheme, .. } => {
            Scheme::get(scheme).is_some_and(|scheme| scheme.term(code).is_some())
        }
        FieldKind::Years | FieldKind::Months | FieldKind::Number => code.parse::<Span>().is_ok(),
        _ => false,
    }
}

#[test]
fn every_crosswalk_row_starts_and_ends_at_something_that_exists() {
    for row in crosswalks() {
        let scheme = Scheme::get(&row.scheme).unwrap_or_else(|| panic!("{}", row.scheme));
        assert!(
            scheme.term(&row.code).is_some(),
            "{}/{}",
            row.scheme,
            row.code
        );
        match &row.to {
            Crossing::Value { field, code } => {
                assert!(is_value_of(*field, code), "{}: {field} {code}", row.code);
                assert_eq!(
                    crosswalk(&row.scheme, &row.code),
                    Some((*field, code.as_str()))
                );
                assert_eq!(crosswalk_missing(&row.scheme, &row.code), None);
            }
            Crossing::Missing(kind) => {
                assert_eq!(crosswalk(&row.scheme, &row.code), None);
                assert_eq!(crosswalk_missing(&row.scheme, &row.code), Some(*kind));
            }
        }
    }
    assert_eq!(crosswalk("htcds-gender", "no such code"), None);
    assert_eq!(crosswalk("no-such-scheme", "Feminine"), None);
}

#[test]
fn every_code_of_htcds_and_ctdc_crosses_or_is_known_to_have_no_place() {
    let no_place = [
        "htcds-reason-for-incoming-referral",
        "htcds-reason-for-outgoing-referral",
        "htcds-event-type",
        "ctdc-k-datasource",
    ];
    for scheme in schemes() {
        let standard = scheme.id.starts_with("htcds-") || scheme.id.starts_with("ctdc-");
        if !standard || no_place.contains(&scheme.id.as_str()) {
            continue;
        }
        for term in scheme.terms() {
            let crosses = crosswalk(&scheme.id, &term.code).is_some()
                || crosswalk_missing(&scheme.id, &term.code).is_some();
            assert!(crosses, "{}/{}", scheme.id, term.code);
        }
    }
}

#[test]
fn an_unspecified_gender_is_a_missing_value_not_a_gender() {
    assert_eq!(
        crosswalk_missing("htcds-gender", "NonSpecifiedUnknown"),
        Some(Missing::NotRecorded)
    );
}

#[test]
fn htcds_lists_its_83_named_fields_with_schemes_that_exist() {
    let fields = htcds::fields();
    assert_eq!(fields.len(), 83);
    let names: BTreeSet<&str> = fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names.len(), 83);
    for field in fields {
        for lang in Lang::ALL {
            assert!(!field.labels.get(lang).is_empty(), "{}", field.name);
        }
        if let Some(id) = &field.scheme {
            let scheme = Scheme::get(id).unwrap_or_else(|| panic!("{id}"));
            assert!(scheme.source.contains("CC BY 4.0") && scheme.version == "2.0");
            // A picklist crosses to the field that its column maps to.
            for term in scheme.terms() {
                if let Some((to, _)) = crosswalk(id, &term.code) {
                    assert_eq!(Some(to), field.field, "{}/{}", field.name, term.code);
                }
            }
        }
    }
    assert_eq!(fields.iter().filter(|f| f.deprecated).count(), 3);
}

#[test]
fn means_that_htcds_defines_and_leaves_out_of_its_picklist_are_carried() {
    let scheme = Scheme::get("htcds-methods-of-control").expect("a scheme");
    assert_eq!(scheme.terms().len(), 18);
    for code in ["RestrictsMovement", "UsesChildren"] {
        let term = scheme.term(code).expect("a term");
        assert!(term.source.contains("absent from the picklist"), "{code}");
    }
    let field = htcds::fields()
        .iter()
        .find(|f| f.name == "vic_MethodsOfControl")
        .expect("a field");
    assert!(field.note.contains("absent from the picklist"));
}

#[test]
fn ctdc_has_27_variables_in_the_codebook_and_63_k_anonymised_columns() {
    let codebook: Vec<_> = ctdc::variables(Release::Codebook2024).collect();
    assert_eq!(codebook.len(), 27);
    for (place, variable) in codebook.iter().enumerate() {
        assert_eq!(variable.number.map(usize::from), Some(place + 1));
    }
    assert_eq!(ctdc::variables(Release::KAnonymised).count(), 63);
    for release in [Release::Codebook2024, Release::KAnonymised] {
        for variable in ctdc::variables(release) {
            let name = &variable.name;
            for lang in Lang::ALL {
                assert!(!variable.labels.get(lang).is_empty(), "{name}");
            }
            if let Some(scheme) = &variable.scheme {
                assert!(Scheme::get(scheme).is_some(), "{name}: {scheme}");
            }
            match variable.kind {
                ColumnKind::Flag => {
                    let field = variable.field.expect("a flag has a field");
                    let code = variable.code.as_deref().expect("a flag has a code");
                    assert!(is_value_of(field, code), "{name}");
                    let scheme = variable.scheme.as_deref().expect("a flag has a scheme");
                    assert_eq!(crosswalk(scheme, name), Some((field, code)));
                }
                ColumnKind::MissingFlag => assert!(variable.missing.is_some(), "{name}"),
                _ => assert_eq!(variable.code, None, "{name}"),
            }
        }
    }
}

#[test]
fn a_means_that_ctdc_merged_is_the_parent_of_the_means_it_merges() {
    let scheme = Scheme::get("means-of-control").expect("a scheme");
    let children = |parent: &str| -> BTreeSet<&str> {
        scheme
            .terms()
            .iter()
            .filter(|term| term.parent.as_deref() == Some(parent))
            .map(|term| term.code.as_str())
            .collect()
    };
    assert_eq!(
        children("debt_or_earnings"),
        BTreeSet::from(["debt_bondage", "takes_earnings"])
    );
    assert_eq!(
        children("denies_basic_needs"),
        BTreeSet::from([
            "restricts_financial_access",
            "restricts_movement",
            "restricts_medical_care",
            "withholds_necessities"
        ])
    );
    assert_eq!(
        children("abuse_any"),
        BTreeSet::from(["psychological_abuse", "physical_abuse", "sexual_abuse"])
    );
    assert_eq!(
        children("threats_any"),
        BTreeSet::from([
            "threats",
            "threats_law_enforcement",
            "threatens_family",
            "uses_children"
        ])
    );
}

#[test]
fn ic_tip_is_draft_throughout_and_claims_no_conformance() {
    let family: Vec<&Scheme> = schemes()
        .iter()
        .filter(|scheme| scheme.id.starts_with("ic-tip-"))
        .collect();
    assert!(!family.is_empty());
    for scheme in family {
        assert!(
            scheme.source.contains("no conformance is claimed"),
            "{}",
            scheme.id
        );
        assert!(
            scheme
                .terms()
                .iter()
                .all(|term| term.status == Status::Draft)
        );
    }
}

#[test]
fn explanations_exist_in_four_languages_where_a_label_may_be_misread() {
    for id in [
        "means-of-control",
        "form-of-exploitation",
        "trafficking-status",
        "risk-factor",
        "prevention-level",
        "digital-space",
        "missing",
        "role",
        "non-punishment",
    ] {
        for term in Scheme::get(id).expect("a scheme").terms() {
            let text = term.explanation.as_ref();
            let text = text.unwrap_or_else(|| panic!("{id}/{} is not explained", term.code));
            for lang in Lang::ALL {
                assert!(!text.get(lang).is_empty(), "{id}/{}", term.code);
            }
        }
    }
}

#[test]
fn the_published_htcds_sheet_and_ours_have_the_same_codes() {
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/standards/htcds-2.0-fields.csv");
    let Ok(mut reader) = csv::Reader::from_path(&sheet) else {
        eprintln!("SKIPPED: the published HTCDS sheet is not here");
        return;
    };
    let headers = reader.headers().expect("a header").clone();
    let at = |name: &str| headers.iter().position(|h| h == name).expect("a column");
    let (name, codes, core) = (at("name"), at("value_names"), at("core"));
    let mut seen = 0;
    for record in reader.records() {
        let record = record.expect("a row");
        if record[name].is_empty() {
            continue;
        }
        seen += 1;
        let field = htcds::fields()
            .iter()
            .find(|f| f.name == record[name])
            .unwrap_or_else(|| panic!("{} is lost", &record[name]));
        assert_eq!(field.core, &record[core] == "Core", "{}", field.name);
        let Some(scheme) = &field.scheme else {
            continue;
        };
        let scheme = Scheme::get(scheme).expect("a scheme");
        let published: Vec<&str> = record[codes].split('|').filter(|c| !c.is_empty()).collect();
        let ours: Vec<&str> = scheme.terms().iter().map(|t| t.code.as_str()).collect();
        assert_eq!(ours[..published.len()], published[..], "{}", field.name);
        for extra in &ours[published.len()..] {
            let term = scheme.term(extra).expect("a term");
            assert!(term.source.contains("absent from the picklist"));
        }
    }
    assert_eq!(seen, htcds::fields().len());
}
