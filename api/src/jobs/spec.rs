//! What a run is asked to do: its kind, what it starts from, its limits.

use super::again::Again;
use super::kind::{Kind, Priority};
use chrono::{Datelike, NaiveDate};
use domain::Grid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most scenarios that one run holds against each other.
const SCENARIOS: usize = 64;

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
    /// The roster to plan again, check, simulate or reconcile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub roster: Option<String>,
    /// What planning again covers and keeps [default: nothing is absent and nothing frozen].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Again>,
    /// Documents of scenarios to hold against the centre, 1 to 64: every file of each is one side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 64)]
    pub scenarios: Vec<String>,
    /// Count people by kind instead of making rosters for scenarios: seconds, and no simulation
    /// [default: false].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<bool>,
    /// The document of what really happened, to reconcile the roster with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub actuals: Option<String>,
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
    /// Stop when neither cost nor bound got better for so many seconds; not with `work_limit`,
    /// which keeps the clock out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 86400)]
    pub stall_seconds: Option<u32>,
    /// Stop when (cost − bound) / cost is at most so many per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100)]
    pub gap_percent: Option<f64>,
    /// Seed of every random choice [default: 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
    /// The most replications of a simulation, 2 to 10,000 [default: 100; 40 of each scenario].
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
        let is_day = |text: &String| {
            text.parse().is_ok_and(|day: NaiveDate| Grid::YEARS.contains(&day.year()))
        };
        if !self.from.iter().all(is_day) {
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
        if !within(self.stall_seconds, 1, 86_400) {
            return Err(("stall_seconds", "give 1 to 86400 seconds"));
        }
        if self.stall_seconds.is_some() && self.work_limit.is_some() {
            return Err(("stall_seconds", "a search with a work limit does not watch the clock"));
        }
        if self.gap_percent.is_some_and(|g| !(0.0..=100.0).contains(&g)) {
            return Err(("gap_percent", "give 0 to 100 per cent"));
        }
        if !within(self.replications, 2, 10_000) {
            return Err(("replications", "give 2 to 10000 replications"));
        }
        if self.scenarios.len() > SCENARIOS {
            return Err(("scenarios", "give at most 64 scenarios"));
        }
        self.again.as_ref().map_or(Ok(()), Again::check)?;
        self.stray()
    }

    /// Refuses what its kind needs and lacks, and what it has no use for: nothing that was said is
    /// passed over.
    fn stray(&self) -> Result<(), (&'static str, &'static str)> {
        let kind = self.kind;
        if kind.needs_roster() != self.roster.is_some() {
            let cause = "name a roster for `replan`, `check`, `simulate` and `reconcile` alone";
            return Err(("roster", cause));
        }
        if (kind == Kind::Whatif) == self.scenarios.is_empty() {
            return Err(("scenarios", "name scenarios for `whatif`, and for it only"));
        }
        if (kind == Kind::Reconcile) != self.actuals.is_some() {
            return Err(("actuals", "name actuals for `reconcile`, and for it only"));
        }
        let said = [
            ("again", self.again.is_some(), kind == Kind::Replan),
            ("outline", self.outline.is_some(), kind == Kind::Whatif),
            ("from", self.from.is_some(), kind.plans()),
            ("weeks", self.weeks.is_some(), kind.plans()),
            ("time_limit_seconds", self.time_limit_seconds.is_some(), kind.searches()),
            ("work_limit", self.work_limit.is_some(), kind.searches()),
            ("stall_seconds", self.stall_seconds.is_some(), kind.searches()),
            ("gap_percent", self.gap_percent.is_some(), kind.searches()),
            ("seed", self.seed.is_some(), kind.searches() || kind.simulates()),
            ("replications", self.replications.is_some(), kind.simulates()),
        ];
        let stray = said.into_iter().find(|(_, given, used)| *given && !used);
        stray.map_or(Ok(()), |(field, ..)| Err((field, "this kind of run has no use for it")))
    }
}
