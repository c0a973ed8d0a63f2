//! The little numerics that the models rest on.

pub(crate) mod arrow;
pub(crate) mod counts;
pub(crate) mod stats;
