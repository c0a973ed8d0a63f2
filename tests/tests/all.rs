//! Every test that crosses a crate, in one binary: quick to link, quick to run.

mod cli;
mod files;
mod http;
mod tidy;
mod whatif;
