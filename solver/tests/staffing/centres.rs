//! Small centres to staff: a queue, a day, so many contacts.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Asia::Shanghai;
use domain::{
    Calendar, Centre, Channel, Contacts, Currency, Decomposition, Demand, Grid, Minutes, Money,
    OpeningHours, Period, Queue, QueueDemand, QueueRequirement, Seconds, Share, Shortage, Spread,
    Target, TargetKind,
};
use solver::staffing::{Options, require};

pub(crate) fn share(value: f64) -> Share {
    Share::new(value).expect("a share")
}

/// `percent` answered within `seconds`, in every interval.
pub(crate) fn service(percent: f64, seconds: f64) -> TargetKind {
    TargetKind::ServiceLevel { share: share(percent / 100.0), within: Seconds(seconds) }
}

pub(crate) fn each(kind: TargetKind) -> Target {
    Target { kind, period: Period::Interval }
}

pub(crate) fn per(period: Period, kind: TargetKind) -> Target {
    Target { kind, period }
}

/// A phone queue open day and night whose customers never hang up.
pub(crate) fn phone(targets: &[Target]) -> Queue {
    Queue {
        id: "phone".into(),
        name: "Phone".into(),
        channel: Channel::Phone,
        hours: OpeningHours::always(),
        targets: targets.to_vec(),
        patience: None,
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage { light: Money(5000), light_share: share(0.1), heavy: Money(15_000) },
    }
}

/// A chat queue on which an agent holds up to three chats, each measured alone.
pub(crate) fn chat(targets: &[Target]) -> Queue {
    let channel = Channel::Chat { concurrency: 3, speed: vec![1.0, 1.6, 2.0], measured_at: 1.0 };
    Queue { id: "chat".into(), channel, patience: Some(Seconds(120.0)), ..phone(targets) }
}

/// A ticket queue that promises `share` of its tickets within `hours`.
pub(crate) fn tickets(share: Share, hours: i64) -> Queue {
    let kind = TargetKind::Deadline { share, within: Minutes::hours(hours) };
    Queue { id: "tickets".into(), channel: Channel::Ticket, ..phone(&[each(kind)]) }
}

pub(crate) fn centre(queues: Vec<Queue>) -> Centre {
    Centre {
        name: "Hangzhou".into(),
        zone: Shanghai,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: Weekday::Mon,
        queues,
        contracts: Vec::new(),
        templates: Vec::new(),
        agents: Vec::new(),
        availability: Vec::new(),
        rules: domain::Rules::plain(),
        calendar: Calendar::default(),
        statutory_holidays: Vec::new(),
    }
}

/// `days` days of half-hours from Monday 10 November 2025.
pub(crate) fn grid(days: usize) -> Grid {
    let monday = NaiveDate::from_ymd_opt(2025, 11, 10).expect("a date");
    Grid::new(Shanghai, monday, days, Minutes(30)).expect("a grid")
}

/// Demand for one queue: so many contacts in each slot, all of the same handle time.
pub(crate) fn contacts(
    queue: &Queue,
    grid: &Grid,
    handle: f64,
    per_slot: impl Fn(usize) -> f64,
) -> QueueDemand {
    let expected: Vec<Contacts> = (0..grid.len()).map(|s| Contacts(per_slot(s))).collect();
    QueueDemand {
        queue: queue.id.clone(),
        open: expected.iter().map(|c| c.0 > 0.0).collect(),
        quantiles: expected
            .iter()
            .map(|c| [0.6, 0.75, 0.9, 1.0, 1.1, 1.25, 1.4].map(|q| *c * q))
            .collect(),
        spread: vec![Spread { poisson: 1.0, shared: 0.0 }; grid.len()],
        aht: vec![Seconds(handle); grid.len()],
        decomposition: Decomposition::default(),
        expected,
    }
}

pub(crate) fn demand(grid: &Grid, queues: Vec<QueueDemand>) -> Demand {
    Demand { grid: grid.clone(), queues }
}

/// One day of `per_slot` contacts for one queue, staffed with `options`.
#[track_caller]
pub(crate) fn staffed(
    queue: &Queue,
    handle: f64,
    per_slot: impl Fn(usize) -> f64,
    options: &Options,
) -> QueueRequirement {
    let grid = grid(1);
    let demand = demand(&grid, vec![contacts(queue, &grid, handle, per_slot)]);
    require(&centre(vec![queue.clone()]), &demand, options).expect("a requirement").queues.remove(0)
}
