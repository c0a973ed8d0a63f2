//! What the engine simulates: classes of contacts, groups of agents, and who is where when.
//!
//! A finished roster and a textbook model are both compiled into this. Times are seconds from the
//! start; slots have equal length.

use super::shape::Sampler;
use domain::Spread;

/// A model ready to run.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub slot_seconds: f64,
    pub slots: usize,
    /// A number for every slot's beginning, the same in every model that contains that moment.
    pub slot_keys: Vec<u64>,
    /// A number for every slot's day.
    pub day_keys: Vec<u64>,
    pub classes: Vec<Class>,
    pub groups: Vec<Group>,
    /// A number for every agent.
    pub agent_keys: Vec<u64>,
    /// How fast agent `a` serves class `c`: `speeds[a · classes + c]`.
    pub speeds: Vec<f64>,
    /// Who does what from when, by time.
    pub duties: Vec<Duty>,
    /// Most contacts in the system; those beyond are blocked.
    pub capacity: Option<u32>,
    pub choice: Choice,
    pub end: End,
    /// Mean length of a short absence.
    pub absence: f64,
    /// Whether all classes share one day factor.
    pub common_busyness: bool,
}

/// A stream of contacts of one sort.
#[derive(Debug, Clone)]
pub(super) struct Class {
    pub key: u64,
    pub kind: Kind,
    /// Expected contacts per slot.
    pub expected: Vec<f64>,
    /// Whether exactly the expected numbers arrive.
    pub counted: bool,
    pub spread: Vec<Spread>,
    pub open: Vec<bool>,
    /// Mean work per contact by slot of arrival, in seconds of a standard agent.
    pub work: Vec<f64>,
    pub work_shape: Sampler,
    /// Mean patience by slot of arrival; infinite when nobody hangs up.
    pub patience: Vec<f64>,
    pub patience_shape: Sampler,
    /// The promised time; infinite when none is.
    pub within: f64,
    /// Groups that serve it: better tiers first, longest idle within a tier.
    pub tiers: Vec<Vec<u32>>,
    pub retry: Option<Retry>,
    /// Whether contacts wait when nobody is free; else they are lost.
    pub waits: bool,
    /// What follows the handling.
    pub following: Option<Box<Following>>,
    /// Contacts waiting when the simulation begins.
    pub backlog: u32,
}

/// How a class is served.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// One at a time.
    Call,
    /// Several at a time: completion rate with j open is `speed[j − 1]`.
    Chat { speed: Vec<f64> },
    /// One at a time, whenever nothing live waits; in time when *done* in time.
    Ticket,
}

impl Class {
    /// The most contacts of this class one agent holds.
    pub(super) fn concurrency(&self) -> usize {
        if let Kind::Chat { speed } = &self.kind { speed.len() } else { 1 }
    }
}

/// Some of those who hang up try again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Retry {
    pub share: f64,
    pub after: f64,
}

/// What follows the handling of a class's contacts.
#[derive(Debug, Clone)]
pub(super) struct Following {
    /// Which colleagues are asked.
    pub asked: Option<Asked>,
    /// The classes it is handed over to, each with the shares of all up to it.
    pub to: Vec<(u32, f64)>,
    /// Mean and shape of after-contact work.
    pub wrap_up: Option<(f64, Sampler)>,
}

/// Asking a colleague.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub share: f64,
    pub tiers: Vec<Vec<u32>>,
    pub mean: f64,
    pub shape: Sampler,
}

/// Agents with the same duty and skills.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Classes it serves: better tiers first, longest waiting within a tier.
    pub tiers: Vec<Vec<u32>>,
    /// Share of its time lost to short absences.
    pub shrinkage: f64,
    /// The class its people are rostered on.
    pub duty: Option<usize>,
}

/// From `time` on, something else is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Duty {
    pub time: f64,
    pub what: What,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// An agent works in a group.
    Work { agent: u32, group: u32 },
    /// An agent rests for so many seconds, from when the last contact is finished.
    Rest { agent: u32, seconds: f64 },
    /// An agent is away until told otherwise.
    Off { agent: u32 },
    /// A group of interchangeable agents `first..first + most` has `size` members.
    Resize { group: u32, first: u32, most: u32, size: u32 },
}

/// Which of several groups takes a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// By tier, then whoever is idle longest.
    LongestIdle,
    /// By tier, then any idle agent with equal probability.
    Evenly,
}

/// What happens after the last slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Everything stops; who waits is counted as waiting.
    Cut,
    /// Nobody arrives any more; those inside are served or hang up.
    Drain,
}
