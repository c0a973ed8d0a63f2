//! Demand to requirement (staffing) and requirement to roster (optimisation).

mod backend;
pub mod roster;
pub mod shift24;
pub mod staffing;
