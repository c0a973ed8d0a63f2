//! A line of progress on a terminal's standard error; nothing anywhere else.

use super::text::{money, percent};
use super::{child, interrupt};
use indicatif::{ProgressBar, ProgressStyle};
use scenarios::plan::Stage;
use solver::roster::{Phase, Progress};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A worker hears of a search without news so often.
const QUIET: Duration = Duration::from_secs(2);

/// A spinner that says what is being done.
pub(crate) struct Talk {
    bar: ProgressBar,
    /// Since when, where a worker is told instead of a person.
    child: Option<Instant>,
    /// What a worker was told last of a search, and when.
    last: Mutex<Option<(Progress, Instant)>>,
}

impl Talk {
    /// A line that is drawn only when standard error is a terminal.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>4} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, child: child::is_child().then(Instant::now), last: Mutex::default() }
    }

    /// Says what is being done.
    pub(crate) fn say(&self, what: impl Into<std::borrow::Cow<'static, str>>) {
        self.bar.set_message(what);
    }

    /// Hears of a plan's stages; Ctrl-C ends a search.
    pub(crate) fn hear(&self, stage: &Stage<'_>) -> ControlFlow<()> {
        match (self.child, stage) {
            (Some(since), _) => {
                if self.is_news(stage) {
                    super::tell(&child::line(stage, since));
                }
            }
            (None, Stage::Forecast) => self.say("forecast: learning from the history"),
            (None, Stage::Staffing) => self.say("staffing: people per queue and interval"),
            (None, Stage::Roster(progress)) => self.say(search(progress)),
            (None, Stage::Judge) => self.say("judge: every law, every cost"),
            (None, Stage::Simulation) => self.say("simulation: contact by contact"),
        }
        match stage {
            Stage::Roster(_) => interrupt::flow(),
            _ => ControlFlow::Continue(()),
        }
    }

    /// Whether a worker should hear of this: a search that has nothing new is told of every two
    /// seconds.
    fn is_news(&self, stage: &Stage<'_>) -> bool {
        let Stage::Roster(progress) = stage else { return true };
        let known =
            |(last, when): (Progress, Instant)| last == **progress && when.elapsed() < QUIET;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(known) {
            return false;
        }
        *last = Some((**progress, Instant::now()));
        true
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn search(progress: &Progress) -> String {
    let phase = match progress.phase {
        Phase::Prepare => "preparing",
        Phase::Construct => "a first roster",
        Phase::Bound => "proving a lower bound",
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
