//! What holds beside the centre itself: queues that share people, work that waits, what drives
//! volume, queues that are new.

use crate::ids::QueueId;
use crate::moment::Moment;
use crate::units::Contacts;
use chrono::NaiveDate;

/// Arrangements between queues, and facts at the time of planning. The default has none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrangements {
    /// Queues that the same people serve at the same time.
    pub pools: Vec<Pool>,
    /// Contacts that wait when the horizon begins.
    pub backlog: Vec<Waiting>,
    /// Queues that are new, and whom they resemble.
    pub newcomers: Vec<Newcomer>,
    /// Day totals that contacts follow, such as orders.
    pub drivers: Vec<Driver>,
}

/// Queues that the same people serve at the same time: an agent's chats of two shops, or urgent
/// and ordinary calls.
///
/// People are counted for the merged stream, because two half-full groups need more people than
/// one full one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The queues; with [`Order::AsListed`] the most urgent first.
    pub queues: Vec<QueueId>,
    /// Who is answered first.
    pub order: Order,
}

/// Who of a pool is answered first when somebody becomes free.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Whoever has waited longest, whatever the queue.
    #[default]
    Arrival,
    /// Whoever waits in the queue that is listed first; a contact at hand is finished before.
    AsListed,
}

/// Contacts that wait when the horizon begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// In which queue.
    pub queue: QueueId,
    /// How many.
    pub contacts: Contacts,
    /// When they must be done.
    pub due: Moment,
}

/// A new queue that is expected to behave like a queue with history.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomer {
    /// The new queue.
    pub queue: QueueId,
    /// The queue it resembles in shape, weekdays and events.
    pub like: QueueId,
    /// Its contacts for each contact of that queue, as the planner expects; above zero.
    pub ratio: f64,
}

/// What the contacts of a queue follow: so many orders a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// The queue that follows it.
    pub queue: QueueId,
    /// Day totals by date, known and planned; not negative, no date twice.
    pub days: Vec<(NaiveDate, f64)>,
}
