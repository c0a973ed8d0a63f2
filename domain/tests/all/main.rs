//! The domain's exercises: named people, clock times, the boundary minute, sums done by hand.

mod laws;
mod world;
