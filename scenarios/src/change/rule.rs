//! A law of the centre, stronger, weaker, or with another parameter.

use super::{ChangeError, World};
use domain::Rules;

/// Laws that take other strengths and parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleChange {
    /// The laws that change, by their names in `rules.toml`.
    pub laws: Vec<&'static str>,
    /// Where their new strengths and parameters stand; other laws in here mean nothing.
    pub rules: Rules,
}

macro_rules! laws {
    ($($law:ident)*) => {
        /// Every law's name.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($law)),*];

        fn take(name: &str, from: &Rules, into: &mut Rules) {
            match name {
                $(stringify!($law) => into.$law = from.$law.clone(),)*
                _ => {}
            }
        }
    };
}

laws! {
    one_shift_a_day contract_templates breaks availability locked_shifts skills opening_hours
    daily_rest daily_hours weekly_rest weekly_hours working_days period_hours overtime_per_day
    overtime_per_month consecutive_days_max consecutive_days_min consecutive_days_off_min
    weekends_off nights_in_a_row rest_after_nights start_variation protected minimum_staffing
    seat_cap fairness preferences
}

impl RuleChange {
    /// The name of a law as this change writes it; `None` when there is no such law.
    #[must_use]
    pub fn law(name: &str) -> Option<&'static str> {
        NAMES.iter().find(|known| **known == name).copied()
    }

    pub(super) fn apply(&self, mut world: World) -> Result<World, ChangeError> {
        for law in &self.laws {
            take(law, &self.rules, &mut world.inputs.centre.rules);
        }
        Ok(world)
    }
}
