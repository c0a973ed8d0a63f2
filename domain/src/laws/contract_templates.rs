//! Contract shift templates: a shift has the start and length of a template its contract allows.
//!
//! Formula   ∃ template p of the contract: clock(start) ∈ starts(p) and length = length(p)
//! Unit      shift

/// Every shift fits a template of its agent's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractTemplates;

impl super::Law for ContractTemplates {
    const NAME: &'static str = "contract_templates";
    const UNIT: &'static str = "shift";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
