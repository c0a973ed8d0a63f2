//! The whole pipeline as one pure function, the sample centre, simulation and what-ifs.

pub mod library;
pub mod plan;
pub mod reconcile;
pub mod simulate;
