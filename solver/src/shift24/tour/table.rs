//! The tables of the dynamic programme over days, loads and weekends.

use crate::shift24::problem::Tour;
use crate::shift24::tour::stretch::Stretches;
use crate::shift24::tour::{FORBIDDEN, Pricer};

/// The tables of one run.
pub(super) struct Table<'a> {
    pricer: &'a Pricer,
    prices: &'a [f64],
    /// `rested[d]`: B; `worked[e]`: A; both by weekends × loads.
    rested: Vec<Vec<f64>>,
    worked: Vec<Vec<f64>>,
    /// How each entry of `worked` came about: length and sum added.
    last: Vec<Vec<(u16, u16)>>,
    off_before: Vec<f64>,
}

impl<'a> Table<'a> {
    /// The tables at these prices.
    pub(super) fn filled(pricer: &'a Pricer, prices: &'a [f64]) -> Self {
        let (days, cells) = (pricer.days, pricer.weekends * pricer.loads.sums.len());
        let mut off_before = vec![0.0; days + 1];
        for day in 0..days {
            off_before[day + 1] = off_before[day] + prices[day * (pricer.types + 1) + pricer.types];
        }
        let mut table = Self {
            pricer,
            prices,
            rested: vec![vec![FORBIDDEN; cells]; days + 1],
            worked: vec![vec![FORBIDDEN; cells]; days + 1],
            last: vec![vec![(0, 0); cells]; days + 1],
            off_before,
        };
        table.rested[0][0] = 0.0;
        let mut stretches = Stretches::room(pricer);
        for day in 0..days {
            table.rest(day);
            table.work_from(day, &mut stretches);
        }
        table.rest(days);
        table
    }

    /// Fills `rested[day]`.
    fn rest(&mut self, day: usize) {
        if day == 0 {
            return;
        }
        let one = self.off_before[day] - self.off_before[day - 1];
        let (before, now) = self.rested.split_at_mut(day);
        for (cell, cost) in now[0].iter_mut().zip(&before[day - 1]) {
            *cell = cost + one;
        }
        if day > self.pricer.off_min {
            let from = day - self.pricer.off_min;
            let off = self.off_before[day] - self.off_before[from];
            for (cell, cost) in now[0].iter_mut().zip(&self.worked[from]) {
                *cell = cell.min(cost + off);
            }
        }
    }

    /// Spreads `rested[start]` over every stretch that starts there.
    fn work_from(&mut self, start: usize, stretches: &mut Stretches) {
        let pricer = self.pricer;
        let longest = stretches.fill(pricer, self.prices, start);
        let loads = pricer.loads.sums.len();
        for length in 1..=longest {
            let end = start + length;
            if length < pricer.run_min && start > 0 && end < pricer.days {
                continue;
            }
            let weekends = weekends_between(start, end);
            for sum in 0..pricer.added.len() {
                let cost = stretches.best(length, sum);
                if cost >= FORBIDDEN {
                    continue;
                }
                let totals = &pricer.totals[sum];
                for weekend in weekends..pricer.weekends {
                    let from = &self.rested[start][(weekend - weekends) * loads..][..loads];
                    let to = &mut self.worked[end][weekend * loads..][..loads];
                    let last = &mut self.last[end][weekend * loads..][..loads];
                    for (before, total) in from.iter().zip(totals) {
                        let total = usize::from(*total);
                        if *before < FORBIDDEN && total < loads && before + cost < to[total] {
                            to[total] = before + cost;
                            last[total] = (length as u16, sum as u16);
                        }
                    }
                }
            }
        }
    }

    /// The cheapest tours of up to `most` different loads and weekends, cheapest first.
    pub(super) fn best(&self, most: usize) -> Vec<(f64, Tour)> {
        let (days, loads) = (self.pricer.days, self.pricer.loads.sums.len());
        let shortest = days.saturating_sub(self.pricer.off_min - 1);
        let ends = (shortest..=days).map(|day| (day, true)).chain([(days, false)]);
        let mut cells: Vec<Option<(f64, usize, bool)>> = vec![None; self.rested[0].len()];
        for (day, worked) in ends {
            let off = self.off_before[days] - self.off_before[day];
            let table = if worked { &self.worked[day] } else { &self.rested[day] };
            for (cell, cost) in table.iter().enumerate() {
                let enough = self.pricer.loads.sums[cell % loads].0 >= self.pricer.minutes_min;
                let cheaper = cells[cell].is_none_or(|b| cost + off < b.0);
                if enough && *cost < FORBIDDEN && cheaper {
                    cells[cell] = Some((cost + off, day, worked));
                }
            }
        }
        let mut found: Vec<(f64, usize, bool, usize)> = cells
            .into_iter()
            .enumerate()
            .filter_map(|(cell, end)| end.map(|(cost, day, worked)| (cost, day, worked, cell)))
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.truncate(most);
        found
            .into_iter()
            .map(|(cost, day, worked, cell)| (cost, self.trace(day, cell, worked)))
            .collect()
    }

    /// Walks back from a cell to the tour.
    fn trace(&self, day: usize, cell: usize, worked: bool) -> Tour {
        let pricer = self.pricer;
        let loads = pricer.loads.sums.len();
        let mut tour = vec![pricer.types as u8; pricer.days];
        let (mut day, mut cell, mut worked) = (day, cell, worked);
        let mut stretches = Stretches::room(pricer);
        while day > 0 {
            if !worked {
                let one = self.off_before[day] - self.off_before[day - 1];
                let stays =
                    (self.rested[day - 1][cell] + one - self.rested[day][cell]).abs() < 1e-7;
                if stays {
                    day -= 1;
                } else {
                    day -= pricer.off_min;
                    worked = true;
                }
                continue;
            }
            let (length, sum) = self.last[day][cell];
            let (length, sum) = (usize::from(length), usize::from(sum));
            let start = day - length;
            stretches.fill(pricer, self.prices, start);
            let types = stretches.types(pricer, self.prices, start, length, sum);
            for (back, kind) in types.into_iter().enumerate() {
                tour[day - 1 - back] = kind;
            }
            let weekend = cell / loads - weekends_between(start, day);
            let total = cell % loads;
            let before = pricer.totals[sum].iter().position(|t| usize::from(*t) == total);
            cell = weekend * loads + before.unwrap_or(0);
            day = start;
            worked = false;
        }
        tour
    }
}

/// How many weekends have a day in `start..end`.
fn weekends_between(start: usize, end: usize) -> usize {
    (start..end).filter(|day| day % 7 == 5 || (day % 7 == 6 && *day == start)).count()
}
