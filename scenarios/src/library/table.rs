//! Small comma-separated tables that ship with the samples: no quotes, no blanks, one header.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    Agent, AgentId, Availability, AvailabilityKind, Calendar, ClockTime, ClockWindow, Confidence,
    Effect, Event, EventKind, GridError, History, Minutes, Moment, Phase, QueueId, Seniority,
    Share, Span,
};

/// One line of a table, by column name.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    header: Vec<&'a str>,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell under `column`; empty when the table has no such column.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let at = self.header.iter().position(|h| *h == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or("")
    }
    /// The cell as a number; `None` when it is empty.
    pub(crate) fn number(&self, column: &str) -> Option<f64> {
        let cell = Some(self.get(column)).filter(|cell| !cell.is_empty())?;
        Some(cell.parse().expect("the samples' tables hold numbers like 0.8"))
    }
    fn time(&self, column: &str) -> NaiveDateTime {
        time(self.get(column))
    }
}

/// The lines of a table below its header.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let mut lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    lines.map(move |l| Row { header: header.clone(), cells: l.split(',').collect() })
}

/// A date of the samples' own tables.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the samples' tables hold dates like 2025-11-10")
}

/// A civil time of the samples' own tables: a date, or a date and a clock time.
pub(crate) fn time(text: &str) -> NaiveDateTime {
    let (date, clock) = text.split_once(' ').unwrap_or((text, "00:00"));
    let clock = ClockTime::parse(clock).expect("the samples' tables hold times like 20:00");
    day(date).and_time(chrono::NaiveTime::MIN) + chrono::Duration::minutes(clock.minutes().0)
}

/// A history of the samples' own days.
pub(crate) fn whole(drawn: Result<History, GridError>) -> History {
    drawn.expect("the samples' days are cut into their intervals without a rest")
}

/// A clock time of the samples' own tables.
pub(crate) fn clock(text: &str) -> ClockTime {
    ClockTime::parse(text).expect("the samples' tables hold times like 20:00")
}

/// A daily window of the samples' own tables.
pub(crate) fn window(text: &str) -> ClockWindow {
    ClockWindow::parse(text).expect("the samples' tables hold windows like 08:00-02:00")
}

/// A share of the samples' own tables.
pub(crate) fn share(value: f64) -> Share {
    Share::new(value).expect("the samples' shares lie between 0 and 1")
}

/// The people of a table with the columns of `agents.csv`.
pub(crate) fn people(text: &str) -> Vec<Agent> {
    rows(text).map(|row| person(&row)).collect()
}

fn person(row: &Row<'_>) -> Agent {
    let skill = |s: &str| {
        let (queue, rate) = s.split_once(':').unwrap_or((s, "1"));
        (QueueId::new(queue), rate.parse().expect("the samples' skills are like chat:0.8"))
    };
    let hours = |column| Minutes((row.number(column).unwrap_or(0.0) * 60.0) as i64);
    Agent {
        id: row.get("agent_id").into(),
        name: row.get("name").into(),
        team: row.get("team").into(),
        contract: row.get("contract").into(),
        skills: row.get("skills").split('|').map(skill).collect(),
        hire_date: row.get("hire_date").parse().ok(),
        external_id: Some(row.get("external_id")).filter(|t| !t.is_empty()).map(String::from),
        seniority: match row.get("seniority") {
            "junior" => Some(Seniority::Junior),
            "middle" => Some(Seniority::Middle),
            "senior" => Some(Seniority::Senior),
            _ => None,
        },
        protected: row.get("protected") == "yes",
        overtime_to_date: hours("overtime_hours"),
        period_to_date: Minutes::ZERO,
    }
}

/// The events of a table with the columns of `calendar.csv`.
pub(crate) fn calendar(text: &str) -> Calendar {
    Calendar { events: rows(text).map(|row| event(&row)).collect() }
}

fn event(row: &Row<'_>) -> Event {
    let name = row.get("name").to_owned();
    let class = Some(row.get("class")).filter(|c| !c.is_empty()).unwrap_or(&name).to_owned();
    Event {
        start: row.time("start"),
        end: row.time("end"),
        class,
        name,
        kind: match row.get("kind") {
            "holiday" => EventKind::Holiday,
            "makeup_workday" => EventKind::MakeupWorkday,
            "promotion" => EventKind::Promotion,
            "closure" => EventKind::Closure,
            _ => EventKind::Event,
        },
        phase: match row.get("phase") {
            "presale" => Some(Phase::Presale),
            "opening" => Some(Phase::Opening),
            "main" => Some(Phase::Main),
            "tail" => Some(Phase::Tail),
            "returns" => Some(Phase::Returns),
            _ => None,
        },
        queue: Some(row.get("queue")).filter(|q| !q.is_empty()).map(QueueId::new),
        effect: if row.get("effect") == "closed" { Effect::Closed } else { Effect::Automatic },
        intensity: row.number("intensity").unwrap_or(1.0),
        confidence: Confidence::Rough,
    }
}

/// The leave, wishes, training and locks of a table with the columns of `availability.csv`.
pub(crate) fn availability(text: &str, zone: chrono_tz::Tz) -> Vec<Availability> {
    let at = |t| Moment::from_local(t, zone).expect("the samples' zones show every such time");
    let read = |row: Row<'_>| Availability {
        agent: AgentId::new(row.get("agent_id")),
        span: Span::new(at(row.time("start")), at(row.time("end"))),
        kind: kind(&row),
    };
    rows(text).map(read).collect()
}

fn kind(row: &Row<'_>) -> AvailabilityKind {
    let weight = share(row.number("weight").unwrap_or(1.0));
    match row.get("kind") {
        "leave" => AvailabilityKind::Leave,
        "training" => AvailabilityKind::Training,
        "locked_shift" => AvailabilityKind::LockedShift,
        "prefer_on" => AvailabilityKind::PreferOn(weight),
        "prefer_off" => AvailabilityKind::PreferOff(weight),
        _ => AvailabilityKind::Unavailable,
    }
}
