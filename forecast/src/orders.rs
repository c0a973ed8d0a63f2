//! Contacts that follow orders: contacts per order are forecast, and multiplied by orders.
//!
//! ```text
//! s(d) = orders of day d ÷ mean orders of the known days
//! contacts(d) = s(d) · F(contacts(d') / s(d'))          F the whole model, on known days d'
//! ```
//! Promotions are planned in orders, and an order brings fewer or more contacts on some days than
//! on others: levels, weekdays, events and profiles are those of *contacts per order*. Orders of
//! coming days are the planner's; a day without is forecast by the same day model from the orders
//! before it, and its uncertainty widens the bands.

use crate::days::{DayTable, Opening};
use crate::ensemble::Ensemble;
use crate::interval::Unsure;
use crate::occurrence::occurrences;
use crate::origin::Origin;
use crate::prepared::Prepared;
use crate::select::Choice;
use chrono::NaiveDate;
use domain::{
    Centre, Contacts, Driver, Grid, IntervalRecord, Minutes, Moment, OpeningHours, Queue,
};
use std::collections::BTreeMap;

/// With fewer known days of orders they are not used.
const DAYS_MIN: usize = 35;

/// One day of the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DayOrders {
    /// Orders ÷ mean orders.
    pub(crate) factor: f64,
    /// Relative variance of a forecast number of orders; 0 where the planner stated it.
    pub(crate) variance: f64,
}

/// A queue's records per mean day of orders, and the orders of the horizon.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Followed {
    /// The records ÷ their day's factor; days without known orders are left out.
    pub(crate) records: Vec<IntervalRecord>,
    /// One entry per day of the grid.
    pub(crate) days: Vec<DayOrders>,
    /// What to tell the planner.
    pub(crate) note: String,
}

/// What to do with a driver: follow it, or say why not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Following {
    Followed(Followed),
    Refused(String),
}

/// The records of a queue that follows `driver`, seen from the first day of `grid`.
pub(crate) fn follow(
    centre: &Centre,
    queue: &Queue,
    driver: &Driver,
    records: &[IntervalRecord],
    grid: &Grid,
) -> Following {
    let (first, zone) = (grid.first_day(), centre.zone);
    let records = &records[..records.partition_point(|r| r.at < grid.horizon().start)];
    let reported: std::collections::BTreeSet<NaiveDate> =
        records.iter().map(|r| r.at.date(zone)).collect();
    let orders: BTreeMap<NaiveDate, f64> = driver.days.iter().copied().collect();
    let known: Vec<(NaiveDate, f64)> =
        orders.range(..first).filter(|(_, n)| **n > 0.0).map(|(d, n)| (*d, *n)).collect();
    let both = known.iter().filter(|(date, _)| reported.contains(date)).count();
    if both < DAYS_MIN {
        return Following::Refused(format!(
            "orders are known for {both} days with reports, {DAYS_MIN} are needed: not used"
        ));
    }
    let mean = known.iter().map(|(_, n)| n).sum::<f64>() / known.len() as f64;
    let per_mean = |record: &IntervalRecord| {
        let factor = orders.get(&record.at.date(zone)).filter(|n| **n > 0.0)? / mean;
        Some(IntervalRecord { offered: Contacts(record.offered.0 / factor), ..*record })
    };
    let scaled: Vec<IntervalRecord> = records.iter().filter_map(per_mean).collect();
    let Some(ahead) = ahead(centre, queue, &known, grid) else {
        return Following::Refused("the orders cannot be forecast: not used".to_owned());
    };
    let planned = |day: usize| orders.get(&grid.date(day)).map(|n| n / mean);
    let days: Vec<DayOrders> = ahead
        .into_iter()
        .enumerate()
        .map(|(day, (expected, variance))| match planned(day) {
            Some(factor) => DayOrders { factor, variance: 0.0 },
            None => DayOrders { factor: expected / mean, variance },
        })
        .collect();
    let stated = (0..grid.days()).filter(|day| planned(*day).is_some()).count();
    let left_out = reported.len() - both;
    let note = format!(
        "contacts follow orders: {stated} of {} days planned, the others forecast; {left_out} \
         reported days without orders are left out",
        grid.days()
    );
    Following::Followed(Followed { records: scaled, days, note })
}

/// Expected orders of every day of the grid and their relative variance.
fn ahead(
    centre: &Centre,
    queue: &Queue,
    known: &[(NaiveDate, f64)],
    grid: &Grid,
) -> Option<Vec<(f64, f64)>> {
    let opening = Opening::new(&OpeningHours::always(), Minutes(1440), Vec::new());
    let record = |&(date, orders): &(NaiveDate, f64)| {
        let at = Moment::from_local_or_next(date.and_hms_opt(0, 0, 0)?, centre.zone)?;
        Some(IntervalRecord {
            at,
            offered: Contacts(orders),
            aht: None,
            answered: None,
            abandoned: None,
            answered_within: None,
        })
    };
    let records: Vec<IntervalRecord> = known.iter().filter_map(record).collect();
    let table = DayTable::new(&records, &opening, centre.zone, grid.horizon().start)?;
    let events = occurrences(&centre.calendar, &queue.id, &opening);
    let last = grid.date(grid.days() - 1);
    let days = (last - table.first()).num_days().max(0) as usize + 1;
    let (begin, known_days) = ((grid.first_day() - table.first()).num_days(), table.days());
    let prepared = Prepared::new(table, opening, events, days);
    let origin = Origin::new(&prepared, known_days)?;
    let choice = Choice::new(&prepared, known_days, days - known_days);
    let ensemble = Ensemble::new(&origin, &choice.strengths)?;
    let totals = ensemble.ahead(days - known_days);
    let day = |n: usize| {
        let number = usize::try_from(begin).ok()? + n;
        let expected = totals.get(number.checked_sub(known_days)?)?.log_total.exp();
        let unsure = Unsure(ensemble.event_variance(number, None));
        let spread = choice.calibration.spread((number - known_days) / 7, unsure);
        Some((expected, spread.shared.powi(2) + spread.poisson / expected.max(1.0)))
    };
    (0..grid.days()).map(day).collect()
}
