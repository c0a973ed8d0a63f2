//! Laws as a graph: what the laws remember of the past is a node, what a day does to it an arc.
//! Built once; prices of half-hours never change it.

use super::laws::{Left, Resource, Step, Today, Work};
use crate::roster::problem::DayChoices;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc as Shared;

/// The group of a day off.
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
    /// Kinds of shifts that none of the laws tells from one another.
    pub(crate) groups: Vec<Vec<usize>>,
}

/// One way through a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Arc {
    /// The group of kinds of shifts, or [`OFF`].
    pub(crate) group: usize,
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
            let groups = std::mem::take(&mut layer.groups);
            let mut new = Layer { first: vec![0], groups, ..Layer::default() };
            let mut known: HashMap<(Vec<Arc>, bool), usize, BuildHasherDefault<Mix>> =
                HashMap::default();
            let mut names = Vec::with_capacity(layer.after_night.len());
            for node in 0..layer.after_night.len() {
                let all = &layer.arcs[layer.first[node]..layer.first[node + 1]];
                let mut arcs: Vec<Arc> =
                    all.iter().map(|a| Arc { to: renamed[a.to], ..*a }).collect();
                arcs.sort_by_key(|a| (a.group, a.to, a.price));
                arcs.dedup_by_key(|a| (a.group, a.to));
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

impl Layer {
    /// The group of a kind; [`OFF`] where no arc has it.
    pub(crate) fn group_of(&self, kind: usize) -> usize {
        self.groups.iter().position(|group| group.contains(&kind)).unwrap_or(OFF)
    }
}

/// Kinds of shifts by what these laws look at of them.
pub(crate) fn groups(laws: &[&dyn Resource], choices: &DayChoices) -> Vec<(Work, Vec<usize>)> {
    let mut groups: Vec<(Work, Vec<usize>)> = Vec::new();
    for (kind, (work, _)) in choices.kinds.iter().enumerate() {
        let seen = work.seen_by(laws);
        match groups.iter_mut().find(|(work, _)| *work == seen) {
            Some((_, kinds)) => kinds.push(kind),
            None => groups.push((seen, vec![kind])),
        }
    }
    groups
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
    let groups = groups(laws, choices);
    let mut ways = Ways::default();
    for past in here {
        layer.after_night.push(night.is_some_and(|n| past[n] == 1));
        let off = choices.off.map(|price| (OFF, None, price));
        let works = groups.iter().enumerate().map(|(n, (work, _))| (n, Some(work), 0));
        for (group, work, own) in off.into_iter().chain(works) {
            ways.find(laws, past, (today, left), work);
            for (way, price) in ways.prices.iter().enumerate() {
                let memory = &ways.levels[way * laws.len()..(way + 1) * laws.len()];
                let known = number.get(memory).copied();
                let to = known.unwrap_or_else(|| {
                    number.insert(memory.to_vec(), next.len());
                    next.push(memory.to_vec());
                    next.len() - 1
                });
                layer.arcs.push(Arc { group, to, price: price + own });
            }
        }
        layer.first.push(layer.arcs.len());
    }
    layer.groups = groups.into_iter().map(|(_, kinds)| kinds).collect();
    (layer, next)
}

/// Where all laws can stand after a day, each way with the sum of their prices.
#[derive(Debug, Default)]
struct Ways {
    /// The levels of all laws, way after way.
    levels: Memory,
    prices: Vec<i64>,
    steps: Vec<Step>,
}

impl Ways {
    /// Moves every law by a day; there is no way when one refuses.
    fn find(
        &mut self,
        laws: &[&dyn Resource],
        past: &[i32],
        (today, left): (&Today, Left),
        work: Option<&Work>,
    ) {
        self.levels.clear();
        self.levels.resize(laws.len(), 0);
        self.prices.clear();
        self.prices.push(0);
        for (n, (law, &level)) in laws.iter().zip(past).enumerate() {
            self.steps.clear();
            law.steps(level, today, work, &mut self.steps);
            let Some((last, others)) = self.steps.split_last() else {
                self.levels.clear();
                return self.prices.clear();
            };
            let ways = self.prices.len();
            for step in others {
                for way in 0..ways {
                    let row = way * laws.len()..(way + 1) * laws.len();
                    let begin = self.levels.len();
                    self.levels.extend_from_within(row);
                    self.levels[begin + n] = law.settle(step.level, left);
                    self.prices.push(self.prices[way] + step.price);
                }
            }
            for way in 0..ways {
                self.levels[way * laws.len() + n] = law.settle(last.level, left);
                self.prices[way] += last.price;
            }
        }
    }
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
