//! What small steps look up of a tour against what the pricing says of it.

use super::Search;
use super::shared::Shared;
use crate::roster::dice::Dice;
use crate::roster::pricing::{Placed, Pricer, Tour};
use crate::roster::problem::nouns::numbers;
use crate::roster::problem::{Choice, Class};
use crate::roster::{Case, ChangePrice, Keep, Replan, rosters, worlds};
use domain::{Activity, AgentId, Grid, Minutes, Money, Provenance, Roster, Shift, Span, Stretch};
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

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

#[test]
fn the_pricing_charges_changes_as_they_are_counted_afterwards() {
    let price = ChangePrice { shift: Money(700), person: Money(1_900) };
    let (mut seen, mut charged) = (0, 0);
    for seed in 0..150 {
        let mut dice = Dice::new(9_000 + seed);
        let world = worlds::random(&mut dice);
        let told = rosters::random(&mut dice, &world);
        let (keep, freeze) = (Keep::default(), None);
        let again = Replan { told: &told, name: None, edited_from: None, freeze, keep, price };
        let case = Case { told: Some(again), ..world.case() };
        let (Ok(plain), Ok(again_numbers)) = (numbers(&world.case()), numbers(&case)) else {
            continue;
        };
        for (agent, person) in world.centre.agents.iter().enumerate() {
            let class = &again_numbers.problem.classes[again_numbers.problem.agents[agent]];
            let usual = &plain.problem.classes[plain.problem.agents[agent]];
            let mut value = || dice.from(-2_000, 6_000) as f64;
            let values: Vec<f64> = (0..plain.problem.slots).map(|_| value()).collect();
            let problem = &again_numbers.problem;
            let Some(priced) = Pricer::default().best(problem, class, &values) else { continue };
            let Some(without) = the_same(&priced.tour, class, usual) else { continue };
            let laws = usual.laws.price(&without, &usual.days).expect("lawful without it as well");
            let shifts = shifts_of(&priced.tour, class, world.grid(), &person.id);
            let own =
                |r: &Roster| r.shifts.iter().filter(|s| s.agent == person.id).cloned().collect();
            let told_own: Vec<Shift> = own(&told);
            let roster = |shifts| Roster::new(world.grid().clone(), shifts, Provenance::default());
            let alone = roster(told_own);
            let again = Replan { told: &alone, ..again };
            let charge = again.charge(&again.changes(&world.centre, &roster(shifts)));
            let by_pricing = priced.tour.cost - laws - usual.shift_costs(&without);
            assert_eq!(by_pricing, charge.0, "seed {seed}: {:?}", priced.tour);
            seen += 1;
            charged += usize::from(charge > Money::ZERO);
        }
    }
    assert!(seen > 100 && charged > 50, "{seen} tours, {charged} charged");
}

/// Rosters dearer than this break floors that must not be broken; who mans which depends on who
/// came first.
const NEVER_WORTH_IT: i64 = 100_000_000;

#[test]
fn slides_keep_every_count_as_a_roster_counted_anew_has_it() {
    let (mut slid, mut kept) = (0, 0);
    for seed in 0..200 {
        let mut dice = Dice::new(40_000 + seed);
        let world = worlds::random(&mut dice);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let problem = &numbers.problem;
        let mut search = Search::new(problem, Pcg64Mcg::seed_from_u64(seed));
        if search.construct().is_err() {
            continue;
        }
        let built: Vec<Tour> = search.tours.iter().flatten().cloned().collect();
        for _ in 0..400 {
            let (before, tours) = (search.cost(), search.tours.clone());
            search.slide(500.0, i64::MIN);
            if search.tours == tours {
                assert_eq!(search.cost(), before, "seed {seed}: taken back, yet not as it was");
            }
            slid += 1;
        }
        let tours: Vec<Tour> = search.tours.iter().flatten().cloned().collect();
        kept += usize::from(tours != built);
        assert_eq!(tours.len(), problem.agents.len(), "seed {seed}: somebody lost their tour");
        for (tour, &class) in tours.iter().zip(&problem.agents) {
            let class = &problem.classes[class];
            let laws = class.laws.price(tour, &class.days).map(|p| p + class.shift_costs(tour));
            assert_eq!(laws, Some(tour.cost), "seed {seed}: {tour:?}");
        }
        assert_eq!(search.own, tours.iter().map(|t| t.cost).sum::<i64>(), "seed {seed}");
        let mut anew = Search::new(problem, Pcg64Mcg::seed_from_u64(seed));
        anew.adopt(tours);
        if anew.cost() > NEVER_WORTH_IT {
            continue;
        }
        let apart = (anew.cost() - search.cost()).abs();
        assert!(apart <= anew.cost() / 100 + 500, "seed {seed}: {apart} apart of {}", anew.cost());
    }
    assert!(slid > 10_000 && kept > 20, "{slid} slides, {kept} worlds changed");
}

#[test]
fn a_slide_that_pays_seems_to_pay() {
    let (mut refused, mut paid, mut missed) = (0, 0, 0);
    for seed in 0..400 {
        let mut dice = Dice::new(50_000 + seed);
        let world = worlds::random(&mut dice);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let mut search = Search::new(&numbers.problem, Pcg64Mcg::seed_from_u64(seed));
        if search.construct().is_err() || search.cost() > NEVER_WORTH_IT {
            continue;
        }
        for _ in 0..1_500 {
            let before = search.cost();
            let Some((seems, pays)) = search.seems_and_pays() else { continue };
            assert_eq!(search.cost(), before, "seed {seed}: taken back, yet not as it was");
            refused += usize::from(!seems);
            paid += usize::from(pays);
            missed += usize::from(pays && !seems);
            search.slide(500.0, i64::MIN);
        }
    }
    assert!(refused > 1_000 && paid > 1_000, "{refused} refused, {paid} paid");
    assert_eq!(missed, 0, "of {paid}");
}

#[test]
fn two_searches_go_on_from_the_cheaper_roster_and_see_what_it_is_worth() {
    let (mut taken, mut kept) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(60_000 + seed);
        let world = worlds::random(&mut dice);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let problem = &numbers.problem;
        let search = |way: u64| Search::new(problem, Pcg64Mcg::seed_from_u64(seed ^ way));
        let (mut mine, mut other) = (search(0), search(1));
        if mine.construct().is_err() || mine.cost() > NEVER_WORTH_IT {
            continue;
        }
        other.adopt(mine.incumbent().expect("everybody has a tour").tours);
        let all = 0..problem.slots;
        for (search, slides) in [(&mut mine, 40), (&mut other, 400)] {
            for _ in 0..slides {
                search.slide(500.0, i64::MIN);
            }
            (0..problem.pools.len()).for_each(|pool| search.refresh(pool, all.clone()));
        }
        let shared = Shared::default();
        let (one, two) = (mine.cost(), other.cost());
        let still = other.incumbent().expect("still");
        other.meet(&shared, still);
        let best = mine.incumbent().expect("still");
        let best = mine.meet(&shared, best);
        assert_eq!((best.cost(), mine.cost()), (one.min(two), one.min(two)), "seed {seed}");
        if two >= one {
            kept += 1;
            continue;
        }
        assert_eq!(mine.tours, other.tours, "seed {seed}");
        for search in [&mut mine, &mut other] {
            (0..problem.pools.len()).for_each(|pool| search.refresh(pool, all.clone()));
        }
        assert!(mine.values == other.values, "seed {seed}: what was known of another roster");
        taken += 1;
    }
    assert!(taken > 10 && kept > 20, "{taken} taken over, {kept} kept");
}

#[test]
fn a_search_that_begins_anew_takes_the_other_along_and_the_best_is_kept() {
    let mut dearer = 0;
    for seed in 0..400 {
        let mut dice = Dice::new(61_000 + seed);
        let world = worlds::random(&mut dice);
        let Ok(numbers) = numbers(&world.case()) else { continue };
        let search = |way: u64| Search::new(&numbers.problem, Pcg64Mcg::seed_from_u64(seed ^ way));
        let (mut mine, mut other) = (search(0), search(1));
        if mine.construct().is_err() || mine.cost() > NEVER_WORTH_IT {
            continue;
        }
        other.adopt(mine.incumbent().expect("everybody has a tour").tours);
        for _ in 0..400 {
            mine.slide(500.0, i64::MIN);
        }
        let (mine_was, other_was) = (mine.incumbent().expect("all"), other.incumbent());
        if mine_was.cost() >= other.cost() {
            continue;
        }
        let shared = Shared::default();
        let best = mine.meet(&shared, mine_was.clone());
        other.begin_anew(&shared);
        // the other search is dearer, and followed; the best is not lost
        let best = mine.meet(&shared, best);
        assert_eq!((best.cost(), mine.cost()), (mine_was.cost(), other.cost()), "seed {seed}");
        assert_eq!(mine.tours, other.tours, "seed {seed}");
        // going home shows the best again, and takes the other along
        mine.restore(&best);
        let best = mine.meet(&shared, best);
        let theirs = other.meet(&shared, other_was.expect("all"));
        assert_eq!((theirs.cost(), other.cost()), (best.cost(), best.cost()), "seed {seed}");
        dearer += 1;
    }
    assert!(dearer > 20, "{dearer} began dearer");
}

/// A tour among the choices of a class that was told nothing.
fn the_same(tour: &Tour, class: &Class, usual: &Class) -> Option<Tour> {
    let day = |(day, placed): (usize, &Option<Placed>)| {
        let Some(placed) = placed else { return Some(None) };
        let choice = &class.days[day].all[placed.choice];
        let same = |c: &Choice| {
            (c.start, c.span, c.template) == (choice.start, choice.span, choice.template)
                && c.breaks == choice.breaks
        };
        let choice = usual.days[day].all.iter().position(same)?;
        Some(Some(Placed { choice, breaks: placed.breaks.clone() }))
    };
    let days = tour.days.iter().enumerate().map(day).collect::<Option<_>>()?;
    Some(Tour { days, cost: 0 })
}

/// The shifts of a tour, all of them idle.
fn shifts_of(tour: &Tour, class: &Class, grid: &Grid, agent: &AgentId) -> Vec<Shift> {
    let shift = |(day, placed): (usize, &Option<Placed>)| {
        let choice = &class.days[day].all[placed.as_ref()?.choice];
        let at = |slots: usize| grid.horizon().start + Minutes(slots as i64 * grid.interval().0);
        let span = Span::new(at(choice.start), at(choice.end()));
        let stretches = vec![Stretch { span, activity: Activity::Idle }];
        Some(Shift { agent: agent.clone(), date: grid.date(day), stretches })
    };
    tour.days.iter().enumerate().filter_map(shift).collect()
}
