//! Writes with an `Idempotency-Key`: sent again, they are answered again and not done again.

use super::app::App;
use super::auth::Reader;
use super::problem::ApiError;
use crate::keys::fingerprint;
use crate::store::Known;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;

/// Where a client names a write.
const HEADER: &str = "idempotency-key";
/// A write that takes this many times as long as an answer may was lost with its server.
const LOST: u32 = 2;
/// The longest name a client may give a write.
const NAME: usize = 200;
/// Headers of an answer that are sent again.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG];

/// Answers a write that was done before; does any other.
pub(super) async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    let reader = request.extensions().get::<Reader>().cloned();
    let name = request.headers().get(HEADER).cloned();
    match (reader, name) {
        (Some(reader), Some(name)) if request.method() == Method::POST => {
            named(&app, &reader, &name, request, next).await.unwrap_or_else(|e| e.into_response())
        }
        _ => next.run(request).await,
    }
}

async fn named(
    app: &App,
    reader: &Reader,
    name: &HeaderValue,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let bad = || ApiError::ParameterBad {
        name: HEADER,
        cause: format!("give 1 to {NAME} visible characters, once"),
    };
    let name = name.to_str().ok().filter(|n| (1..=NAME).contains(&n.len())).ok_or_else(bad)?;
    let (parts, body) = request.into_parts();
    if parts.headers.get_all(HEADER).iter().count() > 1 {
        return Err(bad());
    }
    let most = app.limits().upload;
    let body = to_bytes(body, most).await.map_err(|_| ApiError::TooLarge)?;
    let mut said = parts.uri.to_string().into_bytes();
    said.push(0);
    said.extend_from_slice(&body);
    let print = fingerprint(&said);
    let request = Request::from_parts(parts, Body::from(body));
    let write = Write { app: app.clone(), owner: reader.key.clone(), name: name.to_owned(), print };
    // from its begin it goes on when nobody waits for it any more: whoever sends it again hears how
    // it ended
    tokio::spawn(write.done(next.run(request))).await.map_err(|_| ApiError::Fault)?
}

/// A write that a client named.
struct Write {
    app: App,
    owner: String,
    name: String,
    print: String,
}

impl Write {
    /// The answer it had; or does it, and keeps its answer.
    async fn done(self, write: impl Future<Output = Response>) -> Result<Response, ApiError> {
        let (store, limits) = (self.app.store(), self.app.limits());
        let lost = LOST * limits.answer;
        match store.begin_named(&self.owner, &self.name, &self.print, lost).await? {
            Known::New => {}
            Known::UnderWay => return Err(ApiError::UnderWay),
            Known::Other => return Err(ApiError::NameReused),
            Known::Done { status, headers, body } => return Ok(again(status, &headers, body)),
        }
        let (parts, body) = write.await.into_parts();
        let body = to_bytes(body, limits.upload).await.map_err(|_| ApiError::Fault)?;
        if parts.status.is_success() {
            let (text, headers) = (String::from_utf8_lossy(&body), kept(&parts.headers));
            let status = parts.status.as_u16();
            store.remember(&self.owner, &self.name, status, &headers, &text).await?;
        } else {
            store.forget(&self.owner, &self.name).await?;
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }
}

fn kept(headers: &HeaderMap) -> String {
    let text = |name: &HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    };
    let kept: BTreeMap<String, String> = KEPT.iter().filter_map(text).collect();
    serde_json::to_string(&kept).unwrap_or_default()
}

fn again(status: u16, headers: &str, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut answer = (status, body).into_response();
    let kept: BTreeMap<String, String> = serde_json::from_str(headers).unwrap_or_default();
    for (name, value) in kept {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    answer
}
