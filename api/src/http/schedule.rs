//! The planned week as it is served: read from the folder, judged, put in order once.

use super::error::ServeError;
use super::wire;
use crate::files;
use crate::keys::fingerprint;
use chrono::{DateTime, Utc};
use domain::laws::Case;
use domain::{Agent, Centre, CleanRoster, Money, Requirement, Roster, Shift, certify};
use std::collections::HashMap;
use std::path::Path;
use std::time::SystemTime;

/// The files that decide what is served.
const FILES: [&str; 9] = [
    "centre.toml",
    "rules.toml",
    "calendar.csv",
    "agents.csv",
    "availability.csv",
    "previous.csv",
    "requirement.csv",
    "roster.csv",
    "report.html",
];

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
    pub(super) hours: Vec<wire::Hours>,
    pub(super) report: Option<String>,
    /// When the roster was written.
    pub(super) written: DateTime<Utc>,
    /// SHA-256 of the files, hexadecimal.
    pub(super) version: String,
}

/// A shift with what a listing says of it.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) shift: Shift,
    pub(super) team: String,
    pub(super) external_id: Option<String>,
}

/// What tells one state of the folder from the next without reading it.
pub(super) type Stamp = Vec<Option<(u64, Option<SystemTime>)>>;

/// The folder's state.
pub(super) fn stamp(folder: &Path) -> Stamp {
    FILES.map(|name| stamp_of(&folder.join(name))).to_vec()
}

/// A file's state; `None` when it is not there.
pub(super) fn stamp_of(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    std::fs::metadata(path).ok().map(|m| (m.len(), m.modified().ok()))
}

impl Schedule {
    /// Reads the roster of a centre's folder and judges it.
    pub(super) fn read(folder: &Path) -> Result<Self, ServeError> {
        let version = version(folder);
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
        let hours = hours(&Case::new(&centre, clean.roster(), &previous));
        let written = stamp_of(&folder.join("roster.csv")).and_then(|(_, at)| at);
        let written = written.unwrap_or(SystemTime::UNIX_EPOCH).into();
        let report = std::fs::read_to_string(folder.join("report.html")).ok();
        Ok(Self { centre, clean, is_priced, shifts, hours, report, written, version })
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

fn version(folder: &Path) -> String {
    let mut all = Vec::new();
    for name in FILES {
        let bytes = std::fs::read(folder.join(name)).unwrap_or_default();
        all.extend_from_slice(fingerprint(&bytes).as_bytes());
    }
    fingerprint(&all)
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

/// Hours and premiums of everybody over the horizon.
fn hours(case: &Case<'_>) -> Vec<wire::Hours> {
    let weeks = case.weeks();
    let one = |person: &domain::laws::Person<'_>| {
        let pay = domain::judge::person_pay(case, person);
        let worked = Worked::of(case, person, &weeks);
        wire::Hours::new(person, &worked, &pay)
    };
    case.people().iter().map(one).collect()
}

/// Paid time of one person by reason.
#[derive(Debug, Default)]
pub(super) struct Worked {
    pub(super) paid: domain::Minutes,
    pub(super) overtime: domain::Minutes,
    pub(super) night: domain::Minutes,
    pub(super) holiday: domain::Minutes,
}

impl Worked {
    fn of(
        case: &Case<'_>,
        person: &domain::laws::Person<'_>,
        weeks: &[std::ops::Range<usize>],
    ) -> Self {
        let mut sum = Self::default();
        for duty in &person.duties {
            sum.paid += duty.paid;
            sum.holiday += domain::pay::paid_on_holidays(duty.shift, case.centre());
        }
        let Some(contract) = person.contract else { return sum };
        if let Some(night) = contract.night {
            let zone = case.centre().zone;
            let at_night = |s: &Shift| domain::pay::paid_at_night(s, &night.window, zone);
            sum.night = person.duties.iter().map(|d| at_night(d.shift)).sum();
        }
        for week in weeks {
            let shifts: Vec<&Shift> = person.in_days(week).map(|d| d.shift).collect();
            let (daily, weekly) = domain::pay::week_overtime(&shifts, contract);
            sum.overtime += daily + weekly;
        }
        sum
    }
}

/// An amount in major units, as text that is exact to the cent.
pub(super) fn decimal(amount: Money) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", amount.0.abs() / 100, amount.0.abs() % 100)
}
