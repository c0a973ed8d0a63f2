//! The programme.

use super::CapacityError;
use super::case::{CapacityCase, Hiring};
use super::plan::{CapacityPlan, GroupWeek, QueueWeek};
use crate::backend::highs::Method;
use crate::lp::{Named, Solved};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Row {
    Hours(usize, usize),
    Learnt(usize, usize),
    LearntMost(usize),
    Leave(usize),
    Month(usize, usize),
    Cover(usize, usize),
    Seats(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Column {
    Hire(usize, usize, f64),
    Leave(usize, usize),
    Over(usize, usize, f64),
    Train(usize, usize, f64),
    Seats(usize, usize, f64),
    Used,
    Missing(usize, usize, f64),
}

const UNIT: f64 = 100.0;
const FREE: (f64, f64) = (0.0, f64::INFINITY);

struct Model<'a> {
    case: &'a CapacityCase,
    lp: Named<Row, Column>,
}

/// The cheapest plan of the months ahead.
///
/// # Errors
/// [`CapacityError`] when leave does not fit, or the optimiser fails.
pub fn solve(case: &CapacityCase) -> Result<CapacityPlan, CapacityError> {
    leave_fits(case)?;
    let mut model = Model { case, lp: Named::new() };
    model.rows();
    for group in 0..case.staff.len() {
        model.hire(group);
        model.leave_and_overtime(group);
        model.used(group);
    }
    model.train();
    model.agencies();
    model.missing();
    let solved = model.lp.solve(Method::Dual, &|| None).map_err(CapacityError::Backend)?;
    Ok(model.plan(&solved))
}

fn leave_fits(case: &CapacityCase) -> Result<(), CapacityError> {
    for staff in &case.staff {
        let owed = staff.leave_weeks * staff.people;
        let room: f64 = (0..case.weeks()).map(|w| staff.leave_share_max * staff.left(w)).sum();
        if owed > room + 1e-9 {
            return Err(CapacityError::Leave { group: staff.name.clone(), owed, room });
        }
    }
    Ok(())
}

impl Model<'_> {
    fn weeks(&self) -> usize {
        self.case.weeks()
    }

    fn rows(&mut self) {
        let weeks = self.weeks();
        let months = self.case.months.last().map_or(0, |m| m + 1);
        for (g, staff) in self.case.staff.iter().enumerate() {
            for w in 0..weeks {
                let there = staff.hours * staff.left(w);
                self.lp.row(Row::Hours(g, w), f64::NEG_INFINITY, there);
            }
            let owed = staff.leave_weeks * staff.people;
            self.lp.row(Row::Leave(g), owed, owed);
            for month in 0..months {
                let own: Vec<usize> =
                    (0..weeks).filter(|w| self.case.months[*w] == month).collect();
                let heads: f64 = own.iter().map(|w| staff.left(*w)).sum();
                // a month cut by the horizon allows its share of four weeks and a third
                let part = (own.len() as f64 / (52.0 / 12.0)).min(1.0);
                let most = staff.overtime_month * part * heads / own.len().max(1) as f64;
                self.lp.row(Row::Month(g, month), f64::NEG_INFINITY, most);
            }
        }
        for (t, training) in self.case.training.iter().enumerate() {
            self.lp.row(Row::LearntMost(t), f64::NEG_INFINITY, training.most);
            (0..weeks).for_each(|w| self.lp.row(Row::Learnt(t, w), f64::NEG_INFINITY, 0.0));
        }
        for (k, agency) in self.case.agencies.iter().enumerate() {
            for w in 0..weeks {
                self.lp.row(Row::Seats(k, w), f64::NEG_INFINITY, agency.most);
            }
        }
        for (q, load) in self.case.loads.iter().enumerate() {
            for (w, hours) in load.hours.iter().enumerate() {
                self.lp.row(Row::Cover(q, w), *hours, f64::INFINITY);
            }
        }
    }

    fn column(&mut self, name: Column, cost: f64, bounds: (f64, f64), entries: &[(Row, f64)]) {
        self.lp.column(name, cost / UNIT, bounds, entries);
    }

    fn hire(&mut self, g: usize) {
        let staff = &self.case.staff[g];
        let Some(hiring) = &staff.hiring else { return };
        for start in hiring.lead..self.weeks() {
            let cost = self.cost_of_hire(g, hiring, start);
            let staff = &self.case.staff[g];
            let cohort = |w| staff.hired(hiring, start, w).map(|(left, speed)| (w, left * speed));
            let entries: Vec<(Row, f64)> = (start..self.weeks())
                .filter_map(cohort)
                .map(|(w, people)| (Row::Hours(g, w), -staff.hours * people))
                .collect();
            self.column(Column::Hire(g, start, cost), cost, (0.0, hiring.most), &entries);
        }
    }

    /// Fee and pay to the end of the horizon of one hired in week `start`.
    fn cost_of_hire(&self, g: usize, hiring: &Hiring, start: usize) -> f64 {
        let staff = &self.case.staff[g];
        let weeks = (start..self.weeks()).filter_map(|w| staff.hired(hiring, start, w));
        let paid: f64 = weeks.map(|(left, _)| left).sum();
        hiring.fee + paid * staff.paid_hours * staff.wage
    }

    fn leave_and_overtime(&mut self, g: usize) {
        for w in 0..self.weeks() {
            let staff = &self.case.staff[g];
            let most = staff.leave_share_max * staff.left(w);
            let pay = staff.wage * staff.overtime_multiplier;
            let entries = [(Row::Leave(g), 1.0), (Row::Hours(g, w), staff.hours)];
            self.column(Column::Leave(g, w), 0.0, (0.0, most), &entries);
            let month = self.case.months[w];
            let entries = [(Row::Month(g, month), 1.0), (Row::Hours(g, w), -1.0)];
            self.column(Column::Over(g, w, pay), pay, FREE, &entries);
        }
    }

    fn used(&mut self, g: usize) {
        for (q, speed) in self.case.staff[g].skills.clone() {
            for w in 0..self.weeks() {
                let entries = [(Row::Hours(g, w), 1.0), (Row::Cover(q, w), speed)];
                self.column(Column::Used, 0.0, FREE, &entries);
            }
        }
    }

    fn train(&mut self) {
        for (t, training) in self.case.training.iter().enumerate() {
            let staff = &self.case.staff[training.staff];
            for start in 0..self.case.weeks() {
                let mut entries = vec![(Row::LearntMost(t), 1.0)];
                for w in start..self.case.weeks() {
                    if w < start + training.weeks {
                        entries.push((Row::Hours(training.staff, w), staff.hours));
                    } else {
                        let left = (1.0 - staff.attrition).powi((w - start) as i32);
                        entries.push((Row::Learnt(t, w), -staff.hours * left));
                    }
                }
                let name = Column::Train(t, start, training.fee);
                self.lp.column(name, training.fee / UNIT, FREE, &entries);
            }
            for w in 0..self.case.weeks() {
                let entries = [
                    (Row::Learnt(t, w), 1.0),
                    (Row::Hours(training.staff, w), 1.0),
                    (Row::Cover(training.queue, w), training.speed),
                ];
                self.lp.column(Column::Used, 0.0, FREE, &entries);
            }
        }
    }

    fn agencies(&mut self) {
        for k in 0..self.case.agencies.len() {
            let agency = &self.case.agencies[k];
            for start in agency.lead..self.weeks() {
                let agency = &self.case.agencies[k];
                let end = (start + agency.weeks).min(self.weeks());
                let mut entries = Vec::new();
                for w in start..end {
                    entries.push((Row::Seats(k, w), 1.0));
                    entries.push((Row::Cover(agency.queue, w), agency.hours));
                }
                // weeks beyond the horizon are paid for as well: a contract runs its length
                let cost = agency.fee + agency.rate * agency.hours * agency.weeks as f64;
                self.column(Column::Seats(k, start, cost), cost, FREE, &entries);
            }
        }
    }

    fn missing(&mut self) {
        for q in 0..self.case.loads.len() {
            let price = self.case.loads[q].price;
            for w in 0..self.weeks() {
                let entry = [(Row::Cover(q, w), 1.0)];
                self.column(Column::Missing(q, w, price), price, FREE, &entry);
            }
        }
    }

    fn plan(&self, solved: &Solved) -> CapacityPlan {
        let mut plan = self.empty(solved);
        for (name, _, value) in self.lp.values(solved) {
            match name {
                Column::Hire(g, start, cost) => {
                    plan.hiring += cost * value;
                    plan.groups[g][start].hired += value;
                    let staff = &self.case.staff[g];
                    let Some(hiring) = &staff.hiring else { continue };
                    for w in start..self.weeks() {
                        let left = staff.hired(hiring, start, w).map_or(0.0, |(left, _)| left);
                        plan.groups[g][w].newcomers += left * value;
                    }
                }
                Column::Leave(g, w) => plan.groups[g][w].leave += value,
                Column::Over(g, w, pay) => {
                    plan.overtime += pay * value;
                    plan.groups[g][w].overtime += value;
                }
                Column::Train(t, start, fee) => {
                    plan.training += fee * value;
                    plan.learning[t][start] += value;
                }
                Column::Seats(k, start, cost) => {
                    plan.agencies += cost * value;
                    let end = (start + self.case.agencies[k].weeks).min(self.weeks());
                    plan.seats[k][start..end].iter_mut().for_each(|s| *s += value);
                }
                Column::Missing(q, w, price) => {
                    plan.missing += price * value;
                    plan.queues[q][w].missing += value;
                }
                Column::Used => {}
            }
        }
        plan.cost = plan.staff_pay
            + plan.hiring
            + plan.overtime
            + plan.agencies
            + plan.training
            + plan.missing;
        plan
    }

    /// The plan with what does not depend on columns.
    fn empty(&self, solved: &Solved) -> CapacityPlan {
        let weeks = self.weeks();
        let group = |(g, staff): (usize, &super::Staff)| -> Vec<GroupWeek> {
            let worth = |w| -self.lp.dual(solved, &Row::Hours(g, w)) * staff.hours * UNIT;
            let week =
                |w| GroupWeek { staff: staff.left(w), worth: worth(w), ..GroupWeek::default() };
            (0..weeks).map(week).collect()
        };
        let queue = |(q, load): (usize, &super::Load)| -> Vec<QueueWeek> {
            let worth = |w| self.lp.dual(solved, &Row::Cover(q, w)) * UNIT;
            let week = |w| QueueWeek { needed: load.hours[w], missing: 0.0, worth: worth(w) };
            (0..weeks).map(week).collect()
        };
        let paid = |s: &super::Staff| -> f64 {
            (0..weeks).map(|w| s.left(w) * s.paid_hours * s.wage).sum()
        };
        CapacityPlan {
            staff_pay: self.case.staff.iter().map(paid).sum(),
            groups: self.case.staff.iter().enumerate().map(group).collect(),
            queues: self.case.loads.iter().enumerate().map(queue).collect(),
            seats: vec![vec![0.0; weeks]; self.case.agencies.len()],
            learning: vec![vec![0.0; weeks]; self.case.training.len()],
            ..CapacityPlan::default()
        }
    }
}
