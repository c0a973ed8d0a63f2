//! Contract shift templates: a shift has the start and length of a template of its contract.
//!
//! ```text
//! Formula   x[a,j] ≤ 0      ∀ agent a, ∀ shift j that fits no template of the contract
//! Row       contract_templates[a, date of j]
//! Dual      what such a shift would save
//! ```
//!
//! Twin: `domain::laws::ContractTemplates` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::ContractTemplates, week.centre.rules.contract_templates.strength);
    for (a, person) in week.people() {
        for (shape, works) in x.shifts(week, a).filter(|(shape, _)| !shape.fits_contract) {
            let label = format!("{}, {}", person.agent.id, shape.shift.date);
            m.keep(law, Some(&person.agent.id), label, works.into(), Unit::COUNT);
        }
    }
}
