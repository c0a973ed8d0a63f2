//! The form of an answer: JSON, CSV or NDJSON, as the client prefers.

use super::problem::ApiError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A form in which a listing can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Media {
    Json,
    Csv,
    Ndjson,
}

const OFFERED: [(Media, &str); 3] = [
    (Media::Json, "application/json"),
    (Media::Csv, "text/csv"),
    (Media::Ndjson, "application/x-ndjson"),
];

impl<S: Sync> FromRequestParts<S> for Media {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        preferred(&parts.headers)
    }
}

/// The offered form with the highest weight in `Accept`; JSON among equals and without one.
fn preferred(headers: &HeaderMap) -> Result<Media, ApiError> {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok());
    let asked: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    if asked.is_empty() {
        return Ok(Media::Json);
    }
    let weighted = OFFERED.map(|(media, name)| (media, weight(&asked, name)));
    let best = weighted.iter().map(|(_, w)| *w).fold(0.0, f64::max);
    let found = weighted.iter().find(|(_, w)| *w > 0.0 && *w >= best);
    let names = OFFERED.map(|(_, name)| name).join(", ");
    found.map(|(media, _)| *media).ok_or(ApiError::NotAcceptable(names))
}

/// The weight of `name` under the most specific range that covers it; 0 when none does.
fn weight(asked: &[&str], name: &str) -> f64 {
    let mut best = (0, 0.0);
    for range in asked {
        let mut parts = range.split(';').map(str::trim);
        let exact = match parts.next().unwrap_or_default() {
            "*/*" => 1,
            r if r.strip_suffix("/*").is_some_and(|kind| name.starts_with(kind)) => 2,
            r if r.eq_ignore_ascii_case(name) => 3,
            _ => continue,
        };
        let quality =
            parts.find_map(|p| p.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
        if exact > best.0 {
            best = (exact, quality.unwrap_or(0.0));
        }
    }
    best.1
}

/// A row of CSV: its columns and the cells of one entry, which may fill several rows.
pub(super) trait Rows {
    const COLUMNS: &'static [&'static str];
    fn rows(&self) -> Vec<Vec<String>>;
}

impl Media {
    /// What it is called in `Content-Type`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

/// A listing in the form asked for. `whole` is the JSON document; the other forms hold its entries.
pub(super) fn listing<T: Serialize + Rows>(
    media: Media,
    whole: &impl Serialize,
    entries: &[T],
) -> Result<Response, ApiError> {
    let body = written(media, whole, entries)?;
    Ok(([(header::CONTENT_TYPE, media.name())], body).into_response())
}

/// The body of a listing.
pub(super) fn written<T: Serialize + Rows>(
    media: Media,
    whole: &impl Serialize,
    entries: &[T],
) -> Result<Vec<u8>, ApiError> {
    let fault = |_| ApiError::Fault;
    match media {
        Media::Json => serde_json::to_vec(whole).map_err(fault),
        Media::Ndjson => {
            let mut lines = Vec::new();
            for entry in entries {
                serde_json::to_writer(&mut lines, entry).map_err(fault)?;
                lines.push(b'\n');
            }
            Ok(lines)
        }
        Media::Csv => Ok(csv(entries).into_bytes()),
    }
}

fn csv<T: Rows>(entries: &[T]) -> String {
    let mut text = T::COLUMNS.join(",") + "\r\n";
    for row in entries.iter().flat_map(Rows::rows) {
        let cells: Vec<String> = row.into_iter().map(quoted).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: String) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accept: &'static str) -> Result<Media, ApiError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        preferred(&headers)
    }

    #[test]
    fn the_heaviest_form_is_sent_and_json_among_equals() {
        assert_eq!(preferred(&HeaderMap::new()), Ok(Media::Json));
        assert_eq!(asked("*/*"), Ok(Media::Json));
        assert_eq!(asked("text/csv"), Ok(Media::Csv));
        assert_eq!(asked("application/json;q=0.5, text/csv;q=0.9"), Ok(Media::Csv));
        assert_eq!(asked("text/*, application/json;q=0.1"), Ok(Media::Csv));
        assert_eq!(asked("application/x-ndjson, */*;q=0.1"), Ok(Media::Ndjson));
        assert!(asked("image/png").is_err());
        assert!(asked("text/csv;q=0").is_err());
    }
}
