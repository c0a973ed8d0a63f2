//! The cheapest way out of an impossible case: which hard laws to loosen, and by how much.
//!
//! Every hard law becomes soft at one high price per unit of breach, and the case is solved as any
//! other. What the roster breaks then is the relaxation; what it costs without that price is what
//! the week would cost.

use super::super::engine::{Watch, solve};
use super::super::{Case, Options, Outcome, RosterError};
use super::switches;
use domain::laws::Strength;
use domain::{Money, Roster, Violation, judge};

/// What a unit of breach of a hard law counts while a relaxation is looked for: an hour, a day, a
/// shift, an agent-hour, whatever the law's unit is. High enough that no saving outweighs it.
pub const BREACH: Money = Money(1_000_000);

/// Hard laws loosened just so far that a roster exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    /// What must be allowed: breaches of laws that are hard, each priced at [`BREACH`] per unit.
    pub loosened: Vec<Violation>,
    /// The roster that they make possible.
    pub roster: Roster,
    /// What it costs, the price of the breaches left out.
    pub cost: Money,
    /// The price of the breaches.
    pub charged: Money,
    /// Whether it is proved that no other relaxation is cheaper, its price and the roster's cost
    /// taken together; otherwise it is the cheapest found.
    pub proved: bool,
}

/// The cheapest relaxation found within the limits; `None` when there is none among the laws that
/// can be loosened.
///
/// # Errors
/// As [`solve`].
pub fn relax(
    case: &Case<'_>,
    options: &Options,
    watch: &mut Watch<'_>,
) -> Result<Option<Relaxation>, RosterError> {
    let mut centre = case.centre.clone();
    let mut loose = Vec::new();
    for (law, strength) in switches::all().filter(|(law, _)| *law != "opening_hours") {
        let strength = strength(&mut centre.rules);
        if *strength == Strength::Hard {
            *strength = Strength::Soft(BREACH);
            loose.push(law);
        }
    }
    let softer = Case { centre: &centre, ..*case };
    let solution = match solve(&softer, options, watch) {
        Ok(Outcome::Found(solution)) => solution,
        Ok(Outcome::Impossible(_)) | Err(RosterError::NoneInTime) => return Ok(None),
        Err(error) => return Err(error),
    };
    let verdict = judge(&centre, case.requirement, &solution.roster, case.previous);
    let mut loosened = verdict.violations;
    loosened.retain(|v| loose.contains(&v.law));
    let charged: Money = loosened.iter().filter_map(|v| v.price).sum();
    Ok(Some(Relaxation {
        cost: solution.cost - charged,
        proved: solution.bound == solution.total(),
        roster: solution.roster,
        loosened,
        charged,
    }))
}
