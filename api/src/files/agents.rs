//! `agents.csv`: the people.
//!
//! ```text
//! agent_id,name,team,contract,skills,hire_date,external_id,seniority,protected,
//! overtime_to_date_hours,period_to_date_hours
//! ```

use super::calendar::word_of;
use super::centre::Frame;
use super::codes;
use super::fault::{Faults, Place};
use super::line::Line;
use super::number::{clip, decimal, hours_text};
use super::records::quote;
use super::table::{Table, alike};
use domain::{Agent, Minutes, QueueId, Seniority};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// Columns that every file of agents has.
const NEEDED: [&str; 5] = ["agent_id", "name", "team", "contract", "skills"];
/// Columns it may have.
const KNOWN: [&str; 6] = [
    "hire_date",
    "external_id",
    "seniority",
    "protected",
    "overtime_to_date_hours",
    "period_to_date_hours",
];

const SENIORITY: [(&str, Seniority); 3] =
    [("junior", Seniority::Junior), ("middle", Seniority::Middle), ("senior", Seniority::Senior)];

/// Agents with the line each stands on.
pub(crate) fn read(table: &Table, frame: &Frame, faults: &mut Faults) -> Vec<(Agent, u32)> {
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return Vec::new();
    }
    if table.rows.is_empty() {
        faults.add(Place::file(&table.file), codes::NOBODY, "there is nobody to plan for");
    }
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut agents = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        if let Some(id) = line.text("agent_id")
            && let Some(first) = seen.insert(id, row.line)
        {
            let cause = format!("agent `{}` is on line {first} already", clip(id));
            line.fault("agent_id", codes::AGENT_TWICE, cause);
        }
        let agent = agent(&mut line, frame);
        agents.extend(line.keep(agent).map(|a| (a, row.line)));
    }
    agents
}

/// Every id in a file of agents, of unsound rows too.
pub(crate) fn ids(table: &Table) -> HashSet<String> {
    let Some(at) = table.header.iter().position(|h| h == "agent_id") else { return HashSet::new() };
    table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.0.clone()).collect()
}

fn agent(line: &mut Line<'_, '_>, frame: &Frame) -> Option<Agent> {
    let id = line.needed("agent_id");
    let name = line.needed("name");
    let team = line.needed("team");
    let contract = line.needed("contract");
    if let Some(contract) = contract
        && !frame.ids("contract").contains(&contract)
    {
        let known = frame.ids("contract");
        let cause = format!("contract `{}` is not in centre.toml", clip(contract));
        line.fault_with("contract", codes::AGENT_CONTRACT, cause, nearest(contract, &known));
    }
    let skills = skills(line, &frame.ids("queue"));
    let hire_date = line.date("hire_date");
    let external_id = line.text("external_id").map(str::to_owned);
    let seniority = line.word("seniority", &SENIORITY);
    let protected = line.flag("protected").unwrap_or(false);
    let overtime_to_date = line.hours("overtime_to_date_hours").unwrap_or(Minutes::ZERO);
    let period_to_date = line.hours("period_to_date_hours").unwrap_or(Minutes::ZERO);
    Some(Agent {
        id: id?.into(),
        name: name?.to_owned(),
        team: team?.into(),
        contract: contract?.into(),
        skills,
        hire_date,
        external_id,
        seniority,
        protected,
        overtime_to_date,
        period_to_date,
    })
}

/// Advice that names the nearest of `known`, or all of them when they are few.
pub(crate) fn nearest(word: &str, known: &[&str]) -> String {
    match alike(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() <= 12 => format!("use one of: {}", known.join(", ")),
        None => "mend the spelling, or define it in centre.toml".into(),
    }
}

/// Reads `queue:efficiency|queue:efficiency`; an efficiency that is not written is 1.
fn skills(line: &mut Line<'_, '_>, queues: &[&str]) -> Vec<(QueueId, f64)> {
    let Some(text) = line.needed("skills") else { return Vec::new() };
    let mut skills: Vec<(QueueId, f64)> = Vec::new();
    for part in text.split('|').map(str::trim) {
        let (queue, efficiency) = part.rsplit_once(':').unwrap_or((part, "1"));
        let (queue, efficiency) = (queue.trim(), efficiency.trim());
        if !queues.contains(&queue) {
            let cause = format!("skill `{}` is not a queue of centre.toml", clip(queue));
            line.fault_with("skills", codes::AGENT_SKILL, cause, nearest(queue, queues));
        }
        if skills.iter().any(|(q, _)| q.as_str() == queue) {
            let cause = format!("skill `{}` is given twice", clip(queue));
            line.fault("skills", codes::AGENT_SKILL, cause);
        }
        match decimal(efficiency, false) {
            Ok(e) if e > 0.0 && e <= 10.0 => skills.push((queue.into(), e)),
            _ => {
                let cause = format!(
                    "skill `{}` has efficiency `{}`, not a number above 0 and at most 10",
                    clip(queue),
                    clip(efficiency)
                );
                line.fault("skills", codes::AGENT_SKILL, cause);
            }
        }
    }
    skills
}

/// The word for how long someone has done the work.
pub(crate) fn seniority_word(seniority: Seniority) -> &'static str {
    word_of(&SENIORITY, &seniority)
}

/// The file of `agents`.
pub(crate) fn write(agents: &[Agent]) -> String {
    let mut text = [&NEEDED[..], &KNOWN[..]].concat().join(",");
    text.push('\n');
    for agent in agents {
        let skill = |(queue, e): &(QueueId, f64)| format!("{queue}:{}", float(*e));
        let skills: Vec<String> = agent.skills.iter().map(skill).collect();
        let cells = [
            quote(agent.id.as_str()),
            quote(&agent.name),
            quote(agent.team.as_str()),
            quote(agent.contract.as_str()),
            quote(&skills.join("|")).into_owned().into(),
            agent.hire_date.map(|d| d.to_string()).unwrap_or_default().into(),
            quote(agent.external_id.as_deref().unwrap_or("")),
            agent.seniority.map_or("", seniority_word).into(),
            if agent.protected { "yes" } else { "" }.into(),
            hours_or_nothing(agent.overtime_to_date).into(),
            hours_or_nothing(agent.period_to_date).into(),
        ];
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text
}

fn hours_or_nothing(minutes: Minutes) -> String {
    if minutes == Minutes::ZERO { String::new() } else { hours_text(minutes) }
}

/// A float as files have it: the shortest text that reads back to the same number, with a point.
pub(crate) fn float(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{value:.1}")
    } else {
        format!("{value}")
    }
}
