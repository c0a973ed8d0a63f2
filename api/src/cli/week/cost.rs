//! What the week costs, how low it could be, and how the search ended.

use super::Week;
use crate::cli::text::{Style, Table, money, percent};
use domain::Money;
use solver::roster::Stopped;
use std::io::{self, Write};

pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let (cost, solution) = (week.clean().verdict().cost, &week.rostered.solution);
    let currency = week.inputs.centre.currency.code();
    let mut table = Table::new(&["Cost", currency]);
    let lines = [
        ("wages", cost.pay.base),
        ("overtime surcharges", cost.pay.overtime),
        ("night surcharges", cost.pay.night),
        ("holiday surcharges", cost.pay.holiday),
        ("guaranteed time not rostered", cost.pay.top_up),
        ("price of missing people", cost.shortage),
        ("price of soft rules", cost.soft),
    ];
    for (name, amount) in lines.into_iter().filter(|(_, amount)| *amount != Money::ZERO) {
        table.row([format!("  {name}"), money(amount)]);
    }
    table.row(["  total".to_owned(), money(cost.total())]);
    let bounded = solution.bound > Money::ZERO;
    if bounded {
        table.row(["  no lawful roster costs less than".to_owned(), money(solution.bound)]);
    }
    table.print(style, out)?;
    let proved = if bounded { gaps(week) } else { "no lower bound was proved".to_owned() };
    if let Some(why) = &solution.trouble {
        writeln!(out, "  the proof ended early, its bound still holds: {why}")?;
    }
    writeln!(out, "  {proved} · {}\n", ended(solution.stopped))
}

/// The gap on all cost, and on what planning can change where the bound tells anything about it.
fn gaps(week: &Week<'_>) -> String {
    let all = format!("gap {}", percent(week.rostered.gap(), 2));
    let narrow = week.rostered.gap_on_controllable(week.inputs);
    if narrow >= 1.0 {
        return format!("{all}, nothing proved on top of guaranteed pay");
    }
    format!("{all}, or {} of what planning can change", percent(narrow, 2))
}

/// Why the search ended, in words.
pub(crate) const fn ended(stopped: Stopped) -> &'static str {
    match stopped {
        Stopped::Optimal => "optimal: cost and bound meet",
        Stopped::Gap => "stopped at the gap asked for",
        Stopped::Time => "stopped when the time was up",
        Stopped::Work => "stopped when the work units were used up",
        Stopped::Stall => "stopped when nothing better was found for long",
        Stopped::Cancelled => "stopped by the user",
    }
}
