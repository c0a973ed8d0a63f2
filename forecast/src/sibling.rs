//! A new queue borrows the past of a queue it resembles.
//!
//! Before its own first report, a newcomer's history is its sibling's, scaled; its own reports take
//! over as they come. The scale is the planner's ratio, corrected by the days both have:
//!
//! ```text
//! ratio    = (W·planned + own contacts) / (W + sibling's contacts of the same intervals)
//! clock    = (S·ratio + own contacts) / (S + sibling's)          of one clock time
//! weekday  = (D + own contacts) / (D + sibling's · clock)        of one weekday
//! borrowed = sibling's · clock · weekday
//! ```
//! with `W` the contacts that the planner's word is worth, `S` those that the sibling's course of
//! the day is worth at each clock time, and `D` one such day and a hundred contacts: a newcomer
//! with lunch breaks of its own shows them within weeks. What is borrowed is doubtful: a relative
//! variance of `0.25² · 2^(−own days / 7)` widens every day's band.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use domain::{Centre, Contacts, Grid, History, IntervalRecord, Newcomer, Queue, QueueId};
use std::collections::{BTreeMap, BTreeSet};

/// The planner's ratio counts like this many contacts of the sibling.
const WORD_WORTH: f64 = 500.0;
/// The sibling's course of the day counts like so many contacts at each clock time.
const COURSE_WORTH: f64 = 30.0;
/// Its weekday counts like one such day and so many contacts.
const WEEKDAY_WORTH: f64 = 100.0;
const DOUBT_SD: f64 = 0.25;
const DOUBT_HALF_LIFE_DAYS: f64 = 7.0;

/// With fewer days of its own a queue without a stated sibling looks for one.
const OWN_DAYS: i64 = 28;
/// A sibling has at least so many days.
const SIBLING_DAYS: i64 = 91;

/// The sibling of a queue with a few days of its own and none stated: the queue of the same sort of
/// channel with the most contacts in their common half-hours, at the ratio measured there.
///
/// None for a queue without any report: nobody can know how much will come.
pub(crate) fn inferred(
    centre: &Centre,
    history: &History,
    queue: &Queue,
    grid: &Grid,
) -> Option<Newcomer> {
    let begin = grid.horizon().start;
    let known = |id: &QueueId| {
        let records = history.queue(id).map_or(&[][..], |h| &h.records);
        &records[..records.partition_point(|record| record.at < begin)]
    };
    let days = |records: &[IntervalRecord]| match (records.first(), records.last()) {
        (Some(first), Some(last)) => (last.at - first.at).0 / 1440 + 1,
        _ => 0,
    };
    let own = known(&queue.id);
    if own.is_empty() || days(own) >= OWN_DAYS {
        return None;
    }
    let alike = |other: &&Queue| {
        std::mem::discriminant(&other.channel) == std::mem::discriminant(&queue.channel)
            && other.id != queue.id
            && days(known(&other.id)) >= SIBLING_DAYS
    };
    let common = |other: &Queue| {
        let (ours, theirs) = overlap(own, known(&other.id));
        (ours > 0.0 && theirs > 0.0).then(|| (other.id.clone(), ours / theirs, theirs))
    };
    let all = centre.queues.iter().filter(alike).filter_map(common);
    let (like, ratio, _) = all.max_by(|a, b| a.2.total_cmp(&b.2))?;
    Some(Newcomer { queue: queue.id.clone(), like, ratio })
}

/// What to say about an inferred sibling.
pub(crate) fn why(newcomer: &Newcomer) -> String {
    format!(
        "fewer than {OWN_DAYS} days of its own: the past of {} (same channel) stands in; state \
         [[newcomers]] in centre.toml to choose another",
        newcomer.like
    )
}

/// A history to forecast from, and how doubtful it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Borrowed {
    /// The sibling's scaled records, then the queue's own.
    pub(crate) records: Vec<IntervalRecord>,
    /// Relative variance to add to every day.
    pub(crate) doubt: f64,
    /// What to tell the planner.
    pub(crate) note: String,
}

/// The history of `newcomer`: its `own` records after those of its `sibling`, scaled.
pub(crate) fn borrow(
    newcomer: &Newcomer,
    own: &[IntervalRecord],
    sibling: &[IntervalRecord],
    zone: Tz,
) -> Borrowed {
    let ratio = ratio(newcomer.ratio, own, sibling);
    let shape = Shape::new(ratio, own, sibling, zone);
    let first = own.first().map(|record| record.at);
    let before = sibling.iter().take_while(|r| first.is_none_or(|first| r.at < first));
    let scaled = before.map(|record| IntervalRecord {
        offered: Contacts(record.offered.0 * shape.factor(record.at.local(zone))),
        answered: None,
        abandoned: None,
        answered_within: None,
        ..*record
    });
    let records = scaled.chain(own.iter().copied()).collect();
    let days = match (own.first(), own.last()) {
        (Some(first), Some(last)) => (last.at - first.at).as_hours() / 24.0,
        _ => 0.0,
    };
    let doubt = DOUBT_SD * DOUBT_SD * (-days / DOUBT_HALF_LIFE_DAYS).exp2();
    let note = format!(
        "before its own {days:.0} days, the history is that of {} times {ratio:.3}",
        newcomer.like
    );
    Borrowed { records, doubt, note }
}

fn ratio(planned: f64, own: &[IntervalRecord], sibling: &[IntervalRecord]) -> f64 {
    let (ours, theirs) = overlap(own, sibling);
    (WORD_WORTH * planned + ours) / (WORD_WORTH + theirs)
}

/// How the newcomer's course of the day and week differs from its sibling's.
struct Shape {
    ratio: f64,
    clock: BTreeMap<u32, f64>,
    weekday: [f64; 7],
}

impl Shape {
    /// Learned from the intervals that both report.
    fn new(ratio: f64, own: &[IntervalRecord], sibling: &[IntervalRecord], zone: Tz) -> Self {
        let mut of_clock: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        for (at, ours, theirs) in common(own, sibling, zone) {
            let sums = of_clock.entry(clock(at)).or_default();
            *sums = (sums.0 + ours, sums.1 + theirs);
        }
        let shrunk =
            |(ours, theirs): (f64, f64)| (COURSE_WORTH * ratio + ours) / (COURSE_WORTH + theirs);
        let clock = of_clock.into_iter().map(|(clock, sums)| (clock, shrunk(sums))).collect();
        let mut shape = Self { ratio, clock, weekday: [1.0; 7] };
        let mut of_weekday: [(f64, f64, BTreeSet<NaiveDate>); 7] = Default::default();
        for (at, ours, theirs) in common(own, sibling, zone) {
            let (our, their, days) = &mut of_weekday[at.weekday().num_days_from_monday() as usize];
            *our += ours;
            *their += theirs * shape.factor(at);
            days.insert(at.date());
        }
        shape.weekday = of_weekday.map(|(ours, theirs, days)| {
            let worth = WEEKDAY_WORTH + theirs / days.len().max(1) as f64;
            (worth + ours) / (worth + theirs)
        });
        shape
    }

    /// What the sibling's contacts at this civil time are multiplied by.
    fn factor(&self, at: NaiveDateTime) -> f64 {
        let clock = self.clock.get(&clock(at)).copied().unwrap_or(self.ratio);
        clock * self.weekday[at.weekday().num_days_from_monday() as usize]
    }
}

/// The minute of the day.
fn clock(at: NaiveDateTime) -> u32 {
    at.hour() * 60 + at.minute()
}

/// The civil times that both report, with the contacts of each.
fn common(
    own: &[IntervalRecord],
    sibling: &[IntervalRecord],
    zone: Tz,
) -> impl Iterator<Item = (NaiveDateTime, f64, f64)> {
    own.iter().filter_map(move |record| {
        let at = sibling.binary_search_by_key(&record.at, |r| r.at).ok()?;
        Some((record.at.local(zone), record.offered.0, sibling[at].offered.0))
    })
}

/// The contacts of both in the half-hours that both report.
fn overlap(own: &[IntervalRecord], sibling: &[IntervalRecord]) -> (f64, f64) {
    let (mut ours, mut theirs) = (0.0, 0.0);
    for (_, our, their) in common(own, sibling, chrono_tz::UTC) {
        ours += our;
        theirs += their;
    }
    (ours, theirs)
}
