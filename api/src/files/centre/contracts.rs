//! `[[contracts]]` and `[[shift_templates]]` of `centre.toml`.

use super::own_id;
use crate::files::agents::nearest;
use crate::files::codes;
use crate::files::document::{Section, Value};
use domain::{
    BreakKind, BreakRule, ClockTime, Contract, Minutes, NightPremium, OvertimeTier, ShiftTemplate,
    StartTimes, TemplateId,
};

const KINDS: [(&str, BreakKind); 2] = [("meal", BreakKind::Meal), ("rest", BreakKind::Rest)];

/// Every shift shape that could be understood.
pub(super) fn templates(
    root: &Section<'_>,
    interval: Minutes,
    lines: &mut Vec<(String, u32)>,
) -> Vec<ShiftTemplate> {
    let Some(value) = root.need("shift_templates") else { return Vec::new() };
    value.sections().iter().filter_map(|s| template(s, interval, lines)).collect()
}

fn template(
    s: &Section<'_>,
    interval: Minutes,
    lines: &mut Vec<(String, u32)>,
) -> Option<ShiftTemplate> {
    let id = own_id(s, "template", lines);
    let starts = s.need("starts").and_then(|v| starts(&v, interval));
    let length = s.need("length_hours").and_then(|v| {
        let length = v.hours()?;
        if length.0 <= 0 || length > Minutes::hours(24) {
            v.fault(codes::KEY_RANGE, "a shift lasts more than nothing and at most 24 hours");
            return None;
        }
        on_grid(&v, length, interval).then_some(length)
    });
    let listed = s.get("breaks").map_or(Some(Vec::new()), |v| v.list()).unwrap_or_default();
    let read = listed.iter().map(|v| break_rule(v, length, interval));
    let breaks = read.collect::<Option<Vec<_>>>();
    s.finish();
    if let (Some(length), Some(breaks)) = (length, &breaks) {
        let rest: Minutes = breaks.iter().map(|b| b.length).sum();
        if rest >= length {
            s.fault(codes::BREAK_WINDOW, "the breaks leave no time to work");
        }
    }
    Some(ShiftTemplate { id: id?.into(), starts: starts?, length: length?, breaks: breaks? })
}

fn on_grid(value: &Value<'_>, length: Minutes, interval: Minutes) -> bool {
    let fits = length.0 % interval.0 == 0;
    if !fits {
        value.fault(codes::BREAK_GRID, format!("{length} is not a multiple of {interval}"));
    }
    fits
}

fn starts(value: &Value<'_>, interval: Minutes) -> Option<StartTimes> {
    let clock = |v: &Value<'_>| {
        let at = v.clock_time()?;
        if at.minutes().0 % interval.0 != 0 {
            v.fault(codes::START_GRID, format!("{at} is not a multiple of {interval}"));
            return None;
        }
        Some(at)
    };
    if value.as_text().is_some() {
        let at = clock(value)?;
        return in_a_day(value, StartTimes { from: at, to: at, step: interval });
    }
    let s = value.section()?;
    let from = s.need("from").and_then(|v| clock(&v));
    let to = s.need("to").and_then(|v| clock(&v));
    let step = s.get("step_minutes").map_or(Some(interval), |v| {
        let step = Minutes(i64::from(v.whole(1, 1440)?));
        on_grid(&v, step, interval).then_some(step)
    });
    s.finish();
    in_a_day(value, StartTimes { from: from?, to: to?, step: step? })
}

fn in_a_day(value: &Value<'_>, starts: StartTimes) -> Option<StartTimes> {
    if starts.to < starts.from || starts.to >= ClockTime(1440) {
        value.fault(codes::KEY_RANGE, "starts run from `from` to `to`, both before 24:00");
        return None;
    }
    Some(starts)
}

fn break_rule(value: &Value<'_>, shift: Option<Minutes>, interval: Minutes) -> Option<BreakRule> {
    let s = value.section()?;
    let kind = s.need("kind").and_then(|v| v.word(&KINDS));
    let gridded = |v: Value<'_>, length: Option<Minutes>| {
        length.filter(|length| on_grid(&v, *length, interval))
    };
    let length = s.need("minutes").and_then(|v| {
        let length = v.whole(1, 1440).map(|m| Minutes(i64::from(m)));
        gridded(v, length)
    });
    let after = |key| {
        let value: Value<'_> = s.need(key)?;
        let hours = value.hours();
        gridded(value, hours)
    };
    let (earliest, latest) = (after("earliest_hours"), after("latest_hours"));
    let paid = s.need("paid").and_then(|v| v.flag());
    s.finish();
    let rule = BreakRule {
        kind: kind?,
        length: length?,
        earliest: earliest?,
        latest: latest?,
        paid: paid?,
    };
    if rule.latest < rule.earliest {
        value.fault(codes::BREAK_WINDOW, "`latest_hours` is before `earliest_hours`");
    } else if shift.is_some_and(|shift| rule.latest + rule.length > shift) {
        value.fault(codes::BREAK_WINDOW, "the break may begin too late to end within the shift");
    }
    Some(rule)
}

/// Every contract that could be understood.
pub(super) fn contracts(
    root: &Section<'_>,
    templates: &[ShiftTemplate],
    lines: &mut Vec<(String, u32)>,
) -> Vec<Contract> {
    let Some(value) = root.need("contracts") else { return Vec::new() };
    value.sections().iter().filter_map(|s| contract(s, templates, lines)).collect()
}

fn contract(
    s: &Section<'_>,
    templates: &[ShiftTemplate],
    lines: &mut Vec<(String, u32)>,
) -> Option<Contract> {
    let id = own_id(s, "contract", lines);
    let name = s.get("name").map_or(id, |v| v.text());
    let hours = |key| s.need(key).and_then(|v: Value<'_>| v.hours());
    let days = |key| s.need(key).and_then(|v: Value<'_>| v.whole(0, 7));
    let (week_paid_min, week_paid_max) = (hours("week_hours_min"), hours("week_hours_max"));
    let (week_days_min, week_days_max) = (days("week_days_min"), days("week_days_max"));
    let allowed = s.need("templates").and_then(|v| allowed(&v, &super::ids(lines, "template")));
    let wage = s.need("wage").and_then(|v| v.money());
    let guaranteed = s.get("guaranteed_hours").map_or(Some(Minutes::ZERO), |v| v.hours());
    let daily_overtime = s.get("daily_overtime").map_or(Some(Vec::new()), |v| tiers(&v));
    let weekly_overtime = s.get("weekly_overtime").map_or(Some(Vec::new()), |v| tiers(&v));
    let night = s.get("night").map(|v| night(&v));
    let holiday = s.get("holiday_multiplier").map_or(Some(1.0), |v| v.number(1.0, 100.0));
    s.finish();
    let night = match night {
        Some(None) => return None,
        other => other.flatten(),
    };
    let contract = Contract {
        id: id?.into(),
        name: name?.to_owned(),
        week_paid_min: week_paid_min?,
        week_paid_max: week_paid_max?,
        week_days_min: week_days_min?,
        week_days_max: week_days_max?,
        templates: allowed?,
        wage: wage?,
        guaranteed: guaranteed?,
        daily_overtime: daily_overtime?,
        weekly_overtime: weekly_overtime?,
        night,
        holiday_multiplier: holiday?,
    };
    possible(s, &contract, templates);
    Some(contract)
}

/// Names bounds that no week can keep.
fn possible(s: &Section<'_>, c: &Contract, templates: &[ShiftTemplate]) {
    let fault = |cause: String| s.fault(codes::CONTRACT_IMPOSSIBLE, cause);
    let id = &c.id;
    if c.week_paid_min > c.week_paid_max {
        fault(format!("contract `{id}`: week_hours_min is above week_hours_max"));
    }
    if c.week_days_min > c.week_days_max {
        fault(format!("contract `{id}`: week_days_min is above week_days_max"));
    }
    let own = templates.iter().filter(|t| c.templates.contains(&t.id));
    let paid: Vec<Minutes> = own.map(ShiftTemplate::paid).collect();
    let (Some(shortest), Some(longest)) = (paid.iter().min(), paid.iter().max()) else {
        return fault(format!("contract `{id}` allows no shift template"));
    };
    let most = Minutes(longest.0 * i64::from(c.week_days_max));
    if most < c.week_paid_min {
        let (days, hours, min) = (c.week_days_max, most.as_hours(), c.week_paid_min.as_hours());
        fault(format!("contract `{id}`: {days} days give at most {hours} paid hours, not {min}"));
    }
    let least = Minutes(shortest.0 * i64::from(c.week_days_min));
    if least > c.week_paid_max {
        let (days, hours, max) = (c.week_days_min, least.as_hours(), c.week_paid_max.as_hours());
        fault(format!(
            "contract `{id}`: {days} days take at least {hours} paid hours, above {max}"
        ));
    }
}

fn allowed(value: &Value<'_>, known: &[&str]) -> Option<Vec<TemplateId>> {
    let mut ids: Vec<TemplateId> = Vec::new();
    for item in value.list()? {
        let Some(id) = item.text() else { continue };
        if !known.contains(&id) {
            let cause = "no shift template has this id";
            item.fault_with(codes::ID_UNKNOWN, cause, nearest(id, known));
        } else if ids.iter().any(|t| t.as_str() == id) {
            item.fault(codes::ID_TWICE, "this template is listed twice");
        }
        ids.push(id.into());
    }
    Some(ids)
}

fn tiers(value: &Value<'_>) -> Option<Vec<OvertimeTier>> {
    let mut tiers: Vec<OvertimeTier> = Vec::new();
    for s in value.sections() {
        let above = s.need("above_hours").and_then(|v| v.hours());
        let multiplier = s.need("multiplier").and_then(|v| v.number(1.0, 100.0));
        s.finish();
        let tier = OvertimeTier { above: above?, multiplier: multiplier? };
        let rises = |t: &OvertimeTier| t.above < tier.above && t.multiplier <= tier.multiplier;
        if tiers.last().is_some_and(|t| !rises(t)) {
            s.fault(codes::KEY_RANGE, "tiers rise in hours and in multiplier");
        }
        tiers.push(tier);
    }
    Some(tiers)
}

fn night(value: &Value<'_>) -> Option<NightPremium> {
    let s = value.section()?;
    let window = s.need("window").and_then(|v| v.window());
    let extra = s.need("extra").and_then(|v| v.number(0.0, 100.0));
    s.finish();
    Some(NightPremium { window: window?, extra: extra? })
}

/// The word for a break's kind.
pub(crate) fn break_word(kind: BreakKind) -> &'static str {
    KINDS.iter().find(|(_, k)| *k == kind).map_or("rest", |(word, _)| word)
}
