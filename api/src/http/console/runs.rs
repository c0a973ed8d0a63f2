//! The runs of a centre, live.

use super::currency;
use super::figures::{NONE, amount, badge, deed, elapsed, moment, percent, priced};
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::problem::ApiError;
use crate::keys::Scope;
use crate::report::html::escape;
use crate::store::{CentreRow, RunFilter, RunRow};
use chrono_tz::Tz;
use serde_json::Value as Json;

/// How many runs are listed.
const SHOWN: usize = 20;

/// The section of a centre's page.
pub(super) async fn section(
    app: &App,
    visitor: &Visitor,
    centre: &CentreRow,
    zone: Tz,
) -> Result<String, ApiError> {
    let reader = &visitor.reader;
    if !reader.may(Scope::Plans) || reader.team().is_some() {
        return Ok(String::new());
    }
    let filter = RunFilter { centre: Some(centre.id.clone()), ..RunFilter::default() };
    let runs = app.store().solve_runs(&filter, SHOWN).await?;
    let asked = if reader.may(Scope::Write) { ask(centre) } else { String::new() };
    let currency = currency::of(app, centre).await?;
    let [cost, bound] = ["Cost", "At least"].map(|what| priced(what, currency.as_deref()));
    let mut rows = String::new();
    for run in &runs {
        rows.push_str(&row(run, &known(app, run).await?, [&cost, &bound], zone));
    }
    let table = if rows.is_empty() {
        "<p class=lead id=none>Nothing has been asked for yet.</p>".to_owned()
    } else {
        format!(
            "<table role=table><caption>Runs, newest first; times in {zone}</caption>\
             <thead role=rowgroup><tr role=row><th role=columnheader scope=col>What\
             <th role=columnheader scope=col>State<th role=columnheader scope=col class=n>{cost}\
             <th role=columnheader scope=col class=n>{bound}\
             <th role=columnheader scope=col class=n>Gap\
             <th role=columnheader scope=col class=n>Time\
             <th role=columnheader scope=col>Asked for</thead>\
             <tbody role=rowgroup>{rows}</tbody></table>",
            zone = zone.name()
        )
    };
    let (newest, id) = (runs.first().map_or("", |run| &run.id), escape(&centre.id));
    Ok(format!(
        "<section data-runs=\"/api/v1/runs?centre={id}&amp;limit={SHOWN}\" \
         data-newest=\"{}\"><h2>Runs</h2>{asked}{table}</section>",
        escape(newest)
    ))
}

/// A form that asks for a run.
fn ask(centre: &CentreRow) -> String {
    format!(
        "<form class=ask data-ask=\"/api/v1/centres/{}/runs\">\
         <label>Plan<select name=kind><option value=roster>the roster\
         <option value=staff>people needed<option value=forecast>the forecast</select></label>\
         <label>for<select name=weeks><option value=1>1 week<option value=2>2 weeks\
         <option value=3>3 weeks<option value=4>4 weeks</select></label>\
         <label data-only=roster>within<select name=time_limit_seconds><option value=60>1 minute\
         <option value=300>5 minutes<option value=1200>20 minutes</select></label>\
         <button class=main disabled>Start</button></form>",
        escape(&centre.id)
    )
}

/// The figures of a run: as it goes, or of what it found.
pub(super) async fn known(app: &App, run: &RunRow) -> Result<Json, ApiError> {
    let mut figures = said(run.progress.as_deref());
    if let Some(document) = &run.result {
        let row = app.store().document(&run.centre, document).await?;
        let found = said(Some(&row.summary));
        for name in ["cost", "bound", "gap"] {
            if let (Some(figures), Some(value)) = (figures.as_object_mut(), found.get(name)) {
                figures.insert(name.to_owned(), value.clone());
            }
        }
    }
    Ok(figures)
}

fn row(run: &RunRow, figures: &Json, amounts: [&str; 2], zone: Tz) -> String {
    let live = if run.is_over() { "" } else { " data-live" };
    format!(
        "<tr role=row data-run=\"{id}\"{live}><td role=cell data-label=What>\
         <a href=\"/console/runs/{id}\">{}</a><td role=cell data-label=State>{}{}\
         <td role=cell data-label=\"Asked for\">{}",
        escape(deed(&run.kind)),
        badge(&run.state),
        cells(figures, amounts),
        moment(run.submitted, zone),
        id = escape(&run.id),
    )
}

fn cells(said: &Json, [cost, bound]: [&str; 2]) -> String {
    let cell = |label: &str, field: &str, text: &str| {
        format!("<td role=cell class=n data-label=\"{label}\" data-field={field}>{text}")
    };
    [
        cell(cost, "cost", &amount(&said["cost"])),
        cell(bound, "bound", &amount(&said["bound"])),
        cell("Gap", "gap", &percent(&said["gap"])),
        cell("Time", "elapsed", &elapsed(&said["elapsed_seconds"])),
    ]
    .concat()
}

/// JSON that is kept as text.
pub(super) fn said(text: Option<&str>) -> Json {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What was asked for, as a list of words.
pub(super) fn spec(run: &RunRow) -> String {
    let mut words = String::new();
    for (name, value) in said(Some(&run.spec)).as_object().into_iter().flatten() {
        let text = match value {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let text = if text.is_empty() { NONE.to_owned() } else { escape(&text) };
        let name = escape(&name.replace('_', " "));
        words.push_str(&format!("<div><dt>{name}</dt><dd>{text}</dd></div>"));
    }
    words
}
