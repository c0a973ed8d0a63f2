//! Pages of shifts as they were sent: fifty clients who ask for the same page have it written once.
//!
//! Kept with the schedule they were written from, and gone with it. What a page says depends on the
//! schedule, the query, the form, the zone and the one team that a key sees; on nothing else.

use super::media::Media;
use super::problem::ApiError;
use crate::keys::fingerprint;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono_tz::Tz;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes of pages that are kept of one schedule; beyond them it begins anew.
const MOST: usize = 48 << 20;

/// What a page depends on, its schedule aside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub(super) team: Option<String>,
    pub(super) zone: Option<Tz>,
    pub(super) media: Media,
    pub(super) query: String,
}

/// A page as it is sent.
#[derive(Debug)]
pub(super) struct Rendered {
    body: Bytes,
    packed: OnceLock<Bytes>,
    headers: HeaderMap,
    /// How many entries it holds.
    pub(super) entries: usize,
}

/// The pages of one schedule.
#[derive(Debug, Default)]
pub(super) struct Pages(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<Asked, Arc<Rendered>>,
    bytes: usize,
}

impl Pages {
    pub(super) fn get(&self, asked: &Asked) -> Option<Arc<Rendered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages.get(asked).cloned()
    }

    /// Keeps a page that was just written; somebody else's of the same name stays.
    pub(super) fn keep(&self, asked: Asked, page: Rendered) -> Arc<Rendered> {
        let page = Arc::new(page);
        let size = page.body.len() + asked.query.len();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + size > MOST {
            *kept = Kept::default();
        }
        if size <= MOST && !kept.pages.contains_key(&asked) {
            kept.bytes += size;
            kept.pages.insert(asked, page.clone());
        }
        page
    }
}

impl Rendered {
    /// A page with the headers of its own, named by its content.
    pub(super) fn new(
        media: Media,
        body: Vec<u8>,
        entries: usize,
        mut headers: HeaderMap,
    ) -> Result<Self, ApiError> {
        let tag = format!("W/\"{}\"", &fingerprint(&body)[..32]);
        let tag = HeaderValue::try_from(tag).map_err(|_| ApiError::Fault)?;
        headers.insert(header::ETAG, tag);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.name()));
        Ok(Self { body: body.into(), packed: OnceLock::new(), headers, entries })
    }

    /// The answer to a client that sent these headers: packed, when it takes that.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
        let packs = takes_gzip(asked);
        let body = if packs { self.packed.get_or_init(|| pack(&self.body)) } else { &self.body };
        let mut answer = Response::new(Body::from(body.clone()));
        *answer.headers_mut() = self.headers.clone();
        if packs {
            let gzip = HeaderValue::from_static("gzip");
            answer.headers_mut().insert(header::CONTENT_ENCODING, gzip);
            let vary = HeaderValue::from_static("accept-encoding");
            answer.headers_mut().append(header::VARY, vary);
        }
        answer
    }
}

fn pack(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // writing into memory does not fail
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default().into()
}

/// Whether `Accept-Encoding` names gzip, and not with a weight of nothing.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let weight = parts.find_map(|p| p.strip_prefix("q="));
        named && weight.is_none_or(|w| w.parse::<f64>().is_ok_and(|w| w > 0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        let takes = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
            takes_gzip(&headers)
        };
        assert!(takes("gzip") && takes("br, GZIP;q=0.5") && !takes("br, gzip;q=0"));
        assert!(!takes("identity") && !takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn pages_beyond_the_most_begin_anew() {
        let pages = Pages::default();
        let asked = |n: usize| Asked {
            team: None,
            zone: None,
            media: Media::Json,
            query: format!("limit={n}"),
        };
        let page = || {
            let body = vec![b' '; MOST / 2 - 100];
            Rendered::new(Media::Json, body, 1, HeaderMap::new()).unwrap()
        };
        pages.keep(asked(1), page());
        pages.keep(asked(2), page());
        assert!(pages.get(&asked(1)).is_some() && pages.get(&asked(2)).is_some());
        pages.keep(asked(3), page());
        assert!(pages.get(&asked(1)).is_none() && pages.get(&asked(3)).is_some());
    }
}
