//! No spans: this `paiban` was built without the feature `telemetry`.

use super::{Traced, has_collector};
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

/// A span that is none: it hands on where a trace stands, for workers that do send spans.
#[derive(Debug)]
pub(crate) struct Span(Traced);

impl Span {
    pub(crate) fn request(headers: &HeaderMap, _: &str, _: &str, _: &str) -> Self {
        Self(Traced::of(headers))
    }

    pub(crate) fn run(_: &crate::store::RunRow) -> Self {
        Self(Traced::default())
    }

    pub(crate) fn traced(&self) -> Traced {
        self.0.clone()
    }

    pub(crate) fn phase(&mut self, _: &str) {}

    pub(crate) fn answered(self, _: u16, _: Option<&str>, _: Option<&str>) {}

    pub(crate) fn ended(self, _: &str) {}
}

/// A command that nobody hears of.
#[derive(Debug)]
pub(crate) struct Command;

impl Command {
    pub(crate) fn begin(_: &str) -> Self {
        Self
    }

    pub(crate) fn ended(self, _: u8) {}
}

/// A phase that nobody hears of.
#[derive(Debug)]
pub(crate) struct Phase;

impl Phase {
    pub(crate) fn none() -> Self {
        Self
    }

    pub(crate) fn is(&mut self, _: &str) {}
}
