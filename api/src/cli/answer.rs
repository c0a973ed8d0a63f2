//! How a command answers: one JSON document for programs, or text for people.

use super::text::Style;
use super::{CliError, Exit};
use serde::Serialize;
use std::io::{self, Write};

/// Where an answer goes, and in which form it is wanted.
pub(crate) struct Answer<'a> {
    out: &'a mut dyn Write,
    json: bool,
}

impl<'a> Answer<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, json: bool) -> Self {
        Self { out, json }
    }

    /// Prints `document` as JSON or what `text` says, whichever is wanted. Every command answers
    /// through here, so that none can lack one of the two.
    pub(crate) fn give<T: Serialize, E>(
        &mut self,
        document: impl FnOnce() -> T,
        text: impl FnOnce(Style, &mut dyn Write) -> Result<(), E>,
    ) -> Result<Exit, CliError>
    where
        CliError: From<E>,
    {
        if self.json {
            print(&document(), self.out)?;
        } else {
            text(Style::detect(), self.out)?;
        }
        self.out.flush()?;
        Ok(Exit::Fine)
    }

    /// Prints a text that is a JSON document already, whatever is wanted.
    pub(crate) fn document(&mut self, text: &str) -> Result<Exit, CliError> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()?;
        Ok(Exit::Fine)
    }
}

/// One indented document.
pub(super) fn print(document: &impl Serialize, mut out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, document)?;
    writeln!(out)
}
