//! The stationary law of a chain, walked outwards from its likeliest state.
//!
//! `π(i) · death(i) = π(i−1) · birth`, so each state follows from its neighbour by one ratio that
//! is below 1 on the way out. Nothing overflows, no factorial is formed, and a state is left out
//! only when all beyond it together weigh less than 10⁻¹⁷ of what lies on their side.

use super::chain::Chain;

/// Weights below this share of what is summed already are left out.
const NEGLIGIBLE: f64 = 1e-17;
/// Weights below this are zero for every purpose.
const VANISHED: f64 = 1e-290;

/// The stationary law seen by an arriving customer (Poisson arrivals see time averages).
#[derive(Debug, Clone)]
pub(super) struct Law {
    /// Probability that somebody can answer at once.
    pub(super) at_once: f64,
    /// Mean number of contacts open when somebody is free, times the probability of that.
    pub(super) open_at_once: f64,
    /// What an arrival finds when all agents hold as much as they can.
    pub(super) waiting: Waiting,
    /// Probability that the waiting room is full.
    pub(super) blocked: f64,
}

/// Probabilities of finding nobody free and `k` customers waiting.
#[derive(Debug, Clone)]
pub(super) enum Waiting {
    /// `first · ratio^k` for every `k` without end.
    Geometric { first: f64, ratio: f64 },
    /// `mass[j]` for `k = from + j`; a full waiting room is not among them.
    Listed { from: u64, mass: Vec<f64> },
}

/// More customers than this are never at one queue at once.
const CROWD: u64 = 10_000_000_000;

impl Law {
    /// Everybody is free: the law of a flow in which nothing arrives.
    pub(super) const fn idle() -> Self {
        let waiting = Waiting::Listed { from: 0, mass: Vec::new() };
        Self { at_once: 1.0, open_at_once: 0.0, waiting, blocked: 0.0 }
    }

    /// The law of `chain`; `None` when it has none because the queue grows without end, or beyond
    /// anything that could wait.
    pub(super) fn of(chain: &Chain<'_>) -> Option<Self> {
        let mode = chain.mode().filter(|mode| *mode <= CROWD)?;
        let held = chain.held;
        let mut sums = Sums::default();
        let down = walk_down(chain, mode, &mut sums);
        let up = walk_up(chain, mode, &mut sums);
        let first = if down.is_empty() { held } else { mode + 1 - down.len() as u64 };
        Some(sums.normalised(chain, first, down, up))
    }
}

/// Unnormalised sums over the states in which somebody is free.
#[derive(Debug, Default)]
struct Sums {
    free: f64,
    open: f64,
}

impl Sums {
    fn add(&mut self, state: u64, weight: f64) {
        self.free += weight;
        self.open += weight * state as f64;
    }

    /// `first`: the lowest busy state listed; `down`: weights from the mode to it; `up`: above.
    fn normalised(self, chain: &Chain<'_>, first: u64, down: Vec<f64>, up: Vec<f64>) -> Law {
        let mut mass = down;
        mass.reverse();
        mass.extend(up);
        let endless = chain.is_endless();
        let ratio = chain.birth / chain.full;
        let listed = mass.iter().sum::<f64>();
        let busy = if endless { listed / (1.0 - ratio) } else { listed };
        let total = self.free + busy;
        mass.iter_mut().for_each(|m| *m /= total);
        let full = !mass.is_empty() && chain.last == Some(first + mass.len() as u64 - 1);
        let blocked = if full { mass.pop().unwrap_or(0.0) } else { 0.0 };
        let waiting = if endless {
            Waiting::Geometric { first: mass.first().copied().unwrap_or(0.0), ratio }
        } else {
            Waiting::Listed { from: first - chain.held, mass }
        };
        Law { at_once: self.free / total, open_at_once: self.open / total, waiting, blocked }
    }
}

/// From the mode, weight 1, down to the empty system; returns the weights of busy states.
fn walk_down(chain: &Chain<'_>, mode: u64, sums: &mut Sums) -> Vec<f64> {
    let (per_birth, held) = (1.0 / chain.birth, chain.held);
    let (mut busy, mut weight) = (Vec::new(), 1.0);
    for state in (0..=mode).rev() {
        if state >= held {
            busy.push(weight);
        } else {
            sums.add(state, weight);
        }
        let next = if state == 0 { 0.0 } else { weight * (chain.death(state) * per_birth) };
        let left_out = state <= held && next < NEGLIGIBLE * sums.free;
        if left_out || next < VANISHED {
            break;
        }
        weight = next;
    }
    busy
}

/// From just above the mode upwards; returns the weights of busy states.
fn walk_up(chain: &Chain<'_>, mode: u64, sums: &mut Sums) -> Vec<f64> {
    let (birth, held) = (chain.birth, chain.held);
    let last = if chain.is_endless() { held } else { chain.last.unwrap_or(u64::MAX) };
    let (mut busy, mut weight, mut beyond) = (Vec::new(), 1.0, 0.0);
    let mut state = mode;
    while state < last {
        state += 1;
        let ratio = birth / chain.death(state);
        weight *= ratio;
        if weight < VANISHED {
            break;
        }
        if state < held {
            sums.add(state, weight);
            continue;
        }
        busy.push(weight);
        beyond += weight;
        let rest = if ratio < 1.0 { weight * ratio / (1.0 - ratio) } else { f64::INFINITY };
        if rest < NEGLIGIBLE * beyond {
            break;
        }
    }
    busy
}
