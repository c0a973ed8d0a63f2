//! A roster that was simulated and corrected until it holds, or until nothing more helps.

use crate::cli::answer::Answer;
use crate::cli::args::SearchArgs;
use crate::cli::folder::Opened;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, moment, plural};
use crate::cli::{CliError, Exit, folder, misses, outcome, output, week::Week};
use crate::wire;
use domain::{Agents, Centre, Cut, Grid, Inputs, Raise};
use scenarios::plan::{Planned, SettledPlan, Settling, plan_settled};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Cuts told per round; the rest are counted.
const TOLD: usize = 8;

/// Runs the chain, simulates, and goes round.
pub(super) fn search(
    inputs: &Inputs,
    grid: &Grid,
    search: SearchArgs,
    rounds: usize,
    talk: Talk,
) -> Result<Settling, CliError> {
    let options = super::options(inputs, search);
    let simulation = folder::simulation_options(inputs, search.seed);
    let mut heard = |round: usize, cuts: &[Cut]| {
        let cuts = plural(cuts.len(), "correction", "corrections");
        talk.say(format!("round {}: {cuts}, solving again", round + 2));
        ControlFlow::Continue(())
    };
    let made = plan_settled(
        inputs,
        grid,
        &options,
        &simulation,
        rounds,
        &mut |stage| talk.hear(stage),
        &mut heard,
    )?;
    drop(talk);
    Ok(made)
}

/// Writes the files, prints the week and what every round did.
pub(super) fn show(
    opened: &Opened,
    made: &Settling,
    target: &Path,
    answer: &mut Answer<'_>,
) -> Result<Exit, CliError> {
    let inputs = &opened.inputs;
    let settled = match made {
        Settling::Impossible(conflict) => return outcome::impossible(conflict, inputs, answer),
        Settling::Settled(settled) => settled,
    };
    let Planned::Rostered(rostered) = &settled.plan.planned else { return Ok(Exit::No) };
    let week = Week { inputs, plan: &settled.plan, rostered };
    let written = output::write(&week, target, None)?;
    answer.give(
        || {
            let shown = wire::Week::new(inputs, &settled.plan, rostered, &opened.remarks, &written);
            shown.with_settled(wire::Settled::from(settled.as_ref()))
        },
        |style, out| {
            week.print(style, out)?;
            rounds(&inputs.centre, settled, style, out)?;
            written.tell(out)
        },
    )
}

fn rounds(
    centre: &Centre,
    settled: &SettledPlan,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let grid = &settled.performance.grid;
    writeln!(out, "{}", style.bold(" Simulated, and solved again where it fell short"))?;
    for (n, cuts) in settled.rounds.iter().enumerate() {
        let all = plural(cuts.len(), "correction", "corrections");
        writeln!(out, "  round {}: {all} to the requirement", n + 1)?;
        for cut in cuts.iter().take(TOLD) {
            writeln!(out, "    {}", told(grid, cut))?;
        }
        if cuts.len() > TOLD {
            writeln!(out, "    and {} more", cuts.len() - TOLD)?;
        }
    }
    if settled.rounds.is_empty() && settled.misses.is_empty() {
        writeln!(out, "  the first roster keeps every promise, as far as the simulation can tell")?;
    } else if settled.misses.is_empty() {
        writeln!(out, "  now every promise is kept, as far as the simulation can tell")?;
    }
    misses::print(centre, grid, &settled.misses, style, out)?;
    writeln!(out)
}

/// `sales Tue 11 Nov 20:30: 2 people more (61.2 % instead of 80 % answered within 20 s)`.
fn told(grid: &Grid, cut: &Cut) -> String {
    let raise = match cut.raise {
        Raise::People(Agents(n)) => plural(n as usize, "person more", "people more"),
        Raise::Work(times) => format!("work counted ×{times:.2}"),
    };
    let when = moment(grid, domain::Slot(cut.slots.start));
    let shown = misses::shown(&cut.target, cut.simulated);
    format!("{} {when}: {raise} (simulated {shown})", cut.queue)
}
