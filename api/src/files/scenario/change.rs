//! One `[[change]]`: a verb with its value, and what goes with it.

use super::scope::{contracts, known, queues, scope};
use super::{World, items, people, promotion};
use crate::files::centre::{read_hours, read_target};
use crate::files::codes;
use crate::files::document::{Section, Value};
use crate::files::rules;
use domain::{Channel, Minutes, Rules, Seconds, Share, StartTimes, TemplateId};
use scenarios::change::{
    Change, Concurrency, Deflection, HandleTime, Hours, Patience, RuleChange, ServiceLevel, Starts,
    Targets, Volume, Wage,
};

/// Verbs whose value is a number, with the range of that number.
const NUMBERS: [(&str, f64, f64); 11] = [
    ("volume", 0.0, 1000.0),
    ("handle_time", 0.01, 100.0),
    ("deflect", 0.0, 1.0),
    ("absence", 0.0, 1.0),
    ("hire", 0.0, 10_000.0),
    ("borrow", 0.0, 10_000.0),
    ("outsource", 0.0, 10_000.0),
    ("cross_train", 0.0, 10_000.0),
    ("wage", 0.0, 100.0),
    ("patience_seconds", 1e-3, 1e7),
    ("service_level", 0.0, 1.0),
];

/// Verbs whose value is something else.
const OTHERS: [&str; 6] =
    ["promotion", "targets", "opening_hours", "concurrency", "rules", "shift_starts"];

/// The one verb of a change.
pub(super) fn verb(s: &Section<'_>) -> Option<&'static str> {
    let all = NUMBERS.iter().map(|n| n.0).chain(OTHERS);
    let given: Vec<&'static str> = all.filter(|verb| s.get(verb).is_some()).collect();
    match given.as_slice() {
        [one] => Some(one),
        [] => {
            let known: Vec<&str> = NUMBERS.iter().map(|n| n.0).chain(OTHERS).collect();
            let cause = format!("a change needs one of {}", known.join(", "));
            s.fault(codes::CHANGE_BAD, cause);
            None
        }
        many => {
            s.fault(codes::CHANGE_BAD, format!("{} are two changes", many.join(" and ")));
            None
        }
    }
}

/// Reads one change.
pub(super) fn read(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let verb = verb(s)?;
    let change = match numeric(verb) {
        Some(range) => {
            let value = s.need(verb).and_then(|v| number(&v, verb, range));
            value.and_then(|value| with(s, verb, value, world))
        }
        None => other(s, verb, world),
    };
    s.finish();
    change
}

/// Reads a change whose number is a list: one change for each.
pub(super) fn list(s: &Section<'_>, world: &World<'_>) -> Option<Vec<(f64, Change)>> {
    let verb = verb(s)?;
    let (key, range) = match numeric(verb) {
        Some(range) => (verb, range),
        None if verb == "promotion" => ("times", (0.0, 100.0)),
        None => {
            s.fault(codes::SWEEP_BAD, format!("`{verb}` has no number that could be varied"));
            return None;
        }
    };
    let value = s.need(key)?;
    let numbers: Option<Vec<f64>> = items(&value).iter().map(|v| number(v, verb, range)).collect();
    let one = |value: f64| {
        let change = match verb {
            "promotion" => promotion::bigger(s, value),
            _ => with(s, verb, value, world),
        };
        change.map(|change| (value, change))
    };
    numbers?.into_iter().map(one).collect()
}

fn numeric(verb: &str) -> Option<(f64, f64)> {
    NUMBERS.iter().find(|n| n.0 == verb).map(|n| (n.1, n.2))
}

/// A number in its range; whole where it counts people.
fn number(value: &Value<'_>, verb: &str, (least, most): (f64, f64)) -> Option<f64> {
    if matches!(verb, "hire" | "borrow" | "outsource" | "cross_train") {
        return value.whole(least as u32, most as u32).map(f64::from);
    }
    value.number(least, most)
}

/// The change of a verb with this number.
fn with(s: &Section<'_>, verb: &str, value: f64, world: &World<'_>) -> Option<Change> {
    let share = Share::new(value);
    Some(match verb {
        "volume" => Change::Volume(Volume { scope: scope(s, world)?, times: value }),
        "handle_time" => Change::HandleTime(HandleTime { scope: scope(s, world)?, times: value }),
        "deflect" => {
            let harder = s.get("harder").map_or(Some(1.0), |v| v.number(0.01, 100.0));
            let (scope, share) = (scope(s, world)?, share?);
            Change::Deflection(Deflection { scope, share, harder: harder? })
        }
        "wage" => Change::Wage(Wage { contracts: contracts(s, world)?, times: value }),
        "patience_seconds" => {
            Change::Patience(Patience { queues: queues(s, world)?, mean: Seconds(value) })
        }
        "service_level" => {
            Change::ServiceLevel(ServiceLevel { queues: queues(s, world)?, share: share? })
        }
        "absence" => people::absence(s, share?, world)?,
        "cross_train" => people::cross_train(s, value as usize, world)?,
        _ => people::newcomers(s, verb, value as usize, world)?,
    })
}

/// The change of a verb without a number.
fn other(s: &Section<'_>, verb: &str, world: &World<'_>) -> Option<Change> {
    match verb {
        "promotion" => promotion::read(s, world),
        "targets" => targets(s, world),
        "opening_hours" => hours(s, world),
        "concurrency" => concurrency(s, world),
        "shift_starts" => starts(s, world),
        _ => rule(s, world),
    }
}

fn targets(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let queues = queues(s, world);
    let first = queues.as_ref().and_then(|all| all.first());
    let channel: Option<&Channel> =
        first.and_then(|id| world.centre.queue(id)).map(|queue| &queue.channel);
    let listed = s.need("targets")?.list()?;
    let targets: Option<Vec<_>> = listed.iter().map(|v| read_target(v, channel)).collect();
    Some(Change::Targets(Targets { queues: queues?, targets: targets? }))
}

fn hours(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let queues = queues(s, world);
    let hours = s.need("opening_hours").and_then(|v| read_hours(&v, world.centre.interval));
    let share = match s.get("new_hours_share") {
        None => Some(None),
        Some(value) => value.share().map(Some),
    };
    Some(Change::Hours(Hours { queues: queues?, hours: hours?, new_hours_share: share? }))
}

fn concurrency(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let queues = queues(s, world);
    let most = s.need("concurrency").and_then(|v| v.whole(1, 50));
    let speed = s.need("speed").and_then(|value| {
        let rates: Option<Vec<f64>> = value.list()?.iter().map(|v| v.number(1e-9, 1e6)).collect();
        let rates = rates?;
        let fits = most.is_none_or(|most| rates.len() == most as usize);
        let first = rates.first().is_some_and(|r| (*r - 1.0).abs() < 1e-9);
        if !fits || !first || rates.windows(2).any(|w| w[1] < w[0]) {
            let cause = "one rate for each number of open chats, the first 1, never falling";
            let cure = "give rates such as [1.0, 1.7, 2.1, 2.4]";
            value.fault_with(codes::KEY_RANGE, cause, cure);
            return None;
        }
        Some(rates)
    });
    Some(Change::Concurrency(Concurrency { queues: queues?, most: most?, speed: speed? }))
}

/// `shift_starts = "day8"` with `earliest`, `latest` and `step_minutes`.
fn starts(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let ids: Vec<&str> = world.centre.templates.iter().map(|t| t.id.as_str()).collect();
    let template = s.need("shift_starts").and_then(|v| known(&v, &ids, "shift template"));
    let interval = world.centre.interval;
    let clock = |key| {
        let value: Value<'_> = s.need(key)?;
        let at = value.clock_time()?;
        if at.minutes().0 % interval.0 != 0 || at.minutes().0 >= 1440 {
            value.fault(codes::START_GRID, format!("{at} is not on the interval, before 24:00"));
            return None;
        }
        Some(at)
    };
    let (from, to) = (clock("earliest"), clock("latest"));
    let step = s.get("step_minutes").map_or(Some(interval), |v| {
        v.whole(interval.0 as u32, 1440).map(|m| Minutes(i64::from(m)))
    });
    let starts = StartTimes { from: from?, to: to?, step: step? };
    Some(Change::Starts(Starts { template: TemplateId::new(template?), starts }))
}

/// `rules = { daily_rest = { strength = "hard", rest_hours = 10 } }`, as in `rules.toml`.
fn rule(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let section = s.need("rules")?.section()?;
    let mut rules: Rules = world.centre.rules.clone();
    rules::over(&section, &mut rules, &world.queues);
    section.finish();
    let named = section.entries();
    let laws: Vec<&'static str> =
        named.iter().filter_map(|(name, _)| RuleChange::law(name)).collect();
    if laws.is_empty() {
        s.fault(codes::CHANGE_BAD, "`rules` names no law of rules.toml");
        return None;
    }
    Some(Change::Rule(Box::new(RuleChange { laws, rules })))
}
