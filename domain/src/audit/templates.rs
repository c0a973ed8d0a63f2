//! Shift templates: a day's start, and breaks that fit.

use super::{Finding, Place};
use crate::centre::Centre;
use crate::contract::{BreakRule, ShiftTemplate};
use crate::laws::{Strength, say};
use crate::units::Minutes;
use std::collections::BTreeSet;

pub(super) fn look(centre: &Centre) -> Vec<Finding> {
    let breaks = &centre.rules.breaks;
    let longest = breaks.law.longest_stretch.filter(|_| breaks.strength == Strength::Hard);
    let mut all = Vec::new();
    for template in &centre.templates {
        let (id, place) = (&template.id, || Place::Template(template.id.clone()));
        let starts = template.starts;
        if starts.from > starts.to || starts.to.minutes() >= Minutes::hours(24) {
            let message = format!(
                "template `{id}` starts from {} to {}, not within a day",
                starts.from, starts.to
            );
            let cure = "let it start between 00:00 and 23:59, the first time before the last";
            all.push(Finding::error("E1105", place(), message, cure));
        }
        if template.length <= Minutes::ZERO || template.paid() <= Minutes::ZERO {
            let message = format!("template `{id}` has no paid time");
            all.push(Finding::error("E1105", place(), message, "make it longer than its breaks"));
            continue;
        }
        if !can_hold(template, &template.breaks, centre.interval, None) {
            let message = format!("the breaks of template `{id}` do not fit into it");
            let cure = "widen their windows, shorten them or lengthen the shift";
            all.push(Finding::error("E1112", place(), message, cure));
        } else if let Some(most) = longest
            .filter(|most| !can_hold(template, &template.breaks, centre.interval, Some(*most)))
        {
            let message = format!(
                "the breaks of template `{id}` leave a stretch of more than {} wherever they lie",
                say::length(most)
            );
            let cure = "add a break, move the windows or allow a longer stretch";
            all.push(Finding::error("E1112", place(), message, cure));
        }
    }
    all
}

/// Whether the breaks can lie in order in their windows, on the grid, inside the shift, with no
/// stretch of work longer than `longest`.
fn can_hold(
    template: &ShiftTemplate,
    breaks: &[BreakRule],
    interval: Minutes,
    longest: Option<Minutes>,
) -> bool {
    let (length, step) = (template.length.0, interval.0.max(1));
    let is_short = |from: i64, to: i64| longest.is_none_or(|most| to - from <= most.0);
    let mut ends = BTreeSet::from([0]);
    for rule in breaks {
        let begins = (0..length).step_by(step as usize);
        let begins = begins.filter(|b| (rule.earliest.0..=rule.latest.0).contains(b));
        let reached = begins.filter(|&b| ends.range(..=b).any(|&end| is_short(end, b)));
        ends = reached.map(|b| b + rule.length.0).filter(|&end| end <= length).collect();
    }
    ends.iter().any(|&end| is_short(end, length))
}
