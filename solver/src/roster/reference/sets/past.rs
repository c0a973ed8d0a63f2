//! What one person worked before the horizon, as far as laws look back.

use crate::roster::reference::sets::Week;
use crate::roster::reference::sets::shape::{paid_within, windows};
use domain::{Agent, Moment, Shift, Span};
use std::collections::BTreeSet;

/// The past of one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Past {
    /// Dates with a shift, counted from the horizon's first day: −1 is the day before.
    worked: BTreeSet<i64>,
    /// Those with a night shift.
    nights: BTreeSet<i64>,
    /// When the last shift ended, and whether it was a night shift.
    pub(crate) last: Option<(Moment, bool)>,
    /// From arrival to departure of each shift.
    pub(crate) spans: Vec<Span>,
}

impl Past {
    /// The past of `agent`.
    pub(crate) fn of(week: &Week<'_>, agent: &Agent) -> Self {
        let first = week.grid.first_day();
        let begin = week.grid.horizon().start;
        let mut past = Self::default();
        for shift in week.previous.iter().filter(|s| s.agent == agent.id) {
            let span = shift.span();
            if span.start >= begin {
                continue;
            }
            past.spans.push(span);
            let offset = (shift.date - first).num_days();
            past.worked.insert(offset);
            let night = is_night(shift, week);
            if night {
                past.nights.insert(offset);
            }
            let end = span.end;
            if past.last.is_none_or(|(last, _)| end > last) {
                past.last = Some((end, night));
            }
        }
        past
    }

    /// 1 where day `offset` before the horizon has a shift.
    pub(crate) fn worked(&self, offset: i64) -> f64 {
        f64::from(u8::from(self.worked.contains(&offset)))
    }

    /// 1 where day `offset` before the horizon has a night shift.
    pub(crate) fn night(&self, offset: i64) -> f64 {
        f64::from(u8::from(self.nights.contains(&offset)))
    }

    /// How many days in a row before the horizon have a shift.
    pub(crate) fn run(&self) -> usize {
        (1_i64..).take_while(|back| self.worked.contains(&-back)).count()
    }
}

fn is_night(shift: &Shift, week: &Week<'_>) -> bool {
    paid_within(shift, &windows(&week.centre.rules.night, shift.date, week)) >= 60
}
