//! A small centre that uses every key and column, and its folder on disk.

use chrono::{Days, NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;
use domain::laws::{MinimumStaffing, Rule};
use domain::{
    Activity, Agent, AgentId, Agents, Arrangements, Availability, AvailabilityKind, BreakKind,
    BreakRule, Calendar, Centre, Channel, ClockTime, ClockWindow, Confidence, Contacts, Contract,
    Currency, Driver, Effect, Event, EventKind, History, Inputs, IntervalRecord, Minutes, Moment,
    Money, Newcomer, NightPremium, OpeningHours, Order, OvertimeTier, Period, Phase, Pool, Queue,
    QueueHistory, Rules, Seconds, Seniority, Share, Shift, ShiftTemplate, Shortage, Span,
    StartTimes, Stretch, Target, TargetKind, Waiting,
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn local(text: &str) -> NaiveDateTime {
    text.parse().expect("a local time")
}

pub(super) fn share(value: f64) -> Share {
    Share::new(value).expect("a share")
}

pub(super) fn moment(text: &str, zone: Tz) -> Moment {
    Moment::from_local(local(text), zone).expect("clocks show it")
}

fn window(text: &str) -> ClockWindow {
    ClockWindow::parse(text).expect("a window")
}

fn queues() -> Vec<Queue> {
    let shortage = Shortage { light: Money(6000), light_share: share(0.2), heavy: Money(18_050) };
    let weekday = vec![window("08:00-12:00"), window("13:00-26:00")];
    let mut hours = OpeningHours::daily(&weekday);
    hours.windows[5] = vec![window("09:00-18:00")];
    hours.windows[6] = Vec::new();
    let interval = |kind| Target { kind, period: Period::Interval };
    let level = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(20.0) };
    vec![
        Queue {
            id: "presales_chat".into(),
            name: "售前 \"chat\"".into(),
            channel: Channel::Chat {
                concurrency: 3,
                speed: vec![1.0, 1.7, 2.05],
                measured_at: 2.0,
            },
            hours,
            targets: vec![
                interval(level),
                Target { kind: TargetKind::MeanWait(Seconds(30.0)), period: Period::Day },
                Target { kind: TargetKind::Abandonment(share(0.05)), period: Period::Week },
            ],
            patience: Some(Seconds(95.5)),
            shrinkage: share(0.12),
            max_occupancy: Some(share(0.85)),
            shortage,
        },
        Queue {
            id: "Phone".into(),
            name: "Phone".into(),
            channel: Channel::Phone,
            hours: OpeningHours::always(),
            targets: vec![interval(TargetKind::Occupancy(share(0.9)))],
            patience: None,
            shrinkage: Share::NONE,
            max_occupancy: None,
            shortage,
        },
        Queue {
            id: "tickets".into(),
            name: "Tickets".into(),
            channel: Channel::Ticket,
            hours: OpeningHours::daily(&[window("22:00-30:00")]),
            targets: vec![interval(TargetKind::Deadline {
                share: share(0.9),
                within: Minutes::hours(24),
            })],
            patience: None,
            shrinkage: share(0.1),
            max_occupancy: None,
            shortage: Shortage { light_share: Share::ALL, heavy: shortage.light, ..shortage },
        },
    ]
}

fn contracts() -> Vec<Contract> {
    let tier = |hours, multiplier| OvertimeTier { above: Minutes::hours(hours), multiplier };
    let full = Contract {
        id: "full_time".into(),
        name: "Full time, 40 h".into(),
        week_paid_min: Minutes(2190),
        week_paid_max: Minutes(2640),
        week_days_min: 4,
        week_days_max: 6,
        templates: vec!["day8".into(), "night8".into()],
        wage: Money(3250),
        guaranteed: Minutes::hours(32),
        daily_overtime: vec![tier(8, 1.5), tier(10, 2.0)],
        weekly_overtime: vec![tier(40, 1.5)],
        night: Some(NightPremium { window: window("22:00-06:00"), extra: 0.3 }),
        holiday_multiplier: 3.0,
    };
    let part = Contract {
        id: "part_time".into(),
        name: "Part time".into(),
        week_paid_min: Minutes::ZERO,
        week_paid_max: Minutes::hours(20),
        week_days_min: 0,
        week_days_max: 5,
        templates: vec!["day8".into()],
        wage: Money(2805),
        guaranteed: Minutes::ZERO,
        daily_overtime: Vec::new(),
        weekly_overtime: Vec::new(),
        night: None,
        holiday_multiplier: 1.0,
    };
    vec![full, part]
}

fn templates() -> Vec<ShiftTemplate> {
    let meal = BreakRule {
        kind: BreakKind::Meal,
        length: Minutes(30),
        earliest: Minutes(180),
        latest: Minutes(330),
        paid: false,
    };
    let rest = BreakRule { kind: BreakKind::Rest, earliest: Minutes(60), paid: true, ..meal };
    let starts = |from, to, step| StartTimes {
        from: ClockTime(from),
        to: ClockTime(to),
        step: Minutes(step),
    };
    vec![
        ShiftTemplate {
            id: "day8".into(),
            starts: starts(480, 660, 60),
            length: Minutes(510),
            breaks: vec![rest, meal],
        },
        ShiftTemplate {
            id: "night8".into(),
            starts: starts(1320, 1320, 30),
            length: Minutes(480),
            breaks: vec![BreakRule { latest: Minutes(270), ..meal }],
        },
    ]
}

fn agents() -> Vec<Agent> {
    let ada = Agent {
        id: "A01".into(),
        name: "Ada, \"the\" first".into(),
        team: "north".into(),
        contract: "full_time".into(),
        skills: vec![("presales_chat".into(), 1.0), ("Phone".into(), 0.8)],
        hire_date: Some(day("2020-02-29")),
        external_id: Some("HR;17".into()),
        seniority: Some(Seniority::Senior),
        protected: true,
        overtime_to_date: Minutes(350),
        period_to_date: Minutes(4001),
    };
    let bo = Agent {
        id: "A02".into(),
        name: "张波".into(),
        contract: "part_time".into(),
        skills: vec![("tickets".into(), 1.25), ("presales_chat".into(), 1.0)],
        hire_date: None,
        external_id: None,
        seniority: None,
        protected: false,
        overtime_to_date: Minutes::ZERO,
        period_to_date: Minutes::ZERO,
        ..ada.clone()
    };
    vec![ada, bo]
}

fn availability(zone: Tz) -> Vec<Availability> {
    let row = |agent: &str, start: &str, end: &str, kind| Availability {
        agent: agent.into(),
        span: Span::new(moment(start, zone), moment(end, zone)),
        kind,
    };
    use AvailabilityKind::{Leave, LockedShift, PreferOff, PreferOn, Training, Unavailable};
    vec![
        row("A01", "2025-10-27T00:00:00", "2025-10-29T00:00:00", Leave),
        row("A01", "2025-10-25T00:00:00", "2025-10-26T02:30:00", Unavailable),
        row("A02", "2025-10-27T08:00:00", "2025-10-27T16:30:00", LockedShift),
        row("A02", "2025-10-28T08:00:00", "2025-10-28T10:00:00", Training),
        row("A02", "2025-10-29T00:00:00", "2025-10-30T00:00:00", PreferOff(share(0.4))),
        row("A02", "2025-10-30T00:00:00", "2025-10-31T00:00:00", PreferOn(Share::ALL)),
    ]
}

fn calendar() -> Calendar {
    let event = |start: &str, end: &str, name: &str, kind, effect| Event {
        start: local(start),
        end: local(end),
        name: name.into(),
        class: name.into(),
        kind,
        phase: None,
        queue: None,
        effect,
        intensity: 1.0,
        confidence: Confidence::Rough,
    };
    let sale = event(
        "2025-10-24T20:00:00",
        "2025-10-26T02:00:00",
        "Double 11, first wave",
        EventKind::Promotion,
        Effect::Relative(2.5),
    );
    let feast = event(
        "2025-10-01T00:00:00",
        "2025-10-04T00:00:00",
        "National Day",
        EventKind::Holiday,
        Effect::Automatic,
    );
    Calendar {
        events: vec![
            feast.clone(),
            Event {
                phase: Some(Phase::Opening),
                class: "double11".into(),
                queue: Some("presales_chat".into()),
                intensity: 1.3,
                confidence: Confidence::Firm,
                ..sale.clone()
            },
            Event { kind: EventKind::Event, effect: Effect::Absolute(1200.0), ..sale },
            Event {
                kind: EventKind::Closure,
                effect: Effect::Closed,
                name: "Stocktaking".into(),
                ..feast
            },
        ],
    }
}

fn history(zone: Tz) -> History {
    let first = moment("2025-10-25T22:00:00", zone);
    let record = |n: i64| IntervalRecord {
        at: first + Minutes(30 * n),
        offered: Contacts((n % 7) as f64 + 0.1),
        aht: (n % 3 != 0).then_some(Seconds(311.25)),
        answered: Some(Contacts((n % 7) as f64)),
        abandoned: None,
        answered_within: None,
    };
    let queues = queues().into_iter().map(|q| q.id);
    History {
        interval: Minutes(30),
        queues: queues
            .map(|queue| QueueHistory { queue, records: (0..14).map(record).collect() })
            .collect(),
    }
}

/// A shift of one agent from stretches that follow each other.
pub(super) fn shift(agent: &str, start: Moment, zone: Tz, parts: &[(i64, Activity)]) -> Shift {
    let mut from = start;
    let mut stretches = Vec::new();
    for (minutes, activity) in parts {
        let span = Span::new(from, from + Minutes(*minutes));
        stretches.push(Stretch { span, activity: activity.clone() });
        from = span.end;
    }
    Shift { agent: AgentId::new(agent), date: start.date(zone), stretches }
}

/// Shifts with every activity, over midnight and over the night on which clocks change.
pub(super) fn shifts(zone: Tz) -> Vec<Shift> {
    let work = |queue: &str| Activity::Work(queue.into());
    let at = |text: &str| moment(text, zone);
    vec![
        shift(
            "A01",
            at("2025-10-23T08:00:00"),
            zone,
            &[
                (60, work("presales_chat")),
                (30, Activity::Break { paid: true }),
                (30, Activity::Break { paid: false }),
                (60, Activity::Idle),
                (30, Activity::Meal { paid: true }),
            ],
        ),
        // touches the one before: told apart by their numbers
        shift("A01", at("2025-10-23T11:30:00"), zone, &[(60, Activity::Training)]),
        shift(
            "A01",
            at("2025-10-25T22:00:00"),
            zone,
            &[
                (270, work("Phone")),
                (60, Activity::Meal { paid: false }),
                (60, Activity::Meeting),
                (120, work("Phone")),
            ],
        ),
        shift("A02", at("2025-10-24T09:00:00"), zone, &[(240, work("tickets"))]),
    ]
}

/// Everything at once, in `zone`.
pub(super) fn inputs(zone: Tz) -> Inputs {
    let mut rules = Rules::china();
    rules.minimum_staffing = Rule::soft(
        Money(4050),
        MinimumStaffing {
            floors: vec![("presales_chat".into(), Agents(1)), ("Phone".into(), Agents(2))],
        },
    );
    let first = day("2025-10-01");
    let mut holidays: Vec<NaiveDate> = (0..3).map(|n| first + Days::new(n)).collect();
    holidays.push(day("2025-12-25"));
    let centre = Centre {
        name: "Test \"centre\"\n№ 1".into(),
        zone,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: Weekday::Mon,
        queues: queues(),
        contracts: contracts(),
        templates: templates(),
        agents: agents(),
        availability: availability(zone),
        rules,
        calendar: calendar(),
        statutory_holidays: holidays,
    };
    let arrangements = arrangements(zone);
    Inputs { centre, history: history(zone), previous: shifts(zone), arrangements }
}

/// Of everything that can be arranged, one; rounds of writing and reading keep it.
fn arrangements(zone: Tz) -> Arrangements {
    let due = moment("2025-11-11T12:00:00", zone);
    let day = |n| day("2025-11-01") + Days::new(n);
    Arrangements {
        pools: vec![Pool {
            queues: vec!["presales_chat".into(), "Phone".into()],
            order: Order::AsListed,
        }],
        backlog: vec![Waiting { queue: "tickets".into(), contacts: Contacts(120.5), due }],
        newcomers: vec![Newcomer {
            queue: "Phone".into(),
            like: "presales_chat".into(),
            ratio: 0.4,
        }],
        drivers: vec![Driver {
            queue: "presales_chat".into(),
            days: vec![(day(0), 41_200.0), (day(1), 0.0), (day(9), 12.25)],
        }],
    }
}
