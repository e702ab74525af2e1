//! The legal pack: what a body answers about itself, and which documents it has signed.
//!
//! The documents themselves are written by `report` from these answers.

use std::collections::BTreeMap;

use faro_store::rights::{EntryRow, EventRow};
use faro_vocabulary::Country;
use serde::{Deserialize, Serialize};

use crate::audit::event;
use crate::classes::class;
use crate::law::Day;
use crate::permit::{ManageLegal, Permit, ReadLegal};
use crate::{Faro, ServiceError};

/// Setting that holds the answers, as TOML.
const ANSWERS_SETTING: &str = "legal_answers";

/// Register of signed documents.
const SIGNED: &str = "signed_document";

/// Longest answer, in characters.
const MAX_TEXT: usize = 300;

/// Most entries of a list of answers.
const MAX_ENTRIES: usize = 100;

/// Purposes that can be chosen.
pub const PURPOSES: [&str; 5] = [
    "analysis",
    "early_warning",
    "programme",
    "reporting",
    "evaluation",
];

/// Kinds of data that can be chosen.
pub const DATA_KINDS: [&str; 5] = [
    "case_facts",
    "identities",
    "minors",
    "accused",
    "aggregates",
];

/// Where the system may stand.
pub const HOSTING: [&str; 3] = ["own", "state", "provider"];

/// Documents that are signed before files are sent.
pub const TO_SIGN: [&str; 2] = ["agreement", "dpia"];

/// What a body answers about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PackAnswers {
    /// Country, by its ISO code of two letters.
    pub country: String,
    /// The body that runs the system.
    pub body: String,
    /// City where documents are signed.
    pub place: String,
    /// Function, not person, that answers questions.
    pub contact: String,
    /// Institutional address of that function.
    pub contact_address: String,
    /// Institutions that take part.
    pub agencies: Vec<String>,
    /// Purposes, of [`PURPOSES`].
    pub purposes: Vec<String>,
    /// Further purposes, in the body's own words.
    pub other_purposes: Vec<String>,
    /// Kinds of data, of [`DATA_KINDS`].
    pub data: Vec<String>,
    /// Where the system stands, of [`HOSTING`].
    pub hosting: String,
    /// Who hosts it, when it is a provider.
    pub provider: String,
    /// Bodies and countries to which data are sent abroad; empty when none are.
    pub transfers: Vec<String>,
    /// Days that classes of data are kept, where that differs from Faro's default.
    pub retention: BTreeMap<String, i64>,
}

/// An answer that can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerFault {
    /// Name of the answer.
    pub field: &'static str,
    /// What is wrong: `missing`, `too_long`, `too_many`, `unknown`.
    pub problem: &'static str,
}

impl PackAnswers {
    /// Reads answers from TOML.
    ///
    /// # Errors
    /// Says which line is not understood.
    pub fn from_toml(text: &str) -> Result<Self, ServiceError> {
        toml::from_str(text).map_err(|e| ServiceError::Form(e.to_string()))
    }

    /// The answers as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("texts and lists are written as TOML")
    }

    /// What is wrong with them. Only `country` and `body` must be there: what else is missing
    /// becomes a blank in the documents.
    pub fn faults(&self) -> Vec<AnswerFault> {
        let mut faults = Vec::new();
        let mut fault = |field, problem| faults.push(AnswerFault { field, problem });
        match self.country.as_str() {
            "" => fault("country", "missing"),
            code if Country::by_alpha2(code).is_none() => fault("country", "unknown"),
            _ => {}
        }
        if self.body.trim().is_empty() {
            fault("body", "missing");
        }
        for (field, text) in [
            ("body", &self.body),
            ("place", &self.place),
            ("contact", &self.contact),
            ("contact_address", &self.contact_address),
            ("provider", &self.provider),
        ] {
            if text.chars().count() > MAX_TEXT {
                fault(field, "too_long");
            }
        }
        for (field, list) in [
            ("agencies", &self.agencies),
            ("other_purposes", &self.other_purposes),
            ("transfers", &self.transfers),
        ] {
            if list.len() > MAX_ENTRIES {
                fault(field, "too_many");
            }
            if list.iter().any(|t| t.chars().count() > MAX_TEXT) {
                fault(field, "too_long");
            }
        }
        if self
            .purposes
            .iter()
            .any(|p| !PURPOSES.contains(&p.as_str()))
        {
            fault("purposes", "unknown");
        }
        if self.data.iter().any(|d| !DATA_KINDS.contains(&d.as_str())) {
            fault("data", "unknown");
        }
        if !self.hosting.is_empty() && !HOSTING.contains(&self.hosting.as_str()) {
            fault("hosting", "unknown");
        }
        if self
            .retention
            .iter()
            .any(|(id, days)| class(id).is_none() || *days < 1)
        {
            fault("retention", "unknown");
        }
        faults
    }
}

/// A document that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Identifier of the entry.
    pub id: String,
    /// Which document, of [`TO_SIGN`].
    pub document: String,
    /// The function that signed it.
    pub by: String,
    /// The day it was signed.
    pub on: Day,
    /// When that was written down, µs UTC.
    pub noted_at: i64,
}

#[derive(Serialize, Deserialize)]
struct SignedBody {
    document: String,
    by: String,
    on: String,
}

/// Whether files may be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackState {
    /// What was signed, newest first.
    pub signed: Vec<Signed>,
    /// Documents that are still to be signed.
    pub missing: Vec<&'static str>,
}

impl PackState {
    /// Whether every document is signed.
    pub fn is_acknowledged(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Faro {
    /// The answers kept as a draft; empty ones when there are none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn legal_answers(
        &self,
        _permit: &Permit<ReadLegal>,
    ) -> Result<PackAnswers, ServiceError> {
        match self.store.reader().setting(ANSWERS_SETTING).await? {
            None => Ok(PackAnswers::default()),
            Some(text) => toml::from_str(&text).map_err(|_| ServiceError::Stored("legal answers")),
        }
    }

    /// The country of the answers, to begin forms with; empty while it is not answered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn legal_country(&self) -> Result<String, ServiceError> {
        let text = self.store.reader().setting(ANSWERS_SETTING).await?;
        let answers: Option<PackAnswers> = text.and_then(|t| toml::from_str(&t).ok());
        Ok(answers.map_or_else(String::new, |a| a.country))
    }

    /// Keeps answers as a draft, complete or not.
    ///
    /// # Errors
    /// An answer is too long or not one of those offered, or the database does not answer.
    pub async fn keep_legal_answers(
        &self,
        permit: &Permit<ManageLegal>,
        answers: &PackAnswers,
    ) -> Result<(), ServiceError> {
        if let Some(fault) = answers.faults().iter().find(|f| f.problem != "missing") {
            return Err(ServiceError::Form(format!(
                "{}: {}",
                fault.field, fault.problem
            )));
        }
        self.record(
            permit.actor(),
            event::LEGAL_ANSWERS_KEPT,
            "legal_pack",
            "answers",
        )
        .await?;
        let text = answers.to_toml();
        Ok(self.store.set_setting(ANSWERS_SETTING, &text).await?)
    }

    /// Which documents of the pack are signed. Shown where files are handed in, so whoever may
    /// see sources may see it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn legal_state(&self) -> Result<PackState, ServiceError> {
        let mut signed = Vec::new();
        for entry in self.store.reader().entries(SIGNED, None).await? {
            let body: SignedBody = serde_json::from_str(&entry.body)
                .map_err(|_| ServiceError::Stored("signed document"))?;
            let on = body
                .on
                .parse()
                .map_err(|_| ServiceError::Stored("signed document"))?;
            if entry.state == "signed" {
                signed.push(Signed {
                    id: entry.id,
                    document: body.document,
                    by: body.by,
                    on,
                    noted_at: entry.made_at,
                });
            }
        }
        let missing = TO_SIGN
            .into_iter()
            .filter(|d| !signed.iter().any(|s| s.document == *d))
            .collect();
        Ok(PackState { signed, missing })
    }

    /// Writes down that a document was signed: by which function, on which day.
    ///
    /// # Errors
    /// There is no such document, the function is missing or too long, or the day is to come.
    pub async fn note_signed(
        &self,
        permit: &Permit<ManageLegal>,
        document: &str,
        by: &str,
        on: Day,
    ) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let by = by.trim();
        if !TO_SIGN.contains(&document) {
            return Err(ServiceError::Form("document".to_owned()));
        }
        if by.is_empty() || by.chars().count() > MAX_TEXT {
            return Err(ServiceError::Form("by".to_owned()));
        }
        // The clock of the region is behind UTC: nobody signs tomorrow.
        if on > Day::at(now, 0) {
            return Err(ServiceError::Form("on".to_owned()));
        }
        let id = self.fresh_id();
        self.record(
            permit.actor(),
            event::DOCUMENT_SIGNED,
            "legal_pack",
            document,
        )
        .await?;
        let body = SignedBody {
            document: document.to_owned(),
            by: by.to_owned(),
            on: on.to_string(),
        };
        let actor = permit.actor().id().to_owned();
        let entry = EntryRow {
            reference: format!("{document}-{id}"),
            id,
            kind: SIGNED.to_owned(),
            agency_id: String::new(),
            state: "signed".to_owned(),
            due_at: None,
            body: serde_json::to_string(&body).map_err(|_| ServiceError::Stored("document"))?,
            made_at: now,
            made_by: actor.clone(),
            changed_at: now,
            closed_at: None,
            revision: 1,
        };
        let event = EventRow {
            at: now,
            made_by: actor,
            what: "signed".to_owned(),
            note: String::new(),
        };
        Ok(self.store.put_entry(&entry, &event).await?)
    }
}
