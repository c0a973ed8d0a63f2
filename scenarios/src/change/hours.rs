//! Other opening hours.

use super::{Adjustment, ChangeError, Scope, World};
use domain::{OpeningHours, QueueId, Share};

/// Other opening hours of some queues.
///
/// Contacts of hours that close are lost. What comes in hours that open, nobody has measured: the
/// scenario says it as a share of the day's contacts, spread evenly over the new hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    /// The queues; all when empty.
    pub queues: Vec<QueueId>,
    /// The hours.
    pub hours: OpeningHours,
    /// Contacts in the new hours ÷ contacts in the hours open before.
    pub new_hours_share: Option<Share>,
}

impl Hours {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let scope = Scope { queues: self.queues.clone(), ..Scope::default() };
        scope.known(&world)?;
        for queue in world.inputs.centre.queues.iter_mut().filter(|q| scope.has_queue(&q.id)) {
            if opens(&queue.hours, &self.hours) && self.new_hours_share.is_none() {
                return Err(ChangeError::NewHours(queue.id.clone()));
            }
            if !world.recorded.iter().any(|(id, _)| *id == queue.id) {
                world.recorded.push((queue.id.clone(), queue.hours.clone()));
            }
            queue.hours = self.hours.clone();
            let share = self.new_hours_share.unwrap_or_default().get();
            world.adjustments.push(Adjustment::Hours {
                queue: queue.id.clone(),
                hours: self.hours.clone(),
                share,
            });
        }
        Ok(world)
    }
}

/// Whether `after` is open at any minute of the week at which `before` is not.
fn opens(before: &OpeningHours, after: &OpeningHours) -> bool {
    const WEEK: usize = 7 * 1440;
    let open = |hours: &OpeningHours| {
        let mut minutes = vec![false; WEEK];
        for (day, windows) in hours.windows.iter().enumerate() {
            for window in windows {
                for minute in window.from.0..window.to.0 {
                    minutes[(day * 1440 + usize::from(minute)) % WEEK] = true;
                }
            }
        }
        minutes
    };
    open(before).into_iter().zip(open(after)).any(|(was, is)| is && !was)
}
