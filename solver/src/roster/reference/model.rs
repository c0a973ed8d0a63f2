//! A model under construction: columns, named rows, and what a breach of each row amounts to.
//!
//! `good_lp` states the algebra; names, prices and units are kept here, because the optimiser's
//! adapter drops them and explanations need them.

use crate::roster::reference::family::Family;
use domain::laws::Strength;
use domain::{AgentId, Money};
use good_lp::{Constraint, Expression, ProblemVariables, Variable, variable};
use std::collections::{BTreeSet, HashMap};

/// The model: minimise `cost` subject to `rows`.
pub(crate) struct Model {
    pub(crate) columns: ProblemVariables,
    pub(crate) cost: Expression,
    pub(crate) rows: Vec<Row>,
    pub(crate) envelopes: Vec<Envelope>,
    /// How far rounding each priced amount to whole cents can move the cost.
    pub(crate) rounding: f64,
    omitted: BTreeSet<Family>,
}

/// `excess ≤ 0`, or what a breach costs.
pub(crate) struct Row {
    pub(crate) family: Family,
    /// Which row of the family: agent, day, slot.
    pub(crate) label: String,
    /// Whose row it is, where it is one person's.
    pub(crate) agent: Option<AgentId>,
    pub(crate) excess: Expression,
    pub(crate) unit: Unit,
    /// The price per unit of the law; `None` for a hard row.
    pub(crate) price: Option<Money>,
    /// The column that takes the breach of a priced row.
    slack: Option<Variable>,
}

/// A helping column: the smallest value not below zero nor any of these.
pub(crate) struct Envelope {
    pub(crate) column: Variable,
    pub(crate) of: Vec<Expression>,
}

/// How an excess becomes an amount in the law's unit: `weight × excess / size`, where `whole`
/// begun units only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unit {
    pub(crate) size: f64,
    pub(crate) weight: f64,
    pub(crate) whole: bool,
}

impl Unit {
    /// Whole shifts, days, breaks.
    pub(crate) const COUNT: Self = Self { size: 1.0, weight: 1.0, whole: true };
    /// Minutes counted in begun hours.
    pub(crate) const HOURS_BEGUN: Self = Self { size: 60.0, weight: 1.0, whole: true };

    /// One event that amounts to `weight`.
    pub(crate) const fn event(weight: f64) -> Self {
        Self { size: 1.0, weight, whole: true }
    }
    /// A quantity of which one amounts to `weight`.
    pub(crate) const fn share(weight: f64) -> Self {
        Self { size: 1.0, weight, whole: false }
    }
    /// The amount of a breach by `excess`.
    pub(crate) fn amount(self, excess: f64) -> f64 {
        let units = excess.max(0.0) / self.size;
        self.weight * if self.whole { (units - 1e-6).ceil().max(0.0) } else { units }
    }
}

impl Model {
    /// An empty model that leaves out the rows of `omitted`.
    pub(crate) fn without(omitted: &BTreeSet<Family>) -> Self {
        Self {
            columns: ProblemVariables::new(),
            cost: Expression::default(),
            rows: Vec::new(),
            envelopes: Vec::new(),
            rounding: 0.0,
            omitted: omitted.clone(),
        }
    }

    /// A yes-or-no column.
    pub(crate) fn yes_or_no(&mut self, name: String) -> Variable {
        self.columns.add(variable().binary().name(name))
    }

    /// A column of zero or more.
    pub(crate) fn quantity(&mut self, name: String) -> Variable {
        self.columns.add(variable().min(0.0).name(name))
    }

    /// A column worth the largest of zero and `of`, where the model has reason to make it small.
    pub(crate) fn envelope(&mut self, name: String, of: Vec<Expression>) -> Variable {
        let column = self.quantity(name.clone());
        for (i, low) in of.iter().enumerate() {
            self.always(Family::Meaning, format!("{name} {i}"), low.clone() - column);
        }
        self.envelopes.push(Envelope { column, of });
        column
    }

    /// Adds `price` per unit of `column` to the cost; `whole` where the column takes whole values.
    pub(crate) fn price(&mut self, column: Variable, price: f64, whole: bool) {
        self.cost += column * price;
        if !whole || price.fract() != 0.0 {
            self.rounding += 0.5;
        }
    }

    /// `excess ≤ 0`, always.
    pub(crate) fn always(&mut self, family: Family, label: String, excess: Expression) {
        self.push(family, label, None, excess, Unit::share(1.0), None);
    }

    /// `excess ≤ 0` as strongly as the law is held.
    pub(crate) fn keep(
        &mut self,
        law: (Family, Strength),
        agent: Option<&AgentId>,
        label: String,
        excess: Expression,
        unit: Unit,
    ) {
        let (family, strength) = law;
        match strength {
            Strength::Off => {}
            _ if self.omitted.contains(&family) => {}
            Strength::Hard => self.push(family, label, agent.cloned(), excess, unit, None),
            Strength::Soft(price) => {
                self.push(family, label, agent.cloned(), excess, unit, Some(price));
            }
        }
    }

    fn push(
        &mut self,
        family: Family,
        label: String,
        agent: Option<AgentId>,
        excess: Expression,
        unit: Unit,
        price: Option<Money>,
    ) {
        let slack = price.map(|price| {
            let name = format!("breach {family}[{label}]");
            let column = variable().min(0.0).name(name);
            let column = self.columns.add(if unit.whole { column.integer() } else { column });
            (column, price.0 as f64 * unit.weight)
        });
        let slack = slack.map(|(column, price)| {
            self.price(column, price, unit.whole);
            column
        });
        self.rows.push(Row { family, label, agent, excess, unit, price, slack });
    }

    /// Values of all helping columns, from the values of the others.
    pub(crate) fn complete(&self, values: &mut Values) {
        for envelope in &self.envelopes {
            let highest = envelope.of.iter().map(|e| values.of(e)).fold(0.0, f64::max);
            values.0.insert(envelope.column, highest);
        }
    }
}

impl Row {
    /// Sets the column that takes a breach of this `amount`.
    pub(crate) fn settle(&self, amount: f64, values: &mut Values) {
        if let Some(slack) = self.slack {
            values.0.insert(slack, amount / self.unit.weight);
        }
    }

    /// The row as the optimiser takes it.
    pub(crate) fn constraint(&self) -> Constraint {
        let mut excess = self.excess.clone();
        if let Some(slack) = self.slack {
            excess -= slack * self.unit.size;
        }
        excess.leq(0.0)
    }
}

/// Values of columns; a column without one is zero.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values(pub(crate) HashMap<Variable, f64>);

impl Values {
    /// What `expression` comes to.
    pub(crate) fn of(&self, expression: &Expression) -> f64 {
        expression.eval_with(self)
    }
}

impl good_lp::Solution for Values {
    fn status(&self) -> good_lp::solvers::SolutionStatus {
        good_lp::solvers::SolutionStatus::Optimal
    }
    fn value(&self, column: Variable) -> f64 {
        self.0.get(&column).copied().unwrap_or(0.0)
    }
}
