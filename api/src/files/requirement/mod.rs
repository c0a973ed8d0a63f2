//! `requirement.csv`: people needed, one row per queue and interval of the horizon.
//!
//! ```text
//! # paiban requirement
//! # horizon: 2025-11-10 7 days of 30 min in Asia/Shanghai
//! # pooled presales_chat: service_level 0.8 in 20 s per day
//! # deferrable tickets: backlog 12.5 share 0.9
//! interval_start,queue,agents,seated,load_erlangs,binding,arriving,due,offered,…
//! ```
//! `agents` are people on the roster, shrinkage included; `answered_in_time` is the service curve,
//! `0|1.5|4.2`: contacts answered in time with 0, 1, 2, … people; `waited_seconds` the same for a
//! mean wait per day or week. A planner may overwrite `agents`.

use super::centre::{pooled_text, read_target_text, target_text};
use super::codes;
use super::fault::Faults;
use super::grid_table;
use super::head::{Head, grid_line};
use super::line::Line;
use super::number::{clip, decimal};
use super::records::quote;
use super::table::Table;
use super::time::{Clock, moment_text};
use domain::{
    Agents, Centre, Contacts, Deferrable, Erlangs, QueueId, QueueRequirement, Requirement, Seconds,
    ServiceCurve, Share, Slot, Target, TargetKind,
};
use std::fmt::Write;

const NEEDED: [&str; 3] = ["interval_start", "queue", "agents"];
const KNOWN: [&str; 8] = [
    "seated",
    "load_erlangs",
    "binding",
    "arriving",
    "due",
    "offered",
    "answered_in_time",
    "waited_seconds",
];

/// One row.
struct Row {
    agents: Agents,
    seated: Agents,
    load: Erlangs,
    binding: Option<TargetKind>,
    arriving: Option<f64>,
    due: Option<f64>,
    curve: Option<ServiceCurve>,
}

/// Reads a requirement; every queue covers the horizon.
pub(crate) fn read(table: &Table, centre: &Centre, faults: &mut Faults) -> Option<Requirement> {
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return None;
    }
    let cells = grid_table::read(table, centre, faults, row)?;
    let mut queues = Vec::with_capacity(cells.queues.len());
    for (queue, rows) in cells.queues {
        let curves: Option<Vec<ServiceCurve>> = rows.iter().map(|r| r.curve.clone()).collect();
        queues.push(QueueRequirement {
            agents: rows.iter().map(|r| r.agents).collect(),
            seated: rows.iter().map(|r| r.seated).collect(),
            load: rows.iter().map(|r| r.load).collect(),
            binding: rows.iter().map(|r| r.binding).collect(),
            curves: curves.unwrap_or_default(),
            pooled: pooled(&cells.head, &queue, faults),
            deferrable: deferrable(&cells.head, &queue, &rows, faults),
            queue,
        });
    }
    Some(Requirement { grid: cells.grid, queues })
}

fn row(line: &mut Line<'_, '_>) -> Option<Row> {
    for name in NEEDED {
        line.needed(name);
    }
    let agents = line.whole("agents");
    let seated = line.whole("seated").or(agents);
    let load = line.count("load_erlangs").unwrap_or(0.0);
    let mut binding = None;
    if let Some(text) = line.text("binding") {
        binding = read_target_text(text).map(|target| target.kind);
        if binding.is_none() {
            let cause = format!("`{}` is not a target", clip(text));
            line.fault("binding", codes::WORD_BAD, cause);
        }
    }
    let (arriving, due) = (line.count("arriving"), line.count("due"));
    let offered = line.count("offered");
    let curve = curve(line, offered);
    Some(Row {
        agents: Agents(agents?),
        seated: Agents(seated?),
        load: Erlangs(load),
        binding,
        arriving,
        due,
        curve,
    })
}

fn curve(line: &mut Line<'_, '_>, offered: Option<f64>) -> Option<ServiceCurve> {
    let offered = Contacts(offered?);
    let answered = points(line, "answered_in_time", "contacts").into_iter().map(Contacts);
    let waited = points(line, "waited_seconds", "seconds").into_iter().map(Seconds);
    Some(ServiceCurve { offered, answered_in_time: answered.collect(), waited: waited.collect() })
}

/// The points of a curve, parted by bars.
fn points(line: &mut Line<'_, '_>, column: &'static str, unit: &str) -> Vec<f64> {
    let text = line.text(column).unwrap_or("");
    let mut points = Vec::new();
    for part in text.split('|').filter(|p| !p.is_empty()) {
        match decimal(part.trim(), false) {
            Ok(value) if value >= 0.0 => points.push(value),
            _ => {
                let cause = format!("`{}` is not a number of {unit}", clip(part));
                line.fault(column, codes::NUMBER_BAD, cause);
            }
        }
    }
    points
}

fn pooled(head: &Head, queue: &QueueId, faults: &mut Faults) -> Vec<Target> {
    let mut targets = Vec::new();
    for (line, text) in head.all(&format!("pooled {queue}")) {
        match read_target_text(text) {
            Some(target) => targets.push(target),
            None => head.fault(line, codes::TABLE_HORIZON, "this is not a target", faults),
        }
    }
    targets
}

fn deferrable(
    head: &Head,
    queue: &QueueId,
    rows: &[Row],
    faults: &mut Faults,
) -> Option<Deferrable> {
    let (line, text) = head.get(&format!("deferrable {queue}"))?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let read = match words.as_slice() {
        ["backlog", backlog, "share", share] => {
            decimal(backlog, false).ok().zip(decimal(share, false).ok().and_then(Share::new))
        }
        _ => None,
    };
    let arriving: Option<Vec<f64>> = rows.iter().map(|r| r.arriving).collect();
    let due: Option<Vec<f64>> = rows.iter().map(|r| r.due).collect();
    match (read, arriving, due) {
        (Some((backlog, share)), Some(arriving), Some(due)) => {
            Some(Deferrable { arriving, due, backlog, share })
        }
        _ => {
            let cause = "deferrable work needs a backlog, a share, `arriving` and `due`";
            head.fault(line, codes::TABLE_HORIZON, cause, faults);
            None
        }
    }
}

/// The file of a requirement.
pub(crate) fn write(requirement: &Requirement) -> String {
    let mut text = format!("# paiban requirement\n{}", grid_line(&requirement.grid));
    for queue in &requirement.queues {
        let id = &queue.queue;
        for target in &queue.pooled {
            let _ = writeln!(text, "# pooled {id}: {}", pooled_text(target));
        }
        if let Some(work) = &queue.deferrable {
            let (backlog, share) = (work.backlog, work.share.get());
            let _ = writeln!(text, "# deferrable {id}: backlog {backlog} share {share}");
        }
    }
    text.push_str(&[&NEEDED[..], &KNOWN[..]].concat().join(","));
    text.push('\n');
    let mut clock = Clock::new(requirement.grid.zone());
    for queue in &requirement.queues {
        for slot in requirement.grid.slots() {
            let at = moment_text(requirement.grid.start(slot), &mut clock);
            let _ = writeln!(text, "{at},{}", cells(queue, slot));
        }
    }
    text
}

fn cells(queue: &QueueRequirement, slot: Slot) -> String {
    let s = slot.0;
    let binding = queue.binding[s].as_ref().map(target_text).unwrap_or_default();
    let work = |values: fn(&Deferrable) -> &Vec<f64>| {
        queue.deferrable.as_ref().map(|d| values(d)[s].to_string()).unwrap_or_default()
    };
    let curve = queue.curves.get(s);
    let bars = |points: &mut dyn Iterator<Item = f64>| {
        points.map(|point| point.to_string()).collect::<Vec<_>>().join("|")
    };
    let answered = |c: &ServiceCurve| bars(&mut c.answered_in_time.iter().map(|x| x.0));
    let waited = |c: &ServiceCurve| bars(&mut c.waited.iter().map(|x| x.0));
    [
        quote(queue.queue.as_str()).into_owned(),
        queue.agents[s].0.to_string(),
        queue.seated[s].0.to_string(),
        queue.load[s].0.to_string(),
        binding,
        work(|d| &d.arriving),
        work(|d| &d.due),
        curve.map(|c| c.offered.0.to_string()).unwrap_or_default(),
        curve.map(answered).unwrap_or_default(),
        curve.map(waited).unwrap_or_default(),
    ]
    .join(",")
}
