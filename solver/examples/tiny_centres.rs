//! Tries every roster of tiny random centres and holds the engine to it:
//! `tiny_centres -- --seeds 0..10000 [--work 300]`.
//!
//! Prints every claim that is wrong and a table of what was seen; ends with 1 when one was wrong.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

#[path = "../tests/twins/dice.rs"]
mod dice;
#[path = "../tests/twins/lawbook.rs"]
mod lawbook;
#[path = "../tests/twins/rosters.rs"]
#[allow(dead_code, reason = "the twins break rosters as well")]
mod rosters;
#[path = "../tests/twins/shifts.rs"]
mod shifts;
#[path = "../tests/twins/worlds.rs"]
#[allow(dead_code, reason = "the twins draw worlds of other sizes")]
mod worlds;

#[path = "../tests/tiny/centres.rs"]
mod centres;
#[path = "../tests/tiny/half_hours.rs"]
mod half_hours;
#[path = "../tests/tiny/people.rs"]
mod people;
#[path = "../tests/tiny/truth.rs"]
mod truth;
#[path = "../tests/tiny/verdict.rs"]
mod verdict;

use std::error::Error;
use std::ops::Range;
use std::process::ExitCode;
use verdict::{Kind, seen};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut seeds, mut work) = (0..10_000, 300);
    for pair in arguments.chunks(2) {
        match pair {
            [name, value] if name == "--seeds" => seeds = range(value)?,
            [name, value] if name == "--work" => work = value.parse()?,
            _ => return Err("usage: tiny_centres [--seeds 0..10000] [--work 300]".into()),
        }
    }
    let kinds = [
        Kind::Closed,
        Kind::Cheapest,
        Kind::Dearer,
        Kind::Impossible,
        Kind::NoneFound,
        Kind::Missed,
    ];
    let (mut counts, mut wrong, mut most) = ([0_u32; 6], 0, 0.0_f64);
    for seed in seeds.clone() {
        let seen = seen(seed, work);
        counts[kinds.iter().position(|k| *k == seen.kind).unwrap_or(0)] += 1;
        most = most.max(seen.above);
        wrong += seen.wrong.len();
        seen.wrong.iter().for_each(|what| println!("seed {seed}: {what}"));
        if seen.kind == Kind::Dearer || seen.kind == Kind::Missed {
            println!("seed {seed}: {:?}, {:.3} % above", seen.kind, 100.0 * seen.above);
        }
    }
    println!("{} centres, work {work}: {wrong} wrong claims", seeds.end - seeds.start);
    for (kind, count) in kinds.iter().zip(counts) {
        println!("{count:6}  {kind:?}");
    }
    println!("dearest roster {:.2} % above the cheapest", 100.0 * most);
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn range(text: &str) -> Result<Range<u64>, Box<dyn Error>> {
    let (from, to) = text.split_once("..").ok_or("give --seeds FROM..TO")?;
    Ok(from.parse()?..to.parse()?)
}
