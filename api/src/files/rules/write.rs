//! Writes `rules.toml`: every law in full, so that the file means the same under any profile.

use crate::files::document::toml_text;
use crate::files::number::{hours_text, money_text};
use domain::laws::{Law, Rule, Strength};
use domain::{Minutes, Rules};
use std::fmt::Write;

/// The file of `rules`.
pub(crate) fn write(rules: &Rules) -> String {
    let mut t = format!("profile = \"plain\"\nnight = \"{}\"\n", rules.night);
    let longest = rules.breaks.law.longest_stretch.map_or("\"unlimited\"".into(), hours_text);
    line(&mut t, &rules.one_shift_a_day, "");
    line(&mut t, &rules.contract_templates, "");
    line(&mut t, &rules.breaks, &format!("longest_stretch_hours = {longest}"));
    line(&mut t, &rules.availability, "");
    line(&mut t, &rules.locked_shifts, "");
    line(&mut t, &rules.skills, "");
    line(&mut t, &rules.opening_hours, "");
    line(&mut t, &rules.daily_rest, &hours("rest_hours", rules.daily_rest.law.rest));
    line(&mut t, &rules.daily_hours, &hours("max_hours", rules.daily_hours.law.max));
    line(&mut t, &rules.weekly_rest, &format!("days = {}", rules.weekly_rest.law.days));
    line(&mut t, &rules.weekly_hours, "");
    line(&mut t, &rules.working_days, "");
    line(&mut t, &rules.period_hours, &hours("max_hours", rules.period_hours.law.max));
    line(&mut t, &rules.overtime_per_day, &hours("max_hours", rules.overtime_per_day.law.max));
    line(&mut t, &rules.overtime_per_month, &hours("max_hours", rules.overtime_per_month.law.max));
    days(&mut t, rules);
    line(&mut t, &rules.rest_after_nights, &hours("rest_hours", rules.rest_after_nights.law.rest));
    line(&mut t, &rules.start_variation, &hours("max_hours", rules.start_variation.law.max));
    line(&mut t, &rules.protected, "");
    people(&mut t, rules);
    line(&mut t, &rules.preferences, "");
    t
}

fn days(t: &mut String, rules: &Rules) {
    let max = rules.consecutive_days_max.law.max;
    line(t, &rules.consecutive_days_max, &format!("max_days = {max}"));
    let min = rules.consecutive_days_min.law.min;
    line(t, &rules.consecutive_days_min, &format!("min_days = {min}"));
    let min = rules.consecutive_days_off_min.law.min;
    line(t, &rules.consecutive_days_off_min, &format!("min_days = {min}"));
    let max = rules.weekends_off.law.worked_max;
    line(t, &rules.weekends_off, &format!("worked_max = {max}"));
    let max = rules.nights_in_a_row.law.max;
    line(t, &rules.nights_in_a_row, &format!("max_nights = {max}"));
}

fn people(t: &mut String, rules: &Rules) {
    let floors = &rules.minimum_staffing.law.floors;
    let floors: Vec<String> = floors
        .iter()
        .map(|(queue, n)| format!("{} = {}", toml_text(queue.as_str()), n.0))
        .collect();
    line(t, &rules.minimum_staffing, &format!("floors = {{ {} }}", floors.join(", ")));
    line(t, &rules.seat_cap, &format!("seats = {}", rules.seat_cap.law.seats.0));
    let fair = rules.fairness.law;
    let caps = format!(
        "nights_max = {}, weekend_days_max = {}, late_max = {}, late_after = \"{}\"",
        fair.nights_max, fair.weekend_days_max, fair.late_max, fair.late_after
    );
    line(t, &rules.fairness, &caps);
}

fn hours(key: &str, value: Minutes) -> String {
    format!("{key} = {}", hours_text(value))
}

/// One law with its strength and parameters, under the name the law gives itself.
fn line<L: Law>(t: &mut String, rule: &Rule<L>, parameters: &str) {
    let strength = match rule.strength {
        Strength::Hard => "strength = \"hard\"".into(),
        Strength::Off => "strength = \"off\"".into(),
        Strength::Soft(price) => format!("strength = \"soft\", price = {}", money_text(price)),
    };
    let comma = if parameters.is_empty() { "" } else { ", " };
    let _ = writeln!(t, "{} = {{ {strength}{comma}{parameters} }}", L::NAME);
}
