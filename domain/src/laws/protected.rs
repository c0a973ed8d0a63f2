//! Protected people: those marked `protected` work no night shift and no overtime.
//!
//! ```text
//! Formula   no night shift; daily(a, d) = 0 ∀ date d; weekly(a, w) = 0 ∀ week w   ∀ protected a
//! Unit      night shift; hour of overtime, begun per date and per week
//! Source    mainland China: from the seventh month of pregnancy (W-6), nursing a baby (W-9)
//! ```
//!
//! Night shifts as in [`super::NightsInARow`], overtime as in [`super::OvertimePerDay`].

use super::{Breach, Case, Law, Person, hours_begun, say};
use crate::moment::Span;
use crate::pay::overtime;
use crate::units::Minutes;

/// No nights and no overtime for protected people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protected;

impl Law for Protected {
    const NAME: &'static str = "protected";
    const UNIT: &'static str = "night or hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people().iter().filter(|p| p.agent.protected) {
            let mut own = nights(person, case);
            own.extend(long_days(person));
            own.extend(long_weeks(person, case));
            own.sort_by_key(|b| b.span);
            all.append(&mut own);
        }
        all
    }
}

fn nights(person: &Person<'_>, case: &Case<'_>) -> Vec<Breach> {
    let nights = person.duties.iter().filter(|d| d.is_night);
    let breach = |span: Span| {
        let shift = say::span(span, case.centre().zone);
        let what = format!("{} works at night, {shift}, but is protected", person.agent.name);
        Breach::by(person, span, 1.0, what)
    };
    nights.map(|d| breach(d.span)).collect()
}

fn long_days(person: &Person<'_>) -> Vec<Breach> {
    let tiers = person.contract.map_or([].as_slice(), |c| c.daily_overtime.as_slice());
    let mut all = Vec::new();
    for day in person.working_days() {
        let over = overtime(day.paid(), tiers);
        if over > Minutes::ZERO {
            let (length, date) = (say::length(over), say::date(day.date()));
            let name = &person.agent.name;
            let what = format!("{name} works {length} overtime on {date} but is protected");
            all.push(Breach::by(person, day.span(), hours_begun(over), what));
        }
    }
    all
}

fn long_weeks(person: &Person<'_>, case: &Case<'_>) -> Vec<Breach> {
    let Some(contract) = person.contract else { return Vec::new() };
    let mut all = Vec::new();
    for week in &case.weeks() {
        let (_, over) = person.overtime(contract, week);
        if over > Minutes::ZERO {
            let (length, week_name) = (say::length(over), case.week_name(week));
            let name = &person.agent.name;
            let what =
                format!("{name} works {length} weekly overtime in {week_name} but is protected");
            all.push(Breach::by(person, case.span_of(week), hours_begun(over), what));
        }
    }
    all
}
