//! The forecast as of some hour: what came so far moves the rest of today and tomorrow.

use crate::cli::CliError;
use crate::cli::text::{Style, Table, count, decimal};
use chrono::NaiveDateTime;
use domain::{Centre, Demand, Grid, History, Moment, QueueDemand, QueueId, Slot};
use std::io::{self, Write};
use std::ops::Range;

/// What this morning says.
pub(super) struct Morning {
    now: NaiveDateTime,
    queues: Vec<QueueMorning>,
}

struct QueueMorning {
    queue: QueueId,
    /// Expected of the hours that are reported, what came in them, and how many hours that is.
    so_far: Option<(f64, f64)>,
    /// Contacts of the rest of today, before and after.
    rest: (f64, f64),
    tomorrow: Option<(f64, f64)>,
}

/// `demand` as it looks at `now`, and what moved.
///
/// # Errors
/// [`CliError::OutsideHorizon`] when `now` is not in the days that are forecast.
pub(super) fn reforecast(
    demand: &Demand,
    reports: &History,
    now: NaiveDateTime,
) -> Result<(Demand, Morning), CliError> {
    let grid = &demand.grid;
    let outside = || CliError::OutsideHorizon(now.format("%Y-%m-%d %H:%M").to_string());
    let at = Moment::from_local_or_next(now, grid.zone()).ok_or_else(outside)?;
    let slot = grid.slot_of(at).ok_or_else(outside)?;
    let later = forecast::reforecast(demand, reports, at);
    let today = grid.day_of(slot);
    let pairs = demand.queues.iter().zip(&later.queues);
    let queues = pairs.map(|(old, new)| morning(grid, old, new, reports, today, at)).collect();
    Ok((later, Morning { now, queues }))
}

fn morning(
    grid: &Grid,
    old: &QueueDemand,
    new: &QueueDemand,
    reports: &History,
    today: usize,
    now: Moment,
) -> QueueMorning {
    let slots = grid.slots_of_day(today);
    let ended = |s: &usize| grid.start(Slot(*s)) + grid.interval() <= now;
    let records = reports.queue(&old.queue).map_or(&[][..], |q| &q.records);
    let came = |s: usize| {
        let at = grid.start(Slot(s));
        records.binary_search_by_key(&at, |r| r.at).ok().map(|i| records[i].offered.0)
    };
    let seen: Vec<(f64, f64)> = slots
        .clone()
        .filter(ended)
        .filter(|&s| old.open[s])
        .filter_map(|s| Some((old.expected[s].0, came(s)?)))
        .collect();
    let sum = seen.iter().fold((0.0, 0.0), |(e, c), (expected, came)| (e + expected, c + came));
    let both = |slots: Range<usize>, wanted: &dyn Fn(&usize) -> bool| {
        let total = |q: &QueueDemand| -> f64 {
            slots.clone().filter(wanted).map(|s| q.expected[s].0).sum()
        };
        (total(old), total(new))
    };
    let next = (today + 1 < grid.days()).then(|| grid.slots_of_day(today + 1));
    QueueMorning {
        queue: old.queue.clone(),
        so_far: (!seen.is_empty()).then_some(sum),
        rest: both(slots, &|s| !ended(s)),
        tomorrow: next.map(|slots| both(slots, &|_| true)),
    }
}

/// Prints a line per queue: so far, the rest of today, tomorrow.
pub(super) fn print(
    centre: &Centre,
    morning: &Morning,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = format!("Today, as of {}", morning.now.format("%a %-d %b %H:%M"));
    let head = [title.as_str(), "so far expected", "came", "rest of today", "tomorrow"];
    let mut table = Table::new(&head);
    let moved = |(before, after): (f64, f64)| {
        let factor = if before > 0.0 { after / before } else { 1.0 };
        format!("{} → {} (×{})", count(before), count(after), decimal(factor, 2))
    };
    for queue in &morning.queues {
        let name = centre.queue(&queue.queue).map_or(queue.queue.as_str(), |q| &q.name);
        let (expected, came) = match queue.so_far {
            Some((expected, came)) => (count(expected), count(came)),
            None => ("nothing reported".to_owned(), String::new()),
        };
        let tomorrow = queue.tomorrow.map_or(String::new(), moved);
        table.row([name.to_owned(), expected, came, moved(queue.rest), tomorrow]);
    }
    table.print(style, out)?;
    writeln!(out)
}
