//! The people: what they can do, when they can come, what they wish.

use crate::ids::{AgentId, ContractId, QueueId, TeamId};
use crate::moment::Span;
use crate::units::{Minutes, Share};
use chrono::NaiveDate;

/// A person on the roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// The id in every file.
    pub id: AgentId,
    /// How people call them.
    pub name: String,
    /// Their team.
    pub team: TeamId,
    /// Their kind of employment.
    pub contract: ContractId,
    /// Queues they can serve and how fast, 1 being the standard: `0.8` serves 0.8 of a standard
    /// agent's contacts.
    pub skills: Vec<(QueueId, f64)>,
    /// First day of employment; no shift before it.
    pub hire_date: Option<NaiveDate>,
    /// The id another system knows them by.
    pub external_id: Option<String>,
    /// Their seniority.
    pub seniority: Option<Seniority>,
    /// May not work nights or overtime (pregnancy, nursing, medical advice).
    pub protected: bool,
    /// Overtime already worked in the calendar month before the horizon.
    pub overtime_to_date: Minutes,
    /// Paid time already worked in the working-time period before the horizon.
    pub period_to_date: Minutes,
}

/// How long someone has done the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seniority {
    /// Learning.
    Junior,
    /// Settled.
    Middle,
    /// Leading.
    Senior,
}

/// A stretch of time with something to say about one agent.
#[derive(Debug, Clone, PartialEq)]
pub struct Availability {
    /// Whom it concerns.
    pub agent: AgentId,
    /// When.
    pub span: Span,
    /// What it says.
    pub kind: AvailabilityKind,
}

/// What an availability row says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AvailabilityKind {
    /// Approved leave: no work.
    Leave,
    /// Cannot come: no work.
    Unavailable,
    /// No shift begins then; one that began before may run on into it.
    NoStart,
    /// Would like to work then, with this weight from 0 to 1.
    PreferOn(Share),
    /// Would rather not, with this weight from 0 to 1.
    PreferOff(Share),
    /// Must attend training then; paid, no contacts.
    Training,
    /// Has exactly this shift: start and end are fixed.
    LockedShift,
}

impl Agent {
    /// How fast they serve `queue`; `None` when they cannot.
    #[must_use]
    pub fn efficiency(&self, queue: &QueueId) -> Option<f64> {
        self.skills.iter().find(|(q, _)| q == queue).map(|(_, e)| *e)
    }
}
