//! Logging in with a key, and out again.

use super::frame::{self, Page};
use crate::http::app::App;
use crate::http::auth::{self, Reader};
use crate::http::problem::{ApiError, Coded};
use crate::http::session;
use crate::keys::is_same;
use axum::body::to_bytes;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Cure;
use std::time::Instant;

/// The largest form in bytes.
const FORM: usize = 4096;

/// `GET /console/login`.
pub(super) async fn form() -> Response {
    frame::answer(None, &page(None))
}

/// `POST /console/login` — begins a session of the key in the form.
pub(super) async fn begin(State(app): State<App>, request: Request) -> Response {
    match enter(&app, request).await {
        Ok(answer) => answer,
        Err(error) => {
            let mut answer = frame::answer(None, &page(Some(&error)));
            *answer.status_mut() = error.status();
            answer.extensions_mut().insert(Coded(error.code()));
            answer
        }
    }
}

async fn enter(app: &App, request: Request) -> Result<Response, ApiError> {
    if !session::is_own_page(request.headers()) {
        return Err(ApiError::NotOurPage);
    }
    let old = session::token(app, request.headers());
    let key = field(request, "key").await?;
    let opened = auth::presented(app, &key).await;
    // a stranger who guesses keeps other strangers waiting, and nobody who has a key
    let bucket = opened.as_ref().map_or("strangers", |reader| reader.key.as_str());
    let taken = app.logins().take(bucket, Instant::now());
    taken.map_err(|seconds| ApiError::TooMany { seconds })?;
    let reader = opened?;
    let store = app.store();
    if let Some(old) = old {
        store.end_session(&old, &reader.key).await?;
    }
    let token = store.begin_session(&reader.key, &app.limits().session).await?;
    Ok(leaving(app, Some(&token), "/console", Some(reader)))
}

/// `POST /console/logout` — ends the session.
pub(super) async fn end(State(app): State<App>, headers: HeaderMap, request: Request) -> Response {
    let Some(token) = session::token(&app, &headers) else {
        return Redirect::to("/console/login").into_response();
    };
    let ended = async {
        let shown = field(request, "csrf").await?;
        if !is_same(&shown, &session::page_token(&token)) || !session::is_own_page(&headers) {
            return Err(ApiError::NotOurPage);
        }
        let reader = session::reader(&app, &token, false).await;
        let who = reader.as_ref().map_or("console", |(r, _)| r.key.as_str());
        app.store().end_session(&token, who).await?;
        Ok(reader.ok().map(|(reader, _)| reader))
    };
    match ended.await {
        Ok(reader) => leaving(&app, None, "/console/login", reader),
        Err(error) => frame::problem(None, &error),
    }
}

/// Sends a browser to another page with another cookie.
fn leaving(app: &App, token: Option<&str>, to: &str, reader: Option<Reader>) -> Response {
    let cookie = session::cookie(app, token);
    let mut answer = ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response();
    if let Some(reader) = reader {
        answer.extensions_mut().insert(reader);
    }
    answer
}

/// A field of a form.
async fn field(request: Request, name: &str) -> Result<String, ApiError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let form = "application/x-www-form-urlencoded";
    if !kind.is_some_and(|kind| kind.starts_with(form)) {
        return Err(ApiError::MediaType(form));
    }
    let body = to_bytes(request.into_body(), FORM).await.map_err(|_| ApiError::TooLarge)?;
    let unfit = || crate::http::body::unfit("#", "this is not a form");
    // a form is written as the query of an address is
    let text = std::str::from_utf8(&body).map_err(|_| unfit())?;
    let uri: Uri = format!("/?{text}").parse().map_err(|_| unfit())?;
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| unfit())?;
    let found = pairs.into_iter().find(|(n, _)| n == name);
    found.map(|(_, value)| value).ok_or_else(unfit)
}

fn page(error: Option<&ApiError>) -> Page {
    let told = error.map(|error| {
        format!(
            "<p class=wrong id=wrong role=alert><strong>{}</strong> {} \
             <span class=soft>{}</span></p>",
            frame::sentence(&error.to_string()),
            frame::sentence(&error.cure()),
            error.code(),
        )
    });
    let invalid = if error.is_some() { " aria-invalid=true aria-describedby=wrong" } else { "" };
    let body = format!(
        "<div class=door><h1>Log in</h1>\
         <p class=lead>Rosters, runs and what people are told, for those who hold a key.</p>{}\
         <form method=post action=\"/console/login\"><label for=key>Key</label>\
         <input id=key name=key type=password autocomplete=current-password required autofocus \
         spellcheck=false placeholder=\"paiban_…\"{invalid}>\
         <button class=main>Log in</button></form>\
         <p class=soft>A key is made with <code>paiban keys add</code>. What it may see and do \
         here is what it may anywhere; the session ends when the key does.</p></div>",
        told.unwrap_or_default(),
    );
    Page { title: "Log in".into(), body, ..Page::default() }
}
