//! The little numerics that the models rest on.

pub(crate) mod counts;
pub(crate) mod skyline;
pub(crate) mod stats;
