//! The printed comparison: costs, service, drivers.

use crate::cli::text::{Style, Table, count, decimal, horizon, moment, money, percent, plural};
use crate::whatif::{Compared, Comparison, Kept, Side, verdict};
use domain::{Money, Slot};
use scenarios::simulate::QueueChange;
use std::io::{self, Write};

/// What stands where there is nothing.
const NONE: &str = "-";

const WORDS: &str = "\
difference: found cost minus the base's. could be: what the cheapest possible rosters can differ
by, from both gaps; when that range holds 0, cost shows no measurable difference. drivers: Shapley
values in outline, exact to the cent with the rest. service: paired over the same simulated
customers, ± half of the 95 % confidence interval.";

const IN_OUTLINE: &str = "\
In outline: people are counted by kind in a linear programme, without whole people, rest between
shifts, wishes or names. Differences are estimates without a proved range; nothing was simulated.";

pub(super) fn print(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let people = plural(c.centre.agents.len(), "person", "people");
    writeln!(out, "{}", style.bold(&c.centre.name))?;
    writeln!(out, "{} · {people} · {}\n", horizon(&c.grid), scenarios(c))?;
    for other in &c.others {
        writeln!(
            out,
            "  {}: {}",
            style.bold(&other.side.scenario.name),
            other.side.scenario.story
        )?;
    }
    writeln!(out)?;
    costs(c, style, out)?;
    drivers(c, style, out)?;
    if c.base.performance().is_some() {
        service(c, style, out)?;
        breaks(c, style, out)?;
        writeln!(out, "{}\n", style.faint(WORDS))
    } else {
        breaks(c, style, out)?;
        writeln!(out, "{}\n", style.faint(IN_OUTLINE))
    }
}

fn scenarios(c: &Comparison) -> String {
    plural(c.others.len(), "scenario", "scenarios")
}

fn costs(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let rostered = c.base.rostered().is_some();
    let mut head = vec!["Cost", c.centre.currency.code(), "difference"];
    if rostered {
        head.extend(["could be", "", "people"]);
    }
    head.extend(["paid h", "overtime h", "flexible h", "missing h"]);
    let mut table = Table::new(&head).read_left(if rostered { 4 } else { 99 });
    table.row(line(&c.base, None, rostered));
    for other in &c.others {
        table.row(line(&other.side, Some(other), rostered));
    }
    table.print(style, out)?;
    writeln!(out)
}

fn line(side: &Side, compared: Option<&Compared>, rostered: bool) -> Vec<String> {
    let name = format!("  {}", side.scenario.name);
    if side.is_impossible() {
        return vec![name, "no lawful roster".into()];
    }
    let difference = compared.map_or(String::new(), |o| signed(o.cost.found));
    let mut cells = vec![name, money(side.weight().cost), difference];
    if rostered {
        let range = compared.map_or(String::new(), |o| {
            format!("{} to {}", signed(o.cost.least), signed(o.cost.most))
        });
        let verdict = compared.map_or("", verdict);
        let people = side.people().map_or(NONE.into(), |n| n.to_string());
        cells.extend([range, format!(" {verdict}"), people]);
    }
    cells.extend([
        count(side.paid_hours()),
        decimal(side.overtime_hours(), 1),
        count(side.flexible_hours()),
        decimal(side.missing_hours(), 1),
    ]);
    cells
}

fn signed(amount: Money) -> String {
    if amount > Money::ZERO { format!("+{}", money(amount)) } else { money(amount) }
}

fn drivers(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(&[
        "What drives it",
        "volume",
        "handle time",
        "rules",
        "people",
        "prices",
        "rest",
        "sum",
    ]);
    for other in &c.others {
        let part = |cause: &scenarios::change::Cause| {
            let found = other.attribution.parts.iter().find(|(known, _)| known == cause);
            found.map_or(NONE.to_owned(), |(_, amount)| signed(*amount))
        };
        let parts = scenarios::change::Cause::ALL.iter().map(part);
        let name = format!("  {}", other.side.scenario.name);
        let ends = [signed(other.attribution.rest), signed(other.attribution.total())];
        table.row(std::iter::once(name).chain(parts).chain(ends));
    }
    table.print(style, out)?;
    writeln!(out)
}

fn service(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<&str> = c.centre.queues.iter().map(|q| q.name.as_str()).collect();
    let mut head = vec!["Service level"];
    head.extend(names);
    let mut table = Table::new(&head);
    let level = |q: &domain::QueuePerformance| match (q.horizon.service_level, q.horizon.mean_wait)
    {
        (Some(level), _) => percent(level.mean, 1),
        (None, Some(wait)) => format!("{} s", decimal(wait.mean, 1)),
        (None, None) => NONE.to_owned(),
    };
    if let Some(performance) = c.base.performance() {
        let levels = performance.queues.iter().map(level);
        table.row(std::iter::once("  base".to_owned()).chain(levels));
    }
    for other in &c.others {
        let Some(difference) = &other.service else { continue };
        let name = format!("  {}", other.side.scenario.name);
        table.row(std::iter::once(name).chain(difference.queues.iter().map(changed)));
    }
    table.print(style, out)?;
    writeln!(
        out,
        "  {}\n",
        style.faint(
            "base: level; scenarios: change in points. Queues without a promised time: mean wait."
        )
    )
}

/// `-3.1 ± 0.4 points`, or that nothing can be told.
pub(crate) fn changed(queue: &QueueChange) -> String {
    let told = |e: domain::Estimate, factor: f64, unit: &str| {
        if e.mean == 0.0 && e.half_width == 0.0 {
            "no difference".to_owned()
        } else if e.covers(0.0) {
            format!("not measurable (± {})", decimal(e.half_width * factor, 1))
        } else {
            let sign = if e.mean > 0.0 { "+" } else { "" };
            let (mean, half) = (decimal(e.mean * factor, 1), decimal(e.half_width * factor, 1));
            format!("{sign}{mean} ± {half}{unit}")
        }
    };
    match (queue.horizon.service_level, queue.horizon.mean_wait) {
        (Some(level), _) => told(level, 100.0, ""),
        (None, Some(wait)) => told(wait, 1.0, " s"),
        (None, None) => NONE.to_owned(),
    }
}

/// How many half-hours of every queue break what is promised, and the worst of them.
fn breaks(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut head = vec!["Half-hours that break"];
    head.extend(c.centre.queues.iter().map(|q| q.name.as_str()));
    head.push("the worst");
    let mut table = Table::new(&head).read_left(head.len() - 1);
    for side in std::iter::once(&c.base).chain(c.others.iter().map(|o| &o.side)) {
        let mut cells = vec![format!("  {}", side.scenario.name)];
        let mut worst: Option<(&str, usize, Kept)> = None;
        for (q, queue) in c.centre.queues.iter().enumerate() {
            let breaks = side.breaks(q);
            cells.push(if breaks.is_empty() { NONE.into() } else { breaks.len().to_string() });
            if let Some((slot, kept)) = breaks.first().copied()
                && worst.is_none_or(|(.., known)| kept.broken > known.broken)
            {
                worst = Some((&queue.name, slot, kept));
            }
        }
        cells.push(worst.map_or_else(String::new, |(name, slot, kept)| {
            format!(" {name}, {}: {}", moment(&c.grid, Slot(slot)), kept.told())
        }));
        table.row(cells);
    }
    table.print(style, out)?;
    writeln!(out)
}
