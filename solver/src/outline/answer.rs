//! What an outline says.

use super::model::{Column, Row, Sketch, UNIT};
use crate::lp::Solved;
use domain::ContractId;

/// What a requirement costs in outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Pay and the price of missing people, in minor units.
    pub cost: f64,
    /// Wages, surcharges and owed pay, in minor units.
    pub pay: f64,
    /// The price of missing people, in minor units.
    pub shortage: f64,
    /// Paid hours by contract.
    pub hours: Vec<(ContractId, f64)>,
    /// Hours of weekly overtime.
    pub overtime: f64,
    /// Agents missing per queue and slot; for tickets, work not done when due.
    pub missing: Vec<Vec<f64>>,
    /// What one more standard agent is worth per queue and slot, in minor units.
    pub prices: Vec<Vec<f64>>,
}

impl Outline {
    /// All paid hours.
    #[must_use]
    pub fn paid_hours(&self) -> f64 {
        self.hours.iter().map(|(_, hours)| hours).sum()
    }

    /// Agent-hours missing, with slots of this many hours.
    #[must_use]
    pub fn missing_hours(&self, slot: f64) -> f64 {
        self.missing.iter().flatten().sum::<f64>() * slot
    }
}

impl Sketch {
    /// A solution of the programme, read off.
    pub(super) fn read(&self, solved: &Solved) -> Outline {
        let empty = vec![vec![0.0; self.grid.len()]; self.queues.len()];
        let mut outline = Outline {
            cost: 0.0,
            pay: 0.0,
            shortage: 0.0,
            hours: self.contracts.iter().map(|id| (id.clone(), 0.0)).collect(),
            overtime: 0.0,
            missing: empty.clone(),
            prices: empty,
        };
        for (name, _, value) in self.lp.values(solved) {
            match name {
                Column::Shift(g, paid, cost) => {
                    outline.hours[self.owner[g]].1 += paid * value;
                    outline.pay += cost * value;
                }
                Column::Overtime(_, price) => {
                    outline.overtime += value;
                    outline.pay += price * value;
                }
                Column::Owed(wage) => outline.pay += wage * value,
                Column::Light(q, t, price)
                | Column::Heavy(q, t, price)
                | Column::Late(q, t, price) => {
                    outline.missing[q][t] += value;
                    outline.shortage += price * value;
                }
                Column::Served | Column::Need(..) | Column::Work(..) | Column::Done => {}
            }
        }
        for (q, row) in outline.prices.iter_mut().enumerate() {
            for (t, price) in row.iter_mut().enumerate() {
                *price = self.lp.dual(solved, &Row::Cover(q, t)) * UNIT;
            }
        }
        outline.cost = outline.pay + outline.shortage;
        outline
    }
}
