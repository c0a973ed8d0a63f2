//! Random tiny centres: a few people, a few days, every noun used.

use super::dice::Dice;
use super::lawbook;
use super::rosters;
use chrono::{Days, NaiveDate, Weekday};
use domain::laws::Strength;
use domain::{
    Agent, AgentId, Agents, Availability, AvailabilityKind, BreakKind, BreakRule, Calendar, Centre,
    Channel, ClockTime, ClockWindow, Confidence, Contacts, Contract, ContractId, Currency, Effect,
    Erlangs, Event, EventKind, Grid, Minutes, Money, NightPremium, OpeningHours, OvertimeTier,
    Period, Queue, QueueId, QueueRequirement, Requirement, Seconds, ServiceCurve, Share, Shift,
    ShiftTemplate, Shortage, Span, StartTimes, Target, TargetKind, TeamId, TemplateId,
};
use solver::roster::Case;

/// A centre with what a roster is made from.
#[derive(Clone)]
pub(super) struct World {
    pub(super) centre: Centre,
    pub(super) requirement: Requirement,
    pub(super) previous: Vec<Shift>,
}

impl World {
    pub(super) fn case(&self) -> Case<'_> {
        Case {
            centre: &self.centre,
            requirement: &self.requirement,
            previous: &self.previous,
            told: None,
            start: None,
        }
    }
    pub(super) fn grid(&self) -> &Grid {
        &self.requirement.grid
    }
}

/// A random world: 2 to 4 people over 2 to 15 days, some with a clock change in them.
pub(super) fn random(dice: &mut Dice) -> World {
    let days = *dice.pick(&[2, 3, 5, 7, 7, 8, 14, 15]);
    let (people, queues) = (dice.from(2, 4), dice.from(1, 3));
    sized(dice, days, people, queues)
}

/// A world small enough to try every roster: one queue, two people, two or three days.
pub(super) fn tiny(dice: &mut Dice) -> World {
    let days = *dice.pick(&[2, 3]);
    let mut world = sized(dice, days, 2, 1);
    let rules = &mut world.centre.rules;
    rules.one_shift_a_day.strength = Strength::Hard;
    rules.contract_templates.strength = Strength::Hard;
    rules.availability.strength = Strength::Hard;
    rules.breaks.strength = Strength::Hard;
    rules.opening_hours.strength = Strength::Hard;
    for template in &mut world.centre.templates {
        template.starts.to = template.starts.to.min(ClockTime(template.starts.from.0 + 60));
    }
    world
}

/// A tiny world whose queue promises its callers something per day, and perhaps per week as well.
pub(super) fn promised(dice: &mut Dice) -> World {
    let mut world = tiny(dice);
    let within = Seconds(20.0);
    let share = Share::new(*dice.pick(&[0.5, 0.8, 0.9])).expect("a share");
    let level = TargetKind::ServiceLevel { share, within };
    let kind = if dice.percent(30) { TargetKind::MeanWait(within) } else { level };
    let mut pooled = vec![Target { kind, period: Period::Day }];
    if dice.percent(40) {
        pooled.push(Target { kind, period: Period::Week });
    }
    for need in &mut world.requirement.queues {
        need.pooled.clone_from(&pooled);
        need.curves = need.agents.iter().map(|floor| service_curve(dice, floor.0)).collect();
    }
    world
}

/// A curve that is flat at first, then steep, then flat again; nobody calls at some times.
fn service_curve(dice: &mut Dice, floor: u32) -> ServiceCurve {
    if dice.percent(20) {
        return ServiceCurve::default();
    }
    let offered = dice.from(4, 30) as f64;
    let steep = f64::from(floor) + dice.from(0, 2) as f64;
    let level = |n: i64| 1.0 / (1.0 + (1.5 * (steep - n as f64)).exp());
    let (first, last) = (level(0), level(6));
    let answered = (0..=6).map(|n| Contacts(offered * (level(n) - first) / (last - first)));
    let answered_in_time: Vec<Contacts> = answered.collect();
    let waited = answered_in_time.iter().map(|c| Seconds(20.0 * 2.5 * (offered - c.0))).collect();
    ServiceCurve { offered: Contacts(offered), answered_in_time, waited }
}

/// A random world of this size.
pub(super) fn sized(dice: &mut Dice, days: usize, people: i64, queues: i64) -> World {
    let zone = *dice.pick(&[chrono_tz::Asia::Shanghai, chrono_tz::Europe::Berlin]);
    let first: NaiveDate = "2025-10-20".parse().expect("a date");
    let first = first + Days::new(dice.from(0, 9) as u64);
    let interval = Minutes(*dice.pick(&[30, 60]));
    let grid = Grid::new(zone, first, days, interval).expect("a grid");
    let queues: Vec<Queue> = (0..queues).map(|n| queue(dice, n)).collect();
    let ids: Vec<QueueId> = queues.iter().map(|q| q.id.clone()).collect();
    let templates: Vec<ShiftTemplate> = (0..dice.from(2, 4)).map(|n| template(dice, n)).collect();
    let contracts: Vec<Contract> = (0..2).map(|n| contract(dice, n, &templates)).collect();
    let agents: Vec<Agent> = (0..people).map(|n| agent(dice, n, &grid, &ids)).collect();
    let mut centre = Centre {
        name: "Tiny".into(),
        zone,
        currency: Currency::CNY,
        interval,
        week_start: Weekday::Mon,
        rules: lawbook::random(dice, &ids),
        calendar: Calendar { events: events(dice, &grid, &ids) },
        statutory_holidays: vec![first + Days::new(dice.from(0, 6) as u64)],
        queues,
        contracts,
        templates,
        agents,
        availability: Vec::new(),
    };
    centre.availability = availability(dice, &centre, &grid);
    let requirement = requirement(dice, &grid, &ids);
    let previous = rosters::before(dice, &centre, &grid);
    World { centre, requirement, previous }
}

fn queue(dice: &mut Dice, n: i64) -> Queue {
    let windows = [("00:00", "24:00"), ("06:00", "18:00"), ("14:00", "02:00"), ("09:00", "21:00")];
    let (from, to) = *dice.pick(&windows);
    let clock = |text| ClockTime::parse(text).expect("a clock time");
    let window = ClockWindow::new(clock(from), clock(to)).expect("a window");
    let light = Money(dice.from(10, 60) * 120);
    Queue {
        id: QueueId::new(format!("q{n}")),
        name: format!("Queue {n}"),
        channel: if n == 2 { Channel::Ticket } else { Channel::Phone },
        hours: OpeningHours::daily(&[window]),
        targets: Vec::new(),
        patience: None,
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage {
            light,
            light_share: Share::new(0.5).expect("a share"),
            heavy: light + Money(dice.from(0, 20) * 120),
        },
    }
}

fn template(dice: &mut Dice, n: i64) -> ShiftTemplate {
    let hours = dice.from(3, 9);
    let from = dice.from(0, 20) * 60;
    let break_rule = |kind, earliest: i64, latest: i64, length, paid| BreakRule {
        kind,
        length: Minutes(length),
        earliest: Minutes(earliest * 60),
        latest: Minutes(latest * 60),
        paid,
    };
    let mut breaks = Vec::new();
    if hours >= 5 && dice.percent(80) {
        breaks.push(break_rule(BreakKind::Meal, 2, 3, 60, dice.percent(30)));
    }
    if hours >= 7 && dice.percent(50) {
        breaks.push(break_rule(BreakKind::Rest, 4, hours - 1, 60, dice.percent(60)));
    }
    let to = (from + dice.from(0, 3) * 60).min(23 * 60);
    let clock = |minutes: i64| ClockTime(minutes as u16);
    let starts = StartTimes { from: clock(from), to: clock(to), step: Minutes(60) };
    let length = Minutes(hours * 60);
    ShiftTemplate { id: TemplateId::new(format!("t{n}")), starts, length, breaks }
}

fn contract(dice: &mut Dice, n: i64, templates: &[ShiftTemplate]) -> Contract {
    let tier = |above: i64, multiplier| OvertimeTier { above: Minutes(above * 60), multiplier };
    let allowed = templates.iter().enumerate().filter(|(i, _)| *i as i64 != n + 1);
    let daily = dice.from(3, 7);
    let weekly = dice.from(8, 24);
    Contract {
        id: ContractId::new(format!("c{n}")),
        name: format!("Contract {n}"),
        week_paid_min: Minutes(dice.from(0, 20) * 60),
        week_paid_max: Minutes(dice.from(20, 40) * 60),
        week_days_min: dice.from(0, 4) as u32,
        week_days_max: dice.from(4, 6) as u32,
        templates: allowed.map(|(_, t)| t.id.clone()).collect(),
        wage: Money(dice.from(10, 40) * 120),
        guaranteed: Minutes(if dice.percent(50) { dice.from(5, 25) * 60 } else { 0 }),
        daily_overtime: if dice.percent(60) {
            vec![tier(daily, 1.5), tier(daily + 2, 2.0)]
        } else {
            Vec::new()
        },
        weekly_overtime: if dice.percent(60) {
            vec![tier(weekly, 1.5), tier(weekly + 4, 2.5)]
        } else {
            Vec::new()
        },
        night: dice.percent(50).then_some(NightPremium {
            window: ClockWindow { from: ClockTime(22 * 60), to: ClockTime(30 * 60) },
            extra: 0.5,
        }),
        holiday_multiplier: if dice.percent(50) { 3.0 } else { 1.0 },
    }
}

fn agent(dice: &mut Dice, n: i64, grid: &Grid, queues: &[QueueId]) -> Agent {
    let efficiency = [0.5, 1.0, 1.0, 1.5];
    let mut skills = Vec::new();
    for queue in queues {
        if dice.percent(70) {
            skills.push((queue.clone(), *dice.pick(&efficiency)));
        }
    }
    Agent {
        id: AgentId::new(format!("a{n}")),
        name: format!("Agent {n}"),
        team: TeamId::new("team"),
        contract: ContractId::new(format!("c{}", dice.from(0, 1))),
        skills,
        hire_date: dice.percent(15).then(|| grid.first_day() + Days::new(2)),
        external_id: None,
        seniority: None,
        protected: dice.percent(30),
        overtime_to_date: Minutes(dice.from(0, 10) * 30),
        period_to_date: Minutes(dice.from(0, 60) * 30),
    }
}

fn events(dice: &mut Dice, grid: &Grid, queues: &[QueueId]) -> Vec<Event> {
    if dice.percent(60) {
        return Vec::new();
    }
    let start = grid.first_day().and_hms_opt(10, 0, 0).expect("a time");
    let start = start + chrono::Duration::days(dice.from(0, grid.days() as i64 - 1));
    let closed = dice.percent(50);
    vec![Event {
        start,
        end: start + chrono::Duration::hours(dice.from(2, 30)),
        name: "Closed".into(),
        class: "closed".into(),
        kind: if closed { EventKind::Closure } else { EventKind::Holiday },
        phase: None,
        queue: dice.percent(50).then(|| dice.pick(queues).clone()),
        effect: if closed { Effect::Automatic } else { Effect::Closed },
        intensity: 1.0,
        confidence: Confidence::Rough,
    }]
}

fn availability(dice: &mut Dice, centre: &Centre, grid: &Grid) -> Vec<Availability> {
    let mut rows = Vec::new();
    for agent in &centre.agents {
        for _ in 0..dice.from(0, 4) {
            let day = dice.from(0, grid.days() as i64 - 1) as usize;
            let (span, kind) = row(dice, centre, grid, agent, day);
            rows.push(Availability { agent: agent.id.clone(), span, kind });
        }
    }
    rows
}

fn row(
    dice: &mut Dice,
    centre: &Centre,
    grid: &Grid,
    agent: &Agent,
    day: usize,
) -> (Span, AvailabilityKind) {
    let weight = Share::new(*dice.pick(&[0.5, 1.0])).expect("a share");
    let midnight = grid.day_span(day).start;
    let start = midnight + Minutes(dice.from(-3, 23) * 60);
    let hours = |n: i64| Span::new(start, start + Minutes(n * 60));
    match dice.from(0, 7) {
        0 => (grid.day_span(day), AvailabilityKind::Leave),
        1 => (hours(dice.from(1, 30)), AvailabilityKind::Leave),
        2 => (hours(dice.from(1, 30)), AvailabilityKind::Unavailable),
        3 => (hours(dice.from(1, 30)), AvailabilityKind::PreferOn(weight)),
        4 => (hours(dice.from(1, 30)), AvailabilityKind::PreferOff(weight)),
        5 => (hours(dice.from(1, 2)), AvailabilityKind::Training),
        6 => (hours(dice.from(1, 24)), AvailabilityKind::NoStart),
        _ => {
            let shift = rosters::shift(dice, centre, grid.date(day), agent);
            (shift.map_or(hours(5), |s| s.span()), AvailabilityKind::LockedShift)
        }
    }
}

fn requirement(dice: &mut Dice, grid: &Grid, queues: &[QueueId]) -> Requirement {
    let mut need = |queue: &QueueId| {
        let mut agents = Vec::new();
        for slot in grid.slots() {
            let by_day = (8..20).contains(&(grid.clock(slot).0 / 60));
            agents.push(Agents(if by_day { dice.from(0, 3) as u32 } else { 0 }));
        }
        QueueRequirement {
            queue: queue.clone(),
            seated: agents.clone(),
            agents,
            load: vec![Erlangs(0.0); grid.len()],
            binding: vec![None; grid.len()],
            curves: Vec::new(),
            pooled: Vec::new(),
            deferrable: None,
        }
    };
    Requirement { grid: grid.clone(), queues: queues.iter().map(&mut need).collect() }
}
