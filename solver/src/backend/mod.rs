//! The only place that names the optimiser, HiGHS.

pub(crate) mod exact;
pub(crate) mod highs;
pub(crate) mod interrupt;
