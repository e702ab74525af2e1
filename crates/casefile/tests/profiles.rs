//! Mapping profiles: what comes with Faro parses, round-trips and recognises its own files;
//! mistakes are named with their line; unknown files get a suggestion that keeps identities
//! sealed.

use faro_casefile::import::{ImportContext, Ledger, Plan, Surveyor};
use faro_casefile::profile::{
    Kind, Profile, ProfileError, Reason, SURE, Suggestion, Target, recognise, suggest,
};
use faro_casefile::read::{CellKind, RowBatch};
use faro_vocabulary::{Field, Status};
use proptest::prelude::*;

fn header(names: &str) -> Vec<String> {
    names.split(',').map(str::to_owned).collect()
}

#[test]
fn every_profile_that_comes_with_faro_parses_and_says_where_it_is_from() {
    let mut ids: Vec<&str> = Profile::builtin().iter().map(|p| p.id.as_str()).collect();
    assert!(ids.len() >= 14, "{ids:?}");
    for profile in Profile::builtin() {
        assert!(!profile.source.is_empty(), "{}", profile.id);
        for text in [
            &profile.name.es,
            &profile.name.pt,
            &profile.name.en,
            &profile.name.fr,
        ] {
            assert!(!text.is_empty(), "{} lacks a name", profile.id);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(
        ids.len(),
        Profile::builtin().len(),
        "identifiers are unique"
    );
    // Layouts known from documentation only do not claim more.
    for id in [
        "ar-linea145-denuncias",
        "ar-linea145-referidos",
        "es-fiscalia",
    ] {
        assert_eq!(Profile::named(id).expect("built in").status, Status::Draft);
    }
}

#[test]
fn a_profile_written_out_reads_back_the_same() {
    for profile in Profile::builtin() {
        let text = profile.to_toml();
        let back = Profile::parse(&text).unwrap_or_else(|e| panic!("{}: {e}\n{text}", profile.id));
        assert_eq!(&back, profile, "{text}");
    }
}

#[test]
fn linked_profiles_name_each_other() {
    for profile in Profile::builtin() {
        if let Some(link) = &profile.link {
            let other = Profile::named(&link.profile).expect("the linked profile exists");
            assert_eq!(
                other.link.as_ref().expect("a link back").profile,
                profile.id
            );
        }
    }
}

#[test]
fn each_layout_is_recognised_from_its_header() {
    let layouts = [
        (
            "htcds",
            "prs_FirstName,prs_Gender,prs_Birthdate,vic_TraffickingStatus,vic_TypeOfExploitation,vic_MethodsOfControl,cas_Status",
        ),
        (
            "ctdc-k-anonymised",
            "yearOfRegistration,Datasource,gender,ageBroad,majorityStatus,citizenship,meansOfControlDebtBondage,isForcedLabour,isSexualExploit,isOtherExploit,CountryOfExploitation",
        ),
        (
            "ctdc-k-anonymised",
            "yearOfRegistration,gender,ageBroad,citizenship,isForcedLabour,isSexualExploit,CountryOfExploitation",
        ),
        (
            "ctdc-synthetic",
            "yearOfRegistration,gender,ageBroad,citizenship,CountryOfExploitation,traffickMonths,meansDebtBondageEarnings,meansThreats,isForcedLabour,isSexualExploit,isOtherExploit",
        ),
        (
            "unodc-glotip",
            "Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE,Source",
        ),
        (
            "mx-sesnsp",
            "date_year_month,n_year,n_month,cve_ent,nombre_estado,bien_juridico_afectado,tipo_de_delito,subtipo_de_delito,modalidad,genero,rango_de_edad,n_victimas",
        ),
        (
            "ar-linea145-denuncias",
            "fecha_ingreso,hora_ingreso,nro_registro_interno,situación,origen,es_anonima,tema,subtema,provincia,localidad,dependencia_alta,via_ingreso,derivacion_institucion,derivacion_fecha,derivacion_judicializa,denunciante_nacionalidad,denunciante_provincia,denunciante_localidad,denunciante_tipo,denunciante_como_conocio_la_linea,denunciante_genero,denunciante_edad_aparente,provincia_indec_id",
        ),
        (
            "ar-linea145-referidos",
            "nro_registro_interno,fecha_ingreso_denuncia,tema,subtema,referido_tipo,nacionalidad,provincia,localidad,genero,edad_aparente,embarazada,discapacidad,provincia_indec_id",
        ),
        (
            "ar-linea145-llamados",
            "denuncia_fecha,llamante_genero,victima_identificada_genero,denunciado_genero,denuncia_tipo_explotacion,denuncia_via_ingreso,llamante_provincia_indec_id",
        ),
        (
            "es-fiscalia",
            "num_procedimiento,fecha_incoacion,tipo_interviniente,nacionalidad,sexo,edad,tipo_explotacion,estado_procesal,reparacion,indemnizacion",
        ),
        (
            "br-empregadores",
            "ano_acao_fiscal,uf,trabalhadores_envolvidos,cnae,data_decisao_administrativa,data_inclusao_cadastro",
        ),
        ("us-tip-tiers", "countryname,iso,year,ccode,tier"),
        (
            "walkfree-gsi",
            "Country,Population,Region,\"Estimated prevalence of modern slavery per 1,000 population\",Estimated number of people in modern slavery,Slavery_Percentage",
        ),
        ("population", "entidad,año,sexo,edad,poblacion"),
        ("population", "place,year,population"),
        (
            "faro",
            "registration_date,role,sex,age,citizenship,form_of_exploitation,full_name",
        ),
    ];
    for (id, names) in layouts {
        let names: Vec<String> = if id == "walkfree-gsi" {
            names
                .replace(
                    "\"Estimated prevalence of modern slavery per 1,000 population\"",
                    "@",
                )
                .split(',')
                .map(|h| {
                    h.replace(
                        '@',
                        "Estimated prevalence of modern slavery per 1,000 population",
                    )
                })
                .collect()
        } else {
            header(names)
        };
        let found = recognise(&names);
        assert_eq!(
            found.first().map(|r| r.profile.as_str()),
            Some(id),
            "{found:?}"
        );
        assert!(found[0].score >= SURE, "{id}: {found:?}");
        if let Some(second) = found.get(1) {
            assert!(second.score < found[0].score, "{found:?}");
        }
    }
    assert!(recognise(&header("a,b,c")).is_empty());
    assert!(recognise(&[]).is_empty());
}

#[test]
fn headers_are_recognised_whatever_their_case_accents_and_underscores() {
    let found = recognise(&header(
        "Cve Ent,N VICTIMAS,Género,Rango de edad,n year,n month",
    ));
    assert_eq!(found[0].profile, "mx-sesnsp");
}

// Mistakes --------------------------------------------------------------------------------

const HEAD: &str = "format = 1\nid = \"x\"\nversion = 1\nkind = \"cases\"\nstatus = \"draft\"\nsource = \"s\"\n[name]\nes = \"a\"\npt = \"a\"\nen = \"a\"\nfr = \"a\"\n";

fn error_of(rules: &str) -> ProfileError {
    match Profile::parse(&format!("{HEAD}{rules}")) {
        Err(error) => error,
        Ok(_) => panic!("accepted:\n{rules}"),
    }
}

#[test]
fn a_key_that_does_not_exist_is_named_with_its_line() {
    let error = error_of("[[column]]\nheader = \"a\"\nto = \"sex\"\ncode = { a = \"female\" }\n");
    let ProfileError::Form { line, problem } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(*line, 15);
    assert!(problem.contains("`code`"), "{problem}");
    let error = Profile::parse(&format!("colour = 1\n{HEAD}")).expect_err("unknown key");
    assert!(
        matches!(error, ProfileError::Form { line: 1, .. }),
        "{error}"
    );
}

#[test]
fn rules_that_cannot_hold_are_refused_with_what_would_be_accepted() {
    let cases = [
        ("[[column]]\nheader = \"a\"\nto = \"colour\"\n", "colour"),
        (
            "[[column]]\nheader = \"a\"\nto = \"sex\"\ncodes = { a = \"femail\" }\n",
            "femail",
        ),
        (
            "[[column]]\nheader = \"a\"\nto = \"sex\"\ncodes = { a = [\"female\", \"male\"] }\n",
            "one value",
        ),
        (
            "[[column]]\nheader = \"a\"\nto = \"sex\"\nflag = \"female\"\n",
            "flag",
        ),
        (
            "[[column]]\nheader = \"a\"\nheaders = [\"b\"]\nto = \"sex\"\n",
            "not both",
        ),
        ("[[column]]\nto = \"sex\"\n", "header"),
        (
            "[[column]]\nheaders = [\"a\", \"b\"]\nto = \"sex\"\n",
            "place",
        ),
        (
            "[[column]]\nheader = \"a\"\nto = \"sex\"\notherwise = \"_T\"\n",
            "when",
        ),
        ("[[column]]\nheader = \"a\"\nto = \"source\"\n", "source"),
        (
            "[[column]]\nheader = \"a\"\nto = \"citizenship\"\ncodes = { a = \"=sex\" }\n",
            "=sex",
        ),
        (
            "[[column]]\nheader = \"a\"\nto = \"age\"\ncodes = { a = \"17-9\" }\n",
            "17-9",
        ),
        ("[[seal]]\nheader = \"a\"\nas = \"sex\"\n", "fact"),
        (
            "[[column]]\nheader = \"a\"\nto = \"sex\"\n[[seal]]\nheader = \"A\"\nas = \"notes\"\n",
            "[[column]]",
        ),
        (
            "[[column]]\nheader = \"a\"\nto = \"sex\"\n[[ignore]]\nheader = \"b\"\nreason = \" \"\n",
            "reason",
        ),
        ("[[measure]]\nheader = \"n\"\n", "counts"),
        (
            "[rules]\nend_before_start = \"maybe\"\n[[column]]\nheader = \"a\"\nto = \"sex\"\n",
            "maybe",
        ),
        (
            "[rules]\nnumber_missing = \"warn\"\n[[column]]\nheader = \"a\"\nto = \"sex\"\n",
            "reject",
        ),
        (
            "[rules]\nno_such_check = \"warn\"\n[[column]]\nheader = \"a\"\nto = \"sex\"\n",
            "no check",
        ),
        (
            "[link]\nprofile = \"y\"\nby = \"n\"\n[[column]]\nheader = \"a\"\nto = \"sex\"\n",
            "case_number",
        ),
        (
            "[[fixed]]\nto = \"role\"\nvalue = \"victim\"\nrecord = \"r\"\n[[column]]\nheader = \"a\"\nto = \"sex\"\n",
            "record",
        ),
        ("", "maps nothing"),
    ];
    for (rules, word) in cases {
        let message = error_of(rules).to_string();
        assert!(message.contains("line "), "{message}");
        assert!(message.contains(word), "{rules}\n→ {message}");
    }
}

#[test]
fn other_formats_and_endless_texts_are_refused() {
    let newer = HEAD.replace("format = 1", "format = 2");
    let error = Profile::parse(&newer).expect_err("another format");
    assert!(matches!(error, ProfileError::Format { line: 1, found: 2 }));
    let endless = "#".repeat(2 << 20);
    assert!(matches!(
        Profile::parse(&endless),
        Err(ProfileError::TooLarge(_))
    ));
}

proptest! {
    #[test]
    fn any_text_is_a_profile_or_an_error(text in any::<String>()) {
        let _ = Profile::parse(&text);
    }
}

// Suggestions -----------------------------------------------------------------------------

fn batch(rows: &[Vec<String>]) -> RowBatch {
    let mut batch = RowBatch::starting_at(1);
    for row in rows {
        for cell in row {
            batch.push_cell(cell, CellKind::Text);
        }
        batch.end_row();
    }
    batch
}

fn suggestion(names: &[String], rows: &[Vec<String>]) -> (Suggestion, RowBatch) {
    let batch = batch(rows);
    let mut surveyor = Surveyor::for_unknown(names);
    surveyor.add(&batch);
    (suggest(names, &surveyor.finish()), batch)
}

fn target<'s>(suggestion: &'s Suggestion, name: &str) -> &'s Target {
    let column = suggestion.columns.iter().find(|c| c.header == name);
    &column.expect("a column").target
}

/// A shelter's file that nobody has described.
fn shelter() -> (Vec<String>, Vec<Vec<String>>) {
    let names = header(
        "Nº de expediente,Nombre y apellidos,Fecha de ingreso,Sexo,Edad,Nacionalidad,Departamento,\
         Municipio,Tipo de explotación,Trabajo forzado,Teléfono de contacto,Correo,Observaciones,xyz",
    );
    let rows = (0..40)
        .map(|i| {
            [
                format!("EXP-2023-{i:03}"),
                format!("Nombre{i} Apellido{i}"),
                format!("{:02}/{:02}/2023", 1 + i % 28, 1 + i % 12),
                ["Mujer", "Hombre", "sin dato"][i % 3].to_owned(),
                (15 + i).to_string(),
                ["Venezolana", "Colombiana", "Peruana"][i % 3].to_owned(),
                ["Antioquia", "Nariño", "Chocó"][i % 3].to_owned(),
                ["Medellín", "Pasto", "Quibdó"][i % 3].to_owned(),
                ["Explotación sexual", "Trabajo forzado", "Otra forma rara"][i % 3].to_owned(),
                ["Sí", "No"][i % 2].to_owned(),
                format!("+57 300 {:07}", 1_000_000 + i * 7),
                format!("persona{i}@ejemplo.org"),
                format!("Relato de la entrevista número {i} con varias palabras"),
                "q".to_owned(),
            ]
            .to_vec()
        })
        .collect();
    (names, rows)
}

#[test]
fn an_unknown_file_gets_a_mapping_that_seals_who_people_are() {
    let (names, rows) = shelter();
    let (found, _) = suggestion(&names, &rows);
    for (name, expected) in [
        ("Nº de expediente", Target::Field(Field::CaseNumber)),
        ("Fecha de ingreso", Target::Field(Field::RegistrationDate)),
        ("Sexo", Target::Field(Field::Sex)),
        ("Edad", Target::Field(Field::Age)),
        ("Nacionalidad", Target::Field(Field::Citizenship)),
        (
            "Tipo de explotación",
            Target::Field(Field::FormOfExploitation),
        ),
        ("xyz", Target::Unmapped),
    ] {
        assert_eq!(target(&found, name), &expected, "{name}");
    }
    for name in [
        "Nombre y apellidos",
        "Teléfono de contacto",
        "Correo",
        "Observaciones",
    ] {
        assert!(matches!(target(&found, name), Target::Seal(_)), "{name}");
    }
    assert_eq!(
        target(&found, "Trabajo forzado"),
        &Target::Flag {
            field: Field::FormOfExploitation,
            code: "forced_labour".to_owned()
        }
    );
    // What a person should look at is named; names of persons are not.
    let text = found.to_toml();
    assert!(text.contains("Otra forma rara"), "{text}");
    for secret in ["Apellido3", "persona7", "entrevista"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
    assert!(text.contains("not mapped, kept sealed: \"xyz\""));
    for column in &found.columns {
        assert!((0.0..=1.0).contains(&column.confidence), "{column:?}");
    }
}

#[test]
fn a_suggestion_is_a_profile_that_imports_the_file() {
    let (names, rows) = shelter();
    let (found, batch) = suggestion(&names, &rows);
    let profile = Profile::parse(&found.to_toml()).expect("its own text");
    assert_eq!(profile, found.profile);
    assert_eq!(profile.kind, Kind::Cases);
    let mut surveyor = Surveyor::for_profile(&names, &profile);
    surveyor.add(&batch);
    let today = "2025-01-01".parse().expect("a date");
    let plan = Plan::new(
        &profile,
        &names,
        &surveyor.finish(),
        ImportContext::new(today, [0; 32]),
    )
    .expect("fits");
    let mut outcome = plan.apply(&batch, [0; 32]);
    Ledger::new(&plan).check(&mut outcome, &batch);
    assert_eq!(outcome.counts.accepted, 40);
    // What could not be mapped is kept sealed.
    assert!(
        outcome
            .sealed
            .iter()
            .all(|s| s.identity.parts().any(|(_, v)| v == "q"))
    );
    let recognised = faro_casefile::profile::recognise_among([&profile], &names);
    assert!(
        recognised[0].score >= SURE,
        "a saved suggestion is recognised again"
    );
}

#[test]
fn a_table_of_counts_is_told_from_case_records() {
    let names = header("Departamento,Año,Sexo,Víctimas");
    let rows: Vec<Vec<String>> = (0..30)
        .map(|i| {
            vec![
                ["Cusco", "Loreto", "Puno"][i % 3].to_owned(),
                (2015 + i % 5).to_string(),
                ["Mujer", "Hombre"][i % 2].to_owned(),
                if i % 7 == 0 {
                    "<5".to_owned()
                } else {
                    (5 + i).to_string()
                },
            ]
        })
        .collect();
    let (found, _) = suggestion(&names, &rows);
    assert_eq!(found.profile.kind, Kind::Counts);
    assert_eq!(target(&found, "Víctimas"), &Target::Measure);
    assert_eq!(
        target(&found, "Departamento"),
        &Target::Field(Field::RegistrationPlace)
    );
    assert_eq!(
        target(&found, "Año"),
        &Target::Field(Field::RegistrationDate)
    );
    assert_eq!(
        Profile::parse(&found.to_toml()).expect("its own text"),
        found.profile
    );
}

#[test]
fn values_speak_where_headers_do_not() {
    let names = header("col1,col2,col3,col4");
    let rows: Vec<Vec<String>> = (0..40)
        .map(|i| {
            vec![
                ["Explotación sexual", "Trabajo forzado", "Servidumbre"][i % 3].to_owned(),
                format!("p{i}@ejemplo.org"),
                format!("Una frase larga con muchas palabras, la número {i}"),
                ["alfa", "beta"][i % 2].to_owned(),
            ]
        })
        .collect();
    let (found, _) = suggestion(&names, &rows);
    assert_eq!(
        target(&found, "col1"),
        &Target::Field(Field::FormOfExploitation)
    );
    assert!(matches!(
        found.columns[0].reason,
        Reason::Values {
            fit: 40,
            of: 40,
            ..
        }
    ));
    assert_eq!(target(&found, "col2"), &Target::Seal(Field::Email));
    assert_eq!(target(&found, "col3"), &Target::Seal(Field::Notes));
    assert_eq!(target(&found, "col4"), &Target::Unmapped);
}

#[test]
fn numbers_alone_are_no_codes_of_any_list() {
    let names = header("zzz,yyy");
    let rows: Vec<Vec<String>> = (0..30)
        .map(|i| vec![(1 + i % 3).to_string(), format!("{},{}", 1 + i % 2, 3)])
        .collect();
    let (found, _) = suggestion(&names, &rows);
    assert_eq!(target(&found, "zzz"), &Target::Unmapped);
    assert_eq!(target(&found, "yyy"), &Target::Unmapped);
}

#[test]
fn an_empty_table_gets_a_suggestion_too() {
    let names = header("sexo,zzz");
    let (found, _) = suggestion(&names, &[]);
    assert_eq!(target(&found, "sexo"), &Target::Field(Field::Sex));
    assert_eq!(target(&found, "zzz"), &Target::Unmapped);
}

// Documentation ---------------------------------------------------------------------------

#[test]
fn the_documentation_names_every_check_and_every_profile() {
    let text = include_str!("../../../docs/mapping-profiles.md");
    for rule in faro_casefile::import::RuleCode::ALL {
        let severity = match rule.usual_severity() {
            faro_casefile::import::Severity::Warning => "warning",
            faro_casefile::import::Severity::Reject => "rejected",
        };
        let row = format!("| `{}` | {severity} | {} |", rule.id(), rule.english());
        assert!(text.contains(&row), "missing in the documentation: {row}");
    }
    for profile in Profile::builtin() {
        let row = format!("| `{}` | {} |", profile.id, profile.name.en);
        assert!(text.contains(&row), "missing in the documentation: {row}");
    }
}

#[test]
fn the_example_of_the_documentation_is_a_profile() {
    let text = include_str!("../../../docs/mapping-profiles.md");
    let example = text
        .split("```toml\n")
        .nth(1)
        .and_then(|t| t.split("```").next())
        .expect("an example");
    Profile::parse(example).expect("the example parses");
}
