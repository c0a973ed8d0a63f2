//! The case as numbers: slots, pools, classes, and what a shift is worth to the laws.
//!
//! Nouns become numbers once, here; everything behind this page counts and compares only.
//!
//! ```text
//! pool    people with the same skills at the same speeds; in a half-hour they are alike
//! class   people of a pool with the same contract, availability and past; their tours are alike
//! choice  one shift one may work on a day: start, shape, windows for its breaks, its pay
//! tour    one person's horizon: a choice or nothing on every day, breaks placed
//! ```

pub(crate) mod before;
pub(crate) mod carry;
pub(crate) mod choices;
pub(crate) mod classes;
pub(crate) mod goals;
pub(crate) mod nouns;
pub(crate) mod queues;
pub(crate) mod told;
pub(crate) mod wishes;

use super::pricing::lawbook::Lawbook;
use super::pricing::laws::Work;
use super::pricing::{Placed, Tour};
use std::ops::Range;
use std::sync::Arc;

/// A million: people are counted in millionths of a standard agent, so that sums are exact.
pub(crate) const MICRO: i64 = 1_000_000;

/// Everything the engine knows of a case.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Slots of the horizon.
    pub(crate) slots: usize,
    /// Slots that shifts can touch: those of the horizon and some after it.
    pub(crate) reach: usize,
    /// Whether slots after the horizon fall back on its beginning (a week that repeats).
    pub(crate) cyclic: bool,
    /// Minutes per slot.
    pub(crate) interval: i64,
    /// The queues.
    pub(crate) queues: Vec<queues::Queue>,
    /// Seats and their price, where capped.
    pub(crate) seats: Option<queues::Seats>,
    /// People alike in what they serve.
    pub(crate) pools: Vec<Pool>,
    /// People alike in everything.
    pub(crate) classes: Vec<Class>,
    /// The class of each agent.
    pub(crate) agents: Vec<usize>,
    /// The tour that each agent was told, where it can be worked still.
    pub(crate) told: Vec<Option<Tour>>,
    /// The tour of each agent to begin a search from, where there is a lawful one.
    pub(crate) start: Vec<Option<Tour>>,
    /// People on seats from shifts before the horizon.
    pub(crate) seated_before: before::Before,
    /// Sizes of break windows, shared by all shifts.
    pub(crate) windows: Vec<WindowSize>,
}

/// People alike in what they serve.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Pool {
    /// Queue and speed in millionths, by queue.
    pub(crate) skills: Vec<(usize, i64)>,
}

/// People alike in everything that matters to their tours.
#[derive(Debug)]
pub(crate) struct Class {
    /// What they serve.
    pub(crate) pool: usize,
    /// How many they are.
    pub(crate) members: usize,
    /// The shifts each day allows.
    pub(crate) days: Vec<Arc<DayChoices>>,
    /// The laws they keep.
    pub(crate) laws: Lawbook,
    /// Slots in which they are in training.
    pub(crate) training: Vec<usize>,
}

/// The shifts one may work on a day, kind by kind.
#[derive(Debug, Default)]
pub(crate) struct DayChoices {
    /// The price of a day off in minor units; `None` where it may not be.
    pub(crate) off: Option<i64>,
    /// Every shift, those of one kind together.
    pub(crate) all: Vec<Choice>,
    /// The kinds with the choices of each.
    pub(crate) kinds: Vec<(Work, Range<usize>)>,
}

/// One shift one may work on a day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    /// The first slot.
    pub(crate) start: usize,
    /// Its length in slots.
    pub(crate) span: usize,
    /// Its template's number (of the centre, or of a benchmark's contract).
    pub(crate) template: usize,
    /// Where its breaks may begin.
    pub(crate) breaks: Vec<Window>,
    /// Whether the windows can be filled one by one: in order, apart, no stretch too long.
    pub(crate) free: bool,
    /// The longest stretch between breaks in slots, and what one more costs; `None` if unlimited.
    pub(crate) stretch: Option<(usize, Option<i64>)>,
    /// Its pay and the prices of its own breaches, in minor units.
    pub(crate) cost: i64,
    /// What it means to the laws.
    pub(crate) work: Work,
}

/// Where a break may begin: slots after the shift's start, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// The first.
    pub(crate) from: usize,
    /// The last.
    pub(crate) to: usize,
    /// Its length in slots.
    pub(crate) length: usize,
    /// The number of its size in [`Problem::windows`].
    pub(crate) size: usize,
}

/// The size of a break window: the break's length and the number of places it may begin at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct WindowSize {
    /// Slots the break lasts.
    pub(crate) length: usize,
    /// Places it may begin at.
    pub(crate) places: usize,
}

impl Problem {
    /// Whether people were told a roster that still holds for somebody.
    pub(crate) fn is_told(&self) -> bool {
        self.told.iter().any(Option::is_some)
    }

    /// The slot of the horizon that slot number `at` counts for.
    pub(crate) fn covered(&self, at: usize) -> Option<usize> {
        match at {
            at if at < self.slots => Some(at),
            at if self.cyclic => Some(at - self.slots),
            _ => None,
        }
    }
}

impl Class {
    /// What a tour's shifts cost, laws over several days aside.
    pub(crate) fn shift_costs(&self, tour: &Tour) -> i64 {
        let cost = |(placed, day): (&Option<Placed>, &Arc<DayChoices>)| {
            let placed = placed.as_ref()?;
            let choice = &day.all[placed.choice];
            Some(choice.cost + choice.overlong(&placed.breaks))
        };
        tour.days.iter().zip(&self.days).filter_map(cost).sum()
    }
}

impl Choice {
    /// The first slot after it.
    pub(crate) const fn end(&self) -> usize {
        self.start + self.span
    }

    /// What stretches too long are charged when breaks begin at these places.
    pub(crate) fn overlong(&self, breaks: &[usize]) -> i64 {
        let Some((longest, Some(price))) = self.stretch else { return 0 };
        let begins = breaks.iter().zip(&self.breaks).map(|(place, window)| place + window.length);
        let ends = breaks.iter().copied().chain([self.span]);
        let stretches = std::iter::once(0).chain(begins).zip(ends);
        stretches.filter(|(from, to)| to - from > longest).count() as i64 * price
    }
}
