//! What was reported, half-hour by half-hour, and what can be inferred from it.

use domain::{Agents, Contacts, Minutes, Seconds};
use solver::staffing::queueing::{Flow, Steady};
use std::collections::BTreeMap;

pub(crate) type Failure = Box<dyn std::error::Error>;

/// Served by people of their own: left out.
const APART: &str = "IN";
pub(crate) const SLOTS_A_DAY: usize = 48;
const SLOTS_A_WEEK: usize = 7 * SLOTS_A_DAY;

/// What was reported of a type of call in a half-hour, or of several together.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Report {
    pub(crate) calls: f64,
    pub(crate) answered: f64,
    pub(crate) abandoned: f64,
    pub(crate) waited: f64,
    pub(crate) served: f64,
}

impl Report {
    fn add(&mut self, o: &Self) {
        self.calls += o.calls;
        self.answered += o.answered;
        self.abandoned += o.abandoned;
        self.waited += o.waited;
        self.served += o.served;
    }
    pub(crate) fn wait(&self) -> f64 {
        self.waited / self.calls.max(1.0)
    }
    pub(crate) fn gone(&self) -> f64 {
        self.abandoned / self.calls.max(1.0)
    }
    /// With exponential patience: one hang-up per so many seconds of waiting.
    pub(crate) fn patience(&self) -> Seconds {
        Seconds(self.waited / self.abandoned.max(1.0))
    }
    pub(crate) fn is_open(&self) -> bool {
        self.answered > 0.0
    }
}

pub(crate) fn sum<'r>(reports: impl Iterator<Item = &'r Report>) -> Report {
    let mut all = Report::default();
    reports.for_each(|r| all.add(r));
    all
}

/// A month of reports, by type of call.
pub(crate) struct Month {
    pub(crate) types: BTreeMap<String, Vec<Report>>,
    /// All types together, per half-hour.
    pub(crate) pooled: Vec<Report>,
}

impl Month {
    /// `timestamp,queue,count,answered,abandoned,mean_wait_s,mean_ser_s`, waits over all calls.
    pub(crate) fn read(file: &str) -> Result<Self, Failure> {
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
        let slots = types.values().map(Vec::len).min().ok_or("no rows")?;
        let pooled = (0..slots).map(|s| sum(types.values().map(|t| &t[s]))).collect();
        Ok(Self { types, pooled })
    }

    pub(crate) fn slots(&self) -> usize {
        self.pooled.len()
    }
}

/// A share hangs up whatever the wait, the others are patient for a while on average.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    pub(crate) at_once: f64,
    pub(crate) mean: Seconds,
}

impl Patience {
    /// One hang-up per so many seconds of waiting, in the half-hours in which somebody answered.
    pub(crate) fn exponential(reports: &[Report]) -> Self {
        Self { at_once: 0.0, mean: sum(reports.iter().filter(|r| r.is_open())).patience() }
    }

    /// A line through the half-hours' hang-ups against their waits: its height at no wait, and its
    /// slope. Where it does not rise, or begins below nothing, all are alike.
    pub(crate) fn some_at_once(reports: &[Report]) -> Self {
        let open = || reports.iter().filter(|r| r.is_open());
        let all = sum(open());
        let (mut together, mut spread) = (0.0, 0.0);
        for r in open().filter(|r| r.calls > 0.0) {
            let (wait, gone) = (r.wait() - all.wait(), r.gone() - all.gone());
            together += r.calls * wait * gone;
            spread += r.calls * wait * wait;
        }
        let slope = together / spread;
        let at_once = all.gone() - slope * all.wait();
        if slope > 0.0 && at_once > 0.0 {
            Self { at_once, mean: Seconds(1.0 / slope) }
        } else {
            Self::exponential(reports)
        }
    }
}

/// The long run of a half-hour with `people`, of those who do not hang up at once.
fn steady(report: &Report, patience: Patience, people: u32) -> Option<Steady> {
    let service = Seconds(report.served.max(1.0) / report.answered);
    let stay = Contacts(report.calls * (1.0 - patience.at_once));
    let flow = Flow::new(stay, Minutes(30), service).ok()?;
    flow.with_patience(Some(patience.mean)).ok()?.with(Agents(people)).ok()
}

/// Mean wait of all calls, and the share that hangs up, in the long run of a half-hour.
pub(crate) fn long_run(report: &Report, patience: Patience, people: u32) -> Option<(f64, f64)> {
    let steady = steady(report, patience, people)?;
    let stay = 1.0 - patience.at_once;
    let gone = patience.at_once + stay * steady.abandonment().get();
    Some((stay * steady.mean_wait_of_all()?.0, gone))
}

/// The people with whom the long-run mean wait comes closest to the reported one; one second where
/// nobody waited.
pub(crate) fn infer(report: &Report, patience: Patience) -> u32 {
    if !report.is_open() {
        return 0;
    }
    let wait = |n: u32| long_run(report, patience, n).map_or(f64::INFINITY, |(wait, _)| wait);
    let target = report.wait().max(1.0);
    let enough = (1..200).find(|&n| wait(n) <= target).unwrap_or(200);
    let fewer_is_closer = enough > 1 && wait(enough - 1) - target < target - wait(enough);
    if fewer_is_closer { enough - 1 } else { enough }
}

/// The median of the same half-hour of the other weeks.
pub(crate) fn typical(people: &[u32]) -> Vec<u32> {
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
