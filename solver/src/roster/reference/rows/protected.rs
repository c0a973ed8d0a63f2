//! Protected people: no night shift and no overtime.
//!
//! ```text
//! Formula   x[a,j] ≤ 0                                 ∀ protected a, ∀ night shift j
//!           v[a,t] ≤ 0                                 ∀ protected a, ∀ day t
//!           o[a,w] ≤ 0                                ∀ protected a, ∀ week w; v and o as in `pay`
//! Row       protected[a, date | day t | week w]
//! Dual      what lifting the protection would save
//! ```
//!
//! Twin: `domain::laws::Protected` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::rows::pay::{daily_overtime, weekly_overtime};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Protected, week.centre.rules.protected.strength);
    for (a, person) in week.people().filter(|(_, person)| person.agent.protected) {
        let agent = Some(&person.agent.id);
        for (shape, works) in x.shifts(week, a).filter(|(shape, _)| shape.night) {
            let label = format!("{}, night of {}", person.agent.id, shape.shift.date);
            m.keep(law, agent, label, works.into(), Unit::COUNT);
        }
        for day in 0..week.grid.days() {
            let overtime = daily_overtime(m, week, x, a, day);
            let label = format!("{}, {}", person.agent.id, week.day(day));
            m.keep(law, agent, label, overtime, Unit::HOURS_BEGUN);
        }
        for days in &week.weeks {
            let overtime = weekly_overtime(m, week, x, a, days);
            let label = format!("{}, week of {}", person.agent.id, week.day(days.start));
            m.keep(law, agent, label, overtime, Unit::HOURS_BEGUN);
        }
    }
}
