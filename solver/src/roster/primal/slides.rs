//! Slides: the smallest steps. A shift begins a little earlier or later, a break moves in its
//! window, two people change shifts. Nothing is looked for: a slide is tried and weighed, which
//! costs so little that tens of thousands a second are.

use super::glances::Way;
use super::{Incumbent, Search, for_each_slot_of_shift};
use crate::roster::pricing::Placed;
use crate::roster::problem::{Choice, Class};
use crate::roster::seating::Seating;
use rand::RngExt;

/// A shift slides at most so many slots.
const FAR: usize = 3;
/// Slides that are counted as one tour priced.
const PER_CALL: u64 = 200;

/// One person's days as they would be, and what their tour would cost; those they have, while the
/// slide is tried.
struct Turn {
    agent: usize,
    days: Vec<(usize, Option<Placed>)>,
    cost: i64,
}

/// Slots, each with the pool of who leaves it, and of who comes to it.
pub(super) type Passed = (Vec<(usize, usize)>, Vec<(usize, usize)>);

impl<'p> Search<'p> {
    /// One slide: the new roster when it is the best so far.
    pub(crate) fn slide(&mut self, heat: f64, best: i64) -> Option<Incumbent<'p>> {
        self.slid += 1;
        if self.slid.is_multiple_of(PER_CALL) {
            self.pricer.calls += 1;
        }
        let mut turns = self.any_turns()?;
        let (before, own) = (self.cost(), self.own);
        let bearable = before as f64 - heat * self.random.random::<f64>().ln();
        self.turn(&mut turns);
        // what the laws refuse is not worth seating
        let kept = self.price_turned(&turns) && self.seat_turned(&turns, bearable);
        if !kept {
            self.turn(&mut turns);
            self.own = own;
            return None;
        }
        self.seating.weigh();
        self.seating.keep();
        if self.cost() < before {
            self.seating.plan_tickets();
        }
        if self.cost() < best { self.incumbent() } else { None }
    }

    /// Any small change.
    fn any_turns(&mut self) -> Option<Vec<Turn>> {
        let agent = self.random.random_range(0..self.tours.len());
        let day = self.any_day(self.class_of(agent));
        match self.random.random_range(0..8) {
            0..3 => self.other_start(agent, day),
            3..5 => self.other_break(agent, day),
            5 => self.other_length(agent, day),
            6 => self.exchange(agent, day),
            _ => self.exchange_days(agent, day),
        }
    }

    /// Whether any slide seems to pay, and whether it does once it is seated; it is taken back.
    #[cfg(test)]
    pub(super) fn seems_and_pays(&mut self) -> Option<(bool, bool)> {
        let mut turns = self.any_turns()?;
        let (before, own) = (self.cost() as f64, self.own);
        self.turn(&mut turns);
        let both = self.price_turned(&turns).then(|| {
            let mut slots = Passed::default();
            self.pass(&turns, &mut slots);
            let seems = self.seems(&slots, before);
            let pays = self.seat_passed(&slots, before);
            if pays {
                self.seating.take_back();
            }
            (seems, pays)
        });
        self.turn(&mut turns);
        self.own = own;
        both
    }

    /// Gives people the days of their turns, and the turns theirs; once more undoes it.
    fn turn(&mut self, turns: &mut [Turn]) {
        for Turn { agent, days, cost } in turns {
            let Some(tour) = &mut self.tours[*agent] else { continue };
            std::mem::swap(&mut tour.cost, cost);
            for (day, placed) in days {
                std::mem::swap(&mut tour.days[*day], placed);
            }
        }
    }

    /// Prices the tours of those who were turned; whether the laws bear them.
    fn price_turned(&mut self, turns: &[Turn]) -> bool {
        turns.iter().all(|turn| {
            let class = self.class_of(turn.agent);
            let Some(tour) = &mut self.tours[turn.agent] else { return false };
            let Some(price) = class.laws.price(tour, &class.days) else { return false };
            tour.cost = price + class.shift_costs(tour);
            self.own += tour.cost - turn.cost;
            true
        })
    }

    /// Seats those who were turned; whether that costs no more than is bearable. People come before
    /// others go: going makes nothing cheaper, so a slide is given up as soon as it costs too much.
    fn seat_turned(&mut self, turns: &[Turn], bearable: f64) -> bool {
        let mut slots = std::mem::take(&mut self.passed);
        self.pass(turns, &mut slots);
        let kept = self.seems(&slots, bearable) && self.seat_passed(&slots, bearable);
        self.passed = slots;
        kept
    }

    fn seat_passed(&mut self, (left, come): &Passed, bearable: f64) -> bool {
        self.seating.open_journal();
        for &(slot, pool) in come {
            self.seating.add(slot, pool);
        }
        let (own, late) = (self.own, self.seating.late_now());
        let bears =
            |seating: &Seating<'_>, late: i64| (own + seating.total_with(late)) as f64 <= bearable;
        let mut kept = bears(&self.seating, late);
        for &(slot, pool) in left {
            if !kept {
                break;
            }
            self.seating.remove(slot, pool);
            kept = bears(&self.seating, late);
        }
        kept = kept && bears(&self.seating, self.seating.late_now());
        if !kept {
            self.seating.take_back();
        }
        kept
    }

    /// Whether a change may be bearable, by what each who comes or goes changes alone: together,
    /// people save no more than one by one, and cost no less.
    fn seems(&mut self, (left, come): &Passed, bearable: f64) -> bool {
        let mut total = (self.own + self.seating.total()) as f64;
        let mut relief = 0.0;
        for &(slot, pool) in come {
            let glance = self.glances.of((slot, pool, Way::Comes), &mut self.seating);
            total += glance.live as f64;
            relief += glance.late;
        }
        total -= relief.min(self.seating.late() as f64);
        for &(slot, pool) in left {
            if total > bearable {
                return false;
            }
            // who comes may do the work of who goes
            if come.iter().all(|c| c.0 != slot) {
                let glance = self.glances.of((slot, pool, Way::Goes), &mut self.seating);
                total += glance.live as f64;
            }
        }
        total <= bearable
    }

    /// The slots that people leave and those they come to; the turns are made.
    fn pass(&self, turns: &[Turn], (left, come): &mut Passed) {
        left.clear();
        come.clear();
        for Turn { agent, days, .. } in turns {
            let class = self.class_of(*agent);
            let Some(tour) = &self.tours[*agent] else { continue };
            for (day, placed) in days {
                for (slots, placed) in [(&mut *left, placed), (&mut *come, &tour.days[*day])] {
                    if let Some(placed) = placed {
                        let note = &mut |slot| slots.push((slot, class.pool));
                        for_each_slot_of_shift(self.problem, class, *day, placed, note);
                    }
                }
            }
        }
        // where somebody of the pool is before and after, nothing changes
        left.retain(|slot| match come.iter().position(|other| other == slot) {
            Some(same) => {
                come.swap_remove(same);
                false
            }
            None => true,
        });
    }

    /// A person's shift of a day.
    fn shift_of(&self, agent: usize, day: usize) -> Option<(&'p Class, &'p Choice, &Placed)> {
        let placed = self.tours[agent].as_ref()?.days[day].as_ref()?;
        let class = self.class_of(agent);
        Some((class, &class.days[day].all[placed.choice], placed))
    }

    /// The same shift a little earlier or later.
    fn other_start(&mut self, agent: usize, day: usize) -> Option<Vec<Turn>> {
        let by = self.random.random_range(1..=FAR);
        let later = self.random.random::<bool>();
        let (class, now, placed) = self.shift_of(agent, day)?;
        let start = if later { now.start + by } else { now.start.checked_sub(by)? };
        let same = |c: &Choice| c.start == start && c.template == now.template && now.is_like(c);
        let choice = class.days[day].all.iter().position(same)?;
        let mut breaks = placed.breaks.clone();
        if self.random.random::<bool>() {
            // breaks stay at their hour where their windows let them
            let shifted = |at: usize| if later { at.checked_sub(by) } else { Some(at + by) };
            let windows = &now.breaks;
            for (at, window) in breaks.iter_mut().zip(windows) {
                let kept = shifted(*at).filter(|k| (window.from..=window.to).contains(k));
                *at = kept.unwrap_or(*at);
            }
            if !now.fits(&breaks) {
                return None;
            }
        }
        Some(vec![Turn::of(agent, day, Placed { choice, breaks })])
    }

    /// One break elsewhere in its window.
    fn other_break(&mut self, agent: usize, day: usize) -> Option<Vec<Turn>> {
        let (_, now, placed) = self.shift_of(agent, day)?;
        let mut placed = placed.clone();
        if now.breaks.is_empty() {
            return None;
        }
        let which = self.random.random_range(0..now.breaks.len());
        let window = &now.breaks[which];
        let place = self.random.random_range(window.from..=window.to);
        if place == std::mem::replace(&mut placed.breaks[which], place) || !now.fits(&placed.breaks)
        {
            return None;
        }
        Some(vec![Turn::of(agent, day, placed)])
    }

    /// Another shift that begins or ends when this one does.
    fn other_length(&mut self, agent: usize, day: usize) -> Option<Vec<Turn>> {
        let (class, now, _) = self.shift_of(agent, day)?;
        let all = &class.days[day].all;
        let near = |c: &Choice| {
            c.free && !now.is_like(c) && (c.start == now.start || c.end() == now.end())
        };
        let count = all.iter().filter(|c| near(c)).count();
        if count == 0 {
            return None;
        }
        let which = self.random.random_range(0..count);
        let (choice, other) = all.iter().enumerate().filter(|(_, c)| near(c)).nth(which)?;
        let breaks = other.breaks.iter().map(|w| self.random.random_range(w.from..=w.to)).collect();
        Some(vec![Turn::of(agent, day, Placed { choice, breaks })])
    }

    /// Two people change shifts of a day.
    fn exchange(&mut self, agent: usize, day: usize) -> Option<Vec<Turn>> {
        let other = self.random.random_range(0..self.tours.len());
        let (mine, theirs) = (self.taken(agent, day, other)?, self.taken(other, day, agent)?);
        (agent != other && (mine != theirs))
            .then(|| vec![Turn::of(agent, day, mine), Turn::of(other, day, theirs)])
    }

    /// One works a day for another, who works another day for them.
    fn exchange_days(&mut self, agent: usize, day: usize) -> Option<Vec<Turn>> {
        let other = self.random.random_range(0..self.tours.len());
        let days = self.class_of(agent).days.len();
        let back = self.random.random_range(0..days);
        self.shift_of(agent, day)?;
        if self.shift_of(other, day).is_some() || self.shift_of(agent, back).is_some() {
            return None;
        }
        let (mine, theirs) = (self.taken(agent, back, other)?, self.taken(other, day, agent)?);
        Some(vec![
            Turn { agent, days: vec![(day, None), (back, Some(mine))], cost: 0 },
            Turn { agent: other, days: vec![(back, None), (day, Some(theirs))], cost: 0 },
        ])
    }

    /// What `agent` would work on a day in the place of `other`.
    fn taken(&self, agent: usize, day: usize, other: usize) -> Option<Placed> {
        let (_, theirs, placed) = self.shift_of(other, day)?;
        let same = |c: &Choice| {
            c.start == theirs.start && c.template == theirs.template && theirs.is_like(c)
        };
        let choice = self.class_of(agent).days[day].all.iter().position(same)?;
        Some(Placed { choice, breaks: placed.breaks.clone() })
    }
}

impl Turn {
    /// Another shift on one day.
    fn of(agent: usize, day: usize, placed: Placed) -> Self {
        Self { agent, days: vec![(day, Some(placed))], cost: 0 }
    }
}

impl Choice {
    /// Whether another shift is as long, with the same breaks.
    fn is_like(&self, other: &Self) -> bool {
        self.span == other.span && self.breaks == other.breaks && self.stretch == other.stretch
    }

    /// Whether breaks at these places follow one another with no stretch that is too long.
    fn fits(&self, breaks: &[usize]) -> bool {
        let begins = breaks.iter().zip(&self.breaks).map(|(place, window)| place + window.length);
        let ends = breaks.iter().copied().chain([self.span]);
        let longest = match self.stretch {
            Some((longest, None)) => longest,
            _ => usize::MAX,
        };
        std::iter::once(0)
            .chain(begins)
            .zip(ends)
            .all(|(from, to)| from <= to && to - from <= longest)
    }
}
