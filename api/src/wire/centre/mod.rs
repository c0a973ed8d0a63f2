//! A centre on the wire: everything its folder says but its history and last week's roster.

mod convert;

use super::rules::Rules;
use serde::Serialize;

/// A centre. Amounts are in major units of its currency, times in its civil time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Centre {
    /// How people call it.
    pub name: String,
    /// Whose civil time it follows.
    pub timezone: String,
    /// The currency of every amount.
    pub currency: String,
    /// The length of an interval.
    pub interval_minutes: i64,
    /// The weekday on which its weeks begin.
    pub week_start: &'static str,
    /// Its queues.
    pub queues: Vec<Queue>,
    /// Its kinds of employment.
    pub contracts: Vec<Contract>,
    /// Its shift shapes.
    pub shift_templates: Vec<ShiftTemplate>,
    /// Its people.
    pub agents: Vec<Agent>,
    /// Leave, wishes, training, locks.
    pub availability: Vec<AvailabilityRow>,
    /// The laws it keeps.
    pub rules: Rules,
    /// Holidays, promotions, closures.
    pub calendar: Vec<Event>,
    /// Statutory holidays, on which work earns the holiday multiplier.
    pub statutory_holidays: Vec<String>,
}

/// A queue: what is asked of those who answer it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Queue {
    /// Its id.
    pub id: String,
    /// How people call it.
    pub name: String,
    /// `phone`, `chat` or `ticket`.
    pub channel: &'static str,
    /// The most chats one agent holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<u32>,
    /// An agent's completion rate with 1, 2, … chats open, relative to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed: Option<Vec<f64>>,
    /// The number of open chats at which handle times were measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured_at: Option<f64>,
    /// Opening windows per weekday, Monday first, such as `08:00-22:00`.
    pub hours: [Vec<String>; 7],
    /// What is promised.
    pub targets: Vec<Target>,
    /// Mean patience; absent when nobody hangs up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patience_seconds: Option<f64>,
    /// Share of rostered working time lost to what the roster does not schedule.
    pub shrinkage: f64,
    /// The most of their time that agents may be busy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_occupancy: Option<f64>,
    /// What missing people cost.
    pub shortage: Shortage,
}

/// One promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Target {
    /// `service_level`, `mean_wait`, `abandonment`, `occupancy` or `deadline`.
    pub kind: &'static str,
    /// The share promised, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// The time promised, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_seconds: Option<f64>,
    /// Over which period it must hold: `interval`, `day` or `week`.
    pub period: &'static str,
}

/// What a missing person costs per hour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shortage {
    /// For the first `light_share` of the people needed.
    pub light: f64,
    /// The share that is priced so.
    pub light_share: f64,
    /// Beyond it.
    pub heavy: f64,
}

/// A kind of employment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contract {
    /// Its id.
    pub id: String,
    /// How people call it.
    pub name: String,
    /// Least paid hours per week.
    pub week_hours_min: f64,
    /// Most paid hours per week, overtime included.
    pub week_hours_max: f64,
    /// Fewest working days per week.
    pub week_days_min: u32,
    /// Most working days per week.
    pub week_days_max: u32,
    /// The shift shapes it allows.
    pub templates: Vec<String>,
    /// Pay per hour.
    pub wage: f64,
    /// Paid hours per week that are owed even if not rostered.
    pub guaranteed_hours: f64,
    /// Overtime within a day.
    pub daily_overtime: Vec<OvertimeTier>,
    /// Overtime within a week.
    pub weekly_overtime: Vec<OvertimeTier>,
    /// Extra pay at night.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub night: Option<Night>,
    /// Pay multiplier on statutory holidays.
    pub holiday_multiplier: f64,
}

/// Paid time above a threshold, paid at a multiple of the wage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OvertimeTier {
    /// The threshold.
    pub above_hours: f64,
    /// The multiple.
    pub multiplier: f64,
}

/// Extra pay at night.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Night {
    /// When, such as `22:00-06:00`.
    pub window: String,
    /// The share of the wage on top.
    pub extra: f64,
}

/// The shape of a shift.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShiftTemplate {
    /// Its id.
    pub id: String,
    /// When it may start.
    pub starts: Starts,
    /// From arrival to departure.
    pub length_hours: f64,
    /// Its breaks in the order they are taken.
    pub breaks: Vec<Break>,
}

/// Clock times at which a shift may start: every `step_minutes` from `from` to `to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Starts {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
    /// The distance between two.
    pub step_minutes: i64,
}

/// One break of a shift.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Break {
    /// `meal` or `rest`.
    pub kind: &'static str,
    /// How long it lasts.
    pub minutes: i64,
    /// Its earliest begin after the shift's.
    pub earliest_hours: f64,
    /// Its latest begin after the shift's.
    pub latest_hours: f64,
    /// Whether it is paid time.
    pub paid: bool,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agent {
    /// Their id.
    pub id: String,
    /// How people call them.
    pub name: String,
    /// Their team.
    pub team: String,
    /// Their kind of employment.
    pub contract: String,
    /// The queues they can serve.
    pub skills: Vec<Skill>,
    /// First day of employment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hire_date: Option<String>,
    /// Their id in another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// `junior`, `middle` or `senior`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seniority: Option<&'static str>,
    /// Whether they may work neither nights nor overtime.
    pub protected: bool,
    /// Overtime of the calendar month so far.
    pub overtime_to_date_hours: f64,
    /// Paid time of the working-time period so far.
    pub period_to_date_hours: f64,
}

/// A queue someone can serve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skill {
    /// Which.
    pub queue: String,
    /// How fast; 1 is the standard.
    pub efficiency: f64,
}

/// A stretch of time with something to say about one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AvailabilityRow {
    /// Whom it concerns.
    pub agent: String,
    /// Its begin.
    pub start: String,
    /// Its end.
    pub end: String,
    /// `leave`, `unavailable`, `prefer_on`, `prefer_off`, `training` or `locked_shift`.
    pub kind: &'static str,
    /// How much a wish weighs, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

/// A stretch of civil time that is expected to differ from ordinary days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Its begin.
    pub start: String,
    /// Its end.
    pub end: String,
    /// Its name.
    pub name: String,
    /// The class it is learned with.
    pub class: String,
    /// `holiday`, `makeup_workday`, `promotion`, `closure` or `event`.
    pub kind: &'static str,
    /// The phase of a promotion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<&'static str>,
    /// The one queue it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// `automatic`, `relative`, `absolute` or `closed`.
    pub effect: &'static str,
    /// The size of a stated effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Planned depth relative to a typical event of its class.
    pub intensity: f64,
    /// `firm` or `rough`.
    pub confidence: &'static str,
}
