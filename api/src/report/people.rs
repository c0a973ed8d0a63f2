//! Hours, cost and burdens per person, and how evenly the burdens are spread.

use super::{PlannedWeek, html};
use chrono::{Datelike, Weekday};
use domain::judge::person_pay;
use domain::laws::{Case, Duty, Person};
use domain::pay::overtime;
use domain::{Agent, Minutes, Money};
use std::collections::BTreeMap;

/// What one person's horizon holds.
struct Burden<'a> {
    agent: &'a Agent,
    shifts: usize,
    paid: Minutes,
    daily_overtime: Minutes,
    nights: usize,
    weekend_days: usize,
    late: usize,
    pay: Money,
}

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let case = Case::new(&week.inputs.centre, week.clean.roster(), &week.inputs.previous);
    let all: Vec<Burden<'_>> = case.people().iter().map(|p| burden(&case, p)).collect();
    let unit = format!("Pay ({})", week.inputs.centre.currency);
    let columns = [
        ("Name", false),
        ("Team", false),
        ("Contract", false),
        ("Shifts", true),
        ("Paid h", true),
        ("Daily overtime h", true),
        ("Nights", true),
        ("Weekend days", true),
        ("Late", true),
        (unit.as_str(), true),
    ];
    let rows: Vec<Vec<String>> = all.iter().map(|b| row(week, b)).collect();
    let rules = &week.inputs.centre.rules;
    let lead = format!(
        "A night shift has at least one paid hour in {}; a late shift ends after {} of its date; \
         a weekend day is a Saturday or Sunday with a shift. Pay includes surcharges and top-up.",
        rules.night, rules.fairness.law.late_after
    );
    let body = format!(
        "{}<details><summary>{} people, one by one</summary>{}</details>",
        spread(week, &all),
        all.len(),
        html::table(&columns, &rows)
    );
    html::section("people", "People and fairness", &lead, &body)
}

fn burden<'a>(case: &Case<'_>, person: &Person<'a>) -> Burden<'a> {
    let centre = case.centre();
    let late_after = centre.rules.fairness.law.late_after;
    let is_late = |d: &Duty<'_>| {
        late_after.on(d.shift.date, centre.zone).is_some_and(|limit| d.span.end > limit)
    };
    let is_weekend = |d: &Duty<'_>| matches!(d.shift.date.weekday(), Weekday::Sat | Weekday::Sun);
    let count = |of: &dyn Fn(&Duty<'_>) -> bool| person.duties.iter().filter(|d| of(d)).count();
    let tiers = person.contract.map_or(&[][..], |c| &c.daily_overtime);
    Burden {
        agent: person.agent,
        shifts: person.duties.len(),
        paid: person.duties.iter().map(|d| d.paid).sum(),
        daily_overtime: person.duties.iter().map(|d| overtime(d.paid, tiers)).sum(),
        nights: count(&|d| d.is_night),
        weekend_days: count(&is_weekend),
        late: count(&is_late),
        pay: person_pay(case, person).total(),
    }
}

fn row(week: &PlannedWeek<'_>, b: &Burden<'_>) -> Vec<String> {
    vec![
        html::escape(&b.agent.name),
        html::escape(b.agent.team.as_str()),
        html::escape(week.contract_name(&b.agent.contract)),
        b.shifts.to_string(),
        format!("{:.1}", b.paid.as_hours()),
        format!("{:.1}", b.daily_overtime.as_hours()),
        b.nights.to_string(),
        b.weekend_days.to_string(),
        b.late.to_string(),
        html::amount(b.pay),
    ]
}

/// Least, mean and most of each burden among the people of one contract.
fn spread(week: &PlannedWeek<'_>, all: &[Burden<'_>]) -> String {
    let mut groups: BTreeMap<&str, Vec<&Burden<'_>>> = BTreeMap::new();
    for burden in all {
        groups.entry(week.contract_name(&burden.agent.contract)).or_default().push(burden);
    }
    let columns = [
        ("Contract", false),
        ("People", true),
        ("Paid h", true),
        ("Nights", true),
        ("Weekend days", true),
        ("Late", true),
    ];
    let range = |of: &[f64]| {
        let (low, high) = of.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
        let mean = of.iter().sum::<f64>() / of.len().max(1) as f64;
        format!("{low:.0} – <b>{mean:.1}</b> – {high:.0}")
    };
    let mut rows = Vec::new();
    for (contract, people) in &groups {
        let each =
            |of: &dyn Fn(&Burden<'_>) -> f64| people.iter().map(|b| of(b)).collect::<Vec<_>>();
        rows.push(vec![
            html::escape(contract),
            people.len().to_string(),
            range(&each(&|b| b.paid.as_hours())),
            range(&each(&|b| b.nights as f64)),
            range(&each(&|b| b.weekend_days as f64)),
            range(&each(&|b| b.late as f64)),
        ]);
    }
    format!("<p>Least – <b>mean</b> – most per person:</p>{}", html::table(&columns, &rows))
}
