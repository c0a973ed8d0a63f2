//! What the model says of a given roster, without solving: every column has its value already.

use crate::roster::reference::columns::Serving;
use crate::roster::reference::family::Family;
use crate::roster::reference::formulation;
use crate::roster::reference::model::Values;
use crate::roster::reference::sets::{Week, shares_of};
use crate::roster::{Case, RosterError};
use domain::{Activity, AgentId, Money, Roster};
use std::collections::BTreeSet;

/// What the model says of a roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Every row the roster breaks, hard or priced.
    pub broken: Vec<Broken>,
    /// Pay, missing people on live queues and broken priced laws; late tickets apart.
    pub cost: Money,
}

/// A row that a roster breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// The row's family.
    pub family: Family,
    /// Which row of the family.
    pub label: String,
    /// Whose row it is, where it is one person's.
    pub agent: Option<AgentId>,
    /// By how much, in the law's unit.
    pub amount: f64,
    /// The price per unit; `None` for a hard row.
    pub price: Option<Money>,
}

/// Whether the roster keeps every hard row.
///
/// # Errors
/// As [`read`].
pub fn admits(case: &Case<'_>, roster: &Roster) -> Result<bool, RosterError> {
    let reading = read(case, roster, &BTreeSet::new())?;
    Ok(reading.broken.iter().all(|row| row.price.is_some()))
}

/// Every row that the roster breaks in the model without the families in `omitted`.
///
/// # Errors
/// [`RosterError::NoContract`]; [`RosterError::Foreign`] for a shift that has no columns.
pub fn read(
    case: &Case<'_>,
    roster: &Roster,
    omitted: &BTreeSet<Family>,
) -> Result<Reading, RosterError> {
    let week = Week::of_roster(case, roster)?;
    let (model, columns) = formulation::week(&week, Serving::Any, omitted);
    let mut values = Values::default();
    for (a, person) in week.people() {
        for (shape, works) in columns.shifts(&week, a) {
            values.0.insert(works, 1.0);
            for stretch in &shape.shift.stretches {
                let Activity::Work(id) = &stretch.activity else { continue };
                let q = week.centre.queues.iter().position(|queue| &queue.id == id);
                let (agent, date) = (person.agent.id.clone(), shape.shift.date);
                let q = q.ok_or(RosterError::Foreign { agent, date })?;
                for (slot, share) in shares_of(stretch.span, week.grid) {
                    if let Some(w) = columns.serve(a, slot, q) {
                        *values.0.entry(w).or_default() += share;
                    }
                }
            }
        }
    }
    model.complete(&mut values);
    let mut broken = Vec::new();
    for row in model.rows.iter().filter(|row| row.family != Family::Tickets) {
        let excess = values.of(&row.excess);
        let amount = row.unit.amount(excess);
        if excess <= 1e-6 || amount <= 0.0 {
            continue;
        }
        row.settle(amount, &mut values);
        broken.push(Broken {
            family: row.family,
            label: row.label.clone(),
            agent: row.agent.clone(),
            amount,
            price: row.price,
        });
    }
    let cost = Money(values.of(&model.cost).round() as i64);
    Ok(Reading { broken, cost })
}
