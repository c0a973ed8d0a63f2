//! What people are told, with the ways to take it away.

use super::centres::span;
use super::figures::moment;
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::problem::ApiError;
use crate::http::served::Served;
use crate::keys::Scope;
use crate::report::html::escape;
use crate::store::{CentreRow, PublicationRow};
use chrono_tz::Tz;

/// How many publications are listed.
const SHOWN: usize = 6;

/// The section of a centre's page.
pub(super) async fn section(
    app: &App,
    visitor: &Visitor,
    centre: &CentreRow,
    served: Option<&Served>,
) -> Result<String, ApiError> {
    let Some(served) = served else {
        return Ok("<section><h2>Published</h2><p class=lead>Nothing is published yet. A roster \
                   that keeps every hard law can be published from its run.</p></section>"
            .into());
    };
    let publications = app.store().publications(&centre.id, SHOWN).await?;
    let zone = served.current.centre.zone;
    let rows: String = publications.iter().map(|p| row(visitor, centre, p, zone)).collect();
    let newest = publications.first().map(span).unwrap_or_default();
    Ok(format!(
        "<section><h2>Published</h2>{}<div class=links>{}</div>\
         <table role=table><caption>Publications, newest first; times in {}</caption>\
         <thead role=rowgroup><tr role=row><th role=columnheader scope=col>Days\
         <th role=columnheader scope=col>When<th role=columnheader scope=col>By\
         <th role=columnheader scope=col>Why<th role=columnheader scope=col>Files</thead>\
         <tbody role=rowgroup>{rows}</tbody></table></section>",
        tiles(served, &newest, centre.version, visitor),
        links(visitor, centre, served),
        zone.name(),
    ))
}

fn tiles(served: &Served, days: &str, version: i64, visitor: &Visitor) -> String {
    let schedule = &served.current;
    let seen = |team: &str| visitor.reader.sees(team);
    let shifts = schedule.shifts.iter().filter(|s| seen(&s.team)).count();
    let people = schedule.centre.agents.iter().filter(|a| seen(a.team.as_str())).count();
    let team = visitor.reader.team().map(|t| format!(" of {}", escape(t))).unwrap_or_default();
    let tile = |what: &str, figure: &str| {
        format!("<div class=tile><dt>{what}</dt><dd>{figure}</dd></div>")
    };
    format!(
        "<dl class=tiles>{}{}{}{}</dl>",
        tile("Days", days),
        tile(&format!("Shifts{team}"), &shifts.to_string()),
        tile(&format!("People{team}"), &people.to_string()),
        tile("Version", &version.to_string()),
    )
}

/// The ways to take away what people are told now.
fn links(visitor: &Visitor, centre: &CentreRow, served: &Served) -> String {
    let (reader, id) = (&visitor.reader, escape(&centre.id));
    let mut links = String::new();
    if reader.may(Scope::Plans) && reader.team().is_none() && served.current.report.is_some() {
        links.push_str(&format!("<a class=button href=\"/?centre={id}\">Report</a>"));
    }
    let taken = |address: &str, file: &str, name: &str| {
        format!(
            "<button type=button disabled data-csv=\"{address}\" data-file=\"{file}\">\
             {name}</button>"
        )
    };
    let shifts = format!("/api/v1/schedules/shifts?centre={id}&amp;limit=1000");
    links.push_str(&taken(&shifts, &format!("shifts-{id}.csv"), "Shifts as CSV"));
    if reader.may(Scope::Payroll) {
        let days = served.current.days();
        let address =
            format!("/api/v1/schedules/hours?centre={id}&amp;from={}&amp;to={}", days.0, days.1);
        links.push_str(&taken(&address, &format!("hours-{id}.csv"), "Hours and pay as CSV"));
    }
    links + &format!("<a class=button href=\"/console/centres/{id}/calendars\">Calendars</a>")
}

fn row(visitor: &Visitor, centre: &CentreRow, told: &PublicationRow, zone: Tz) -> String {
    let files = if visitor.reader.may(Scope::Plans) && visitor.reader.team().is_none() {
        let address = format!(
            "/api/v1/centres/{}/documents/{}/files/roster.csv",
            escape(&centre.id),
            escape(&told.roster)
        );
        format!("<a href=\"{address}\" download>roster.csv</a>")
    } else {
        super::figures::NONE.to_owned()
    };
    let why = if told.reason.is_empty() { super::figures::NONE } else { &told.reason };
    format!(
        "<tr role=row><td role=cell data-label=Days>{} <span class=soft>v{}</span>\
         <td role=cell data-label=When>{}<td role=cell data-label=By><code>{}</code>\
         <td role=cell data-label=Why>{}<td role=cell data-label=Files>{files}",
        span(told),
        told.version,
        moment(told.at, zone),
        escape(&told.who),
        escape(why),
    )
}
