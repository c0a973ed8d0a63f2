//! What a person brings into the horizon: rest, runs of days and nights, wishes met already.

use domain::{Centre, Grid, Minutes, Moment, Shift, Span, pay};

/// A person's past as the laws see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Past {
    /// Whether any shift before the horizon is known.
    pub(crate) is_known: bool,
    /// When the last shift ended.
    pub(crate) last_end: Option<Moment>,
    /// Whether that shift was a night.
    pub(crate) last_was_night: bool,
    /// Days in a row worked up to the eve of the horizon.
    pub(crate) run: i32,
    /// Nights in a row up to the eve of the horizon.
    pub(crate) nights: i32,
    /// When they were at work, near the horizon.
    pub(crate) spans: Vec<Span>,
}

impl Past {
    /// What these shifts of one person before the horizon leave behind.
    pub(crate) fn of(shifts: &[&Shift], centre: &Centre, grid: &Grid) -> Self {
        let night = |s: &Shift| {
            pay::paid_at_night(s, &centre.rules.night, centre.zone) >= Minutes::hours(1)
        };
        let last = shifts.iter().max_by_key(|s| s.span().end);
        let on_eve = |is: &dyn Fn(&Shift) -> bool, back: i64| {
            shifts.iter().any(|s| (grid.first_day() - s.date).num_days() == back && is(s))
        };
        let run =
            |is: &dyn Fn(&Shift) -> bool| (1..).take_while(|&back| on_eve(is, back)).count() as i32;
        Self {
            is_known: !shifts.is_empty(),
            last_end: last.map(|s| s.span().end),
            last_was_night: last.is_some_and(|s| night(s)),
            run: run(&|_| true),
            nights: run(&night),
            spans: shifts.iter().map(|s| s.span()).collect(),
        }
    }
}
