//! Tiny random centres of which every roster is tried: no claim of the engine is wrong.
//!
//! `cargo run --release -p solver --example tiny_centres -- --seeds 0..10000` tries more of them.

#[path = "twins/dice.rs"]
mod dice;
#[path = "twins/lawbook.rs"]
mod lawbook;
#[path = "twins/rosters.rs"]
#[allow(dead_code, reason = "the twins break rosters as well")]
mod rosters;
#[path = "twins/shifts.rs"]
mod shifts;
#[path = "twins/worlds.rs"]
#[allow(dead_code, reason = "the twins draw worlds of other sizes")]
mod worlds;

#[path = "tiny/centres.rs"]
mod centres;
#[path = "tiny/half_hours.rs"]
mod half_hours;
#[path = "tiny/people.rs"]
mod people;
#[path = "tiny/truth.rs"]
mod truth;
#[path = "tiny/verdict.rs"]
mod verdict;

use verdict::{Kind, seen};

#[test]
fn no_claim_about_a_tiny_centre_is_wrong() {
    let (mut closed, mut impossible, mut wrong) = (0, 0, Vec::new());
    let (mut cheapest, mut found) = (0, 0);
    for seed in 0..300 {
        let seen = seen(seed, 300);
        wrong.extend(seen.wrong.iter().map(|what| format!("seed {seed}: {what}")));
        let is_found = matches!(seen.kind, Kind::Closed | Kind::Cheapest | Kind::Dearer);
        found += usize::from(is_found);
        cheapest += usize::from(is_found && seen.above < 1e-6);
        closed += usize::from(seen.kind == Kind::Closed);
        impossible += usize::from(seen.kind == Kind::Impossible);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(closed > 10 && impossible > 20, "{closed} closed, {impossible} impossible");
    assert!(cheapest * 10 >= found * 8, "{cheapest} of {found} are the cheapest");
}
