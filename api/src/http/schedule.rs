//! The planned week as it is served: read from the folder, judged, put in order once.

use super::error::ServeError;
use crate::files;
use crate::keys::fingerprint;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Agent, Centre, CleanRoster, Money, Requirement, Roster, Shift, certify};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A lawful roster with all that is answered from it. It never changes: another roster makes
/// another schedule.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) centre: Centre,
    pub(super) clean: CleanRoster,
    /// Whether the requirement is known, and with it the price of missing people.
    pub(super) is_priced: bool,
    /// Every shift with its stable id, by start and agent.
    pub(super) shifts: Vec<Listed>,
    pub(super) report: Option<String>,
    /// When the roster was written.
    pub(super) written: DateTime<Utc>,
    /// The roster's document.
    pub(super) version: String,
}

/// A shift with what a listing says of it.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) shift: Shift,
    pub(super) team: String,
    pub(super) external_id: Option<String>,
    /// Whether people were told of it and then told that it is off.
    pub(super) cancelled: bool,
    /// When it was last changed, in milliseconds since 1970.
    pub(super) updated: Option<i64>,
}

impl Schedule {
    /// Reads the roster of a centre's folder and judges it. `version` names what it was read from,
    /// `written` says since when that is there.
    pub(super) fn read(
        folder: &Path,
        version: String,
        written: DateTime<Utc>,
    ) -> Result<Self, ServeError> {
        let ((centre, previous), _) = files::read_centre_and_previous(folder)?;
        let (roster, _) = files::read_roster(&folder.join("roster.csv"), &centre)?;
        let requirement = requirement(folder, &centre, &roster)?;
        let is_priced = !requirement.queues.is_empty();
        let clean = certify(&centre, &requirement, roster, &previous).map_err(|verdict| {
            let mut laws: Vec<&'static str> = verdict.hard().map(|v| v.law).collect();
            laws.dedup();
            ServeError::Unlawful(laws)
        })?;
        let shifts = listed(&centre, clean.roster());
        let report = std::fs::read_to_string(folder.join("report.html")).ok();
        Ok(Self { centre, clean, is_priced, shifts, report, written, version })
    }

    /// The first and the last civil day.
    pub(super) fn days(&self) -> (NaiveDate, NaiveDate) {
        let grid = &self.clean.roster().grid;
        (grid.first_day(), grid.date(grid.days() - 1))
    }

    /// How many people have a shift.
    pub(super) fn people_on_shift(&self) -> usize {
        let shifts = &self.clean.roster().shifts;
        shifts.iter().map(|s| s.agent.as_str()).collect::<HashSet<_>>().len()
    }

    /// The agent whom `text` names: an id, or `external:` and the id of another system.
    pub(super) fn agent(&self, text: &str) -> Option<&Agent> {
        let mut agents = self.centre.agents.iter();
        match text.strip_prefix("external:") {
            Some(external) => agents.find(|a| a.external_id.as_deref() == Some(external)),
            None => agents.find(|a| a.id.as_str() == text),
        }
    }
}

/// The people needed; none known when the folder does not say.
fn requirement(folder: &Path, centre: &Centre, roster: &Roster) -> Result<Requirement, ServeError> {
    let path = folder.join("requirement.csv");
    if !path.exists() {
        return Ok(Requirement { grid: roster.grid.clone(), queues: Vec::new() });
    }
    Ok(files::read_requirement(&path, centre)?.0)
}

fn listed(centre: &Centre, roster: &Roster) -> Vec<Listed> {
    let agents: HashMap<&str, &Agent> = centre.agents.iter().map(|a| (a.id.as_str(), a)).collect();
    let mut all: Vec<Listed> = Vec::with_capacity(roster.shifts.len());
    let mut turn = 0;
    for (n, shift) in roster.shifts.iter().enumerate() {
        let before = n.checked_sub(1).map(|before| &roster.shifts[before]);
        let again = before.is_some_and(|b| b.agent == shift.agent && b.date == shift.date);
        turn = if again { turn + 1 } else { 0 };
        let agent = agents.get(shift.agent.as_str());
        all.push(Listed {
            id: shift_id(shift, turn),
            shift: shift.clone(),
            team: agent.map(|a| a.team.to_string()).unwrap_or_default(),
            external_id: agent.and_then(|a| a.external_id.clone()),
            cancelled: false,
            updated: None,
        });
    }
    all.sort_by(|a, b| {
        (a.shift.span().start, &a.shift.agent).cmp(&(b.shift.span().start, &b.shift.agent))
    });
    all
}

/// The same for the same agent and date whatever else changes; `turn` counts shifts of one date.
fn shift_id(shift: &Shift, turn: usize) -> String {
    let text = format!("shift\0{}\0{}\0{turn}", shift.agent, shift.date);
    format!("s_{}", &fingerprint(text.as_bytes())[..20])
}

/// An amount in major units, as text that is exact to the cent.
pub(super) fn decimal(amount: Money) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", amount.0.abs() / 100, amount.0.abs() % 100)
}
