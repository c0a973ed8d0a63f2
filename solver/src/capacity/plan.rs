//! What comes out.

/// The cheapest way through the months ahead. Money is in minor units.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CapacityPlan {
    /// Everything: pay of those there, and what follows.
    pub cost: f64,
    /// Pay of the people there at the beginning.
    pub staff_pay: f64,
    /// Pay and fees of those hired.
    pub hiring: f64,
    /// Overtime.
    pub overtime: f64,
    /// Agencies.
    pub agencies: f64,
    /// Training of people there.
    pub training: f64,
    /// The price of hours nobody gives.
    pub missing: f64,
    /// By group and week.
    pub groups: Vec<Vec<GroupWeek>>,
    /// By queue and week.
    pub queues: Vec<Vec<QueueWeek>>,
    /// Seats running, by agency contract and week.
    pub seats: Vec<Vec<f64>>,
    /// People who begin to learn, by training and week.
    pub learning: Vec<Vec<f64>>,
}

/// One group in one week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GroupWeek {
    /// People of the beginning who are still there.
    pub staff: f64,
    /// People who start.
    pub hired: f64,
    /// People hired since the beginning who are there.
    pub newcomers: f64,
    /// People on leave.
    pub leave: f64,
    /// Hours of overtime.
    pub overtime: f64,
    /// What one more settled agent there in this week alone is worth.
    pub worth: f64,
}

/// One queue in one week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct QueueWeek {
    /// Hours needed.
    pub needed: f64,
    /// Hours nobody gives.
    pub missing: f64,
    /// What one more hour is worth.
    pub worth: f64,
}
