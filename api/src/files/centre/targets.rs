//! Targets: what is promised to a queue, and over which period.
//!
//! ```toml
//! targets = [
//!   { service_level = 0.80, within_seconds = 20 },               # in every interval
//!   { mean_wait_seconds = 30, period = "day" },
//!   { abandonment = 0.05, period = "week" },
//!   { occupancy = 0.85 },
//!   { deadline = 0.90, within_hours = 24 },                      # tickets
//! ]
//! ```

use crate::files::agents::float;
use crate::files::codes;
use crate::files::document::{Section, Value};
use crate::files::number::{hours, hours_text};
use domain::{Channel, Period, Seconds, Share, Target, TargetKind};

const PERIODS: [(&str, Period); 3] =
    [("interval", Period::Interval), ("day", Period::Day), ("week", Period::Week)];

/// Reads one target; tickets have deadlines, nothing else has.
pub(crate) fn read(value: &Value<'_>, channel: Option<&Channel>) -> Option<Target> {
    let section = value.section()?;
    let kinds = ["service_level", "mean_wait_seconds", "abandonment", "occupancy", "deadline"];
    let given: Vec<&str> = kinds.into_iter().filter(|k| section.get(k).is_some()).collect();
    let [given] = given.as_slice() else {
        let cause = "a target is exactly one of service_level, mean_wait_seconds, abandonment, \
                     occupancy, deadline";
        value.fault(codes::TARGET_BAD, cause);
        return None;
    };
    let ticket = matches!(channel, Some(Channel::Ticket));
    if channel.is_some() && ticket != (*given == "deadline") {
        let cause =
            if ticket { "tickets have deadlines only" } else { "only tickets have deadlines" };
        value.fault(codes::TARGET_BAD, cause);
    }
    let kind = kind(&section, given);
    let period = section.get("period").map_or(Some(Period::Interval), |v| v.word(&PERIODS));
    section.finish();
    Some(Target { kind: kind?, period: period? })
}

fn kind(section: &Section<'_>, given: &str) -> Option<TargetKind> {
    Some(match given {
        "service_level" => {
            let share = section.need("service_level").and_then(|v| v.share());
            let within = section.need("within_seconds").and_then(|v| v.number(0.0, 1e7));
            TargetKind::ServiceLevel { share: share?, within: Seconds(within?) }
        }
        "mean_wait_seconds" => {
            let wait = section.need("mean_wait_seconds").and_then(|v| v.number(0.0, 1e7));
            TargetKind::MeanWait(Seconds(wait?))
        }
        "abandonment" => TargetKind::Abandonment(section.need("abandonment")?.share()?),
        "occupancy" => TargetKind::Occupancy(section.need("occupancy")?.share()?),
        _ => {
            let share = section.need("deadline").and_then(|v| v.share());
            let within = section.need("within_hours").and_then(|v| v.hours());
            TargetKind::Deadline { share: share?, within: within? }
        }
    })
}

/// One target as an inline table.
pub(super) fn text(target: &Target) -> String {
    let kind = match target.kind {
        TargetKind::ServiceLevel { share, within } => {
            format!("service_level = {}, within_seconds = {}", float(share.get()), float(within.0))
        }
        TargetKind::MeanWait(wait) => format!("mean_wait_seconds = {}", float(wait.0)),
        TargetKind::Abandonment(share) => format!("abandonment = {}", float(share.get())),
        TargetKind::Occupancy(share) => format!("occupancy = {}", float(share.get())),
        TargetKind::Deadline { share, within } => {
            format!("deadline = {}, within_hours = {}", float(share.get()), hours_text(within))
        }
    };
    format!("{{ {kind}, period = \"{}\" }}", period_word(target.period))
}

/// The word for a period.
pub(crate) fn period_word(period: Period) -> &'static str {
    PERIODS.iter().find(|(_, p)| *p == period).map_or("interval", |(word, _)| word)
}

/// One target in one cell: `service_level 0.8 20 interval`.
pub(crate) fn target_text(kind: &TargetKind) -> String {
    match kind {
        TargetKind::ServiceLevel { share, within } => {
            format!("service_level {} in {} s", share.get(), within.0)
        }
        TargetKind::MeanWait(wait) => format!("mean_wait {} s", wait.0),
        TargetKind::Abandonment(share) => format!("abandonment {}", share.get()),
        TargetKind::Occupancy(share) => format!("occupancy {}", share.get()),
        TargetKind::Deadline { share, within } => {
            format!("deadline {} in {} h", share.get(), hours_text(*within))
        }
    }
}

/// Reads what [`target_text`] writes, with an optional `per day` at its end.
pub(crate) fn read_target_text(text: &str) -> Option<Target> {
    let (kind, period) = match text.rsplit_once(" per ") {
        Some((kind, word)) => (kind, PERIODS.iter().find(|(w, _)| *w == word)?.1),
        None => (text, Period::Interval),
    };
    let number = |t: &str| crate::files::number::decimal(t, false).ok().filter(|x| *x >= 0.0);
    let share = |t: &str| number(t).and_then(Share::new);
    let words: Vec<&str> = kind.split_whitespace().collect();
    let kind = match words.as_slice() {
        ["service_level", level, "in", within, "s"] => {
            TargetKind::ServiceLevel { share: share(level)?, within: Seconds(number(within)?) }
        }
        ["mean_wait", wait, "s"] => TargetKind::MeanWait(Seconds(number(wait)?)),
        ["abandonment", most] => TargetKind::Abandonment(share(most)?),
        ["occupancy", most] => TargetKind::Occupancy(share(most)?),
        ["deadline", level, "in", within, "h"] => {
            TargetKind::Deadline { share: share(level)?, within: hours(within, false).ok()? }
        }
        _ => return None,
    };
    Some(Target { kind, period })
}

/// `per day`, for [`read_target_text`].
pub(crate) fn pooled_text(target: &Target) -> String {
    format!("{} per {}", target_text(&target.kind), period_word(target.period))
}
