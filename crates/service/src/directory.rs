//! The referral directory: where somebody can be sent for help, and whether that still holds.
//!
//! Lines belong to institutions. An entry that nobody made sure of for half a year is stale: it is
//! shown as such wherever it appears, because a line that nobody answers can cost a life.

use faro_store::directory::DirectoryRow;

use crate::agencies::agency_kinds;
use crate::audit::{Event, event};
use crate::permit::{KeepDirectory, Permit, ReadDirectory};
use crate::{Faro, ServiceError};

/// An entry is stale when nobody made sure of it for this long.
pub const STALE_DAYS: i64 = 180;

/// What the audit calls an entry.
const ENTRY: &str = "directory_entry";

/// Longest text of a field, in characters.
pub const MAX_DIRECTORY_TEXT: usize = 400;

/// Longest list that is taken in at once.
pub const MAX_DIRECTORY_ROWS: usize = 5_000;

/// Languages that an institution may speak (ISO 639; `sgn` is any sign language).
pub const DIRECTORY_LANGUAGES: &[&str] = &[
    "es", "pt", "en", "fr", "ht", "nl", "qu", "ay", "gn", "arn", "quc", "mam", "kek", "yua", "nah",
    "guc", "miq", "zh", "ar", "sgn",
];

/// People whom an institution may serve.
pub const POPULATIONS: &[&str] = &[
    "everybody",
    "women",
    "men",
    "children",
    "adolescents",
    "lgbtiq",
    "migrants",
    "indigenous",
    "afrodescendant",
    "disability",
    "workers",
];

/// Columns of the list as a file, in order.
pub const DIRECTORY_COLUMNS: [&str; 9] = [
    "name",
    "kind",
    "line",
    "hours",
    "languages",
    "populations",
    "territory",
    "offers",
    "verified",
];

/// What an entry is to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryForm {
    /// What people call the institution.
    pub name: String,
    /// Code of its type of institution.
    pub kind: String,
    /// How it is reached.
    pub line: String,
    /// When it is reached.
    pub hours: String,
    /// Codes among [`DIRECTORY_LANGUAGES`].
    pub languages: Vec<String>,
    /// Codes among [`POPULATIONS`].
    pub populations: Vec<String>,
    /// Territory that it serves; `None` is everywhere.
    pub territory: Option<String>,
    /// What one finds there.
    pub offers: String,
}

/// An entry as it is shown.
#[derive(Clone, Debug)]
pub struct DirectoryEntry {
    /// The entry.
    pub row: DirectoryRow,
    /// Whether nobody made sure of it for [`STALE_DAYS`].
    pub stale: bool,
    /// Whether whoever asks keeps it.
    pub own: bool,
}

/// Why an entry can't be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryRefused {
    /// The name or the line is missing.
    #[error("the name or the line is missing")]
    Missing,
    /// A text is longer than [`MAX_DIRECTORY_TEXT`].
    #[error("a text is too long")]
    TooLong,
    /// There is no such type of institution, or it is no place to refer anybody to.
    #[error("there is no such type of institution to refer anybody to")]
    Kind,
    /// There is no such language.
    #[error("there is no such language in the list")]
    Language,
    /// There is no such group of people.
    #[error("there is no such group of people in the list")]
    Population,
    /// There is no such territory.
    #[error("there is no such territory")]
    Territory,
    /// Another agency keeps it, or it is not there.
    #[error("there is no such entry of this agency")]
    Unknown,
    /// The list has more than [`MAX_DIRECTORY_ROWS`] rows.
    #[error("the list is too long")]
    TooMany,
    /// The columns are not [`DIRECTORY_COLUMNS`].
    #[error("the columns are not those of the list")]
    Columns,
}

/// Why a list was refused: the row (1 is the first under the header) and the reason. Nothing of
/// it is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListRefused {
    /// The row; 0 is the header.
    pub row: usize,
    /// The reason.
    pub why: DirectoryRefused,
}

impl Faro {
    /// The directory: for a territory those who serve it or a place around it, otherwise all.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn directory(
        &self,
        permit: &Permit<ReadDirectory>,
        territory: Option<&str>,
    ) -> Result<Vec<DirectoryEntry>, ServiceError> {
        let views = self.views();
        let tree = views.territories();
        let own = permit.actor().agency().unwrap_or_default().to_owned();
        let serves = |entry: &DirectoryRow| match (territory, &entry.territory) {
            (None, _) | (_, None) => true,
            (Some(asked), Some(served)) => {
                served == asked || tree.ancestors(asked).any(|above| above.code == *served)
            }
        };
        let rows = self.store.reader().directory().await?;
        Ok(rows
            .into_iter()
            .filter(serves)
            .map(|row| self.entry(row, &own))
            .collect())
    }

    fn entry(&self, row: DirectoryRow, own: &str) -> DirectoryEntry {
        let age = self.world.now_micros() - row.verified_at;
        DirectoryEntry {
            stale: age > STALE_DAYS * 86_400_000_000,
            own: row.agency_id == own,
            row,
        }
    }

    /// An entry.
    ///
    /// # Errors
    /// There is none.
    pub async fn directory_entry(
        &self,
        permit: &Permit<ReadDirectory>,
        id: &str,
    ) -> Result<DirectoryEntry, ServiceError> {
        let row = self.store.reader().directory_entry(id).await?;
        let row = row.ok_or(DirectoryRefused::Unknown)?;
        let own = permit.actor().agency().unwrap_or_default().to_owned();
        Ok(self.entry(row, &own))
    }

    /// An entry that the agency keeps.
    ///
    /// # Errors
    /// There is none, or another agency keeps it.
    pub async fn own_directory_entry(
        &self,
        permit: &Permit<KeepDirectory>,
        id: &str,
    ) -> Result<DirectoryEntry, ServiceError> {
        let row = self.own_entry(permit, id).await?;
        let own = permit.actor().agency().unwrap_or_default().to_owned();
        Ok(self.entry(row, &own))
    }

    /// Makes an entry, or changes one that the agency keeps. Saying it is making sure of it.
    ///
    /// # Errors
    /// The form is refused, or another agency keeps the entry.
    pub async fn keep_directory_entry(
        &self,
        permit: &Permit<KeepDirectory>,
        id: Option<&str>,
        form: &DirectoryForm,
    ) -> Result<String, ServiceError> {
        let now = self.world.now_micros();
        let kept = match id {
            None => event::DIRECTORY_ENTRY_MADE,
            Some(_) => event::DIRECTORY_ENTRY_CHANGED,
        };
        let mut row = match id {
            None => self.fresh_row(permit, now),
            Some(id) => self.own_entry(permit, id).await?,
        };
        self.fill(&mut row, form)?;
        row.verified_at = now;
        row.verified_by = permit.actor().account().map(str::to_owned);
        let id = row.id.clone();
        self.audit(permit.actor(), Event::new(kept, ENTRY, &*id))
            .await?;
        self.store.put_directory(&[row]).await?;
        Ok(id)
    }

    /// Notes that somebody made sure of an entry today.
    ///
    /// # Errors
    /// Another agency keeps it.
    pub async fn verify_directory_entry(
        &self,
        permit: &Permit<KeepDirectory>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let mut row = self.own_entry(permit, id).await?;
        row.verified_at = self.world.now_micros();
        row.verified_by = permit.actor().account().map(str::to_owned);
        let verified = Event::new(event::DIRECTORY_ENTRY_VERIFIED, ENTRY, id);
        self.audit(permit.actor(), verified).await?;
        Ok(self.store.put_directory(&[row]).await?)
    }

    /// Takes an entry out.
    ///
    /// # Errors
    /// Another agency keeps it.
    pub async fn end_directory_entry(
        &self,
        permit: &Permit<KeepDirectory>,
        id: &str,
    ) -> Result<(), ServiceError> {
        self.own_entry(permit, id).await?;
        let ended = Event::new(event::DIRECTORY_ENTRY_ENDED, ENTRY, id);
        self.audit(permit.actor(), ended).await?;
        let now = self.world.now_micros();
        self.store.end_directory_entry(id, now).await?;
        Ok(())
    }

    /// Takes a whole list in, in the columns of [`DIRECTORY_COLUMNS`]; all of it or nothing. A row
    /// with the name and territory of an entry that the agency keeps changes that entry.
    ///
    /// # Errors
    /// The database does not answer; what is wrong with the list is the inner result.
    pub async fn take_directory_in(
        &self,
        permit: &Permit<KeepDirectory>,
        rows: &[Vec<String>],
    ) -> Result<Result<usize, ListRefused>, ServiceError> {
        let refused = |row, why| Ok(Err(ListRefused { row, why }));
        let Some((header, body)) = rows.split_first() else {
            return refused(0, DirectoryRefused::Columns);
        };
        let header: Vec<String> = header.iter().map(|h| h.trim().to_lowercase()).collect();
        if header != DIRECTORY_COLUMNS {
            return refused(0, DirectoryRefused::Columns);
        }
        if body.len() > MAX_DIRECTORY_ROWS {
            return refused(0, DirectoryRefused::TooMany);
        }
        let now = self.world.now_micros();
        let known = self.store.reader().directory().await?;
        let mut entries = Vec::new();
        for (at, cells) in body.iter().enumerate() {
            let form = form_of(cells);
            let same = known.iter().find(|k| {
                permit.scope().owns(&k.agency_id)
                    && k.name == form.name.trim()
                    && k.territory == form.territory
            });
            let mut row = same.cloned().unwrap_or_else(|| self.fresh_row(permit, now));
            match self.fill(&mut row, &form) {
                Ok(()) => {}
                Err(why) => return refused(at + 1, why),
            }
            row.verified_at = cells
                .get(8)
                .and_then(|text| text.trim().parse::<faro_vocabulary::PartialDate>().ok())
                .and_then(micros_of)
                .map_or(now, |at| at.min(now));
            row.verified_by = permit.actor().account().map(str::to_owned);
            entries.push(row);
        }
        let imported = Event::new(event::DIRECTORY_IMPORTED, ENTRY, "");
        self.audit(permit.actor(), imported).await?;
        self.store.put_directory(&entries).await?;
        Ok(Ok(entries.len()))
    }

    fn fresh_row(&self, permit: &Permit<KeepDirectory>, now: i64) -> DirectoryRow {
        DirectoryRow {
            id: self.fresh_id(),
            agency_id: permit.scope().agency.clone().unwrap_or_default(),
            name: String::new(),
            kind: String::new(),
            line: String::new(),
            hours: String::new(),
            languages: String::new(),
            populations: String::new(),
            territory: None,
            offers: String::new(),
            verified_at: now,
            verified_by: None,
            created_at: now,
            ended_at: None,
        }
    }

    async fn own_entry(
        &self,
        permit: &Permit<KeepDirectory>,
        id: &str,
    ) -> Result<DirectoryRow, ServiceError> {
        let row = self.store.reader().directory_entry(id).await?;
        match row.filter(|row| permit.scope().owns(&row.agency_id)) {
            Some(row) => Ok(row),
            None => Err(DirectoryRefused::Unknown.into()),
        }
    }

    fn fill(&self, row: &mut DirectoryRow, form: &DirectoryForm) -> Result<(), DirectoryRefused> {
        let text = |text: &str| -> Result<String, DirectoryRefused> {
            let text = text.trim();
            if text.chars().count() > MAX_DIRECTORY_TEXT || text.contains(char::is_control) {
                return Err(DirectoryRefused::TooLong);
            }
            Ok(text.to_owned())
        };
        let codes = |codes: &[String], known: &[&str], why| {
            if codes.iter().any(|c| !known.contains(&c.as_str())) {
                return Err(why);
            }
            Ok(codes.join(" "))
        };
        let (name, line) = (text(&form.name)?, text(&form.line)?);
        if name.is_empty() || line.is_empty() {
            return Err(DirectoryRefused::Missing);
        }
        if !agency_kinds().contains(&form.kind.as_str()) {
            return Err(DirectoryRefused::Kind);
        }
        if let Some(code) = &form.territory
            && self.views().territories().get(code).is_none()
        {
            return Err(DirectoryRefused::Territory);
        }
        row.languages = codes(
            &form.languages,
            DIRECTORY_LANGUAGES,
            DirectoryRefused::Language,
        )?;
        row.populations = codes(&form.populations, POPULATIONS, DirectoryRefused::Population)?;
        row.name = name;
        row.line = line;
        row.kind.clone_from(&form.kind);
        row.hours = text(&form.hours)?;
        row.offers = text(&form.offers)?;
        row.territory.clone_from(&form.territory);
        Ok(())
    }
}

fn form_of(cells: &[String]) -> DirectoryForm {
    let cell = |at: usize| cells.get(at).map_or("", |c| c.trim()).to_owned();
    let codes = |at: usize| -> Vec<String> {
        let text = cell(at);
        text.split([' ', ',', ';'])
            .filter(|c| !c.is_empty())
            .map(str::to_owned)
            .collect()
    };
    DirectoryForm {
        name: cell(0),
        kind: cell(1),
        line: cell(2),
        hours: cell(3),
        languages: codes(4),
        populations: codes(5),
        territory: Some(cell(6)).filter(|t| !t.is_empty()),
        offers: cell(7),
    }
}

/// Midnight (UTC) of a day, in microseconds since 1970.
fn micros_of(date: faro_vocabulary::PartialDate) -> Option<i64> {
    let (year, month, day) = (date.year_part(), date.month_part()?, date.day_part()?);
    // Days-from-civil after Howard Hinnant, the counterpart of `date_of`.
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some((era * 146_097 + day_of_era - 719_468) * 86_400_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_midnight() {
        for text in ["1970-01-01", "2000-02-29", "2026-11-24", "1969-12-31"] {
            let date = text.parse().expect("a date");
            let micros = micros_of(date).expect("a whole day");
            assert_eq!(crate::date_of(micros).to_string(), text);
            assert_eq!(micros.rem_euclid(86_400_000_000), 0);
        }
        assert_eq!(micros_of("2026-11".parse().expect("a month")), None);
    }
}
