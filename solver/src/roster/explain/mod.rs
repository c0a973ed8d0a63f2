//! Why a roster costs what it costs, what would change it, and what makes one impossible.
//!
//! ```text
//! bound's prices ─account─▶ cost − bound, person by person and half-hour by half-hour
//!        ├───────lifted──▶ what a law costs, what one more trained agent saves
//!        └──────question─▶ one thing changed, to be solved again
//! no roster ──clash, crowd─▶ laws, people and days, none of which can be left out
//!        └────────relax──▶ which hard laws to loosen, by how much, and what the week then costs
//! ```

mod account;
pub(super) mod clash;
pub(super) mod crowd;
mod lifted;
mod prices;
mod proof;
mod question;
mod relax;
mod switches;
mod tally;

pub(super) use account::account;
pub use lifted::{LawPrice, OneMore};
pub use prices::{PersonPrice, PromisePrice, Slack, SlotPrices, SlotSlack, Why};
pub use proof::{Explained, Explanation, explain};
pub use question::{Question, Unknown, estimate};
pub use relax::{BREACH, Relaxation, relax};
