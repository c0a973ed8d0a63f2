//! What an exit code means.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well: a plan was made, a roster is lawful.
    Fine,
    /// The work was done and the answer is no: hard laws are broken, or no roster was found before
    /// the limits.
    No,
    /// What was given cannot be used: a file with errors, a wrong option.
    Unusable,
    /// No roster can keep every hard law; the laws and people that clash are named.
    Impossible,
    /// A fault of the product.
    Fault,
}

impl Exit {
    /// The number the shell sees.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::No => 1,
            Self::Unusable => 2,
            Self::Impossible => 3,
            Self::Fault => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}
