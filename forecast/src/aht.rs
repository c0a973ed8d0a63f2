//! Handle times: how long a contact keeps an agent, by clock interval, weekday and event.
//!
//! ```text
//! aht = level · slot(s) · weekday(w) · class(event)
//! each factor  (Σ ω n a + κ e)/(Σ ω n e' + κ e)     towards 1 by κ contacts
//! ```
//! `a` the mean handle time reported for `n` contacts, `ω` a weight halving every eight weeks, `e'`
//! what the other factors expect. Means of few contacts scatter: a report further than
//! `(1 + 6/√n)` times from what is expected counts as that far, so that a forgotten open
//! contact of three hours moves nothing. For chats the time is that of one chat at the concurrency
//! at which the history was measured.

use crate::days::Clock;
use crate::prepared::Prepared;
use domain::{IntervalRecord, Seconds};

const HALF_LIFE_DAYS: f64 = 56.0;
const SLOT_WORTH: f64 = 200.0;
const WEEKDAY_WORTH: f64 = 300.0;
const EVENT_WORTH: f64 = 300.0;
const PASSES: usize = 4;

/// The handle-time model of one queue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HandleTimes {
    level: f64,
    slots: Vec<f64>,
    weekdays: [f64; 7],
    /// The classes of events that were reported on.
    classes: Vec<String>,
    /// Their factors.
    events: Vec<f64>,
}

/// One interval's report.
struct Report {
    slot: usize,
    weekday: usize,
    /// Number of the event's class.
    event: Option<usize>,
    /// Contacts that were timed, by their weight.
    contacts: f64,
    seconds: f64,
    /// How many times more, or less, than expected so few contacts are believed.
    most: f64,
}

impl HandleTimes {
    /// Fits the reports in `records`; `None` when not one of them states a handle time.
    pub(crate) fn fit(
        records: &[IntervalRecord],
        prepared: &Prepared,
        zone: chrono_tz::Tz,
    ) -> Option<Self> {
        let (classes, reports) = reports(records, prepared, zone);
        let (time, contacts) = reports
            .iter()
            .fold((0.0, 0.0), |(t, n), r| (t + r.contacts * r.seconds, n + r.contacts));
        if contacts <= 0.0 {
            return None;
        }
        let mut model = Self {
            level: middle(&reports).unwrap_or(time / contacts),
            slots: vec![1.0; prepared.table.slots()],
            weekdays: [1.0; 7],
            events: vec![1.0; classes.len()],
            classes,
        };
        for _ in 0..PASSES {
            model.improve(&reports);
        }
        Some(model)
    }

    /// The expected handle time in `slot` of day number `day`.
    pub(crate) fn at(&self, prepared: &Prepared, day: usize, slot: usize) -> Seconds {
        let event = event_class(prepared, day);
        let event = self.classes.iter().position(|class| Some(class.as_str()) == event);
        Seconds(self.expected(slot, prepared.table.weekday(day), event))
    }

    fn expected(&self, slot: usize, weekday: usize, event: Option<usize>) -> f64 {
        let event = event.map_or(1.0, |class| self.events[class]);
        self.level * self.slots[slot] * self.weekdays[weekday] * event
    }

    fn improve(&mut self, reports: &[Report]) {
        let believed: Vec<f64> = reports.iter().map(|r| self.believed(r)).collect();
        let mut ratio = Ratio::default();
        for (report, seconds) in reports.iter().zip(&believed) {
            ratio.add(report, *seconds, self.of(report));
        }
        self.level *= ratio.towards_one(0.0, self.level);
        self.slots = self.factors(reports, &believed, self.slots.len(), SLOT_WORTH, |m, r| {
            (r.slot, m.slots[r.slot])
        });
        let weekdays = self.factors(reports, &believed, 7, WEEKDAY_WORTH, |m, r| {
            (r.weekday, m.weekdays[r.weekday])
        });
        self.weekdays = std::array::from_fn(|day| weekdays[day]);
        let mut events = vec![Ratio::default(); self.classes.len()];
        for (report, seconds) in reports.iter().zip(&believed) {
            if let Some(class) = report.event {
                let without = self.expected(report.slot, report.weekday, None);
                events[class].add(report, *seconds, without);
            }
        }
        let level = self.level;
        self.events = events.iter().map(|r| r.towards_one(EVENT_WORTH, level)).collect();
    }

    /// New factors of one family: index and current factor of each report in, factors out.
    fn factors(
        &self,
        reports: &[Report],
        believed: &[f64],
        len: usize,
        worth: f64,
        family: impl Fn(&Self, &Report) -> (usize, f64),
    ) -> Vec<f64> {
        let mut ratios = vec![Ratio::default(); len];
        for (report, seconds) in reports.iter().zip(believed) {
            let (index, current) = family(self, report);
            ratios[index].add(report, *seconds, self.of(report) / current);
        }
        ratios.iter().map(|ratio| ratio.towards_one(worth, self.level)).collect()
    }

    fn of(&self, report: &Report) -> f64 {
        self.expected(report.slot, report.weekday, report.event)
    }

    /// The reported time, brought within what so few contacts can be off.
    fn believed(&self, report: &Report) -> f64 {
        let expected = self.of(report);
        report.seconds.clamp(expected / report.most, expected * report.most)
    }
}

/// Time spent against time expected.
#[derive(Debug, Clone, Copy, Default)]
struct Ratio {
    spent: f64,
    expected: f64,
}

impl Ratio {
    fn add(&mut self, report: &Report, seconds: f64, expected: f64) {
        self.spent += report.contacts * seconds;
        self.expected += report.contacts * expected;
    }

    /// The ratio, drawn to 1 by the time of `contacts` contacts at `level`.
    fn towards_one(&self, contacts: f64, level: f64) -> f64 {
        let worth = contacts * level;
        if self.expected + worth > 0.0 {
            (self.spent + worth) / (self.expected + worth)
        } else {
            1.0
        }
    }
}

/// The contact-weighted median of the reported times.
fn middle(reports: &[Report]) -> Option<f64> {
    let mut sorted: Vec<(f64, f64)> = reports.iter().map(|r| (r.seconds, r.contacts)).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = 0.5 * sorted.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut below = 0.0;
    let beyond = sorted.iter().find(|(_, weight)| {
        below += weight;
        below >= half
    });
    beyond.map(|(seconds, _)| *seconds)
}

/// The classes of events that were reported on, and the reports.
fn reports(
    records: &[IntervalRecord],
    prepared: &Prepared,
    zone: chrono_tz::Tz,
) -> (Vec<String>, Vec<Report>) {
    let table = &prepared.table;
    let mut clock = Clock::new(zone, domain::Minutes((1440 / table.slots()) as i64));
    let timed = records.iter().filter_map(|record| {
        let seconds = record.aht.filter(|aht| aht.0 > 0.0)?.0;
        let contacts = record.answered.unwrap_or(record.offered).0;
        (contacts > 0.0).then_some((record.at, seconds, contacts))
    });
    let weight = |day: usize| (-((table.days() - 1 - day) as f64) / HALF_LIFE_DAYS).exp2();
    let weights: Vec<f64> = (0..table.days()).map(weight).collect();
    let mut classes: Vec<String> = Vec::new();
    let mut number = |class: &str| match classes.iter().position(|known| known == class) {
        Some(known) => known,
        None => {
            classes.push(class.to_owned());
            classes.len() - 1
        }
    };
    let events: Vec<Option<usize>> =
        (0..table.days()).map(|day| event_class(prepared, day).map(&mut number)).collect();
    let reports = timed.filter_map(|(at, seconds, contacts)| {
        let (date, slot) = clock.place(at);
        let day = usize::try_from((date - table.first()).num_days()).ok()?;
        (day < table.days()).then(|| Report {
            slot,
            weekday: table.weekday(day),
            event: events[day],
            contacts: weights[day] * contacts,
            seconds,
            most: 1.0 + 6.0 / contacts.sqrt(),
        })
    });
    let reports = reports.collect();
    (classes, reports)
}

fn event_class(prepared: &Prepared, day: usize) -> Option<&str> {
    let kind = &prepared.kinds[day];
    kind.event.as_ref().map(|event| &event.class).or(kind.holiday.as_ref()).map(String::as_str)
}
