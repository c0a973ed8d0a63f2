//! The shift benchmark's engine on problems small enough to try every roster.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use solver::shift24::{Cover, Options, Person, Problem, ShiftType, Tour, solve};
use std::time::Duration;

/// Early and late; no early after a late. Eight days from a Monday, limits that bind.
fn problem(seed: u64, people: usize, days: usize) -> Problem {
    let mut rng = Pcg64Mcg::seed_from_u64(seed);
    let types = vec![
        ShiftType { minutes: 480, cannot_follow: vec![] },
        ShiftType { minutes: 600, cannot_follow: vec![0] },
    ];
    let mut person = || {
        let penalty = (0..days).map(|_| (0..3).map(|_| rng.random_range(0..4)).collect()).collect();
        Person {
            most_per_type: vec![rng.random_range(2..=8), rng.random_range(0..=3)],
            minutes_max: rng.random_range(4..=6) * 480,
            minutes_min: rng.random_range(1..=3) * 480,
            run_max: rng.random_range(3..=4),
            run_min: rng.random_range(1..=2),
            off_min: rng.random_range(1..=2),
            weekends_max: rng.random_range(0..=1),
            penalty,
            days_off: vec![rng.random_range(0..days)],
        }
    };
    let people = (0..people).map(|_| person()).collect();
    let mut need = |under| Cover { required: rng.random_range(0..=2), under, over: 1 };
    let cover = (0..days).map(|_| vec![need(10), need(10)]).collect();
    Problem { days, types, people, cover }
}

/// Every tour of choices 0, 1 and off.
fn all_tours(days: usize) -> Vec<Tour> {
    let mut tours: Vec<Tour> = vec![Vec::new()];
    for _ in 0..days {
        let longer = |tour: &Tour| (0..3).map(|c| [tour.as_slice(), &[c]].concat()).collect();
        tours = tours.iter().flat_map::<Vec<Tour>, _>(longer).collect();
    }
    tours
}

fn quick(seed: u64) -> Options {
    Options { seed, time: Duration::from_millis(400) }
}

#[test]
fn one_person_gets_the_cheapest_of_all_tours() {
    for seed in 0..12 {
        let problem = problem(seed, 1, 8);
        let lawful = all_tours(8).into_iter().filter(|tour| problem.allows(0, tour));
        let best = lawful.map(|tour| problem.cost(&[tour])).min();
        let answer = solve(&problem, &quick(seed), &mut |_| {});
        assert_eq!(answer.cost, best, "seed {seed}");
        assert!(best.is_none_or(|best| answer.bound <= best), "seed {seed}: {}", answer.bound);
    }
}

#[test]
fn two_people_share_the_work_at_least_cost() {
    for seed in 100..106 {
        let problem = problem(seed, 2, 6);
        let tours = |person: usize| {
            let lawful = all_tours(6).into_iter().filter(|tour| problem.allows(person, tour));
            lawful.collect::<Vec<_>>()
        };
        let (first, second) = (tours(0), tours(1));
        let pairs = first.iter().flat_map(|one| second.iter().map(move |two| (one, two)));
        let best = pairs.map(|(one, two)| problem.cost(&[one.clone(), two.clone()])).min();
        let answer = solve(&problem, &quick(seed), &mut |_| {});
        assert_eq!(answer.cost, best, "seed {seed}");
        assert!(best.is_none_or(|best| answer.bound <= best), "seed {seed}: {}", answer.bound);
        let tours = answer.tours.unwrap_or_default();
        assert!(tours.iter().enumerate().all(|(i, tour)| problem.allows(i, tour)), "seed {seed}");
    }
}
