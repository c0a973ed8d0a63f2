//! Pricing: the exactly best tour of one class for given values of half-hours.
//!
//! ```text
//! worth(choice)   Σ values of its slots − the least valuable lawful places for its breaks − cost
//! V[day+1][node'][end]  max over nodes, ends up to what the rest allows, choices of the arc's kind
//! ```
//! One pass over days; no allocation once the scratch has grown; milliseconds or less.

pub(crate) mod breaks;
pub(crate) mod crew;
pub(crate) mod graph;
pub(crate) mod lawbook;
pub(crate) mod laws;
pub(crate) mod rest;

use super::problem::{Class, Problem};
use breaks::Values;
use graph::{Graph, OFF};
use lawbook::Mask;
use rest::Rest;
use std::ops::Range;

/// One person's horizon.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tour {
    /// What is worked on each day.
    pub(crate) days: Vec<Option<Placed>>,
    /// Pay and prices of the person's own breaches, in minor units.
    pub(crate) cost: i64,
}

/// A shift with its breaks placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Its number among the day's choices.
    pub(crate) choice: usize,
    /// The slots after its start at which its breaks begin.
    pub(crate) breaks: Vec<usize>,
}

/// A best tour and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Priced {
    /// Values of the slots worked, less the tour's cost.
    pub(crate) worth: f64,
    /// The tour.
    pub(crate) tour: Tour,
}

/// Scratch space of the pricing; reused from call to call.
#[derive(Debug, Default)]
pub(crate) struct Pricer {
    values: Values,
    worth: Vec<Vec<f64>>,
    best: Vec<Vec<f64>>,
    from: Vec<Vec<u32>>,
    via: Vec<Vec<u32>>,
    highest: Vec<f64>,
    highest_at: Vec<u32>,
    /// What each day may be; nothing where every day may be anything.
    scope: Vec<Day>,
    /// How often a tour was priced.
    pub(crate) calls: u64,
}

/// What one day of a tour may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Day {
    /// Anything lawful.
    Free,
    /// What it is.
    Held(Option<Placed>),
}

impl Day {
    /// Which of so many choices it may be.
    fn choices(&self, all: Range<usize>) -> Range<usize> {
        match self {
            Self::Free => all,
            Self::Held(Some(placed)) if all.contains(&placed.choice) => {
                placed.choice..placed.choice + 1
            }
            Self::Held(_) => 0..0,
        }
    }
}

const NEVER: f64 = f64::NEG_INFINITY;
const DAY_OFF: u32 = u32::MAX;

impl Pricer {
    /// The best tour of `class` when a slot of the horizon at work is worth `values[slot]`; `None`
    /// when no tour is lawful.
    pub(crate) fn best(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
    ) -> Option<Priced> {
        self.search(problem, class, values, |_, _, _| None)
    }

    /// A good tour, found in at most so many passes: a soft law that is still broken after the last
    /// stays broken, at its price.
    pub(crate) fn good(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
        passes: usize,
    ) -> Option<Priced> {
        self.search(problem, class, values, |pass, mut priced, charge| {
            let charge = charge.filter(|_| pass >= passes)?;
            priced.tour.cost += charge;
            priced.worth -= charge as f64;
            Some(priced)
        })
    }

    /// The best tour when laws that would join after so many passes are left out: it is worth no
    /// less than the best under all laws, and may break some.
    pub(crate) fn relaxed(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
        passes: usize,
    ) -> Option<Priced> {
        self.search(problem, class, values, |pass, priced, _| (pass >= passes).then_some(priced))
    }

    /// The best tour that is as held on every day that is not free; half-hours of held days are
    /// worth nothing here.
    pub(crate) fn within(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
        days: Vec<Day>,
    ) -> Option<Priced> {
        self.scope = days;
        let found = self.search(problem, class, values, |_, _, _| None);
        self.scope.clear();
        found
    }

    /// Passes until no law is broken, or `enough` says what to make of a tour that breaks some, by
    /// the number of passes and what those laws charge for it.
    fn search(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
        enough: impl Fn(usize, Priced, Option<i64>) -> Option<Priced>,
    ) -> Option<Priced> {
        self.calls += 1;
        self.values.set(problem, class, values);
        self.day_worths(class);
        let mut mask: Mask = 0;
        for pass in 1.. {
            let graph = class.laws.graph(mask, &class.days);
            let rest = class.laws.rest(&graph);
            let (end, worth) = self.run(class, &graph, rest)?;
            let priced = Priced { worth, tour: self.trace(class, (&graph, rest), end) };
            let (broken, charge) = class.laws.broken(&priced.tour, &class.days, mask);
            if broken == 0 {
                return Some(priced);
            }
            if let Some(found) = enough(pass, priced, charge) {
                return Some(found);
            }
            mask |= broken;
        }
        None
    }

    fn run(&mut self, class: &Class, graph: &Graph, rest: &Rest) -> Option<(usize, f64)> {
        self.begin(class, graph, rest);
        for day in 0..class.days.len() {
            self.pass(class, (graph, rest), day);
        }
        let last = &self.best[class.days.len()];
        let mut end = 0;
        for (cell, &value) in last.iter().enumerate() {
            if value > last[end] {
                end = cell;
            }
        }
        last.get(end).filter(|v| **v > NEVER).map(|&v| (end, v))
    }

    fn begin(&mut self, class: &Class, graph: &Graph, rest: &Rest) {
        let days = class.days.len();
        self.best.resize_with(days + 1, Vec::new);
        self.from.resize_with(days + 1, Vec::new);
        self.via.resize_with(days + 1, Vec::new);
        for day in 0..=days {
            let cells = graph.nodes(day) * rest.levels(day);
            self.best[day].clear();
            self.best[day].resize(cells, NEVER);
            self.from[day].resize(cells, 0);
            self.via[day].resize(cells, 0);
        }
        if let Some(start) = self.best[0].get_mut(rest.begin) {
            *start = 0.0;
        }
    }

    fn day_worths(&mut self, class: &Class) {
        self.worth.resize_with(class.days.len(), Vec::new);
        let values = &self.values;
        for (number, (day, worth)) in class.days.iter().zip(&mut self.worth).enumerate() {
            worth.clear();
            match self.scope.get(number) {
                None | Some(Day::Free) => {
                    worth.extend(day.all.iter().map(|choice| values.worth(choice)));
                }
                Some(Day::Held(None)) => worth.resize(day.all.len(), NEVER),
                Some(Day::Held(Some(placed))) => {
                    worth.resize(day.all.len(), NEVER);
                    let choice = &day.all[placed.choice];
                    let cost = choice.cost + choice.overlong(&placed.breaks);
                    worth[placed.choice] = -(cost as f64);
                }
            }
        }
    }

    /// Moves the best values over one day.
    fn pass(&mut self, class: &Class, (graph, rest): (&Graph, &Rest), day: usize) {
        let (layer, after) = (&graph.layers[day], rest.levels(day + 1));
        let rest = &rest.days[day];
        let (kinds, worths) = (&class.days[day].kinds, &self.worth[day]);
        let scope = self.scope.get(day).unwrap_or(&Day::Free);
        let may_be_off = matches!(scope, Day::Free | Day::Held(None));
        let levels = rest.levels;
        let (here, there) = self.best.split_at_mut(day + 1);
        let (here, next) = (&here[day], &mut there[0]);
        let (from, via) = (&mut self.from[day + 1], &mut self.via[day + 1]);
        for node in 0..layer.first.len() - 1 {
            let row = &here[node * levels..(node + 1) * levels];
            let arcs = &layer.arcs[layer.first[node]..layer.first[node + 1]];
            if arcs.is_empty() || !rising(row, &mut self.highest, &mut self.highest_at) {
                continue;
            }
            let base = (node * levels) as u32;
            for arc in arcs {
                let (to, price) = (arc.to * after, arc.price as f64);
                if arc.kind == OFF && !may_be_off {
                    continue;
                }
                if arc.kind == OFF {
                    for (level, &value) in row.iter().enumerate() {
                        let cell = to + rest.off[level] as usize;
                        if value - price > next[cell] {
                            next[cell] = value - price;
                            from[cell] = base + level as u32;
                            via[cell] = DAY_OFF;
                        }
                    }
                    continue;
                }
                for choice in scope.choices(kinds[arc.kind].1.clone()) {
                    let worth = worths[choice] - price;
                    let cell = to + rest.exit[choice] as usize;
                    for tier in rest.tiers(choice, layer.after_night[node]) {
                        let value = self.highest[tier.level as usize] + worth - tier.price;
                        if value > next[cell] {
                            next[cell] = value;
                            from[cell] = base + self.highest_at[tier.level as usize];
                            via[cell] = choice as u32;
                        }
                    }
                }
            }
        }
    }

    /// The tour that ends in a cell.
    fn trace(&self, class: &Class, (graph, rests): (&Graph, &Rest), end: usize) -> Tour {
        let days = class.days.len();
        let mut tour = Tour { days: vec![None; days], cost: 0 };
        let mut cell = end;
        for day in (0..days).rev() {
            let (from, via) = (self.from[day + 1][cell] as usize, self.via[day + 1][cell]);
            let (layer, rest) = (&graph.layers[day], &rests.days[day]);
            let after = rests.levels(day + 1);
            let (node, level, to) = (from / rest.levels, from % rest.levels, cell / after);
            let kind = match via {
                DAY_OFF => OFF,
                choice => kind_of(class, day, choice as usize),
            };
            let arcs = &layer.arcs[layer.first[node]..layer.first[node + 1]];
            let arc = arcs.iter().filter(|a| a.kind == kind && a.to == to).map(|a| a.price);
            tour.cost += arc.min().unwrap_or(0);
            if via != DAY_OFF {
                let choice = &class.days[day].all[via as usize];
                let tiers = rest.tiers(via as usize, layer.after_night[node]);
                let tier = tiers.iter().find(|t| t.level as usize >= level);
                let breaks = match self.scope.get(day) {
                    Some(Day::Held(Some(placed))) => placed.breaks.clone(),
                    _ => self.values.breaks(choice),
                };
                tour.cost += choice.cost + choice.overlong(&breaks);
                tour.cost += tier.map_or(0, |t| t.price as i64);
                tour.days[day] = Some(Placed { choice: via as usize, breaks });
            }
            cell = from;
        }
        tour
    }
}

fn kind_of(class: &Class, day: usize, choice: usize) -> usize {
    class.days[day].kinds.partition_point(|(_, range)| range.end <= choice)
}

/// The best value up to each level, and where it is; false when the whole row is out of reach.
fn rising(row: &[f64], highest: &mut Vec<f64>, at: &mut Vec<u32>) -> bool {
    highest.clear();
    at.clear();
    let (mut best, mut place) = (NEVER, 0);
    for (level, &value) in row.iter().enumerate() {
        if value > best {
            (best, place) = (value, level as u32);
        }
        highest.push(best);
        at.push(place);
    }
    best > NEVER
}
