//! Solves a public shift instance: `shift24 Instance1.txt 10 out.csv [seed]`.
//!
//! Prints cost, bound and gap; writes one line `id,shift,shift,…` per person, `-` for a day off.
//! `paiban benchmark shift24` does the same.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

#[path = "../../api/src/files/benchmark/shift24.rs"]
#[expect(unreachable_pub, reason = "public where it belongs, in the files of the product")]
mod shift24;

use solver::shift24::{Options, solve};
use std::error::Error;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, seconds, out, seed @ ..] = arguments.as_slice() else {
        return Err("usage: shift24 INSTANCE.txt SECONDS OUT.csv [SEED]".into());
    };
    let instance = shift24::read(&std::fs::read_to_string(file)?)?;
    let seed = seed.first().map_or(Ok(1), |s| s.parse())?;
    let time = Some(Duration::from_secs_f64(seconds.parse()?));
    let options = Options { seed, time, work: None, stall: None, gap: 0.0 };
    let begin = Instant::now();
    let mut last = None;
    let answer = solve(&instance.problem, &options, &mut |progress| {
        if last != Some(*progress) {
            println!("{:6.1} s {progress:?}", begin.elapsed().as_secs_f64());
        }
        last = Some(*progress);
        ControlFlow::Continue(())
    });
    let Some(tours) = answer.tours else { return Err("no lawful roster in the time".into()) };
    let cost = answer.cost.unwrap_or_default();
    let gap = 100.0 * (cost - answer.bound) as f64 / cost.max(1) as f64;
    let time = begin.elapsed().as_secs_f64();
    println!(
        "cost {cost} bound {} gap {gap:.2} % work {} time {time:.1} s",
        answer.bound, answer.work
    );
    let lawful = (0..tours.len()).all(|i| instance.problem.allows(i, &tours[i]));
    println!("lawful {lawful} recount {}", instance.problem.cost(&tours));
    std::fs::write(out, instance.solution(&tours))?;
    Ok(())
}
