//! A generated queue: what a day holds is known, what happened may be noisy.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use domain::*;
use forecast::{Options, QueueStudy};
use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A factor on a half-hour's mean, by its civil time.
pub(crate) type Factor = Box<dyn Fn(NaiveDateTime) -> f64>;

/// One queue, its truth and its calendar.
pub(crate) struct World {
    pub(crate) zone: Tz,
    pub(crate) first: NaiveDate,
    pub(crate) days: u64,
    pub(crate) hours: OpeningHours,
    pub(crate) scale: f64,
    pub(crate) factors: Vec<Factor>,
    pub(crate) calendar: Calendar,
    /// Draw Poisson counts with this seed; the means themselves when `None`.
    pub(crate) seed: Option<u64>,
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn window(text: &str) -> ClockWindow {
    ClockWindow::parse(text).expect("a window")
}

/// `YYYY-MM-DD HH:MM`.
pub(crate) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time")
}

/// A promotion of class `sale` on these days.
pub(crate) fn promotion(name: &str, start: &str, end: &str) -> Event {
    Event {
        start: at(start),
        end: at(end),
        name: name.into(),
        class: "sale".into(),
        kind: EventKind::Promotion,
        phase: None,
        queue: None,
        effect: Effect::Automatic,
        intensity: 1.0,
        confidence: Confidence::Rough,
    }
}

impl World {
    /// 26 weeks from Monday 6 January 2025, 8:00 to 20:00 every day, 600 contacts on a usual day,
    /// twice as many per half-hour before noon, weekends at 70 %.
    pub(crate) fn usual() -> Self {
        let morning = |at: NaiveDateTime| if at.hour() < 12 { 36.0 } else { 19.5 };
        let weekend =
            |at: NaiveDateTime| if at.weekday().num_days_from_monday() < 5 { 1.0 } else { 0.7 };
        Self {
            zone: chrono_tz::UTC,
            first: day("2025-01-06"),
            days: 26 * 7,
            hours: OpeningHours::daily(&[window("08:00-20:00")]),
            scale: 1.0,
            factors: vec![Box::new(morning), Box::new(weekend)],
            calendar: Calendar::default(),
            seed: None,
        }
    }

    pub(crate) fn noisy(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    pub(crate) fn days(mut self, days: u64) -> Self {
        self.days = days;
        self
    }

    pub(crate) fn times(mut self, factor: impl Fn(NaiveDateTime) -> f64 + 'static) -> Self {
        self.factors.push(Box::new(factor));
        self
    }

    pub(crate) fn event(mut self, event: Event) -> Self {
        self.calendar.events.push(event);
        self
    }

    /// The true mean of the half-hour that begins at this civil time.
    pub(crate) fn truth(&self, at: NaiveDateTime) -> f64 {
        self.scale * self.factors.iter().map(|factor| factor(at)).product::<f64>()
    }

    pub(crate) fn queue(&self, id: &str) -> Queue {
        Queue {
            id: QueueId::new(id),
            name: id.into(),
            channel: Channel::Phone,
            hours: self.hours.clone(),
            targets: Vec::new(),
            patience: None,
            shrinkage: Share::NONE,
            max_occupancy: None,
            shortage: Shortage { light: Money(0), light_share: Share::NONE, heavy: Money(0) },
        }
    }

    pub(crate) fn centre(&self) -> Centre {
        Centre {
            name: "exercise".into(),
            zone: self.zone,
            currency: Currency::CNY,
            interval: Minutes(30),
            week_start: chrono::Weekday::Mon,
            queues: vec![self.queue("care")],
            contracts: Vec::new(),
            templates: Vec::new(),
            agents: Vec::new(),
            availability: Vec::new(),
            rules: Rules::plain(),
            calendar: self.calendar.clone(),
            statutory_holidays: Vec::new(),
        }
    }

    /// The records of every open half-hour, closures left out, handle time 240 s.
    pub(crate) fn records(&self) -> Vec<IntervalRecord> {
        let mut random = self.seed.map(Pcg64Mcg::seed_from_u64);
        let from = Moment::from_local(self.first.and_hms_opt(0, 0, 0).unwrap(), self.zone).unwrap();
        let until = self.first + Days::new(self.days);
        let moments = (0..).map(|n| from + Minutes(30 * n));
        moments
            .take_while(|at| at.date(self.zone) < until)
            .filter(|&at| self.hours.is_open(at, self.zone) && !self.closed(at.local(self.zone)))
            .map(|at| {
                let mean = self.truth(at.local(self.zone));
                let offered = random.as_mut().map_or(mean, |random| poisson(mean, random));
                record(at, offered, 240.0)
            })
            .collect()
    }

    fn closed(&self, at: NaiveDateTime) -> bool {
        let closed = |e: &&Event| e.effect == Effect::Closed || e.kind == EventKind::Closure;
        self.calendar.events.iter().filter(closed).any(|e| e.start <= at && at < e.end)
    }

    pub(crate) fn grid(&self, weeks: usize) -> Grid {
        let first = self.first + Days::new(self.days);
        Grid::new(self.zone, first, 7 * weeks, Minutes(30)).unwrap()
    }

    /// The study of the weeks after the history.
    pub(crate) fn study(&self, weeks: usize) -> QueueStudy {
        self.study_of(self.records(), weeks)
    }

    pub(crate) fn study_of(&self, records: Vec<IntervalRecord>, weeks: usize) -> QueueStudy {
        let history = history("care", records);
        let all = forecast::study(&self.centre(), &history, &self.grid(weeks), &Options::default());
        all.unwrap().remove(0)
    }
}

pub(crate) fn history(queue: &str, records: Vec<IntervalRecord>) -> History {
    let queue = QueueHistory { queue: QueueId::new(queue), records };
    History { interval: Minutes(30), queues: vec![queue] }
}

pub(crate) fn record(at: Moment, offered: f64, aht: f64) -> IntervalRecord {
    IntervalRecord {
        at,
        offered: Contacts(offered),
        aht: Some(Seconds(aht)),
        answered: None,
        abandoned: None,
        answered_within: None,
    }
}

/// A Poisson count by multiplying uniforms; means up to some hundreds are split.
pub(crate) fn poisson(mean: f64, random: &mut impl Rng) -> f64 {
    if mean > 30.0 {
        return poisson(mean / 2.0, random) + poisson(mean / 2.0, random);
    }
    let (limit, mut product, mut count) = ((-mean).exp(), random.random::<f64>(), 0.0);
    while product > limit {
        product *= random.random::<f64>();
        count += 1.0;
    }
    count
}

/// The contacts expected on one civil day.
pub(crate) fn total(demand: &QueueDemand, grid: &Grid, date: NaiveDate) -> f64 {
    let day = grid.day_of_date(date).expect("a day of the horizon");
    demand.expected[grid.slots_of_day(day)].iter().map(|c| c.0).sum()
}

/// `Σ|f − truth| / Σ truth` over the horizon.
pub(crate) fn error(world: &World, demand: &QueueDemand, grid: &Grid) -> f64 {
    let open = grid.slots().filter(|slot| demand.open[slot.0]);
    let (missed, all) = open.fold((0.0, 0.0), |(missed, all), slot| {
        let truth = world.truth(grid.local(slot));
        (missed + (demand.expected[slot.0].0 - truth).abs(), all + truth)
    });
    missed / all
}

#[track_caller]
pub(crate) fn close(value: f64, expected: f64, relative: f64) {
    assert!((value / expected - 1.0).abs() <= relative, "{value} is not near {expected}");
}
