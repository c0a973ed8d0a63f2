//! Other promises to customers, and customers of another patience.

use super::{ChangeError, Scope, World};
use domain::{Channel, QueueId, Seconds, Share, Target, TargetKind};

/// Other targets in the place of all a queue has.
#[derive(Debug, Clone, PartialEq)]
pub struct Targets {
    /// The queues; all when empty.
    pub queues: Vec<QueueId>,
    /// What is promised.
    pub targets: Vec<Target>,
}

/// Another share in the queue's service-level and deadline targets; times and periods stay.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceLevel {
    /// The queues; all that have such a target when empty.
    pub queues: Vec<QueueId>,
    /// The share.
    pub share: Share,
}

/// Another mean patience.
#[derive(Debug, Clone, PartialEq)]
pub struct Patience {
    /// The queues; all live ones when empty.
    pub queues: Vec<QueueId>,
    /// The mean patience.
    pub mean: Seconds,
}

impl Targets {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let scope = Scope { queues: self.queues.clone(), ..Scope::default() };
        scope.known(&world)?;
        for queue in world.inputs.centre.queues.iter_mut().filter(|q| scope.has_queue(&q.id)) {
            let ticket = queue.channel == Channel::Ticket;
            let deadline = |t: &Target| matches!(t.kind, TargetKind::Deadline { .. });
            if self.targets.iter().any(|t| deadline(t) != ticket) {
                let what = "cannot have this target: tickets have deadlines, nothing else has";
                return Err(ChangeError::Channel { queue: queue.id.clone(), what });
            }
            queue.targets.clone_from(&self.targets);
        }
        Ok(world)
    }
}

impl ServiceLevel {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let scope = Scope { queues: self.queues.clone(), ..Scope::default() };
        scope.known(&world)?;
        let named = !self.queues.is_empty();
        for queue in world.inputs.centre.queues.iter_mut().filter(|q| scope.has_queue(&q.id)) {
            let mut met = false;
            for target in &mut queue.targets {
                if let TargetKind::ServiceLevel { share, .. } | TargetKind::Deadline { share, .. } =
                    &mut target.kind
                {
                    *share = self.share;
                    met = true;
                }
            }
            if named && !met {
                let what = "has no target with a share";
                return Err(ChangeError::Channel { queue: queue.id.clone(), what });
            }
        }
        Ok(world)
    }
}

impl Patience {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let scope = Scope { queues: self.queues.clone(), ..Scope::default() };
        scope.known(&world)?;
        for queue in world.inputs.centre.queues.iter_mut().filter(|q| scope.has_queue(&q.id)) {
            if queue.channel == Channel::Ticket {
                if self.queues.is_empty() {
                    continue;
                }
                let what = "has tickets, which do not hang up";
                return Err(ChangeError::Channel { queue: queue.id.clone(), what });
            }
            queue.patience = Some(self.mean);
        }
        Ok(world)
    }
}
