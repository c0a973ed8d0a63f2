//! Plans the sample centre's week and tells how: `week [SECONDS] [SEED]`.
//!
//! A line for every better bound and, at most once a second, for a better roster; then cost, bound,
//! gap and what is broken. For whoever works on the engine: no file is read or written.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

use domain::{Grid, Money};
use scenarios::plan::{PlanOptions, Planned, Rostered, Stage, plan};
use solver::roster::{Limits, Progress};
use std::collections::BTreeMap;
use std::error::Error;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seconds: f64 = arguments.first().map_or(Ok(60.0), |a| a.parse())?;
    let seed: u64 = arguments.get(1).map_or(Ok(1), |a| a.parse())?;
    let inputs = scenarios::library::hangzhou(1);
    let monday = chrono::NaiveDate::from_ymd_opt(2025, 11, 10).ok_or("a date")?;
    let grid = Grid::new(inputs.centre.zone, monday, 7, inputs.centre.interval)?;
    let mut options = PlanOptions::default();
    options.roster.seed = seed;
    options.roster.limits.time = Some(Duration::from_secs_f64(seconds));
    options.roster.limits = Limits { gap: 0.0, ..options.roster.limits };
    let mut log = Log { began: Instant::now(), told: Instant::now(), cost: None, bound: None };
    let mut watch = |stage: &Stage<'_>| {
        if let Stage::Roster(progress) = stage {
            log.hear(progress);
        }
        ControlFlow::Continue(())
    };
    match plan(&inputs, &grid, &options, &mut watch)?.planned {
        Planned::Impossible(conflict) => println!("impossible: {conflict:?}"),
        Planned::Rostered(week) => tell(&week, week.gap_on_controllable(&inputs)),
    }
    Ok(())
}

/// What was told last, and when.
struct Log {
    began: Instant,
    told: Instant,
    cost: Option<Money>,
    bound: Option<Money>,
}

impl Log {
    fn hear(&mut self, progress: &Progress) {
        let cheaper = progress.cost != self.cost && self.told.elapsed() > Duration::from_secs(1);
        if !cheaper && progress.bound == self.bound {
            return;
        }
        (self.cost, self.bound, self.told) = (progress.cost, progress.bound, Instant::now());
        let yuan = |money: Option<Money>| money.map_or(0.0, |m| m.0 as f64 / 100.0);
        let (cost, bound) = (yuan(progress.cost), yuan(progress.bound));
        println!("{:7.1} s  cost {cost:.2}  bound {bound:.2}", self.began.elapsed().as_secs_f64());
    }
}

fn tell(week: &Rostered, narrow: f64) {
    let (solution, verdict) = (&week.solution, week.clean.verdict());
    println!("{:?}", verdict.cost);
    let (all, narrow) = (100.0 * week.gap(), 100.0 * narrow);
    println!("gap {all:.2} %, {narrow:.2} % of what planning can change; {:?}", solution.stopped);
    let mut broken: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for violation in &verdict.violations {
        let entry = broken.entry(violation.law).or_default();
        entry.0 += 1;
        entry.1 += violation.price.map_or(0, |p| p.0);
    }
    println!("soft laws broken, times and price: {broken:?}");
    if let Some(why) = &solution.why {
        let mut lost: BTreeMap<String, i64> = BTreeMap::new();
        for slot in &why.slots {
            *lost.entry(format!("{:?}", slot.kind)).or_default() += slot.worth.0;
        }
        println!("between bound and cost: people {}, slots {lost:?}", why.of_people().0);
    }
}
