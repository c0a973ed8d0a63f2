//! The simulator against exact values, against the literature, and against itself.

#[path = "simulate/afterwards.rs"]
mod afterwards;
#[path = "simulate/centre.rs"]
mod centre;
#[path = "simulate/cuts.rs"]
mod cuts;
#[path = "simulate/designs.rs"]
mod designs;
#[path = "simulate/difference.rs"]
mod difference;
#[path = "simulate/erlang.rs"]
mod erlang;
#[path = "simulate/literature.rs"]
mod literature;
#[path = "simulate/pools.rs"]
mod pools;
#[path = "simulate/reconcile.rs"]
mod reconcile;
#[path = "simulate/roster.rs"]
mod roster;
