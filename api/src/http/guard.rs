//! What every request and answer must keep, whoever handles it.

use super::problem::{ApiError, Coded};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

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
    (header::VARY, "accept, authorization, cookie, prefer"),
];

/// Refuses oversized heads, tells browsers what not to do, and turns every plain refusal of the
/// machinery into a problem.
pub(super) async fn every(request: Request, next: Next) -> Response {
    if head_size(&request) > HEAD {
        return safe(ApiError::HeadTooLarge.into_response());
    }
    // nothing is called so, and no store could look for it
    if request.uri().path().contains("%00") {
        return safe(ApiError::NotFound.into_response());
    }
    let answer = next.run(request).await;
    // a problem, or a page of the console that says what is wrong
    let told = answer.extensions().get::<Coded>().is_some();
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

/// The most of a refused body that is read away: a client that still sends would take a closed
/// connection for the answer.
const READ_AWAY: usize = 8 << 20;

/// Reads away the body of a request that says it is larger than `most`, and tells the client that
/// the connection ends when a body was too large or was not read to its end: who does not know
/// sends the next request where nobody listens.
pub(super) async fn refused(State(most): State<usize>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length: Option<usize> = length.and_then(|v| v.to_str().ok()?.parse().ok());
    let (head, body) = request.into_parts();
    let body = match length {
        Some(length) if length > most => {
            let mut chunks = body.into_data_stream();
            let mut read = 0;
            while let (Some(Ok(chunk)), true) = (chunks.next().await, read < READ_AWAY) {
                read += chunk.len();
            }
            Body::empty()
        }
        _ => body,
    };
    let read = Arc::new(AtomicBool::new(body.is_end_stream()));
    let body = Body::new(Watched { body, read: read.clone() });
    let mut answer = next.run(Request::from_parts(head, body)).await;
    if answer.status() == StatusCode::PAYLOAD_TOO_LARGE || !read.load(Ordering::Relaxed) {
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

/// A body that tells whether it was read to its end.
struct Watched {
    body: Body,
    read: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if matches!(frame, Poll::Ready(None)) || self.body.is_end_stream() {
            self.read.store(true, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

fn head_size(request: &Request) -> usize {
    let headers: &HeaderMap = request.headers();
    let lines: usize = headers.iter().map(|(n, v)| n.as_str().len() + v.len() + 4).sum();
    lines + request.uri().to_string().len()
}

fn safe(mut answer: Response) -> Response {
    for (name, value) in SAFE {
        // a page of the console says what it needs itself
        if name == header::VARY || !answer.headers().contains_key(&name) {
            answer.headers_mut().append(name, HeaderValue::from_static(value));
        }
    }
    answer
}
