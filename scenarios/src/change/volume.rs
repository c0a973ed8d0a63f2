//! More or fewer contacts.

use super::{Adjustment, ChangeError, Scope, World};
use domain::Share;

/// Contacts × a factor. The forecast's relative uncertainty stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// Where.
    pub scope: Scope,
    /// How many times the forecast.
    pub times: f64,
}

/// A bot that answers part of the contacts, so that they never reach a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Deflection {
    /// Where.
    pub scope: Scope,
    /// The share it answers.
    pub share: Share,
    /// How many times as long the contacts that are left take: bots answer the easy ones.
    pub harder: f64,
}

impl Volume {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        self.scope.known(&world)?;
        let (scope, times) = (self.scope.clone(), self.times);
        world.adjustments.push(Adjustment::Volume { scope, times });
        Ok(world)
    }
}

impl Deflection {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        self.scope.known(&world)?;
        let times = 1.0 - self.share.get();
        let scope = self.scope.clone();
        world.adjustments.push(Adjustment::Volume { scope: scope.clone(), times });
        world.adjustments.push(Adjustment::HandleTime { scope, times: self.harder });
        Ok(world)
    }
}

impl Scope {
    /// # Errors
    /// [`ChangeError::QueueUnknown`] for a queue the centre does not have.
    pub(super) fn known(&self, world: &World) -> Result<(), ChangeError> {
        let unknown = self.queues.iter().find(|q| world.inputs.centre.queue(q).is_none());
        unknown.map_or(Ok(()), |queue| Err(ChangeError::QueueUnknown(queue.clone())))
    }
}
