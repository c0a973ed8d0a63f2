//! Every door: the command line, files, reports.

pub mod files;
pub mod report;
