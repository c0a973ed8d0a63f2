//! Small chains solved by brute force: balance equations by elimination, waits by integration.

use domain::{Agents, Channel, Contacts, Minutes, Seconds};
use proptest::prelude::*;
use solver::staffing::queueing::{Flow, Of};

/// A small system in plain numbers, rates per second.
#[derive(Debug, Clone)]
struct Small {
    rate: f64,
    /// Completion rate of one agent with 1, 2, … contacts open.
    pace: Vec<f64>,
    agents: usize,
    hang_up: f64,
    room: usize,
}

impl Small {
    fn held(&self) -> usize {
        self.agents * self.pace.len()
    }

    fn full(&self) -> f64 {
        self.agents as f64 * self.pace[self.pace.len() - 1]
    }

    /// Completions per second with `i` contacts dealt out one by one to the least busy agent.
    fn completion(&self, i: usize) -> f64 {
        let mut open = vec![0; self.agents];
        for contact in 0..i.min(self.held()) {
            open[contact % self.agents] += 1;
        }
        open.iter().filter(|&&o| o > 0).map(|&o| self.pace[o - 1]).sum()
    }

    /// The stationary law from the dense balance equations, by Gaussian elimination.
    fn law(&self) -> Vec<f64> {
        let states = self.held() + self.room + 1;
        let mut a = vec![vec![0.0; states + 1]; states];
        for i in 0..states {
            if i + 1 < states {
                a[i + 1][i] += self.rate;
                a[i][i] -= self.rate;
            }
            if i > 0 {
                let waiting = i.saturating_sub(self.held()) as f64;
                let down = self.completion(i) + waiting * self.hang_up;
                a[i - 1][i] += down;
                a[i][i] -= down;
            }
        }
        a[states - 1] = vec![1.0; states + 1];
        eliminate(a)
    }

    /// Probability that who finds `k` waiting is answered within `time`, by integrating the
    /// customer's way through the queue (Runge–Kutta of order four).
    fn answered_within(&self, k: usize, time: f64) -> f64 {
        let steps = 4000;
        let h = time / f64::from(steps);
        let slope = |p: &[f64]| -> Vec<f64> {
            let ahead = |j: usize| self.full() + j as f64 * self.hang_up;
            let mut d: Vec<f64> = (0..=k)
                .map(|j| {
                    let into = if j < k { ahead(j + 1) * p[j + 1] } else { 0.0 };
                    into - (ahead(j) + self.hang_up) * p[j]
                })
                .collect();
            d.push(self.full() * p[0]);
            d
        };
        let shifted = |p: &[f64], d: &[f64], by: f64| -> Vec<f64> {
            p.iter().zip(d).map(|(p, d)| p + by * d).collect()
        };
        let mut p = vec![0.0; k + 2];
        p[k] = 1.0;
        for _ in 0..steps {
            let a = slope(&p);
            let b = slope(&shifted(&p, &a, h / 2.0));
            let c = slope(&shifted(&p, &b, h / 2.0));
            let d = slope(&shifted(&p, &c, h));
            for j in 0..p.len() {
                p[j] += h / 6.0 * (a[j] + 2.0 * b[j] + 2.0 * c[j] + d[j]);
            }
        }
        p[k + 1]
    }

    fn flow(&self) -> Flow {
        let alone = self.pace[0];
        let speed = self.pace.iter().map(|p| p / alone).collect();
        let concurrency = self.pace.len() as u32;
        let channel = Channel::Chat { concurrency, speed, measured_at: 1.0 };
        let patience = (self.hang_up > 0.0).then(|| Seconds(1.0 / self.hang_up));
        Flow::new(Contacts(self.rate * 60.0), Minutes(1), Seconds(1.0 / alone))
            .and_then(|f| f.handled_as(&channel))
            .and_then(|f| f.with_patience(patience))
            .expect("a flow")
            .with_waiting_room(self.room as u32)
    }
}

/// Solves the augmented system `a`, pivoting on the largest entry of each column.
fn eliminate(mut a: Vec<Vec<f64>>) -> Vec<f64> {
    let n = a.len();
    for col in 0..n {
        let pivot = (col..n).max_by(|&x, &y| a[x][col].abs().total_cmp(&a[y][col].abs()));
        a.swap(col, pivot.expect("a row"));
        let top = a[col].clone();
        for row in (0..n).filter(|&r| r != col) {
            let times = a[row][col] / top[col];
            a[row].iter_mut().zip(&top).for_each(|(cell, t)| *cell -= times * t);
        }
    }
    (0..n).map(|i| a[i][n] / a[i][i]).collect()
}

/// Two to eight contacts at once, a few places to wait, more or less patience.
fn small() -> impl Strategy<Value = Small> {
    let pace = prop_oneof![
        Just(vec![0.01]),
        Just(vec![0.01, 0.016]),
        Just(vec![0.01, 0.016, 0.02]),
        Just(vec![0.01, 0.02, 0.03]),
    ];
    let patience = prop_oneof![Just(0.0), 0.001..0.05];
    (0.001..0.12, pace, 1..4_usize, patience, 1..9_usize)
        .prop_map(|(rate, pace, agents, hang_up, room)| Small { rate, pace, agents, hang_up, room })
}

#[track_caller]
fn same(got: f64, exact: f64, what: &str) {
    assert!((got - exact).abs() < 1e-9 * exact.abs().max(1e-3), "{what}: {got}, exactly {exact}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(40)
    })]

    #[test]
    fn every_measure_of_a_small_chain_follows_from_its_balance_equations(s in small()) {
        let law = s.law();
        let steady = s.flow().with(Agents(s.agents as u32)).expect("a finite queue settles");
        let (held, last) = (s.held(), s.held() + s.room);
        let waiting: f64 = (held..=last).map(|i| (i - held) as f64 * law[i]).sum();
        let done: f64 = (0..=last).map(|i| s.completion(i) * law[i]).sum();
        let open: f64 = (0..=last).map(|i| i.min(held) as f64 * law[i]).sum();
        same(steady.wait_probability().get(), law[held..last].iter().sum(), "wait probability");
        same(steady.blocking().get(), law[last], "blocking");
        same(steady.abandonment().get(), waiting * s.hang_up / s.rate, "abandonment");
        same(steady.answered().get(), done / s.rate, "answered");
        same(steady.occupancy().get(), done / s.full(), "occupancy");
        same(steady.mean_open(), open, "open contacts");
        same(steady.mean_waiting(), waiting, "customers waiting");
        let of_all = waiting / (s.rate * (1.0 - law[last]));
        same(steady.mean_wait_of_all().expect("some are let in").0, of_all, "wait of all");
    }

    #[test]
    fn waits_of_a_small_chain_follow_from_integrating_the_queue(s in small(), time in 1.0..200.0) {
        let law = s.law();
        let steady = s.flow().with(Agents(s.agents as u32)).expect("a finite queue settles");
        let (held, last) = (s.held(), s.held() + s.room);
        let at_once: f64 = law[..held].iter().sum();
        let in_time: f64 = (held..last).map(|i| law[i] * s.answered_within(i - held, time)).sum();
        let got = steady.service_level(Seconds(time), Of::Offered).get();
        prop_assert!((got - at_once - in_time).abs() < 1e-7, "{got}, {}", at_once + in_time);
        let answered = steady.service_level(Seconds(time), Of::Answered).get();
        same(answered * steady.answered().get(), got, "of those answered");
    }
}
