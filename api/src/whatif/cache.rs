//! Rosters kept by what they depend on.

use crate::cli::{CliError, tell};
use crate::files::codes::KEPT_OTHERWISE;
use crate::files::{self, Faults, Place, roster_hash};
use domain::{Centre, Grid, Money, Roster};
use serde::{Deserialize, Serialize};
use solver::roster::{Solution, Stopped};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A folder of rosters, each called by the hash of its inputs, requirement and search.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

/// What was kept: a roster, its bound, and why its search ended.
pub(crate) type Kept = (Roster, Money, Stopped);

/// What is proved about a kept roster. It is written last: a search that was cut short leaves none.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Proof {
    /// The hash it is kept under.
    plan: String,
    /// The hash of the roster's shifts.
    roster: String,
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

    /// The roster kept under a hash. One that is not as it was kept, or is not of these days, is
    /// said and made anew.
    pub(crate) fn take(&self, hash: &str, centre: &Centre, grid: &Grid) -> Option<Kept> {
        let proof = match std::fs::read(self.path(hash, "json")) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            // what cannot be read proves nothing
            read => read.unwrap_or_default(),
        };
        let kept = self.proved(hash, &proof, centre, grid);
        if kept.is_none() {
            let mut faults = Faults::default();
            let name = format!("{hash}.csv");
            faults.add(Place::file(&name), KEPT_OTHERWISE, "this is not what its proof is of");
            faults.sorted().iter().for_each(|fault| tell(&fault.to_string()));
        }
        kept
    }

    fn proved(&self, hash: &str, proof: &[u8], centre: &Centre, grid: &Grid) -> Option<Kept> {
        let proof: Proof = serde_json::from_slice(proof).ok()?;
        let (roster, _) = files::read_roster(&self.path(hash, "csv"), centre).ok()?;
        let stopped = WORDS.iter().find(|(_, word)| *word == proof.stopped)?.0;
        let same = proof.plan == hash && proof.roster == roster_hash(&roster);
        (same && roster.grid == *grid).then_some((roster, Money(proof.bound_minor), stopped))
    }

    /// Keeps a roster. A search that the user ended is not kept.
    pub(crate) fn keep(&self, hash: &str, solution: &Solution) -> Result<(), CliError> {
        let Some((_, word)) = WORDS.iter().find(|(stopped, _)| *stopped == solution.stopped) else {
            return Ok(());
        };
        files::write_roster(&self.path(hash, "csv"), &solution.roster)?;
        let proof = Proof {
            plan: hash.to_owned(),
            roster: roster_hash(&solution.roster),
            bound_minor: solution.bound.0,
            stopped: *word,
        };
        let text = serde_json::to_string(&proof).map_err(std::io::Error::from)?;
        Ok(files::write_text(&self.path(hash, "json"), &text)?)
    }
}
