//! The calendars of people: each has an address of its own that calendar programs subscribe to.

use super::frame::Page;
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::escaped;
use crate::http::problem::ApiError;
use crate::keys::Scope;
use crate::report::html::escape;

/// `GET /console/centres/{centre}/calendars`.
pub(super) async fn page(app: App, visitor: Visitor, id: String) -> Result<Page, ApiError> {
    let (app, visitor) = (&app, &visitor);
    let reader = &visitor.reader;
    reader.needs(Scope::Schedules)?;
    let centre = app.centre(reader, &id).await?;
    let served = app.served(&centre).await?;
    let may = reader.may(Scope::Admin);
    let (mut rows, mut count) = (String::new(), 0);
    let agents = served.current.centre.agents.iter();
    for agent in agents.filter(|a| reader.sees(a.team.as_str())) {
        let address =
            format!("/api/v1/agents/{}/calendar?centre={}", escaped(agent.id.as_str()), centre.id);
        let deed = if may {
            let address = escape(&address);
            format!("<button type=button disabled data-calendar=\"{address}\">Open anew</button>")
        } else {
            String::new()
        };
        rows.push_str(&format!(
            "<tr role=row><td role=cell data-label=Person><code>{}</code>\
             <td role=cell data-label=Team>{}<td role=cell data-label=Calendar>{deed}",
            escape(agent.id.as_str()),
            escape(agent.team.as_str()),
        ));
        count += 1;
    }
    app.reads().add(&reader.key, "read:agents", &centre.id, "", count);
    let told = if may {
        "Opening a calendar anew makes another address and closes the one before. The address is \
         shown this once: it opens that person's shifts, and nothing else."
    } else {
        "Calendars are opened by a key with the scope <code>admin</code>."
    };
    let body = format!(
        "<h1>Calendars</h1><p class=lead>{told}</p>\
         <section><table role=table><caption>People of {}</caption><thead role=rowgroup>\
         <tr role=row><th role=columnheader scope=col>Person<th role=columnheader scope=col>Team\
         <th role=columnheader scope=col>Calendar</thead><tbody role=rowgroup>{rows}</tbody>\
         </table></section>",
        escape(&centre.name)
    );
    let path = vec![
        ("Centres".to_owned(), "/console".to_owned()),
        (centre.name, format!("/console/centres/{}", centre.id)),
    ];
    Ok(Page { title: "Calendars".into(), path, body })
}
