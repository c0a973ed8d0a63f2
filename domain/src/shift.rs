//! One person's working day.

use crate::ids::{AgentId, QueueId};
use crate::moment::Span;
use crate::units::Minutes;
use chrono::NaiveDate;

/// One person's working day, from arrival to departure.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Who works it.
    pub agent: AgentId,
    /// The civil date it belongs to: the one it starts on.
    pub date: NaiveDate,
    /// What is done when; consecutive, without gaps or overlaps, in time order.
    pub stretches: Vec<Stretch>,
}

/// A stretch of one activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// When.
    pub span: Span,
    /// What.
    pub activity: Activity,
}

/// What an agent does in a stretch of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Activity {
    /// Serves a queue.
    Work(QueueId),
    /// At work, serving no queue: nobody needs them just then.
    Idle,
    /// A meal; `paid` as its break rule says.
    Meal {
        /// Whether it is paid time.
        paid: bool,
    },
    /// A short break; `paid` as its break rule says.
    Break {
        /// Whether it is paid time.
        paid: bool,
    },
    /// Training: paid, no contacts.
    Training,
    /// A meeting: paid, no contacts.
    Meeting,
}

impl Activity {
    /// Whether the time is paid.
    #[must_use]
    pub const fn is_paid(&self) -> bool {
        !matches!(self, Self::Meal { paid: false } | Self::Break { paid: false })
    }
    /// Whether it interrupts work (a meal or a break).
    #[must_use]
    pub const fn is_rest(&self) -> bool {
        matches!(self, Self::Meal { .. } | Self::Break { .. })
    }
}

impl Shift {
    /// From arrival to departure. A shift without stretches does not exist.
    ///
    /// # Panics
    /// When the shift has no stretch; readers and builders never make one.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.stretches.first(), self.stretches.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => unreachable!("a shift has at least one stretch"),
        }
    }
    /// Paid time.
    #[must_use]
    pub fn paid(&self) -> Minutes {
        self.stretches.iter().filter(|s| s.activity.is_paid()).map(|s| s.span.length()).sum()
    }
}
