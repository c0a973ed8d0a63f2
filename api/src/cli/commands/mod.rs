//! One file per command.

pub(super) mod backtest;
pub(super) mod backup;
pub(super) mod benchmark;
pub(super) mod capacity;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod demo;
pub(super) mod explain;
pub(super) mod forecast;
pub(super) mod import;
pub(super) mod keys;
pub(super) mod man;
pub(super) mod reconcile;
pub(super) mod replan;
pub(super) mod report;
pub(super) mod robust;
pub(super) mod roster;
pub(super) mod serve;
pub(super) mod simulate;
pub(super) mod staff;
pub(super) mod whatif;
pub(super) mod worker;
