//! Printed sweeps: tornado and frontier.

use crate::cli::text::{Style, Table, count, decimal, money, percent};
use crate::whatif::{Comparison, Swept};
use domain::Money;
use scenarios::compare::{Design, Point};
use std::io::{self, Write};

pub(super) fn print(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for swept in &c.sweeps {
        match swept.sweep.design {
            Design::OneAtATime => tornado(swept, style, out)?,
            Design::Grid => frontier(swept, style, out)?,
        }
    }
    Ok(())
}

/// Each axis with the cost at its values, the widest first.
fn tornado(swept: &Swept, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let head = format!("{}, in outline", swept.name);
    let mut table = Table::new(&[&head, "at", "difference"]);
    let mut axes: Vec<(usize, Vec<&Point>)> = (0..swept.sweep.axes.len())
        .map(|axis| (axis, swept.points.iter().filter(|p| p.values[axis].is_some()).collect()))
        .collect();
    let width = |points: &[&Point]| {
        let costs = || points.iter().map(|p| p.cost.0);
        costs().max().unwrap_or(0) - costs().min().unwrap_or(0)
    };
    axes.sort_by_key(|(_, points)| std::cmp::Reverse(width(points)));
    for (axis, points) in axes {
        for point in points {
            let value = point.values[axis].map_or(String::new(), |v| v.to_string());
            let difference = point.cost - swept.centre;
            let sign = if difference > Money::ZERO { "+" } else { "" };
            let name = format!("  {}", swept.sweep.axes[axis].name);
            table.row([name, value, format!("{sign}{}", money(difference))]);
        }
    }
    table.print(style, out)?;
    writeln!(out)
}

/// The settings that no other beats in both pay and cover.
fn frontier(swept: &Swept, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut head = vec![format!("{}, in outline", swept.name)];
    head.extend(swept.sweep.axes.iter().map(|axis| axis.name.clone()));
    head.extend(["pay", "cost", "paid h", "overtime h", "covered"].map(String::from));
    let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
    let mut best: Vec<&Point> = swept.points.iter().filter(|p| p.frontier).collect();
    best.sort_by_key(|p| p.pay);
    for point in &best {
        let values = point.values.iter().map(|v| v.map_or(String::new(), |v| v.to_string()));
        let figures = [
            money(point.pay),
            money(point.cost),
            count(point.hours),
            decimal(point.overtime, 1),
            percent(point.covered, 2),
        ];
        table.row(std::iter::once("  frontier".to_owned()).chain(values).chain(figures));
    }
    table.print(style, out)?;
    let all = swept.points.len();
    writeln!(out, "  {} of {all} settings are on the frontier of pay and cover\n", best.len())
}
