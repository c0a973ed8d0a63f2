//! The bound proved anew for a finished roster, and everything its prices tell.

use super::super::bound::prices::Prices;
use super::super::bound::proved::best_prices;
use super::super::pace::Pace;
use super::super::pricing::Pricer;
use super::super::problem::nouns::{Numbers, numbers};
use super::super::{Case, Conflict, Limits, RosterError};
use super::account::account;
use super::clash::clash;
use super::lifted::{LawPrice, OneMore, laws, one_more};
use super::prices::Why;
use domain::{Money, Roster};

/// What an explanation comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Explanation {
    /// Prices, and where the roster is dearer than its bound.
    Explained(Box<Explained>),
    /// Somebody has no lawful week at all, so there is no bound and no price.
    Impossible(Conflict),
}

/// A roster explained by the bound's prices.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Prices, and cost less bound split to the cent.
    pub why: Why,
    /// What lifting each law would lower the bound by, the dearest first.
    pub laws: Vec<LawPrice>,
    /// What one more trained agent of each kind would lower the bound by, the most first.
    pub more: Vec<OneMore>,
    /// Whether nothing was left to prove; otherwise more time gives better prices.
    pub settled: bool,
}

/// Explains a finished roster of the case: proves the bound anew and takes its prices.
///
/// The same case, seed and work give the same prices unless the time limit cuts the proof short.
/// The roster may come from anywhere; it need not be lawful.
///
/// # Errors
/// [`RosterError`] when the case contradicts itself, or the optimiser gives up.
pub fn explain(
    case: &Case<'_>,
    roster: &Roster,
    seed: u64,
    limits: &Limits,
) -> Result<Explanation, RosterError> {
    let numbers = numbers(case)?;
    if let Some(agent) = nobody(&numbers) {
        return Ok(Explanation::Impossible(clash(case, &numbers.people[agent].agent.id)?));
    }
    let pace = Pace::new(limits);
    let left = || pace.left();
    let proved = best_prices(&numbers.problem, seed, &left).map_err(RosterError::Backend)?;
    let prices: &Prices = &proved.prices;
    let bound = Money(proved.bound.ceil() as i64);
    let Some(why) = account(case, &numbers, (prices, bound), roster) else {
        return Err(RosterError::NoneInTime);
    };
    Ok(Explanation::Explained(Box::new(Explained {
        laws: laws(case, (prices, proved.bound), &numbers.shelf)?,
        more: one_more(case, prices)?,
        why,
        settled: proved.settled,
    })))
}

/// An agent without any lawful tour, if there is one.
fn nobody(numbers: &Numbers<'_>) -> Option<usize> {
    let problem = &numbers.problem;
    let (mut pricer, values) = (Pricer::default(), vec![0.0; problem.slots]);
    let barred =
        problem.classes.iter().position(|class| pricer.best(problem, class, &values).is_none())?;
    problem.agents.iter().position(|class| *class == barred)
}
