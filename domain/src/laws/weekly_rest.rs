//! Weekly rest: in each week of the horizon at least `days` civil dates on which the agent starts
//! no shift.
//!
//! Unit      day missing

/// Days of rest in each week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyRest {
    /// Dates without a shift, per week.
    pub days: u32,
}

impl super::Law for WeeklyRest {
    const NAME: &'static str = "weekly_rest";
    const UNIT: &'static str = "day";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
