//! What is wrong with a generated week.

use domain::Cure;

/// Why a file is no week that can be planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CentreError {
    /// Not JSON at all.
    #[error("the file is no JSON: {0}")]
    Syntax(String),
    /// A value that is missing or of another kind.
    #[error("`{at}` is not {wanted}")]
    Value {
        /// The path of the value.
        at: String,
        /// What should be there.
        wanted: String,
    },
    /// Something that the nouns cannot say.
    #[error("`{at}` asks for {what}, which no law or price of a centre says")]
    NoCounterpart {
        /// The path of the value.
        at: String,
        /// What it asks for.
        what: String,
    },
}

impl CentreError {
    pub(super) fn kind(at: &str, wanted: &str) -> Self {
        Self::Value { at: at.to_owned(), wanted: wanted.to_owned() }
    }
}

impl Cure for CentreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "E1924",
            Self::Value { .. } => "E1925",
            Self::NoCounterpart { .. } => "E1926",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Syntax(_) => "give a week of the generated contact centres, as JSON".into(),
            Self::Value { .. } => "compare the file with the format's description".into(),
            Self::NoCounterpart { .. } => "plan it as a centre's folder instead".into(),
        }
    }
}
