//! Writes a large centre: the Lighthouse many times over.

use super::Size;
use api::files;
use chrono::{Days, NaiveDate};
use domain::{
    Activity, Agent, Agents, Centre, Contacts, Decomposition, Demand, Erlangs, Grid, History,
    Inputs, IntervalRecord, Minutes, Moment, OpeningHours, Provenance, QueueDemand, QueueHistory,
    QueueId, QueueRequirement, Requirement, Roster, Seconds, Shift, Span, Spread, Stretch,
};
use std::path::Path;

/// The day after the history ends, a Monday.
const FIRST: &str = "2025-03-10";
/// How many queues one person serves.
const SKILLS: usize = 4;

/// Writes the folder.
pub(super) fn centre(size: &Size) -> Result<(), Box<dyn std::error::Error>> {
    let first: NaiveDate = FIRST.parse()?;
    let centre = large(size);
    let grid = Grid::new(centre.zone, first, 7 * size.weeks, centre.interval)?;
    let roster = roster(&centre, &grid);
    let folder: &Path = &size.folder;
    files::write_roster(&create(folder)?.join("roster.csv"), &roster)?;
    files::write_demand(&folder.join("demand.csv"), &demand(&centre, &grid))?;
    files::write_requirement(&folder.join("requirement.csv"), &requirement(&centre, &grid))?;
    let history = history(&centre, first - Days::new(size.days as u64), size.days);
    files::write_inputs(
        folder,
        &Inputs {
            centre,
            history,
            previous: Vec::new(),
            arrangements: domain::Arrangements::default(),
        },
    )?;
    println!("wrote {}", folder.display());
    Ok(())
}

fn create(folder: &Path) -> std::io::Result<&Path> {
    std::fs::create_dir_all(folder).map(|()| folder)
}

fn large(size: &Size) -> Centre {
    let mut centre = scenarios::library::lighthouse(1).centre;
    let (queue, agent) = (centre.queues[0].clone(), centre.agents[0].clone());
    let id = |n: usize| QueueId::new(format!("queue_{n:03}"));
    centre.queues = (0..size.queues)
        .map(|n| domain::Queue { id: id(n), hours: OpeningHours::always(), ..queue.clone() })
        .collect();
    let skills = |n: usize| (0..SKILLS).map(|k| (id((n + k) % size.queues), 1.0)).collect();
    centre.agents = (0..size.agents)
        .map(|n| Agent {
            id: format!("a{n:05}").as_str().into(),
            skills: skills(n),
            ..agent.clone()
        })
        .collect();
    centre.availability.clear();
    centre
}

/// A number below `below` that looks like any other.
fn some(n: usize, below: usize) -> usize {
    (n.wrapping_mul(2_654_435_761) >> 7) % below
}

fn history(centre: &Centre, first: NaiveDate, days: usize) -> History {
    let zone = centre.zone;
    let midnight = |d: NaiveDate| Moment::from_local_or_next(d.into(), zone);
    let begin = midnight(first).unwrap_or(Moment(0));
    let end = midnight(first + Days::new(days as u64)).unwrap_or(begin);
    let intervals = ((end - begin).0 / centre.interval.0) as usize;
    let record = |n: usize| {
        let offered = some(n, 40) as f64;
        IntervalRecord {
            at: begin + Minutes(n as i64 * centre.interval.0),
            offered: Contacts(offered),
            aht: Some(Seconds(200.0 + some(n + 1, 1000) as f64 / 10.0)),
            answered: Some(Contacts((offered - 1.0).max(0.0))),
            abandoned: Some(Contacts(offered.min(1.0))),
            answered_within: Some(Contacts((offered - 2.0).max(0.0))),
        }
    };
    let queue = |(q, queue): (usize, &domain::Queue)| QueueHistory {
        queue: queue.id.clone(),
        records: (0..intervals).map(record).map(|r| shifted(r, q)).collect(),
    };
    let queues = centre.queues.iter().enumerate().map(queue).collect();
    History { interval: centre.interval, queues }
}

fn shifted(record: IntervalRecord, queue: usize) -> IntervalRecord {
    IntervalRecord { offered: Contacts(record.offered.0 + (queue % 7) as f64), ..record }
}

/// Five shifts of nine hours a week for everybody, each of eight stretches.
fn roster(centre: &Centre, grid: &Grid) -> Roster {
    let mut shifts = Vec::new();
    for (n, agent) in centre.agents.iter().enumerate() {
        for day in (0..grid.days()).filter(|day| (day + n) % 7 < 5) {
            let begin = grid.day_span(day).start + Minutes(30 * some(n, 26) as i64);
            shifts.push(shift(agent, grid.date(day), begin));
        }
    }
    Roster::new(grid.clone(), shifts, Provenance::default())
}

fn shift(agent: &Agent, date: NaiveDate, begin: Moment) -> Shift {
    let work = |k: usize| Activity::Work(agent.skills[k].0.clone());
    let parts = [
        (60, work(0)),
        (60, work(1)),
        (30, Activity::Break { paid: true }),
        (90, work(2)),
        (60, Activity::Meal { paid: false }),
        (90, work(3)),
        (30, Activity::Idle),
        (120, work(0)),
    ];
    let mut now = begin;
    let stretches = parts.map(|(minutes, activity)| {
        let span = Span::new(now, now + Minutes(minutes));
        now = span.end;
        Stretch { span, activity }
    });
    Shift { agent: agent.id.clone(), date, stretches: stretches.into() }
}

fn demand(centre: &Centre, grid: &Grid) -> Demand {
    let slots = grid.len();
    let expected = |n: usize| some(n, 400) as f64 / 10.0;
    let queue = |queue: &domain::Queue| QueueDemand {
        queue: queue.id.clone(),
        open: vec![true; slots],
        expected: (0..slots).map(|n| Contacts(expected(n))).collect(),
        quantiles: (0..slots)
            .map(|n| std::array::from_fn(|level| Contacts((expected(n) + level as f64).round())))
            .collect(),
        spread: vec![Spread { poisson: 1.2, shared: 0.08 }; slots],
        aht: vec![Seconds(240.5); slots],
        decomposition: Decomposition {
            base: (0..slots).map(|n| Contacts(expected(n))).collect(),
            days: vec![domain::Effects::default(); grid.days()],
            ..Decomposition::default()
        },
    };
    Demand { grid: grid.clone(), queues: centre.queues.iter().map(queue).collect() }
}

fn requirement(centre: &Centre, grid: &Grid) -> Requirement {
    let slots = grid.len();
    let people = |n: usize| Agents(some(n, 30) as u32);
    let queue = |queue: &domain::Queue| QueueRequirement {
        queue: queue.id.clone(),
        agents: (0..slots).map(people).collect(),
        seated: (0..slots).map(people).collect(),
        load: (0..slots).map(|n| Erlangs(f64::from(people(n).0) * 0.8)).collect(),
        binding: vec![queue.targets.first().map(|t| t.kind); slots],
        curves: vec![domain::ServiceCurve::default(); slots],
        pooled: Vec::new(),
        deferrable: None,
    };
    Requirement { grid: grid.clone(), queues: centre.queues.iter().map(queue).collect() }
}
