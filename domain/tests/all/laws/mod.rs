//! One file per law: kept, broken, the boundary minute, midnight, Sunday, and the week before.

mod availability;
mod breaks;
mod consecutive_days;
mod consecutive_days_off;
mod contract_templates;
mod daily_hours;
mod daily_rest;
mod fairness;
mod locked_shifts;
mod minimum_staffing;
mod nights;
mod one_shift_a_day;
mod opening_hours;
mod overtime;
mod period_hours;
mod preferences;
mod protected;
mod seat_cap;
mod skills;
mod start_variation;
mod weekends_off;
mod weekly_hours;
mod weekly_rest;
mod working_days;
