//! Textbook closed forms, written without the engine so that each can catch the other's errors.
//!
//! `A` is the offered load in erlangs (contacts per second × mean handle seconds), `n` the number
//! of agents, `H` the mean handle time, `θ` the rate at which a waiting customer hangs up.

use domain::{Agents, Erlangs, Seconds, Share};
use statrs::function::gamma::{gamma_lr, ln_gamma};

/// Erlang B: the share of contacts turned away when nobody can wait.
///
/// ```text
/// B(0) = 1,   B(n) = A·B(n−1) / (n + A·B(n−1))
/// ```
/// Source: Erlang (1917); the recursion in Jagerman (1974). It is stable for every `n` and `A`.
#[must_use]
pub fn erlang_b(load: Erlangs, agents: Agents) -> Share {
    let a = load.0;
    share((1..=agents.0).fold(1.0, |b, n| a * b / (f64::from(n) + a * b)))
}

/// Erlang C: the probability of waiting when nobody hangs up; `None` when the load is not less
/// than the agents, because then the queue grows without end.
///
/// ```text
/// C = n·B / (n − A·(1 − B))
/// ```
/// Source: Erlang (1917); Gans, Koole & Mandelbaum (2003), section 4.
#[must_use]
pub fn erlang_c(load: Erlangs, agents: Agents) -> Option<Share> {
    let (a, n) = (load.0, f64::from(agents.0));
    let b = erlang_b(load, agents).get();
    (a < n).then(|| share(n * b / (n - a * (1.0 - b))))
}

/// Service level of Erlang C: `1 − C·exp(−(n − A)·T/H)`, of all contacts (all are answered).
#[must_use]
pub fn erlang_c_service_level(
    load: Erlangs,
    agents: Agents,
    handle: Seconds,
    within: Seconds,
) -> Option<Share> {
    let spare = f64::from(agents.0) - load.0;
    erlang_c(load, agents).map(|c| share(1.0 - c.get() * (-spare * within.0 / handle.0).exp()))
}

/// Mean wait of Erlang C: `C·H / (n − A)`.
#[must_use]
pub fn erlang_c_mean_wait(load: Erlangs, agents: Agents, handle: Seconds) -> Option<Seconds> {
    let spare = f64::from(agents.0) - load.0;
    erlang_c(load, agents).map(|c| Seconds(c.get() * handle.0 / spare))
}

/// Erlang A: probability of waiting and share that hangs up, for a mean `patience` above zero.
///
/// ```text
/// F = Σ_{k≥0} λᵏ / Π_{j=1..k}(nμ + jθ) = c·eʸ·y^(−c)·γ(c, y),   c = nμ/θ,  y = λ/θ
/// P(wait) = F·B / (1 + (F − 1)·B),      P(hang up | wait) = 1/(ρF) + 1 − 1/ρ,   ρ = A/n
/// ```
/// `γ` is the lower incomplete gamma function. Good while `c` and `y` are moderate; the engine
/// has no such limit. `None` for no agents or no load.
///
/// Source: Palm (1957); Garnett, Mandelbaum & Reiman (2002).
#[must_use]
pub fn erlang_a(
    load: Erlangs,
    agents: Agents,
    handle: Seconds,
    patience: Seconds,
) -> Option<(Share, Share)> {
    let (n, ratio) = (f64::from(agents.0), patience.0 / handle.0);
    let (c, y) = (n * ratio, load.0 * ratio);
    if !(c > 0.0 && y > 0.0) {
        return None;
    }
    let log_f = c.ln() + y - c * y.ln() + ln_gamma(c) + gamma_lr(c, y).ln();
    let (f, b, rho) = (log_f.exp(), erlang_b(load, agents).get(), load.0 / n);
    let wait = f * b / (1.0 + (f - 1.0) * b);
    Some((share(wait), share(wait * (1.0 / (rho * f) + 1.0 - 1.0 / rho))))
}

/// M/M/n/K: probability of waiting and share turned away with `places` to wait in.
///
/// ```text
/// P(n) = 1 / (1/B + ρ + … + ρ^places),   P(wait) = P(n)·(1 + … + ρ^(places−1)),
/// blocked = P(n)·ρ^places,               ρ = A/n
/// ```
/// `None` for no agents.
#[must_use]
pub fn finite_room(load: Erlangs, agents: Agents, places: u32) -> Option<(Share, Share)> {
    let rho = load.0 / f64::from(agents.0);
    let b = erlang_b(load, agents).get();
    if agents.0 == 0 || b == 0.0 {
        return None;
    }
    let powers = |up_to: u32| (0..up_to).map(|k| rho.powi(k as i32)).sum::<f64>();
    let all_busy = 1.0 / (1.0 / b + powers(places + 1) - 1.0);
    Some((share(all_busy * powers(places)), share(all_busy * rho.powi(places as i32))))
}

fn share(value: f64) -> Share {
    Share::new(value.clamp(0.0, 1.0)).unwrap_or(Share::NONE)
}
