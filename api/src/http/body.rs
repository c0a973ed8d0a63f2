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
        let read =
            serde_json::from_slice(&bytes).map_err(|error| unfit("#", &error.to_string()))?;
        // lists would be read as the fields in their order
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return Err(unfit("#", "give an object"));
        }
        if holds_nul(&bytes) {
            return Err(unfit("#", "a text holds a NUL (\\u0000), which cannot be kept"));
        }
        Ok(Self(read))
    }
}

/// Whether a text of sound JSON holds a NUL, which can only be written as an escape.
fn holds_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let escape = &rest[at + 1..];
        if escape.starts_with(b"u0000") {
            return true;
        }
        // what is escaped may be a backslash itself
        rest = escape.get(1..).unwrap_or_default();
    }
    false
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

#[cfg(test)]
mod tests {
    use super::holds_nul;

    #[test]
    fn a_nul_is_found_and_words_that_look_like_one_are_not() {
        for text in [r#""\u0000""#, r#"{"a":"\n\u0000"}"#, r#"["\\\u0000"]"#] {
            assert!(holds_nul(text.as_bytes()), "{text}");
        }
        for text in [r#""u0000""#, r#""\\u0000""#, r#""\u0001""#, r#""\""#, "7"] {
            assert!(!holds_nul(text.as_bytes()), "{text}");
        }
    }
}
