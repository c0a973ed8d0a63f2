//! What would be if: one thing changed in a case, so that a price can be checked by solving again.

use super::super::bound::proved::best_prices;
use super::super::pace::Pace;
use super::super::problem::nouns::numbers;
use super::super::{Case, Limits, RosterError};
use super::account::money;
use super::lifted::{bound_at, newcomer};
use super::switches;
use domain::laws::Strength;
use domain::{AgentId, Agents, Centre, ContractId, Money, QueueId, Requirement, Slot};

/// One thing to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One standard agent more is needed on a queue in a slot.
    OneMoreNeeded {
        /// The queue.
        queue: QueueId,
        /// The slot.
        slot: Slot,
    },
    /// A law is lifted.
    WithoutRule(String),
    /// One more agent of this contract, a standard agent on these queues, without past or leave.
    OneMore {
        /// Their contract.
        contract: ContractId,
        /// The queues they serve.
        skills: Vec<QueueId>,
    },
    /// A person is gone, with their pay.
    WithoutAgent(AgentId),
}

/// What a question is about that the centre does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// A queue, or a slot of it.
    Queue,
    /// A law, or one that cannot be lifted, or one that is off already.
    Rule,
    /// A contract.
    Contract,
    /// A person.
    Agent,
}

impl Question {
    /// The centre and the requirement with that changed.
    ///
    /// # Errors
    /// What the centre does not have.
    pub fn change(
        &self,
        centre: &Centre,
        requirement: &Requirement,
    ) -> Result<(Centre, Requirement), Unknown> {
        let (mut centre, mut requirement) = (centre.clone(), requirement.clone());
        match self {
            Self::OneMoreNeeded { queue, slot } => {
                let need = requirement.queues.iter_mut().find(|q| q.queue == *queue);
                let need = need.and_then(|q| q.agents.get_mut(slot.0)).ok_or(Unknown::Queue)?;
                *need = Agents(need.0 + 1);
            }
            Self::WithoutRule(name) => {
                let (_, strength) =
                    switches::all().find(|(law, _)| law == name).ok_or(Unknown::Rule)?;
                let strength = strength(&mut centre.rules);
                if *strength == Strength::Off {
                    return Err(Unknown::Rule);
                }
                *strength = Strength::Off;
            }
            Self::OneMore { contract, skills } => {
                centre.contract(contract).ok_or(Unknown::Contract)?;
                if skills.iter().any(|queue| centre.queue(queue).is_none()) {
                    return Err(Unknown::Queue);
                }
                let kind = (contract.clone(), skills.clone());
                let taken = |n: &usize| centre.agent(&newcomer(*n, &kind).id).is_none();
                let number = (0..).find(taken).unwrap_or(centre.agents.len());
                centre.agents.push(newcomer(number, &kind));
            }
            Self::WithoutAgent(agent) => {
                centre.agent(agent).ok_or(Unknown::Agent)?;
                centre.agents.retain(|a| a.id != *agent);
                centre.availability.retain(|r| r.agent != *agent);
            }
        }
        Ok((centre, requirement))
    }
}

/// How far the bound moves at least, at the best prices found for the case as it is: what the
/// changed case's cheapest roster costs more (or less, where negative) is no lower estimate than
/// this. `None` when somebody has no lawful tour in either.
///
/// # Errors
/// [`RosterError`] when a case contradicts itself, or the optimiser gives up.
pub fn estimate(
    case: &Case<'_>,
    changed: &Case<'_>,
    seed: u64,
    limits: &Limits,
) -> Result<Option<Money>, RosterError> {
    let numbers = numbers(case)?;
    let pace = Pace::new(limits);
    let Ok(proved) = best_prices(&numbers.problem, seed, &|| pace.left()) else { return Ok(None) };
    let moved = bound_at(changed, &proved.prices, &numbers.shelf)?;
    Ok(moved.map(|moved| money(moved - proved.bound)))
}
