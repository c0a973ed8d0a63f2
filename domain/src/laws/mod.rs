//! The laws a roster must keep, one file each, and the strength a centre gives each of them.
//!
//! Every law is a plain struct with its parameters and one predicate, [`Law::breaches`], that looks
//! at a finished roster only. The optimiser states the same laws in its own way and never calls
//! these predicates: two authors, one law, and tests that hold them against each other.

mod availability;
mod breaks;
mod case;
mod consecutive_days;
mod consecutive_days_off;
mod contract_templates;
mod crowd;
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
mod profiles;
mod protected;
mod runs;
pub(crate) mod say;
mod seat_cap;
mod skills;
mod start_variation;
mod weekends_off;
mod weekly_hours;
mod weekly_rest;
mod work;
mod working_days;

pub use availability::AvailabilityAndLeave;
pub use breaks::Breaks;
pub use case::{Case, Duty, Person, WorkingDay};
pub use consecutive_days::{ConsecutiveDaysMax, ConsecutiveDaysMin};
pub use consecutive_days_off::ConsecutiveDaysOffMin;
pub use contract_templates::ContractTemplates;
pub use daily_hours::DailyHours;
pub use daily_rest::DailyRest;
pub use fairness::Fairness;
pub use locked_shifts::LockedShifts;
pub use minimum_staffing::MinimumStaffing;
pub use nights::{NightsInARow, RestAfterNights};
pub use one_shift_a_day::OneShiftADay;
pub use opening_hours::WithinOpeningHours;
pub use overtime::{OvertimePerDay, OvertimePerMonth};
pub use period_hours::PeriodHours;
pub use preferences::Preferences;
pub use protected::Protected;
pub use seat_cap::SeatCap;
pub use skills::Skills;
pub use start_variation::StartVariation;
pub use weekends_off::WeekendsOff;
pub use weekly_hours::WeeklyHours;
pub use weekly_rest::WeeklyRest;
pub use working_days::WorkingDays;

use crate::ids::AgentId;
use crate::moment::{ClockWindow, Span};
use crate::units::{Minutes, Money};

/// How much a law matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// A roster that breaks it is not lawful.
    Hard,
    /// A breach costs this much per unit of the law.
    Soft(Money),
    /// Not looked at.
    Off,
}

/// A law with its strength.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule<L> {
    /// How much it matters.
    pub strength: Strength,
    /// The law and its parameters.
    pub law: L,
}

impl<L> Rule<L> {
    /// A law no roster may break.
    pub const fn hard(law: L) -> Self {
        Self { strength: Strength::Hard, law }
    }
    /// A law whose breach costs `price` per unit.
    pub const fn soft(price: Money, law: L) -> Self {
        Self { strength: Strength::Soft(price), law }
    }
    /// A law that is not looked at.
    pub const fn off(law: L) -> Self {
        Self { strength: Strength::Off, law }
    }
}

/// One breach of one law.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    /// Whom it concerns, where it concerns one person.
    pub agent: Option<AgentId>,
    /// When.
    pub span: Span,
    /// How much, in the law's unit ([`Law::UNIT`]).
    pub amount: f64,
    /// What happened, in words a planner understands.
    pub what: String,
}

impl Breach {
    /// A breach by one person.
    fn by(person: &Person<'_>, span: Span, amount: f64, what: String) -> Self {
        Self { agent: Some(person.agent.id.clone()), span, amount, what }
    }
    /// A breach that concerns the centre and no single person.
    fn at(span: Span, amount: f64, what: String) -> Self {
        Self { agent: None, span, amount, what }
    }
}

/// Hours begun by a length of time, the unit of most laws about time.
fn hours_begun(length: Minutes) -> f64 {
    length.begun(Minutes::hours(1)) as f64
}

/// A law: a predicate on finished rosters.
pub trait Law {
    /// Its name in `rules.toml`, in every report, and in `docs/model.md`.
    const NAME: &'static str;
    /// The unit of [`Breach::amount`], to which a soft price refers: `hour`, `day`, `shift`, …
    const UNIT: &'static str;
    /// Every breach of this law in the case, in the order of the centre's agents, then by time.
    fn breaches(&self, case: &Case<'_>) -> Vec<Breach>;
}

/// Every law of a centre with its strength. The field order is the order of every report.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each law documents itself on its own type")]
pub struct Rules {
    /// What counts as a night: a shift with at least one paid hour inside is a night shift.
    pub night: ClockWindow,
    pub one_shift_a_day: Rule<OneShiftADay>,
    pub contract_templates: Rule<ContractTemplates>,
    pub breaks: Rule<Breaks>,
    pub availability: Rule<AvailabilityAndLeave>,
    pub locked_shifts: Rule<LockedShifts>,
    pub skills: Rule<Skills>,
    pub opening_hours: Rule<WithinOpeningHours>,
    pub daily_rest: Rule<DailyRest>,
    pub daily_hours: Rule<DailyHours>,
    pub weekly_rest: Rule<WeeklyRest>,
    pub weekly_hours: Rule<WeeklyHours>,
    pub working_days: Rule<WorkingDays>,
    pub period_hours: Rule<PeriodHours>,
    pub overtime_per_day: Rule<OvertimePerDay>,
    pub overtime_per_month: Rule<OvertimePerMonth>,
    pub consecutive_days_max: Rule<ConsecutiveDaysMax>,
    pub consecutive_days_min: Rule<ConsecutiveDaysMin>,
    pub consecutive_days_off_min: Rule<ConsecutiveDaysOffMin>,
    pub weekends_off: Rule<WeekendsOff>,
    pub nights_in_a_row: Rule<NightsInARow>,
    pub rest_after_nights: Rule<RestAfterNights>,
    pub start_variation: Rule<StartVariation>,
    pub protected: Rule<Protected>,
    pub minimum_staffing: Rule<MinimumStaffing>,
    pub seat_cap: Rule<SeatCap>,
    pub fairness: Rule<Fairness>,
    pub preferences: Rule<Preferences>,
}
