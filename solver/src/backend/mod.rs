//! The only place that names the optimiser, HiGHS.

pub(crate) mod exact;
