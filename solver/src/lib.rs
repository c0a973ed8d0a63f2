//! Demand to requirement (staffing) and requirement to roster (optimisation).

mod backend;
pub mod capacity;
mod lp;
mod needs;
pub mod outline;
pub mod recourse;
pub mod roster;
pub mod shift24;
pub mod staffing;

// the random worlds of the twins name the crate as its users do
#[cfg(test)]
extern crate self as solver;
