//! How each form of exploitation occurs in the invented country: where, to whom, for how
//! long. The numbers are invented; they are shaped after the patterns that published global
//! data describe, and describe no real country.

/// How persons held in a form of exploitation tend to be recruited and controlled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Sexual,
    Labour,
    Household,
    Criminal,
    Other,
}

/// One form of exploitation.
pub(crate) struct Form {
    pub(crate) code: &'static str,
    /// Share of operations before local weights.
    pub(crate) share: f64,
    /// Weights of a department's traits: any, urban, farming, mining, tourism, border.
    pub(crate) place: [f64; 6],
    pub(crate) female: f64,
    /// Age in years when the exploitation ended: deciles from the least to the greatest.
    pub(crate) age: [f64; 11],
    /// Months that it lasted: deciles.
    pub(crate) months: [f64; 11],
    /// Share of persons recruited from another country.
    pub(crate) cross_border: f64,
    /// Share of operations that recruit in a digital space.
    pub(crate) digital: f64,
    pub(crate) group: Group,
    /// ISIC sections and their weights.
    pub(crate) sectors: &'static [(&'static str, f64)],
}

const YOUNG: [f64; 11] = [
    9.0, 14.0, 16.0, 17.0, 19.0, 21.0, 24.0, 27.0, 31.0, 37.0, 58.0,
];
const WORKING: [f64; 11] = [
    12.0, 17.0, 19.0, 22.0, 25.0, 28.0, 32.0, 36.0, 41.0, 48.0, 66.0,
];
const CHILD: [f64; 11] = [
    6.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 16.9, 17.9,
];
const SHORT: [f64; 11] = [0.1, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 15.0, 36.0];
const MIDDLE: [f64; 11] = [0.3, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 22.0, 40.0, 120.0];
const LONG: [f64; 11] = [
    1.0, 4.0, 7.0, 11.0, 16.0, 24.0, 34.0, 48.0, 72.0, 110.0, 240.0,
];

/// Position in [`FORMS`] of the form whose doubling is planted.
pub(crate) const FORCED_CRIMINALITY: usize = 5;

/// Position in [`FORMS`] of the form that follows the harvest.
pub(crate) const FORCED_LABOUR: usize = 1;

pub(crate) const FORMS: [Form; 14] = [
    Form {
        code: "sexual_exploitation",
        share: 0.40,
        place: [0.3, 0.5, 0.0, 0.6, 0.9, 0.6],
        female: 0.90,
        age: YOUNG,
        months: MIDDLE,
        cross_border: 0.30,
        digital: 0.42,
        group: Group::Sexual,
        sectors: &[("I", 0.45), ("R", 0.15), ("S", 0.30), ("J", 0.10)],
    },
    Form {
        code: "forced_labour",
        share: 0.24,
        place: [0.2, 0.2, 1.4, 0.9, 0.1, 0.2],
        female: 0.24,
        age: WORKING,
        months: MIDDLE,
        cross_border: 0.35,
        digital: 0.18,
        group: Group::Labour,
        sectors: &[
            ("A", 0.46),
            ("B", 0.12),
            ("C", 0.14),
            ("F", 0.14),
            ("G", 0.06),
            ("I", 0.08),
        ],
    },
    Form {
        code: "domestic_servitude",
        share: 0.09,
        place: [0.3, 1.2, 0.0, 0.0, 0.2, 0.1],
        female: 0.92,
        age: WORKING,
        months: LONG,
        cross_border: 0.22,
        digital: 0.15,
        group: Group::Household,
        sectors: &[("T", 1.0)],
    },
    Form {
        code: "child_labour",
        share: 0.045,
        place: [0.3, 0.2, 1.0, 0.6, 0.2, 0.3],
        female: 0.36,
        age: CHILD,
        months: LONG,
        cross_border: 0.10,
        digital: 0.02,
        group: Group::Labour,
        sectors: &[("A", 0.6), ("B", 0.12), ("G", 0.2), ("T", 0.08)],
    },
    Form {
        code: "forced_begging",
        share: 0.03,
        place: [0.1, 1.3, 0.0, 0.0, 0.6, 0.3],
        female: 0.45,
        age: CHILD,
        months: MIDDLE,
        cross_border: 0.30,
        digital: 0.0,
        group: Group::Household,
        sectors: &[],
    },
    Form {
        code: "forced_criminality",
        share: 0.075,
        place: [0.2, 0.7, 0.0, 0.2, 0.3, 0.6],
        female: 0.32,
        age: [
            11.0, 15.0, 17.0, 19.0, 21.0, 23.0, 25.0, 27.0, 30.0, 35.0, 52.0,
        ],
        months: SHORT,
        cross_border: 0.40,
        digital: 0.70,
        group: Group::Criminal,
        sectors: &[("J", 0.55), ("N", 0.15)],
    },
    Form {
        code: "forced_marriage",
        share: 0.025,
        place: [0.3, 0.1, 0.7, 0.3, 0.0, 0.6],
        female: 0.97,
        age: [
            11.0, 13.0, 14.0, 15.0, 16.0, 16.5, 17.0, 18.0, 20.0, 23.0, 34.0,
        ],
        months: LONG,
        cross_border: 0.08,
        digital: 0.05,
        group: Group::Household,
        sectors: &[],
    },
    Form {
        code: "servitude",
        share: 0.025,
        place: [0.1, 0.1, 1.2, 0.8, 0.1, 0.2],
        female: 0.30,
        age: WORKING,
        months: LONG,
        cross_border: 0.15,
        digital: 0.03,
        group: Group::Labour,
        sectors: &[("A", 0.7), ("B", 0.2), ("C", 0.1)],
    },
    Form {
        code: "slavery",
        share: 0.008,
        place: [0.1, 0.0, 1.0, 1.2, 0.0, 0.3],
        female: 0.20,
        age: WORKING,
        months: LONG,
        cross_border: 0.25,
        digital: 0.02,
        group: Group::Labour,
        sectors: &[("A", 0.6), ("B", 0.4)],
    },
    Form {
        code: "illegal_adoption",
        share: 0.006,
        place: [0.3, 0.6, 0.1, 0.0, 0.1, 0.4],
        female: 0.50,
        age: [0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 4.0, 7.0],
        months: SHORT,
        cross_border: 0.20,
        digital: 0.10,
        group: Group::Other,
        sectors: &[],
    },
    Form {
        code: "organ_removal",
        share: 0.002,
        place: [0.2, 0.9, 0.0, 0.0, 0.0, 0.3],
        female: 0.35,
        age: [
            18.0, 20.0, 22.0, 24.0, 26.0, 28.0, 30.0, 33.0, 37.0, 42.0, 55.0,
        ],
        months: SHORT,
        cross_border: 0.30,
        digital: 0.30,
        group: Group::Other,
        sectors: &[("Q", 1.0)],
    },
    Form {
        code: "forced_military",
        share: 0.022,
        place: [0.1, 0.0, 0.4, 0.9, 0.0, 1.4],
        female: 0.28,
        age: [
            10.0, 12.0, 13.0, 14.0, 15.0, 15.5, 16.0, 17.0, 18.0, 20.0, 28.0,
        ],
        months: MIDDLE,
        cross_border: 0.12,
        digital: 0.12,
        group: Group::Criminal,
        sectors: &[],
    },
    Form {
        code: "surrogacy",
        share: 0.003,
        place: [0.2, 0.9, 0.0, 0.0, 0.2, 0.2],
        female: 1.0,
        age: [
            19.0, 20.0, 22.0, 23.0, 25.0, 26.0, 28.0, 30.0, 32.0, 35.0, 41.0,
        ],
        months: [8.0, 9.0, 9.0, 9.5, 10.0, 10.0, 10.5, 11.0, 12.0, 13.0, 16.0],
        cross_border: 0.30,
        digital: 0.55,
        group: Group::Other,
        sectors: &[("Q", 1.0)],
    },
    Form {
        code: "other",
        share: 0.009,
        place: [0.5, 0.3, 0.3, 0.3, 0.3, 0.3],
        female: 0.50,
        age: WORKING,
        months: MIDDLE,
        cross_border: 0.20,
        digital: 0.20,
        group: Group::Other,
        sectors: &[],
    },
];

/// How likely each means of control is.
pub(crate) fn means(group: Group) -> &'static [(&'static str, f64)] {
    match group {
        Group::Sexual => &[
            ("debt_bondage", 0.28),
            ("takes_earnings", 0.40),
            ("threats", 0.34),
            ("threatens_family", 0.18),
            ("psychological_abuse", 0.42),
            ("physical_abuse", 0.26),
            ("sexual_abuse", 0.24),
            ("false_promises", 0.48),
            ("psychoactive_substances", 0.12),
            ("restricts_movement", 0.33),
            ("withholds_documents", 0.14),
        ],
        Group::Labour => &[
            ("debt_bondage", 0.34),
            ("takes_earnings", 0.44),
            ("restricts_financial_access", 0.14),
            ("threats", 0.20),
            ("threats_law_enforcement", 0.15),
            ("psychological_abuse", 0.16),
            ("physical_abuse", 0.09),
            ("false_promises", 0.50),
            ("restricts_movement", 0.21),
            ("restricts_medical_care", 0.12),
            ("excessive_working_hours", 0.62),
            ("withholds_necessities", 0.27),
            ("withholds_documents", 0.24),
        ],
        Group::Household => &[
            ("takes_earnings", 0.30),
            ("threats", 0.24),
            ("threatens_family", 0.10),
            ("psychological_abuse", 0.45),
            ("physical_abuse", 0.28),
            ("sexual_abuse", 0.12),
            ("false_promises", 0.36),
            ("restricts_movement", 0.40),
            ("excessive_working_hours", 0.46),
            ("uses_children", 0.06),
            ("withholds_necessities", 0.26),
            ("withholds_documents", 0.16),
        ],
        Group::Criminal => &[
            ("debt_bondage", 0.30),
            ("threats", 0.56),
            ("threatens_family", 0.38),
            ("psychological_abuse", 0.30),
            ("physical_abuse", 0.36),
            ("false_promises", 0.55),
            ("psychoactive_substances", 0.16),
            ("restricts_movement", 0.47),
            ("excessive_working_hours", 0.30),
            ("withholds_documents", 0.35),
        ],
        Group::Other => &[
            ("threats", 0.25),
            ("psychological_abuse", 0.25),
            ("false_promises", 0.45),
            ("restricts_movement", 0.20),
            ("other", 0.15),
        ],
    }
}

/// Who the recruiter is to the person.
pub(crate) fn relations(group: Group) -> &'static [(&'static str, f64)] {
    match group {
        Group::Sexual => &[
            ("intimate_partner", 0.27),
            ("family", 0.11),
            ("friend", 0.12),
            ("acquaintance", 0.18),
            ("employer", 0.08),
            ("stranger", 0.22),
            ("other", 0.02),
        ],
        Group::Labour => &[
            ("intimate_partner", 0.01),
            ("family", 0.10),
            ("friend", 0.11),
            ("acquaintance", 0.22),
            ("employer", 0.40),
            ("stranger", 0.13),
            ("other", 0.03),
        ],
        Group::Household => &[
            ("intimate_partner", 0.08),
            ("family", 0.42),
            ("friend", 0.08),
            ("acquaintance", 0.18),
            ("employer", 0.17),
            ("stranger", 0.05),
            ("other", 0.02),
        ],
        Group::Criminal => &[
            ("intimate_partner", 0.04),
            ("family", 0.07),
            ("friend", 0.18),
            ("acquaintance", 0.21),
            ("employer", 0.13),
            ("stranger", 0.35),
            ("other", 0.02),
        ],
        Group::Other => &[
            ("family", 0.20),
            ("acquaintance", 0.30),
            ("employer", 0.10),
            ("stranger", 0.30),
            ("other", 0.10),
        ],
    }
}

/// How recruiters reach people when they do not use a digital space.
pub(crate) fn offline_methods(group: Group) -> &'static [(&'static str, f64)] {
    match group {
        Group::Sexual => &[
            ("friends_social_event", 0.34),
            ("place_of_business", 0.20),
            ("family_event", 0.16),
            ("educational_institution", 0.12),
            ("employment_agency", 0.10),
            ("other", 0.08),
        ],
        Group::Labour => &[
            ("employment_agency", 0.30),
            ("at_work", 0.22),
            ("place_of_business", 0.14),
            ("friends_social_event", 0.16),
            ("newspaper", 0.06),
            ("family_event", 0.06),
            ("other", 0.06),
        ],
        _ => &[
            ("family_event", 0.32),
            ("friends_social_event", 0.28),
            ("educational_institution", 0.12),
            ("employment_agency", 0.10),
            ("television", 0.02),
            ("other", 0.16),
        ],
    }
}

/// Digital spaces of recruitment before the planted new channel, with its weight kept apart.
pub(crate) fn digital_spaces(group: Group) -> &'static [(&'static str, f64)] {
    match group {
        Group::Sexual => &[
            ("social_media", 0.66),
            ("sexual_services_site", 0.20),
            ("job_site", 0.14),
        ],
        Group::Labour => &[("job_site", 0.68), ("social_media", 0.32)],
        _ => &[("social_media", 0.70), ("job_site", 0.30)],
    }
}
