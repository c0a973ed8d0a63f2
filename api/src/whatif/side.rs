//! What is read off one scenario.

use domain::pay::week_overtime;
use domain::{Measures, Minutes, Money, Performance, Shift};
use scenarios::compare::{Rough, Scenario, Variant, Weight};
use scenarios::plan::{Planned, Rostered};
use std::collections::BTreeSet;

/// One scenario, in outline or as a roster.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    /// The scenario.
    pub(crate) scenario: Scenario,
    /// It in outline.
    pub(crate) rough: Rough,
    /// Its roster and simulation; `None` when only the outline was asked for.
    pub(crate) variant: Option<Variant>,
}

impl Side {
    /// The roster, when one was made.
    pub(crate) fn rostered(&self) -> Option<&Rostered> {
        match &self.variant.as_ref()?.planned {
            Planned::Rostered(rostered) => Some(rostered),
            Planned::Impossible(_) => None,
        }
    }

    /// Whether it was planned and no roster can keep every hard law.
    pub(crate) fn is_impossible(&self) -> bool {
        self.variant.as_ref().is_some_and(|v| matches!(v.planned, Planned::Impossible(_)))
    }

    /// The simulated service.
    pub(crate) fn performance(&self) -> Option<&Performance> {
        self.variant.as_ref()?.performance.as_ref()
    }

    /// Cost and bound, fees outside the roster included; in outline both are the estimate.
    pub(crate) fn weight(&self) -> Weight {
        let fees = self.rough.world.fees();
        match self.rostered() {
            Some(found) => {
                Weight { cost: found.solution.cost + fees, bound: found.solution.bound + fees }
            }
            None => Weight { cost: self.rough.cost(), bound: self.rough.cost() },
        }
    }

    /// Wages and surcharges, fees included.
    pub(crate) fn pay(&self) -> Money {
        let fees = self.rough.world.fees();
        match self.rostered() {
            Some(found) => found.clean.verdict().cost.pay.total() + fees,
            None => Money(self.rough.outline.pay.round() as i64) + fees,
        }
    }

    /// Paid hours.
    pub(crate) fn paid_hours(&self) -> f64 {
        match self.rostered() {
            Some(found) => {
                found.clean.roster().shifts.iter().map(Shift::paid).sum::<Minutes>().as_hours()
            }
            None => self.rough.outline.paid_hours(),
        }
    }

    /// Hours of overtime, daily and weekly; in outline weekly alone.
    pub(crate) fn overtime_hours(&self) -> f64 {
        let Some(found) = self.rostered() else { return self.rough.outline.overtime };
        let (centre, roster) = (&self.rough.world.inputs.centre, found.clean.roster());
        let mut sum = Minutes::ZERO;
        for agent in &centre.agents {
            let Some(contract) = centre.contract(&agent.contract) else { continue };
            let shifts: Vec<&Shift> = roster.shifts_of(&agent.id).collect();
            let week = |s: &&Shift| roster.grid.day_of_date(s.date).map(|day| day / 7);
            for shifts in shifts.chunk_by(|a, b| week(a) == week(b)) {
                let (daily, weekly) = week_overtime(shifts, contract);
                sum += daily + weekly;
            }
        }
        sum.as_hours()
    }

    /// Paid hours of contracts that owe nothing: agencies and the like.
    pub(crate) fn flexible_hours(&self) -> f64 {
        let centre = &self.rough.world.inputs.centre;
        let flexible = |id| centre.contract(id).is_some_and(|c| c.guaranteed == Minutes::ZERO);
        match self.rostered() {
            Some(found) => {
                let own = |shift: &&Shift| {
                    centre.agent(&shift.agent).is_some_and(|agent| flexible(&agent.contract))
                };
                let shifts = found.clean.roster().shifts.iter().filter(own);
                shifts.map(Shift::paid).sum::<Minutes>().as_hours()
            }
            None => {
                let hours = self.rough.outline.hours.iter().filter(|(id, _)| flexible(id));
                hours.map(|(_, hours)| hours).sum()
            }
        }
    }

    /// People with at least one shift; `None` in outline, where nobody has a name.
    pub(crate) fn people(&self) -> Option<usize> {
        let shifts = &self.rostered()?.clean.roster().shifts;
        Some(shifts.iter().map(|s| &s.agent).collect::<BTreeSet<_>>().len())
    }

    /// Agent-hours missing.
    pub(crate) fn missing_hours(&self) -> f64 {
        let hours = self.rough.requirement.grid.interval().as_hours();
        match self.rostered() {
            Some(found) => {
                found.clean.verdict().missing.iter().map(|m| m.agents).sum::<f64>() * hours
            }
            None => self.rough.outline.missing_hours(hours),
        }
    }

    /// Soft rules bent, counted.
    pub(crate) fn bent(&self) -> Option<usize> {
        Some(self.rostered()?.clean.verdict().soft().count())
    }

    /// The worst half-hour: queue number, slot and service level, of half-hours in which at least
    /// five contacts come; without a simulation none.
    pub(crate) fn worst(&self) -> Option<(usize, usize, f64)> {
        let mut worst: Option<(usize, usize, f64)> = None;
        for (q, queue) in self.performance()?.queues.iter().enumerate() {
            for (slot, level) in levels(&queue.slots).filter(|(s, _)| busy(&queue.slots[*s])) {
                if worst.is_none_or(|(_, _, known)| level < known) {
                    worst = Some((q, slot, level));
                }
            }
        }
        worst
    }
}

fn busy(measures: &Measures) -> bool {
    measures.offered.mean >= 5.0
}

/// Slots with their service levels, where there is one.
pub(crate) fn levels(slots: &[Measures]) -> impl Iterator<Item = (usize, f64)> + '_ {
    slots.iter().enumerate().filter_map(|(slot, m)| Some((slot, m.service_level?.mean)))
}
