//! The centre's frame.

use super::CentreQuery;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals};
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::State;
use domain::Channel;
use std::collections::BTreeSet;

/// The centre: zone, currency, horizon, queues and teams.
#[utoipa::path(
    get,
    operation_id = "readCentre",
    path = "/centre",
    tag = "centre",
    params(CentreQuery),
    responses(
        (status = 200, description = "the centre's frame", body = wire::Centre),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["schedules:read"]))
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::Centre>, ApiError> {
    reader.needs(Scope::Schedules)?;
    let parameters = parameters.only::<CentreQuery>()?;
    let row = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&row).await?;
    let schedule = &*served.current;
    let (centre, grid) = (&schedule.centre, &schedule.clean.roster().grid);
    let queue = |q: &domain::Queue| wire::Queue {
        id: q.id.to_string(),
        name: q.name.clone(),
        channel: match q.channel {
            Channel::Phone => "phone",
            Channel::Chat { .. } => "chat",
            Channel::Ticket => "ticket",
        },
    };
    let teams: BTreeSet<&str> = centre.agents.iter().map(|a| a.team.as_str()).collect();
    Ok(Json(wire::Centre {
        name: centre.name.clone(),
        timezone: centre.zone.name().to_owned(),
        currency: centre.currency.code().to_owned(),
        from: grid.first_day().to_string(),
        to: grid.date(grid.days() - 1).to_string(),
        queues: centre.queues.iter().map(queue).collect(),
        teams: teams.into_iter().filter(|t| reader.sees(t)).map(str::to_owned).collect(),
    }))
}
