//! Why a forecast cannot be made.

use chrono::NaiveDate;
use domain::{Cure, Minutes, QueueId};

/// Why a forecast or a backtest cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ForecastError {
    /// A queue without history, and without a sibling to borrow from.
    #[error("queue {queue} has no history in its opening hours before {until}")]
    NoHistory {
        /// The queue.
        queue: QueueId,
        /// The first day of the horizon.
        until: NaiveDate,
    },
    /// The history is cut into other intervals than the horizon.
    #[error("the history has intervals of {history}, the horizon of {grid}")]
    Interval {
        /// The history's interval.
        history: Minutes,
        /// The horizon's interval.
        grid: Minutes,
    },
    /// A count that is not a number from zero up.
    #[error("queue {queue} reports {value} contacts on {date}")]
    Count {
        /// The queue.
        queue: QueueId,
        /// The day.
        date: NaiveDate,
        /// What was reported.
        value: f64,
    },
    /// A stated effect or intensity that is not a positive number.
    #[error("event {event} states {what} {value}, which is not a positive number")]
    Stated {
        /// The event.
        event: String,
        /// `an effect of` or `an intensity of`.
        what: &'static str,
        /// The value.
        value: f64,
    },
    /// The history is too short to be cut into a past and a future.
    #[error("queue {queue} has {days} days of history; {needed} are needed for a backtest")]
    Short {
        /// The queue.
        queue: QueueId,
        /// Days of history.
        days: usize,
        /// Days needed.
        needed: usize,
    },
    /// A newcomer's ratio that is not a positive number.
    #[error("queue {queue} is to have {ratio} contacts for each of its sibling's")]
    Ratio {
        /// The new queue.
        queue: QueueId,
        /// The ratio.
        ratio: f64,
    },
    /// A number of orders that is not a number from zero up.
    #[error("queue {queue} follows {value} orders on {date}")]
    Orders {
        /// The queue.
        queue: QueueId,
        /// The day.
        date: NaiveDate,
        /// What was given.
        value: f64,
    },
    /// A newcomer that points to a queue without a forecast of its own.
    #[error("queue {queue} is to be like {like}, which has no history of its own")]
    Sibling {
        /// The new queue.
        queue: QueueId,
        /// The queue it should resemble.
        like: QueueId,
    },
    /// The equations of the model have no solution.
    #[error("the history of queue {0} gives equations without a solution")]
    Singular(QueueId),
    /// A queue whose history never states a handle time.
    #[error("queue {0} has no handle time in its history")]
    NoHandleTime(QueueId),
    /// The grid cannot be built.
    #[error(transparent)]
    Grid(#[from] domain::GridError),
}

impl Cure for ForecastError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoHistory { .. } => "E2001",
            Self::Interval { .. } => "E2002",
            Self::Count { .. } => "E2003",
            Self::Stated { .. } => "E2004",
            Self::Short { .. } => "E2005",
            Self::Sibling { .. } => "E2006",
            Self::Singular(_) => "E2007",
            Self::NoHandleTime(_) => "E2008",
            Self::Ratio { .. } => "E2009",
            Self::Orders { .. } => "E2010",
            Self::Grid(error) => error.code(),
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::NoHistory { .. } => {
                "add its interval reports, or name a queue it resembles and their ratio".into()
            }
            Self::Interval { history, .. } => format!("plan with an interval of {history}"),
            Self::Count { .. } => "correct the report, or leave the interval out if unknown".into(),
            Self::Stated { .. } => {
                "state a number above 0, or `closed` when nobody can call".into()
            }
            Self::Short { .. } => "add history, or ask for fewer weeks".into(),
            Self::Sibling { .. } => "name a queue with at least a week of history".into(),
            Self::Singular(_) => "look for extreme counts in its history".into(),
            Self::NoHandleTime(_) => "fill `aht_seconds` for at least some intervals".into(),
            Self::Ratio { .. } => "state a ratio above 0 in [[newcomers]]".into(),
            Self::Orders { .. } => "correct drivers.csv, or leave the day out".into(),
            Self::Grid(error) => error.cure(),
        }
    }
}
