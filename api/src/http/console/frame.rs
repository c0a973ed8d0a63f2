//! What every page has around it.

use super::visitor::Visitor;
use crate::http::problem::{ApiError, Coded};
use crate::http::session;
use crate::report::html::escape;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::Cure;

/// Styles, scripts and connections of this server alone, none of them within a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'; require-trusted-types-for 'script'";

/// A form keeps its origin on its way to this server and to no other.
const HEADERS: [(HeaderName, &str); 3] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) title: String,
    /// Pages above it: their names and addresses.
    pub(super) path: Vec<(String, String)>,
    /// HTML.
    pub(super) body: String,
}

/// A page as it is sent.
pub(super) fn answer(visitor: Option<&Visitor>, page: &Page) -> Response {
    (HEADERS, Html(written(visitor, page))).into_response()
}

/// A page that says what is wrong.
pub(super) fn problem(visitor: Option<&Visitor>, error: &ApiError) -> Response {
    let status = error.status();
    let body = format!(
        "<h1>{}</h1><p class=lead>{}</p><p>{}</p><p class=soft>Code {}</p>",
        if status == StatusCode::NOT_FOUND { "Not found" } else { "This did not work" },
        sentence(&error.to_string()),
        sentence(&error.cure()),
        error.code(),
    );
    let page = Page { title: "Not shown".into(), body, ..Page::default() };
    let mut answer = (status, answer(visitor, &page)).into_response();
    answer.extensions_mut().insert(Coded(error.code()));
    answer
}

/// A message as HTML: a sentence, with what stands between backquotes as code.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let escaped = escape(&(first + letters.as_str()));
    let parts = escaped.split('`').enumerate();
    let coded = |(n, part)| match n % 2 {
        1 => format!("<code>{part}</code>"),
        _ => String::from(part),
    };
    parts.map(coded).collect::<String>() + "."
}

fn written(visitor: Option<&Visitor>, page: &Page) -> String {
    let token = visitor.map(|v| session::page_token(&v.token));
    let meta = token.as_ref().map(|t| format!("<meta name=\"csrf-token\" content=\"{t}\">"));
    let who = visitor.zip(token.as_ref()).map(|(v, t)| leave(&v.name, t)).unwrap_or_default();
    let mut path = String::new();
    for (name, address) in &page.path {
        let (name, address) = (escape(name), escape(address));
        path.push_str(&format!("<li><a href=\"{address}\">{name}</a>"));
    }
    if !path.is_empty() {
        let here = escape(&page.title);
        path = format!(
            "<nav aria-label=\"Where you are\"><ol class=path>{path}\
             <li aria-current=page>{here}</ol></nav>"
        );
    }
    format!(
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <meta name=color-scheme content=\"light dark\">{meta}<title>{title} · Paiban</title>\
         <link rel=icon href=\"/console/icon.svg\">\
         <link rel=stylesheet href=\"/console/console.css\">\
         <script src=\"/console/console.js\" defer></script></head>\n\
         <body><a class=skip href=\"#main\">To the content</a>\
         <header class=top><a class=brand href=\"/console\">Paiban</a>{who}</header>\n\
         <main id=main>{path}<noscript><p class=soft>Buttons and running figures need \
         JavaScript.</p></noscript><div id=told role=status></div>\
         <div id=heard class=heard role=status></div>\n\
         {body}\n</main>\
         <footer class=soft><a href=\"/docs\">The interface for programs</a></footer>\
         </body></html>\n",
        meta = meta.unwrap_or_default(),
        title = escape(&page.title),
        body = page.body,
    )
}

/// Who is logged in, and the way out.
fn leave(name: &str, token: &str) -> String {
    format!(
        "<form class=who method=post action=\"/console/logout\"><span>{}</span>\
         <input type=hidden name=csrf value=\"{token}\"><button>Log out</button></form>",
        escape(name)
    )
}
