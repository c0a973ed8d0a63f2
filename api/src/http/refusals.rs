//! What addresses may answer instead of what was asked for, for the OpenAPI document.

use super::problem::Problem;
use utoipa::IntoResponses;

/// What an address that needs a key may answer instead, for the document.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "documents the answers that `ApiError` makes")]
pub(super) enum Refusals {
    /// Not changed since the `ETag` in `If-None-Match`
    #[response(status = 304)]
    Unchanged,
    /// A query parameter is unknown, given twice or cannot be used
    #[response(status = 400, content_type = "application/problem+json")]
    Unclear(Problem),
    /// No key, or one that is unknown, expired or revoked
    #[response(status = 401, content_type = "application/problem+json")]
    Stranger(Problem),
    /// The key lacks a scope, or sees one team only
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// Too many requests; wait as `Retry-After` says
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// The answer took too long, or the store does not answer
    #[response(status = 503, content_type = "application/problem+json")]
    Unable(Problem),
}

/// What a listing may answer besides.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "documents the answers that `ApiError` makes")]
pub(super) enum ListingRefusals {
    /// None of the media types in Accept can be sent
    #[response(status = 406, content_type = "application/problem+json")]
    Form(Problem),
}

/// What a listing in pages may answer besides.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "documents the answers that `ApiError` makes")]
pub(super) enum PageRefusals {
    /// The roster has changed since the first page
    #[response(status = 410, content_type = "application/problem+json")]
    Stale(Problem),
}

/// What a calendar may answer instead.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "documents the answers that `ApiError` makes")]
pub(super) enum CalendarRefusals {
    /// Not changed since the `ETag` in `If-None-Match`
    #[response(status = 304)]
    Unchanged,
    /// A query parameter is unknown or given twice
    #[response(status = 400, content_type = "application/problem+json")]
    Unclear(Problem),
    /// No such agent, or not their token
    #[response(status = 404, content_type = "application/problem+json")]
    Closed(Problem),
    /// Too many requests; wait as `Retry-After` says
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
}

/// What an address with an id in it may answer besides.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "documents the answers that `ApiError` makes")]
pub(super) enum AbsentRefusals {
    /// There is nothing of this id that this key may see
    #[response(status = 404, content_type = "application/problem+json")]
    Absent(Problem),
}

/// What a write may answer instead.
#[derive(Debug, IntoResponses)]
#[expect(dead_code, reason = "documents the answers that `ApiError` makes")]
pub(super) enum WriteRefusals {
    /// A parameter is unknown, given twice or cannot be used
    #[response(status = 400, content_type = "application/problem+json")]
    Unclear(Problem),
    /// No key, or one that is unknown, expired or revoked
    #[response(status = 401, content_type = "application/problem+json")]
    Stranger(Problem),
    /// The key lacks a scope, or sees one team only
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is nothing of this id that this key may see
    #[response(status = 404, content_type = "application/problem+json")]
    Absent(Problem),
    /// Its state does not allow it
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// It has changed since the ETag in If-Match
    #[response(status = 412, content_type = "application/problem+json")]
    Changed(Problem),
    /// The body is larger than this server takes
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is of another media type
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(Problem),
    /// The body cannot be used, or the Idempotency-Key was used for another request
    #[response(status = 422, content_type = "application/problem+json")]
    Unusable(Problem),
    /// If-Match is needed and missing
    #[response(status = 428, content_type = "application/problem+json")]
    VersionMissing(Problem),
    /// Too many requests or runs; wait as `Retry-After` says
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// The queue is full, the answer took too long, or the store does not answer
    #[response(status = 503, content_type = "application/problem+json")]
    Unable(Problem),
}
