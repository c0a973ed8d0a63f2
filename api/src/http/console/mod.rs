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
mod currency;
mod figures;
mod frame;
mod login;
mod published;
mod run;
mod runs;
mod visitor;

use super::app::App;
use super::problem::ApiError;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{MethodRouter, get, post};
use frame::Page;
use visitor::Visitor;

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
        .route("/console/centres/{centre}", named(centre::page))
        .route("/console/centres/{centre}/calendars", named(calendars::page))
        .route("/console/runs/{run}", named(run::page))
        .route("/console/console.css", get(assets::style))
        .route("/console/console.js", get(assets::script))
        .route("/console/icon.svg", get(assets::icon))
}

/// A page on what its address names.
fn named<P, F>(page: P) -> MethodRouter<App>
where
    P: Fn(App, Visitor, String) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<Page, ApiError>> + Send,
{
    get(async move |State(app): State<App>, visitor: Visitor, Path(name): Path<String>| {
        let page = page(app, visitor.clone(), name).await;
        visitor.answer(page)
    })
}
