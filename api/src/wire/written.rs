//! What a command left behind, on the wire.

use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// Files or folders written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Their paths, in the order written.
    pub files: Vec<String>,
}

/// A shell's completion script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Script {
    /// Which shell.
    pub shell: String,
    /// The script.
    pub script: String,
}

/// The manual page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Manual {
    /// Its source for `man`.
    pub page: String,
}

/// A server that listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Serving {
    /// The centre's folder.
    pub centre: String,
    /// Where, such as `http://127.0.0.1:8080/`.
    pub address: String,
}

/// How a search on an instance of the literature ended, in the instance's own units.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Benchmarked {
    /// What the solution costs.
    pub objective: f64,
    /// No solution costs less.
    pub bound: f64,
    /// (objective − bound) / objective.
    pub gap: f64,
    /// How long it was searched.
    pub seconds: f64,
    /// Why the search ended.
    pub stopped: String,
    /// The solution's file, where one was wanted.
    #[serde(flatten)]
    pub written: Written,
}

impl Written {
    /// One file.
    #[must_use]
    pub fn one(path: &Path) -> Self {
        Self { files: vec![path.display().to_string()] }
    }

    /// A line per file.
    pub(crate) fn tell(&self, out: &mut dyn Write) -> io::Result<()> {
        self.files.iter().try_for_each(|file| writeln!(out, "wrote {file}"))
    }
}

/// A worker, once it takes runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Working {
    /// What it is called in runs and in the audit log.
    pub worker: String,
    /// The store whose runs it takes, without a password.
    pub store: String,
}

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackedUp {
    /// The file.
    pub file: String,
    /// How many rows it holds.
    pub rows: u64,
}

/// A backup that was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The store, without a password.
    pub store: String,
    /// How many rows it holds now.
    pub rows: u64,
}
