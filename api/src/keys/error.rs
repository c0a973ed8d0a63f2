//! Why keys cannot be read, made or changed.

use domain::Cure;
use std::io;
use std::path::PathBuf;

/// Why keys cannot be read, made or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file of keys cannot be read or understood.
    #[error("{}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// The file of keys cannot be written.
    #[error("{}: {source}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
    /// The operating system gave no random bits.
    #[error("the operating system gives no random bits: {0}")]
    Random(io::Error),
    /// A key that is not in the file.
    #[error("there is no key `{0}`")]
    NoSuchKey(String),
    /// Others can read the file of keys.
    #[error("{}: other users of this machine may read or change it", .0.display())]
    Exposed(PathBuf),
    /// A key is to see a team that the centre does not have.
    #[error("nobody is in a team `{0}`")]
    NoSuchTeam(String),
    /// A calendar of somebody whom the centre does not have.
    #[error("there is no agent `{0}`")]
    NoSuchAgent(String),
}

impl Cure for KeyError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "E4020",
            Self::Unwritable { .. } => "E4021",
            Self::Random(_) => "E4022",
            Self::NoSuchKey(_) => "E4023",
            Self::Exposed(_) => "E4024",
            Self::NoSuchTeam(_) => "E4025",
            Self::NoSuchAgent(_) => "E4026",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Unreadable { .. } => "mend the file, or remove it and make new keys".into(),
            Self::Unwritable { .. } => "check the folder's permissions and the space left".into(),
            Self::Random(_) => "run on a system that has /dev/urandom".into(),
            Self::NoSuchKey(_) => "look the id up with `paiban keys list`".into(),
            Self::Exposed(path) => format!("run `chmod 600 {}`", path.display()),
            Self::NoSuchTeam(_) => "name a team that stands in agents.csv".into(),
            Self::NoSuchAgent(_) => "name an agent that stands in agents.csv".into(),
        }
    }
}
