//! `paiban benchmark shift24`.

use super::Instance;
use super::lines::{End, Lines};
use crate::cli::{CliError, Exit, tell};
use crate::files::benchmark;
use solver::shift24::{Phase, Progress, Stopped, solve};
use std::io::Write;

/// Solves the instance and prints its cost, recounted.
pub(super) fn run(instance: &Instance, out: &mut dyn Write) -> Result<Exit, CliError> {
    let shifts = benchmark::shift24(&instance.file, &instance.text()?)?;
    let mut lines = Lines::new();
    let options = instance.search.shift24();
    let answer = solve(&shifts.problem, &options, &mut |progress: &Progress| {
        let cost = progress.cost.map(|cost| cost as f64);
        lines.hear(phase(progress.phase), cost, progress.bound as f64);
    });
    let Some(tours) = &answer.tours else {
        tell("no lawful roster was found before the search had to stop");
        return Ok(Exit::No);
    };
    let (objective, bound) = (shifts.problem.cost(tours) as f64, answer.bound as f64);
    let why = why(answer.stopped);
    lines.end(&End { objective, bound, digits: 0, why }, out)?;
    instance.write(&shifts.solution(tours), out)?;
    Ok(Exit::Fine)
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
    }
}
