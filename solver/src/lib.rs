//! Demand to requirement (staffing) and requirement to roster (optimisation).

mod backend;
mod lp;
pub mod roster;
pub mod shift24;
pub mod staffing;
