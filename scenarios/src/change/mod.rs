//! The vocabulary of change: what a scenario may say, one sort of change per file.
//!
//! A change is a pure function from a [`World`] to another. A world is a centre with its history,
//! and what is to be done with the forecast once it is made; changes are applied in the order
//! stated, so that a later one sees what earlier ones left.
//!
//! | file | says | cause |
//! |---|---|---|
//! | `volume` | contacts × factor, a bot that deflects | volume |
//! | `promotion` | a promotion added, moved, made bigger, cancelled | volume |
//! | `hours` | other opening hours | volume |
//! | `handling` | handle time × factor, chats held at once | handle time |
//! | `promise` | targets, service levels, patience | rules |
//! | `rule` | a law of `rules.toml` | rules |
//! | `starts` | shifts that may start at other times | rules |
//! | `absence` | part of the people are ill | people |
//! | `newcomers` | people hired, borrowed or outsourced, with ramp-up | people |
//! | `cross_train` | people who learn another queue | people |
//! | `wage` | what an hour costs | prices |

mod absence;
mod adjust;
mod cross_train;
mod error;
mod handling;
mod hours;
mod newcomers;
mod promise;
mod promotion;
mod rule;
mod scope;
mod starts;
mod volume;
mod wage;
mod world;

pub use absence::Absence;
pub use adjust::Adjustment;
pub use cross_train::CrossTrain;
pub use error::ChangeError;
pub use handling::{Concurrency, HandleTime};
pub use hours::Hours;
pub use newcomers::{Newcomers, Source};
pub use promise::{Patience, ServiceLevel, Targets};
pub use promotion::{Promotion, PromotionPick, What};
pub use rule::RuleChange;
pub use scope::Scope;
pub use starts::Starts;
pub use volume::{Deflection, Volume};
pub use wage::Wage;
pub use world::{Fee, World};

use domain::Grid;

/// One change of a scenario.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each sort of change documents itself on its own type")]
pub enum Change {
    Volume(Volume),
    Deflection(Deflection),
    Promotion(Box<Promotion>),
    Hours(Hours),
    HandleTime(HandleTime),
    Concurrency(Concurrency),
    Targets(Targets),
    ServiceLevel(ServiceLevel),
    Patience(Patience),
    Rule(Box<RuleChange>),
    Starts(Starts),
    Absence(Absence),
    Newcomers(Newcomers),
    CrossTrain(CrossTrain),
    Wage(Wage),
}

/// What a change is about; differences are attributed to these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// How many contacts come, and when.
    Volume,
    /// How long a contact takes.
    HandleTime,
    /// What is promised and what the laws ask.
    Rules,
    /// Who is there and what they can do.
    People,
    /// What an hour costs.
    Prices,
}

impl Cause {
    /// Every cause, in the order of reports.
    pub const ALL: [Self; 5] =
        [Self::Volume, Self::HandleTime, Self::Rules, Self::People, Self::Prices];

    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::HandleTime => "handle time",
            Self::Rules => "promises and rules",
            Self::People => "people",
            Self::Prices => "prices",
        }
    }
}

impl Change {
    /// The cause its effects are attributed to.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        match self {
            Self::Volume(_) | Self::Deflection(_) | Self::Promotion(_) | Self::Hours(_) => {
                Cause::Volume
            }
            Self::HandleTime(_) | Self::Concurrency(_) => Cause::HandleTime,
            Self::Targets(_)
            | Self::ServiceLevel(_)
            | Self::Patience(_)
            | Self::Rule(_)
            | Self::Starts(_) => Cause::Rules,
            Self::Absence(_) | Self::Newcomers(_) | Self::CrossTrain(_) => Cause::People,
            Self::Wage(_) => Cause::Prices,
        }
    }

    /// The world after this change, planned over `grid`.
    ///
    /// # Errors
    /// [`ChangeError`] when the world has nothing the change could be made to.
    pub fn apply(&self, world: World, grid: &Grid) -> Result<World, ChangeError> {
        match self {
            Self::Volume(change) => change.apply(world),
            Self::Deflection(change) => change.apply(world),
            Self::Promotion(change) => change.apply(world, grid),
            Self::Hours(change) => change.apply(world),
            Self::HandleTime(change) => change.apply(world),
            Self::Concurrency(change) => change.apply(world),
            Self::Targets(change) => change.apply(world),
            Self::ServiceLevel(change) => change.apply(world),
            Self::Patience(change) => change.apply(world),
            Self::Rule(change) => change.apply(world),
            Self::Starts(change) => change.apply(world),
            Self::Absence(change) => change.apply(world, grid),
            Self::Newcomers(change) => change.apply(world, grid),
            Self::CrossTrain(change) => change.apply(world, grid),
            Self::Wage(change) => change.apply(world),
        }
    }
}

/// The world after all `changes`, made in their order.
///
/// # Errors
/// The first change that cannot be made, with its number from 1; or what contradicts itself in the
/// world they lead to and did not before.
pub fn apply(world: World, changes: &[Change], grid: &Grid) -> Result<World, ChangeError> {
    let before = domain::audit(&world.inputs.centre);
    let mut changed = world;
    for (number, change) in (1..).zip(changes) {
        changed = change
            .apply(changed, grid)
            .map_err(|why| ChangeError::At { number, why: Box::new(why) })?;
    }
    let known = |f: &domain::Finding| before.iter().any(|b| b.message == f.message);
    let wrong = |f: &domain::Finding| f.severity == domain::Severity::Error && !known(f);
    let found = domain::audit(&changed.inputs.centre).into_iter().find(wrong);
    match found {
        Some(finding) => Err(ChangeError::Contradiction {
            code: finding.code,
            message: finding.message,
            cure: finding.cure,
        }),
        None => Ok(changed),
    }
}
