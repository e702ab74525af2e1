use std::collections::BTreeMap;

use crate::dice::{Cumulative, Dice};

/// Which naming tradition a person's names are drawn from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Tradition {
    Spanish,
    Indigenous,
    Portuguese,
    French,
}

impl Tradition {
    fn from_origin(text: &str) -> Self {
        match text {
            "indigenous" => Tradition::Indigenous,
            "pt" => Tradition::Portuguese,
            "fr" => Tradition::French,
            _ => Tradition::Spanish,
        }
    }
}

/// A person's true name, as a civil register would keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) given: &'static str,
    pub(crate) second_given: &'static str,
    pub(crate) surname: &'static str,
    pub(crate) second_surname: &'static str,
}

impl Name {
    /// Both given names.
    pub(crate) fn given_names(&self) -> String {
        join(self.given, self.second_given)
    }

    /// All surnames.
    pub(crate) fn surnames(&self) -> String {
        join(self.surname, self.second_surname)
    }
}

pub(crate) fn join(first: &str, second: &str) -> String {
    if second.is_empty() {
        first.to_owned()
    } else if first.is_empty() {
        second.to_owned()
    } else {
        format!("{first} {second}")
    }
}

struct Pool {
    names: Vec<&'static str>,
    weights: Cumulative,
}

impl Pool {
    /// The first names of a list are the common ones: the weight of rank r is 1 / (r + 6), a
    /// Zipf curve with a flattened head, as in the region's civil registers.
    fn new(names: Vec<&'static str>) -> Self {
        let weights = Cumulative::new((0..names.len()).map(|rank| 1.0 / (rank as f64 + 6.0)));
        Self { names, weights }
    }

    fn draw(&self, dice: &mut Dice) -> &'static str {
        self.names[self.weights.at(dice.unit())]
    }
}

/// Lists of common given names and surnames of the region, in the order of their frequency.
pub(crate) struct Names {
    female: BTreeMap<Tradition, Pool>,
    male: BTreeMap<Tradition, Pool>,
    surnames: BTreeMap<Tradition, Pool>,
    nicknames: BTreeMap<&'static str, &'static str>,
}

const GIVEN: &str = include_str!("../data/given-names.csv");
const SURNAMES: &str = include_str!("../data/surnames.csv");
const NICKNAMES: &str = include_str!("../data/nicknames.csv");

impl Names {
    pub(crate) fn new() -> Self {
        let given = |sex: &str| {
            pools(GIVEN.lines().skip(1).filter_map(|line| {
                let rest = line.strip_prefix(sex)?.strip_prefix(',')?;
                rest.split_once(',')
            }))
        };
        Self {
            female: given("female"),
            male: given("male"),
            surnames: pools(
                SURNAMES
                    .lines()
                    .skip(1)
                    .filter_map(|line| line.split_once(',')),
            ),
            nicknames: NICKNAMES
                .lines()
                .skip(1)
                .filter_map(|line| line.split_once(','))
                .collect(),
        }
    }

    pub(crate) fn draw(&self, female: bool, tradition: Tradition, dice: &mut Dice) -> Name {
        let given = if female { &self.female } else { &self.male };
        let first = given[&tradition].draw(dice);
        let second_pool = match tradition {
            Tradition::Indigenous => &given[&Tradition::Spanish],
            other => &given[&other],
        };
        let two_given = dice.chance(match tradition {
            Tradition::French => 0.25,
            Tradition::Portuguese => 0.35,
            _ => 0.55,
        });
        let mut second_given = if two_given {
            second_pool.draw(dice)
        } else {
            ""
        };
        if second_given == first {
            second_given = "";
        }
        let surname = self.surnames[&tradition].draw(dice);
        let second_surname = match tradition {
            Tradition::French => "",
            Tradition::Indigenous if dice.chance(0.5) => {
                self.surnames[&Tradition::Spanish].draw(dice)
            }
            other => self.surnames[&other].draw(dice),
        };
        Name {
            given: first,
            second_given,
            surname,
            second_surname,
        }
    }

    pub(crate) fn nickname(&self, given: &str) -> Option<&'static str> {
        self.nicknames.get(given).copied()
    }
}

fn pools(rows: impl Iterator<Item = (&'static str, &'static str)>) -> BTreeMap<Tradition, Pool> {
    let mut lists: BTreeMap<Tradition, Vec<&'static str>> = BTreeMap::new();
    for (origin, name) in rows {
        lists
            .entry(Tradition::from_origin(origin))
            .or_default()
            .push(name);
    }
    lists
        .into_iter()
        .map(|(tradition, names)| (tradition, Pool::new(names)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn lists_are_as_long_as_promised() {
        let names = Names::new();
        let distinct = |pools: &BTreeMap<Tradition, Pool>| {
            pools
                .values()
                .flat_map(|p| p.names.iter().copied())
                .collect::<BTreeSet<_>>()
                .len()
        };
        assert!(distinct(&names.female) >= 120);
        assert!(distinct(&names.male) >= 120);
        assert!(distinct(&names.surnames) >= 200);
        assert!(names.nicknames.len() >= 80);
        assert_eq!(names.female.len(), 4);
    }
}
