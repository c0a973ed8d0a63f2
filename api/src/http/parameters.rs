//! Query parameters: known ones, once, in the right form; everything else is refused by name.

use super::problem::ApiError;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDate};
use std::ops::RangeInclusive;
use utoipa::IntoParams;

/// The parameters of a request, in the order given.
#[derive(Debug, Clone)]
pub(super) struct Parameters(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Query(pairs): Query<Vec<(String, String)>> = Query::try_from_uri(&parts.uri)
            .map_err(|_| bad("query", "this is not a query string"))?;
        if pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(bad("query", "nothing has a NUL (%00) in its name"));
        }
        Ok(Self(pairs))
    }
}

impl Parameters {
    /// Refuses every parameter that the handler's documentation `T` does not name.
    pub(super) fn only<T: IntoParams>(self) -> Result<Self, ApiError> {
        let known: Vec<String> = T::into_params(|| None).into_iter().map(|p| p.name).collect();
        self.among(&known)
    }

    /// Refuses every parameter.
    pub(super) fn none(self) -> Result<(), ApiError> {
        self.among(&[]).map(|_| ())
    }

    fn among(self, known: &[String]) -> Result<Self, ApiError> {
        let unknown = self.0.iter().filter(|(name, _)| !known.contains(name));
        let unknown: Vec<String> = unknown.map(|(name, _)| name.clone()).collect();
        if !unknown.is_empty() {
            return Err(ApiError::ParameterUnknown(unknown, known.to_vec()));
        }
        for (n, (name, _)) in self.0.iter().enumerate() {
            if self.0[..n].iter().any(|(earlier, _)| earlier == name) {
                return Err(ApiError::ParameterTwice(name.clone()));
            }
        }
        Ok(self)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn date(&self, name: &'static str) -> Result<Option<NaiveDate>, ApiError> {
        let bad = |text: &str| bad(name, format!("`{text}` is not a date such as 2025-11-10"));
        self.text(name).map(|text| text.parse().map_err(|_| bad(text))).transpose()
    }

    /// A moment with its offset, in milliseconds since 1970.
    pub(super) fn moment(&self, name: &'static str) -> Result<Option<i64>, ApiError> {
        let bad = |text: &str| {
            let hint = if text.contains(' ') { "; in an address a + is written %2B" } else { "" };
            bad(name, format!("`{text}` is not a moment such as 2025-11-10T09:00:00+08:00{hint}"))
        };
        let Some(text) = self.text(name) else { return Ok(None) };
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| bad(text))?;
        Ok(Some(at.timestamp_millis()))
    }

    pub(super) fn whole(
        &self,
        name: &'static str,
        range: RangeInclusive<usize>,
    ) -> Result<Option<usize>, ApiError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|n| range.contains(n));
        let cause = format!("give a whole number from {} to {}", range.start(), range.end());
        number.map(Some).ok_or_else(|| bad(name, cause))
    }

    /// Everything but where a page begins and how long it is: what a cursor belongs to.
    pub(super) fn filters(&self) -> Vec<(&str, &str)> {
        let pairs = self.0.iter().map(|(n, v)| (n.as_str(), v.as_str()));
        let mut filters: Vec<_> = pairs.filter(|(n, _)| !["cursor", "limit"].contains(n)).collect();
        filters.sort_unstable();
        filters
    }
}

/// A parameter whose value cannot be used.
pub(super) fn bad(name: &'static str, cause: impl Into<String>) -> ApiError {
    ApiError::ParameterBad { name, cause: cause.into() }
}
