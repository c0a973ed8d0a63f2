//! The centres that a visitor may see.

use super::figures::{days, moment};
use super::frame::Page;
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::problem::ApiError;
use crate::keys::Scope;
use crate::report::html::escape;
use crate::store::{CentreRow, PublicationRow};
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;

/// `GET /console`.
pub(super) async fn read(State(app): State<App>, visitor: Visitor) -> Response {
    let page = page(&app, &visitor).await;
    visitor.answer(page)
}

async fn page(app: &App, visitor: &Visitor) -> Result<Page, ApiError> {
    visitor.reader.needs(Scope::Schedules)?;
    let centres = app.store().centres().await?.into_iter();
    let mut cards = String::new();
    for centre in centres.filter(|c| visitor.reader.sees_centre(&c.id)) {
        let last = app.store().publications(&centre.id, 1).await?.pop();
        cards.push_str(&card(&centre, last.as_ref()));
    }
    if cards.is_empty() {
        cards =
            "<li class=card><p>There is no centre yet. <code>paiban serve CENTRE</code> takes a \
                 folder in; programs make one with <code>POST /api/v1/centres</code>.</p>"
                .into();
    }
    let body = format!("<h1>Centres</h1><ul class=cards>{cards}</ul>");
    Ok(Page { title: "Centres".into(), body, ..Page::default() })
}

fn card(centre: &CentreRow, last: Option<&PublicationRow>) -> String {
    let told = last.map_or_else(
        || "<p class=soft>Nothing published yet</p>".to_owned(),
        |last| {
            format!(
                "<p>Published for <strong>{}</strong></p><p class=soft>version {}, {} UTC</p>",
                span(last),
                last.version,
                moment(last.at, chrono_tz::UTC)
            )
        },
    );
    format!(
        "<li class=card><h2><a href=\"/console/centres/{}\">{}</a></h2>{told}",
        escape(&centre.id),
        escape(&centre.name)
    )
}

/// The days of a publication.
pub(super) fn span(publication: &PublicationRow) -> String {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let span = day(&publication.first_day).zip(day(&publication.last_day));
    span.map(|(first, last)| days(first, last)).unwrap_or_default()
}
