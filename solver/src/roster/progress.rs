//! What a search tells while it runs.

use domain::Money;

/// One event: something got better, or another phase began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What the engine is doing.
    pub phase: Phase,
    /// The cheapest roster so far.
    pub cost: Option<Money>,
    /// What no lawful roster costs less than, as far as proved.
    pub bound: Option<Money>,
}

/// What the engine is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Makes a first roster.
    Construct,
    /// Makes the roster cheaper; the bound is proved beside it.
    Improve,
}
