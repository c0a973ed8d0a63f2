//! No key, no data: every request for data passes here before any handler sees it.

use super::app::App;
use super::log;
use super::problem::ApiError;
use crate::keys::{Key, Refused, Scope};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Instant;

/// Who asks: a key that was found valid.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    /// The key's id.
    pub(super) key: String,
    scopes: Vec<Scope>,
    team: Option<String>,
}

impl Reader {
    /// Refuses a key without `scope`.
    pub(super) fn needs(&self, scope: Scope) -> Result<&Self, ApiError> {
        let name = match scope {
            Scope::Schedules => "schedules:read",
            Scope::Payroll => "payroll:read",
            Scope::Plans => "plans:read",
        };
        self.scopes.contains(&scope).then_some(self).ok_or(ApiError::ScopeMissing(name))
    }

    /// Refuses a key that sees one team only.
    pub(super) fn needs_everybody(&self) -> Result<(), ApiError> {
        if self.team.is_some() { Err(ApiError::TeamOnly) } else { Ok(()) }
    }

    /// Whether this key may see people of `team`.
    pub(super) fn sees(&self, team: &str) -> bool {
        self.team.as_ref().is_none_or(|own| own == team)
    }
}

impl From<&Key> for Reader {
    fn from(key: &Key) -> Self {
        Self { key: key.id.clone(), scopes: key.scopes.clone(), team: key.team.clone() }
    }
}

/// Lets a request with a valid key through, at the key's rate.
pub(super) async fn key(State(app): State<App>, mut request: Request, next: Next) -> Response {
    match reader(&app, request.headers()) {
        Ok(reader) => {
            request.extensions_mut().insert(reader.clone());
            let mut answer = next.run(request).await;
            answer.extensions_mut().insert(reader);
            answer
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// Who presents a key in `headers`.
pub(super) fn reader(app: &App, headers: &HeaderMap) -> Result<Reader, ApiError> {
    let opened = open(app, headers);
    let bucket = opened.as_ref().map_or("strangers", |r| r.key.as_str());
    take(app, bucket)?;
    opened
}

fn open(app: &App, headers: &HeaderMap) -> Result<Reader, ApiError> {
    let value = headers.get(header::AUTHORIZATION).ok_or(ApiError::KeyMissing)?;
    let text = value.to_str().map_err(|_| ApiError::KeyUnknown)?;
    let (scheme, key) = text.split_once(' ').ok_or(ApiError::KeyMissing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::KeyMissing);
    }
    app.keys()?.open(key.trim(), log::now()).map(Reader::from).map_err(|refused| match refused {
        Refused::Unknown => ApiError::KeyUnknown,
        Refused::Expired => ApiError::KeyExpired,
        Refused::Revoked => ApiError::KeyRevoked,
    })
}

/// Takes one request from a bucket.
pub(super) fn take(app: &App, bucket: &str) -> Result<(), ApiError> {
    app.buckets().take(bucket, Instant::now()).map_err(|seconds| ApiError::TooMany { seconds })
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        parts.extensions.get::<Self>().cloned().ok_or(ApiError::KeyMissing)
    }
}
