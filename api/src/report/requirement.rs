//! People required per half-hour: a map per queue, a row per day, and what asks for the most.

use super::svg::{Svg, slot_name};
use super::{PlannedWeek, html};
use domain::{QueueRequirement, Slot};

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let mut body = String::new();
    for need in week.requirement.queues.iter().filter(|need| need.deferrable.is_none()) {
        let name = week.inputs.centre.queue(&need.queue).map_or("", |q| q.name.as_str());
        body.push_str(&format!("<h3>{}</h3>", html::escape(name)));
        body.push_str(&map(week, need));
    }
    html::section(
        "requirement",
        "Requirement",
        "People needed on the roster per interval, shrinkage included; the darker the more, up to \
         the queue's peak. Point at a cell for the number, the load behind it and the people at \
         desks.",
        &body,
    )
}

fn map(week: &PlannedWeek<'_>, need: &QueueRequirement) -> String {
    let grid = week.grid();
    let peak = need.agents.iter().map(|a| a.0).max().unwrap_or(0).max(1);
    let columns = (0..grid.days()).map(|d| grid.slots_of_day(d).len()).max().unwrap_or(0);
    let (left, cell, row) = (74.0, 1026.0 / columns.max(1) as f64, 18.0);
    let mut svg = Svg::new(1110.0, 20.0 + row * grid.days() as f64);
    for day in 0..grid.days() {
        let y = row * day as f64;
        let name = grid.date(day).format("%a %-d %b").to_string();
        svg.text((left - 8.0, y + 13.0), "tick end", &name);
        for (column, s) in grid.slots_of_day(day).enumerate() {
            let people = need.agents[s].0;
            if people == 0 {
                continue;
            }
            let title = format!(
                "{}: {people} on the roster, {} at desks, {:.1}",
                slot_name(grid, s),
                need.seated[s].0,
                need.load[s]
            );
            let at = (left + cell * column as f64, y);
            let colour = tint(f64::from(people) / f64::from(peak));
            svg.tinted(at, (cell - 1.0, row - 1.5), &colour, &title);
            if cell >= 16.0 {
                let middle = (at.0 + (cell - 1.0) / 2.0, y + 12.5);
                svg.text(middle, "cell", &people.to_string());
            }
        }
    }
    let bottom = row * grid.days() as f64 + 13.0;
    let per_hour = (60 / grid.interval().0) as usize;
    for column in (0..columns).step_by(per_hour * 3) {
        let clock = grid.clock(Slot(column)).to_string();
        svg.text((left + cell * column as f64, bottom), "tick", &clock);
    }
    svg.finish(&format!("People required on {} by day and interval", need.queue))
}

/// From pale to dark as the share of the peak rises.
fn tint(share: f64) -> String {
    format!("hsl(215 70% {:.0}%)", 94.0 - 46.0 * share)
}
