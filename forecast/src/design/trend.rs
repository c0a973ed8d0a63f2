//! Trends beyond the level: a slight yearly slope and a damped drift of the last ten weeks.

/// Prior standard deviation of the slope, per year.
pub(crate) const SLOPE_SD: f64 = 0.05;
/// The drift is what the last so many days show.
const DRIFT_DAYS: usize = 70;
/// Each week ahead adds this share of the drift of the week before.
const DAMPING: f64 = 0.8;

/// A day as seen from the end of history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// So many days before the last day of history.
    Ago(usize),
    /// So many days after it.
    Ahead(usize),
}

impl When {
    /// Day number `day` as seen from a history of `days` days.
    pub(crate) const fn of(day: usize, days: usize) -> Self {
        if day < days { Self::Ago(days - 1 - day) } else { Self::Ahead(day + 1 - days) }
    }

    /// The value of the slope's column, in years from the end of history.
    pub(crate) fn years(self) -> f64 {
        match self {
            Self::Ago(days) => -(days as f64) / 365.0,
            Self::Ahead(days) => days as f64 / 365.0,
        }
    }

    /// The value of the drift's column, in weeks: straight in the past, damped ahead.
    ///
    /// ```text
    /// ahead: φ·(1 − φ^w)/(1 − φ)     w weeks ahead, φ the damping
    /// ```
    pub(crate) fn drift_weeks(self) -> f64 {
        match self {
            Self::Ago(days) => -(days.min(DRIFT_DAYS) as f64) / 7.0,
            Self::Ahead(days) => {
                DAMPING * (1.0 - DAMPING.powf(days as f64 / 7.0)) / (1.0 - DAMPING)
            }
        }
    }
}
