//! API keys of a centre and the tokens of its calendar feeds, kept as hashes in `keys.toml`.
//!
//! A key is 256 random bits, shown once; the file holds its SHA-256, its scopes, its team limit and
//! its expiry. A calendar token is derived from the file's secret, so it is never stored at all.

mod error;
mod key;
mod ring;
mod secret;

pub use error::KeyError;
pub use key::{Key, Scope};
pub use ring::{Keyring, NewKey, Refused};

pub(crate) use secret::fingerprint;
