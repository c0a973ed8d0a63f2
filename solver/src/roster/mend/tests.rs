//! Parts of random rosters: what is free, what is held, and what the small master says of both.

use super::patterns::patterned;
use super::*;
use crate::roster::bound::ascent::climb;
use crate::roster::bound::certificate::certify;
use crate::roster::bound::start::guess;
use crate::roster::dice::Dice;
use crate::roster::pricing::crew::Crew;
use crate::roster::pricing::{Day, Placed};
use crate::roster::primal::Search;
use crate::roster::problem::nouns::numbers;
use crate::roster::problem::queues::Tickets;
use crate::roster::worlds;
use rand::SeedableRng;
use std::collections::HashSet;

/// Rosters dearer than this break floors that must not be broken.
const NEVER_WORTH_IT: i64 = 100_000_000;

/// Calls `see` with a random world's numbers, a roster of it and a part of that.
fn each_roster(seeds: Range<u64>, see: impl FnMut(u64, &Problem, &mut Search<'_>, &Part)) {
    each_changed(seeds, |_, _| (), see);
}

/// The same, with numbers that `change` has changed first.
fn each_changed(
    seeds: Range<u64>,
    change: impl Fn(&mut Problem, &mut Dice),
    mut see: impl FnMut(u64, &Problem, &mut Search<'_>, &Part),
) {
    for seed in seeds {
        let mut dice = Dice::new(70_000 + seed);
        let world = worlds::random(&mut dice);
        let case = world.case();
        let Ok(mut numbers) = numbers(&case) else { continue };
        change(&mut numbers.problem, &mut dice);
        let problem = &numbers.problem;
        let mut search = Search::new(problem, Pcg64Mcg::seed_from_u64(seed));
        if search.construct().is_err() || search.cost() > NEVER_WORTH_IT {
            continue;
        }
        let days = problem.classes[0].days.len();
        let length = 1 + usize::from(days > 1 && seed % 2 == 0);
        let first = dice.from(0, (days - length) as i64) as usize;
        let people: Vec<usize> =
            (0..problem.agents.len()).filter(|_| dice.from(0, 3) > 0).collect();
        if people.is_empty() {
            continue;
        }
        let part = Part { people, days: first..first + length };
        see(seed, problem, &mut search, &part);
    }
}

#[test]
fn a_free_day_is_worked_as_the_pricing_of_whole_tours_would() {
    let (mut seen, mut worked) = (0, 0);
    each_roster(0..500, |seed, problem, search, part| {
        let mut dice = Dice::new(seed);
        let day = part.days.start;
        for (agent, tour) in search.tours.iter().flatten().enumerate() {
            let class = &problem.classes[problem.agents[agent]];
            let member = Member::new(problem, agent, tour, &(day..day + 1));
            let values: Vec<f64> =
                (0..problem.slots).map(|_| dice.from(-2_000, 6_000) as f64).collect();
            let held = |(number, placed): (usize, &Option<Placed>)| {
                if number == day { Day::Free } else { Day::Held(placed.clone()) }
            };
            let days = tour.days.iter().enumerate().map(held).collect();
            let mut pricer = Pricer::default();
            let searched = pricer.within(problem, class, &values, days).expect("the tour itself");
            let looked_up = member.best(problem, &values, &mut pricer).expect("the tour itself");
            let worth = |tour: &Tour| {
                let served = member.served(problem, tour.clone(), &Prices::zero(problem));
                let slots = served.serves.iter().map(|&(slot, _)| values[slot]);
                slots.sum::<f64>() - tour.cost as f64
            };
            let (one, other) = (worth(&looked_up), worth(&searched.tour));
            assert!((one - other).abs() < 1e-6, "seed {seed}: {one} and {other}");
            assert!((searched.worth - other).abs() < 1e-6, "seed {seed}");
            seen += 1;
            worked += usize::from(looked_up.days[day].is_some());
        }
    });
    assert!(seen > 200 && worked > 50, "{seen} days, {worked} worked");
}

/// What a part's master of what is worked costs, with all that is kept, and what rounding to minor
/// units half-hour by half-hour may change.
fn as_it_is(problem: &Problem, search: &Search<'_>, part: &Part) -> (f64, f64) {
    let roster = search.incumbent().expect("everybody has a tour");
    let mut pricer = Pricer::default();
    let mut mending = Mending::new(problem, &roster, part, (&mut pricer, &|| None));
    let balance = mending.solve(Method::Dual).expect("it is solved").expect("in time");
    let rounding = (2 * problem.slots * problem.queues.len()) as f64;
    (balance.cost + mending.kept as f64, rounding)
}

#[test]
fn a_master_of_what_is_worked_costs_what_the_roster_does() {
    let (mut seen, mut same) = (0, 0);
    each_roster(0..500, |seed, problem, search, part| {
        let (total, rounding) = as_it_is(problem, search, part);
        let cost = search.cost() as f64;
        assert!(total <= cost + rounding, "seed {seed}: {total}, the roster {cost}");
        seen += 1;
        same += usize::from((total - cost).abs() <= rounding);
    });
    assert!(seen > 100 && same > seen / 3, "{same} of {seen} rosters");
}

/// Tickets on the first queue all through the horizon, due some slots after they come.
fn tickets_throughout(problem: &mut Problem, dice: &mut Dice) {
    if problem.cyclic || problem.queues.iter().any(|queue| !queue.goals.is_empty()) {
        return;
    }
    let (later, slots) = (dice.from(0, 20) as usize, problem.slots);
    let arriving: Vec<f64> = (0..slots).map(|_| dice.from(0, 4) as f64 / 4.0).collect();
    let due = (0..slots).map(|slot| arriving.iter().take(slot.saturating_sub(later)).sum());
    let due = due.collect();
    problem.queues[0].tickets = Some(Tickets { arriving, due, price: 500.0 });
}

#[test]
fn tickets_before_and_after_a_part_cost_in_its_master_what_they_do_in_the_roster() {
    let (mut seen, mut same) = (0, 0);
    each_changed(0..500, tickets_throughout, |seed, problem, search, part| {
        let slots = touched(problem, part);
        if slots.start == 0 || slots.end == problem.slots || search.seating.late() == 0 {
            return;
        }
        let (total, rounding) = as_it_is(problem, search, part);
        let cost = search.cost() as f64;
        assert!(total <= cost + rounding, "seed {seed}: {total}, the roster {cost}");
        seen += 1;
        same += usize::from((total - cost).abs() <= rounding);
    });
    assert!(seen > 100 && same > 30, "{same} of {seen} rosters");
}

#[test]
fn what_is_mended_is_lawful_holds_the_rest_and_costs_no_less_than_the_bound() {
    let (mut mended, mut cheaper) = (0, 0);
    each_roster(0..500, |seed, problem, search, part| {
        let roster = search.incumbent().expect("everybody has a tour");
        let (mut pricer, mut random) = (Pricer::default(), Pcg64Mcg::seed_from_u64(seed));
        let mut mending = Mending::new(problem, &roster, part, (&mut pricer, &|| None));
        let kept = mending.kept as f64;
        let balance = mending.converge(f64::INFINITY).expect("it is solved").expect("in time");
        let bound = balance.cost + kept - NEAR;
        let found = mending.dive(balance, &mut random).expect("it is solved").expect("in time");
        let changed: HashSet<usize> = found.tours.iter().map(|(agent, _)| *agent).collect();
        assert_eq!(changed, part.people.iter().copied().collect(), "seed {seed}");
        search.change(found);
        for (agent, (tour, before)) in search.tours.iter().flatten().zip(&roster.tours).enumerate()
        {
            let class = &problem.classes[problem.agents[agent]];
            let price = class.laws.price(tour, &class.days).map(|p| p + class.shift_costs(tour));
            assert_eq!(price, Some(tour.cost), "seed {seed}: {tour:?}");
            let free = |day: &usize| part.people.contains(&agent) && part.days.contains(day);
            for day in (0..tour.days.len()).filter(|day| !free(day)) {
                assert_eq!(tour.days[day], before.days[day], "seed {seed}: a held day");
            }
        }
        assert_eq!(search.own, search.tours.iter().flatten().map(|t| t.cost).sum::<i64>());
        let cost = search.cost() as f64;
        let rounding = (2 * problem.slots * problem.queues.len()) as f64;
        assert!(cost >= bound - rounding, "seed {seed}: {cost} below {bound}");
        mended += 1;
        cheaper += usize::from(search.cost() < roster.cost());
    });
    assert!(mended > 100 && cheaper > 15, "{cheaper} of {mended} rosters got cheaper");
}

/// What a tour is worth at these values of half-hours, and that laws and shifts charge its cost.
fn worth(problem: &Problem, member: &Member<'_>, tour: &Tour, values: &[f64]) -> f64 {
    let class = &problem.classes[member.class];
    let price = class.laws.price(tour, &class.days).map(|p| p + class.shift_costs(tour));
    assert_eq!(price, Some(tour.cost), "{tour:?}");
    let served = member.served(problem, tour.clone(), &Prices::zero(problem));
    served.serves.iter().map(|&(slot, _)| values[slot]).sum::<f64>() - tour.cost as f64
}

#[test]
fn who_may_work_on_some_days_only_works_on_these_and_the_best_days_are_the_best_tours() {
    let (mut seen, mut none) = (0, 0);
    each_roster(0..100, |seed, problem, search, _| {
        let mut dice = Dice::new(seed);
        let (mut pricer, agent) = (Pricer::default(), search.tours.len() - 1);
        let mut member = Member::free(problem, agent);
        let values: Vec<f64> =
            (0..problem.slots).map(|_| dice.from(-2_000, 6_000) as f64).collect();
        let free = member.best(problem, &values, &mut pricer).expect("a lawful tour");
        let days = free.days.len();
        let mut best = f64::NEG_INFINITY;
        for number in 0..1 << days {
            let works: Vec<bool> = (0..days).map(|day| number >> day & 1 == 1).collect();
            member.keep_days(&works);
            let Some(tour) = member.best(problem, &values, &mut pricer) else {
                none += 1;
                continue;
            };
            let worked: Vec<bool> = tour.days.iter().map(Option::is_some).collect();
            assert_eq!(worked, works, "seed {seed}");
            best = best.max(worth(problem, &member, &tour, &values));
            seen += 1;
        }
        let free = worth(problem, &member, &free, &values);
        assert!((free - best).abs() < 1e-6, "seed {seed}: {free}, of all patterns {best}");
    });
    assert!(seen > 500 && none > 100, "{seen} patterns, {none} that no tour has");
}

#[test]
fn days_from_a_mixture_are_worked_in_lawful_tours_near_what_the_bound_says() {
    let (mut seen, mut near) = (0, 0);
    each_roster(0..200, |seed, problem, search, _| {
        let (mut crew, mut random) = (Crew::one(), Pcg64Mcg::seed_from_u64(seed));
        let climbed = climb(problem, (guess(problem), &mut crew), &|| None, &mut |_, _| {});
        let climbed = climbed.expect("everybody has a tour");
        let known = (&climbed.mixture, &climbed.prices);
        let mut days = |left: Option<Duration>| {
            let tools = (&mut Pricer::default(), &mut random);
            patterned(problem, known, tools, &|| left).expect("it is solved")
        };
        assert_eq!(days(Some(Duration::ZERO)), None, "seed {seed}: no time for a master");
        let Some(tours) = days(None) else { return };
        assert_eq!(tours.len(), problem.agents.len(), "seed {seed}");
        for (agent, tour) in tours.iter().enumerate() {
            let class = &problem.classes[problem.agents[agent]];
            let price = class.laws.price(tour, &class.days).map(|p| p + class.shift_costs(tour));
            assert_eq!(price, Some(tour.cost), "seed {seed}: {tour:?}");
        }
        search.adopt(tours);
        let bound = certify(problem, &climbed.prices, &mut crew).expect("lawful").bound;
        let rounding = (2 * problem.slots * problem.queues.len()) as f64;
        assert!(search.cost() as f64 >= bound - rounding, "seed {seed}: below {bound}");
        seen += 1;
        near += usize::from((search.cost() as f64) < 1.25 * bound);
    });
    assert!(seen > 40 && near > seen / 3, "{near} of {seen} near their bound");
}
