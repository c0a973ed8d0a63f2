//! Plans a generated contact-centre week: `centre cc_20.json 30 out.json [seed]`.
//!
//! Prints a line for every better roster and bound, then cost, bound and gap; writes the tours for
//! the scorer beside the data. `paiban benchmark centre` does the same.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

#[path = "../../api/src/files/benchmark/centre/mod.rs"]
#[expect(unreachable_pub, reason = "public where it belongs, in the files of the product")]
mod centre;

use domain::Money;
use solver::roster::{Case, Limits, Options, Outcome, Progress, solve};
use std::error::Error;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, seconds, out, seed @ ..] = arguments.as_slice() else {
        return Err("usage: centre WEEK.json SECONDS OUT.json [SEED]".into());
    };
    let instance = centre::read(&std::fs::read_to_string(file)?)?;
    let case = Case {
        centre: &instance.centre,
        requirement: &instance.requirement,
        previous: &instance.previous,
        told: None,
        start: None,
    };
    let time = Some(Duration::from_secs_f64(seconds.parse()?));
    let options = Options {
        seed: seed.first().map_or(Ok(1), |s| s.parse())?,
        limits: Limits { time, ..Limits::default() },
    };
    let (begin, mut last) = (Instant::now(), None);
    let mut watch = |progress: &Progress| {
        if last != Some(*progress) {
            println!("{:7.2} s  {}", begin.elapsed().as_secs_f64(), line(progress));
            last = Some(*progress);
        }
        ControlFlow::Continue(())
    };
    let solution = match solve(&case, &options, &mut watch)? {
        Outcome::Found(solution) => solution,
        Outcome::Impossible(conflict) => return Err(format!("impossible: {conflict:?}").into()),
    };
    std::fs::write(out, instance.solution(&solution.roster))?;
    println!(
        "objective {:.2} bound {:.2} gap {:.3} % time {:.1} s {:?}",
        solution.cost.major(),
        solution.bound.major(),
        100.0 * solution.gap(),
        begin.elapsed().as_secs_f64(),
        solution.stopped
    );
    Ok(())
}

/// One event in the units of the file.
fn line(progress: &Progress) -> String {
    let amount =
        |money: Option<Money>| money.map_or("-".to_owned(), |m| format!("{:.2}", m.major()));
    let gap = match (progress.cost, progress.bound) {
        (Some(cost), Some(bound)) if cost.0 > 0 => {
            format!("{:.3} %", 100.0 * ((cost - bound) / cost))
        }
        _ => "-".to_owned(),
    };
    let (cost, bound) = (amount(progress.cost), amount(progress.bound));
    format!("{:?}: objective {cost} bound {bound} gap {gap}", progress.phase)
}
