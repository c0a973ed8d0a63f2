//! The place of a day in its month, counted in business days: pay days, month ends, billing runs.
//!
//! A business day is one on which the queue opens. Counting business days rather than dates is what
//! makes the first of a month that falls on a Saturday count on Monday.

use super::{Design, Reason};
use crate::days::{DayTable, Opening};
use chrono::{Datelike, Days, NaiveDate};

/// A place in the month that may be busier or quieter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// The first business day.
    First,
    /// The second and third.
    Early,
    /// The fourth to sixth.
    Settled,
    /// The 14th to 17th by date.
    Middle,
    /// The last two business days.
    Last,
    /// The third to fifth from the end.
    Late,
}

/// Only stands in until a fit sets the sd of its own configuration.
const SD: f64 = 0.05;

/// Puts the month columns.
pub(crate) fn put(design: &mut Design, table: &DayTable, opening: &Opening) {
    let days = design.rows.len();
    let unreported = |date: NaiveDate| {
        let day = (date - table.first()).num_days();
        usize::try_from(day).is_ok_and(|d| d < table.days() && table.total(d).is_none())
    };
    let business = |date: NaiveDate| opening.opens_on(date) && !unreported(date);
    let mut month = Month::default();
    for day in 0..days {
        let date = table.date(day);
        if !month.contains(date) {
            month = Month::new(date, business);
        }
        for place in month.places(date) {
            design.put(day as i64, Reason::Month(place), SD, 1.0, None);
        }
    }
}

/// The business days of one month, in order.
#[derive(Debug, Default)]
struct Month {
    first: NaiveDate,
    business: Vec<NaiveDate>,
}

impl Month {
    fn new(date: NaiveDate, business: impl Fn(NaiveDate) -> bool) -> Self {
        let first = date - Days::new(u64::from(date.day0()));
        let dates = first.iter_days().take_while(|d| d.month() == first.month());
        Self { first, business: dates.filter(|&d| business(d)).collect() }
    }

    fn contains(&self, date: NaiveDate) -> bool {
        (date.year(), date.month()) == (self.first.year(), self.first.month())
    }

    fn places(&self, date: NaiveDate) -> Vec<Place> {
        let mut places = Vec::with_capacity(3);
        if (14..=17).contains(&date.day()) {
            places.push(Place::Middle);
        }
        let Ok(before) = self.business.binary_search(&date) else {
            return places;
        };
        places.extend(match before {
            0 => Some(Place::First),
            1..=2 => Some(Place::Early),
            3..=5 => Some(Place::Settled),
            _ => None,
        });
        places.extend(match self.business.len() - before - 1 {
            0..=1 => Some(Place::Last),
            2..=4 => Some(Place::Late),
            _ => None,
        });
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_first_that_falls_on_a_saturday_counts_on_monday() {
        let weekdays = |d: NaiveDate| d.weekday().num_days_from_monday() < 5;
        let month = Month::new(day("2025-11-12"), weekdays);
        assert_eq!(month.places(day("2025-11-01")), [], "a Saturday");
        assert_eq!(month.places(day("2025-11-03")), [Place::First]);
        assert_eq!(month.places(day("2025-11-05")), [Place::Early]);
        assert_eq!(month.places(day("2025-11-14")), [Place::Middle]);
        assert_eq!(month.places(day("2025-11-24")), [Place::Late]);
        assert_eq!(month.places(day("2025-11-27")), [Place::Last]);
    }
}
