//! Prices that climb, on random worlds: their slopes, and what they prove.

use super::ascent::{Climbed, climb};
use super::certificate::{Certificate, certify, certify_with};
use super::generation::{Generation, Round, SEEDS};
use super::prices::Prices;
use super::slope::slope;
use super::start::guess;
use crate::roster::dice::Dice;
use crate::roster::pricing::Pricer;
use crate::roster::pricing::crew::Crew;
use crate::roster::primal::{Search, for_each_slot};
use crate::roster::problem::Problem;
use crate::roster::problem::nouns::numbers;
use crate::roster::worlds;
use domain::{Agent, AgentId};
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::ops::Range;

/// Calls `see` with a random world's numbers in which everybody has a lawful tour.
fn each_world(seeds: Range<u64>, mut see: impl FnMut(u64, &Problem, &mut Dice)) {
    for seed in seeds {
        let mut dice = Dice::new(90_000 + seed);
        let world = worlds::random(&mut dice);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let problem = &numbers.problem;
        if certify(problem, &guess(problem), &mut Crew::one()).is_ok() {
            see(seed, problem, &mut dice);
        }
    }
}

/// Any prices that prove something; a third of them zero.
fn any_prices(problem: &Problem, dice: &mut Dice) -> Prices {
    let mut prices = Prices::zero(problem);
    let zero = prices.clone();
    prices.each_with(&zero, |_, _| dice.from(-6_000, 12_000) as f64);
    prices.clamp(problem);
    prices
}

/// The bound of thirty rounds of column generation from these prices, or of fewer that agree.
fn thirty_rounds(problem: &Problem, start: (Prices, Crew), seed: u64) -> f64 {
    let random = Pcg64Mcg::seed_from_u64(seed);
    let generation = Generation::new(problem, (Vec::new(), SEEDS), start, random);
    let mut generation = generation.expect("tours");
    let mut rounds = (0..30).map(|_| generation.round(&|| None).expect("it is solved"));
    let _ = rounds.any(|round| round == Round::Agrees);
    generation.bound
}

/// Costs of half-hours are rounded to minor units one by one.
fn rounding(problem: &Problem) -> f64 {
    (2 * problem.slots * problem.queues.len()) as f64
}

#[test]
fn no_bound_is_above_what_the_slope_at_other_prices_foretells() {
    let (mut seen, mut close) = (0, 0);
    each_world(0..400, |seed, problem, dice| {
        let here = any_prices(problem, dice);
        let mut crew = Crew::one();
        let found = certify(problem, &here, &mut crew).expect("everybody has a tour");
        let slope = slope(problem, &here, &found);
        for share in [1e-3, 0.1, 1.0] {
            let there = any_prices(problem, dice).mixed(share, &here);
            let bound = certify(problem, &there, &mut crew).expect("still").bound;
            let mut foretold = found.bound;
            let mut way = there.clone();
            way.each_with(&here, |there, here| there - here);
            way.each_with(&slope, |way, slope| {
                foretold += way * slope;
                way
            });
            let most = foretold + rounding(problem);
            assert!(bound <= most, "seed {seed}, {share}: {bound} above {most}");
            close += usize::from((bound - foretold).abs() <= rounding(problem) && share < 0.01);
        }
        seen += 1;
    });
    assert!(seen > 150 && close * 2 > seen, "{close} of {seen} near enough to be straight");
}

#[test]
fn tours_of_the_core_laws_are_worth_no_less_and_none_is_worth_more_than_the_best() {
    let (mut seen, mut more, mut apart) = (0, 0, 0);
    each_world(0..250, |seed, problem, dice| {
        let prices = any_prices(problem, dice);
        let mut pricer = Pricer::default();
        for class in &problem.classes {
            let values = prices.values(problem, class.pool);
            let core = pricer.relaxed(problem, class, &values).expect("fewer laws");
            let best = pricer.best(problem, class, &values).expect("a tour");
            let price = class.laws.price(&best.tour, &class.days).expect("lawful");
            assert_eq!(best.tour.cost, price + class.shift_costs(&best.tour), "seed {seed}");
            assert!(core.worth >= best.worth, "seed {seed}");
            more += usize::from(core.worth > best.worth);
            apart += usize::from(class.laws.spreads(&core.tour, &class.days).next().is_some());
            for _ in 0..20 {
                let mut sway = |value: &f64| value * (0.5 + dice.from(0, 100) as f64 / 100.0);
                let other: Vec<f64> = values.iter().map(&mut sway).collect();
                let found = pricer.good(problem, class, &other, 2).expect("a tour");
                let mut worth = -(found.tour.cost as f64);
                for_each_slot(problem, class, &found.tour, |slot| worth += values[slot]);
                assert!(worth <= best.worth + 1e-6, "seed {seed}: {worth} > {}", best.worth);
            }
            seen += 1;
        }
    });
    assert!(
        seen > 300 && more > 40 && apart > 20,
        "of {seen}, {more} are worth more, {apart} apart"
    );
}

#[test]
fn a_climb_proves_nearly_what_masters_do_and_nothing_that_a_roster_belies() {
    let (mut seen, mut near, mut mixed) = (0, 0, 0);
    each_world(0..120, |seed, problem, _| {
        let mut crew = Crew::one();
        let mut told = Vec::new();
        let tell = &mut |bound, _: &Prices| told.push(bound);
        let start = guess(problem);
        let Climbed { prices, mixture } =
            climb(problem, (start.clone(), &mut crew), &|| None, tell).expect("tours");
        let bound = *told.last().expect("something is proved");
        assert!(told.is_sorted_by(|a, b| a < b), "seed {seed}: {told:?}");
        for (tours, class) in mixture.iter().zip(&problem.classes) {
            for (tour, weight) in tours {
                let price = class.laws.price(tour, &class.days);
                let price = price.map(|laws| laws + class.shift_costs(tour));
                assert_eq!(price, Some(tour.cost), "seed {seed}: {tour:?}");
                assert!(*weight > 0.0, "seed {seed}");
                mixed += 1;
            }
        }
        let Certificate { bound: proved, .. } = certify(problem, &prices, &mut crew).expect("so");
        assert!(bound <= proved + 1e-6 * proved.abs(), "seed {seed}: {bound}, but {proved}");
        let mut search = Search::new(problem, Pcg64Mcg::seed_from_u64(seed));
        if search.construct().is_ok() {
            let cost = search.cost() as f64;
            assert!(bound <= cost, "seed {seed}: {bound} above a roster of {cost}");
        }
        let proved = thirty_rounds(problem, (start, crew), seed);
        seen += 1;
        near += usize::from(bound >= proved - 0.01 * proved.abs());
    });
    assert!(seen > 50 && near * 10 >= seen * 9, "{near} of {seen} near");
    assert!(mixed > 500, "{mixed} tours in mixtures");
}

/// The same world for so many times the people and the work.
fn crowded(mut world: worlds::World, times: u32) -> worlds::World {
    let people = std::mem::take(&mut world.centre.agents);
    for copy in 0..times {
        let named = |agent: &Agent| AgentId::new(format!("{}-{copy}", agent.id));
        world.centre.agents.extend(people.iter().map(|a| Agent { id: named(a), ..a.clone() }));
    }
    for queue in &mut world.requirement.queues {
        queue.agents.iter_mut().for_each(|need| need.0 *= times);
    }
    world.centre.availability.clear();
    world.previous.clear();
    world
}

#[test]
fn a_climb_leaves_the_guess_where_many_people_are_alike() {
    let (mut seen, mut near) = (0, 0);
    for seed in 0..100 {
        let world = crowded(worlds::random(&mut Dice::new(80_000 + seed)), 40);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let problem = &numbers.problem;
        let (start, mut crew) = (guess(problem), Crew::one());
        let Ok(first) = certify(problem, &start, &mut crew) else { continue };
        let mut bound = first.bound;
        let tell = &mut |better, _: &Prices| bound = better;
        climb(problem, (start.clone(), &mut crew), &|| None, tell).expect("tours");
        let proved = thirty_rounds(problem, (start, crew), seed);
        let room = proved - first.bound;
        if problem.queues.len() > 1 && room > 0.02 * proved.abs() {
            seen += 1;
            near += usize::from(bound - first.bound > 0.9 * room);
        }
    }
    assert!(seen > 20 && near * 10 >= seen * 9, "{near} of {seen} came near");
}

#[test]
fn a_bound_of_fewer_laws_is_not_above_that_of_all_and_cores_do_not_change_it() {
    let mut seen = 0;
    each_world(0..150, |seed, problem, dice| {
        let prices = any_prices(problem, dice);
        let mut crew = Crew::one();
        let all = certify(problem, &prices, &mut crew).expect("tours");
        let few = certify_with(problem, &prices, &mut crew, |pricer, class, values| {
            pricer.relaxed(problem, class, values)
        });
        let few = few.expect("tours").bound;
        assert!(few <= all.bound, "seed {seed}: {few} above {}", all.bound);
        let side_by_side = certify(problem, &prices, &mut Crew::all()).expect("tours");
        assert_eq!((side_by_side.bound, side_by_side.tours), (all.bound, all.tours), "seed {seed}");
        seen += 1;
    });
    assert!(seen > 60, "{seen}");
}
