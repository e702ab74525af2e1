use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::term::{labels, rows, split};
use crate::{Field, FieldGroup, Labels, Lang, fold};

struct FieldTexts {
    labels: Labels,
    help: Labels,
    /// In the order of [`Lang::ALL`].
    header_words: [Vec<String>; 4],
}

impl Field {
    /// Name of the field, as in column headers of templates and tables.
    pub fn labels(self) -> &'static Labels {
        &self.texts().labels
    }

    /// What to write in a cell, in one or two sentences, with an example.
    pub fn help(self) -> &'static Labels {
        &self.texts().help
    }

    /// Headers that agencies really give this column, in `lang`. At least four, best first.
    /// The label may be among them.
    pub fn header_words(self, lang: Lang) -> &'static [String] {
        let place = Lang::ALL
            .iter()
            .position(|&l| l == lang)
            .expect("Lang::ALL lists every language");
        &self.texts().header_words[place]
    }

    /// The field whose identifier, label or header word, in any language, is `header` when
    /// compared [folded](fold). None when no field or more than one is meant.
    pub fn from_header(header: &str) -> Option<Field> {
        *HEADERS.get(&fold(header))?
    }

    fn texts(self) -> &'static FieldTexts {
        &TEXTS[self as usize]
    }
}

impl FieldGroup {
    /// All groups, in the order of templates.
    pub const ALL: [FieldGroup; 8] = [
        FieldGroup::Record,
        FieldGroup::Person,
        FieldGroup::Process,
        FieldGroup::Exploitation,
        FieldGroup::Justice,
        FieldGroup::Assistance,
        FieldGroup::Indicator,
        FieldGroup::Identity,
    ];

    /// Identifier in files and interfaces.
    pub fn id(self) -> &'static str {
        match self {
            FieldGroup::Record => "record",
            FieldGroup::Person => "person",
            FieldGroup::Process => "process",
            FieldGroup::Exploitation => "exploitation",
            FieldGroup::Justice => "justice",
            FieldGroup::Assistance => "assistance",
            FieldGroup::Indicator => "indicator",
            FieldGroup::Identity => "identity",
        }
    }

    /// Name of the group.
    pub fn labels(self) -> &'static Labels {
        &GROUPS[self as usize]
    }
}

#[derive(Deserialize)]
struct FieldRow {
    field: Field,
    label_es: String,
    label_pt: String,
    label_en: String,
    label_fr: String,
    help_es: String,
    help_pt: String,
    help_en: String,
    help_fr: String,
    words_es: String,
    words_pt: String,
    words_en: String,
    words_fr: String,
}

/// In the order of [`Field::ALL`], which is that of the declaration.
static TEXTS: LazyLock<Vec<FieldTexts>> = LazyLock::new(|| {
    let texts: Vec<(Field, FieldTexts)> = rows(include_str!("../data/fields.csv"))
        .map(|row: FieldRow| {
            let words = [row.words_es, row.words_pt, row.words_en, row.words_fr];
            let texts = FieldTexts {
                labels: labels(row.label_es, row.label_pt, row.label_en, row.label_fr),
                help: labels(row.help_es, row.help_pt, row.help_en, row.help_fr),
                header_words: words.map(|cell| split(&cell)),
            };
            (row.field, texts)
        })
        .collect();
    let order = texts.iter().map(|(field, _)| field);
    assert!(
        order.eq(Field::ALL),
        "data/fields.csv lists every field once, in the order of Field::ALL"
    );
    texts.into_iter().map(|(_, texts)| texts).collect()
});

static HEADERS: LazyLock<HashMap<String, Option<Field>>> = LazyLock::new(|| {
    let mut headers = HashMap::new();
    let mut add = |text: &str, field: Field| {
        headers
            .entry(fold(text))
            .and_modify(|known| {
                if *known != Some(field) {
                    *known = None;
                }
            })
            .or_insert(Some(field));
    };
    for &field in Field::ALL {
        add(field.id(), field);
        for lang in Lang::ALL {
            add(field.labels().get(lang), field);
            for word in field.header_words(lang) {
                add(word, field);
            }
        }
    }
    headers
});

#[derive(Deserialize)]
struct GroupRow {
    group: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static GROUPS: LazyLock<Vec<Labels>> = LazyLock::new(|| {
    let groups: Vec<GroupRow> = rows(include_str!("../data/field-groups.csv")).collect();
    let order = groups.iter().map(|row| row.group.as_str());
    assert!(
        order.eq(FieldGroup::ALL.map(FieldGroup::id)),
        "data/field-groups.csv lists every group once, in the order of FieldGroup::ALL"
    );
    groups
        .into_iter()
        .map(|row| labels(row.es, row.pt, row.en, row.fr))
        .collect()
});
