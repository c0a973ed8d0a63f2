//! Tickets: work that may wait is done by the people there, or is late when due.
//!
//! ```text
//! Formula   f[q,t] ≤ present(q,t)                                          done in slot t
//!           Σ_{u ≤ t} (f + l)[q,u] ≤ backlog + Σ_{u ≤ t} arriving(q,u)     nothing before it comes
//!           Σ_{u ≤ t} (f + l)[q,u] ≥ due(q,t)                              done when due, or late
//!           min … + light · l[q,t]                                         per slot's length
//! Row       tickets[q, t, people | work | due]
//! Dual      the price of this slot for work that can wait
//! ```
//!
//! Twin: `domain::coverage::missing` does the oldest work first; no other order has less late

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::Model;
use crate::roster::reference::rows::coverage::{carried, present};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows, and the price of late work to what is minimised.
pub(crate) fn rows_and_price(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let hours = week.grid.interval().as_hours();
    for (q, need) in week.requirement.queues.iter().enumerate() {
        let Some(work) = &need.deferrable else { continue };
        let Some(queue) = week.centre.queue(&need.queue) else { continue };
        let carried = carried(week, q);
        let (mut arrived, mut gone) = (work.backlog, Expression::default());
        for (slot, carried) in carried.iter().enumerate() {
            let label = format!("{}, {}", need.queue, week.slot(slot));
            let done = m.quantity(format!("done {label}"));
            let late = m.quantity(format!("late {label}"));
            m.price(late, queue.shortage.light.0 as f64 * hours, false);
            let people = present(week, x, q, slot) + *carried;
            arrived += work.arriving[slot];
            gone += done + late;
            m.always(Family::Tickets, format!("{label}, people"), done - people);
            m.always(Family::Tickets, format!("{label}, work"), gone.clone() - arrived);
            m.always(Family::Tickets, format!("{label}, due"), work.due[slot] - gone.clone());
        }
    }
}
