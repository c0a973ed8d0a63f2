//! Every law of a centre with its strength and parameters: what `rules.toml` and JSON both tell.

use domain::laws::{Law, Rule, Strength};
use domain::{Agents, ClockTime, Minutes, QueueId, Rules};

/// One law as a centre keeps it.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// Its name.
    pub(crate) name: &'static str,
    /// How much it matters.
    pub(crate) strength: Strength,
    /// Its parameters by their names in `rules.toml`.
    pub(crate) parameters: Vec<(&'static str, Parameter<'a>)>,
}

/// The value of one parameter.
#[derive(Debug)]
pub(crate) enum Parameter<'a> {
    /// A length of time, told in hours.
    Hours(Minutes),
    /// No bound at all.
    Unlimited,
    /// A number of days, shifts, people.
    Count(u32),
    /// A time on the clock.
    Clock(ClockTime),
    /// People per queue.
    Floors(&'a [(QueueId, Agents)]),
}

/// Every law in the order in which `rules.toml` is written.
pub(crate) fn entries(rules: &Rules) -> Vec<Entry<'_>> {
    use Parameter::{Count, Hours};
    let longest = rules.breaks.law.longest_stretch.map_or(Parameter::Unlimited, Hours);
    let mut all = vec![
        entry(&rules.one_shift_a_day, []),
        entry(&rules.contract_templates, []),
        entry(&rules.breaks, [("longest_stretch_hours", longest)]),
        entry(&rules.availability, []),
        entry(&rules.locked_shifts, []),
        entry(&rules.skills, []),
        entry(&rules.opening_hours, []),
        entry(&rules.daily_rest, [("rest_hours", Hours(rules.daily_rest.law.rest))]),
        entry(&rules.daily_hours, [("max_hours", Hours(rules.daily_hours.law.max))]),
        entry(&rules.weekly_rest, [("days", Count(rules.weekly_rest.law.days))]),
        entry(&rules.weekly_hours, []),
        entry(&rules.working_days, []),
        entry(&rules.period_hours, [("max_hours", Hours(rules.period_hours.law.max))]),
        entry(&rules.overtime_per_day, [("max_hours", Hours(rules.overtime_per_day.law.max))]),
        entry(&rules.overtime_per_month, [("max_hours", Hours(rules.overtime_per_month.law.max))]),
    ];
    all.extend(days(rules));
    all.push(entry(
        &rules.rest_after_nights,
        [("rest_hours", Hours(rules.rest_after_nights.law.rest))],
    ));
    let spread = Hours(rules.start_variation.law.max);
    all.push(entry(&rules.start_variation, [("max_hours", spread)]));
    all.push(entry(&rules.protected, []));
    all.extend(people(rules));
    all.push(entry(&rules.preferences, []));
    all
}

fn days(rules: &Rules) -> [Entry<'_>; 5] {
    let count = |key, n| [(key, Parameter::Count(n))];
    [
        entry(&rules.consecutive_days_max, count("max_days", rules.consecutive_days_max.law.max)),
        entry(&rules.consecutive_days_min, count("min_days", rules.consecutive_days_min.law.min)),
        entry(
            &rules.consecutive_days_off_min,
            count("min_days", rules.consecutive_days_off_min.law.min),
        ),
        entry(&rules.weekends_off, count("worked_max", rules.weekends_off.law.worked_max)),
        entry(&rules.nights_in_a_row, count("max_nights", rules.nights_in_a_row.law.max)),
    ]
}

fn people(rules: &Rules) -> [Entry<'_>; 3] {
    use Parameter::{Clock, Count, Floors};
    let fair = rules.fairness.law;
    [
        entry(&rules.minimum_staffing, [("floors", Floors(&rules.minimum_staffing.law.floors))]),
        entry(&rules.seat_cap, [("seats", Count(rules.seat_cap.law.seats.0))]),
        entry(
            &rules.fairness,
            [
                ("nights_max", Count(fair.nights_max)),
                ("weekend_days_max", Count(fair.weekend_days_max)),
                ("late_max", Count(fair.late_max)),
                ("late_after", Clock(fair.late_after)),
            ],
        ),
    ]
}

fn entry<'a, L: Law, const N: usize>(
    rule: &Rule<L>,
    parameters: [(&'static str, Parameter<'a>); N],
) -> Entry<'a> {
    Entry { name: L::NAME, strength: rule.strength, parameters: parameters.into() }
}
