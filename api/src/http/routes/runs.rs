//! Runs: asked for, watched, stopped, tried again.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::{after, cut, limit};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::body::{Body, unfit};
use crate::http::parameters::{Parameters, bad};
use crate::http::planner::Planner;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals, WriteRefusals};
use crate::http::wire;
use crate::jobs::{Kind, RunSpec};
use crate::keys::Scope;
use crate::store::{NewRun, RunFilter, RunRow, Submitted};
use crate::telemetry::Traced;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use utoipa::IntoParams;

/// How many attempts a run may take before it is given up.
const ATTEMPTS: i64 = 3;

/// What runs can be asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct RunQuery {
    /// Runs of this centre
    #[param(required = false)]
    centre: String,
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`
    #[param(required = false)]
    status: String,
    /// Runs that changed at this moment or later
    #[param(required = false, format = DateTime)]
    updated_since: String,
    /// Runs on a page
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    limit: u32,
    /// `next_cursor` of the page before
    #[param(required = false)]
    cursor: String,
}

/// Asks for a run; it is solved by the next free worker.
///
/// A full queue is said: 429 when this key has too many waiting or under way, 503 when everybody
/// together has, both with `Retry-After`.
#[utoipa::path(
    post,
    operation_id = "addRun",
    path = "/centres/{centre}/runs",
    tag = "runs",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Any name for this write"),
    ),
    request_body = RunSpec,
    responses(
        (status = 202, description = "taken in", body = wire::Run,
         headers(("Location" = String, description = "its address"))),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn add(
    State(app): State<App>,
    Planner { reader, centre }: Planner,
    Extension(traced): Extension<Traced>,
    Body(spec): Body<RunSpec>,
) -> Result<Response, ApiError> {
    spec.check().map_err(|(field, cause)| unfit(&format!("#/{field}"), cause))?;
    let newest = centre.inputs.clone();
    let inputs = spec.inputs.clone().or(newest).ok_or(ApiError::NoSuch("inputs"))?;
    starts(&app, &centre.id, &inputs, &spec).await?;
    let new = NewRun {
        centre: centre.id.clone(),
        kind: spec.kind.name().to_owned(),
        spec: serde_json::to_string(&spec).map_err(|_| ApiError::Fault)?,
        inputs,
        priority: spec.priority.rank(),
        attempts: ATTEMPTS,
        trace: traced.text().map(str::to_owned),
    };
    let id = match app.store().submit(&new, app.limits().queue, &reader.key).await? {
        Submitted::Queued(id) => id,
        Submitted::YoursFull(most) => return Err(ApiError::YoursFull(most)),
        Submitted::AllFull(most) => return Err(ApiError::AllFull(most)),
    };
    let run: wire::Run = app.store().solve_run(&id).await?.into();
    let location = format!("/api/v1/runs/{id}");
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(run)).into_response())
}

/// Refuses a run that starts from something that is not there.
async fn starts(app: &App, centre: &str, inputs: &str, spec: &RunSpec) -> Result<(), ApiError> {
    let expect = async |id: &str, kind: &'static str| {
        let document = app.store().document(centre, id).await?;
        if document.kind == kind { Ok(document) } else { Err(ApiError::NoSuch(kind)) }
    };
    expect(inputs, "inputs").await?;
    if let Some(roster) = &spec.roster {
        expect(roster, "roster").await?;
    }
    for scenario in &spec.scenarios {
        expect(scenario, "scenario").await?;
    }
    if let Some(actuals) = &spec.actuals {
        let document = expect(actuals, "actuals").await?;
        if !spec.roster.as_ref().is_some_and(|roster| document.parents.contains(roster)) {
            return Err(unfit("#/actuals", "these are of another roster"));
        }
    }
    if spec.kind == Kind::Capacity {
        let files = app.store().file_list(inputs).await?;
        if !files.iter().any(|file| file.name == "capacity.toml") {
            return Err(unfit("#/kind", "the inputs have no capacity.toml; upload one"));
        }
    }
    Ok(())
}

/// Runs, newest first.
#[utoipa::path(
    get,
    operation_id = "listRuns",
    path = "/runs",
    tag = "runs",
    params(RunQuery),
    responses((status = 200, description = "a page of runs", body = wire::Runs), Refusals),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::Runs>, ApiError> {
    reader.needs(Scope::Plans)?.needs_everybody()?;
    let parameters = parameters.only::<RunQuery>()?;
    let states = ["queued", "running", "succeeded", "failed", "cancelled"];
    let state = parameters.text("status");
    if state.is_some_and(|state| !states.contains(&state)) {
        return Err(bad("status", format!("give one of {}", states.join(", "))));
    }
    let filter = RunFilter {
        centre: reader.centre().or(parameters.text("centre")).map(str::to_owned),
        state: state.map(str::to_owned),
        updated_since: parameters.moment("updated_since")?,
        before: after(&parameters)?,
    };
    let limit = limit(&parameters)?;
    let mut rows = app.store().solve_runs(&filter, limit + 1).await?;
    let next_cursor = cut(&mut rows, limit, |row| (row.submitted, row.id.clone()));
    Ok(Json(wire::Runs { runs: rows.into_iter().map(Into::into).collect(), next_cursor }))
}

/// A run that the key may see.
pub(in crate::http) async fn found(
    app: &App,
    reader: &Reader,
    id: &str,
) -> Result<RunRow, ApiError> {
    let run = app.store().solve_run(id).await?;
    if reader.sees_centre(&run.centre) { Ok(run) } else { Err(ApiError::NoSuch("run")) }
}

/// The run that an address without parameters names, for a key with `scope` for everybody.
pub(super) async fn named(
    app: &App,
    reader: &Reader,
    scope: Scope,
    id: &str,
    parameters: Parameters,
) -> Result<RunRow, ApiError> {
    reader.needs(scope)?.needs_everybody()?;
    parameters.none()?;
    found(app, reader, id).await
}

/// One run.
#[utoipa::path(
    get,
    operation_id = "readRun",
    path = "/runs/{run}",
    tag = "runs",
    params(("run" = String, Path, description = "The run's id")),
    responses(
        (status = 200, description = "the run", body = wire::Run),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<wire::Run>, ApiError> {
    Ok(Json(named(&app, &reader, Scope::Plans, &id, parameters).await?.into()))
}

/// What a run found, as `--json` prints it on the command line; its files are in the document.
#[utoipa::path(
    get,
    operation_id = "readResult",
    path = "/runs/{run}/result",
    tag = "runs",
    params(("run" = String, Path, description = "The run's id")),
    responses(
        (status = 200, description = "the result", body = Object),
        (status = 409, description = "the run is not over, or found nothing",
         body = crate::http::problem::Problem, content_type = "application/problem+json"),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn result(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    let run = named(&app, &reader, Scope::Plans, &id, parameters).await?;
    let missing = if run.is_over() { ApiError::NotNow(FOUND_NOTHING) } else { ApiError::NotOver };
    let document = run.result.ok_or(missing)?;
    let bytes = app.store().file(&document, "result.json").await?;
    app.reads().add(&reader.key, "read:result", &run.centre, &document, 1);
    Ok(([(header::CONTENT_TYPE, "application/json")], bytes).into_response())
}

const FOUND_NOTHING: &str = "the run ended without a result";

/// Asks a run to stop: one that waits is over at once, one that runs within seconds.
#[utoipa::path(
    post,
    operation_id = "cancelRun",
    path = "/runs/{run}/cancel",
    tag = "runs",
    params(("run" = String, Path, description = "The run's id")),
    responses(
        (status = 202, description = "asked; a run that is over stays as it is", body = wire::Run),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn cancel(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<(StatusCode, Json<wire::Run>), ApiError> {
    named(&app, &reader, Scope::Write, &id, parameters).await?;
    let run = app.store().cancel(&id, &reader.key).await?;
    Ok((StatusCode::ACCEPTED, Json(run.into())))
}

/// Puts a run that failed or was cancelled back into the queue.
#[utoipa::path(
    post,
    operation_id = "retryRun",
    path = "/runs/{run}/retry",
    tag = "runs",
    params(("run" = String, Path, description = "The run's id")),
    responses(
        (status = 202, description = "queued again", body = wire::Run),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn retry(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<(StatusCode, Json<wire::Run>), ApiError> {
    named(&app, &reader, Scope::Write, &id, parameters).await?;
    let run = app.store().retry(&id, &reader.key).await?;
    let run = run.ok_or(ApiError::NotNow("only a run that failed or was cancelled is retried"))?;
    Ok((StatusCode::ACCEPTED, Json(run.into())))
}
