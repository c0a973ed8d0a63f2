//! The grid, moments and windows on the clock, opening hours and calendar events.

mod grid;
mod moment;
mod opening;
