//! One centre: what people are told, and the runs.

use super::frame::Page;
use super::visitor::Visitor;
use super::{published, runs};
use crate::http::app::App;
use crate::http::problem::ApiError;
use crate::keys::Scope;
use crate::report::html::escape;

/// `GET /console/centres/{centre}`.
pub(super) async fn page(app: App, visitor: Visitor, id: String) -> Result<Page, ApiError> {
    let (app, visitor) = (&app, &visitor);
    visitor.reader.needs(Scope::Schedules)?;
    let centre = app.centre(&visitor.reader, &id).await?;
    let served = match &centre.published {
        Some(_) => Some(app.served(&centre).await?),
        None => None,
    };
    let zone = served.as_ref().map_or(chrono_tz::UTC, |s| s.current.centre.zone);
    let told = published::section(app, visitor, &centre, served.as_deref()).await?;
    let runs = runs::section(app, visitor, &centre, zone).await?;
    let body = format!("<h1>{}</h1>\n{told}\n{runs}", escape(&centre.name));
    let path = vec![("Centres".to_owned(), "/console".to_owned())];
    Ok(Page { title: centre.name, path, body })
}
