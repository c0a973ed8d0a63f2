//! One queue's forecast over the slots of a grid.

use crate::aht::HandleTimes;
use crate::ensemble::{Ensemble, Parts};
use crate::interval::Unsure;
use crate::occurrence::{Part, Stated};
use crate::orders::DayOrders;
use crate::origin::Origin;
use crate::overrides::{blend, multiplier, variance};
use crate::prepared::Prepared;
use crate::profile::Profile;
use crate::select::Choice;
use crate::shapes::Shapes;
use domain::{
    ClockTime, Contacts, Decomposition, Effects, Grid, Override, QueueDemand, QueueId, Seconds,
    Slot,
};

/// Effects closer to 1 than this are not worth a line.
const WORTH_NAMING: f64 = 5e-4;

/// What a projection rests on.
pub(crate) struct Basis<'a> {
    /// The queue's days, calendar and design.
    pub(crate) prepared: &'a Prepared,
    /// The end of its history.
    pub(crate) origin: &'a Origin<'a>,
    /// The chosen day models, fitted.
    pub(crate) ensemble: &'a Ensemble<'a>,
    /// The choice.
    pub(crate) choice: &'a Choice,
    /// Its handle times.
    pub(crate) handle_times: &'a HandleTimes,
    /// The orders of every day of the grid, relative to their mean; empty where none are followed.
    pub(crate) orders: &'a [DayOrders],
}

/// A forecast in the making: one entry per slot, one per day of the horizon.
struct Draft {
    open: Vec<bool>,
    expected: Vec<f64>,
    /// What would be expected without the day's own events.
    ordinary: Vec<f64>,
    unsure: Vec<f64>,
    parts: Vec<Parts>,
}

impl Basis<'_> {
    /// The demand of the queue over `grid`.
    pub(crate) fn project(&self, queue: &QueueId, grid: &Grid) -> QueueDemand {
        let profiles = self.choice.profiles(self.origin);
        let mut draft = self.draft(grid, &profiles);
        let mut decomposition = self.decompose(grid, &draft);
        decomposition.overrides = self.override_stated(grid, &mut draft);
        let week = |slot: usize| {
            let day = self.day_number(grid, grid.day_of(Slot(slot)));
            day.saturating_sub(self.origin.days) / 7
        };
        let calibration = &self.choice.calibration;
        let spread: Vec<_> = (0..grid.len())
            .map(|slot| {
                let unsure = Unsure(draft.unsure[grid.day_of(Slot(slot))]);
                calibration.spread(week(slot), unsure)
            })
            .collect();
        let quantiles = (0..grid.len()).map(|slot| {
            if draft.open[slot] {
                calibration.quantiles(draft.expected[slot], spread[slot])
            } else {
                Default::default()
            }
        });
        QueueDemand {
            queue: queue.clone(),
            quantiles: quantiles.collect(),
            expected: draft.expected.iter().copied().map(Contacts).collect(),
            aht: self.handle_times(grid),
            open: draft.open,
            spread,
            decomposition,
        }
    }

    /// The number in the queue's table of day number `day` of the grid.
    fn day_number(&self, grid: &Grid, day: usize) -> usize {
        (grid.date(day) - self.prepared.table.first()).num_days().max(0) as usize
    }

    /// The number of a slot's clock interval in its day.
    fn clock_slot(&self, grid: &Grid, slot: usize) -> usize {
        let ClockTime(minute) = grid.clock(Slot(slot));
        usize::from(minute) * self.prepared.table.slots() / 1440
    }

    fn draft(&self, grid: &Grid, profiles: &[(Profile, f64)]) -> Draft {
        let shapes: Vec<(Shapes<'_>, f64)> =
            profiles.iter().map(|(p, weight)| (Shapes::new(self.origin, p), *weight)).collect();
        let last = self.day_number(grid, grid.days() - 1);
        let ahead = self.ensemble.ahead(last + 1 - self.origin.days);
        let mut draft = Draft {
            open: vec![false; grid.len()],
            expected: vec![0.0; grid.len()],
            ordinary: vec![0.0; grid.len()],
            unsure: Vec::new(),
            parts: Vec::new(),
        };
        for grid_day in 0..grid.days() {
            let day = self.day_number(grid, grid_day);
            let parts = self.ensemble.parts(day);
            let own: f64 = parts.events.iter().filter(|e| e.2).map(|e| e.1).sum();
            let total = &ahead[day - self.origin.days];
            let shares = mixed(&shapes, |s| s.day(day, total.log_event.exp()));
            let usual = mixed(&shapes, |s| s.usual(day));
            let orders = self.orders.get(grid_day).copied();
            let factor = orders.map_or(1.0, |orders| orders.factor);
            for slot in grid.slots_of_day(grid_day) {
                let clock = self.clock_slot(grid, slot);
                if self.prepared.opening.is_open(grid.date(grid_day), clock) {
                    draft.open[slot] = true;
                    draft.expected[slot] = factor * total.log_total.exp() * shares[clock];
                    draft.ordinary[slot] = factor * (total.log_total - own).exp() * usual[clock];
                }
            }
            let ordered = orders.map_or(0.0, |orders| orders.variance);
            draft.unsure.push(self.ensemble.event_variance(day, None) + ordered);
            draft.parts.push(parts);
        }
        draft
    }

    fn decompose(&self, grid: &Grid, draft: &Draft) -> Decomposition {
        let numbered = draft.parts.iter().enumerate();
        let days: Vec<Effects> = numbered.map(|(day, parts)| self.effects(day, parts)).collect();
        let product = |day: usize| days[day].factors.iter().map(|(_, f)| f).product::<f64>();
        let base = (0..grid.len())
            .map(|slot| Contacts(draft.expected[slot] / product(grid.day_of(Slot(slot)))))
            .collect();
        Decomposition { base, days, overrides: Vec::new(), notes: Vec::new() }
    }

    fn effects(&self, day: usize, parts: &Parts) -> Effects {
        let mut factors = vec![
            ("trend".to_owned(), parts.trend),
            ("weekday".to_owned(), parts.weekday),
            ("season".to_owned(), parts.season),
            ("place in the month".to_owned(), parts.month),
        ];
        if let Some(orders) = self.orders.get(day).filter(|orders| orders.factor > 0.0) {
            factors.push(("orders".to_owned(), orders.factor.ln()));
        }
        for &(number, effect, own) in &parts.events {
            let name = &self.prepared.occurrences[number].name;
            factors.push((if own { name.clone() } else { format!("around {name}") }, effect));
        }
        factors.retain(|(_, effect)| effect.abs() > WORTH_NAMING);
        let factors = factors.into_iter().map(|(name, effect)| (name, effect.exp()));
        Effects { factors: factors.collect() }
    }

    /// Applies every stated effect that meets the horizon, in the order of the calendar.
    fn override_stated(&self, grid: &Grid, draft: &mut Draft) -> Vec<Override> {
        let mut all = Vec::new();
        for (number, occurrence) in self.prepared.occurrences.iter().enumerate() {
            for stated in &occurrence.stated {
                all.extend(self.apply(grid, draft, number, stated));
            }
        }
        all
    }

    fn apply(
        &self,
        grid: &Grid,
        draft: &mut Draft,
        number: usize,
        stated: &Stated,
    ) -> Option<Override> {
        let slots: Vec<usize> =
            stated.parts.iter().flat_map(|part| self.slots_of(grid, part)).collect();
        let sum = |values: &[f64]| slots.iter().map(|&slot| values[slot]).sum::<f64>();
        let (with, ordinary) = (sum(&draft.expected), sum(&draft.ordinary));
        if with <= 0.0 || ordinary <= 0.0 {
            return None;
        }
        let inside = slots.len() as f64;
        let whole: usize = stated.parts.iter().map(|part| self.open_slots(part)).sum();
        let reach = inside / (whole as f64).max(inside);
        let planner = multiplier(stated.effect, ordinary / reach)?;
        let days: Vec<usize> = slots.iter().map(|&slot| grid.day_of(Slot(slot))).collect();
        let own =
            |day: usize| self.ensemble.event_variance(self.day_number(grid, day), Some(number));
        let mut touched = days;
        touched.dedup();
        let unsure = touched.iter().map(|&d| own(d)).sum::<f64>() / touched.len() as f64;
        let model = with / ordinary;
        let used = blend(model, unsure, planner, stated.confidence);
        for &slot in &slots {
            draft.expected[slot] *= used / model;
        }
        for &day in &touched {
            let others = (draft.unsure[day] - own(day)).max(0.0);
            draft.unsure[day] = others + variance(unsure, stated.confidence);
        }
        Some(Override {
            event: self.prepared.occurrences[number].name.clone(),
            first_day: stated.parts.first()?.date,
            model,
            model_sd: unsure.sqrt(),
            planner,
            blend: used,
        })
    }

    /// The open slots of the grid that `part` covers.
    fn slots_of(&self, grid: &Grid, part: &Part) -> Vec<usize> {
        let Some(day) = grid.day_of_date(part.date) else { return Vec::new() };
        let covered = |slot: &usize| {
            let clock = self.clock_slot(grid, *slot);
            (part.from..part.to).contains(&clock) && self.prepared.opening.is_open(part.date, clock)
        };
        grid.slots_of_day(day).filter(covered).collect()
    }

    fn open_slots(&self, part: &Part) -> usize {
        let open = |slot: &usize| self.prepared.opening.is_open(part.date, *slot);
        (part.from..part.to).filter(open).count()
    }

    fn handle_times(&self, grid: &Grid) -> Vec<Seconds> {
        (0..grid.len())
            .map(|slot| {
                let day = self.day_number(grid, grid.day_of(Slot(slot)));
                self.handle_times.at(self.prepared, day, self.clock_slot(grid, slot))
            })
            .collect()
    }
}

/// The weighted mean of a shape over profiles.
fn mixed(shapes: &[(Shapes<'_>, f64)], shape: impl Fn(&Shapes<'_>) -> Vec<f64>) -> Vec<f64> {
    let mut mean = Vec::new();
    for (shapes, weight) in shapes {
        let shares = shape(shapes);
        mean.resize(shares.len(), 0.0);
        mean.iter_mut().zip(shares).for_each(|(m, share)| *m += weight * share);
    }
    mean
}
