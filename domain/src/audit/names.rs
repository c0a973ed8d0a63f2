//! Names that are given twice, and names that refer to nothing.

use super::{Finding, Place};
use crate::centre::Centre;
use crate::laws::Strength;
use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

pub(super) fn look(centre: &Centre) -> Vec<Finding> {
    let mut all = twice("queue", "E1107", centre.queues.iter().map(|q| &q.id), Place::Queue);
    let templates = centre.templates.iter().map(|t| &t.id);
    all.extend(twice("shift template", "E1107", templates, Place::Template));
    let contracts = centre.contracts.iter().map(|c| &c.id);
    all.extend(twice("contract", "E1107", contracts, Place::Contract));
    all.extend(twice("agent", "E1301", centre.agents.iter().map(|a| &a.id), Place::Agent));
    all.extend(unknown_templates(centre));
    all.extend(unknown_queues(centre));
    all.extend(unknown_of_people(centre));
    all
}

fn twice<'a, I: Clone + Eq + Hash + Display + 'a>(
    noun: &str,
    code: &'static str,
    ids: impl Iterator<Item = &'a I>,
    place: impl Fn(I) -> Place,
) -> Vec<Finding> {
    let mut seen = HashSet::new();
    ids.filter(|id| !seen.insert((*id).clone()))
        .map(|id| {
            let message = format!("the {noun} `{id}` is given twice");
            Finding::error(code, place(id.clone()), message, "give each its own id")
        })
        .collect()
}

fn unknown_templates(centre: &Centre) -> Vec<Finding> {
    let known: HashSet<_> = centre.templates.iter().map(|t| &t.id).collect();
    let mut all = Vec::new();
    for contract in &centre.contracts {
        for id in contract.templates.iter().filter(|id| !known.contains(id)) {
            let message = format!("contract `{}` allows the unknown template `{id}`", contract.id);
            let cure = "define the shift template or mend the spelling";
            all.push(Finding::error("E1106", Place::Contract(contract.id.clone()), message, cure));
        }
    }
    all
}

fn unknown_queues(centre: &Centre) -> Vec<Finding> {
    let known: HashSet<_> = centre.queues.iter().map(|q| &q.id).collect();
    let cure = "define the queue or mend the spelling";
    let mut all = Vec::new();
    for (row, event) in centre.calendar.events.iter().enumerate() {
        if let Some(id) = event.queue.as_ref().filter(|id| !known.contains(id)) {
            let message = format!("`{}` concerns the unknown queue `{id}`", event.name);
            all.push(Finding::error("E1106", Place::Event(row), message, cure));
        }
    }
    let floors = &centre.rules.minimum_staffing;
    if floors.strength != Strength::Off {
        for (id, _) in floors.law.floors.iter().filter(|(id, _)| !known.contains(id)) {
            let message = format!("a floor is set under the unknown queue `{id}`");
            let place = Place::Law("minimum_staffing");
            all.push(Finding::error("E1106", place, message, cure));
        }
    }
    all
}

fn unknown_of_people(centre: &Centre) -> Vec<Finding> {
    let contracts: HashSet<_> = centre.contracts.iter().map(|c| &c.id).collect();
    let queues: HashSet<_> = centre.queues.iter().map(|q| &q.id).collect();
    let agents: HashSet<_> = centre.agents.iter().map(|a| &a.id).collect();
    let mut all = Vec::new();
    for agent in &centre.agents {
        let place = || Place::Agent(agent.id.clone());
        if !contracts.contains(&agent.contract) {
            let message = format!("{} has the unknown contract `{}`", agent.name, agent.contract);
            let cure = "define the contract or mend the spelling";
            all.push(Finding::error("E1302", place(), message, cure));
        }
        for (id, _) in agent.skills.iter().filter(|(id, _)| !queues.contains(id)) {
            let message = format!("{} has a skill for the unknown queue `{id}`", agent.name);
            let cure = "define the queue or mend the spelling";
            all.push(Finding::error("E1303", place(), message, cure));
        }
    }
    for (row, availability) in centre.availability.iter().enumerate() {
        if !agents.contains(&availability.agent) {
            let message = format!("a row names the unknown agent `{}`", availability.agent);
            let cure = "add the agent or mend the spelling";
            all.push(Finding::error("E1304", Place::Availability(row), message, cure));
        }
    }
    all
}
