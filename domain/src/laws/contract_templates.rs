//! Contract shift templates: a shift has the start and length of a template its contract allows.
//!
//! ```text
//! Formula   ∃ template p of the contract: clock(start) ∈ starts(p) and length = length(p)
//! Set       every shift of the roster
//! Unit      shift
//! ```
//!
//! Lengths are elapsed time: an eight-hour shift through the night of a clock change still lasts
//! eight hours. A shift of a person or contract the centre does not know, one dated otherwise than
//! by the day it starts on or outside the horizon, and one with gaps or overlaps inside, fits no
//! template. Two shifts of one person at once are `daily_rest`'s affair.

use super::{Breach, Case, Duty, Law, Person, say};
use crate::contract::ShiftTemplate;
use crate::ids::TemplateId;
use crate::moment::ClockTime;
use crate::shift::Shift;
use chrono_tz::Tz;
use std::collections::HashMap;

/// Every shift fits a template of its agent's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractTemplates;

impl Law for ContractTemplates {
    const NAME: &'static str = "contract_templates";
    const UNIT: &'static str = "shift";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let templates = Templates::of(case);
        let mut all = Vec::new();
        for person in case.people() {
            for duty in &person.duties {
                if let Some(why) = misfit(person, duty, &templates, case) {
                    all.push(Breach::by(person, duty.span, 1.0, why));
                }
            }
        }
        all.extend(case.strangers().iter().map(|shift| stranger(shift, case.centre().zone)));
        all
    }
}

/// The centre's templates by id.
pub(super) struct Templates<'a> {
    by_id: HashMap<&'a TemplateId, &'a ShiftTemplate>,
    zone: Tz,
}

impl<'a> Templates<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let centre = case.centre();
        Self { by_id: centre.templates.iter().map(|t| (&t.id, t)).collect(), zone: centre.zone }
    }

    /// The templates of the person's contract with the shift's start and length.
    pub(super) fn fitting(
        &self,
        person: &Person<'a>,
        duty: &Duty<'a>,
    ) -> impl Iterator<Item = &'a ShiftTemplate> {
        let start = ClockTime::of(duty.span.start.local(self.zone));
        let allowed = person.contract.map_or([].as_slice(), |c| c.templates.as_slice());
        let templates = allowed.iter().filter_map(|id| self.by_id.get(id).copied());
        let length = duty.span.length();
        templates.filter(move |t| t.length == length && t.starts.contains(start))
    }
}

fn misfit<'a>(
    person: &Person<'a>,
    duty: &Duty<'a>,
    templates: &Templates<'a>,
    case: &Case<'a>,
) -> Option<String> {
    let (name, zone) = (&person.agent.name, case.centre().zone);
    let shift = || say::span(duty.span, zone);
    if case.grid().day_of_date(duty.shift.date).is_none() {
        return Some(format!("{name}'s shift {} is dated outside the horizon", shift()));
    }
    if duty.shift.date != duty.span.start.date(zone) {
        let date = say::date(duty.shift.date);
        return Some(format!("{name}'s shift {} is dated {date}, not by its start", shift()));
    }
    if duty.shift.stretches.windows(2).any(|s| s[0].span.end != s[1].span.start) {
        return Some(format!("{name}'s shift {} has a gap or an overlap inside", shift()));
    }
    let Some(contract) = person.contract else {
        let id = &person.agent.contract;
        return Some(format!("{name}'s shift {} has no contract: `{id}` is unknown", shift()));
    };
    templates.fitting(person, duty).next().is_none().then(|| {
        let (shift, length) = (shift(), say::length(duty.span.length()));
        let id = &contract.id;
        format!("{name}'s shift {shift} of {length} fits no template of contract `{id}`")
    })
}

fn stranger(shift: &Shift, zone: Tz) -> Breach {
    let (span, id) = (shift.span(), &shift.agent);
    let what = format!("the centre knows no agent `{id}` for the shift {}", say::span(span, zone));
    Breach { agent: Some(id.clone()), span, amount: 1.0, what }
}
