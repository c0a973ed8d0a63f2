//! The centre's folder: what is written reads back the same, and what is wrong is named completely.

mod faults;
mod import;
mod leaving;
mod nasty;
mod round_trip;
mod sample;
mod spreadsheets;
mod time;
