//! A foreign list of people to `agents.csv`.

use super::mapping::Mapping;
use crate::files::agents::nearest;
use crate::files::codes;
use crate::files::fault::{Faults, Place};
use crate::files::line::Line;
use crate::files::number::{clip, decimal};
use crate::files::table::Table;
use domain::{Agent, Centre, Minutes, QueueId, Seniority};

/// The team of people for whom the list names none.
const ONLY_TEAM: &str = "all";

/// Words for seniority, ours and Chinese ones.
const SENIORITY: [(&str, Seniority); 6] = [
    ("junior", Seniority::Junior),
    ("middle", Seniority::Middle),
    ("senior", Seniority::Senior),
    ("初级", Seniority::Junior),
    ("中级", Seniority::Middle),
    ("高级", Seniority::Senior),
];

/// Every agent that can be understood; what the list does not say of somebody known is kept from
/// `centre`, and everything assumed or kept is told.
pub(super) fn read(
    table: &Table,
    mapping: &Mapping,
    centre: &Centre,
    faults: &mut Faults,
) -> Vec<Agent> {
    table.expect_rows(faults);
    let mut agents: Vec<Agent> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        let read = one(&mut line, mapping, centre);
        let Some(agent) = line.keep(read) else { continue };
        if agents.iter().any(|a| a.id == agent.id) {
            let column = mapping.column("agent_id").unwrap_or_default();
            let cause = format!("agent `{}` is listed already", agent.id);
            line.fault(column, codes::AGENT_TWICE, cause);
        } else {
            agents.push(agent);
        }
    }
    tell(table, mapping, centre, &agents, faults);
    agents
}

fn one(line: &mut Line<'_, '_>, mapping: &Mapping, centre: &Centre) -> Option<Agent> {
    let id = line.needed(mapping.column("agent_id")?)?.trim();
    let known = centre.agent(&id.into());
    let text = |line: &Line<'_, '_>, ours: &str| {
        mapping.column(ours).and_then(|column| line.text(column)).map(|t| t.trim().to_owned())
    };
    let contract = contract(line, mapping, centre, known);
    let skills = skills(line, mapping, centre);
    let hire_date = mapping.column("hire_date").and_then(|column| line.date(column));
    let seniority = mapping.column("seniority").and_then(|column| line.word(column, &SENIORITY));
    let protected = mapping.column("protected").and_then(|column| line.flag(column));
    let name = text(line, "name").or_else(|| known.map(|k| k.name.clone()));
    let team = text(line, "team").or_else(|| known.map(|k| k.team.to_string()));
    Some(Agent {
        id: id.into(),
        name: name.unwrap_or_else(|| id.to_owned()),
        team: team.as_deref().unwrap_or(ONLY_TEAM).into(),
        contract: contract?.as_str().into(),
        skills,
        hire_date: hire_date.or(known.and_then(|k| k.hire_date)),
        external_id: text(line, "external_id").or(known.and_then(|k| k.external_id.clone())),
        seniority: seniority.or(known.and_then(|k| k.seniority)),
        protected: protected.unwrap_or(known.is_some_and(|k| k.protected)),
        overtime_to_date: known.map_or(Minutes::ZERO, |k| k.overtime_to_date),
        period_to_date: known.map_or(Minutes::ZERO, |k| k.period_to_date),
    })
}

/// Says what was assumed where the list is silent, what was kept of people known already, and who
/// is no longer listed.
fn tell(table: &Table, mapping: &Mapping, centre: &Centre, agents: &[Agent], faults: &mut Faults) {
    let place = Place::file(&table.file);
    let silent = |ours: &str, row: &crate::files::table::Row| {
        let at = mapping.column(ours).and_then(|c| table.header.iter().position(|h| h == c));
        at.and_then(|n| row.cells.get(n)).is_none_or(|cell| cell.0.trim().is_empty())
    };
    let known = |row: &crate::files::table::Row| {
        let at = mapping.column("agent_id").and_then(|c| table.header.iter().position(|h| h == c));
        at.and_then(|n| row.cells.get(n))
            .is_some_and(|c| centre.agent(&c.0.trim().into()).is_some())
    };
    let only = centre.contracts.first().map_or("", |c| c.id.as_str());
    let stand_ins = [
        ("name", "their ids stand for it".to_owned()),
        ("team", format!("they are in team `{ONLY_TEAM}`")),
        ("contract", format!("they have the only contract there is, `{only}`")),
    ];
    for (ours, instead) in stand_ins {
        let without = table.rows.iter().filter(|row| silent(ours, row) && !known(row)).count();
        if without > 0 {
            let cause = format!("people without a {ours} in the list: {without}; {instead}");
            faults.add(place, codes::IMPORT_ASSUMED, cause);
        }
    }
    let kept = agents.iter().filter(|a| centre.agent(&a.id).is_some()).count();
    if kept > 0 {
        let cause = format!(
            "people who are in agents.csv already: {kept}; what the list does not say of them is \
             kept"
        );
        faults.add(place, codes::IMPORT_MERGED, cause);
    }
    let gone: Vec<&str> = centre.agents.iter().map(|a| a.id.as_str()).collect();
    let gone: Vec<&str> =
        gone.into_iter().filter(|id| !agents.iter().any(|a| a.id.as_str() == *id)).collect();
    if !gone.is_empty() {
        let cause = format!("people who leave agents.csv: {}; {}", gone.len(), few(&gone));
        faults.add(place, codes::AGENT_LEFT, cause);
    }
}

/// The first few of many names.
fn few(names: &[&str]) -> String {
    let shown = names.iter().take(10).copied().collect::<Vec<_>>().join(", ");
    if names.len() > 10 { format!("{shown} and {} more", names.len() - 10) } else { shown }
}

/// The contract by id or by name; where the list names none, the one they have already or the only
/// one there is.
fn contract(
    line: &mut Line<'_, '_>,
    mapping: &Mapping,
    centre: &Centre,
    agent: Option<&Agent>,
) -> Option<String> {
    let known: Vec<&str> = centre.contracts.iter().map(|c| c.id.as_str()).collect();
    let column = mapping.column("contract");
    let Some(text) = column.and_then(|column| line.text(column)).map(str::trim) else {
        if let Some(agent) = agent {
            return Some(agent.contract.to_string());
        }
        if let [only] = known.as_slice() {
            return Some((*only).to_owned());
        }
        let cause = "the list names no contract, and the centre has several";
        line.fault(column.unwrap_or_default(), codes::AGENT_CONTRACT, cause);
        return None;
    };
    let found = centre.contracts.iter().find(|c| c.id.as_str() == text || c.name == text);
    if found.is_none() {
        let cause = format!("contract `{}` is not in centre.toml", clip(text));
        let cure = nearest(text, &known);
        line.fault_with(column.unwrap_or_default(), codes::AGENT_CONTRACT, cause, cure);
    }
    found.map(|c| c.id.to_string())
}

/// Skills by the ids or names of queues, separated by `|`, `,`, `;`, `/` or `、`.
fn skills(line: &mut Line<'_, '_>, mapping: &Mapping, centre: &Centre) -> Vec<(QueueId, f64)> {
    let Some(column) = mapping.column("skills") else { return Vec::new() };
    let Some(text) = line.needed(column) else { return Vec::new() };
    let known: Vec<&str> = centre.queues.iter().map(|q| q.id.as_str()).collect();
    let mut skills: Vec<(QueueId, f64)> = Vec::new();
    for part in text.split(['|', ',', ';', '/', '、', '，', '；']).map(str::trim) {
        let (name, rate) = part.rsplit_once(':').unwrap_or((part, "1"));
        let (name, rate) = (name.trim(), decimal(rate.trim(), false).ok());
        let rate = rate.filter(|r| *r > 0.0 && *r <= 10.0);
        let queue = centre.queues.iter().find(|q| q.id.as_str() == name || q.name == name);
        match (queue, rate) {
            (Some(queue), Some(_)) if skills.iter().any(|(q, _)| q == &queue.id) => {
                let cause = format!("skill `{}` is given twice", clip(name));
                line.fault(column, codes::AGENT_SKILL, cause);
            }
            (Some(queue), Some(rate)) => skills.push((queue.id.clone(), rate)),
            (Some(_), None) => {
                let cause = format!(
                    "skill `{}` has no efficiency above 0 and at most 10 after its colon",
                    clip(part)
                );
                line.fault(column, codes::AGENT_SKILL, cause);
            }
            (None, _) => {
                let cause = format!("skill `{}` is not a queue of centre.toml", clip(part));
                line.fault_with(column, codes::AGENT_SKILL, cause, nearest(name, &known));
            }
        }
    }
    skills
}
