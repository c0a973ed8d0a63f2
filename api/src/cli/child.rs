//! What a command does besides when it is the child of a worker: it tells progress as lines of JSON
//! on standard error, and ends itself when its worker is gone.

use crate::jobs::CHILD_MARK;
use scenarios::plan::Stage;
use serde_json::json;
use solver::roster::Phase;
use std::io::Read;
use std::time::Instant;

/// Whether a worker started this command.
pub(crate) fn is_child() -> bool {
    std::env::var_os(CHILD_MARK).is_some()
}

/// Ends this process when standard input, which the worker holds, is closed.
pub(crate) fn end_with_parent() {
    if is_child() {
        std::thread::spawn(|| {
            let mut nothing = [0; 16];
            while std::io::stdin().read(&mut nothing).is_ok_and(|n| n > 0) {}
            std::process::exit(4);
        });
    }
}

/// A line of progress.
pub(crate) fn line(stage: &Stage<'_>, since: Instant) -> String {
    let elapsed = since.elapsed().as_secs_f64();
    let (phase, cost, bound) = match stage {
        Stage::Forecast => ("forecast", None, None),
        Stage::Staffing => ("staffing", None, None),
        Stage::Judge => ("judge", None, None),
        Stage::Simulation => ("simulation", None, None),
        Stage::Roster(progress) => {
            let phase = match progress.phase {
                Phase::Prepare => "prepare",
                Phase::Construct => "construct",
                Phase::Bound => "bound",
                Phase::Improve => "improve",
            };
            (phase, progress.cost, progress.bound)
        }
    };
    let gap = cost.zip(bound).filter(|(cost, _)| cost.0 > 0).map(|(c, b)| (c - b) / c);
    let amounts = [cost, bound].map(|a| a.map(domain::Money::major));
    let [cost, bound] = amounts;
    // the phase comes first: it tells these lines from messages
    let mut rest = json!({ "cost": cost, "bound": bound, "gap": gap, "elapsed_seconds": elapsed });
    if let Some(rest) = rest.as_object_mut() {
        rest.retain(|_, value| !value.is_null());
    }
    let rest = rest.to_string();
    format!("{{\"phase\":\"{phase}\",{}", &rest[1..])
}
