//! Skills: an agent works only on queues they have a skill for.
//!
//! Unit      hour begun on a queue without the skill

/// Nobody serves a queue they cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skills;

impl super::Law for Skills {
    const NAME: &'static str = "skills";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
