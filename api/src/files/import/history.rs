//! An interval report to a history.

use super::mapping::Mapping;
use crate::files::codes;
use crate::files::fault::{Faults, Place};
use crate::files::history::{Collector, Raw};
use crate::files::line::Line;
use crate::files::number::clip;
use crate::files::table::Table;
use crate::files::time::Written;
use domain::{Centre, History};
use std::collections::BTreeMap;

/// The queue of a report that does not name any.
const ONLY_QUEUE: &str = "calls";

/// One row of a report.
#[derive(Debug, Clone)]
pub(super) struct ReportRow {
    pub(super) line: u32,
    pub(super) at: Written,
    pub(super) queue: String,
    pub(super) offered: f64,
    others: [Option<f64>; 4],
}

impl ReportRow {
    /// Contacts answered, where the report says.
    pub(super) fn answered(&self) -> Option<f64> {
        self.others[1]
    }
}

/// Every row that can be understood.
///
/// A queue of `centre` may be called by its id or by its name; a report that names none is of its
/// only queue.
pub(super) fn rows(
    table: &Table,
    mapping: &Mapping,
    centre: Option<&Centre>,
    faults: &mut Faults,
) -> Vec<ReportRow> {
    table.expect_rows(faults);
    let place = Place::file(&table.file);
    let queues = centre.map_or(&[][..], |c| &c.queues);
    let only = if let [only] = queues { only.id.as_str() } else { ONLY_QUEUE };
    if mapping.column("queue").is_none() {
        let cause = format!("no column names queues: everything is queue `{only}`");
        faults.add(place, codes::IMPORT_ASSUMED, cause);
    }
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut id = |name: &str| {
        if let Some(id) = ids.get(name) {
            return id.clone();
        }
        let known = queues.iter().find(|q| q.id.as_str() == name || q.name == name);
        let id = known.map_or_else(|| id_of(name), |q| q.id.to_string());
        ids.insert(name.to_owned(), id.clone());
        id
    };
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        let read = one(&mut line, mapping, only, &mut id);
        rows.extend(line.keep(read));
    }
    for (name, id) in ids.iter().filter(|(name, id)| name != id) {
        let cause = format!("queue `{}` of the report is queue `{id}`", clip(name));
        faults.add(place, codes::IMPORT_ASSUMED, cause);
    }
    rows
}

fn one(
    line: &mut Line<'_, '_>,
    mapping: &Mapping,
    only: &str,
    id: &mut impl FnMut(&str) -> String,
) -> Option<ReportRow> {
    let (at, offered) = (mapping.column("interval_start")?, mapping.column("offered")?);
    line.needed(at);
    line.needed(offered);
    let queue = match mapping.column("queue") {
        Some(column) => line.needed(column)?.trim(),
        None => only,
    };
    let mut other = |ours: &str| mapping.column(ours).and_then(|column| line.count(column));
    let others =
        [other("aht_seconds"), other("answered"), other("abandoned"), other("answered_within")];
    Some(ReportRow {
        line: line.number_of(),
        at: line.time(at)?,
        queue: id(queue),
        offered: line.count(offered)?,
        others,
    })
}

/// A queue's id from its foreign name: what ids cannot hold becomes an underscore.
fn id_of(name: &str) -> String {
    name.replace(['|', ':', '\n', '\r', '\t'], "_").trim().to_owned()
}

/// The history of `centre` that the rows describe.
pub(super) fn collect(
    file: &str,
    rows: &[ReportRow],
    centre: &Centre,
    faults: &mut Faults,
) -> History {
    let ids: Vec<&str> = centre.queues.iter().map(|q| q.id.as_str()).collect();
    let mut collector = Collector::with_ids(file, &ids, centre.zone, centre.interval);
    for row in rows {
        let [aht, answered, abandoned, within] = row.others;
        let (at, offered, line) = (row.at, row.offered, row.line);
        let raw = Raw { line, at, queue: &row.queue, offered, aht, answered, abandoned, within };
        for (_, code, cause) in collector.push(&raw) {
            faults.add(Place::line(file, line), code, cause);
        }
    }
    collector.finish(faults)
}
