//! Rows of loads worth keeping on each day: those that days so far can reach and days to come can
//! bring up to the least minutes, weekends considered.

use super::Pricer;
use super::table::weekends_between;

/// Bands of a person, per day and weekends worked.
#[derive(Debug, Clone, Default)]
pub(super) struct Bands {
    /// Where a stretch may start.
    pub(super) rested: Vec<Band>,
    /// After a worked day.
    pub(super) worked: Vec<Band>,
    /// Cells of either table.
    pub(super) cells: (usize, usize),
}

/// Rows kept, and where they lie.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Band {
    /// The first row.
    pub(super) first: usize,
    /// The first row beyond.
    pub(super) end: usize,
    /// The cell of the first row's first column.
    pub(super) at: usize,
}

impl Band {
    /// The cell of a load, where it is kept.
    pub(super) fn cell(&self, pricer: &Pricer, (row, column): (usize, usize)) -> Option<usize> {
        let inside = (self.first..self.end).contains(&row) && column < pricer.loads.columns;
        inside.then(|| self.at + (row - self.first) * pricer.stride + column)
    }
}

/// Minutes nobody reaches.
const NEVER: i64 = i64::MIN / 4;

/// The most minutes, per day and weekends worked so far.
struct Most {
    rested: Vec<i64>,
    worked: Vec<i64>,
}

impl Bands {
    /// The bands of a person who cannot work on `closed` days.
    pub(super) fn of(pricer: &Pricer, minutes_min: u32, closed: &[bool]) -> Self {
        let (past, future) = (past(pricer, closed), future(pricer, closed));
        let bands = |most: &[i64], more: &[i64]| {
            let mut at = 0;
            let band = |(most, more): (&i64, &i64)| {
                let mut band = Band { first: 0, end: 0, at };
                if *most >= 0 && *more >= 0 {
                    band.first = pricer.loads.row_of_least(i64::from(minutes_min) - more);
                    band.end = pricer.loads.row_beyond(*most).max(band.first);
                }
                // a stretch may step over the end of the last row
                at += (band.end - band.first + 1) * pricer.stride;
                band
            };
            let bands: Vec<Band> = most.iter().zip(more).map(band).collect();
            (bands, at)
        };
        let (rested, resting) = bands(&past.rested, &future.rested);
        let (worked, working) = bands(&past.worked, &future.worked);
        Self { rested, worked, cells: (resting, working) }
    }
}

/// Every stretch that may be: start, end, weekends, most minutes.
fn stretches(pricer: &Pricer, closed: &[bool]) -> Vec<(usize, usize, usize, i64)> {
    let mut all = Vec::new();
    for start in 0..pricer.days {
        for (n, run) in pricer.kinds.runs.iter().enumerate() {
            let end = start + n + 1;
            if end > pricer.days || closed[end - 1] {
                break;
            }
            let most = run.sums.last().map_or(0, |sum| i64::from(sum.0));
            if pricer.may_last(start, end) {
                all.push((start, end, weekends_between(start, end), most));
            }
        }
    }
    all
}

fn past(pricer: &Pricer, closed: &[bool]) -> Most {
    let (days, wide) = (pricer.days, pricer.weekends);
    let never = vec![NEVER; (days + 1) * wide];
    let mut most = Most { rested: never.clone(), worked: never };
    most.rested[0] = 0;
    let all = stretches(pricer, closed);
    for day in 0..=days {
        for w in 0..wide {
            if day > 0 {
                let on = most.rested[(day - 1) * wide + w];
                most.rested[day * wide + w] = most.rested[day * wide + w].max(on);
            }
            if day > pricer.off_min {
                let on = most.worked[(day - pricer.off_min) * wide + w];
                most.rested[day * wide + w] = most.rested[day * wide + w].max(on);
            }
        }
        for &(start, end, weekends, minutes) in all.iter().filter(|s| s.0 == day) {
            for w in weekends..wide {
                let from = most.rested[start * wide + w - weekends];
                let to = &mut most.worked[end * wide + w];
                *to = (*to).max(from + minutes);
            }
        }
    }
    most
}

fn future(pricer: &Pricer, closed: &[bool]) -> Most {
    let (days, wide) = (pricer.days, pricer.weekends);
    let never = vec![NEVER; (days + 1) * wide];
    let mut most = Most { rested: never.clone(), worked: never };
    let all = stretches(pricer, closed);
    for day in (0..=days).rev() {
        for w in 0..wide {
            // the horizon may end in a rest of any length
            let ends = day + pricer.off_min > days;
            let later = if ends { 0 } else { most.rested[(day + pricer.off_min) * wide + w] };
            most.worked[day * wide + w] = later;
            let on = if day == days { 0 } else { most.rested[(day + 1) * wide + w] };
            most.rested[day * wide + w] = on;
        }
        for &(start, end, weekends, minutes) in all.iter().filter(|s| s.0 == day) {
            for w in 0..wide.saturating_sub(weekends) {
                let more = most.worked[end * wide + w + weekends] + minutes;
                let from = &mut most.rested[start * wide + w];
                *from = (*from).max(more);
            }
        }
    }
    most
}
