//! Why the store cannot do as asked.

use domain::Cure;
use sea_orm::DbErr;
use std::io;
use std::path::PathBuf;

/// Why the store cannot do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or opened.
    #[error("the store cannot be opened: {0}")]
    Closed(String),
    /// A statement failed.
    #[error("the store does not answer: {0}")]
    Failed(#[from] DbErr),
    /// A newer version of the product has been here.
    #[error("the store is of schema {found}, this version knows schema {known}")]
    Newer {
        /// The schema found.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// A file of a backup that cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
    /// A backup that is not one, or is cut off.
    #[error("{}: this is no whole backup: {cause}", path.display())]
    NoBackup {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// The store to restore into holds something.
    #[error("the store holds data already")]
    Occupied,
    /// Something that is kept cannot be understood.
    #[error("a stored {0} cannot be read")]
    Broken(&'static str),
    /// The operating system gives no random bits.
    #[error("the operating system gives no random bits: {0}")]
    Random(io::Error),
    /// Something that does not exist.
    #[error("there is no {0}")]
    NoSuch(&'static str),
    /// Something that exists already.
    #[error("there is a {0} of this id already")]
    Taken(&'static str),
}

impl Cure for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Closed(_) => "E4050",
            Self::Failed(_) => "E4051",
            Self::Newer { .. } => "E4052",
            Self::File { .. } => "E4053",
            Self::NoBackup { .. } => "E4054",
            Self::Occupied => "E4055",
            Self::Broken(_) => "E4056",
            Self::Random(_) => "E4022",
            Self::NoSuch(_) => "E4060",
            Self::Taken(_) => "E4061",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Closed(_) => "check --store, the file's permissions, or the database".into(),
            Self::Failed(_) => "try again; look into the database's own log".into(),
            Self::Newer { .. } => "run the newer version, or restore a backup of this one".into(),
            Self::File { .. } => "check the path, its permissions and the space left".into(),
            Self::NoBackup { .. } => "give a file that `paiban backup` wrote to its end".into(),
            Self::Occupied => "name an empty store, or give --replace to lose what it holds".into(),
            Self::Broken(_) => "restore a backup; report it".into(),
            Self::Random(_) => "run on a system that has /dev/urandom".into(),
            Self::NoSuch(_) => "look the id up in the listing".into(),
            Self::Taken(_) => "choose another id, or change the one that is there".into(),
        }
    }
}
