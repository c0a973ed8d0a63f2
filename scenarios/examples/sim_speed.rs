//! How many contacts one core simulates per second of processor time:
//! `cargo run --release -p scenarios --example sim_speed`.
//!
//! A plain queue (one class, one group, with and without patience, small and large), and ten
//! classes served by twenty groups of agents with three skills each.

#![expect(clippy::print_stdout, reason = "an example prints what it measures")]

use domain::Seconds;
use scenarios::simulate::{
    Afterwards, AgentGroup, Arrivals, Budget, Closing, ContactClass, Selection, Shape,
    SimulationError, Station,
};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(measure)?;
    Ok(())
}

fn measure() -> Result<(), SimulationError> {
    println!("| station | agents | contacts | seconds | contacts/s |");
    println!("|---|---:|---:|---:|---:|");
    let hour = Seconds(300.0);
    let plain = |agents: u32| Station::erlang(f64::from(agents) * 12.0 * 0.9, hour, agents, 100);
    row("Erlang C, 10 agents", 10, &plain(10))?;
    row("Erlang C, 100 agents", 100, &plain(100))?;
    row("Erlang C, 1,000 agents", 1000, &plain(1000))?;
    let patient = |agents| plain(agents).with_patience(Seconds(120.0));
    row("Erlang A, 100 agents", 100, &patient(100))?;
    let mut lognormal = patient(100);
    lognormal.classes[0].handle_shape = Shape::LogNormal { cv: 1.0 };
    row("lognormal handle times, patience, 100 agents", 100, &lognormal)?;
    row("places limited: hang-ups as events, 100 agents", 100, &patient(100).with_capacity(150))?;
    row("ten classes, twenty groups of three skills", 200, &ten_skills(10))?;
    row("ten classes, hundred groups of three skills", 1000, &ten_skills(50))
}

fn row(name: &str, agents: u32, station: &Station) -> Result<(), SimulationError> {
    let budget = Budget { least: 4, most: 5000, contacts: 10_000_000, half_width: 0.0 };
    let (begin, used) = (Instant::now(), processor_seconds());
    let report = station.simulate(1, &budget)?;
    let elapsed = begin.elapsed().as_secs_f64();
    let seconds = used.zip(processor_seconds()).map_or(elapsed, |(before, now)| now - before);
    let (contacts, rate) = (report.contacts, report.contacts as f64 / seconds / 1e6);
    println!("| {name} | {agents} | {contacts} | {seconds:.2} | {rate:.1} million |");
    Ok(())
}

/// Processor time of this thread, where the system tells it (Linux): a busy machine does not slow
/// it down.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// Ten classes; group g serves class g, then g+1, then g+3 (modulo ten), ten people each.
fn ten_skills(people: u32) -> Station {
    let groups = if people > 10 { 100 } else { 20 };
    let periods = 48;
    let skills = |g: usize| [g % 10, (g + 1) % 10, (g + 3 + g / 10) % 10];
    let agents = if people > 10 { 10 } else { people };
    let load = groups as f64 * f64::from(agents) * 0.92 / 10.0;
    let serving = |class: usize, place: usize| -> Vec<usize> {
        (0..groups).filter(|&g| skills(g)[place] == class).collect()
    };
    Station {
        period: Seconds(1800.0),
        periods,
        classes: (0..10)
            .map(|class| ContactClass {
                expected: vec![load * 1800.0 / 240.0; periods],
                arrivals: Arrivals::Poisson,
                handle: vec![Seconds(240.0); periods],
                handle_shape: Shape::LogNormal { cv: 1.0 },
                patience: Some(vec![Seconds(180.0); periods]),
                patience_shape: Shape::Exponential,
                within: Seconds(20.0),
                groups: (0..3).map(|place| serving(class, place)).collect(),
                retry: None,
                waits: true,
                afterwards: Afterwards::default(),
            })
            .collect(),
        groups: (0..groups)
            .map(|g| AgentGroup {
                agents: vec![agents; periods],
                classes: skills(g).iter().map(|&c| vec![c]).collect(),
            })
            .collect(),
        capacity: None,
        selection: Selection::LongestIdle,
        busyness: 0.1,
        warm_up: 0,
        closing: Closing::Stop,
    }
}
