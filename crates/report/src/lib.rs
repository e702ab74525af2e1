//! *How is it said, shown and handed over?*
//!
//! A [`model::Document`] holds what a report or page says: sections of blocks, figures with
//! their intervals and denominators. The renderers turn the same document into
//! - semantic HTML fragments and a standalone page ([`html`]),
//! - charts and maps as SVG that need no script ([`svg`]),
//! - DOCX and XLSX (feature `office`),
//! - CSV ([`csv`]),
//! - JSON for the separate program `faro-pdf` ([`pdf`]).
//!
//! **Architecture invariant:** this crate computes no statistics. What it is given it shows,
//! with the interval, denominator, source and lineage that came with it.

#[cfg(feature = "situation")]
pub mod audit;
mod chart;
pub mod csv;
#[cfg(feature = "office")]
pub mod docx;
mod draw;
pub mod escape;
#[cfg(feature = "situation")]
pub mod figures;
mod flat;
pub mod format;
pub mod html;
#[cfg(feature = "situation")]
pub mod legal;
pub mod model;
#[cfg(feature = "situation")]
pub mod names;
pub mod pdf;
#[cfg(feature = "situation")]
pub mod rules;
#[cfg(feature = "situation")]
pub mod situation;
pub mod svg;
pub mod words;
#[cfg(feature = "office")]
pub mod xlsx;

pub use draw::{RAMP, SERIES, Tone};
