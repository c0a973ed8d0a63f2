//! What a promise per day or week saves: `promised cc_100.json 30 day out.json [seed]`.
//!
//! Plans a generated contact-centre week with its service level (Erlang C) kept in every half-hour,
//! or on the service curves over each day or the week, and prints what the roster costs and what
//! share of the contacts it is expected to answer in time; writes the tours as `centre` does.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

#[path = "../../api/src/files/benchmark/centre/mod.rs"]
#[expect(unreachable_pub, reason = "public where it belongs, in the files of the product")]
mod centre;

use domain::{
    Agents, Channel, Contacts, Coverage, Decomposition, Demand, Period, Quantiles, Queue,
    QueueDemand, Requirement, Seconds, Share, Spread, Target, TargetKind, judge,
};
use serde_json::Value;
use solver::roster::{Case, Limits, Options, Outcome, solve};
use solver::staffing::{self, Curves};
use std::error::Error;
use std::ops::ControlFlow;
use std::time::Duration;

/// What the file says of a queue's contacts.
struct Calls {
    aht: f64,
    target_s: f64,
    sl: f64,
    lam: Vec<f64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, seconds, period, out, seed @ ..] = arguments.as_slice() else {
        return Err("usage: promised WEEK.json SECONDS interval|day|week OUT.json [SEED]".into());
    };
    let period = match period.as_str() {
        "interval" => Period::Interval,
        "day" => Period::Day,
        "week" => Period::Week,
        other => return Err(format!("{other} is no period").into()),
    };
    let text = std::fs::read_to_string(file)?;
    let mut instance = centre::read(&text)?;
    let calls = calls(&serde_json::from_str(&text)?)?;
    for (queue, calls) in instance.centre.queues.iter_mut().zip(&calls) {
        promise(queue, calls, period)?;
    }
    let requirement = need(&instance, &calls)?;
    let case = Case {
        centre: &instance.centre,
        requirement: &requirement,
        previous: &instance.previous,
        told: None,
        start: None,
    };
    let options = Options {
        seed: seed.first().map_or(Ok(1), |s| s.parse())?,
        limits: Limits {
            time: Some(Duration::from_secs_f64(seconds.parse()?)),
            ..Limits::default()
        },
    };
    let solution = match solve(&case, &options, &mut |_| ControlFlow::Continue(()))? {
        Outcome::Found(solution) => solution,
        Outcome::Impossible(conflict) => return Err(format!("impossible: {conflict:?}").into()),
    };
    std::fs::write(out, instance.solution(&solution.roster))?;
    let cost = judge(case.centre, &requirement, &solution.roster, case.previous).cost;
    println!(
        "total {:.2} pay {:.2} shortage {:.2} bound {:.2} gap {:.3} %",
        solution.cost.major(),
        cost.pay.total().major(),
        cost.shortage.major(),
        solution.bound.major(),
        100.0 * solution.gap(),
    );
    let coverage = Coverage::of(case.centre, &solution.roster, case.previous);
    for need in &requirement.queues {
        let present = coverage.queue(&need.queue).unwrap_or_default();
        let kind = need.binding.iter().flatten().next().copied();
        let Some(kind) = kind else { continue };
        let all = need.expected(kind, 0..present.len(), present).unwrap_or(1.0);
        let grid = &requirement.grid;
        let days = (0..grid.days()).map(|d| {
            let day = need.expected(kind, grid.slots_of_day(d), present).unwrap_or(1.0);
            format!("{:.1}", 100.0 * day)
        });
        let days: Vec<String> = days.collect();
        println!("{}: {:.2} % in time; {}", need.queue, 100.0 * all, days.join(" "));
    }
    Ok(())
}

/// The contacts of every queue of the file.
fn calls(file: &Value) -> Result<Vec<Calls>, Box<dyn Error>> {
    let queues = file["queues"].as_array().ok_or("the file has no queues")?;
    let one = |queue: &Value| {
        let number = |name: &str| queue[name].as_f64().ok_or(format!("a queue lacks {name}"));
        let lam = queue["lam"].as_array().ok_or("a queue lacks lam")?;
        let lam: Option<Vec<f64>> = lam.iter().map(Value::as_f64).collect();
        Ok(Calls {
            aht: number("aht")?,
            target_s: number("target_s")?,
            sl: number("sl")?,
            lam: lam.ok_or("lam has what is no number")?,
        })
    };
    queues.iter().map(one).collect()
}

/// The queue of the file with its service level over `period`.
fn promise(queue: &mut Queue, calls: &Calls, period: Period) -> Result<(), Box<dyn Error>> {
    let share = Share::new(calls.sl).ok_or("a share lies between 0 and 1")?;
    let kind = TargetKind::ServiceLevel { share, within: Seconds(calls.target_s) };
    queue.channel = Channel::Phone;
    queue.targets = vec![Target { kind, period }];
    Ok(())
}

/// The people needed and the curves, from the file's contacts.
fn need(instance: &centre::CentreInstance, calls: &[Calls]) -> Result<Requirement, Box<dyn Error>> {
    let grid = instance.requirement.grid.clone();
    let slots = grid.len();
    let queues = instance.centre.queues.iter().zip(calls).map(|(queue, calls)| {
        let contacts = |n: &f64| Contacts(*n);
        QueueDemand {
            queue: queue.id.clone(),
            expected: calls.lam.iter().map(contacts).collect(),
            open: calls.lam.iter().map(|n| *n > 0.0).collect(),
            quantiles: vec![Quantiles::default(); slots],
            spread: vec![Spread { poisson: 1.0, shared: 0.0 }; slots],
            aht: vec![Seconds(calls.aht); slots],
            decomposition: Decomposition::default(),
        }
    });
    let demand = Demand { grid, queues: queues.collect() };
    let options = staffing::Options {
        curves: Curves::All,
        limit: Agents(3_000),
        ..staffing::Options::default()
    };
    Ok(staffing::require(&instance.centre, &demand, &options)?)
}
