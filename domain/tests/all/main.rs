//! The domain's exercises: named people, clock times, the boundary minute, sums done by hand.

mod audit;
mod cost;
mod laws;
mod time;
mod world;
