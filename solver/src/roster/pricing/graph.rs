//! The laws of one class as a graph: what the laws remember of the past is a node, what a day does
//! to it an arc. Built once; prices of half-hours never change it.

use super::laws::{Resource, Today, Weight, Work};
use super::rest::Rest;
use crate::roster::problem::DayChoices;
use std::collections::HashMap;
use std::sync::Arc as Shared;

/// The kind number of a day off.
pub(crate) const OFF: usize = usize::MAX;

/// Nodes between days, arcs over them, and the rest between shifts.
#[derive(Debug)]
pub(crate) struct Graph {
    /// One layer per day.
    pub(crate) layers: Vec<Layer>,
    /// Nodes after the last day; none when no tour is lawful.
    pub(crate) ends: usize,
    /// The rest between shifts.
    pub(crate) rest: Rest,
}

/// What one day can do.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    /// Arcs of each node, node after node.
    pub(crate) arcs: Vec<Arc>,
    /// Where each node's arcs begin, with the end behind the last.
    pub(crate) first: Vec<usize>,
    /// Whether the last shift was a night, for each node.
    pub(crate) after_night: Vec<bool>,
}

/// One way through a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arc {
    /// The kind of shift, or [`OFF`].
    pub(crate) kind: usize,
    /// The node it leads to.
    pub(crate) to: usize,
    /// What the laws charge for it, in minor units.
    pub(crate) price: i64,
}

/// The rests that laws ask for between two shifts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rests {
    /// Minutes between any two shifts.
    pub(crate) daily: Option<(i64, Weight)>,
    /// Minutes between a night and a shift that is none.
    pub(crate) after_night: Option<(i64, Weight)>,
    /// Minutes from the horizon's begin at which the last shift before it ended.
    pub(crate) last_end: Option<i64>,
    /// Minutes per slot.
    pub(crate) interval: i64,
}

/// Levels of all resources: what the laws remember.
type Memory = Vec<i32>;

impl Graph {
    /// The graph of these laws over these days.
    pub(crate) fn build(
        laws: &[Box<dyn Resource>],
        days: &[Shared<DayChoices>],
        calendar: &[Today],
        rests: Rests,
    ) -> Self {
        let night = laws.iter().position(|l| l.name() == "rest_after_nights");
        let mut here: Vec<Memory> = vec![laws.iter().map(|l| l.begin()).collect()];
        let mut layers = Vec::with_capacity(days.len());
        for (choices, today) in days.iter().zip(calendar) {
            let (layer, next) = day(laws, &here, choices, today, night);
            layers.push(layer);
            here = next;
        }
        let mut graph = Self { layers, ends: here.len(), rest: Rest::build(days, rests) };
        graph.prune();
        graph
    }

    /// Takes out arcs that lead to no lawful end.
    fn prune(&mut self) {
        let mut alive = vec![true; self.ends];
        for layer in self.layers.iter_mut().rev() {
            let nodes = layer.first.len() - 1;
            let (mut arcs, mut first) = (Vec::with_capacity(layer.arcs.len()), vec![0]);
            let mut lives = vec![false; nodes];
            for (node, lives) in lives.iter_mut().enumerate() {
                let all = &layer.arcs[layer.first[node]..layer.first[node + 1]];
                arcs.extend(all.iter().filter(|a| alive[a.to]));
                *lives = arcs.len() > first[node];
                first.push(arcs.len());
            }
            (layer.arcs, layer.first) = (arcs, first);
            alive = lives;
        }
    }

    /// How many nodes there are before `day`.
    pub(crate) fn nodes(&self, day: usize) -> usize {
        self.layers.get(day).map_or(self.ends, |l| l.first.len() - 1)
    }
}

fn day(
    laws: &[Box<dyn Resource>],
    here: &[Memory],
    choices: &DayChoices,
    today: &Today,
    night: Option<usize>,
) -> (Layer, Vec<Memory>) {
    let mut layer = Layer { first: vec![0], ..Layer::default() };
    let mut next: Vec<Memory> = Vec::new();
    let mut number: HashMap<Memory, usize> = HashMap::new();
    for past in here {
        layer.after_night.push(night.is_some_and(|n| past[n] == 1));
        let off = choices.off.map(|price| (OFF, None, price));
        let works = choices.kinds.iter().enumerate();
        let works = works.map(|(n, (work, _))| (n, Some(work), 0));
        for (kind, work, own) in off.into_iter().chain(works) {
            for (memory, price) in step(laws, past, today, work) {
                let to = *number.entry(memory).or_insert_with_key(|memory| {
                    next.push(memory.clone());
                    next.len() - 1
                });
                layer.arcs.push(Arc { kind, to, price: price + own });
            }
        }
        layer.first.push(layer.arcs.len());
    }
    (layer, next)
}

/// Moves every law by a day: where they can stand after it, with the sum of their prices; nothing
/// when one refuses.
fn step(
    laws: &[Box<dyn Resource>],
    past: &[i32],
    today: &Today,
    work: Option<&Work>,
) -> Vec<(Memory, i64)> {
    let mut ways = vec![(Memory::with_capacity(laws.len()), 0)];
    let mut steps = Vec::new();
    for (law, &level) in laws.iter().zip(past) {
        steps.clear();
        law.steps(level, today, work, &mut steps);
        let Some((last, others)) = steps.split_last() else { return Vec::new() };
        let mut more = Vec::new();
        for step in others {
            more.extend(ways.iter().map(|(memory, price)| {
                let mut memory = memory.clone();
                memory.push(step.level);
                (memory, price + step.price)
            }));
        }
        for (memory, price) in &mut ways {
            memory.push(last.level);
            *price += last.price;
        }
        ways.extend(more);
    }
    ways
}
