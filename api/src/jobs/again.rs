//! What a run that plans again is asked to keep and to cover.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most absences of one run.
const ABSENCES: usize = 500;
/// The dearest change, in the centre's currency.
const DEAREST: f64 = 1e9;

/// How a told roster is planned again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// Who cannot come, and when; at most 500.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500)]
    pub absent: Vec<Absence>,
    /// Whatever begins before this moment stays as it is; local time of the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2025-11-11T12:00")]
    pub freeze: Option<String>,
    /// What else stays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 3)]
    pub keep: Vec<Kept>,
    /// The price of each changed day of a person, in the centre's currency [default: 100].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub day_price: Option<f64>,
    /// The price of each person of whom anything changes, in the centre's currency [default: 50].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub person_price: Option<f64>,
}

/// Somebody who cannot come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// The agent's id.
    #[schema(min_length = 1, max_length = 200, example = "A017")]
    pub agent: String,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: String,
    /// The last day [default: the first].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<String>,
}

/// What must not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// When shifts begin; days off stay off.
    StartTimes,
    /// Everybody's paid time of each day.
    DailyPaid,
    /// Everybody's paid time of each week.
    WeeklyPaid,
}

impl Kept {
    const fn name(self) -> &'static str {
        match self {
            Self::StartTimes => "start-times",
            Self::DailyPaid => "daily-paid",
            Self::WeeklyPaid => "weekly-paid",
        }
    }
}

impl Again {
    /// The field that cannot be used, and why.
    pub(super) fn check(&self) -> Result<(), (&'static str, &'static str)> {
        if self.absent.len() > ABSENCES {
            return Err(("again/absent", "give at most 500 absences"));
        }
        if self.absent.iter().any(|a| a.days().is_none()) {
            let cause = "give an agent's id and days such as 2025-11-11, the first one first";
            return Err(("again/absent", cause));
        }
        let sound = |text: &String| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").is_ok();
        if !self.freeze.iter().all(sound) {
            return Err(("again/freeze", "give a local time such as 2025-11-11T12:00"));
        }
        let priced = |price: Option<f64>| price.is_none_or(|p| (0.0..=DEAREST).contains(&p));
        if !priced(self.day_price) || !priced(self.person_price) {
            return Err(("again/day_price", "give prices of 0 to 1000000000"));
        }
        Ok(())
    }

    /// What the command is told of it.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for (agent, days) in self.absent.iter().filter_map(|a| Some((&a.agent, a.days()?))) {
            words.push(format!("--absent={agent}={}..{}", days.0, days.1));
        }
        words.extend(self.freeze.iter().map(|at| format!("--freeze={at}")));
        words.extend(self.keep.iter().map(|kept| format!("--keep={}", kept.name())));
        words.extend(self.day_price.map(|price| format!("--day-price={price}")));
        words.extend(self.person_price.map(|price| format!("--person-price={price}")));
        words
    }
}

impl Absence {
    /// The first and the last day, when they can be used.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first: NaiveDate = self.from.parse().ok()?;
        let last = self.to.as_ref().map_or(Some(first), |to| to.parse().ok())?;
        let named = !self.agent.trim().is_empty() && !self.agent.contains(['=', '\0', '\n']);
        (named && self.agent.len() <= 200 && first <= last).then_some((first, last))
    }
}
