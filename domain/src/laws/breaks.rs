//! Meals and breaks: those of the shift's template, in their windows, and no overlong stretch.
//!
//! ```text
//! Formula   the rests of the shift are, in order, the template's breaks: same kind, length and
//!           pay, begin within [earliest, latest] after the shift's start (both included); and no
//!           stretch between two rests (or an end of the shift) lasts longer than `longest_stretch`
//! Set       every shift of the roster
//! Unit      break missing, extra or misplaced; stretch too long
//! ```
//!
//! Faults of a shift are counted against the template of its start and length that it fits best:
//! `max(|rests|, |breaks|) −` the most rests that match breaks in order. A shift without such a
//! template is `contract_templates`' affair. Two rests of the same sort that touch are one.

use super::contract_templates::Templates;
use super::{Breach, Case, Duty, Law, Person, say};
use crate::contract::{BreakKind, BreakRule};
use crate::moment::Span;
use crate::shift::{Activity, Shift};
use crate::units::Minutes;
use chrono_tz::Tz;

/// Breaks lie where the template allows them, and nobody works too long without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breaks {
    /// The longest time at work between two rests, where limited.
    pub longest_stretch: Option<Minutes>,
}

impl Law for Breaks {
    const NAME: &'static str = "breaks";
    const UNIT: &'static str = "break";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let (templates, zone) = (Templates::of(case), case.centre().zone);
        let mut all = Vec::new();
        for person in case.people() {
            for duty in &person.duties {
                let rests = rests(duty.shift);
                all.extend(misplaced(person, duty, &rests, &templates, zone));
                all.extend(self.overlong(person, duty, &rests, zone));
            }
        }
        all
    }
}

impl Breaks {
    fn overlong(
        &self,
        person: &Person<'_>,
        duty: &Duty<'_>,
        rests: &[Rest],
        zone: Tz,
    ) -> Vec<Breach> {
        let Some(longest) = self.longest_stretch else { return Vec::new() };
        let begins = std::iter::once(duty.span.start).chain(rests.iter().map(|r| r.span.end));
        let ends = rests.iter().map(|r| r.span.start).chain([duty.span.end]);
        let stretches = begins.zip(ends).map(|(from, to)| Span::new(from, to));
        let breach = |span: Span| {
            let (name, length) = (&person.agent.name, say::length(span.length()));
            let (span_text, most) = (say::span(span, zone), say::length(longest));
            let what =
                format!("{name} works {length} without a break, {span_text}; the limit is {most}");
            Breach::by(person, span, 1.0, what)
        };
        stretches.filter(|s| s.length() > longest).map(breach).collect()
    }
}

/// A rest as it was taken.
struct Rest {
    span: Span,
    kind: BreakKind,
    paid: bool,
}

/// The rests of a shift in order, those of one sort that touch put together.
fn rests(shift: &Shift) -> Vec<Rest> {
    let mut all: Vec<Rest> = Vec::new();
    for stretch in &shift.stretches {
        let (kind, paid) = match stretch.activity {
            Activity::Meal { paid } => (BreakKind::Meal, paid),
            Activity::Break { paid } => (BreakKind::Rest, paid),
            _ => continue,
        };
        match all.last_mut() {
            Some(r) if r.span.end == stretch.span.start && (r.kind, r.paid) == (kind, paid) => {
                r.span.end = stretch.span.end;
            }
            _ => all.push(Rest { span: stretch.span, kind, paid }),
        }
    }
    all
}

fn misplaced<'a>(
    person: &Person<'a>,
    duty: &Duty<'a>,
    rests: &[Rest],
    templates: &Templates<'a>,
    zone: Tz,
) -> Option<Breach> {
    let fits = templates.fitting(person, duty).map(|t| (faults(rests, &t.breaks, duty), t));
    let (faults, template) = fits.min_by_key(|(faults, _)| *faults)?;
    (faults > 0).then(|| {
        let (name, id) = (&person.agent.name, &template.id);
        let shift = say::span(duty.span, zone);
        let number = say::count(faults as u32, "break");
        let what = format!(
            "{name}'s shift {shift} has {number} missing, extra or outside the windows of `{id}`"
        );
        Breach::by(person, duty.span, faults as f64, what)
    })
}

/// `max(|rests|, |rules|) −` the most rests that match rules in order (longest common subsequence).
fn faults(rests: &[Rest], rules: &[BreakRule], duty: &Duty<'_>) -> usize {
    let mut best = vec![0; rules.len() + 1];
    for rest in rests {
        let mut diagonal = 0;
        for (r, rule) in rules.iter().enumerate() {
            let above = best[r + 1];
            let matched = diagonal + usize::from(matches(rest, rule, duty));
            best[r + 1] = above.max(best[r]).max(matched);
            diagonal = above;
        }
    }
    rests.len().max(rules.len()) - best[rules.len()]
}

fn matches(rest: &Rest, rule: &BreakRule, duty: &Duty<'_>) -> bool {
    let after = rest.span.start - duty.span.start;
    rest.kind == rule.kind
        && rest.paid == rule.paid
        && rest.span.length() == rule.length
        && (rule.earliest..=rule.latest).contains(&after)
}
