//! Demand to requirement (staffing) and requirement to roster (optimisation).
