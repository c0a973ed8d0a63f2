//! Scenarios side by side on the wire.

use super::grid::Horizon;
use crate::whatif::{Compared, Comparison as Made, Outlook as MadeOutlook, Side, Swept};
use domain::{Estimate, Money};
use scenarios::simulate::{Change, QueueChange};
use serde::Serialize;

/// Base and scenarios.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The days compared.
    pub horizon: Horizon,
    /// Currency of all amounts.
    pub currency: String,
    /// `roster` or `outline`.
    pub fidelity: &'static str,
    /// The centre as it is.
    pub base: ScenarioFigures,
    /// The scenarios.
    pub scenarios: Vec<ScenarioDifference>,
    /// Sweeps.
    pub sweeps: Vec<SweepFigures>,
    /// Plans × futures.
    pub futures: Vec<OutlookFigures>,
}

/// What one scenario costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScenarioFigures {
    /// Its name.
    pub name: String,
    /// Its story.
    pub story: String,
    /// Whether no roster keeps every hard law.
    pub impossible: bool,
    /// Pay, prices of missing people and soft rules, fees.
    pub cost: f64,
    /// No lawful roster costs less; the cost itself in outline.
    pub bound: f64,
    /// Wages, surcharges, fees.
    pub pay: f64,
    /// Fees outside the roster.
    pub fees: f64,
    /// Paid hours.
    pub paid_hours: f64,
    /// Hours of overtime.
    pub overtime_hours: f64,
    /// Paid hours of contracts that owe nothing.
    pub flexible_hours: f64,
    /// Agent-hours missing.
    pub missing_hours: f64,
    /// People with a shift.
    pub people: Option<usize>,
    /// Soft rules bent.
    pub soft_breaches: Option<usize>,
    /// Half-hours that break what is promised (in outline: short of people), by queue.
    pub broken_half_hours: Vec<usize>,
    /// The worst half-hour: queue, when, service level.
    pub worst: Option<(String, String, f64)>,
}

/// A scenario beside the base.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScenarioDifference {
    /// The scenario.
    #[serde(flatten)]
    pub figures: ScenarioFigures,
    /// Cost found minus the base's.
    pub cost_difference: f64,
    /// What the cheapest rosters can differ by.
    pub cost_difference_range: [f64; 2],
    /// Whether they surely differ.
    pub cost_measurable: bool,
    /// Where the difference comes from; adds up with `rest`.
    pub drivers: Vec<(&'static str, f64)>,
    /// What the outline does not see.
    pub rest: f64,
    /// What customers notice.
    pub service: Vec<QueueDifference>,
}

/// One queue's change: means with half of the 95 % confidence interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueueDifference {
    /// The queue.
    pub queue: String,
    /// All days.
    pub total: ServiceDifference,
    /// By day.
    pub days: Vec<ServiceDifference>,
}

/// What is different in a period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ServiceDifference {
    /// Contacts.
    pub offered: [f64; 2],
    /// Service level, in shares.
    pub service_level: Option<[f64; 2]>,
    /// Mean wait in seconds.
    pub mean_wait_seconds: Option<[f64; 2]>,
    /// Share who hang up.
    pub abandonment: Option<[f64; 2]>,
}

/// A sweep.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SweepFigures {
    /// The scenario's name.
    pub scenario: String,
    /// What was varied.
    pub axes: Vec<String>,
    /// The settings.
    pub points: Vec<SweepPoint>,
}

/// One setting, in outline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SweepPoint {
    /// The value of each axis; null where it is left alone.
    pub values: Vec<Option<f64>>,
    /// Pay, missing people, fees.
    pub cost: f64,
    /// Pay and fees.
    pub pay: f64,
    /// Paid hours.
    pub paid_hours: f64,
    /// Share of the people there, of those that the strictest promise takes at this volume.
    pub covered: f64,
    /// Whether no other point beats it in pay and cover.
    pub frontier: bool,
}

/// Plans × futures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutlookFigures {
    /// The scenario whose volume varies.
    pub scenario: String,
    /// How many futures.
    pub futures: usize,
    /// The share that the tail is the mean of.
    pub tail: f64,
    /// Mean and tail when each future is known in time, in outline.
    pub known_in_time: [f64; 2],
    /// What the change asked about saves on average.
    pub worth_of_more: Option<f64>,
    /// Half of the 95 % confidence interval of that.
    pub worth_half_width: Option<f64>,
    /// The share of futures in which it pays.
    pub worth_pays: Option<f64>,
    /// The plans.
    pub plans: Vec<PlanFigures>,
}

/// One plan across futures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanFigures {
    /// The plan.
    pub plan: String,
    /// Mean cost after recourse.
    pub mean: f64,
    /// Mean of the dearest.
    pub tail: f64,
    /// Share of futures in which targets hold.
    pub targets_hold: f64,
    /// Mean regret.
    pub regret: f64,
    /// Largest regret.
    pub regret_most: f64,
    /// Cost in every future.
    pub costs: Vec<f64>,
}

impl From<&Made> for Comparison {
    fn from(made: &Made) -> Self {
        let rostered = made.base.variant.is_some();
        Self {
            horizon: Horizon::from(&made.grid),
            currency: made.centre.currency.to_string(),
            fidelity: if rostered { "roster" } else { "outline" },
            base: figures(made, &made.base),
            scenarios: made.others.iter().map(|other| difference(made, other)).collect(),
            sweeps: made.sweeps.iter().map(sweep).collect(),
            futures: made.outlooks.iter().map(outlook).collect(),
        }
    }
}

fn figures(made: &Made, side: &Side) -> ScenarioFigures {
    let weight = side.weight();
    let worst = side.worst().map(|(queue, slot, level)| {
        let at = made.grid.local(domain::Slot(slot)).format("%Y-%m-%dT%H:%M").to_string();
        (made.centre.queues[queue].id.to_string(), at, level)
    });
    ScenarioFigures {
        name: side.scenario.name.clone(),
        story: side.scenario.story.clone(),
        impossible: side.is_impossible(),
        cost: weight.cost.major(),
        bound: weight.bound.major(),
        pay: side.pay().major(),
        fees: side.rough.world.fees().major(),
        paid_hours: side.paid_hours(),
        overtime_hours: side.overtime_hours(),
        flexible_hours: side.flexible_hours(),
        missing_hours: side.missing_hours(),
        people: side.people(),
        soft_breaches: side.bent(),
        broken_half_hours: (0..made.centre.queues.len()).map(|q| side.breaks(q).len()).collect(),
        worst,
    }
}

fn difference(made: &Made, other: &Compared) -> ScenarioDifference {
    let parts = other.attribution.parts.iter();
    ScenarioDifference {
        figures: figures(made, &other.side),
        cost_difference: other.cost.found.major(),
        cost_difference_range: [other.cost.least.major(), other.cost.most.major()],
        cost_measurable: other.cost.is_measurable(),
        drivers: parts.map(|(cause, amount)| (cause.name(), amount.major())).collect(),
        rest: other.attribution.rest.major(),
        service: other.service.iter().flat_map(|d| &d.queues).map(queue).collect(),
    }
}

fn queue(change: &QueueChange) -> QueueDifference {
    QueueDifference {
        queue: change.queue.to_string(),
        total: service(&change.horizon),
        days: change.days.iter().map(service).collect(),
    }
}

fn service(change: &Change) -> ServiceDifference {
    let pair = |e: Estimate| [e.mean, e.half_width];
    ServiceDifference {
        offered: pair(change.offered),
        service_level: change.service_level.map(pair),
        mean_wait_seconds: change.mean_wait.map(pair),
        abandonment: change.abandonment.map(pair),
    }
}

fn sweep(swept: &Swept) -> SweepFigures {
    let point = |p: &scenarios::compare::Point| SweepPoint {
        values: p.values.clone(),
        cost: p.cost.major(),
        pay: p.pay.major(),
        paid_hours: p.hours,
        covered: p.covered,
        frontier: p.frontier,
    };
    SweepFigures {
        scenario: swept.name.clone(),
        axes: swept.sweep.axes.iter().map(|axis| axis.name.clone()).collect(),
        points: swept.points.iter().map(point).collect(),
    }
}

fn outlook(o: &MadeOutlook) -> OutlookFigures {
    let plan = |p: &crate::whatif::PlanOutlook| PlanFigures {
        plan: p.name.clone(),
        mean: major(p.mean),
        tail: major(p.tail),
        targets_hold: p.holds,
        regret: major(p.regret),
        regret_most: major(p.regret_most),
        costs: p.costs.iter().copied().map(major).collect(),
    };
    OutlookFigures {
        scenario: o.scenario.clone(),
        futures: o.futures,
        tail: o.tail,
        known_in_time: [major(o.known.0), major(o.known.1)],
        worth_of_more: o.more.map(|m| major(m.saved)),
        worth_half_width: o.more.map(|m| major(m.half_width)),
        worth_pays: o.more.map(|m| m.pays),
        plans: o.plans.iter().map(plan).collect(),
    }
}

fn major(minor: f64) -> f64 {
    Money(minor.round() as i64).major()
}
