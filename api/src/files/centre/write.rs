//! Writes `centre.toml`.

use super::contracts::break_word;
use super::{hours, targets, weekday};
use crate::files::agents::float;
use crate::files::document::toml_text;
use crate::files::number::{hours_text, money_text};
use chrono::NaiveDate;
use domain::{BreakRule, Centre, Channel, Contract, OvertimeTier, Queue, ShiftTemplate};
use std::fmt::Write;

/// The file of a centre, with the statutory holidays that its calendar cannot carry.
pub(crate) fn write(centre: &Centre, statutory: &[NaiveDate]) -> String {
    let mut t = String::new();

    let _ = writeln!(t, "name = {}", toml_text(&centre.name));
    let _ = writeln!(t, "timezone = \"{}\"", centre.zone);
    let _ = writeln!(t, "currency = \"{}\"", centre.currency);
    let _ = writeln!(t, "interval_minutes = {}", centre.interval.0);
    let _ = writeln!(t, "week_start = \"{}\"", weekday(centre.week_start));
    if !statutory.is_empty() {
        let days: Vec<String> = statutory.iter().map(ToString::to_string).collect();
        let _ = writeln!(t, "statutory_holidays = [{}]", days.join(", "));
    }
    for (name, empty) in [
        ("queues", centre.queues.is_empty()),
        ("contracts", centre.contracts.is_empty()),
        ("shift_templates", centre.templates.is_empty()),
    ] {
        if empty {
            let _ = writeln!(t, "{name} = []");
        }
    }
    centre.queues.iter().for_each(|q| queue(&mut t, q));
    centre.contracts.iter().for_each(|c| contract(&mut t, c));
    centre.templates.iter().for_each(|s| template(&mut t, s));
    t
}

fn queue(t: &mut String, q: &Queue) {
    let _ = writeln!(t, "\n[[queues]]\nid = {}", toml_text(q.id.as_str()));
    let _ = writeln!(t, "name = {}", toml_text(&q.name));
    match &q.channel {
        Channel::Phone => t.push_str("channel = \"phone\"\n"),
        Channel::Ticket => t.push_str("channel = \"ticket\"\n"),
        Channel::Chat { concurrency, speed, measured_at } => {
            let rates: Vec<String> = speed.iter().map(|r| float(*r)).collect();
            let _ = writeln!(t, "channel = \"chat\"\nconcurrency = {concurrency}");
            let _ = writeln!(t, "speed = [{}]", rates.join(", "));
            let _ = writeln!(t, "measured_at = {}", float(*measured_at));
        }
    }
    let _ = writeln!(t, "hours = {}", hours::text(&q.hours));
    let promised: Vec<String> = q.targets.iter().map(targets::text).collect();
    let _ = writeln!(t, "targets = [{}]", promised.join(", "));
    if let Some(patience) = q.patience {
        let _ = writeln!(t, "patience_seconds = {}", float(patience.0));
    }
    let _ = writeln!(t, "shrinkage = {}", float(q.shrinkage.get()));
    if let Some(most) = q.max_occupancy {
        let _ = writeln!(t, "max_occupancy = {}", float(most.get()));
    }
    let _ = writeln!(
        t,
        "shortage = {{ light = {}, light_share = {}, heavy = {} }}",
        money_text(q.shortage.light),
        float(q.shortage.light_share.get()),
        money_text(q.shortage.heavy)
    );
}

fn contract(t: &mut String, c: &Contract) {
    let allowed: Vec<String> = c.templates.iter().map(|id| toml_text(id.as_str())).collect();
    let _ = writeln!(t, "\n[[contracts]]\nid = {}", toml_text(c.id.as_str()));
    let _ = writeln!(t, "name = {}", toml_text(&c.name));
    let _ = writeln!(t, "week_hours_min = {}", hours_text(c.week_paid_min));
    let _ = writeln!(t, "week_hours_max = {}", hours_text(c.week_paid_max));
    let _ = writeln!(t, "week_days_min = {}", c.week_days_min);
    let _ = writeln!(t, "week_days_max = {}", c.week_days_max);
    let _ = writeln!(t, "templates = [{}]", allowed.join(", "));
    let _ = writeln!(t, "wage = {}", money_text(c.wage));
    let _ = writeln!(t, "guaranteed_hours = {}", hours_text(c.guaranteed));
    for (key, tiers) in
        [("daily_overtime", &c.daily_overtime), ("weekly_overtime", &c.weekly_overtime)]
    {
        if !tiers.is_empty() {
            let _ = writeln!(t, "{key} = [{}]", tiers_text(tiers));
        }
    }
    if let Some(night) = c.night {
        let extra = float(night.extra);
        let _ = writeln!(t, "night = {{ window = \"{}\", extra = {extra} }}", night.window);
    }
    let _ = writeln!(t, "holiday_multiplier = {}", float(c.holiday_multiplier));
}

fn tiers_text(tiers: &[OvertimeTier]) -> String {
    let tier = |o: &OvertimeTier| {
        let (above, multiplier) = (hours_text(o.above), float(o.multiplier));
        format!("{{ above_hours = {above}, multiplier = {multiplier} }}")
    };
    tiers.iter().map(tier).collect::<Vec<_>>().join(", ")
}

fn template(t: &mut String, s: &ShiftTemplate) {
    let _ = writeln!(t, "\n[[shift_templates]]\nid = {}", toml_text(s.id.as_str()));
    let _ = writeln!(
        t,
        "starts = {{ from = \"{}\", to = \"{}\", step_minutes = {} }}",
        s.starts.from, s.starts.to, s.starts.step.0
    );
    let _ = writeln!(t, "length_hours = {}", hours_text(s.length));
    let breaks: Vec<String> = s.breaks.iter().map(break_text).collect();
    match breaks.as_slice() {
        [] => t.push_str("breaks = []\n"),
        many => {
            let _ = writeln!(t, "breaks = [\n  {},\n]", many.join(",\n  "));
        }
    }
}

fn break_text(b: &BreakRule) -> String {
    format!(
        "{{ kind = \"{}\", minutes = {}, earliest_hours = {}, latest_hours = {}, paid = {} }}",
        break_word(b.kind),
        b.length.0,
        hours_text(b.earliest),
        hours_text(b.latest),
        b.paid
    )
}
