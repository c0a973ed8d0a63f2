//! What the server sends. Amounts are numbers in major units of the centre's currency, exact to the
//! cent; times carry their offset.

use super::stamp;
use crate::files::activity_words;
use crate::http::media::Rows;
use crate::http::periods::Earned;
use crate::http::schedule::{Listed, Schedule, decimal};
use chrono::{NaiveDate, SecondsFormat, TimeZone};
use chrono_tz::Tz;
use domain::{Moment, Pay};
use serde::Serialize;
use utoipa::ToSchema;

/// One page of shifts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Shifts {
    /// The shifts, by start and agent.
    pub(in crate::http) shifts: Vec<Shift>,
    /// Give it as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub(in crate::http) next_cursor: Option<String>,
    /// The zone of every time on this page.
    #[schema(example = "Asia/Shanghai")]
    pub(in crate::http) timezone: String,
    /// The version of the roster: the same on every page of one listing.
    pub(in crate::http) version: String,
}

/// One person's working day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Shift {
    /// Never changes for the same agent and date.
    #[schema(example = "s_5f2b8c0d1e3a4f6b7c8d")]
    pub(in crate::http) id: String,
    /// The agent's id in the centre.
    #[schema(example = "A01")]
    pub(in crate::http) agent: String,
    /// The agent's id in another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) external_id: Option<String>,
    /// The agent's team.
    pub(in crate::http) team: String,
    /// The civil date on which it starts, in the centre's zone.
    #[schema(format = Date, example = "2025-11-10")]
    pub(in crate::http) date: String,
    /// Arrival.
    #[schema(format = DateTime, example = "2025-11-10T09:00:00+08:00")]
    pub(in crate::http) start: String,
    /// Departure.
    #[schema(format = DateTime, example = "2025-11-10T18:00:00+08:00")]
    pub(in crate::http) end: String,
    /// `scheduled`, or `cancelled` when people were told of it before and it is off now.
    #[schema(example = "scheduled")]
    pub(in crate::http) status: &'static str,
    /// When people were last told something new of it.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) updated: Option<String>,
    /// Paid time.
    pub(in crate::http) paid_minutes: i64,
    /// What is done when, without gaps.
    pub(in crate::http) stretches: Vec<Stretch>,
}

/// A stretch of one activity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Stretch {
    /// Its begin.
    #[schema(format = DateTime)]
    pub(in crate::http) start: String,
    /// Its end.
    #[schema(format = DateTime)]
    pub(in crate::http) end: String,
    /// `work`, `idle`, `meal`, `break`, `meal_unpaid`, `break_unpaid`, `training` or `meeting`.
    #[schema(example = "work")]
    pub(in crate::http) activity: &'static str,
    /// The queue, for work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) queue: Option<String>,
    /// Paid time.
    pub(in crate::http) paid_minutes: i64,
}

impl Shift {
    pub(in crate::http) fn new(listed: &Listed, zone: Tz) -> Self {
        let (shift, span) = (&listed.shift, listed.shift.span());
        Self {
            id: listed.id.clone(),
            agent: shift.agent.to_string(),
            external_id: listed.external_id.clone(),
            team: listed.team.clone(),
            date: shift.date.to_string(),
            start: time(span.start, zone),
            end: time(span.end, zone),
            status: if listed.cancelled { "cancelled" } else { "scheduled" },
            updated: listed.updated.map(stamp),
            paid_minutes: shift.paid().0,
            stretches: shift.stretches.iter().map(|s| Stretch::new(s, zone)).collect(),
        }
    }
}

impl Stretch {
    fn new(stretch: &domain::Stretch, zone: Tz) -> Self {
        let (activity, queue) = activity_words(&stretch.activity);
        let paid = if stretch.activity.is_paid() { stretch.span.length().0 } else { 0 };
        Self {
            start: time(stretch.span.start, zone),
            end: time(stretch.span.end, zone),
            activity,
            queue: (!queue.is_empty()).then(|| queue.to_owned()),
            paid_minutes: paid,
        }
    }
}

impl Rows for Shift {
    const COLUMNS: &'static [&'static str] = &[
        "shift_id",
        "agent_id",
        "external_id",
        "team",
        "date",
        "start",
        "end",
        "activity",
        "queue",
        "paid_minutes",
        "status",
    ];
    fn rows(&self) -> Vec<Vec<String>> {
        let row = |stretch: &Stretch| {
            vec![
                self.id.clone(),
                self.agent.clone(),
                self.external_id.clone().unwrap_or_default(),
                self.team.clone(),
                self.date.clone(),
                stretch.start.clone(),
                stretch.end.clone(),
                stretch.activity.to_owned(),
                stretch.queue.clone().unwrap_or_default(),
                stretch.paid_minutes.to_string(),
                self.status.to_owned(),
            ]
        };
        self.stretches.iter().map(row).collect()
    }
}

/// Hours and premiums of everybody over the horizon.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct HoursList {
    /// The first civil day counted.
    #[schema(format = Date)]
    pub(in crate::http) from: String,
    /// The last civil day counted.
    #[schema(format = Date)]
    pub(in crate::http) to: String,
    /// The currency of every amount.
    #[schema(example = "CNY")]
    pub(in crate::http) currency: String,
    /// One entry per agent and period, in the centre's order.
    pub(in crate::http) agents: Vec<Hours>,
}

/// Hours and premiums of one person over a pay period.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Hours {
    /// The agent's id in the centre.
    pub(in crate::http) agent: String,
    /// The agent's id in another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) external_id: Option<String>,
    /// The agent's team.
    pub(in crate::http) team: String,
    /// The agent's contract.
    pub(in crate::http) contract: String,
    /// The first civil day counted.
    #[schema(format = Date)]
    pub(in crate::http) from: String,
    /// The last civil day counted.
    #[schema(format = Date)]
    pub(in crate::http) to: String,
    /// On how many days of the period people were told a roster: fewer than its days, and the
    /// period is not counted whole.
    pub(in crate::http) days_told: usize,
    /// How many shifts.
    pub(in crate::http) shifts: i64,
    /// Paid time: time on shift without unpaid breaks and meals.
    pub(in crate::http) paid_minutes: i64,
    /// Of it, above the daily or weekly threshold of the contract.
    pub(in crate::http) overtime_minutes: i64,
    /// Of it, in the night window of the contract.
    pub(in crate::http) night_minutes: i64,
    /// Of it, on statutory holidays.
    pub(in crate::http) holiday_minutes: i64,
    /// What it costs.
    pub(in crate::http) pay: PayParts,
    #[serde(skip)]
    texts: [String; 6],
}

/// What working time costs, by reason.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct PayParts {
    /// Paid time at the plain wage.
    pub(in crate::http) wages: f64,
    /// Surcharges on overtime.
    pub(in crate::http) overtime: f64,
    /// Surcharges on night time.
    pub(in crate::http) night: f64,
    /// Surcharges on statutory holidays.
    pub(in crate::http) holiday: f64,
    /// Guaranteed time that was not rostered.
    pub(in crate::http) top_up: f64,
    /// All of it.
    pub(in crate::http) total: f64,
}

impl From<&Pay> for PayParts {
    fn from(pay: &Pay) -> Self {
        Self {
            wages: pay.base.major(),
            overtime: pay.overtime.major(),
            night: pay.night.major(),
            holiday: pay.holiday.major(),
            top_up: pay.top_up.major(),
            total: pay.total().major(),
        }
    }
}

impl Hours {
    pub(in crate::http) fn new(
        agent: &domain::Agent,
        earned: &Earned,
        period: (NaiveDate, NaiveDate),
        days_told: usize,
    ) -> Self {
        let pay = &earned.pay;
        let parts = [pay.base, pay.overtime, pay.night, pay.holiday, pay.top_up, pay.total()];
        Self {
            agent: agent.id.to_string(),
            external_id: agent.external_id.clone(),
            team: agent.team.to_string(),
            contract: agent.contract.to_string(),
            from: period.0.to_string(),
            to: period.1.to_string(),
            days_told,
            shifts: earned.shifts,
            paid_minutes: earned.paid.0,
            overtime_minutes: earned.overtime.0,
            night_minutes: earned.night.0,
            holiday_minutes: earned.holiday.0,
            pay: pay.into(),
            texts: parts.map(decimal),
        }
    }
}

impl Rows for Hours {
    const COLUMNS: &'static [&'static str] = &[
        "agent_id",
        "external_id",
        "team",
        "contract",
        "from",
        "to",
        "days_told",
        "shifts",
        "paid_minutes",
        "overtime_minutes",
        "night_minutes",
        "holiday_minutes",
        "wages",
        "overtime",
        "night",
        "holiday",
        "top_up",
        "total",
    ];
    fn rows(&self) -> Vec<Vec<String>> {
        let mut row = vec![
            self.agent.clone(),
            self.external_id.clone().unwrap_or_default(),
            self.team.clone(),
            self.contract.clone(),
            self.from.clone(),
            self.to.clone(),
            self.days_told.to_string(),
            self.shifts.to_string(),
            self.paid_minutes.to_string(),
            self.overtime_minutes.to_string(),
            self.night_minutes.to_string(),
            self.holiday_minutes.to_string(),
        ];
        row.extend(self.texts.iter().cloned());
        vec![row]
    }
}

/// The centre's frame: what the other listings refer to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Centre {
    /// Its name.
    pub(in crate::http) name: String,
    /// Whose civil time it follows.
    pub(in crate::http) timezone: String,
    /// The currency of every amount.
    pub(in crate::http) currency: String,
    /// The first planned civil day.
    #[schema(format = Date)]
    pub(in crate::http) from: String,
    /// The last planned civil day.
    #[schema(format = Date)]
    pub(in crate::http) to: String,
    /// Its queues.
    pub(in crate::http) queues: Vec<Queue>,
    /// Its teams; a key for one team sees that one.
    pub(in crate::http) teams: Vec<String>,
}

/// A queue of the centre.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Queue {
    /// Its id.
    pub(in crate::http) id: String,
    /// How people call it.
    pub(in crate::http) name: String,
    /// `phone`, `chat` or `ticket`.
    pub(in crate::http) channel: &'static str,
}

/// What the roster costs and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Roster {
    /// SHA-256 of the files it was read from.
    pub(in crate::http) version: String,
    /// How many shifts.
    pub(in crate::http) shifts: usize,
    /// How many people have one.
    pub(in crate::http) agents: usize,
    /// The currency of every amount.
    pub(in crate::http) currency: String,
    /// Wages and surcharges.
    pub(in crate::http) pay: PayParts,
    /// Prices of broken soft laws.
    pub(in crate::http) soft: f64,
    /// Prices of missing people; absent when the folder has no requirement.csv.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) shortage: Option<f64>,
    /// Pay, shortage and soft prices together; absent like the shortage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) total: Option<f64>,
    /// How many breaches of soft laws.
    pub(in crate::http) soft_breaches: usize,
    /// Where it comes from.
    pub(in crate::http) provenance: Provenance,
}

/// Where a roster comes from.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Provenance {
    /// The version of the product that made it.
    pub(in crate::http) version: String,
    /// The seed of every random choice.
    pub(in crate::http) seed: u64,
    /// SHA-256 of the inputs.
    pub(in crate::http) input_hash: String,
    /// The roster it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) parent: Option<String>,
}

impl From<&Schedule> for Roster {
    fn from(schedule: &Schedule) -> Self {
        let (roster, verdict) = (schedule.clean.roster(), schedule.clean.verdict());
        let priced = |amount: domain::Money| schedule.is_priced.then(|| amount.major());
        let stamp = &roster.provenance;
        Self {
            version: schedule.version.clone(),
            shifts: roster.shifts.len(),
            agents: schedule.people_on_shift(),
            currency: schedule.centre.currency.code().to_owned(),
            pay: (&verdict.cost.pay).into(),
            soft: verdict.cost.soft.major(),
            shortage: priced(verdict.cost.shortage),
            total: priced(verdict.cost.total()),
            soft_breaches: verdict.soft().count(),
            provenance: Provenance {
                version: stamp.version.clone(),
                seed: stamp.seed,
                input_hash: stamp.input_hash.clone(),
                parent: stamp.parent.clone(),
            },
        }
    }
}

/// A moment in `zone` with its offset.
pub(in crate::http) fn time(at: Moment, zone: Tz) -> String {
    zone.from_utc_datetime(&at.utc().naive_utc()).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Everybody in the centre.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Agents {
    /// One entry per agent, in the centre's order.
    pub(in crate::http) agents: Vec<Agent>,
}

/// Somebody who can be rostered.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Agent {
    /// Their id in the centre.
    pub(in crate::http) agent: String,
    /// Their id in another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) external_id: Option<String>,
    /// Their team.
    pub(in crate::http) team: String,
    /// Their contract.
    pub(in crate::http) contract: String,
    /// The queues they can work on.
    pub(in crate::http) skills: Vec<String>,
}

impl From<&domain::Agent> for Agent {
    fn from(agent: &domain::Agent) -> Self {
        Self {
            agent: agent.id.to_string(),
            external_id: agent.external_id.clone(),
            team: agent.team.to_string(),
            contract: agent.contract.to_string(),
            skills: agent.skills.iter().map(|(queue, _)| queue.to_string()).collect(),
        }
    }
}

impl Rows for Agent {
    const COLUMNS: &'static [&'static str] =
        &["agent_id", "external_id", "team", "contract", "skills"];
    fn rows(&self) -> Vec<Vec<String>> {
        let external = self.external_id.clone().unwrap_or_default();
        let (agent, team, contract) =
            (self.agent.clone(), self.team.clone(), self.contract.clone());
        vec![vec![agent, external, team, contract, self.skills.join("|")]]
    }
}
