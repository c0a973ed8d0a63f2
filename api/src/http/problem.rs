//! What the server answers when it cannot do as asked: RFC 9457 problems with a code and a cure.

use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Cure;
use serde::Serialize;
use utoipa::ToSchema;

/// The media type of a problem.
pub(super) const MEDIA: &str = "application/problem+json";

/// How many seconds a client waits when the queue is full.
const QUEUE_FULL: u64 = 10;

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ApiError {
    #[error("there is nothing at this address")]
    NotFound,
    #[error("this address does not take this method")]
    Method,
    #[error("unknown query parameter: {}", .0.join(", "))]
    ParameterUnknown(Vec<String>, Vec<String>),
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
    #[error("this session is over")]
    SessionOver,
    #[error("this write was not sent by a page of the console")]
    NotOurPage,
    #[error("this key lacks the scope `{0}`")]
    ScopeMissing(&'static str),
    #[error("this key sees the people of one team only")]
    TeamOnly,
    #[error("too many requests")]
    TooMany { seconds: u64 },
    #[error("no calendar opens with this agent and token")]
    CalendarClosed,
    #[error("the store does not answer")]
    Store(&'static str),
    #[error("there is no {0}")]
    NoSuch(&'static str),
    #[error("there is a {0} of this id already")]
    Taken(&'static str),
    #[error("the body is not understood: {cause}")]
    Body { pointer: String, cause: String },
    #[error("the files have errors")]
    Files(Box<serde_json::Value>),
    #[error("it has changed since: it is {0} now")]
    Changed(String),
    #[error("the write does not say which version it is for")]
    VersionMissing,
    #[error("the roster breaks hard laws: {}", .0.join(", "))]
    Unlawful(Vec<String>),
    #[error("this key has {0} runs waiting or under way already")]
    YoursFull(usize),
    #[error("{0} runs are waiting already")]
    AllFull(usize),
    #[error("the run is not over")]
    NotOver,
    #[error("{0}")]
    NotNow(&'static str),
    #[error("another request was sent with this Idempotency-Key")]
    NameReused,
    #[error("the request with this Idempotency-Key is still under way")]
    UnderWay,
    #[error("a body of {0} is needed")]
    MediaType(&'static str),
    #[error("events cannot be sent to this address")]
    HookAddress,
    #[error("the store holds several centres, and the request names none")]
    WhichCentre,
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
            Self::NotFound | Self::CalendarClosed | Self::NoReport | Self::NoSuch(_) => {
                StatusCode::NOT_FOUND
            }
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::ParameterUnknown(..)
            | Self::ParameterTwice(_)
            | Self::ParameterBad { .. }
            | Self::CursorBad
            | Self::WhichCentre => StatusCode::BAD_REQUEST,
            Self::Body { .. } | Self::Files(_) | Self::NameReused | Self::HookAddress => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Taken(_)
            | Self::Unlawful(_)
            | Self::NotOver
            | Self::NotNow(_)
            | Self::UnderWay => StatusCode::CONFLICT,
            Self::Changed(_) => StatusCode::PRECONDITION_FAILED,
            Self::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::YoursFull(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::CursorStale => StatusCode::GONE,
            Self::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            Self::KeyMissing
            | Self::KeyUnknown
            | Self::KeyExpired
            | Self::KeyRevoked
            | Self::SessionOver => StatusCode::UNAUTHORIZED,
            Self::ScopeMissing(_) | Self::TeamOnly | Self::NotOurPage => StatusCode::FORBIDDEN,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Store(_) | Self::TooSlow | Self::AllFull(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The part of the request that is wrong, where it is one part.
    fn pointer(&self) -> Option<String> {
        let query = |name: &str| format!("#/query/{name}");
        match self {
            Self::ParameterUnknown(names, _) => names.first().map(|n| query(n)),
            Self::ParameterTwice(name) => Some(query(name)),
            Self::ParameterBad { name: name @ "idempotency-key", .. } => {
                Some(format!("#/header/{name}"))
            }
            Self::ParameterBad { name, .. } => Some(query(name)),
            Self::CursorBad | Self::CursorStale => Some(query("cursor")),
            Self::Body { pointer, .. } => Some(pointer.clone()),
            Self::Changed(_) | Self::VersionMissing => Some("#/header/if-match".into()),
            Self::NameReused | Self::UnderWay => Some("#/header/idempotency-key".into()),
            Self::MediaType(_) => Some("#/header/content-type".into()),
            Self::HookAddress => Some("#/url".into()),
            Self::WhichCentre => Some(query("centre")),
            Self::NotAcceptable(_) => Some("#/header/accept".into()),
            Self::KeyMissing | Self::KeyUnknown | Self::KeyExpired | Self::KeyRevoked => {
                Some("#/header/authorization".into())
            }
            Self::SessionOver => Some("#/header/cookie".into()),
            Self::NotOurPage => Some("#/header/x-csrf-token".into()),
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
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Self::MediaType("application/json")),
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
            Self::ParameterUnknown(..) | Self::ParameterTwice(_) => "E4003",
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
            Self::SessionOver => "E4018",
            Self::NotOurPage => "E4020",
            Self::Store(code) => code,
            Self::NoSuch(_) => "E4060",
            Self::Taken(_) => "E4061",
            Self::Body { .. } => "E4062",
            Self::Files(_) => "E4063",
            Self::Changed(_) => "E4064",
            Self::VersionMissing => "E4065",
            Self::Unlawful(_) => "E4066",
            Self::YoursFull(_) => "E4067",
            Self::AllFull(_) => "E4068",
            Self::NotOver => "E4069",
            Self::NotNow(_) => "E4070",
            Self::NameReused => "E4071",
            Self::UnderWay => "E4072",
            Self::MediaType(_) => "E4073",
            Self::HookAddress => "E4074",
            Self::WhichCentre => "E4075",
            Self::NoReport => "E4019",
            Self::TooLarge | Self::HeadTooLarge => "E4040",
            Self::TooSlow => "E4041",
            Self::Fault => "E4042",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::NotFound => "see /api/v1/openapi.json for every address".into(),
            Self::Method => "use one of the methods in the Allow header".into(),
            Self::ParameterUnknown(_, known) if known.is_empty() => {
                "remove it: this address takes no query parameters".into()
            }
            Self::ParameterUnknown(_, known) => {
                format!("remove it or mend its spelling; this address takes {}", known.join(", "))
            }
            Self::ParameterTwice(_) => "give each parameter once".into(),
            Self::ParameterBad { .. } => {
                "give a value in the form shown, ids as the listings have them".into()
            }
            Self::CursorBad => "take the cursor as it came, with the same filters".into(),
            Self::CursorStale => "begin again without a cursor".into(),
            Self::NotAcceptable(_) => "ask for one of the media types shown".into(),
            Self::KeyMissing => "send the header `Authorization: Bearer KEY`".into(),
            Self::KeyUnknown | Self::KeyExpired | Self::KeyRevoked => {
                "ask for a new key: `paiban keys add`".into()
            }
            Self::SessionOver => "log in again at /console/login".into(),
            Self::NotOurPage => {
                "load the page of the console again; programs send `Authorization: Bearer KEY`"
                    .into()
            }
            Self::ScopeMissing(scope) => format!("ask for a key with the scope `{scope}`"),
            Self::TeamOnly => "ask for a key without a team, or for your own team only".into(),
            Self::TooMany { seconds } => format!("wait {seconds} s and ask for larger pages"),
            Self::CalendarClosed => "ask for the address anew: `paiban keys calendar`".into(),
            Self::Store(_) => {
                "ask again in a moment; the operator finds the cause in the log".into()
            }
            Self::NoSuch(_) => "look the id up in the listing".into(),
            Self::Taken(_) => "choose another id, or change the one that is there".into(),
            Self::Body { .. } => "see the schema of this body in /api/v1/openapi.json".into(),
            Self::Files(_) => "mend every fault in `faults` and send the files again".into(),
            Self::Changed(_) => "read it again, and send If-Match with its ETag".into(),
            Self::VersionMissing => "send If-Match with the ETag of the centre".into(),
            Self::Unlawful(_) => "see a `check` run of it; plan again, or mend the roster".into(),
            Self::YoursFull(_) => "wait until one of them is over, or cancel one".into(),
            Self::AllFull(_) => "wait as Retry-After says; add workers".into(),
            Self::NotOver => "wait for it: see `state`, or listen to its events".into(),
            Self::NotNow(_) => "look at its state".into(),
            Self::NameReused => "take a new Idempotency-Key for every new request".into(),
            Self::UnderWay => "send it again in a moment".into(),
            Self::MediaType(kind) => format!("send it with `Content-Type: {kind}`"),
            Self::HookAddress => "give an https address that the internet can reach".into(),
            Self::WhichCentre => "name one: `?centre=ID`; GET /api/v1/centres lists them".into(),
            Self::NoReport => "plan the week with `paiban roster` or `paiban demo`".into(),
            Self::TooLarge | Self::HeadTooLarge => "send less".into(),
            Self::TooSlow => "ask again, for smaller pages".into(),
            Self::Fault => "report it with the X-Request-Id of the answer".into(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSuch(what) => Self::NoSuch(what),
            StoreError::Taken(what) => Self::Taken(what),
            other => Self::Store(other.code()),
        }
    }
}

/// A problem as it is sent (RFC 9457), with the product's code and cure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
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
    /// Every fault of the files sent: the list that `paiban check --json` prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    faults: Option<serde_json::Value>,
}

/// The code of a problem, for the log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coded(pub(super) &'static str);

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
            faults: match &self {
                Self::Files(faults) => Some((**faults).clone()),
                _ => None,
            },
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        let mut answer = (status, [(header::CONTENT_TYPE, MEDIA)], body).into_response();
        let headers = answer.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        let wait = match self {
            Self::TooMany { seconds } => Some(seconds),
            Self::YoursFull(_) | Self::AllFull(_) => Some(QUEUE_FULL),
            Self::Store(_) | Self::UnderWay => Some(1),
            _ => None,
        };
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer.extensions_mut().insert(Coded(self.code()));
        answer
    }
}
