//! Reads `rules.toml`.

use crate::files::agents::nearest;
use crate::files::codes;
use crate::files::document::{Document, Section, Value};
use crate::files::fault::Faults;
use domain::laws::{Breaks, Rule, Strength};
use domain::{Agents, Minutes, QueueId, Rules};

/// How a law's strength is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Hard,
    Soft,
    Off,
}

const STRENGTHS: [(&str, Word); 3] =
    [("hard", Word::Hard), ("soft", Word::Soft), ("off", Word::Off)];

/// A ready set of laws that a centre can build on.
type Profile = (&'static str, fn() -> Rules);

/// The ready sets of laws by name.
const PROFILES: [Profile; 3] =
    [("plain", Rules::plain), ("china", Rules::china), ("eu", Rules::eu)];

/// The laws that `text` describes, with the line of each.
pub(crate) fn read(
    file: &str,
    text: &str,
    queues: &[&str],
    faults: &mut Faults,
) -> (Rules, Vec<(String, u32)>) {
    let doc = Document::parse(file, text, faults);
    let root = doc.root();
    let profile = root.need("profile").and_then(|v| v.word(&PROFILES));
    let mut rules = profile.map_or_else(Rules::plain, |rules| rules());
    if let Some(night) = root.get("night").and_then(|v| v.window()) {
        rules.night = night;
    }
    over(&root, &mut rules, queues);
    root.finish();
    let lines =
        root.entries().iter().map(|(key, value)| ((*key).to_owned(), value.line())).collect();
    (rules, lines)
}

/// Reads every law that `section` names over `rules`.
pub(crate) fn over(section: &Section<'_>, rules: &mut Rules, queues: &[&str]) {
    shift_laws(section, rules);
    hour_laws(section, rules);
    day_laws(section, rules);
    centre_laws(section, rules, queues);
}

/// Reads one law over `rule`: its strength, then its own parameters by `own`.
fn law<L>(
    root: &Section<'_>,
    key: &'static str,
    rule: &mut Rule<L>,
    own: impl FnOnce(&Section<'_>, &mut L),
) {
    let Some(value) = root.get(key) else { return };
    if value.as_text().is_some() {
        match value.word(&STRENGTHS) {
            Some(Word::Hard) => rule.strength = Strength::Hard,
            Some(Word::Off) => rule.strength = Strength::Off,
            Some(Word::Soft) => needs_price(&value),
            None => {}
        }
        return;
    }
    let Some(section) = value.section() else { return };
    let word = section.need("strength").and_then(|v| v.word(&STRENGTHS));
    let price = section.get("price");
    match (word, price) {
        (Some(Word::Soft), Some(price)) => {
            if let Some(price) = price.money() {
                rule.strength = Strength::Soft(price);
            }
        }
        (Some(Word::Soft), None) => needs_price(&value),
        (Some(_), Some(price)) => {
            price.fault(codes::KEY_RANGE, "only a soft law has a price");
        }
        (Some(Word::Hard), None) => rule.strength = Strength::Hard,
        (Some(Word::Off), None) => rule.strength = Strength::Off,
        (None, _) => {}
    }
    own(&section, &mut rule.law);
    section.finish();
}

fn needs_price(value: &Value<'_>) {
    let cure = "write { strength = \"soft\", price = 50.00 }";
    value.fault_with(codes::KEY_MISSING, "a soft law needs a price", cure);
}

/// Sets a parameter in hours, where written.
fn hours(section: &Section<'_>, key: &'static str, into: &mut Minutes) {
    if let Some(value) = section.get(key).and_then(|v| v.hours()) {
        *into = value;
    }
}

/// Sets a parameter that is a small whole number, where written.
fn whole(section: &Section<'_>, key: &'static str, into: &mut u32) {
    if let Some(value) = section.get(key).and_then(|v| v.whole(0, 1_000_000)) {
        *into = value;
    }
}

fn shift_laws(root: &Section<'_>, rules: &mut Rules) {
    law(root, "one_shift_a_day", &mut rules.one_shift_a_day, |_, _| {});
    law(root, "contract_templates", &mut rules.contract_templates, |_, _| {});
    law(root, "breaks", &mut rules.breaks, longest_stretch);
    law(root, "availability", &mut rules.availability, |_, _| {});
    law(root, "locked_shifts", &mut rules.locked_shifts, |_, _| {});
    law(root, "skills", &mut rules.skills, |_, _| {});
    law(root, "opening_hours", &mut rules.opening_hours, |_, _| {});
    law(root, "start_variation", &mut rules.start_variation, |s, l| {
        hours(s, "max_hours", &mut l.max);
    });
    law(root, "protected", &mut rules.protected, |_, _| {});
    law(root, "preferences", &mut rules.preferences, |_, _| {});
}

/// `longest_stretch_hours` is a time, or `"unlimited"`.
fn longest_stretch(section: &Section<'_>, law: &mut Breaks) {
    let Some(value) = section.get("longest_stretch_hours") else { return };
    if value.as_text() == Some("unlimited") {
        law.longest_stretch = None;
    } else if let Some(longest) = value.hours() {
        law.longest_stretch = Some(longest);
    }
}

fn hour_laws(root: &Section<'_>, rules: &mut Rules) {
    law(root, "daily_rest", &mut rules.daily_rest, |s, l| hours(s, "rest_hours", &mut l.rest));
    law(root, "daily_hours", &mut rules.daily_hours, |s, l| hours(s, "max_hours", &mut l.max));
    law(root, "weekly_hours", &mut rules.weekly_hours, |_, _| {});
    law(root, "period_hours", &mut rules.period_hours, |s, l| hours(s, "max_hours", &mut l.max));
    law(root, "overtime_per_day", &mut rules.overtime_per_day, |s, l| {
        hours(s, "max_hours", &mut l.max);
    });
    law(root, "overtime_per_month", &mut rules.overtime_per_month, |s, l| {
        hours(s, "max_hours", &mut l.max);
    });
    law(root, "rest_after_nights", &mut rules.rest_after_nights, |s, l| {
        hours(s, "rest_hours", &mut l.rest);
    });
}

fn day_laws(root: &Section<'_>, rules: &mut Rules) {
    law(root, "weekly_rest", &mut rules.weekly_rest, |s, l| whole(s, "days", &mut l.days));
    law(root, "working_days", &mut rules.working_days, |_, _| {});
    law(root, "consecutive_days_max", &mut rules.consecutive_days_max, |s, l| {
        whole(s, "max_days", &mut l.max);
    });
    law(root, "consecutive_days_min", &mut rules.consecutive_days_min, |s, l| {
        whole(s, "min_days", &mut l.min);
    });
    law(root, "consecutive_days_off_min", &mut rules.consecutive_days_off_min, |s, l| {
        whole(s, "min_days", &mut l.min);
    });
    law(root, "weekends_off", &mut rules.weekends_off, |s, l| {
        whole(s, "worked_max", &mut l.worked_max);
    });
    law(root, "nights_in_a_row", &mut rules.nights_in_a_row, |s, l| {
        whole(s, "max_nights", &mut l.max);
    });
}

fn centre_laws(root: &Section<'_>, rules: &mut Rules, queues: &[&str]) {
    law(root, "minimum_staffing", &mut rules.minimum_staffing, |s, l| {
        if let Some(value) = s.get("floors") {
            l.floors = floors(&value, queues);
        }
    });
    law(root, "seat_cap", &mut rules.seat_cap, |s, l| whole(s, "seats", &mut l.seats.0));
    law(root, "fairness", &mut rules.fairness, |s, l| {
        whole(s, "nights_max", &mut l.nights_max);
        whole(s, "weekend_days_max", &mut l.weekend_days_max);
        whole(s, "late_max", &mut l.late_max);
        if let Some(after) = s.get("late_after").and_then(|v| v.clock_time()) {
            l.late_after = after;
        }
    });
}

/// Floors per queue, in the order of the centre's queues.
fn floors(value: &Value<'_>, queues: &[&str]) -> Vec<(QueueId, Agents)> {
    let mut floors = Vec::new();
    for (queue, value) in value.section().map(|s| s.entries()).unwrap_or_default() {
        let least = value.whole(0, 1_000_000);
        match queues.iter().position(|k| *k == queue) {
            Some(at) => floors.extend(least.map(|n| (at, QueueId::new(queue), Agents(n)))),
            None => {
                let cure = nearest(queue, queues);
                value.fault_with(codes::ID_UNKNOWN, "this is not a queue of centre.toml", cure);
            }
        }
    }
    floors.sort_by_key(|f| f.0);
    floors.into_iter().map(|(_, queue, least)| (queue, least)).collect()
}
