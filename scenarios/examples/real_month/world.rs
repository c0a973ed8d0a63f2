//! A month simulated under some assumptions.

use crate::month::{Failure, Month, Patience, Report, infer, sum, typical};
use domain::Seconds;
use scenarios::simulate::{
    Afterwards, AgentGroup, Arrivals, Budget, Closing, ContactClass, Selection, Shape, Station,
    StationReport,
};

/// Where ranks are assumed: who waited least is taken first, who waited longest last.
const FIRST: &str = "TT";
const LAST: &str = "NW";
const REPLICATIONS: u32 = 48;

/// What is assumed where the reports say nothing.
#[derive(Debug, Clone)]
pub(crate) struct Assumptions {
    /// Shape of handle times.
    pub(crate) handle: Shape,
    /// Each type has patience of its own, or all the same.
    pub(crate) by_type: bool,
    /// Some hang up whatever the wait.
    pub(crate) some_at_once: bool,
    /// One type is taken first and one last, or all in turn.
    pub(crate) ranked: bool,
    /// People as in the other weeks, instead of as inferred from the half-hour itself.
    pub(crate) as_usual: bool,
    /// Where nobody answers callers leave as soon as they did.
    pub(crate) told: bool,
    /// As many calls as were reported, at random times of their half-hour; or as many on average.
    pub(crate) counted: bool,
}

impl Assumptions {
    /// Those of Erlang A: exponential times, everybody alike, first come first served.
    pub(crate) fn erlang() -> Self {
        Self {
            handle: Shape::Exponential,
            by_type: false,
            some_at_once: false,
            ranked: false,
            as_usual: false,
            told: false,
            counted: true,
        }
    }
}

/// A simulated month.
pub(crate) struct World {
    pub(crate) report: StationReport,
    /// Who hangs up whatever the wait, over all types.
    pub(crate) patience: Patience,
    /// The same per type.
    pub(crate) of_type: Vec<Patience>,
    pub(crate) people: Vec<u32>,
}

impl World {
    pub(crate) fn new(month: &Month, assumed: &Assumptions) -> Result<Self, Failure> {
        let learn = |reports: &[Report]| {
            if assumed.some_at_once {
                Patience::some_at_once(reports)
            } else {
                Patience::exponential(reports)
            }
        };
        let patience = learn(&month.pooled);
        let of_type =
            month.types.values().map(|r| if assumed.by_type { learn(r) } else { patience });
        let of_type: Vec<Patience> = of_type.collect();
        let own: Vec<u32> = month.pooled.iter().map(|r| infer(r, patience)).collect();
        let people = if assumed.as_usual { typical(&own) } else { own };
        let station = station(month, assumed, &of_type, people.clone());
        let budget =
            Budget { least: REPLICATIONS, most: REPLICATIONS, contacts: u64::MAX, half_width: 0.0 };
        let report = station.simulate(1999, &budget)?;
        Ok(Self { report, patience, of_type, people })
    }

    /// Mean wait of all calls in seconds, and the share that hung up, over some half-hours.
    pub(crate) fn over(&self, slots: impl Iterator<Item = usize>) -> (f64, f64) {
        let (mut calls, mut waited, mut gone) = (0.0, 0.0, 0.0);
        for slot in slots {
            let period = &self.report.periods[slot];
            let offered = period.offered.mean;
            calls += offered;
            waited += period.wait_of_all.map_or(0.0, |w| w.mean * offered);
            gone += period.abandoned.mean;
        }
        let stay = 1.0 - self.patience.at_once;
        (stay * waited / calls, self.patience.at_once + stay * gone / calls)
    }

    /// The same of a type of calls.
    pub(crate) fn of(&self, class: usize) -> (f64, f64) {
        let shown = &self.report.classes[class];
        let at_once = self.of_type[class].at_once;
        let wait = shown.wait_of_all.map_or(0.0, |w| w.mean);
        let gone = shown.abandonment.map_or(0.0, |a| a.mean);
        ((1.0 - at_once) * wait, at_once + (1.0 - at_once) * gone)
    }
}

fn station(
    month: &Month,
    assumed: &Assumptions,
    of_type: &[Patience],
    people: Vec<u32>,
) -> Station {
    let shut = |slot: usize| !month.pooled[slot].is_open();
    let left = sum((0..month.slots()).filter(|&s| shut(s)).map(|s| &month.pooled[s])).patience();
    let class = |(reports, patience): (&Vec<Report>, &Patience)| {
        let all = sum(reports.iter());
        let handle = |r: &Report| {
            let known = if r.served > 0.0 { r } else { &all };
            Seconds(known.served / known.answered)
        };
        let stay = 1.0 - patience.at_once;
        let told = |slot: usize| if assumed.told && shut(slot) { left } else { patience.mean };
        let counted = assumed.counted && patience.at_once == 0.0;
        ContactClass {
            expected: reports.iter().map(|r| r.calls * stay).collect(),
            arrivals: if counted { Arrivals::Counted } else { Arrivals::Poisson },
            handle: reports.iter().map(handle).collect(),
            handle_shape: assumed.handle.clone(),
            patience: Some((0..reports.len()).map(told).collect()),
            patience_shape: Shape::Exponential,
            within: Seconds(20.0),
            groups: vec![vec![0]],
            retry: None,
            waits: true,
            afterwards: Afterwards::default(),
        }
    };
    let rank = |name: &str| match name {
        _ if !assumed.ranked => 1,
        FIRST => 0,
        LAST => 2,
        _ => 1,
    };
    let of_rank = |r| {
        let names = month.types.keys().enumerate();
        names.filter(|(_, name)| rank(name) == r).map(|(class, _)| class).collect()
    };
    let tiers = (0..3).map(of_rank).collect();
    Station {
        period: Seconds(1800.0),
        periods: people.len(),
        classes: month.types.values().zip(of_type).map(class).collect(),
        groups: vec![AgentGroup { agents: people, classes: tiers }],
        capacity: None,
        selection: Selection::LongestIdle,
        busyness: 0.0,
        warm_up: 0,
        closing: Closing::Stop,
    }
}
