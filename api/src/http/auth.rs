//! No key, no data: every request for data passes here before any handler sees it.

use super::app::App;
use super::problem::ApiError;
use super::{log, session};
use crate::keys::{Key, Refused, Scope};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
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
    centre: Option<String>,
}

impl Reader {
    /// Refuses a key without `scope`.
    pub(super) fn needs(&self, scope: Scope) -> Result<&Self, ApiError> {
        self.may(scope).then_some(self).ok_or(ApiError::ScopeMissing(scope.name()))
    }

    /// Whether this key has `scope`.
    pub(super) fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// Refuses a key that sees one team only.
    pub(super) fn needs_everybody(&self) -> Result<(), ApiError> {
        if self.team.is_some() { Err(ApiError::TeamOnly) } else { Ok(()) }
    }

    /// Refuses a key that sees one centre only.
    pub(super) fn needs_every_centre(&self) -> Result<(), ApiError> {
        if self.centre.is_some() { Err(ApiError::NoSuch("centre")) } else { Ok(()) }
    }

    /// The one team that this key sees.
    pub(super) fn team(&self) -> Option<&str> {
        self.team.as_deref()
    }

    /// The one centre that this key sees.
    pub(super) fn centre(&self) -> Option<&str> {
        self.centre.as_deref()
    }

    /// Whether this key may see `centre`.
    pub(super) fn sees_centre(&self, centre: &str) -> bool {
        self.centre.as_ref().is_none_or(|own| own == centre)
    }

    /// Whether everything that `other` may do, this key may do.
    pub(super) fn covers(
        &self,
        scopes: &[Scope],
        team: Option<&str>,
        centre: Option<&str>,
    ) -> bool {
        scopes.iter().all(|s| self.scopes.contains(s))
            && (self.team.is_none() || self.team.as_deref() == team)
            && (self.centre.is_none() || self.centre.as_deref() == centre)
    }

    /// Whether this key may see people of `team`.
    pub(super) fn sees(&self, team: &str) -> bool {
        self.team.as_ref().is_none_or(|own| own == team)
    }
}

impl From<&Key> for Reader {
    fn from(key: &Key) -> Self {
        Self {
            key: key.id.clone(),
            scopes: key.scopes.clone(),
            team: key.team.clone(),
            centre: key.centre.clone(),
        }
    }
}

/// Lets a request with a valid key through, at the key's rate.
pub(super) async fn key(State(app): State<App>, mut request: Request, next: Next) -> Response {
    match reader(&app, request.method(), request.headers()).await {
        Ok(reader) => {
            request.extensions_mut().insert(reader.clone());
            let mut answer = next.run(request).await;
            answer.extensions_mut().insert(reader);
            answer
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// Who presents a key, or the cookie of a session, in `headers`.
pub(super) async fn reader(
    app: &App,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Reader, ApiError> {
    let opened = open(app, method, headers).await;
    let bucket = opened.as_ref().map_or("strangers", |r| r.key.as_str());
    take(app, bucket)?;
    opened
}

async fn open(app: &App, method: &Method, headers: &HeaderMap) -> Result<Reader, ApiError> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        let token = session::token(app, headers).ok_or(ApiError::KeyMissing)?;
        if !method.is_safe() {
            session::written_here(headers, &token)?;
        }
        return Ok(session::reader(app, &token, !method.is_safe()).await?.0);
    };
    let text = value.to_str().map_err(|_| ApiError::KeyUnknown)?;
    let (scheme, key) = text.split_once(' ').ok_or(ApiError::KeyMissing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::KeyMissing);
    }
    presented(app, key).await
}

/// Who presents `key` itself.
pub(super) async fn presented(app: &App, key: &str) -> Result<Reader, ApiError> {
    valid(app.store().key_of(key.trim()).await?.ok_or(ApiError::KeyUnknown)?)
}

/// Who holds `known`, unless it was revoked or its time is over.
pub(super) fn valid(known: Key) -> Result<Reader, ApiError> {
    known.opens(log::now()).map(|key| Reader::from(&key)).map_err(|refused| match refused {
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
