//! Which hard laws and people clash, when no roster keeps them all: a deletion filter.

use crate::backend::exact::{Reply, minimise};
use crate::roster::reference::family::Family;
use crate::roster::reference::model::Model;
use crate::roster::reference::solve::question;
use crate::roster::{Conflict, Limits, RosterError};
use domain::AgentId;
use good_lp::Expression;
use std::collections::BTreeSet;

/// Laws, then people, none of which can be left out without a roster becoming possible.
///
/// Each law is left out in turn and stays out if there is still no roster; then each person's rows.
/// A test that runs out of time counts as possible, so the answer may then be larger than needed.
pub(super) fn smallest(model: &Model, limits: &Limits) -> Result<Conflict, RosterError> {
    let hard = || model.rows.iter().filter(|row| row.price.is_none() && row.family.is_law());
    let mut laws: BTreeSet<Family> = hard().map(|row| row.family).collect();
    let mut people: BTreeSet<AgentId> = hard().filter_map(|row| row.agent.clone()).collect();
    for law in laws.clone() {
        let fewer: BTreeSet<Family> = laws.iter().copied().filter(|l| *l != law).collect();
        if impossible(model, limits, &fewer, &people)? {
            laws = fewer;
        }
    }
    for agent in people.clone() {
        let fewer: BTreeSet<AgentId> = people.iter().filter(|a| **a != agent).cloned().collect();
        if impossible(model, limits, &laws, &fewer)? {
            people = fewer;
        }
    }
    Ok(Conflict {
        laws: laws.into_iter().map(Family::name).collect(),
        agents: people.into_iter().collect(),
        ..Conflict::default()
    })
}

/// Whether these laws of these people alone already allow no roster.
fn impossible(
    model: &Model,
    limits: &Limits,
    laws: &BTreeSet<Family>,
    people: &BTreeSet<AgentId>,
) -> Result<bool, RosterError> {
    let question = question(model, Expression::default(), limits, |row| {
        let mine = row.agent.as_ref().is_none_or(|agent| people.contains(agent));
        row.price.is_some() || !row.family.is_law() || (laws.contains(&row.family) && mine)
    });
    let reply = minimise(question).map_err(RosterError::Backend)?;
    Ok(matches!(reply, Reply::Infeasible))
}
