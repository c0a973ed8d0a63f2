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
    /// What most centres agree on, with no country's law: contracts, skills, leave and opening
    /// hours hold; eleven hours of rest, a rest day a week, at most six days in a row and twelve
    /// paid hours a day. Nights, overtime and fairness are not looked at; wishes have a price.
    ///
    /// A law that is off carries usual parameters: switching it on is a change of strength.
    #[must_use]
    pub fn plain() -> Self {
        let night = ClockWindow { from: ClockTime(22 * 60), to: ClockTime(30 * 60) };
        let common = Self::common(night);
        Self {
            breaks: Rule::hard(Breaks { longest_stretch: None }),
            daily_hours: Rule::hard(DailyHours { max: Minutes::hours(12) }),
            overtime_per_day: Rule::off(common.overtime_per_day.law),
            overtime_per_month: Rule::off(common.overtime_per_month.law),
            nights_in_a_row: Rule::off(common.nights_in_a_row.law),
            start_variation: Rule::off(common.start_variation.law),
            fairness: Rule::off(common.fairness.law),
            ..common
        }
    }

    /// Mainland China, standard working hours.
    ///
    /// | law | parameter | fact |
    /// |---|---|---|
    /// | `daily_hours` | 8 h and 3 h of overtime | LL-36, LL-41b |
    /// | `weekly_rest` | one day, placed as the work needs | LL-38, SC-7 |
    /// | `consecutive_days_max` | 6 | follows from LL-38; HOL-7 around holidays |
    /// | `overtime_per_day` | 3 h for special reasons; the rule is 1 h (LL-41a) | LL-41b |
    /// | `overtime_per_month` | 36 h | LL-41c |
    /// | `protected` | no nights, no overtime | W-6, W-9 |
    /// | `period_hours` | off; 166 h, about 20.83 days of 8 h, for a comprehensive month | COMP-5 |
    ///
    /// The facts are articles of the Labour Law (LL), the State Council's rules on working hours
    /// (SC) and on holidays (HOL), the rules on comprehensive hours (COMP) and the special rules on
    /// the protection of women at work (W). Weekly hours (40 h: SC-3; 44 h on average: LL-36b) and
    /// pay of 150, 200 and 300 per cent (LL-44a to LL-44c, WP-13) belong to the contract, whose
    /// tiers say where overtime begins.
    ///
    /// Practice, not statute: 11 hours of daily rest, five hours without a break, a night from
    /// 00:00 to 06:00, three nights in a row; wishes, fairness and similar start times priced in
    /// fen.
    #[must_use]
    pub fn china() -> Self {
        Self::common(ClockWindow { from: ClockTime(0), to: ClockTime(6 * 60) })
    }

    /// The European Union's working time directive (2003/88/EC).
    ///
    /// | law | parameter | article |
    /// |---|---|---|
    /// | `daily_rest` | 11 h | 3 |
    /// | `breaks` | a rest after at most 6 h | 4 |
    /// | `weekly_rest` | one day | 5 |
    /// | `period_hours` | off; 17 weeks of 48 h on average | 6, 16 |
    ///
    /// The 48-hour week is an average: state it as `week_paid_max` of the contracts or as
    /// `period_hours`. A rest day is a date on which no shift starts; after a night shift it begins
    /// in the morning, so a centre with nights asks for the 35 hours of article 5 by
    /// `rest_after_nights`.
    ///
    /// Practice, not statute: at most 10 hours a day, six working days and three nights in a row, a
    /// night from 23:00 to 06:00; wishes, fairness and similar start times priced in cents.
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
            seat_cap: Rule::off(SeatCap { seats: Agents(100) }),
            fairness: Rule::soft(Money(2000), fairness),
            preferences: Rule::soft(Money(3000), Preferences),
        }
    }
}
