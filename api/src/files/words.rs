//! The words that files, and JSON with them, have for the domain's enumerations.

pub(crate) use super::agents::seniority_word as seniority;
pub(crate) use super::availability::word as availability;
pub(crate) use super::calendar::event_words as event;
pub(crate) use super::centre::{break_word as break_kind, period_word as period, weekday};
