//! A real month, simulated: `cargo run --release -p scenarios --example real_month -- FILE`.
//!
//! FILE has one row per half-hour and type of call: `timestamp,queue,count,answered,abandoned,
//! mean_wait_s,mean_ser_s`, the waits over all calls, the service over those answered. Nobody
//! recorded how many people answered, so that has to be inferred; see
//! `docs/benchmarks/simulation.md`.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

mod month;
mod world;

use month::{Failure, Month, Report, SLOTS_A_DAY, long_run, sum};
use scenarios::simulate::Shape;
use world::{Assumptions, World};

/// Half-hours with fewer calls say nothing about waits.
const CALLS_MIN: f64 = 20.0;

fn main() -> Result<(), Failure> {
    let file = std::env::args().nth(1).ok_or("give the file with the month")?;
    let month = Month::read(&file)?;
    let all = sum(month.pooled.iter());
    println!(
        "{} calls, wait {:.1} s, {:.1} % hung up\n",
        all.calls,
        all.wait(),
        100.0 * all.gone()
    );
    let erlang = Assumptions::erlang();
    let lognormal = Assumptions { handle: Shape::LogNormal { cv: 1.2 }, ..erlang.clone() };
    let by_type = Assumptions { by_type: true, ..erlang.clone() };
    let some_at_once = Assumptions { some_at_once: true, ..erlang.clone() };
    let ranked = Assumptions { ranked: true, ..erlang.clone() };
    let told = Assumptions { told: true, ..erlang.clone() };
    let poisson = Assumptions { counted: false, ..erlang.clone() };
    let as_usual = Assumptions { as_usual: true, ..erlang.clone() };
    let best = Assumptions {
        handle: Shape::LogNormal { cv: 1.2 },
        by_type: true,
        some_at_once: true,
        ranked: true,
        as_usual: false,
        told: true,
        counted: false,
    };
    let usual_best = Assumptions { as_usual: true, ..best.clone() };
    let cases = [
        ("Erlang A, own people", erlang),
        ("as many calls on average", poisson),
        ("lognormal handle times, cv 1.2", lognormal),
        ("patience of each type", by_type),
        ("some hang up at once", some_at_once),
        ("TT first, NW last", ranked),
        ("told when shut", told),
        ("people of other weeks", as_usual),
        ("all of these but the people", best),
        ("all of these", usual_best),
    ];
    let mut worlds = Vec::new();
    for (name, assumed) in &cases {
        worlds.push((*name, World::new(&month, assumed)?));
    }
    for (name, world) in &worlds {
        let share = 100.0 * world.patience.at_once;
        println!("{name}: {share:.1} % at once, the others {:.0} s", world.patience.mean.0);
    }
    ladder(&month, &worlds);
    let shown = [&worlds[0].1, &worlds[8].1, &worlds[9].1];
    by_hour(&month, shown);
    by_day(&month, shown);
    by_type_of_call(&month, shown);
    by_wait(&month, shown);
    Ok(())
}

/// Errors over a month: of its means, of half-hours, of types.
#[derive(Debug, Default)]
struct Errors {
    wait: f64,
    gone: f64,
    half_hours: [f64; 2],
    by_chance: f64,
    types: [f64; 2],
}

/// The mean half-hour's and type's distance, each call counting alike.
fn errors(month: &Month, world: &World, shown: &dyn Fn(usize) -> (f64, f64)) -> Errors {
    let open = || (0..month.slots()).filter(|&s| month.pooled[s].is_open());
    let real = sum(open().map(|s| &month.pooled[s]));
    let (mut e, mut busy) = (Errors::default(), 0.0);
    for slot in open() {
        let (r, (wait, gone)) = (&month.pooled[slot], shown(slot));
        e.wait += r.calls * (wait - r.wait()) / real.calls;
        e.gone += r.calls * (gone - r.gone()) / real.calls;
        if r.calls >= CALLS_MIN {
            busy += r.calls;
            e.half_hours[0] += r.calls * (wait - r.wait()).abs();
            e.half_hours[1] += r.calls * (gone - r.gone()).abs();
            let width = world.report.periods[slot].wait_of_all.map_or(0.0, |w| w.half_width);
            let sd = width / 2.01 * f64::from(world.report.replications).sqrt();
            e.by_chance += r.calls * 0.798 * sd;
        }
    }
    e.half_hours.iter_mut().for_each(|error| *error /= busy);
    e.by_chance /= busy;
    for (class, reports) in month.types.values().enumerate() {
        let (r, (wait, gone)) = (sum(reports.iter()), world.of(class));
        e.types[0] += r.calls * (wait - r.wait()).abs() / real.calls;
        e.types[1] += r.calls * (gone - r.gone()).abs() / real.calls;
    }
    e
}

fn ladder(month: &Month, worlds: &[(&str, World)]) {
    println!(
        "\n| assumed | wait | hung up | half-hour: wait | chance | hung up | type: wait \
         | hung up |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    let row = |name: &str, e: &Errors, simulated: bool| {
        let points = |share: f64| 100.0 * share;
        let chance = if simulated { format!("{:.1} s", e.by_chance) } else { "–".to_owned() };
        let types = if simulated {
            format!("{:.1} s | {:.1}", e.types[0], points(e.types[1]))
        } else {
            "– | –".to_owned()
        };
        println!(
            "| {name} | {:+.1} s | {:+.1} | {:.1} s | {chance} | {:.1} | {types} |",
            e.wait,
            points(e.gone),
            e.half_hours[0],
            points(e.half_hours[1]),
        );
    };
    let base = &worlds[0].1;
    let formula = |slot: usize| {
        let run = long_run(&month.pooled[slot], base.patience, base.people[slot]);
        run.unwrap_or_default()
    };
    row("the formula, each half-hour alone", &errors(month, base, &formula), false);
    for (name, world) in worlds {
        let shown = |slot: usize| world.over(slot..slot + 1);
        row(name, &errors(month, world, &shown), true);
    }
    println!();
}

const HEAD: &str = "calls | wait | Erlang A | best | best, other weeks' people | hung up | \
                    Erlang A | best | best, other weeks' people |";

fn head(what: &str) {
    println!("| {what} | {HEAD}");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
}

fn line(name: &str, real: &Report, shown: [(f64, f64); 3]) {
    let [(w1, g1), (w2, g2), (w3, g3)] = shown.map(|(wait, gone)| (wait, 100.0 * gone));
    println!(
        "| {name} | {} | {:.1} s | {w1:.1} s | {w2:.1} s | {w3:.1} s | {:.1} % | {g1:.1} % | \
         {g2:.1} % | {g3:.1} % |",
        real.calls,
        real.wait(),
        100.0 * real.gone(),
    );
}

fn some(name: &str, month: &Month, worlds: [&World; 3], chosen: &[usize]) {
    let real = sum(chosen.iter().map(|&s| &month.pooled[s]));
    line(name, &real, worlds.map(|world| world.over(chosen.iter().copied())));
}

fn by_hour(month: &Month, worlds: [&World; 3]) {
    head("hours");
    for hours in [0..7, 7..9, 9..12, 12..15, 15..18, 18..21, 21..24, 7..24] {
        let within = |s: &usize| hours.contains(&(s % SLOTS_A_DAY / 2));
        let chosen: Vec<usize> = (0..month.slots()).filter(within).collect();
        some(&format!("{}–{}", hours.start, hours.end), month, worlds, &chosen);
    }
    println!();
}

/// The month begins on a Monday; the week of this bank on a Sunday.
fn by_day(month: &Month, worlds: [&World; 3]) {
    head("days");
    let days: [(&str, &[usize]); 4] = [
        ("Sunday", &[6]),
        ("Monday–Thursday", &[0, 1, 2, 3]),
        ("Friday", &[4]),
        ("Saturday", &[5]),
    ];
    for (name, days) in days {
        let within =
            |s: &usize| days.contains(&(s / SLOTS_A_DAY % 7)) && month.pooled[*s].is_open();
        let chosen: Vec<usize> = (0..month.slots()).filter(within).collect();
        some(name, month, worlds, &chosen);
    }
    println!();
}

fn by_type_of_call(month: &Month, worlds: [&World; 3]) {
    head("type");
    for (class, (name, reports)) in month.types.iter().enumerate() {
        line(name, &sum(reports.iter()), worlds.map(|world| world.of(class)));
    }
    println!();
}

/// Hang-ups against the reported wait of the half-hour, in bands of twenty seconds.
fn by_wait(month: &Month, worlds: [&World; 3]) {
    head("reported wait of the half-hour");
    for low in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
        let high = if low < 100.0 { low + 20.0 } else { f64::INFINITY };
        let within = |s: &usize| {
            let report = &month.pooled[*s];
            report.is_open() && (low..high).contains(&report.wait())
        };
        let chosen: Vec<usize> = (0..month.slots()).filter(within).collect();
        some(&format!("from {low} s"), month, worlds, &chosen);
    }
}
