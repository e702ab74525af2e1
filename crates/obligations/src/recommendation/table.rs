use std::collections::BTreeMap;

use faro_vocabulary::{Country, fold};
use serde::{Deserialize, Serialize};

use super::{Key, Recommendation, Response, fingerprint};

/// A table as any reader gives it: one header, rows of cells.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Header cells.
    pub header: Vec<String>,
    /// Rows; short ones count as filled up with empty cells.
    pub rows: Vec<Vec<String>>,
}

/// Rows that are read at once: all that the United Nations ever recommended, twice over.
pub const MAX_ROWS: usize = 600_000;
/// Characters of a cell: the longest paragraphs of treaty bodies have a tenth of it.
pub const MAX_CELL: usize = 20_000;

/// The table can't be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A column that is needed is not there.
    #[error("no column `{wanted}`; its header may be one of: {names}")]
    Column {
        /// What is looked for.
        wanted: &'static str,
        /// Headers that would be taken for it.
        names: String,
    },
    /// Two columns could be the same thing.
    #[error("columns {first} and {second} are both headed as `{wanted}`; keep one")]
    Ambiguous {
        /// What both could be.
        wanted: &'static str,
        /// The first, counted from 1.
        first: usize,
        /// The other, counted from 1.
        second: usize,
    },
    /// More rows than are read at once.
    #[error("{0} rows; at most {MAX_ROWS} are read at once")]
    TooMany(usize),
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum RowFault {
    /// A cell is needed and empty.
    Empty,
    /// A cell names no country, or one of several.
    Country,
    /// A cell is longer than [`MAX_CELL`] characters.
    TooLong,
    /// A cell has another answer than those that are known.
    Response,
}

/// A row that was not taken: which, where, and why. The value itself is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// Row of the table without its header, counted from 1.
    pub row: usize,
    /// Header of the column.
    pub column: String,
    /// What is wrong.
    pub fault: RowFault,
}

/// What differs between a stored recommendation and the same one in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the field: `text`, `themes`, `affected`, `goals`, `response`, `date`, `body`.
    pub field: String,
    /// What is stored.
    pub before: String,
    /// What the table says.
    pub after: String,
}

/// A recommendation that is known and reads differently now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// As the table has it, under the stored part.
    pub now: Recommendation,
    /// What differs.
    pub changes: Vec<Change>,
}

/// What a table brings. `new + changed + same + repeated + errors` is the number of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Not known yet.
    pub new: Vec<Recommendation>,
    /// Known, with other contents.
    pub changed: Vec<Changed>,
    /// Known, with the same contents.
    pub same: usize,
    /// The same paragraph and text as an earlier row of this table.
    pub repeated: usize,
    /// Rows that were not taken.
    pub errors: Vec<RowError>,
}

/// What a column can hold, and under which headers (folded) it is found. After exports of the
/// Universal Human Rights Index and of UPR Info, their Spanish, Portuguese and French kin, and
/// what ministries call them.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "symbol",
        &[
            "symbol",
            "document symbol",
            "doc symbol",
            "simbolo",
            "signatura",
            "cote",
            "document",
            "documento",
            "document code",
        ],
    ),
    (
        "paragraph",
        &[
            "paragraph",
            "paragraph number",
            "para",
            "parrafo",
            "numero de parrafo",
            "paragrafo",
            "numero do paragrafo",
            "paragraphe",
            "recommendation number",
            "numero de recomendacion",
        ],
    ),
    (
        "text",
        &[
            "text",
            "recommendation",
            "recommendation text",
            "annotation",
            "texto",
            "recomendacion",
            "texto de la recomendacion",
            "recomendacao",
            "recommandation",
            "texte",
        ],
    ),
    (
        "country",
        &[
            "country",
            "countries",
            "concerned country",
            "state under review",
            "state",
            "pais",
            "estado examinado",
            "estado",
            "pays",
            "etat examine",
        ],
    ),
    (
        "body",
        &[
            "body",
            "mechanism",
            "mecanismo",
            "mecanisme",
            "organo",
            "orgao",
            "organe",
            "committee",
            "comite",
        ],
    ),
    (
        "themes",
        &[
            "themes",
            "theme",
            "issue",
            "issues",
            "temas",
            "tema",
            "themes uhri",
        ],
    ),
    (
        "affected",
        &[
            "affected persons",
            "concerned persons",
            "persons affected",
            "personas afectadas",
            "pessoas afetadas",
            "personnes concernees",
        ],
    ),
    (
        "goals",
        &["sdg", "sdgs", "sustainable development goals", "ods", "odd"],
    ),
    (
        "response",
        &[
            "response",
            "state response",
            "position",
            "upr position",
            "respuesta",
            "posicion",
            "resposta",
            "reponse",
        ],
    ),
    (
        "date",
        &[
            "date",
            "publication date",
            "year",
            "session",
            "fecha",
            "ano",
            "data",
            "annee",
        ],
    ),
];

/// Words for what a country said, folded.
const RESPONSES: &[(Response, &[&str])] = &[
    (
        Response::Supported,
        &[
            "supported",
            "accepted",
            "aceptada",
            "aceptado",
            "apoyada",
            "aceita",
            "apoiada",
            "acceptee",
            "soutenue",
        ],
    ),
    (
        Response::Partly,
        &[
            "partly supported",
            "supported in part",
            "partially supported",
            "parcialmente aceptada",
            "aceptada parcialmente",
            "parcialmente aceita",
            "partiellement acceptee",
        ],
    ),
    (
        Response::Noted,
        &[
            "noted",
            "tomada nota",
            "se toma nota",
            "anotada",
            "tomou nota",
            "notee",
            "rejected",
        ],
    ),
    (
        Response::Pending,
        &[
            "pending",
            "pendiente",
            "pendente",
            "en attente",
            "under examination",
        ],
    ),
];

/// Columns of a table by what they hold.
struct Columns<'t> {
    header: &'t [String],
    places: BTreeMap<&'static str, usize>,
}

impl<'t> Columns<'t> {
    fn find(header: &'t [String]) -> Result<Self, TableError> {
        let mut places = BTreeMap::new();
        for (place, cell) in header.iter().enumerate() {
            let folded = fold(cell);
            let Some((name, _)) = COLUMNS
                .iter()
                .find(|(_, names)| names.contains(&folded.as_str()))
            else {
                continue;
            };
            if let Some(first) = places.insert(*name, place) {
                return Err(TableError::Ambiguous {
                    wanted: name,
                    first: first + 1,
                    second: place + 1,
                });
            }
        }
        for needed in ["symbol", "text"] {
            if !places.contains_key(needed) {
                let names = COLUMNS
                    .iter()
                    .filter(|(name, _)| *name == needed)
                    .flat_map(|(_, names)| names.iter().copied())
                    .collect::<Vec<_>>()
                    .join(", ");
                return Err(TableError::Column {
                    wanted: needed,
                    names,
                });
            }
        }
        Ok(Columns { header, places })
    }

    fn cell<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        self.places
            .get(name)
            .and_then(|place| row.get(*place))
            .map_or("", |cell| cell.trim())
    }

    fn error(&self, row: usize, name: &str, fault: RowFault) -> RowError {
        RowError {
            row,
            column: self
                .places
                .get(name)
                .map_or_else(|| name.to_owned(), |place| self.header[*place].clone()),
            fault,
        }
    }

    fn read(&self, number: usize, row: &[String]) -> Result<Recommendation, RowError> {
        for name in self.places.keys() {
            if self.cell(row, name).chars().count() > MAX_CELL {
                return Err(self.error(number, name, RowFault::TooLong));
            }
        }
        for needed in ["symbol", "text"] {
            if self.cell(row, needed).is_empty() {
                return Err(self.error(number, needed, RowFault::Empty));
            }
        }
        let country = match self.cell(row, "country") {
            "" if self.places.contains_key("country") => {
                return Err(self.error(number, "country", RowFault::Empty));
            }
            "" => String::new(),
            text => Country::find(text)
                .map(|country| country.alpha2.clone())
                .ok_or_else(|| self.error(number, "country", RowFault::Country))?,
        };
        let response = match fold(self.cell(row, "response")).as_str() {
            "" => None,
            said => Some(
                RESPONSES
                    .iter()
                    .find(|(_, words)| words.contains(&said))
                    .map(|(response, _)| *response)
                    .ok_or_else(|| self.error(number, "response", RowFault::Response))?,
            ),
        };
        let text = self.cell(row, "text");
        let paragraph = match self.cell(row, "paragraph") {
            "" => leading_number(text).unwrap_or_default(),
            given => given,
        };
        Ok(Recommendation {
            key: Key::new(self.cell(row, "symbol"), paragraph, &country),
            part: 1,
            body: self.cell(row, "body").to_owned(),
            text: text.to_owned(),
            date: self.cell(row, "date").to_owned(),
            themes: list(self.cell(row, "themes")),
            affected: list(self.cell(row, "affected")),
            goals: list(self.cell(row, "goals")),
            response,
        })
    }
}

/// Number with which a paragraph begins: `34. The Committee …`, `132.15 Adopt …`, `(a) …` has none.
fn leading_number(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(text.len());
    let number = text[..end].trim_end_matches('.');
    let follows = text[end..].starts_with(char::is_whitespace);
    let plain = number.len() <= 12 && number.starts_with(|c: char| c.is_ascii_digit());
    // A year or an amount at the head of a sentence has no point behind it.
    let pointed = text[..end].contains('.');
    (plain && follows && pointed).then_some(number)
}

/// Parts of a cell that lists several things: by line, `;` or `|`, sorted, each once.
fn list(cell: &str) -> Vec<String> {
    let mut parts: Vec<String> = cell
        .split(['\n', ';', '|'])
        .map(|part| part.trim().trim_start_matches(['-', '•']).trim())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    parts.sort();
    parts.dedup();
    parts
}

/// Reads a table against what is stored.
///
/// Rows are the same recommendation when document, paragraph, country and text agree. Where a
/// document has several texts under one paragraph, each is kept as a part of its own. A text
/// that is new under a paragraph with exactly one stored text that this table does not repeat is
/// that one, changed. Reading the same table again brings nothing.
pub fn import(table: &Table, stored: &[Recommendation]) -> Result<Import, TableError> {
    if table.rows.len() > MAX_ROWS {
        return Err(TableError::TooMany(table.rows.len()));
    }
    let columns = Columns::find(&table.header)?;
    let mut outcome = Import::default();
    let mut groups: BTreeMap<Key, Vec<(String, Recommendation)>> = BTreeMap::new();
    for (place, row) in table.rows.iter().enumerate() {
        match columns.read(place + 1, row) {
            Err(error) => outcome.errors.push(error),
            Ok(read) => {
                let print = fingerprint(&read.text);
                let group = groups.entry(read.key.clone()).or_default();
                if group.iter().any(|(other, _)| *other == print) {
                    outcome.repeated += 1;
                } else {
                    group.push((print, read));
                }
            }
        }
    }
    let mut known: BTreeMap<&Key, Vec<(String, &Recommendation)>> = BTreeMap::new();
    for recommendation in stored {
        known
            .entry(&recommendation.key)
            .or_default()
            .push((recommendation.fingerprint(), recommendation));
    }
    for (key, group) in groups {
        let before = known.remove(&key).unwrap_or_default();
        settle(group, before, &mut outcome);
    }
    Ok(outcome)
}

fn settle(
    group: Vec<(String, Recommendation)>,
    mut before: Vec<(String, &Recommendation)>,
    outcome: &mut Import,
) {
    let mut next_part = before.iter().map(|(_, r)| r.part).max().unwrap_or(0) + 1;
    let mut unmatched = Vec::new();
    for (print, read) in group {
        match before.iter().position(|(other, _)| *other == print) {
            Some(place) => {
                let (_, stored) = before.remove(place);
                record(read, stored, outcome);
            }
            None => unmatched.push(read),
        }
    }
    if let ([_], [(_, stored)]) = (unmatched.as_slice(), before.as_slice()) {
        let read = unmatched.remove(0);
        record(read, stored, outcome);
    }
    for mut read in unmatched {
        read.part = next_part;
        next_part += 1;
        outcome.new.push(read);
    }
}

fn record(mut read: Recommendation, stored: &Recommendation, outcome: &mut Import) {
    read.part = stored.part;
    let changes = changes(stored, &read);
    if changes.is_empty() {
        outcome.same += 1;
    } else {
        outcome.changed.push(Changed { now: read, changes });
    }
}

fn changes(before: &Recommendation, after: &Recommendation) -> Vec<Change> {
    let joined = |parts: &[String]| parts.join("; ");
    let response = |r: Option<Response>| match r {
        None => String::new(),
        Some(Response::Supported) => "supported".to_owned(),
        Some(Response::Partly) => "partly".to_owned(),
        Some(Response::Noted) => "noted".to_owned(),
        Some(Response::Pending) => "pending".to_owned(),
    };
    [
        ("text", before.text.clone(), after.text.clone()),
        ("body", before.body.clone(), after.body.clone()),
        ("date", before.date.clone(), after.date.clone()),
        ("themes", joined(&before.themes), joined(&after.themes)),
        (
            "affected",
            joined(&before.affected),
            joined(&after.affected),
        ),
        ("goals", joined(&before.goals), joined(&after.goals)),
        (
            "response",
            response(before.response),
            response(after.response),
        ),
    ]
    .into_iter()
    // A table without the column says nothing against what is stored.
    .filter(|(_, before, after)| before != after && !after.is_empty())
    .map(|(field, before, after)| Change {
        field: field.to_owned(),
        before,
        after,
    })
    .collect()
}
