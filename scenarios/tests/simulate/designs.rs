//! The canonical designs of skill-based routing (V, N, M, W) against their exact Markov chains.
//!
//! The chain knows nothing of the simulator: states are counted people and waiting contacts, the
//! balance equations are solved by Gauss–Seidel sweeps. Lines are cut off where patience has made
//! longer ones impossible for practical purposes.

use domain::{Estimate, Seconds};
use scenarios::simulate::{
    Afterwards, AgentGroup, Arrivals, Budget, Closing, ContactClass, Selection, Shape, Station,
    StationReport,
};
use std::collections::HashMap;

/// Classes and groups with static priorities: what a class asks first, what a group takes first.
struct Design {
    /// Contacts per hour, seconds of handling, seconds of patience.
    classes: Vec<(f64, f64, f64)>,
    /// Per class, its groups in the order in which they are asked.
    asks: Vec<Vec<usize>>,
    /// People per group.
    people: Vec<u32>,
    /// Per group, its classes in the order in which they are taken.
    takes: Vec<Vec<usize>>,
    /// No line is ever longer in the chain.
    line_max: u32,
}

/// People of group `g` busy with class `c` at `g · classes + c`, then contacts waiting per class.
type State = Vec<u32>;

/// States by number, the flows into each, and the rate at which each is left.
struct Chain {
    states: Vec<State>,
    into: Vec<Vec<(usize, f64)>>,
    out: Vec<f64>,
}

struct Exact {
    /// Per class: answered at once ÷ offered, hung up ÷ offered, mean seconds waited by all.
    classes: Vec<[f64; 3]>,
    /// Per group: busy ÷ there.
    occupancy: Vec<f64>,
}

impl Design {
    fn waiting(&self, state: &State, class: usize) -> u32 {
        state[self.people.len() * self.classes.len() + class]
    }

    fn busy(&self, state: &State, group: usize) -> u32 {
        let classes = self.classes.len();
        state[group * classes..(group + 1) * classes].iter().sum()
    }

    /// The group that takes an arriving contact at once.
    fn free(&self, state: &State, class: usize) -> Option<usize> {
        let mut asked = self.asks[class].iter().copied();
        asked.find(|&group| self.busy(state, group) < self.people[group])
    }

    /// What may happen next, at which rate per second.
    fn moves(&self, state: &State) -> Vec<(State, f64)> {
        let (classes, lines) = (self.classes.len(), self.people.len() * self.classes.len());
        let mut all = Vec::new();
        let mut go = |rate: f64, change: &dyn Fn(&mut State)| {
            let mut next = state.clone();
            change(&mut next);
            all.push((next, rate));
        };
        for (class, &(per_hour, handle, patience)) in self.classes.iter().enumerate() {
            let waiting = self.waiting(state, class);
            match self.free(state, class) {
                Some(group) => go(per_hour / 3600.0, &|s| s[group * classes + class] += 1),
                None if waiting < self.line_max => {
                    go(per_hour / 3600.0, &|s| s[lines + class] += 1)
                }
                None => {}
            }
            if waiting > 0 {
                go(f64::from(waiting) / patience, &|s| s[lines + class] -= 1);
            }
            for group in 0..self.people.len() {
                let done = state[group * classes + class];
                let mut takes = self.takes[group].iter().copied();
                let next = takes.find(|&c| self.waiting(state, c) > 0);
                if done > 0 {
                    go(f64::from(done) / handle, &|s| {
                        s[group * classes + class] -= 1;
                        if let Some(next) = next {
                            s[group * classes + next] += 1;
                            s[lines + next] -= 1;
                        }
                    });
                }
            }
        }
        all
    }

    /// Every state that can be reached from the empty one, and the flows into each.
    fn chain(&self) -> Chain {
        let empty = vec![0; self.people.len() * self.classes.len() + self.classes.len()];
        let mut numbers = HashMap::from([(empty.clone(), 0)]);
        let mut states = vec![empty];
        let (mut into, mut out) = (vec![Vec::new()], Vec::new());
        let mut at = 0;
        while at < states.len() {
            let moves = self.moves(&states[at]);
            out.push(moves.iter().map(|(_, rate)| rate).sum());
            for (next, rate) in moves {
                let number = *numbers.entry(next).or_insert_with_key(|next| {
                    states.push(next.clone());
                    into.push(Vec::new());
                    states.len() - 1
                });
                into[number].push((at, rate));
            }
            at += 1;
        }
        Chain { states, into, out }
    }

    /// The stationary law: `π(i) · out(i) = Σ π(j) · rate(j → i)`, swept until nothing moves.
    fn exact(&self) -> Exact {
        let Chain { states, into, out } = self.chain();
        let mut law = vec![1.0 / states.len() as f64; states.len()];
        for sweep in 0.. {
            assert!(sweep < 20_000, "the chain does not settle");
            let mut moved = 0.0_f64;
            for at in 0..law.len() {
                let flow: f64 = into[at].iter().map(|&(from, rate)| law[from] * rate).sum();
                moved += (flow / out[at] - law[at]).abs();
                law[at] = flow / out[at];
            }
            let sum: f64 = law.iter().sum();
            law.iter_mut().for_each(|share| *share /= sum);
            if moved < 1e-10 {
                break;
            }
        }
        let mean = |f: &dyn Fn(&State) -> f64| -> f64 {
            states.iter().zip(&law).map(|(state, share)| share * f(state)).sum()
        };
        let class = |class: usize| {
            let (per_hour, _, patience) = self.classes[class];
            let arrive = per_hour / 3600.0;
            let line = mean(&|s| f64::from(self.waiting(s, class)));
            let cut = mean(&|s| f64::from(u8::from(self.waiting(s, class) == self.line_max)));
            assert!(cut < 2e-5, "longer lines are possible: {cut}");
            let at_once = mean(&|s| f64::from(u8::from(self.free(s, class).is_some())));
            [at_once, line / patience / arrive, line / arrive]
        };
        let group = |g: usize| mean(&|s| f64::from(self.busy(s, g))) / f64::from(self.people[g]);
        Exact {
            classes: (0..self.classes.len()).map(class).collect(),
            occupancy: (0..self.people.len()).map(group).collect(),
        }
    }

    /// The same as a station: one tier per class or group asked.
    fn station(&self, hours: usize) -> Station {
        let warm_up = hours / 10;
        let periods = hours + warm_up;
        let tiers = |order: &Vec<usize>| order.iter().map(|&n| vec![n]).collect();
        let class = |(&(per_hour, handle, patience), asks): (&(f64, f64, f64), _)| ContactClass {
            expected: vec![per_hour; periods],
            arrivals: Arrivals::Poisson,
            handle: vec![Seconds(handle); periods],
            handle_shape: Shape::Exponential,
            patience: Some(vec![Seconds(patience); periods]),
            patience_shape: Shape::Exponential,
            within: Seconds(0.0),
            groups: tiers(asks),
            retry: None,
            waits: true,
            afterwards: Afterwards::default(),
        };
        let group = |(&people, takes): (&u32, _)| AgentGroup {
            agents: vec![people; periods],
            classes: tiers(takes),
        };
        Station {
            period: Seconds(3600.0),
            periods,
            classes: self.classes.iter().zip(&self.asks).map(class).collect(),
            groups: self.people.iter().zip(&self.takes).map(group).collect(),
            capacity: None,
            selection: Selection::LongestIdle,
            busyness: 0.0,
            warm_up,
            closing: Closing::Stop,
        }
    }

    /// Simulates, prints a row per measure, and holds each within its 99 % limits.
    fn holds(&self, name: &str) -> (Exact, StationReport) {
        let exact = self.exact();
        let budget = Budget { least: 40, most: 40, contacts: u64::MAX, half_width: 0.0 };
        let report = self.station(1000).simulate(1998, &budget).expect("a valid station");
        for (number, (exact, shown)) in exact.classes.iter().zip(&report.classes).enumerate() {
            let class = number + 1;
            close(name, &format!("class {class} at once"), shown.level_of_offered, exact[0]);
            close(name, &format!("class {class} hung up"), shown.abandonment, exact[1]);
            close(name, &format!("class {class} wait of all"), shown.wait_of_all, exact[2]);
        }
        for (number, (&exact, shown)) in exact.occupancy.iter().zip(&report.groups).enumerate() {
            close(name, &format!("group {} busy", number + 1), *shown, exact);
        }
        (exact, report)
    }
}

#[track_caller]
#[expect(clippy::print_stdout, reason = "the table of the benchmarks, with --nocapture")]
fn close(design: &str, name: &str, estimate: Option<Estimate>, exact: f64) {
    let Estimate { mean, half_width } = estimate.expect("something to divide by");
    println!("| {design} | {name} | {exact:.5} | {mean:.5} ± {half_width:.5} |");
    let off = (mean - exact).abs();
    assert!(off <= 1.34 * half_width, "{design}, {name}: {mean} ± {half_width} against {exact}");
    assert!(half_width < 0.05 * exact, "{design}, {name}: ± {half_width} shows nothing");
}

#[test]
fn v_one_group_takes_the_urgent_class_first() {
    let design = Design {
        classes: vec![(60.0, 150.0, 120.0), (100.0, 240.0, 300.0)],
        asks: vec![vec![0], vec![0]],
        people: vec![8],
        takes: vec![vec![0, 1]],
        line_max: 40,
    };
    let (exact, _) = design.holds("V");
    // Both meet the same doors; the urgent wait less behind them.
    assert!((exact.classes[0][0] - exact.classes[1][0]).abs() < 1e-9);
    assert!(exact.classes[0][2] < 0.5 * exact.classes[1][2]);
}

#[test]
fn n_the_second_group_helps_the_first_class_when_its_own_leaves_time() {
    let design = Design {
        classes: vec![(100.0, 180.0, 180.0), (60.0, 240.0, 120.0)],
        asks: vec![vec![0, 1], vec![1]],
        people: vec![4, 5],
        takes: vec![vec![0], vec![1, 0]],
        line_max: 24,
    };
    design.holds("N");
}

#[test]
fn m_people_of_both_skills_are_asked_last() {
    let design = Design {
        classes: vec![(70.0, 180.0, 90.0), (50.0, 240.0, 240.0)],
        asks: vec![vec![0, 2], vec![1, 2]],
        people: vec![3, 2, 2],
        takes: vec![vec![0], vec![1], vec![1, 0]],
        line_max: 24,
    };
    design.holds("M");
}

#[test]
fn w_the_class_in_the_middle_has_two_groups() {
    let design = Design {
        classes: vec![(40.0, 120.0, 40.0), (50.0, 180.0, 50.0), (30.0, 240.0, 60.0)],
        asks: vec![vec![0], vec![0, 1], vec![1]],
        people: vec![3, 4],
        takes: vec![vec![0, 1], vec![2, 1]],
        line_max: 11,
    };
    design.holds("W");
}
