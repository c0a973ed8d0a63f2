//! People who join: hired, borrowed from another part of the company, or an agency's.

use super::cross_train::TRAINING_DAY;
use super::{ChangeError, Fee, World};
use chrono::{Days, NaiveDate};
use domain::{
    Agent, AgentId, Availability, AvailabilityKind, Centre, ContractId, Grid, Minutes, Money,
    QueueId, Span, TeamId,
};

/// Where people come from; it names them, and says who pays their training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// New employees: their training days are paid outside the roster.
    Hired,
    /// Lent by another part of the company: likewise.
    Borrowed,
    /// An agency's: training is in its rate.
    Outsourced,
}

impl Source {
    /// Its word in ids and reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hired => "hired",
            Self::Borrowed => "borrowed",
            Self::Outsourced => "outsourced",
        }
    }
}

/// Some people who join for a while or for good, all alike.
///
/// From the first day to the day their training ends they cost and serve nothing on the roster.
/// Then their speed is the skill's times the step of `ramp_up` their week of work is in, and the
/// skill's after the last step. One roster knows one speed per person: the mean over their days in
/// the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomers {
    /// Where they come from.
    pub source: Source,
    /// How many.
    pub count: usize,
    /// Their contract.
    pub contract: ContractId,
    /// What they serve and how fast, once settled.
    pub skills: Vec<(QueueId, f64)>,
    /// Their first day; before the horizon and settled when empty.
    pub from: Option<NaiveDate>,
    /// Their last day.
    pub until: Option<NaiveDate>,
    /// Days of training from the first day on.
    pub training_days: u32,
    /// Their speed in each week after training, relative to settled people.
    pub ramp_up: Vec<f64>,
    /// Paid once for each, outside the roster.
    pub fee: Money,
    /// How their ids begin; the source's word when empty.
    pub prefix: Option<String>,
}

impl Newcomers {
    pub(super) fn apply(&self, mut world: World, grid: &Grid) -> Result<World, ChangeError> {
        let centre = &world.inputs.centre;
        let contract = centre.contract(&self.contract);
        let wage = contract.ok_or_else(|| ChangeError::ContractUnknown(self.contract.clone()))?;
        let wage = wage.wage;
        if let Some((queue, _)) = self.skills.iter().find(|(q, _)| centre.queue(q).is_none()) {
            return Err(ChangeError::QueueUnknown(queue.clone()));
        }
        for number in 1..=self.count {
            self.add(&mut world.inputs.centre, grid, number)?;
        }
        let word = self.source.word();
        let trained = match self.source {
            Source::Outsourced => Money::ZERO,
            Source::Hired | Source::Borrowed => {
                wage.for_minutes(TRAINING_DAY, f64::from(self.training_days))
            }
        };
        for (what, each) in [("fees", self.fee), ("training", trained)] {
            if each > Money::ZERO && self.count > 0 {
                let what = format!("{what} of {} people {word}", self.count);
                world.fees.push(Fee { what, amount: each * self.count as i64 });
            }
        }
        Ok(world)
    }

    fn add(&self, centre: &mut Centre, grid: &Grid, number: usize) -> Result<(), ChangeError> {
        let prefix = self.prefix.as_deref().unwrap_or(self.source.word());
        let id = AgentId::new(format!("{prefix}-{number:03}"));
        if centre.agent(&id).is_some() {
            return Err(ChangeError::AgentTwice(id));
        }
        let speed = self.speed(grid);
        centre.agents.push(Agent {
            id: id.clone(),
            name: format!("{prefix} {number}"),
            team: TeamId::new(prefix),
            contract: self.contract.clone(),
            skills: self.skills.iter().map(|(q, e)| (q.clone(), e * speed)).collect(),
            hire_date: self.from,
            external_id: None,
            seniority: None,
            protected: false,
            overtime_to_date: Minutes::ZERO,
            period_to_date: Minutes::ZERO,
        });
        if let Some(ready) = self.ready() {
            away(centre, grid, &id, grid.first_day(), ready);
        }
        if let Some(last) = self.until {
            away(centre, grid, &id, last + Days::new(1), grid.date(grid.days()));
        }
        Ok(())
    }

    /// The first day after training.
    fn ready(&self) -> Option<NaiveDate> {
        self.from.map(|day| day + Days::new(u64::from(self.training_days)))
    }

    /// Their mean speed over their days of work in the horizon, relative to settled people.
    fn speed(&self, grid: &Grid) -> f64 {
        let Some(ready) = self.ready() else { return 1.0 };
        let worked = (0..grid.days())
            .map(|day| grid.date(day))
            .filter(|day| *day >= ready && self.until.is_none_or(|last| *day <= last));
        let week = |day: NaiveDate| ((day - ready).num_days() / 7) as usize;
        let step = |day| self.ramp_up.get(week(day)).copied().unwrap_or(1.0);
        let steps: Vec<f64> = worked.map(step).collect();
        if steps.is_empty() { 1.0 } else { steps.iter().sum::<f64>() / steps.len() as f64 }
    }
}

/// Takes an agent off the roster from the day `begin` up to, not including, `end`, as far as these
/// lie in the horizon: leave, so that the contract's hours shrink with it.
pub(super) fn away(
    centre: &mut Centre,
    grid: &Grid,
    agent: &AgentId,
    begin: NaiveDate,
    end: NaiveDate,
) {
    let days: Vec<usize> =
        (0..grid.days()).filter(|d| begin <= grid.date(*d) && grid.date(*d) < end).collect();
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return };
    let span = Span::new(grid.day_span(first).start, grid.day_span(last).end);
    let (agent, kind) = (agent.clone(), AvailabilityKind::Leave);
    centre.availability.push(Availability { agent, span, kind });
}
