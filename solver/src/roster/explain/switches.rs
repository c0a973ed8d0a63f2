//! Laws by name, and how to switch them.

use domain::laws::{Rules, Strength};

/// A law's name and where its strength is.
pub(super) type Switch = (&'static str, fn(&mut Rules) -> &mut Strength);

/// The laws that can bar single people from every tour.
pub(super) const OF_PEOPLE: [Switch; 21] = [
    ("availability", |r| &mut r.availability.strength),
    ("locked_shifts", |r| &mut r.locked_shifts.strength),
    ("breaks", |r| &mut r.breaks.strength),
    ("daily_rest", |r| &mut r.daily_rest.strength),
    ("daily_hours", |r| &mut r.daily_hours.strength),
    ("weekly_rest", |r| &mut r.weekly_rest.strength),
    ("weekly_hours", |r| &mut r.weekly_hours.strength),
    ("working_days", |r| &mut r.working_days.strength),
    ("period_hours", |r| &mut r.period_hours.strength),
    ("overtime_per_day", |r| &mut r.overtime_per_day.strength),
    ("overtime_per_month", |r| &mut r.overtime_per_month.strength),
    ("consecutive_days_max", |r| &mut r.consecutive_days_max.strength),
    ("consecutive_days_min", |r| &mut r.consecutive_days_min.strength),
    ("consecutive_days_off_min", |r| &mut r.consecutive_days_off_min.strength),
    ("weekends_off", |r| &mut r.weekends_off.strength),
    ("nights_in_a_row", |r| &mut r.nights_in_a_row.strength),
    ("rest_after_nights", |r| &mut r.rest_after_nights.strength),
    ("start_variation", |r| &mut r.start_variation.strength),
    ("protected", |r| &mut r.protected.strength),
    ("fairness", |r| &mut r.fairness.strength),
    ("preferences", |r| &mut r.preferences.strength),
];

/// The laws about everybody together.
pub(super) const OF_ALL: [Switch; 3] = [
    ("minimum_staffing", |r| &mut r.minimum_staffing.strength),
    ("seat_cap", |r| &mut r.seat_cap.strength),
    ("opening_hours", |r| &mut r.opening_hours.strength),
];

/// Every law that the engine can do without.
pub(super) fn all() -> impl Iterator<Item = Switch> {
    OF_PEOPLE.into_iter().chain(OF_ALL)
}
