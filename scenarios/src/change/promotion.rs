//! Promotions: one more, another day, bigger, none.

use super::{Adjustment, ChangeError, Scope, World};
use chrono::TimeDelta;
use domain::{Event, Grid, Moment, Phase, Span};

/// A change of the calendar's planned events.
#[derive(Debug, Clone, PartialEq)]
pub struct Promotion {
    /// Which events of the calendar.
    pub pick: PromotionPick,
    /// What happens to them.
    pub what: What,
}

/// Which events are meant: those of a name that end after the horizon begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromotionPick {
    /// The name.
    pub name: String,
    /// The phase; all when empty.
    pub phase: Option<Phase>,
}

/// What happens to a promotion.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// One more event. With an automatic effect its class says what to expect, learned from past
    /// events of the class.
    Added(Event),
    /// One more event of which the scenario knows the effect: contacts in its scope × a factor.
    Stated {
        /// When and where.
        span: (chrono::NaiveDateTime, chrono::NaiveDateTime),
        /// Which queues.
        scope: Scope,
        /// Contacts ÷ contacts without it.
        times: f64,
    },
    /// All of its phases, or one, begin and end so much later; earlier when negative.
    Moved(TimeDelta),
    /// What it adds to (or takes from) the ordinary contacts is so many times as much. What it
    /// adds is the forecast with it minus the forecast without it, slot by slot.
    Bigger(f64),
    /// It does not take place.
    Cancelled,
}

impl Promotion {
    pub(super) fn apply(&self, mut world: World, grid: &Grid) -> Result<World, ChangeError> {
        let pick = self.pick.clone();
        let meant = |event: &Event| pick.meets(event, grid);
        let events = &mut world.inputs.centre.calendar.events;
        let there = events.iter().any(meant);
        match &self.what {
            What::Added(event) => {
                if let Some(queue) = &event.queue
                    && world.inputs.centre.queue(queue).is_none()
                {
                    return Err(ChangeError::QueueUnknown(queue.clone()));
                }
                let events = &mut world.inputs.centre.calendar.events;
                events.push(event.clone());
                events.sort_by_key(|event| event.start);
            }
            What::Stated { span, scope, times } => {
                scope.known(&world)?;
                let zone = grid.zone();
                let at = |local| Moment::from_local_or_next(local, zone);
                if let (Some(start), Some(end)) = (at(span.0), at(span.1)) {
                    let (scope, times) = (scope.clone(), *times);
                    let span = Span::new(start, end);
                    world.adjustments.push(Adjustment::Within { scope, span, times });
                }
            }
            _ if !there => {
                let phase = pick.phase.map(|p| phase_word(p).to_owned());
                return Err(ChangeError::NoPromotion { name: pick.name, phase });
            }
            What::Moved(by) => {
                for event in events.iter_mut().filter(|e| meant(e)) {
                    (event.start, event.end) = (event.start + *by, event.end + *by);
                }
                events.sort_by_key(|event| event.start);
            }
            What::Bigger(times) => {
                world.adjustments.push(Adjustment::Bigger { pick, times: *times });
            }
            What::Cancelled => events.retain(|event| !meant(event)),
        }
        Ok(world)
    }
}

impl PromotionPick {
    /// Whether `event` is one of those meant.
    #[must_use]
    pub fn meets(&self, event: &Event, grid: &Grid) -> bool {
        event.name == self.name
            && self.phase.is_none_or(|phase| event.phase == Some(phase))
            && event.span(grid.zone()).is_some_and(|span| span.end > grid.horizon().start)
    }
}

/// The word for a phase.
pub(super) const fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Presale => "presale",
        Phase::Opening => "opening",
        Phase::Main => "main",
        Phase::Tail => "tail",
        Phase::Returns => "returns",
    }
}
