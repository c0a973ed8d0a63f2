//! What can be asked of a run, and who goes first.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What can be asked of a run: the commands of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What is to be expected.
    Forecast,
    /// The people needed for it.
    Staff,
    /// The cheapest lawful roster found.
    Roster,
    /// A told roster planned again: absences covered, with few changes.
    Replan,
    /// Every law, on a roster that is there.
    Check,
    /// How a roster would serve the customers.
    Simulate,
    /// Scenarios held against the centre as it is.
    Whatif,
    /// The months ahead, as `capacity.toml` of the inputs asks.
    Capacity,
    /// Why service was not what the roster promised.
    Reconcile,
}

impl Kind {
    /// The command's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forecast => "forecast",
            Self::Staff => "staff",
            Self::Roster => "roster",
            Self::Replan => "replan",
            Self::Check => "check",
            Self::Simulate => "simulate",
            Self::Whatif => "whatif",
            Self::Capacity => "capacity",
            Self::Reconcile => "reconcile",
        }
    }

    /// What kind of document it makes.
    #[must_use]
    pub const fn document(self) -> &'static str {
        match self {
            Self::Forecast => "forecast",
            Self::Staff => "requirement",
            Self::Roster | Self::Replan => "roster",
            Self::Check => "verdict",
            Self::Simulate => "performance",
            Self::Whatif => "comparison",
            Self::Capacity => "capacity",
            Self::Reconcile => "reconciliation",
        }
    }

    /// Whether it starts from a roster.
    #[must_use]
    pub const fn needs_roster(self) -> bool {
        matches!(self, Self::Replan | Self::Check | Self::Simulate | Self::Reconcile)
    }

    /// Whether it searches for rosters, within limits.
    pub(super) const fn searches(self) -> bool {
        matches!(self, Self::Roster | Self::Replan | Self::Whatif)
    }

    /// Whether it plans days that can be chosen.
    pub(super) const fn plans(self) -> bool {
        matches!(self, Self::Forecast | Self::Staff | Self::Roster | Self::Whatif)
    }

    /// Whether it simulates customers.
    pub(super) const fn simulates(self) -> bool {
        matches!(self, Self::Simulate | Self::Whatif)
    }
}

/// Who goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Before everything else: the roster of the day it is published.
    Urgent,
    /// As it comes.
    #[default]
    Normal,
    /// When nothing else waits: a sweep.
    Background,
}

impl Priority {
    /// Greater ones go first.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::Urgent => 10,
            Self::Normal => 0,
            Self::Background => -10,
        }
    }
}
