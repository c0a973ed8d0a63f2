//! People at desks and people on the roster.

use domain::{Agents, Share};

/// Slack so that 14 people at 30 % are 20 on the roster, and not 21 because of rounding.
const SLACK: f64 = 1e-9;

/// People on the roster, of whom `seated` are at their desks when a share `lost` is not.
///
/// `⌈seated / (1 − lost)⌉`. Breaks, leave and training are scheduled by the roster itself and
/// never part of `lost`. `None` when everybody is lost and somebody is needed.
///
/// # Examples
/// ```
/// use domain::{Agents, Share};
/// use solver::staffing::on_the_roster;
/// assert_eq!(on_the_roster(Agents(14), Share::new(0.3).unwrap()), Some(Agents(20)));
/// ```
#[must_use]
pub fn on_the_roster(seated: Agents, lost: Share) -> Option<Agents> {
    if seated.0 == 0 {
        return Some(seated);
    }
    let there = 1.0 - lost.get();
    let people = (f64::from(seated.0) / there - SLACK).ceil();
    (there > 0.0 && people <= f64::from(u32::MAX)).then_some(Agents(people as u32))
}

/// Mean number of people at desks when `rostered` are on the roster.
pub(super) fn at_desks(rostered: u32, lost: Share) -> f64 {
    let exact = f64::from(rostered) * (1.0 - lost.get());
    if (exact - exact.round()).abs() < SLACK { exact.round() } else { exact }
}
