//! Rivals: the shifts of a day that a best tour may have.
//!
//! ```text
//! choices ──▶ of each group and mark the most valuable ──▶ none that another beats
//! ```
//! What is left does not depend on the node that a tour comes from, so the pricing looks at a
//! handful of shifts there instead of all.

use super::graph::Layer;
use super::rest::DayRest;
use crate::roster::problem::DayChoices;
use std::ops::Range;

/// A shift begun from some levels of rest, that no other of its group beats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rival {
    /// What it is worth, the price of missing rest paid.
    pub(crate) worth: f64,
    /// Its number among the day's choices.
    pub(crate) choice: u32,
    /// The highest level it may be begun from.
    pub(crate) level: u16,
    /// The level it leads to.
    pub(crate) exit: u16,
}

impl Rival {
    /// Whether it is worth as much, may begin wherever the other may, and leaves no less rest.
    fn beats(&self, other: &Self) -> bool {
        self.worth >= other.worth && self.level >= other.level && self.exit <= other.exit
    }
}

/// The rivals of a day, group by group.
#[derive(Debug, Default)]
pub(crate) struct Rivals {
    /// After other shifts, and after nights.
    sides: [Side; 2],
    /// The most valuable choice of each mark.
    best: Vec<Option<u32>>,
}

/// Rivals, and which of them are whose.
#[derive(Debug, Default)]
struct Side {
    all: Vec<Rival>,
    groups: Vec<Range<usize>>,
}

impl Rivals {
    /// Finds the rivals among a day's choices that start within a band, which are worth so much;
    /// those worth `f64::NEG_INFINITY` may not be.
    pub(crate) fn find(
        &mut self,
        choices: &DayChoices,
        (worths, band): (&[f64], (i32, i32)),
        (layer, rest): (&Layer, &DayRest),
    ) {
        let sides = if layer.after_night.contains(&true) { 2 } else { 1 };
        for side in &mut self.sides {
            side.all.clear();
            side.groups.clear();
        }
        for kinds in &layer.groups {
            self.best.clear();
            self.best.resize(rest.marks.len(), None);
            let kinds = kinds.iter().map(|&kind| &choices.kinds[kind]);
            let kinds = kinds.filter(|(work, _)| (band.0..=band.1).contains(&work.start));
            for choice in kinds.flat_map(|(_, choices)| choices.clone()) {
                let best = &mut self.best[usize::from(rest.mark_of[choice])];
                let than = best.map_or(f64::NEG_INFINITY, |b| worths[b as usize]);
                if worths[choice] > than {
                    *best = Some(choice as u32);
                }
            }
            for (after_night, side) in self.sides[..sides].iter_mut().enumerate() {
                let begin = side.all.len();
                for (mark, &choice) in rest.marks.iter().zip(&self.best) {
                    let Some(choice) = choice else { continue };
                    side.all.extend(mark.tiers(after_night == 1).iter().map(|tier| {
                        let worth = worths[choice as usize] - tier.price;
                        Rival { worth, choice, level: tier.level, exit: mark.exit }
                    }));
                }
                side.unbeaten(begin);
            }
        }
    }

    /// The rivals of a group, the most valuable first.
    pub(crate) fn of(&self, group: usize, after_night: bool) -> &[Rival] {
        let side = &self.sides[usize::from(after_night)];
        &side.all[side.groups[group].clone()]
    }
}

impl Side {
    /// Makes a group of those from `begin` on that none beats.
    fn unbeaten(&mut self, begin: usize) {
        self.all[begin..].sort_unstable_by(|a, b| {
            b.worth.total_cmp(&a.worth).then_with(|| a.choice.cmp(&b.choice))
        });
        let mut kept = begin;
        for at in begin..self.all.len() {
            let rival = self.all[at];
            if !self.all[begin..kept].iter().any(|better| better.beats(&rival)) {
                self.all[kept] = rival;
                kept += 1;
            }
        }
        self.all.truncate(kept);
        self.groups.push(begin..kept);
    }
}
