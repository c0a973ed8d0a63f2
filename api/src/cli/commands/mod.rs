//! One file per command.

pub(super) mod backtest;
pub(super) mod benchmark;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod demo;
pub(super) mod explain;
pub(super) mod forecast;
pub(super) mod import;
pub(super) mod keys;
pub(super) mod man;
pub(super) mod report;
pub(super) mod roster;
pub(super) mod serve;
pub(super) mod simulate;
pub(super) mod staff;
