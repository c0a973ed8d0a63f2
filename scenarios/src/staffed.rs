//! What an error of the forecast means in people: the agents it would ask for against the agents
//! that the contacts which came would.
//!
//! ```text
//! Σ |n(forecast) − n(came)| ÷ Σ n(came)        n the fewest people at desks who keep every target
//! ```
//! Both at the handle time that came, so that models which forecast none are treated alike. Targets
//! per day or week are held in every interval here.

use domain::{Agents, Centre, Contacts, Minutes, Queue, Seconds, TargetKind};
use forecast::backtest::{Backtest, Model, Prediction, QueueBacktest, Slice};
use rayon::prelude::*;
use solver::staffing::queueing::Flow;
use std::collections::HashMap;

/// The most people that an interval may ask for.
const LIMIT: Agents = Agents(100_000);

/// The error in people of one model over one slice of intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgentsError {
    /// Who predicted.
    pub model: Model,
    /// Over which intervals: all, or a lead week.
    pub slice: Slice,
    /// `Σ |n(forecast) − n(came)| ÷ Σ n(came)`.
    pub error: f64,
    /// The part of it that is too few people.
    pub too_few: f64,
}

/// The error in people of every queue of a backtest, in its order; none for ticket queues and for
/// queues whose contacts cannot be staffed.
#[must_use]
pub fn agents_errors(centre: &Centre, backtest: &Backtest) -> Vec<Vec<AgentsError>> {
    let one = |tried: &QueueBacktest| {
        let queue = centre.queue(&tried.queue);
        queue.map_or(Vec::new(), |queue| of_queue(centre, queue, tried))
    };
    backtest.queues.par_iter().map(one).collect()
}

fn of_queue(centre: &Centre, queue: &Queue, tried: &QueueBacktest) -> Vec<AgentsError> {
    let mut staffed = Staffed::new(queue, centre.interval);
    let mut sums: HashMap<(Model, Slice), (f64, f64, f64)> = HashMap::new();
    if staffed.targets.is_empty() {
        return Vec::new();
    }
    for prediction in &tried.predictions {
        let Some((wanted, needed)) = staffed.both(prediction) else { continue };
        for slice in [Slice::All, Slice::Week(prediction.week)] {
            let (missed, few, all) = sums.entry((prediction.model, slice)).or_default();
            *missed += (wanted - needed).abs();
            *few += (needed - wanted).max(0.0);
            *all += needed;
        }
    }
    let worth = sums.into_iter().filter(|(_, (.., all))| *all > 0.0);
    let error = |((model, slice), (missed, few, all)): ((Model, Slice), (f64, f64, f64))| {
        AgentsError { model, slice, error: missed / all, too_few: few / all }
    };
    let mut errors: Vec<AgentsError> = worth.map(error).collect();
    errors.sort_by_key(|e| (e.slice, e.model));
    errors
}

/// People by contacts and handle time; counts come again and again, so answers are kept.
struct Staffed<'q> {
    queue: &'q Queue,
    interval: Minutes,
    targets: Vec<TargetKind>,
    known: HashMap<(u64, u64), Option<f64>>,
}

impl<'q> Staffed<'q> {
    fn new(queue: &'q Queue, interval: Minutes) -> Self {
        let live = |kind: &TargetKind| !matches!(kind, TargetKind::Deadline { .. });
        let kinds = queue.targets.iter().map(|target| target.kind).filter(live);
        let limit = queue.max_occupancy.map(TargetKind::Occupancy);
        let targets: Vec<TargetKind> = kinds.chain(limit).collect();
        let ticket = queue.channel == domain::Channel::Ticket;
        let targets = if ticket { Vec::new() } else { targets };
        Self { queue, interval, targets, known: HashMap::new() }
    }

    /// People for what was predicted and for what came.
    fn both(&mut self, prediction: &Prediction) -> Option<(f64, f64)> {
        let handle = prediction.actual.aht.or(prediction.aht).filter(|aht| aht.0 > 0.0)?;
        let wanted = self.people(prediction.expected, handle)?;
        Some((wanted, self.people(prediction.actual.offered, handle)?))
    }

    fn people(&mut self, contacts: Contacts, handle: Seconds) -> Option<f64> {
        if contacts.0 <= 0.0 {
            return Some(0.0);
        }
        let key = (contacts.0.to_bits(), handle.0.to_bits());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let flow = Flow::new(contacts, self.interval, handle)
            .and_then(|flow| flow.with_patience(self.queue.patience))
            .and_then(|flow| flow.handled_as(&self.queue.channel));
        let least = flow.ok().and_then(|flow| flow.least(&self.targets, LIMIT).ok());
        let people = least.map(|least| f64::from(least.agents.0));
        self.known.insert(key, people);
        people
    }
}
