//! A real month, simulated: `cargo run --release -p scenarios --example real_month -- FILE`.
//!
//! FILE has one row per half-hour and type of call: `timestamp,queue,count,answered,abandoned,
//! mean_wait_s,mean_ser_s`, the waits over all calls, the service over those answered. Nobody
//! recorded how many people answered, so that has to be inferred; see
//! `docs/benchmarks/simulation.md`.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use domain::{Agents, Contacts, Minutes, Seconds};
use scenarios::simulate::{
    AgentGroup, Arrivals, Budget, Closing, ContactClass, Selection, Shape, Station, StationReport,
};
use solver::staffing::queueing::Flow;
use std::collections::BTreeMap;

type Failure = Box<dyn std::error::Error>;

/// Served by people of their own: left out.
const APART: &str = "IN";
const SLOTS_A_DAY: usize = 48;
const SLOTS_A_WEEK: usize = 7 * SLOTS_A_DAY;
const SPREAD_OF_SERVICE: f64 = 1.2;

/// What was reported of a type of call in a half-hour, or of several together.
#[derive(Debug, Clone, Copy, Default)]
struct Report {
    calls: f64,
    answered: f64,
    abandoned: f64,
    waited: f64,
    served: f64,
}

impl Report {
    fn add(&mut self, o: &Self) {
        self.calls += o.calls;
        self.answered += o.answered;
        self.abandoned += o.abandoned;
        self.waited += o.waited;
        self.served += o.served;
    }
    fn wait(&self) -> f64 {
        self.waited / self.calls.max(1.0)
    }
    /// With exponential patience: one hang-up per so many seconds of waiting.
    fn patience(&self) -> Seconds {
        Seconds(self.waited / self.abandoned.max(1.0))
    }
}

fn sum<'r>(reports: impl Iterator<Item = &'r Report>) -> Report {
    let mut all = Report::default();
    reports.for_each(|r| all.add(r));
    all
}

/// The reports by type and half-hour.
fn read(file: &str) -> Result<BTreeMap<String, Vec<Report>>, Failure> {
    let mut types: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for line in std::fs::read_to_string(file)?.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [_, queue, calls, answered, abandoned, wait, service] = fields[..] else {
            return Err(format!("not seven fields: {line}").into());
        };
        let number = |text: &str| if text.is_empty() { Ok(0.0) } else { text.parse::<f64>() };
        let (calls, answered) = (number(calls)?, number(answered)?);
        types.entry(queue.to_owned()).or_default().push(Report {
            calls,
            answered,
            abandoned: number(abandoned)?,
            waited: calls * number(wait)?,
            served: answered * number(service)?,
        });
    }
    types.remove(APART);
    Ok(types)
}

/// The people with whom the long-run mean wait comes closest to the reported one; one second where
/// nobody waited.
fn infer(report: &Report, patience: Seconds) -> Result<u32, Failure> {
    if report.answered == 0.0 {
        return Ok(0);
    }
    let service = Seconds(report.served.max(1.0) / report.answered);
    let flow =
        Flow::new(Contacts(report.calls), Minutes(30), service)?.with_patience(Some(patience))?;
    let wait = |n: u32| -> f64 {
        let steady = flow.with(Agents(n));
        steady.ok().and_then(|s| s.mean_wait_of_all()).map_or(f64::INFINITY, |w| w.0)
    };
    let target = report.wait().max(1.0);
    let enough = (1..200).find(|&n| wait(n) <= target).unwrap_or(200);
    let fewer_is_closer = enough > 1 && wait(enough - 1) - target < target - wait(enough);
    Ok(if fewer_is_closer { enough - 1 } else { enough })
}

/// The median of the same half-hour of the other weeks.
fn typical(people: &[u32]) -> Vec<u32> {
    let others = |slot: usize| {
        let mut same: Vec<u32> = (0..people.len())
            .filter(|&s| s != slot && s % SLOTS_A_WEEK == slot % SLOTS_A_WEEK)
            .map(|s| people[s])
            .collect();
        same.sort_unstable();
        same[same.len() / 2]
    };
    (0..people.len()).map(others).collect()
}

fn station(types: &BTreeMap<String, Vec<Report>>, people: Vec<u32>) -> Station {
    let class = |reports: &Vec<Report>| {
        let all = sum(reports.iter());
        let handle = |r: &Report| {
            let known = if r.served > 0.0 { r } else { &all };
            Seconds(known.served / known.answered)
        };
        ContactClass {
            expected: reports.iter().map(|r| r.calls).collect(),
            arrivals: Arrivals::Counted,
            handle: reports.iter().map(handle).collect(),
            handle_shape: Shape::LogNormal { cv: SPREAD_OF_SERVICE },
            patience: Some(vec![all.patience(); reports.len()]),
            patience_shape: Shape::Exponential,
            within: Seconds(20.0),
            groups: vec![vec![0]],
            retry: None,
        }
    };
    Station {
        period: Seconds(1800.0),
        periods: people.len(),
        classes: types.values().map(class).collect(),
        groups: vec![AgentGroup { agents: people, classes: vec![(0..types.len()).collect()] }],
        capacity: None,
        selection: Selection::LongestIdle,
        busyness: 0.0,
        warm_up: 0,
        closing: Closing::Stop,
    }
}

/// Mean wait of all calls in seconds, and the share that hung up, over some half-hours.
fn simulated(report: &StationReport, slots: impl Iterator<Item = usize>) -> (f64, f64) {
    let (mut calls, mut waited, mut gone) = (0.0, 0.0, 0.0);
    for slot in slots {
        let period = &report.periods[slot];
        let offered = period.offered.mean;
        calls += offered;
        waited += period.wait_of_all.map_or(0.0, |w| w.mean * offered);
        gone += period.abandoned.mean;
    }
    (waited / calls, gone / calls)
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (x, y) =
        (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let cross = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
    let xy = cross(&|p| (p.0 - x) * (p.1 - y));
    xy / (cross(&|p| (p.0 - x).powi(2)) * cross(&|p| (p.1 - y).powi(2))).sqrt()
}

fn main() -> Result<(), Failure> {
    let file = std::env::args().nth(1).ok_or("give the file with the month")?;
    let types = read(&file)?;
    let slots = types.values().map(Vec::len).min().ok_or("no rows")?;
    let pooled: Vec<Report> = (0..slots).map(|s| sum(types.values().map(|t| &t[s]))).collect();
    let all = sum(pooled.iter());
    println!(
        "{} calls, mean wait {:.1} s, {:.1} % hung up, patience {:.0} s\n",
        all.calls,
        all.wait(),
        100.0 * all.abandoned / all.calls,
        all.patience().0
    );
    let people: Vec<u32> =
        pooled.iter().map(|r| infer(r, all.patience())).collect::<Result<_, _>>()?;
    let budget = Budget { least: 48, most: 48, contacts: u64::MAX, half_width: 0.0 };
    let own = station(&types, people.clone()).simulate(1999, &budget)?;
    let usual = station(&types, typical(&people)).simulate(1999, &budget)?;
    let (at_once, hasty) = hasty(&types, &pooled)?;
    let hasty = hasty.simulate(1999, &budget)?;
    by_hour(&pooled, &own, &usual);
    by_type(&types, &own);
    by_wait(&pooled, &own, at_once, &hasty);
    for (name, report) in [("own", &own), ("typical", &usual)] {
        let busy = (0..slots).filter(|&s| pooled[s].calls >= 20.0);
        let pairs: Vec<(f64, f64)> =
            busy.map(|s| (pooled[s].wait(), simulated(report, s..s + 1).0)).collect();
        println!(
            "{name}: correlation of half-hours' waits {:.2} ({} half-hours with 20 calls), \
             occupancy {:.3}",
            correlation(&pairs),
            pairs.len(),
            report.occupancy.map_or(0.0, |o| o.mean)
        );
    }
    Ok(())
}

fn by_hour(pooled: &[Report], own: &StationReport, usual: &StationReport) {
    println!("| hours | calls | wait | own | typical | hung up | own | typical |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    for hours in [0..7, 7..9, 9..12, 12..15, 15..18, 18..21, 21..24, 7..24] {
        let within = |s: &usize| hours.contains(&(s % SLOTS_A_DAY / 2));
        let chosen = || (0..pooled.len()).filter(within);
        let real = sum(chosen().map(|s| &pooled[s]));
        let ((w1, a1), (w2, a2)) = (simulated(own, chosen()), simulated(usual, chosen()));
        println!(
            "| {}–{} | {} | {:.1} s | {w1:.1} s | {w2:.1} s | {:.1} % | {:.1} % | {:.1} % |",
            hours.start,
            hours.end,
            real.calls,
            real.wait(),
            100.0 * real.abandoned / real.calls,
            100.0 * a1,
            100.0 * a2
        );
    }
    println!();
}

fn by_type(types: &BTreeMap<String, Vec<Report>>, own: &StationReport) {
    println!("| type | calls | patience | wait | own | hung up | own |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for ((name, reports), shown) in types.iter().zip(&own.classes) {
        let real = sum(reports.iter());
        println!(
            "| {name} | {} | {:.0} s | {:.1} s | {:.1} s | {:.1} % | {:.1} % |",
            real.calls,
            real.patience().0,
            real.wait(),
            shown.wait_of_all.map_or(0.0, |w| w.mean),
            100.0 * real.abandoned / real.calls,
            shown.abandonment.map_or(0.0, |a| 100.0 * a.mean)
        );
    }
    println!();
}

/// Hang-ups against the reported wait of the half-hour, in bands of twenty seconds.
fn by_wait(pooled: &[Report], own: &StationReport, at_once: f64, hasty: &StationReport) {
    println!(
        "| reported wait of the half-hour | calls | wait | own | hung up | own | some always |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for low in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
        let high = if low < 100.0 { low + 20.0 } else { f64::INFINITY };
        let within = |s: &usize| {
            let report = &pooled[*s];
            report.answered > 0.0 && (low..high).contains(&report.wait())
        };
        let chosen = || (0..pooled.len()).filter(within);
        let real = sum(chosen().map(|s| &pooled[s]));
        let (wait, gone) = simulated(own, chosen());
        let lost = at_once + (1.0 - at_once) * simulated(hasty, chosen()).1;
        println!(
            "| from {low} s | {} | {:.1} s | {wait:.1} s | {:.1} % | {:.1} % | {:.1} % |",
            real.calls,
            real.wait(),
            100.0 * real.abandoned / real.calls,
            100.0 * gone,
            100.0 * lost
        );
    }
    println!();
}

/// The same month when some hang up whatever the wait, and the others are more patient: a line
/// through the half-hours' hang-ups against their waits, its height at no wait and its slope.
fn hasty(
    types: &BTreeMap<String, Vec<Report>>,
    pooled: &[Report],
) -> Result<(f64, Station), Failure> {
    let open = || pooled.iter().filter(|r| r.answered > 0.0);
    let all = sum(open());
    let (mean_wait, mean_gone) = (all.wait(), all.abandoned / all.calls);
    let off = |r: &Report| (r.wait() - mean_wait, r.abandoned / r.calls - mean_gone, r.calls);
    let (mut together, mut spread) = (0.0, 0.0);
    for (wait, gone, calls) in open().map(off) {
        together += calls * wait * gone;
        spread += calls * wait * wait;
    }
    let slope = together / spread;
    let at_once = mean_gone - slope * mean_wait;
    println!(
        "{:.1} % of all calls hang up whatever the wait, the others' patience is {:.0} s\n",
        100.0 * at_once,
        1.0 / slope
    );
    let stay = 1.0 - at_once;
    let fewer = |r: &Report| Report { calls: r.calls * stay, ..*r };
    let patience = Seconds(1.0 / slope);
    let people: Vec<u32> =
        pooled.iter().map(|r| infer(&fewer(r), patience)).collect::<Result<_, _>>()?;
    let mut station = station(types, people);
    for class in &mut station.classes {
        class.arrivals = Arrivals::Poisson;
        class.expected.iter_mut().for_each(|calls| *calls *= stay);
        class.patience = Some(vec![patience; pooled.len()]);
    }
    Ok((at_once, station))
}
