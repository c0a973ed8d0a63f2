//! A real server on a real port, asked by a real client: the planned week of `harbour`.

mod answers;
mod keys;
mod pages;
mod world;
