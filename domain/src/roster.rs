//! Who works when: immutable, with parents and provenance.

use crate::grid::Grid;
use crate::ids::AgentId;
use crate::shift::Shift;

/// A horizon's shifts, sorted by agent and start. Never edited: an edit makes a child.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// The horizon.
    pub grid: Grid,
    /// Every shift.
    pub shifts: Vec<Shift>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Where a roster comes from, so that it can be made again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The product's version.
    pub version: String,
    /// The seed of every random choice.
    pub seed: u64,
    /// Hash of all inputs (SHA-256, hexadecimal).
    pub input_hash: String,
    /// The roster this one was made from, by its hash.
    pub parent: Option<String>,
}

impl Roster {
    /// A roster with its shifts put in order.
    #[must_use]
    pub fn new(grid: Grid, mut shifts: Vec<Shift>, provenance: Provenance) -> Self {
        shifts.sort_by(|a, b| (&a.agent, a.span().start).cmp(&(&b.agent, b.span().start)));
        Self { grid, shifts, provenance }
    }
    /// The shifts of one agent in time order.
    pub fn shifts_of<'a>(&'a self, agent: &'a AgentId) -> impl Iterator<Item = &'a Shift> + 'a {
        let from = self.shifts.partition_point(|s| &s.agent < agent);
        self.shifts[from..].iter().take_while(move |s| &s.agent == agent)
    }
}
