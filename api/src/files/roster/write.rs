//! Shifts to rows.

use super::{KNOWN, NEEDED, activity_words};
use crate::files::head::grid_line;
use crate::files::records::quote;
use crate::files::time::{Clock, clock_text};
use chrono_tz::Tz;
use domain::{Roster, Shift};
use std::fmt::Write;

/// The file of a roster, with its horizon and provenance in the head lines.
pub(crate) fn write(roster: &Roster) -> String {
    let from = &roster.provenance;
    let mut text = String::from("# paiban roster\n");
    text.push_str(&grid_line(&roster.grid));
    let _ = writeln!(text, "# version: {}", from.version);
    let _ = writeln!(text, "# seed: {}", from.seed);
    let _ = writeln!(text, "# input: {}", from.input_hash);
    if let Some(parent) = &from.parent {
        let _ = writeln!(text, "# parent: {parent}");
    }
    text.push_str(&write_shifts(&roster.shifts, roster.grid.zone()));
    text
}

/// The file of shifts without a horizon.
pub(crate) fn write_shifts(shifts: &[Shift], zone: Tz) -> String {
    let numbers = shift_numbers(shifts);
    let numbered = numbers.iter().any(|n| *n > 0);
    let mut text = NEEDED.join(",");
    let _ = writeln!(text, ",{}", if numbered { KNOWN.join(",") } else { KNOWN[0].into() });
    let mut clock = Clock::new(zone);
    for (shift, number) in shifts.iter().zip(numbers) {
        for stretch in &shift.stretches {
            let (activity, queue) = activity_words(&stretch.activity);
            let _ = write!(
                text,
                "{},{},{},{},{activity},{}",
                quote(shift.agent.as_str()),
                shift.date,
                clock_text(stretch.span.start, shift.date, &mut clock),
                clock_text(stretch.span.end, shift.date, &mut clock),
                quote(queue)
            );
            if numbered {
                let _ = write!(text, ",{number}");
            }
            text.push('\n');
        }
    }
    text
}

/// A number per shift that tells it from one of the same agent and date that ends when it begins;
/// all zero where that never happens.
fn shift_numbers(shifts: &[Shift]) -> Vec<u32> {
    let mut numbers = vec![0; shifts.len()];
    for n in 1..shifts.len() {
        let (before, shift) = (&shifts[n - 1], &shifts[n]);
        let touches = before.agent == shift.agent
            && before.date == shift.date
            && before.span().end == shift.span().start;
        numbers[n] = if touches { numbers[n - 1] + 1 } else { 0 };
    }
    numbers
}
