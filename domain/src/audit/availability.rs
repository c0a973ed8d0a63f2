//! Availability: rows that overlap, contradict each other or ask for what no contract allows.

use super::{Finding, Place};
use crate::agent::{Agent, Availability, AvailabilityKind};
use crate::centre::Centre;
use crate::ids::AgentId;
use crate::laws::{Strength, say};
use crate::moment::ClockTime;
use std::collections::HashMap;

/// A row with its index in the centre.
type Row<'a> = (usize, &'a Availability);

pub(super) fn look(centre: &Centre) -> Vec<Finding> {
    let agents: HashMap<&AgentId, &Agent> = centre.agents.iter().map(|a| (&a.id, a)).collect();
    let mut rows: HashMap<&AgentId, Vec<Row<'_>>> = HashMap::new();
    let mut all = Vec::new();
    for (index, row) in centre.availability.iter().enumerate() {
        if row.span.start < row.span.end {
            rows.entry(&row.agent).or_default().push((index, row));
        } else {
            let message = format!("a row of `{}` ends before it begins", row.agent);
            let cure = "put the end after the start";
            all.push(Finding::error("E1305", Place::Availability(index), message, cure));
        }
    }
    for (id, mut rows) in rows {
        let Some(agent) = agents.get(id) else { continue };
        rows.sort_by_key(|(_, row)| row.span);
        all.extend(clashes(agent, &rows, centre));
        let locks = rows.iter().filter(|(_, row)| row.kind == AvailabilityKind::LockedShift);
        all.extend(locks.filter_map(|lock| shapeless(agent, *lock, centre)));
    }
    all.sort_by_key(|finding| match finding.place {
        Place::Availability(index) => index,
        _ => 0,
    });
    all
}

/// Pairs of one agent's rows that overlap and cannot both be meant. The later row is named.
fn clashes(agent: &Agent, rows: &[Row<'_>], centre: &Centre) -> Vec<Finding> {
    let mut all = Vec::new();
    for (n, (_, one)) in rows.iter().enumerate() {
        let touching =
            rows[n + 1..].iter().take_while(|(_, other)| other.span.start < one.span.end);
        for (index, other) in touching {
            let when = say::span(other.span, centre.zone);
            let words = (word(one.kind), word(other.kind));
            let (Some(first), Some(second)) = words else { continue };
            let place = Place::Availability(*index);
            if one.kind == other.kind {
                let message = format!("{}'s {first} overlaps another, {when}", agent.name);
                all.push(Finding::error("E1306", place, message, "merge the two rows or move one"));
            } else if must_work(one.kind) != must_work(other.kind) {
                let name = &agent.name;
                let message = format!("{name}'s {second} contradicts the {first}, {when}");
                let cure = "remove or move one of the two rows";
                all.push(Finding::error("E1321", place, message, cure));
            }
        }
    }
    all
}

/// How a row that is no wish is called.
const fn word(kind: AvailabilityKind) -> Option<&'static str> {
    match kind {
        AvailabilityKind::Leave => Some("leave"),
        AvailabilityKind::Unavailable => Some("absence"),
        AvailabilityKind::Training => Some("training"),
        AvailabilityKind::LockedShift => Some("locked shift"),
        AvailabilityKind::NoStart
        | AvailabilityKind::PreferOn(_)
        | AvailabilityKind::PreferOff(_) => None,
    }
}

const fn must_work(kind: AvailabilityKind) -> bool {
    matches!(kind, AvailabilityKind::Training | AvailabilityKind::LockedShift)
}

/// A locked shift that fits no template of its agent's contract, where that law is hard.
fn shapeless(agent: &Agent, (index, lock): Row<'_>, centre: &Centre) -> Option<Finding> {
    if centre.rules.contract_templates.strength != Strength::Hard {
        return None;
    }
    let contract = centre.contract(&agent.contract)?;
    let start = ClockTime::of(lock.span.start.local(centre.zone));
    let mut templates = contract.templates.iter().filter_map(|id| centre.template(id));
    if templates.any(|t| t.length == lock.span.length() && t.starts.contains(start)) {
        return None;
    }
    let (name, when) = (&agent.name, say::span(lock.span, centre.zone));
    let message =
        format!("{name}'s locked shift {when} fits no template of contract `{}`", contract.id);
    let cure = "add a template of that start and length, or change the lock";
    Some(Finding::error("E1322", Place::Availability(index), message, cure))
}
