//! Fairness: caps on nights, weekend days and late shifts of one person in one week.
//!
//! ```text
//! Formula   Σ_{t in w} n[a,t] ≤ nights_max                    ∀ agent a, ∀ week w
//!           Σ_{t in w, weekend} d[a,t] ≤ weekend_days_max     ∀ agent a, ∀ week w
//!           Σ_{j in w, late} x[a,j] ≤ late_max                ∀ agent a, ∀ week w
//! Row       fairness[a, w, nights | weekend | late]
//! Dual      what one more such shift would save
//! ```
//!
//! Twin: `domain::laws::Fairness` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.fairness;
    let law = (Family::Fairness, rule.strength);
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    for (a, person) in week.people() {
        for days in &week.weeks {
            let label = format!("{}, week of {}", person.agent.id, week.day(days.start));
            let nights = x.sum_in(week, a, days, |shape| is(shape.night));
            let weekend = days.clone().filter(|d| week.is_weekend(*d));
            let weekend: Expression = weekend.map(|d| x.worked(week, a, d as i64)).sum();
            let late = x.sum_in(week, a, days, |shape| is(shape.late));
            for (what, count, most) in [
                ("nights", nights, rule.law.nights_max),
                ("weekend", weekend, rule.law.weekend_days_max),
                ("late", late, rule.law.late_max),
            ] {
                let label = format!("{label}, {what}");
                let excess = count - f64::from(most);
                m.keep(law, Some(&person.agent.id), label, excess, Unit::COUNT);
            }
        }
    }
}
