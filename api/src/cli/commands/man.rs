//! `paiban man`.

use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit};
use crate::wire;
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
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let command = crate::cli::command();
        let Some(folder) = self.out else {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            let page = String::from_utf8_lossy(&page);
            return answer.give(
                || wire::Manual { page: page.to_string() },
                |_, out| out.write_all(page.as_bytes()),
            );
        };
        let failed = |source| CliError::Write { path: folder.clone(), source };
        std::fs::create_dir_all(&folder).map_err(failed)?;
        clap_mangen::generate_to(command, &folder).map_err(failed)?;
        let told = format!("wrote the manual pages to {}", folder.display());
        answer.give(|| wire::Written::one(&folder), |_, out| writeln!(out, "{told}"))
    }
}
