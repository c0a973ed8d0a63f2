//! What the server answers when it cannot do as asked: RFC 9457 problems with a code and a cure.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Cure;
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// The media type of a problem.
pub(super) const MEDIA: &str = "application/problem+json";

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ApiError {
    #[error("there is nothing at this address")]
    NotFound,
    #[error("this address can be read only")]
    Method,
    #[error("unknown query parameter: {}", .0.join(", "))]
    ParameterUnknown(Vec<String>),
    #[error("query parameter given twice: {0}")]
    ParameterTwice(String),
    #[error("`{name}`: {cause}")]
    ParameterBad { name: &'static str, cause: String },
    #[error("the cursor is not one of this listing")]
    CursorBad,
    #[error("the roster has changed since the first page")]
    CursorStale,
    #[error("none of {} can be sent", .0)]
    NotAcceptable(String),
    #[error("a key is needed")]
    KeyMissing,
    #[error("this key is not known")]
    KeyUnknown,
    #[error("this key has expired")]
    KeyExpired,
    #[error("this key was revoked")]
    KeyRevoked,
    #[error("this key lacks the scope `{0}`")]
    ScopeMissing(&'static str),
    #[error("this key sees the people of one team only")]
    TeamOnly,
    #[error("too many requests")]
    TooMany { seconds: u64 },
    #[error("no calendar opens with this agent and token")]
    CalendarClosed,
    #[error("the keys cannot be read just now")]
    KeysUnreadable,
    #[error("the report was not written")]
    NoReport,
    #[error("the request is too large")]
    TooLarge,
    #[error("the request's head is too large")]
    HeadTooLarge,
    #[error("the answer took too long")]
    TooSlow,
    #[error("the answer could not be made")]
    Fault,
}

impl ApiError {
    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::CalendarClosed | Self::NoReport => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::ParameterUnknown(_)
            | Self::ParameterTwice(_)
            | Self::ParameterBad { .. }
            | Self::CursorBad => StatusCode::BAD_REQUEST,
            Self::CursorStale => StatusCode::GONE,
            Self::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            Self::KeyMissing | Self::KeyUnknown | Self::KeyExpired | Self::KeyRevoked => {
                StatusCode::UNAUTHORIZED
            }
            Self::ScopeMissing(_) | Self::TeamOnly => StatusCode::FORBIDDEN,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::KeysUnreadable | Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The part of the request that is wrong, where it is one part.
    fn pointer(&self) -> Option<String> {
        let query = |name: &str| format!("#/query/{name}");
        match self {
            Self::ParameterUnknown(names) => names.first().map(|n| query(n)),
            Self::ParameterTwice(name) => Some(query(name)),
            Self::ParameterBad { name, .. } => Some(query(name)),
            Self::CursorBad | Self::CursorStale => Some(query("cursor")),
            Self::NotAcceptable(_) => Some("#/header/accept".into()),
            Self::KeyMissing | Self::KeyUnknown | Self::KeyExpired | Self::KeyRevoked => {
                Some("#/header/authorization".into())
            }
            _ => None,
        }
    }

    /// What a plain refusal of the machinery below the handlers means.
    pub(super) fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::Method),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::SERVICE_UNAVAILABLE => Some(Self::TooSlow),
            other if other.is_client_error() => Some(Self::NotFound),
            other if other.is_server_error() => Some(Self::Fault),
            _ => None,
        }
    }
}

impl Cure for ApiError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "E4001",
            Self::Method => "E4002",
            Self::ParameterUnknown(_) | Self::ParameterTwice(_) => "E4003",
            Self::ParameterBad { .. } => "E4004",
            Self::CursorBad => "E4005",
            Self::CursorStale => "E4006",
            Self::NotAcceptable(_) => "E4007",
            Self::KeyMissing => "E4010",
            Self::KeyUnknown => "E4011",
            Self::KeyExpired => "E4012",
            Self::KeyRevoked => "E4013",
            Self::ScopeMissing(_) => "E4014",
            Self::TeamOnly => "E4015",
            Self::TooMany { .. } => "E4016",
            Self::CalendarClosed => "E4017",
            Self::KeysUnreadable => "E4018",
            Self::NoReport => "E4019",
            Self::TooLarge | Self::HeadTooLarge => "E4040",
            Self::TooSlow => "E4041",
            Self::Fault => "E4042",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::NotFound => "see /api/v1/openapi.json for every address".into(),
            Self::Method => "use GET or HEAD".into(),
            Self::ParameterUnknown(_) => {
                "remove it or mend its spelling; /api/v1/openapi.json lists them".into()
            }
            Self::ParameterTwice(_) => "give each parameter once".into(),
            Self::ParameterBad { .. } => "give a value in the form shown".into(),
            Self::CursorBad => "take `next_cursor` as it came, with the same filters".into(),
            Self::CursorStale => "begin again without a cursor".into(),
            Self::NotAcceptable(_) => "ask for one of the media types shown".into(),
            Self::KeyMissing => "send the header `Authorization: Bearer KEY`".into(),
            Self::KeyUnknown | Self::KeyExpired | Self::KeyRevoked => {
                "ask for a new key: `paiban keys add`".into()
            }
            Self::ScopeMissing(scope) => format!("ask for a key with the scope `{scope}`"),
            Self::TeamOnly => "ask for a key without a team, or for your own team only".into(),
            Self::TooMany { seconds } => format!("wait {seconds} s and ask for larger pages"),
            Self::CalendarClosed => "ask for the address anew: `paiban keys calendar`".into(),
            Self::KeysUnreadable => "look into the server's log; run `paiban keys list`".into(),
            Self::NoReport => "plan the week with `paiban roster` or `paiban demo`".into(),
            Self::TooLarge | Self::HeadTooLarge => "send less; no request needs a body".into(),
            Self::TooSlow => "ask again, for smaller pages".into(),
            Self::Fault => "report it with the X-Request-Id of the answer".into(),
        }
    }
}

/// A problem as it is sent (RFC 9457), with the product's code and cure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Problem {
    /// A name for this sort of problem that never changes.
    #[serde(rename = "type")]
    kind: String,
    /// The same for every problem of this code and status.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What is wrong with this request.
    detail: String,
    /// The code, as listed in docs/errors.md.
    code: &'static str,
    /// What to do about it.
    cure: String,
    /// The part of the request that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
}

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
    /// The answer took too long, or the keys cannot be read
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

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        let problem = Problem {
            kind: format!("urn:paiban:problem:{}", self.code()),
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: self.to_string(),
            code: self.code(),
            cure: self.cure(),
            pointer: self.pointer(),
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        let mut answer = (status, [(header::CONTENT_TYPE, MEDIA)], body).into_response();
        let headers = answer.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Self::TooMany { seconds } = self {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}
