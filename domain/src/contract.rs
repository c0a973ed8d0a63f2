//! Contracts and the shapes of shifts they allow.

use crate::ids::{ContractId, TemplateId};
use crate::moment::{ClockTime, ClockWindow};
use crate::units::{Minutes, Money};

/// A kind of employment: how much and how long one works, and what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// Its id.
    pub id: ContractId,
    /// How people call it.
    pub name: String,
    /// Least paid time per week (law `weekly_hours`).
    pub week_paid_min: Minutes,
    /// Most paid time per week, overtime included (law `weekly_hours`).
    pub week_paid_max: Minutes,
    /// Fewest working days per week (law `working_days`).
    pub week_days_min: u32,
    /// Most working days per week (law `working_days`).
    pub week_days_max: u32,
    /// Shift shapes it allows (law `contract_templates`).
    pub templates: Vec<TemplateId>,
    /// Pay per hour.
    pub wage: Money,
    /// Paid time per week that is owed even if not rostered.
    pub guaranteed: Minutes,
    /// Surcharges on paid time within one day, by rising threshold.
    pub daily_overtime: Vec<OvertimeTier>,
    /// Surcharges on paid time within one week, by rising threshold, not counting minutes that are
    /// daily overtime already.
    pub weekly_overtime: Vec<OvertimeTier>,
    /// Surcharge on paid time inside a nightly window.
    pub night: Option<NightPremium>,
    /// Pay multiplier on statutory holidays (3 in mainland China); 1 for none.
    pub holiday_multiplier: f64,
}

/// Paid time above a threshold is paid at a multiple of the wage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OvertimeTier {
    /// Paid time above this counts here, up to the next tier's threshold.
    pub above: Minutes,
    /// What such time is paid, as a multiple of the wage (1.5 for time and a half).
    pub multiplier: f64,
}

/// Extra pay for hours at night.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NightPremium {
    /// The nightly window.
    pub window: ClockWindow,
    /// Paid time inside it earns this share of the wage on top (0.3 for thirty per cent).
    pub extra: f64,
}

/// The shape of a shift: when it may start, how long it lasts, where its breaks may lie.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftTemplate {
    /// Its id.
    pub id: TemplateId,
    /// The clock times at which it may start.
    pub starts: StartTimes,
    /// From arrival to departure, breaks included.
    pub length: Minutes,
    /// Its breaks in the order they are taken.
    pub breaks: Vec<BreakRule>,
}

/// Clock times at which a shift may start: every `step` from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartTimes {
    /// The first.
    pub from: ClockTime,
    /// The last.
    pub to: ClockTime,
    /// The distance between two.
    pub step: Minutes,
}

/// One break of a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BreakRule {
    /// A meal or a short break.
    pub kind: BreakKind,
    /// How long it lasts.
    pub length: Minutes,
    /// Its earliest begin after the shift's start.
    pub earliest: Minutes,
    /// Its latest begin after the shift's start.
    pub latest: Minutes,
    /// Whether it is paid time.
    pub paid: bool,
}

/// The sort of a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BreakKind {
    /// A meal.
    Meal,
    /// A short rest.
    Rest,
}

impl ShiftTemplate {
    /// Paid time of a shift of this shape: its length without unpaid breaks.
    #[must_use]
    pub fn paid(&self) -> Minutes {
        let unpaid: Minutes = self.breaks.iter().filter(|b| !b.paid).map(|b| b.length).sum();
        self.length - unpaid
    }
}

impl StartTimes {
    /// Each allowed clock time in order.
    pub fn iter(&self) -> impl Iterator<Item = ClockTime> + use<> {
        let step = self.step.0.max(1) as usize;
        (self.from.0..=self.to.0).step_by(step).map(ClockTime)
    }
    /// Whether a shift may start at `clock`.
    #[must_use]
    pub fn contains(&self, clock: ClockTime) -> bool {
        let step = self.step.0.max(1);
        (self.from..=self.to).contains(&clock)
            && (clock.minutes() - self.from.minutes()).0 % step == 0
    }
}

/// What a contract asks of one agent in one week, leave taken off.
///
/// A day of leave counts as a working day of `week_paid_min / week_days_min` paid time: it lowers
/// the days and the paid time still to be worked, never below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekTerms {
    /// Least paid time to be rostered.
    pub paid_min: Minutes,
    /// Most paid time that may be rostered.
    pub paid_max: Minutes,
    /// Fewest working days.
    pub days_min: u32,
    /// Most working days.
    pub days_max: u32,
    /// Paid time that is owed even if not rostered.
    pub guaranteed: Minutes,
}

impl Contract {
    /// The terms of a week with `leave_days` dates wholly on leave.
    #[must_use]
    pub fn terms(&self, leave_days: u32) -> WeekTerms {
        let per_day = self.week_paid_min.0 / i64::from(self.week_days_min.max(1));
        let credit =
            |full: Minutes| (full - Minutes(per_day * i64::from(leave_days))).max(Minutes::ZERO);
        WeekTerms {
            paid_min: if leave_days >= self.week_days_min && leave_days > 0 {
                Minutes::ZERO
            } else {
                credit(self.week_paid_min)
            },
            paid_max: credit(self.week_paid_max),
            days_min: self.week_days_min.saturating_sub(leave_days),
            days_max: self.week_days_max.saturating_sub(leave_days),
            guaranteed: credit(self.guaranteed),
        }
    }
}
