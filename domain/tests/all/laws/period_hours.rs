use crate::world::{World, hours, weeks};
use domain::Minutes;
use domain::laws::PeriodHours;

const FIVE: [&str; 5] = ["Mon", "Tue", "Wed", "Thu", "Fri"];
const MONTH: PeriodHours = PeriodHours { max: hours(166) };

/// Forty hours after `before` of the month are worked.
fn forty_hours_after(before: Minutes) -> World {
    weeks(1, "2025-11-24").agent_who("Li Wei", |a| a.period_to_date = before).shifts(
        "Li Wei",
        &FIVE,
        "09:00-17:00",
    )
}

#[test]
fn the_period_counts_what_was_worked_before() {
    forty_hours_after(hours(126)).against(MONTH).is_kept();
    forty_hours_after(hours(126) + Minutes(1)).against(MONTH).is_broken_by(1.0);
    forty_hours_after(hours(130))
        .against(MONTH)
        .is_broken_by(4.0)
        .says("Li Wei is paid 40 h after 130 h before in the period; the limit is 166 h");
}

#[test]
fn a_period_used_up_before_the_horizon_can_only_be_kept_by_staying_at_home() {
    forty_hours_after(hours(170)).against(MONTH).is_broken_by(40.0);
    let off = weeks(1, "2025-11-24").agent_who("Li Wei", |a| a.period_to_date = hours(170));
    off.against(MONTH).is_kept();
}

#[test]
fn the_whole_horizon_belongs_to_one_period() {
    let second = ["Mon+1", "Tue+1", "Wed+1", "Thu+1", "Fri+1"];
    let two_weeks = weeks(2, "2025-11-24").shifts("Li Wei", &FIVE, "09:00-17:00").shifts(
        "Li Wei",
        &second,
        "09:00-17:00",
    );
    two_weeks.against(PeriodHours { max: hours(80) }).is_kept();
    two_weeks.against(PeriodHours { max: hours(79) }).is_broken_by(1.0);
}
