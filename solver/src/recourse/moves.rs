//! The shifts of a roster, and how far each may be extended or cut.

use super::Options;
use domain::laws::Strength;
use domain::pay::week_overtime;
use domain::{Activity, Agent, Centre, Minutes, Roster, Shift, Stretch};

/// A shift that can be moved at its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Movable<'a> {
    /// Who works it.
    pub(super) agent: &'a Agent,
    /// The shift.
    pub(super) shift: &'a Shift,
    /// Slots by which it may go on.
    pub(super) longer: usize,
    /// Slots by which it may end sooner.
    pub(super) shorter: usize,
    /// What an hour more costs, in minor units.
    pub(super) overtime: f64,
    /// What an hour less saves, in minor units.
    pub(super) saved: f64,
}

/// Every shift of the roster with what may be done to it.
pub(super) fn movables<'a>(
    centre: &'a Centre,
    roster: &'a Roster,
    options: &Options,
) -> Vec<Movable<'a>> {
    let mut all = Vec::with_capacity(roster.shifts.len());
    for agent in &centre.agents {
        let shifts: Vec<&Shift> = roster.shifts_of(&agent.id).collect();
        for (n, shift) in shifts.iter().enumerate() {
            all.extend(movable(centre, roster, agent, shift, shifts.get(n + 1), options));
        }
    }
    all
}

fn movable<'a>(
    centre: &'a Centre,
    roster: &Roster,
    agent: &'a Agent,
    shift: &'a Shift,
    next: Option<&&Shift>,
    options: &Options,
) -> Option<Movable<'a>> {
    let contract = centre.contract(&agent.contract)?;
    let (rules, step) = (&centre.rules, roster.grid.interval().0);
    let held = |strength| strength != Strength::Off;
    let mut longer = options.overtime;
    if held(rules.protected.strength) && agent.protected {
        longer = Minutes::ZERO;
    }
    if held(rules.daily_hours.strength) {
        longer = longer.min(rules.daily_hours.law.max - shift.paid());
    }
    if let Some(next) = next.filter(|_| held(rules.daily_rest.strength)) {
        let gap = next.span().start - shift.span().end;
        longer = longer.min(gap - rules.daily_rest.law.rest);
    }
    let work = |s: &&Stretch| matches!(s.activity, Activity::Work(_) | Activity::Idle);
    let tail: Minutes =
        shift.stretches.iter().rev().take_while(work).map(|s| s.span.length()).sum();
    let wage = contract.wage.0 as f64;
    let tiers = contract.daily_overtime.iter().map(|tier| tier.multiplier);
    let slots = |length: Minutes| (length.0.max(0) / step) as usize;
    Some(Movable {
        agent,
        shift,
        longer: slots(longer),
        shorter: slots(options.release.min(tail - Minutes(step))),
        overtime: wage * tiers.fold(1.5, f64::max),
        saved: wage * (1.0 - options.release_pay.get()),
    })
}

/// Overtime an agent may still work in the month, the roster's own taken off; `None` without a law.
pub(super) fn left(centre: &Centre, roster: &Roster, agent: &Agent) -> Option<f64> {
    let rule = &centre.rules.overtime_per_month;
    let contract = centre.contract(&agent.contract)?;
    if rule.strength == Strength::Off {
        return None;
    }
    let shifts: Vec<&Shift> = roster.shifts_of(&agent.id).collect();
    let (daily, weekly) = week_overtime(&shifts, contract);
    let left = rule.law.max - agent.overtime_to_date - daily - weekly;
    Some(left.as_hours().max(0.0))
}
