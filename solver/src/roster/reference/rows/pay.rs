//! Pay: what working time costs.
//!
//! ```text
//! min … + Σ pay(j) · x[a,j] + Σ_{a,t,k} wage · extra(k) · v[a,t,k]
//!       + Σ_{a,w,k} wage · extra(k) · o[a,w,k] + Σ_{a,w} wage · g[a,w]
//! v[a,t,k] = Σ_{j on t} max(0, paid(j) − tier(k)) · x[a,j]            daily overtime of tier k
//! o[a,w,k] ≥ Σ_{j in w} paid(j) · x[a,j] − Σ_{t in w} v[a,t,1] − tier(k)    weekly overtime
//! g[a,w] ≥ guaranteed(a,w) − Σ_{j in w} paid(j) · x[a,j]              paid though not rostered
//! ```
//! pay(j) holds base pay, night and holiday premiums of one shift. Where a date may have two
//! shifts, v[a,t,k] ≥ Σ_{j on t} paid(j) · x[a,j] − tier(k) instead.
//!
//! ```text
//! Row       meaning[overtime a w k], meaning[top-up a w]
//! Dual      the wage of the last tier reached; minus the wage where hours are guaranteed
//! ```
//!
//! Twin: `domain::pay` prices the same time on a finished roster

use crate::roster::reference::columns::Columns;
use crate::roster::reference::model::Model;
use crate::roster::reference::sets::{Week, steps};
use good_lp::{Expression, Variable};
use std::ops::Range;

/// Adds pay to what is minimised.
pub(crate) fn cost(m: &mut Model, week: &Week<'_>, x: &Columns) {
    for (a, person) in week.people() {
        let wage_per_minute = person.contract.wage.0 as f64 / 60.0;
        m.cost += x.sum(week, a, |shape| shape.pay.0 as f64);
        for (above, extra) in steps(&person.contract.daily_overtime) {
            for day in 0..week.grid.days() {
                let over = above_on_date(m, week, x, a, day, above);
                m.cost += over * (extra * wage_per_minute);
            }
        }
        for (days, terms) in week.weeks.iter().zip(&person.terms) {
            let name = format!("{}, week of {}", person.agent.id, week.day(days.start));
            for (above, extra) in steps(&person.contract.weekly_overtime) {
                let over = ordinary(m, week, x, a, days) - above as f64;
                let over = m.envelope(format!("overtime above {above} {name}"), vec![over]);
                m.price(over, extra * wage_per_minute, true);
            }
            let paid = x.sum_in(week, a, days, |shape| shape.paid);
            let owed = terms.guaranteed.0 as f64 - paid;
            let top_up = m.envelope(format!("top-up {name}"), vec![owed]);
            m.price(top_up, wage_per_minute, true);
        }
    }
}

/// A column for the week's paid minutes above the first weekly tier, daily overtime apart; nothing
/// for a contract without tiers.
pub(super) fn weekly_overtime(
    m: &mut Model,
    week: &Week<'_>,
    x: &Columns,
    a: usize,
    days: &Range<usize>,
) -> Expression {
    let person = &week.people[a];
    let Some(tier) = person.contract.weekly_overtime.first() else { return Expression::default() };
    let over = ordinary(m, week, x, a, days) - tier.above.0 as f64;
    let name = format!("weekly overtime {}, week of {}", person.agent.id, week.day(days.start));
    let column: Variable = m.envelope(name, vec![over]);
    column.into()
}

/// A date's paid minutes above the first daily tier; nothing for a contract without tiers.
pub(super) fn daily_overtime(
    m: &mut Model,
    week: &Week<'_>,
    x: &Columns,
    a: usize,
    day: usize,
) -> Expression {
    let tier = week.people[a].contract.daily_overtime.first();
    tier.map_or_else(Expression::default, |t| above_on_date(m, week, x, a, day, t.above.0))
}

/// Paid minutes of the week that are not daily overtime.
fn ordinary(
    m: &mut Model,
    week: &Week<'_>,
    x: &Columns,
    a: usize,
    days: &Range<usize>,
) -> Expression {
    let mut paid = x.sum_in(week, a, days, |shape| shape.paid);
    for day in days.clone() {
        paid -= daily_overtime(m, week, x, a, day);
    }
    paid
}

/// A date's paid minutes above a threshold.
fn above_on_date(
    m: &mut Model,
    week: &Week<'_>,
    x: &Columns,
    a: usize,
    day: usize,
    above: i64,
) -> Expression {
    let date = day..day + 1;
    if !x.double_days {
        return x.sum_in(week, a, &date, |shape| (shape.paid - above as f64).max(0.0));
    }
    let over = x.sum_in(week, a, &date, |shape| shape.paid) - above as f64;
    let name = format!("above {above} {}, {}", week.people[a].agent.id, week.day(day));
    m.envelope(name, vec![over]).into()
}
