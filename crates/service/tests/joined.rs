//! Two tables of one agency, calls and the persons spoken of in them, joined by the number of the
//! call: Argentina's línea 145, with invented rows in its published layout.

#[path = "../../store/tests/common/databases.rs"]
mod databases;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use databases::on_both;
use faro_patterns::{Class, Dimension, Grain};
use faro_service::import::{Answers, ImportRequest, Imported, ProfileChoice, Unobserved};
use faro_service::permit::{
    Administer, ImportFiles, LocalOwner, Policy as _, ReadFigures, ReadSources,
};
use faro_service::query::{People, Query};
use faro_service::{Data, Faro, StoreConfig, SystemWorld};
use faro_vocabulary::{Field, Joined};

const CALLS: &str = "fecha_ingreso,hora_ingreso,nro_registro_interno,situación,origen,es_anonima,tema,subtema,provincia,localidad,dependencia_alta,via_ingreso,derivacion_institucion,derivacion_fecha,derivacion_judicializa,denunciante_nacionalidad,denunciante_provincia,denunciante_localidad,denunciante_tipo,denunciante_genero,denunciante_edad_aparente,provincia_indec_id";
const PERSONS: &str = "nro_registro_interno,fecha_ingreso_denuncia,tema,subtema,referido_tipo,nacionalidad,provincia,localidad,genero,edad_aparente,embarazada,discapacidad,provincia_indec_id";

const AGENCY: &str = "Programa Nacional de Rescate";

fn call(number: &str, date: &str, province: &str) -> String {
    format!(
        "{date},10:15,{number},Urgencia,Ciudadano,Sí,Trata,Explotación laboral,{province},,Línea 145,Línea 145,Protex,{date},Sí,Argentina,Chaco,,Denunciante - ciudadano,Mujer,26 a 40 años,22"
    )
}

fn person(number: &str, date: &str, kind: &str) -> String {
    format!(
        "{number},{date},Trata,Explotación laboral,{kind},Argentina,Salta,,Mujer,18 a 25 años,No,No,66"
    )
}

struct House {
    folder: PathBuf,
    faro: Faro,
}

impl House {
    async fn open(folder: PathBuf, database: Option<String>) -> Self {
        let config = StoreConfig {
            folder: folder.clone(),
            database_url: database,
            ..StoreConfig::default()
        };
        let faro = Faro::open(&config, Arc::new(SystemWorld))
            .await
            .expect("a data folder");
        let administer = LocalOwner::established()
            .permit::<Administer>()
            .expect("leave");
        faro.init(&administer, Some("Observatorio"), None)
            .await
            .expect("keys");
        Self { folder, faro }
    }

    async fn hand_in(&self, source: &str, agency: &str, header: &str, rows: &[String]) -> Imported {
        let path = self.folder.join(format!("{source}.csv"));
        std::fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).expect("written");
        let request = ImportRequest {
            path,
            file_name: format!("{source}.csv"),
            source: Some(source.to_owned()),
            agency: Some(agency.to_owned()),
            profile: ProfileChoice::Recognise,
            answers: Answers::default(),
            label: None,
        };
        let import = LocalOwner::established()
            .permit::<ImportFiles>()
            .expect("leave");
        let done = self
            .faro
            .import_now(&import, &request, Arc::new(Unobserved))
            .await
            .expect("imported");
        assert_eq!(done.counts.rejected, 0, "{:?}", done.issues);
        done
    }

    async fn calls(&self, rows: &[String]) -> Imported {
        self.hand_in("denuncias", AGENCY, CALLS, rows).await
    }

    async fn persons(&self, rows: &[String]) -> Imported {
        self.hand_in("referidos", AGENCY, PERSONS, rows).await
    }

    async fn data(&self) -> Arc<Data> {
        let permit = LocalOwner::established()
            .permit::<ReadFigures>()
            .expect("leave");
        self.faro.data(&permit).await.expect("data")
    }

    async fn joined(&self) -> Joined {
        let data = self.data().await;
        let referidos = data.source("referidos").expect("handed in");
        referidos.joined.clone().expect("its mapping says so")
    }

    /// Victims by province of the facts and year: the figure that the join is for.
    async fn victims(&self) -> BTreeMap<(String, String), u64> {
        let data = self.data().await;
        let query = Query::victims().by([
            data.views().place_level(Field::ExploitationPlace, 1),
            Dimension::Period {
                field: Field::RegistrationDate,
                grain: Grain::Year,
            },
        ]);
        let table = data.crosstab(&query).expect("a table");
        let name = |class: &Class| match class {
            Class::Value(code) => code.clone(),
            _ => "-".to_owned(),
        };
        let tab = table.value();
        tab.all_cells()
            .filter(|(_, count)| count.high() > 0)
            .map(|(at, count)| {
                let [place, year] =
                    [0, 1].map(|axis| name(&tab.axes[axis].classes[usize::from(at[axis])]));
                ((place, year), count.high())
            })
            .collect()
    }
}

fn counted(cells: &[(&str, &str, u64)]) -> BTreeMap<(String, String), u64> {
    cells
        .iter()
        .map(|&(at, when, n)| ((at.to_owned(), when.to_owned()), n))
        .collect()
}

/// Calls 1 to 3, and persons of calls 1 (two), 2, 3 and of one that is not there.
fn calls() -> Vec<String> {
    vec![
        call("1001", "2022-12-30", "Chaco"),
        call("1002", "2023-03-01", "Córdoba"),
        call("1003", "2023-04-01", "Misiones"),
    ]
}

fn persons() -> Vec<String> {
    vec![
        person("1001", "2023-01-02", "Víctima directa"),
        person("1001", "2023-01-02", "Víctima directa"),
        person("1001", "2023-01-02", "Acusado"),
        person("1002", "2023-03-01", "Víctima directa"),
        person("1003", "2023-04-01", "Víctima directa"),
        person("9999", "2023-05-01", "Víctima directa"),
    ]
}

#[test]
fn persons_are_counted_where_and_when_their_call_says() {
    on_both(|folder, database| async move {
        let house = House::open(folder, database).await;
        house.persons(&persons()).await;
        // Alone they keep what they say themselves: a date, and no place of the facts.
        assert_eq!(house.victims().await, counted(&[("-", "2023", 5)]));
        let alone = house.joined().await;
        assert!(alone.tables.is_empty());
        assert_eq!((alone.found, alone.not_found), (0, 6));

        house.calls(&calls()).await;
        let wanted = [
            ("AR-H", "2022", 2),
            ("AR-X", "2023", 1),
            ("AR-N", "2023", 1),
            ("-", "2023", 1),
        ];
        assert_eq!(house.victims().await, counted(&wanted));
        let joined = house.joined().await;
        assert_eq!(joined.tables, ["denuncias"]);
        assert_eq!((joined.found, joined.not_found), (5, 1));
        assert_eq!((joined.contradictory, joined.without_number), (0, 0));

        // Every figure says so in its lineage, and the calls themselves take nothing.
        let data = house.data().await;
        let table = data.crosstab(&Query::victims()).expect("a table");
        let of = |id: &str| {
            let sources = &table.lineage().sources;
            let source = sources.iter().find(|s| s.source == id).expect("named");
            source.joined.clone()
        };
        assert_eq!(of("referidos"), Some(joined));
        assert_eq!(of("denuncias"), None);
        // The callers are records of their own, where they were before.
        let callers = Query::victims().about(People::Everyone);
        let everyone = data.crosstab(&callers).expect("a table");
        assert_eq!(everyone.value().basis.rows_in_table, 9);
    });
}

#[test]
fn a_corrected_file_of_either_kind_is_joined_anew() {
    on_both(|folder, database| async move {
        let house = House::open(folder, database).await;
        house.calls(&calls()).await;
        house.persons(&persons()).await;

        let mut corrected = calls();
        corrected[1] = call("1002", "2024-03-01", "Tucumán");
        corrected.push(call("9999", "2022-05-01", "Salta"));
        assert_eq!(house.calls(&corrected).await.version, 2);
        let wanted = [
            ("AR-H", "2022", 2),
            ("AR-T", "2024", 1),
            ("AR-N", "2023", 1),
            ("AR-A", "2022", 1),
        ];
        assert_eq!(house.victims().await, counted(&wanted));
        assert_eq!(house.joined().await.found, 6);

        let mut moved = persons();
        moved[0] = person("1003", "2023-01-02", "Víctima directa");
        moved.truncate(4);
        assert_eq!(house.persons(&moved).await.version, 2);
        let wanted = [
            ("AR-N", "2023", 1),
            ("AR-H", "2022", 1),
            ("AR-T", "2024", 1),
        ];
        assert_eq!(house.victims().await, counted(&wanted));

        // Calls that were handed in by mistake and taken back leave the persons as they were.
        house.calls(&[call("5", "2020-01-01", "Chaco")]).await;
        assert_eq!(house.victims().await, counted(&[("-", "2023", 3)]));
        let joined = house.joined().await;
        assert_eq!((joined.found, joined.not_found), (0, 4));
    });
}

#[test]
fn a_call_number_with_two_meanings_is_reported_and_not_guessed() {
    on_both(|folder, database| async move {
        let house = House::open(folder, database).await;
        house.persons(&persons()).await;
        let mut twice = calls();
        twice.push(call("1001", "2022-12-30", "Jujuy"));
        house.calls(&twice).await;
        let wanted = [("-", "2023", 3), ("AR-X", "2023", 1), ("AR-N", "2023", 1)];
        assert_eq!(house.victims().await, counted(&wanted));
        assert_eq!(house.joined().await.contradictory, 3);

        // Also when the second call stands in another file of the agency; one that says the
        // same is no contradiction.
        house.calls(&calls()).await;
        let other = [
            call("1002", "2023-03-02", "Córdoba"),
            call("1003", "2023-04-01", "Misiones"),
        ];
        house.hand_in("denuncias 2023", AGENCY, CALLS, &other).await;
        let joined = house.joined().await;
        assert_eq!(joined.tables, ["denuncias", "denuncias 2023"]);
        assert_eq!((joined.contradictory, joined.found), (1, 4));
    });
}

#[test]
fn the_same_number_of_another_agency_is_another_call() {
    on_both(|folder, database| async move {
        let house = House::open(folder, database).await;
        house.persons(&persons()).await;
        house
            .hand_in("otra línea", "Otra institución", CALLS, &calls())
            .await;
        assert_eq!(house.victims().await, counted(&[("-", "2023", 5)]));
        assert!(house.joined().await.tables.is_empty());
    });
}

#[test]
fn no_number_of_a_call_can_be_read_in_the_facts() {
    on_both(|folder, database| async move {
        let on_sqlite = database.is_none();
        let house = House::open(folder, database).await;
        let number = "CANARY-145-7731";
        house.calls(&[call(number, "2023-01-01", "Chaco")]).await;
        house
            .persons(&[person(number, "2023-01-01", "Víctima directa")])
            .await;
        assert_eq!(house.joined().await.found, 1);
        let sources = LocalOwner::established()
            .permit::<ReadSources>()
            .expect("leave");
        assert_eq!(house.faro.sources(&sources).await.expect("both").len(), 2);
        house.faro.close().await;
        if on_sqlite {
            for file in ["faro.sqlite", "faro.sqlite-wal"] {
                let bytes = std::fs::read(house.folder.join(file)).unwrap_or_default();
                let found = bytes.windows(number.len()).any(|w| w == number.as_bytes());
                assert!(!found, "{file} holds the number");
            }
        }
    });
}
