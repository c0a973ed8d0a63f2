//! Queues: what is asked of the people who answer.

use crate::ids::QueueId;
use crate::moment::{ClockWindow, Moment, Span};
use crate::units::{Minutes, Money, Seconds, Share};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

/// A stream of contacts of one sort and what is promised to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    /// Its id in every file.
    pub id: QueueId,
    /// How people call it.
    pub name: String,
    /// How contacts come in.
    pub channel: Channel,
    /// When contacts can come in.
    pub hours: OpeningHours,
    /// What is promised; all of them must hold.
    pub targets: Vec<Target>,
    /// Mean patience of a waiting customer; `None` means they never hang up.
    pub patience: Option<Seconds>,
    /// Share of rostered working time lost to what the roster does not schedule (unplanned
    /// absence, adherence, system faults). Breaks, leave and training are scheduled: never in here.
    pub shrinkage: Share,
    /// The most of their time that agents may be busy, whatever the targets allow.
    pub max_occupancy: Option<Share>,
    /// What missing people cost.
    pub shortage: Shortage,
}

/// How contacts come in.
#[derive(Debug, Clone, PartialEq)]
pub enum Channel {
    /// One call at a time.
    Phone,
    /// Several chats at a time.
    Chat {
        /// The most chats one agent holds.
        concurrency: u32,
        /// `speed[j-1]` is an agent's completion rate with `j` chats open, relative to one chat at
        /// a time; non-decreasing, one entry per concurrency up to `concurrency`.
        speed: Vec<f64>,
        /// The number of open chats at which the reported handle time was measured.
        measured_at: f64,
    },
    /// Work that may wait until its deadline.
    Ticket,
}

/// When contacts can come in: windows per weekday, Monday first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    /// For each weekday from Monday, the windows that open on it; they may run past midnight.
    pub windows: [Vec<ClockWindow>; 7],
}

impl OpeningHours {
    /// The same windows every day.
    #[must_use]
    pub fn daily(windows: &[ClockWindow]) -> Self {
        Self { windows: std::array::from_fn(|_| windows.to_vec()) }
    }
    /// Day and night.
    #[must_use]
    pub fn always() -> Self {
        Self::daily(&[ClockWindow::ALL_DAY])
    }
    /// The windows that open on `day` in `zone`, as spans.
    pub fn spans(&self, day: NaiveDate, zone: Tz) -> impl Iterator<Item = Span> + '_ {
        let windows = &self.windows[day.weekday().num_days_from_monday() as usize];
        windows.iter().filter_map(move |window| window.on(day, zone))
    }
    /// Whether the queue is open at `at` in `zone` on an ordinary day; for closing calendar events
    /// ask [`crate::Centre::is_open`].
    #[must_use]
    pub fn is_open(&self, at: Moment, zone: Tz) -> bool {
        let today = at.date(zone);
        let mut days = today.pred_opt().into_iter().chain([today]);
        days.any(|day| self.spans(day, zone).any(|span| span.contains(at)))
    }
}

/// One promise, and the period over which it must hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// What is promised.
    pub kind: TargetKind,
    /// Over which period it must hold.
    pub period: Period,
}

/// What can be promised to a queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TargetKind {
    /// At least `share` of the contacts *offered* are answered within `within`.
    ServiceLevel {
        /// The share.
        share: Share,
        /// The time.
        within: Seconds,
    },
    /// The mean wait before an answer is at most this.
    MeanWait(Seconds),
    /// At most this share hangs up.
    Abandonment(Share),
    /// Agents are busy at most this share of their time.
    Occupancy(Share),
    /// At least `share` of tickets are done within `within` of arriving.
    Deadline {
        /// The share.
        share: Share,
        /// The time allowed.
        within: Minutes,
    },
}

/// The period over which a target must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// In every interval.
    #[default]
    Interval,
    /// On average over each day's contacts.
    Day,
    /// On average over each week's contacts.
    Week,
}

/// What missing people cost: two tiers per agent-hour short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortage {
    /// Price per agent-hour missing, for the first `light_share` of an interval's requirement.
    pub light: Money,
    /// Share of an interval's requirement (rounded up to whole agents) priced `light`.
    pub light_share: Share,
    /// Price per agent-hour missing beyond that; at least `light`.
    pub heavy: Money,
}
