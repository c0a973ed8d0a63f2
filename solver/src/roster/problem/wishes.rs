//! What one person's rows of availability say about the shifts of a day.

use super::super::pricing::laws::Weight;
use domain::{Agent, Availability, AvailabilityKind, Centre, Grid, Minutes, Moment, Span};

/// A person's rows as the engine uses them.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Leave and other absence.
    pub(crate) away: Vec<Span>,
    /// Times in which no shift begins.
    pub(crate) no_start: Vec<Span>,
    /// Trainings that begin in the horizon.
    pub(crate) training: Vec<Span>,
    /// Shifts that are locked and begin in the horizon.
    pub(crate) locks: Vec<Span>,
    /// Wishes: when, how much, and whether work is wished for.
    pub(crate) wishes: Vec<Wish>,
    /// Employed from this moment.
    pub(crate) hired: Option<Moment>,
}

/// One wish.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// When.
    pub(crate) span: Span,
    /// How much, from 0 to 1.
    pub(crate) share: f64,
    /// Whether work is wished for, rather than time off.
    pub(crate) on: bool,
}

impl Rows {
    /// Those of `agent` that meet the horizon.
    pub(crate) fn of(centre: &Centre, grid: &Grid, agent: &Agent, rows: &[&Availability]) -> Self {
        let horizon = grid.horizon();
        let reach = Span::new(horizon.start, horizon.end + Minutes::hours(48));
        let mut all = Self::default();
        for row in rows.iter().filter(|row| row.span.overlaps(&reach)) {
            let begins = horizon.contains(row.span.start);
            let wish = |share: f64, on| Wish { span: row.span, share, on };
            match row.kind {
                AvailabilityKind::Leave | AvailabilityKind::Unavailable => all.away.push(row.span),
                AvailabilityKind::NoStart => all.no_start.push(row.span),
                AvailabilityKind::Training if begins => all.training.push(row.span),
                AvailabilityKind::LockedShift if begins => all.locks.push(row.span),
                AvailabilityKind::PreferOn(share) => all.wishes.push(wish(share.get(), true)),
                AvailabilityKind::PreferOff(share) => all.wishes.push(wish(share.get(), false)),
                _ => {}
            }
        }
        if Weight::of(centre.rules.preferences.strength).is_none() {
            all.wishes.clear();
        }
        all.hired = agent.hire_date.filter(|d| *d > grid.first_day()).and_then(|day| {
            let day = grid.day_of_date(day)?;
            Some(grid.start(domain::Slot(grid.slots_of_day(day).start)))
        });
        let never =
            agent.hire_date.is_some_and(|d| (d - grid.date(0)).num_days() >= grid.days() as i64);
        if never {
            all.hired = Some(reach.end);
        }
        all
    }

    /// Whether nothing in them concerns shifts inside `span`.
    pub(crate) fn silent_about(&self, span: &Span) -> bool {
        let spans = self.away.iter().chain(&self.no_start).chain(&self.training).chain(&self.locks);
        spans.chain(self.wishes.iter().map(|w| &w.span)).all(|s| !s.overlaps(span))
            && self.hired.is_none_or(|h| h <= span.start)
    }
}
