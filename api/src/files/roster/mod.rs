//! `roster.csv` and `previous.csv`: one row per stretch of one activity.
//!
//! ```text
//! # paiban roster
//! # horizon: 2025-11-10 7 days of 30 min in Asia/Shanghai
//! # version: 0.1.0
//! # seed: 42
//! # input: 9f86d0…
//! # parent: 60303a…
//! agent_id,date,start,end,activity,queue
//! A01,2025-11-10,09:00,12:00,work,presales_chat
//! A01,2025-11-10,12:00,12:30,meal_unpaid,
//! ```
//! `date` is the day on which the shift starts; `start` and `end` are clock times counted from it
//! (`25:30` is half past one in the next morning) or full times. Rests are `meal`, `break` (paid)
//! and `meal_unpaid`, `break_unpaid`; whoever is at work and serves no queue is `idle`.

mod read;
mod write;

pub(crate) use read::{World, one_place_each, read, read_shifts};
pub(crate) use write::{write, write_shifts};

use domain::Activity;

/// Columns that every roster has.
pub(crate) const NEEDED: [&str; 5] = ["agent_id", "date", "start", "end", "activity"];
/// Columns it may have; `shift` tells apart two shifts of one date that touch.
pub(crate) const KNOWN: [&str; 2] = ["queue", "shift"];

/// Every activity but work, by its word.
pub(crate) const RESTS: [(&str, Activity); 7] = [
    ("idle", Activity::Idle),
    ("meal", Activity::Meal { paid: true }),
    ("meal_unpaid", Activity::Meal { paid: false }),
    ("break", Activity::Break { paid: true }),
    ("break_unpaid", Activity::Break { paid: false }),
    ("training", Activity::Training),
    ("meeting", Activity::Meeting),
];

/// The word for an activity, and the queue's id for work.
#[must_use]
pub fn activity_words(activity: &Activity) -> (&'static str, &str) {
    match activity {
        Activity::Work(queue) => ("work", queue.as_str()),
        Activity::Idle => ("idle", ""),
        Activity::Meal { paid: true } => ("meal", ""),
        Activity::Meal { paid: false } => ("meal_unpaid", ""),
        Activity::Break { paid: true } => ("break", ""),
        Activity::Break { paid: false } => ("break_unpaid", ""),
        Activity::Training => ("training", ""),
        Activity::Meeting => ("meeting", ""),
    }
}
