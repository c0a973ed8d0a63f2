//! The judge: every breach of every law, and the exact cost, of a finished roster.

use crate::centre::Centre;
use crate::coverage::{Coverage, Missing, missing};
use crate::laws::{Breach, Case, Law, Person, Rule, Strength};
use crate::pay::{Pay, week_pay};
use crate::promise::{Unkept, unkept};
use crate::requirement::Requirement;
use crate::roster::Roster;
use crate::shift::Shift;
use crate::units::Money;

/// What the judge found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Every breach of a law that is not off, in the order of the rules.
    pub violations: Vec<Violation>,
    /// Every slot in which people are missing.
    pub missing: Vec<Missing>,
    /// Every target per day or week that is not expected to hold.
    pub unkept: Vec<Unkept>,
    /// What the roster costs.
    pub cost: Cost,
}

/// A breach with the weight the centre gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The law's name.
    pub law: &'static str,
    /// The law's unit.
    pub unit: &'static str,
    /// What happened.
    pub breach: Breach,
    /// What it costs; `None` when the law is hard.
    pub price: Option<Money>,
}

/// What a roster costs. Pay is real money; the other two are prices a planner set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Wages and surcharges.
    pub pay: Pay,
    /// Prices of missing people, and of targets per day or week that do not hold.
    pub shortage: Money,
    /// Prices of broken soft laws.
    pub soft: Money,
}

impl Cost {
    /// What the optimiser minimises.
    #[must_use]
    pub fn total(&self) -> Money {
        self.pay.total() + self.shortage + self.soft
    }
}

impl Verdict {
    /// Whether every hard law is kept.
    #[must_use]
    pub fn is_lawful(&self) -> bool {
        self.hard().next().is_none()
    }
    /// Breaches of hard laws.
    pub fn hard(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|v| v.price.is_none())
    }
    /// Breaches of soft laws.
    pub fn soft(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|v| v.price.is_some())
    }
}

/// A roster that keeps every hard law; only the judge makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanRoster {
    roster: Roster,
    verdict: Verdict,
}

impl CleanRoster {
    /// The roster.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }
    /// What the judge found: soft breaches, missing people, cost.
    #[must_use]
    pub const fn verdict(&self) -> &Verdict {
        &self.verdict
    }
}

/// Judges a roster against every law and prices it. Missing people are counted over the grid of the
/// requirement; of `previous` only shifts that begin before the roster's horizon count.
#[must_use]
pub fn judge(
    centre: &Centre,
    requirement: &Requirement,
    roster: &Roster,
    previous: &[Shift],
) -> Verdict {
    let case = Case::new(centre, roster, previous);
    let violations = violations(&case);
    let coverage = Coverage::over(&requirement.grid, centre, roster, previous);
    let missing = missing(centre, requirement, &coverage);
    let unkept = unkept(centre, requirement, &coverage);
    let lacking: Money = missing.iter().map(|m| m.price).sum();
    let cost = Cost {
        pay: pay(&case),
        shortage: lacking + unkept.iter().map(|u| u.price).sum(),
        soft: violations.iter().filter_map(|v| v.price).sum(),
    };
    Verdict { violations, missing, unkept, cost }
}

/// Judges a roster and keeps it only if it is lawful.
///
/// # Errors
/// The verdict, with every breach of a hard law, when there is one.
pub fn certify(
    centre: &Centre,
    requirement: &Requirement,
    roster: Roster,
    previous: &[Shift],
) -> Result<CleanRoster, Box<Verdict>> {
    let verdict = judge(centre, requirement, &roster, previous);
    if verdict.is_lawful() { Ok(CleanRoster { roster, verdict }) } else { Err(Box::new(verdict)) }
}

/// Wages and surcharges of everyone over the horizon.
fn pay(case: &Case<'_>) -> Pay {
    let mut sum = Pay::default();
    for person in case.people() {
        sum += person_pay(case, person);
    }
    sum
}

/// Wages and surcharges of one person over the horizon, week by week.
#[must_use]
pub fn person_pay(case: &Case<'_>, person: &Person<'_>) -> Pay {
    let mut sum = Pay::default();
    let Some(contract) = person.contract else { return sum };
    for week in &case.weeks() {
        let shifts: Vec<&Shift> = person.in_days(week).map(|d| d.shift).collect();
        let guaranteed = case.terms(person, contract, week).guaranteed;
        sum += week_pay(&shifts, contract, case.centre(), guaranteed);
    }
    sum
}

fn violations(case: &Case<'_>) -> Vec<Violation> {
    let rules = &case.centre().rules;
    let mut all = Vec::new();
    look(&rules.one_shift_a_day, case, &mut all);
    look(&rules.contract_templates, case, &mut all);
    look(&rules.breaks, case, &mut all);
    look(&rules.availability, case, &mut all);
    look(&rules.locked_shifts, case, &mut all);
    look(&rules.skills, case, &mut all);
    look(&rules.opening_hours, case, &mut all);
    look(&rules.daily_rest, case, &mut all);
    look(&rules.daily_hours, case, &mut all);
    look(&rules.weekly_rest, case, &mut all);
    look(&rules.weekly_hours, case, &mut all);
    look(&rules.working_days, case, &mut all);
    look(&rules.period_hours, case, &mut all);
    look(&rules.overtime_per_day, case, &mut all);
    look(&rules.overtime_per_month, case, &mut all);
    look(&rules.consecutive_days_max, case, &mut all);
    look(&rules.consecutive_days_min, case, &mut all);
    look(&rules.consecutive_days_off_min, case, &mut all);
    look(&rules.weekends_off, case, &mut all);
    look(&rules.nights_in_a_row, case, &mut all);
    look(&rules.rest_after_nights, case, &mut all);
    look(&rules.start_variation, case, &mut all);
    look(&rules.protected, case, &mut all);
    look(&rules.minimum_staffing, case, &mut all);
    look(&rules.seat_cap, case, &mut all);
    look(&rules.fairness, case, &mut all);
    look(&rules.preferences, case, &mut all);
    all
}

fn look<L: Law>(rule: &Rule<L>, case: &Case<'_>, into: &mut Vec<Violation>) {
    let price_of = |breach: &Breach| match rule.strength {
        Strength::Hard | Strength::Off => None,
        Strength::Soft(price) => Some(Money((price.0 as f64 * breach.amount).round() as i64)),
    };
    if rule.strength == Strength::Off {
        return;
    }
    for breach in rule.law.breaches(case) {
        let price = price_of(&breach);
        into.push(Violation { law: L::NAME, unit: L::UNIT, breach, price });
    }
}
