//! Every address of the server with what guards it, outermost last.

use super::app::App;
use super::problem::{ApiError, Problem};
use super::{auth, console, etag, guard, idempotent, log, routes};
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use axum::{Router, middleware};
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the document says beside the addresses.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Paiban",
        description = "Contact centres: inputs, runs, rosters, and what people are told.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Problem))
)]
struct Document;

/// The addresses, and the document generated from them.
fn described(app: Option<&App>) -> (Router<App>, utoipa::openapi::OpenApi) {
    let mut named = OpenApiRouter::new()
        .routes(routes!(routes::publish::publish))
        .routes(routes!(routes::runs::add))
        .routes(routes!(routes::documents::list, routes::uploads::inputs))
        .routes(routes!(routes::documents::rosters, routes::uploads::roster))
        .routes(routes!(routes::documents::scenarios, routes::scenarios::add))
        .routes(routes!(routes::scenarios::actuals));
    let mut guarded = plans().merge(schedules()).merge(admin());
    if let Some(app) = app {
        named = named.route_layer(middleware::from_fn_with_state(app.clone(), idempotent::once));
        guarded = guarded.merge(named);
        guarded = guarded.route_layer(middleware::from_fn_with_state(app.clone(), auth::key));
    } else {
        guarded = guarded.merge(named);
    }
    let tokened = OpenApiRouter::new().routes(routes!(routes::calendar::read));
    let open = OpenApiRouter::new()
        .routes(routes!(routes::health::alive))
        .routes(routes!(routes::health::ready));
    OpenApiRouter::with_openapi(document())
        .nest("/api/v1", guarded.merge(tokened))
        .merge(open)
        .split_for_parts()
}

fn plans() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::centres::list, routes::centres::add))
        .routes(routes!(routes::centres::read))
        .routes(routes!(routes::documents::read))
        .routes(routes!(routes::documents::file))
        .routes(routes!(routes::documents::forecasts))
        .routes(routes!(routes::documents::requirements))
        .routes(routes!(routes::documents::performances))
        .routes(routes!(routes::documents::comparisons))
        .routes(routes!(routes::runs::list))
        .routes(routes!(routes::runs::read))
        .routes(routes!(routes::runs::result))
        .routes(routes!(routes::runs::cancel))
        .routes(routes!(routes::runs::retry))
        .routes(routes!(routes::events::listen))
}

fn schedules() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::shifts::list))
        .routes(routes!(routes::changes::list))
        .routes(routes!(routes::hours::list))
        .routes(routes!(routes::centre::read))
        .routes(routes!(routes::roster::read))
        .routes(routes!(routes::agents::list))
}

fn admin() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::agents::open_calendar, routes::agents::close_calendar))
        .routes(routes!(routes::people::export, routes::people::erase))
        .routes(routes!(routes::keys::list, routes::keys::add))
        .routes(routes!(routes::keys::read_own))
        .routes(routes!(routes::keys::revoke))
        .routes(routes!(routes::keys::rotate))
        .routes(routes!(routes::webhooks::list, routes::webhooks::add))
        .routes(routes!(routes::webhooks::close))
        .routes(routes!(routes::webhooks::deliveries))
        .routes(routes!(routes::audit::list))
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
pub(super) fn openapi() -> String {
    written(&described(None).1)
}

fn written(document: &utoipa::openapi::OpenApi) -> String {
    document.to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

/// The whole server.
pub(super) fn router(app: App) -> Router {
    let (described, openapi) = described(Some(&app));
    let text = written(&openapi);
    let page = routes::docs::page(&text);
    let others = ["/", "/metrics", "/docs", "/api/v1/openapi.json"].map(str::to_owned);
    let others = others.into_iter().chain(console::ADDRESSES.map(str::to_owned));
    let patterns = log::Patterns::new(openapi.paths.paths.into_keys().chain(others));
    let document = move || async move { ([(header::CONTENT_TYPE, "application/json")], text) };
    let limits = *app.limits();
    described
        .route("/", get(routes::report::read))
        .route("/metrics", get(routes::health::metrics))
        .merge(console::routes())
        .route("/docs", get(move || async move { Html(page) }))
        .route("/api/v1/openapi.json", get(document))
        .fallback(|| async { ApiError::NotFound.into_response() })
        .method_not_allowed_fallback(|| async { ApiError::Method.into_response() })
        .layer(middleware::from_fn(etag::unchanged))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits.upload))
        .layer(middleware::from_fn_with_state(limits.upload, guard::refused))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits.answer))
        .layer(middleware::from_fn(guard::every))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state((app.clone(), patterns), log::requests))
        .with_state(app)
}
