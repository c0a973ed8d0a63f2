//! Why the server does not start.

use crate::files::Faults;
use crate::store::StoreError;
use domain::Cure;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Files of the centre with errors.
    #[error("{0}")]
    Files(Faults),
    /// A roster that breaks hard laws is nothing to tell people.
    #[error("roster.csv breaks hard laws: {}", .0.join(", "))]
    Unlawful(Vec<&'static str>),
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A roster that the store's schedule does not take.
    #[error("the folder's roster cannot be published: {0}")]
    Refused(String),
    /// A certificate or its key that cannot be used.
    #[error("{}: {cause}", path.display())]
    Tls {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
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
            Self::Store(error) => error.code(),
            Self::Refused(_) => "E4034",
            Self::Tls { .. } => "E4035",
            Self::Address { .. } => "E4031",
            Self::OpenToAll(_) => "E4032",
            Self::Runtime(_) => "E4033",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Files(faults) => faults.cure(),
            Self::Unlawful(_) => "see `paiban check`, or plan again with `paiban roster`".into(),
            Self::Store(error) => error.cure(),
            Self::Refused(_) => "see `paiban check`; look into the server's log".into(),
            Self::Tls { .. } => "give PEM files: the certificate chain and its private key".into(),
            Self::Address { .. } => "choose a free port with --address, 0 for any".into(),
            Self::OpenToAll(_) => "listen on 127.0.0.1, or leave --open-report out".into(),
            Self::Runtime(_) => "free some memory or processes".into(),
        }
    }
}
