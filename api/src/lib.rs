//! Every door: the command line, files, reports.

pub mod cli;
pub mod files;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod report;
mod stop;
pub mod store;
pub mod telemetry;
pub mod webhooks;
mod whatif;
pub mod wire;
