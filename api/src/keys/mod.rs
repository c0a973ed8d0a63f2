//! API keys: what they are, and the bits they are made of. The store keeps them, as hashes.
//!
//! A key is 256 random bits, shown once. A calendar's token is derived from a secret of the store,
//! so it is never stored at all.

mod error;
mod key;
mod secret;

pub use error::KeyError;
pub use key::{Key, NewKey, Refused, Scope};

pub(crate) use secret::{fingerprint, is_same, random_hex, seal};
