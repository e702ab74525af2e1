//! A question as it stands in an address: which data, which people, split by what, under which
//! conditions. Every figure is such a question, so its address is also its lineage.

use std::sync::Arc;

use faro_patterns::{AgeBands, Class, Clause, Dimension, Filter, Grain, Mapping, Rule};
use faro_vocabulary::{Country, Field, FieldGroup, FieldKind, PartialDate, TerritoryTree};

/// Dimensions that one table can be split by.
pub const MAX_BY: usize = 4;

/// Conditions that one question can have.
const MAX_CONDITIONS: usize = 20;

/// Codes that one condition can list.
const MAX_CODES: usize = 200;

/// Levels of the territory tree that are offered, the country being level 0.
const PLACE_LEVELS: u8 = 4;

/// Which data a question is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dataset {
    /// The case records of all agencies together.
    Records,
    /// The published counts of one source.
    Counts(String),
}

impl Dataset {
    const RECORDS: &'static str = "records";

    /// Name in addresses.
    pub fn id(&self) -> &str {
        match self {
            Dataset::Records => Self::RECORDS,
            Dataset::Counts(source) => source,
        }
    }

    /// The dataset of this name.
    pub fn from_id(id: &str) -> Self {
        match id {
            Self::RECORDS => Dataset::Records,
            source => Dataset::Counts(source.to_owned()),
        }
    }
}

/// Which people of the case records a question is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum People {
    /// Victims and possible victims.
    #[default]
    Victims,
    /// Accused persons, without those acquitted or whose case was dismissed.
    Accused,
    /// Every record, whatever its role.
    Everyone,
}

impl People {
    /// All, in the order in which they are offered.
    pub const ALL: [People; 3] = [People::Victims, People::Accused, People::Everyone];

    /// Name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            People::Victims => "victims",
            People::Accused => "accused",
            People::Everyone => "everyone",
        }
    }

    /// The filter that says so.
    pub fn filter(self) -> Filter {
        match self {
            People::Victims => Filter::victims(),
            People::Accused => Filter::accused(),
            People::Everyone => Filter::all(),
        }
    }
}

/// A question that can be put to the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Which data.
    pub dataset: Dataset,
    /// Which people; counts have no people to choose.
    pub people: People,
    /// What the answer is split by, at most [`MAX_BY`].
    pub by: Vec<Dimension>,
    /// Further conditions.
    pub conditions: Vec<Clause>,
    /// First registration date.
    pub from: Option<PartialDate>,
    /// Last registration date.
    pub to: Option<PartialDate>,
}

impl Query {
    /// All victims, unsplit.
    pub fn victims() -> Self {
        Self {
            dataset: Dataset::Records,
            people: People::Victims,
            by: Vec::new(),
            conditions: Vec::new(),
            from: None,
            to: None,
        }
    }

    /// The same question split by these dimensions.
    #[must_use]
    pub fn by(mut self, dimensions: impl IntoIterator<Item = Dimension>) -> Self {
        self.by = dimensions.into_iter().collect();
        self
    }

    /// The same question about other people.
    #[must_use]
    pub fn about(mut self, people: People) -> Self {
        self.people = people;
        self
    }

    /// The same question with one more condition: only these classes.
    #[must_use]
    pub fn only<'c>(
        mut self,
        dimension: Dimension,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        let classes = codes.into_iter().map(Class::from_code).collect();
        self.conditions.push(Clause {
            dimension,
            rule: Rule::Only(classes),
        });
        self
    }

    /// The conditions as the engine takes them.
    pub fn filter(&self) -> Filter {
        let mut filter = match self.dataset {
            Dataset::Records => self.people.filter(),
            Dataset::Counts(_) => Filter::all(),
        };
        filter.clauses.extend(self.conditions.iter().cloned());
        if self.from.is_some() || self.to.is_some() {
            filter = filter.between(Field::RegistrationDate, self.from, self.to);
        }
        filter
    }

    /// The question as names and values of an address, in a fixed order.
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("data".to_owned(), self.dataset.id().to_owned())];
        if self.dataset == Dataset::Records {
            pairs.push(("people".to_owned(), self.people.code().to_owned()));
        }
        for dimension in &self.by {
            pairs.push(("by".to_owned(), dimension.id()));
        }
        for clause in &self.conditions {
            let (kind, classes) = match &clause.rule {
                Rule::Only(classes) => ("only", classes),
                Rule::AllBut(classes) => ("not", classes),
            };
            let codes: Vec<String> = classes.iter().map(Class::code).collect();
            pairs.push((format!("{kind}.{}", clause.dimension.id()), codes.join(",")));
        }
        for (name, date) in [("from", self.from), ("to", self.to)] {
            if let Some(date) = date {
                pairs.push((name.to_owned(), date.to_string()));
            }
        }
        pairs
    }

    /// Reads a question out of an address. Names that are not part of a question are passed over:
    /// addresses carry other things too.
    ///
    /// # Errors
    /// [`QueryError`] names the part that is not understood.
    pub fn from_pairs<'p>(
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        views: &Views,
    ) -> Result<Self, QueryError> {
        let mut query = Query::victims();
        for (name, value) in pairs {
            if value.is_empty() {
                continue;
            }
            match name {
                "data" => query.dataset = Dataset::from_id(value),
                "people" => {
                    query.people = People::ALL
                        .into_iter()
                        .find(|p| p.code() == value)
                        .ok_or_else(|| QueryError::new(name, value))?;
                }
                "by" => {
                    let dimension = views.dimension(value)?;
                    if query.by.len() == MAX_BY {
                        return Err(QueryError::TooMany {
                            what: "by",
                            limit: MAX_BY,
                        });
                    }
                    if !query.by.contains(&dimension) {
                        query.by.push(dimension);
                    }
                }
                "from" | "to" => {
                    let date = value.parse().map_err(|_| QueryError::new(name, value))?;
                    if name == "from" {
                        query.from = Some(date);
                    } else {
                        query.to = Some(date);
                    }
                }
                _ => query.read_condition(name, value, views)?,
            }
        }
        Ok(query)
    }

    fn read_condition(&mut self, name: &str, value: &str, views: &Views) -> Result<(), QueryError> {
        let (wants, id) = if let Some(id) = name.strip_prefix("only.") {
            (true, id)
        } else if let Some(id) = name.strip_prefix("not.") {
            (false, id)
        } else {
            return Ok(());
        };
        let dimension = views.dimension(id)?;
        let codes: Vec<&str> = value.split(',').filter(|c| !c.is_empty()).collect();
        if codes.len() > MAX_CODES {
            return Err(QueryError::TooMany {
                what: "codes",
                limit: MAX_CODES,
            });
        }
        let classes: Vec<Class> = codes.into_iter().map(Class::from_code).collect();
        // A form sends one pair per ticked box: pairs about one dimension are one condition.
        let same = self.conditions.iter_mut().find(|clause| {
            clause.dimension == dimension && matches!(clause.rule, Rule::Only(_)) == wants
        });
        if let Some(clause) = same {
            let (Rule::Only(listed) | Rule::AllBut(listed)) = &mut clause.rule;
            for class in classes {
                if !listed.contains(&class) {
                    listed.push(class);
                }
            }
            if listed.len() > MAX_CODES {
                return Err(QueryError::TooMany {
                    what: "codes",
                    limit: MAX_CODES,
                });
            }
            return Ok(());
        }
        if self.conditions.len() == MAX_CONDITIONS {
            return Err(QueryError::TooMany {
                what: "conditions",
                limit: MAX_CONDITIONS,
            });
        }
        let rule = if wants {
            Rule::Only(classes)
        } else {
            Rule::AllBut(classes)
        };
        self.conditions.push(Clause { dimension, rule });
        Ok(())
    }
}

/// A question that is not understood.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A part that is not understood.
    #[error("`{value}` is not a value of `{name}`")]
    Value {
        /// Which part.
        name: String,
        /// What stood there.
        value: String,
    },
    /// No dimension has this name.
    #[error("`{0}` is not a dimension")]
    UnknownDimension(String),
    /// More than can be asked at once.
    #[error("at most {limit} of `{what}` can be asked at once")]
    TooMany {
        /// Which part.
        what: &'static str,
        /// How many it may be.
        limit: usize,
    },
}

impl QueryError {
    fn new(name: &str, value: &str) -> Self {
        QueryError::Value {
            name: name.to_owned(),
            value: value.chars().take(60).collect(),
        }
    }
}

/// The views of fields that can be named: it knows the territories of this installation.
#[derive(Clone)]
pub struct Views {
    tree: Arc<TerritoryTree>,
}

impl Views {
    /// Views over these territories.
    pub fn new(tree: Arc<TerritoryTree>) -> Self {
        Self { tree }
    }

    /// The territories.
    pub fn territories(&self) -> &Arc<TerritoryTree> {
        &self.tree
    }

    /// The dimension of this name; see [`Dimension::id`].
    ///
    /// # Errors
    /// When no dimension has the name.
    pub fn dimension(&self, id: &str) -> Result<Dimension, QueryError> {
        let unknown = || QueryError::UnknownDimension(id.chars().take(60).collect());
        if id == "sex_or_gender" {
            return Ok(Dimension::SexOrGender);
        }
        let (field, view) = match id.split_once(':') {
            Some((field, view)) => (field, Some(view)),
            None => (id, None),
        };
        let field: Field = field.parse().map_err(|_| unknown())?;
        if !field.kind().is_fact() || field.kind() == FieldKind::Amount {
            return Err(unknown());
        }
        match view {
            None => Ok(Dimension::Field(field)),
            Some(view) => self.view(field, view).ok_or_else(unknown),
        }
    }

    fn view(&self, field: Field, view: &str) -> Option<Dimension> {
        match (field.kind(), view) {
            (FieldKind::Date, "year") => Some(Dimension::period(field, Grain::Year)),
            (FieldKind::Date, "quarter") => Some(Dimension::period(field, Grain::Quarter)),
            (FieldKind::Date, "month") => Some(Dimension::period(field, Grain::Month)),
            (FieldKind::Years, "majority") => Some(Dimension::age(field, AgeBands::Majority)),
            (FieldKind::Years, "broad5") => Some(Dimension::age(field, AgeBands::Broad5)),
            (FieldKind::Years, "ctdc9") => Some(Dimension::age(field, AgeBands::Ctdc9)),
            (FieldKind::Place { .. }, "country") => Some(Dimension::country_of(field)),
            (FieldKind::Country { .. } | FieldKind::Place { .. }, "region") => {
                Some(Dimension::mapped(field, region_mapping()))
            }
            (FieldKind::Place { .. }, level) => {
                let level: u8 = level.strip_prefix("level-")?.parse().ok()?;
                (1..=PLACE_LEVELS)
                    .contains(&level)
                    .then(|| self.place_level(field, level))
            }
            _ => None,
        }
    }

    /// A place field rolled up to a level of the territory tree: 0 is the country.
    pub fn place_level(&self, field: Field, level: u8) -> Dimension {
        if level == 0 {
            return Dimension::country_of(field);
        }
        let tree = Arc::clone(&self.tree);
        let mapping = Mapping::new(format!("level-{level}"), move |code| {
            let up = tree.roll_up(code, level);
            let known_that_deep = tree.get(up).is_some_and(|t| t.level == level);
            known_that_deep.then(|| up.to_owned())
        });
        Dimension::mapped(field, mapping)
    }

    /// The views of a field that make sense, the most readable first.
    pub fn of_field(&self, field: Field) -> Vec<Dimension> {
        let as_is = Dimension::Field(field);
        match field.kind() {
            FieldKind::Date => [Grain::Year, Grain::Quarter, Grain::Month]
                .map(|grain| Dimension::period(field, grain))
                .to_vec(),
            FieldKind::Years => {
                let mut views: Vec<Dimension> =
                    [AgeBands::Majority, AgeBands::Broad5, AgeBands::Ctdc9]
                        .map(|bands| Dimension::age(field, bands))
                        .to_vec();
                views.push(as_is);
                views
            }
            FieldKind::Place { .. } => {
                let mut views: Vec<Dimension> = (0..=2)
                    .map(|level| self.place_level(field, level))
                    .collect();
                views.push(as_is);
                views
            }
            FieldKind::Country { .. } => {
                vec![as_is, Dimension::mapped(field, region_mapping())]
            }
            FieldKind::Code { .. } | FieldKind::Months | FieldKind::Number => vec![as_is],
            FieldKind::Amount
            | FieldKind::Reference
            | FieldKind::Identity
            | FieldKind::SealedText => Vec::new(),
        }
    }

    /// The dimensions that a table with these fields can be split by, in the order of templates.
    pub fn offered(&self, carried: impl Fn(Field) -> bool) -> Vec<Dimension> {
        let mut offered = Vec::new();
        for &field in Field::ALL {
            if field == Field::Sex && (carried(Field::Sex) || carried(Field::GenderIdentity)) {
                offered.push(Dimension::SexOrGender);
            }
            if carried(field) && field.group() != FieldGroup::Identity {
                offered.extend(self.of_field(field));
            }
        }
        offered
    }
}

/// Countries by area of the world: within Latin America and the Caribbean its three parts,
/// elsewhere the regions of M49.
fn region_mapping() -> Mapping {
    Mapping::new("region", |code| {
        let code = faro_patterns::country_part(code);
        let Some(country) = Country::by_alpha2(code) else {
            // A country under a code of the user's own lies in no region of M49.
            return Some(code.to_owned());
        };
        if country.is_latin_american() {
            country
                .intermediate
                .clone()
                .or_else(|| country.subregion.clone())
        } else {
            country.region.clone()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn views() -> Views {
        Views::new(Arc::new(TerritoryTree::builtin().clone()))
    }

    fn read(pairs: &[(&str, &str)]) -> Result<Query, QueryError> {
        Query::from_pairs(pairs.iter().copied(), &views())
    }

    #[test]
    fn a_question_comes_back_from_its_address() {
        let pairs = [
            ("data", "records"),
            ("people", "accused"),
            ("by", "sex_or_gender"),
            ("by", "age:majority"),
            ("by", "exploitation_place:level-1"),
            ("only.form_of_exploitation", "forced_labour,servitude"),
            ("not.citizenship", "_not_stated"),
            ("from", "2021"),
            ("to", "2023-06"),
        ];
        let query = read(&pairs).expect("well formed");
        let back: Vec<(String, String)> = query.to_pairs();
        let expected: Vec<(String, String)> = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        assert_eq!(back, expected);
    }

    #[test]
    fn ticked_boxes_of_one_dimension_are_one_condition() {
        let query = read(&[("only.sex", "female"), ("only.sex", "male")]).expect("well formed");
        assert_eq!(query.conditions.len(), 1);
    }

    #[test]
    fn identities_and_amounts_are_no_dimensions() {
        for id in [
            "full_name",
            "case_number",
            "notes",
            "compensation_amount",
            "nothing",
        ] {
            assert!(read(&[("by", id)]).is_err(), "{id}");
        }
    }

    #[test]
    fn limits_hold() {
        let by: Vec<(&str, &str)> = ["sex", "role", "citizenship", "residence", "education"]
            .into_iter()
            .map(|d| ("by", d))
            .collect();
        assert!(matches!(read(&by), Err(QueryError::TooMany { .. })));
    }

    #[test]
    fn a_country_has_no_department() {
        let department = views()
            .dimension("exploitation_place:level-1")
            .expect("a view");
        let Dimension::Mapped { mapping, .. } = department else {
            panic!("not mapped");
        };
        assert_eq!(mapping.apply("CO-ANT").as_deref(), Some("CO-ANT"));
        assert_eq!(mapping.apply("CO"), None);
    }
}
