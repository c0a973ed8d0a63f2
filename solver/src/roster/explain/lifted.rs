//! What the bound's prices say of a case with one thing changed: a law lifted, an agent more.
//!
//! ```text
//! L(y)        the bound at prices y            L'(y)   the changed case's at the same prices
//! at most     L(y) − L'(y)
//! ```
//! `L'(y)` bounds every roster of the changed case. So nobody can save more against a roster of
//! cost C than `C − L'(y)`: its gap `C − L(y)`, and the difference shown. Where y is the best
//! there is for the case as it is, the best bound falls by at most the difference.

use super::super::bound::certificate::certify;
use super::super::bound::prices::Prices;
use super::super::pricing::Pricer;
use super::super::pricing::crew::Crew;
use super::super::pricing::lawbook::Shelf;
use super::super::problem::nouns::{numbers, numbers_beside};
use super::super::{Case, RosterError};
use super::account::money;
use super::switches::{self, Switch};
use domain::laws::Strength;
use domain::{Agent, AgentId, Centre, ContractId, Minutes, Money, QueueId};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::sync::Arc;

/// What a law costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawPrice {
    /// The law's name.
    pub law: &'static str,
    /// Whether it is hard; otherwise it is soft.
    pub hard: bool,
    /// The bound falls by at most this when the law is lifted: an upper estimate of what it costs.
    pub at_most: Money,
}

/// What one more trained agent of a kind would save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneMore {
    /// Their contract.
    pub contract: ContractId,
    /// The queues they serve, each as a standard agent.
    pub skills: Vec<QueueId>,
    /// How many people of this contract and these skills there are.
    pub present: usize,
    /// The bound falls by at most this: the worth of their best week less its pay. Below nothing,
    /// they surely cost more than they save.
    pub at_most: Money,
}

/// What lifting each law that is not off would lower the bound by, the dearest first; laws that
/// cost nothing are left out.
pub(super) fn laws(
    case: &Case<'_>,
    (prices, bound): (&Prices, f64),
    shelf: &Arc<Shelf>,
) -> Result<Vec<LawPrice>, RosterError> {
    let lifted = |(law, strength): Switch| {
        let mut centre = case.centre.clone();
        let before = std::mem::replace(strength(&mut centre.rules), Strength::Off);
        if before == Strength::Off {
            return Ok(None);
        }
        let lifted = bound_at(&Case { centre: &centre, ..*case }, prices, shelf)?;
        let at_most = money(lifted.map_or(0.0, |lifted| bound - lifted));
        let price = LawPrice { law, hard: before == Strength::Hard, at_most };
        Ok((at_most > Money(0)).then_some(price))
    };
    let every: Vec<Switch> = switches::all().collect();
    let found = every.into_par_iter().filter_map(|switch| lifted(switch).transpose());
    let mut all: Vec<LawPrice> = found.collect::<Result<_, _>>()?;
    all.sort_by_key(|l| std::cmp::Reverse(l.at_most));
    Ok(all)
}

/// The bound of another case of the same horizon at these prices; `None` when somebody has no
/// lawful tour.
pub(super) fn bound_at(
    case: &Case<'_>,
    prices: &Prices,
    shelf: &Arc<Shelf>,
) -> Result<Option<f64>, RosterError> {
    let numbers = numbers_beside(case, shelf.clone())?;
    let mut prices = prices.clone();
    prices.clamp(&numbers.problem);
    let found = certify(&numbers.problem, &prices, &mut Crew::one());
    Ok(found.ok().map(|certificate| certificate.bound))
}

/// What one more agent of every contract and set of skills would lower the bound by.
pub(super) fn one_more(case: &Case<'_>, prices: &Prices) -> Result<Vec<OneMore>, RosterError> {
    let kinds = kinds(case.centre);
    let mut centre = case.centre.clone();
    centre.availability.clear();
    centre.agents = kinds.iter().enumerate().map(|(n, kind)| newcomer(n, kind)).collect();
    let numbers = numbers(&Case { centre: &centre, previous: &[], told: None, ..*case })?;
    let problem = &numbers.problem;
    let mut pricer = Pricer::default();
    let mut all = Vec::with_capacity(kinds.len());
    for (agent, (contract, skills)) in kinds.into_iter().enumerate() {
        let class = &problem.classes[problem.agents[agent]];
        let values = prices.values(problem, class.pool);
        let Some(best) = pricer.best(problem, class, &values) else { continue };
        let of_kind = |a: &&Agent| a.contract == contract && queues(a) == skills;
        let present = case.centre.agents.iter().filter(of_kind).count();
        all.push(OneMore { contract, skills, present, at_most: money(best.worth) });
    }
    all.sort_by_key(|m| (std::cmp::Reverse(m.at_most), m.contract.clone()));
    Ok(all)
}

/// Every contract somebody has, with every set of skills somebody has.
fn kinds(centre: &Centre) -> Vec<(ContractId, Vec<QueueId>)> {
    let mut skills: Vec<Vec<QueueId>> = centre.agents.iter().map(queues).collect();
    skills.sort();
    skills.dedup();
    let used = centre.contracts.iter().filter(|c| centre.agents.iter().any(|a| a.contract == c.id));
    used.flat_map(|c| skills.iter().map(|s| (c.id.clone(), s.clone()))).collect()
}

fn queues(agent: &Agent) -> Vec<QueueId> {
    let mut all: Vec<QueueId> = agent.skills.iter().map(|s| s.0.clone()).collect();
    all.sort();
    all
}

/// Somebody new of this contract and these skills.
pub(super) fn newcomer(number: usize, kind: &(ContractId, Vec<QueueId>)) -> Agent {
    Agent {
        id: AgentId::new(format!("newcomer-{}", number + 1)),
        name: format!("Newcomer {}", number + 1),
        team: domain::TeamId::new("newcomers"),
        contract: kind.0.clone(),
        skills: kind.1.iter().map(|queue| (queue.clone(), 1.0)).collect(),
        hire_date: None,
        external_id: None,
        seniority: None,
        protected: false,
        overtime_to_date: Minutes::ZERO,
        period_to_date: Minutes::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::bound::start::guess;
    use crate::roster::dice::Dice;
    use crate::roster::worlds;

    #[test]
    fn graphs_of_the_case_as_it_is_do_not_change_what_a_lifted_law_is_worth() {
        let mut moved = 0;
        for seed in 0..60 {
            let world = worlds::random(&mut Dice::new(70_000 + seed));
            let case = world.case();
            let Ok(numbers) = numbers(&case) else { continue };
            let prices = guess(&numbers.problem);
            let Ok(before) = certify(&numbers.problem, &prices, &mut Crew::one()) else { continue };
            for (law, strength) in switches::all() {
                let mut centre = case.centre.clone();
                *strength(&mut centre.rules) = Strength::Off;
                let lifted = Case { centre: &centre, ..case };
                let beside = bound_at(&lifted, &prices, &numbers.shelf).unwrap();
                let alone = bound_at(&lifted, &prices, &Arc::default()).unwrap();
                assert_eq!(beside, alone, "seed {seed}, {law}");
                moved += usize::from(beside.is_some_and(|bound| bound < before.bound - 1.0));
            }
        }
        assert!(moved > 60, "only {moved} laws cost anything");
    }
}
