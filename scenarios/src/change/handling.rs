//! Contacts that take longer or shorter, and chats held at once.

use super::{Adjustment, ChangeError, Scope, World};
use domain::{Channel, QueueId};

/// Mean handle time × a factor.
#[derive(Debug, Clone, PartialEq)]
pub struct HandleTime {
    /// Where.
    pub scope: Scope,
    /// How many times the forecast handle time.
    pub times: f64,
}

/// Another number of chats held at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Concurrency {
    /// The chat queues.
    pub queues: Vec<QueueId>,
    /// The most chats one agent holds.
    pub most: u32,
    /// Completion rate with 1, 2, … chats open, relative to one at a time.
    pub speed: Vec<f64>,
}

impl HandleTime {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        self.scope.known(&world)?;
        let (scope, times) = (self.scope.clone(), self.times);
        world.adjustments.push(Adjustment::HandleTime { scope, times });
        Ok(world)
    }
}

impl Concurrency {
    /// The reported handle time stays that of the concurrency it was measured at.
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let scope = Scope { queues: self.queues.clone(), ..Scope::default() };
        scope.known(&world)?;
        for queue in world.inputs.centre.queues.iter_mut().filter(|q| scope.has_queue(&q.id)) {
            let Channel::Chat { concurrency, speed, measured_at } = &mut queue.channel else {
                let what = "is not a chat queue";
                return Err(ChangeError::Channel { queue: queue.id.clone(), what });
            };
            if *measured_at > f64::from(self.most) {
                let what = "has handle times measured at more chats than this";
                return Err(ChangeError::Channel { queue: queue.id.clone(), what });
            }
            *concurrency = self.most;
            speed.clone_from(&self.speed);
        }
        Ok(world)
    }
}
