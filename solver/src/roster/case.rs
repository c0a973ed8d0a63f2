//! What is to be solved, and how long one may try.

use crate::roster::replan::Replan;
use crate::roster::stop::Limits;
use domain::{Centre, Requirement, Roster, Shift};

/// Everything a roster is made from.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The centre: people, contracts, laws.
    pub centre: &'a Centre,
    /// The people needed, per queue and slot; its grid is the horizon.
    pub requirement: &'a Requirement,
    /// Shifts worked or told before the horizon.
    pub previous: &'a [Shift],
    /// What people were told already, if anything, and what of it stays.
    pub told: Option<Replan<'a>>,
    /// A roster to begin the search from; it owes nothing to it, and weeks of it that are not
    /// lawful are planned anew.
    pub start: Option<&'a Roster>,
}

/// How to solve.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Options {
    /// The seed of every random choice.
    pub seed: u64,
    /// When to stop.
    pub limits: Limits,
}
