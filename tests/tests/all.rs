//! Every test that crosses a crate, in one binary: quick to link, quick to run.

mod files;
mod http;
mod tidy;
