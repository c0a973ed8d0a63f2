//! Why a key or a calendar cannot be made.

use domain::Cure;

/// Why a key or a calendar cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A key is to see a team that the centre does not have.
    #[error("nobody is in a team `{0}`")]
    NoSuchTeam(String),
    /// A calendar of somebody whom the centre does not have.
    #[error("there is no agent `{0}`")]
    NoSuchAgent(String),
    /// The store holds no centre, or several and none was named.
    #[error("the store holds {0} centres, and none was named")]
    WhichCentre(usize),
}

impl Cure for KeyError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchTeam(_) => "E4025",
            Self::NoSuchAgent(_) => "E4026",
            Self::WhichCentre(_) => "E4027",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::NoSuchTeam(_) => "name a team that stands in agents.csv".into(),
            Self::NoSuchAgent(_) => "name an agent that stands in agents.csv".into(),
            Self::WhichCentre(_) => "name one with --only".into(),
        }
    }
}
