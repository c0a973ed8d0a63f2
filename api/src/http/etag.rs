//! Answers that have not changed are not sent again.

use super::problem::ApiError;
use crate::keys::fingerprint;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Names every answer by its content, unless it has a name already, and answers 304 to a client
/// that has it.
///
/// The name is weak, since compression changes the bytes and not what they say. A stream of events
/// has no name.
pub(super) async fn unchanged(request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let known = known(request.headers());
    let answer = next.run(request).await;
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let streams = kind.is_some_and(|kind| kind == "text/event-stream");
    if !is_get || streams || answer.status() != StatusCode::OK {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return ApiError::Fault.into_response();
    };
    let named = parts.headers.get(header::ETAG).and_then(|v| v.to_str().ok()).map(bare);
    let tag = named.unwrap_or_else(|| {
        let tag = format!("\"{}\"", &fingerprint(&bytes)[..32]);
        if let Ok(value) = HeaderValue::try_from(format!("W/{tag}")) {
            parts.headers.insert(header::ETAG, value);
        }
        tag
    });
    if known.iter().any(|k| k == "*" || *k == tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_ENCODING);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// A name without its mark of weakness.
fn bare(name: &str) -> String {
    name.trim().trim_start_matches("W/").to_owned()
}

/// The names in `If-Match`; `None` without the header.
pub(super) fn expected(headers: &HeaderMap) -> Option<Vec<String>> {
    let lines = headers.get_all(header::IF_MATCH);
    let mut names = lines.iter().filter_map(|v| v.to_str().ok()).peekable();
    names.peek()?;
    Some(names.flat_map(|line| line.split(',')).map(bare).collect())
}

/// The names in `If-None-Match`, without the mark of weakness.
fn known(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let names = lines.flat_map(|line| line.split(','));
    names.map(bare).collect()
}
