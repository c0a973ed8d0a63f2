//! The customers: who arrives when, with how much work and how much patience.
//!
//! Everything about a contact is drawn when its slot begins, from streams that depend on the seed,
//! the class and the slot alone. Two rosters, or two scenarios, therefore meet the same customers;
//! a scenario with a tenth more volume in a slot meets the same ones a tenth sooner, and some more.

use super::model::{Class, Model};
use super::streams::{Source, stream};
use domain::Spread;
use rand::RngExt;
use rand_distr::{Binomial, Distribution, Exp1, Gamma};
use rand_pcg::Pcg64Mcg;

/// One contact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    /// When it arrived.
    pub arrival: f64,
    /// When its patience ends.
    pub leave: f64,
    /// Seconds of a standard agent.
    pub work: f64,
    /// Seconds it waited in earlier attempts.
    pub waited: f64,
    /// The slot it arrived in.
    pub slot: u32,
    /// What tells it from others of its class and slot.
    pub name: u32,
}

impl Contact {
    /// Whether it has hung up, but still stands in the line.
    #[inline]
    pub(super) fn gone(&self) -> bool {
        self.leave == f64::NEG_INFINITY
    }

    /// The same, having hung up.
    pub(super) fn leaving(self) -> Self {
        Self { leave: f64::NEG_INFINITY, ..self }
    }
}

/// The arrivals of the current slot, by class.
#[derive(Debug)]
pub(super) struct Customers<'m> {
    model: &'m Model,
    seed: u64,
    arrivals: Vec<Vec<Contact>>,
    taken: Vec<usize>,
    next: (f64, usize),
}

impl<'m> Customers<'m> {
    pub(super) fn new(model: &'m Model, seed: u64) -> Self {
        let classes = model.classes.len();
        Self {
            model,
            seed,
            arrivals: vec![Vec::new(); classes],
            taken: vec![0; classes],
            next: (f64::INFINITY, 0),
        }
    }

    /// When the next contact arrives; infinitely late when none does in this slot.
    #[inline]
    pub(super) fn next(&self) -> f64 {
        self.next.0
    }

    /// The next contact and its class.
    #[inline]
    pub(super) fn take(&mut self) -> Option<(usize, Contact)> {
        let class = self.next.1;
        let contact = self.arrivals[class].get(self.taken[class]).copied()?;
        self.taken[class] += 1;
        self.look();
        Some((class, contact))
    }

    /// Finds the earliest of the classes' next arrivals.
    #[inline]
    fn look(&mut self) {
        self.next.0 = f64::INFINITY;
        for (class, (all, &taken)) in self.arrivals.iter().zip(&self.taken).enumerate() {
            if let Some(contact) = all.get(taken)
                && contact.arrival < self.next.0
            {
                self.next = (contact.arrival, class);
            }
        }
    }

    /// Draws everyone who arrives in `slot`.
    pub(super) fn open(&mut self, slot: usize) {
        for class in 0..self.model.classes.len() {
            self.arrivals[class].clear();
            self.taken[class] = 0;
            self.draw(class, slot);
        }
        self.look();
    }

    fn draw(&mut self, number: usize, slot: usize) {
        let class = &self.model.classes[number];
        let mean = class.expected[slot] * self.busyness(class, slot);
        if mean <= 0.0 {
            return;
        }
        let keys = [class.key, self.model.slot_keys[slot]];
        let mut arriving = stream(self.seed, Source::Arrivals, keys);
        let mut handling = stream(self.seed, Source::Handling, keys);
        let mut waiting = stream(self.seed, Source::Patience, keys);
        let length = self.model.slot_seconds;
        let begin = slot as f64 * length;
        let (work, patience) = (class.work[slot], class.patience[slot]);
        let mut name = 0;
        let contact = |elapsed: f64| {
            let arrival = begin + elapsed;
            let leave = if patience.is_finite() {
                arrival + patience * class.patience_shape.draw(&mut waiting)
            } else {
                f64::INFINITY
            };
            let work = work * class.work_shape.draw(&mut handling);
            let slot = slot as u32;
            name += 1;
            Contact { arrival, leave, work, waited: 0.0, slot, name }
        };
        let gaps = std::iter::repeat_with(|| -> f64 { arriving.sample(Exp1) });
        let arrivals = &mut self.arrivals[number];
        let calm = class.spread[slot].poisson;
        if class.counted {
            arrivals.extend(evenly(gaps, mean.round() as usize, length).into_iter().map(contact));
        } else if calm < 1.0 {
            let mut counting = stream(self.seed, Source::Busyness, keys);
            let count = calmly(&mut counting, mean, calm);
            arrivals.extend(evenly(gaps, count, length).into_iter().map(contact));
        } else {
            let rising = gaps.scan(0.0, |elapsed, gap| {
                *elapsed += gap * length / mean;
                Some(*elapsed)
            });
            arrivals.extend(rising.take_while(|elapsed| *elapsed < length).map(contact));
        }
    }

    /// How many times the expected volume comes: the day's factor times the slot's own.
    ///
    /// Both are gamma with mean 1. The day's has the coefficient of variation `shared`; the slot's
    /// has the variance `(poisson − 1) / expected`, which makes counts vary `poisson` times as much
    /// as Poisson counts do. Below 1 there is no such factor; the count itself varies less then.
    fn busyness(&self, class: &Class, slot: usize) -> f64 {
        let Spread { poisson, shared } = class.spread[slot];
        let mut factor = 1.0;
        if shared > 0.0 {
            let whose = if self.model.common_busyness { 0 } else { class.key };
            factor *= self.gamma([whose, self.model.day_keys[slot]], shared * shared);
        }
        if poisson > 1.0 && class.expected[slot] > 0.0 {
            let keys = [class.key, !self.model.slot_keys[slot]];
            factor *= self.gamma(keys, (poisson - 1.0) / class.expected[slot]);
        }
        factor
    }

    fn gamma(&self, keys: [u64; 2], variance: f64) -> f64 {
        let mut rng = stream(self.seed, Source::Busyness, keys);
        Gamma::new(1.0 / variance, variance).map_or(1.0, |gamma| gamma.sample(&mut rng))
    }
}

/// A count with this mean and `calm` times a Poisson count's variance, `calm` below 1: binomial, of
/// `mean / (1 − calm)` trials, rounded up to whole ones.
fn calmly(rng: &mut Pcg64Mcg, mean: f64, calm: f64) -> usize {
    let trials = (mean / (1.0 - calm)).ceil().max(1.0);
    let count = Binomial::new(trials as u64, (mean / trials).min(1.0));
    count.map_or(0, |count| count.sample(rng) as usize)
}

/// `count` times drawn evenly from `[0, length)`, in order: sums of exponential gaps, scaled so
/// that one gap more ends the interval.
fn evenly(gaps: impl Iterator<Item = f64>, count: usize, length: f64) -> Vec<f64> {
    let mut times: Vec<f64> = gaps
        .take(count + 1)
        .scan(0.0, |sum, gap| {
            *sum += gap;
            Some(*sum)
        })
        .collect();
    let all = times.pop().unwrap_or(1.0);
    times.iter_mut().for_each(|time| *time *= length / all);
    times
}
