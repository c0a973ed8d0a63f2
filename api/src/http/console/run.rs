//! One run, live, and what it found.

use super::currency;
use super::figures::{amount, badge, deed, elapsed, moment, percent, priced};
use super::frame::{Page, sentence};
use super::runs::{known, said, spec};
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::problem::ApiError;
use crate::http::routes::runs::found;
use crate::http::wire;
use crate::keys::Scope;
use crate::report::html::escape;
use crate::store::{CentreRow, RunRow};
use serde_json::Value as Json;

/// `GET /console/runs/{run}`.
pub(super) async fn page(app: App, visitor: Visitor, id: String) -> Result<Page, ApiError> {
    let (app, visitor) = (&app, &visitor);
    visitor.reader.needs(Scope::Plans)?.needs_everybody()?;
    let run = found(app, &visitor.reader, &id).await?;
    let centre = app.centre(&visitor.reader, &run.centre).await?;
    let title = deed(&run.kind).to_owned();
    let currency = currency::of(app, &centre).await?;
    let result = match &run.result {
        Some(document) => result(app, visitor, &centre, currency.as_deref(), document).await?,
        None => String::new(),
    };
    let live = if run.is_over() { "" } else { " data-live" };
    let body = format!(
        "<div data-run=\"{id}\" data-page{live}><h1>{} {}</h1>\
         <p class=lead>{} asked for it on {} UTC. Attempt {} of {}.</p>\n{}{}{}\n{result}\
         <section><h2>Asked for</h2><dl class=words>{}</dl></section></div>",
        escape(&title),
        badge(&run.state),
        escape(&run.owner),
        moment(run.submitted, chrono_tz::UTC),
        run.attempt.max(1),
        run.attempts,
        figures(&run, &known(app, &run).await?, currency.as_deref()),
        failure(&run),
        deeds(visitor, &run),
        spec(&run),
        id = escape(&run.id),
    );
    let path = vec![
        ("Centres".to_owned(), "/console".to_owned()),
        (centre.name, format!("/console/centres/{}", centre.id)),
    ];
    Ok(Page { title, path, body })
}

/// How far it is; the drawing is filled while it runs.
fn figures(run: &RunRow, said: &Json, currency: Option<&str>) -> String {
    let tile = |what: &str, field: &str, figure: String| {
        format!("<div class=tile><dt>{what}</dt><dd data-field={field}>{figure}</dd></div>")
    };
    let phase = escape(said["phase"].as_str().unwrap_or(super::figures::NONE));
    let drawing = if run.is_over() {
        ""
    } else {
        "<figure class=drawing hidden><svg viewBox=\"0 0 600 180\" role=img \
         aria-label=\"Cost of the best roster and its proved least cost since this page was \
         opened\"><text class=most x=5 y=14></text>\
         <text class=least x=5 y=174></text>\
         <polyline class=bound></polyline><polyline class=cost></polyline></svg>\
         <figcaption class=soft><span class=\"key cost\"></span> cost of the best roster so far \
         <span class=\"key bound\"></span> no roster can cost less</figcaption></figure>"
    };
    format!(
        "<dl class=tiles>{}{}{}{}{}</dl>{drawing}",
        tile("Phase", "phase", phase),
        tile(&priced("Cost", currency), "cost", amount(&said["cost"])),
        tile(&priced("Costs at least", currency), "bound", amount(&said["bound"])),
        tile("Gap", "gap", percent(&said["gap"])),
        tile("Time", "elapsed", elapsed(&said["elapsed_seconds"])),
    )
}

fn failure(run: &RunRow) -> String {
    let Some(error) = run.error.as_deref().map(|text| said(Some(text))) else {
        return String::new();
    };
    let text = |name: &str| sentence(error[name].as_str().unwrap_or_default());
    format!(
        "<div class=wrong><p><strong>{}</strong></p><p>{}</p><p class=soft>{}</p></div>",
        text("detail"),
        text("cure"),
        escape(error["code"].as_str().unwrap_or_default())
    )
}

/// What can be done about it.
fn deeds(visitor: &Visitor, run: &RunRow) -> String {
    if !visitor.reader.may(Scope::Write) {
        return String::new();
    }
    let (path, name) = match run.state.as_str() {
        "queued" | "running" => ("cancel", "Stop this run"),
        "failed" | "cancelled" => ("retry", "Try again"),
        _ => return String::new(),
    };
    let id = escape(&run.id);
    format!(
        "<p><button type=button disabled data-post=\"/api/v1/runs/{id}/{path}\">{name}</button></p>"
    )
}

/// What it found.
async fn result(
    app: &App,
    visitor: &Visitor,
    centre: &CentreRow,
    currency: Option<&str>,
    id: &str,
) -> Result<String, ApiError> {
    let document: wire::Document = app.store().document(&centre.id, id).await?.into();
    let base = format!("/api/v1/centres/{}/documents/{id}/files", centre.id);
    let mut links = String::new();
    for file in app.store().file_list(id).await? {
        let (name, base) = (escape(&file.name), escape(&base));
        let how = if file.name.ends_with(".html") { "" } else { " download" };
        links.push_str(&format!("<a class=button href=\"{base}/{name}\"{how}>{name}</a>"));
    }
    let mut figures = String::new();
    for (name, value) in document.summary.as_object().into_iter().flatten() {
        let text = match (name.as_str(), value) {
            ("cost" | "bound", value) => amount(value),
            ("gap", value) => percent(value),
            (_, Json::String(text)) => escape(text),
            (_, Json::Bool(yes)) => (if *yes { "yes" } else { "no" }).to_owned(),
            (_, other) => escape(&other.to_string()),
        };
        let name = match name.as_str() {
            "cost" | "bound" => priced(name, currency),
            _ => escape(name),
        };
        figures.push_str(&format!("<div><dt>{name}</dt><dd>{text}</dd></div>"));
    }
    let publish = if document.kind == "roster" && visitor.reader.may(Scope::Write) {
        publish(centre, id)
    } else {
        String::new()
    };
    Ok(format!(
        "<section><h2>Found</h2><dl class=words>{figures}</dl><div class=links>{links}</div>\
         {publish}</section>"
    ))
}

/// A form that publishes the roster, on the version that this page was made of.
fn publish(centre: &CentreRow, roster: &str) -> String {
    if centre.published.as_deref() == Some(roster) {
        return "<p><strong>This is what people are told.</strong></p>".into();
    }
    format!(
        "<form class=ask data-publish=\"/api/v1/centres/{}/rosters/{}/publish\" \
         data-version=\"{}\"><label>Why, for everybody whose shifts change\
         <input name=reason maxlength=500></label>\
         <button class=main disabled>Publish</button></form>",
        escape(&centre.id),
        escape(roster),
        escape(&wire::version_tag(centre.version)),
    )
}
