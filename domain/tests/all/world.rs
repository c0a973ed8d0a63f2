//! A small centre in Hangzhou, and words to tell a roster in: `shift("Li Wei", "Mon 09:00-18:00")`.
//!
//! Days are weekdays of the horizon's first week; `Sun-1` is the Sunday before it, `Mon+1` the
//! Monday after. An end at or before the start is the next day's. Shifts are worked on the phone
//! unless told otherwise.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::laws::{Breach, Case, Law};
use domain::*;

/// A roster in the making, with the centre it is for.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) centre: Centre,
    pub(crate) first_day: NaiveDate,
    pub(crate) days: usize,
    shifts: Vec<Shift>,
    pub(crate) previous: Vec<Shift>,
}

/// One week from `first_day` in Hangzhou with nobody in it yet.
pub(crate) fn week(first_day: &str) -> World {
    World::new(first_day, 7, chrono_tz::Asia::Shanghai)
}

/// So many weeks from `first_day` in Hangzhou.
pub(crate) fn weeks(number: usize, first_day: &str) -> World {
    World::new(first_day, 7 * number, chrono_tz::Asia::Shanghai)
}

/// One week from `first_day` in Berlin, where clocks change.
pub(crate) fn week_in_berlin(first_day: &str) -> World {
    World::new(first_day, 7, chrono_tz::Europe::Berlin)
}

pub(crate) const fn hours(number: i64) -> Minutes {
    Minutes::hours(number)
}

pub(crate) fn clock(text: &str) -> ClockTime {
    ClockTime::parse(text).expect("a clock time")
}

pub(crate) fn window(text: &str) -> ClockWindow {
    ClockWindow::parse(text).expect("a clock window")
}

pub(crate) fn share(value: f64) -> Share {
    Share::new(value).expect("a share")
}

impl World {
    fn new(first_day: &str, days: usize, zone: Tz) -> Self {
        let first_day = first_day.parse().expect("a date");
        Self { centre: centre(zone), first_day, days, shifts: vec![], previous: vec![] }
    }

    /// Changes the centre.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Centre)) -> Self {
        change(&mut self.centre);
        self
    }

    /// Changes the contract everybody has.
    pub(crate) fn contract(self, change: impl FnOnce(&mut Contract)) -> Self {
        self.with(|centre| change(&mut centre.contracts[0]))
    }

    /// Adds someone who can serve the phone and the chat.
    pub(crate) fn agent(self, name: &str) -> Self {
        self.agent_who(name, |_| ())
    }

    /// Adds someone special.
    pub(crate) fn agent_who(mut self, name: &str, change: impl FnOnce(&mut Agent)) -> Self {
        if self.centre.agents.iter().all(|a| a.name != name) {
            self.centre.agents.push(person(name));
        }
        change(self.centre.agents.iter_mut().find(|a| a.name == name).expect("an agent"));
        self
    }

    /// Rosters someone on the phone.
    pub(crate) fn shift(self, who: &str, when: &str) -> Self {
        self.shift_with(who, when, &[])
    }

    /// Rosters someone for a shift with `parts` such as `12:00-13:00 meal` or `14:00-15:00 chat`.
    pub(crate) fn shift_with(mut self, who: &str, when: &str, parts: &[&str]) -> Self {
        self = self.agent(who);
        let shift = self.told(who, when, parts);
        self.shifts.push(shift);
        self
    }

    /// The same shift on several days.
    pub(crate) fn shifts(self, who: &str, days: &[&str], clock: &str) -> Self {
        days.iter().fold(self, |world, day| world.shift(who, &format!("{day} {clock}")))
    }

    /// A shift worked before the horizon.
    pub(crate) fn before(mut self, who: &str, when: &str) -> Self {
        self = self.agent(who);
        let shift = self.told(who, when, &[]);
        self.previous.push(shift);
        self
    }

    /// A row of availability.
    pub(crate) fn row(mut self, who: &str, kind: AvailabilityKind, when: &str) -> Self {
        self = self.agent(who);
        let row = Availability { agent: AgentId::new(who), span: self.span(when), kind };
        self.centre.availability.push(row);
        self
    }

    pub(crate) fn leave(self, who: &str, when: &str) -> Self {
        self.row(who, AvailabilityKind::Leave, when)
    }

    pub(crate) fn grid(&self) -> Grid {
        Grid::new(self.centre.zone, self.first_day, self.days, Minutes(30)).expect("a grid")
    }

    pub(crate) fn roster(&self) -> Roster {
        Roster::new(self.grid(), self.shifts.clone(), Provenance::default())
    }

    /// What a law says about the roster.
    pub(crate) fn against(&self, law: impl Law) -> Findings {
        let roster = self.roster();
        Findings(law.breaches(&Case::new(&self.centre, &roster, &self.previous)))
    }

    /// Reads `Mon 22:00-06:00`, `Mon 09:00-Wed 18:00`.
    pub(crate) fn span(&self, when: &str) -> Span {
        let (start, end) = when.split_once('-').filter(|(s, _)| s.contains(':')).unwrap_or_else(
            // The first dash belongs to a day before the horizon, `Sun-1`.
            || {
                let dash = when.match_indices('-').nth(1).expect("a span").0;
                (&when[..dash], &when[dash + 1..])
            },
        );
        let (day, from) = start.split_once(' ').expect("a day and a time");
        let from = self.at(self.day(day), from);
        let to = match end.split_once(' ') {
            Some((day, to)) => self.at(self.day(day), to),
            None => self.at_or_after(self.day(day), end, from),
        };
        Span::new(from, to)
    }

    /// The date a word for a day means.
    pub(crate) fn day(&self, word: &str) -> NaiveDate {
        let (name, weeks) = match word.find(['+', '-']) {
            Some(sign) => (&word[..sign], word[sign..].parse::<i64>().expect("weeks")),
            None => (word, 0),
        };
        let weekday: Weekday = name.parse().expect("a weekday");
        let first = i64::from(self.first_day.weekday().num_days_from_monday());
        let ahead = (i64::from(weekday.num_days_from_monday()) - first).rem_euclid(7);
        self.first_day + TimeDelta::days(ahead + 7 * weeks)
    }

    fn at(&self, day: NaiveDate, text: &str) -> Moment {
        clock(text).on(day, self.centre.zone).expect("a time that occurs")
    }

    fn at_or_after(&self, day: NaiveDate, text: &str, earliest: Moment) -> Moment {
        let at = self.at(day, text);
        if at > earliest { at } else { self.at(day + Days::new(1), text) }
    }

    pub(crate) fn told(&self, who: &str, when: &str, parts: &[&str]) -> Shift {
        let span = self.span(when);
        let date = span.start.date(self.centre.zone);
        let mut stretches = Vec::new();
        let mut from = span.start;
        let phone = || Activity::Work(QueueId::new("phone"));
        for part in parts {
            let (times, what) = part.split_once(' ').expect("times and an activity");
            let (start, end) = times.split_once('-').expect("two times");
            let start = self.at_or_after(date, start, Moment(span.start.0 - 1));
            let end = self.at_or_after(date, end, start);
            if from < start {
                stretches.push(Stretch { span: Span::new(from, start), activity: phone() });
            }
            stretches.push(Stretch { span: Span::new(start, end), activity: activity(what) });
            from = end;
        }
        if from < span.end {
            stretches.push(Stretch { span: Span::new(from, span.end), activity: phone() });
        }
        Shift { agent: AgentId::new(who), date, stretches }
    }
}

/// What a law found.
pub(crate) struct Findings(pub(crate) Vec<Breach>);

impl Findings {
    #[track_caller]
    pub(crate) fn is_kept(&self) {
        assert!(self.0.is_empty(), "unexpected: {:#?}", self.0);
    }
    /// One breach of this size.
    #[track_caller]
    pub(crate) fn is_broken_by(&self, amount: f64) -> &Self {
        self.is_broken_by_each(&[amount])
    }
    /// Breaches of these sizes, in order.
    #[track_caller]
    pub(crate) fn is_broken_by_each(&self, amounts: &[f64]) -> &Self {
        let found: Vec<f64> = self.0.iter().map(|b| b.amount).collect();
        assert_eq!(found, amounts, "{:#?}", self.0);
        self
    }
    /// The first breach in words.
    #[track_caller]
    pub(crate) fn says(&self, what: &str) {
        assert_eq!(self.0.first().map(|b| b.what.as_str()), Some(what));
    }
}

fn activity(word: &str) -> Activity {
    match word {
        "meal" => Activity::Meal { paid: false },
        "paid meal" => Activity::Meal { paid: true },
        "break" => Activity::Break { paid: true },
        "unpaid break" => Activity::Break { paid: false },
        "training" => Activity::Training,
        "meeting" => Activity::Meeting,
        "idle" => Activity::Idle,
        queue => Activity::Work(QueueId::new(queue)),
    }
}

fn person(name: &str) -> Agent {
    Agent {
        id: AgentId::new(name),
        name: name.to_owned(),
        team: "day".into(),
        contract: "full_time".into(),
        skills: vec![("phone".into(), 1.0), ("chat".into(), 0.5)],
        hire_date: None,
        external_id: None,
        seniority: None,
        protected: false,
        overtime_to_date: Minutes::ZERO,
        period_to_date: Minutes::ZERO,
    }
}

pub(crate) fn queue(id: &str, channel: Channel) -> Queue {
    Queue {
        id: id.into(),
        name: id.to_owned(),
        channel,
        hours: OpeningHours::always(),
        targets: Vec::new(),
        patience: None,
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage { light: Money(6000), light_share: share(0.2), heavy: Money(12000) },
    }
}

/// A full-time contract: 40 to 48 hours on five or six days at 30.00 an hour, 1.5 beyond eight
/// hours a day, 2 beyond forty a week.
fn contract() -> Contract {
    Contract {
        id: "full_time".into(),
        name: "Full time".to_owned(),
        week_paid_min: hours(40),
        week_paid_max: hours(48),
        week_days_min: 5,
        week_days_max: 6,
        templates: vec!["day".into(), "short".into()],
        wage: Money(3000),
        guaranteed: Minutes::ZERO,
        daily_overtime: vec![OvertimeTier { above: hours(8), multiplier: 1.5 }],
        weekly_overtime: vec![OvertimeTier { above: hours(40), multiplier: 2.0 }],
        night: None,
        holiday_multiplier: 1.0,
    }
}

/// `day`: nine hours with an unpaid meal after three to five and a paid break after six to seven;
/// `short`: four hours. Both start at any half-hour.
fn templates() -> Vec<ShiftTemplate> {
    let starts = StartTimes { from: clock("00:00"), to: clock("23:30"), step: Minutes(30) };
    let rule = |kind, length, earliest, latest, paid| BreakRule {
        kind,
        length: Minutes(length),
        earliest: hours(earliest),
        latest: hours(latest),
        paid,
    };
    let breaks =
        vec![rule(BreakKind::Meal, 60, 3, 5, false), rule(BreakKind::Rest, 30, 6, 7, true)];
    vec![
        ShiftTemplate { id: "day".into(), starts, length: hours(9), breaks },
        ShiftTemplate { id: "short".into(), starts, length: hours(4), breaks: Vec::new() },
    ]
}

fn centre(zone: Tz) -> Centre {
    let chat = Channel::Chat { concurrency: 2, speed: vec![1.0, 1.6], measured_at: 1.0 };
    Centre {
        name: "Hangzhou".to_owned(),
        zone,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: Weekday::Mon,
        queues: vec![
            queue("phone", Channel::Phone),
            queue("chat", chat),
            queue("mail", Channel::Ticket),
        ],
        contracts: vec![contract()],
        templates: templates(),
        agents: Vec::new(),
        availability: Vec::new(),
        rules: Rules { night: window("22:00-06:00"), ..Rules::plain() },
        calendar: Calendar::default(),
        statutory_holidays: Vec::new(),
    }
}
