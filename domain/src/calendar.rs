//! The days that are not like others: holidays, make-up workdays, promotions, closures.

use crate::ids::QueueId;
use crate::moment::{Moment, Span};
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// Every known event, past and planned, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calendar {
    /// The events.
    pub events: Vec<Event>,
}

impl Calendar {
    /// These shipped events beside a planner's `own`, whose rows win.
    ///
    /// A shipped event gives way to an own row that overlaps it in time and has its name or class;
    /// a shipped holiday or make-up workday gives way to any own holiday, make-up workday or
    /// closure of all queues on its day.
    #[must_use]
    pub fn beside(&self, own: &Self) -> Self {
        let gives_way = |shipped: &Event| own.events.iter().any(|row| row.replaces(shipped));
        let kept = self.events.iter().filter(|shipped| !gives_way(shipped)).cloned();
        let mut events: Vec<Event> = kept.chain(own.events.iter().cloned()).collect();
        events.sort_by_key(|event| event.start);
        Self { events }
    }
}

impl Event {
    /// Whether this row of a planner stands in the place of a shipped one.
    fn replaces(&self, shipped: &Self) -> bool {
        use EventKind::{Closure, Holiday, MakeupWorkday};
        let official = matches!(shipped.kind, Holiday | MakeupWorkday)
            && matches!(self.kind, Holiday | MakeupWorkday | Closure)
            && self.queue.is_none();
        self.start < shipped.end
            && shipped.start < self.end
            && (official || self.name == shipped.name || self.class == shipped.class)
    }
}

/// One stretch of civil time that is expected to differ from ordinary days.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// First civil minute (centre time).
    pub start: NaiveDateTime,
    /// First civil minute after it.
    pub end: NaiveDateTime,
    /// Its name; the same name in another year is the same event on other dates.
    pub name: String,
    /// The class it is pooled with (`spring_festival`, `double11`); the name when not given.
    pub class: String,
    /// What sort of event.
    pub kind: EventKind,
    /// The phase of a promotion.
    pub phase: Option<Phase>,
    /// The one queue it concerns; all queues when empty.
    pub queue: Option<QueueId>,
    /// What it does to volume.
    pub effect: Effect,
    /// Planned depth relative to a typical event of its class; 1 is typical.
    pub intensity: f64,
    /// How sure the planner is of a stated effect.
    pub confidence: Confidence,
}

impl Event {
    /// Whether nobody can reach `queue` during the event.
    #[must_use]
    pub fn closes(&self, queue: &QueueId) -> bool {
        let concerns = self.queue.as_ref().is_none_or(|q| q == queue);
        concerns && (self.kind == EventKind::Closure || self.effect == Effect::Closed)
    }

    /// The event in time; an end that clocks skip is the moment they jump to. `None` for an event
    /// that vanishes in the skip.
    #[must_use]
    pub fn span(&self, zone: Tz) -> Option<Span> {
        let at = |local| Moment::from_local_or_next(local, zone);
        let span = Span::new(at(self.start)?, at(self.end)?);
        (span.start < span.end).then_some(span)
    }
}

/// What sort of event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A public holiday.
    Holiday,
    /// A weekend day worked in exchange for a holiday.
    MakeupWorkday,
    /// A sales promotion.
    Promotion,
    /// The centre or the queue is closed.
    Closure,
    /// Anything else that moves volume.
    Event,
}

/// The phase of a promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Deposits are taken before the sale opens.
    Presale,
    /// The first hours after the doors open.
    Opening,
    /// The main sale days.
    Main,
    /// The days in which it fades.
    Tail,
    /// The wave of returns and refunds afterwards.
    Returns,
}

/// What an event does to volume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Learned from comparable past events.
    Automatic,
    /// The planner says: volume is this many times the ordinary.
    Relative(f64),
    /// The planner says: this many contacts in total over the event, per queue it concerns.
    Absolute(f64),
    /// Nobody can reach the centre.
    Closed,
}

/// How sure the planner is of a stated effect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Within about 5 per cent (standard deviation 0.05 on the log scale).
    Firm,
    /// Within about 15 per cent (standard deviation 0.15 on the log scale).
    #[default]
    Rough,
}
