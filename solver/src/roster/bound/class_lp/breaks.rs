//! Breaks that begin somewhere in their windows: those that must have begun by now, those that may,
//! and those that have.

use super::*;

impl Builder<'_> {
    pub(super) fn all_breaks(&self) -> Vec<BreakKey> {
        let mut all: Vec<BreakKey> = Vec::new();
        for group in &self.groups {
            for class in &group.classes {
                for (day, choices) in class.days.iter().enumerate() {
                    let windows = choices.all.iter().flat_map(|c| &c.breaks);
                    all.extend(windows.map(|w| (group.set, day, w.from, w.to, w.length)));
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// First and last slot at which a shift with this break may start.
    fn reach_of(&self, key: BreakKey) -> (usize, usize) {
        let slots = self.problem.slots / self.days();
        let of_set = self.groups.iter().filter(|g| g.set == key.0);
        let choices = of_set.flat_map(|g| &g.classes).flat_map(|c| &c.days[key.1].all);
        let starts = choices
            .filter(|c| c.breaks.iter().any(|w| (w.from, w.to, w.length) == (key.2, key.3, key.4)))
            .map(|c| c.start);
        let fold = starts.fold((usize::MAX, 0), |(a, b), s| (a.min(s), b.max(s)));
        debug_assert!(fold.0 <= fold.1 && slots > 0);
        fold
    }

    pub(super) fn break_rows(&mut self, number: usize, key: BreakKey) {
        let (first, last) = self.reach_of(key);
        let (from, to) = (key.2, key.3);
        for at in first + from..=last + to {
            self.lp.row(Row::Begun(number, at), 0.0, 0.0);
        }
        for start in first..=last {
            self.lp.row(Row::Started(number, start), 0.0, 0.0);
            self.lp.row(Row::MustHave(number, start), 0.0, f64::INFINITY);
            if start > first && from > 0 && start + from > first + from {
                self.lp.row(Row::MayHave(number, start), f64::NEG_INFINITY, 0.0);
            }
        }
        self.lp.row(Row::AllHave(number), 0.0, 0.0);
    }

    pub(super) fn break_columns(&mut self, key: BreakKey, number: usize) {
        let (set, _, from, to, length) = key;
        let (first, last) = self.reach_of(key);
        for at in first + from..=last + to {
            let entries = [
                (Row::Begun(number, at), -1.0),
                (Row::Present(set, at), 1.0),
                (Row::Present(set, at + length), -1.0),
            ];
            self.lp.column((), 0.0, FREE, &entries);
            let mut sums = vec![(Row::Begun(number, at), 1.0), (Row::Begun(number, at + 1), -1.0)];
            if at >= first + to {
                sums.push((Row::MustHave(number, at - to), 1.0));
            }
            sums.push((Row::MayHave(number, at + 1 - from), 1.0));
            if at == last + to {
                sums.push((Row::AllHave(number), 1.0));
                sums.retain(|(row, _)| *row != Row::Begun(number, at + 1));
            }
            self.lp.column((), 0.0, FREE, &sums);
        }
        for start in first..=last {
            let mut sums = vec![
                (Row::Started(number, start), 1.0),
                (Row::Started(number, start + 1), -1.0),
                (Row::MustHave(number, start), -1.0),
                (Row::MayHave(number, start + 1), -1.0),
            ];
            if start == last {
                sums.push((Row::AllHave(number), -1.0));
            }
            self.lp.column((), 0.0, FREE, &sums);
        }
    }
}
