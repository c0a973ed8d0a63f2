//! What changes are made to.

use super::Adjustment;
use domain::{Inputs, Money, OpeningHours, QueueId};

/// A centre with its history, and what is to be done with its forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The centre, its history and last week's shifts.
    pub inputs: Inputs,
    /// What is done to the forecast, in this order.
    pub adjustments: Vec<Adjustment>,
    /// What is paid outside the roster.
    pub fees: Vec<Fee>,
    /// The hours that the history was recorded in, of queues whose hours were changed: they are
    /// forecast in these.
    pub recorded: Vec<(QueueId, OpeningHours)>,
}

/// Money spent once, outside the roster: recruiting, training, an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// For what.
    pub what: String,
    /// How much.
    pub amount: Money,
}

impl World {
    /// A world in which nothing has been changed.
    #[must_use]
    pub const fn new(inputs: Inputs) -> Self {
        Self { inputs, adjustments: Vec::new(), fees: Vec::new(), recorded: Vec::new() }
    }

    /// All money spent outside the roster.
    #[must_use]
    pub fn fees(&self) -> Money {
        self.fees.iter().map(|fee| fee.amount).sum()
    }
}
