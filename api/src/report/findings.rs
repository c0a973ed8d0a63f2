//! Every soft breach by name and price, and the dearest half-hours.

use super::svg::slot_name;
use super::{PlannedWeek, html};
use domain::{Missing, Money, Period, TargetKind, Unkept, Violation};

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let verdict = week.clean.verdict();
    let soft: Vec<&Violation> = verdict.soft().collect();
    let mut missing: Vec<&Missing> = verdict.missing.iter().collect();
    missing.sort_by_key(|m| (std::cmp::Reverse(m.price), m.slot));
    let (breaches, dearest) = (breaches(week, &soft), dearest(week, &missing));
    let body = format!("{breaches}{dearest}{}", unkept(week));
    html::section(
        "findings",
        "What it could not do",
        "No hard law is broken: a roster that breaks one is not shown. Wishes and soft laws it \
         gave up, and people it lacks, each with the price the centre put on it.",
        &body,
    )
}

fn breaches(week: &PlannedWeek<'_>, soft: &[&Violation]) -> String {
    if soft.is_empty() {
        return "<p>Every wish and every soft law is kept.</p>".to_owned();
    }
    let name = |v: &Violation| {
        let id = v.breach.agent.as_ref();
        let agent = id.and_then(|id| week.inputs.centre.agent(id));
        agent.map_or(String::new(), |a| html::escape(&a.name))
    };
    let row = |v: &&Violation| {
        vec![
            html::escape(v.law),
            name(v),
            html::escape(&v.breach.what),
            format!("{:.1} {}", v.breach.amount, v.unit),
            html::amount(v.price.unwrap_or(Money::ZERO)),
        ]
    };
    let rows: Vec<Vec<String>> = soft.iter().map(row).collect();
    let columns =
        [("Law", false), ("Who", false), ("What", false), ("Amount", true), ("Price", true)];
    let many = if soft.len() == 1 { "breach" } else { "breaches" };
    format!("<h3>{} soft {many}</h3>{}", soft.len(), html::table(&columns, &rows))
}

/// Targets per day or week that are not expected to hold; nothing where none is set.
fn unkept(week: &PlannedWeek<'_>) -> String {
    if week.requirement.queues.iter().all(|need| need.pooled.is_empty()) {
        return String::new();
    }
    let mut all: Vec<&Unkept> = week.clean.verdict().unkept.iter().collect();
    if all.is_empty() {
        return "<p>Every target per day or week is expected to hold.</p>".to_owned();
    }
    all.sort_by_key(|u| std::cmp::Reverse(u.price));
    let row = |u: &&Unkept| {
        let of = match u.target.kind {
            TargetKind::MeanWait(most) => format!("{:.1} s of {most:.0}", u.expected),
            TargetKind::ServiceLevel { share, within } => {
                format!("{:.1} % of {share:.0} within {within:.0}", 100.0 * u.expected)
            }
            _ => String::new(),
        };
        vec![
            html::escape(week.queue_name(&u.queue)),
            slot_name(week.grid(), u.slots.start),
            if u.target.period == Period::Week { "week" } else { "day" }.to_owned(),
            of,
            format!("{:.1}", u.excess),
            html::amount(u.price),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    let columns = [
        ("Queue", false),
        ("From", false),
        ("Over a", false),
        ("Expected", true),
        ("Contacts (or seconds) too many", true),
        ("Price", true),
    ];
    format!("<h3>Targets per day or week not expected to hold</h3>{}", html::table(&columns, &rows))
}

fn dearest(week: &PlannedWeek<'_>, missing: &[&Missing]) -> String {
    if missing.is_empty() {
        return "<p>No interval lacks people.</p>".to_owned();
    }
    let row = |m: &&Missing| {
        vec![
            slot_name(week.grid(), m.slot.0),
            html::escape(week.queue_name(&m.queue)),
            format!("{:.1}", m.agents),
            html::amount(m.price),
        ]
    };
    let rows: Vec<Vec<String>> = missing.iter().map(row).collect();
    let columns =
        [("Interval", false), ("Queue", false), ("People missing", true), ("Price", true)];
    let shown = rows.len().min(15);
    let rest = if rows.len() > shown {
        let table = html::table(&columns, &rows[shown..]);
        format!("<details><summary>the other {}</summary>{table}</details>", rows.len() - shown)
    } else {
        String::new()
    };
    format!(
        "<h3>{} intervals lack people, dearest first</h3>{}{rest}",
        rows.len(),
        html::table(&columns, &rows[..shown]),
    )
}
