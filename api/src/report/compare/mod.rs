//! Scenarios side by side: one page without scripts and without the network.

mod costs;
mod drivers;
mod futures;
mod heat;
mod service;
mod sweeps;

use super::html;
use crate::whatif::{Comparison, Side};

/// The page.
pub(crate) fn render(c: &Comparison) -> String {
    let title = format!("{} · what if, from {}", c.centre.name, c.grid.first_day());
    let sections = [
        headline(c),
        costs::section(c),
        drivers::section(c),
        service::section(c),
        heat::section(c),
        sweeps::section(c),
        futures::section(c),
        definitions(),
    ];
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{css}{own}</style></head>\n\
         <body><main>\n{body}\n</main></body></html>\n",
        title = html::escape(&title),
        css = include_str!("../page.css"),
        own = include_str!("compare.css"),
        body = sections.join("\n"),
    )
}

fn headline(c: &Comparison) -> String {
    let last = c.grid.date(c.grid.days() - 1);
    let row = |side: &Side| {
        vec![
            format!("<b>{}</b>", html::escape(&side.scenario.name)),
            html::escape(&side.scenario.story),
        ]
    };
    let sides = std::iter::once(&c.base).chain(c.others.iter().map(|o| &o.side));
    let rows: Vec<Vec<String>> = sides.map(row).collect();
    format!(
        "<header><p class=\"brand\">Paiban 排班 · what if</p><h1>{}</h1>\
         <p class=\"lead\">{} to {} · {} people · {} scenarios</p></header>\
         <section id=\"stories\"><h2>What is compared</h2>{}</section>",
        html::escape(&c.centre.name),
        c.grid.first_day().format("%A %-d %B %Y"),
        last.format("%A %-d %B %Y"),
        c.centre.agents.len(),
        c.others.len(),
        html::table(&[("Scenario", false), ("Story", false)], &rows),
    )
}

fn definitions() -> String {
    html::section(
        "definitions",
        "What the words mean",
        "So that a number on this page can be checked.",
        "<dl><dt>difference</dt><dd>Cost found for the scenario minus cost found for the base: \
         pay, prices of missing people and soft rules, and fees outside the roster.</dd>\
         <dt>could be</dt><dd>What the cheapest possible rosters of both can differ by: from \
         bound − base cost to cost − base bound. If that range holds 0, the difference of costs is \
         not measurable.</dd><dt>drivers</dt><dd>Shapley values of the scenario's changes by \
         cause, \
         computed in outline; with the rest (what the outline does not see) they add up to the \
         difference exactly.</dd><dt>service</dt><dd>Both rosters meet the same simulated \
         customers; \
         differences are paired, with 95 % confidence intervals.</dd><dt>outline</dt><dd>People \
         counted by kind in a linear programme: no whole people, no rest between shifts, no \
         wishes.</dd><dt>recourse</dt><dd>The cheapest answer on the day: overtime, early release \
         at half pay, other queues one can serve.</dd></dl>",
    )
}

/// The colour class of scenario number `n`, the base being none of them.
fn colour(n: usize) -> String {
    format!("q{}", n % 8)
}

/// Scenario names with their colours.
fn legend(names: &[String]) -> String {
    let entry = |(n, name): (usize, &String)| {
        format!(
            "<span><svg viewBox=\"0 0 14 10\" class=\"key\"><rect class=\"{}\" width=\"14\" \
             height=\"10\"/></svg> {}</span>",
            colour(n),
            html::escape(name)
        )
    };
    format!("<p class=\"legend\">{}</p>", names.iter().enumerate().map(entry).collect::<String>())
}

/// Names of the scenarios, the base left out.
fn names(c: &Comparison) -> Vec<String> {
    c.others.iter().map(|o| o.side.scenario.name.clone()).collect()
}
