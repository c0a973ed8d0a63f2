//! Laws as a graph: what the laws remember of the past is a node, what a day does to it an arc.
//! Built once; prices of half-hours never change it.

use super::laws::{Left, Resource, Today, Work};
use crate::roster::problem::DayChoices;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc as Shared;

/// The kind number of a day off.
pub(crate) const OFF: usize = usize::MAX;

/// Nodes between days and arcs over them.
#[derive(Debug)]
pub(crate) struct Graph {
    /// One layer per day.
    pub(crate) layers: Vec<Layer>,
    /// Nodes after the last day; none when no tour is lawful.
    pub(crate) ends: usize,
    /// Whether rest after nights is among the laws.
    pub(crate) knows_nights: bool,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Arc {
    /// The kind of shift, or [`OFF`].
    pub(crate) kind: usize,
    /// The node it leads to.
    pub(crate) to: usize,
    /// What the laws charge for it, in minor units.
    pub(crate) price: i64,
}

/// Levels of all resources: what the laws remember.
type Memory = Vec<i32>;

impl Graph {
    /// The graph of these laws over these days.
    pub(crate) fn build(
        laws: &[&dyn Resource],
        days: &[Shared<DayChoices>],
        calendar: &[Today],
    ) -> Self {
        let night = laws.iter().position(|l| l.name() == "rest_after_nights");
        let mut here: Vec<Memory> = vec![laws.iter().map(|l| l.begin()).collect()];
        let mut layers = Vec::with_capacity(days.len());
        for (choices, today) in days.iter().zip(calendar) {
            let week = calendar.iter().filter(|t| t.week == today.week && t.day > today.day);
            let left = Left {
                week: week.count() as i32,
                horizon: (calendar.len() - today.day - 1) as i32,
            };
            let (layer, next) = day(laws, &here, choices, (today, left), night);
            layers.push(layer);
            here = next;
        }
        let mut graph = Self { layers, ends: here.len(), knows_nights: night.is_some() };
        graph.prune();
        graph.merge();
        graph
    }

    /// Takes out arcs that lead to no lawful end.
    fn prune(&mut self) {
        let mut alive = vec![true; self.ends];
        for layer in self.layers.iter_mut().rev() {
            let (mut arcs, mut first) = (Vec::with_capacity(layer.arcs.len()), vec![0]);
            let mut lives = vec![false; layer.first.len() - 1];
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

    /// Makes one of nodes with the same future.
    fn merge(&mut self) {
        let mut renamed: Vec<usize> = vec![0; self.ends];
        self.ends = self.ends.min(1);
        for layer in self.layers.iter_mut().rev() {
            let mut new = Layer { first: vec![0], ..Layer::default() };
            let mut known: HashMap<(Vec<Arc>, bool), usize, BuildHasherDefault<Mix>> =
                HashMap::default();
            let mut names = Vec::with_capacity(layer.after_night.len());
            for node in 0..layer.after_night.len() {
                let all = &layer.arcs[layer.first[node]..layer.first[node + 1]];
                let mut arcs: Vec<Arc> =
                    all.iter().map(|a| Arc { to: renamed[a.to], ..*a }).collect();
                arcs.sort_by_key(|a| (a.kind, a.to, a.price));
                arcs.dedup_by_key(|a| (a.kind, a.to));
                let night = layer.after_night[node];
                let name = *known.entry((arcs, night)).or_insert_with_key(|(arcs, night)| {
                    new.arcs.extend(arcs);
                    new.first.push(new.arcs.len());
                    new.after_night.push(*night);
                    new.after_night.len() - 1
                });
                names.push(name);
            }
            *layer = new;
            renamed = names;
        }
    }

    /// How many nodes there are before `day`.
    pub(crate) fn nodes(&self, day: usize) -> usize {
        self.layers.get(day).map_or(self.ends, |l| l.first.len() - 1)
    }
}

fn day(
    laws: &[&dyn Resource],
    here: &[Memory],
    choices: &DayChoices,
    (today, left): (&Today, Left),
    night: Option<usize>,
) -> (Layer, Vec<Memory>) {
    let mut layer = Layer { first: vec![0], ..Layer::default() };
    let mut next: Vec<Memory> = Vec::new();
    let mut number: HashMap<Memory, usize, BuildHasherDefault<Mix>> = HashMap::default();
    for past in here {
        layer.after_night.push(night.is_some_and(|n| past[n] == 1));
        let off = choices.off.map(|price| (OFF, None, price));
        let works = choices.kinds.iter().enumerate().map(|(n, (work, _))| (n, Some(work), 0));
        for (kind, work, own) in off.into_iter().chain(works) {
            for (memory, price) in step(laws, past, (today, left), work) {
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
    laws: &[&dyn Resource],
    past: &[i32],
    (today, left): (&Today, Left),
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
                let mut memory: Memory = memory.clone();
                memory.push(law.settle(step.level, left));
                (memory, price + step.price)
            }));
        }
        for (memory, price) in &mut ways {
            memory.push(law.settle(last.level, left));
            *price += last.price;
        }
        ways.extend(more);
    }
    ways
}

/// A quick hash for short runs of small numbers.
#[derive(Debug, Default, Clone, Copy)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(27);
    }
    fn write_i64(&mut self, word: i64) {
        self.write_u64(word as u64);
    }
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}
