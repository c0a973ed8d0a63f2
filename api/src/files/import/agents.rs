//! A foreign list of people to `agents.csv`.

use super::mapping::Mapping;
use crate::files::agents::nearest;
use crate::files::codes;
use crate::files::fault::Faults;
use crate::files::line::Line;
use crate::files::number::{clip, decimal};
use crate::files::table::Table;
use domain::{Agent, Centre, Minutes, QueueId};

/// Every agent that can be understood.
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
            line.fault(
                column,
                codes::AGENT_TWICE,
                format!("agent `{}` is listed already", agent.id),
            );
        } else {
            agents.push(agent);
        }
    }
    agents
}

fn one(line: &mut Line<'_, '_>, mapping: &Mapping, centre: &Centre) -> Option<Agent> {
    let id = line.needed(mapping.column("agent_id")?)?.trim();
    let text = |line: &Line<'_, '_>, ours: &str| {
        mapping.column(ours).and_then(|column| line.text(column)).map(|t| t.trim().to_owned())
    };
    let contract = contract(line, mapping, centre);
    let skills = skills(line, mapping, centre);
    let hire_date = mapping.column("hire_date").and_then(|column| line.date(column));
    Some(Agent {
        id: id.into(),
        name: text(line, "name").unwrap_or_else(|| id.to_owned()),
        team: text(line, "team").unwrap_or_else(|| "all".into()).as_str().into(),
        contract: contract?.as_str().into(),
        skills,
        hire_date,
        external_id: text(line, "external_id"),
        seniority: None,
        protected: false,
        overtime_to_date: Minutes::ZERO,
        period_to_date: Minutes::ZERO,
    })
}

/// The contract by id or by name; the only one there is, where the list names none.
fn contract(line: &mut Line<'_, '_>, mapping: &Mapping, centre: &Centre) -> Option<String> {
    let known: Vec<&str> = centre.contracts.iter().map(|c| c.id.as_str()).collect();
    let column = mapping.column("contract");
    let Some(text) = column.and_then(|column| line.text(column)).map(str::trim) else {
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
        let (name, rate) = (name.trim(), decimal(rate.trim(), false).ok().filter(|r| *r > 0.0));
        let queue = centre.queues.iter().find(|q| q.id.as_str() == name || q.name == name);
        match (queue, rate) {
            (Some(queue), Some(rate)) => {
                if !skills.iter().any(|(q, _)| q == &queue.id) {
                    skills.push((queue.id.clone(), rate));
                }
            }
            _ => {
                let cause = format!("skill `{}` is not a queue of centre.toml", clip(part));
                line.fault_with(column, codes::AGENT_SKILL, cause, nearest(name, &known));
            }
        }
    }
    skills
}
