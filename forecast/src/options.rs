//! What a planner may ask of a forecast.

use crate::select::Choice;
use domain::QueueId;
use std::collections::BTreeMap;

/// What a planner may ask of a forecast; the default chooses everything itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Choices kept from an earlier forecast, by queue; other queues choose anew.
    pub choices: BTreeMap<QueueId, Choice>,
    /// Queues with little or no history of their own, and whom they resemble.
    pub newcomers: Vec<Newcomer>,
}

/// A new queue that is expected to behave like a queue with history.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomer {
    /// The new queue.
    pub queue: QueueId,
    /// The queue it resembles in shape, weekdays and events.
    pub like: QueueId,
    /// Its contacts for each contact of that queue, as the planner expects.
    pub ratio: f64,
}
