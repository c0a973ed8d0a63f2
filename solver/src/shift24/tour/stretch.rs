//! The cheapest stretch of working days from one day to another, for every sum it may add.

use super::{FORBIDDEN, Pricer};

/// Cheapest stretches by start, length and sum; room that is used again and again.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretches {
    /// Cheapest type of each kind on each day: its price.
    price: Vec<f64>,
    /// The same: which.
    cheapest: Vec<u8>,
    /// By length, sum and last kind, for one start.
    cost: Vec<f64>,
    /// The longest stretch from each start.
    pub(super) longest: Vec<usize>,
    /// `best[start × width + at(length) + sum]`.
    best: Vec<f64>,
}

impl Stretches {
    /// Works out all stretches at these prices.
    pub(super) fn fill(&mut self, pricer: &Pricer, prices: &[f64]) {
        let (kinds, days) = (pricer.kinds.types.len(), pricer.days);
        self.price.clear();
        self.cheapest.clear();
        for day in 0..days {
            let today = &prices[day * (pricer.types + 1)..][..pricer.types];
            for types in &pricer.kinds.types {
                let mut few = (FORBIDDEN, 0);
                for &kind in types {
                    if today[kind] < few.0 {
                        few = (today[kind], kind as u8);
                    }
                }
                self.price.push(few.0);
                self.cheapest.push(few.1);
            }
        }
        self.cost.resize(pricer.width * kinds, FORBIDDEN);
        self.best.clear();
        self.best.resize(days * pricer.width, FORBIDDEN);
        self.longest.clear();
        for start in 0..days {
            let longest = self.from(pricer, start);
            self.longest.push(longest);
        }
    }

    /// The cheapest stretch of this length from `start` that adds sum number `sum`.
    pub(super) fn best(&self, pricer: &Pricer, start: usize, length: usize, sum: usize) -> f64 {
        self.best[start * pricer.width + pricer.at[length - 1] + sum]
    }

    /// All stretches from `start`; how long the longest is.
    fn from(&mut self, pricer: &Pricer, start: usize) -> usize {
        let kinds = pricer.kinds.types.len();
        for (n, run) in pricer.kinds.runs.iter().enumerate() {
            let day = start + n;
            if day >= pricer.days {
                return n;
            }
            let today = &self.price[day * kinds..][..kinds];
            let here = pricer.at[n] * kinds;
            let (shorter, longer) = self.cost.split_at_mut(here);
            let before = if n == 0 { &[][..] } else { &shorter[pricer.at[n - 1] * kinds..] };
            let best = &mut self.best[start * pricer.width + pricer.at[n]..];
            let mut possible = false;
            for sum in 0..run.sums.len() {
                let mut least = FORBIDDEN;
                for kind in 0..kinds {
                    let earlier = run.earlier[sum * kinds + kind];
                    let cost = match earlier {
                        Some(_) if n == 0 => today[kind],
                        Some(earlier) if today[kind] < FORBIDDEN => {
                            let row = &before[earlier * kinds..][..kinds];
                            let from = pricer.kinds.precede[kind].iter().map(|b| row[*b]);
                            from.fold(FORBIDDEN, f64::min) + today[kind]
                        }
                        _ => FORBIDDEN,
                    };
                    longer[sum * kinds + kind] = cost;
                    least = least.min(cost);
                }
                best[sum] = least;
                possible |= least < FORBIDDEN;
            }
            if !possible {
                return n;
            }
        }
        pricer.kinds.runs.len()
    }

    /// Writes the types of the cheapest stretch of this length from `start` that adds `sum`.
    pub(super) fn write(
        &mut self,
        pricer: &Pricer,
        (start, length, sum): (usize, usize, usize),
        tour: &mut [u8],
    ) {
        let kinds = pricer.kinds.types.len();
        self.from(pricer, start);
        let mut sum = sum;
        let all: Vec<usize> = (0..kinds).collect();
        let mut allowed = all.as_slice();
        for n in (0..length).rev() {
            let row = &self.cost[(pricer.at[n] + sum) * kinds..][..kinds];
            let cheaper = |a: &&usize, b: &&usize| row[**a].total_cmp(&row[**b]);
            let Some(&kind) = allowed.iter().min_by(cheaper) else { return };
            tour[start + n] = self.cheapest[(start + n) * kinds + kind];
            allowed = &pricer.kinds.precede[kind];
            sum = pricer.kinds.runs[n].earlier[sum * kinds + kind].unwrap_or(0);
        }
    }
}
