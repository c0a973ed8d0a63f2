//! A roster on the wire: who works when.

use super::grid::{Horizon, civil};
use crate::files::activity_words;
use domain::Grid;
use serde::Serialize;

/// Who works when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Roster {
    /// The days rostered.
    pub horizon: Horizon,
    /// Every shift, by agent and start.
    pub shifts: Vec<Shift>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// One person's working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// Who works it.
    pub agent: String,
    /// The civil date on which it starts.
    pub date: String,
    /// Arrival.
    pub start: String,
    /// Departure.
    pub end: String,
    /// Time on shift without unpaid breaks and meals.
    pub paid_minutes: i64,
    /// What is done when, without gaps.
    pub stretches: Vec<Stretch>,
}

/// A stretch of one activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Its begin.
    pub start: String,
    /// Its end.
    pub end: String,
    /// `work`, `idle`, `meal`, `break`, `meal_unpaid`, `break_unpaid`, `training` or `meeting`.
    pub activity: &'static str,
    /// The queue, for work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
}

/// Where a roster comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The product's version.
    pub version: String,
    /// The seed of every random choice.
    pub seed: u64,
    /// SHA-256 of the inputs.
    pub input_hash: String,
    /// The roster it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

impl From<&domain::Roster> for Roster {
    fn from(roster: &domain::Roster) -> Self {
        Self {
            horizon: (&roster.grid).into(),
            shifts: roster.shifts.iter().map(|s| Shift::new(s, &roster.grid)).collect(),
            provenance: (&roster.provenance).into(),
        }
    }
}

impl Shift {
    /// A shift in the civil time of `grid`.
    #[must_use]
    pub fn new(shift: &domain::Shift, grid: &Grid) -> Self {
        let span = shift.span();
        Self {
            agent: shift.agent.to_string(),
            date: shift.date.to_string(),
            start: civil(grid, span.start),
            end: civil(grid, span.end),
            paid_minutes: shift.paid().0,
            stretches: shift.stretches.iter().map(|s| stretch(s, grid)).collect(),
        }
    }
}

fn stretch(stretch: &domain::Stretch, grid: &Grid) -> Stretch {
    let (activity, queue) = activity_words(&stretch.activity);
    Stretch {
        start: civil(grid, stretch.span.start),
        end: civil(grid, stretch.span.end),
        activity,
        queue: (!queue.is_empty()).then(|| queue.to_owned()),
    }
}

impl From<&domain::Provenance> for Provenance {
    fn from(stamp: &domain::Provenance) -> Self {
        Self {
            version: stamp.version.clone(),
            seed: stamp.seed,
            input_hash: stamp.input_hash.clone(),
            parent: stamp.parent.clone(),
        }
    }
}
