//! `paiban completions`.

use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit};
use crate::wire;
use clap_complete::Shell;

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
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::cli::command(), "paiban", &mut script);
        let script = String::from_utf8_lossy(&script);
        answer.give(
            || wire::Script { shell: self.shell.to_string(), script: script.to_string() },
            |_, out| out.write_all(script.as_bytes()),
        )
    }
}
