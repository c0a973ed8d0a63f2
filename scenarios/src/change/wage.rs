//! What an hour costs.

use super::{ChangeError, World};
use domain::{ContractId, Money};

/// Wages × a factor; surcharges follow, being multiples of the wage.
#[derive(Debug, Clone, PartialEq)]
pub struct Wage {
    /// The contracts; all when empty.
    pub contracts: Vec<ContractId>,
    /// How many times the wage.
    pub times: f64,
}

impl Wage {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let centre = &mut world.inputs.centre;
        if let Some(unknown) = self.contracts.iter().find(|id| centre.contract(id).is_none()) {
            return Err(ChangeError::ContractUnknown(unknown.clone()));
        }
        let meant = |id: &ContractId| self.contracts.is_empty() || self.contracts.contains(id);
        for contract in centre.contracts.iter_mut().filter(|c| meant(&c.id)) {
            contract.wage = Money((contract.wage.0 as f64 * self.times).round() as i64);
        }
        Ok(world)
    }
}
