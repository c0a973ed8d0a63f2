//! Demand to requirement (staffing) and requirement to roster (optimisation).

pub mod roster;
