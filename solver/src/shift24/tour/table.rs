//! The tables of the dynamic programme over days, weekends and loads.
//!
//! Cells of a row lie side by side, the scarce type's count first; behind them is room that only
//! stretches over its limit reach, and from which nothing goes on.

use super::bands::Band;
use super::stretch::Stretches;
use super::{FORBIDDEN, Pricer};
use crate::shift24::problem::Tour;

/// Room for one run after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    stretches: Stretches,
    /// B and A, cell by cell as the person's bands lie.
    rested: Vec<f64>,
    worked: Vec<f64>,
    off_before: Vec<f64>,
}

/// Where a tour ends: day, whether it was worked, weekends, row, column.
type Ending = (usize, bool, usize, usize, usize);

impl Table {
    /// Fills the tables at these prices.
    pub(super) fn fill(&mut self, pricer: &Pricer, prices: &[f64]) {
        self.off_before.clear();
        self.off_before.push(0.0);
        let mut off = 0.0;
        for day in 0..pricer.days {
            off += prices[day * (pricer.types + 1) + pricer.types];
            self.off_before.push(off);
        }
        self.stretches.fill(pricer, prices);
        self.rested.clear();
        self.rested.resize(pricer.bands.cells.0, FORBIDDEN);
        self.worked.clear();
        self.worked.resize(pricer.bands.cells.1, FORBIDDEN);
        if let Some(cell) = pricer.bands.rested[0].cell(pricer, (0, 0)) {
            self.rested[cell] = 0.0;
        }
        for day in 0..pricer.days {
            self.work_from(pricer, day);
            self.rest(pricer, day + 1);
        }
    }

    /// Fills `rested[day]`.
    fn rest(&mut self, pricer: &Pricer, day: usize) {
        for weekend in 0..pricer.weekends {
            let here = pricer.bands.rested[day * pricer.weekends + weekend];
            let yesterday = pricer.bands.rested[(day - 1) * pricer.weekends + weekend];
            let off = self.off_before[day] - self.off_before[day - 1];
            let (before, now) = self.rested.split_at_mut(here.at);
            relax(pricer, (now, 0, here), (before, yesterday), off);
            if day > pricer.off_min {
                let from = day - pricer.off_min;
                let off = self.off_before[day] - self.off_before[from];
                let band = pricer.bands.worked[from * pricer.weekends + weekend];
                relax(pricer, (&mut self.rested, here.at, here), (&self.worked, band), off);
            }
        }
    }

    /// The cheapest way to be rested there, as `rest` finds it, and whether the day before was no
    /// longer needed.
    fn off_into(
        &self,
        pricer: &Pricer,
        day: usize,
        weekend: usize,
        load: (usize, usize),
    ) -> (f64, bool) {
        let mut few = (FORBIDDEN, false);
        let yesterday = pricer.bands.rested[(day - 1) * pricer.weekends + weekend];
        if let Some(cell) = yesterday.cell(pricer, load) {
            few.0 = self.rested[cell] + (self.off_before[day] - self.off_before[day - 1]);
        }
        if day > pricer.off_min {
            let from = day - pricer.off_min;
            let band = pricer.bands.worked[from * pricer.weekends + weekend];
            if let Some(cell) = band.cell(pricer, load) {
                let cost = self.worked[cell] + (self.off_before[day] - self.off_before[from]);
                if cost < few.0 {
                    few = (cost, true);
                }
            }
        }
        few
    }

    /// Spreads `rested[start]` over every stretch that starts there.
    fn work_from(&mut self, pricer: &Pricer, start: usize) {
        let (wide, stride) = (pricer.weekends, pricer.stride);
        for length in 1..=self.stretches.longest[start] {
            let end = start + length;
            if !pricer.may_last(start, end) {
                continue;
            }
            let weekends = weekends_between(start, end);
            for (sum, &(rows, columns)) in pricer.kinds.runs[length - 1].steps.iter().enumerate() {
                let cost = self.stretches.best(pricer, start, length, sum);
                if cost >= FORBIDDEN {
                    continue;
                }
                for weekend in weekends..wide {
                    let from = pricer.bands.rested[start * wide + weekend - weekends];
                    let to = pricer.bands.worked[end * wide + weekend];
                    let first = from.first.max(to.first.saturating_sub(rows));
                    let beyond = from.end.min(to.end.saturating_sub(rows));
                    if first >= beyond {
                        continue;
                    }
                    let cells = (beyond - first) * stride;
                    let source = from.at + (first - from.first) * stride;
                    let target = to.at + (first + rows - to.first) * stride + columns;
                    let before = &self.rested[source..][..cells];
                    let after = &mut self.worked[target..][..cells];
                    for (old, new) in after.iter_mut().zip(before) {
                        let new = new + cost;
                        *old = if new < *old { new } else { *old };
                    }
                }
            }
        }
    }

    /// The cheapest tours of up to `most` different loads and weekends, cheapest first.
    pub(super) fn best(&mut self, pricer: &Pricer, most: usize) -> Vec<(f64, Tour)> {
        let mut found = self.endings(pricer);
        let cheaper =
            |a: &(f64, Ending), b: &(f64, Ending)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if most == 1 {
            let few = found.into_iter().min_by(cheaper);
            return few.map(|(cost, end)| (cost, self.trace(pricer, end))).into_iter().collect();
        }
        found.sort_unstable_by(cheaper);
        let mut cells = Vec::with_capacity(most);
        let mut few = Vec::with_capacity(most);
        for (cost, ending) in found {
            if few.len() == most {
                break;
            }
            let cell = (ending.2, ending.3, ending.4);
            if !cells.contains(&cell) {
                cells.push(cell);
                few.push((cost, self.trace(pricer, ending)));
            }
        }
        few
    }

    /// Every cell in which a tour may end.
    fn endings(&self, pricer: &Pricer) -> Vec<(f64, Ending)> {
        let days = pricer.days;
        let shortest = days.saturating_sub(pricer.off_min - 1);
        let ends = (shortest..=days).map(|day| (day, true)).chain([(days, false)]);
        let minutes = i64::from(pricer.minutes_min)..=i64::from(pricer.minutes_max);
        let mut found = Vec::new();
        for (day, worked) in ends {
            let off = self.off_before[days] - self.off_before[day];
            let (table, bands) = match worked {
                true => (&self.worked, &pricer.bands.worked),
                false => (&self.rested, &pricer.bands.rested),
            };
            for weekend in 0..pricer.weekends {
                let band = bands[day * pricer.weekends + weekend];
                for row in band.first..band.end {
                    for column in 0..pricer.loads.columns {
                        let cell = band.at + (row - band.first) * pricer.stride + column;
                        let enough = minutes.contains(&pricer.loads.minutes(row, column));
                        if enough && table[cell] < FORBIDDEN {
                            found.push((table[cell] + off, (day, worked, weekend, row, column)));
                        }
                    }
                }
            }
        }
        found
    }

    /// Walks back from a cell to the tour.
    fn trace(&mut self, pricer: &Pricer, ending: Ending) -> Tour {
        let mut tour = vec![pricer.types as u8; pricer.days];
        let (mut day, mut worked, mut weekend, row, column) = ending;
        let mut load = (row, column);
        while day > 0 {
            if !worked {
                worked = self.off_into(pricer, day, weekend, load).1;
                day -= if worked { pricer.off_min } else { 1 };
                continue;
            }
            let Some((length, sum, before)) = self.stretch_into(pricer, day, weekend, load) else {
                return tour;
            };
            let start = day - length;
            self.stretches.write(pricer, (start, length, sum), &mut tour);
            weekend -= weekends_between(start, day);
            (day, load, worked) = (start, before, false);
        }
        tour
    }

    /// The stretch behind a worked cell: length, sum, and the load before.
    fn stretch_into(
        &self,
        pricer: &Pricer,
        end: usize,
        weekend: usize,
        load: (usize, usize),
    ) -> Option<(usize, usize, (usize, usize))> {
        let wide = pricer.weekends;
        let here = self.worked[pricer.bands.worked[end * wide + weekend].cell(pricer, load)?];
        for length in 1..=pricer.kinds.runs.len().min(end) {
            let start = end - length;
            let weekends = weekends_between(start, end);
            let possible = length <= self.stretches.longest[start] && weekends <= weekend;
            if !possible || !pricer.may_last(start, end) {
                continue;
            }
            let band = pricer.bands.rested[start * wide + weekend - weekends];
            for (sum, &(rows, columns)) in pricer.kinds.runs[length - 1].steps.iter().enumerate() {
                if rows > load.0 || columns > load.1 {
                    continue;
                }
                let before = (load.0 - rows, load.1 - columns);
                let Some(cell) = band.cell(pricer, before) else { continue };
                let cost = self.stretches.best(pricer, start, length, sum);
                let same = (self.rested[cell] + cost).total_cmp(&here).is_eq();
                if cost < FORBIDDEN && same {
                    return Some((length, sum, before));
                }
            }
        }
        None
    }
}

/// Improves the cells of a band, which lie from `at` on, by those of another for `off` more.
fn relax(
    pricer: &Pricer,
    (now, at, here): (&mut [f64], usize, Band),
    (before, there): (&[f64], Band),
    off: f64,
) {
    for row in here.first.max(there.first)..here.end.min(there.end) {
        let to = &mut now[at + (row - here.first) * pricer.stride..][..pricer.loads.columns];
        let from = &before[there.at + (row - there.first) * pricer.stride..];
        for (old, new) in to.iter_mut().zip(from) {
            let new = new + off;
            *old = if new < *old { new } else { *old };
        }
    }
}

/// How many weekends have a day in `start..end`.
pub(super) fn weekends_between(start: usize, end: usize) -> usize {
    (start..end).filter(|day| day % 7 == 5 || (day % 7 == 6 && *day == start)).count()
}
