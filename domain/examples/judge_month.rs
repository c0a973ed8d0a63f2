//! How long the judge takes for 2,000 people over four weeks: `cargo run --release -p domain
//! --example judge_month [AGENTS]`.
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

use domain::laws::{Fairness, MinimumStaffing, Rule, SeatCap};
use domain::*;
use std::time::Instant;

const DAYS: usize = 28;

fn main() {
    let agents = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(2000);
    let centre = centre(agents);
    let grid = Grid::new(centre.zone, monday(), DAYS, Minutes(30)).expect("a grid");
    let roster = roster(&centre, &grid);
    let requirement = requirement(&centre, &grid);
    let begin = Instant::now();
    let verdict = judge(&centre, &requirement, &roster, &[]);
    let elapsed = begin.elapsed();
    println!("agents      {agents}");
    println!("shifts      {}", roster.shifts.len());
    println!("violations  {}", verdict.violations.len());
    println!("missing     {} slots", verdict.missing.len());
    println!("judged in   {:.0} ms", elapsed.as_secs_f64() * 1000.0);
}

fn monday() -> chrono::NaiveDate {
    "2025-11-10".parse().expect("a date")
}

/// Three queues, every law looked at, a nightly premium, a week of leave for every tenth agent.
fn centre(agents: usize) -> Centre {
    let clock = |hour| ClockTime::new(hour, 0).expect("a clock time");
    let mut rules = Rules::china();
    let floors = vec![("phone".into(), Agents(20)), ("chat".into(), Agents(20))];
    rules.minimum_staffing = Rule::soft(Money(100), MinimumStaffing { floors });
    rules.seat_cap = Rule::soft(Money(100), SeatCap { seats: Agents(agents as u32 / 4) });
    rules.fairness = Rule::soft(Money(100), Fairness { late_max: 2, ..rules.fairness.law });
    let night = ClockWindow { from: clock(22), to: clock(30) };
    Centre {
        name: "Hangzhou".to_owned(),
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: chrono::Weekday::Mon,
        queues: vec![
            queue("phone", Channel::Phone),
            queue("chat", Channel::Phone),
            queue("mail", Channel::Ticket),
        ],
        contracts: vec![Contract {
            id: "full".into(),
            name: "full".to_owned(),
            week_paid_min: Minutes::hours(40),
            week_paid_max: Minutes::hours(44),
            week_days_min: 5,
            week_days_max: 5,
            templates: vec!["day8".into()],
            wage: Money(3000),
            guaranteed: Minutes::hours(40),
            daily_overtime: vec![OvertimeTier { above: Minutes::hours(8), multiplier: 1.5 }],
            weekly_overtime: vec![OvertimeTier { above: Minutes::hours(40), multiplier: 2.0 }],
            night: Some(NightPremium { window: night, extra: 0.3 }),
            holiday_multiplier: 3.0,
        }],
        templates: vec![ShiftTemplate {
            id: "day8".into(),
            starts: StartTimes { from: clock(0), to: clock(23), step: Minutes(30) },
            length: Minutes::hours(9),
            breaks: vec![BreakRule {
                kind: BreakKind::Meal,
                length: Minutes(60),
                earliest: Minutes::hours(3),
                latest: Minutes::hours(5),
                paid: false,
            }],
        }],
        agents: (0..agents).map(agent).collect(),
        availability: (0..agents).step_by(10).map(leave).collect(),
        rules,
        calendar: Calendar::default(),
        statutory_holidays: vec![monday()],
    }
}

fn queue(id: &str, channel: Channel) -> Queue {
    Queue {
        id: id.into(),
        name: id.to_owned(),
        channel,
        hours: OpeningHours::always(),
        targets: Vec::new(),
        patience: None,
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage { light: Money(6000), light_share: Share::ALL, heavy: Money(6000) },
    }
}

fn name(number: usize) -> AgentId {
    AgentId::new(format!("A{number:05}"))
}

fn agent(number: usize) -> Agent {
    Agent {
        id: name(number),
        name: format!("Agent {number}"),
        team: "day".into(),
        contract: "full".into(),
        skills: vec![("phone".into(), 1.0), ("chat".into(), 0.9)],
        hire_date: None,
        external_id: None,
        seniority: None,
        protected: number.is_multiple_of(50),
        overtime_to_date: Minutes::ZERO,
        period_to_date: Minutes::ZERO,
    }
}

fn leave(number: usize) -> Availability {
    let at = |day: usize| {
        let date = monday() + chrono::Days::new(day as u64);
        ClockTime::MIDNIGHT.on(date, chrono_tz::Asia::Shanghai).expect("midnight")
    };
    let span = Span::new(at(7), at(14));
    Availability { agent: name(number), span, kind: AvailabilityKind::Leave }
}

/// Five shifts a week for everybody, starts spread over the day, a meal after four hours.
fn roster(centre: &Centre, grid: &Grid) -> Roster {
    let mut shifts = Vec::new();
    for (number, agent) in centre.agents.iter().enumerate() {
        let rest = (number % 7, (number + 1) % 7);
        for day in (0..DAYS).filter(|d| d % 7 != rest.0 && d % 7 != rest.1) {
            let start = grid.start(Slot(grid.slots_of_day(day).start + number % 47));
            let piece = |from, to, activity| Stretch {
                span: Span::new(start + Minutes::hours(from), start + Minutes::hours(to)),
                activity,
            };
            let work = |queue: &str| Activity::Work(queue.into());
            let stretches = vec![
                piece(0, 2, work("phone")),
                piece(2, 4, work("chat")),
                piece(4, 5, Activity::Meal { paid: false }),
                piece(5, 9, work("phone")),
            ];
            shifts.push(Shift { agent: agent.id.clone(), date: grid.date(day), stretches });
        }
    }
    Roster::new(grid.clone(), shifts, Provenance::default())
}

fn requirement(centre: &Centre, grid: &Grid) -> Requirement {
    let need = Agents(centre.agents.len() as u32 / 8);
    let of = |queue: &Queue| QueueRequirement {
        queue: queue.id.clone(),
        agents: vec![need; grid.len()],
        seated: vec![need; grid.len()],
        load: vec![Erlangs(0.0); grid.len()],
        binding: vec![None; grid.len()],
        curves: Vec::new(),
        pooled: Vec::new(),
        deferrable: None,
    };
    Requirement { grid: grid.clone(), queues: centre.queues.iter().map(of).collect() }
}
