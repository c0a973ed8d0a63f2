//! The reference finds the cheapest of all rosters, and none where there is none.

use super::dice::Dice;
use super::{enumeration, rosters, worlds};
use domain::{Roster, judge};
use solver::roster::reference::{admits, solve};
use solver::roster::{Limits, Outcome};

#[test]
fn the_reference_finds_the_cheapest_of_all_rosters_of_tiny_worlds() {
    let (mut found, mut impossible) = (0, 0);
    for seed in 0..300 {
        let world = worlds::tiny(&mut Dice::new(seed));
        if enumeration::count(&world) > 4_000 {
            continue;
        }
        let best = enumeration::optimum(&world);
        match solve(&world.case(), &Limits::default()).expect("a tiny case") {
            Outcome::Found(solution) => {
                assert_eq!(Some(solution.cost), best, "seed {seed}: {:?}", solution.stopped);
                assert!(solution.bound <= solution.cost, "seed {seed}");
                assert_lawful(&world, &solution.roster, seed);
                found += 1;
            }
            Outcome::Impossible(conflict) => {
                assert_eq!(best, None, "seed {seed}: {conflict:?}");
                assert!(!conflict.laws.is_empty(), "seed {seed}");
                impossible += 1;
            }
        }
    }
    assert!(found > 20 && impossible > 20, "{found} found, {impossible} impossible");
}

#[test]
fn no_random_lawful_roster_costs_less_than_the_references_bound() {
    for seed in 1000..1040 {
        let dice = &mut Dice::new(seed);
        let world = worlds::tiny(dice);
        let Ok(Outcome::Found(solution)) = solve(&world.case(), &Limits::default()) else {
            continue;
        };
        for _ in 0..50 {
            let roster = rosters::random(dice, &world);
            let verdict = judge(&world.centre, &world.requirement, &roster, &world.previous);
            assert_eq!(admits(&world.case(), &roster), Ok(verdict.is_lawful()), "seed {seed}");
            if verdict.is_lawful() {
                assert!(verdict.cost.total() >= solution.bound, "seed {seed}");
            }
        }
    }
}

#[track_caller]
fn assert_lawful(world: &worlds::World, roster: &Roster, seed: u64) {
    let verdict = judge(&world.centre, &world.requirement, roster, &world.previous);
    let broken: Vec<_> = verdict.hard().map(|v| (v.law, &v.breach.what)).collect();
    assert!(broken.is_empty(), "seed {seed}: {broken:?}");
}
