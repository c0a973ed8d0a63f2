//! What a planner may ask of a forecast.

use crate::select::Choice;
use domain::{Driver, Newcomer, QueueId};
use std::collections::BTreeMap;

/// What a planner may ask of a forecast; the default chooses everything itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Choices kept from an earlier forecast, by queue; other queues choose anew.
    pub choices: BTreeMap<QueueId, Choice>,
    /// Queues with little or no history of their own, and whom they resemble.
    pub newcomers: Vec<Newcomer>,
    /// Day totals that the contacts of queues follow, such as orders.
    pub drivers: Vec<Driver>,
}
