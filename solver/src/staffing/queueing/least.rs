//! The fewest agents that keep every target.

use super::{Flow, Of, Steady};
use domain::{Agents, Erlangs, TargetKind};

/// Slack within which a target counts as kept, so that `80 %` means 0.8 and not 0.800…01.
const SLACK: f64 = 1e-12;

/// The fewest agents for a set of targets, and the target without which fewer would do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Least {
    /// How many.
    pub agents: Agents,
    /// The first target that one agent fewer would break; `None` when nobody is needed.
    pub binding: Option<TargetKind>,
}

/// No number of agents up to the limit keeps the targets.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{workload:.1} of work cannot meet {target} with {limit}", target = Shown(target))]
pub struct Endless {
    /// The work offered, in fully busy agents.
    pub workload: Erlangs,
    /// The target that fails.
    pub target: TargetKind,
    /// The most agents that were allowed.
    pub limit: Agents,
}

/// A target in words, such as `80 % answered within 20 s`.
#[derive(Debug, Clone, Copy)]
pub(in crate::staffing) struct Shown<'a>(pub(in crate::staffing) &'a TargetKind);

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            TargetKind::ServiceLevel { share, within } => {
                write!(f, "{share} of offered contacts answered within {within}")
            }
            TargetKind::MeanWait(wait) => write!(f, "a mean wait of at most {wait}"),
            TargetKind::Abandonment(share) => write!(f, "at most {share} hanging up"),
            TargetKind::Occupancy(share) => write!(f, "an occupancy of at most {share}"),
            TargetKind::Deadline { share, within } => {
                write!(f, "{share} done within {within} of arriving")
            }
        }
    }
}

impl Steady {
    /// Whether the long run keeps `target`; service level is of the contacts *offered*.
    ///
    /// Contacts turned away count as hung up. A deadline is not a matter of the long run of a
    /// queue that is answered live, and never kept here.
    #[must_use]
    pub fn keeps(&self, target: &TargetKind) -> bool {
        match *target {
            TargetKind::ServiceLevel { share, within } => {
                self.service_level(within, Of::Offered).get() >= share.get() - SLACK
            }
            TargetKind::MeanWait(most) => {
                self.mean_wait().is_some_and(|wait| wait.0 <= most.0 * (1.0 + SLACK) + SLACK)
            }
            TargetKind::Abandonment(most) => {
                self.abandonment().get() + self.blocking().get() <= most.get() + SLACK
            }
            TargetKind::Occupancy(most) => self.occupancy().get() <= most.get() + SLACK,
            TargetKind::Deadline { .. } => false,
        }
    }
}

impl Flow {
    /// The fewest agents, at most `limit`, with which all `targets` hold.
    ///
    /// Every measure gets better with every agent, so the search doubles its stride from a first
    /// guess (the work itself) and then halves the interval: about `2·log₂(answer − guess)` steady
    /// states. With nothing offered nobody is needed.
    ///
    /// # Errors
    /// [`Endless`] when `limit` agents do not keep a target.
    ///
    /// # Examples
    /// 200 calls an hour of three minutes, 80 % within 19.8 s and people busy at most 70 % of
    /// their time, take 15 agents; service alone would take 14:
    /// ```
    /// use domain::{Agents, Contacts, Minutes, Seconds, Share, TargetKind};
    /// use solver::staffing::queueing::Flow;
    /// let flow = Flow::new(Contacts(200.0), Minutes(60), Seconds(180.0)).unwrap();
    /// let share = |value| Share::new(value).unwrap();
    /// let service = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(19.8) };
    /// let busy = TargetKind::Occupancy(share(0.70));
    /// let least = flow.least(&[service, busy], Agents(500)).unwrap();
    /// assert_eq!((least.agents, least.binding), (Agents(15), Some(busy)));
    /// assert_eq!(flow.least(&[service], Agents(500)).unwrap().agents, Agents(14));
    /// ```
    pub fn least(&self, targets: &[TargetKind], limit: Agents) -> Result<Least, Endless> {
        if self.rate == 0.0 || targets.is_empty() {
            return Ok(Least { agents: Agents(0), binding: None });
        }
        let fails = |n: u32| self.first_failing(targets, Agents(n));
        let guess = (self.workload().0.ceil().min(f64::from(limit.0))) as u32;
        let Some((below, enough)) = bracket(guess, limit.0, |n| fails(n).is_none()) else {
            let target = fails(limit.0).unwrap_or(targets[0]);
            return Err(Endless { workload: self.workload(), target, limit });
        };
        let agents = halve(below, enough, |n| fails(n).is_none());
        let binding = agents.checked_sub(1).and_then(fails);
        Ok(Least { agents: Agents(agents), binding })
    }

    /// The first of `targets` that `agents` do not keep; all fail when the queue is unstable.
    fn first_failing(&self, targets: &[TargetKind], agents: Agents) -> Option<TargetKind> {
        match self.with(agents) {
            Ok(steady) => targets.iter().find(|t| !steady.keeps(t)).copied(),
            Err(_) => targets.first().copied(),
        }
    }
}

/// A failing number (−1 when none fails) and a sufficient one above it, found by doubling strides;
/// `None` when not even `limit` is enough.
fn bracket(guess: u32, limit: u32, enough: impl Fn(u32) -> bool) -> Option<(i64, i64)> {
    let (mut at, mut stride) = (i64::from(guess), 1);
    if enough(guess) {
        let mut good = at;
        while at > 0 {
            at = (at - stride).max(0);
            if !enough(at as u32) {
                return Some((at, good));
            }
            (good, stride) = (at, stride * 2);
        }
        return Some((-1, good));
    }
    while at < i64::from(limit) {
        let bad = at;
        at = (at + stride).min(i64::from(limit));
        if enough(at as u32) {
            return Some((bad, at));
        }
        stride *= 2;
    }
    None
}

/// The least sufficient number in `(below, good]`.
fn halve(mut below: i64, mut good: i64, enough: impl Fn(u32) -> bool) -> u32 {
    while good - below > 1 {
        let middle = below + (good - below) / 2;
        if enough(middle as u32) { good = middle } else { below = middle }
    }
    good as u32
}
