//! A scenario: a story, and the changes that tell it to the product.

use crate::change::{Cause, Change, World, apply};
use crate::compare::CompareError;
use crate::plan::PlanError;
use domain::Grid;

/// A scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// One sentence about what happens.
    pub story: String,
    /// The changes, in the order they are made.
    pub changes: Vec<Change>,
}

impl Scenario {
    /// The scenario in which nothing changes.
    #[must_use]
    pub fn base() -> Self {
        let story = "The centre as its files say.".into();
        Self { name: "base".into(), story, changes: Vec::new() }
    }

    /// The world it makes of `base`.
    ///
    /// # Errors
    /// The first change that cannot be made.
    pub fn world(&self, base: &World, grid: &Grid) -> Result<World, CompareError> {
        apply(base.clone(), &self.changes, grid)
            .map_err(|why| CompareError::Change { scenario: self.name.clone(), why })
    }

    /// The same with changes of other causes than these left out.
    #[must_use]
    pub fn only(&self, causes: &[Cause]) -> Self {
        let changes = self.changes.iter().filter(|c| causes.contains(&c.cause()));
        Self { changes: changes.cloned().collect(), ..self.clone() }
    }

    /// The causes of its changes, in the order of reports.
    #[must_use]
    pub fn causes(&self) -> Vec<Cause> {
        let has = |cause: &Cause| self.changes.iter().any(|c| c.cause() == *cause);
        Cause::ALL.into_iter().filter(has).collect()
    }

    pub(crate) fn failed(&self, why: impl Into<PlanError>) -> CompareError {
        CompareError::Plan { scenario: self.name.clone(), why: why.into() }
    }
}
