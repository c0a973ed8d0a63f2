//! What is known of the months ahead.

use domain::QueueId;

/// The months ahead: work, people, and what may be done. Money is in minor units.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityCase {
    /// The calendar month of each week, counted from the first; overtime is limited by these.
    pub months: Vec<usize>,
    /// The queues.
    pub loads: Vec<Load>,
    /// The people, in groups of like skills and contract.
    pub staff: Vec<Staff>,
    /// Contracts on offer from agencies.
    pub agencies: Vec<Agency>,
    /// What may be learnt.
    pub training: Vec<Training>,
}

/// One queue's work.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The queue.
    pub queue: QueueId,
    /// Hours of settled people needed in each week.
    pub hours: Vec<f64>,
    /// What an hour that nobody gives costs.
    pub price: f64,
}

/// People alike in skills and contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// Their name.
    pub name: String,
    /// How many there are at the beginning.
    pub people: f64,
    /// Queue numbers with speeds.
    pub skills: Vec<(usize, f64)>,
    /// Hours of work a head and week, breaks and shrinkage taken off.
    pub hours: f64,
    /// Paid hours a head and week.
    pub paid_hours: f64,
    /// Pay per hour.
    pub wage: f64,
    /// Pay of an hour of overtime ÷ wage.
    pub overtime_multiplier: f64,
    /// Most hours of overtime a head and month.
    pub overtime_month: f64,
    /// The share that leaves each week.
    pub attrition: f64,
    /// Weeks of leave owed to each, over the whole horizon.
    pub leave_weeks: f64,
    /// The largest share on leave in a week.
    pub leave_share_max: f64,
    /// How more are hired; nobody is when empty.
    pub hiring: Option<Hiring>,
}

/// How people are hired.
#[derive(Debug, Clone, PartialEq)]
pub struct Hiring {
    /// The first week in which somebody can start.
    pub lead: usize,
    /// Weeks of training, in which they are paid and give nothing.
    pub training: usize,
    /// Speed in each week after training, relative to settled people; settled after the last.
    pub ramp_up: Vec<f64>,
    /// Recruiting and training of one, beside pay.
    pub fee: f64,
    /// The most that can start in one week.
    pub most: f64,
}

/// A contract on offer: seats for a number of weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// The queue served.
    pub queue: usize,
    /// Weeks it runs.
    pub weeks: usize,
    /// The first week it can begin.
    pub lead: usize,
    /// Hours of settled work a seat and week.
    pub hours: f64,
    /// Price of an hour.
    pub rate: f64,
    /// Paid once for a seat.
    pub fee: f64,
    /// The most seats at any time.
    pub most: f64,
}

/// People of a group who learn a queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The group.
    pub staff: usize,
    /// The queue.
    pub queue: usize,
    /// Weeks it takes them away.
    pub weeks: usize,
    /// Their speed afterwards.
    pub speed: f64,
    /// Cost of one, beside pay.
    pub fee: f64,
    /// The most that may learn it in all.
    pub most: f64,
}

impl CapacityCase {
    /// How many weeks.
    #[must_use]
    pub fn weeks(&self) -> usize {
        self.months.len()
    }
}

impl Staff {
    /// How many of those there at the beginning are left in a week.
    #[must_use]
    pub fn left(&self, week: usize) -> f64 {
        self.people * (1.0 - self.attrition).powi(week as i32)
    }

    /// How many of one hired in week `start` are left in a week, and at what speed.
    pub(super) fn hired(&self, hiring: &Hiring, start: usize, week: usize) -> Option<(f64, f64)> {
        let age = week.checked_sub(start)?;
        let left = (1.0 - self.attrition).powi(age as i32);
        let speed = match age.checked_sub(hiring.training) {
            None => 0.0,
            Some(settled) => hiring.ramp_up.get(settled).copied().unwrap_or(1.0),
        };
        Some((left, speed))
    }
}
