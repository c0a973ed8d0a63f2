//! The HTTP server: centres, their documents, runs, what people are told, and who may see it.
//!
//! ```text
//! log ─ compress ─ guard (heads, headers, problems) ─ time ─ body ─ etag ─ key ─ once ─ handler
//! ```
//! A handler reads, calls the store or the schedule once, and translates. Only a lawful roster is
//! told to anybody. `docs/guide/api.md` tells clients, `docs/security.md` what is guarded.

mod app;
mod auth;
mod body;
mod console;
mod error;
mod etag;
mod folder;
mod guard;
mod idempotent;
mod listen;
mod log;
mod media;
mod metrics;
mod page;
mod parameters;
mod patient;
mod people;
mod periods;
mod person;
mod planner;
mod problem;
mod publishing;
mod rate;
mod reads;
mod refusals;
mod rendered;
mod router;
mod routes;
mod schedule;
mod served;
mod server;
mod session;
mod tls;
mod wire;

pub use error::ServeError;
pub use folder::id as folder_id;
pub use log::Log;
pub use rate::Rate;
pub use server::{Limits, Options, Server};
pub use tls::TlsFiles;

pub(crate) use server::{is_ready_now, stop_signal};

/// The address of a person's calendar, relative to the server.
#[must_use]
pub fn calendar_address(centre: &str, agent: &str, token: &str) -> String {
    let agent = escaped(agent);
    format!("/api/v1/agents/{agent}/calendar.ics?centre={centre}&token={token}")
}

/// An id as a segment of an address.
fn escaped(id: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    let byte = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    id.bytes().map(byte).collect()
}
