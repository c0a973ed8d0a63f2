//! Opening hours: one text for every day, or a table by day.
//!
//! ```toml
//! hours = "always"
//! hours = "08:00-22:00"
//! hours = ["08:00-12:00", "13:00-18:00"]
//! hours = { weekdays = "08:00-22:00", weekend = "09:00-18:00", sunday = [] }
//! ```
//! The more special key wins: a day over `weekdays` and `weekend`, these over `daily`.

use super::WEEKDAYS;
use crate::files::codes;
use crate::files::document::{Value, tidy_window};
use crate::files::number::clip;
use domain::{ClockWindow, Minutes, OpeningHours};

/// Reads the hours; every bound must lie on the interval.
pub(crate) fn read(value: &Value<'_>, interval: Minutes) -> Option<OpeningHours> {
    if !value.is_table() {
        return Some(OpeningHours::daily(&windows(value, interval)?));
    }
    let section = value.section()?;
    let mut days: [Option<Vec<ClockWindow>>; 7] = Default::default();
    let mut set = |value: Option<Value<'_>>, chosen: std::ops::Range<usize>| {
        let Some(value) = value else { return };
        // what cannot be read is a fault already, and no reason to call the day empty as well
        let windows = windows(&value, interval).unwrap_or_default();
        chosen.for_each(|d| days[d] = Some(windows.clone()));
    };
    set(section.get("daily"), 0..7);
    set(section.get("weekdays"), 0..5);
    set(section.get("weekend"), 5..7);
    for (n, (name, _)) in WEEKDAYS.iter().enumerate() {
        set(section.get(name), n..n + 1);
    }
    section.finish();
    if let Some(n) = days.iter().position(Option::is_none) {
        let cause = format!("{} has no hours", WEEKDAYS[n].0);
        value.fault_with(codes::HOURS_BAD, cause, "write [] for a day that is closed");
        return None;
    }
    Some(OpeningHours { windows: days.map(Option::unwrap_or_default) })
}

fn windows(value: &Value<'_>, interval: Minutes) -> Option<Vec<ClockWindow>> {
    let items = if value.is_list() { value.list()? } else { vec![value.clone()] };
    let all: Option<Vec<ClockWindow>> = items.iter().map(|v| window(v, interval)).collect();
    let mut all = all?;
    all.sort_by_key(|w| w.from);
    if all.windows(2).any(|pair| pair[1].from < pair[0].to) {
        value.fault(codes::HOURS_BAD, "two windows overlap");
        return None;
    }
    Some(all)
}

fn window(value: &Value<'_>, interval: Minutes) -> Option<ClockWindow> {
    let text = value.text()?;
    if text == "always" {
        return Some(ClockWindow::ALL_DAY);
    }
    let Some(window) = tidy_window(text) else {
        value.fault(codes::HOURS_BAD, format!("`{}` is not a window", clip(text)));
        return None;
    };
    for bound in [window.from, window.to] {
        if bound.minutes().0 % interval.0 != 0 {
            let cause = format!("{bound} is not a multiple of {interval}");
            value.fault(codes::START_GRID, cause);
            return None;
        }
    }
    Some(window)
}

/// Writes hours as one text, one list, or a table by day.
pub(super) fn text(hours: &OpeningHours) -> String {
    let first = &hours.windows[0];
    if hours.windows.iter().all(|w| w == first) {
        return list(first);
    }
    let named = WEEKDAYS.iter().zip(&hours.windows);
    let days: Vec<String> = named.map(|((name, _), w)| format!("{name} = {}", list(w))).collect();
    format!("{{ {} }}", days.join(", "))
}

fn list(windows: &[ClockWindow]) -> String {
    let quoted: Vec<String> = windows.iter().map(|w| format!("\"{w}\"")).collect();
    if let [one] = quoted.as_slice() { one.clone() } else { format!("[{}]", quoted.join(", ")) }
}
