//! What the formulation ranges over: people, their possible shifts, days, weeks, slots.

mod candidates;
mod past;
mod pay;
mod shape;
mod week;

pub(crate) use candidates::candidates;
pub(crate) use past::Past;
pub(crate) use pay::steps;
pub(crate) use shape::{Shape, shares_of};
pub(crate) use week::{Person, Week};
