//! What is wrong or worth knowing, on the wire.

use crate::cli::CliError;
use crate::files;
use domain::Cure;
use serde::Serialize;

/// One thing wrong, or worth knowing, in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file, relative to the centre's folder.
    pub file: String,
    /// The line from 1 (the row of a worksheet), where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The character in the line from 1 (the column of a worksheet), where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// `error` stops, `warning` deserves a look, `note` only tells.
    pub severity: &'static str,
    /// The code in `docs/errors.md`.
    pub code: &'static str,
    /// What is wrong.
    pub cause: String,
    /// What to do about it.
    pub cure: String,
}

/// Why a command stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The code in `docs/errors.md`; of several faults the first one's.
    pub code: &'static str,
    /// What is wrong.
    pub cause: String,
    /// What to do about it.
    pub cure: String,
    /// Every fault of the files concerned.
    pub faults: Vec<Fault>,
}

impl From<&files::Fault> for Fault {
    fn from(fault: &files::Fault) -> Self {
        Self {
            file: fault.file.clone(),
            line: fault.line,
            column: fault.column,
            severity: fault.severity.word(),
            code: fault.code,
            cause: fault.cause.clone(),
            cure: fault.cure.clone(),
        }
    }
}

impl Fault {
    /// Faults in the order given.
    #[must_use]
    pub fn all(faults: &[files::Fault]) -> Vec<Self> {
        faults.iter().map(Self::from).collect()
    }
}

impl From<&CliError> for Problem {
    fn from(error: &CliError) -> Self {
        let (cause, faults) = match error {
            CliError::Files(faults) => (faults.summary(), Fault::all(&faults.sorted())),
            other => (other.to_string(), Vec::new()),
        };
        Self { code: error.code(), cause, cure: error.cure(), faults }
    }
}
