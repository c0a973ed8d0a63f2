//! Targets per day or week: what is expected, and which are not expected to hold.

use super::Week;
use crate::cli::misses::shown;
use crate::cli::text::{Style, Table, day, decimal, money, percent};
use domain::{Centre, Grid, Period, QueueRequirement, Slot, TargetKind, Unkept};
use std::io::{self, Write};
use std::ops::Range;

/// A line per target per day or week: what is expected on each day, and in the whole week.
pub(super) fn lines(
    table: &mut Table,
    grid: &Grid,
    need: &QueueRequirement,
    present: &[f64],
    days: &Range<usize>,
) {
    for target in &need.pooled {
        let period = if target.period == Period::Day { "day" } else { "week" };
        let label = match target.kind {
            TargetKind::MeanWait(most) => format!("wait ({most:.0} per {period})"),
            TargetKind::ServiceLevel { share, .. } => format!("in time ({share:.0} per {period})"),
            _ => continue,
        };
        let cell = |slots| match (need.expected(target.kind, slots, present), target.kind) {
            (None, _) => "-".to_owned(),
            (Some(wait), TargetKind::MeanWait(_)) => format!("{} s", decimal(wait, 1)),
            (Some(share), _) => percent(share, 1),
        };
        let of_day = |day: usize| cell(grid.slots_of_day(day));
        let all = grid.slots_of_day(days.start).start..grid.slots_of_day(days.end - 1).end;
        super::queues::line(table, &label, days, of_day, cell(all));
    }
}

/// The targets per day or week that are not expected to hold, the dearest first.
pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    if week.plan.requirement.queues.iter().all(|need| need.pooled.is_empty()) {
        return Ok(());
    }
    writeln!(out, "{}", style.bold("Targets per day or week"))?;
    let mut all: Vec<&Unkept> = week.clean().verdict().unkept.iter().collect();
    all.sort_by_key(|u| std::cmp::Reverse(u.price));
    if all.is_empty() {
        return writeln!(out, "  all are expected to hold\n");
    }
    for unkept in all {
        writeln!(out, "  {}", told(unkept, &week.inputs.centre, &week.plan.demand.grid))?;
    }
    writeln!(out)
}

/// `Phone, Sat 15 Nov: 78.1 % of 80 % answered within 20 s; 6.2 contacts too many late: 14.20`.
pub(crate) fn told(unkept: &Unkept, centre: &Centre, grid: &Grid) -> String {
    let queue = centre.queue(&unkept.queue).map_or(unkept.queue.as_str(), |q| &q.name);
    let day = day(grid.date(grid.day_of(Slot(unkept.slots.start))));
    let when = if unkept.target.period == Period::Week { format!("week of {day}") } else { day };
    let what = match unkept.target.kind {
        TargetKind::MeanWait(_) => "seconds too many",
        _ => "contacts too many late",
    };
    let shown = shown(&unkept.target.kind, unkept.expected);
    let excess = decimal(unkept.excess, 1);
    format!("{queue}, {when}: {shown}; {excess} {what}: {}", money(unkept.price))
}
