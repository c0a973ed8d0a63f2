//! `paiban benchmark centre`.

use super::Instance;
use super::lines::{End, Lines};
use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit, interrupt, week};
use crate::files::benchmark;
use crate::wire;
use scenarios::plan::PlanError;
use solver::roster::{Case, Outcome, Phase, Progress, solve};

/// Plans the week and prints its cost as the judge counts it.
pub(super) fn run(instance: &Instance, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
    let problem = benchmark::centre(&instance.file, &instance.text()?)?;
    let case = Case {
        centre: &problem.centre,
        requirement: &problem.requirement,
        previous: &problem.previous,
        told: None,
        start: None,
    };
    let mut lines = Lines::new();
    let mut watch = |progress: &Progress| {
        let bound = progress.bound.map_or(0.0, domain::Money::major);
        lines.hear(phase(progress.phase), progress.cost.map(domain::Money::major), bound);
        interrupt::flow()
    };
    let outcome = solve(&case, &instance.search.options(), &mut watch);
    let solution = match outcome.map_err(|e| CliError::Plan(PlanError::Roster(e)))? {
        Outcome::Found(solution) => solution,
        Outcome::Impossible(conflict) => {
            let people: Vec<&str> = conflict.agents.iter().map(domain::AgentId::as_str).collect();
            let laws = conflict.laws.join(", ");
            answer.give(
                || wire::Conflict::new(&conflict, &problem.centre),
                |_, out| writeln!(out, "no roster keeps {laws} for {}", people.join(", ")),
            )?;
            return Ok(Exit::Impossible);
        }
    };
    let (objective, bound) = (solution.cost.major(), solution.bound.major());
    let why = week::ended(solution.stopped);
    let end = End { objective, bound, digits: 2, why };
    lines.end(&end, instance.write(&problem.solution(&solution.roster))?, answer)
}

const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Construct => "a first roster",
        Phase::Improve => "improving",
    }
}
