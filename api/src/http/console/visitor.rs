//! Who looks at a page: a session, or somebody who has to log in first.

use super::frame::{self, Page};
use crate::http::app::App;
use crate::http::auth::{self, Reader};
use crate::http::problem::ApiError;
use crate::http::session;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

/// Somebody who is logged in.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    pub(super) reader: Reader,
    /// What the key is called.
    pub(super) name: String,
    /// What the session's cookie holds.
    pub(super) token: String,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let token = session::token(app, &parts.headers).ok_or_else(to_login)?;
        let (reader, name) = match session::reader(app, &token, true).await {
            Ok(found) => found,
            Err(error @ ApiError::Store(_)) => return Err(frame::problem(None, &error)),
            Err(_) => return Err(to_login()),
        };
        auth::take(app, &reader.key).map_err(|error| frame::problem(None, &error))?;
        Ok(Self { reader, name, token })
    }
}

impl Visitor {
    /// A page for this visitor, or what is wrong.
    pub(super) fn answer(&self, page: Result<Page, ApiError>) -> Response {
        let mut answer = match page {
            Ok(page) => frame::answer(Some(self), &page),
            Err(error) => frame::problem(Some(self), &error),
        };
        answer.extensions_mut().insert(self.reader.clone());
        answer
    }
}

fn to_login() -> Response {
    Redirect::to("/console/login").into_response()
}
