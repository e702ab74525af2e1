//! Survivors take part without being identified: tokens, consent by purpose, inputs that are
//! answered, payment by token. The rules SP1 to SP12 stand at the types that keep them.
//!
//! Nothing here holds a name, an address or a time of day, and no function lists tokens (SP1).

use std::collections::BTreeMap;

use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

use crate::Money;

/// What somebody consents to, each on its own (SP2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// That the institution reads it and answers.
    Consultation,
    /// That it is quoted inside the committee, without who said it.
    Committee,
    /// That it is published, after review by survivors (SP11).
    Publication,
    /// That one is asked again (SP10).
    Contact,
}

/// Consent to one purpose, with its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// To what.
    pub purpose: Purpose,
    /// From when.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// When it was withdrawn.
    pub withdrawn: Option<Day>,
}

impl Consent {
    /// Whether it holds on `day`. It no longer holds on the day of its withdrawal.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until && self.withdrawn.is_none_or(|w| day < w)
    }
}

/// Longest time for which a consent is taken, in months: it is asked for again, not assumed.
pub const MAX_CONSENT_MONTHS: i32 = 24;

/// Whether somebody is of age, as they say; nothing else is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// 18 or older.
    Adult,
    /// Younger: takes part only with a safeguarding lead beside them (SP9).
    Minor,
}

/// What somebody is told and shown before they write anything (SP4, SP6, SP12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefing {
    /// What is paid, whatever is written.
    pub pay: Money,
    /// Whether the warning about contents was shown.
    pub content_warning: bool,
    /// Whether the duty to report was explained.
    pub reporting_duty: bool,
}

/// A question that is put; none can be made obligatory (SP3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Opaque identifier.
    pub id: String,
    /// The question.
    pub text: String,
}

/// What somebody wrote: answers by question, any of them left out (SP3). Texts are sealed by
/// whoever keeps them; this holds what is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Opaque identifier.
    pub id: String,
    /// Digest of the token; the token itself is known to its holder only.
    pub token_digest: String,
    /// The day, never the time.
    pub on: Day,
    /// Answers by question.
    pub answers: BTreeMap<String, String>,
    /// By when "you said, we did, why not" is due (SP5).
    pub answer_due: Day,
}

/// You said, we did, why not (SP5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What was understood.
    pub you_said: String,
    /// What was done; may be empty.
    pub we_did: String,
    /// Why something was not done; may be empty only where something was.
    pub why_not: String,
    /// When.
    pub on: Day,
}

/// That the pay went out, by token and through a third party (SP4). What was written has no part in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Digest of the token.
    pub token_digest: String,
    /// How much.
    pub amount: Money,
    /// Through whom.
    pub through: String,
    /// When.
    pub on: Day,
}

/// Why something is not possible. Said kindly by the page, precisely here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParticipationError {
    /// Not told everything before (SP4, SP6, SP12).
    #[error("show the pay, the warning about contents and the duty to report first")]
    NotBriefed,
    /// A minor alone (SP9).
    #[error("people under 18 take part with a safeguarding lead beside them")]
    Minor,
    /// No consent that holds for it (SP2, SP10).
    #[error("there is no consent that holds for this")]
    Consent,
    /// A consent that is too long or ends before it begins.
    #[error("a consent ends, at most 24 months after it begins")]
    Term,
    /// Published without the review of a survivor reviewer (SP11).
    #[error("a survivor reviewer reads it before it is published")]
    Review,
    /// A reply that says neither what was done nor why not (SP5).
    #[error("say what was understood, and what was done or why not")]
    EmptyReply,
    /// Pay that differs from what was said before (SP4).
    #[error("pay what was announced")]
    Pay,
}

/// One person's part in a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Digest of the token.
    pub token_digest: String,
    /// What they were told.
    pub briefing: Briefing,
    /// Their consents.
    pub consents: Vec<Consent>,
    /// What was already used before a withdrawal and can't be taken back, in words that name the
    /// use and not the person (SP2).
    pub beyond_recall: Vec<String>,
}

impl Part {
    /// Begins to take part: briefed, of age or accompanied, with consent to be heard.
    pub fn begin(
        token_digest: String,
        age: Age,
        safeguarding_lead: bool,
        briefing: Briefing,
        consents: Vec<Consent>,
        today: Day,
    ) -> Result<Self, ParticipationError> {
        if !briefing.content_warning || !briefing.reporting_duty {
            return Err(ParticipationError::NotBriefed);
        }
        if age == Age::Minor && !safeguarding_lead {
            return Err(ParticipationError::Minor);
        }
        for consent in &consents {
            let latest = consent.from.plus_months(MAX_CONSENT_MONTHS);
            if consent.until < consent.from || latest.is_none_or(|l| consent.until > l) {
                return Err(ParticipationError::Term);
            }
        }
        let part = Part {
            token_digest,
            briefing,
            consents,
            beyond_recall: Vec::new(),
        };
        part.allows(Purpose::Consultation, today)?;
        Ok(part)
    }

    /// Whether a use is covered on `today`.
    pub fn allows(&self, purpose: Purpose, today: Day) -> Result<(), ParticipationError> {
        let holds = |c: &Consent| c.purpose == purpose && c.holds(today);
        if self.consents.iter().any(holds) {
            Ok(())
        } else {
            Err(ParticipationError::Consent)
        }
    }

    /// Whether something may be published on `today`: with consent, and read by a survivor reviewer.
    pub fn may_publish(&self, reviewed: bool, today: Day) -> Result<(), ParticipationError> {
        self.allows(Purpose::Publication, today)?;
        if reviewed {
            Ok(())
        } else {
            Err(ParticipationError::Review)
        }
    }

    /// Withdraws a consent, or all (SP2). It needs no reason and never fails; `used` says what had
    /// been done with it and can't be taken back.
    pub fn withdraw(&mut self, purpose: Option<Purpose>, used: Vec<String>, today: Day) {
        for consent in &mut self.consents {
            let meant = purpose.is_none_or(|p| p == consent.purpose);
            if meant && consent.withdrawn.is_none() {
                consent.withdrawn = Some(today);
            }
        }
        self.beyond_recall.extend(used);
    }

    /// Takes what somebody wrote. Every answer may be missing, all of them too: it is paid and
    /// answered all the same. Questions that were not put are left out.
    pub fn input(
        &self,
        id: String,
        prompts: &[Prompt],
        answers: BTreeMap<String, String>,
        days_to_answer: u16,
        today: Day,
    ) -> Result<Input, ParticipationError> {
        self.allows(Purpose::Consultation, today)?;
        let answers = answers
            .into_iter()
            .filter(|(question, text)| {
                !text.trim().is_empty() && prompts.iter().any(|p| p.id == *question)
            })
            .collect();
        Ok(Input {
            id,
            token_digest: self.token_digest.clone(),
            on: today,
            answers,
            answer_due: today
                .plus_days(i64::from(days_to_answer))
                .unwrap_or(Day::MAX),
        })
    }

    /// The payment for taking part: what was announced, not more and not less.
    pub fn pay(
        &self,
        amount: Money,
        through: String,
        on: Day,
    ) -> Result<Payment, ParticipationError> {
        if amount != self.briefing.pay {
            return Err(ParticipationError::Pay);
        }
        Ok(Payment {
            token_digest: self.token_digest.clone(),
            amount,
            through,
            on,
        })
    }
}

impl Reply {
    /// Whether it says what was understood, and what was done or why not.
    pub fn check(&self) -> Result<(), ParticipationError> {
        let empty = |text: &str| text.trim().is_empty();
        if empty(&self.you_said) || (empty(&self.we_did) && empty(&self.why_not)) {
            return Err(ParticipationError::EmptyReply);
        }
        Ok(())
    }
}

/// How a consultation is kept to its word: counts only, which is all that anybody but the people
/// who answer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Inputs.
    pub inputs: usize,
    /// Answered by their day.
    pub in_time: usize,
    /// Answered later.
    pub late: usize,
    /// Not answered, and their day has passed.
    pub overdue: usize,
    /// Not answered, and their day is still to come.
    pub open: usize,
}

/// Counts of inputs and replies (by the input's identifier) on `today`.
pub fn answered(inputs: &[Input], replies: &BTreeMap<String, Reply>, today: Day) -> Answered {
    let mut counts = Answered {
        inputs: inputs.len(),
        ..Answered::default()
    };
    for input in inputs {
        match replies.get(&input.id).map(|r| r.on) {
            Some(on) if on <= input.answer_due => counts.in_time += 1,
            Some(_) => counts.late += 1,
            None if today > input.answer_due => counts.overdue += 1,
            None => counts.open += 1,
        }
    }
    counts
}

/// The only text of a notice (SP7): no case, no place, no name, nothing about what Faro is.
pub fn notice() -> &'static faro_vocabulary::Labels {
    static NOTICE: std::sync::LazyLock<faro_vocabulary::Labels> =
        std::sync::LazyLock::new(|| faro_vocabulary::Labels {
            es: "Tienes un mensaje".to_owned(),
            pt: "Você tem uma mensagem".to_owned(),
            en: "You have a message".to_owned(),
            fr: "Vous avez un message".to_owned(),
        });
    &NOTICE
}
