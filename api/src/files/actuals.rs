//! `actuals.csv`: what really happened in a horizon that was planned.
//!
//! ```text
//! interval_start,queue,offered,answered_within,aht_seconds,answered,abandoned,attended
//! 2025-11-11T20:30,presales_chat,142,101,318.5,135,7,31.5
//! ```
//! `attended` is the mean number of people who were at their desks for the queue, in standard
//! agents; without the column nobody knows, and attendance counts as planned.

use super::agents::nearest;
use super::codes;
use super::fault::Faults;
use super::line::{Edge, Line};
use super::number::clip;
use super::table::Table;
use super::time::Clock;
use domain::{Centre, Contacts, Grid, History, IntervalRecord, QueueHistory, QueueId, Seconds};
use std::collections::BTreeMap;

const NEEDED: [&str; 4] = ["interval_start", "queue", "offered", "answered_within"];
const KNOWN: [&str; 4] = ["aht_seconds", "answered", "abandoned", "attended"];

/// What was reported of a horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Actuals {
    /// The interval reports.
    pub history: History,
    /// Per queue and slot, the people at their desks; `None` when the file has no such column.
    pub attended: Option<Vec<(QueueId, Vec<Option<f64>>)>>,
}

/// By slot, what was reported and how many people were there.
type Reports = BTreeMap<usize, (IntervalRecord, Option<f64>)>;

/// Reads the reports of `grid`; rows of other days are left out with a warning.
pub(crate) fn read(
    table: &Table,
    centre: &Centre,
    grid: &Grid,
    faults: &mut Faults,
) -> Option<Actuals> {
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return None;
    }
    table.expect_rows(faults);
    let mut clock = Clock::new(centre.zone);
    let mut queues: Vec<(QueueId, Reports)> =
        centre.queues.iter().map(|q| (q.id.clone(), BTreeMap::new())).collect();
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        let place = place(&mut line, centre, grid, &mut clock);
        let report = report(&mut line);
        let report = line.keep(report);
        let (Some((queue, slot)), Some((mut record, attended))) = (place, report) else { continue };
        record.at = grid.start(domain::Slot(slot));
        if queues[queue].1.insert(slot, (record, attended)).is_some() {
            let cause = "this queue and interval is in the file already";
            Line::new(table, row, faults).fault("interval_start", codes::INTERVAL_TWICE, cause);
        }
    }
    let records = queues.iter().map(|(id, rows)| QueueHistory {
        queue: id.clone(),
        records: rows.values().map(|(record, _)| *record).collect(),
    });
    let history = History { interval: grid.interval(), queues: records.collect() };
    let known = table.header.iter().any(|name| name == "attended");
    let attended = known.then(|| {
        let people = |rows: &Reports| {
            (0..grid.len()).map(|s| rows.get(&s).and_then(|(_, there)| *there)).collect()
        };
        queues.iter().map(|(id, rows)| (id.clone(), people(rows))).collect()
    });
    Some(Actuals { history, attended })
}

fn place(
    line: &mut Line<'_, '_>,
    centre: &Centre,
    grid: &Grid,
    clock: &mut Clock,
) -> Option<(usize, usize)> {
    line.needed("interval_start");
    let known: Vec<&str> = centre.queues.iter().map(|q| q.id.as_str()).collect();
    let queue = line.needed("queue").and_then(|id| {
        let found = known.iter().position(|known| *known == id);
        if found.is_none() {
            let cause = format!("queue `{}` is not in centre.toml", clip(id));
            line.fault_with("queue", codes::HISTORY_QUEUE, cause, nearest(id, &known));
        }
        found
    });
    let at = line.moment("interval_start", Edge::Start, clock)?;
    let slot = grid.slot_of(at).filter(|slot| grid.start(*slot) == at);
    if slot.is_none() {
        let cause = "this interval is not one of the roster's days";
        line.fault("interval_start", codes::TABLE_HORIZON, cause);
    }
    Some((queue?, slot?.0))
}

fn report(line: &mut Line<'_, '_>) -> Option<(IntervalRecord, Option<f64>)> {
    line.needed("offered");
    line.needed("answered_within");
    let (offered, within) = (line.count("offered"), line.count("answered_within"));
    let aht = line.count("aht_seconds").filter(|seconds| *seconds > 0.0).map(Seconds);
    let (answered, abandoned) = (line.count("answered"), line.count("abandoned"));
    let attended = line.count("attended");
    let (offered, within) = (offered?, within?);
    if within > offered {
        let cause = format!("{within} answered in time of {offered} offered");
        line.fault("answered_within", codes::NUMBER_RANGE, cause);
    }
    let record = IntervalRecord {
        at: domain::Moment(0),
        offered: Contacts(offered),
        aht,
        answered: answered.map(Contacts),
        abandoned: abandoned.map(Contacts),
        answered_within: Some(Contacts(within)),
    };
    Some((record, attended))
}
