//! Urgent before ordinary: classes of contacts served by the same people in order of rank.
//!
//! Whoever becomes free takes the first of the highest class that waits; a contact at hand is never
//! put down. While all agents are full they finish `R` contacts a second, whatever the class, so
//! the contacts of a class and those above it wait as in a single queue:
//!
//! ```text
//! P(all full)  C     as without ranks: the order changes nothing about how many there are
//! mean wait    C / (R·(1 − σ(k−1))·(1 − σ(k)))                σ(k) = Σ_{j ≤ k} λ(j) / R
//! wait's law   E[e^{−sW} | all full] = (1 − σ(k))·η / (1 − σ(k)·η)
//!              η(s) = (Λ + R + s − √((Λ + R + s)² − 4ΛR)) / (2Λ)      Λ = Σ_{j < k} λ(j)
//! ```
//! `η` is the transform of a busy period of the classes above: each of the contacts ahead takes as
//! long as it and all the more urgent ones that come meanwhile. The law is inverted numerically
//! (Abate & Whitt 1995); for the first class it is `e^{−(R − λ(1))T}`. Exact for equal exponential
//! handle times; unequal ones are averaged. Nobody hangs up in this model: with patience the share
//! that hangs up is bounded by `C·(1 − E[e^{−θW}])`, and real waits are shorter.
//!
//! Source: Kella & Yechiali (1985), *Waiting times in the non-preemptive priority M/M/c queue*,
//! Stochastic Models 1(2).

use super::complex::Complex;
use super::{Flow, Unstable};
use domain::{Agents, Seconds, Share, TargetKind};

/// Slack within which a target counts as kept.
const SLACK: f64 = 1e-9;

/// Ranked classes and their agents in the long run.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Probability that all agents are full.
    full: f64,
    /// Contacts per second that full agents finish.
    rate: f64,
    /// Arrivals per second of the classes up to each one.
    up_to: Vec<f64>,
    hang_up: Vec<f64>,
}

impl Ranked {
    /// The long run of `flows`, the most urgent first, with `agents` at their desks.
    ///
    /// `None` when the flows' agents do not hold the same number of contacts at once, or when there
    /// are no flows.
    ///
    /// # Errors
    /// [`Unstable`] when the work is not less than what the agents can do.
    pub fn new(flows: &[Flow], agents: Agents) -> Result<Option<Self>, Unstable> {
        let mut merged: Option<Flow> = None;
        for flow in flows {
            let endless = flow.endless();
            let next = match merged {
                None => Some(endless),
                Some(others) => others.merged(&endless),
            };
            let Some(next) = next else { return Ok(None) };
            merged = Some(next);
        }
        let Some(merged) = merged else { return Ok(None) };
        let steady = merged.with(agents)?;
        let mut sum = 0.0;
        let up_to = flows.iter().map(|flow| {
            sum += flow.per_second();
            sum
        });
        Ok(Some(Self {
            full: steady.wait_probability().get(),
            rate: f64::from(agents.0) * merged.fastest(),
            up_to: up_to.collect(),
            hang_up: flows.iter().map(Flow::hang_up_rate).collect(),
        }))
    }

    /// Arrivals per second of the classes above `class`.
    fn above(&self, class: usize) -> f64 {
        class.checked_sub(1).map_or(0.0, |before| self.up_to[before])
    }

    /// Mean wait of a class's contacts, those answered at once included.
    #[must_use]
    pub fn mean_wait(&self, class: usize) -> Seconds {
        let left = |rate: f64| 1.0 - rate / self.rate;
        Seconds(self.full / (self.rate * left(self.above(class)) * left(self.up_to[class])))
    }

    /// Share of a class's contacts answered within `within`.
    #[must_use]
    pub fn service_level(&self, class: usize, within: Seconds) -> Share {
        let late = self.full * self.later(class, within.0);
        Share::new((1.0 - late).clamp(0.0, 1.0)).unwrap_or(Share::NONE)
    }

    /// The most of a class's contacts that hang up: its patience against the waits of a queue in
    /// which nobody does.
    #[must_use]
    pub fn hang_up_at_most(&self, class: usize) -> Share {
        let stays = self.transform(class, Complex::real(self.hang_up[class])).re;
        Share::new((self.full * (1.0 - stays)).clamp(0.0, 1.0)).unwrap_or(Share::NONE)
    }

    /// Share of their time in which agents are busy.
    #[must_use]
    pub fn occupancy(&self) -> Share {
        let work = self.up_to.last().map_or(0.0, |all| all / self.rate);
        Share::new(work.clamp(0.0, 1.0)).unwrap_or(Share::ALL)
    }

    /// Whether a class's contacts get what `target` promises.
    #[must_use]
    pub fn keeps(&self, class: usize, target: &TargetKind) -> bool {
        match *target {
            TargetKind::ServiceLevel { share, within } => {
                self.service_level(class, within).get() >= share.get() - SLACK
            }
            TargetKind::MeanWait(most) => self.mean_wait(class).0 <= most.0 * (1.0 + SLACK),
            TargetKind::Abandonment(most) => {
                self.hang_up_at_most(class).get() <= most.get() + SLACK
            }
            TargetKind::Occupancy(most) => self.occupancy().get() <= most.get() + SLACK,
            TargetKind::Deadline { .. } => false,
        }
    }

    /// `E[e^{−sW}]` of a class's contacts who find all agents full.
    fn transform(&self, class: usize, s: Complex) -> Complex {
        let (above, rate) = (self.above(class), Complex::real(self.rate));
        let eta = if above > 0.0 {
            let sum = s + Complex::real(above + self.rate);
            let root = (sum * sum - Complex::real(4.0 * above * self.rate)).root();
            (sum - root).times(0.5 / above)
        } else {
            rate / (rate + s)
        };
        let share = self.up_to[class] / self.rate;
        eta.times(1.0 - share) / (Complex::real(1.0) - eta.times(share))
    }

    /// `P(W > t)` of a class's contacts who find all agents full: Abate & Whitt's Euler method.
    fn later(&self, class: usize, t: f64) -> f64 {
        if t <= 0.0 {
            return 1.0;
        }
        if class == 0 || self.above(class) == 0.0 {
            return (-(self.rate - self.up_to[class]) * t).exp();
        }
        const ACCURACY: f64 = 18.4;
        const PLAIN: usize = 20;
        const BINOMIAL: [f64; 12] =
            [1.0, 11.0, 55.0, 165.0, 330.0, 462.0, 462.0, 330.0, 165.0, 55.0, 11.0, 1.0];
        let late = |s: Complex| ((Complex::real(1.0) - self.transform(class, s)) / s).re;
        let at = |k: usize| Complex {
            re: ACCURACY / (2.0 * t),
            im: k as f64 * std::f64::consts::PI / t,
        };
        let mut sum = 0.5 * late(at(0));
        let (mut mean, mut sign) = (0.0, -1.0);
        for k in 1..=PLAIN + BINOMIAL.len() - 1 {
            sum += sign * late(at(k));
            sign = -sign;
            if let Some(weight) = k.checked_sub(PLAIN).and_then(|n| BINOMIAL.get(n)) {
                mean += weight / 2048.0 * sum;
            }
        }
        ((ACCURACY / 2.0).exp() / t * mean).clamp(0.0, 1.0)
    }
}
