//! People: skills they can use.

use super::{Finding, Place};
use crate::centre::Centre;

pub(super) fn look(centre: &Centre) -> Vec<Finding> {
    let mut all = Vec::new();
    for agent in &centre.agents {
        let place = || Place::Agent(agent.id.clone());
        if agent.skills.is_empty() {
            let message = format!("{} has no skill and can serve nobody", agent.name);
            all.push(Finding::warning(
                "W1320",
                place(),
                message,
                "give them a skill such as `phone:1.0`",
            ));
        }
        for (queue, speed) in &agent.skills {
            if !(speed.is_finite() && *speed > 0.0) {
                let message = format!("{} serves {queue} at the speed {speed}", agent.name);
                let cure = "give a speed above 0, 1.0 being the standard";
                all.push(Finding::error("E1303", place(), message, cure));
            }
        }
        let mut queues: Vec<_> = agent.skills.iter().map(|(queue, _)| queue).collect();
        queues.sort();
        for pair in queues.windows(2).filter(|pair| pair[0] == pair[1]) {
            let message = format!("{} has the skill {} twice", agent.name, pair[0]);
            all.push(Finding::error("E1303", place(), message, "keep one of the two"));
        }
    }
    all
}
