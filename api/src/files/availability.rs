//! `availability.csv`: leave, wishes, training, locks.
//!
//! ```text
//! agent_id,start,end,kind,weight
//! ```
//! An `end` without a clock time means the whole of that day.

use super::codes;
use super::fault::Faults;
use super::line::{Edge, Line};
use super::number::clip;
use super::records::quote;
use super::table::Table;
use super::time::{Clock, moment_text};
use domain::{Availability, AvailabilityKind, Share, Span};
use std::collections::HashSet;
use std::fmt::Write;

const NEEDED: [&str; 4] = ["agent_id", "start", "end", "kind"];
const KNOWN: [&str; 1] = ["weight"];

/// The sorts of row, before their weight is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Leave,
    Unavailable,
    NoStart,
    PreferOn,
    PreferOff,
    Training,
    LockedShift,
}

const KINDS: [(&str, Kind); 7] = [
    ("leave", Kind::Leave),
    ("unavailable", Kind::Unavailable),
    ("no_start", Kind::NoStart),
    ("prefer_on", Kind::PreferOn),
    ("prefer_off", Kind::PreferOff),
    ("training", Kind::Training),
    ("locked_shift", Kind::LockedShift),
];

/// Availability rows in the order of the file, with their lines.
pub(crate) fn read(
    table: &Table,
    known: &HashSet<String>,
    clock: &mut Clock,
    faults: &mut Faults,
) -> Vec<(Availability, u32)> {
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return Vec::new();
    }
    let mut all: Vec<(Availability, u32)> = Vec::new();
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        let read = availability(&mut line, known, clock);
        all.extend(line.keep(read).map(|a| (a, row.line)));
    }
    all
}

fn availability(
    line: &mut Line<'_, '_>,
    known: &HashSet<String>,
    clock: &mut Clock,
) -> Option<Availability> {
    let agent = known_agent(line, known);
    let start = line.moment("start", Edge::Start, clock);
    let end = line.moment("end", Edge::End, clock);
    for name in ["start", "end"] {
        line.needed(name);
    }
    line.needed("kind");
    let kind = line.word("kind", &KINDS);
    let weight = line.share("weight");
    let given = line.text("weight").is_some();
    let span = Span::new(start?, end?);
    if span.end <= span.start {
        line.fault("end", codes::SPAN_ORDER, "this span does not end after it begins");
    }
    let kind = weighted(line, kind?, weight, given)?;
    Some(Availability { agent: agent?.into(), span, kind })
}

/// The agent of a row, who must be known.
pub(crate) fn known_agent<'a>(line: &mut Line<'a, '_>, known: &HashSet<String>) -> Option<&'a str> {
    let agent = line.needed("agent_id")?;
    if known.contains(agent) {
        return Some(agent);
    }
    let cause = format!("agent `{}` is not in agents.csv", clip(agent));
    line.fault("agent_id", codes::AGENT_UNKNOWN, cause);
    None
}

/// Wishes have a weight, nothing else has.
fn weighted(
    line: &mut Line<'_, '_>,
    kind: Kind,
    weight: Option<Share>,
    given: bool,
) -> Option<AvailabilityKind> {
    let wish = matches!(kind, Kind::PreferOn | Kind::PreferOff);
    if wish && !given {
        line.fault("weight", codes::WEIGHT_BAD, "a wish needs a weight from 0 to 1");
    }
    if !wish && given {
        line.fault("weight", codes::WEIGHT_BAD, "only wishes have a weight");
    }
    Some(match kind {
        Kind::Leave => AvailabilityKind::Leave,
        Kind::Unavailable => AvailabilityKind::Unavailable,
        Kind::NoStart => AvailabilityKind::NoStart,
        Kind::Training => AvailabilityKind::Training,
        Kind::LockedShift => AvailabilityKind::LockedShift,
        Kind::PreferOn => AvailabilityKind::PreferOn(weight?),
        Kind::PreferOff => AvailabilityKind::PreferOff(weight?),
    })
}

/// The word for a sort of row.
pub(crate) const fn word(kind: AvailabilityKind) -> &'static str {
    match kind {
        AvailabilityKind::Leave => "leave",
        AvailabilityKind::Unavailable => "unavailable",
        AvailabilityKind::NoStart => "no_start",
        AvailabilityKind::PreferOn(_) => "prefer_on",
        AvailabilityKind::PreferOff(_) => "prefer_off",
        AvailabilityKind::Training => "training",
        AvailabilityKind::LockedShift => "locked_shift",
    }
}

/// The file of `all`.
pub(crate) fn write(all: &[Availability], clock: &mut Clock) -> String {
    let mut text = String::from("agent_id,start,end,kind,weight\n");
    for row in all {
        let weight = match row.kind {
            AvailabilityKind::PreferOn(w) | AvailabilityKind::PreferOff(w) => w.get().to_string(),
            _ => String::new(),
        };
        let (start, end) = (moment_text(row.span.start, clock), moment_text(row.span.end, clock));
        let agent = quote(row.agent.as_str());
        let _ = writeln!(text, "{agent},{start},{end},{},{weight}", word(row.kind));
    }
    text
}
