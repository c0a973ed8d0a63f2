//! What a command does besides when it is the child of a worker: it tells progress as lines of JSON
//! on standard error, and ends itself when its worker is gone.

use super::Exit;
use crate::jobs::CHILD_MARK;
use crate::telemetry;
use scenarios::plan::Stage;
use serde_json::json;
use solver::roster::{Phase, Progress};
use std::io::Read;
use std::time::{Duration, Instant};

/// A worker hears of a search without news so often.
const QUIET: Duration = Duration::from_secs(2);

/// Whether a worker started this command.
pub(crate) fn is_child() -> bool {
    std::env::var_os(CHILD_MARK).is_some()
}

/// Does a command; a child's as long as its worker is there, within the trace of its run.
pub(crate) fn within_its_run(name: &str, work: impl FnOnce() -> Exit) -> Exit {
    if !is_child() {
        return work();
    }
    end_with_parent();
    // settings that cannot be used were said by the worker, and no reason not to work
    let _sends_to_the_end = telemetry::start().ok();
    let command = telemetry::Command::begin(name);
    let exit = work();
    command.ended(exit.number());
    exit
}

/// Ends this process when standard input, which the worker holds, is closed.
fn end_with_parent() {
    std::thread::spawn(|| {
        let mut nothing = [0; 16];
        while std::io::stdin().read(&mut nothing).is_ok_and(|n| n > 0) {}
        std::process::exit(4);
    });
}

/// What a child tells its worker of how far it is.
#[derive(Debug)]
pub(crate) struct Told {
    since: Instant,
    span: telemetry::Phase,
    /// What was told last of a search, and when.
    last: Option<(Progress, Instant)>,
}

impl Told {
    /// Nothing yet; `None` where no worker listens.
    pub(crate) fn begin() -> Option<Self> {
        let (since, span) = (Instant::now(), telemetry::Phase::none());
        is_child().then_some(Self { since, span, last: None })
    }

    /// Tells of a stage what is new.
    pub(crate) fn tell(&mut self, stage: &Stage<'_>) {
        let phase = phase(stage);
        self.span.is(phase);
        if self.is_news(stage) {
            super::tell(&line(phase, stage, self.since));
        }
    }

    /// A search that has nothing new is told of every two seconds.
    fn is_news(&mut self, stage: &Stage<'_>) -> bool {
        let Stage::Roster(progress) = stage else { return true };
        let known =
            |(last, when): (Progress, Instant)| last == **progress && when.elapsed() < QUIET;
        if self.last.is_some_and(known) {
            return false;
        }
        self.last = Some((**progress, Instant::now()));
        true
    }
}

const fn phase(stage: &Stage<'_>) -> &'static str {
    match stage {
        Stage::Forecast => "forecast",
        Stage::Staffing => "staffing",
        Stage::Judge => "judge",
        Stage::Simulation => "simulation",
        Stage::Roster(progress) => match progress.phase {
            Phase::Construct => "construct",
            Phase::Improve => "improve",
        },
    }
}

/// A line of progress.
fn line(phase: &str, stage: &Stage<'_>, since: Instant) -> String {
    let elapsed = since.elapsed().as_secs_f64();
    let (cost, bound) = match stage {
        Stage::Roster(progress) => (progress.cost, progress.bound),
        _ => (None, None),
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
