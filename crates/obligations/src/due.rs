use std::collections::BTreeMap;

use faro_vocabulary::{Country, Day};
use serde::{Deserialize, Serialize};

use crate::{Applies, Bound, Duty, GroupScheme, Mark, Ratification, Rule};

/// Something that happened in a country's dealings with the bodies, and that dates follow from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Event {
    /// A document arrived or a phase was launched.
    Happened {
        /// Opaque identifier, unique among the country's events.
        id: String,
        /// Kind, such as `cedaw-observations` or `untoc-launch`.
        kind: String,
        /// When.
        on: Day,
        /// Dates that it states, by name, such as `next_report`.
        #[serde(default)]
        dates: BTreeMap<String, Day>,
        /// Symbol or number of the document.
        #[serde(default)]
        reference: String,
    },
    /// Something was handed in.
    Submitted {
        /// For which duty.
        duty: String,
        /// When.
        on: Day,
        /// For which occurrence ([`Due::occurrence`]). Without it, the nearest open date is
        /// answered, and whatever is open before it (combined reports).
        #[serde(default)]
        occurrence: Option<String>,
    },
    /// A body or a person set the actual date of one occurrence; the last one entered counts.
    DateSet {
        /// For which duty.
        duty: String,
        /// For which occurrence; for a manual rule, any name.
        occurrence: String,
        /// The actual date.
        date: Day,
    },
    /// The year in which the reports of the country's group were asked for.
    CycleYear {
        /// A scheme of groups or one duty.
        of: String,
        /// The year.
        year: i32,
    },
}

/// What must be known before a date can be said.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "need", rename_all = "snake_case")]
pub enum Need {
    /// Whether the country is bound.
    Ratification {
        /// By which instrument.
        instrument: String,
    },
    /// The day from which it is bound.
    EntryIntoForce {
        /// By which instrument.
        instrument: String,
    },
    /// A year in which the country's group was asked.
    CycleYear {
        /// The scheme of groups.
        groups: String,
    },
    /// The latest document of this kind, with its date.
    Document {
        /// Kind of document.
        kind: String,
    },
    /// A date entered by a person.
    Date,
    /// What was handed in last: a date has passed, and nothing says whether it was met.
    LastSubmission,
}

/// Where an occurrence stands on the day that was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Handed in; `days_late` is 0 when in time.
    Met {
        /// When.
        on: Day,
        /// Days after the date that counts.
        days_late: i64,
    },
    /// The date that counts has passed.
    Overdue {
        /// Days since.
        days: i64,
    },
    /// The date that counts is today or later.
    Upcoming {
        /// Days until.
        days: i64,
    },
    /// Nothing can be said before this is known.
    Undetermined {
        /// What is missing.
        need: Need,
    },
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The duty.
    pub duty: String,
    /// The country, two letters.
    pub country: String,
    /// Which occurrence of it; stays the same when a date moves.
    pub occurrence: String,
    /// The date that follows from the text.
    pub legal: Option<Day>,
    /// The date that the body set.
    pub actual: Option<Day>,
    /// Where it stands.
    pub state: State,
    /// The least sure of what it was computed from.
    pub mark: Mark,
}

impl Due {
    /// The date that counts: the one the body set, otherwise the one of the text.
    pub fn date(&self) -> Option<Day> {
        self.actual.or(self.legal)
    }

    /// Whether the body's date is another than that of the text.
    pub fn dates_differ(&self) -> bool {
        matches!((self.legal, self.actual), (Some(legal), Some(actual)) if legal != actual)
    }
}

/// What is asked of [`due`].
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    /// The country, two letters.
    pub country: &'a str,
    /// The duties to look at: [`crate::duties`] and those that the country added.
    pub duties: &'a [Duty],
    /// What the country ratified.
    pub ratifications: &'a [Ratification],
    /// What happened, in the order in which it was entered.
    pub events: &'a [Event],
    /// The day on which the question is asked.
    pub today: Day,
    /// The last day that is of interest; at most [`MAX_YEARS_AHEAD`] years away.
    pub until: Day,
}

/// How far ahead dates are listed: further than any cycle, short enough for a calendar.
pub const MAX_YEARS_AHEAD: i32 = 10;

/// How long something that was handed in stays in the list, in months.
pub const MONTHS_SHOWN_AFTER: i32 = 12;

/// The question can't be answered as it was put.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutlookError {
    /// Not a country.
    #[error("`{0}` is not the two-letter code of a country")]
    Country(String),
    /// The end is before today or too far away.
    #[error("the last day must be from {today} to {latest}")]
    Until {
        /// The day of the question.
        today: Day,
        /// The furthest day.
        latest: Day,
    },
}

/// What is due in a country: everything overdue, what comes until a day, what was handed in
/// within the last year, and what can't be said and why. In the order of dates, those without
/// one last; the same arguments always give the same list.
///
/// Of a series (every four years since 1981), the last date that has passed and those ahead are
/// listed. A date that has passed counts as overdue only if something is known of the series
/// since; otherwise the answer is [`Need::LastSubmission`].
pub fn due(outlook: Outlook<'_>) -> Result<Vec<Due>, OutlookError> {
    let country = Country::by_alpha2(outlook.country)
        .ok_or_else(|| OutlookError::Country(outlook.country.to_owned()))?;
    let latest = outlook
        .today
        .plus_months(12 * MAX_YEARS_AHEAD)
        .unwrap_or(Day::MAX);
    if outlook.until < outlook.today || outlook.until > latest {
        return Err(OutlookError::Until {
            today: outlook.today,
            latest,
        });
    }
    let mut list: Vec<Due> = outlook
        .duties
        .iter()
        .flat_map(|duty| Case::new(&outlook, country, duty).list())
        .collect();
    list.sort_by(|a, b| {
        let key = |d: &Due| (d.date().is_none(), d.date());
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.duty, &a.occurrence).cmp(&(&b.duty, &b.occurrence)))
    });
    Ok(list)
}

/// One duty of one country.
struct Case<'a> {
    outlook: &'a Outlook<'a>,
    country: &'a Country,
    duty: &'a Duty,
}

/// An occurrence before its state is known.
struct Occurrence {
    key: String,
    legal: Option<Day>,
    actual: Option<Day>,
    /// When it was handed in.
    answered: Option<Day>,
    mark: Mark,
}

/// A time during which a country is bound, and how sure that is.
struct Period {
    from: Option<Day>,
    until: Option<Day>,
    mark: Mark,
}

impl<'a> Case<'a> {
    fn new(outlook: &'a Outlook<'a>, country: &'a Country, duty: &'a Duty) -> Self {
        Case {
            outlook,
            country,
            duty,
        }
    }

    fn undetermined(&self, need: Need, mark: Mark) -> Due {
        Due {
            duty: self.duty.id.clone(),
            country: self.country.alpha2.clone(),
            occurrence: String::new(),
            legal: None,
            actual: None,
            state: State::Undetermined { need },
            mark: mark.max(self.duty.mark),
        }
    }

    fn list(&self) -> Vec<Due> {
        let everyone = Period {
            from: None,
            until: None,
            mark: Mark::Sourced,
        };
        let known: Vec<&Ratification> = self
            .outlook
            .ratifications
            .iter()
            .filter(|r| r.instrument == self.duty.instrument)
            .filter(|r| r.country.eq_ignore_ascii_case(&self.country.alpha2))
            .collect();
        let unknown = || {
            let instrument = self.duty.instrument.clone();
            vec![self.undetermined(Need::Ratification { instrument }, Mark::Sourced)]
        };
        match &self.duty.applies {
            Applies::All => self.in_period(&everyone),
            Applies::Countries { codes } => {
                if codes.contains(&self.country.alpha2) {
                    self.in_period(&everyone)
                } else {
                    Vec::new()
                }
            }
            Applies::Parties if known.is_empty() => unknown(),
            Applies::NonParties if known.is_empty() => unknown(),
            Applies::Parties => known
                .iter()
                .filter(|r| match r.status {
                    Bound::Party => r.until.is_none_or(|until| until > self.outlook.today),
                    Bound::NotParty => false,
                    Bound::Denounced => r.until.is_some_and(|until| until > self.outlook.today),
                })
                .flat_map(|r| {
                    self.in_period(&Period {
                        from: r.bound_from(),
                        until: r.until,
                        mark: r.mark,
                    })
                })
                .collect(),
            Applies::NonParties => {
                if known.iter().any(|r| r.binds_on(self.outlook.today)) {
                    Vec::new()
                } else {
                    let mark = known.iter().map(|r| r.mark).max().unwrap_or(Mark::Sourced);
                    self.in_period(&Period { mark, ..everyone })
                }
            }
        }
    }

    fn in_period(&self, period: &Period) -> Vec<Due> {
        let mark = self.duty.mark.max(period.mark);
        let occurrences = match self.occurrences(period, mark) {
            Ok(occurrences) => occurrences,
            Err(need) => return vec![self.undetermined(need, mark)],
        };
        let waiting = self.waits_for_document(&occurrences, mark);
        occurrences
            .into_iter()
            .filter(|o| match o.legal {
                // What falls after the country left is not due; what a body set by hand is.
                Some(legal) => o.actual.is_some() || period.until.is_none_or(|end| legal < end),
                None => true,
            })
            .map(|o| self.judge(o))
            .filter(|due| self.is_of_interest(due))
            .chain(waiting)
            .collect()
    }

    /// Once the report that the latest document asked for is in, the next date is in a document
    /// that is still to come.
    fn waits_for_document(&self, occurrences: &[Occurrence], mark: Mark) -> Option<Due> {
        let Some(Rule::Document { kind, .. }) = &self.duty.actual else {
            return None;
        };
        let by_document = |o: &&Occurrence| self.happened(kind).any(|(id, ..)| id == o.key);
        let last = occurrences.iter().find(by_document)?;
        if is_event(self.duty.legal.as_ref()) || last.answered.is_none() {
            return None;
        }
        Some(self.undetermined(Need::Document { kind: kind.clone() }, mark))
    }

    fn is_of_interest(&self, due: &Due) -> bool {
        let since = self
            .outlook
            .today
            .plus_months(-MONTHS_SHOWN_AFTER)
            .unwrap_or(Day::MIN);
        match due.state {
            State::Met { on, .. } => {
                on >= since && due.date().is_none_or(|d| d <= self.outlook.until)
            }
            State::Upcoming { .. } => due.date().is_some_and(|d| d <= self.outlook.until),
            State::Overdue { .. } | State::Undetermined { .. } => true,
        }
    }

    /// Occurrences by both rules, or what must be known first.
    fn occurrences(&self, period: &Period, mark: Mark) -> Result<Vec<Occurrence>, Need> {
        let mut found = match (&self.duty.legal, &self.duty.actual) {
            // The body's document says when: it replaces the series of the text.
            (legal, Some(Rule::Document { kind, date })) if !is_event(legal.as_ref()) => {
                match self.of_latest_document(kind, date, legal.as_ref(), period, mark) {
                    Some(occurrence) => vec![occurrence],
                    None => match legal {
                        Some(rule) => self.series(rule, period, mark)?,
                        None => return Err(Need::Document { kind: kind.clone() }),
                    },
                }
            }
            (Some(Rule::Event { kind, months, days }), actual) => {
                self.after_events(kind, *months, *days, actual.as_ref(), mark)
            }
            (Some(rule), _) | (None, Some(rule)) => self.series(rule, period, mark)?,
            (None, None) => Vec::new(),
        };
        for occurrence in &mut found {
            if let Some(date) = self.date_set(&occurrence.key) {
                occurrence.actual = Some(date);
            }
        }
        Ok(found)
    }

    /// The occurrence that the latest document of a kind with that date speaks of.
    fn of_latest_document(
        &self,
        kind: &str,
        name: &str,
        legal: Option<&Rule>,
        period: &Period,
        mark: Mark,
    ) -> Option<Occurrence> {
        let (id, on, actual) = self
            .happened(kind)
            .filter_map(|(id, on, dates)| Some((id, on, *dates.get(name)?)))
            .max_by(|a, b| (a.1, a.0).cmp(&(b.1, b.0)))?;
        let next_by_text = legal
            .and_then(|rule| self.series_days(rule, period).ok())
            .and_then(|days| days.into_iter().map(|(_, day)| day).find(|day| *day > on));
        Some(Occurrence {
            key: id.to_owned(),
            legal: next_by_text,
            actual: Some(actual),
            answered: self.named_answer(id).or_else(|| {
                let later = self.unnamed_submissions();
                later.into_iter().find(|handed_in| *handed_in > on)
            }),
            mark,
        })
    }

    fn after_events(
        &self,
        kind: &str,
        months: i32,
        days: i64,
        actual: Option<&Rule>,
        mark: Mark,
    ) -> Vec<Occurrence> {
        let mut events: Vec<_> = self.happened(kind).collect();
        events.sort_by_key(|(id, on, _)| (*on, *id));
        let mut found: Vec<(Day, Occurrence)> = events
            .into_iter()
            .map(|(id, on, dates)| {
                let occurrence = Occurrence {
                    key: id.to_owned(),
                    legal: on.plus_months(months).and_then(|day| day.plus_days(days)),
                    actual: match actual {
                        Some(Rule::Document { date, .. }) => dates.get(date).copied(),
                        _ => None,
                    },
                    answered: self.named_answer(id),
                    mark,
                };
                (on, occurrence)
            })
            .collect();
        // A report that names none answers the oldest event that waits for one.
        for handed_in in self.unnamed_submissions() {
            if let Some((_, waiting)) = found
                .iter_mut()
                .find(|(on, o)| o.answered.is_none() && *on < handed_in)
            {
                waiting.answered = Some(handed_in);
            }
        }
        found
            .into_iter()
            .map(|(_, occurrence)| occurrence)
            .collect()
    }

    fn series(&self, rule: &Rule, period: &Period, mark: Mark) -> Result<Vec<Occurrence>, Need> {
        if let Rule::Manual = rule {
            let by_hand = self.dates_by_hand();
            if by_hand.is_empty() {
                return Err(Need::Date);
            }
            let answers = self.answers(&by_hand);
            return Ok(by_hand
                .into_iter()
                .zip(answers)
                .map(|((key, date), answered)| Occurrence {
                    key,
                    legal: None,
                    actual: Some(date),
                    answered,
                    mark,
                })
                .collect());
        }
        let mark = match rule {
            Rule::Group { groups, .. } => {
                GroupScheme::get(groups).map_or(Mark::ToVerify, |scheme| mark.max(scheme.mark))
            }
            _ => mark,
        };
        let days = self.series_days(rule, period)?;
        let answers = self.answers(&days);
        let last_passed = days.iter().rposition(|(_, day)| *day < self.outlook.today);
        let mut kept = Vec::new();
        for (place, ((key, day), answered)) in days.into_iter().zip(answers).enumerate() {
            let ahead = day >= self.outlook.today && day <= self.outlook.until;
            // A body may have moved any of the series by hand: those are kept.
            let moved = self.date_set(&key).is_some();
            if ahead || moved || answered.is_some() || Some(place) == last_passed {
                kept.push(Occurrence {
                    key,
                    legal: Some(day),
                    actual: None,
                    answered,
                    mark,
                });
            }
        }
        Ok(kept)
    }

    /// When each of a series, given in the order of dates, was handed in. A report that names
    /// none answers the nearest date that is still open, and whatever is open before it: bodies
    /// take late reports together.
    fn answers(&self, series: &[(String, Day)]) -> Vec<Option<Day>> {
        let mut answers: Vec<Option<Day>> = series
            .iter()
            .map(|(key, _)| self.named_answer(key))
            .collect();
        for handed_in in self.unnamed_submissions() {
            let nearest = (0..series.len())
                .filter(|&i| answers[i].is_none())
                .min_by_key(|&i| (series[i].1.days_since(handed_in).abs(), i));
            let up_to = nearest.map_or(0, |place| place + 1);
            for answer in &mut answers[..up_to] {
                answer.get_or_insert(handed_in);
            }
        }
        answers
    }

    /// All days of a series up to the end of interest and one beyond it, each with a key that
    /// says its place in the series, in their order.
    fn series_days(&self, rule: &Rule, period: &Period) -> Result<Vec<(String, Day)>, Need> {
        let until = self.outlook.until;
        let in_years = |month: u32, day: u32, first: i32, step: u32| -> Vec<(String, Day)> {
            let mut year = first;
            let mut days = Vec::new();
            while let Ok(found) = Day::in_year(year, month, day) {
                if period.from.is_none_or(|from| found >= from) {
                    days.push((year.to_string(), found));
                }
                if found > until {
                    break;
                }
                year += step.max(1) as i32;
            }
            days
        };
        match rule {
            Rule::FixedDate {
                month,
                day,
                every_years,
                anchor_year,
            } => {
                let before = self.first_year() - 1;
                let first = match anchor_year {
                    Some(anchor) => back_to(*anchor, *every_years, before),
                    None => before,
                };
                Ok(in_years(*month, *day, first, *every_years))
            }
            Rule::Group {
                groups,
                years,
                month,
                day,
            } => {
                let base = self.cycle_year(groups).ok_or_else(|| Need::CycleYear {
                    groups: groups.clone(),
                })?;
                let first = back_to(base, *years, self.first_year() - *years as i32);
                Ok(in_years(*month, *day, first, *years))
            }
            Rule::EntryIntoForce {
                first_months,
                then_months,
                day_before,
            } => {
                let from = self.entry(period)?;
                let mut days = Vec::new();
                for place in 0i32.. {
                    let months = first_months + place * then_months.unwrap_or(0);
                    let Some(day) = from
                        .plus_months(months)
                        .and_then(|d| d.plus_days(-i64::from(*day_before)))
                    else {
                        break;
                    };
                    days.push(((place + 1).to_string(), day));
                    if day > until || then_months.is_none() {
                        break;
                    }
                }
                Ok(days)
            }
            Rule::FirstAfterEntry { month, day } => {
                let year = self.entry(period)?.year() + 1;
                let found = Day::in_year(year, *month, *day).ok();
                Ok(found.map(|day| ("1".to_owned(), day)).into_iter().collect())
            }
            Rule::Document { .. } | Rule::Event { .. } | Rule::Manual => Ok(Vec::new()),
        }
    }

    fn entry(&self, period: &Period) -> Result<Day, Need> {
        period.from.ok_or_else(|| Need::EntryIntoForce {
            instrument: self.duty.instrument.clone(),
        })
    }

    fn judge(&self, occurrence: Occurrence) -> Due {
        let today = self.outlook.today;
        let date = occurrence.actual.or(occurrence.legal);
        let state = match (occurrence.answered, date) {
            (Some(on), date) => State::Met {
                on,
                days_late: date.map_or(0, |date| on.days_since(date).max(0)),
            },
            (None, None) => State::Undetermined { need: Need::Date },
            (None, Some(date)) if date >= today => State::Upcoming {
                days: date.days_since(today),
            },
            // Of a mere series nothing says whether it was met before Faro was used.
            (None, Some(_)) if occurrence.actual.is_none() && !self.has_history(&occurrence) => {
                State::Undetermined {
                    need: Need::LastSubmission,
                }
            }
            (None, Some(date)) => State::Overdue {
                days: today.days_since(date),
            },
        };
        Due {
            duty: self.duty.id.clone(),
            country: self.country.alpha2.clone(),
            occurrence: occurrence.key,
            legal: occurrence.legal,
            actual: occurrence.actual,
            state,
            mark: occurrence.mark,
        }
    }

    /// Whether the date follows from an event that was entered, or something was handed in before.
    fn has_history(&self, occurrence: &Occurrence) -> bool {
        is_event(self.duty.legal.as_ref())
            || self
                .submissions()
                .any(|(on, _)| occurrence.legal.is_none_or(|legal| on < legal))
    }

    /// When a report was handed in that names the occurrence.
    fn named_answer(&self, key: &str) -> Option<Day> {
        self.submissions()
            .filter(|(_, name)| *name == Some(key))
            .map(|(on, _)| on)
            .min()
    }

    /// Days on which reports were handed in that name no occurrence, in their order.
    fn unnamed_submissions(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self
            .submissions()
            .filter(|(_, name)| name.is_none())
            .map(|(on, _)| on)
            .collect();
        days.sort_unstable();
        days
    }

    /// The year of the first report or, before any, of the question: a series has to reach back
    /// to it, so that each report finds what it answered.
    fn first_year(&self) -> i32 {
        let reported = self.submissions().map(|(on, _)| on.year()).min();
        let today = self.outlook.today.year();
        reported.map_or(today, |year| year.min(today))
    }

    fn submissions(&self) -> impl Iterator<Item = (Day, Option<&'a str>)> {
        let duty = self.duty.id.as_str();
        let today = self.outlook.today;
        self.outlook
            .events
            .iter()
            .filter_map(move |event| match event {
                Event::Submitted {
                    duty: of,
                    on,
                    occurrence,
                } if of == duty && *on <= today => Some((*on, occurrence.as_deref())),
                _ => None,
            })
    }

    fn happened<'k>(
        &self,
        kind: &'k str,
    ) -> impl Iterator<Item = (&'a str, Day, &'a BTreeMap<String, Day>)> + use<'a, 'k> {
        let today = self.outlook.today;
        self.outlook
            .events
            .iter()
            .filter_map(move |event| match event {
                Event::Happened {
                    id,
                    kind: of,
                    on,
                    dates,
                    ..
                } if of == kind && *on <= today => Some((id.as_str(), *on, dates)),
                _ => None,
            })
    }

    fn date_set(&self, key: &str) -> Option<Day> {
        self.outlook
            .events
            .iter()
            .rev()
            .find_map(|event| match event {
                Event::DateSet {
                    duty,
                    occurrence,
                    date,
                } if *duty == self.duty.id && occurrence == key => Some(*date),
                _ => None,
            })
    }

    /// Dates entered by hand, the last of each name, in the order of dates.
    fn dates_by_hand(&self) -> Vec<(String, Day)> {
        let last: BTreeMap<String, Day> = self
            .outlook
            .events
            .iter()
            .filter_map(|event| match event {
                Event::DateSet {
                    duty,
                    occurrence,
                    date,
                } if *duty == self.duty.id => Some((occurrence.clone(), *date)),
                _ => None,
            })
            .collect();
        let mut dates: Vec<(String, Day)> = last.into_iter().collect();
        dates.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        dates
    }

    /// A year of the cycle: that of the duty if one was entered, otherwise that of the scheme.
    fn cycle_year(&self, groups: &str) -> Option<i32> {
        let last = |name: &str| {
            self.outlook
                .events
                .iter()
                .rev()
                .find_map(|event| match event {
                    Event::CycleYear { of, year } if of == name => Some(*year),
                    _ => None,
                })
        };
        last(&self.duty.id).or_else(|| last(groups))
    }
}

fn is_event(rule: Option<&Rule>) -> bool {
    matches!(rule, Some(Rule::Event { .. }))
}

/// The latest year of the series through `anchor` with this step that is not after `year`.
fn back_to(anchor: i32, step: u32, year: i32) -> i32 {
    let step = i64::from(step.max(1));
    let behind = (i64::from(year) - i64::from(anchor)).div_euclid(step);
    (i64::from(anchor) + behind * step) as i32
}
