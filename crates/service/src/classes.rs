//! What Faro holds, as data (`data/classes.toml`): how sensitive it is, how long it is kept, what
//! happens then.

use std::sync::LazyLock;

use faro_vocabulary::Lang;
use serde::{Deserialize, Serialize};

/// What is done with data whose time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// Removed.
    Delete,
    /// The keys that open it are destroyed with what they sealed.
    Destroy,
    /// Row keys and subject codes are replaced, dates cut to the month.
    Anonymise,
    /// Never deleted by a run.
    Keep,
}

impl Treatment {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Treatment::Delete => "delete",
            Treatment::Destroy => "destroy",
            Treatment::Anonymise => "anonymise",
            Treatment::Keep => "keep",
        }
    }
}

/// Who sees to it that data are deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enforced {
    /// The retention run, once the schedule is adopted.
    Run,
    /// Faro, always.
    Itself,
    /// Nobody: it is kept.
    Kept,
    /// Whoever runs the machine.
    Outside,
    /// This version of Faro holds none.
    NotHeld,
}

impl Enforced {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Enforced::Run => "run",
            Enforced::Itself => "itself",
            Enforced::Kept => "kept",
            Enforced::Outside => "outside",
            Enforced::NotHeld => "not_held",
        }
    }
}

/// How much harm disclosure could do: the levels of the IASC Operational Guidance on Data
/// Responsibility in Humanitarian Action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Hardly any.
    Low,
    /// Some.
    Moderate,
    /// Serious harm to persons or to the work.
    High,
    /// A person's life, freedom or safety.
    Severe,
}

impl Sensitivity {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Sensitivity::Low => "low",
            Sensitivity::Moderate => "moderate",
            Sensitivity::High => "high",
            Sensitivity::Severe => "severe",
        }
    }
}

/// A class of data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Stable name.
    pub id: String,
    /// How much harm disclosure could do.
    pub sensitivity: Sensitivity,
    /// Kept so many days unless a rule says otherwise; `None` until somebody decides.
    pub days: Option<i64>,
    /// From which moment: `published`, `superseded`, `finished`, `closed`, `received`, `made`,
    /// `ended`.
    pub from: String,
    /// What happens then.
    pub treatment: Treatment,
    /// Who sees to it.
    pub enforced: Enforced,
    /// Tables of the databases that it lies in.
    pub tables: Vec<String>,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

impl Class {
    /// What people call it.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::Pt => &self.pt,
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Class>,
}

static CLASSES: LazyLock<Vec<Class>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../data/classes.toml"))
        .expect("the embedded classes are well formed; a test reads them");
    file.class
});

/// Every class, in the order in which pages list them.
pub fn classes() -> &'static [Class] {
    &CLASSES
}

/// The class of this name.
pub fn class(id: &str) -> Option<&'static Class> {
    CLASSES.iter().find(|c| c.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_class_is_complete() {
        let ids: BTreeSet<&str> = classes().iter().map(|c| c.id.as_str()).collect();
        assert_eq!(ids.len(), classes().len(), "each name once");
        for class in classes() {
            for lang in Lang::ALL {
                assert!(!class.label(lang).is_empty(), "{}", class.id);
            }
            assert!(class.days.is_none_or(|d| d > 0), "{}", class.id);
            if class.treatment == Treatment::Keep {
                assert_eq!(class.days, None, "{}", class.id);
            }
        }
    }

    /// Whoever adds a table says here how long what is in it is kept.
    #[test]
    fn every_table_belongs_to_one_class() {
        let mut tables = BTreeSet::from(["meta".to_owned()]);
        let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations/sqlite");
        for part in ["facts", "vault"] {
            for entry in std::fs::read_dir(migrations.join(part)).expect("migrations") {
                let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("SQL");
                tables.extend(
                    text.lines()
                        .filter_map(|l| l.trim().strip_prefix("CREATE TABLE "))
                        .filter_map(|l| {
                            l.trim_start_matches("IF NOT EXISTS ")
                                .split([' ', '('])
                                .next()
                        })
                        .map(str::to_owned),
                );
            }
        }
        let mut classed = BTreeSet::new();
        for class in classes() {
            for table in &class.tables {
                assert!(classed.insert(table.clone()), "{table} is in two classes");
            }
        }
        assert_eq!(
            tables.symmetric_difference(&classed).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "add the table to a class of crates/service/data/classes.toml, or take it out"
        );
    }
}
