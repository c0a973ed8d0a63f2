//! A report joins the history that the folder has already.

use crate::files::codes;
use crate::files::fault::{Faults, Place};
use domain::{History, IntervalRecord, QueueHistory};

/// The intervals of both, those of `new` where both have one; says how many of each there are.
pub(super) fn merge(file: &str, old: &History, new: &History, faults: &mut Faults) -> History {
    let (mut kept, mut replaced) = (0, 0);
    let queues: Vec<QueueHistory> = new
        .queues
        .iter()
        .map(|report| {
            let before = old.queue(&report.queue).map_or(&[][..], |q| &q.records);
            let met = |r: &IntervalRecord| report.records.binary_search_by_key(&r.at, |n| n.at);
            let stays: Vec<IntervalRecord> =
                before.iter().filter(|r| met(r).is_err()).copied().collect();
            kept += stays.len();
            replaced += before.len() - stays.len();
            let mut records = [stays, report.records.clone()].concat();
            records.sort_by_key(|r| r.at);
            QueueHistory { queue: report.queue.clone(), records }
        })
        .collect();
    let added = new.queues.iter().map(|q| q.records.len()).sum::<usize>() - replaced;
    if kept + replaced > 0 {
        let cause = format!(
            "intervals of the history so far: {}; {kept} kept, {replaced} replaced, {added} new",
            kept + replaced
        );
        faults.add(Place::file(file), codes::IMPORT_MERGED, cause);
    }
    History { interval: new.interval, queues }
}
