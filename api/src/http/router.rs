//! Every address of the server with what guards it, outermost last.

use super::app::App;
use super::problem::{ApiError, Problem};
use super::{auth, etag, guard, log, routes};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Router, middleware};
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// No request needs a body.
const BODY: usize = 16 * 1024;
/// The longest an answer may take.
const ANSWER: Duration = Duration::from_secs(20);

/// What the document says beside the addresses.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Paiban",
        description = "A contact centre's planned week, for HR, payroll and calendars.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Problem))
)]
struct Document;

/// The addresses, and the document generated from them.
fn described(app: &App) -> (Router<App>, utoipa::openapi::OpenApi) {
    let guarded = OpenApiRouter::new()
        .routes(routes!(routes::shifts::list))
        .routes(routes!(routes::hours::list))
        .routes(routes!(routes::centre::read))
        .routes(routes!(routes::roster::read))
        .route_layer(middleware::from_fn_with_state(app.clone(), auth::key));
    let tokened = OpenApiRouter::new().routes(routes!(routes::calendar::read));
    let open = OpenApiRouter::new()
        .routes(routes!(routes::health::alive))
        .routes(routes!(routes::health::ready));
    OpenApiRouter::with_openapi(document())
        .nest("/api/v1", guarded.merge(tokened))
        .merge(open)
        .split_for_parts()
}

fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.description = Some("A key from `paiban keys add`".into());
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("key", SecurityScheme::Http(bearer));
    document
}

/// The OpenAPI document as it is sent, with a final line break.
pub(super) fn openapi(app: &App) -> String {
    written(&described(app).1)
}

fn written(document: &utoipa::openapi::OpenApi) -> String {
    document.to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

/// The whole server.
pub(super) fn router(app: App) -> Router {
    let (described, openapi) = described(&app);
    let text = written(&openapi);
    let others = ["/", "/api/v1/openapi.json"].map(str::to_owned);
    let patterns = log::Patterns::new(openapi.paths.paths.into_keys().chain(others));
    let document = move || async move { ([(header::CONTENT_TYPE, "application/json")], text) };
    described
        .route("/", get(routes::report::read))
        .route("/api/v1/openapi.json", get(document))
        .fallback(|| async { ApiError::NotFound.into_response() })
        .method_not_allowed_fallback(|| async { ApiError::Method.into_response() })
        .layer(middleware::from_fn(etag::unchanged))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER))
        .layer(middleware::from_fn(guard::every))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state((app.log().clone(), patterns), log::requests))
        .with_state(app)
}
