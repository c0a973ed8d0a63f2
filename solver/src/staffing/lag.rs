//! Load that trails the arrivals when contacts take long.
//!
//! With as many people as it takes, the number of contacts in progress `m(t)` follows
//! `m′ = λ(t) − m/H`: the *modified offered load*. With a constant rate over a slot of length `Δ`
//! it starts at `m₀` and
//!
//! ```text
//! end of slot   m₁ = λH + (m₀ − λH)·exp(−Δ/H)
//! mean          m̄  = λH + (m₀ − λH)·(H/Δ)·(1 − exp(−Δ/H))
//! ```
//! A slot is staffed for its mean `m̄`. With three-minute calls it differs from `λH` by a tenth of
//! the step between two half-hours; with half-hour chats by nearly two thirds of it. The day
//! before the horizon is unknown: the first slot starts where it would settle.
//!
//! Source: Eick, Massey & Whitt (1993), *The physics of the M(t)/G/∞ queue*; Jennings, Mandelbaum,
//! Massey & Whitt (1996), *Server staffing to meet time-varying demand*.

/// Mean load of each slot in erlangs; `contacts` and `handle` seconds per slot of `slot` seconds.
pub(super) fn modified(contacts: &[f64], handle: &[f64], slot: f64) -> Vec<f64> {
    let settled = plain(contacts, handle, slot);
    let mut now = settled.first().copied().unwrap_or(0.0);
    let mut means = Vec::with_capacity(settled.len());
    for (&target, &h) in settled.iter().zip(handle) {
        let left = if h > 0.0 { (-slot / h).exp() } else { 0.0 };
        let share = if h > 0.0 { h / slot * (1.0 - left) } else { 0.0 };
        means.push(target + (now - target) * share);
        now = target + (now - target) * left;
    }
    means
}

/// Load of each slot by itself: contacts × handle time ÷ slot.
pub(super) fn plain(contacts: &[f64], handle: &[f64], slot: f64) -> Vec<f64> {
    contacts.iter().zip(handle).map(|(c, h)| if *c > 0.0 { c * h / slot } else { 0.0 }).collect()
}
