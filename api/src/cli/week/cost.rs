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
    table.row(["  no lawful roster costs less than".to_owned(), money(solution.bound)]);
    table.print(style, out)?;
    let (gap, narrow) = (week.rostered.gap(), week.rostered.gap_on_controllable(week.inputs));
    writeln!(
        out,
        "  gap {}, or {} of what planning can change · {}\n",
        percent(gap, 2),
        percent(narrow, 2),
        ended(solution.stopped)
    )
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
