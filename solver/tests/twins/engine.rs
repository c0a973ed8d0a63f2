//! The engine on tiny worlds: never below the optimum, never a bound above it.

use super::dice::Dice;
use super::worlds;
use solver::roster::{Limits, Options, Outcome, reference, solve};
use std::ops::ControlFlow;

#[test]
fn the_engines_bound_and_cost_enclose_the_references_optimum() {
    let limits = Limits { work: Some(400), ..Limits::default() };
    let options = Options { seed: 1, limits };
    let mut compared = 0;
    for seed in 2000..2060 {
        let world = worlds::tiny(&mut Dice::new(seed));
        let truth = reference::solve(&world.case(), &Limits::default()).expect("a tiny case");
        let engine = solve(&world.case(), &options, &mut |_| ControlFlow::Continue(()));
        match (truth, engine) {
            (Outcome::Found(best), Ok(Outcome::Found(found))) => {
                assert!(found.cost >= best.bound, "seed {seed}: {} < {}", found.cost, best.bound);
                assert!(found.bound <= best.cost, "seed {seed}: {} > {}", found.bound, best.cost);
                compared += 1;
            }
            (Outcome::Impossible(conflict), Ok(Outcome::Found(found))) => {
                panic!("seed {seed}: cost {} against {conflict:?}", found.cost);
            }
            (_, _) => {}
        }
    }
    assert!(compared > 10, "only {compared} worlds compared");
}
