//! The laws of one class, and the graphs of those that a tour needs.
//!
//! Few laws bind at once, and a graph of all of them is a thousand times larger than one of these.
//! So a tour is priced under the core laws first; a law that the tour breaks joins, until the tour
//! breaks none that is left out. It is then the best tour under all laws, for leaving laws out can
//! only make tours cheaper.

use super::Tour;
use super::graph::{Graph, groups};
use super::laws::{Resource, Spread, StartVariation, Today};
use super::rest::{Rest, Rests, missing_rest};
use crate::roster::problem::{Choice, DayChoices};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A set of lazy laws, a bit each; the highest bit is rest after nights.
pub(crate) type Mask = u32;

/// The laws of one person: those that nearly always bind, the others, and the one on starts.
pub(crate) type Laws = (Vec<Box<dyn Resource>>, Vec<Box<dyn Resource>>, Option<StartVariation>);

/// The laws of one class.
#[derive(Debug)]
pub(crate) struct Lawbook {
    /// Laws that every graph knows.
    core: Vec<Box<dyn Resource>>,
    /// Laws that join when broken.
    lazy: Vec<Box<dyn Resource>>,
    /// The law that is branched on.
    variation: Option<StartVariation>,
    rests: Rests,
    calendar: Arc<Vec<Today>>,
    /// Levels of rest without and with the rest after nights.
    rest: [Rest; 2],
    graphs: Mutex<Vec<(Mask, Arc<Graph>)>>,
    shelf: Arc<Shelf>,
}

/// Graphs of all classes of a horizon, by what they are built from.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<HashMap<String, Arc<Graph>>>);

impl Shelf {
    /// The graph under this key. Nobody waits while another's is built: one that two need at once
    /// is built twice.
    fn graph(&self, key: String, build: impl FnOnce() -> Graph) -> Arc<Graph> {
        let graphs = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = graphs().get(&key).cloned();
        known.unwrap_or_else(|| {
            let built = Arc::new(build());
            graphs().entry(key).or_insert(built).clone()
        })
    }
}

impl Lawbook {
    /// The book of these laws over these days.
    pub(crate) fn new(
        (core, lazy, variation): Laws,
        rests: Rests,
        days: &[Arc<DayChoices>],
        (calendar, shelf): (Arc<Vec<Today>>, Arc<Shelf>),
    ) -> Self {
        let plain = Rest::build(days, Rests { after_night: None, ..rests });
        let rest = [plain, Rest::build(days, rests)];
        Self { core, lazy, variation, rests, calendar, rest, graphs: Mutex::default(), shelf }
    }

    /// The graph of the core laws and those of `mask`.
    pub(crate) fn graph(&self, mask: Mask, days: &[Arc<DayChoices>]) -> Arc<Graph> {
        let mut own = self.graphs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, graph)) = own.iter().find(|(m, _)| *m == mask) {
            return graph.clone();
        }
        let chosen = |n: &usize| mask & 1 << n != 0;
        let lazy = (0..self.lazy.len()).filter(chosen).map(|n| &self.lazy[n]);
        let laws: Vec<&dyn Resource> = self.core.iter().chain(lazy).map(AsRef::as_ref).collect();
        let known: Vec<_> = days.iter().map(|day| (day.off, groups(&laws, day))).collect();
        let key = format!("{laws:?} {known:?}");
        let graph = self.shelf.graph(key, || Graph::build(&laws, days, &self.calendar));
        own.push((mask, graph.clone()));
        graph
    }

    /// The levels of rest that go with a graph.
    pub(crate) fn rest(&self, graph: &Graph) -> &Rest {
        &self.rest[usize::from(graph.knows_nights)]
    }

    /// The lazy laws outside `mask` that a tour breaks, and what they charge for it; `None` for a
    /// charge that is a refusal.
    pub(crate) fn broken(
        &self,
        tour: &Tour,
        days: &[Arc<DayChoices>],
        mask: Mask,
    ) -> (Mask, Option<i64>) {
        let (mut broken, mut charge) = (0, Some(0));
        for (n, law) in self.lazy.iter().enumerate().filter(|(n, _)| mask & 1 << n == 0) {
            let price = match law.name() {
                "rest_after_nights" => self.night_rest_price(tour, days, law.begin() == 1),
                _ => self.price_under(law.as_ref(), tour, days),
            };
            if price != Some(0) {
                broken |= 1 << n;
                charge = charge.zip(price).map(|(a, b)| a + b);
            }
        }
        (broken, charge)
    }

    /// The weeks of a tour whose starts lie too far apart.
    pub(crate) fn spreads<'a>(
        &'a self,
        tour: &'a Tour,
        days: &'a [Arc<DayChoices>],
    ) -> impl Iterator<Item = Spread> + 'a {
        self.variation.iter().flat_map(|law| law.spreads(tour, days))
    }

    /// What all laws charge for a tour beyond its shifts' own costs; `None` where one refuses.
    pub(crate) fn price(&self, tour: &Tour, days: &[Arc<DayChoices>]) -> Option<i64> {
        let mut price = 0;
        for law in self.core.iter().chain(&self.lazy) {
            if law.name() != "rest_after_nights" {
                price += self.price_under(law.as_ref(), tour, days)?;
            }
        }
        for spread in self.spreads(tour, days) {
            price += spread.price()?;
        }
        for (placed, day) in tour.days.iter().zip(days) {
            if placed.is_none() {
                price += day.off?;
            }
        }
        Some(price + self.rest_price(tour, days)?)
    }

    fn rest_price(&self, tour: &Tour, days: &[Arc<DayChoices>]) -> Option<i64> {
        let night = self.lazy.iter().find(|l| l.name() == "rest_after_nights");
        let rests =
            Rests { after_night: self.rests.after_night.filter(|_| night.is_some()), ..self.rests };
        self.rest_price_under(rests, tour, days, night.is_some_and(|l| l.begin() == 1))
    }

    fn price_under(
        &self,
        law: &dyn Resource,
        tour: &Tour,
        days: &[Arc<DayChoices>],
    ) -> Option<i64> {
        let (mut level, mut price) = (law.begin(), 0);
        for ((placed, day), today) in tour.days.iter().zip(days).zip(self.calendar.iter()) {
            let work = placed.as_ref().map(|p| &day.all[p.choice].work);
            let step = law.step(level, today, work)?;
            level = step.level;
            price += step.price;
        }
        Some(price)
    }

    fn night_rest_price(&self, tour: &Tour, days: &[Arc<DayChoices>], night: bool) -> Option<i64> {
        let only = Rests { daily: None, ..self.rests };
        self.rest_price_under(only, tour, days, night)
    }

    /// The price of rests too short between a tour's shifts; `night` tells of the last before it.
    fn rest_price_under(
        &self,
        rests: Rests,
        tour: &Tour,
        days: &[Arc<DayChoices>],
        mut night: bool,
    ) -> Option<i64> {
        let (mut end, mut price) = (self.rests.last_end, 0);
        for (placed, day) in tour.days.iter().zip(days) {
            let Some(placed) = placed else { continue };
            let choice: &Choice = &day.all[placed.choice];
            if let Some(end) = end {
                let gap = choice.start as i64 * self.rests.interval - end;
                price += missing_rest(gap, night && !choice.work.night, rests)?;
            }
            end = Some(choice.end() as i64 * self.rests.interval);
            night = choice.work.night;
        }
        Some(price)
    }
}
