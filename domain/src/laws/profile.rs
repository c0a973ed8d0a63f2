//! Ready sets of laws to start a centre from; `rules.toml` changes them law by law.
//!
//! A profile states what the statute says and, where it is silent, common practice; it is a start
//! for the people who know the centre's contracts, and no legal advice.

use super::{
    AvailabilityAndLeave, Breaks, ConsecutiveDaysMax, ConsecutiveDaysMin, ConsecutiveDaysOffMin,
    ContractTemplates, DailyHours, DailyRest, Fairness, LockedShifts, MinimumStaffing,
    NightsInARow, OneShiftADay, OvertimePerDay, OvertimePerMonth, PeriodHours, Preferences,
    Protected, RestAfterNights, Rule, Rules, SeatCap, Skills, StartVariation, WeekendsOff,
    WeeklyHours, WeeklyRest, WithinOpeningHours, WorkingDays,
};
use crate::moment::{ClockTime, ClockWindow};
use crate::units::{Agents, Minutes, Money};

impl Rules {
    /// Mainland China, standard working hours.
    ///
    /// Statute: one rest day a week (Labour Law art. 38), overtime at most 3 hours a day and
    /// 36 hours a month (art. 41), no overtime or nights for protected people (Special Rules on
    /// Labour Protection of Female Employees, arts. 6 and 9). Practice: 11 hours of daily rest, at
    /// most six working days in a row, five hours without a break, three nights in a row. Wishes,
    /// fairness and similar start times are priced in fen.
    #[must_use]
    pub fn china() -> Self {
        let night = ClockWindow { from: ClockTime(0), to: ClockTime(6 * 60) };
        Self {
            overtime_per_day: Rule::hard(OvertimePerDay { max: Minutes::hours(3) }),
            overtime_per_month: Rule::hard(OvertimePerMonth { max: Minutes::hours(36) }),
            daily_hours: Rule::hard(DailyHours { max: Minutes::hours(11) }),
            period_hours: Rule::off(PeriodHours { max: Minutes::hours(166) }),
            ..Self::common(night)
        }
    }

    /// The European Union's working time directive (2003/88/EC).
    ///
    /// Statute: 11 hours of daily rest (art. 3), a break after six hours (art. 4), one rest day a
    /// week (art. 5). The 48-hour week (art. 6) is an average: state it in the contracts or as
    /// `period_hours`. Practice: at most 10 hours a day, six working days and three nights in a
    /// row. Wishes, fairness and similar start times are priced in cents.
    #[must_use]
    pub fn eu() -> Self {
        let night = ClockWindow { from: ClockTime(23 * 60), to: ClockTime(30 * 60) };
        Self {
            breaks: Rule::hard(Breaks { longest_stretch: Some(Minutes::hours(6)) }),
            daily_hours: Rule::hard(DailyHours { max: Minutes::hours(10) }),
            overtime_per_day: Rule::off(OvertimePerDay { max: Minutes::hours(2) }),
            overtime_per_month: Rule::off(OvertimePerMonth { max: Minutes::hours(32) }),
            period_hours: Rule::off(PeriodHours { max: Minutes::hours(17 * 48) }),
            ..Self::common(night)
        }
    }

    fn common(night: ClockWindow) -> Self {
        let fairness = Fairness {
            nights_max: 3,
            weekend_days_max: 2,
            late_max: 4,
            late_after: ClockTime(22 * 60),
        };
        Self {
            night,
            one_shift_a_day: Rule::hard(OneShiftADay),
            contract_templates: Rule::hard(ContractTemplates),
            breaks: Rule::hard(Breaks { longest_stretch: Some(Minutes::hours(5)) }),
            availability: Rule::hard(AvailabilityAndLeave),
            locked_shifts: Rule::hard(LockedShifts),
            skills: Rule::hard(Skills),
            opening_hours: Rule::hard(WithinOpeningHours),
            daily_rest: Rule::hard(DailyRest { rest: Minutes::hours(11) }),
            daily_hours: Rule::hard(DailyHours { max: Minutes::hours(11) }),
            weekly_rest: Rule::hard(WeeklyRest { days: 1 }),
            weekly_hours: Rule::hard(WeeklyHours),
            working_days: Rule::hard(WorkingDays),
            period_hours: Rule::off(PeriodHours { max: Minutes::hours(166) }),
            overtime_per_day: Rule::hard(OvertimePerDay { max: Minutes::hours(3) }),
            overtime_per_month: Rule::hard(OvertimePerMonth { max: Minutes::hours(36) }),
            consecutive_days_max: Rule::hard(ConsecutiveDaysMax { max: 6 }),
            consecutive_days_min: Rule::off(ConsecutiveDaysMin { min: 2 }),
            consecutive_days_off_min: Rule::off(ConsecutiveDaysOffMin { min: 2 }),
            weekends_off: Rule::off(WeekendsOff { worked_max: 3 }),
            nights_in_a_row: Rule::hard(NightsInARow { max: 3 }),
            rest_after_nights: Rule::off(RestAfterNights { rest: Minutes::hours(24) }),
            start_variation: Rule::soft(Money(500), StartVariation { max: Minutes::hours(4) }),
            protected: Rule::hard(Protected),
            minimum_staffing: Rule::off(MinimumStaffing { floors: Vec::new() }),
            seat_cap: Rule::off(SeatCap { seats: Agents(u32::MAX) }),
            fairness: Rule::soft(Money(2000), fairness),
            preferences: Rule::soft(Money(3000), Preferences),
        }
    }
}
