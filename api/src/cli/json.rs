//! `--json`: one indented document on standard output.

use super::{CliError, Exit};
use serde::Serialize;
use std::io::{self, Write};

/// Prints a wire type.
pub(crate) fn print(value: &impl Serialize, mut out: &mut dyn Write) -> Result<Exit, CliError> {
    serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Exit::Fine)
}
