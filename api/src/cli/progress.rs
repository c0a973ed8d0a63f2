//! A line of progress on a terminal's standard error; nothing anywhere else.

use super::child::Told;
use super::interrupt;
use super::text::{money, percent};
use indicatif::{ProgressBar, ProgressStyle};
use scenarios::plan::Stage;
use solver::roster::{Phase, Progress};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A spinner that says what is being done.
pub(crate) struct Talk {
    bar: ProgressBar,
    /// What a worker is told instead of a person.
    worker: Option<Mutex<Told>>,
}

impl Talk {
    /// A line that is drawn only when standard error is a terminal.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>4} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, worker: Told::begin().map(Mutex::new) }
    }

    /// Says what is being done.
    pub(crate) fn say(&self, what: impl Into<Cow<'static, str>>) {
        self.bar.set_message(what);
    }

    /// Hears of a plan's stages; Ctrl-C ends a search.
    pub(crate) fn hear(&self, stage: &Stage<'_>) -> ControlFlow<()> {
        match &self.worker {
            Some(told) => told.lock().unwrap_or_else(PoisonError::into_inner).tell(stage),
            None => self.say(words(stage)),
        }
        match stage {
            Stage::Roster(_) => interrupt::flow(),
            _ => ControlFlow::Continue(()),
        }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn words(stage: &Stage<'_>) -> Cow<'static, str> {
    match stage {
        Stage::Forecast => "forecast: learning from the history".into(),
        Stage::Staffing => "staffing: people per queue and interval".into(),
        Stage::Roster(progress) => search(progress).into(),
        Stage::Judge => "judge: every law, every cost".into(),
        Stage::Simulation => "simulation: contact by contact".into(),
    }
}

fn search(progress: &Progress) -> String {
    let phase = match progress.phase {
        Phase::Construct => "a first roster",
        Phase::Improve => "improving",
    };
    match (progress.cost, progress.bound) {
        (Some(cost), Some(bound)) if cost.0 > 0 => {
            let gap = percent((cost - bound) / cost, 2);
            format!("roster: {phase}, cost {}, bound {}, gap {gap}", money(cost), money(bound))
        }
        (Some(cost), _) => format!("roster: {phase}, cost {}", money(cost)),
        (None, _) => format!("roster: {phase}"),
    }
}
