//! Who is trained in what, when it lapses, and where roles are not filled: by institution and
//! territory, never as a list of people.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

/// A course and how long it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Opaque identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Months after which it has to be taken again; `None`: never.
    pub valid_months: Option<u16>,
}

/// That somebody passed a course. The person is a token that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Token of the person; opaque, and never shown.
    pub person: String,
    /// The course.
    pub course: String,
    /// When it was passed.
    pub on: Day,
}

/// A post: somebody in a role at an institution in a territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Token of the person.
    pub person: String,
    /// The role, such as `labour_inspector`.
    pub role: String,
    /// The institution.
    pub institution: String,
    /// The territory.
    pub territory: String,
}

/// Whether a course holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Standing {
    /// Never taken.
    Never,
    /// Holds; until when, where it lapses at all.
    Valid {
        /// The last day.
        until: Option<Day>,
    },
    /// Lapsed.
    Lapsed {
        /// The last day on which it held.
        since: Day,
    },
}

/// How one person stands with a course on `today`: by the latest time that it was passed. A course
/// valid for 12 months that was passed on 29 February holds until 28 February.
pub fn standing(course: &Course, person: &str, records: &[Record], today: Day) -> Standing {
    let latest = records
        .iter()
        .filter(|r| r.person == person && r.course == course.id && r.on <= today)
        .map(|r| r.on)
        .max();
    let Some(on) = latest else {
        return Standing::Never;
    };
    let until = course
        .valid_months
        .and_then(|months| on.plus_months(i32::from(months)));
    match until {
        Some(until) if until < today => Standing::Lapsed { since: until },
        until => Standing::Valid { until },
    }
}

/// One line of the overview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// People in the role.
    pub people: usize,
    /// Those for whom every course that the role asks for holds.
    pub trained: usize,
    /// Those of the trained for whom one of them lapses within the window.
    pub lapsing: usize,
    /// Those who had all of them, and one has lapsed.
    pub lapsed: usize,
}

/// By role, institution and territory: how many people there are and how many are trained.
/// `asked` says which courses a role asks for; roles that ask for none are left out.
pub fn overview(
    posts: &[Post],
    asked: &BTreeMap<String, BTreeSet<String>>,
    courses: &[Course],
    records: &[Record],
    today: Day,
    window_days: u16,
) -> BTreeMap<(String, String, String), Line> {
    let soon = today.plus_days(i64::from(window_days)).unwrap_or(Day::MAX);
    let mut lines: BTreeMap<(String, String, String), Line> = BTreeMap::new();
    for post in posts {
        let Some(wanted) = asked.get(&post.role).filter(|w| !w.is_empty()) else {
            continue;
        };
        let standings: Vec<Standing> = wanted
            .iter()
            .map(|id| {
                courses
                    .iter()
                    .find(|c| c.id == *id)
                    .map_or(Standing::Never, |course| {
                        standing(course, &post.person, records, today)
                    })
            })
            .collect();
        let line = lines
            .entry((
                post.role.clone(),
                post.institution.clone(),
                post.territory.clone(),
            ))
            .or_default();
        line.people += 1;
        if standings
            .iter()
            .all(|s| matches!(s, Standing::Valid { .. }))
        {
            line.trained += 1;
            let ends = |s: &Standing| matches!(s, Standing::Valid { until: Some(u) } if *u <= soon);
            line.lapsing += usize::from(standings.iter().any(ends));
        } else if !standings.contains(&Standing::Never) {
            line.lapsed += 1;
        }
    }
    lines
}
