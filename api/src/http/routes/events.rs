//! A run's progress as server-sent events.

use super::runs::named;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::log;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals};
use crate::http::wire;
use crate::keys::Scope;
use crate::store::RunRow;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;

/// How often a run is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// After how many looks it is asked anew whether the key may still hear.
const ASK: u32 = 4;

/// What a listener has heard.
struct Listener {
    app: App,
    key: String,
    id: String,
    looks: u32,
    heard: Option<i64>,
    over: bool,
}

/// A run's progress as `text/event-stream`: an event `run` with the whole run whenever something of
/// it changes; the stream ends when the run is over, or the key.
#[utoipa::path(
    get,
    operation_id = "listenToRun",
    path = "/runs/{run}/events",
    tag = "runs",
    params(("run" = String, Path, description = "The run's id")),
    responses(
        (status = 200, description = "events `run`", body = String,
         content_type = "text/event-stream"),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn listen(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    named(&app, &reader, Scope::Plans, &id, parameters).await?;
    let listener = Listener { app, key: reader.key, id, looks: 0, heard: None, over: false };
    let events = stream::unfold(listener, |mut listener| async {
        let run = listener.next().await?;
        listener.over = run.is_over();
        let event = Event::default().event("run").json_data(wire::Run::from(run)).ok()?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok(Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response())
}

impl Listener {
    /// The run, once something of it is new; nothing when it is over, the key no longer opens
    /// anything, or the server stops.
    async fn next(&mut self) -> Option<RunRow> {
        let stop = self.app.stop();
        while !self.over && !*stop.borrow() {
            self.looks += 1;
            if self.looks.is_multiple_of(ASK) {
                self.app.store().key(&self.key).await.ok()??.opens(log::now()).ok()?;
            }
            let run = self.app.store().solve_run(&self.id).await.ok()?;
            // a renewed lease is no news; progress and states change `updated`
            if self.heard != Some(run.updated) {
                self.heard = Some(run.updated);
                return Some(run);
            }
            tokio::time::sleep(LOOK).await;
        }
        None
    }
}
