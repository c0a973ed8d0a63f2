//! The programme of one roster, solved for one future after the other.

use super::moves::{Movable, left, movables};
use super::{Options, RecourseError};
use crate::backend::highs::Method;
use crate::lp::{Named, Solved};
use crate::needs::{Asked, bounds};
use domain::{
    Activity, Agent, Centre, Channel, Coverage, Grid, Minutes, Provenance, Queue, Requirement,
    Roster, Shift, Slot,
};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Row {
    There(usize, usize),
    Cover(usize, usize),
    Work(usize, usize),
    Order(usize, bool, usize),
    Month(usize),
    Called(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Column {
    Extend(f64),
    Release(f64),
    Served,
    Call(f64),
    Need(usize, usize),
    Light(usize, usize, f64),
    Heavy(usize, usize, f64),
    Work(usize, usize),
    Done,
    Late(f64),
}

const UNIT: f64 = 100.0;
const FREE: (f64, f64) = (0.0, f64::INFINITY);

/// A roster's programme of recourse.
#[derive(Debug)]
pub struct Recourse {
    lp: Named<Row, Column>,
    columns: Vec<Column>,
    grid: Grid,
    queues: Vec<Queue>,
    pools: Vec<Vec<(usize, f64)>>,
    before: Coverage,
    retainers: f64,
    solved_before: bool,
}

/// What one future costs on top of the roster's pay, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Settled {
    /// Pay for overtime.
    pub overtime: f64,
    /// Pay saved by sending people home early; negative.
    pub released: f64,
    /// Calls of standby people and their retainers.
    pub standby: f64,
    /// The price of people who are still missing.
    pub shortage: f64,
    /// Agent-hours still missing.
    pub missing_hours: f64,
}

impl Settled {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.overtime + self.released + self.standby + self.shortage
    }
}

impl Recourse {
    /// The programme of `roster`.
    #[must_use]
    pub fn new(centre: &Centre, roster: &Roster, previous: &[Shift], options: &Options) -> Self {
        let grid = roster.grid.clone();
        let nobody = Roster::new(grid.clone(), Vec::new(), Provenance::default());
        let mut recourse = Self {
            lp: Named::new(),
            columns: Vec::new(),
            queues: centre.queues.clone(),
            pools: Vec::new(),
            before: Coverage::of(centre, &nobody, previous),
            retainers: 0.0,
            solved_before: false,
            grid,
        };
        let shifts = movables(centre, roster, options);
        let pools: Vec<usize> = shifts.iter().map(|s| recourse.pool(s, options)).collect();
        recourse.rows(centre, roster, &shifts, &pools, options);
        for (n, movable) in shifts.iter().enumerate() {
            recourse.extend(centre, n, movable, pools[n]);
            recourse.release(n, movable, pools[n]);
        }
        recourse.served();
        recourse.standby(options);
        recourse.shortage();
        recourse
    }

    /// The number of the pool of a shift's agent: people with the same skills.
    fn pool(&mut self, shift: &Movable<'_>, options: &Options) -> usize {
        let skills = skills(shift.agent, &self.queues);
        let skills = if options.swaps { skills } else { own(shift.shift, skills, &self.queues) };
        let known = self.pools.iter().position(|pool| *pool == skills);
        known.unwrap_or_else(|| {
            self.pools.push(skills);
            self.pools.len() - 1
        })
    }

    fn rows(
        &mut self,
        centre: &Centre,
        roster: &Roster,
        shifts: &[Movable<'_>],
        pools: &[usize],
        options: &Options,
    ) {
        let there = self.there(shifts, pools);
        for (pool, slots) in there.iter().enumerate() {
            for (t, people) in slots.iter().enumerate() {
                self.lp.row(Row::There(pool, t), f64::NEG_INFINITY, *people);
            }
        }
        for q in 0..self.queues.len() {
            for t in 0..self.grid.len() {
                self.lp.row(Row::Cover(q, t), 0.0, f64::INFINITY);
                if self.queues[q].channel == Channel::Ticket {
                    self.lp.row(Row::Work(q, t), 0.0, 0.0);
                }
            }
        }
        for (n, shift) in shifts.iter().enumerate() {
            for (longer, most) in [(true, shift.longer), (false, shift.shorter)] {
                for k in 1..most {
                    self.lp.row(Row::Order(n, longer, k), f64::NEG_INFINITY, 0.0);
                }
            }
        }
        for (a, agent) in centre.agents.iter().enumerate() {
            if let Some(hours) = left(centre, roster, agent) {
                self.lp.row(Row::Month(a), f64::NEG_INFINITY, hours);
            }
        }
        for (b, standby) in options.standby.iter().enumerate() {
            for day in 0..self.grid.days() {
                let people = f64::from(standby.people);
                self.lp.row(Row::Called(b, day), f64::NEG_INFINITY, people);
            }
        }
    }

    /// People of each pool at work, on a queue or on none, in every slot.
    fn there(&self, shifts: &[Movable<'_>], pools: &[usize]) -> Vec<Vec<f64>> {
        let mut there = vec![vec![0.0; self.grid.len()]; self.pools.len()];
        let step = self.grid.interval().0 as f64;
        for (movable, pool) in shifts.iter().zip(pools) {
            for stretch in &movable.shift.stretches {
                if !matches!(stretch.activity, Activity::Work(_) | Activity::Idle) {
                    continue;
                }
                let first = self.grid.signed_slot(stretch.span.start).max(0) as usize;
                for (t, people) in there[*pool].iter_mut().enumerate().skip(first) {
                    let shared = self.grid.span(Slot(t)).shared(&stretch.span).0;
                    if shared == 0 {
                        break;
                    }
                    *people += shared as f64 / step;
                }
            }
        }
        there
    }

    fn column(&mut self, name: Column, cost: f64, bounds: (f64, f64), entries: &[(Row, f64)]) {
        self.lp.column(name, cost / UNIT, bounds, entries);
        self.columns.push(name);
    }

    fn extend(&mut self, centre: &Centre, n: usize, movable: &Movable<'_>, pool: usize) {
        let hours = self.grid.interval().as_hours();
        let agent = centre.agents.iter().position(|a| a.id == movable.agent.id).unwrap_or(0);
        for k in 0..movable.longer {
            let at = movable.shift.span().end + Minutes(self.grid.interval().0 * k as i64);
            let Some(slot) = self.grid.slot_of(at) else { break };
            let mut entries = vec![(Row::There(pool, slot.0), -1.0), (Row::Month(agent), hours)];
            entries.push((Row::Order(n, true, k), 1.0));
            entries.push((Row::Order(n, true, k + 1), -1.0));
            let cost = movable.overtime * hours;
            self.column(Column::Extend(cost), cost, (0.0, 1.0), &entries);
        }
    }

    fn release(&mut self, n: usize, movable: &Movable<'_>, pool: usize) {
        let hours = self.grid.interval().as_hours();
        for k in 0..movable.shorter {
            let back = Minutes(self.grid.interval().0 * (k as i64 + 1));
            let Some(slot) = self.grid.slot_of(movable.shift.span().end - back) else { continue };
            let mut entries = vec![(Row::There(pool, slot.0), 1.0)];
            entries.push((Row::Order(n, false, k), 1.0));
            entries.push((Row::Order(n, false, k + 1), -1.0));
            let cost = -movable.saved * hours;
            self.column(Column::Release(cost), cost, (0.0, 1.0), &entries);
        }
    }

    fn served(&mut self) {
        for pool in 0..self.pools.len() {
            for (q, speed) in self.pools[pool].clone() {
                for t in 0..self.grid.len() {
                    let entries = [(Row::There(pool, t), 1.0), (Row::Cover(q, t), speed)];
                    self.column(Column::Served, 0.0, FREE, &entries);
                }
            }
        }
    }

    fn standby(&mut self, options: &Options) {
        let step = self.grid.interval();
        for (b, standby) in options.standby.iter().enumerate() {
            let Some(q) = self.queues.iter().position(|q| q.id == standby.queue) else { continue };
            let days = self.grid.days() as f64;
            self.retainers += standby.retainer.0 as f64 * f64::from(standby.people) * days;
            let cost = standby.rate.0 as f64 * standby.block.as_hours();
            let length = (standby.block.0 / step.0) as usize;
            for t in 0..self.grid.len() {
                let day = self.grid.day_of(Slot(t));
                let mut entries = vec![(Row::Called(b, day), 1.0)];
                entries.extend((t..t + length).map(|at| (Row::Cover(q, at), 1.0)));
                self.column(Column::Call(cost), cost, FREE, &entries);
            }
        }
    }

    fn shortage(&mut self) {
        let slot = self.grid.interval().as_hours();
        for q in 0..self.queues.len() {
            let price = self.queues[q].shortage;
            let (light, heavy) = (price.light.0 as f64 * slot, price.heavy.0 as f64 * slot);
            for t in 0..self.grid.len() {
                let cover = (Row::Cover(q, t), 1.0);
                self.column(Column::Need(q, t), 0.0, (0.0, 0.0), &[(Row::Cover(q, t), -1.0)]);
                self.column(Column::Light(q, t, light), light, (0.0, 0.0), &[cover]);
                self.column(Column::Heavy(q, t, heavy), heavy, FREE, &[cover]);
                if self.queues[q].channel == Channel::Ticket {
                    let work = [(Row::Work(q, t), 1.0), (Row::Work(q, t + 1), -1.0)];
                    self.column(Column::Work(q, t), 0.0, (0.0, 0.0), &work);
                    let done = [(Row::Work(q, t), -1.0), (Row::Cover(q, t), -1.0)];
                    self.column(Column::Done, 0.0, FREE, &done);
                    self.column(Column::Late(light), light, FREE, &[(Row::Work(q, t), -1.0)]);
                }
            }
        }
    }

    /// The cheapest answer to one future.
    ///
    /// # Errors
    /// [`RecourseError`] when the future is of another horizon, or the optimiser fails.
    pub fn settle(&mut self, future: &Requirement) -> Result<Settled, RecourseError> {
        let solved = self.solve(future)?;
        Ok(self.read(&solved))
    }

    /// The cheapest answer to one future, and what one more standard agent would save there, by
    /// queue and slot in minor units.
    ///
    /// # Errors
    /// As [`Recourse::settle`].
    pub fn priced(
        &mut self,
        future: &Requirement,
    ) -> Result<(Settled, Vec<Vec<f64>>), RecourseError> {
        let solved = self.solve(future)?;
        let price = |q: usize, t: usize| self.lp.dual(&solved, &Row::Cover(q, t)) * UNIT;
        let slots = self.grid.len();
        let of = |q: usize| (0..slots).map(|t| price(q, t)).collect();
        let prices = (0..self.queues.len()).map(of).collect();
        Ok((self.read(&solved), prices))
    }

    fn solve(&mut self, future: &Requirement) -> Result<Solved, RecourseError> {
        if future.grid != self.grid || future.queues.len() != self.queues.len() {
            return Err(RecourseError::Horizon);
        }
        for column in 0..self.columns.len() {
            let (q, t, asked) = match self.columns[column] {
                Column::Need(q, t) => (q, t, Asked::Need),
                Column::Light(q, t, _) => (q, t, Asked::Light),
                Column::Work(q, t) => (q, t, Asked::Work),
                _ => continue,
            };
            let (queue, need) = ((q, &self.queues[q]), &future.queues[q]);
            let (lower, upper) = bounds(asked, queue, need, t, &self.before);
            self.lp.bound(column, lower, upper);
        }
        let method = if self.solved_before { Method::Dual } else { Method::Vertex };
        let solved = self.lp.solve(method, &|| None).map_err(RecourseError::Backend)?;
        self.solved_before = true;
        Ok(solved)
    }

    fn read(&self, solved: &Solved) -> Settled {
        let slot = self.grid.interval().as_hours();
        let mut settled = Settled { standby: self.retainers, ..Settled::default() };
        for (name, _, value) in self.lp.values(solved) {
            match name {
                Column::Extend(cost) => settled.overtime += cost * value,
                Column::Release(cost) => settled.released += cost * value,
                Column::Call(cost) => settled.standby += cost * value,
                Column::Light(_, _, price) | Column::Heavy(_, _, price) | Column::Late(price) => {
                    settled.shortage += price * value;
                    settled.missing_hours += value * slot;
                }
                Column::Served | Column::Need(..) | Column::Work(..) | Column::Done => {}
            }
        }
        settled
    }
}

/// Queue numbers an agent can serve, with their speeds.
fn skills(agent: &Agent, queues: &[Queue]) -> Vec<(usize, f64)> {
    let speed = |(n, q): (usize, &Queue)| Some((n, agent.efficiency(&q.id)?));
    queues.iter().enumerate().filter_map(speed).collect()
}

/// Of an agent's skills, the queues that the shift serves as rostered.
fn own(shift: &Shift, skills: Vec<(usize, f64)>, queues: &[Queue]) -> Vec<(usize, f64)> {
    let served: BTreeMap<&str, ()> = shift
        .stretches
        .iter()
        .filter_map(|s| match &s.activity {
            Activity::Work(queue) => Some((queue.as_str(), ())),
            _ => None,
        })
        .collect();
    skills.into_iter().filter(|(q, _)| served.contains_key(queues[*q].id.as_str())).collect()
}
