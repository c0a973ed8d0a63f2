//! How a plan is made, and what it is stamped with.

use crate::simulate;
use domain::Inputs;

/// The options of every stage, and the stamp of the roster.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanOptions {
    /// How demand is forecast.
    pub forecast: forecast::Options,
    /// How people are counted.
    pub staffing: solver::staffing::Options,
    /// How the roster is searched: seed, limits.
    pub roster: solver::roster::Options,
    /// The product's version, for the roster's provenance.
    pub version: String,
    /// Hash of all inputs, for the roster's provenance.
    pub input_hash: String,
}

impl PlanOptions {
    /// The same with the inputs' own arrangements beside those already named.
    #[must_use]
    pub fn arranged(&self, inputs: &Inputs) -> Self {
        Self {
            forecast: forecast_options(inputs, &self.forecast),
            staffing: staffing_options(inputs, &self.staffing),
            ..self.clone()
        }
    }
}

/// How the inputs are forecast: `options` with their newcomers and drivers, unless those of a queue
/// are named already.
#[must_use]
pub fn forecast_options(inputs: &Inputs, options: &forecast::Options) -> forecast::Options {
    let (arranged, mut all) = (&inputs.arrangements, options.clone());
    for one in &arranged.newcomers {
        if !options.newcomers.iter().any(|named| named.queue == one.queue) {
            all.newcomers.push(one.clone());
        }
    }
    for one in &arranged.drivers {
        if !options.drivers.iter().any(|named| named.queue == one.queue) {
            all.drivers.push(one.clone());
        }
    }
    all
}

/// How the inputs' people are counted: `options` with their pools and backlog, unless any are named
/// already.
#[must_use]
pub fn staffing_options(
    inputs: &Inputs,
    options: &solver::staffing::Options,
) -> solver::staffing::Options {
    let (arranged, mut all) = (&inputs.arrangements, options.clone());
    if all.pools.is_empty() {
        all.pools.clone_from(&arranged.pools);
    }
    if all.backlog.is_empty() {
        all.backlog.clone_from(&arranged.backlog);
    }
    all
}

/// How the inputs' rosters are simulated: `options` with their pools and backlog, unless any are
/// named already.
#[must_use]
pub fn simulation_options(inputs: &Inputs, options: &simulate::Options) -> simulate::Options {
    let (arranged, mut all) = (&inputs.arrangements, options.clone());
    if all.pools.is_empty() {
        all.pools.clone_from(&arranged.pools);
    }
    if all.backlog.is_empty() {
        let one = |w: &domain::Waiting| (w.queue.clone(), w.contacts.0.round() as u32);
        all.backlog = arranged.backlog.iter().map(one).collect();
    }
    all
}
