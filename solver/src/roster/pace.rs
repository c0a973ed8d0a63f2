//! How far a search is, and whether it must end.

use super::stop::{Limits, Stopped};
use std::time::{Duration, Instant};

/// Work units of a search without limits: best tours priced.
const WORK_DEFAULT: u64 = 100_000;

/// Watches a search's limits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    began: Instant,
    time: Option<Duration>,
    work: Option<u64>,
    unlimited: bool,
    stall: Option<Duration>,
    gap: f64,
}

impl Pace {
    /// Begins now. Without a limit on time or work the search ends after a fixed amount of work.
    pub(crate) fn new(limits: &Limits) -> Self {
        let unlimited = limits.time.is_none() && limits.work.is_none();
        let work = if unlimited { Some(WORK_DEFAULT) } else { limits.work };
        let Limits { time, stall, gap, .. } = *limits;
        Self { began: Instant::now(), time, work, unlimited, stall, gap }
    }

    /// The share of the time or work used up.
    pub(crate) fn done(&self, work: u64) -> f64 {
        let time = self.time.map_or(0.0, |t| self.began.elapsed().as_secs_f64() / t.as_secs_f64());
        let work = self.work.map_or(0.0, |w| work as f64 / w as f64);
        time.max(work)
    }

    /// The time left, for a helper that watches the clock by itself.
    pub(crate) fn left(&self) -> Option<Duration> {
        self.time.map(|t| t.saturating_sub(self.began.elapsed()))
    }

    /// Whether results may not depend on the clock.
    pub(crate) const fn is_timeless(&self) -> bool {
        self.time.is_none()
    }

    /// Whether nothing got better for too long since `better`.
    pub(crate) fn is_stalled(&self, better: Instant) -> bool {
        self.stall.is_some_and(|stall| better.elapsed() >= stall)
    }

    /// Why the search must end now, if it must.
    pub(crate) fn stopped(&self, work: u64, cost: i64, bound: i64) -> Option<Stopped> {
        if cost <= bound {
            return Some(Stopped::Optimal);
        }
        if self.gap > 0.0 && (cost - bound) as f64 <= self.gap * cost as f64 {
            return Some(Stopped::Gap);
        }
        if self.time.is_some_and(|t| self.began.elapsed() >= t) {
            return Some(Stopped::Time);
        }
        let ended = self.work.is_some_and(|w| work >= w);
        ended.then_some(if self.unlimited { Stopped::Stall } else { Stopped::Work })
    }
}
