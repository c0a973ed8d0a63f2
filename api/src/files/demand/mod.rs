//! `demand.csv`: what is expected, one row per queue and interval of the horizon.
//!
//! ```text
//! # paiban demand
//! # horizon: 2025-11-10 7 days of 30 min in Asia/Shanghai
//! # note presales_chat: first Double 11 in the history
//! interval_start,queue,open,expected,q2.5,q10,q25,q50,q75,q90,q97.5,aht_seconds,base,
//! spread_poisson,spread_shared,effects
//! ```
//! `effects` lists the day's multipliers, `weekday=1.12|Double 11=2.4`, on the first interval of
//! each day. A planner may overwrite `expected` and the quantiles before staffing.

use super::agents::float;
use super::codes;
use super::fault::Faults;
use super::grid_table;
use super::head::{Head, grid_line};
use super::line::Line;
use super::number::{clip, decimal};
use super::records::quote;
use super::table::Table;
use super::time::{Clock, moment_text, parse_day};
use domain::{
    Centre, Contacts, Decomposition, Demand, Effects, Override, Quantiles, QueueDemand, QueueId,
    Seconds, Slot, Spread,
};
use std::fmt::Write;

const NEEDED: [&str; 12] = [
    "interval_start",
    "queue",
    "open",
    "expected",
    "q2.5",
    "q10",
    "q25",
    "q50",
    "q75",
    "q90",
    "q97.5",
    "aht_seconds",
];
const KNOWN: [&str; 4] = ["base", "spread_poisson", "spread_shared", "effects"];

/// One row.
struct Row {
    open: bool,
    expected: Contacts,
    quantiles: Quantiles,
    spread: Spread,
    aht: Seconds,
    base: Option<Contacts>,
    effects: Option<Effects>,
}

/// Reads a demand; every queue covers the horizon.
pub(crate) fn read(table: &Table, centre: &Centre, faults: &mut Faults) -> Option<Demand> {
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return None;
    }
    let cells = grid_table::read(table, centre, faults, row)?;
    let mut queues = Vec::with_capacity(cells.queues.len());
    for (queue, rows) in cells.queues {
        let has_base = rows.iter().all(|r| r.base.is_some());
        let day_starts = (0..cells.grid.days()).map(|d| cells.grid.slots_of_day(d).start);
        let days: Option<Vec<Effects>> = day_starts.map(|s| rows[s].effects.clone()).collect();
        let head = &cells.head;
        queues.push(QueueDemand {
            open: rows.iter().map(|r| r.open).collect(),
            expected: rows.iter().map(|r| r.expected).collect(),
            quantiles: rows.iter().map(|r| r.quantiles).collect(),
            spread: rows.iter().map(|r| r.spread).collect(),
            aht: rows.iter().map(|r| r.aht).collect(),
            decomposition: Decomposition {
                base: rows.iter().filter(|_| has_base).filter_map(|r| r.base).collect(),
                days: days.unwrap_or_default(),
                overrides: overrides(head, &queue, faults),
                notes: head.all(&format!("note {queue}")).map(|(_, t)| t.to_owned()).collect(),
            },
            queue,
        });
    }
    Some(Demand { grid: cells.grid, queues })
}

fn row(line: &mut Line<'_, '_>) -> Option<Row> {
    for name in NEEDED {
        line.needed(name);
    }
    let open = line.flag("open");
    let expected = line.count("expected");
    let mut quantiles = [Contacts(0.0); 7];
    for (quantile, name) in quantiles.iter_mut().zip(&NEEDED[4..11]) {
        *quantile = Contacts(line.count(name).unwrap_or(0.0));
    }
    if quantiles.windows(2).any(|w| w[1] < w[0]) {
        line.fault("q50", codes::NUMBER_RANGE, "the quantiles fall where they should rise");
    }
    let aht = line.count("aht_seconds");
    let spread = Spread {
        poisson: line.count("spread_poisson").unwrap_or(1.0),
        shared: line.count("spread_shared").unwrap_or(0.0),
    };
    let base = line.count("base").map(Contacts);
    let effects = effects(line);
    Some(Row {
        open: open?,
        expected: Contacts(expected?),
        quantiles,
        spread,
        aht: Seconds(aht?),
        base,
        effects,
    })
}

/// Reads `name=1.2|name=0.9`; a day without any factor is `none`.
fn effects(line: &mut Line<'_, '_>) -> Option<Effects> {
    let text = line.text("effects")?;
    if text == "none" {
        return Some(Effects::default());
    }
    let mut factors = Vec::new();
    for part in text.split('|') {
        let factor = part
            .rsplit_once('=')
            .and_then(|(name, value)| Some((name.to_owned(), decimal(value.trim(), false).ok()?)));
        match factor {
            Some(factor) => factors.push(factor),
            None => {
                let cause = format!("`{}` is not an effect such as weekday=1.12", clip(part));
                line.fault("effects", codes::NUMBER_BAD, cause);
            }
        }
    }
    Some(Effects { factors })
}

/// Head lines `# stated QUEUE: event | first day | model | sd | planner | blend`.
fn overrides(head: &Head, queue: &QueueId, faults: &mut Faults) -> Vec<Override> {
    let mut all = Vec::new();
    for (line, text) in head.all(&format!("stated {queue}")) {
        let parts: Vec<&str> = text.split('|').map(str::trim).collect();
        let number = |n: usize| parts.get(n).and_then(|t| decimal(t, false).ok());
        let read = || {
            Some(Override {
                event: (*parts.first()?).to_owned(),
                first_day: parse_day(parts.get(1)?).ok()?,
                model: number(2)?,
                model_sd: number(3)?,
                planner: number(4)?,
                blend: number(5)?,
            })
        };
        match read() {
            Some(stated) => all.push(stated),
            None => head.fault(line, codes::TABLE_HORIZON, "this statement cannot be read", faults),
        }
    }
    all
}

/// The file of a demand.
pub(crate) fn write(demand: &Demand) -> String {
    let mut text = format!("# paiban demand\n{}", grid_line(&demand.grid));
    for queue in &demand.queues {
        let id = &queue.queue;
        for note in &queue.decomposition.notes {
            let _ = writeln!(text, "# note {id}: {}", note.replace('\n', " "));
        }
        for o in &queue.decomposition.overrides {
            let (event, day) = (o.event.replace(['\n', '|'], " "), o.first_day);
            let numbers = [o.model, o.model_sd, o.planner, o.blend].map(|x| x.to_string());
            let _ = writeln!(text, "# stated {id}: {event} | {day} | {}", numbers.join(" | "));
        }
    }
    text.push_str(&[&NEEDED[..], &KNOWN[..]].concat().join(","));
    text.push('\n');
    let mut clock = Clock::new(demand.grid.zone());
    for queue in &demand.queues {
        for slot in demand.grid.slots() {
            write_row(&mut text, demand, queue, slot, &mut clock);
        }
    }
    text
}

fn write_row(t: &mut String, demand: &Demand, queue: &QueueDemand, slot: Slot, clock: &mut Clock) {
    let s = slot.0;
    let at = moment_text(demand.grid.start(slot), clock);
    let open = if queue.open[s] { "yes" } else { "no" };
    let _ = write!(t, "{at},{},{open},{}", quote(queue.queue.as_str()), queue.expected[s].0);
    for quantile in queue.quantiles[s] {
        let _ = write!(t, ",{}", quantile.0);
    }
    let base = queue.decomposition.base.get(s).map(|c| c.0.to_string()).unwrap_or_default();
    let Spread { poisson, shared } = queue.spread[s];
    let _ = write!(t, ",{},{base},{poisson},{shared}", queue.aht[s].0);
    let day = demand.grid.day_of(slot);
    let first = demand.grid.slots_of_day(day).start == s;
    let effects = queue.decomposition.days.get(day).filter(|_| first);
    let _ = writeln!(t, ",{}", quote(&effects.map(effects_text).unwrap_or_default()));
}

fn effects_text(effects: &Effects) -> String {
    let factor = |(name, value): &(String, f64)| {
        format!("{}={}", name.replace(['|', '='], " "), float(*value))
    };
    let all: Vec<String> = effects.factors.iter().map(factor).collect();
    if all.is_empty() { "none".into() } else { all.join("|") }
}
