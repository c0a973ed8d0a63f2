//! Judge and model are twins that never share code: they must agree on every roster.

mod twins {
    mod agreement;
    mod brute_force;
    mod dice;
    mod engine;
    mod enumeration;
    mod exercises;
    mod lawbook;
    mod promises;
    mod replan;
    mod rosters;
    mod shifts;
    mod worlds;
}
