//! What a number of agents does with a flow: the measures of the stationary law.

use super::Flow;
use super::chain::Chain;
use super::late::LateSum;
use super::law::{Law, Waiting};
use domain::{Agents, Erlangs, Seconds, Share};

/// Of which contacts a service level is a share. Each is a different number: always say which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Of {
    /// Of all that are offered: hang-ups and turned-away contacts count against it.
    #[default]
    Offered,
    /// Of those that are answered at all.
    Answered,
    /// Of those offered, leaving out who hangs up within the target time.
    OfferedLessShortAbandons,
}

/// A flow that its agents never catch up with: nobody hangs up, everybody fits, and more work
/// comes in than can be done, so there is no steady state to speak of.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{workload:.2} of work for {agents} without hang-ups: the queue grows without end")]
pub struct Unstable {
    /// The work offered, in fully busy agents.
    pub workload: Erlangs,
    /// The agents there.
    pub agents: Agents,
}

/// A flow and its agents in the long run.
///
/// # Examples
/// A textbook queue: two agents, one erlang; a third of the customers has to wait.
/// ```
/// use domain::{Agents, Contacts, Minutes, Seconds};
/// use solver::staffing::queueing::Flow;
/// let flow = Flow::new(Contacts(1.0), Minutes(60), Seconds(3600.0)).unwrap();
/// let steady = flow.with(Agents(2)).unwrap();
/// assert!((steady.wait_probability().get() - 1.0 / 3.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone)]
pub struct Steady {
    rate: f64,
    full: f64,
    hang_up: f64,
    impatient: bool,
    held: f64,
    law: Law,
}

impl Flow {
    /// The long run of this flow with `agents` at their desks.
    ///
    /// Cost: a few dozen to a few hundred states around the likeliest one; 10,000 agents are fine.
    ///
    /// # Errors
    /// [`Unstable`] when nobody hangs up, the waiting room is endless and the work is not less
    /// than what the agents can do (by one part in 10⁹).
    pub fn with(&self, agents: Agents) -> Result<Steady, Unstable> {
        let chain = Chain::new(self, agents.0);
        let law = if self.rate == 0.0 { Some(Law::idle()) } else { Law::of(&chain) };
        let law = law.ok_or(Unstable { workload: self.workload(), agents })?;
        Ok(Steady {
            rate: self.rate,
            full: chain.full,
            hang_up: self.hang_up,
            impatient: self.impatient,
            held: chain.held as f64,
            law,
        })
    }
}

impl Steady {
    /// Probability that a contact has to wait before it is answered or hangs up.
    #[must_use]
    pub fn wait_probability(&self) -> Share {
        share(match &self.law.waiting {
            Waiting::Geometric { first, ratio } => first / (1.0 - ratio),
            Waiting::Listed { mass, .. } => mass.iter().sum(),
        })
    }

    /// Share of the offered contacts that finds the waiting room full and is turned away.
    #[must_use]
    pub fn blocking(&self) -> Share {
        share(if self.impatient { 0.0 } else { self.law.blocked })
    }

    /// Share of the offered contacts that hangs up before an answer.
    ///
    /// `θ · E[waiting] / λ`: what hangs up in a second over what arrives in it.
    #[must_use]
    pub fn abandonment(&self) -> Share {
        if self.impatient {
            return share(self.law.blocked);
        }
        share(if self.rate > 0.0 { self.hang_up * self.mean_waiting() / self.rate } else { 0.0 })
    }

    /// Share of the offered contacts that is answered at all.
    #[must_use]
    pub fn answered(&self) -> Share {
        share(self.law.at_once + self.over_waiting(|k| self.served(k)))
    }

    /// Mean wait of those who are answered: the average speed of answer. `None` when nobody is.
    ///
    /// Who finds everybody busy and `k` waiting is answered after
    /// `Σ_{j=1..k+1} 1 / (R + jθ)` on average, `R` being the agents' greatest completion rate.
    #[must_use]
    pub fn mean_wait(&self) -> Option<Seconds> {
        let mut climbed = (0, 0.0);
        let waited = match &self.law.waiting {
            Waiting::Geometric { first, ratio } => first / (1.0 - ratio) / (self.full - self.rate),
            Waiting::Listed { .. } => self.over_waiting(|k| {
                while climbed.0 <= k {
                    climbed.0 += 1;
                    climbed.1 += 1.0 / (self.full + climbed.0 as f64 * self.hang_up);
                }
                self.served(k) * climbed.1
            }),
        };
        let answered = self.answered().get();
        (answered > 0.0).then(|| Seconds(waited / answered))
    }

    /// Mean wait of everybody who is let in, until the answer or the hang-up.
    ///
    /// Little's law: `E[waiting] / (λ · (1 − blocking))`. `None` when nobody is let in.
    #[must_use]
    pub fn mean_wait_of_all(&self) -> Option<Seconds> {
        let let_in = self.rate * (1.0 - self.law.blocked);
        if self.rate == 0.0 || self.impatient {
            return Some(Seconds(0.0));
        }
        (let_in > 0.0).then(|| Seconds(self.mean_waiting() / let_in))
    }

    /// Mean number of customers waiting.
    #[must_use]
    pub fn mean_waiting(&self) -> f64 {
        match &self.law.waiting {
            Waiting::Geometric { first, ratio } => first * ratio / (1.0 - ratio).powi(2),
            Waiting::Listed { from, mass } => {
                let room = (from + mass.len() as u64) as f64;
                let listed: f64 =
                    mass.iter().enumerate().map(|(j, m)| (from + j as u64) as f64 * m).sum();
                listed + if self.law.blocked > 0.0 { room * self.law.blocked } else { 0.0 }
            }
        }
    }

    /// Mean number of contacts being handled: busy agents on the phone, open chats on chat.
    #[must_use]
    pub fn mean_open(&self) -> f64 {
        self.law.open_at_once + (1.0 - self.law.at_once) * self.held
    }

    /// Share of the work that the agents could do which they do: contacts finished over the most
    /// they could finish. On the phone it is the share of their time in which agents are busy.
    ///
    /// Nobody at all counts as fully occupied as soon as something is offered.
    #[must_use]
    pub fn occupancy(&self) -> Share {
        if self.rate == 0.0 {
            return Share::NONE;
        }
        if self.full == 0.0 {
            return Share::ALL;
        }
        let done = self.rate * (1.0 - self.abandonment().get() - self.blocking().get());
        share(done / self.full)
    }

    /// Share of contacts answered within `within`, of those that `of` counts.
    ///
    /// `P(at once) + Σ_k π(k) · R/(R+(k+1)θ) · P(Beta(c+1, k+1) ≥ exp(−θT))`, with `c = R/θ`.
    /// With nobody to count, 0 of 0 is taken for 0.
    #[must_use]
    pub fn service_level(&self, within: Seconds, of: Of) -> Share {
        let in_time = self.answered_within(within);
        let all = match of {
            Of::Offered => 1.0,
            Of::Answered => self.answered().get(),
            Of::OfferedLessShortAbandons => 1.0 - self.hung_up_within(within).get(),
        };
        share(if all > 0.0 { in_time / all } else { 0.0 })
    }

    /// Share of the offered contacts that hangs up within `within`: the short abandons.
    #[must_use]
    pub fn hung_up_within(&self, within: Seconds) -> Share {
        if self.impatient {
            return self.abandonment();
        }
        let waiting = self.wait_exceeds(within).get();
        let gone = self.over_waiting(|_| 1.0) + self.law.at_once - waiting;
        share(gone - self.answered_within(within))
    }

    /// Probability that an offered contact still waits after `time`, neither answered nor gone.
    #[must_use]
    pub fn wait_exceeds(&self, time: Seconds) -> Share {
        if let Waiting::Geometric { first, ratio } = self.law.waiting {
            let left = -(self.full - self.rate) * time.0;
            return share(first / (1.0 - ratio) * left.exp());
        }
        let stays = (-self.hang_up * time.0).exp();
        let mut later = LateSum::of_virtual_wait(self.full, self.hang_up, time.0);
        share(stays * self.over_waiting(|k| later.up_to(k)))
    }

    /// Share of the offered contacts answered within `within`.
    fn answered_within(&self, within: Seconds) -> f64 {
        if within.0 < 0.0 {
            return 0.0;
        }
        if let Waiting::Geometric { .. } = self.law.waiting {
            return 1.0 - self.wait_exceeds(within).get();
        }
        let mut late = LateSum::of_answered(self.full, self.hang_up, within.0);
        self.law.at_once + self.over_waiting(|k| self.served(k) * (1.0 - late.up_to(k)))
    }

    /// Probability that who finds `k` waiting is answered in the end.
    fn served(&self, k: u64) -> f64 {
        if self.full == 0.0 {
            return 0.0;
        }
        self.full / (self.full + (k + 1) as f64 * self.hang_up)
    }

    /// `Σ_k P(nobody free, k waiting) · value(k)` over arrivals who wait, in rising order of `k`.
    fn over_waiting(&self, mut value: impl FnMut(u64) -> f64) -> f64 {
        match &self.law.waiting {
            Waiting::Geometric { first, ratio } => first / (1.0 - ratio) * value(0),
            Waiting::Listed { from, mass } => {
                mass.iter().enumerate().map(|(j, m)| m * value(from + j as u64)).sum()
            }
        }
    }
}

/// A share, with what rounding puts outside 0 to 1 put back.
fn share(value: f64) -> Share {
    Share::new(value.clamp(0.0, 1.0)).unwrap_or(Share::NONE)
}
