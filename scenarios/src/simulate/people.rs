//! The people of a roster: groups of the same duty and skills, and everybody's duties by time.

use super::compile::ranks;
use super::error::SimulationError;
use super::model::{Duty, Group, What};
use super::options::Options;
use domain::{
    Activity, Agent, AgentId, Centre, Channel, Grid, Order, Pool, QueueId, Roster, Shift, Stretch,
};
use std::collections::HashMap;

/// Everybody on a roster.
#[derive(Debug)]
pub(super) struct People<'c> {
    pub agents: Vec<&'c Agent>,
    pub duties: Vec<Duty>,
    /// Duty and the classes helped, by group.
    profiles: Vec<Profile>,
    ranks: Vec<Option<usize>>,
    /// Which queues are tickets.
    tickets: Vec<bool>,
    /// Queues served together, by number.
    pub pools: Vec<Pooled>,
}

/// Queues served together, by number.
#[derive(Debug)]
pub(super) struct Pooled {
    pub queues: Vec<usize>,
    pub order: Order,
}

/// What makes agents interchangeable, their pace apart: their duty, what is pooled with it and what
/// else they may serve.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Profile {
    duty: Option<usize>,
    shares: Vec<usize>,
    helps: Vec<usize>,
}

impl<'c> People<'c> {
    /// # Errors
    /// [`SimulationError`] for an agent or a skill that the centre does not know.
    pub(super) fn of(
        centre: &'c Centre,
        roster: &Roster,
        previous: &[Shift],
        options: &Options,
    ) -> Result<Self, SimulationError> {
        let ranks = ranks(centre, &options.routing);
        let place = |id: &QueueId| centre.queues.iter().position(|q| &q.id == id);
        let pool = |pool: &Pool| Pooled {
            queues: pool.queues.iter().filter_map(place).collect(),
            order: pool.order,
        };
        let pools = options.pools.iter().map(pool).collect();
        let (agents, duties, profiles) = (Vec::new(), Vec::new(), Vec::new());
        let tickets = centre.queues.iter().map(|q| q.channel == Channel::Ticket).collect();
        let mut people = Self { agents, duties, profiles, ranks, tickets, pools };
        let mut numbers = HashMap::new();
        let mut groups = HashMap::new();
        for shift in in_order(&roster.grid, previous.iter().chain(&roster.shifts)) {
            let unknown = || SimulationError::AgentUnknown(shift.agent.clone());
            let agent = centre.agent(&shift.agent).ok_or_else(unknown)?;
            let number = *numbers.entry(&shift.agent).or_insert_with(|| {
                people.agents.push(agent);
                people.agents.len() as u32 - 1
            });
            for stretch in &shift.stretches {
                let profile = people.profile(centre, agent, &stretch.activity)?;
                let group = profile.map(|profile| {
                    *groups.entry(profile).or_insert_with_key(|profile| {
                        people.profiles.push(profile.clone());
                        people.profiles.len() as u32 - 1
                    })
                });
                people.add(&roster.grid, number, group, stretch);
            }
            people.end(&roster.grid, number, shift);
        }
        people.duties.sort_by(|a, b| a.time.total_cmp(&b.time));
        Ok(people)
    }

    /// Whom an agent is like in a stretch; `None` when they serve nobody then.
    fn profile(
        &self,
        centre: &Centre,
        agent: &Agent,
        activity: &Activity,
    ) -> Result<Option<Profile>, SimulationError> {
        let queue = match activity {
            Activity::Work(queue) => Some(queue),
            Activity::Idle => None,
            _ => return Ok(None),
        };
        let duty = queue.map(|queue| duty(centre, agent, queue)).transpose()?;
        let can = |c: &usize| able(agent, &centre.queues[*c].id);
        let pool = self.pools.iter().find(|p| duty.is_some_and(|own| p.queues.contains(&own)));
        let pooled = pool.map_or(&[][..], |p| &p.queues);
        let shares: Vec<usize> =
            pooled.iter().copied().filter(|c| Some(*c) != duty).filter(can).collect();
        let mut helps: Vec<usize> = (0..centre.queues.len())
            .filter(|&c| Some(c) != duty && !shares.contains(&c) && self.ranks[c].is_some())
            .filter(can)
            .collect();
        helps.sort_by_key(|&c| self.ranks[c]);
        let idle = duty.is_none() && helps.is_empty();
        Ok((!idle).then_some(Profile { duty, shares, helps }))
    }

    fn add(&mut self, grid: &Grid, agent: u32, group: Option<u32>, stretch: &Stretch) {
        let horizon = grid.horizon();
        let begin = stretch.span.start.max(horizon.start);
        if stretch.span.end <= horizon.start || begin >= horizon.end {
            return;
        }
        let seconds = (stretch.span.end - begin).as_seconds().0;
        let what = match group {
            Some(group) => What::Work { agent, group },
            None if stretch.activity.is_rest() => What::Rest { agent, seconds },
            None => What::Off { agent },
        };
        self.duties.push(Duty { time: (begin - horizon.start).as_seconds().0, what });
    }

    fn end(&mut self, grid: &Grid, agent: u32, shift: &Shift) {
        let horizon = grid.horizon();
        let end = shift.span().end;
        if end > horizon.start && end < horizon.end {
            let time = (end - horizon.start).as_seconds().0;
            self.duties.push(Duty { time, what: What::Off { agent } });
        }
    }

    /// The groups, with what they serve in which order: their own live queue with those pooled with
    /// it, live queues they help, and tickets when nothing live waits, by deadline.
    pub(super) fn groups(&self, centre: &Centre) -> Vec<Group> {
        let ticket = |c: &usize| self.tickets[*c];
        let group = |profile: &Profile| {
            let served = || profile.duty.iter().chain(&profile.helps).copied();
            let own = self.own_tiers(profile).into_iter();
            let live = profile.helps.iter().filter(|c| !ticket(c)).map(|&c| vec![c as u32]);
            let tickets: Vec<u32> = served().filter(ticket).map(|c| c as u32).collect();
            let all = own.chain(live).chain([tickets]);
            let tiers = all.filter(|tier| !tier.is_empty()).collect();
            let shrinking = profile.duty.or(profile.helps.first().copied());
            let shrinkage = shrinking.map_or(0.0, |c| centre.queues[c].shrinkage.get());
            Group { tiers, shrinkage, duty: profile.duty }
        };
        self.profiles.iter().map(group).collect()
    }

    /// The live queues of a duty: those of its pool in one tier, or by rank in one tier each.
    fn own_tiers(&self, profile: &Profile) -> Vec<Vec<u32>> {
        let Some(duty) = profile.duty.filter(|duty| !self.tickets[*duty]) else {
            return Vec::new();
        };
        let pool = self.pools.iter().find(|pool| pool.queues.contains(&duty));
        let Some(pool) = pool.filter(|_| !profile.shares.is_empty()) else {
            return vec![vec![duty as u32]];
        };
        let mine = |c: &&usize| **c == duty || profile.shares.contains(c);
        let all = pool.queues.iter().filter(mine).map(|&c| c as u32);
        match pool.order {
            Order::Arrival => vec![all.collect()],
            Order::AsListed => all.map(|c| vec![c]).collect(),
        }
    }

    /// How fast everybody serves every queue; 0 where they cannot.
    pub(super) fn speeds(&self, centre: &Centre) -> Vec<f64> {
        let pace = |agent: &&Agent, id: &QueueId| agent.efficiency(id).unwrap_or(0.0);
        let of = |agent| centre.queues.iter().map(move |q| pace(agent, &q.id));
        self.agents.iter().flat_map(of).collect()
    }
}

/// The shifts that touch the horizon, by agent and start.
fn in_order<'s>(grid: &Grid, shifts: impl Iterator<Item = &'s Shift>) -> Vec<&'s Shift> {
    let horizon = grid.horizon();
    let mut all: Vec<&Shift> = shifts.filter(|s| s.span().overlaps(&horizon)).collect();
    let order = |s: &&Shift| -> (AgentId, _) { (s.agent.clone(), s.span().start) };
    all.sort_by_key(order);
    all
}

/// # Errors
/// [`SimulationError::SkillMissing`] when the agent cannot serve the queue.
fn duty(centre: &Centre, agent: &Agent, queue: &QueueId) -> Result<usize, SimulationError> {
    let missing =
        || SimulationError::SkillMissing { agent: agent.id.clone(), queue: queue.clone() };
    let number = centre.queues.iter().position(|q| &q.id == queue).ok_or_else(missing)?;
    able(agent, queue).then_some(number).ok_or_else(missing)
}

fn able(agent: &Agent, queue: &QueueId) -> bool {
    agent.efficiency(queue).is_some_and(|pace| pace > 0.0 && pace.is_finite())
}
