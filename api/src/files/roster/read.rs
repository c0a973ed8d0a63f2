//! Rows to shifts.

use super::{KNOWN, NEEDED, RESTS};
use crate::files::agents::nearest;
use crate::files::availability::known_agent;
use crate::files::codes;
use crate::files::document::tidy_clock;
use crate::files::fault::{Faults, Place};
use crate::files::head::{Head, of_centre};
use crate::files::line::{Edge, Line};
use crate::files::number::clip;
use crate::files::table::Table;
use crate::files::time::{Clock, moment_text};
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use domain::{
    Activity, AgentId, Centre, ClockTime, Grid, Minutes, Moment, Provenance, QueueId, Roster,
    Shift, Span, Stretch,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the rows of a roster may name.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) zone: Tz,
    pub(crate) interval: Minutes,
    pub(crate) queues: Vec<String>,
    pub(crate) agents: HashSet<String>,
}

impl World {
    fn of(centre: &Centre) -> Self {
        Self {
            zone: centre.zone,
            interval: centre.interval,
            queues: centre.queues.iter().map(|q| q.id.to_string()).collect(),
            agents: centre.agents.iter().map(|a| a.id.to_string()).collect(),
        }
    }
}

/// One row, understood.
#[derive(Debug)]
struct StretchRow {
    agent: AgentId,
    date: NaiveDate,
    shift: u32,
    stretch: Stretch,
    /// Its place among the table's rows.
    row: usize,
}

/// A roster; its horizon is that of its head lines, else whole weeks around its dates.
pub(crate) fn read(table: &Table, centre: &Centre, faults: &mut Faults) -> Option<Roster> {
    let shifts = read_shifts(table, &World::of(centre), faults);
    let head = Head::of(table);
    let before = faults.len();
    let grid = head.grid(codes::ROSTER_HEAD, faults);
    let grid = if grid.is_none() && faults.len() == before {
        guessed_grid(table, centre, &shifts, faults)
    } else {
        grid.and_then(|g| of_centre(g, &head, (centre, codes::ROSTER_HEAD), faults))
    }?;
    for shift in shifts.iter().filter(|s| grid.day_of_date(s.date).is_none()) {
        let cause = format!("a shift of `{}` on {} lies outside", shift.agent, shift.date);
        faults.add(Place::file(&table.file), codes::ROSTER_HEAD, cause);
    }
    Some(Roster::new(grid, shifts, provenance(&head, faults)))
}

/// Nobody is in two places: shifts of the roster do not begin before the earlier ones have ended.
pub(crate) fn one_place_each(
    (roster, file): (&Roster, &str),
    previous: &[Shift],
    faults: &mut Faults,
) {
    let mut clock = Clock::new(roster.grid.zone());
    let mut of_agent: HashMap<&AgentId, Vec<&Shift>> = HashMap::new();
    let begin = roster.grid.horizon().start;
    for shift in previous.iter().filter(|shift| shift.span().end > begin) {
        of_agent.entry(&shift.agent).or_default().push(shift);
    }
    for shift in &roster.shifts {
        let earlier = of_agent.get(&shift.agent).into_iter().flatten();
        for other in earlier.filter(|p| p.span().overlaps(&shift.span())) {
            let until = moment_text(other.span().end, &mut clock);
            let cause = format!(
                "`{}` has a shift on {}, but is busy until {until} by previous.csv",
                shift.agent, shift.date
            );
            faults.add(Place::file(file), codes::STRETCH_OVERLAP, cause);
        }
    }
}

fn guessed_grid(
    table: &Table,
    centre: &Centre,
    shifts: &[Shift],
    faults: &mut Faults,
) -> Option<Grid> {
    if shifts.is_empty() {
        let cause = "neither a horizon nor a shift that can be read is given";
        faults.add(Place::file(&table.file), codes::ROSTER_HEAD, cause);
    }
    let first = shifts.iter().map(|s| s.date).min()?;
    let last = shifts.iter().map(|s| s.date).max()?;
    let into_week = first.weekday().days_since(centre.week_start);
    let begin = first.checked_sub_days(Days::new(u64::from(into_week)))?;
    let weeks = usize::try_from((last - begin).num_days() / 7 + 1).ok()?;
    let place = Place::file(&table.file);
    let cause = format!("no horizon is given: {weeks} weeks from {begin} are taken");
    faults.add(place, codes::ROSTER_HORIZON, cause);
    match Grid::new(centre.zone, begin, weeks * 7, centre.interval) {
        Ok(grid) => Some(grid),
        Err(error) => {
            faults.add(place, codes::ROSTER_HEAD, error);
            None
        }
    }
}

fn provenance(head: &Head, faults: &mut Faults) -> Provenance {
    let text = |key: &str| head.get(key).map(|(_, value)| value.to_owned());
    let mut seed = 0;
    if let Some((line, value)) = head.get("seed") {
        match value.parse() {
            Ok(number) => seed = number,
            Err(_) => {
                head.fault(line, codes::ROSTER_HEAD, "the seed is not a whole number", faults)
            }
        }
    }
    Provenance {
        version: text("version").unwrap_or_default(),
        seed,
        input_hash: text("input").unwrap_or_default(),
        parent: text("parent"),
    }
}

/// The shifts of a roster file, in order, whatever its horizon.
pub(crate) fn read_shifts(table: &Table, world: &World, faults: &mut Faults) -> Vec<Shift> {
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return Vec::new();
    }
    let mut clock = Clock::new(world.zone);
    let mut by_agent: BTreeMap<AgentId, Vec<StretchRow>> = BTreeMap::new();
    for (number, row) in table.rows.iter().enumerate() {
        let mut line = Line::new(table, row, faults);
        let read = stretch_row(&mut line, number, world, &mut clock);
        if let Some(read) = line.keep(read) {
            by_agent.entry(read.agent.clone()).or_default().push(read);
        }
    }
    let mut shifts = Vec::new();
    for mut rows in by_agent.into_values() {
        rows.sort_by_key(|r| (r.stretch.span, r.row));
        on_interval(table, &rows, world, faults);
        shifts.extend(joined(table, rows, &mut clock, faults));
    }
    shifts
}

fn stretch_row(
    line: &mut Line<'_, '_>,
    row: usize,
    world: &World,
    clock: &mut Clock,
) -> Option<StretchRow> {
    let agent = known_agent(line, &world.agents);
    for name in ["date", "start", "end"] {
        line.needed(name);
    }
    let date = line.date("date");
    let start = moment(line, "start", date, clock);
    let end = moment(line, "end", date, clock);
    let activity = activity(line, world);
    let shift = line.whole("shift").unwrap_or(0);
    let span = Span::new(start?, end?);
    if span.end <= span.start {
        line.fault("end", codes::SPAN_ORDER, "this stretch does not end after it begins");
    }
    let stretch = Stretch { span, activity: activity? };
    Some(StretchRow { agent: agent?.into(), date: date?, shift, stretch, row })
}

/// Warns of one agent's stretches, in time order, that begin or end between intervals. From one
/// queue to the next people may move at any minute.
fn on_interval(table: &Table, rows: &[StretchRow], world: &World, faults: &mut Faults) {
    let moves = |before: &StretchRow, after: &StretchRow| {
        let at_work = |row: &StretchRow| matches!(row.stretch.activity, Activity::Work(_));
        at_work(before) && at_work(after) && before.stretch.span.end == after.stretch.span.start
    };
    for (n, row) in rows.iter().enumerate() {
        let from_queue = n > 0 && moves(&rows[n - 1], row);
        let to_queue = rows.get(n + 1).is_some_and(|next| moves(row, next));
        let span = row.stretch.span;
        for (name, at, free) in [("start", span.start, from_queue), ("end", span.end, to_queue)] {
            let minutes = i64::from(ClockTime::of(at.local(world.zone)).0);
            if !free && minutes % world.interval.0 != 0 {
                let cause = format!("`{name}` is not a multiple of {}", world.interval);
                let mut line = Line::new(table, &table.rows[row.row], faults);
                line.fault(name, codes::STRETCH_GRID, cause);
            }
        }
    }
}

/// A clock time counted from `date`, or a full time.
fn moment(
    line: &mut Line<'_, '_>,
    name: &str,
    date: Option<NaiveDate>,
    clock: &mut Clock,
) -> Option<Moment> {
    let text = line.text(name)?.trim();
    let spelled = if text.split(':').count() == 3 && text.len() <= 8 {
        text.strip_suffix(":00").unwrap_or(text)
    } else {
        text
    };
    let Some(at) = tidy_clock(spelled) else { return line.moment(name, Edge::Start, clock) };
    let midnight = date?.and_time(chrono::NaiveTime::MIN);
    line.placed(name, midnight + chrono::Duration::minutes(i64::from(at.0)), clock)
}

fn activity(line: &mut Line<'_, '_>, world: &World) -> Option<Activity> {
    line.needed("activity");
    let queue = line.text("queue");
    let words: Vec<(&str, usize)> = RESTS
        .iter()
        .enumerate()
        .map(|(n, (w, _))| (*w, n))
        .chain([("work", RESTS.len())])
        .collect();
    let chosen = line.word("activity", &words)?;
    match (RESTS.get(chosen), queue) {
        (Some((_, rest)), None) => Some(rest.clone()),
        (Some((word, _)), Some(_)) => {
            line.fault("queue", codes::ACTIVITY_BAD, format!("{word} has no queue"));
            None
        }
        (None, None) => {
            line.fault("queue", codes::ACTIVITY_BAD, "work needs a queue");
            None
        }
        (None, Some(queue)) => {
            let known: Vec<&str> = world.queues.iter().map(String::as_str).collect();
            if !known.contains(&queue) {
                let cause = format!("queue `{}` is not in centre.toml", clip(queue));
                line.fault_with("queue", codes::ACTIVITY_BAD, cause, nearest(queue, &known));
            }
            Some(Activity::Work(QueueId::new(queue)))
        }
    }
}

/// Joins one agent's stretches in time order: a gap, another date or another number of `shift`
/// begins another shift.
fn joined(
    table: &Table,
    rows: Vec<StretchRow>,
    clock: &mut Clock,
    faults: &mut Faults,
) -> Vec<Shift> {
    let mut shifts: Vec<(Shift, u32)> = Vec::new();
    for row in rows {
        let place = Place::line(&table.file, table.rows[row.row].line);
        if let Some((shift, number)) = shifts.last_mut() {
            let end = shift.span().end;
            if row.stretch.span.start < end {
                let until = moment_text(end, clock);
                let cause = format!("`{}` is busy until {until} already", row.agent);
                faults.add(place, codes::STRETCH_OVERLAP, cause);
                continue;
            }
            if row.stretch.span.start == end && shift.date == row.date && *number == row.shift {
                shift.stretches.push(row.stretch);
                continue;
            }
        }
        let starts_on = row.stretch.span.start.date(clock.zone());
        if starts_on != row.date {
            let cause = format!("a shift dated {} starts on {starts_on}", row.date);
            faults.add(place, codes::SHIFT_DATE, cause);
        }
        let shift = Shift { agent: row.agent, date: row.date, stretches: vec![row.stretch] };
        shifts.push((shift, row.shift));
    }
    shifts.into_iter().map(|(shift, _)| shift).collect()
}
