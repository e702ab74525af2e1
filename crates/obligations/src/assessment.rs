//! The guide's checklist and a maturity model: what is in place, with which evidence, and what
//! would come next.
//!
//! The checklist is chapter 5 of the guide, item by item in our own words. The maturity model,
//! the municipal and the company form are proposals of this project and say so.

use std::sync::LazyLock;

use faro_vocabulary::{Day, Labels};
use serde::{Deserialize, Serialize};

use crate::data::rows;

/// A list of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// The seven items of the guide's chapter 5.
    Checklist,
    /// 34 questions on levels 0 to 5, and two that cap them.
    Maturity,
    /// Twelve questions for a municipality, twenty minutes.
    Municipal,
    /// Ten questions for a company.
    Company,
}

/// One question of a form.
#[derive(Clone, Debug)]
pub struct Question {
    /// The form.
    pub form: Form,
    /// Identifier within the form.
    pub id: String,
    /// Domain within the form, such as `governance`.
    pub domain: String,
    /// What it follows from: article, standard, `proposal`.
    pub basis: String,
    /// Code of the level of prevention (scheme `prevention-level`) that an action on it has.
    pub prevention_level: String,
    /// Whether a yes is bad and caps the level of its domain.
    pub negative: bool,
    /// The question.
    pub labels: Labels,
}

/// The questions of a form, in their order.
pub fn questions(form: Form) -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(move |q| q.form == form)
}

/// The highest level of the maturity model.
pub const HIGHEST: u8 = 5;
/// From this level on, an answer needs evidence, an owner and a date.
pub const EVIDENCE_FROM: u8 = 2;
/// What a domain shows at most while a negative statement about it is true.
pub const CAP: f64 = 2.0;

/// A level of the maturity model.
#[derive(Clone, Debug, Deserialize)]
pub struct Level {
    /// What it is called.
    pub names: Labels,
    /// What leads from it to the next; none from the highest.
    pub step: Option<Labels>,
}

/// The six levels, from 0.
pub fn levels() -> &'static [Level] {
    &LEVELS
}

/// What was answered. A question without an answer is unknown, which is not "no" and not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// In place.
    Yes,
    /// In part.
    Partly,
    /// Not in place.
    No,
    /// A level, 0 to 5.
    Level {
        /// The level.
        level: u8,
    },
    /// Asked, and nobody knows.
    Unknown,
}

/// An answer with what supports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// Evidence: opaque identifiers of documents, values or addresses.
    pub evidence: Vec<String>,
    /// Who looks after it: an institution or a function, never a person.
    pub owner: String,
    /// For "partly": what is planned.
    pub plan: String,
    /// When it was answered.
    pub on: Day,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    /// Not a question of the form.
    #[error("`{0}` is not a question of this form")]
    Question(String),
    /// The question is answered in another way.
    #[error("`{0}` is answered {1}")]
    Kind(String, &'static str),
    /// Evidence is needed.
    #[error("`{0}` needs at least one piece of evidence")]
    Evidence(String),
    /// An owner is needed.
    #[error("`{0}` needs an owner: an institution or function")]
    Owner(String),
    /// "Partly" needs a plan.
    #[error("`{0}` is in place in part: say what is planned")]
    Plan(String),
    /// The same question twice.
    #[error("`{0}` is answered twice")]
    Twice(String),
}

fn check_one(question: &Question, response: &Response) -> Result<(), ResponseError> {
    let id = || question.id.clone();
    let evidence = response.evidence.iter().any(|e| !e.trim().is_empty());
    let by_level = question.form == Form::Maturity && !question.negative;
    match response.answer {
        Answer::Unknown => Ok(()),
        Answer::Level { level } if by_level && level <= HIGHEST => {
            if level >= EVIDENCE_FROM && !evidence {
                return Err(ResponseError::Evidence(id()));
            }
            if level >= EVIDENCE_FROM && response.owner.trim().is_empty() {
                return Err(ResponseError::Owner(id()));
            }
            Ok(())
        }
        _ if by_level => Err(ResponseError::Kind(id(), "with a level from 0 to 5")),
        Answer::Level { .. } => Err(ResponseError::Kind(id(), "with yes, no or partly")),
        Answer::Partly if question.negative => Err(ResponseError::Kind(id(), "with yes or no")),
        Answer::Partly if !evidence => Err(ResponseError::Evidence(id())),
        Answer::Partly if response.plan.trim().is_empty() => Err(ResponseError::Plan(id())),
        Answer::Yes if question.negative && !evidence => Err(ResponseError::Evidence(id())),
        Answer::Yes | Answer::Partly | Answer::No => Ok(()),
    }
}

/// Where a domain stands. There is no figure over domains, and none for a country: no league table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DomainScore {
    /// The domain.
    pub domain: String,
    /// Questions of the domain, negative ones apart.
    pub questions: usize,
    /// Those answered, "unknown" not counted.
    pub answered: usize,
    /// Those of the answered that have evidence.
    pub evidenced: usize,
    /// Mean of the answered levels; none where nothing is answered.
    pub mean: Option<f64>,
    /// What is shown: the mean, at most [`CAP`] while a negative statement is true.
    pub shown: Option<f64>,
    /// Negative statements that cap it.
    pub capped_by: Vec<String>,
}

/// A filled form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The form.
    pub form: Form,
    /// Answers, in the order of the form.
    pub responses: Vec<Response>,
}

impl Assessment {
    /// Checks every answer and puts them in the order of the form.
    pub fn new(form: Form, mut responses: Vec<Response>) -> Result<Self, ResponseError> {
        let place = |id: &str| questions(form).position(|q| q.id == id);
        for response in &responses {
            let question = questions(form)
                .find(|q| q.id == response.question)
                .ok_or_else(|| ResponseError::Question(response.question.clone()))?;
            check_one(question, response)?;
        }
        responses.sort_by_key(|r| place(&r.question));
        if let Some(pair) = responses
            .windows(2)
            .find(|w| w[0].question == w[1].question)
        {
            return Err(ResponseError::Twice(pair[0].question.clone()));
        }
        Ok(Assessment { form, responses })
    }

    /// The answer to a question; none is unknown.
    pub fn response(&self, question: &str) -> Option<&Response> {
        self.responses.iter().find(|r| r.question == question)
    }

    /// Domains of the maturity model, in the order of the form.
    pub fn scores(&self) -> Vec<DomainScore> {
        let mut scores: Vec<DomainScore> = Vec::new();
        let mut sums: Vec<u32> = Vec::new();
        for question in questions(self.form).filter(|q| !q.negative) {
            let place = match scores.iter().position(|s| s.domain == question.domain) {
                Some(place) => place,
                None => {
                    scores.push(DomainScore {
                        domain: question.domain.clone(),
                        questions: 0,
                        answered: 0,
                        evidenced: 0,
                        mean: None,
                        shown: None,
                        capped_by: Vec::new(),
                    });
                    sums.push(0);
                    scores.len() - 1
                }
            };
            scores[place].questions += 1;
            let Some(response) = self.response(&question.id) else {
                continue;
            };
            if let Answer::Level { level } = response.answer {
                scores[place].answered += 1;
                sums[place] += u32::from(level);
                if !response.evidence.is_empty() {
                    scores[place].evidenced += 1;
                }
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            score.capped_by = questions(self.form)
                .filter(|q| q.negative && q.domain == score.domain)
                .filter(|q| {
                    self.response(&q.id)
                        .is_some_and(|r| r.answer == Answer::Yes)
                })
                .map(|q| q.id.clone())
                .collect();
            score.mean = (score.answered > 0).then(|| f64::from(sum) / score.answered as f64);
            score.shown = score.mean.map(|mean| {
                if score.capped_by.is_empty() {
                    mean
                } else {
                    mean.min(CAP)
                }
            });
        }
        scores
    }

    /// What would come next, as proposals for the plan: for each question that is known to be
    /// below where it should be. Unknown questions are not gaps; they are [`Self::unknown`].
    pub fn gaps(&self) -> Vec<Gap> {
        questions(self.form)
            .filter_map(|question| {
                let response = self.response(&question.id)?;
                let step = match response.answer {
                    Answer::Level { level } => levels().get(usize::from(level))?.step.clone()?,
                    Answer::No if !question.negative => levels()[0].step.clone()?,
                    Answer::Partly => levels()[1].step.clone()?,
                    _ => return None,
                };
                Some(Gap {
                    question: question.id.clone(),
                    about: question.labels.clone(),
                    step,
                    prevention_level: question.prevention_level.clone(),
                    basis: question.basis.clone(),
                })
            })
            .collect()
    }

    /// Questions that nobody answered, or whose answer nobody knows.
    pub fn unknown(&self) -> Vec<&'static Question> {
        questions(self.form)
            .filter(|q| {
                self.response(&q.id)
                    .is_none_or(|r| r.answer == Answer::Unknown)
            })
            .collect()
    }
}

/// A proposal for the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The question that shows it.
    pub question: String,
    /// What it is about.
    pub about: Labels,
    /// The next step.
    pub step: Labels,
    /// Code of the level of prevention.
    pub prevention_level: String,
    /// What asks for it.
    pub basis: String,
}

/// How an answer moved between two assessments of the same form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The question.
    pub question: String,
    /// Before.
    pub before: Answer,
    /// Now.
    pub now: Answer,
}

/// Questions whose answers differ between two assessments, in the order of the form. A question
/// that was or became unknown is a movement too.
pub fn movements(before: &Assessment, now: &Assessment) -> Vec<Movement> {
    questions(now.form)
        .filter_map(|question| {
            let answer = |a: &Assessment| {
                a.response(&question.id)
                    .map_or(Answer::Unknown, |r| r.answer)
            };
            let (old, new) = (answer(before), answer(now));
            (old != new).then(|| Movement {
                question: question.id.clone(),
                before: old,
                now: new,
            })
        })
        .collect()
}

#[derive(Deserialize)]
struct Row {
    form: Form,
    id: String,
    domain: String,
    basis: String,
    prevention: String,
    negative: bool,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    rows(include_str!("../data/assessments.csv"))
        .into_iter()
        .map(|row: Row| Question {
            form: row.form,
            id: row.id,
            domain: row.domain,
            basis: row.basis,
            prevention_level: row.prevention,
            negative: row.negative,
            labels: Labels {
                es: row.es,
                pt: row.pt,
                en: row.en,
                fr: row.fr,
            },
        })
        .collect()
});

static LEVELS: LazyLock<Vec<Level>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        level: Vec<Level>,
    }
    let file: File = toml::from_str(include_str!("../data/levels.toml"))
        .expect("the embedded levels are well formed; a test reads them");
    file.level
});
