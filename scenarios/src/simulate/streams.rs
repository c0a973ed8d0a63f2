//! Random streams: one per source and key, so that two rosters meet the same customers.

use rand_pcg::Pcg64Mcg;

/// What a stream's numbers decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// When contacts arrive.
    Arrivals,
    /// How much work a contact brings.
    Handling,
    /// How long a contact is willing to wait.
    Patience,
    /// How busy a day, and a slot, turns out to be.
    Busyness,
    /// When an agent is briefly absent.
    Absence,
    /// Choices of the router.
    Routing,
    /// What follows a contact's handling.
    Afterwards,
    /// What a contact that was handed over brings.
    HandOver,
}

/// The stream of `source` for these keys (a queue and a slot, an agent and a moment …).
///
/// Streams of different keys are independent for all purposes here, and none depends on how much
/// another was used: a change of one slot's volume leaves every other slot's customers alone.
pub(super) fn stream(seed: u64, source: Source, keys: [u64; 2]) -> Pcg64Mcg {
    let mut state = mix(seed ^ mix(source as u64 + 1));
    for key in keys {
        state = mix(state ^ mix(key));
    }
    Pcg64Mcg::new((u128::from(state) << 64) | u128::from(mix(state)))
}

/// The seed of one replication.
pub(super) fn replication(seed: u64, number: u32) -> u64 {
    mix(seed ^ mix(u64::from(number)))
}

/// A key from a name (FNV-1a).
pub(super) fn key(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Scrambles 64 bits (the output function of the `SplitMix64` generator, Steele et al. 2014).
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
