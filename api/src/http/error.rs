//! Why the server does not start.

use crate::files::Faults;
use crate::keys::KeyError;
use domain::Cure;
use std::io;
use std::net::SocketAddr;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Files of the centre with errors.
    #[error("{0}")]
    Files(Faults),
    /// A roster that breaks hard laws is nothing to tell people.
    #[error("roster.csv breaks hard laws: {}", .0.join(", "))]
    Unlawful(Vec<&'static str>),
    /// Keys that cannot be read.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// An address that cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What is wrong.
        source: io::Error,
    },
    /// An open report for the whole network.
    #[error("{0} can be reached by other machines, so the report cannot be open")]
    OpenToAll(SocketAddr),
    /// The operating system gives no threads or signals.
    #[error("the server cannot run: {0}")]
    Runtime(io::Error),
}

impl From<Faults> for ServeError {
    fn from(faults: Faults) -> Self {
        Self::Files(faults)
    }
}

impl Cure for ServeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Files(faults) => faults.code(),
            Self::Unlawful(_) => "E4030",
            Self::Keys(error) => error.code(),
            Self::Address { .. } => "E4031",
            Self::OpenToAll(_) => "E4032",
            Self::Runtime(_) => "E4033",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Files(faults) => faults.cure(),
            Self::Unlawful(_) => "see `paiban check`, or plan again with `paiban roster`".into(),
            Self::Keys(error) => error.cure(),
            Self::Address { .. } => "choose a free port with --address, 0 for any".into(),
            Self::OpenToAll(_) => "listen on 127.0.0.1, or leave --open-report out".into(),
            Self::Runtime(_) => "free some memory or processes".into(),
        }
    }
}
