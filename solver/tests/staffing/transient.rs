//! A day as it really runs: the time-dependent chain, integrated, judges requirements made for
//! steady half-hours.

use super::centres::{centre, contacts, demand, each, grid, phone, service};
use domain::{Queue, Seconds};
use solver::staffing::{Options, require};

const HALF_HOUR: f64 = 1800.0;

/// Contacts of each half-hour on a day with one wave: 6 at midnight, 60 at noon.
fn wave(slot: usize) -> f64 {
    33.0 - 27.0 * (slot as f64 / 48.0 * std::f64::consts::TAU).cos()
}

/// Share of each half-hour's contacts that is answered at once when `people` are there, from the
/// Kolmogorov equations of the chain over two equal days; the second one counts.
fn answered_at_once(people: &[u32], of: fn(usize) -> f64, handle: f64, patience: f64) -> Vec<f64> {
    let mut p = vec![0.0; 200];
    p[0] = 1.0;
    let mut shares = vec![0.0; people.len()];
    for day in 0..2 {
        for (slot, &n) in people.iter().enumerate() {
            let rate = of(slot) / HALF_HOUR;
            let death = |i: usize| {
                (i as f64).min(f64::from(n)) / handle
                    + i.saturating_sub(n as usize) as f64 / patience
            };
            let deaths: Vec<f64> = (0..p.len()).map(death).collect();
            let steps = 900;
            let h = HALF_HOUR / f64::from(steps);
            let mut free = 0.0;
            for _ in 0..steps {
                free += p[..n as usize].iter().sum::<f64>() / f64::from(steps);
                step(&mut p, rate, &deaths, h);
            }
            if day == 1 {
                shares[slot] = free;
            }
        }
    }
    shares
}

/// One Euler step of length `h`.
fn step(p: &mut [f64], rate: f64, deaths: &[f64], h: f64) {
    let last = p.len() - 1;
    let mut up_before = 0.0;
    for i in 0..=last {
        let up = if i < last { rate * p[i] } else { 0.0 };
        let from_above = if i < last { deaths[i + 1] * p[i + 1] } else { 0.0 };
        let change = up_before - up + from_above - deaths[i] * p[i];
        up_before = up;
        p[i] += h * change;
    }
}

/// People per half-hour and the share of its contacts that they answer at once.
struct Day {
    people: Vec<u32>,
    at_once: Vec<f64>,
}

impl Day {
    /// A day of contacts of `handle` seconds, to be answered at once in 80 of 100 cases.
    fn of(contacts_of: fn(usize) -> f64, handle: f64, lag: bool) -> Self {
        let patience = 600.0;
        let target = [each(service(80.0, 0.0))];
        let queue = Queue { patience: Some(Seconds(patience)), ..phone(&target) };
        // Two days, so that the lag knows the evening before.
        let grid = grid(2);
        let own = contacts(&queue, &grid, handle, |s| contacts_of(s % 48));
        let demand = demand(&grid, vec![own]);
        let options = Options { lag, ..Options::default() };
        let made = require(&centre(vec![queue]), &demand, &options).expect("a requirement");
        let people: Vec<u32> = made.queues[0].agents[48..].iter().map(|a| a.0).collect();
        let at_once = answered_at_once(&people, contacts_of, handle, patience);
        Self { people, at_once }
    }
    fn worst(&self) -> f64 {
        self.at_once.iter().copied().fold(1.0, f64::min)
    }
    fn best(&self) -> f64 {
        self.at_once.iter().copied().fold(0.0, f64::max)
    }
    fn agent_slots(&self) -> u32 {
        self.people.iter().sum()
    }
}

#[test]
fn with_half_hour_contacts_the_lag_keeps_the_target_that_steady_half_hours_miss() {
    let (plain, lagged) = (Day::of(wave, 1800.0, false), Day::of(wave, 1800.0, true));
    assert!(plain.worst() < 0.65, "the falling side of the wave: {:.3}", plain.worst());
    assert!(lagged.worst() > 0.795, "{:.3}", lagged.worst());
    assert!(lagged.best() < plain.best(), "nor is the rising side overstaffed");
    assert!(lagged.agent_slots().abs_diff(plain.agent_slots()) * 50 < plain.agent_slots());
}

#[test]
fn with_three_minute_contacts_it_hardly_matters() {
    let (plain, lagged) = (Day::of(wave, 180.0, false), Day::of(wave, 180.0, true));
    assert!(plain.worst() > 0.77 && lagged.worst() > 0.77);
}

/// A queue that opens at eight with 120 contacts in every half-hour and closes at eight.
fn shop(slot: usize) -> f64 {
    if (16..40).contains(&slot) { 120.0 } else { 0.0 }
}

#[test]
fn the_half_hour_after_opening_keeps_its_target_too() {
    let day = Day::of(shop, 300.0, true);
    assert!(day.at_once[16..40].iter().all(|&share| share > 0.8), "{:?}", &day.at_once[16..40]);
}
