//! What every request and answer must keep, whoever handles it.

use super::problem::{ApiError, MEDIA};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The largest head of a request in bytes.
const HEAD: usize = 16 * 1024;

/// A report has styles and drawings of its own, and nothing from anywhere else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SAFE: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "private, no-cache"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::VARY, "accept, authorization, prefer"),
];

/// Refuses oversized heads, tells browsers what not to do, and turns every plain refusal of the
/// machinery into a problem.
pub(super) async fn every(request: Request, next: Next) -> Response {
    if head_size(&request) > HEAD {
        return safe(ApiError::HeadTooLarge.into_response());
    }
    let answer = next.run(request).await;
    let told = answer.headers().get(header::CONTENT_TYPE).is_some_and(|t| t == MEDIA);
    match ApiError::of_status(answer.status()) {
        Some(problem) if !told => {
            let allowed = answer.headers().get(header::ALLOW).cloned();
            let mut answer = safe(problem.into_response());
            if let Some(allowed) = allowed {
                answer.headers_mut().insert(header::ALLOW, allowed);
            }
            answer
        }
        _ => safe(answer),
    }
}

fn head_size(request: &Request) -> usize {
    let headers: &HeaderMap = request.headers();
    let lines: usize = headers.iter().map(|(n, v)| n.as_str().len() + v.len() + 4).sum();
    lines + request.uri().to_string().len()
}

fn safe(mut answer: Response) -> Response {
    for (name, value) in SAFE {
        answer.headers_mut().append(name, HeaderValue::from_static(value));
    }
    answer
}
