//! `paiban completions`.

use crate::cli::{CliError, Exit};
use clap_complete::Shell;
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  paiban completions bash > ~/.local/share/bash-completion/completions/paiban
  paiban completions zsh  > ~/.zfunc/_paiban
  paiban completions fish > ~/.config/fish/completions/paiban.fish";

/// Print a shell's completion script
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<Exit, CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::cli::command(), "paiban", &mut script);
        out.write_all(&script)?;
        Ok(Exit::Fine)
    }
}
