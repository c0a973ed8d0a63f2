//! The centre: everything a week is planned from.

use crate::agent::{Agent, Availability, AvailabilityKind};
use crate::arrangements::Arrangements;
use crate::calendar::{Calendar, Event};
use crate::contract::{Contract, ShiftTemplate};
use crate::grid::Grid;
use crate::history::History;
use crate::ids::{AgentId, ContractId, QueueId, TemplateId};
use crate::laws::Rules;
use crate::moment::{Moment, Span, merged, without};
use crate::queue::Queue;
use crate::shift::Shift;
use crate::units::{Currency, Minutes};
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

/// A contact centre: its queues, people, contracts, rules and calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Centre {
    /// How people call it.
    pub name: String,
    /// Whose civil time it follows.
    pub zone: Tz,
    /// What it pays in.
    pub currency: Currency,
    /// The length of one interval.
    pub interval: Minutes,
    /// The day on which its weeks begin.
    pub week_start: Weekday,
    /// Its queues.
    pub queues: Vec<Queue>,
    /// Its contracts.
    pub contracts: Vec<Contract>,
    /// Its shift shapes.
    pub templates: Vec<ShiftTemplate>,
    /// Its people.
    pub agents: Vec<Agent>,
    /// Leave, wishes, training, locks.
    pub availability: Vec<Availability>,
    /// The laws it keeps.
    pub rules: Rules,
    /// Holidays and promotions.
    pub calendar: Calendar,
    /// Statutory holidays on which work earns the holiday multiplier.
    pub statutory_holidays: Vec<NaiveDate>,
}

/// A centre with what happened so far: all that a plan needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// The centre.
    pub centre: Centre,
    /// What happened.
    pub history: History,
    /// Shifts worked or told before the horizon: rest, consecutive days and late cover carry over.
    pub previous: Vec<Shift>,
    /// How queues share people, what waits, what drives volume.
    pub arrangements: Arrangements,
}

impl Centre {
    /// The queue with this id.
    #[must_use]
    pub fn queue(&self, id: &QueueId) -> Option<&Queue> {
        self.queues.iter().find(|q| &q.id == id)
    }
    /// The contract with this id.
    #[must_use]
    pub fn contract(&self, id: &ContractId) -> Option<&Contract> {
        self.contracts.iter().find(|c| &c.id == id)
    }
    /// The template with this id.
    #[must_use]
    pub fn template(&self, id: &TemplateId) -> Option<&ShiftTemplate> {
        self.templates.iter().find(|t| &t.id == id)
    }
    /// Whether `agent` is on leave for the whole of day number `day`: their leave spans together
    /// cover it from midnight to midnight. [`crate::LeaveDays`] finds it for everybody at once.
    #[must_use]
    pub fn on_leave(&self, agent: &AgentId, grid: &Grid, day: usize) -> bool {
        let leave = |a: &&Availability| &a.agent == agent && a.kind == AvailabilityKind::Leave;
        let mut spans: Vec<Span> = self.availability.iter().filter(leave).map(|a| a.span).collect();
        spans.sort();
        grid.is_day_inside(day, &spans)
    }
    /// When `queue` is open within `within`: its weekday windows without the calendar events that
    /// close it, as sorted spans that neither touch nor overlap.
    #[must_use]
    pub fn open_spans(&self, queue: &Queue, within: Span) -> Vec<Span> {
        let (first, last) = (within.start.date(self.zone), within.end.date(self.zone));
        let days = first.pred_opt().into_iter().chain(first.iter_days().take_while(|d| *d <= last));
        let windows = days.flat_map(|day| queue.hours.spans(day, self.zone).collect::<Vec<_>>());
        let open = merged(windows.filter_map(|w| w.within(&within)).collect());
        let closing = self.calendar.events.iter().filter(|e| e.closes(&queue.id));
        let closed = merged(closing.filter_map(|e| e.span(self.zone)).collect());
        open.into_iter().flat_map(|span| without(span, &closed)).collect()
    }
    /// Whether contacts can come in on `queue` at `at`, closing calendar events considered.
    #[must_use]
    pub fn is_open(&self, queue: &Queue, at: Moment) -> bool {
        let closes = |e: &Event| e.span(self.zone).is_some_and(|span| span.contains(at));
        let mut closing = self.calendar.events.iter().filter(|e| e.closes(&queue.id));
        queue.hours.is_open(at, self.zone) && !closing.any(closes)
    }
    /// The agent with this id.
    #[must_use]
    pub fn agent(&self, id: &AgentId) -> Option<&Agent> {
        self.agents.iter().find(|a| &a.id == id)
    }
}
