//! Rosters kept by what they depend on.

use crate::cli::CliError;
use crate::files;
use domain::{Centre, Money, Roster};
use serde::{Deserialize, Serialize};
use solver::roster::{Solution, Stopped};
use std::path::{Path, PathBuf};

/// A folder of rosters, each called by the hash of its inputs, requirement and search.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

/// What is proved about a kept roster.
#[derive(Debug, Serialize, Deserialize)]
struct Proof {
    bound_minor: i64,
    stopped: Word,
}

/// [`Stopped`] as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Optimal,
    Gap,
    Time,
    Work,
    Stall,
}

const WORDS: [(Stopped, Word); 5] = [
    (Stopped::Optimal, Word::Optimal),
    (Stopped::Gap, Word::Gap),
    (Stopped::Time, Word::Time),
    (Stopped::Work, Word::Work),
    (Stopped::Stall, Word::Stall),
];

impl Cache {
    /// The cache in `folder`, which is made.
    pub(crate) fn open(folder: &Path) -> Result<Self, CliError> {
        let failed = |source| CliError::Write { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn path(&self, hash: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{hash}.{ending}"))
    }

    /// The roster kept under a hash; what cannot be read is as good as absent and is made anew.
    pub(crate) fn take(&self, hash: &str, centre: &Centre) -> Option<(Roster, Money, Stopped)> {
        let text = std::fs::read_to_string(self.path(hash, "json")).ok()?;
        let proof: Proof = serde_json::from_str(&text).ok()?;
        let (roster, _) = files::read_roster(&self.path(hash, "csv"), centre).ok()?;
        let stopped = WORDS.iter().find(|(_, word)| *word == proof.stopped)?.0;
        Some((roster, Money(proof.bound_minor), stopped))
    }

    /// Keeps a roster. A search that the user ended is not kept.
    pub(crate) fn keep(&self, hash: &str, solution: &Solution) -> Result<(), CliError> {
        let Some((_, word)) = WORDS.iter().find(|(stopped, _)| *stopped == solution.stopped) else {
            return Ok(());
        };
        files::write_roster(&self.path(hash, "csv"), &solution.roster)?;
        let proof = Proof { bound_minor: solution.bound.0, stopped: *word };
        let path = self.path(hash, "json");
        let text = serde_json::to_string(&proof).map_err(std::io::Error::from)?;
        std::fs::write(&path, text).map_err(|source| CliError::Write { path, source })
    }
}
