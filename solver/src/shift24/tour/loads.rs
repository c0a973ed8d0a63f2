//! How much a person has worked: reachable sums of minutes with the count of one scarce type.

use crate::shift24::problem::{Person, Problem};
use std::collections::{BTreeSet, HashMap};

/// Sums of minutes and counts that a person can reach, numbered.
#[derive(Debug, Clone)]
pub(super) struct Loads {
    /// (minutes, shifts of the scarce type) of each load; number 0 is nothing.
    pub(super) sums: Vec<(u32, u32)>,
    /// The number of each sum.
    number: HashMap<(u32, u32), u16>,
    /// The type whose count is tracked: the one with the tightest limit that can bind.
    pub(super) scarce: Option<usize>,
}

impl Loads {
    /// The loads of `person`.
    pub(super) fn of(problem: &Problem, person: &Person) -> Self {
        let workable = |kind: &usize| person.most_per_type[*kind] > 0;
        let kinds: Vec<usize> = (0..problem.types.len()).filter(workable).collect();
        let binds = |kind: &usize| {
            let most = person.most_per_type[*kind] as usize;
            most < problem.days
                && most * (problem.types[*kind].minutes as usize) < person.minutes_max as usize
        };
        let scarce =
            kinds.iter().copied().filter(binds).min_by_key(|kind| person.most_per_type[*kind]);
        let mut reached = BTreeSet::from([(0, 0)]);
        let mut border = vec![(0, 0)];
        while let Some((minutes, count)) = border.pop() {
            for &kind in &kinds {
                let sum = (
                    minutes + problem.types[kind].minutes,
                    count + u32::from(Some(kind) == scarce),
                );
                let most = scarce.map_or(0, |s| person.most_per_type[s]);
                if sum.0 <= person.minutes_max && sum.1 <= most && reached.insert(sum) {
                    border.push(sum);
                }
            }
        }
        let sums: Vec<(u32, u32)> = reached.into_iter().collect();
        let number = sums.iter().enumerate().map(|(n, sum)| (*sum, n as u16)).collect();
        Self { sums, number, scarce }
    }

    /// The load after both.
    pub(super) fn add(&self, one: (u32, u32), other: (u32, u32)) -> Option<u16> {
        self.number.get(&(one.0 + other.0, one.1 + other.1)).copied()
    }
}
