//! The weekday.
//!
//! A make-up workday (a weekend day worked in exchange for a holiday) starts out as the average of
//! Monday to Friday rather than as the weekend day it falls on.

use super::{Design, Reason};
use crate::days::DayTable;

const SD: f64 = 1.0;

/// Puts the weekday columns; `makeup[day]` marks make-up workdays.
pub(crate) fn put(design: &mut Design, table: &DayTable, makeup: &[bool]) {
    for (day, &worked) in makeup.iter().enumerate() {
        let weekday = table.weekday(day);
        if worked && weekday >= 5 {
            for workday in 0..5 {
                design.put(day as i64, Reason::Weekday(workday), SD, 0.2, None);
            }
        } else {
            design.put(day as i64, Reason::Weekday(weekday), SD, 1.0, None);
        }
    }
}
