//! Every door: the command line, files, reports.

pub mod report;
