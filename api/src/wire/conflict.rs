//! Why no roster is possible, and the cheapest way out, on the wire.

use super::grid::told;
use super::major;
use domain::Centre;
use serde::Serialize;

/// Laws, people and days that cannot all be satisfied; leaving out any one resolves it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// The laws that clash.
    pub laws: Vec<&'static str>,
    /// The people whose laws, leave, locks or trainings clash.
    pub agents: Vec<String>,
    /// The days on which their rows of availability.csv, or floors under people, have a part in it.
    pub days: Vec<String>,
    /// Whether shifts before the horizon have a part in it.
    pub past: bool,
    /// Floors under the people on queues that cannot all be kept.
    pub uncovered: Vec<Uncovered>,
    /// The cheapest way out that was found; absent when none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relaxation: Option<Relaxation>,
}

/// A floor under the people on a queue that is part of a clash.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Uncovered {
    /// The queue.
    pub queue: String,
    /// From when.
    pub start: String,
    /// Until when.
    pub end: String,
    /// How many people are due.
    pub due: u32,
    /// How many people could serve the queue at all.
    pub able: usize,
}

/// Hard laws loosened just so far that a roster exists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relaxation {
    /// What must be allowed.
    pub loosened: Vec<Loosened>,
    /// What the week then costs, in the centre's currency.
    pub cost: f64,
    /// The price of the breaches, beside the cost: `breach_price` for every unit.
    pub charged: f64,
    /// What a unit of breach counts while the way out is looked for.
    pub breach_price: f64,
    /// Whether no other way out is cheaper, breaches and cost together; otherwise it is the
    /// cheapest found.
    pub proved: bool,
}

/// A breach of a hard law that would make a roster possible.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Loosened {
    /// The law's name in `rules.toml`.
    pub law: &'static str,
    /// Whom it concerns, where it concerns one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// From when.
    pub start: String,
    /// By how much, in `unit`.
    pub amount: f64,
    /// The law's unit.
    pub unit: &'static str,
    /// What would happen.
    pub what: String,
}

impl Conflict {
    /// A clash in this centre.
    #[must_use]
    pub fn new(conflict: &solver::roster::Conflict, centre: &Centre) -> Self {
        let zone = centre.zone;
        let civil = |at: domain::Moment| told(at.local(zone));
        let uncovered = |u: &solver::roster::Uncovered| Uncovered {
            queue: u.queue.to_string(),
            start: civil(u.span.start),
            end: civil(u.span.end),
            due: u.due.0,
            able: u.able,
        };
        let loosened = |v: &domain::Violation| Loosened {
            law: v.law,
            agent: v.breach.agent.as_ref().map(ToString::to_string),
            start: civil(v.breach.span.start),
            amount: v.breach.amount,
            unit: v.unit,
            what: v.breach.what.clone(),
        };
        let relaxation = conflict.relaxation.as_ref().map(|r| Relaxation {
            loosened: r.loosened.iter().map(loosened).collect(),
            cost: major(r.cost),
            charged: major(r.charged),
            breach_price: major(solver::roster::BREACH),
            proved: r.proved,
        });
        Self {
            laws: conflict.laws.clone(),
            agents: conflict.agents.iter().map(ToString::to_string).collect(),
            days: conflict.days.iter().map(ToString::to_string).collect(),
            past: conflict.past,
            uncovered: conflict.uncovered.iter().map(uncovered).collect(),
            relaxation,
        }
    }
}
