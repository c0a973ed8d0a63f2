//! The cheapest stretch of working days from one day to another, for every load it may add.

use crate::shift24::tour::{FORBIDDEN, Pricer};

/// Cheapest stretches that start on one day, by length, last type and load added.
///
/// `cost[len − 1][type][added]`, where `added` numbers the sums of `len` or fewer shifts.
pub(super) struct Stretches {
    cost: Vec<f64>,
    kinds: usize,
    sums: usize,
}

impl Stretches {
    /// Room for stretches of up to `run_max` days.
    pub(super) fn room(pricer: &Pricer) -> Self {
        let (kinds, sums) = (pricer.types, pricer.added.len());
        Self { cost: vec![FORBIDDEN; pricer.run_max * kinds * sums], kinds, sums }
    }

    fn at(&self, length: usize, kind: usize) -> usize {
        ((length - 1) * self.kinds + kind) * self.sums
    }

    /// Works out all stretches that start on `start`; gives the longest possible length.
    pub(super) fn fill(&mut self, pricer: &Pricer, prices: &[f64], start: usize) -> usize {
        let longest = pricer.run_max.min(pricer.days - start);
        self.cost.fill(FORBIDDEN);
        for length in 1..=longest {
            let day = start + length - 1;
            let mut possible = false;
            for kind in 0..self.kinds {
                let price = prices[day * (self.kinds + 1) + kind];
                if price >= FORBIDDEN {
                    continue;
                }
                let to = self.at(length, kind);
                if length == 1 {
                    if let Some(added) = pricer.step(0, kind) {
                        self.cost[to + added] = price;
                        possible = true;
                    }
                    continue;
                }
                for before in pricer.precede[kind].iter().copied() {
                    let from = self.at(length - 1, before);
                    for sum in 0..self.sums {
                        let cost = self.cost[from + sum];
                        if cost >= FORBIDDEN {
                            continue;
                        }
                        let Some(added) = pricer.step(sum, kind) else { continue };
                        possible = true;
                        if cost + price < self.cost[to + added] {
                            self.cost[to + added] = cost + price;
                        }
                    }
                }
            }
            if !possible {
                return length - 1;
            }
        }
        longest
    }

    /// The cheapest stretch of this length that adds `sum`, whatever its last type.
    pub(super) fn best(&self, length: usize, sum: usize) -> f64 {
        let costs = (0..self.kinds).map(|kind| self.cost[self.at(length, kind) + sum]);
        costs.fold(FORBIDDEN, f64::min)
    }

    /// The types of the cheapest stretch of this length that adds `sum`, last day first.
    pub(super) fn types(
        &self,
        pricer: &Pricer,
        prices: &[f64],
        start: usize,
        length: usize,
        sum: usize,
    ) -> Vec<u8> {
        let mut types = Vec::with_capacity(length);
        let (mut length, mut sum) = (length, sum);
        let cost = |length: usize, kind: usize, sum: usize| self.cost[self.at(length, kind) + sum];
        let all = 0..self.kinds;
        let cheapest = |kinds: &mut dyn Iterator<Item = usize>, length, sum| {
            kinds.min_by(|a, b| cost(length, *a, sum).total_cmp(&cost(length, *b, sum)))
        };
        let mut kind = cheapest(&mut all.clone(), length, sum);
        while let Some(now) = kind {
            types.push(now as u8);
            if length == 1 {
                break;
            }
            let here = cost(length, now, sum);
            let price = prices[(start + length - 1) * (self.kinds + 1) + now];
            length -= 1;
            let mut before = None;
            for earlier in 0..self.sums {
                if pricer.step(earlier, now) != Some(sum) {
                    continue;
                }
                let mut kinds = pricer.precede[now].iter().copied();
                let exact = |k: &usize| (cost(length, *k, earlier) + price - here).abs() < 1e-6;
                if let Some(found) = kinds.find(exact) {
                    before = Some((earlier, found));
                    break;
                }
            }
            let Some((earlier, found)) = before else { break };
            sum = earlier;
            kind = Some(found);
        }
        types
    }
}
