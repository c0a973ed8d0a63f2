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

/// The longest name a client may give a write.
const NAME: usize = 200;
/// Headers of an answer that are sent again.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG];

/// Answers a write that was done before; does any other.
pub(super) async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    let reader = request.extensions().get::<Reader>().cloned();
    let name = request.headers().get("idempotency-key").cloned();
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
        name: "idempotency-key",
        cause: format!("give 1 to {NAME} visible characters"),
    };
    let name = name.to_str().ok().filter(|n| (1..=NAME).contains(&n.len())).ok_or_else(bad)?;
    let (parts, body) = request.into_parts();
    let most = app.limits().upload;
    let body = to_bytes(body, most).await.map_err(|_| ApiError::TooLarge)?;
    let mut said = parts.uri.to_string().into_bytes();
    said.push(0);
    said.extend_from_slice(&body);
    let request = fingerprint(&said);
    let store = app.store();
    match store.begin_named(&reader.key, name, &request).await? {
        Known::New => {}
        Known::UnderWay => return Err(ApiError::UnderWay),
        Known::Other => return Err(ApiError::NameReused),
        Known::Done { status, headers, body } => return Ok(again(status, &headers, body)),
    }
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, most).await.map_err(|_| ApiError::Fault)?;
    if parts.status.is_success() {
        let text = String::from_utf8_lossy(&body);
        let headers = kept(&parts.headers);
        store.remember(&reader.key, name, parts.status.as_u16(), &headers, &text).await?;
    } else {
        store.forget(&reader.key, name).await?;
    }
    Ok(Response::from_parts(parts, Body::from(body)))
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
