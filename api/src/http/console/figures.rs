//! Moments, amounts and states as pages show them.

use crate::report::html::{escape, grouped};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::Value as Json;

/// What is shown where there is nothing.
pub(super) const NONE: &str = "–";

/// A moment in the centre's time, given in milliseconds since 1970.
pub(super) fn moment(millis: i64, zone: Tz) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(millis).unwrap_or_default();
    let local = at.with_timezone(&zone);
    format!(
        "<time datetime=\"{}\">{}</time>",
        at.format("%Y-%m-%dT%H:%M:%SZ"),
        local.format("%-d %b %Y, %H:%M")
    )
}

/// A span of days such as `10 – 16 Nov 2025`.
pub(super) fn days(first: NaiveDate, last: NaiveDate) -> String {
    let head = if first.format("%Y-%m").to_string() == last.format("%Y-%m").to_string() {
        first.format("%-d").to_string()
    } else if first.format("%Y").to_string() == last.format("%Y").to_string() {
        first.format("%-d %b").to_string()
    } else {
        first.format("%-d %b %Y").to_string()
    };
    format!("{head} – {}", last.format("%-d %b %Y"))
}

/// An amount of money in major units.
pub(super) fn amount(value: &Json) -> String {
    let Some(amount) = value.as_f64() else { return NONE.into() };
    let minor = (amount * 100.0).round();
    let sign = if minor < 0.0 { "−" } else { "" };
    let minor = minor.abs() as i64;
    format!("{sign}{}.{:02}", grouped(minor / 100), minor % 100)
}

/// What an amount is called, with the currency it is in: `Cost (EUR)`.
pub(super) fn priced(what: &str, currency: Option<&str>) -> String {
    currency.map_or_else(|| what.to_owned(), |code| format!("{what} ({})", escape(code)))
}

/// A share in per cent.
pub(super) fn percent(value: &Json) -> String {
    value.as_f64().map_or_else(|| NONE.into(), |share| format!("{:.2} %", 100.0 * share))
}

/// Seconds as minutes and seconds.
pub(super) fn elapsed(value: &Json) -> String {
    let Some(seconds) = value.as_f64() else { return NONE.into() };
    let seconds = seconds.round() as i64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// A state as a badge.
pub(super) fn badge(state: &str) -> String {
    let state = escape(state);
    format!("<span class=\"badge {state}\" data-field=state>{state}</span>")
}

/// What kinds of runs do, in a planner's words.
pub(super) fn deed(kind: &str) -> &str {
    match kind {
        "forecast" => "Forecast",
        "staff" => "People needed",
        "roster" => "Roster",
        "replan" => "Roster planned again",
        "check" => "Roster judged",
        "simulate" => "Simulation",
        "whatif" => "Scenarios compared",
        "capacity" => "Months ahead",
        "reconcile" => "Week explained",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn figures_read_as_a_planner_writes_them() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(days(day("2025-11-10"), day("2025-11-16")), "10 – 16 Nov 2025");
        assert_eq!(days(day("2025-11-24"), day("2025-12-07")), "24 Nov – 7 Dec 2025");
        assert_eq!(days(day("2025-12-29"), day("2026-01-04")), "29 Dec 2025 – 4 Jan 2026");
        assert_eq!(amount(&json!(1_234_567.891)), "1,234,567.89");
        assert_eq!(amount(&Json::Null), NONE);
        assert_eq!(priced("Cost", Some("EUR")), "Cost (EUR)");
        assert_eq!(priced("Cost", None), "Cost", "nothing is known of it");
        assert_eq!(elapsed(&json!(59.6)), "1:00");
        assert_eq!(elapsed(&json!(3_661)), "1:01:01");
        assert_eq!(percent(&json!(0.0123)), "1.23 %");
    }
}
