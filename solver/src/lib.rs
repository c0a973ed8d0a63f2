//! Demand to requirement (staffing) and requirement to roster (optimisation).

mod backend;
pub mod capacity;
mod lp;
pub mod outline;
pub mod recourse;
pub mod roster;
pub mod shift24;
pub mod staffing;
