//! Explanations: sums to the cent, and prices held against every roster there is.

use super::dice::Dice;
use super::enumeration;
use super::run;
use super::worlds::{self, World};
use domain::laws::Strength;
use domain::{Agents, Contacts, Money, Seconds, ServiceCurve, Share, TargetKind};
use solver::roster::{
    Explained, Explanation, Limits, Outcome, PromisePrice, Solution, Why, explain,
};
use std::ops::Range;

/// The solution of a world and its explanation, where there is one.
fn explained(world: &World, seed: u64) -> Option<(Box<Solution>, Box<Explained>)> {
    let Ok(Outcome::Found(solution)) = run(world, seed, 150) else { return None };
    let explanation = explain(&world.case(), &solution.roster, seed, &Limits::default());
    match explanation.expect("it can be explained") {
        Explanation::Explained(explained) => Some((solution, explained)),
        Explanation::Impossible(conflict) => panic!("seed {seed}: {conflict:?} but a roster"),
    }
}

#[track_caller]
fn assert_sums(why: &Why, solution: &Solution, seed: u64) {
    assert_eq!(why.cost, solution.total(), "seed {seed}");
    let parts = why.of_people() + why.of_slots() + why.rounding;
    assert_eq!(why.cost - why.bound, parts, "seed {seed}");
    for person in &why.people {
        assert!(person.slack >= Money(-1), "seed {seed}: {person:?}");
    }
    for slot in &why.slots {
        assert!(slot.worth >= Money(-1), "seed {seed}: {slot:?}");
    }
    // nothing but cents is given away, a few for each slot
    let most = 2 * why.prices.agent.iter().map(Vec::len).sum::<usize>() as i64;
    assert!(why.rounding >= Money(-2) && why.rounding <= Money(most + 2), "seed {seed}: {why:?}");
}

#[test]
fn what_a_roster_costs_beyond_its_bound_is_split_to_the_cent() {
    let mut seen = 0;
    for seed in 500..560 {
        let world = worlds::random(&mut Dice::new(seed));
        let Some((solution, explained)) = explained(&world, seed) else { continue };
        assert_sums(&explained.why, &solution, seed);
        let own = solution.why.as_deref().expect("the search proves something");
        assert_sums(own, &solution, seed);
        assert_eq!(own.bound, solution.bound, "seed {seed}");
        seen += 1;
    }
    assert!(seen > 10, "{seen} seen");
}

/// The cheapest roster of a changed world, by trying them all.
fn cheapest(world: &World, change: impl FnOnce(&mut World)) -> Option<Money> {
    let mut changed = world.clone();
    change(&mut changed);
    enumeration::optimum(&changed)
}

#[test]
fn prices_bound_what_every_change_can_save_or_cost() {
    let (mut slots, mut laws, mut people) = (0, 0, 0);
    for seed in 0..260 {
        let world = worlds::tiny(&mut Dice::new(seed));
        if enumeration::count(&world) > 800 {
            continue;
        }
        let Some((_, explained)) = explained(&world, seed) else { continue };
        let why = &explained.why;
        // one more needed: the cheapest roster costs at least the bound and the price
        for (slot, &price) in why.prices.agent[0].iter().enumerate().step_by(7) {
            let needed = world.requirement.queues[0].agents[slot];
            if price == Money::ZERO || needed == Agents(0) {
                continue;
            }
            let more = |w: &mut World| w.requirement.queues[0].agents[slot] = Agents(needed.0 + 1);
            let dearer = cheapest(&world, more).expect("more need bars no roster");
            // a larger need can widen the tier of people whose absence is cheap
            let interval = world.grid().interval();
            let light = world.centre.queues[0].shortage.light.for_minutes(interval, 1.0);
            let price = price.min(light);
            assert!(dearer >= why.bound + price - Money(3), "seed {seed} slot {slot}");
            slots += 1;
        }
        // a law lifted: no roster is cheaper than the bound less its price
        for law in &explained.laws {
            let off = |w: &mut World| *strength(w, law.law) = Strength::Off;
            if law.law == "availability" || law.law == "breaks" || law.law == "opening_hours" {
                continue;
            }
            let cheaper = cheapest(&world, off).expect("fewer laws bar no roster");
            assert!(cheaper >= why.bound - law.at_most - Money(3), "seed {seed}: {law:?}");
            laws += 1;
        }
        // one of the people gone: no roster is cheaper than the bound and what they are worth
        let first = &why.people[0];
        let gone = |w: &mut World| w.centre.agents.retain(|a| a.id != first.agent);
        let without = cheapest(&world, gone).expect("fewer people bar no roster");
        assert!(without >= why.bound + first.net - Money(3), "seed {seed}: {first:?}");
        people += 1;
    }
    assert!(slots > 20 && laws > 8 && people > 5, "{slots} slots, {laws} laws, {people} people");
}

/// Promises half a contact (or ten seconds) tighter or looser, by a slot whose calls nobody's work
/// can change; nothing is late lightly.
fn shifted(world: &mut World, slot: usize, more: f64) {
    for need in &mut world.requirement.queues {
        let kind = need.pooled[0].kind;
        let (lost, each) = match kind {
            TargetKind::ServiceLevel { share, .. } => (1.0 - share.get() - more, 1.0),
            _ => (20.0 - 20.0 * more, 20.0),
        };
        need.curves[slot] = ServiceCurve {
            offered: Contacts(1.0),
            answered_in_time: vec![Contacts(1.0 - lost / each)],
            waited: vec![Seconds(lost)],
        };
    }
}

#[test]
fn a_promise_is_worth_what_a_tighter_or_looser_one_would_change_at_least_or_at_most() {
    let (mut seen, mut tight) = (0, 0);
    for seed in 0..600 {
        let mut world = worlds::promised(&mut Dice::new(40_000 + seed));
        if enumeration::count(&world) > 1_500 {
            continue;
        }
        world.centre.queues.iter_mut().for_each(|q| q.shortage.light_share = Share::NONE);
        shifted(&mut world, 0, 0.0);
        let Some((_, explained)) = explained(&world, seed) else { continue };
        let why = &explained.why;
        for price in why.promises.iter().filter(|p| p.slots.contains(&0)) {
            assert!(price.step >= Money::ZERO, "seed {seed}: {price:?}");
        }
        // the first slot counts for a day, and for a week where one is promised
        let offered = |slots: &Range<usize>| -> f64 {
            world.requirement.queues[0].curves[slots.clone()].iter().map(|c| c.offered.0).sum()
        };
        let worth = |price: &PromisePrice| match price.target.kind {
            TargetKind::MeanWait(_) => 20.0 * price.step.0 as f64 / offered(&price.slots),
            _ => 100.0 * price.step.0 as f64 / offered(&price.slots),
        };
        let first = why.promises.iter().filter(|p| p.slots.contains(&0));
        let worth: f64 = first.map(worth).sum();
        for more in [-0.5, 0.5] {
            let least = why.bound.0 as f64 - worth * more;
            let cheapest = cheapest(&world, |w| shifted(w, 0, more)).expect("as lawful as before");
            let near = 5.0 + 0.01 * worth;
            assert!(cheapest.0 as f64 >= least - near, "seed {seed}: {cheapest} below {least}");
            tight += i32::from(worth > 10.0 && (cheapest.0 as f64) < least + worth.abs());
        }
        seen += 1;
    }
    assert!(seen > 15 && tight > 5, "{seen} seen, {tight} of them tight");
}

fn strength<'w>(world: &'w mut World, law: &str) -> &'w mut Strength {
    let rules = &mut world.centre.rules;
    match law {
        "daily_rest" => &mut rules.daily_rest.strength,
        "daily_hours" => &mut rules.daily_hours.strength,
        "weekly_rest" => &mut rules.weekly_rest.strength,
        "weekly_hours" => &mut rules.weekly_hours.strength,
        "working_days" => &mut rules.working_days.strength,
        "period_hours" => &mut rules.period_hours.strength,
        "overtime_per_day" => &mut rules.overtime_per_day.strength,
        "overtime_per_month" => &mut rules.overtime_per_month.strength,
        "consecutive_days_max" => &mut rules.consecutive_days_max.strength,
        "consecutive_days_min" => &mut rules.consecutive_days_min.strength,
        "consecutive_days_off_min" => &mut rules.consecutive_days_off_min.strength,
        "weekends_off" => &mut rules.weekends_off.strength,
        "nights_in_a_row" => &mut rules.nights_in_a_row.strength,
        "rest_after_nights" => &mut rules.rest_after_nights.strength,
        "start_variation" => &mut rules.start_variation.strength,
        "protected" => &mut rules.protected.strength,
        "minimum_staffing" => &mut rules.minimum_staffing.strength,
        "seat_cap" => &mut rules.seat_cap.strength,
        "fairness" => &mut rules.fairness.strength,
        "preferences" => &mut rules.preferences.strength,
        "locked_shifts" => &mut rules.locked_shifts.strength,
        other => panic!("no law is called {other}"),
    }
}
