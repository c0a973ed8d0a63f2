//! What changes, and what it saves, in words.

use super::counted;
use crate::cli::text::{Style, Table, day, money, percent, plural};
use crate::cli::week::ended;
use domain::{ClockTime, Cost, Inputs, Money, Span};
use scenarios::plan::Rostered;
use solver::roster::Change;
use std::io::{self, Write};

const WORDS: &str = "\
as told: the told roster without the shifts of the absent, by the same forecast; total: pay and
prices of missing people and soft rules; charged: prices of changed days and people; the bound is
of total and charge together";

/// A roster planned again, as it is told.
pub(super) struct Told<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) rostered: &'a Rostered,
    pub(super) changes: &'a [Change],
    pub(super) before: Cost,
}

impl Told<'_> {
    pub(super) fn print(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let (people, days) = counted(self.changes);
        let forced = self.changes.iter().filter(|c| c.forced).count();
        let days = plural(days, "changed day", "changed days");
        let of = plural(people, "person", "people");
        let absent = plural(forced, "day", "days");
        writeln!(out, "{}", style.bold(&format!("{days} of {of}; {absent} of absence")))?;
        let mut table = Table::new(&["", "", "told", "now"]).read_left(1).read_left(2).read_left(3);
        for change in self.changes {
            let name = self.inputs.centre.agent(&change.agent);
            let name = name.map_or(change.agent.as_str(), |a| &a.name);
            let mut now = self.clock(&change.after);
            if change.forced {
                now += " (absent)";
            }
            let who = format!("  {name}");
            table.row([who, day(change.date), self.clock(&change.before), now]);
        }
        if !self.changes.is_empty() {
            table.print(style, out)?;
        }
        writeln!(out)?;
        self.costs(style, out)
    }

    fn clock(&self, spans: &[Span]) -> String {
        let zone = self.inputs.centre.zone;
        let one = |span: &Span| {
            let [from, to] = [span.start, span.end].map(|at| ClockTime::of(at.local(zone)));
            format!("{from}–{to}")
        };
        let all: Vec<String> = spans.iter().map(one).collect();
        if all.is_empty() { "off".to_owned() } else { all.join(", ") }
    }

    fn costs(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let (before, after) = (self.before, self.rostered.clean.verdict().cost);
        let currency = self.inputs.centre.currency.code();
        let mut table = Table::new(&[currency, "as told", "now", "difference"]);
        let lines = [
            ("  pay", before.pay.total(), after.pay.total()),
            ("  price of missing people", before.shortage, after.shortage),
            ("  price of soft rules", before.soft, after.soft),
            ("  total", before.total(), after.total()),
        ];
        for (name, told, now) in lines {
            let difference = now - told;
            let sign = if difference > Money::ZERO { "+" } else { "" };
            let difference = format!("{sign}{}", money(difference));
            table.row([name.to_owned(), money(told), money(now), difference]);
        }
        let solution = &self.rostered.solution;
        let none = String::new;
        table.row(["  charged for changes".to_owned(), none(), money(solution.changes), none()]);
        if solution.bound > Money::ZERO {
            let bound = "  no lawful plan costs less than".to_owned();
            table.row([bound, none(), money(solution.bound), none()]);
        }
        table.print(style, out)?;
        let gap = percent(solution.gap(), 2);
        writeln!(out, "  gap {gap} · {}\n", ended(solution.stopped))?;
        writeln!(out, "{}", style.faint(WORDS))
    }
}
