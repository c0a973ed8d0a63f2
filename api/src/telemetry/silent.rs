//! No spans: this `paiban` was built without the feature `telemetry`.

use super::has_collector;
use axum::http::HeaderMap;

/// What sends spans while it lives: nothing.
#[derive(Debug)]
pub struct Export;

/// Says so where spans are asked for.
///
/// # Errors
/// None.
pub fn start() -> Result<Export, String> {
    if has_collector() {
        crate::cli::tell("built without the feature `telemetry`: no spans are sent");
    }
    Ok(Export)
}

/// A span that is none.
#[derive(Debug)]
pub(crate) struct Span;

impl Span {
    pub(crate) fn request(_: &HeaderMap, _: &str, _: &str, _: &str) -> Self {
        Self
    }

    pub(crate) fn run(_: &crate::store::RunRow) -> Self {
        Self
    }

    pub(crate) fn traced(&self) -> super::Traced {
        super::Traced::default()
    }

    pub(crate) fn phase(&mut self, _: &str) {}

    pub(crate) fn answered(self, _: u16, _: Option<&str>, _: Option<&str>) {}

    pub(crate) fn ended(self, _: &str) {}
}
