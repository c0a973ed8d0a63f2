//! Why the week is not cheaper: the bound's prices, and cost less bound by people and intervals.

use super::svg::{heat_map, slot_name};
use super::{PlannedWeek, html};
use domain::{Money, Slot};
use solver::roster::{Slack, SlotSlack, Why};

/// Lines told of each sort.
const TOLD: usize = 12;

/// The section; nothing for a roster of which nothing was proved.
pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let Some(why) = week.why else { return String::new() };
    let body = format!("{}{}{}{}", split(week, why), people(week, why), slots(week, why), {
        let queues = 0..week.inputs.centre.queues.len();
        queues.map(|queue| prices(week, why, queue)).collect::<String>()
    });
    html::section(
        "why",
        "Why it is not cheaper",
        "At the best bound proved every interval has a price: what one standard agent is worth \
         there. One person more needed then raises the bound by at least the price. At these \
         prices each week could be cheaper by its slack, and each interval has people too few or \
         too many; all of it adds up to cost less bound, to the cent. How much of it a better \
         roster could save is not known: people come whole.",
        &body,
    )
}

fn split(week: &PlannedWeek<'_>, why: &Why) -> String {
    let row = |name: &str, amount: Money| vec![name.to_owned(), html::amount(amount)];
    let rows = [
        row("Cost", why.cost),
        row("No lawful roster costs less than", why.bound),
        row("<b>Between them</b>", why.cost - why.bound),
        row("in people's weeks", why.of_people()),
        row("in intervals", why.of_slots()),
        row("rounding of the proof", why.rounding),
    ];
    let unit = format!("Amount ({})", week.inputs.centre.currency);
    html::table(&[("Cost and bound", false), (unit.as_str(), true)], &rows)
}

fn people(week: &PlannedWeek<'_>, why: &Why) -> String {
    let mut all: Vec<_> = why.people.iter().filter(|p| p.slack > Money::ZERO).collect();
    all.sort_by_key(|p| std::cmp::Reverse(p.slack));
    let row = |p: &&solver::roster::PersonPrice| {
        let agent = week.inputs.centre.agent(&p.agent);
        let name = agent.map_or_else(|| p.agent.to_string(), |a| a.name.clone());
        let amounts = [p.cost, p.worth, p.slack].map(html::amount);
        [html::escape(&name)].into_iter().chain(amounts).collect()
    };
    let rows: Vec<Vec<String>> = all.iter().take(TOLD).map(row).collect();
    let columns =
        [("Week of", false), ("Cost", true), ("Worth at the prices", true), ("Slack", true)];
    format!("<h3>Weeks with most slack</h3>{}", html::table(&columns, &rows))
}

fn slots(week: &PlannedWeek<'_>, why: &Why) -> String {
    let mut all: Vec<&SlotSlack> = why.slots.iter().collect();
    all.sort_by_key(|s| (std::cmp::Reverse(s.worth), s.slot));
    let row = |s: &&SlotSlack| {
        let queue = s.queue.as_ref().map_or("seats", |id| week.queue_name(id));
        let when = s.slot.map_or("all days".to_owned(), |Slot(at)| slot_name(week.grid(), at));
        let agents = format!("{:.1}", s.agents.abs());
        vec![when, html::escape(queue), named(s.kind).to_owned(), agents, html::amount(s.worth)]
    };
    let rows: Vec<Vec<String>> = all.iter().take(TOLD).map(row).collect();
    let columns = [
        ("Interval", false),
        ("Queue", false),
        ("Why", false),
        ("People", true),
        ("Worth at the price", true),
    ];
    format!("<h3>Intervals with most slack</h3>{}", html::table(&columns, &rows))
}

const fn named(kind: Slack) -> &'static str {
    match kind {
        Slack::Missing => "too few",
        Slack::Spare => "too many",
        Slack::Elsewhere => "elsewhere or idle, worth more here",
        Slack::Heads => "beside the floor",
        Slack::Seats => "seats",
        Slack::Promise => "target per day or week",
        Slack::Tickets => "tickets",
    }
}

/// Prices of one queue by day and interval.
fn prices(week: &PlannedWeek<'_>, why: &Why, queue: usize) -> String {
    let (grid, prices) = (week.grid(), &why.prices.agent[queue]);
    let most = prices.iter().copied().max().unwrap_or(Money::ZERO);
    if most <= Money::ZERO {
        return String::new();
    }
    let name = &week.inputs.centre.queues[queue].name;
    let described = format!("Price of a standard agent on {name} by day and interval");
    let map = heat_map(grid, &described, |slot| {
        let price = prices[slot];
        let title = format!("{}: {}", slot_name(grid, slot), html::amount(price));
        let colour = format!("hsl(265 60% {:.0}%)", 94.0 - 54.0 * (price / most));
        (price > Money::ZERO).then_some((colour, title))
    });
    let (name, most) = (html::escape(name), week.money(most));
    format!("<h3>Price of an interval: {name}</h3><p>Deepest: {most}.</p>{map}")
}
