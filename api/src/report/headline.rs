//! The week in one glance: what it costs, how near the cheapest possible that is, whom it serves.

use super::{PlannedWeek, html};
use domain::Minutes;

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let centre = &week.inputs.centre;
    let grid = week.grid();
    let last = grid.date(grid.days() - 1);
    let notice = week
        .notice
        .map_or(String::new(), |n| format!("<p class=\"notice\">{}</p>", html::escape(n)));
    format!(
        "<header><p class=\"brand\">Paiban 排班</p><h1>{}</h1><p class=\"lead\">{} to {} · {} · \
         {} people · {} queues</p>{notice}</header><div class=\"tiles\">{}</div>{}",
        html::escape(&centre.name),
        grid.first_day().format("%A %-d %B %Y"),
        last.format("%A %-d %B %Y"),
        centre.zone,
        centre.agents.len(),
        centre.queues.len(),
        tiles(week),
        costs(week),
    )
}

fn tiles(week: &PlannedWeek<'_>) -> String {
    let verdict = week.clean.verdict();
    let cost = week.cost();
    let missing = missing_hours(week);
    let contacts: f64 = week.demand.queues.iter().flat_map(|q| &q.expected).map(|c| c.0).sum();
    let paid: Minutes = week.clean.roster().shifts.iter().map(domain::Shift::paid).sum();
    let (gap, proved) = gap(week);
    let tile = |value: String, name: &str, more: String| {
        format!("<div class=\"tile\"><b>{value}</b><span>{name}</span><small>{more}</small></div>")
    };
    [
        tile(week.money(cost), "cost of the week", "pay plus prices set by the planner".into()),
        tile(gap, "proved gap", proved),
        tile(
            html::grouped(contacts.round() as i64),
            "contacts expected",
            "all queues, mean".into(),
        ),
        tile(
            format!("{} h", html::grouped(paid.as_hours().round() as i64)),
            "paid time",
            format!("{} shifts", week.clean.roster().shifts.len()),
        ),
        tile(format!("{missing:.1} h"), "agent-hours missing", "against the requirement".into()),
        tile(
            "0".into(),
            "hard laws broken",
            match verdict.soft().count() {
                1 => "1 soft breach, listed below".to_owned(),
                n => format!("{n} soft breaches, all listed below"),
            },
        ),
    ]
    .concat()
}

/// The gap, (cost − bound) / cost, and what is proved, in words.
fn gap(week: &PlannedWeek<'_>) -> (String, String) {
    let cost = week.cost();
    match week.proof.bound {
        None => ("–".into(), "judged as given: no bound was sought".into()),
        Some(bound) => {
            let share = if cost.0 == 0 { 0.0 } else { 100.0 * ((cost - bound) / cost) };
            (format!("{share:.2} %"), format!("no roster costs less than {}", week.money(bound)))
        }
    }
}

pub(super) fn missing_hours(week: &PlannedWeek<'_>) -> f64 {
    let hours = week.grid().interval().as_hours();
    week.clean.verdict().missing.iter().map(|m| m.agents * hours).sum()
}

fn costs(week: &PlannedWeek<'_>) -> String {
    let cost = week.clean.verdict().cost;
    let total = cost.total();
    let row = |name: &str, amount: domain::Money, says: &str| {
        let share = if total.0 == 0 { 0.0 } else { 100.0 * (amount / total) };
        vec![name.to_owned(), html::amount(amount), format!("{share:.1} %"), says.to_owned()]
    };
    let rows = [
        row("Base pay", cost.pay.base, "paid time × wage"),
        row("Overtime", cost.pay.overtime, "surcharges on daily and weekly overtime"),
        row("Night", cost.pay.night, "surcharges on paid time in the night window"),
        row("Holiday", cost.pay.holiday, "surcharges on statutory holidays"),
        row("Top-up", cost.pay.top_up, "guaranteed time that is not rostered"),
        row(
            "Missing people",
            cost.shortage,
            "agent-hours short × the queue's price (two tiers); targets per day or week not kept",
        ),
        row("Soft laws", cost.soft, "breaches × the price the centre gave them"),
        row("<b>Total</b>", total, "what the optimiser minimised"),
    ];
    let unit = format!("Amount ({})", week.inputs.centre.currency);
    let columns = [("Cost", false), (unit.as_str(), true), ("Share", true), ("Definition", false)];
    html::table(&columns, &rows)
}
