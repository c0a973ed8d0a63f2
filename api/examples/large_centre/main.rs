//! A centre as large as they come, written and read: how long, in how much memory.
//!
//! ```sh
//! cargo run --release -p api --example large_centre -- write big --queues 200 --days 730 \
//!     --agents 2000 --weeks 4
//! cargo run --release -p api --example large_centre -- read big history
//! ```
//! `read` takes one of `history`, `roster`, `demand`, `requirement`, so that the memory told is
//! that of one file. Everything written is made up; counts repeat.
#![expect(clippy::print_stdout, reason = "what a benchmark measures is its output")]

mod read;
mod write;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
struct Large {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Writes a centre's folder.
    Write(Size),
    /// Reads one file of it and tells what that took.
    Read {
        folder: PathBuf,
        #[arg(value_parser = ["history", "roster", "demand", "requirement"])]
        what: String,
    },
}

/// How large.
#[derive(Debug, clap::Args)]
struct Size {
    folder: PathBuf,
    #[arg(long, default_value_t = 200)]
    queues: usize,
    #[arg(long, default_value_t = 730)]
    days: usize,
    #[arg(long, default_value_t = 2000)]
    agents: usize,
    #[arg(long, default_value_t = 4)]
    weeks: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Large::parse().action {
        Action::Write(size) => write::centre(&size),
        Action::Read { folder, what } => read::measured(&folder, &what),
    }
}
