//! A person's data: all of it for them, none of it when they are gone.

use super::CentreQuery;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::Parameters;
use crate::http::people;
use crate::http::person::Person;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals, WriteRefusals};
use crate::http::wire;
use crate::keys::{Scope, random_hex};
use crate::store::{CentreRow, Deed, Erased};
use axum::Json;
use axum::extract::{Path, State};
use domain::Agent;

/// Everything that is kept of a person: their rows of the newest inputs, their shifts, their part
/// of the change feed.
#[utoipa::path(
    get,
    operation_id = "exportPerson",
    path = "/agents/{id}/data",
    tag = "agents",
    params(("id" = String, Path, description = "The agent's id, or `external:…`"), CentreQuery),
    responses(
        (status = 200, description = "their data", body = wire::Person),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn export(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<wire::Person>, ApiError> {
    reader.needs(Scope::Admin)?;
    let parameters = parameters.only::<CentreQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let agent = known(&app, &reader, &centre, &id).await?.id.to_string();
    let shifts = match &centre.published {
        Some(_) => {
            let served = app.served(&centre).await?;
            let zone = served.current.centre.zone;
            let own = served.shifts.iter().filter(|l| l.shift.agent.as_str() == agent);
            own.map(|l| wire::Shift::new(l, zone)).collect()
        }
        None => Vec::new(),
    };
    let changes = app.store().changes_of(&centre.id, &agent).await?;
    let inputs = match &centre.inputs {
        Some(id) => people::rows_of(app.store().files(id).await?, agent.clone()).await?,
        None => serde_json::json!({}),
    };
    let deed = Deed {
        who: reader.key.clone(),
        what: "person:export",
        centre: Some(centre.id),
        object: agent,
        ..Deed::default()
    };
    app.store().note(deed).await?;
    let changes = changes.into_iter().map(Into::into).collect();
    Ok(Json(wire::Person { inputs, shifts, changes }))
}

/// Erases a person: a pseudonym takes the place of their id in every document, in the change feed
/// and in the audit log; their name and external id are gone; their calendar is closed.
///
/// The history of who worked when stays sound, without them. It cannot be undone.
#[utoipa::path(
    delete,
    operation_id = "erasePerson",
    path = "/agents/{id}/data",
    tag = "agents",
    params(("id" = String, Path, description = "The agent's id, or `external:…`"), CentreQuery),
    responses(
        (status = 200, description = "erased", body = wire::PersonErased),
        WriteRefusals,
    ),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn erase(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<wire::PersonErased>, ApiError> {
    reader.needs(Scope::Admin)?;
    let parameters = parameters.only::<CentreQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let agent = known(&app, &reader, &centre, &id).await?;
    let mark = random_hex().map_err(|_| ApiError::Fault)?;
    let person = Person {
        id: agent.id.to_string(),
        name: agent.name,
        external_id: agent.external_id,
        pseudonym: format!("erased-{}", &mark[..12]),
    };
    let mut erased = Vec::new();
    let mut before = None;
    loop {
        let rows = app.store().documents(&centre.id, None, before.clone(), 100).await?;
        let Some(last) = rows.last() else { break };
        before = Some((last.created, last.id.clone()));
        for row in rows {
            let parents: Vec<String> = serde_json::from_str(&row.parents).unwrap_or_default();
            let inputs = match parents.first() {
                Some(inputs) if row.kind == "roster" => app.store().files(inputs).await?,
                _ => crate::store::Files::new(),
            };
            let own = app.store().files(&row.id).await?;
            let changed = people::without(&row.kind, own, inputs, person.clone()).await?;
            if let Some((files, dropped)) = changed {
                erased.push(Erased { document: row.id, files, dropped });
            }
        }
    }
    let free = |text: &str| match text.starts_with('{') {
        true => person.scrubbed_json(text),
        false => person.scrubbed(text),
    };
    let Person { id, pseudonym, .. } = &person;
    app.store().erase(&centre.id, id, pseudonym, &erased, &free, &reader.key).await?;
    let documents = erased.len();
    Ok(Json(wire::PersonErased { pseudonym: person.pseudonym, documents }))
}

/// A person whom the key may see: of the published roster, or of the newest inputs.
async fn known(
    app: &App,
    reader: &Reader,
    centre: &CentreRow,
    id: &str,
) -> Result<Agent, ApiError> {
    let mut found = None;
    if centre.published.is_some() {
        found = app.served(centre).await?.current.agent(id).cloned();
    }
    if let (None, Some(inputs)) = (&found, &centre.inputs) {
        found = people::found(app.store().files(inputs).await?, id).await?;
    }
    found.filter(|a| reader.sees(a.team.as_str())).ok_or(ApiError::NoSuch("agent"))
}
