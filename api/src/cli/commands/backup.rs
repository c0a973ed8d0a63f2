//! `paiban backup` and `paiban restore`.

use crate::cli::answer::Answer;
use crate::cli::config::Config;
use crate::cli::{CliError, Exit, with_store};
use crate::wire;
use std::path::PathBuf;

const BACKUP: &str = "\
Examples:
  paiban backup nightly.backup --store shop/paiban.db
  paiban backup nightly.backup --store postgres://paiban@db/paiban

The file is the same for SQLite and PostgreSQL and can be restored into either.";

const RESTORE: &str = "\
Examples:
  paiban restore nightly.backup --store new.db
  paiban restore nightly.backup --store postgres://paiban@db/paiban --replace";

/// Write everything a store holds to one file, while servers and workers go on
#[derive(Debug, clap::Args)]
#[command(after_help = BACKUP)]
pub(crate) struct Backup {
    /// The file to write; it holds personal data and secrets, so only its owner may read it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    config: Config,
}

impl Backup {
    /// Says how many rows were written.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let settings = self.config.settled(None)?;
        with_store(&settings.store(), async |store| {
            let rows = store.backup(&self.file).await?;
            let file = self.file.display().to_string();
            answer.give(
                || wire::BackedUp { file: file.clone(), rows },
                |_, out| writeln!(out, "wrote {rows} rows to {file}"),
            )
        })
    }
}

/// Put a backup into a store: whoever reads it sees all of the old or all of the new
#[derive(Debug, clap::Args)]
#[command(after_help = RESTORE)]
pub(crate) struct Restore {
    /// The file that `paiban backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    config: Config,
    /// Lose what the store holds now
    #[arg(long)]
    replace: bool,
}

impl Restore {
    /// Says how many rows were restored.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let settings = self.config.settled(None)?;
        with_store(&settings.store(), async |store| {
            let rows = store.restore(&self.file, self.replace).await?;
            let store = settings.store_name();
            answer.give(
                || wire::Restored { store: store.clone(), rows },
                |_, out| writeln!(out, "restored {rows} rows into {store}"),
            )
        })
    }
}
