//! The console: a few pages for planners' browsers, rendered here, live through a small script.
//!
//! ```text
//! login ─▶ centres ─▶ centre (published, runs) ─▶ run (live)
//!                        └─▶ calendars
//! ```
//! Everything on them is in the public interface: pages read what its handlers read, and their
//! script calls it with the session's cookie. Nothing comes from anywhere else.

mod assets;
mod calendars;
mod centre;
mod centres;
mod figures;
mod frame;
mod login;
mod published;
mod run;
mod runs;
mod visitor;

use super::app::App;
use axum::Router;
use axum::routing::{get, post};

/// The addresses of the console, for the log.
pub(super) const ADDRESSES: [&str; 9] = [
    "/console",
    "/console/login",
    "/console/logout",
    "/console/centres/{centre}",
    "/console/centres/{centre}/calendars",
    "/console/runs/{run}",
    "/console/console.css",
    "/console/console.js",
    "/console/icon.svg",
];

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/console", get(centres::read))
        .route("/console/login", get(login::form).post(login::begin))
        .route("/console/logout", post(login::end))
        .route("/console/centres/{centre}", get(centre::read))
        .route("/console/centres/{centre}/calendars", get(calendars::read))
        .route("/console/runs/{run}", get(run::read))
        .route("/console/console.css", get(assets::style))
        .route("/console/console.js", get(assets::script))
        .route("/console/icon.svg", get(assets::icon))
}
