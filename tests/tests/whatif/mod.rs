//! Scenarios: the words of change, the chain, the command.

mod change;
mod command;
mod files;
mod outlook;
mod programmes;
mod resumed;
mod sweeps;

use chrono::NaiveDate;
use domain::{Grid, Inputs};
use scenarios::change::World;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The Lighthouse sample and its week.
fn light() -> (World, Grid) {
    of(scenarios::library::lighthouse(1), "2025-03-10")
}

/// The Hangzhou sample and the week of Double 11.
fn shop() -> (World, Grid) {
    of(scenarios::library::hangzhou(1), "2025-11-10")
}

fn of(inputs: Inputs, monday: &str) -> (World, Grid) {
    let centre = &inputs.centre;
    let grid = Grid::new(centre.zone, day(monday), 7, centre.interval).expect("a week");
    (World::new(inputs), grid)
}
