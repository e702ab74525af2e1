use std::fmt::Write as _;
use std::io;

use crate::dice::{Dice, Stream};

/// The invented country's ISO 3166-1 code: XF lies in the range XA to XZ that the standard
/// leaves to users, so it can never be mistaken for a real country's.
pub const COUNTRY: &str = "XF";

/// What the invented country is called.
pub const COUNTRY_NAME: &str = "Valserena";

/// Rows `code,parent,name,es,pt,en,fr`: the country, its 12 departments, their 80 municipalities.
pub(crate) const TERRITORIES: &str = include_str!("../data/territories.csv");

pub(crate) const DEPARTMENTS: usize = 12;

/// Inhabitants per victim over the whole period: about 3.2 victims per 1,000 inhabitants,
/// whatever size the simulation has.
const INHABITANTS_PER_VICTIM: u64 = 310;

/// Yearly growth of the population.
const GROWTH: f64 = 1.012;

const FEMALE_SHARE: f64 = 0.508;

/// Age bands of the CTDC codebook with the share of inhabitants in each.
const AGE_BANDS: [(&str, f64); 9] = [
    ("0-8", 0.150),
    ("9-17", 0.155),
    ("18-20", 0.053),
    ("21-23", 0.052),
    ("24-26", 0.050),
    ("27-29", 0.048),
    ("30-38", 0.137),
    ("39-47", 0.115),
    ("48+", 0.240),
];

/// What makes a department a place where one or another form of exploitation occurs.
pub(crate) struct Department {
    pub(crate) population_share: f64,
    /// Share of inhabitants whom recruiters could reach: no work, debts, out of school, on the move.
    pub(crate) at_risk_share: f64,
    pub(crate) urban: f64,
    pub(crate) farming: f64,
    pub(crate) mining: f64,
    pub(crate) tourism: f64,
    pub(crate) border: f64,
}

const fn department(
    population_share: f64,
    at_risk_share: f64,
    [urban, farming, mining, tourism, border]: [f64; 5],
) -> Department {
    Department {
        population_share,
        at_risk_share,
        urban,
        farming,
        mining,
        tourism,
        border,
    }
}

pub(crate) const PROFILE: [Department; DEPARTMENTS] = [
    department(0.27, 0.045, [1.0, 0.1, 0.0, 0.5, 0.0]),
    department(0.10, 0.060, [0.6, 0.3, 0.0, 0.9, 0.1]),
    department(0.09, 0.055, [0.7, 0.2, 0.0, 0.6, 0.2]),
    department(0.06, 0.075, [0.3, 0.8, 0.1, 0.2, 0.0]),
    department(0.07, 0.085, [0.3, 0.5, 0.6, 0.2, 0.0]),
    department(0.09, 0.065, [0.5, 0.8, 0.1, 0.1, 0.0]),
    department(0.07, 0.095, [0.3, 1.0, 0.1, 0.0, 0.3]),
    department(0.04, 0.120, [0.1, 0.4, 1.0, 0.2, 0.4]),
    department(0.08, 0.060, [0.8, 0.2, 0.0, 0.7, 0.1]),
    department(0.05, 0.110, [0.3, 0.4, 0.3, 0.1, 1.0]),
    department(0.02, 0.050, [0.3, 0.1, 0.0, 1.0, 0.1]),
    department(0.06, 0.080, [0.3, 0.9, 0.2, 0.0, 0.1]),
];

/// A municipality of the invented country.
pub(crate) struct Municipality {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) department: usize,
    /// Share of the country's inhabitants.
    pub(crate) share: f64,
}

/// The invented country's territory and the number of people who live there.
pub(crate) struct Territory {
    pub(crate) municipalities: Vec<Municipality>,
    pub(crate) department_codes: Vec<&'static str>,
    /// Indices of each department's municipalities.
    pub(crate) by_department: Vec<Vec<usize>>,
    inhabitants: u64,
}

impl Territory {
    pub(crate) fn new(people: u64) -> Self {
        let mut department_codes = Vec::new();
        let mut municipalities: Vec<Municipality> = Vec::new();
        let mut by_department = vec![Vec::new(); DEPARTMENTS];
        for line in TERRITORIES.lines().skip(1) {
            let mut cells = line.split(',');
            let mut next = || cells.next().expect("the embedded list has seven columns");
            let (code, parent, name) = (next(), next(), next());
            if parent == COUNTRY {
                department_codes.push(code);
            } else if !parent.is_empty() {
                let department = department_codes
                    .iter()
                    .position(|d| *d == parent)
                    .expect("departments stand before their municipalities");
                by_department[department].push(municipalities.len());
                municipalities.push(Municipality {
                    code,
                    name,
                    department,
                    share: 0.0,
                });
            }
        }
        for (department, members) in by_department.iter().enumerate() {
            // The first municipality of a department is its seat and its largest town.
            let weights: Vec<f64> = (0..members.len())
                .map(|rank| 1.0 / (rank as f64 + 1.5))
                .collect();
            let total: f64 = weights.iter().sum();
            for (&member, weight) in members.iter().zip(weights) {
                municipalities[member].share =
                    PROFILE[department].population_share * weight / total;
            }
        }
        Self {
            municipalities,
            department_codes,
            by_department,
            inhabitants: people * INHABITANTS_PER_VICTIM,
        }
    }

    pub(crate) fn draw_municipality(&self, department: usize, dice: &mut Dice) -> usize {
        let members = &self.by_department[department];
        let total = PROFILE[department].population_share;
        let mut rest = dice.unit() * total;
        for &member in members {
            rest -= self.municipalities[member].share;
            if rest < 0.0 {
                return member;
            }
        }
        members[members.len() - 1]
    }

    pub(crate) fn inhabitants(&self, department: usize) -> u64 {
        (self.inhabitants as f64 * PROFILE[department].population_share) as u64
    }

    pub(crate) fn at_risk(&self, department: usize) -> u64 {
        (self.inhabitants(department) as f64 * PROFILE[department].at_risk_share) as u64
    }

    /// Inhabitants by territory, year, sex and age band. Departments and the country are the
    /// sums of their municipalities.
    pub(crate) fn write_population(
        &self,
        first_year: i32,
        years: u32,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        const CELLS: usize = 2 * AGE_BANDS.len();
        writeln!(out, "territory,year,sex,age_band,population,source")?;
        let mut growth = 1.0;
        for year in first_year..first_year + years as i32 {
            let mut country = [0u64; CELLS];
            let mut departments = [[0u64; CELLS]; DEPARTMENTS];
            let mut lines = String::new();
            for municipality in &self.municipalities {
                let cells = population_cells(self.inhabitants as f64 * municipality.share * growth);
                for (i, n) in cells.iter().enumerate() {
                    country[i] += n;
                    departments[municipality.department][i] += n;
                }
                population_lines(&mut lines, municipality.code, year, &cells);
            }
            let mut wider = String::new();
            population_lines(&mut wider, COUNTRY, year, &country);
            for (code, cells) in self.department_codes.iter().zip(&departments) {
                population_lines(&mut wider, code, year, cells);
            }
            out.write_all(wider.as_bytes())?;
            out.write_all(lines.as_bytes())?;
            growth *= GROWTH;
        }
        Ok(())
    }
}

/// Names of the departments, in their order.
pub(crate) fn department_names() -> Vec<&'static str> {
    TERRITORIES
        .lines()
        .filter_map(|line| {
            let mut cells = line.split(',').skip(1);
            (cells.next() == Some(COUNTRY))
                .then(|| cells.next())
                .flatten()
        })
        .collect()
}

fn population_cells(inhabitants: f64) -> [u64; 2 * AGE_BANDS.len()] {
    std::array::from_fn(|i| {
        let sex = if i < AGE_BANDS.len() {
            FEMALE_SHARE
        } else {
            1.0 - FEMALE_SHARE
        };
        (inhabitants * sex * AGE_BANDS[i % AGE_BANDS.len()].1 + 0.5) as u64
    })
}

fn population_lines(out: &mut String, code: &str, year: i32, cells: &[u64]) {
    for (i, n) in cells.iter().enumerate() {
        let sex = if i < AGE_BANDS.len() {
            "female"
        } else {
            "male"
        };
        let band = AGE_BANDS[i % AGE_BANDS.len()].0;
        let _ = writeln!(out, "{code},{year},{sex},{band},{n},simulated data");
    }
}

/// Columns and rows of the grid from which the departments' outlines are bent.
const GRID: (usize, usize) = (4, 3);

/// South-west corner of the invented country, in the empty South Pacific, and the size of a
/// grid cell, in degrees.
const CORNER: (f64, f64) = (-112.0, -18.0);
const CELL: f64 = 1.6;

/// Which department lies in which cell, row by row from the north.
const LAYOUT: [usize; DEPARTMENTS] = [10, 1, 8, 7, 2, 0, 3, 4, 11, 5, 6, 9];

/// GeoJSON outlines of the departments: a grid with bent corners and broken edges that
/// neighbours share point by point.
pub(crate) fn shapes() -> String {
    let mut out = String::from(
        "{\"type\":\"FeatureCollection\",\"name\":\"Valserena (simulated data)\",\"features\":[\n",
    );
    for (cell, &department) in LAYOUT.iter().enumerate() {
        let (column, row) = (cell % GRID.0, cell / GRID.0);
        let mut ring = Vec::new();
        let corners = [
            (column, row + 1),
            (column + 1, row + 1),
            (column + 1, row),
            (column, row),
        ];
        for side in 0..4 {
            ring.extend(edge(corners[side], corners[(side + 1) % 4]));
        }
        ring.push(ring[0]);
        if cell > 0 {
            out.push_str(",\n");
        }
        let _ = write!(
            out,
            "{{\"type\":\"Feature\",\"properties\":{{\"code\":\"XF-{:02}\",\"source\":\"simulated data\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[",
            department + 1
        );
        for (i, (x, y)) in ring.iter().enumerate() {
            let comma = if i > 0 { "," } else { "" };
            let _ = write!(out, "{comma}[{x:.4},{y:.4}]");
        }
        out.push_str("]]}}");
    }
    out.push_str("\n]}\n");
    out
}

/// The outline is the same country's in every run, so it doesn't depend on the run's seed.
const MAP_SEED: u64 = 0;

fn corner((column, row): (usize, usize)) -> (f64, f64) {
    let mut dice = Dice::new(MAP_SEED, Stream::Map, (row * 16 + column) as u64);
    let bend = |u: f64| (u - 0.5) * 0.7;
    (
        CORNER.0 + CELL * (column as f64 + bend(dice.unit())),
        CORNER.1 + CELL * ((GRID.1 - row) as f64 + bend(dice.unit())),
    )
}

/// Points from `from` (included) to `to` (left out), the same in both directions.
fn edge(from: (usize, usize), to: (usize, usize)) -> Vec<(f64, f64)> {
    let (first, second) = if from <= to { (from, to) } else { (to, from) };
    let number = ((first.0 * 16 + first.1) * 256 + second.0 * 16 + second.1) as u64;
    let mut dice = Dice::new(MAP_SEED, Stream::Map, 1000 + number);
    let mut line = vec![corner(first), corner(second)];
    let mut bend = 0.28;
    for _ in 0..4 {
        let mut finer = Vec::with_capacity(line.len() * 2);
        for pair in line.windows(2) {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            let shift = (dice.unit() - 0.5) * bend;
            finer.push(pair[0]);
            finer.push((
                (x1 + x2) / 2.0 - (y2 - y1) * shift,
                (y1 + y2) / 2.0 + (x2 - x1) * shift,
            ));
        }
        finer.push(line[line.len() - 1]);
        line = finer;
        bend *= 0.8;
    }
    if from > to {
        line.reverse();
    }
    line.pop();
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_has_twelve_departments_and_eighty_municipalities() {
        let territory = Territory::new(20_000);
        assert_eq!(territory.department_codes.len(), DEPARTMENTS);
        assert_eq!(territory.municipalities.len(), 80);
        let share: f64 = territory.municipalities.iter().map(|m| m.share).sum();
        assert!((share - 1.0).abs() < 1e-9, "{share}");
        for municipality in &territory.municipalities {
            let department = territory.department_codes[municipality.department];
            assert!(municipality.code.starts_with(department));
        }
    }

    #[test]
    fn departments_have_as_many_inhabitants_as_their_municipalities() {
        let territory = Territory::new(2_000);
        let mut text = Vec::new();
        territory
            .write_population(2021, 2, &mut text)
            .expect("memory takes every write");
        let text = String::from_utf8(text).expect("plain text");
        let sum = |level: usize| -> u64 {
            text.lines()
                .skip(1)
                .filter(|l| l.split(',').next().expect("a code").len() == level)
                .map(|l| {
                    l.split(',')
                        .nth(4)
                        .expect("a number")
                        .parse::<u64>()
                        .expect("whole")
                })
                .sum()
        };
        assert_eq!(sum(2), sum(5));
        assert_eq!(sum(5), sum(9));
        assert!((1_230_000..1_260_000).contains(&sum(2)), "{}", sum(2));
    }

    #[test]
    fn neighbours_share_their_border() {
        let here = edge((1, 1), (2, 1));
        let mut there = edge((2, 1), (1, 1));
        there.reverse();
        assert_eq!(here[1..], there[..there.len() - 1]);
    }
}
