//! What no lawful roster costs less than, and tours priced on the way to it.
//!
//! ```text
//! prices of half-hours ─certificate─▶ a bound that rests on exact tour pricing alone
//!          ▲                                    │ tours cheaper than their prices
//!          └──────────── master ◀───────────────┘
//! ```

pub(crate) mod ascent;
pub(crate) mod certificate;
pub(crate) mod dive;
mod elsewhere;
pub(crate) mod generation;
pub(crate) mod master;
pub(crate) mod prices;
pub(crate) mod proved;
pub(crate) mod prover;
mod slope;
pub(crate) mod start;
#[cfg(test)]
mod tests;
