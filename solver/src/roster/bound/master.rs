//! The master: which tours, in which proportions, meet the need at least cost.
//!
//! ```text
//! min   Σ cost(j)·x(j) + Σ price·short + Σ price·late
//! Coverage(q, t)  Σ speed·x + short ≥ need(q, t)          dual: a standard agent more on q in t
//! Heads(q, t)     Σ x + missing ≥ floor(q, t)             dual: a head more on q in t
//! Seats(t)        Σ x − standing ≤ seats                  dual: −(a seat more in t)
//! Due(q, t)       done(q, t) + late(q) ≥ due(q, t)        tickets, summed up over time
//! Class(k)        Σ x = people of class k                 dual: what one of them costs
//! Goal(q, p)      Σ late·short − excess ≤ allowed         dual: −(a contact more in time)
//! ```
//! People of several queues are free to serve any of theirs: `Serve(set, t)` hands them on.

use super::super::pricing::Tour;
use super::super::primal::for_each_slot;
use super::super::problem::queues::Tickets;
use super::super::problem::{MICRO, Problem};
use super::elsewhere::Elsewhere;
use super::prices::Prices;
use crate::backend::highs::Method;
use crate::backend::interrupt::Left;
use crate::lp::{Named, Solved};
use std::ops::Range;

/// Names of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Row {
    /// Need of a queue in a slot.
    Coverage(usize, usize),
    /// Floor of a queue in a slot.
    Heads(usize, usize),
    /// Seats in a slot.
    Seats(usize),
    /// Ticket work due by a slot; by the one after the last that tours can touch, what must have
    /// been done there for all that is due later.
    Due(usize, usize),
    /// People of a set of queues in a slot.
    Serve(usize, usize),
    /// People of a class.
    Class(usize),
    /// Contacts too late of a queue's goal.
    Goal(usize, usize),
}

/// Names of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    /// Agents missing on a queue in a slot, lightly or heavily priced.
    Short(usize, usize),
    /// Heads missing on a queue in a slot.
    HeadMissing(usize, usize),
    /// People without a seat in a slot.
    Standing(usize),
    /// Ticket work done by a slot.
    Done(usize, usize),
    /// Ticket work late on a queue.
    Late(usize),
    /// People of a set who serve one of its queues in a slot.
    Serving(usize, usize, usize),
    /// Contacts too late beyond a queue's goal.
    Excess(usize, usize),
    /// People on a tour, by its number.
    Tour(usize),
}

/// A tour that knows what it serves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Served {
    /// Whose.
    pub(crate) class: usize,
    /// The tour.
    pub(crate) tour: Tour,
    /// Slots at work, and the queue served.
    pub(crate) serves: Vec<(usize, Option<usize>)>,
}

/// Costs go into the master in units of this many minor units.
const UNIT: f64 = 100.0;

/// The master.
#[derive(Debug)]
pub(crate) struct Master<'p> {
    problem: &'p Problem,
    lp: Named<Row, Column>,
    /// Its tours.
    pub(crate) tours: Vec<Served>,
    columns: Vec<usize>,
    /// The set of queues of each pool; `None` for pools of one queue or none.
    sets: Vec<Option<Member>>,
    /// The slots that its tours can touch.
    slots: Range<usize>,
    held: Counted,
    /// How many groups choose.
    groups: usize,
}

/// A solved master.
#[derive(Debug)]
pub(crate) struct Balance {
    /// What the mixture of tours costs, in minor units.
    pub(crate) cost: f64,
    /// Prices of half-hours.
    pub(crate) prices: Prices,
    /// What one person of each class costs.
    pub(crate) class: Vec<f64>,
    /// How many people take each tour.
    pub(crate) people: Vec<f64>,
    /// Ticket work done in each slot, queue by queue.
    pub(crate) work: Vec<Vec<f64>>,
    /// Whether it is optimal.
    pub(crate) is_optimal: bool,
}

impl Balance {
    /// Whether the mixture pays clearly more for somebody of this class than a tour of this cost,
    /// its worth taken off, would.
    pub(crate) fn is_dearer(&self, class: usize, cost: f64) -> bool {
        cost < self.class[class] - 1e-4 * (1.0 + self.class[class].abs())
    }
}

impl Served {
    /// A tour that serves where these prices are best.
    pub(crate) fn at(problem: &Problem, class: usize, tour: Tour, prices: &Prices) -> Self {
        let pool = problem.classes[class].pool;
        let mut serves = Vec::new();
        for_each_slot(problem, &problem.classes[class], &tour, |slot| {
            serves.push((slot, prices.best_queue(problem, pool, slot).0));
        });
        Self { class, tour, serves }
    }

    /// Cost less worth at these prices.
    pub(crate) fn price_out(&self, problem: &Problem, prices: &Prices) -> f64 {
        let pool = problem.classes[self.class].pool;
        let worth: f64 =
            self.serves.iter().map(|&(slot, _)| prices.best_queue(problem, pool, slot).1).sum();
        self.tour.cost as f64 - worth
    }
}

/// What is there whatever tours are chosen.
#[derive(Debug)]
pub(crate) struct Held {
    /// The slots that the tours to choose from can touch.
    pub(crate) slots: Range<usize>,
    /// Ticket cover in the others, queue by queue.
    pub(crate) spare: Vec<Vec<f64>>,
    /// What those who are held serve in those slots.
    pub(crate) served: Vec<Served>,
}

/// The same, counted: in standard agents, heads and people.
#[derive(Debug)]
struct Counted {
    cover: Vec<Vec<f64>>,
    heads: Vec<Vec<f64>>,
    present: Vec<f64>,
    sets: Vec<Vec<f64>>,
}

impl<'p> Master<'p> {
    /// Needs without tours.
    pub(crate) fn new(problem: &'p Problem) -> Self {
        let people: Vec<usize> = problem.classes.iter().map(|c| c.members).collect();
        let held = Held { slots: 0..problem.slots, spare: Vec::new(), served: Vec::new() };
        Self::around(problem, &people, &held)
    }

    /// Needs beside what is held, for groups of so many people.
    pub(crate) fn around(problem: &'p Problem, groups: &[usize], held: &Held) -> Self {
        let (sets, speeds) = sets(problem);
        let rows = vec![vec![0.0; problem.slots]; problem.queues.len()];
        let mut all = Self {
            problem,
            lp: Named::new(),
            tours: Vec::new(),
            columns: Vec::new(),
            sets,
            slots: held.slots.clone(),
            held: Counted {
                cover: rows.clone(),
                heads: rows,
                present: vec![0.0; problem.slots],
                sets: vec![vec![0.0; problem.slots]; speeds.len()],
            },
            groups: groups.len(),
        };
        for served in &held.served {
            all.hold(served);
        }
        for (number, &members) in groups.iter().enumerate() {
            let members = members as f64;
            all.lp.row(Row::Class(number), members, members);
        }
        for (q, queue) in problem.queues.iter().enumerate() {
            all.goals(q);
            for slot in held.slots.clone() {
                all.need(q, slot);
            }
            if let Some(tickets) = &queue.tickets {
                let spare = held.spare.get(q).map_or(&[][..], Vec::as_slice);
                all.tickets(q, tickets, &Elsewhere::of(tickets, &held.slots, spare));
            }
        }
        all.seats();
        all.serving(&speeds);
        all
    }

    /// People of several queues, and which of them they serve.
    fn serving(&mut self, sets: &[Vec<(usize, f64)>]) {
        for (set, queues) in sets.iter().enumerate() {
            for slot in self.slots.clone() {
                let there = self.held.sets[set][slot];
                self.lp.row(Row::Serve(set, slot), -there, f64::INFINITY);
                for &(q, speed) in queues.iter().filter(|q| self.problem.queues[q.0].open[slot]) {
                    let entries = [
                        (Row::Serve(set, slot), -1.0),
                        (Row::Coverage(q, slot), speed),
                        (Row::Heads(q, slot), 1.0),
                    ];
                    let name = Column::Serving(set, q, slot);
                    self.lp.column(name, 0.0, (0.0, f64::INFINITY), &entries);
                }
            }
        }
    }

    fn need(&mut self, q: usize, slot: usize) {
        let queue = &self.problem.queues[q];
        let need = queue.enough(slot) - queue.there(slot) - self.held.cover[q][slot];
        if queue.tickets.is_some() || (need > 0.0 && queue.open[slot]) {
            self.lp.row(Row::Coverage(q, slot), need, f64::INFINITY);
        }
        if need > 0.0 {
            for missing in queue.missing(slot, self.problem.interval) {
                let mut entries = vec![(Row::Coverage(q, slot), 1.0)];
                let goals = queue.goals_of(slot).iter().filter(|_| queue.open[slot]);
                entries.extend(goals.map(|&goal| (Row::Goal(q, goal), missing.late)));
                let most = missing.agents.min(need);
                self.lp.column(Column::Short(q, slot), missing.price / UNIT, (0.0, most), &entries);
            }
        }
        let Some(floor) = &queue.floor else { return };
        // where need is well above the floor, whoever covers it is enough
        let asked = f64::from(queue.need[slot]) - queue.there(slot);
        if f64::from(floor.heads[slot]) * 1.25 <= asked - queue.light_agents(slot) {
            return;
        }
        let missing = floor.heads[slot].saturating_sub(queue.heads_before.at_most(slot));
        let missing = f64::from(missing) - self.held.heads[q][slot];
        if missing > 0.0 {
            self.lp.row(Row::Heads(q, slot), missing, f64::INFINITY);
            let (name, entry) = (Column::HeadMissing(q, slot), [(Row::Heads(q, slot), 1.0)]);
            self.lp.column(name, self.tame(floor.price), (0.0, missing), &entry);
        }
    }

    /// Contacts too late of each goal, and what those beyond it cost.
    fn goals(&mut self, q: usize) {
        let queue = &self.problem.queues[q];
        for (number, goal) in queue.goals.iter().enumerate() {
            let allowed = goal.allowed - queue.late_anyway(number);
            self.lp.row(Row::Goal(q, number), f64::NEG_INFINITY, allowed);
            for (price, most) in [(goal.light, goal.tier), (goal.heavy, f64::INFINITY)] {
                let (name, entry) = (Column::Excess(q, number), [(Row::Goal(q, number), -1.0)]);
                self.lp.column(name, price / UNIT, (0.0, most), &entry);
            }
        }
    }

    /// A price that stands for "never" is brought into the range of the others.
    fn tame(&self, price: i64) -> f64 {
        let heavy = self.problem.queues.iter().map(|q| q.shortage.heavy.0).max().unwrap_or(0);
        (price as f64).min(50.0 * heavy.max(1) as f64) / UNIT
    }

    /// Ticket work: what is done by each slot, and what is late in the end.
    fn tickets(&mut self, q: usize, tickets: &Tickets, elsewhere: &Elsewhere) {
        let (slots, mut late) = (self.slots.clone(), Vec::new());
        for slot in slots.clone() {
            self.lp.row(Row::Due(q, slot), tickets.due[slot], f64::INFINITY);
            late.push((Row::Due(q, slot), 1.0));
        }
        if slots.end < self.problem.slots {
            self.lp.row(Row::Due(q, slots.end), elsewhere.due, f64::INFINITY);
            late.push((Row::Due(q, slots.end), 1.0));
        }
        let price = tickets.price / UNIT;
        self.lp.column(Column::Late(q), price, (elsewhere.late, f64::INFINITY), &late);
        if let Some(before) = slots.start.checked_sub(1) {
            self.done(q, before, (elsewhere.done, elsewhere.done));
        }
        let mut arrived: f64 = tickets.arriving[..slots.start].iter().sum();
        for slot in slots {
            arrived += tickets.arriving[slot];
            self.done(q, slot, (0.0, arrived));
        }
    }

    /// Ticket work done by the end of a slot.
    fn done(&mut self, q: usize, slot: usize, bounds: (f64, f64)) {
        let next = slot + 1;
        let mut entries = vec![
            (Row::Due(q, slot), 1.0),
            (Row::Coverage(q, slot), -1.0),
            (Row::Coverage(q, next), 1.0),
        ];
        entries.extend((next == self.slots.end).then_some((Row::Due(q, next), 1.0)));
        self.lp.column(Column::Done(q, slot), 0.0, bounds, &entries);
    }

    fn seats(&mut self) {
        let Some(seats) = self.problem.seats else { return };
        for slot in self.slots.clone() {
            let left = f64::from(seats.count)
                - f64::from(self.problem.seated_before.at_least(slot))
                - self.held.present[slot];
            let need: f64 = self.problem.queues.iter().map(|q| q.enough(slot)).sum();
            if need > 0.0 && need * 1.5 < left {
                continue;
            }
            self.lp.row(Row::Seats(slot), f64::NEG_INFINITY, left);
            let (name, entry) = (Column::Standing(slot), [(Row::Seats(slot), -1.0)]);
            self.lp.column(name, self.tame(seats.price), (0.0, f64::INFINITY), &entry);
        }
    }

    fn hold(&mut self, served: &Served) {
        let pool = self.problem.classes[served.class].pool;
        let (set, pool) = (self.sets[pool], &self.problem.pools[pool]);
        for &(slot, queue) in &served.serves {
            self.held.present[slot] += 1.0;
            if let Some(Member { set, unit }) = set {
                self.held.sets[set][slot] += unit;
                continue;
            }
            let Some(queue) = queue else { continue };
            let speed = pool.skills.iter().find(|s| s.0 == queue).map_or(0, |s| s.1);
            self.held.cover[queue][slot] += speed as f64 / MICRO as f64;
            self.held.heads[queue][slot] += 1.0;
        }
    }

    /// One more tour to choose from.
    pub(crate) fn add(&mut self, served: Served) {
        self.add_for(served.class, served);
    }

    /// One more tour for a group.
    pub(crate) fn add_for(&mut self, group: usize, served: Served) {
        let pool = self.problem.classes[served.class].pool;
        let (set, pool) = (self.sets[pool], &self.problem.pools[pool]);
        let mut entries = vec![(Row::Class(group), 1.0)];
        for &(slot, queue) in &served.serves {
            entries.push((Row::Seats(slot), 1.0));
            if let Some(Member { set, unit }) = set {
                entries.push((Row::Serve(set, slot), unit));
                continue;
            }
            let Some(queue) = queue else { continue };
            let speed = pool.skills.iter().find(|s| s.0 == queue).map_or(0, |s| s.1);
            entries.push((Row::Coverage(queue, slot), speed as f64 / MICRO as f64));
            entries.push((Row::Heads(queue, slot), 1.0));
        }
        let number = self.tours.len();
        let cost = served.tour.cost as f64 / UNIT;
        let column =
            self.lp.column(Column::Tour(number), cost, (0.0, f64::INFINITY), &merged(entries));
        self.columns.push(column);
        self.tours.push(served);
    }

    /// At least so many people take this tour.
    pub(crate) fn fix(&mut self, tour: usize, people: f64) {
        self.lp.bound(self.columns[tour], people, f64::INFINITY);
    }

    /// Nobody takes this tour.
    pub(crate) fn forbid(&mut self, tour: usize) {
        self.lp.bound(self.columns[tour], 0.0, 0.0);
    }

    /// Solves from the last solution while there is time `left`.
    ///
    /// # Errors
    /// What the optimiser says when it ends without an answer.
    pub(crate) fn solve(&mut self, method: Method, left: &Left<'_>) -> Result<Balance, String> {
        let solved = self.lp.solve(method, left)?;
        let mut people = vec![0.0; self.tours.len()];
        let mut work = vec![vec![0.0; self.problem.slots]; self.problem.queues.len()];
        for (name, _, value) in self.lp.values(&solved) {
            match name {
                Column::Tour(number) => people[number] = value,
                Column::Done(q, slot) => {
                    work[q][slot] += value;
                    if let Some(next) = work[q].get_mut(slot + 1) {
                        *next -= value;
                    }
                }
                _ => {}
            }
        }
        let class = |n| self.lp.dual(&solved, &Row::Class(n)) * UNIT;
        Ok(Balance {
            cost: solved.objective * UNIT,
            prices: self.prices(&solved),
            class: (0..self.groups).map(class).collect(),
            people,
            work,
            is_optimal: solved.is_optimal,
        })
    }

    fn prices(&self, solved: &Solved) -> Prices {
        let mut prices = Prices::zero(self.problem);
        for q in 0..self.problem.queues.len() {
            for (number, price) in prices.goal[q].iter_mut().enumerate() {
                *price = -self.lp.dual(solved, &Row::Goal(q, number)) * UNIT;
            }
            for slot in self.slots.clone() {
                let agent = self.lp.dual(solved, &Row::Coverage(q, slot));
                let head = self.lp.dual(solved, &Row::Heads(q, slot));
                prices.agent[q][slot] = agent * UNIT;
                prices.head[q][slot] = head * UNIT;
            }
        }
        for slot in self.slots.clone() {
            prices.seat[slot] = -self.lp.dual(solved, &Row::Seats(slot)) * UNIT;
        }
        prices.clamp(self.problem);
        prices
    }
}

/// The set of queues that a pool's people serve, and how much of it one person is.
#[derive(Debug, Clone, Copy)]
struct Member {
    set: usize,
    unit: f64,
}

/// The set each pool belongs to, and per set its queues with what a unit of it is on each.
type Sets = (Vec<Option<Member>>, Vec<Vec<(usize, f64)>>);

/// Pools of several queues by what they serve and how speeds there compare: a set's unit is a
/// standard agent on its first queue, whoever works it. Where a floor asks for heads it is a
/// person, and only people of the same speeds are one set.
fn sets(problem: &Problem) -> Sets {
    let mut sets: Vec<(bool, Vec<(usize, i64)>)> = Vec::new();
    let of_pool = problem.pools.iter().map(|pool| {
        let heads = pool.skills.iter().any(|s| problem.queues[s.0].floor.is_some());
        let first = pool.skills.first().map_or(1, |s| s.1.max(1));
        let unit = if heads { MICRO } else { first };
        let speeds = pool.skills.iter().map(|&(q, speed)| (q, speed * MICRO / unit)).collect();
        (pool.skills.len() > 1).then(|| {
            let key = (heads, speeds);
            let set = sets.iter().position(|s| *s == key).unwrap_or_else(|| {
                sets.push(key);
                sets.len() - 1
            });
            Member { set, unit: if heads { 1.0 } else { first as f64 / MICRO as f64 } }
        })
    });
    let of_pool = of_pool.collect();
    let relative = |(q, ratio): (usize, i64)| (q, ratio as f64 / MICRO as f64);
    (of_pool, sets.into_iter().map(|s| s.1.into_iter().map(relative).collect()).collect())
}

/// Entries of the same row put together (a tour can pass a slot of a cyclic week twice).
fn merged(mut entries: Vec<(Row, f64)>) -> Vec<(Row, f64)> {
    let key = |row: &Row| match *row {
        Row::Coverage(q, slot) => (0, q, slot),
        Row::Heads(q, slot) => (1, q, slot),
        Row::Seats(slot) => (2, 0, slot),
        Row::Due(q, slot) => (3, q, slot),
        Row::Serve(set, slot) => (4, set, slot),
        Row::Class(class) => (5, class, 0),
        Row::Goal(q, goal) => (6, q, goal),
    };
    entries.sort_by_key(|(row, _)| key(row));
    entries.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    entries
}
