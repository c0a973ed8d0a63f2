//! Moving a centre's pointer, with what that changes for whom.

use super::app::App;
use super::problem::ApiError;
use super::schedule::{Listed, Schedule};
use super::served::Served;
use super::wire;
use crate::store::{CentreRow, ChangeRow, Publication, Published};
use serde_json::json;
use std::collections::HashMap;

/// Publishes a roster that was decided on at version `expected`; the new version.
pub(super) async fn publish(
    app: &App,
    centre: &CentreRow,
    roster: &str,
    expected: i64,
    reason: &str,
    who: &str,
) -> Result<i64, ApiError> {
    let document = app.store().document(&centre.id, roster).await?;
    if document.kind != "roster" {
        return Err(ApiError::NoSuch("roster"));
    }
    let new = app.schedules().roster(app.store(), centre, roster).await?;
    let old = match &centre.published {
        Some(_) => Some(app.schedules().of(app.store(), centre).await?),
        None => None,
    };
    let changes = changes(old.as_deref(), &new);
    let days = new.days();
    let days = (days.0.to_string(), days.1.to_string());
    let count = |kind: &str| changes.iter().filter(|c| c.kind == kind).count();
    let event = json!({
        "centre": centre.id,
        "roster": roster,
        "version": expected + 1,
        "from": days.0,
        "to": days.1,
        "created": count("created"),
        "moved": count("moved"),
        "cancelled": count("cancelled"),
        "reason": reason,
    });
    let publication = Publication {
        centre: centre.id.clone(),
        roster: roster.to_owned(),
        days,
        expected,
        reason: reason.to_owned(),
        changes,
        event: event.to_string(),
    };
    match app.store().publish(&publication, who).await? {
        Published::Moved(version) => Ok(version),
        Published::Conflict(version) => Err(ApiError::Changed(wire::version_tag(version))),
    }
}

/// What the new roster changes on the days that it covers.
fn changes(old: Option<&Served>, new: &Schedule) -> Vec<ChangeRow> {
    let (first, last) = new.days();
    let told = old.map(|served| served.shifts.as_slice()).unwrap_or_default();
    let on = |l: &&Listed| !l.cancelled && (first..=last).contains(&l.shift.date);
    let mut before: HashMap<&str, &Listed> =
        told.iter().filter(on).map(|l| (l.id.as_str(), l)).collect();
    let mut changes = Vec::new();
    for listed in &new.shifts {
        match before.remove(listed.id.as_str()) {
            None => changes.push(change("created", None, Some(listed), new)),
            Some(was) if was.shift != listed.shift => {
                changes.push(change("moved", Some(was), Some(listed), new));
            }
            Some(_) => {}
        }
    }
    let mut gone: Vec<&Listed> = before.into_values().collect();
    gone.sort_by_key(|l| (l.shift.span().start, l.shift.agent.clone()));
    changes.extend(gone.into_iter().map(|was| change("cancelled", Some(was), None, new)));
    changes
}

fn change(kind: &str, old: Option<&Listed>, new: Option<&Listed>, in_: &Schedule) -> ChangeRow {
    let zone = in_.centre.zone;
    let told = |l: &Listed| serde_json::to_string(&wire::Shift::new(l, zone)).unwrap_or_default();
    let one = new.or(old);
    ChangeRow {
        seq: 0,
        version: 0,
        at: 0,
        kind: kind.to_owned(),
        shift: one.map(|l| l.id.clone()).unwrap_or_default(),
        agent: one.map(|l| l.shift.agent.to_string()).unwrap_or_default(),
        team: one.map(|l| l.team.clone()).unwrap_or_default(),
        old: old.map(told),
        new: new.map(told),
        reason: String::new(),
    }
}
