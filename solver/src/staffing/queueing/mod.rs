//! One queueing engine: a birth–death chain, and everything a planner asks of it.
//!
//! ```text
//!        λ         λ                λ           λ
//!   (0) ──▶ (1) ──▶ … ──▶ (S) ──▶ (S+1) ──▶ … (S+room)      contacts in the system
//!       ◀──     ◀──    ◀──     ◀──        ◀──
//!        d(1)     d(2)     d(S)     d(S+1)
//!
//!   d(i) = rate at which i contacts are finished + patience rate × those of them who wait
//! ```
//!
//! `S` is how many contacts the people can hold at once: one each on the phone, several each on
//! chat. The classical models are instances: Erlang B (no waiting room), Erlang C (nobody hangs
//! up), Erlang A (they do), M/M/n/K (a finite waiting room), chat concurrency (a completion rate
//! that depends on how many chats each agent has open).
//!
//! | file | is |
//! |---|---|
//! | `flow` | what comes in: rate, handle time, patience, waiting room, concurrency |
//! | `chain` | the rates of the chain for a number of agents |
//! | `law` | the chain's stationary law, without factorials or overflow |
//! | `late` | how likely a customer who finds `k` waiting waits longer than `T` |
//! | `steady` | the measures: service level, waits, abandonment, occupancy |
//! | `least` | the fewest agents that keep a set of targets |
//! | `ranked` | urgent before ordinary: waits by class, with `complex` to invert their law |
//! | `erlang` | textbook closed forms, as cross-checks of the engine |
//!
//! Sources: Gans, Koole & Mandelbaum (2003), *Telephone call centers: tutorial, review and
//! research prospects*, M&SOM 5(2); Garnett, Mandelbaum & Reiman (2002), *Designing a call center
//! with impatient customers*, M&SOM 4(3).

mod chain;
mod complex;
pub mod erlang;
mod flow;
mod late;
mod law;
mod least;
mod ranked;
mod steady;

pub use flow::{Flow, FlowError};
pub(in crate::staffing) use least::Shown;
pub use least::{Endless, Least};
pub use ranked::Ranked;
pub use steady::{Of, Steady, Unstable};
