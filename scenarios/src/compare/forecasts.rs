//! The demand of changed worlds, and what is kept of them.

use super::CompareError;
use crate::change::{PromotionPick, World};
use crate::plan::{PlanError, forecast_options};
use domain::{Calendar, Centre, Demand, Grid, Requirement, Shift};
use solver::outline::{Outline, Sketch};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Forecasts of one centre over one horizon, kept by calendar: most scenarios share one. Outlines
/// are kept beside them by what they depend on, for scenarios that extend another share causes.
#[derive(Debug)]
pub struct Forecasts {
    grid: Grid,
    options: forecast::Options,
    known: Mutex<Vec<(Calendar, Demand)>>,
    solved: Mutex<Vec<Solved>>,
}

/// An outline with all that it depends on.
#[derive(Debug)]
struct Solved {
    need: Requirement,
    centre: Centre,
    previous: Vec<Shift>,
    outline: Outline,
}

/// Whatever a mutex guards; nobody leaves it half written.
fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Forecasts {
    /// None yet.
    #[must_use]
    pub const fn new(grid: Grid, options: forecast::Options) -> Self {
        Self { grid, options, known: Mutex::new(Vec::new()), solved: Mutex::new(Vec::new()) }
    }

    /// The horizon.
    #[must_use]
    pub const fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The demand of `world`: its forecast, adjusted in the order its changes were made. All
    /// worlds must be made from the same centre and history.
    ///
    /// # Errors
    /// [`PlanError::Forecast`] when a forecast cannot be made.
    pub fn demand(&self, world: &World) -> Result<Demand, PlanError> {
        let forecast = self.of(world, &world.inputs.centre.calendar)?;
        let mut demand = forecast.clone();
        let without = |pick: &PromotionPick| {
            let mut calendar = world.inputs.centre.calendar.clone();
            calendar.events.retain(|event| !pick.meets(event, &self.grid));
            self.of(world, &calendar)
        };
        for adjustment in &world.adjustments {
            adjustment.adjust(&mut demand, &world.inputs.centre, without, &forecast)?;
        }
        Ok(demand)
    }

    /// The forecast under a calendar, in the hours that the history was recorded in.
    fn of(&self, world: &World, calendar: &Calendar) -> Result<Demand, PlanError> {
        let kept = open(&self.known).iter().find(|(c, _)| c == calendar).map(|(_, d)| d.clone());
        if let Some(demand) = kept {
            return Ok(demand);
        }
        let mut centre = Centre { calendar: calendar.clone(), ..world.inputs.centre.clone() };
        for (id, hours) in &world.recorded {
            if let Some(queue) = centre.queues.iter_mut().find(|q| q.id == *id) {
                queue.hours = hours.clone();
            }
        }
        let history = &world.inputs.history;
        let options = forecast_options(&world.inputs, &self.options);
        let demand = forecast::forecast(&centre, history, &self.grid, &options)?;
        // no lock is held while forecasting: a thread that waits there takes other work, which may
        // ask for a forecast as well. At worst two make the same one
        open(&self.known).push((calendar.clone(), demand.clone()));
        Ok(demand)
    }

    /// What `need` costs in outline with the people of `world`.
    ///
    /// # Errors
    /// [`CompareError::Outline`] when it is of another horizon, or the optimiser fails.
    pub fn outline(&self, world: &World, need: &Requirement) -> Result<Outline, CompareError> {
        let (centre, previous) = (&world.inputs.centre, &world.inputs.previous);
        let same = |s: &&Solved| s.need == *need && s.centre == *centre && s.previous == *previous;
        if let Some(solved) = open(&self.solved).iter().find(same) {
            return Ok(solved.outline.clone());
        }
        let outline = Sketch::new(centre, &self.grid, previous).solve(need)?;
        open(&self.solved).push(Solved {
            need: need.clone(),
            centre: centre.clone(),
            previous: previous.clone(),
            outline: outline.clone(),
        });
        Ok(outline)
    }
}
