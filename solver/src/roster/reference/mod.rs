//! The week as one readable mixed-integer model: documentation, oracle, and the laws as rows.
//!
//! `formulation` reads aloud; `rows` has one file per law. Every lawful shift of every person
//! is a column with its breaks placed, so this is for a handful of people and days. The engine
//! solves the same case at real size; tests hold the two, and the judge, against each other.
//!
//! ```text
//! Case ─sets─▶ Week ─formulation─▶ Model ─backend─▶ values ─answer─▶ Roster
//! ```
//! What is searched: shifts of the templates at their starts, breaks at multiples of the interval,
//! one queue per slot. Breaches that never pay (an unskilled queue, a missing break) are rows for
//! [`admits`], but no column proposes them.

mod admits;
mod answer;
mod columns;
mod conflict;
mod family;
mod formulation;
mod model;
mod rows;
mod sets;
mod solve;

pub use admits::{Broken, Reading, admits, read};
pub use family::Family;
pub use solve::solve;
