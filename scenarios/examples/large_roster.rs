//! A large roster, simulated: how long, in how much memory.
//! `cargo run --release -p scenarios --example large_roster [PEOPLE] [WEEKS]`; else 2000 and 1.
//! not said.
//!
//! Four queues: chat three at a time, two phones, tickets with a day's deadline. Everybody works
//! five days of seven, early or late, with a meal and two breaks, and may help on the next queue
//! when their own is empty. A tenth of everybody's time is lost to short absences. Everything is
//! made up.

#![expect(clippy::print_stdout, reason = "an example prints what it measures")]

#[path = "../tests/simulate/centre.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod centre;

use centre::{agent, chat, demand, grid, phone, roster, shift, ticket, work};
use domain::{Activity, Share, Shift};
use scenarios::simulate::{Budget, Options, Routing, simulate};
use std::time::Instant;

const QUEUES: [&str; 4] = ["chat", "orders", "returns", "mail"];
const EARLY: [&str; 8] = ["09:00", "10:30", "10:45", "12:30", "13:00", "15:30", "15:45", "17:30"];
const LATE: [&str; 8] = ["12:30", "14:00", "14:15", "16:30", "17:00", "19:00", "19:15", "21:00"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let people: usize = arguments.first().map_or(Ok(2000), |a| a.parse())?;
    let weeks: usize = arguments.get(1).map_or(Ok(1), |a| a.parse())?;
    let home = |person: usize| QUEUES[person % 4];
    let known = |person: usize| [(home(person), 1.0), (home(person + 1), 0.9)];
    let agents = (0..people).map(|n| agent(&format!("agent-{n}"), &known(n))).collect();
    let queues = [chat("chat", &[1.0, 1.6, 1.9]), phone("orders"), phone("returns")];
    let mut centre = centre::centre([queues.as_slice(), &[ticket("mail", 24)]].concat(), agents);
    for queue in &mut centre.queues {
        queue.shrinkage = Share::new(0.1).ok_or("a share")?;
    }
    let grid = grid(7 * weeks);
    let load = people as f64 / 4.0 * 0.37;
    let demand = demand(
        &grid,
        &[
            ("chat", load * 1.9 * 3.0, 600.0),
            ("orders", load * 6.0, 300.0),
            ("returns", load * 6.0, 300.0),
            ("mail", load * 5.0, 360.0),
        ],
        (9, 21),
    );
    let all: Vec<Shift> = (0..people).flat_map(|n| shifts(n, 7 * weeks, home(n))).collect();
    println!("{people} people, {weeks} weeks, {} shifts, four queues", all.len());
    let roster = roster(&grid, all);
    let priority = QUEUES.iter().map(|&id| id.into()).collect();
    println!("| replications | contacts each | seconds | contacts/s | peak memory |");
    println!("|---:|---:|---:|---:|---:|");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    for replications in [2, 16] {
        let most = replications;
        let budget = Budget { least: most, most, contacts: u64::MAX, half_width: 0.0 };
        let routing = Routing::BySkill { priority: Vec::clone(&priority) };
        let options = Options { seed: 1, budget, routing, ..Options::default() };
        let began = Instant::now();
        let run = || (simulate(&centre, &demand, &roster, &[], &options), processor_seconds());
        let (before, (shown, after)) = (pool.install(processor_seconds), pool.install(run));
        let wall = began.elapsed().as_secs_f64();
        let seconds = before.zip(after).map_or(wall, |(before, after)| after - before);
        let each = shown?.contacts as f64 / f64::from(replications);
        let rate = each * f64::from(replications) / seconds / 1e6;
        let memory = peak_memory().map_or("unknown".into(), |mib| format!("{mib} MiB"));
        println!("| {replications} | {each:.0} | {seconds:.2} | {rate:.2} million | {memory} |");
    }
    Ok(())
}

/// Five days of seven, begun on another day by each; early and late in turn.
fn shifts(person: usize, days: usize, queue: &str) -> Vec<Shift> {
    let times = if (person / 4).is_multiple_of(2) { EARLY } else { LATE };
    let there = |day: &usize| (day + person / 8) % 7 < 5;
    let rest = |part: usize| match part {
        1 | 5 => Activity::Break { paid: true },
        3 => Activity::Meal { paid: false },
        _ => work(queue),
    };
    let parts: Vec<_> =
        times.windows(2).enumerate().map(|(part, t)| (t[0], t[1], rest(part))).collect();
    let name = format!("agent-{person}");
    (0..days).filter(there).map(|day| shift(&name, day, &parts)).collect()
}

/// Processor time of this thread, where the system tells it (Linux).
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// The most memory this process has had so far, in MiB, where the system tells it (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()? / 1024)
}
