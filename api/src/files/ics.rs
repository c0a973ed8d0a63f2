//! One iCalendar file per agent: their shifts as events that any calendar shows.
//!
//! Times are in UTC, so that no calendar needs to know the centre's zone. An event's UID is made of
//! agent, date and the number of the shift on that date: a shift that moves within its day stays
//! the
//! same event. The stamp is an argument, for the same roster gives the same bytes.

use super::fault::Faults;
use super::roster::activity_words;
use super::save::write_text;
use chrono::{DateTime, Utc};
use domain::{AgentId, Centre, Roster, Shift};
use icalendar::{Calendar, Component, Event, EventLike};
use std::path::Path;

/// The calendar of one agent.
#[must_use]
pub fn agent_calendar(
    centre: &Centre,
    roster: &Roster,
    agent: &AgentId,
    stamp: DateTime<Utc>,
) -> String {
    let mut calendar = Calendar::new();
    let name = centre.agent(agent).map_or(agent.as_str(), |a| a.name.as_str());
    calendar.name(&format!("{} – {name}", centre.name));
    let shifts: Vec<&Shift> = roster.shifts_of(agent).collect();
    for (n, shift) in shifts.iter().enumerate() {
        let same_day = shifts[..n].iter().filter(|s| s.date == shift.date).count();
        calendar.push(event(centre, shift, same_day, stamp));
    }
    calendar.done().to_string()
}

fn event(centre: &Centre, shift: &Shift, same_day: usize, stamp: DateTime<Utc>) -> Event {
    let span = shift.span();
    let uid = format!("{}-{}-{same_day}@paiban", shift.agent, shift.date);
    let hours = shift.paid().as_hours();
    let mut event = Event::new();
    event
        .uid(&uid)
        .timestamp(stamp)
        .starts(span.start.utc())
        .ends(span.end.utc())
        .summary(&format!("{} ({hours} h paid)", centre.name))
        .description(&plan(centre, shift));
    event.done()
}

/// The shift's stretches, a line each.
fn plan(centre: &Centre, shift: &Shift) -> String {
    let line = |stretch: &domain::Stretch| {
        let clock = |at: domain::Moment| at.local(centre.zone).format("%H:%M").to_string();
        let (word, queue) = activity_words(&stretch.activity);
        let (start, end) = (clock(stretch.span.start), clock(stretch.span.end));
        format!("{start}-{end} {word} {queue}").trim_end().to_owned()
    };
    shift.stretches.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Writes `AGENT.ics` for every agent with a shift into `folder`; how many were written.
///
/// # Errors
/// A fault for every file that cannot be written.
pub fn write_calendars(
    folder: &Path,
    centre: &Centre,
    roster: &Roster,
    stamp: DateTime<Utc>,
) -> Result<usize, Faults> {
    let mut faults = Faults::default();
    let mut written = 0;
    if let Err(error) = std::fs::create_dir_all(folder) {
        faults.add(super::fault::Place::file("."), super::codes::WRITE_FAILED, error);
        return Err(faults);
    }
    for agent in centre.agents.iter().filter(|a| roster.shifts_of(&a.id).next().is_some()) {
        let path = folder.join(format!("{}.ics", file_name(agent.id.as_str())));
        let text = agent_calendar(centre, roster, &agent.id, stamp);
        match write_text(&path, &text) {
            Ok(()) => written += 1,
            Err(found) => faults.extend(found),
        }
    }
    if faults.has_errors() { Err(faults) } else { Ok(written) }
}

/// An id as a file name: what paths cannot hold is spelled by its number, so no two ids meet.
fn file_name(id: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let spell = |c: char| if safe(c) { c.to_string() } else { format!("%{:02X}", u32::from(c)) };
    id.chars().map(spell).collect()
}
