//! `capacity.toml`: what may be done in the months ahead.
//!
//! ```toml
//! weeks = 26
//! roster_loss = 0.15
//!
//! [[groups]]
//! name = "pre-sales"
//! team = "presales"
//! contract = "full_time"
//! attrition_year = 0.30
//! leave_weeks = 2.0
//! hire = { lead_weeks = 3, training_weeks = 2, ramp_up = [0.7, 0.85], fee = 1500.00 }
//! ```
//! Every key: `docs/guide/capacity.md`.

use super::agents::nearest;
use super::codes;
use super::document::{Document, Section, Value};
use super::fault::Faults;
use super::folder::Read;
use super::number::clip;
use super::table::read_bytes;
use chrono::NaiveDate;
use domain::{Centre, Money, QueueId};
use solver::capacity::{Agency, Hiring, Staff, Training};
use std::path::Path;

/// What `capacity.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityFile {
    /// The first day; the first one to plan when empty.
    pub from: Option<NaiveDate>,
    /// How many weeks.
    pub weeks: usize,
    /// The groups.
    pub staff: Vec<Staff>,
    /// Agencies' contracts on offer.
    pub agencies: Vec<Agency>,
    /// What may be learnt.
    pub training: Vec<Training>,
}

/// Reads `capacity.toml` of a centre's folder.
///
/// # Errors
/// Every fault of the file, when one of them is an error.
pub fn read_capacity(path: &Path, centre: &Centre) -> Read<CapacityFile> {
    let mut faults = Faults::default();
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let text = read_bytes(path, &name, &mut faults)
        .and_then(|bytes| Some(super::text::decode(&name, &bytes, &mut faults)?.into_owned()));
    let file = text.and_then(|text| {
        let doc = Document::parse(&name, &text, &mut faults);
        let root = doc.root();
        let file = read(&root, centre);
        root.finish();
        file
    });
    faults.settle(file)
}

fn read(root: &Section<'_>, centre: &Centre) -> Option<CapacityFile> {
    let from = root.get("from").map(|v| v.date());
    let weeks = root.need("weeks").and_then(|v| v.whole(1, 52));
    let loss = root.need("roster_loss").and_then(|v| v.number(0.0, 0.95));
    let sections = |key| root.get(key).map(|v: Value<'_>| v.sections()).unwrap_or_default();
    let groups = root.need("groups").map(|v| v.sections()).unwrap_or_default();
    let staff: Option<Vec<Staff>> =
        groups.iter().map(|s| group(s, centre, loss.unwrap_or_default())).collect();
    let agencies: Option<Vec<Agency>> =
        sections("agencies").iter().map(|s| agency(s, centre)).collect();
    let staff = staff?;
    let training: Option<Vec<Training>> =
        sections("training").iter().map(|s| learnt(s, centre, &staff)).collect();
    if from.is_some_and(|day| day.is_none()) {
        return None;
    }
    Some(CapacityFile {
        from: from.flatten(),
        weeks: weeks? as usize,
        staff,
        agencies: agencies?,
        training: training?,
    })
    .filter(|_| loss.is_some())
}

/// A number that has a usual value.
fn usual(s: &Section<'_>, key: &'static str, usual: f64, least: f64, most: f64) -> Option<f64> {
    s.get(key).map_or(Some(usual), |v| v.number(least, most))
}

fn queue(value: &Value<'_>, centre: &Centre) -> Option<usize> {
    let text = value.text()?;
    let found = centre.queues.iter().position(|q| q.id.as_str() == text);
    if found.is_none() {
        let known: Vec<&str> = centre.queues.iter().map(|q| q.id.as_str()).collect();
        let cause = format!("`{}` is not a queue of centre.toml", clip(text));
        value.fault_with(codes::ID_UNKNOWN, cause, nearest(text, &known));
    }
    found
}

fn money(s: &Section<'_>, key: &'static str) -> Option<f64> {
    s.get(key).map_or(Some(Money::ZERO), |v| v.money()).map(|amount| amount.0 as f64)
}

fn group(s: &Section<'_>, centre: &Centre, loss: f64) -> Option<Staff> {
    let name = s.need("name").and_then(|v| v.text());
    let team = s.need("team").and_then(|v| v.text());
    let contract = s.need("contract").and_then(|v| {
        let found = centre.contracts.iter().find(|c| Some(c.id.as_str()) == v.as_text());
        if found.is_none() {
            v.fault(codes::ID_UNKNOWN, "this is not a contract of centre.toml");
        }
        found
    });
    let attrition = usual(s, "attrition_year", 0.0, 0.0, 0.99);
    let overtime = usual(s, "overtime_hours_month", 36.0, 0.0, 300.0);
    let multiplier = usual(s, "overtime_multiplier", 1.5, 1.0, 10.0);
    let leave = usual(s, "leave_weeks", 0.0, 0.0, 52.0);
    let leave_most = usual(s, "leave_share_max", 0.2, 0.0, 1.0);
    let week = s.get("week_hours").map(|v| v.number(1.0, 100.0));
    let hiring = match s.get("hire") {
        None => Some(None),
        Some(value) => value.section().and_then(|s| hire(&s)).map(Some),
    };
    s.finish();
    let (team, contract) = (team?, contract?);
    let own = |a: &&domain::Agent| a.team.as_str() == team && a.contract == contract.id;
    let people: Vec<&domain::Agent> = centre.agents.iter().filter(own).collect();
    if people.is_empty() {
        s.fault(codes::ID_UNKNOWN, format!("nobody of team `{team}` has this contract"));
        return None;
    }
    let paid = match week {
        None => contract.week_paid_min.as_hours(),
        Some(hours) => hours?,
    };
    if paid <= 0.0 {
        s.fault(codes::KEY_MISSING, "this contract owes no hours: say `week_hours`");
        return None;
    }
    Some(Staff {
        name: name?.to_owned(),
        people: people.len() as f64,
        skills: skills(&people, centre),
        hours: paid * (1.0 - loss),
        paid_hours: paid,
        wage: contract.wage.0 as f64,
        overtime_multiplier: multiplier?,
        overtime_month: overtime?,
        attrition: 1.0 - (1.0 - attrition?).powf(1.0 / 52.0),
        leave_weeks: leave?,
        leave_share_max: leave_most?,
        hiring: hiring?,
    })
}

/// Queues that at least half of the people serve, with the mean speed of those who do.
fn skills(people: &[&domain::Agent], centre: &Centre) -> Vec<(usize, f64)> {
    let of =
        |id: &QueueId| -> Vec<f64> { people.iter().filter_map(|a| a.efficiency(id)).collect() };
    let served = centre.queues.iter().enumerate().map(|(n, q)| (n, of(&q.id)));
    let most = served.filter(|(_, speeds)| 2 * speeds.len() >= people.len());
    most.map(|(n, speeds)| (n, speeds.iter().sum::<f64>() / speeds.len() as f64)).collect()
}

fn hire(s: &Section<'_>) -> Option<Hiring> {
    let lead = s.get("lead_weeks").map_or(Some(0), |v| v.whole(0, 52));
    let training = s.get("training_weeks").map_or(Some(0), |v| v.whole(0, 52));
    let ramp: Option<Vec<f64>> = match s.get("ramp_up") {
        None => Some(Vec::new()),
        Some(value) => {
            value.list().and_then(|steps| steps.iter().map(|step| step.number(0.0, 2.0)).collect())
        }
    };
    let fee = money(s, "fee");
    let most = usual(s, "per_week_max", f64::INFINITY, 0.0, 1e6);
    s.finish();
    Some(Hiring {
        lead: lead? as usize,
        training: training? as usize,
        ramp_up: ramp?,
        fee: fee?,
        most: most?,
    })
}

fn agency(s: &Section<'_>, centre: &Centre) -> Option<Agency> {
    let name = s.need("name").and_then(|v| v.text());
    let queue = s.need("queue").and_then(|v| queue(&v, centre));
    let weeks = s.need("weeks").and_then(|v| v.whole(1, 52));
    let lead = s.get("lead_weeks").map_or(Some(0), |v| v.whole(0, 52));
    let hours = s.need("hours_week").and_then(|v| v.number(0.1, 168.0));
    let rate = s.need("rate").and_then(|v| v.money());
    let fee = money(s, "fee");
    let most = s.need("seats_max").and_then(|v| v.number(0.0, 1e6));
    s.finish();
    Some(Agency {
        name: name?.to_owned(),
        queue: queue?,
        weeks: weeks? as usize,
        lead: lead? as usize,
        hours: hours?,
        rate: rate?.0 as f64,
        fee: fee?,
        most: most?,
    })
}

fn learnt(s: &Section<'_>, centre: &Centre, staff: &[Staff]) -> Option<Training> {
    let group = s.need("group").and_then(|v| {
        let found = staff.iter().position(|g| Some(g.name.as_str()) == v.as_text());
        if found.is_none() {
            v.fault(codes::ID_UNKNOWN, "no [[groups]] has this name");
        }
        found
    });
    let queue = s.need("queue").and_then(|v| queue(&v, centre));
    let weeks = s.need("weeks").and_then(|v| v.whole(0, 52));
    let speed = usual(s, "speed", 1.0, 0.01, 10.0);
    let fee = money(s, "fee");
    let most = s.need("people_max").and_then(|v| v.number(0.0, 1e6));
    s.finish();
    Some(Training {
        staff: group?,
        queue: queue?,
        weeks: weeks? as usize,
        speed: speed?,
        fee: fee?,
        most: most?,
    })
}
