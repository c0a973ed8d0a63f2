//! Printed futures: plans × futures.

use crate::cli::text::{Style, Table, money, percent};
use crate::whatif::{Comparison, Outlook, PlanOutlook};
use domain::Money;
use std::io::{self, Write};

const WORDS: &str = "\
mean and tail: cost after the best recourse in each future (overtime, early release, other queues).
targets hold: futures in which at most 1 % of the agent-hours needed are missing. regret: cost
above the plan that is cheapest in that future.";

pub(super) fn print(c: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for outlook in &c.outlooks {
        print_one(outlook, style, out)?;
    }
    Ok(())
}

fn print_one(o: &Outlook, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("{} futures of: {}", o.futures, o.scenario);
    if !o.plans.is_empty() {
        let tail = format!("tail {}", percent(o.tail, 0));
        let head = [&title, "mean", &tail, "targets hold", "regret", "at most", "best in"];
        let mut table = Table::new(&head);
        for plan in &o.plans {
            table.row(line(plan));
        }
        table.print(style, out)?;
        writeln!(out, "{}", style.faint(WORDS))?;
    } else {
        writeln!(out, "{}", style.bold(&title))?;
    }
    let (mean, tail) = (amount(o.known.0), amount(o.known.1));
    writeln!(out, "  if each future were known in time, in outline: mean {mean}, tail {tail}")?;
    if let Some(more) = o.more {
        let (saved, half, pays) = (amount(more.saved), amount(more.half_width), more.pays);
        let pays = percent(pays, 0);
        writeln!(out, "  the change asked about saves {saved} ± {half} on average, in outline;")?;
        writeln!(out, "  it pays in {pays} of these futures")?;
    }
    writeln!(out)
}

fn line(plan: &PlanOutlook) -> [String; 7] {
    [
        format!("  {}", plan.name),
        amount(plan.mean),
        amount(plan.tail),
        percent(plan.holds, 0),
        amount(plan.regret),
        amount(plan.regret_most),
        plan.best.to_string(),
    ]
}

fn amount(minor: f64) -> String {
    money(Money(minor.round() as i64))
}
