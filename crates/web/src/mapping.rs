//! A mapping as a person corrects it: one choice for each column of the file.

use std::collections::BTreeMap;

use faro_casefile::profile::{
    ColumnRule, Fixed, Ignore, Kind, Measure, MissingTexts, OneOrMany, Profile, Seal, header_key,
};
use faro_vocabulary::{Field, FieldGroup, FieldKind, Labels, Status};

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// It becomes this field of the common record.
    Field(Field),
    /// It is the number of a table of counts.
    Number,
    /// It says who a person is: it goes to the vault as this.
    Seal(Field),
    /// It is left out.
    Ignore,
    /// Nobody has said: it goes to the vault under its own title, and is not lost.
    Sealed,
}

impl Choice {
    /// Name in forms.
    pub(crate) fn code(self) -> String {
        match self {
            Choice::Field(field) => field.id().to_owned(),
            Choice::Number => "number".to_owned(),
            Choice::Seal(field) => format!("seal.{}", field.id()),
            Choice::Ignore => "ignore".to_owned(),
            Choice::Sealed => "sealed".to_owned(),
        }
    }

    /// Reads back [`Choice::code`].
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "number" => Some(Choice::Number),
            "ignore" => Some(Choice::Ignore),
            "sealed" => Some(Choice::Sealed),
            _ => match code.strip_prefix("seal.") {
                Some(field) => field.parse().ok().map(Choice::Seal),
                None => field_choice(code.parse().ok()?),
            },
        }
    }
}

fn field_choice(field: Field) -> Option<Choice> {
    let mappable = field.kind().is_fact() || field.kind() == FieldKind::Reference;
    (mappable && field != Field::Source).then_some(Choice::Field(field))
}

/// The fields that a column can become, in groups, in the order of templates.
pub(crate) fn fields_offered() -> Vec<(FieldGroup, Vec<Field>)> {
    FieldGroup::ALL
        .into_iter()
        .map(|group| {
            let fields = Field::ALL
                .iter()
                .copied()
                .filter(|f| f.group() == group && field_choice(*f).is_some())
                .collect::<Vec<_>>();
            (group, fields)
        })
        .filter(|(_, fields)| !fields.is_empty())
        .collect()
}

/// The kinds of identity that a column can be sealed as.
pub(crate) fn seals_offered() -> Vec<Field> {
    Field::ALL
        .iter()
        .copied()
        .filter(|f| matches!(f.kind(), FieldKind::Identity | FieldKind::SealedText))
        .collect()
}

/// What a mapping says about a column now, and whether the column is one part of a larger rule
/// (levels of a place, parts of a date, a yes-or-no column).
pub(crate) fn choice_of(profile: &Profile, header: &str) -> (Choice, bool) {
    let key = header_key(header);
    let is = |text: &String| header_key(text) == key;
    for rule in &profile.columns {
        if rule.headers.iter().chain(&rule.also).any(is) {
            let part = rule.headers.len() > 1 || !rule.flag.is_empty() || rule.when.is_some();
            return (Choice::Field(rule.to), part);
        }
    }
    for measure in &profile.measures {
        if is(&measure.header) || measure.also.iter().any(is) {
            return (Choice::Number, false);
        }
    }
    for seal in &profile.seals {
        if is(&seal.header) || seal.also.iter().any(is) {
            return (Choice::Seal(seal.field), false);
        }
    }
    for ignore in &profile.ignores {
        if is(&ignore.header) || ignore.also.iter().any(is) {
            return (Choice::Ignore, false);
        }
    }
    (Choice::Sealed, false)
}

/// Gives a column another meaning. Rules of other columns stay as they are.
pub(crate) fn choose(profile: &mut Profile, header: &str, choice: Choice, reason: &str) {
    if choice_of(profile, header).0 == choice {
        return;
    }
    forget(profile, header);
    match choice {
        Choice::Field(field) => profile.columns.push(ColumnRule::new(header, field)),
        Choice::Number => profile.measures.push(Measure {
            header: header.to_owned(),
            also: Vec::new(),
            fixed: BTreeMap::new(),
            missing: MissingTexts::default(),
            below_includes_zero: true,
        }),
        Choice::Seal(field) => profile.seals.push(Seal {
            header: header.to_owned(),
            also: Vec::new(),
            field,
        }),
        Choice::Ignore => profile.ignores.push(Ignore {
            header: header.to_owned(),
            also: Vec::new(),
            reason: reason.to_owned(),
        }),
        Choice::Sealed => {}
    }
}

/// Takes a column out of every rule.
fn forget(profile: &mut Profile, header: &str) {
    let key = header_key(header);
    let other = |text: &String| header_key(text) != key;
    for rule in &mut profile.columns {
        rule.headers.retain(other);
        rule.also.retain(other);
        if rule.headers.is_empty() && !rule.also.is_empty() {
            rule.headers.push(rule.also.remove(0));
        }
    }
    profile.columns.retain(|rule| !rule.headers.is_empty());
    profile.measures.retain(|m| other(&m.header));
    profile.seals.retain(|s| other(&s.header));
    profile.ignores.retain(|i| other(&i.header));
    for also in profile
        .measures
        .iter_mut()
        .map(|m| &mut m.also)
        .chain(profile.seals.iter_mut().map(|s| &mut s.also))
        .chain(profile.ignores.iter_mut().map(|i| &mut i.also))
    {
        also.retain(other);
    }
}

/// The value that every row has of a field, when the mapping fixes one.
pub(crate) fn fixed(profile: &Profile, field: Field) -> Option<&str> {
    let in_rows = profile
        .fixed
        .iter()
        .find(|f| f.to == field && f.record.is_none())
        .map(|f| &f.value);
    let in_measures = || profile.measures.iter().find_map(|m| m.fixed.get(&field));
    in_rows
        .or_else(in_measures)
        .and_then(|value| value.as_slice().first())
        .map(String::as_str)
}

/// Fixes a field's value for every row, or takes the fixed value away. A column that holds the
/// field comes first: then nothing is fixed.
pub(crate) fn fix(profile: &mut Profile, field: Field, value: Option<&str>) {
    profile
        .fixed
        .retain(|f| f.to != field || f.record.is_some());
    for measure in &mut profile.measures {
        measure.fixed.remove(&field);
    }
    let held = profile.columns.iter().any(|c| c.to == field);
    if let Some(value) = value.filter(|_| !held) {
        profile.fixed.push(Fixed {
            to: field,
            value: OneOrMany::One(value.to_owned()),
            record: None,
        });
    }
}

/// Whether a field has a column of its own.
pub(crate) fn has_column(profile: &Profile, field: Field) -> bool {
    profile.columns.iter().any(|c| c.to == field)
}

/// Changes what the rows are. Numbers belong to counts only.
pub(crate) fn set_kind(profile: &mut Profile, kind: Kind) {
    profile.kind = kind;
    if kind == Kind::Cases {
        profile.measures.clear();
        fix(profile, Field::Indicator, None);
    } else {
        fix(profile, Field::Role, None);
    }
}

/// Makes the mapping one's own: a name that no other has, and every title of the file as its
/// mark, so that the next file of this kind is recognised.
pub(crate) fn own(profile: &mut Profile, id: &str, name: &str, header: &[String]) {
    if profile.id != id {
        profile.id = id.to_owned();
        profile.version = 1;
        profile.status = Status::Draft;
        let name = name.to_owned();
        profile.name = Labels {
            es: name.clone(),
            pt: name.clone(),
            en: name.clone(),
            fr: name,
        };
    }
    profile.recognise.all = header
        .iter()
        .filter(|h| choice_of(profile, h).0 != Choice::Sealed)
        .filter(|h| !h.contains('|'))
        .cloned()
        .collect();
}

/// A name for a mapping: lower case letters, digits and hyphens.
pub(crate) fn id_for(name: &str) -> String {
    let slug: String = faro_vocabulary::fold(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = slug.split('-').filter(|w| !w.is_empty()).collect();
    let mut id = words.join("-");
    id.truncate(60);
    if id.is_empty() {
        id.push_str("source");
    }
    format!("own-{}", id.trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        Profile::parse(
            r#"
format = 1
id = "test"
version = 1
kind = "cases"
status = "draft"
source = "test"
[name]
es = "P"
pt = "P"
en = "P"
fr = "P"
[[column]]
header = "genero"
to = "sex"
codes = { "Mujer" = "female" }
[[column]]
headers = ["pais", "provincia"]
to = "exploitation_place"
[[seal]]
header = "nombre"
as = "full_name"
"#,
        )
        .expect("well formed")
    }

    #[test]
    fn what_is_not_touched_keeps_its_codes() {
        let mut p = profile();
        choose(&mut p, "genero", Choice::Field(Field::Sex), "");
        assert_eq!(p, profile());
        choose(&mut p, "edad", Choice::Field(Field::Age), "");
        assert_eq!(choice_of(&p, "EDAD").0, Choice::Field(Field::Age));
        assert_eq!(p.columns[0].codes.len(), 1);
    }

    #[test]
    fn a_column_is_in_one_rule_only() {
        let mut p = profile();
        for choice in [
            Choice::Seal(Field::Alias),
            Choice::Ignore,
            Choice::Field(Field::Education),
            Choice::Sealed,
        ] {
            choose(&mut p, "Género", choice, "no hace falta");
            assert_eq!(choice_of(&p, "genero").0, choice);
            Profile::parse(&p.to_toml()).expect("still well formed");
        }
    }

    #[test]
    fn one_level_of_a_place_can_be_taken_out() {
        let mut p = profile();
        choose(&mut p, "pais", Choice::Ignore, "siempre el mismo");
        assert_eq!(
            choice_of(&p, "provincia"),
            (Choice::Field(Field::ExploitationPlace), false)
        );
    }

    #[test]
    fn every_choice_comes_back_from_a_form() {
        for (_, fields) in fields_offered() {
            for field in fields {
                let choice = Choice::Field(field);
                assert_eq!(Choice::from_code(&choice.code()), Some(choice));
            }
        }
        for field in seals_offered() {
            let choice = Choice::Seal(field);
            assert_eq!(Choice::from_code(&choice.code()), Some(choice));
        }
        assert_eq!(Choice::from_code("full_name"), None);
        assert_eq!(Choice::from_code("nothing"), None);
    }

    #[test]
    fn the_role_is_fixed_unless_a_column_says_it() {
        let mut p = profile();
        fix(&mut p, Field::Role, Some("victim"));
        assert_eq!(fixed(&p, Field::Role), Some("victim"));
        choose(&mut p, "calidad", Choice::Field(Field::Role), "");
        fix(&mut p, Field::Role, Some("victim"));
        assert_eq!(fixed(&p, Field::Role), None);
    }

    #[test]
    fn a_name_makes_an_identifier() {
        assert_eq!(
            id_for("Fiscalía 2024 — Víctimas"),
            "own-fiscalia-2024-victimas"
        );
        assert_eq!(id_for("¿?"), "own-source");
    }
}
