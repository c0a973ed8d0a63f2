//! The week, read aloud.
//!
//! ```text
//! min  pay + price of missing people + price of broken soft laws
//! ```
//! over who works which shift and serves what, subject to the families below. Sets and symbols:
//! [`super::columns`]; formulas, row names and duals: the file of each family in [`super::rows`].

use crate::roster::reference::columns::{Columns, Serving};
use crate::roster::reference::family::Family;
use crate::roster::reference::model::Model;
use crate::roster::reference::rows::*;
use crate::roster::reference::sets::Week;
use std::collections::BTreeSet;

/// The model of the week, without the families in `omitted`.
pub(crate) fn week(
    week: &Week<'_>,
    serving: Serving,
    omitted: &BTreeSet<Family>,
) -> (Model, Columns) {
    let mut model = Model::without(omitted);
    let m = &mut model;
    let columns = Columns::of(m, week, serving);
    let x = &columns;

    pay::cost(m, week, x);
    coverage::rows_and_price(m, week, x);
    tickets::rows_and_price(m, week, x);
    one_place::rows(m, week, x);
    one_queue::rows(m, week, x);

    one_shift_a_day::rows(m, week, x);
    contract_templates::rows(m, week, x);
    breaks::rows(m, week, x);
    availability::rows(m, week, x);
    locked_shifts::rows(m, week, x);
    skills::rows(m, week, x);
    opening_hours::rows(m, week, x);
    daily_rest::rows(m, week, x);
    daily_hours::rows(m, week, x);
    weekly_rest::rows(m, week, x);
    weekly_hours::rows(m, week, x);
    working_days::rows(m, week, x);
    period_hours::rows(m, week, x);
    overtime_per_day::rows(m, week, x);
    overtime_per_month::rows(m, week, x);
    consecutive_days_max::rows(m, week, x);
    consecutive_days_min::rows(m, week, x);
    consecutive_days_off_min::rows(m, week, x);
    weekends_off::rows(m, week, x);
    nights_in_a_row::rows(m, week, x);
    rest_after_nights::rows(m, week, x);
    start_variation::rows(m, week, x);
    protected::rows(m, week, x);
    minimum_staffing::rows(m, week, x);
    seat_cap::rows(m, week, x);
    fairness::rows(m, week, x);
    preferences::rows(m, week, x);

    (model, columns)
}
