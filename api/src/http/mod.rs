//! The HTTP server: a planned centre folder, read-only, for HR systems, payroll and calendars.
//!
//! ```text
//! log ─ compress ─ guard (heads, security headers, problems) ─ time ─ body ─ etag ─ key ─ handler
//! ```
//! Handlers read a `schedule` that is judged once when its files change; only a lawful roster is
//! served. `docs/guide/api.md` tells clients, `docs/security.md` what is guarded and what is not.

mod app;
mod auth;
mod error;
mod etag;
mod guard;
mod log;
mod media;
mod page;
mod parameters;
mod problem;
mod rate;
mod router;
mod routes;
mod schedule;
mod server;
mod wire;

pub use error::ServeError;
pub use log::Log;
pub use rate::Rate;
pub use server::{Options, Server};
