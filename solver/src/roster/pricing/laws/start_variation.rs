//! Start variation: the starts of a week lie within a band.
//!
//! No graph keeps this law: it would have to remember the band, and be a hundred times larger. A
//! tour is priced without it, and where its starts lie too far apart the search branches:
//!
//! ```text
//!                          best tour, starts 08:00 … 16:00
//!          ┌─────────────────────────┼──────────────────────────┐
//!   week's starts > 08:00    one by 08:00, all        any tour with both: no better than
//!                            before 16:00             the tour itself, its price paid
//! ```
//! The most promising branch goes first, and those that promise no more than the best lawful tour
//! are never looked at.

use super::Weight;
use crate::roster::pricing::{Placed, Tour};
use crate::roster::problem::DayChoices;
use std::sync::Arc;

/// `latest start − earliest start ≤ max` in every week, in minutes of the clock.
#[derive(Debug)]
pub(crate) struct StartVariation {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The widest spread.
    pub(crate) max: i32,
}

/// A week whose starts lie too far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spread {
    week: usize,
    /// The earliest and the latest start.
    starts: (i32, i32),
    /// What it costs; `None` where it may not be.
    price: Option<i64>,
}

impl StartVariation {
    /// The weeks of a tour whose starts lie too far apart.
    pub(crate) fn spreads<'a>(
        &'a self,
        tour: &'a Tour,
        days: &'a [Arc<DayChoices>],
    ) -> impl Iterator<Item = Spread> + 'a {
        let weeks = tour.days.chunks(7).zip(days.chunks(7)).enumerate();
        weeks.filter_map(|(week, (tour, days))| {
            let start = |(placed, day): (&Option<Placed>, &Arc<DayChoices>)| {
                Some(day.all[placed.as_ref()?.choice].work.start)
            };
            let starts = || tour.iter().zip(days).filter_map(start);
            let starts = starts().min().zip(starts().max())?;
            let above = starts.1 - starts.0 - self.max;
            let spread = || Spread { week, starts, price: self.weight.charge_hours(above) };
            (above > 0).then(spread)
        })
    }
}

impl Spread {
    /// What it costs; `None` where it may not be.
    pub(crate) const fn price(&self) -> Option<i64> {
        self.price
    }
}

/// Starts of a week: all from `from` to `to`. Of the tours that keep to it only those matter that
/// start by `by` once, so that no tour is looked at in two branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Band {
    from: i32,
    by: i32,
    to: i32,
}

impl Band {
    const ANY: Self = Self { from: i32::MIN, by: i32::MAX, to: i32::MAX };
}

/// Tours whose starts lie within a band in each week.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    /// None of them is worth more than this.
    pub(crate) hope: f64,
    /// One for each week.
    bands: Vec<Band>,
    /// Of the tours here only those matter whose starts in a week cost this much at least.
    paid: Vec<i64>,
}

impl Branch {
    /// All tours over so many days.
    pub(crate) fn root(days: usize) -> Self {
        let weeks = days.div_ceil(7);
        Self { hope: f64::INFINITY, bands: vec![Band::ANY; weeks], paid: vec![0; weeks] }
    }

    /// The earliest and the latest start on a day.
    pub(crate) fn band(&self, day: usize) -> (i32, i32) {
        let band = self.bands[day / 7];
        (band.from, band.to)
    }

    /// The least that the tours that matter here are charged.
    pub(crate) fn paid(&self) -> i64 {
        self.paid.iter().sum()
    }

    /// The branches that together have every better tour than one that has these spreads and is
    /// worth the most here, `hope`, what is paid at least taken off.
    pub(crate) fn split(
        mut self,
        hope: f64,
        spreads: impl IntoIterator<Item = Spread>,
    ) -> Vec<Self> {
        self.hope = hope;
        let mut all = Vec::new();
        for Spread { week, starts, price } in spreads {
            let more = price.map(|price| price - self.paid[week]);
            if more.is_some_and(|more| more <= 0) {
                continue;
            }
            let (first, last) = starts;
            let band = self.bands[week];
            let later = (first < band.by).then_some(Band { from: first + 1, ..band });
            let earlier = Band { by: first.min(band.by), to: last - 1, ..band };
            let earlier = (earlier.from <= earlier.to).then_some(earlier);
            all.extend([later, earlier].into_iter().flatten().map(|band| {
                let mut branch = self.clone();
                branch.bands[week] = band;
                branch
            }));
            // what is in neither pays for this week as well
            let (Some(price), Some(more)) = (price, more) else { break };
            self.paid[week] = price;
            self.hope -= more as f64;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two weeks from 8 to 16 o'clock at 40, and from 7 to 12 at 10: what starts neither later nor
    /// earlier in the first pays 40, and may still start later or earlier in the second.
    #[test]
    fn whoever_is_in_no_branch_pays_for_every_week() {
        let week = |week, starts, price| Spread { week, starts, price };
        let spreads = [week(0, (480, 960), Some(40)), week(1, (420, 720), Some(10))];
        let branches = Branch::root(14).split(1_000.0, spreads);
        let (low, high) = (i32::MIN, i32::MAX);
        let told: Vec<_> = branches.iter().map(|b| (b.band(0), b.band(7), b.paid())).collect();
        let any = (low, high);
        let first = [((481, high), any, 0), ((low, 959), any, 0)];
        let second = [(any, (421, high), 40), (any, (low, 719), 40)];
        assert_eq!(told, [first, second].concat());
        assert_eq!(
            branches.iter().map(|b| b.hope).collect::<Vec<_>>(),
            [1000.0, 1000.0, 960.0, 960.0]
        );
        let again = branches[2].clone().split(950.0, spreads);
        assert_eq!(again.len(), 2, "the first week is paid for");
        // who starts by 8 o'clock is not among those who all start later
        let wider = [week(0, (540, 900), Some(40))];
        let again = branches[1].clone().split(950.0, wider);
        assert_eq!(again.iter().map(|b| b.band(0)).collect::<Vec<_>>(), [(low, 899)]);
    }

    #[test]
    fn what_may_not_be_leaves_two_branches() {
        let spread = Spread { week: 0, starts: (480, 960), price: None };
        let later = Spread { week: 1, starts: (420, 720), price: None };
        assert_eq!(Branch::root(14).split(0.0, [spread, later]).len(), 2);
    }
}
