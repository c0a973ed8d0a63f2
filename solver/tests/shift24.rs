//! The shift benchmark's engine on problems small enough to try every roster.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use solver::shift24::{Cover, Options, Person, Problem, ShiftType, Stopped, Tour, solve};
use std::ops::ControlFlow;
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

/// Stops by work: no clock has a say, and no programme is mixed.
fn quick(seed: u64) -> Options {
    Options { seed, time: None, work: Some(4_000), stall: None, gap: 0.0 }
}

/// Stops by time: everything the engine can do.
fn timed(seed: u64) -> Options {
    Options { seed, time: Some(Duration::from_millis(150)), work: None, stall: None, gap: 0.0 }
}

/// Three types of different lengths, so that loads of minutes are uneven.
fn uneven(seed: u64, days: usize) -> Problem {
    let mut rng = Pcg64Mcg::seed_from_u64(seed);
    let mut lengths = || *[360, 450, 480, 600, 720].get(rng.random_range(0..5)).expect("one");
    let types = vec![
        ShiftType { minutes: lengths(), cannot_follow: vec![] },
        ShiftType { minutes: lengths(), cannot_follow: vec![0] },
        ShiftType { minutes: lengths(), cannot_follow: vec![0, 1] },
    ];
    let mut person = || Person {
        most_per_type: (0..3).map(|_| rng.random_range(0..=4)).collect(),
        minutes_max: rng.random_range(20..=50) * 60,
        minutes_min: rng.random_range(5..=18) * 60,
        run_max: rng.random_range(2..=4),
        run_min: rng.random_range(1..=3),
        off_min: rng.random_range(1..=3),
        weekends_max: rng.random_range(0..=2),
        penalty: (0..days).map(|_| (0..4).map(|_| rng.random_range(0..5)).collect()).collect(),
        days_off: Vec::new(),
    };
    let people = vec![person()];
    let mut need = || Cover { required: rng.random_range(0..=1), under: 12, over: 1 };
    let cover = (0..days).map(|_| vec![need(), need(), need()]).collect();
    Problem { days, types, people, cover }
}

/// Every tour of `choices` choices a day.
fn tours_of(choices: u8, days: usize) -> Vec<Tour> {
    let mut tours: Vec<Tour> = vec![Vec::new()];
    for _ in 0..days {
        let longer = |tour: &Tour| (0..choices).map(|c| [tour.as_slice(), &[c]].concat()).collect();
        tours = tours.iter().flat_map::<Vec<Tour>, _>(longer).collect();
    }
    tours
}

/// Neither cost nor bound nor a claim of optimality contradicts the true optimum.
#[track_caller]
fn holds(problem: &Problem, options: &Options, best: Option<i64>) {
    let answer = solve(problem, options, &mut |_| ControlFlow::Continue(()));
    let seed = options.seed;
    let Some(best) = best else {
        assert_eq!(answer.cost, None, "seed {seed}");
        return;
    };
    assert!(answer.bound <= best, "seed {seed}: bound {} above {best}", answer.bound);
    assert!(answer.cost.is_none_or(|cost| cost >= best), "seed {seed}: {:?}", answer.cost);
    if answer.stopped == Stopped::Optimal {
        assert_eq!(answer.cost, Some(best), "seed {seed}: claimed optimal");
    }
    let tours = answer.tours.unwrap_or_default();
    assert!(tours.iter().enumerate().all(|(i, tour)| problem.allows(i, tour)), "seed {seed}");
    if let Some(cost) = answer.cost {
        assert_eq!(problem.cost(&tours), cost, "seed {seed}: the cost is recounted");
    }
}

#[test]
fn one_person_gets_the_cheapest_of_all_tours() {
    for seed in 0..24 {
        let problem = problem(seed, 1, 8);
        let lawful = tours_of(3, 8).into_iter().filter(|tour| problem.allows(0, tour));
        let best = lawful.map(|tour| problem.cost(&[tour])).min();
        let answer = solve(&problem, &timed(seed), &mut |_| ControlFlow::Continue(()));
        assert_eq!(answer.cost, best, "seed {seed}");
        holds(&problem, &quick(seed), best);
    }
}

#[test]
fn types_of_different_lengths_and_limits_never_break_a_law_or_a_bound() {
    for seed in 200..260 {
        let problem = uneven(seed, 7);
        let lawful = tours_of(4, 7).into_iter().filter(|tour| problem.allows(0, tour));
        let best = lawful.map(|tour| problem.cost(&[tour])).min();
        holds(&problem, &quick(seed), best);
    }
}

#[test]
fn the_same_work_gives_the_same_roster() {
    let problem = problem(7, 6, 14);
    let once = solve(&problem, &quick(3), &mut |_| ControlFlow::Continue(()));
    assert_eq!(once, solve(&problem, &quick(3), &mut |_| ControlFlow::Continue(())));
    assert!(once.tours.is_some() && once.stopped != Stopped::Time);
}

#[test]
fn two_people_share_the_work_at_least_cost() {
    for seed in 100..116 {
        let problem = problem(seed, 2, 6);
        let tours = |person: usize| {
            let lawful = tours_of(3, 6).into_iter().filter(|tour| problem.allows(person, tour));
            lawful.collect::<Vec<_>>()
        };
        let (first, second) = (tours(0), tours(1));
        let pairs = first.iter().flat_map(|one| second.iter().map(move |two| (one, two)));
        let best = pairs.map(|(one, two)| problem.cost(&[one.clone(), two.clone()])).min();
        let answer = solve(&problem, &timed(seed), &mut |_| ControlFlow::Continue(()));
        assert_eq!(answer.cost, best, "seed {seed}");
        holds(&problem, &timed(seed), best);
        holds(&problem, &quick(seed), best);
    }
}
