//! `paiban benchmark shift24`.

use super::Instance;
use super::lines::{End, Lines};
use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit, interrupt};
use crate::files::benchmark;
use scenarios::plan::PlanError;
use solver::roster::RosterError;
use solver::shift24::{Phase, Progress, Stopped, solve};

/// Solves the instance and prints its cost, recounted.
pub(super) fn run(instance: &Instance, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
    let shifts = benchmark::shift24(&instance.file, &instance.text()?)?;
    let mut lines = Lines::new();
    let options = instance.search.shift24();
    let found = solve(&shifts.problem, &options, &mut |progress: &Progress| {
        let cost = progress.cost.map(|cost| cost as f64);
        lines.hear(phase(progress.phase), cost, progress.bound as f64);
        interrupt::flow()
    });
    let Some(tours) = &found.tours else {
        return Err(CliError::Plan(PlanError::Roster(RosterError::NoneInTime)));
    };
    let (objective, bound) = (shifts.problem.cost(tours) as f64, found.bound as f64);
    let why = why(found.stopped);
    let end = End { objective, bound, digits: 0, why };
    lines.end(&end, instance.write(&shifts.solution(tours))?, answer)
}

const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Construct => "a first roster",
        Phase::Bound => "proving",
        Phase::Dive => "rounding",
        Phase::Pool => "mixing tours",
        Phase::Improve => "improving",
        Phase::Mend => "mending",
    }
}

const fn why(stopped: Stopped) -> &'static str {
    match stopped {
        Stopped::Optimal => "proved optimal",
        Stopped::Gap => "gap reached",
        Stopped::Time => "time limit",
        Stopped::Work => "work limit",
        Stopped::Stall => "nothing better for long",
        Stopped::Cancelled => "stopped by the user",
    }
}
