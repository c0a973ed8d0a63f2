//! Random laws with parameters small enough to bite on a few days.

use super::dice::Dice;
use domain::laws::Strength;
use domain::{Agents, ClockTime, Minutes, Money, QueueId, Rules};

/// A random strength: hard, priced or off.
fn strength(dice: &mut Dice) -> Strength {
    match dice.from(0, 4) {
        0 | 1 => Strength::Hard,
        2 | 3 => Strength::Soft(Money(dice.from(1, 50) * 100)),
        _ => Strength::Off,
    }
}

/// Laws of random strength over `queues`.
pub(super) fn random(dice: &mut Dice, queues: &[QueueId]) -> Rules {
    let mut rules = Rules::plain();
    parameters(&mut rules, dice, queues);
    for law in strengths(&mut rules) {
        *law = strength(dice);
    }
    rules
}

/// How strong each law is.
pub(super) fn strengths(r: &mut Rules) -> [&mut Strength; 27] {
    [
        &mut r.one_shift_a_day.strength,
        &mut r.contract_templates.strength,
        &mut r.breaks.strength,
        &mut r.availability.strength,
        &mut r.locked_shifts.strength,
        &mut r.skills.strength,
        &mut r.opening_hours.strength,
        &mut r.daily_rest.strength,
        &mut r.daily_hours.strength,
        &mut r.weekly_rest.strength,
        &mut r.weekly_hours.strength,
        &mut r.working_days.strength,
        &mut r.period_hours.strength,
        &mut r.overtime_per_day.strength,
        &mut r.overtime_per_month.strength,
        &mut r.consecutive_days_max.strength,
        &mut r.consecutive_days_min.strength,
        &mut r.consecutive_days_off_min.strength,
        &mut r.weekends_off.strength,
        &mut r.nights_in_a_row.strength,
        &mut r.rest_after_nights.strength,
        &mut r.start_variation.strength,
        &mut r.protected.strength,
        &mut r.minimum_staffing.strength,
        &mut r.seat_cap.strength,
        &mut r.fairness.strength,
        &mut r.preferences.strength,
    ]
}

fn parameters(r: &mut Rules, dice: &mut Dice, queues: &[QueueId]) {
    let half_hours = |dice: &mut Dice, low, high| Minutes(dice.from(low, high) * 30);
    r.breaks.law.longest_stretch = dice.percent(70).then(|| half_hours(dice, 6, 12));
    r.daily_rest.law.rest = half_hours(dice, 12, 26);
    r.daily_hours.law.max = half_hours(dice, 8, 20);
    r.weekly_rest.law.days = dice.from(1, 4) as u32;
    r.period_hours.law.max = half_hours(dice, 20, 120);
    r.overtime_per_day.law.max = half_hours(dice, 0, 4);
    r.overtime_per_month.law.max = half_hours(dice, 0, 16);
    r.consecutive_days_max.law.max = dice.from(1, 5) as u32;
    r.consecutive_days_min.law.min = dice.from(2, 4) as u32;
    r.consecutive_days_off_min.law.min = dice.from(2, 3) as u32;
    r.weekends_off.law.worked_max = dice.from(0, 1) as u32;
    r.nights_in_a_row.law.max = dice.from(1, 3) as u32;
    r.rest_after_nights.law.rest = half_hours(dice, 24, 72);
    r.start_variation.law.max = half_hours(dice, 0, 10);
    r.seat_cap.law.seats = Agents(dice.from(1, 2) as u32);
    r.fairness.law.nights_max = dice.from(0, 2) as u32;
    r.fairness.law.weekend_days_max = dice.from(0, 1) as u32;
    r.fairness.law.late_max = dice.from(0, 2) as u32;
    r.fairness.law.late_after = ClockTime(dice.from(18, 26) as u16 * 60);
    let floored = queues.iter().filter(|_| dice.percent(60));
    r.minimum_staffing.law.floors = floored.map(|q| (q.clone(), Agents(1))).collect();
}
