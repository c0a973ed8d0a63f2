//! Queues: somebody can serve them, and missing people cost more than people.

use super::{Finding, Place};
use crate::centre::Centre;
use crate::ids::ContractId;
use crate::queue::Queue;
use crate::units::Money;
use std::collections::HashMap;

pub(super) fn look(centre: &Centre) -> Vec<Finding> {
    let wages: HashMap<&ContractId, Money> =
        centre.contracts.iter().map(|c| (&c.id, c.wage)).collect();
    centre.queues.iter().flat_map(|queue| look_at(queue, centre, &wages)).collect()
}

fn look_at(queue: &Queue, centre: &Centre, wages: &HashMap<&ContractId, Money>) -> Vec<Finding> {
    let place = || Place::Queue(queue.id.clone());
    let shortage = &queue.shortage;
    let mut all = Vec::new();
    if shortage.heavy < shortage.light {
        let message = format!(
            "{}: missing many people costs less an hour ({:.2}) than missing few ({:.2})",
            queue.name,
            shortage.heavy.major(),
            shortage.light.major()
        );
        let cure = "set the heavy price at least as high as the light one";
        all.push(Finding::error("E1120", place(), message, cure));
    }
    let serving = centre.agents.iter().filter_map(|agent| {
        let speed = agent.efficiency(&queue.id).filter(|speed| *speed > 0.0)?;
        Some((agent, speed))
    });
    let hours =
        serving.filter_map(|(agent, speed)| Some(wages.get(&agent.contract)?.0 as f64 / speed));
    match hours.min_by(f64::total_cmp) {
        None if !centre.agents.is_empty() => {
            let message = format!("nobody can serve {}", queue.name);
            let cure = format!("give somebody the skill `{}` or remove the queue", queue.id);
            all.push(Finding::warning("W1121", place(), message, cure));
        }
        Some(cheapest) if (shortage.light.0 as f64) < cheapest => {
            let message = format!(
                "{}: a missing person costs {:.2} an hour, a working one at least {:.2}, so \
                 leaving people out is cheaper than paying them",
                queue.name,
                shortage.light.major(),
                cheapest / 100.0
            );
            let cure = "raise the understaffing price above the wage";
            all.push(Finding::warning("W1122", place(), message, cure));
        }
        _ => {}
    }
    all
}
