//! Write once, answer many: questionnaires as data, paragraphs that answer several questions,
//! figures in them that are confirmed and flagged when they change, and the chain of people who
//! clear an answer before it is frozen.

mod clearance;
mod paragraph;
mod questionnaire;

pub use clearance::{Act, Chain, ChainError, Entry, MAX_ENTRIES, Stage, Step};
pub use paragraph::{
    Confirmed, Figure, FigureState, MAX_FIGURES, MAX_PARAGRAPH, Paragraph, Piece, RenderError,
    TextError, parse,
};
pub use questionnaire::{
    Question, Questionnaire, QuestionnaireError, Reuse, Topic, questionnaires, reuse, topics,
};
