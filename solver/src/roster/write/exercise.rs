//! Small numbers to share out, for the tests beside.

use crate::roster::problem::before::Before;
use crate::roster::problem::queues::Queue;
use crate::roster::problem::{Pool, Problem};
use domain::{Money, Share, Shortage};

/// A queue that is always open and needs so many; who is missing costs so many yuan an hour.
pub(super) fn queue(yuan: i64, need: &[u32]) -> Queue {
    let price = Money(100 * yuan);
    Queue {
        shortage: Shortage { light: price, light_share: Share::NONE, heavy: price },
        need: need.to_vec(),
        open: vec![true; need.len()],
        floor: None,
        before: vec![0; need.len()],
        heads_before: Before::nobody(need.len()),
        tickets: None,
        goals: Vec::new(),
        curves: vec![None; need.len()],
    }
}

/// Half-hours of these queues for people of these pools, whoever they are.
pub(super) fn problem(queues: Vec<Queue>, pools: Vec<Pool>) -> Problem {
    let slots = queues[0].need.len();
    Problem {
        slots,
        reach: slots,
        interval: 30,
        cyclic: false,
        queues,
        seats: None,
        pools,
        classes: Vec::new(),
        agents: Vec::new(),
        told: Vec::new(),
        start: Vec::new(),
        seated_before: Before::nobody(slots),
        windows: Vec::new(),
    }
}
