//! A table of recommendations of the shape that the Universal Human Rights Index exports.
//!
//! Generated, not real: bodies, symbols, paragraphs, themes and groups are put together from
//! lists by a small generator of numbers with a fixed start, so that every run sees the same.

use faro_obligations::recommendation::Table;
use faro_vocabulary::countries;

/// Numerical Recipes' generator; good enough to choose from lists.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const BODIES: &[(&str, &str)] = &[
    (
        "CEDAW",
        "Committee on the Elimination of Discrimination against Women",
    ),
    ("CRC", "Committee on the Rights of the Child"),
    ("CCPR", "Human Rights Committee"),
    ("CMW", "Committee on Migrant Workers"),
    ("CAT", "Committee against Torture"),
];

const ASKS: &[&str] = &[
    "Adopt a national action plan against trafficking in persons with a budget of its own",
    "Strengthen coordination between agencies at national and municipal levels",
    "Collect data disaggregated by sex, age, ethnicity and form of exploitation",
    "Discourage the demand that fosters exploitation, in particular in tourism and domestic work",
    "Address the root causes of trafficking by giving women economic opportunities",
    "Run awareness campaigns in indigenous languages, and evaluate what they achieve",
    "Train judges, prosecutors, border police and labour inspectors to identify victims early",
    "Ensure that survivors have shelters, legal aid and reintegration programmes",
    "Investigate and prosecute trafficking, including where public officials are complicit",
    "Asignar recursos suficientes a la inspección del trabajo en zonas rurales",
    "Ratifier le Protocole de 2014 relatif à la convention sur le travail forcé",
    "Cooperate with countries of origin to prevent the recruitment of migrants online",
];

const ENDS: &[&str] = &[
    "and report on progress in its next periodic report",
    "with the participation of civil society and of survivors",
    "in line with target 8.7 of the Sustainable Development Goals",
    "giving particular attention to girls and adolescents",
    "and make the results public",
    "within two years",
];

const THEMES: &[&str] = &[
    "Trafficking in persons, especially women and children",
    "Contemporary forms of slavery",
    "Gender-based violence",
    "Labour rights and right to work",
    "Administration of justice & fair trial",
    "International cooperation",
];

const AFFECTED: &[&str] = &[
    "Women & girls",
    "Children",
    "Migrants",
    "Indigenous peoples",
    "All",
];

/// A table with that many rows, each another recommendation.
pub(crate) fn uhri_table(rows: usize) -> Table {
    let mut numbers = Numbers(20_250_101);
    let states: Vec<&str> = countries()
        .iter()
        .filter(|c| c.is_latin_american())
        .map(|c| c.alpha3.as_str())
        .collect();
    let header = [
        "Symbol",
        "Paragraph",
        "Body",
        "Country",
        "Text",
        "Themes",
        "Affected persons",
        "SDG",
        "Position",
        "Publication date",
    ];
    let rows = (0..rows)
        .map(|place| {
            let state = numbers.one_of(&states);
            let year = 2006 + numbers.below(20);
            // One in four comes from the review by other States, with numbers such as 132.15.
            let upr = place % 4 == 0;
            let (symbol, paragraph, body, position) = if upr {
                (
                    format!("A/HRC/{}/{}", 2 + place / 4000, 1 + place % 4000 / 4),
                    format!("{}.{}", 90 + numbers.below(60), 1 + place % 250),
                    "Universal Periodic Review".to_owned(),
                    ["Supported", "Noted", ""][numbers.below(3)].to_owned(),
                )
            } else {
                let (code, name) = BODIES[numbers.below(BODIES.len())];
                (
                    format!("{code}/C/{state}/CO/{}", 1 + place / 50),
                    format!("{} ({})", 8 + place % 50, ["a", "b", "c", "d"][place % 4]),
                    name.to_owned(),
                    String::new(),
                )
            };
            vec![
                symbol,
                paragraph,
                body,
                state.to_owned(),
                format!(
                    "{}, {}, as in point {place}.",
                    numbers.one_of(ASKS),
                    numbers.one_of(ENDS)
                ),
                format!("{}; {}", numbers.one_of(THEMES), numbers.one_of(THEMES)),
                numbers.one_of(AFFECTED).to_owned(),
                "5; 8; 16".to_owned(),
                position,
                format!("{year}-{:02}-15", 1 + numbers.below(12)),
            ]
        })
        .collect();
    Table {
        header: header.map(str::to_owned).to_vec(),
        rows,
    }
}
