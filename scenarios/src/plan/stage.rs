//! What a plan is doing just now.

use solver::roster::Progress;
use std::ops::ControlFlow;

/// A stage that begins, or a step of the search.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'a> {
    /// History becomes demand.
    Forecast,
    /// Demand becomes requirement.
    Staffing,
    /// Requirement becomes a roster: how the search stands.
    Roster(&'a Progress),
    /// The judge looks at the roster.
    Judge,
    /// The roster is simulated.
    Simulation,
}

/// Hears of every stage; `Break` ends the search of the roster with the best found so far.
pub type Watch<'a> = &'a mut dyn FnMut(&Stage<'_>) -> ControlFlow<()>;
