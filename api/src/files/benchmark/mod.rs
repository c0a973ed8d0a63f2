//! Public and generated test instances of the optimisation literature: read as nouns, solved by
//! the same engines, written back in the form their scorers read.

pub mod centre;
pub mod shift24;

use centre::{CentreError, CentreInstance};
use domain::Cure;
use shift24::{ShiftError, ShiftInstance};
use std::io;
use std::path::{Path, PathBuf};

/// Why an instance cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BenchmarkError {
    /// A file that cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A contact-centre week that is none.
    #[error("{}: {source}", path.display())]
    Centre {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: CentreError,
    },
    /// A shift instance that is none.
    #[error("{}: {source}", path.display())]
    Shift {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: ShiftError,
    },
}

impl Cure for BenchmarkError {
    fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "E1929",
            Self::Centre { source, .. } => source.code(),
            Self::Shift { source, .. } => source.code(),
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Read { .. } => "check the path and the permissions".into(),
            Self::Centre { source, .. } => source.cure(),
            Self::Shift { source, .. } => source.cure(),
        }
    }
}

/// The text of a file.
///
/// # Errors
/// When it cannot be read.
pub fn text(path: &Path) -> Result<String, BenchmarkError> {
    let failed = |source| BenchmarkError::Read { path: path.to_owned(), source };
    std::fs::read_to_string(path).map_err(failed)
}

/// A generated contact-centre week; `path` is for complaints.
///
/// # Errors
/// When it is none.
pub fn centre(path: &Path, text: &str) -> Result<CentreInstance, BenchmarkError> {
    let failed = |source| BenchmarkError::Centre { path: path.to_owned(), source };
    centre::read(text).map_err(failed)
}

/// An instance of the public shift benchmark; `path` is for complaints.
///
/// # Errors
/// When it is none.
pub fn shift24(path: &Path, text: &str) -> Result<ShiftInstance, BenchmarkError> {
    let failed = |source| BenchmarkError::Shift { path: path.to_owned(), source };
    shift24::read(text).map_err(failed)
}
