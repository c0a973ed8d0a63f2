//! `paiban man`.

use crate::cli::{CliError, Exit};
use std::io::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban man | man -l -                    read the manual page
  paiban man --out ~/.local/share/man/man1 install a page for every command";

/// Print the manual page, or write one page per command
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// Folder for a page per command, instead of printing the first
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    /// Prints or writes the pages.
    pub(crate) fn run(self, mut out: &mut dyn Write) -> Result<Exit, CliError> {
        let command = crate::cli::command();
        let Some(folder) = self.out else {
            clap_mangen::Man::new(command).render(&mut out)?;
            return Ok(Exit::Fine);
        };
        let failed = |source| CliError::Write { path: folder.clone(), source };
        std::fs::create_dir_all(&folder).map_err(failed)?;
        clap_mangen::generate_to(command, &folder).map_err(failed)?;
        writeln!(out, "wrote the manual pages to {}", folder.display())?;
        Ok(Exit::Fine)
    }
}
