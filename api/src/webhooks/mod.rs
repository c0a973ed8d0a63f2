//! Sending events to webhooks: signed, at least once, with patience, and never into the server's
//! own network unless the operator allows it.

mod address;
mod send;

pub use send::{Sender, signature};

pub(crate) use address::is_allowed;
#[cfg(feature = "telemetry")]
pub(crate) use send::tls;
