//! A real server on a real port, asked by a real client: the planned week of `harbour`.

mod answers;
mod centres;
mod hooks;
mod keys;
mod limits;
mod pages;
mod people;
mod postgres;
mod runs;
mod store;
mod world;
