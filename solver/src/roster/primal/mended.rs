//! Large steps with a linear programme: a part of the roster is mended, and slides smooth it.

use super::ruin_recreate::is_alike;
use super::{Incumbent, Search};
use crate::roster::mend::part::{Part, Picker};
use crate::roster::mend::{mend, ticket_work};
use crate::roster::pricing::Tour;
use crate::roster::problem::Problem;
use std::ops::Range;
use std::time::{Duration, Instant};

/// From this share of a search on the roster is mended, part by part;
const MEND_FROM: f64 = 0.15;
/// by the clock where nobody is like another: what cooling gains there, mending gains sooner.
const MEND_FROM_UNLIKE: f64 = 0.05;
/// Seconds that mending needs for each person, and where people are alike: there cooling does well.
const EACH: f64 = 0.15;
const EACH_ALIKE: f64 = 0.6;
/// Slides for each shift of the days that were mended,
const SLIDES: usize = 2_000;
/// and for no more shifts than that.
const SHIFTS: usize = 100;
/// Where promises are counted, small steps smooth instead; they take so many times as long.
const AS_LONG: usize = 100;
/// Rosters dearer by this share are not worth a linear programme to seat them.
const ABOUT: f64 = 0.01;
/// One try lasts no longer.
const PATIENCE: Duration = Duration::from_secs(3);

/// From which share of the search on the roster is mended: where people know several queues a part
/// takes long, and with too little time for all parts cooling is worth more.
pub(crate) fn mend_from(problem: &Problem, left: Option<Duration>) -> f64 {
    let each = if is_alike(problem) { EACH_ALIKE } else { EACH };
    let needs = each * problem.agents.len() as f64;
    let short = problem.queues.len() > 1 && left.is_some_and(|t| t.as_secs_f64() < needs);
    match left {
        _ if short => 1.0,
        Some(_) if !is_alike(problem) => MEND_FROM_UNLIKE,
        _ => MEND_FROM,
    }
}

impl<'p> Search<'p> {
    /// Mends any part of the roster: the new roster when it is the best so far.
    pub(crate) fn mend_step(
        &mut self,
        picker: &mut Picker,
        heat: f64,
        limits: (i64, Option<Duration>),
    ) -> Option<Incumbent<'p>> {
        let part = picker.pick(self.problem, &mut self.random);
        self.mend_part(part, picker, heat, limits)
    }

    /// Mends this part: the new roster when it is the best so far. What is dearer is taken back.
    pub(crate) fn mend_part(
        &mut self,
        part: Part,
        picker: &mut Picker,
        heat: f64,
        (best, left): (i64, Option<Duration>),
    ) -> Option<Incumbent<'p>> {
        let before = self.incumbent()?;
        let begin = Instant::now();
        let patience = || left.map(|t| t.min(PATIENCE).saturating_sub(begin.elapsed()));
        let tools = (&mut self.pricer, &mut self.random);
        // what the optimiser gives up is not mended
        let mended = mend(self.problem, &before, &part, tools, &patience).ok().flatten();
        // without a clock nothing may depend on how fast this machine is
        if left.is_some() {
            picker.learn(self.problem, &part, begin.elapsed());
        }
        self.change(mended?);
        self.smooth(part.days, heat, &patience);
        if self.cost() >= before.cost() {
            self.restore(&before);
            return None;
        }
        if self.cost() < best { self.incumbent() } else { None }
    }

    /// Gives everybody these tours; if they are about as cheap as `best`, tickets are done where
    /// that costs least.
    pub(crate) fn take_over(&mut self, tours: Vec<Tour>, best: i64, left: Option<Duration>) {
        self.adopt(tours);
        let far = self.cost() as f64 > (1.0 + ABOUT) * best as f64;
        if far || self.problem.queues.iter().all(|queue| queue.tickets.is_none()) {
            return;
        }
        let Some(before) = self.incumbent() else { return };
        let begin = Instant::now();
        let left = || left.map(|t| t.min(PATIENCE).saturating_sub(begin.elapsed()));
        // what the optimiser gives up is seated as it was
        let work = ticket_work(self.problem, self.served(), &left).ok().flatten();
        if let Some(work) = work {
            self.seating.reserve(0..self.problem.slots, &work);
        }
        if self.cost() > before.cost() {
            self.restore(&before);
        }
    }

    /// Slides on some days.
    pub(super) fn smooth(
        &mut self,
        days: Range<usize>,
        heat: f64,
        left: &dyn Fn() -> Option<Duration>,
    ) {
        let at_work = |tour: &Tour| tour.days[days.clone()].iter().flatten().count();
        let shifts: usize = self.tours.iter().flatten().map(at_work).sum();
        let shifts = shifts.min(SHIFTS);
        self.focus = Some(days);
        let count = if self.seating.has_goals() { SLIDES / AS_LONG } else { SLIDES } * shifts;
        for n in 0..count {
            if n % 256 == 0 && left().is_some_and(|t| t.is_zero()) {
                break;
            }
            // the best is looked at when all is smooth
            if self.seating.has_goals() {
                self.small_step(heat, i64::MIN);
            } else {
                self.slide(heat, i64::MIN);
            }
        }
        self.focus = None;
    }
}
