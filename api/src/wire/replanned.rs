//! A told roster planned again, on the wire.

use super::{Cost, Week};
use chrono_tz::Tz;
use domain::Span;
use serde::Serialize;

/// A roster planned again: what changes, what it saves, and the new week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Replanned {
    /// The days that change, by person and date.
    pub changes: Vec<RosterChange>,
    /// What the told roster costs without the shifts of the absent.
    pub before: Cost,
    /// What is charged for changes, beside the verdict's cost; the week's bound and gap are of both
    /// together.
    pub charged: f64,
    /// The new week.
    #[serde(flatten)]
    pub week: Week,
}

/// A person's day that is not as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterChange {
    /// Whose.
    pub agent: String,
    /// The day on which the shifts begin.
    pub date: String,
    /// Begin and end of every shift told, in the centre's civil time.
    pub before: Vec<[String; 2]>,
    /// Begin and end of every shift now.
    pub after: Vec<[String; 2]>,
    /// Whether an absence leaves no choice; then it is not charged.
    pub forced: bool,
}

/// Cost against changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReplanFrontier {
    /// What the told roster costs without the shifts of the absent.
    pub before: Cost,
    /// One entry per price, rising.
    pub points: Vec<ReplanPoint>,
}

/// The plan at one price of a changed day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReplanPoint {
    /// The price of a changed day.
    pub day_price: f64,
    /// People of whom something changes, absences aside.
    pub people: usize,
    /// Days that change, absences aside.
    pub days: usize,
    /// What the plan costs, charges of changes left out.
    pub cost: Cost,
    /// (cost and charges − bound) / (cost and charges).
    pub gap: f64,
}

impl RosterChange {
    /// A change with its times in `zone`.
    #[must_use]
    pub fn new(change: &solver::roster::Change, zone: Tz) -> Self {
        let written = |span: &Span| {
            [span.start, span.end].map(|at| at.local(zone).format("%Y-%m-%dT%H:%M").to_string())
        };
        Self {
            agent: change.agent.to_string(),
            date: change.date.to_string(),
            before: change.before.iter().map(written).collect(),
            after: change.after.iter().map(written).collect(),
            forced: change.forced,
        }
    }
}
