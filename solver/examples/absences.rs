//! Absences covered: `absences cc_200.json 30 5 out.json [seed]`.
//!
//! Plans a generated contact-centre week for 30 s; then five people who work on the third day fall
//! ill, and the week is planned again for 5 s from that day's midnight with a price per changed day
//! and person. Prints what is missing before, uncovered and after, what changes, and the gap.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

#[path = "../../api/src/files/benchmark/centre/mod.rs"]
#[expect(unreachable_pub, reason = "public where it belongs, in the files of the product")]
mod centre;

use domain::laws::Strength;
use domain::{AgentId, Availability, AvailabilityKind, Money, Roster, judge};
use solver::roster::{Case, ChangePrice, Keep, Limits, Options, Outcome, Replan, Solution, solve};
use std::error::Error;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// How many fall ill, and on which day.
const ABSENT: usize = 5;
const DAY: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, first, again, out, seed @ ..] = arguments.as_slice() else {
        return Err("usage: absences WEEK.json SECONDS SECONDS OUT.json [SEED]".into());
    };
    let seed = seed.first().map_or(Ok(1), |s| s.parse())?;
    let mut instance = centre::read(&std::fs::read_to_string(file)?)?;
    let case = Case {
        centre: &instance.centre,
        requirement: &instance.requirement,
        previous: &instance.previous,
        told: None,
        start: None,
    };
    let told = planned(&case, seed, first.parse()?)?;
    let ill = ill(&told.roster);
    for agent in &ill {
        let span = instance.requirement.grid.day_span(DAY);
        let row = Availability { agent: agent.clone(), span, kind: AvailabilityKind::Leave };
        instance.centre.availability.push(row);
    }
    instance.centre.rules.availability.strength = Strength::Hard;
    let replan = Replan {
        told: &told.roster,
        name: None,
        edited_from: None,
        freeze: Some(instance.requirement.grid.day_span(DAY).start),
        keep: Keep::default(),
        price: ChangePrice { shift: Money(10_000), person: Money(5_000) },
    };
    let uncovered = replan.uncovered(&instance.centre);
    let case = Case {
        centre: &instance.centre,
        requirement: &instance.requirement,
        previous: &instance.previous,
        told: Some(replan),
        start: None,
    };
    let began = Instant::now();
    let new = planned(&case, seed, again.parse()?)?;
    let took = began.elapsed().as_secs_f64();
    let missing = |roster: &Roster| {
        judge(case.centre, case.requirement, roster, case.previous).cost.shortage.major()
    };
    let changes = replan.changes(case.centre, &new.roster);
    let chosen = changes.iter().filter(|c| !c.forced).count();
    println!(
        "missing {:.2}, uncovered {:.2}, after {:.2}; {chosen} days changed and {} of absence; \
         charged {:.2}, total {:.2}, bound {:.2}, gap {:.3} %, {took:.1} s",
        missing(&told.roster),
        missing(&uncovered),
        missing(&new.roster),
        changes.len() - chosen,
        new.changes.major(),
        new.total().major(),
        new.bound.major(),
        100.0 * new.gap(),
    );
    std::fs::write(out, instance.solution(&new.roster))?;
    Ok(())
}

fn planned(case: &Case<'_>, seed: u64, seconds: f64) -> Result<Solution, Box<dyn Error>> {
    let time = Some(Duration::from_secs_f64(seconds));
    let options = Options { seed, limits: Limits { time, ..Limits::default() } };
    match solve(case, &options, &mut |_| ControlFlow::Continue(()))? {
        Outcome::Found(solution) => Ok(*solution),
        Outcome::Impossible(conflict) => Err(format!("impossible: {conflict:?}").into()),
    }
}

/// The first people who work on the day, by id.
fn ill(roster: &Roster) -> Vec<AgentId> {
    let date = roster.grid.date(DAY);
    let mut working: Vec<AgentId> =
        roster.shifts.iter().filter(|s| s.date == date).map(|s| s.agent.clone()).collect();
    working.sort();
    working.truncate(ABSENT);
    working
}
