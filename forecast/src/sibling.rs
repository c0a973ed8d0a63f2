//! A new queue borrows the past of a queue it resembles.
//!
//! Before its own first report, a newcomer's history is its sibling's, scaled; its own reports take
//! over as they come. The scale is the planner's ratio, corrected by the days both have:
//!
//! ```text
//! ratio = (W·planned + own contacts) / (W + sibling's contacts of the same intervals)
//! ```
//! with `W` the contacts that the planner's word is worth. What is borrowed is doubtful: a relative
//! variance of `0.25² · 2^(−own days / 28)` widens every day's band.

use domain::{Centre, Contacts, Grid, History, IntervalRecord, Newcomer, Queue, QueueId};

/// The planner's ratio counts like this many contacts of the sibling.
const WORD_WORTH: f64 = 500.0;
const DOUBT_SD: f64 = 0.25;
const DOUBT_HALF_LIFE_DAYS: f64 = 28.0;

/// With fewer days of its own a queue without a stated sibling looks for one.
const OWN_DAYS: i64 = 14;
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
) -> Borrowed {
    let ratio = ratio(newcomer.ratio, own, sibling);
    let first = own.first().map(|record| record.at);
    let before = sibling.iter().take_while(|r| first.is_none_or(|first| r.at < first));
    let scaled = before.map(|record| IntervalRecord {
        offered: Contacts(record.offered.0 * ratio),
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

/// The contacts of both in the half-hours that both report.
fn overlap(own: &[IntervalRecord], sibling: &[IntervalRecord]) -> (f64, f64) {
    let (mut ours, mut theirs) = (0.0, 0.0);
    for record in own {
        if let Ok(at) = sibling.binary_search_by_key(&record.at, |r| r.at) {
            ours += record.offered.0;
            theirs += sibling[at].offered.0;
        }
    }
    (ours, theirs)
}
