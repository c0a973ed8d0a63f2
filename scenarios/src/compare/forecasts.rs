//! The demand of changed worlds.

use crate::change::{PromotionPick, World};
use crate::plan::PlanError;
use domain::{Calendar, Centre, Demand, Grid};
use std::sync::{Mutex, PoisonError};

/// Forecasts of one centre over one horizon, kept by calendar: most scenarios share one.
#[derive(Debug)]
pub struct Forecasts {
    grid: Grid,
    options: forecast::Options,
    known: Mutex<Vec<(Calendar, Demand)>>,
}

impl Forecasts {
    /// None yet.
    #[must_use]
    pub const fn new(grid: Grid, options: forecast::Options) -> Self {
        Self { grid, options, known: Mutex::new(Vec::new()) }
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
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, demand)) = known.iter().find(|(c, _)| c == calendar) {
            return Ok(demand.clone());
        }
        let mut centre = Centre { calendar: calendar.clone(), ..world.inputs.centre.clone() };
        for (id, hours) in &world.recorded {
            if let Some(queue) = centre.queues.iter_mut().find(|q| q.id == *id) {
                queue.hours = hours.clone();
            }
        }
        let history = &world.inputs.history;
        let demand = forecast::forecast(&centre, history, &self.grid, &self.options)?;
        known.push((calendar.clone(), demand.clone()));
        Ok(demand)
    }
}
