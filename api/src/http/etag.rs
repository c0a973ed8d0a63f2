//! Answers that have not changed are not sent again.

use super::problem::ApiError;
use crate::keys::fingerprint;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Names every answer by its content, and answers 304 to a client that has it.
///
/// The name is weak, since compression changes the bytes and not what they say.
pub(super) async fn unchanged(request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let known = known(request.headers());
    let answer = next.run(request).await;
    if !is_get || answer.status() != StatusCode::OK {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return ApiError::Fault.into_response();
    };
    let tag = format!("\"{}\"", &fingerprint(&bytes)[..32]);
    if let Ok(value) = HeaderValue::try_from(format!("W/{tag}")) {
        parts.headers.insert(header::ETAG, value);
    }
    if known.iter().any(|k| k == "*" || *k == tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The names in `If-None-Match`, without the mark of weakness.
fn known(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let names = lines.flat_map(|line| line.split(','));
    names.map(|n| n.trim().trim_start_matches("W/").to_owned()).collect()
}
