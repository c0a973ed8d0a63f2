//! Promises per day or week: the engine against every roster of a tiny world.

use super::dice::Dice;
use super::worlds::World;
use super::{enumeration, worlds};
use domain::{Money, judge};
use solver::roster::{Limits, Options, Outcome, Stopped, solve};
use std::ops::ControlFlow;

#[test]
fn no_bound_is_above_and_no_cost_below_the_optimum_where_days_and_weeks_are_promised() {
    let limits = Limits { work: Some(400), ..Limits::default() };
    let (mut compared, mut promised, mut closed, mut lost) = (0, 0, 0, 0.0);
    for seed in 0..300 {
        let world = worlds::promised(&mut Dice::new(40_000 + seed));
        if enumeration::count(&world) > 6_000 {
            continue;
        }
        let Some(best) = enumeration::optimum(&world) else { continue };
        let engine =
            solve(&world.case(), &Options { seed, limits }, &mut |_| ControlFlow::Continue(()));
        let Ok(Outcome::Found(found)) = engine else { continue };
        assert!(found.bound <= best, "seed {seed}: bound {} > {best}", found.bound);
        assert!(found.cost >= best, "seed {seed}: cost {} < {best}", found.cost);
        if found.stopped == Stopped::Optimal {
            assert_eq!(found.cost, best, "seed {seed}");
            closed += 1;
        }
        let World { centre, requirement, previous } = &world;
        let verdict = judge(centre, requirement, &found.roster, previous);
        promised += usize::from(verdict.unkept.iter().any(|u| u.price > Money::ZERO));
        lost += (found.cost - best) / best.max(Money(1));
        compared += 1;
    }
    let mean = lost / f64::from(compared);
    assert!(compared > 15 && promised > 10, "{compared} compared, {promised} with a price");
    assert!(mean < 0.01, "{mean} dearer than the optimum on average; {closed} proved");
}
