use crate::forms::{FORCED_CRIMINALITY, FORCED_LABOUR, FORMS};
use crate::territory::{DEPARTMENTS, PROFILE};
use crate::{Agency, Parameters};

/// Department where forced criminality (scam compounds) doubles.
pub(crate) const SCAM_DEPARTMENT: usize = 2;

/// How much more forced criminality there is in that department from the planted month.
pub(crate) const SCAM_FACTOR: f64 = 2.0;

/// Share of digital recruitment that the new channel takes once it has appeared.
pub(crate) const NEW_CHANNEL_SHARE: f64 = 0.25;

/// Digital space that nobody is recruited in before its planted month.
pub(crate) const NEW_CHANNEL: &str = "video_chat_streaming";

/// How much more forced labour there is in the harvest (March to May), in a department that
/// lives of farming alone.
const HARVEST_EXCESS: f64 = 0.6;

/// The planted changes: months count from 0, the first month of the period.
pub(crate) struct Plan {
    pub(crate) months: u32,
    /// From this month forced criminality doubles in one department.
    pub(crate) scam_from: u32,
    /// From this month the new recruitment channel exists.
    pub(crate) channel_from: u32,
    /// From this month a cross-border route goes another way.
    pub(crate) route_from: u32,
    /// First month in which the health service keeps records.
    pub(crate) health_from: u32,
    /// First month for which the labour inspection no longer sends records.
    pub(crate) labour_until: u32,
}

impl Plan {
    pub(crate) fn new(parameters: &Parameters) -> Self {
        let months = parameters.years * 12;
        let at = |percent: u32| months * percent / 100;
        Self {
            months,
            scam_from: at(60),
            channel_from: at(50),
            route_from: at(55),
            health_from: at(40),
            labour_until: at(85),
        }
    }

    /// Months in which the agency records anything, from the first to before the last.
    pub(crate) fn active(&self, agency: Agency) -> (u32, u32) {
        match agency {
            Agency::Health => (self.health_from, self.months),
            Agency::LabourInspection => (0, self.labour_until),
            _ => (0, self.months),
        }
    }

    /// How much of a form begins to be findable in a department in a month, in arbitrary units.
    pub(crate) fn intensity(&self, department: usize, form: usize, month: u32) -> f64 {
        let place = &PROFILE[department];
        let kind = &FORMS[form];
        let traits = [
            1.0,
            place.urban,
            place.farming,
            place.mining,
            place.tourism,
            place.border,
        ];
        let local: f64 = traits.iter().zip(kind.place).map(|(t, w)| t * w).sum();
        let mut intensity = kind.share * place.population_share * local;
        if form == FORCED_CRIMINALITY && department == SCAM_DEPARTMENT {
            // A cluster before, twice as large a cluster after.
            intensity *= 3.0;
            if month >= self.scam_from {
                intensity *= SCAM_FACTOR;
            }
        }
        if form == FORCED_LABOUR && (2..5).contains(&(month % 12)) {
            intensity *= 1.0 + HARVEST_EXCESS * place.farming;
        }
        // Slow growth of everything: 3 % in a year.
        intensity * (1.0 + 0.0025 * f64::from(month))
    }

    /// Intensities of one month, department by department and in each form by form.
    pub(crate) fn month_table(&self, month: u32) -> impl Iterator<Item = f64> + '_ {
        (0..DEPARTMENTS).flat_map(move |department| {
            (0..FORMS.len()).map(move |form| self.intensity(department, form, month))
        })
    }
}

/// Where a corridor begins.
#[derive(Clone, Copy)]
pub(crate) enum Origin {
    Department(usize),
    Country(&'static str),
}

/// A route that recruiters use again and again.
pub(crate) struct Corridor {
    pub(crate) origin: Origin,
    pub(crate) transit: &'static [usize],
    /// Destination department.
    pub(crate) to: usize,
    /// Weight among the corridors that end there, before and after the planted route change.
    pub(crate) weight: (f64, f64),
}

const fn internal(from: usize, transit: &'static [usize], to: usize, weight: f64) -> Corridor {
    Corridor {
        origin: Origin::Department(from),
        transit,
        to,
        weight: (weight, weight),
    }
}

const fn border(
    country: &'static str,
    transit: &'static [usize],
    to: usize,
    weight: (f64, f64),
) -> Corridor {
    Corridor {
        origin: Origin::Country(country),
        transit,
        to,
        weight,
    }
}

/// The planted routes. Departments by position: 0 is XF-01.
pub(crate) const CORRIDORS: &[Corridor] = &[
    internal(6, &[5], 0, 5.0),
    internal(4, &[], 0, 2.0),
    internal(11, &[5], 1, 4.0),
    internal(7, &[], 8, 3.0),
    internal(9, &[4], 2, 3.0),
    internal(7, &[4], 0, 2.0),
    internal(6, &[], 3, 2.0),
    internal(3, &[], 5, 2.0),
    border("VE", &[9, 4], 2, (5.0, 5.0)),
    border("VE", &[9], 0, (3.0, 3.0)),
    border("CO", &[9], 2, (2.0, 2.0)),
    border("CO", &[9, 5], 0, (1.5, 1.5)),
    border("HT", &[10], 8, (3.0, 3.0)),
    border("DO", &[10], 1, (2.0, 2.0)),
    border("CU", &[10, 8], 0, (1.0, 1.0)),
    // The planted route change: from the forest to the southern border.
    border("BO", &[7], 4, (4.0, 0.5)),
    border("BO", &[9, 6], 4, (0.3, 4.0)),
    border("PE", &[7], 4, (2.0, 2.0)),
    border("PE", &[7, 4], 0, (1.0, 1.0)),
    border("BR", &[7], 7, (2.0, 2.0)),
    border("NI", &[9], 5, (1.5, 1.5)),
    border("HN", &[9], 11, (1.5, 1.5)),
    border("GT", &[9], 6, (1.5, 1.5)),
    border("PY", &[9, 11], 3, (1.0, 1.0)),
    border("EC", &[8], 8, (1.0, 1.0)),
    border("SV", &[10], 10, (1.0, 1.0)),
    border("CO", &[9], 9, (2.0, 2.0)),
];

/// Countries that foreign nationals come from outside the corridors.
pub(crate) const OTHER_COUNTRIES: &[(&str, f64)] = &[
    ("VE", 5.0),
    ("CO", 3.0),
    ("HT", 2.0),
    ("PE", 2.0),
    ("BO", 1.5),
    ("EC", 1.5),
    ("HN", 1.2),
    ("NI", 1.2),
    ("GT", 1.0),
    ("SV", 0.8),
    ("DO", 1.0),
    ("CU", 0.8),
    ("BR", 1.0),
    ("PY", 0.7),
    ("AR", 0.5),
    ("CL", 0.3),
    ("MX", 0.7),
    ("PA", 0.3),
    ("CR", 0.3),
    ("UY", 0.2),
    ("JM", 0.2),
];
