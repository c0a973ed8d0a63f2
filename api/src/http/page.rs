//! Pages of a listing, and the cursors that lead from one to the next.

use super::parameters::Parameters;
use super::problem::ApiError;
use crate::keys::fingerprint;

/// Entries on a page unless asked otherwise.
const USUAL: usize = 100;
/// Entries on the largest page.
const LARGEST: usize = 1000;

/// Which part of a listing is asked for.
///
/// A cursor names the roster and the filters it was made for: a page of another listing is never
/// mistaken for the next one, and a roster that changed in between is said instead of mixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    listing: String,
    from: usize,
    limit: usize,
}

impl Page {
    /// The page that `parameters` ask for, of the roster `version`.
    pub(super) fn asked(parameters: &Parameters, version: &str) -> Result<Self, ApiError> {
        let limit = parameters.whole("limit", 1..=LARGEST)?.unwrap_or(USUAL);
        let filters = format!("{:?}", parameters.filters());
        let listing = format!("{}{}", &version[..16], &fingerprint(filters.as_bytes())[..8]);
        let from = match parameters.text("cursor") {
            Some(cursor) => position(cursor, &listing)?,
            None => 0,
        };
        Ok(Self { listing, from, limit })
    }

    /// The entries on this page, and the cursor of the next one.
    pub(super) fn of<T>(&self, all: Vec<T>) -> Result<(Vec<T>, Option<String>), ApiError> {
        let total = all.len();
        if self.from > total {
            return Err(ApiError::CursorBad);
        }
        let end = (self.from + self.limit).min(total);
        let entries = all.into_iter().skip(self.from).take(self.limit).collect();
        Ok((entries, (end < total).then(|| format!("{}{end:x}", self.listing))))
    }
}

fn position(cursor: &str, listing: &str) -> Result<usize, ApiError> {
    let parts = cursor.split_at_checked(listing.len()).ok_or(ApiError::CursorBad)?;
    let from = usize::from_str_radix(parts.1, 16).map_err(|_| ApiError::CursorBad)?;
    let hex = parts.0.bytes().all(|b| b.is_ascii_hexdigit());
    match (parts.0 == listing, parts.0.get(16..) == listing.get(16..)) {
        (true, _) => Ok(from),
        (false, true) if hex => Err(ApiError::CursorStale),
        _ => Err(ApiError::CursorBad),
    }
}
