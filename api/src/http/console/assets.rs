//! The style, the script and the sign of every page.

use axum::http::{HeaderName, header};
use axum::response::IntoResponse;

pub(super) async fn style() -> impl IntoResponse {
    sent("text/css; charset=utf-8", include_str!("console.css"))
}

pub(super) async fn script() -> impl IntoResponse {
    sent("text/javascript; charset=utf-8", include_str!("console.js"))
}

pub(super) async fn icon() -> impl IntoResponse {
    sent("image/svg+xml", include_str!("icon.svg"))
}

fn sent(kind: &'static str, text: &'static str) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(header::CONTENT_TYPE, kind)], text)
}
