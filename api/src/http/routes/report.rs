//! The report as `paiban roster` wrote it.

use super::CentreQuery;
use crate::http::app::App;
use crate::http::auth;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::keys::Scope;
use axum::extract::State;
use axum::http::{HeaderMap, Method, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// `GET /` — the report; a browser that is not logged in is sent to the console.
///
/// It needs a key with `plans:read` for everybody, unless the server was started with
/// `--open-report`, which only a loopback address allows; then the browser must have asked for
/// this machine by a loopback name, so that no foreign page can read the report through a name of
/// its own that leads here.
pub(in crate::http) async fn read(
    State(app): State<App>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let parameters = parameters.only::<CentreQuery>()?;
    let asked = parameters.text("centre");
    let centre = match app.folder() {
        Some((_, own)) if app.has_open_report() && is_local(&headers) => {
            app.store().centre(asked.unwrap_or(own)).await?
        }
        _ => {
            let reader = match auth::reader(&app, &Method::GET, &headers).await {
                Err(ApiError::KeyMissing | ApiError::SessionOver) if is_browser(&headers) => {
                    return Ok(Redirect::to("/console").into_response());
                }
                reader => reader?,
            };
            reader.needs(Scope::Plans)?.needs_everybody()?;
            let centre = app.centre_or_only(&reader, asked).await?;
            app.reads().add(&reader.key, "read:report", &centre.id, "", 1);
            centre
        }
    };
    let page = app.served(&centre).await?.current.report.clone().ok_or(ApiError::NoReport)?;
    Ok(Html(page).into_response())
}

/// Whether a person is at the other end.
fn is_browser(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}
