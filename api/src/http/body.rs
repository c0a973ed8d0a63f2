//! Bodies of requests: JSON that fits its schema, or an error that names what does not.

use super::problem::ApiError;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// A body of JSON.
#[derive(Debug, Clone)]
pub(super) struct Body<T>(pub(super) T);

/// The largest body of JSON in bytes.
const LARGEST: usize = 64 * 1024;

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::MediaType("application/json"));
        }
        let bytes = to_bytes(request.into_body(), LARGEST).await.map_err(|_| ApiError::TooLarge)?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| unfit("#", &error.to_string()))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|k| k.trim().eq_ignore_ascii_case("application/json"))
}

/// A body of which the part at `pointer` cannot be used.
pub(super) fn unfit(pointer: &str, cause: &str) -> ApiError {
    ApiError::Body { pointer: pointer.to_owned(), cause: cause.to_owned() }
}

/// A short text of a body: not empty, not long, in one line.
pub(super) fn short(pointer: &str, text: &str, most: usize) -> Result<String, ApiError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most || text.chars().any(char::is_control) {
        return Err(unfit(pointer, &format!("give 1 to {most} characters in one line")));
    }
    Ok(text.to_owned())
}
