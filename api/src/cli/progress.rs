//! A line of progress on a terminal's standard error; nothing anywhere else.

use super::child;
use super::text::{money, percent};
use indicatif::{ProgressBar, ProgressStyle};
use scenarios::plan::Stage;
use solver::roster::{Phase, Progress};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// A spinner that says what is being done.
pub(crate) struct Talk {
    bar: ProgressBar,
    /// Since when, where a worker is told instead of a person.
    child: Option<Instant>,
}

impl Talk {
    /// A line that is drawn only when standard error is a terminal.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>4} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, child: child::is_child().then(Instant::now) }
    }

    /// Says what is being done.
    pub(crate) fn say(&self, what: impl Into<std::borrow::Cow<'static, str>>) {
        self.bar.set_message(what);
    }

    /// Hears of a plan's stages; never ends the search.
    pub(crate) fn hear(&self, stage: &Stage<'_>) -> ControlFlow<()> {
        if let Some(since) = self.child {
            super::tell(&child::line(stage, since));
            return ControlFlow::Continue(());
        }
        match stage {
            Stage::Forecast => self.say("forecast: learning from the history"),
            Stage::Staffing => self.say("staffing: people per queue and interval"),
            Stage::Roster(progress) => self.say(search(progress)),
            Stage::Judge => self.say("judge: every law, every cost"),
            Stage::Simulation => self.say("simulation: contact by contact"),
        }
        ControlFlow::Continue(())
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
