//! Sessions of the console: a cookie that browsers send back, and what a write with it must prove.
//!
//! The cookie holds 256 random bits, of which the store keeps the hash. Scripts cannot read it,
//! other sites cannot make a browser send it, and a write also needs a token that only a page of
//! the console knows and an origin that is this server.

use super::app::App;
use super::auth::{self, Reader};
use super::problem::ApiError;
use crate::keys::{is_same, seal};
use axum::http::{HeaderMap, Uri, header};

/// What a session may do, and how its key is called.
pub(super) async fn reader(
    app: &App,
    token: &str,
    is_used: bool,
) -> Result<(Reader, String), ApiError> {
    let key = app.store().session(token, &app.limits().session, is_used).await?;
    let key = key.ok_or(ApiError::SessionOver)?;
    let name = key.name.clone();
    Ok((auth::valid(key)?, name))
}

/// The token in the session's cookie.
pub(super) fn token(app: &App, headers: &HeaderMap) -> Option<String> {
    let name = name(app);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let sound = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let (_, token) = pairs.find(|(n, token)| n.trim() == name && sound(token.trim()))?;
    Some(token.trim().to_owned())
}

/// The cookie that begins a session, or ends it without a `token`.
pub(super) fn cookie(app: &App, token: Option<&str>) -> String {
    let secure = if app.has_secure_cookie() { "; Secure" } else { "" };
    let (token, age) = token.map_or(("", 0), |t| (t, app.limits().session.whole.as_secs()));
    let name = name(app);
    format!("{name}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}")
}

/// A browser takes a cookie of the first name from no other host and over https only.
fn name(app: &App) -> &'static str {
    if app.has_secure_cookie() { "__Host-paiban" } else { "paiban" }
}

/// What a page of the session shows that it is one.
pub(super) fn page_token(token: &str) -> String {
    seal(token.as_bytes(), b"page of the console")
}

/// Refuses a write that no page of this session sent.
pub(super) fn written_here(headers: &HeaderMap, token: &str) -> Result<(), ApiError> {
    let shown = headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let proved = is_same(shown, &page_token(token));
    if proved && is_own_page(headers) { Ok(()) } else { Err(ApiError::NotOurPage) }
}

/// Whether a browser says that a page of this server sent a request.
pub(super) fn is_own_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let origin = origin.parse::<Uri>().ok();
            let host = origin.as_ref().and_then(Uri::authority).map(|a| a.as_str());
            host.is_some_and(|host| Some(host) == text("host"))
        }
        (None, None) => false,
    }
}
