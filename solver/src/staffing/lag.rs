//! Load that trails the arrivals when contacts take long.
//!
//! With as many people as it takes, the number of contacts in progress `m(t)` follows
//! `m′ = λ(t) − m/H`: the *modified offered load*. With a constant rate over a slot of length `Δ`
//! it starts at `m₀` and
//!
//! ```text
//! m(t) = λH + (m₀ − λH)·exp(−t/H)
//! ```
//! A slot is staffed for the mean of `m` over its heavier half: the second when the load rises,
//! the first when it falls. The mean over the whole slot would leave too few people where the load
//! changes fast, above all in the half-hour after opening, because service suffers more from five
//! people too few than it gains from five too many.
//!
//! With three-minute calls the result hardly differs from `λH`; with half-hour chats by a third of
//! the step between two half-hours. The day before the horizon is unknown: the first slot starts
//! where it would settle.
//!
//! Source: Eick, Massey & Whitt (1993), *The physics of the M(t)/G/∞ queue*; Jennings, Mandelbaum,
//! Massey & Whitt (1996), *Server staffing to meet time-varying demand*; on averages and maxima
//! over a planning period, Green, Kolesar & Soares (2003), *An improved heuristic for staffing
//! telephone call centers with limited operating hours*.

/// Load of each slot in erlangs; `contacts` and `handle` seconds per slot of `slot` seconds.
pub(super) fn modified(contacts: &[f64], handle: &[f64], slot: f64) -> Vec<f64> {
    let settled = plain(contacts, handle, slot);
    let mut now = settled.first().copied().unwrap_or(0.0);
    let mut loads = Vec::with_capacity(settled.len());
    for (&target, &h) in settled.iter().zip(handle) {
        if h <= 0.0 {
            now = target;
            loads.push(target);
            continue;
        }
        let (half, whole) = ((-slot / 2.0 / h).exp(), (-slot / h).exp());
        let left = if target > now { half - whole } else { 1.0 - half };
        loads.push(target + (now - target) * left * h / (slot / 2.0));
        now = target + (now - target) * whole;
    }
    loads
}

/// Load of each slot by itself: contacts × handle time ÷ slot.
pub(super) fn plain(contacts: &[f64], handle: &[f64], slot: f64) -> Vec<f64> {
    contacts.iter().zip(handle).map(|(c, h)| if *c > 0.0 { c * h / slot } else { 0.0 }).collect()
}
