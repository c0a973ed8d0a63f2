//! What a person was told, as the shifts of a day see it.

use super::super::pricing::laws::Weight;
use super::super::replan::{Keep, Replan};
use super::wishes::Rows;
use domain::{Agent, Centre, Grid, Minutes, Moment, Roster, Shift, Span};

/// One person's days as they were told, and what of them stays.
#[derive(Debug)]
pub(crate) struct Told {
    days: Vec<Day>,
    freeze: Option<Moment>,
    keep: Keep,
    /// The price of a changed day and of a changed person, in minor units.
    pub(crate) price: (i64, i64),
}

/// A day as it was told.
#[derive(Debug, Default)]
struct Day {
    shifts: Vec<Kept>,
    /// The person cannot work what they were told.
    forced: bool,
    /// It was edited by hand, and edits stay.
    edited: bool,
}

/// A shift as it was told.
#[derive(Debug)]
pub(crate) struct Kept {
    /// From begin to end.
    pub(crate) span: Span,
    /// Its meals and breaks.
    pub(crate) breaks: Vec<Span>,
    paid: Minutes,
}

impl Told {
    /// What `agent` was told about the days of `grid`.
    pub(crate) fn of(
        (replan, centre): (&Replan<'_>, &Centre),
        grid: &Grid,
        agent: &Agent,
        rows: &Rows,
    ) -> Self {
        let barred = Weight::of(centre.rules.availability.strength) == Some(Weight::Hard);
        let of_day = |roster: &Roster, day: usize| -> Vec<Kept> {
            let shifts = roster.shifts_of(&agent.id).filter(|s| s.date == grid.date(day));
            shifts.map(kept).collect()
        };
        let spans = |shifts: &[Kept]| shifts.iter().map(|k| k.span).collect::<Vec<_>>();
        let day = |day: usize| {
            let shifts = of_day(replan.told, day);
            let away = |k: &Kept| rows.away.iter().any(|a| a.overlaps(&k.span));
            let forced = barred && shifts.iter().any(away);
            let source = replan.edited_from.filter(|_| replan.keep.edits);
            let edited = source.is_some_and(|r| spans(&of_day(r, day)) != spans(&shifts));
            Day { shifts, forced, edited }
        };
        Self {
            days: (0..grid.days()).map(day).collect(),
            freeze: replan.freeze,
            keep: replan.keep,
            price: (replan.price.shift.0, replan.price.person.0),
        }
    }

    /// Whether working this (or nothing) on `day` is a change; `None` where it may not be.
    pub(crate) fn change(&self, day: usize, work: Option<(Span, Minutes)>) -> Option<bool> {
        let told = &self.days[day];
        let early = |span: &Span| self.freeze.is_some_and(|freeze| span.start < freeze);
        if told.forced {
            return (!work.is_some_and(|(span, _)| early(&span))).then_some(false);
        }
        let same = match (told.shifts.as_slice(), &work) {
            ([], None) => true,
            ([kept], Some((span, _))) => kept.span == *span,
            _ => false,
        };
        if same {
            return Some(false);
        }
        let starts: Vec<Moment> = told.shifts.iter().map(|k| k.span.start).collect();
        let paid: i64 = told.shifts.iter().map(|k| k.paid.0).sum();
        let new = work.iter();
        let kept = told.edited
            || told.shifts.iter().any(|k| early(&k.span))
            || new.clone().any(|(span, _)| early(span))
            || self.keep.start_times && !new.clone().map(|w| w.0.start).eq(starts)
            || self.keep.daily_paid && new.map(|w| w.1.0).sum::<i64>() != paid;
        (!kept).then_some(true)
    }

    /// The shift of a day that stays with its breaks.
    pub(crate) fn frozen(&self, day: usize) -> Option<&Kept> {
        let told = &self.days[day];
        let freeze = self.freeze.filter(|_| !told.forced)?;
        told.shifts.first().filter(|k| told.shifts.len() == 1 && k.span.start < freeze)
    }

    /// The only shift of a day that can still be worked.
    pub(crate) fn shift(&self, day: usize) -> Option<&Kept> {
        let told = &self.days[day];
        told.shifts.first().filter(|_| told.shifts.len() == 1 && !told.forced)
    }

    /// Paid minutes of each week that stay, when they must.
    pub(crate) fn weeks(&self) -> Option<Vec<i32>> {
        let paid = |day: &Day| day.shifts.iter().map(|k| k.paid.0 as i32).sum::<i32>();
        let week = |days: &[Day]| days.iter().filter(|d| !d.forced).map(paid).sum();
        self.keep.weekly_paid.then(|| self.days.chunks(7).map(week).collect())
    }

    /// Per day, whether being off is a change.
    pub(crate) fn off(&self) -> Vec<bool> {
        self.days.iter().map(|d| !d.forced && !d.shifts.is_empty()).collect()
    }
}

/// A shift as it is kept.
pub(crate) fn kept(shift: &Shift) -> Kept {
    let rests = shift.stretches.iter().filter(|s| s.activity.is_rest());
    let paid = shift.stretches.iter().filter(|s| s.activity.is_paid());
    Kept {
        span: shift.span(),
        breaks: rests.map(|s| s.span).collect(),
        paid: Minutes(paid.map(|s| s.span.length().0).sum()),
    }
}
