//! Glances: what one person more or fewer in a slot changes, remembered while the slot stands as it
//! is.
//!
//! Most slides are refused, and most slots look the same from one slide to the next: so a slide is
//! first looked at with what is remembered, and only seated when that may be bearable.

use crate::roster::problem::Problem;
use crate::roster::seating::Seating;

/// Whether somebody comes or goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    Comes,
    Goes,
}

/// What one person more or fewer changes, in minor units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance {
    /// The state of the slot that it holds for.
    stamp: u64,
    /// Cost of the slot, late ticket work aside: after less before.
    pub(super) live: i64,
    /// What the ticket work done besides saves at most.
    pub(super) late: f64,
}

/// What is remembered, per slot, pool and way.
#[derive(Debug)]
pub(super) struct Glances {
    pools: usize,
    all: Vec<Glance>,
}

impl Glances {
    /// Nothing is known yet.
    pub(super) fn new(problem: &Problem) -> Self {
        let pools = problem.pools.len();
        let unknown = Glance { stamp: u64::MAX, live: 0, late: 0.0 };
        Self { pools, all: vec![unknown; 2 * pools * problem.slots] }
    }

    /// What a person of a pool changes in a slot.
    pub(super) fn of(
        &mut self,
        (slot, pool, way): (usize, usize, Way),
        seating: &mut Seating<'_>,
    ) -> Glance {
        let at = 2 * (slot * self.pools + pool) + way as usize;
        let stamp = seating.stamp(slot);
        if self.all[at].stamp != stamp {
            let before = (seating.cost_of(slot), seating.worth_of_tickets(slot));
            seating.open_journal();
            match way {
                Way::Comes => seating.add(slot, pool),
                Way::Goes => seating.remove(slot, pool),
            }
            let live = seating.cost_of(slot) - before.0;
            let late = (seating.worth_of_tickets(slot) - before.1).max(0.0);
            seating.take_back();
            self.all[at] = Glance { stamp, live, late };
        }
        self.all[at]
    }
}
