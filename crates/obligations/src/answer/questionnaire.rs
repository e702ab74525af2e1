use std::collections::BTreeSet;
use std::sync::LazyLock;

use faro_vocabulary::Labels;
use serde::{Deserialize, Serialize};

use super::Paragraph;
use crate::Mark;

/// What questions of different bodies have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Identifier, such as `demand`.
    pub id: String,
    /// Its name.
    pub labels: Labels,
}

/// One question of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Identifier within the questionnaire.
    pub id: String,
    /// The article that it is about, as the body counts.
    pub article: String,
    /// What it is about; several questions of several bodies share a topic.
    pub topics: Vec<String>,
    /// What it asks.
    pub asks: Labels,
}

/// What a body asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Identifier.
    pub id: String,
    /// The duty that it is handed in for.
    pub duty: String,
    /// How sure it is.
    pub mark: Mark,
    /// Its name.
    pub names: Labels,
    /// Its questions, in their order.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}

/// Why a file of questionnaires can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionnaireError {
    /// Not of the form.
    #[error("questionnaires: {0}")]
    Form(String),
    /// A topic that is not known.
    #[error("question {question} of `{questionnaire}` is about `{topic}`, which is not a topic")]
    Topic {
        /// The questionnaire.
        questionnaire: String,
        /// The question.
        question: String,
        /// The topic.
        topic: String,
    },
    /// An identifier that stands twice.
    #[error("`{0}` stands twice")]
    Twice(String),
}

/// Bytes of a file of questionnaires that are read.
const MAX_BYTES: usize = 2 << 20;

impl Questionnaire {
    /// Reads questionnaires from TOML, such as those that a country received. Topics are those
    /// of [`topics`].
    pub fn parse_all(text: &str) -> Result<Vec<Questionnaire>, QuestionnaireError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            questionnaire: Vec<Questionnaire>,
        }
        if text.len() > MAX_BYTES {
            return Err(QuestionnaireError::Form(format!(
                "the file has more than {MAX_BYTES} bytes"
            )));
        }
        let file: File =
            toml::from_str(text).map_err(|e| QuestionnaireError::Form(e.to_string()))?;
        check(&file.questionnaire, topics())?;
        Ok(file.questionnaire)
    }
}

fn check(list: &[Questionnaire], topics: &[Topic]) -> Result<(), QuestionnaireError> {
    let mut seen = BTreeSet::new();
    for questionnaire in list {
        if !seen.insert(questionnaire.id.clone()) {
            return Err(QuestionnaireError::Twice(questionnaire.id.clone()));
        }
        let mut own = BTreeSet::new();
        for question in &questionnaire.questions {
            if !own.insert(&question.id) {
                let name = format!("{}/{}", questionnaire.id, question.id);
                return Err(QuestionnaireError::Twice(name));
            }
            for topic in &question.topics {
                if !topics.iter().any(|known| known.id == *topic) {
                    return Err(QuestionnaireError::Topic {
                        questionnaire: questionnaire.id.clone(),
                        question: question.id.clone(),
                        topic: topic.clone(),
                    });
                }
            }
        }
    }
    Ok(())
}

/// A question that the same paragraphs can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reuse<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The question.
    pub question: &'a Question,
    /// Identifiers of paragraphs about at least one of its topics: those that share more topics
    /// first, then in the order in which they were given.
    pub paragraphs: Vec<&'a str>,
}

/// Which paragraphs of the library can answer which questions. A question for which there is
/// none has an empty list: that is where something is still to be written.
pub fn reuse<'a>(list: &'a [Questionnaire], library: &'a [Paragraph]) -> Vec<Reuse<'a>> {
    list.iter()
        .flat_map(|questionnaire| {
            questionnaire.questions.iter().map(move |question| {
                let shared = |paragraph: &Paragraph| {
                    let about = |topic: &&String| question.topics.contains(topic);
                    paragraph.topics.iter().filter(about).count()
                };
                let mut fitting: Vec<(usize, &str)> = library
                    .iter()
                    .map(|paragraph| (shared(paragraph), paragraph.id.as_str()))
                    .filter(|(shared, _)| *shared > 0)
                    .collect();
                fitting.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
                Reuse {
                    questionnaire,
                    question,
                    paragraphs: fitting.into_iter().map(|(_, id)| id).collect(),
                }
            })
        })
        .collect()
}

/// The topics, in the order of the table.
pub fn topics() -> &'static [Topic] {
    &EMBEDDED.topic
}

/// The embedded questionnaires: outlines in our own words.
pub fn questionnaires() -> &'static [Questionnaire] {
    &EMBEDDED.questionnaire
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Embedded {
    topic: Vec<Topic>,
    questionnaire: Vec<Questionnaire>,
}

static EMBEDDED: LazyLock<Embedded> = LazyLock::new(|| {
    let embedded: Embedded = toml::from_str(include_str!("../../data/questionnaires.toml"))
        .expect("the embedded questionnaires are well formed; a test reads them");
    check(&embedded.questionnaire, &embedded.topic)
        .expect("the embedded questionnaires are in order; a test reads them");
    embedded
});
