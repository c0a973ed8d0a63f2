//! The programme itself.

use super::Outline;
use super::OutlineError;
use super::groups::{Group, groups};
use super::pools::{Pool, pools};
use super::shapes::{Shape, shapes};
use crate::backend::highs::Method;
use crate::lp::Named;
use crate::needs::{Asked, bounds};
use domain::{
    Centre, ContractId, Coverage, Grid, Provenance, Queue, QueueRequirement, Requirement, Roster,
    Shift,
};

/// A row by its queue or group, and its day, week or slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Row {
    People(usize, usize),
    Days(usize, usize),
    Paid(usize, usize),
    Overtime(usize, usize),
    Owed(usize, usize),
    There(usize, usize),
    Cover(usize, usize),
    Work(usize, usize),
}

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Column {
    /// People on a shift: group, paid hours, cost in minor units.
    Shift(usize, f64, f64),
    /// Hours of weekly overtime, and what an hour adds.
    Overtime(usize, f64),
    /// Hours owed and not rostered, and their wage.
    Owed(f64),
    /// People of a group of several queues who serve one of them.
    Served,
    /// People needed: fixed.
    Need(usize, usize),
    /// People missing, lightly and heavily priced.
    Light(usize, usize, f64),
    Heavy(usize, usize, f64),
    /// Deferrable work: all done by then, done in the slot, late.
    Work(usize, usize),
    Done,
    Late(usize, usize, f64),
}

/// Amounts enter the programme in hundreds of minor units.
pub(super) const UNIT: f64 = 100.0;
const FREE: (f64, f64) = (0.0, f64::INFINITY);

/// The programme of a centre's people, to be solved for one requirement after the other.
#[derive(Debug)]
pub struct Sketch {
    pub(super) lp: Named<Row, Column>,
    columns: Vec<Column>,
    pub(super) grid: Grid,
    pub(super) queues: Vec<Queue>,
    /// People there from shifts before the horizon.
    before: Coverage,
    pub(super) contracts: Vec<ContractId>,
    /// The contract of each group.
    pub(super) owner: Vec<usize>,
    solved_before: bool,
}

impl Sketch {
    /// The programme of `centre` over `grid`, with no requirement yet.
    #[must_use]
    pub fn new(centre: &Centre, grid: &Grid, previous: &[Shift]) -> Self {
        let nobody = Roster::new(grid.clone(), Vec::new(), Provenance::default());
        let contracts: Vec<ContractId> = centre.contracts.iter().map(|c| c.id.clone()).collect();
        let groups = groups(centre, grid);
        let of = |g: &Group<'_>, day: usize| {
            let comes = g.there[day] > 0.0;
            if comes { shapes(centre, g.contract, grid, day) } else { Vec::new() }
        };
        let week = |g: &Group<'_>| (0..grid.days()).map(|day| of(g, day)).collect::<Vec<_>>();
        let shapes: Vec<Vec<Vec<Shape>>> = groups.iter().map(week).collect();
        let (pools, own) = pools(&groups, &shapes, grid.len());
        let owner = |g: &Group<'_>| contracts.iter().position(|id| *id == g.contract.id);
        let mut sketch = Self {
            lp: Named::new(),
            columns: Vec::new(),
            grid: grid.clone(),
            queues: centre.queues.clone(),
            before: Coverage::of(centre, &nobody, previous),
            owner: groups.iter().map(|g| owner(g).unwrap_or(0)).collect(),
            contracts,
            solved_before: false,
        };
        sketch.rows(&groups, &pools);
        for (number, group) in groups.iter().enumerate() {
            sketch.shifts(number, group, own[number], &shapes[number]);
            sketch.week(number, group);
        }
        pools.iter().enumerate().for_each(|(number, pool)| sketch.served(number, pool));
        sketch.shortage();
        sketch
    }

    fn column(&mut self, name: Column, cost: f64, bounds: (f64, f64), entries: &[(Row, f64)]) {
        self.lp.column(name, cost / UNIT, bounds, entries);
        self.columns.push(name);
    }

    fn rows(&mut self, groups: &[Group<'_>], pools: &[Pool]) {
        let slots = self.grid.len();
        for (g, group) in groups.iter().enumerate() {
            for (day, there) in group.there.iter().enumerate() {
                self.lp.row(Row::People(g, day), f64::NEG_INFINITY, *there);
            }
            for (w, week) in group.weeks.iter().enumerate() {
                // somebody who cannot come on enough days owes what they can
                let there: f64 = group.there[w * 7..].iter().take(7).sum();
                let days = (week.days.0.min(there), week.days.1);
                let reachable = week.paid.0.min(there * group.longest);
                self.lp.row(Row::Days(g, w), days.0, days.1);
                self.lp.row(Row::Paid(g, w), reachable, week.paid.1.max(reachable));
                if let Some(tier) = group.contract.weekly_overtime.first() {
                    let above = tier.above.as_hours() * week.people;
                    self.lp.row(Row::Overtime(g, w), f64::NEG_INFINITY, above);
                }
                self.lp.row(Row::Owed(g, w), week.owed, f64::INFINITY);
            }
        }
        for (p, pool) in pools.iter().enumerate() {
            let busy = (0..slots).filter(|t| pool.slots[*t]);
            busy.for_each(|t| self.lp.row(Row::There(p, t), 0.0, f64::INFINITY));
        }
        for q in 0..self.queues.len() {
            for t in 0..slots {
                self.lp.row(Row::Cover(q, t), 0.0, f64::INFINITY);
                if self.queues[q].channel == domain::Channel::Ticket {
                    self.lp.row(Row::Work(q, t), 0.0, 0.0);
                }
            }
        }
    }

    fn shifts(&mut self, g: usize, group: &Group<'_>, pool: Option<usize>, days: &[Vec<Shape>]) {
        for (day, shapes) in days.iter().enumerate() {
            let week = day / 7;
            for shape in shapes {
                let mut entries = vec![
                    (Row::People(g, day), 1.0),
                    (Row::Days(g, week), 1.0),
                    (Row::Paid(g, week), shape.paid),
                    (Row::Overtime(g, week), shape.plain),
                    (Row::Owed(g, week), shape.paid),
                ];
                for (t, share) in &shape.present {
                    match pool {
                        Some(pool) => entries.push((Row::There(pool, *t), *share)),
                        None => {
                            let own = group.skills.iter();
                            entries.extend(own.map(|(q, s)| (Row::Cover(*q, *t), s * share)));
                        }
                    }
                }
                let name = Column::Shift(g, shape.paid, shape.cost);
                self.column(name, shape.cost, FREE, &entries);
            }
        }
    }

    fn week(&mut self, g: usize, group: &Group<'_>) {
        let wage = group.contract.wage.0 as f64;
        for w in 0..group.weeks.len() {
            if let Some(tier) = group.contract.weekly_overtime.first() {
                let price = wage * (tier.multiplier - 1.0);
                let entry = [(Row::Overtime(g, w), -1.0)];
                self.column(Column::Overtime(g, price), price, FREE, &entry);
            }
            self.column(Column::Owed(wage), wage, FREE, &[(Row::Owed(g, w), 1.0)]);
        }
    }

    fn served(&mut self, number: usize, pool: &Pool) {
        for t in (0..self.grid.len()).filter(|t| pool.slots[*t]) {
            for (q, speed) in &pool.skills {
                let entries = [(Row::There(number, t), -1.0), (Row::Cover(*q, t), *speed)];
                self.column(Column::Served, 0.0, FREE, &entries);
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
                if self.queues[q].channel == domain::Channel::Ticket {
                    let work = [(Row::Work(q, t), 1.0), (Row::Work(q, t + 1), -1.0)];
                    self.column(Column::Work(q, t), 0.0, (0.0, 0.0), &work);
                    let done = [(Row::Work(q, t), -1.0), (Row::Cover(q, t), -1.0)];
                    self.column(Column::Done, 0.0, FREE, &done);
                    let late = [(Row::Work(q, t), -1.0)];
                    self.column(Column::Late(q, t, light), light, FREE, &late);
                }
            }
        }
    }

    /// What `requirement` costs.
    ///
    /// # Errors
    /// [`OutlineError`] when the requirement is of another horizon, or the optimiser fails.
    pub fn solve(&mut self, requirement: &Requirement) -> Result<Outline, OutlineError> {
        let same = |need: &QueueRequirement, queue: &Queue| need.queue == queue.id;
        let fits = requirement.queues.iter().zip(&self.queues).all(|(n, q)| same(n, q));
        if requirement.grid != self.grid || !fits || requirement.queues.len() != self.queues.len() {
            return Err(OutlineError::Horizon);
        }
        for column in 0..self.columns.len() {
            let (q, t, asked) = match self.columns[column] {
                Column::Need(q, t) => (q, t, Asked::Need),
                Column::Light(q, t, _) => (q, t, Asked::Light),
                Column::Work(q, t) => (q, t, Asked::Work),
                _ => continue,
            };
            let (queue, need) = ((q, &self.queues[q]), &requirement.queues[q]);
            let (lower, upper) = bounds(asked, queue, need, t, &self.before);
            self.lp.bound(column, lower, upper);
        }
        let method = if self.solved_before { Method::Dual } else { Method::Vertex };
        let solved = self.lp.solve(method, &|| None).map_err(OutlineError::Backend)?;
        self.solved_before = true;
        Ok(self.read(&solved))
    }
}
