//! What exists where, for how many people at risk, and how much of it sits in the capital.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

/// Something that is there for prevention or support: a service, staff, a shelter, training, a
/// campaign, a budget. It stands beside the entry of the referral directory, if it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Opaque identifier.
    pub id: String,
    /// Entry of the referral directory, so that nothing is kept twice.
    pub directory_entry: Option<String>,
    /// Kind, such as `shelter` or `staff`.
    pub kind: String,
    /// The territory that it serves: a code. Something for the whole country serves its root.
    pub territory: String,
    /// How much: beds, posts, places; `None` where it is not known.
    pub capacity: Option<u64>,
    /// Languages (scheme `language`).
    pub languages: BTreeSet<String>,
    /// When somebody last made sure.
    pub verified: Day,
}

/// A territory that is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its code.
    pub territory: String,
    /// Inhabitants, or those of the group in question.
    pub population: u64,
    /// Weight of risk, from 0; `None` where it is not known. From an index or a count.
    pub risk: Option<u64>,
    /// Whether the capital lies in it.
    pub capital: bool,
}

/// How one territory is served with one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The territory.
    pub territory: String,
    /// Capacity that is known.
    pub capacity: u64,
    /// Resources whose capacity is not known: the capacity is at least what is said.
    pub of_unknown_capacity: usize,
    /// Resources that nobody verified since the given day.
    pub stale: usize,
    /// Inhabitants.
    pub population: u64,
    /// Weight of risk.
    pub risk: Option<u64>,
    /// Languages that at least one resource has.
    pub languages: BTreeSet<String>,
}

impl Coverage {
    /// Capacity per 100,000 inhabitants, as a fraction `(100,000 × capacity, inhabitants)`; `None`
    /// without inhabitants.
    pub fn per_100_000(&self) -> Option<(u128, u64)> {
        (self.population > 0).then(|| (u128::from(self.capacity) * 100_000, self.population))
    }
}

/// How much of what there is sits in the capital.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// Share of the capacity in the capital's territory, 0 to 1.
    pub capacity_share: f64,
    /// Share of the population there.
    pub population_share: f64,
    /// Share of the risk there; `None` where some territory's risk is not known.
    pub risk_share: Option<f64>,
    /// Capacity share over population share: 1 is even, 2 twice its due.
    pub ratio: f64,
}

/// One kind of resource by territory, in the order of the places. Resources that serve a territory
/// which is not among the places are given back apart: they are not spread by guess.
pub fn coverage(
    kind: &str,
    resources: &[Resource],
    places: &[Place],
    verified_since: Day,
) -> (Vec<Coverage>, Vec<String>) {
    let mut by_territory: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
    for resource in resources.iter().filter(|r| r.kind == kind) {
        by_territory
            .entry(&resource.territory)
            .or_default()
            .push(resource);
    }
    let rows = places
        .iter()
        .map(|place| {
            let own = by_territory
                .remove(place.territory.as_str())
                .unwrap_or_default();
            Coverage {
                territory: place.territory.clone(),
                capacity: own
                    .iter()
                    .filter_map(|r| r.capacity)
                    .fold(0, u64::saturating_add),
                of_unknown_capacity: own.iter().filter(|r| r.capacity.is_none()).count(),
                stale: own.iter().filter(|r| r.verified < verified_since).count(),
                population: place.population,
                risk: place.risk,
                languages: own.iter().flat_map(|r| r.languages.clone()).collect(),
            }
        })
        .collect();
    let elsewhere = by_territory
        .into_values()
        .flatten()
        .map(|r| r.id.clone())
        .collect();
    (rows, elsewhere)
}

/// How concentrated the capacity is in the capital; `None` without a capital, capacity, or people there.
pub fn concentration(rows: &[Coverage], places: &[Place]) -> Option<Concentration> {
    let capital: BTreeSet<&str> = places
        .iter()
        .filter(|p| p.capital)
        .map(|p| p.territory.as_str())
        .collect();
    let share = |of: &dyn Fn(&Coverage) -> Option<u64>| -> Option<f64> {
        let mut total = 0u128;
        let mut there = 0u128;
        for row in rows {
            let amount = u128::from(of(row)?);
            total += amount;
            if capital.contains(row.territory.as_str()) {
                there += amount;
            }
        }
        (total > 0).then(|| there as f64 / total as f64)
    };
    if capital.is_empty() {
        return None;
    }
    let capacity_share = share(&|row| Some(row.capacity))?;
    let population_share = share(&|row| Some(row.population))?;
    (population_share > 0.0).then(|| Concentration {
        capacity_share,
        population_share,
        risk_share: share(&|row| row.risk),
        ratio: capacity_share / population_share,
    })
}

/// Territories in the order in which they lack most: none first, then least capacity for the risk
/// (for the people, where the risk of some is not known), by exact comparison; ties by code.
pub fn gaps(rows: &[Coverage]) -> Vec<&Coverage> {
    let by_risk = rows.iter().all(|r| r.risk.is_some());
    let need = |row: &Coverage| {
        u128::from(if by_risk {
            row.risk.unwrap_or(0)
        } else {
            row.population
        })
    };
    let mut ordered: Vec<&Coverage> = rows.iter().filter(|r| need(r) > 0).collect();
    ordered.sort_by(|a, b| {
        // capacity_a / need_a against capacity_b / need_b, without dividing.
        let left = u128::from(a.capacity) * need(b);
        let right = u128::from(b.capacity) * need(a);
        left.cmp(&right)
            .then_with(|| need(b).cmp(&need(a)))
            .then_with(|| a.territory.cmp(&b.territory))
    });
    ordered
}
