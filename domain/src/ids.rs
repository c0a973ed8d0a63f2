//! Typed names: a queue's id cannot be handed where an agent's is wanted.

use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);
        impl $name {
            /// The id spelled `text`.
            #[must_use]
            pub fn new(text: impl AsRef<str>) -> Self { Self(Arc::from(text.as_ref())) }
            /// How it is spelled in the centre's files.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl From<&str> for $name { fn from(text: &str) -> Self { Self::new(text) } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(&self.0) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:?}", &*self.0) }
        }
    };
}

id! {
    /// A queue of contacts, such as `presales_chat`.
    QueueId
}
id! {
    /// A person on the roster.
    AgentId
}
id! {
    /// A kind of employment, such as `full_time`.
    ContractId
}
id! {
    /// A shift shape, such as `day8`.
    TemplateId
}
id! {
    /// A team of agents.
    TeamId
}
