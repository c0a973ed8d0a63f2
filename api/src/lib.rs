//! Every door: the command line, files, reports.

pub mod cli;
pub mod files;
pub mod http;
pub mod keys;
pub mod report;
pub mod wire;
