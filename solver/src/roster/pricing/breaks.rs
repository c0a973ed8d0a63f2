//! Values of slots and the least valuable lawful places for breaks.
//!
//! Breaks whose windows lie apart take the cheapest place of their window, looked up in a table of
//! window minima. Others are placed in a chain: in order, apart, no stretch too long.

use crate::roster::problem::{Choice, Class, Problem, WindowSize};

/// Values of slots, summed up, with the cheapest place in every break window.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// `sums[a]`: the value of all slots before `a`.
    sums: Vec<f64>,
    /// For each window size and first place: the least value a break there gives up.
    least: Vec<Vec<f64>>,
    sizes: Vec<WindowSize>,
}

impl Values {
    /// Takes the values of the horizon's slots; training earns nothing.
    pub(crate) fn set(&mut self, problem: &Problem, class: &Class, values: &[f64]) {
        self.sums.clear();
        self.sums.push(0.0);
        let mut training = class.training.iter().copied().peekable();
        let mut sum = 0.0;
        for at in 0..problem.reach {
            let trains = training.next_if_eq(&at).is_some();
            sum += problem.covered(at).filter(|_| !trains).map_or(0.0, |slot| values[slot]);
            self.sums.push(sum);
        }
        self.sizes.clone_from(&problem.windows);
        self.least.resize_with(problem.windows.len(), Vec::new);
        for (size, least) in problem.windows.iter().zip(&mut self.least) {
            minima(&self.sums, size, least);
        }
    }

    /// The value of `length` slots from `at`.
    fn over(&self, at: usize, length: usize) -> f64 {
        self.sums[at + length] - self.sums[at]
    }

    /// The value of a shift's slots at work, breaks best placed, less its cost.
    pub(crate) fn worth(&self, choice: &Choice) -> f64 {
        let whole = self.over(choice.start, choice.span) - choice.cost as f64;
        if !choice.free {
            return whole - self.chain(choice).0;
        }
        let lost = choice.breaks.iter().map(|w| self.least[w.size][choice.start + w.from]);
        whole - lost.sum::<f64>()
    }

    /// The places of the breaks behind [`Values::worth`].
    pub(crate) fn breaks(&self, choice: &Choice) -> Vec<usize> {
        if !choice.free {
            return self.chain(choice).1;
        }
        let place = |w: &crate::roster::problem::Window| {
            let lost = |place: usize| self.over(choice.start + place, w.length);
            (w.from..=w.to).fold(w.from, |a, b| if lost(b) < lost(a) { b } else { a })
        };
        choice.breaks.iter().map(place).collect()
    }

    /// Breaks in a chain: the value they give up (with prices of stretches too long), and places.
    fn chain(&self, choice: &Choice) -> (f64, Vec<usize>) {
        let too_long = |from: usize, to: usize| match choice.stretch {
            Some((longest, price)) if to - from > longest => {
                price.map_or(f64::INFINITY, |p| p as f64)
            }
            _ => 0.0,
        };
        // ends: where work resumes after the breaks so far, with their loss and places
        let mut ends: Vec<(usize, f64, Vec<usize>)> = vec![(0, 0.0, Vec::new())];
        for window in &choice.breaks {
            let mut next = Vec::with_capacity(window.to - window.from + 1);
            for place in window.from..=window.to {
                let before = ends.iter().filter(|e| e.0 <= place);
                let cost = |e: &&(usize, f64, Vec<usize>)| e.1 + too_long(e.0, place);
                let Some(best) = before.min_by(|a, b| cost(a).total_cmp(&cost(b))) else {
                    continue;
                };
                let loss = cost(&best) + self.over(choice.start + place, window.length);
                let mut places = best.2.clone();
                places.push(place);
                next.push((place + window.length, loss, places));
            }
            ends = next;
        }
        let total = |e: &(usize, f64, Vec<usize>)| e.1 + too_long(e.0, choice.span);
        let best = ends.into_iter().min_by(|a, b| total(a).total_cmp(&total(b)));
        best.map_or((f64::INFINITY, Vec::new()), |e| (total(&e), e.2))
    }
}

/// For each first place of a window of this size, the least value a break in it gives up.
fn minima(sums: &[f64], size: &WindowSize, least: &mut Vec<f64>) {
    let slots = sums.len() - 1;
    least.clear();
    least.resize(sums.len(), f64::INFINITY);
    for at in 0..(slots + 1).saturating_sub(size.length) {
        least[at] = sums[at + size.length] - sums[at];
    }
    // doubling: after each round `least[at]` covers `covered` places from `at`
    let mut covered = 1;
    while covered < size.places {
        let step = covered.min(size.places - covered);
        for at in 0..least.len().saturating_sub(step) {
            least[at] = least[at].min(least[at + step]);
        }
        covered += step;
    }
}
