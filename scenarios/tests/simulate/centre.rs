//! A small centre, its demand and its rosters, in the words of a planner.

use chrono::NaiveDate;
use domain::{
    Activity, Agent, AgentId, Calendar, Centre, Channel, ClockTime, ClockWindow, Contacts,
    Currency, Decomposition, Demand, Grid, Minutes, Moment, Money, OpeningHours, Period,
    Provenance, Queue, QueueDemand, QueueId, Roster, Rules, Seconds, Share, Shift, Shortage, Span,
    Spread, Stretch, Target, TargetKind,
};

pub(crate) const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

pub(crate) fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 9).expect("a date")
}

pub(crate) fn grid(days: usize) -> Grid {
    Grid::new(ZONE, monday(), days, Minutes(30)).expect("a grid")
}

/// A queue open from 09:00 to 21:00 without shrinkage, with 80 % within 20 s promised.
pub(crate) fn phone(id: &str) -> Queue {
    let hours = ClockWindow::parse("09:00-21:00").expect("a window");
    Queue {
        id: QueueId::new(id),
        name: id.to_owned(),
        channel: Channel::Phone,
        hours: OpeningHours::daily(&[hours]),
        targets: vec![level(0.8, 20.0)],
        patience: Some(Seconds(120.0)),
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage {
            light: Money(6000),
            light_share: Share::new(0.1).expect("a share"),
            heavy: Money(12000),
        },
    }
}

pub(crate) fn level(share: f64, within: f64) -> Target {
    let share = Share::new(share).expect("a share");
    let kind = TargetKind::ServiceLevel { share, within: Seconds(within) };
    Target { kind, period: Period::Interval }
}

/// Chats up to `speed.len()` at a time, 70 % within 30 s, measured with one chat open.
pub(crate) fn chat(id: &str, speed: &[f64]) -> Queue {
    let (concurrency, speed) = (speed.len() as u32, speed.to_vec());
    Queue {
        channel: Channel::Chat { concurrency, speed, measured_at: 1.0 },
        targets: vec![level(0.7, 30.0)],
        ..phone(id)
    }
}

/// Tickets, 90 % of them done within `hours`; nobody hangs up.
pub(crate) fn ticket(id: &str, hours: i64) -> Queue {
    let share = Share::new(0.9).expect("a share");
    let kind = TargetKind::Deadline { share, within: Minutes::hours(hours) };
    Queue {
        channel: Channel::Ticket,
        targets: vec![Target { kind, period: Period::Week }],
        patience: None,
        ..phone(id)
    }
}

pub(crate) fn agent(id: &str, skills: &[(&str, f64)]) -> Agent {
    Agent {
        id: AgentId::new(id),
        name: id.to_owned(),
        team: "a".into(),
        contract: "full".into(),
        skills: skills.iter().map(|(q, e)| (QueueId::new(q), *e)).collect(),
        hire_date: None,
        external_id: None,
        seniority: None,
        protected: false,
        overtime_to_date: Minutes::ZERO,
        period_to_date: Minutes::ZERO,
    }
}

pub(crate) fn centre(queues: Vec<Queue>, agents: Vec<Agent>) -> Centre {
    Centre {
        name: "Test".into(),
        zone: ZONE,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: chrono::Weekday::Mon,
        queues,
        contracts: Vec::new(),
        templates: Vec::new(),
        agents,
        availability: Vec::new(),
        rules: Rules::plain(),
        calendar: Calendar::default(),
        statutory_holidays: Vec::new(),
    }
}

/// The same volume and handle time in every slot from `from` to `until` o'clock, each day.
pub(crate) fn demand(grid: &Grid, queues: &[(&str, f64, f64)], hours: (u16, u16)) -> Demand {
    let open: Vec<bool> =
        grid.slots().map(|s| (hours.0 * 60..hours.1 * 60).contains(&grid.clock(s).0)).collect();
    let queue = |(id, volume, aht): &(&str, f64, f64)| QueueDemand {
        queue: QueueId::new(id),
        open: open.clone(),
        expected: open.iter().map(|&o| Contacts(if o { *volume } else { 0.0 })).collect(),
        quantiles: vec![[Contacts(*volume); 7]; grid.len()],
        spread: vec![Spread { poisson: 1.0, shared: 0.0 }; grid.len()],
        aht: vec![Seconds(*aht); grid.len()],
        decomposition: Decomposition::default(),
    };
    Demand { grid: grid.clone(), queues: queues.iter().map(queue).collect() }
}

/// `HH:MM` on day number `day`.
pub(crate) fn at(day: usize, clock: &str) -> Moment {
    let date = grid(1).first_day() + chrono::Days::new(day as u64);
    ClockTime::parse(clock).and_then(|c| c.on(date, ZONE)).expect("a clock time")
}

/// A shift on `day` from a list of (from, until, what).
pub(crate) fn shift(agent: &str, day: usize, stretches: &[(&str, &str, Activity)]) -> Shift {
    let stretch = |(from, until, activity): &(&str, &str, Activity)| Stretch {
        span: Span::new(at(day, from), at(day, until)),
        activity: activity.clone(),
    };
    Shift {
        agent: AgentId::new(agent),
        date: monday() + chrono::Days::new(day as u64),
        stretches: stretches.iter().map(stretch).collect(),
    }
}

pub(crate) fn work(queue: &str) -> Activity {
    Activity::Work(QueueId::new(queue))
}

pub(crate) fn roster(grid: &Grid, shifts: Vec<Shift>) -> Roster {
    Roster::new(grid.clone(), shifts, Provenance::default())
}

/// `n` agents with these skills, named `prefix-0`, `prefix-1` …
pub(crate) fn agents(prefix: &str, n: usize, skills: &[(&str, f64)]) -> Vec<Agent> {
    (0..n).map(|i| agent(&format!("{prefix}-{i}"), skills)).collect()
}

/// Everybody named `prefix-…` works on `queue` from 09:00 to 21:00 on each of the first days.
pub(crate) fn all_day(prefix: &str, n: usize, days: usize, queue: &str) -> Vec<Shift> {
    let day = |d: usize| {
        (0..n).map(move |i| shift(&format!("{prefix}-{i}"), d, &[("09:00", "21:00", work(queue))]))
    };
    (0..days).flat_map(day).collect()
}
