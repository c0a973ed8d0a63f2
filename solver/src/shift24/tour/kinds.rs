//! Types of shift that a person's laws cannot tell apart, and what runs of them add up to.

use super::loads::{Loads, Sum};
use crate::shift24::problem::{Person, Problem};

/// Types alike in minutes, scarcity and neighbours: of each day only the cheapest matters.
#[derive(Debug, Clone)]
pub(super) struct Kinds {
    /// The types of each kind.
    pub(super) types: Vec<Vec<usize>>,
    /// Kinds that may be worked the day before each kind.
    pub(super) precede: Vec<Vec<usize>>,
    /// What each run length can add, shortest first.
    pub(super) runs: Vec<Run>,
}

/// What runs of one length can add.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The sums, in order.
    pub(super) sums: Vec<Sum>,
    /// Rows and columns that each sum adds.
    pub(super) steps: Vec<(usize, usize)>,
    /// `earlier[sum × kinds + kind]`: the sum of the run one shorter that this kind makes it of.
    pub(super) earlier: Vec<Option<usize>>,
}

impl Kinds {
    /// The kinds of `person`.
    pub(super) fn of(problem: &Problem, person: &Person, loads: &Loads) -> Self {
        let mut types: Vec<Vec<usize>> = Vec::new();
        let follows = |a: usize, b: usize| !problem.types[a].cannot_follow.contains(&b);
        let alike = |a: usize, b: usize| {
            let neighbours = (0..problem.types.len())
                .all(|t| follows(a, t) == follows(b, t) && follows(t, a) == follows(t, b));
            let scarce = [a, b].map(|t| loads.scarce == Some(t));
            neighbours
                && scarce[0] == scarce[1]
                && problem.types[a].minutes == problem.types[b].minutes
        };
        for kind in (0..problem.types.len()).filter(|k| person.most_per_type[*k] > 0) {
            match types.iter_mut().find(|group| alike(group[0], kind)) {
                Some(group) => group.push(kind),
                None => types.push(vec![kind]),
            }
        }
        let before = |kind: &Vec<usize>| {
            (0..types.len()).filter(|b| follows(types[*b][0], kind[0])).collect()
        };
        let precede = types.iter().map(before).collect();
        let shifts: Vec<Sum> = types
            .iter()
            .map(|g| (problem.types[g[0]].minutes, u32::from(loads.scarce == Some(g[0]))))
            .collect();
        let mut runs: Vec<Run> = Vec::new();
        for _ in 0..person.run_max {
            let last = runs.last().map_or(&[(0, 0)][..], |run| run.sums.as_slice());
            let next = Run::after(last, &shifts, loads);
            if next.sums.is_empty() {
                break;
            }
            runs.push(next);
        }
        Self { types, precede, runs }
    }
}

impl Run {
    fn after(last: &[Sum], shifts: &[Sum], loads: &Loads) -> Self {
        let longer = |sum: &Sum| shifts.iter().map(|s| (sum.0 + s.0, sum.1 + s.1)).collect();
        let mut sums: Vec<Sum> = last.iter().flat_map::<Vec<Sum>, _>(longer).collect();
        sums.retain(|sum| loads.cell(*sum).is_some());
        sums.sort_unstable();
        sums.dedup();
        let steps = sums.iter().filter_map(|sum| loads.cell(*sum)).collect();
        let earlier = |sum: &Sum, shift: &Sum| {
            let minutes = sum.0.checked_sub(shift.0)?;
            let count = sum.1.checked_sub(shift.1)?;
            last.iter().position(|l| *l == (minutes, count))
        };
        let earlier =
            sums.iter().flat_map(|sum| shifts.iter().map(move |s| earlier(sum, s))).collect();
        Self { sums, steps, earlier }
    }
}
