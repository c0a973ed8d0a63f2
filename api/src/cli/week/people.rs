//! Hours per contract: who works how much, and how evenly.

use super::Week;
use crate::cli::text::{Style, Table, decimal, money};
use domain::{Minutes, Money};
use std::io::{self, Write};

pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let centre = &week.inputs.centre;
    let head = ["People by contract", "people", "shifts", "paid hours", "least", "most", "wages"];
    let mut table = Table::new(&head);
    for contract in &centre.contracts {
        let agents = centre.agents.iter().filter(|a| a.contract == contract.id);
        let (mut paid, mut shifts): (Vec<Minutes>, usize) = (Vec::new(), 0);
        for agent in agents {
            let mine: Vec<_> = week.clean().roster().shifts_of(&agent.id).collect();
            shifts += mine.len();
            paid.push(mine.iter().map(|s| s.paid()).sum());
        }
        let total: Minutes = paid.iter().copied().sum();
        let wages: Money = paid.iter().map(|p| contract.wage.for_minutes(*p, 1.0)).sum();
        let hours = |m: Option<&Minutes>| m.map_or(String::new(), |m| decimal(m.as_hours(), 1));
        table.row([
            format!("  {}", contract.name),
            paid.len().to_string(),
            shifts.to_string(),
            decimal(total.as_hours(), 1),
            hours(paid.iter().min()),
            hours(paid.iter().max()),
            money(wages),
        ]);
    }
    table.print(style, out)?;
    writeln!(out)
}
