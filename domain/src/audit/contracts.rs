//! Contracts: some week of shifts satisfies them, and their surcharges rise.

use super::{Finding, Place};
use crate::centre::Centre;
use crate::contract::{Contract, OvertimeTier};
use crate::laws::{Strength, say};
use crate::units::Minutes;
use std::collections::BTreeSet;

pub(super) fn look(centre: &Centre) -> Vec<Finding> {
    let mut all = Vec::new();
    for contract in &centre.contracts {
        if let Some((message, cure)) = impossible(contract, centre) {
            all.push(Finding::error("E1109", Place::Contract(contract.id.clone()), message, cure));
        }
        for message in odd_pay(contract) {
            let cure = "let thresholds and multipliers rise, and no surcharge be below nothing";
            all.push(Finding::error("E1105", Place::Contract(contract.id.clone()), message, cure));
        }
    }
    all
}

/// Why no week of shifts satisfies the contract under the laws that are hard, and what to do.
fn impossible(contract: &Contract, centre: &Centre) -> Option<(String, String)> {
    let (id, rules) = (&contract.id, &centre.rules);
    let shifts: BTreeSet<Minutes> = contract
        .templates
        .iter()
        .filter_map(|id| Some(centre.template(id)?.paid()))
        .filter(|paid| {
            rules.daily_hours.strength != Strength::Hard || *paid <= rules.daily_hours.law.max
        })
        .collect();
    if shifts.is_empty() {
        let message = format!("contract `{id}` allows no shift");
        return Some((message, "give it a template no longer than the daily hours allow".into()));
    }
    let (days_min, days_max) = days(contract, centre);
    if days_min > days_max {
        let message =
            format!("contract `{id}` asks for {days_min} days of at most {days_max} a week");
        return Some((message, "lower its least number of working days".into()));
    }
    if rules.weekly_hours.strength != Strength::Hard {
        return None;
    }
    let sums = week_sums(&shifts, days_min, days_max);
    let bounds = contract.week_paid_min..=contract.week_paid_max;
    if sums.iter().any(|sum| bounds.contains(sum)) {
        return None;
    }
    let below = sums.range(..*bounds.start()).last().map(|sum| say::length(*sum));
    let above = sums.range(*bounds.end()..).next().map(|sum| say::length(*sum));
    let reach = match (below, above) {
        (Some(below), Some(above)) => format!("{below} or {above}, nothing between,"),
        (Some(below), None) => format!("at most {below}"),
        (None, above) => format!("at least {}", above.unwrap_or_default()),
    };
    let (least, most) = (say::length(*bounds.start()), say::length(*bounds.end()));
    let message = format!(
        "no week satisfies contract `{id}`: it asks for {least} to {most} a week, its templates \
         give {reach} on {days_min} to {days_max} days"
    );
    Some((message, "change its paid time, its working days or its templates".into()))
}

/// The fewest and most working days a week that contract and hard laws allow.
fn days(contract: &Contract, centre: &Centre) -> (u32, u32) {
    let rules = &centre.rules;
    let (min, max) = match rules.working_days.strength {
        Strength::Hard => (contract.week_days_min, contract.week_days_max),
        _ => (0, 7),
    };
    let rest = match rules.weekly_rest.strength {
        Strength::Hard => rules.weekly_rest.law.days,
        _ => 0,
    };
    (min, max.min(7_u32.saturating_sub(rest)))
}

/// Every paid time that so many days of these shifts can add up to.
fn week_sums(shifts: &BTreeSet<Minutes>, days_min: u32, days_max: u32) -> BTreeSet<Minutes> {
    let mut sums = BTreeSet::from([Minutes::ZERO]);
    let mut all = BTreeSet::new();
    for day in 0..=days_max {
        if day >= days_min {
            all.extend(&sums);
        }
        sums = sums.iter().flat_map(|sum| shifts.iter().map(|paid| *sum + *paid)).collect();
    }
    all
}

fn odd_pay(contract: &Contract) -> Vec<String> {
    let id = &contract.id;
    let mut all = Vec::new();
    let tiers = [("daily", &contract.daily_overtime), ("weekly", &contract.weekly_overtime)];
    for (word, tiers) in tiers {
        let rises =
            |t: &[OvertimeTier]| t[0].above < t[1].above && t[0].multiplier <= t[1].multiplier;
        let starts = tiers.first().is_none_or(|t| t.above >= Minutes::ZERO && t.multiplier >= 1.0);
        if !starts || !tiers.windows(2).all(rises) {
            all.push(format!("the {word} overtime tiers of contract `{id}` do not rise from 1"));
        }
    }
    if contract.holiday_multiplier < 1.0 {
        let multiplier = contract.holiday_multiplier;
        all.push(format!("contract `{id}` pays {multiplier} of the wage on holidays"));
    }
    if let Some(night) = contract.night.filter(|night| night.extra < 0.0) {
        all.push(format!("contract `{id}` takes {} of the wage off at night", -night.extra));
    }
    all
}
