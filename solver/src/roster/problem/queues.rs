//! What each queue needs in each slot, and what it costs when people are missing.

use super::before::Before;
use super::goals::{Curve, Goal};
use super::{MICRO, Problem};
use domain::{Money, Shortage};

/// A queue's needs and prices.
#[derive(Debug, Clone)]
pub(crate) struct Queue {
    /// What missing people cost.
    pub(crate) shortage: Shortage,
    /// People needed in each slot.
    pub(crate) need: Vec<u32>,
    /// Whether it may be worked in each slot.
    pub(crate) open: Vec<bool>,
    /// The fewest heads in each slot, and the price of one missing.
    pub(crate) floor: Option<Floor>,
    /// People there from shifts before the horizon, in millionths.
    pub(crate) before: Vec<i64>,
    /// The same in heads.
    pub(crate) heads_before: Before,
    /// Work that may wait.
    pub(crate) tickets: Option<Tickets>,
    /// What it promises per day or week.
    pub(crate) goals: Vec<Goal>,
    /// Contacts too late in each slot, where they count for a goal.
    pub(crate) curves: Vec<Option<Curve>>,
}

/// A range of missing cover with one price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Missing {
    /// Agents in the range.
    pub(crate) agents: f64,
    /// The price of each in minor units.
    pub(crate) price: f64,
    /// Contacts too late for each.
    pub(crate) late: f64,
}

/// A floor under the heads on a queue.
#[derive(Debug, Clone)]
pub(crate) struct Floor {
    /// The fewest heads in each slot.
    pub(crate) heads: Vec<u16>,
    /// The price of one head missing in one slot, in minor units.
    pub(crate) price: i64,
}

/// A cap on heads at work together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seats {
    /// The seats.
    pub(crate) count: u16,
    /// The price of one head too many in one slot, in minor units.
    pub(crate) price: i64,
}

/// Work that may wait, in agent-slots.
#[derive(Debug, Clone)]
pub(crate) struct Tickets {
    /// Work arriving in each slot; the backlog is in the first.
    pub(crate) arriving: Vec<f64>,
    /// Work due by the end of each slot, summed up.
    pub(crate) due: Vec<f64>,
    /// The price of a slot's work not done when due, in minor units.
    pub(crate) price: f64,
}

impl Queue {
    /// Whole agents of a slot's need that are priced lightly.
    pub(crate) fn light_agents(&self, slot: usize) -> f64 {
        (self.shortage.light_share.get() * f64::from(self.need[slot]) - 1e-9).ceil().max(0.0)
    }

    /// Cover beyond which nothing gets better in a slot, tickets aside.
    pub(crate) fn enough(&self, slot: usize) -> f64 {
        let top = self.curves[slot].as_ref().map_or(0.0, Curve::top);
        top.max(f64::from(self.need[slot]))
    }

    /// Cover from shifts before the horizon, in standard agents.
    pub(crate) fn there(&self, slot: usize) -> f64 {
        self.before[slot] as f64 / MICRO as f64
    }

    /// What is missing in a slot when nobody is there, the cheapest first.
    pub(crate) fn missing(&self, slot: usize, interval: i64) -> Vec<Missing> {
        let (need, tier) = (f64::from(self.need[slot]), self.light_agents(slot));
        let curve = self.curves[slot].as_ref();
        let mut edges = vec![0.0, need - tier, need];
        edges.extend(curve.iter().flat_map(|c| &c.ends));
        edges.sort_by(|a, b| b.total_cmp(a));
        edges.dedup();
        let range = |edge: &[f64]| {
            let (from, to) = (edge[1], edge[0]);
            let hourly = match to {
                to if to <= need - tier => self.shortage.heavy,
                to if to <= need => self.shortage.light,
                _ => Money::ZERO,
            };
            let late = curve.map_or(0.0, |c| c.slope_at(from));
            Missing { agents: to - from, price: per_slot(hourly, interval), late }
        };
        edges.windows(2).map(range).collect()
    }

    /// The goals that count a slot's contacts too late.
    pub(crate) fn goals_of(&self, slot: usize) -> &[usize] {
        self.curves[slot].as_ref().map_or(&[], |c| &c.goals)
    }

    /// Contacts of a goal that are too late whatever is worked: where the queue is open with
    /// enough people, elsewhere with those there already.
    pub(crate) fn late_anyway(&self, goal: usize) -> f64 {
        let slots = self.goals[goal].slots.clone();
        let curves = slots.filter_map(|slot| Some((slot, self.curves[slot].as_ref()?)));
        let late =
            curves.map(
                |(slot, curve)| {
                    if self.open[slot] { curve.least() } else { curve.late(self.there(slot)) }
                },
            );
        late.sum()
    }

    /// The fewest and most people, beside those from before the horizon, that are best when each
    /// costs `price` and each contact too late `contact`.
    pub(crate) fn wanted(
        &self,
        problem: &Problem,
        slot: usize,
        (price, contact): (f64, f64),
    ) -> (f64, f64) {
        let (need, there) = (f64::from(self.need[slot]), self.there(slot));
        let tier = self.light_agents(slot);
        let light = per_slot(self.shortage.light, problem.interval);
        let heavy = per_slot(self.shortage.heavy, problem.interval);
        let curve = self.curves[slot].as_ref().filter(|_| contact > 0.0);
        let cost = |cover: f64| {
            let short = (need - cover).max(0.0);
            let missing = light * short.min(tier) + heavy * (short - tier).max(0.0);
            missing + contact * curve.map_or(0.0, |c| c.exactly(cover)) + price * (cover - there)
        };
        let whole = (0..curve.map_or(0, |c| c.exact.len())).map(|n| n as f64);
        let edges = [there, need - tier, need].into_iter().chain(whole).filter(|&c| c >= there);
        let costs: Vec<(f64, f64)> = edges.map(|cover| (cost(cover), cover - there)).collect();
        let least = costs.iter().map(|c| c.0).fold(f64::INFINITY, f64::min);
        let best = costs.iter().filter(|c| c.0 <= least + 1e-6).map(|c| c.1);
        let (fewest, most) =
            best.fold((f64::INFINITY, 0.0_f64), |(low, high), c| (low.min(c), high.max(c)));
        (fewest, if price > 0.0 { most } else { f64::INFINITY })
    }
}

/// The price per slot of an hourly price, unrounded.
pub(crate) fn per_slot(hourly: Money, interval: i64) -> f64 {
    hourly.0 as f64 * interval as f64 / 60.0
}
