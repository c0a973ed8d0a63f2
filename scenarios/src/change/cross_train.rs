//! People of the centre who learn to serve another queue.

use super::newcomers::away;
use super::{ChangeError, Fee, World};
use chrono::{Days, NaiveDate};
use domain::{Agent, Grid, Minutes, Money, QueueId, TeamId};

/// Some people of the centre learn another queue and keep what they can.
///
/// Those with the fewest skills come first, then in the order of `agents.csv`. Days of training
/// that lie in the horizon take them off the roster, unpaid there; all training days are paid
/// outside the roster, 8 hours each at the contract's wage.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossTrain {
    /// How many.
    pub count: usize,
    /// People who serve this queue already; of any when empty.
    pub from_queue: Option<QueueId>,
    /// People of this team; of any when empty.
    pub from_team: Option<TeamId>,
    /// The queue they learn, and their speed on it.
    pub skill: (QueueId, f64),
    /// The first day on which they can serve it; before the horizon when empty.
    pub from: Option<NaiveDate>,
    /// Working days of training before it.
    pub training_days: u32,
}

/// Paid time of one day of training.
pub(super) const TRAINING_DAY: Minutes = Minutes::hours(8);

impl CrossTrain {
    pub(super) fn apply(&self, mut world: World, grid: &Grid) -> Result<World, ChangeError> {
        let (queue, speed) = &self.skill;
        if world.inputs.centre.queue(queue).is_none() {
            return Err(ChangeError::QueueUnknown(queue.clone()));
        }
        let mut chosen: Vec<usize> = self.candidates(&world.inputs.centre.agents);
        if chosen.len() < self.count {
            let why = format!(" who could learn {queue}");
            return Err(ChangeError::TooFew { wanted: self.count, there: chosen.len(), why });
        }
        chosen.truncate(self.count);
        let mut fee = Money::ZERO;
        for &n in &chosen {
            let centre = &world.inputs.centre;
            let contract = centre.contract(&centre.agents[n].contract);
            let day = contract.map_or(Money::ZERO, |c| c.wage.for_minutes(TRAINING_DAY, 1.0));
            fee += day * i64::from(self.training_days);
        }
        // someone who can serve the queue for part of the horizon only is as fast as that part
        let first = grid.first_day();
        let late = self.from.map_or(0, |day| (day - first).num_days().max(0)) as usize;
        let part = grid.days().saturating_sub(late) as f64 / grid.days() as f64;
        for n in chosen {
            let agent = &mut world.inputs.centre.agents[n];
            if part > 0.0 {
                agent.skills.push((queue.clone(), speed * part));
            }
            let (id, end) = (agent.id.clone(), self.from.unwrap_or(first));
            let begin = end - Days::new(u64::from(self.training_days));
            away(&mut world.inputs.centre, grid, &id, begin, end);
        }
        if fee > Money::ZERO {
            let what = format!("training of {} people for {queue}", self.count);
            world.fees.push(Fee { what, amount: fee });
        }
        Ok(world)
    }

    /// Who could be trained, the best first.
    fn candidates(&self, agents: &[Agent]) -> Vec<usize> {
        let fits = |agent: &Agent| {
            agent.efficiency(&self.skill.0).is_none()
                && self.from_queue.as_ref().is_none_or(|q| agent.efficiency(q).is_some())
                && self.from_team.as_ref().is_none_or(|team| agent.team == *team)
        };
        let mut all: Vec<usize> = (0..agents.len()).filter(|n| fits(&agents[*n])).collect();
        all.sort_by_key(|n| agents[*n].skills.len());
        all
    }
}
