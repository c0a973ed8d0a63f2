//! The `paiban` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::run(std::env::args_os()).into()
}
