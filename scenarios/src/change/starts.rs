//! Shifts that may start at other times.

use super::{ChangeError, World};
use domain::{StartTimes, TemplateId};

/// Other clock times at which shifts of a template may start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starts {
    /// The template.
    pub template: TemplateId,
    /// The times.
    pub starts: StartTimes,
}

impl Starts {
    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        let templates = &mut world.inputs.centre.templates;
        let Some(template) = templates.iter_mut().find(|t| t.id == self.template) else {
            return Err(ChangeError::TemplateUnknown(self.template.clone()));
        };
        template.starts = self.starts;
        Ok(world)
    }
}
