//! Days of leave: which dates an agent's leave covers from midnight to midnight.

use crate::agent::AvailabilityKind;
use crate::centre::Centre;
use crate::grid::Grid;
use crate::ids::AgentId;
use crate::moment::Span;
use std::collections::HashMap;
use std::ops::Range;

/// For everybody with leave, the days of a horizon they are wholly on leave. Found once for all,
/// where [`Centre::on_leave`] looks through all rows for one person and day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeaveDays {
    by_agent: HashMap<AgentId, Vec<bool>>,
}

impl LeaveDays {
    /// Everybody's days of leave over the days of `grid`.
    #[must_use]
    pub fn of(centre: &Centre, grid: &Grid) -> Self {
        let mut spans: HashMap<AgentId, Vec<Span>> = HashMap::new();
        for row in centre.availability.iter().filter(|r| r.kind == AvailabilityKind::Leave) {
            spans.entry(row.agent.clone()).or_default().push(row.span);
        }
        let days = |mut spans: Vec<Span>| {
            spans.sort();
            (0..grid.days()).map(|day| grid.is_day_inside(day, &spans)).collect()
        };
        Self { by_agent: spans.into_iter().map(|(id, spans)| (id, days(spans))).collect() }
    }

    /// Whether `agent` is on leave for the whole of day number `day`.
    #[must_use]
    pub fn covers(&self, agent: &AgentId, day: usize) -> bool {
        self.by_agent.get(agent).and_then(|days| days.get(day)).copied().unwrap_or(false)
    }

    /// On how many of these days `agent` is wholly on leave.
    #[must_use]
    pub fn count(&self, agent: &AgentId, days: Range<usize>) -> u32 {
        days.filter(|day| self.covers(agent, *day)).count() as u32
    }
}
