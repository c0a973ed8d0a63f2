//! Writes `history.csv`.

use super::{KNOWN, NEEDED};
use crate::files::records::quote;
use crate::files::time::{Clock, moment_text};
use chrono_tz::Tz;
use domain::{History, IntervalRecord};
use std::io::{self, Write};

/// The optional cells of a record, in the order of [`KNOWN`].
pub(super) fn others(record: &IntervalRecord) -> [Option<f64>; 4] {
    [
        record.aht.map(|s| s.0),
        record.answered.map(|c| c.0),
        record.abandoned.map(|c| c.0),
        record.answered_within.map(|c| c.0),
    ]
}

/// Which of [`KNOWN`] any record of a history has.
pub(super) fn used(history: &History) -> [bool; 4] {
    let mut used = [false; 4];
    for record in history.queues.iter().flat_map(|q| &q.records) {
        for (used, value) in used.iter_mut().zip(others(record)) {
            *used |= value.is_some();
        }
    }
    used
}

/// Writes the file of a history, by queue and time; columns that nothing uses are left out.
pub(crate) fn write(history: &History, zone: Tz, out: &mut dyn Write) -> io::Result<()> {
    let used = used(history);
    write!(out, "{}", NEEDED.join(","))?;
    for (name, _) in KNOWN.iter().zip(used).filter(|(_, used)| *used) {
        write!(out, ",{name}")?;
    }
    writeln!(out)?;
    let mut clock = Clock::new(zone);
    for queue in &history.queues {
        let id = quote(queue.queue.as_str());
        for record in &queue.records {
            write!(out, "{},{id},{}", moment_text(record.at, &mut clock), record.offered.0)?;
            for (value, _) in others(record).into_iter().zip(used).filter(|(_, used)| *used) {
                match value {
                    Some(value) => write!(out, ",{value}")?,
                    None => write!(out, ",")?,
                }
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
