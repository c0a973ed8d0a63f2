//! A real server on a real port, asked by a real client: the planned week of `harbour`.

mod answers;
mod browser;
mod centres;
mod clumsy;
mod console;
mod hooks;
mod keys;
mod limits;
mod pages;
mod payroll;
mod people;
mod postgres;
mod runs;
mod session;
mod store;
mod whatif;
mod wire;
mod world;
