//! The law of the wait of a customer who finds `k` others waiting.
//!
//! With all agents busy, `R` contacts finish per second and each waiting customer hangs up at rate
//! `θ`, so whoever finds `k` others waits `V = Σ_{j=0..k} Exp(R + jθ)` if they do not hang up
//! themselves. With `c = R/θ` and `x = exp(−θT)`:
//!
//! ```text
//! exp(−θV) ~ Beta(c, k+1)            V of whoever finds k waiting
//! exp(−θV) ~ Beta(c+1, k+1)          the same, among those who are answered in the end
//! P(V > T) = P(Beta(a, k+1) < x) = Σ_{j=0..k} x^a (1−x)^j · a(a+1)…(a+j−1) / j!
//! ```
//!
//! The sum has positive terms, each a ratio away from the one before, so it is exact to rounding
//! and costs one step per waiting customer. For `θ → 0` it becomes the Poisson sum of Erlang C:
//! `(1−x)(a+j−1)/j → RT/j`.

/// Terms below `exp` of this are carried as logarithms.
const LOG_SMALL: f64 = -600.0;

/// `P(V > T)` for growing `k`, one term at a time.
#[derive(Debug, Clone)]
pub(super) struct LateSum {
    /// `a·θ`: `R` for everybody, `R + θ` among those who are answered.
    pace: f64,
    hang_up: f64,
    /// `(1 − exp(−θT)) / θ`, which is `T` when nobody hangs up.
    reach: f64,
    next: u64,
    log: f64,
    term: f64,
    sum: f64,
}

impl LateSum {
    /// For the wait that everybody faces if they do not hang up.
    pub(super) fn of_virtual_wait(full: f64, hang_up: f64, time: f64) -> Self {
        Self::start(full, hang_up, time)
    }

    /// For the wait of those who are answered in the end.
    pub(super) fn of_answered(full: f64, hang_up: f64, time: f64) -> Self {
        Self::start(full + hang_up, hang_up, time)
    }

    fn start(pace: f64, hang_up: f64, time: f64) -> Self {
        let reach = if hang_up > 0.0 { -(-hang_up * time).exp_m1() / hang_up } else { time };
        let log = -pace * time;
        let term = if log > LOG_SMALL { log.exp() } else { 0.0 };
        Self { pace, hang_up, reach, next: 1, log, term, sum: term }
    }

    /// `P(V > T)` of whoever finds `k` waiting; `k` may not fall from call to call.
    pub(super) fn up_to(&mut self, k: u64) -> f64 {
        while self.next <= k {
            let j = self.next as f64;
            let factor = self.reach * (self.pace + (j - 1.0) * self.hang_up) / j;
            if self.log > LOG_SMALL {
                self.term *= factor;
            } else {
                self.log += factor.ln();
                if self.log > LOG_SMALL {
                    self.term = self.log.exp();
                }
            }
            self.sum += self.term;
            self.next += 1;
        }
        self.sum.min(1.0)
    }
}
