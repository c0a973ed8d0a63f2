//! `paiban whatif`: scenarios held against the centre as it is.
//!
//! | file | is |
//! |---|---|
//! | `run` | every scenario through the chain, several at a time |
//! | `cache` | rosters kept by what they depend on, so that a run can be resumed |
//! | `outlines` | outlines of sweeps and futures, kept likewise |
//! | `side` | what is read off one scenario |
//! | `breaks` | half-hours that break what is promised |
//! | `outlook` | plans held against futures |

mod breaks;
mod cache;
mod outlines;
mod outlook;
mod run;
mod side;

pub(crate) use breaks::Kept;
pub(crate) use cache::Cache;
pub(crate) use outlines::Outlines;
pub(crate) use outlook::{Outlook, PlanOutlook};
pub(crate) use run::{Ask, run};
pub(crate) use side::Side;

use domain::{Centre, Grid, Money};
use scenarios::compare::{Attribution, CostDifference, Point, Sweep};
use scenarios::simulate::Difference;

/// Scenarios held against the base.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// The centre as it is.
    pub(crate) centre: Centre,
    /// The days compared.
    pub(crate) grid: Grid,
    /// The base.
    pub(crate) base: Side,
    /// The scenarios.
    pub(crate) others: Vec<Compared>,
    /// The sweeps of scenarios that have one.
    pub(crate) sweeps: Vec<Swept>,
    /// Plans × futures, of scenarios with `[uncertainty]`.
    pub(crate) outlooks: Vec<Outlook>,
}

/// A scenario beside the base.
#[derive(Debug)]
pub(crate) struct Compared {
    /// The scenario.
    pub(crate) side: Side,
    /// What its cost differs by; in outline no range is proved.
    pub(crate) cost: CostDifference,
    /// Where that comes from.
    pub(crate) attribution: Attribution,
    /// What customers notice; `None` in outline or without a roster.
    pub(crate) service: Option<Difference>,
}

/// A sweep and its points.
#[derive(Debug)]
pub(crate) struct Swept {
    /// The scenario's name.
    pub(crate) name: String,
    /// What was varied.
    pub(crate) sweep: Sweep,
    /// What each setting costs.
    pub(crate) points: Vec<Point>,
    /// What the scenario costs without the sweep, in outline.
    pub(crate) centre: Money,
}

/// What may be said of a difference of costs.
pub(crate) fn verdict(compared: &Compared) -> &'static str {
    match compared {
        o if o.cost.found == Money::ZERO && o.cost.open() == Money::ZERO => "no difference",
        o if !o.cost.is_measurable() => "no measurable difference",
        o if o.cost.found > Money::ZERO => "surely dearer",
        _ => "surely cheaper",
    }
}
