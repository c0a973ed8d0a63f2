//! Weekly rest: in each week of the horizon at least `days` civil dates on which the agent starts
//! no shift.
//!
//! ```text
//! Formula   7 − |{dates in w with a shift of a}| ≥ days      ∀ agent a, ∀ whole week w
//! Unit      day missing
//! Source    mainland China: one day a week (LL-38), placed as the work needs (SC-7); 2003/88/EC
//!           article 5: 24 h in seven days
//! ```
//!
//! Leave is rest too. A week cut short by the horizon's end is not judged: the rest may follow.

use super::{Breach, Case, Law, say};

/// Days of rest in each week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyRest {
    /// Dates without a shift, per week.
    pub days: u32,
}

impl Law for WeeklyRest {
    const NAME: &'static str = "weekly_rest";
    const UNIT: &'static str = "day";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            for week in case.weeks().iter().filter(|week| week.len() == 7) {
                let off = 7 - person.dates_worked(week);
                if off < self.days {
                    let (name, week_name) = (&person.agent.name, case.week_name(week));
                    let (has, due) = (say::count(off, "day"), self.days);
                    let what = format!("{name} has {has} off in {week_name}; {due} due");
                    let missing = f64::from(self.days - off);
                    all.push(Breach::by(person, case.span_of(week), missing, what));
                }
            }
        }
        all
    }
}
