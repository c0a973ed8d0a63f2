//! The planned week as one self-contained HTML page: no script, no network, prints well.
//!
//! ```text
//! headline ─ demand ─ requirement ─ coverage ─ board ─ people ─ findings ─ why ─ provenance
//! ```
//! Each section is a file that turns nouns into HTML; figures are drawn by `svg`.

mod backtest;
mod board;
mod compare;
mod coverage;
mod demand;
mod findings;
mod headline;
pub(crate) mod html;
mod people;
mod provenance;
mod requirement;
mod svg;
mod why;

pub use backtest::backtest_plot;
pub(crate) use compare::render as compare;

use domain::{CleanRoster, ContractId, Demand, Grid, Inputs, Money, QueueId, Requirement};
use solver::roster::Why;

/// A planned week with everything the page shows.
#[derive(Debug, Clone, Copy)]
pub struct PlannedWeek<'a> {
    /// What it was planned from.
    pub inputs: &'a Inputs,
    /// The forecast.
    pub demand: &'a Demand,
    /// The people needed.
    pub requirement: &'a Requirement,
    /// The lawful roster with the judge's verdict.
    pub clean: &'a CleanRoster,
    /// What is proved about its cost.
    pub proof: &'a Proof,
    /// The bound's prices and what the roster costs beyond it, where it was proved.
    pub why: Option<&'a Why>,
    /// Said on top of the page when the centre's data are not real.
    pub notice: Option<&'a str>,
}

/// What is proved about a roster's cost, and what ended the search.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// No lawful roster costs less than this; `None` for a roster that was judged, not searched.
    pub bound: Option<Money>,
    /// What stopped the search, in words.
    pub stopped: String,
}

impl PlannedWeek<'_> {
    fn grid(&self) -> &Grid {
        &self.demand.grid
    }
    fn cost(&self) -> Money {
        self.clean.verdict().cost.total()
    }
    /// How people call a queue.
    fn queue_name<'a>(&'a self, id: &'a QueueId) -> &'a str {
        self.inputs.centre.queue(id).map_or(id.as_str(), |queue| &queue.name)
    }
    /// How people call a contract.
    fn contract_name<'a>(&'a self, id: &'a ContractId) -> &'a str {
        self.inputs.centre.contract(id).map_or(id.as_str(), |contract| &contract.name)
    }
    /// An amount with the centre's currency.
    fn money(&self, amount: Money) -> String {
        format!("{} {}", html::amount(amount), self.inputs.centre.currency)
    }
}

/// The page.
#[must_use]
pub fn render(week: &PlannedWeek<'_>) -> String {
    let centre = &week.inputs.centre;
    let title = format!("{} · week of {}", centre.name, week.grid().first_day());
    let sections = [
        headline::section(week),
        demand::section(week),
        requirement::section(week),
        coverage::section(week),
        board::section(week),
        people::section(week),
        findings::section(week),
        why::section(week),
        provenance::section(week),
    ];
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{css}</style></head>\n\
         <body><main>\n{body}\n</main></body></html>\n",
        title = html::escape(&title),
        css = include_str!("page.css"),
        body = sections.join("\n"),
    )
}
