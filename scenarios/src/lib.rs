//! The whole pipeline as one pure function, the sample centre, simulation and what-ifs.

pub mod capacity;
pub mod change;
pub mod compare;
pub mod futures;
pub mod library;
pub mod plan;
pub mod reconcile;
pub mod simulate;
pub mod staffed;
