//! Plans as tables: read from the spreadsheets that countries use, written the same way, and put
//! together again when a copy was edited elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::{Day, Scheme, fold};
use serde::{Deserialize, Serialize};

use crate::plan::{
    Action, ActionStatus, Cost, CostKind, Dependency, Focus, MAX_ACTIONS, Objective, Plan,
};
use crate::{Money, MoneyError};

/// A table as any reader gives it and any writer takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Header cells.
    pub header: Vec<String>,
    /// Rows; short ones count as filled up with empty cells.
    pub rows: Vec<Vec<String>>,
}

/// Columns, in the order in which they are written: name, and headers (folded) under which they
/// are found. The first header is the one that is written.
const COLUMNS: &[(&str, &[&str])] = &[
    ("id", &["id", "codigo", "code", "numero", "n o", "no"]),
    (
        "objective",
        &[
            "objetivo",
            "objective",
            "objectif",
            "eje",
            "eixo",
            "axe",
            "linea estrategica",
        ],
    ),
    (
        "action",
        &[
            "accion",
            "action",
            "acao",
            "actividad",
            "atividade",
            "activite",
            "medida",
        ],
    ),
    (
        "owner",
        &[
            "responsable",
            "owner",
            "responsavel",
            "institucion responsable",
            "lead",
            "institucion",
        ],
    ),
    (
        "partners",
        &[
            "socios",
            "partners",
            "parceiros",
            "partenaires",
            "corresponsables",
        ],
    ),
    (
        "from",
        &[
            "inicio",
            "start",
            "debut",
            "fecha de inicio",
            "data de inicio",
        ],
    ),
    (
        "to",
        &[
            "fin",
            "end",
            "fim",
            "fecha de fin",
            "termino",
            "data de fim",
        ],
    ),
    (
        "status",
        &["estado", "status", "situacao", "etat", "avance"],
    ),
    (
        "prevention_level",
        &[
            "nivel de prevencion",
            "prevention level",
            "nivel de prevencao",
            "niveau de prevention",
        ],
    ),
    (
        "risk_factors",
        &[
            "factores de riesgo",
            "risk factors",
            "fatores de risco",
            "facteurs de risque",
        ],
    ),
    (
        "forms",
        &[
            "formas de explotacion",
            "forms of exploitation",
            "formas de exploracao",
            "formes d exploitation",
        ],
    ),
    (
        "territories",
        &["territorios", "territories", "territoires", "territorio"],
    ),
    ("languages", &["idiomas", "languages", "langues", "lenguas"]),
    ("channels", &["canales", "channels", "canais", "canaux"]),
    ("demand_side", &["demanda", "demand side", "demande"]),
    ("currency", &["moneda", "currency", "moeda", "devise"]),
    (
        "planned",
        &[
            "costo previsto",
            "planned cost",
            "custo previsto",
            "cout prevu",
            "costo",
            "presupuesto",
        ],
    ),
    (
        "approved",
        &[
            "costo aprobado",
            "approved cost",
            "custo aprovado",
            "cout approuve",
        ],
    ),
    (
        "executed",
        &[
            "costo ejecutado",
            "executed cost",
            "custo executado",
            "cout execute",
        ],
    ),
    (
        "cost_source",
        &[
            "fuente del costo",
            "cost source",
            "fonte do custo",
            "source du cout",
        ],
    ),
    ("depends_on", &["depende de", "depends on", "depend de"]),
];

/// Columns without which a row says nothing.
const NEEDED: &[&str] = &["action", "owner", "from", "to"];

/// A row that was not taken: which, where, and what would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellError {
    /// Row of the table without its header, counted from 1.
    pub row: usize,
    /// Header of the column.
    pub column: String,
    /// What would be accepted.
    pub wanted: String,
}

/// The table can't be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A column that is needed is not there.
    #[error("no column for `{wanted}`; head it with one of: {names}")]
    Column {
        /// What is looked for.
        wanted: String,
        /// Headers that are taken for it.
        names: String,
    },
    /// Two columns for the same thing.
    #[error("two columns for `{0}`; keep one")]
    Twice(String),
    /// Too many rows.
    #[error("{0} rows; a plan has at most {MAX_ACTIONS} actions")]
    TooMany(usize),
}

/// What a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Objectives with the actions that could be read.
    pub objectives: Vec<Objective>,
    /// Rows that were not taken.
    pub errors: Vec<CellError>,
}

/// How many institutions a table names as owners, each once, in alphabetical order.
pub fn owners(objectives: &[Objective]) -> Vec<String> {
    let names: BTreeSet<&str> = objectives
        .iter()
        .flat_map(|o| &o.actions)
        .map(|a| a.owner.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

struct Reader<'g> {
    grid: &'g Grid,
    places: BTreeMap<&'static str, usize>,
    currency: &'g str,
    year: i32,
}

type Cell<T> = Result<T, (&'static str, String)>;

impl Reader<'_> {
    fn cell(&self, row: usize, name: &str) -> &str {
        self.places
            .get(name)
            .and_then(|place| self.grid.rows[row].get(*place))
            .map_or("", |cell| cell.trim())
    }

    fn parts(&self, row: usize, name: &str) -> Vec<String> {
        self.cell(row, name)
            .split([';', '|', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn needed(&self, row: usize, name: &'static str) -> Cell<String> {
        match self.cell(row, name) {
            "" => Err((name, "a text".to_owned())),
            text => Ok(text.to_owned()),
        }
    }

    fn day(&self, row: usize, name: &'static str) -> Cell<Day> {
        let wanted = || (name, "a day, such as 2026-03-31".to_owned());
        self.cell(row, name).parse().map_err(|_| wanted())
    }

    fn code(&self, name: &'static str, scheme: &str, text: &str) -> Cell<String> {
        let scheme = Scheme::get(scheme).expect("a scheme of the vocabulary");
        match scheme.find(text) {
            Some(term) => Ok(term.code.clone()),
            None => {
                let codes: Vec<&str> = scheme.terms().iter().map(|t| t.code.as_str()).collect();
                Err((name, codes.join(", ")))
            }
        }
    }

    fn codes(&self, row: usize, name: &'static str, scheme: &str) -> Cell<BTreeSet<String>> {
        self.parts(row, name)
            .iter()
            .map(|text| self.code(name, scheme, text))
            .collect()
    }

    fn costs(&self, row: usize) -> Cell<Vec<Cost>> {
        let currency = match self.cell(row, "currency") {
            "" => self.currency.to_owned(),
            text => self.code("currency", "currency", text)?,
        };
        let kinds = [
            ("planned", CostKind::Planned),
            ("approved", CostKind::Approved),
            ("executed", CostKind::Executed),
        ];
        let mut costs = Vec::new();
        for (name, kind) in kinds {
            let text = self.cell(row, name);
            if text.is_empty() {
                continue;
            }
            let amount =
                Money::parse(text, &currency).map_err(|e: MoneyError| (name, e.to_string()))?;
            if amount.minor() < 0 {
                return Err((name, "an amount that is not negative".to_owned()));
            }
            let source = self.cell(row, "cost_source");
            if source.is_empty() {
                return Err(("cost_source", "where the figure stands".to_owned()));
            }
            costs.push(Cost {
                kind,
                amount,
                year: self.year,
                payer: String::new(),
                source: source.to_owned(),
                gender: false,
            });
        }
        Ok(costs)
    }

    fn action(&self, row: usize) -> Cell<Action> {
        let (from, to) = (self.day(row, "from")?, self.day(row, "to")?);
        if to < from {
            return Err(("to", format!("a day from {from} on")));
        }
        let status = match self.cell(row, "status") {
            "" => ActionStatus::Planned,
            text => status(text).ok_or_else(|| {
                let codes = ActionStatus::ALL.map(ActionStatus::code);
                ("status", codes.join(", "))
            })?,
        };
        let id = match self.cell(row, "id") {
            "" => format!("new-{}", row + 1),
            id => id.to_owned(),
        };
        Ok(Action {
            id,
            name: self.needed(row, "action")?,
            owner: self.needed(row, "owner")?,
            partners: self.parts(row, "partners").into_iter().collect(),
            from,
            to,
            status,
            focus: Focus {
                prevention_level: match self.cell(row, "prevention_level") {
                    "" => String::new(),
                    text => self.code("prevention_level", "prevention-level", text)?,
                },
                risk_factors: self.codes(row, "risk_factors", "risk-factor")?,
                forms: self.codes(row, "forms", "form-of-exploitation")?,
                groups: Vec::new(),
                territories: self.parts(row, "territories").into_iter().collect(),
                languages: self.codes(row, "languages", "language")?,
                channels: self.parts(row, "channels").into_iter().collect(),
                demand_side: match fold(self.cell(row, "demand_side")).as_str() {
                    "" | "no" | "nao" | "non" | "false" => false,
                    "si" | "sim" | "yes" | "oui" | "true" | "x" => true,
                    _ => return Err(("demand_side", "yes or no".to_owned())),
                },
            },
            costs: self.costs(row)?,
            dependencies: self
                .parts(row, "depends_on")
                .into_iter()
                .map(|on| Dependency { on, lag_days: 0 })
                .collect(),
            milestones: Vec::new(),
            risks: Vec::new(),
            recommendations: BTreeSet::new(),
            indicators: BTreeSet::new(),
        })
    }
}

fn status(text: &str) -> Option<ActionStatus> {
    let words: &[(ActionStatus, &[&str])] = &[
        (
            ActionStatus::Planned,
            &[
                "planned",
                "planificada",
                "prevista",
                "planejada",
                "prevue",
                "pendiente",
                "no iniciada",
            ],
        ),
        (
            ActionStatus::Started,
            &[
                "started",
                "en curso",
                "iniciada",
                "em andamento",
                "em curso",
                "en cours",
                "en ejecucion",
            ],
        ),
        (
            ActionStatus::Done,
            &[
                "done",
                "terminada",
                "ejecutada",
                "cumplida",
                "concluida",
                "terminee",
                "finalizada",
            ],
        ),
        (
            ActionStatus::Paused,
            &["paused", "suspendida", "en pausa", "suspensa", "suspendue"],
        ),
        (
            ActionStatus::Dropped,
            &["dropped", "cancelada", "abandonada", "annulee"],
        ),
    ];
    let folded = fold(text);
    words
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(status, _)| *status)
}

/// Reads a plan's table. `currency` and `year` are those of cells that name none. Every row is
/// taken or listed with its error; an identifier that stands twice is an error of the second row.
pub fn read(grid: &Grid, currency: &str, year: i32) -> Result<Sheet, SheetError> {
    if grid.rows.len() > MAX_ACTIONS {
        return Err(SheetError::TooMany(grid.rows.len()));
    }
    let reader = Reader {
        grid,
        places: places(&grid.header)?,
        currency,
        year,
    };
    let mut objectives: Vec<Objective> = Vec::new();
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    // A merged cell holds the objective on its first row only.
    let mut last_objective = String::new();
    for row in 0..grid.rows.len() {
        if grid.rows[row].iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match reader.cell(row, "objective") {
            "" => {}
            text => text.clone_into(&mut last_objective),
        }
        let read = reader.action(row).and_then(|action| {
            if seen.insert(action.id.clone()) {
                Ok(action)
            } else {
                Err(("id", "an identifier that no other row has".to_owned()))
            }
        });
        match read {
            Ok(action) => match objectives.iter_mut().find(|o| o.name == last_objective) {
                Some(objective) => objective.actions.push(action),
                None => objectives.push(Objective {
                    id: format!("objective-{}", objectives.len() + 1),
                    name: last_objective.clone(),
                    actions: vec![action],
                }),
            },
            Err((name, wanted)) => errors.push(CellError {
                row: row + 1,
                column: reader
                    .places
                    .get(name)
                    .map_or_else(|| name.to_owned(), |p| grid.header[*p].clone()),
                wanted,
            }),
        }
    }
    Ok(Sheet { objectives, errors })
}

fn places(header: &[String]) -> Result<BTreeMap<&'static str, usize>, SheetError> {
    let mut places = BTreeMap::new();
    for (place, cell) in header.iter().enumerate() {
        let folded = fold(cell);
        let found = COLUMNS.iter().find(|(name, names)| {
            *name == folded.replace(' ', "_") || names.contains(&folded.as_str())
        });
        if let Some((name, _)) = found
            && places.insert(*name, place).is_some()
        {
            return Err(SheetError::Twice((*name).to_owned()));
        }
    }
    for needed in NEEDED {
        if !places.contains_key(needed) {
            let names = COLUMNS
                .iter()
                .filter(|(name, _)| name == needed)
                .flat_map(|(_, names)| names.iter().copied())
                .collect::<Vec<_>>()
                .join(", ");
            return Err(SheetError::Column {
                wanted: (*needed).to_owned(),
                names,
            });
        }
    }
    Ok(places)
}

/// Writes a plan as the table that [`read`] reads. Money is written as it stands in one currency
/// and year; `None` where an action has two amounts of one kind, which a table of one row per
/// action can't say.
pub fn write(plan: &Plan) -> Option<Grid> {
    let mut rows = Vec::new();
    for objective in &plan.objectives {
        for action in &objective.actions {
            let joined = |parts: &BTreeSet<String>| {
                parts
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            let cost = |kind: CostKind| -> Option<String> {
                let mut of_kind = action.costs.iter().filter(|c| c.kind == kind);
                let text = of_kind
                    .next()
                    .map_or(String::new(), |c| amount_only(&c.amount));
                of_kind.next().is_none().then_some(text)
            };
            let currency = action.costs.first().map_or("", |c| c.amount.currency());
            let source = action.costs.first().map_or("", |c| c.source.as_str());
            if action
                .costs
                .iter()
                .any(|c| c.amount.currency() != currency || c.source != source)
            {
                return None;
            }
            let depends: BTreeSet<String> =
                action.dependencies.iter().map(|d| d.on.clone()).collect();
            rows.push(vec![
                action.id.clone(),
                objective.name.clone(),
                action.name.clone(),
                action.owner.clone(),
                joined(&action.partners),
                action.from.to_string(),
                action.to.to_string(),
                action.status.code().to_owned(),
                action.focus.prevention_level.clone(),
                joined(&action.focus.risk_factors),
                joined(&action.focus.forms),
                joined(&action.focus.territories),
                joined(&action.focus.languages),
                joined(&action.focus.channels),
                if action.focus.demand_side {
                    "yes"
                } else {
                    "no"
                }
                .to_owned(),
                currency.to_owned(),
                cost(CostKind::Planned)?,
                cost(CostKind::Approved)?,
                cost(CostKind::Executed)?,
                source.to_owned(),
                joined(&depends),
            ]);
        }
    }
    Some(Grid {
        header: COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        rows,
    })
}

fn amount_only(amount: &Money) -> String {
    let text = amount.to_string();
    text.split(' ').next().unwrap_or_default().to_owned()
}
