//! Demand to requirement (staffing) and requirement to roster (optimisation).

mod backend;
pub mod roster;
pub mod staffing;
