//! The engine against the judge, brute force and the reference.

#[path = "twins/dice.rs"]
mod dice;
#[path = "twins/enumeration.rs"]
mod enumeration;
#[path = "roster/explained.rs"]
mod explained;
#[path = "roster/impossible.rs"]
mod impossible;
#[path = "twins/lawbook.rs"]
mod lawbook;
#[path = "twins/rosters.rs"]
#[allow(dead_code, reason = "the twins break rosters as well")]
mod rosters;
#[path = "twins/shifts.rs"]
mod shifts;
#[path = "twins/worlds.rs"]
#[allow(dead_code, reason = "the twins want other worlds as well")]
mod worlds;

use dice::Dice;
use domain::{Money, judge};
use solver::roster::{Limits, Options, Outcome, RosterError, Solution, solve};
use std::ops::ControlFlow;
use worlds::World;

fn run(world: &World, seed: u64, work: u64) -> Result<Outcome, RosterError> {
    let limits = Limits { work: Some(work), ..Limits::default() };
    solve(&world.case(), &Options { seed, limits }, &mut |_| ControlFlow::Continue(()))
}

#[track_caller]
fn assert_judged(world: &World, solution: &Solution, seed: u64) {
    let (centre, requirement) = (&world.centre, &world.requirement);
    let verdict = judge(centre, requirement, &solution.roster, &world.previous);
    let broken: Vec<_> = verdict.hard().map(|v| (v.law, &v.breach.what)).collect();
    assert!(broken.is_empty(), "seed {seed}: {broken:?}");
    assert_eq!(verdict.cost.total(), solution.cost, "seed {seed}");
    assert!(solution.bound <= solution.cost, "seed {seed}");
}

#[test]
fn tiny_centres_cost_what_brute_force_finds_and_no_bound_is_above_it() {
    let (mut found, mut impossible, mut optimal) = (0, 0, 0);
    let mut wrong = Vec::new();
    for seed in 0..300 {
        let world = worlds::tiny(&mut Dice::new(seed));
        if enumeration::count(&world) > 4_000 {
            continue;
        }
        let best: Option<Money> = enumeration::optimum(&world);
        match (run(&world, seed, 300), best) {
            (Ok(Outcome::Found(solution)), Some(best)) => {
                assert_judged(&world, &solution, seed);
                if solution.bound > best || solution.cost < best {
                    wrong.push(format!(
                        "{seed}: cost {:?} bound {:?} best {best:?}",
                        solution.cost, solution.bound
                    ));
                }
                found += 1;
                optimal += usize::from(solution.cost == best);
            }
            (Ok(Outcome::Impossible(_)), None) => impossible += 1,
            (Err(RosterError::NoneInTime), None) => impossible += 1,
            (other, best) => wrong.push(format!("{seed}: {other:?} but best is {best:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(found > 20 && impossible > 20, "{found} found, {impossible} impossible");
    assert!(optimal * 100 >= found * 95, "{optimal} of {found} optimal");
}

#[test]
fn rosters_of_random_worlds_are_lawful_and_priced_by_the_judge() {
    let mut wrong = Vec::new();
    let mut found = 0;
    for seed in 500..580 {
        let world = worlds::random(&mut Dice::new(seed));
        match run(&world, seed, 200) {
            Ok(Outcome::Found(solution)) => {
                assert_judged(&world, &solution, seed);
                found += 1;
            }
            Ok(Outcome::Impossible(conflict)) => {
                let person = conflict.agents.len() == 1;
                let crowd = ["minimum_staffing", "seat_cap"];
                let crowd = conflict.laws.iter().any(|law| crowd.contains(law));
                assert!(!conflict.laws.is_empty() && (person || crowd), "seed {seed}");
            }
            Err(RosterError::NoneInTime) => {}
            Err(error) => wrong.push(format!("{seed}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(found > 15, "{found} found");
}

#[test]
fn under_work_limits_the_same_seed_gives_the_same_roster() {
    let worlds = (500..540).map(|seed| worlds::random(&mut Dice::new(seed)));
    let same = worlds.filter(|world| {
        let (one, two) = (run(world, 7, 150), run(world, 7, 150));
        assert_eq!(one, two);
        matches!(one, Ok(Outcome::Found(_)))
    });
    assert!(same.count() > 5);
}
