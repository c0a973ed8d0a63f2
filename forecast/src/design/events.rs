//! What the calendar may do to a day's total.
//!
//! Effects add up on the log scale, each occurrence bringing its own. They are pooled by their
//! priors: a class departs from all events, a name from its class, as far as its past days ask.
//!
//! Under 26 weeks of history the sds of promotions are halved.
//!
//! | column | sd |
//! |---|---|
//! | holiday: all / class / name | 0.6 / 0.5 / 0.35 |
//! | holiday of more than three days: class and day in it | 0.2 |
//! | make-up workday: all / class | 0.15 / 0.15 |
//! | promotion, by phase and day in it, × intensity: all / class | 0.4 / 0.25 |
//! | one deviation per past promotion | 0.12 |
//! | day before a promotion, days after, echoes to day 15: all / class | 0.15 / 0.1 |
//! | other event: all / class / name | 0.2 / 0.4 / 0.3 |
//! | day before and after a holiday, closure or other event: all / class | 0.15 / 0.15 |

use super::{Design, Reason};
use crate::occurrence::{Occurrence, Part};
use chrono::NaiveDate;
use domain::{EventKind, Phase};
use std::collections::HashMap;

/// The level at which an effect is pooled; numbers stand for class and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pool {
    /// All events of the kind.
    All,
    /// Its class.
    Class(usize),
    /// Its name within its class.
    Name(usize, usize),
    /// This one occurrence.
    Once(usize),
}

/// Which day of the event, or around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Moment {
    /// Any of its days.
    Day,
    /// Its first, second, third, or a later whole day (0 to 3).
    Nth(usize),
    /// A day of which it covers less than half.
    Partly,
    /// The day before.
    Before,
    /// The day after.
    After,
    /// Two or three days after.
    SoonAfter,
    /// 4–6, 7–10 or 11–15 days after its first day (0 to 2).
    Echo(usize),
}

/// The identity of one calendar column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Effect {
    /// What sort of event.
    pub(crate) kind: EventKind,
    /// The phase, for promotions.
    pub(crate) phase: Option<Phase>,
    /// When.
    pub(crate) moment: Moment,
    /// Pooled with what.
    pub(crate) pool: Pool,
}

impl Effect {
    /// Whether it acts on the event's own days (rather than before or after it).
    pub(crate) const fn is_on_day(&self) -> bool {
        matches!(self.moment, Moment::Day | Moment::Nth(_) | Moment::Partly)
    }
}

/// Marks the make-up workdays among `days` days from `first`.
pub(crate) fn makeup_days(all: &[Occurrence], first: NaiveDate, days: usize) -> Vec<bool> {
    let mut marks = vec![false; days];
    for part in all.iter().filter(|o| o.kind == EventKind::MakeupWorkday).flat_map(|o| &o.days) {
        if let Ok(day) = usize::try_from((part.date - first).num_days())
            && day < days
        {
            marks[day] = true;
        }
    }
    marks
}

/// Puts the columns of every occurrence.
pub(crate) fn put(design: &mut Design, first: NaiveDate, all: &[Occurrence]) {
    let (mut classes, mut names) = (Numbers::default(), Numbers::default());
    for (number, occurrence) in all.iter().enumerate() {
        let class = classes.of(&occurrence.class);
        let name = names.of(&occurrence.name);
        Writer { design, first, occurrence, number, class, name }.write();
    }
}

#[derive(Debug, Default)]
struct Numbers(HashMap<String, usize>);

impl Numbers {
    fn of(&mut self, text: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(text.to_owned()).or_insert(next)
    }
}

/// Writes one occurrence's columns.
struct Writer<'a> {
    design: &'a mut Design,
    first: NaiveDate,
    occurrence: &'a Occurrence,
    number: usize,
    class: usize,
    name: usize,
}

impl Writer<'_> {
    fn write(&mut self) {
        let (Some(first), Some(last)) = (self.occurrence.days.first(), self.occurrence.days.last())
        else {
            return;
        };
        let (begin, end) = (self.day(first), self.day(last));
        if self.occurrence.closed {
            return self.around(begin, end);
        }
        match self.occurrence.kind {
            EventKind::Holiday => {
                self.holiday();
                self.around(begin, end);
            }
            EventKind::MakeupWorkday => self.days(&[(Pool::All, 0.15), (self.in_class(), 0.15)]),
            EventKind::Promotion => self.promotion(begin, end),
            EventKind::Event | EventKind::Closure => {
                self.days(&[(Pool::All, 0.2), (self.in_class(), 0.4), (self.by_name(), 0.3)]);
                self.around(begin, end);
            }
        }
    }

    fn day(&self, part: &Part) -> i64 {
        (part.date - self.first).num_days()
    }

    const fn in_class(&self) -> Pool {
        Pool::Class(self.class)
    }

    const fn by_name(&self) -> Pool {
        Pool::Name(self.class, self.name)
    }

    fn put(&mut self, day: i64, moment: Moment, pool: Pool, sd: f64, value: f64) {
        let kind = self.occurrence.kind;
        // a promotion without phases is all main phase, and learns from other promotions' main days
        let whole = (kind == EventKind::Promotion).then_some(Phase::Main);
        let phase = self.occurrence.phase.or(whole);
        let reason = Reason::Event(Effect { kind, phase, moment, pool });
        self.design.put(day, reason, sd, value, Some(self.number));
    }

    /// The same effect on each of its days, weaker on days it covers in part.
    fn days(&mut self, pools: &[(Pool, f64)]) {
        for part in &self.occurrence.days {
            for &(pool, sd) in pools {
                self.put(self.day(part), Moment::Day, pool, sd, strength(self.occurrence, part));
            }
        }
    }

    fn holiday(&mut self) {
        self.days(&[(Pool::All, 0.6), (self.in_class(), 0.5), (self.by_name(), 0.35)]);
        if self.occurrence.days.len() > 3 {
            for (nth, part) in self.occurrence.days.iter().enumerate() {
                self.put(self.day(part), Moment::Nth(nth.min(3)), self.in_class(), 0.2, 1.0);
            }
        }
    }

    fn around(&mut self, begin: i64, end: i64) {
        for (moment, day) in [(Moment::Before, begin - 1), (Moment::After, end + 1)] {
            self.put(day, moment, Pool::All, 0.15, 1.0);
            self.put(day, moment, self.in_class(), 0.15, 1.0);
        }
    }

    fn promotion(&mut self, begin: i64, end: i64) {
        let mut whole_days = 0;
        for part in &self.occurrence.days {
            let moment =
                if part.is_whole() { Moment::Nth(whole_days.min(3)) } else { Moment::Partly };
            whole_days += usize::from(part.is_whole());
            let (day, value) = (self.day(part), strength(self.occurrence, part));
            self.put(day, moment, Pool::All, 0.4, value);
            self.put(day, moment, self.in_class(), 0.25, value);
            self.put(day, Moment::Day, Pool::Once(self.number), 0.12, part.share.sqrt());
        }
        if matches!(self.occurrence.phase, None | Some(Phase::Main)) {
            self.echoes(begin, end);
        }
    }

    /// The quiet before a sale, the days after it, and the wave of deliveries and returns that
    /// grows with its length (up to three days) and depth.
    fn echoes(&mut self, begin: i64, end: i64) {
        let depth = self.occurrence.intensity;
        let wave = depth * self.occurrence.days.len().min(3) as f64 / 2.0;
        let lags = [(4, 6), (7, 10), (11, 15)];
        let mut days = vec![
            (Moment::Before, begin - 1, depth),
            (Moment::After, end + 1, depth),
            (Moment::SoonAfter, end + 2, depth),
            (Moment::SoonAfter, end + 3, depth),
        ];
        for (echo, (from, to)) in lags.into_iter().enumerate() {
            days.extend((from..=to).map(|lag| (Moment::Echo(echo), begin + lag, wave)));
        }
        for (moment, day, value) in days {
            self.put(day, moment, Pool::All, 0.15, value);
            self.put(day, moment, self.in_class(), 0.1, value);
        }
    }
}

/// The value of an on-day column: planned depth × the root of the share of the day covered, so
/// that an evening lies between nothing and a whole day.
fn strength(occurrence: &Occurrence, part: &Part) -> f64 {
    occurrence.intensity * part.share.sqrt()
}
