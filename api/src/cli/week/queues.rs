//! Per queue and day: contacts with their band, people needed and there, hours missing.

use super::{Week, promises};
use crate::cli::text::{Style, Table, count, day, decimal};
use domain::{Coverage, Grid, QueueDemand, QueueRequirement, Slot};
use std::io::{self, Write};
use std::ops::Range;

/// The normal quantile that leaves a tenth on either side.
const TENTH: f64 = 1.2816;
/// What stands where there is nothing.
const NONE: &str = "-";

pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let grid = &week.plan.demand.grid;
    let coverage = week.coverage();
    for first in (0..grid.days()).step_by(7) {
        let days = first..(first + 7).min(grid.days());
        let heads = days.clone().map(|d| day(grid.date(d)));
        let head: Vec<String> =
            [String::new()].into_iter().chain(heads).chain(["week".to_owned()]).collect();
        let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
        for (q, demand) in week.plan.demand.queues.iter().enumerate() {
            let need = &week.plan.requirement.queues[q];
            let name = week.inputs.centre.queue(&demand.queue).map_or("", |queue| &queue.name);
            table.row([name]);
            contacts(&mut table, grid, demand, &days);
            match &need.deferrable {
                None => {
                    live(&mut table, grid, need, &coverage, q, &days);
                    let present = coverage.queue(&need.queue).unwrap_or_default();
                    promises::lines(&mut table, grid, need, present, &days);
                }
                Some(_) => tickets(&mut table, grid, need, &coverage, q, &days),
            }
            missing(&mut table, week, demand, &days);
        }
        table.print(style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A line of one cell per day and one for the week.
pub(super) fn line(
    table: &mut Table,
    label: &str,
    days: &Range<usize>,
    cell: impl Fn(usize) -> String,
    week: String,
) {
    let label = [format!("  {label}")].into_iter();
    table.row(label.chain(days.clone().map(cell)).chain([week]));
}

fn contacts(table: &mut Table, grid: &Grid, demand: &QueueDemand, days: &Range<usize>) {
    let total = |d: usize| day_contacts(grid, demand, d);
    let week = count(days.clone().map(total).sum());
    line(table, "contacts", days, |d| count(total(d)), week);
    let band = |d| {
        let (low, high) = day_band(grid, demand, d);
        if high > 0.0 { format!("{}–{}", count(low), count(high)) } else { NONE.to_owned() }
    };
    line(table, "80 % band", days, band, String::new());
}

fn live(
    table: &mut Table,
    grid: &Grid,
    need: &QueueRequirement,
    coverage: &Coverage,
    q: usize,
    days: &Range<usize>,
) {
    let peak = |d: usize| {
        let slots = grid.slots_of_day(d).rev().map(Slot);
        slots.max_by_key(|s| need.agents[s.0]).unwrap_or(Slot(grid.slots_of_day(d).start))
    };
    let needed = |d| need.agents[peak(d).0].0;
    let at = |d| match needed(d) {
        0 => NONE.to_owned(),
        n => format!("{n} at {}", grid.clock(peak(d))),
    };
    line(table, "most needed", days, at, String::new());
    let there = |d| match needed(d) {
        0 => NONE.to_owned(),
        _ => decimal(coverage.at(q, peak(d)), 1),
    };
    line(table, "rostered then", days, there, String::new());
    let hours = |d: usize| {
        let slots = grid.slots_of_day(d);
        let sum: f64 = slots.map(|s| f64::from(need.agents[s].0)).sum();
        sum * grid.interval().as_hours()
    };
    let week = count(days.clone().map(hours).sum());
    line(table, "hours needed", days, |d| count(hours(d)), week);
}

fn tickets(
    table: &mut Table,
    grid: &Grid,
    need: &QueueRequirement,
    coverage: &Coverage,
    q: usize,
    days: &Range<usize>,
) {
    let Some(work) = &need.deferrable else { return };
    let interval = grid.interval().as_hours();
    let arriving = |d: usize| work.arriving[grid.slots_of_day(d)].iter().sum::<f64>() * interval;
    let week = count(days.clone().map(arriving).sum());
    line(table, "hours arriving", days, |d| count(arriving(d)), week);
    let worked =
        |d: usize| grid.slots_of_day(d).map(|s| coverage.at(q, Slot(s))).sum::<f64>() * interval;
    let week = count(days.clone().map(worked).sum());
    line(table, "hours rostered", days, |d| count(worked(d)), week);
}

fn missing(table: &mut Table, week: &Week<'_>, demand: &QueueDemand, days: &Range<usize>) {
    let grid = &week.plan.demand.grid;
    let all = &week.clean().verdict().missing;
    let short = |d: usize| {
        let here = all.iter().filter(|m| m.queue == demand.queue && grid.day_of(m.slot) == d);
        here.map(|m| m.agents).sum::<f64>() * grid.interval().as_hours()
    };
    let shown = |hours: f64| if hours < 0.05 { NONE.to_owned() } else { decimal(hours, 1) };
    let sum = shown(days.clone().map(short).sum());
    line(table, "hours missing", days, |d| shown(short(d)), sum);
}

/// Expected contacts of a day.
pub(crate) fn day_contacts(grid: &Grid, demand: &QueueDemand, day: usize) -> f64 {
    demand.expected[grid.slots_of_day(day)].iter().map(|c| c.0).sum()
}

/// The middle 80 per cent of a day's total: mean ± 1.2816 standard deviations, the day's variance
/// being `Σ poisson·f + (Σ shared·f)²`, never below zero.
pub(crate) fn day_band(grid: &Grid, demand: &QueueDemand, day: usize) -> (f64, f64) {
    let (mut mean, mut own, mut shared) = (0.0, 0.0, 0.0);
    for s in grid.slots_of_day(day) {
        let (f, spread) = (demand.expected[s].0, demand.spread[s]);
        mean += f;
        own += spread.poisson * f;
        shared += spread.shared * f;
    }
    let half = TENTH * (own + shared * shared).sqrt();
    ((mean - half).max(0.0), mean + half)
}
