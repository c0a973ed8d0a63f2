//! Months ahead on the wire.

use domain::{Centre, Grid};
use serde::Serialize;
use solver::capacity::{CapacityCase, CapacityPlan};

/// The months ahead, week by week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capacity {
    /// Currency of all amounts.
    pub currency: String,
    /// The first day of each week.
    pub weeks: Vec<String>,
    /// Everything.
    pub cost: f64,
    /// Pay of the people there now.
    pub staff_pay: f64,
    /// Fees and pay of those hired.
    pub hiring: f64,
    /// Overtime.
    pub overtime: f64,
    /// Agencies.
    pub agencies_cost: f64,
    /// Training.
    pub training_cost: f64,
    /// The price of hours nobody gives.
    pub missing: f64,
    /// The groups.
    pub groups: Vec<CapacityGroup>,
    /// The queues.
    pub queues: Vec<CapacityQueue>,
    /// Seats of agencies by week.
    pub agencies: Vec<NamedWeeks>,
    /// People who begin to learn by week.
    pub training: Vec<NamedWeeks>,
}

/// One group by week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CapacityGroup {
    /// Its name.
    pub name: String,
    /// Its weeks.
    pub weeks: Vec<CapacityGroupWeek>,
}

/// One group in one week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CapacityGroupWeek {
    /// People there now who are still there.
    pub staff: f64,
    /// People who start.
    pub hired: f64,
    /// People hired since.
    pub newcomers: f64,
    /// People on leave.
    pub leave: f64,
    /// Hours of overtime.
    pub overtime_hours: f64,
    /// What one more settled agent in this week alone saves.
    pub worth: f64,
}

/// One queue by week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CapacityQueue {
    /// The queue.
    pub queue: String,
    /// Hours needed, hours missing, worth of one more hour.
    pub weeks: Vec<CapacityQueueWeek>,
}

/// One queue in one week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CapacityQueueWeek {
    /// Hours needed.
    pub needed_hours: f64,
    /// Hours nobody gives.
    pub missing_hours: f64,
    /// What one more hour saves.
    pub worth: f64,
}

/// Numbers by week, with a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedWeeks {
    /// The name.
    pub name: String,
    /// The numbers.
    pub weeks: Vec<f64>,
}

impl Capacity {
    /// The plan of a case.
    #[must_use]
    pub fn new(centre: &Centre, grid: &Grid, case: &CapacityCase, plan: &CapacityPlan) -> Self {
        let group = |(staff, weeks): (&solver::capacity::Staff, &Vec<_>)| CapacityGroup {
            name: staff.name.clone(),
            weeks: weeks.iter().map(group_week).collect(),
        };
        let queue = |(load, weeks): (&solver::capacity::Load, &Vec<_>)| CapacityQueue {
            queue: load.queue.to_string(),
            weeks: weeks.iter().map(queue_week).collect(),
        };
        let learnt = |t: &solver::capacity::Training| {
            format!("{} to {}", case.staff[t.staff].name, case.loads[t.queue].queue)
        };
        let named = |(name, weeks): (String, &Vec<f64>)| NamedWeeks { name, weeks: weeks.clone() };
        let agencies = case.agencies.iter().map(|a| a.name.clone());
        Self {
            currency: centre.currency.to_string(),
            weeks: (0..case.weeks()).map(|w| grid.date(w * 7).to_string()).collect(),
            cost: major(plan.cost),
            staff_pay: major(plan.staff_pay),
            hiring: major(plan.hiring),
            overtime: major(plan.overtime),
            agencies_cost: major(plan.agencies),
            training_cost: major(plan.training),
            missing: major(plan.missing),
            groups: case.staff.iter().zip(&plan.groups).map(group).collect(),
            queues: case.loads.iter().zip(&plan.queues).map(queue).collect(),
            agencies: agencies.zip(&plan.seats).map(named).collect(),
            training: case.training.iter().map(learnt).zip(&plan.learning).map(named).collect(),
        }
    }
}

fn group_week(week: &solver::capacity::GroupWeek) -> CapacityGroupWeek {
    CapacityGroupWeek {
        staff: week.staff,
        hired: week.hired,
        newcomers: week.newcomers,
        leave: week.leave,
        overtime_hours: week.overtime,
        worth: major(week.worth),
    }
}

fn queue_week(week: &solver::capacity::QueueWeek) -> CapacityQueueWeek {
    CapacityQueueWeek {
        needed_hours: week.needed,
        missing_hours: week.missing,
        worth: major(week.worth),
    }
}

fn major(minor: f64) -> f64 {
    minor.round() / 100.0
}
