//! Means and confidence intervals over replications.

use super::tally::Cell;
use domain::{Draw, Estimate, Measures};
use statrs::distribution::{ContinuousCDF, StudentsT};

/// What is summed up for a period, in this order.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sample {
    pub offered: f64,
    pub decided: f64,
    pub answered: f64,
    pub in_time: f64,
    pub abandoned: f64,
    pub short: f64,
    pub sent_away: f64,
    pub blocked: f64,
    pub waiting: f64,
    pub wait: f64,
    pub wait_before: f64,
    pub wait_abandoned: f64,
    pub busy: f64,
    pub present: f64,
    pub backlog: f64,
    pub backlog_age: f64,
}

impl Sample {
    /// What one slot's cell says, and the times of the people on that duty.
    pub(super) fn of(cell: &Cell, busy: f64, present: f64) -> Self {
        Self {
            offered: f64::from(cell.offered),
            decided: f64::from(cell.offered - cell.undecided),
            answered: f64::from(cell.answered),
            in_time: f64::from(cell.in_time),
            abandoned: f64::from(cell.abandoned),
            short: f64::from(cell.short),
            sent_away: f64::from(cell.sent_away),
            blocked: f64::from(cell.blocked),
            waiting: f64::from(cell.waiting),
            wait: cell.wait,
            wait_before: cell.wait_before,
            wait_abandoned: cell.wait_abandoned,
            busy,
            present,
            backlog: f64::from(cell.backlog),
            backlog_age: cell.backlog_age,
        }
    }

    /// The part of it that is kept for comparisons.
    pub(super) fn draw(&self) -> Draw {
        Draw {
            offered: self.offered,
            decided: self.decided,
            answered: self.answered,
            in_time: self.in_time,
            abandoned: self.abandoned,
            wait: self.wait,
            busy: self.busy,
            present: self.present,
        }
    }

    /// Adds a later slot of the same period; its backlog is the period's.
    pub(super) fn extend(&mut self, later: &Self) {
        self.offered += later.offered;
        self.decided += later.decided;
        self.answered += later.answered;
        self.in_time += later.in_time;
        self.abandoned += later.abandoned;
        self.short += later.short;
        self.sent_away += later.sent_away;
        self.blocked += later.blocked;
        self.waiting += later.waiting;
        self.wait += later.wait;
        self.wait_before += later.wait_before;
        self.wait_abandoned += later.wait_abandoned;
        self.busy += later.busy;
        self.present += later.present;
        self.backlog = later.backlog;
        self.backlog_age = later.backlog_age;
    }
}

/// Running mean and spread of one number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mean {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Mean {
    pub(super) fn add(&mut self, value: f64) {
        self.count += 1.0;
        let off = value - self.mean;
        self.mean += off / self.count;
        self.squares += off * (value - self.mean);
    }

    pub(super) fn estimate(&self, t: f64) -> Estimate {
        let variance = self.squares / (self.count - 1.0).max(1.0);
        Estimate { mean: self.mean, half_width: t * (variance / self.count).sqrt() }
    }
}

/// Running means of two numbers and of how they vary together, for their ratio.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ratio {
    count: f64,
    over: f64,
    under: f64,
    over_squares: f64,
    under_squares: f64,
    products: f64,
}

impl Ratio {
    pub(super) fn add(&mut self, over: f64, under: f64) {
        self.count += 1.0;
        let (off, below) = (over - self.over, under - self.under);
        self.over += off / self.count;
        self.under += below / self.count;
        self.over_squares += off * (over - self.over);
        self.under_squares += below * (under - self.under);
        self.products += off * (under - self.under);
    }

    /// Ratio of the means, with the interval of the delta method; `None` over nothing.
    pub(super) fn estimate(&self, t: f64) -> Option<Estimate> {
        (self.under > 0.0).then(|| {
            let ratio = self.over / self.under;
            let spread = self.over_squares - 2.0 * ratio * self.products
                + ratio * ratio * self.under_squares;
            let freedom = (self.count - 1.0).max(1.0);
            let variance = spread.max(0.0) / freedom / (self.under * self.under);
            Estimate { mean: ratio, half_width: t * (variance / self.count).sqrt() }
        })
    }
}

/// The 97.5 % quantile of Student's t for the mean of `count` values: half a 95 % confidence
/// interval is that many standard errors wide.
pub(super) fn quantile(count: u32) -> f64 {
    StudentsT::new(0.0, 1.0, f64::from(count) - 1.0).map_or(f64::INFINITY, |t| t.inverse_cdf(0.975))
}

/// The estimates of one period.
#[derive(Debug, Clone, Default)]
pub(super) struct Summary {
    counts: [Mean; 7],
    present: Mean,
    service: Ratio,
    wait: Ratio,
    abandonment: Ratio,
    occupancy: Ratio,
}

impl Summary {
    pub(super) fn add(&mut self, s: &Sample) {
        let counts =
            [s.offered, s.answered, s.in_time, s.abandoned, s.waiting, s.backlog, s.backlog_age];
        for (mean, value) in self.counts.iter_mut().zip(counts) {
            mean.add(value);
        }
        self.present.add(s.present);
        self.service.add(s.in_time, s.decided);
        self.wait.add(s.wait, s.answered);
        self.abandonment.add(s.abandoned, s.offered);
        self.occupancy.add(s.busy, s.present);
    }

    /// The measures of a period of so many seconds; `stated`: whether a service level is; `t`: see
    /// [`quantile`].
    pub(super) fn measures(&self, seconds: f64, stated: bool, t: f64) -> Measures {
        let [offered, answered, in_time, abandoned, waiting, backlog, backlog_age] =
            self.counts.map(|c| c.estimate(t));
        let present = self.present.estimate(t);
        Measures {
            offered,
            answered,
            in_time,
            abandoned,
            waiting,
            service_level: self.service.estimate(t).filter(|_| stated),
            mean_wait: self.wait.estimate(t),
            abandonment: self.abandonment.estimate(t),
            occupancy: self.occupancy.estimate(t),
            at_work: Estimate {
                mean: present.mean / seconds,
                half_width: present.half_width / seconds,
            },
            backlog,
            backlog_age,
        }
    }

    /// The service level so far.
    pub(super) fn service_level(&self, t: f64) -> Option<Estimate> {
        self.service.estimate(t)
    }
}
