//! A document with every kind of block, in every language. Its figures are invented.

use faro_report::model::*;
use faro_vocabulary::{Count, Lang, Missing, PartialDate, ThresholdPolicy};

/// Picks the text of a language.
fn t(lang: Lang, es: &str, pt: &str, en: &str, fr: &str) -> String {
    match lang {
        Lang::Es => es.to_owned(),
        Lang::Pt => pt.to_owned(),
        Lang::En => en.to_owned(),
        Lang::Fr => fr
            .replace(" :", "\u{a0}:")
            .replace(" ?", "\u{202f}?")
            .replace(" ;", "\u{202f};")
            .replace(" %", "\u{a0}%"),
    }
}

fn between(low: u64, high: u64) -> Count {
    Count::between(low, high).expect("ordered bounds")
}

/// A share with an interval by the normal approximation: good enough for a sample.
fn share(n: u64, of: u64) -> Cell {
    let p = n as f64 / of as f64;
    let half = 1.96 * (p * (1.0 - p) / of as f64).sqrt();
    Cell::Share {
        value: p,
        low: (p - half).max(0.0),
        high: (p + half).min(1.0),
        n: Count::exact(n),
        of: Count::exact(of),
    }
}

fn rate(n: u64, population: u64) -> Cell {
    let per = 100_000;
    let scale = per as f64 / population as f64;
    let half = 1.96 * (n as f64).sqrt();
    Cell::Rate {
        value: n as f64 * scale,
        low: (n as f64 - half).max(0.0) * scale,
        high: (n as f64 + half) * scale,
        per,
        n: Count::exact(n),
        population,
    }
}

fn source(lang: Lang, rows: u64) -> Option<SourceLine> {
    Some(SourceLine {
        sources: vec![
            t(
                lang,
                "Fiscalía (simulada)",
                "Ministério Público (simulado)",
                "Prosecution (simulated)",
                "Parquet (simulé)",
            ),
            t(
                lang,
                "Inspección del trabajo (simulada)",
                "Inspeção do trabalho (simulada)",
                "Labour inspection (simulated)",
                "Inspection du travail (simulée)",
            ),
        ],
        date: Some(PartialDate::day(2025, 6, 30).expect("a date")),
        rows: Some(rows),
    })
}

fn forms(lang: Lang) -> Vec<(String, u64)> {
    vec![
        (
            t(
                lang,
                "Explotación sexual",
                "Exploração sexual",
                "Sexual exploitation",
                "Exploitation sexuelle",
            ),
            1_214,
        ),
        (
            t(
                lang,
                "Trabajo forzoso",
                "Trabalho forçado",
                "Forced labour",
                "Travail forcé",
            ),
            968,
        ),
        (
            t(
                lang,
                "Servidumbre doméstica",
                "Servidão doméstica",
                "Domestic servitude",
                "Servitude domestique",
            ),
            241,
        ),
        (
            t(
                lang,
                "Criminalidad forzada, incluidos los complejos de estafas en línea",
                "Criminalidade forçada, incluídos os complexos de golpes on-line",
                "Forced criminality, including online scam compounds",
                "Criminalité forcée, y compris les complexes d’escroquerie en ligne",
            ),
            96,
        ),
        (
            t(
                lang,
                "Mendicidad forzada",
                "Mendicância forçada",
                "Forced begging",
                "Mendicité forcée",
            ),
            58,
        ),
        (
            t(
                lang,
                "Matrimonio forzado",
                "Casamento forçado",
                "Forced marriage",
                "Mariage forcé",
            ),
            7,
        ),
    ]
}

fn bars(lang: Lang) -> Chart {
    let victims = t(lang, "Víctimas", "Vítimas", "Victims", "Victimes");
    let label = t(
        lang,
        "Porcentaje de víctimas",
        "Porcentagem de vítimas",
        "Share of victims",
        "Part des victimes",
    );
    let forms = forms(lang);
    let of: u64 = forms.iter().map(|f| f.1).sum();
    Chart {
        frame: Frame {
            denominator: Some(t(
                lang,
                "2,584 víctimas cuya forma de explotación se conoce; en 311 registros falta.",
                "2.584 vítimas cuja forma de exploração é conhecida; em 311 registros falta.",
                "2,584 victims whose form of exploitation is known; 311 records lack it.",
                "2 584 victimes dont la forme d’exploitation est connue ; 311 enregistrements sans elle.",
            )),
            source: source(lang, 2_895),
            lineage: Some("b3f0a1".to_owned()),
            download: Some("forms.csv".to_owned()),
            ..Frame::new(
                "forms",
                t(
                    lang,
                    "Formas de explotación, 2020–2024",
                    "Formas de exploração, 2020–2024",
                    "Forms of exploitation, 2020–2024",
                    "Formes d’exploitation, 2020-2024",
                ),
            )
        },
        summary: t(
            lang,
            "La explotación sexual es la forma más frecuente (47 %), seguida del trabajo forzoso (37 %).",
            "A exploração sexual é a forma mais frequente (47%), seguida do trabalho forçado (37%).",
            "Sexual exploitation is the most frequent form (47%), followed by forced labour (37%).",
            "L’exploitation sexuelle est la forme la plus fréquente (47 %), suivie du travail forcé (37 %).",
        ),
        plot: Plot::Bars(Bars {
            category: t(
                lang,
                "Forma de explotación",
                "Forma de exploração",
                "Form of exploitation",
                "Forme d’exploitation",
            ),
            axis: Axis::new(ColumnKind::Share, label),
            series: vec![victims],
            bars: forms
                .into_iter()
                .map(|(label, n)| Bar {
                    label,
                    values: vec![share(n, of)],
                    link: None,
                })
                .collect(),
        }),
    }
}

fn grouped(lang: Lang) -> Chart {
    let women = t(
        lang,
        "Mujeres y niñas",
        "Mulheres e meninas",
        "Women and girls",
        "Femmes et filles",
    );
    let men = t(
        lang,
        "Hombres y niños",
        "Homens e meninos",
        "Men and boys",
        "Hommes et garçons",
    );
    let figures = [
        (Cell::exact(1_102), Cell::exact(112)),
        (Cell::exact(287), Cell::exact(681)),
        (Cell::exact(236), Cell::Count(between(0, 4))),
        (Cell::Count(between(40, 130)), Cell::exact(51)),
        (Cell::exact(23), Cell::Missing(Missing::NotRecorded)),
        (Cell::exact(7), Cell::exact(0)),
    ];
    Chart {
        frame: Frame {
            source: source(lang, 2_895),
            ..Frame::new(
                "forms-by-sex",
                t(
                    lang,
                    "Formas de explotación según el sexo",
                    "Formas de exploração segundo o sexo",
                    "Forms of exploitation by sex",
                    "Formes d’exploitation selon le sexe",
                ),
            )
        },
        summary: t(
            lang,
            "Las mujeres y niñas son mayoría en la explotación sexual; los hombres y niños, en el trabajo forzoso.",
            "Mulheres e meninas são maioria na exploração sexual; homens e meninos, no trabalho forçado.",
            "Women and girls are most of those in sexual exploitation; men and boys of those in forced labour.",
            "Les femmes et les filles sont majoritaires dans l’exploitation sexuelle ; les hommes et les garçons dans le travail forcé.",
        ),
        plot: Plot::Bars(Bars {
            category: t(
                lang,
                "Forma de explotación",
                "Forma de exploração",
                "Form of exploitation",
                "Forme d’exploitation",
            ),
            axis: Axis::new(
                ColumnKind::Count,
                t(lang, "Personas", "Pessoas", "Persons", "Personnes"),
            ),
            series: vec![women, men],
            bars: forms(lang)
                .into_iter()
                .zip(figures)
                .map(|((label, _), (a, b))| Bar {
                    label,
                    values: vec![a, b],
                    link: Some("/explore?form=x&sex=y".to_owned()),
                })
                .collect(),
        }),
    }
}

fn lines(lang: Lang) -> Chart {
    let years = 2015..=2025;
    let counts = |values: [Option<u64>; 11]| -> Vec<Cell> {
        values
            .into_iter()
            .map(|v| v.map_or(Cell::Missing(Missing::NotRecorded), Cell::exact))
            .collect()
    };
    let rough: Vec<Cell> = [20u64, 22, 30, 31, 28, 12, 18, 40, 62, 75, 31]
        .into_iter()
        .map(|n| Cell::Count(between(n, n + n / 3)))
        .collect();
    Chart {
        frame: Frame {
            source: source(lang, 3_310),
            denominator: Some(t(
                lang,
                "Todas las víctimas registradas cada año.",
                "Todas as vítimas registradas a cada ano.",
                "All victims registered each year.",
                "Toutes les victimes enregistrées chaque année.",
            )),
            ..Frame::new(
                "trend",
                t(
                    lang,
                    "Víctimas registradas por año",
                    "Vítimas registradas por ano",
                    "Victims registered by year",
                    "Victimes enregistrées par année",
                ),
            )
        },
        summary: t(
            lang,
            "El trabajo forzoso sube desde 2021; 2025 está incompleto.",
            "O trabalho forçado sobe desde 2021; 2025 está incompleto.",
            "Forced labour rises from 2021; 2025 is incomplete.",
            "Le travail forcé augmente depuis 2021 ; 2025 est incomplet.",
        ),
        plot: Plot::Lines(Lines {
            time: t(lang, "Año", "Ano", "Year", "Année"),
            axis: Axis::new(
                ColumnKind::Count,
                t(lang, "Personas", "Pessoas", "Persons", "Personnes"),
            ),
            periods: years
                .map(|year| Period {
                    label: year.to_string(),
                    incomplete: year == 2025,
                })
                .collect(),
            series: vec![
                LineSeries {
                    label: forms(lang)[0].0.clone(),
                    values: counts([
                        Some(210),
                        Some(225),
                        Some(240),
                        None,
                        Some(251),
                        Some(140),
                        Some(190),
                        Some(233),
                        Some(246),
                        Some(251),
                        Some(120),
                    ]),
                },
                LineSeries {
                    label: forms(lang)[1].0.clone(),
                    values: counts([
                        None,
                        None,
                        Some(110),
                        Some(118),
                        Some(131),
                        Some(90),
                        Some(141),
                        Some(190),
                        Some(240),
                        Some(268),
                        Some(150),
                    ]),
                },
                LineSeries {
                    label: forms(lang)[2].0.clone(),
                    values: rough,
                },
            ],
            markers: vec![
                Marker {
                    period: 2,
                    kind: MarkerKind::SourceStarts,
                    label: t(
                        lang,
                        "Inspección del trabajo",
                        "Inspeção do trabalho",
                        "Labour inspection",
                        "Inspection du travail",
                    ),
                },
                Marker {
                    period: 9,
                    kind: MarkerKind::SourceStops,
                    label: t(lang, "Línea 145", "Linha 145", "Hotline 145", "Ligne 145"),
                },
            ],
        }),
    }
}

fn flow(lang: Lang) -> Chart {
    let column = |es: &str, pt: &str, en: &str, fr: &str| t(lang, es, pt, en, fr);
    let names = [
        (0, "Venezuela"),
        (0, "Colombia"),
        (0, "Paraguay"),
        (0, "Bolivia"),
        (1, "Ecuador"),
        (1, "Perú"),
        (2, "Chile"),
        (2, "Argentina"),
        (2, "Brasil"),
        (2, "Trinidad y Tabago"),
    ];
    let links = [
        (0, 4, 120),
        (0, 5, 160),
        (0, 9, 41),
        (1, 4, 75),
        (1, 6, 30),
        (2, 7, 140),
        (3, 7, 66),
        (3, 8, 48),
        (4, 5, 60),
        (5, 6, 190),
        (4, 6, 130),
    ];
    Chart {
        frame: Frame {
            source: source(lang, 870),
            ..Frame::new(
                "routes",
                column(
                    "Del país de ciudadanía al de explotación",
                    "Do país de cidadania ao de exploração",
                    "From country of citizenship to country of exploitation",
                    "Du pays de citoyenneté au pays d’exploitation",
                ),
            )
        },
        summary: column(
            "La mayor corriente va de Venezuela por el Perú a Chile.",
            "A maior corrente vai da Venezuela pelo Peru ao Chile.",
            "The largest stream goes from Venezuela through Peru to Chile.",
            "Le flux le plus important va du Venezuela au Chili par le Pérou.",
        ),
        plot: Plot::Flow(Flow {
            columns: vec![
                column("Ciudadanía", "Cidadania", "Citizenship", "Citoyenneté"),
                column("Tránsito", "Trânsito", "Transit", "Transit"),
                column("Explotación", "Exploração", "Exploitation", "Exploitation"),
            ],
            nodes: names
                .into_iter()
                .map(|(column, label)| FlowNode {
                    column,
                    label: label.to_owned(),
                })
                .collect(),
            links: links
                .into_iter()
                .filter(|(from, to, _)| names[*from].0 < names[*to].0)
                .map(|(from, to, n)| FlowLink {
                    from,
                    to,
                    count: Count::exact(n),
                })
                .collect(),
            unit: column("Personas", "Pessoas", "Persons", "Personnes"),
        }),
    }
}

/// A six-sided territory around a centre.
fn hexagon(lon: f64, lat: f64, radius: f64) -> Vec<[f64; 2]> {
    (0..=6)
        .map(|n| {
            let angle = f64::from(n % 6) * std::f64::consts::FRAC_PI_3 + 0.3;
            [lon + radius * angle.cos(), lat + radius * angle.sin()]
        })
        .collect()
}

fn map(lang: Lang) -> Chart {
    let territories = [
        (
            "XX-N",
            "Norte",
            -74.0,
            10.0,
            1.7,
            Some(rate(161, 2_100_000)),
        ),
        (
            "XX-C",
            "Centro",
            -74.0,
            7.1,
            1.7,
            Some(rate(402, 9_800_000)),
        ),
        ("XX-S", "Sur", -74.0, 4.2, 1.7, Some(rate(88, 1_300_000))),
        ("XX-E", "Oriente", -71.5, 8.5, 1.7, Some(rate(61, 640_000))),
        ("XX-L", "Llanos", -71.5, 5.6, 1.7, Some(rate(12, 410_000))),
        ("XX-O", "Costa", -76.5, 5.6, 1.7, None),
        (
            "XX-I",
            "Isla Menor",
            -77.4,
            9.4,
            0.07,
            Some(rate(9, 61_000)),
        ),
    ];
    Chart {
        frame: Frame {
            source: source(lang, 733),
            denominator: Some(t(
                lang,
                "Población según el censo de muestra de 2020.",
                "População segundo o censo de amostra de 2020.",
                "Population by the sample census of 2020.",
                "Population selon le recensement fictif de 2020.",
            )),
            ..Frame::new(
                "map",
                t(
                    lang,
                    "Víctimas por 100,000 habitantes",
                    "Vítimas por 100.000 habitantes",
                    "Victims per 100,000 inhabitants",
                    "Victimes pour 100 000 habitants",
                ),
            )
        },
        summary: t(
            lang,
            "La tasa más alta está en Isla Menor, con un intervalo muy amplio.",
            "A taxa mais alta está em Isla Menor, com um intervalo muito amplo.",
            "The highest rate is in Isla Menor, with a very wide interval.",
            "Le taux le plus élevé est à Isla Menor, avec un intervalle très large.",
        ),
        plot: Plot::Map(Map {
            territory: t(lang, "Territorio", "Território", "Territory", "Territoire"),
            axis: Axis::new(
                ColumnKind::Rate,
                t(
                    lang,
                    "Víctimas por 100,000 habitantes",
                    "Vítimas por 100.000 habitantes",
                    "Victims per 100,000 inhabitants",
                    "Victimes pour 100 000 habitants",
                ),
            ),
            shapes: territories
                .iter()
                .map(|(code, label, lon, lat, radius, _)| MapShape {
                    code: (*code).to_owned(),
                    label: (*label).to_owned(),
                    rings: vec![hexagon(*lon, *lat, *radius)],
                    ..MapShape::default()
                })
                .collect(),
            values: territories
                .iter()
                .filter_map(|(code, .., value)| {
                    Some(MapValue {
                        code: (*code).to_owned(),
                        value: value.clone()?,
                        link: Some(format!("/places/{code}")),
                    })
                })
                .collect(),
            classes: Classes::Quantile(4),
        }),
    }
}

fn crosstab(lang: Lang) -> Table {
    let adults = t(lang, "Adultas", "Adultas", "Adults", "Adultes");
    let minors = t(
        lang,
        "Menores de 18",
        "Menores de 18",
        "Under 18",
        "Moins de 18 ans",
    );
    let rows = [
        (1_102u64, 803u64, Some(299u64)),
        (968, 911, Some(57)),
        (241, 180, Some(61)),
        (96, 90, Some(6)),
        (58, 20, Some(38)),
        (7, 7, None),
    ];
    let mut table = Table::new(
        Frame {
            denominator: Some(t(
                lang,
                "Víctimas cuya edad y forma de explotación se conocen.",
                "Vítimas cuja idade e forma de exploração são conhecidas.",
                "Victims whose age and form of exploitation are known.",
                "Victimes dont l’âge et la forme d’exploitation sont connus.",
            )),
            source: source(lang, 2_895),
            lineage: Some("77c2d9".to_owned()),
            download: Some("forms-by-age.csv".to_owned()),
            ..Frame::new(
                "forms-by-age",
                t(
                    lang,
                    "Formas de explotación según la edad",
                    "Formas de exploração segundo a idade",
                    "Forms of exploitation by age",
                    "Formes d’exploitation selon l’âge",
                ),
            )
        },
        vec![
            Column::new(
                ColumnKind::RowHeader,
                t(
                    lang,
                    "Forma de explotación",
                    "Forma de exploração",
                    "Form of exploitation",
                    "Forme d’exploitation",
                ),
            ),
            Column::new(ColumnKind::Count, "Total").unit(t(
                lang,
                "personas",
                "pessoas",
                "persons",
                "personnes",
            )),
            Column::new(ColumnKind::Count, adults),
            Column::new(ColumnKind::Count, minors.clone()),
            Column::new(ColumnKind::Share, minors),
        ],
    );
    table.groups = vec![
        ColumnGroup {
            label: String::new(),
            span: 2,
        },
        ColumnGroup {
            label: t(lang, "Por edad", "Por idade", "By age", "Par âge"),
            span: 3,
        },
    ];
    for ((label, _), (all, adult, minor)) in forms(lang).into_iter().zip(rows) {
        table.rows.push(Row::new(vec![
            Cell::Text(label),
            Cell::exact(all),
            Cell::exact(adult),
            minor.map_or(Cell::Missing(Missing::NotRecorded), Cell::exact),
            minor.map_or(Cell::Empty, |m| share(m, all)),
        ]));
    }
    table.rows.push(
        Row::new(vec![
            Cell::text("Total"),
            Cell::exact(2_472),
            Cell::exact(2_011),
            Cell::Count(between(461, 465)),
            share(461, 2_472),
        ])
        .level(RowLevel::Total),
    );
    table.rows.push(
        Row::new(vec![
            Cell::Text(t(
                lang,
                "Edad desconocida",
                "Idade desconhecida",
                "Age unknown",
                "Âge inconnu",
            )),
            Cell::exact(423),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ])
        .level(RowLevel::Aside),
    );
    table
}

/// The document.
pub(crate) fn sample(lang: Lang) -> Document {
    let answer = Prose::plain(t(lang, "Entre 2020 y 2024 se registraron ", "Entre 2020 e 2024 foram registradas ", "Between 2020 and 2024, ", "Entre 2020 et 2024, "))
        .figure(
            t(lang, "2,895 víctimas", "2.895 vítimas", "2,895 victims", "2 895 victimes"),
            "b3f0a1",
        )
        .then(t(
            lang,
            ". Casi la mitad sufrió explotación sexual y más de un tercio trabajo forzoso, que sube desde 2021.",
            ". Quase a metade sofreu exploração sexual e mais de um terço trabalho forçado, que sobe desde 2021.",
            " were registered. Nearly half were sexually exploited and over a third were in forced labour, which has risen since 2021.",
            " ont été enregistrées. Près de la moitié ont subi une exploitation sexuelle et plus d’un tiers un travail forcé, en hausse depuis 2021.",
        ));
    Document {
        lang,
        title: t(lang, "Informe de situación", "Relatório de situação", "Situation report", "Rapport de situation"),
        subtitle: Some(t(
            lang,
            "Trata de personas en un país simulado, 2020–2024",
            "Tráfico de pessoas em um país simulado, 2020–2024",
            "Trafficking in persons in a simulated country, 2020–2024",
            "Traite des personnes dans un pays simulé, 2020-2024",
        )),
        watermark: Some(t(
            lang,
            "Documento de trabajo: no publicar",
            "Documento de trabalho: não publicar",
            "Working document, not for publication",
            "Document de travail : ne pas publier",
        )),
        meta: vec![
            Meta::new(t(lang, "Elaborado", "Elaborado", "Prepared", "Établi"), faro_report::format::Format::new(lang).date(PartialDate::day(2025, 7, 4).expect("a date"))),
            Meta::new(t(lang, "Fuentes", "Fontes", "Sources", "Sources"), t(lang, "Fiscalía e inspección del trabajo, simuladas", "Ministério Público e inspeção do trabalho, simulados", "Prosecution and labour inspection, simulated", "Parquet et inspection du travail, simulés")),
            Meta::new("Faro", "0.1.0"),
        ],
        date: Some(PartialDate::day(2025, 7, 4).expect("a date")),
        small: Some(ThresholdPolicy::default()),
        sections: vec![
            Section {
                id: "what".to_owned(),
                heading: t(lang, "¿Qué ocurre?", "O que ocorre?", "What is happening?", "Que se passe-t-il ?"),
                blocks: vec![
                    Block::Answer(answer),
                    Block::KeyFigures(vec![
                        KeyFigure {
                            value: Cell::exact(2_895),
                            label: t(lang, "víctimas registradas", "vítimas registradas", "victims registered", "victimes enregistrées"),
                            note: Some("2020–2024".to_owned()),
                            lineage: Some("b3f0a1".to_owned()),
                        },
                        KeyFigure {
                            value: share(1_214, 2_584),
                            label: t(lang, "en explotación sexual", "em exploração sexual", "in sexual exploitation", "en exploitation sexuelle"),
                            note: Some(t(lang, "de 2,584 con forma conocida", "de 2.584 com forma conhecida", "of 2,584 with a known form", "sur 2 584 de forme connue")),
                            lineage: None,
                        },
                        KeyFigure {
                            value: Cell::Count(between(461, 465)),
                            label: t(lang, "menores de 18 años", "menores de 18 anos", "under 18 years", "moins de 18 ans"),
                            note: None,
                            lineage: None,
                        },
                    ]),
                    Block::Chart(bars(lang)),
                    Block::Note(Note {
                        kind: NoteKind::Warn,
                        text: t(
                            lang,
                            "Más registros no siempre significan más trata: dos fuentes empezaron o dejaron de informar en el período.",
                            "Mais registros nem sempre significam mais tráfico: duas fontes começaram ou deixaram de informar no período.",
                            "More records do not always mean more trafficking: two sources began or stopped reporting in the period.",
                            "Plus d’enregistrements ne signifie pas toujours plus de traite : deux sources ont commencé ou cessé de déclarer.",
                        )
                        .into(),
                    }),
                    Block::Chart(lines(lang)),
                ],
            },
            Section {
                id: "who".to_owned(),
                heading: t(lang, "¿A quién?", "A quem?", "To whom?", "À qui ?"),
                blocks: vec![
                    Block::Paragraph(t(
                        lang,
                        "La edad falta en 423 registros. Los porcentajes se calculan solo sobre los registros que responden a la pregunta.",
                        "A idade falta em 423 registros. As porcentagens são calculadas apenas sobre os registros que respondem à pergunta.",
                        "Age is missing in 423 records. Percentages are computed only over records that answer the question.",
                        "L’âge manque dans 423 enregistrements. Les pourcentages ne portent que sur les enregistrements qui répondent à la question.",
                    ).into()),
                    Block::Table(crosstab(lang)),
                    Block::Chart(grouped(lang)),
                ],
            },
            Section {
                id: "where".to_owned(),
                heading: t(lang, "¿Dónde y por qué rutas?", "Onde e por quais rotas?", "Where, and by which routes?", "Où, et par quelles routes ?"),
                blocks: vec![
                    Block::Chart(map(lang)),
                    Block::Chart(flow(lang)),
                ],
            },
            Section {
                id: "method".to_owned(),
                heading: t(lang, "Método y límites", "Método e limites", "Method and limits", "Méthode et limites"),
                blocks: vec![
                    Block::Note(Note {
                        kind: NoteKind::Method,
                        text: t(
                            lang,
                            "Intervalos de confianza de 95 %: Wilson para porcentajes, Poisson exacto para tasas.",
                            "Intervalos de confiança de 95%: Wilson para porcentagens, Poisson exato para taxas.",
                            "95% confidence intervals: Wilson for shares, exact Poisson for rates.",
                            "Intervalles de confiance à 95 % : Wilson pour les parts, Poisson exact pour les taux.",
                        ).into(),
                    }),
                    Block::Subheading(t(lang, "Límites", "Limites", "Limits", "Limites")),
                    Block::Bullets(vec![
                        t(lang, "Los registros muestran lo que las instituciones detectan, no todo lo que ocurre.", "Os registros mostram o que as instituições detectam, não tudo o que ocorre.", "Records show what institutions detect, not all that happens.", "Les enregistrements montrent ce que les institutions détectent, non tout ce qui se passe.").into(),
                        t(lang, "Una persona puede figurar en dos fuentes.", "Uma pessoa pode constar em duas fontes.", "One person may be in two sources.", "Une personne peut figurer dans deux sources.").into(),
                    ]),
                    Block::Definitions(vec![Definition {
                        term: t(lang, "Víctima registrada", "Vítima registrada", "Registered victim", "Victime enregistrée"),
                        text: t(lang, "Persona que una institución competente identificó como víctima.", "Pessoa que uma instituição competente identificou como vítima.", "A person whom a competent institution identified as a victim.", "Personne qu’une institution compétente a identifiée comme victime."),
                    }]),
                ],
            },
        ],
    }
}
