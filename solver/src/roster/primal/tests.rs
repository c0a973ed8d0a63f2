//! What small steps look up of a tour against what the pricing says of it.

#[path = "../../../tests/twins/dice.rs"]
mod dice;
#[path = "../../../tests/twins/lawbook.rs"]
mod lawbook;
#[path = "../../../tests/twins/rosters.rs"]
#[allow(dead_code, reason = "the twins break rosters as well")]
mod rosters;
#[path = "../../../tests/twins/worlds.rs"]
#[allow(dead_code, reason = "the twins want other worlds as well")]
mod worlds;

use crate::roster::pricing::Pricer;
use crate::roster::problem::nouns::numbers;
use dice::Dice;

#[test]
fn laws_charge_a_tour_what_the_pricing_says_they_do() {
    let (mut seen, mut charged) = (0, 0);
    for seed in 0..150 {
        let mut dice = Dice::new(seed);
        let world = worlds::random(&mut dice);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let problem = &numbers.problem;
        for class in &problem.classes {
            let mut value = || dice.from(-2_000, 6_000) as f64;
            let values: Vec<f64> = (0..problem.slots).map(|_| value()).collect();
            let priced = Pricer::default().best(problem, class, &values);
            let Some(tour) = priced.map(|p| p.tour) else { continue };
            let laws = class.laws.price(&tour, &class.days);
            let shifts = class.shift_costs(&tour);
            assert_eq!(laws.map(|laws| laws + shifts), Some(tour.cost), "seed {seed}: {tour:?}");
            seen += 1;
            charged += usize::from(laws != Some(0));
        }
    }
    assert!(seen > 100 && charged > 30, "{seen} tours, {charged} charged by laws");
}
