//! Sample centres, generated: no person, customer or figure in them is real.
//!
//! Each sample is a pure function of a seed. Its people, calendar and leave are small tables beside
//! the code; its history is drawn from a stated model of volume and noise ([`volume`]), so that one
//! knows what a forecast ought to find. The week to plan is the one after the history ends.

mod hangzhou;
mod lighthouse;
mod previous;
mod table;
pub mod volume;

pub use hangzhou::{WHATIFS, hangzhou};
pub use lighthouse::lighthouse;
