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
mod rivals;

use super::problem::{Class, Problem};
use breaks::Values;
use graph::{Graph, OFF};
use lawbook::Mask;
use laws::{Branch, Spread};
use rest::Rest;
use rivals::Rivals;

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

impl Priced {
    /// The tour when it is charged so much more.
    fn charged(mut self, charge: i64) -> Self {
        self.worth -= charge as f64;
        self.tour.cost += charge;
        self
    }
}

/// Scratch space of the pricing; reused from call to call.
#[derive(Debug, Default)]
pub(crate) struct Pricer {
    values: Values,
    worth: Vec<Vec<f64>>,
    rivals: Rivals,
    /// The best ways to each node and level, before each day and after the last.
    cells: Vec<Vec<Cell>>,
    highest: Vec<(f64, u32)>,
    /// What each day may be; nothing where every day may be anything.
    scope: Vec<Day>,
    /// How often a tour was priced.
    pub(crate) calls: u64,
}

/// The best way to a node and level.
#[derive(Debug, Clone, Copy)]
struct Cell {
    worth: f64,
    /// The cell it comes from, and the choice between.
    from: u32,
    via: u32,
}

/// What one day of a tour may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Day {
    /// Anything lawful.
    Free,
    /// Any lawful shift, but no day off.
    Worked,
    /// What it is.
    Held(Option<Placed>),
}

const NEVER: f64 = f64::NEG_INFINITY;
const DAY_OFF: u32 = u32::MAX;
const UNREACHED: Cell = Cell { worth: NEVER, from: 0, via: 0 };

impl Pricer {
    /// The best tour of `class` when a slot of the horizon at work is worth `values[slot]`; `None`
    /// when no tour is lawful.
    pub(crate) fn best(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
    ) -> Option<Priced> {
        self.good(problem, class, values, usize::MAX)
    }

    /// The best tour under the core laws only: it is worth no less than the best under all laws,
    /// and may break some.
    pub(crate) fn relaxed(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
    ) -> Option<Priced> {
        self.see(problem, class, values);
        self.pass(class, 0, &Branch::root(class.days.len()))
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
        let found = self.good(problem, class, values, usize::MAX);
        self.scope.clear();
        found
    }

    /// Takes the values of half-hours, and what each shift is worth at them.
    fn see(&mut self, problem: &Problem, class: &Class, values: &[f64]) {
        self.calls += 1;
        self.values.set(problem, class, values);
        self.day_worths(class);
    }

    /// The best lawful tour, or after `enough` passes the best so far, if there is one: soft laws
    /// that it breaks stay broken, at their price.
    ///
    /// Every tour found is lawful at what the laws left out of its graph charge for it. They join
    /// until it breaks none, but for the one on starts, which is branched on.
    pub(crate) fn good(
        &mut self,
        problem: &Problem,
        class: &Class,
        values: &[f64],
        enough: usize,
    ) -> Option<Priced> {
        self.see(problem, class, values);
        let (mut mask, mut passes): (Mask, usize) = (0, 0);
        let mut best: Option<Priced> = None;
        let mut open = vec![Branch::root(class.days.len())];
        while let Some(branch) = most_hopeful(&mut open) {
            let beaten = |hope: f64, best: &Option<Priced>| {
                best.as_ref().is_some_and(|best| best.worth >= hope)
            };
            if beaten(branch.hope, &best) {
                break;
            }
            while let Some(priced) = self.pass(class, mask, &branch) {
                passes += 1;
                let hope = priced.worth - branch.paid() as f64;
                if beaten(hope, &best) {
                    break;
                }
                let (broken, charge) = class.laws.broken(&priced.tour, &class.days, mask);
                let spreads: Vec<Spread> = class.laws.spreads(&priced.tour, &class.days).collect();
                let prices = spreads.iter().map(Spread::price);
                let charge = prices.fold(charge, |all, price| Some(all? + price?));
                if let Some(lawful) = charge.map(|charge| priced.charged(charge))
                    && !beaten(lawful.worth, &best)
                {
                    best = Some(lawful);
                }
                if passes >= enough && best.is_some() {
                    return best;
                }
                if broken == 0 {
                    open.extend(branch.split(hope, spreads));
                    break;
                }
                mask |= broken;
            }
        }
        best
    }

    /// The best tour of a branch under the core laws and those of `mask`.
    fn pass(&mut self, class: &Class, mask: Mask, branch: &Branch) -> Option<Priced> {
        let graph = class.laws.graph(mask, &class.days);
        let rest = class.laws.rest(&graph);
        self.begin(class, &graph, rest);
        for day in 0..class.days.len() {
            self.advance(class, (&graph, rest), (day, branch.band(day)));
        }
        let last = &self.cells[class.days.len()];
        let mut end = 0;
        for (at, cell) in last.iter().enumerate() {
            if cell.worth > last[end].worth {
                end = at;
            }
        }
        let worth = last.get(end).map(|cell| cell.worth).filter(|worth| *worth > NEVER)?;
        Some(Priced { worth, tour: self.trace(class, (&graph, rest), end) })
    }

    fn begin(&mut self, class: &Class, graph: &Graph, rest: &Rest) {
        let days = class.days.len();
        self.cells.resize_with(days + 1, Vec::new);
        for (day, cells) in self.cells[..=days].iter_mut().enumerate() {
            cells.clear();
            cells.resize(graph.nodes(day) * rest.levels(day), UNREACHED);
        }
        if let Some(start) = self.cells[0].get_mut(rest.begin) {
            start.worth = 0.0;
        }
    }

    fn day_worths(&mut self, class: &Class) {
        self.worth.resize_with(class.days.len(), Vec::new);
        let values = &self.values;
        for (number, (day, worth)) in class.days.iter().zip(&mut self.worth).enumerate() {
            worth.clear();
            match self.scope.get(number) {
                None | Some(Day::Free | Day::Worked) => {
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

    /// Moves the best values over one day, whose shifts start within a band.
    fn advance(
        &mut self,
        class: &Class,
        (graph, rest): (&Graph, &Rest),
        (day, band): (usize, (i32, i32)),
    ) {
        let (layer, after) = (&graph.layers[day], rest.levels(day + 1));
        let rest = &rest.days[day];
        self.rivals.find(&class.days[day], (&self.worth[day], band), (layer, rest));
        let scope = self.scope.get(day).unwrap_or(&Day::Free);
        let may_be_off = matches!(scope, Day::Free | Day::Held(None));
        let levels = rest.levels;
        let (here, there) = self.cells.split_at_mut(day + 1);
        let (here, next) = (&here[day], &mut there[0]);
        for node in 0..layer.first.len() - 1 {
            let row = &here[node * levels..(node + 1) * levels];
            let arcs = &layer.arcs[layer.first[node]..layer.first[node + 1]];
            if arcs.is_empty() || !rising(row, &mut self.highest) {
                continue;
            }
            let (base, after_night) = ((node * levels) as u32, layer.after_night[node]);
            for arc in arcs.iter().filter(|arc| arc.group != OFF || may_be_off) {
                let (next, price) = (&mut next[arc.to * after..][..after], arc.price as f64);
                let mut offer = |level: usize, cell: Cell| {
                    let known = &mut next[level];
                    if cell.worth > known.worth {
                        *known = cell;
                    }
                };
                if arc.group == OFF {
                    for (level, cell) in row.iter().enumerate() {
                        let (worth, from) = (cell.worth - price, base + level as u32);
                        offer(rest.off[level].into(), Cell { worth, from, via: DAY_OFF });
                    }
                    continue;
                }
                for rival in self.rivals.of(arc.group, after_night) {
                    let (highest, at) = self.highest[usize::from(rival.level)];
                    let (worth, from) = (highest + rival.worth - price, base + at);
                    offer(rival.exit.into(), Cell { worth, from, via: rival.choice });
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
            let Cell { from, via, .. } = self.cells[day + 1][cell];
            let from = from as usize;
            let (layer, rest) = (&graph.layers[day], &rests.days[day]);
            let after = rests.levels(day + 1);
            let (node, level, to) = (from / rest.levels, from % rest.levels, cell / after);
            let group = match via {
                DAY_OFF => OFF,
                choice => layer.group_of(kind_of(class, day, choice as usize)),
            };
            let arcs = &layer.arcs[layer.first[node]..layer.first[node + 1]];
            let arc = arcs.iter().filter(|a| a.group == group && a.to == to).map(|a| a.price);
            tour.cost += arc.min().unwrap_or(0);
            if via != DAY_OFF {
                let choice = &class.days[day].all[via as usize];
                let tiers = rest.mark(via as usize).tiers(layer.after_night[node]);
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

/// Takes the branch that promises most.
fn most_hopeful(open: &mut Vec<Branch>) -> Option<Branch> {
    let most = open.iter().enumerate().max_by(|a, b| a.1.hope.total_cmp(&b.1.hope));
    most.map(|(at, _)| at).map(|at| open.swap_remove(at))
}

fn kind_of(class: &Class, day: usize, choice: usize) -> usize {
    class.days[day].kinds.partition_point(|(_, range)| range.end <= choice)
}

/// The best value up to each level, and where it is; false when the whole row is out of reach.
fn rising(row: &[Cell], highest: &mut Vec<(f64, u32)>) -> bool {
    highest.clear();
    let mut best = (NEVER, 0);
    for (level, cell) in row.iter().enumerate() {
        if cell.worth > best.0 {
            best = (cell.worth, level as u32);
        }
        highest.push(best);
    }
    best.0 > NEVER
}
