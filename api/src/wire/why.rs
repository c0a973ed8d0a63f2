//! Why a queue needs so many people, on the wire.

use super::requirement::target;
use serde::Serialize;
use solver::staffing::{Point, Story};

/// The chain of numbers behind the people of one interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// Which queue.
    pub queue: String,
    /// When the interval begins, in the centre's civil time.
    pub at: String,
    /// `closed`, `quiet`, `live` or `tickets`.
    pub story: &'static str,
    /// The numbers of a live interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<WhyLive>,
    /// The same in plain words.
    pub told: String,
}

/// The numbers of a live interval, in the order in which they follow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyLive {
    /// The forecast's mean.
    pub expected: f64,
    /// Contacts planned for.
    pub planned: f64,
    /// Mean handle time.
    pub handle_seconds: f64,
    /// Contacts × handle time ÷ interval.
    pub erlangs: f64,
    /// The same after the lag.
    pub erlangs_with_lag: f64,
    /// The sort of target that one person fewer would break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<&'static str>,
    /// The time behind `in_time`: of the first service level among the targets, 20 without one.
    pub within_seconds: f64,
    /// One person fewer, the answer, one person more.
    pub around: Vec<WhyPoint>,
    /// Probability that every target holds, over what the rate may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<f64>,
    /// People at desks.
    pub seated: u32,
    /// Share of working time lost to what the roster does not schedule.
    pub shrinkage: f64,
    /// People on the roster.
    pub agents: u32,
    /// What a planner should know.
    pub notes: Vec<String>,
}

/// What a number of people at desks would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyPoint {
    /// People at desks.
    pub seated: u32,
    /// Share of the offered contacts answered within `within_seconds`.
    pub in_time: f64,
    /// Mean wait of those answered; none when nobody is, or the queue never settles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_wait_seconds: Option<f64>,
    /// Share who hang up.
    pub abandonment: f64,
    /// Share of their time in which people are busy.
    pub occupancy: f64,
}

impl From<&solver::staffing::Why> for Why {
    fn from(why: &solver::staffing::Why) -> Self {
        let (story, live) = match &why.story {
            Story::Closed => ("closed", None),
            Story::Quiet => ("quiet", None),
            Story::Tickets(_) => ("tickets", None),
            Story::Live(live) => ("live", Some(WhyLive::from(live.as_ref()))),
        };
        Self {
            queue: why.queue.to_string(),
            at: why.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            story,
            live,
            told: why.to_string(),
        }
    }
}

impl From<&solver::staffing::Live> for WhyLive {
    fn from(live: &solver::staffing::Live) -> Self {
        Self {
            expected: live.expected.0,
            planned: live.planned.0,
            handle_seconds: live.handle.0,
            erlangs: live.load_alone.0,
            erlangs_with_lag: live.load.0,
            asked_by: live.binding.as_ref().map(target),
            within_seconds: live.within.0,
            around: live.around.iter().map(WhyPoint::from).collect(),
            holds: live.holds.map(|share| share.get()),
            seated: live.seated.0,
            shrinkage: live.shrinkage.get(),
            agents: live.agents.0,
            notes: live.notes.clone(),
        }
    }
}

impl From<&Point> for WhyPoint {
    fn from(point: &Point) -> Self {
        Self {
            seated: point.agents.0,
            in_time: point.in_time.get(),
            mean_wait_seconds: point.mean_wait.map(|wait| wait.0),
            abandonment: point.hang_up.get(),
            occupancy: point.occupancy.get(),
        }
    }
}
