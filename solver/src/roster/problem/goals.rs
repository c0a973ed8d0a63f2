//! Promises per day or week in numbers: contacts too late as cover grows.
//!
//! A service curve is first flat, then steep, then flat again. The search and the programmes see it
//! as stairs whose steps get smaller: straight from nobody to the fewest people a slot must have,
//! and from there the lower hull, thinned. The certificate and the judge see every point.

use domain::{Promise, QueueRequirement};
use std::ops::Range;

/// Neighbouring steps that differ by less than this share make one.
const ALIKE: f64 = 0.12;

/// A promise of a queue over some slots.
#[derive(Debug, Clone)]
pub(crate) struct Goal {
    /// The slots.
    pub(crate) slots: Range<usize>,
    /// Contacts that may be late.
    pub(crate) allowed: f64,
    /// Contacts beyond them that cost `light`.
    pub(crate) tier: f64,
    /// Price of each in minor units.
    pub(crate) light: f64,
    /// Price of each beyond those.
    pub(crate) heavy: f64,
}

/// Contacts too late in one slot.
#[derive(Debug, Clone)]
pub(crate) struct Curve {
    /// With 0, 1, 2 … people; the last holds for all more.
    pub(crate) exact: Vec<f64>,
    /// Covers at which a step ends, rising from 0.
    pub(crate) ends: Vec<f64>,
    /// Contacts too late at each of them.
    pub(crate) late: Vec<f64>,
    /// Numbers of the queue's goals that count them.
    pub(crate) goals: Vec<usize>,
}

impl Goal {
    /// What `late` contacts cost, in minor units.
    pub(crate) fn price(&self, late: f64) -> f64 {
        let excess = (late - self.allowed).max(0.0);
        let light = excess.min(self.tier);
        self.light * light + self.heavy * (excess - light)
    }

    /// The least of `price(late) − worth·late` over all numbers of late contacts.
    pub(crate) fn least(&self, worth: f64) -> f64 {
        -worth * self.allowed - (worth - self.light).max(0.0) * self.tier
    }
}

impl Curve {
    fn new(exact: Vec<f64>, floor: usize, goals: Vec<usize>) -> Self {
        let floor = floor.min(exact.len() - 1);
        let mut bends = hull(&exact, floor);
        if floor > 0 {
            bends.insert(0, 0);
        }
        let ends = bends.iter().map(|&n| n as f64).collect();
        let late = bends.iter().map(|&n| exact[n]).collect();
        Self { exact, ends, late, goals }
    }

    /// Contacts too late at this cover, on the stairs.
    pub(crate) fn late(&self, cover: f64) -> f64 {
        let Some(step) = self.step(cover) else { return self.least() };
        self.late[step] - (cover - self.ends[step]) * self.slope(step)
    }

    /// Contacts too late at this cover, on the curve itself; straight between whole people.
    pub(crate) fn exactly(&self, cover: f64) -> f64 {
        let last = self.exact.len() - 1;
        let below = (cover.max(0.0) as usize).min(last);
        let above = (below + 1).min(last);
        let part = (cover - below as f64).clamp(0.0, 1.0);
        self.exact[below] + part * (self.exact[above] - self.exact[below])
    }

    /// Contacts too late however many people there are.
    pub(crate) fn least(&self) -> f64 {
        self.late.last().copied().unwrap_or(0.0)
    }

    /// Contacts more in time per agent more at this cover.
    pub(crate) fn slope_at(&self, cover: f64) -> f64 {
        self.step(cover).map_or(0.0, |step| self.slope(step))
    }

    /// The most contacts that one agent more can bring in time, on the exact curve.
    pub(crate) fn steepest(&self) -> f64 {
        self.exact.windows(2).map(|w| w[0] - w[1]).fold(0.0, f64::max)
    }

    /// The first end of a step beyond a cover.
    pub(crate) fn end_above(&self, cover: f64) -> f64 {
        let after = self.ends.partition_point(|&end| end <= cover);
        self.ends.get(after).copied().unwrap_or(f64::INFINITY)
    }

    /// The last end of a step before a cover.
    pub(crate) fn end_below(&self, cover: f64) -> f64 {
        let before = self.ends.partition_point(|&end| end < cover);
        before.checked_sub(1).map_or(f64::NEG_INFINITY, |n| self.ends[n])
    }

    /// Cover beyond which nothing gets better.
    pub(crate) fn top(&self) -> f64 {
        self.ends.last().copied().unwrap_or(0.0)
    }

    /// The step that a cover lies on; `None` beyond the last.
    fn step(&self, cover: f64) -> Option<usize> {
        let after = self.ends.partition_point(|&end| end <= cover);
        (after < self.ends.len()).then(|| after.max(1) - 1)
    }

    fn slope(&self, step: usize) -> f64 {
        (self.late[step] - self.late[step + 1]) / (self.ends[step + 1] - self.ends[step])
    }
}

/// The corners of the lower hull of falling values from `first` on, those between steps alike left
/// out.
fn hull(late: &[f64], first: usize) -> Vec<usize> {
    let slope = |a: usize, b: usize| (late[a] - late[b]) / (b - a) as f64;
    let mut corners: Vec<usize> = vec![first];
    for n in first + 1..late.len() {
        while let [.., a, b] = corners[..] {
            if slope(a, b) > slope(b, n) {
                break;
            }
            corners.pop();
        }
        corners.push(n);
    }
    let mut kept: Vec<usize> = corners.first().copied().into_iter().collect();
    for window in corners.windows(3) {
        let (from, here, next) = (kept[kept.len() - 1], window[1], window[2]);
        if slope(here, next) < (1.0 - ALIKE) * slope(from, here) {
            kept.push(here);
        }
    }
    kept.extend(corners.last().copied().filter(|last| *last > first));
    kept
}

/// A queue's goals, and the curve of each slot that has one.
pub(crate) fn goals(
    need: &QueueRequirement,
    promises: &[Promise],
) -> (Vec<Goal>, Vec<Option<Curve>>) {
    let goal = |p: &Promise| Goal {
        slots: p.slots.clone(),
        allowed: p.allowed,
        tier: p.tier,
        light: p.light,
        heavy: p.heavy,
    };
    let mut goals: Vec<Goal> = promises.iter().map(goal).collect();
    let mut curves = Vec::with_capacity(need.agents.len());
    for (slot, agents) in need.agents.iter().enumerate() {
        let mine: Vec<usize> =
            (0..goals.len()).filter(|&n| goals[n].slots.contains(&slot)).collect();
        // one queue's targets per day and week are of one kind (see staffing)
        let kind = mine.first().map(|&n| promises[n].target.kind);
        let exact = kind.zip(need.curves.get(slot)).map(|(kind, curve)| curve.losses(kind));
        let exact = exact.unwrap_or_default();
        if exact.len() > 1 {
            curves.push(Some(Curve::new(exact, agents.0 as usize, mine)));
            continue;
        }
        // nobody can change anything here
        let lost = exact.first().copied().unwrap_or(0.0);
        mine.iter().for_each(|&n| goals[n].allowed -= lost);
        curves.push(None);
    }
    (goals, curves)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten contacts, of whom so many are answered in time with 0, 1, 2 … people.
    fn curve(floor: usize, in_time: &[f64]) -> Curve {
        Curve::new(in_time.iter().map(|c| 10.0 - c).collect(), floor, vec![0])
    }

    #[test]
    fn steps_get_smaller_from_the_floor_on_and_meet_the_curve_at_their_ends() {
        let curve = curve(2, &[0.0, 0.2, 3.0, 4.0, 7.0, 9.0, 9.9, 10.0]);
        assert_eq!(curve.ends, [0.0, 2.0, 5.0, 6.0, 7.0], "3 and 4 lie below the hull");
        assert_eq!(curve.late, [10.0, 7.0, 1.0, 10.0 - 9.9, 0.0]);
        let slopes: Vec<f64> = [2.0, 5.0, 6.0].map(|c| curve.slope_at(c)).to_vec();
        assert!(slopes.windows(2).all(|w| w[0] > w[1]), "{slopes:?}");
        assert!((curve.late(3.5) - 4.0).abs() < 1e-12 && curve.late(99.0) == 0.0);
        assert_eq!((curve.slope_at(2.0), curve.slope_at(7.0)), (2.0, 0.0));
    }

    #[test]
    fn steps_alike_are_one() {
        let curve = curve(0, &[0.0, 3.0, 5.9, 8.7, 9.0]);
        assert_eq!(curve.ends, [0.0, 3.0, 4.0]);
    }

    #[test]
    fn nothing_is_least_when_late_contacts_are_worth_no_more_than_they_cost() {
        let (slots, light, heavy) = (0..1, 3.0, 7.0);
        let goal = Goal { slots, allowed: 4.0, tier: 2.0, light, heavy };
        for worth in [0.0, 1.0, 3.0, 5.0, 7.0] {
            let tried = (0..400).map(|n| f64::from(n) / 8.0);
            let least = tried.map(|x| goal.price(x) - worth * x).fold(f64::INFINITY, f64::min);
            assert!((goal.least(worth) - least).abs() < 1e-9, "{worth}");
        }
    }
}
