//! Coverage: people at work and people missing make up the requirement; missing ones have a price
//! in two tiers.
//!
//! ```text
//! Formula   s[q,t] ≥ need(q,t) − Σ_a eff(a,q) · w[a,t,q] − carried(q,t)      ∀ live queue, slot
//!           h[q,t] ≥ s[q,t] − tier(q,t)
//!           min … + light · s + (heavy − light) · h        per slot of the interval's length
//! Row       meaning[missing q t], meaning[missing beyond the first tier q t]
//! Dual      the price of this slot: what one standard agent more would save
//! ```
//!
//! Twin: `domain::coverage::missing` prices the same gaps on a finished roster

use crate::roster::reference::columns::Columns;
use crate::roster::reference::model::Model;
use crate::roster::reference::sets::Week;
use domain::Activity;
use good_lp::Expression;

/// Adds the rows, and the price of missing people to what is minimised.
pub(crate) fn rows_and_price(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let hours = week.grid.interval().as_hours();
    for (q, need) in week.requirement.queues.iter().enumerate() {
        let Some(queue) = week.centre.queue(&need.queue) else { continue };
        let carried = carried(week, q);
        let whole =
            week.people.iter().all(|p| p.agent.efficiency(&need.queue).unwrap_or(0.0) % 1.0 == 0.0);
        for (slot, carried) in carried.iter().enumerate() {
            let needed = f64::from(need.agents[slot].0);
            if needed == 0.0 {
                continue;
            }
            let label = format!("{} {}", need.queue, week.slot(slot));
            let (light, heavy) = (queue.shortage.light.0 as f64, queue.shortage.heavy.0 as f64);
            let gap = needed - *carried - present(week, x, q, slot);
            let missing = m.envelope(format!("missing {label}"), vec![gap]);
            let tier = (queue.shortage.light_share.get() * needed - 1e-9).ceil();
            let name = format!("missing beyond the first tier {label}");
            let beyond = m.envelope(name, vec![missing - tier]);
            m.price(missing, light * hours, whole);
            m.price(beyond, (heavy - light) * hours, whole);
        }
    }
}

/// Standard agents at work on queue number `q` of the requirement in `slot`.
pub(super) fn present(week: &Week<'_>, x: &Columns, q: usize, slot: usize) -> Expression {
    let id = &week.requirement.queues[q].queue;
    let number = week.centre.queues.iter().position(|queue| &queue.id == id);
    let speed = |a: usize| week.people[a].agent.efficiency(id).unwrap_or(0.0);
    let served = number.map(|n| x.serving_queue(week.people.len(), slot, n, speed));
    served.unwrap_or_default()
}

/// Standard agents whose shifts before the horizon reach into it, per slot.
pub(super) fn carried(week: &Week<'_>, q: usize) -> Vec<f64> {
    let id = &week.requirement.queues[q].queue;
    let work = Activity::Work(id.clone());
    week.carried(|activity| *activity == work, |agent| agent.efficiency(id).unwrap_or(0.0))
}
