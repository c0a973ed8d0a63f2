//! The audit: what in a centre contradicts itself, before anybody plans a week with it.
//!
//! It looks at the centre alone; files, lines and columns are the reader's to add, from each
//! finding's [`Place`]. An error (`E…`) makes every plan wrong or impossible, a warning (`W…`) is
//! lawful but seldom meant. Codes are listed in `docs/errors.md`.

mod availability;
mod contracts;
mod names;
mod people;
mod queues;
mod templates;

use crate::centre::Centre;
use crate::ids::{AgentId, ContractId, QueueId, TemplateId};
use std::fmt;

/// Everything in `centre` that contradicts itself or is seldom meant, in the order: names, queues,
/// templates, contracts, people, availability.
#[must_use]
pub fn audit(centre: &Centre) -> Vec<Finding> {
    let mut all = names::look(centre);
    all.extend(queues::look(centre));
    all.extend(templates::look(centre));
    all.extend(contracts::look(centre));
    all.extend(people::look(centre));
    all.extend(availability::look(centre));
    all
}

/// Something found by the [`audit()`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable code, such as `E1109`.
    pub code: &'static str,
    /// Whether planning can go on.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do, in lower case without a full stop.
    pub cure: String,
    /// Where.
    pub place: Place,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Seldom meant; planning goes on.
    Warning,
    /// Every plan would be wrong or impossible.
    Error,
}

/// Which noun of the centre a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A queue.
    Queue(QueueId),
    /// A contract.
    Contract(ContractId),
    /// A shift template.
    Template(TemplateId),
    /// An agent.
    Agent(AgentId),
    /// A row of availability, by its index in [`Centre::availability`].
    Availability(usize),
    /// A calendar event, by its index in [`crate::Calendar::events`].
    Event(usize),
    /// A law, by its name in `rules.toml`.
    Law(&'static str),
}

impl Finding {
    fn error(code: &'static str, place: Place, message: String, cure: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, message, cure: cure.into(), place }
    }
    fn warning(code: &'static str, place: Place, message: String, cure: impl Into<String>) -> Self {
        Self { code, severity: Severity::Warning, message, cure: cure.into(), place }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{word}[{}]: {}\n  hint: {}", self.code, self.message, self.cure)
    }
}
