//! Every day's load, peak, hours and the target that asks for the most people.

use crate::cli::text::{Table, count, day};
use domain::{QueueRequirement, Requirement, Slot, TargetKind};

/// The table of one queue.
pub(super) fn table(name: &str, requirement: &Requirement, need: &QueueRequirement) -> Table {
    let head = [name, "erlang-hours", "most people", "at", "hours needed", "  asked for by"];
    let mut table = Table::new(&head).read_left(5);
    for d in 0..requirement.grid.days() {
        table.row(line(requirement, need, d));
    }
    table
}

fn line(requirement: &Requirement, need: &QueueRequirement, d: usize) -> [String; 6] {
    let grid = &requirement.grid;
    let interval = grid.interval().as_hours();
    let slots = grid.slots_of_day(d);
    let load: f64 = slots.clone().map(|s| need.load[s].0).sum::<f64>() * interval;
    let date = day(grid.date(d));
    if let Some(work) = &need.deferrable {
        let hours = work.arriving[slots].iter().sum::<f64>() * interval;
        let asked = format!("  {:.0} in time", work.share);
        return [date, count(load), String::new(), String::new(), count(hours), asked];
    }
    let peak = slots.clone().rev().max_by_key(|s| need.agents[*s]).unwrap_or(slots.start);
    let hours = slots.map(|s| f64::from(need.agents[s].0)).sum::<f64>() * interval;
    let asked = need.binding[peak].as_ref().map_or(String::new(), |k| format!("  {}", target(k)));
    let (people, at) = match need.agents[peak].0 {
        0 => ("-".to_owned(), String::new()),
        n => (n.to_string(), grid.clock(Slot(peak)).to_string()),
    };
    [date, count(load), people, at, count(hours), asked]
}

/// A target in words.
fn target(kind: &TargetKind) -> String {
    match kind {
        TargetKind::ServiceLevel { share, within } => {
            format!("{share:.0} answered within {within:.0}")
        }
        TargetKind::MeanWait(wait) => format!("mean wait at most {wait:.0}"),
        TargetKind::Abandonment(share) => format!("at most {share} hang up"),
        TargetKind::Occupancy(share) => format!("occupancy at most {share:.0}"),
        TargetKind::Deadline { share, within } => {
            format!("{share:.0} done within {} h", within.as_hours())
        }
    }
}
