//! The printed week: what is expected, who is there, what it costs and why.

mod cost;
mod dearest;
mod definitions;
mod people;
mod promises;
mod queues;
mod soft;

pub(crate) use cost::ended;
pub(crate) use dearest::told as told_missing;
pub(crate) use promises::told as told_unkept;
pub(crate) use queues::{day_band, day_contacts};
pub(crate) use soft::told as told_breach;

use crate::cli::text::{self, Style};
use domain::{CleanRoster, Coverage, Inputs};
use scenarios::plan::{Plan, Rostered};
use std::io::{self, Write};

/// Everything the printed week is read from.
#[derive(Clone, Copy)]
pub(crate) struct Week<'a> {
    pub(crate) inputs: &'a Inputs,
    pub(crate) plan: &'a Plan,
    pub(crate) rostered: &'a Rostered,
}

impl Week<'_> {
    fn clean(&self) -> &CleanRoster {
        &self.rostered.clean
    }
    fn coverage(&self) -> Coverage {
        Coverage::of(&self.inputs.centre, self.clean().roster(), &self.inputs.previous)
    }

    /// Prints the week.
    pub(crate) fn print(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let centre = &self.inputs.centre;
        let people = text::plural(centre.agents.len(), "person", "people");
        let queues = text::plural(centre.queues.len(), "queue", "queues");
        let when = text::horizon(&self.plan.demand.grid);
        writeln!(out, "{}", style.bold(&centre.name))?;
        writeln!(out, "{when} · {people} · {queues}\n")?;
        queues::print(self, style, out)?;
        cost::print(self, style, out)?;
        soft::print(self, style, out)?;
        dearest::print(self, style, out)?;
        promises::print(self, style, out)?;
        people::print(self, style, out)?;
        definitions::print(self, style, out)
    }
}
