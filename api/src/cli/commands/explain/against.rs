//! Before and after in words: what a roster changes against an earlier one, and what that does.

use crate::cli::CliError;
use crate::cli::text::{Style, day, money, plural};
use crate::wire;
use crate::{cli::week, files};
use domain::{ClockTime, Cost, Inputs, Money, Requirement, Roster, Span, Verdict, judge};
use solver::roster::{Change, ChangePrice, Keep, Replan};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// A roster held against an earlier one.
#[derive(Debug)]
pub(super) struct Against {
    changes: Vec<Change>,
    before: Verdict,
    after: Verdict,
    grid: domain::Grid,
}

impl Against {
    /// Reads the earlier roster and judges it by the same needs.
    pub(super) fn read(
        file: &Path,
        inputs: &Inputs,
        (requirement, roster): (&Requirement, &Roster),
        after: &Verdict,
    ) -> Result<Self, CliError> {
        let (told, _) = files::read_roster(file, &inputs.centre)?;
        let replan = Replan {
            told: &told,
            name: None,
            edited_from: None,
            freeze: None,
            keep: Keep::default(),
            price: ChangePrice::default(),
        };
        let changes = replan.changes(&inputs.centre, roster);
        let mut same_days = told.clone();
        same_days.grid = roster.grid.clone();
        same_days.shifts.retain(|s| roster.grid.day_of_date(s.date).is_some());
        let before = judge(&inputs.centre, requirement, &same_days, &inputs.previous);
        Ok(Self { changes, before, after: after.clone(), grid: roster.grid.clone() })
    }

    pub(super) fn print(
        &self,
        inputs: &Inputs,
        top: usize,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "{}", style.bold("Against the earlier roster"))?;
        self.costs(inputs, out)?;
        let mut people: BTreeMap<_, Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            people.entry(&change.agent).or_default().push(change);
        }
        for (id, changes) in people.iter().take(top) {
            let name = inputs.centre.agent(id).map_or(id.as_str(), |a| &a.name);
            let days: Vec<String> = changes.iter().map(|c| said(c, inputs)).collect();
            writeln!(out, "  {name} {}", days.join("; "))?;
        }
        if people.len() > top {
            writeln!(out, "  and {} more people", people.len() - top)?;
        }
        self.moved(inputs, top, out)?;
        writeln!(out)
    }

    /// The parts of the cost that changed, in sentences.
    fn costs(&self, inputs: &Inputs, out: &mut dyn Write) -> io::Result<()> {
        let (before, after) = (self.before.cost, self.after.cost);
        let currency = inputs.centre.currency.code();
        let all = verb(before.total(), after.total());
        let people: std::collections::BTreeSet<_> = self.changes.iter().map(|c| &c.agent).collect();
        let days = plural(self.changes.len(), "day", "days");
        let people = plural(people.len(), "person", "people");
        writeln!(out, "  It changes {days} of {people} and {all} {currency} in all.")?;
        for (name, part) in parts() {
            let (was, is) = (part(&before), part(&after));
            if was != is {
                let (from, to) = (money(was), money(is));
                writeln!(out, "  {name} goes from {from} to {to}: it {}.", verb(was, is))?;
            }
        }
        Ok(())
    }

    /// Half-hours that lack people no longer, or that do now; the dearest first.
    fn moved(&self, inputs: &Inputs, top: usize, out: &mut dyn Write) -> io::Result<()> {
        let is_in = |all: &Verdict, m: &domain::Missing| {
            all.missing.iter().any(|o| o.queue == m.queue && o.slot == m.slot)
        };
        let mended = self.before.missing.iter().filter(|m| !is_in(&self.after, m));
        let new = self.after.missing.iter().filter(|m| !is_in(&self.before, m));
        let mended = mended.map(|m| ("no longer", m));
        let mut all: Vec<_> = mended.chain(new.map(|m| ("now", m))).collect();
        all.sort_by_key(|(_, m)| std::cmp::Reverse(m.price));
        for (when, missing) in all.into_iter().take(top) {
            let told = week::told_missing(missing, &inputs.centre, &self.grid);
            writeln!(out, "  {when} {told}")?;
        }
        Ok(())
    }

    /// The same on the wire.
    pub(super) fn wire(&self, inputs: &Inputs) -> wire::Against {
        let zone = inputs.centre.zone;
        wire::Against {
            changes: self.changes.iter().map(|c| wire::RosterChange::new(c, zone)).collect(),
            before: (&self.before.cost).into(),
            difference: (self.after.cost.total() - self.before.cost.total()).major(),
        }
    }
}

/// What a part of the cost is called, and how it is read.
type Part = (&'static str, fn(&Cost) -> Money);

/// The parts of a cost with their names.
const fn parts() -> [Part; 7] {
    [
        ("Pay for plain hours", |c| c.pay.base),
        ("Pay for overtime", |c| c.pay.overtime),
        ("Pay for nights", |c| c.pay.night),
        ("Pay for holidays", |c| c.pay.holiday),
        ("Pay for guaranteed time not rostered", |c| c.pay.top_up),
        ("The price of missing people", |c| c.shortage),
        ("The price of soft rules", |c| c.soft),
    ]
}

/// `saves 120.00`, `costs 12.00 more` or `costs the same`.
fn verb(before: Money, after: Money) -> String {
    match after - before {
        more if more > Money::ZERO => format!("costs {} more", money(more)),
        Money::ZERO => "costs the same".to_owned(),
        less => format!("saves {}", money(Money::ZERO - less)),
    }
}

/// `works Tue 11 Nov 09:00–17:00 instead of 08:00–16:00`.
fn said(change: &Change, inputs: &Inputs) -> String {
    let zone = inputs.centre.zone;
    let clock = |spans: &[Span]| {
        let one = |span: &Span| {
            let [from, to] = [span.start, span.end].map(|at| ClockTime::of(at.local(zone)));
            format!("{from}–{to}")
        };
        spans.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let (date, before, after) = (day(change.date), clock(&change.before), clock(&change.after));
    match (change.before.is_empty(), change.after.is_empty()) {
        (false, true) => format!("is off on {date} instead of {before}"),
        (true, _) => format!("works {date} {after} instead of a day off"),
        (false, false) => format!("works {date} {after} instead of {before}"),
    }
}
