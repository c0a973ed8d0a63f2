//! What a run is asked to do, and the command that does it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What can be asked of a run: the commands of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What is to be expected.
    Forecast,
    /// The people needed for it.
    Staff,
    /// The cheapest lawful roster found.
    Roster,
    /// Every law, on a roster that is there.
    Check,
    /// How a roster would serve the customers.
    Simulate,
}

impl Kind {
    /// The command's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forecast => "forecast",
            Self::Staff => "staff",
            Self::Roster => "roster",
            Self::Check => "check",
            Self::Simulate => "simulate",
        }
    }

    /// What kind of document it makes.
    #[must_use]
    pub const fn document(self) -> &'static str {
        match self {
            Self::Forecast => "forecast",
            Self::Staff => "requirement",
            Self::Roster => "roster",
            Self::Check => "verdict",
            Self::Simulate => "performance",
        }
    }

    /// Whether it starts from a roster.
    #[must_use]
    pub const fn needs_roster(self) -> bool {
        matches!(self, Self::Check | Self::Simulate)
    }

    /// The kind called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Forecast, Self::Staff, Self::Roster, Self::Check, Self::Simulate];
        all.into_iter().find(|k| k.name() == name)
    }
}

/// Who goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Before everything else: the roster of the day it is published.
    Urgent,
    /// As it comes.
    #[default]
    Normal,
    /// When nothing else waits: a sweep.
    Background,
}

impl Priority {
    /// Greater ones go first.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::Urgent => 10,
            Self::Normal => 0,
            Self::Background => -10,
        }
    }
}

/// A run to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunSpec {
    /// What is to be done.
    pub kind: Kind,
    /// The inputs to start from [default: the newest].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub inputs: Option<String>,
    /// The roster to check or simulate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub roster: Option<String>,
    /// The first day to plan [default: the first day of the week after the history ends].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<String>,
    /// How many weeks to plan, 1 to 6 [default: 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 6)]
    pub weeks: Option<u8>,
    /// Stop the search after so many seconds [default: 60, or none with `work_limit`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 86400)]
    pub time_limit_seconds: Option<u32>,
    /// Stop the search after so many units of work: the same roster on every machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub work_limit: Option<u32>,
    /// Stop when (cost − bound) / cost is at most so many per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100)]
    pub gap_percent: Option<f64>,
    /// Seed of every random choice [default: 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
    /// The most replications of a simulation, 2 to 10,000 [default: 100].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 2, maximum = 10000)]
    pub replications: Option<u32>,
    /// Who goes first [default: normal].
    #[serde(default)]
    pub priority: Priority,
}

impl RunSpec {
    /// The field that cannot be used, and why.
    ///
    /// # Errors
    /// The name of the field and the cause.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let within = |n: Option<u32>, least, most| n.is_none_or(|n| (least..=most).contains(&n));
        if self.from.as_ref().is_some_and(|from| from.parse::<NaiveDate>().is_err()) {
            return Err(("from", "give a date such as 2025-11-10"));
        }
        if self.weeks.is_some_and(|w| !(1..=6).contains(&w)) {
            return Err(("weeks", "give 1 to 6 weeks"));
        }
        if !within(self.time_limit_seconds, 1, 86_400) {
            return Err(("time_limit_seconds", "give 1 to 86400 seconds"));
        }
        if !within(self.work_limit, 1, u32::MAX) {
            return Err(("work_limit", "give at least 1 unit of work"));
        }
        if self.gap_percent.is_some_and(|g| !(0.0..=100.0).contains(&g)) {
            return Err(("gap_percent", "give 0 to 100 per cent"));
        }
        if !within(self.replications, 2, 10_000) {
            return Err(("replications", "give 2 to 10000 replications"));
        }
        if self.kind.needs_roster() != self.roster.is_some() {
            return Err(("roster", "name a roster for `check` and `simulate`, and for them only"));
        }
        Ok(())
    }

    /// The arguments of the command, on the folders `centre` and `out`.
    pub(super) fn arguments(&self, centre: &str, out: &str) -> Vec<String> {
        let mut words = vec![self.kind.name().to_owned(), centre.to_owned()];
        if self.kind.needs_roster() {
            words.push(format!("{centre}/roster/roster.csv"));
        }
        let mut say = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                words.extend([format!("--{name}"), value]);
            }
        };
        if !self.kind.needs_roster() {
            say("from", self.from.clone());
            say("weeks", self.weeks.map(|w| w.to_string()));
        }
        match self.kind {
            Kind::Forecast => say("out", Some(format!("{out}/demand.csv"))),
            Kind::Staff => say("out", Some(format!("{out}/requirement.csv"))),
            Kind::Roster => {
                say("out", Some(out.to_owned()));
                say("time-limit", self.time_limit_seconds.map(|s| s.to_string()));
                say("work-limit", self.work_limit.map(|w| w.to_string()));
                say("gap", self.gap_percent.map(|g| g.to_string()));
                say("seed", self.seed.map(|s| s.to_string()));
            }
            Kind::Simulate => {
                say("seed", self.seed.map(|s| s.to_string()));
                say("replications", self.replications.map(|r| r.to_string()));
            }
            Kind::Check => {}
        }
        words.push("--json".to_owned());
        words
    }
}
