//! One line of JSON per request, without anything personal: addresses are logged
//! as the route's pattern, never with their parameters, and keys by their id.

use super::app::App;
use super::auth::Reader;
use super::problem::Coded;
use crate::telemetry::Span;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;
use std::fmt;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Where the log goes; a clone goes to the same place.
#[derive(Clone)]
pub struct Log(Arc<Mutex<dyn Write + Send>>);

impl Log {
    /// To standard error.
    #[must_use]
    pub fn stderr() -> Self {
        Self::to(std::io::stderr())
    }

    /// To `sink`.
    #[must_use]
    pub fn to(sink: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(sink)))
    }

    /// Logs something that happened outside of requests.
    pub(super) fn event(&self, event: &str, code: &str) {
        self.write(&json!({ "time": now_text(), "event": event, "code": code }));
    }

    fn write(&self, line: &serde_json::Value) {
        // a server whose log nobody reads any more goes on serving
        let _ = writeln!(self.0.lock().unwrap_or_else(PoisonError::into_inner), "{line}");
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log")
    }
}

/// The patterns of every address, such as `/agents/{id}`.
#[derive(Debug, Clone)]
pub(super) struct Patterns(Arc<[String]>);

impl Patterns {
    pub(super) fn new(patterns: impl IntoIterator<Item = String>) -> Self {
        Self(patterns.into_iter().collect())
    }

    /// The pattern of a path; what stands for a `{name}` is not told.
    fn of(&self, path: &str) -> &str {
        let fits = |pattern: &&String| {
            let same = |(p, t): (&str, &str)| p == t || p.starts_with('{');
            pattern.split('/').count() == path.split('/').count()
                && pattern.split('/').zip(path.split('/')).all(same)
        };
        self.0.iter().find(fits).map_or("unknown", String::as_str)
    }
}

/// Logs a request once it is answered and names it in the answer.
pub(super) async fn requests(
    State((app, patterns)): State<(App, Patterns)>,
    mut request: Request,
    next: Next,
) -> Response {
    let (begun, method) = (Instant::now(), request.method().clone());
    let request_method = method_name(&method);
    let route = patterns.of(request.uri().path()).to_owned();
    let id = format!("{:08x}-{:x}", std::process::id(), REQUESTS.fetch_add(1, Ordering::Relaxed));
    let span = Span::request(request.headers(), request_method, &route, &id);
    request.extensions_mut().insert(span.traced());
    let mut answer = next.run(request).await;
    let key = answer.extensions().get::<Reader>().map(|r| r.key.clone());
    let code = answer.extensions().get::<Coded>().map(|c| c.0);
    app.log().write(&json!({
        "time": now_text(),
        "event": "request",
        "request": id,
        "method": request_method,
        "route": route,
        "status": answer.status().as_u16(),
        "ms": begun.elapsed().as_millis() as u64,
        "key": key,
        "code": code,
    }));
    let took = begun.elapsed();
    app.metrics().request(request_method, &route, answer.status().as_u16(), took);
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert("x-request-id", id);
    }
    span.answered(answer.status().as_u16(), key.as_deref(), code);
    answer
}

/// The method, as one of a few words.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "OTHER",
    }
}

/// The wall clock.
pub(super) fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

fn now_text() -> String {
    now().to_rfc3339_opts(SecondsFormat::Millis, true)
}
