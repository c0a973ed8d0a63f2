//! Cost against changes: the same situation at several prices of a changed day.

use super::{Situation, counted, rostered};
use crate::cli::answer::Answer;
use crate::cli::args::SearchArgs;
use crate::cli::progress::Talk;
use crate::cli::text::{Table, money, percent};
use crate::cli::{CliError, Exit};
use crate::wire;
use domain::{Cost, Money};
use solver::roster::{ChangePrice, Replan};

/// Prices of a changed day, in minor units.
const PRICES: [i64; 7] = [0, 1_000, 3_000, 6_000, 12_000, 25_000, 100_000];

const WORDS: &str = "\
as told: the told roster without the shifts of the absent; total: pay and prices of missing people
and soft rules, charges left out; saved per change: against as told; gap: of total and charges,
against the bound at that price";

/// A plan that was found, and its changes.
struct Found {
    people: usize,
    days: usize,
    cost: Cost,
}

/// The best plan found at a price.
struct Point<'a> {
    price: Money,
    plan: &'a Found,
    gap: f64,
}

impl Found {
    /// Cost and charge, in minor units, when a changed day costs `price`.
    fn charged(&self, price: Money) -> Money {
        self.cost.total() + Money(price.0 * self.days as i64)
    }
}

/// Solves at every price, and shows the best plan found for each.
pub(super) fn run(
    case: &Situation<'_>,
    again: &Replan<'_>,
    search: SearchArgs,
    talk: Talk,
    answer: &mut Answer<'_>,
) -> Result<Exit, CliError> {
    let before = case.left_alone(again);
    let (mut found, mut bounds) = (Vec::new(), Vec::new());
    for day in PRICES.map(Money) {
        let price = ChangePrice { shift: day, person: Money::ZERO };
        let priced = Replan { price, ..*again };
        let planned = case.solve(priced, search, &talk)?;
        let Some(rostered) = rostered(&planned) else { continue };
        let changes = priced.changes(&case.inputs.centre, rostered.clean.roster());
        let (people, days) = counted(&changes);
        found.push(Found { people, days, cost: rostered.clean.verdict().cost });
        bounds.push((day, rostered.solution.bound));
    }
    // a plan found at one price may be the best that was found at another
    let best = |&(price, bound): &(Money, Money)| {
        let plan = found.iter().min_by_key(|plan| plan.charged(price))?;
        Some(Point { price, plan, gap: (plan.charged(price) - bound) / plan.charged(price) })
    };
    let points: Vec<Point<'_>> = bounds.iter().filter_map(best).collect();
    drop(talk);
    answer.give(
        || wire::ReplanFrontier {
            before: (&before).into(),
            points: points
                .iter()
                .map(|point| wire::ReplanPoint {
                    day_price: point.price.major(),
                    people: point.plan.people,
                    days: point.plan.days,
                    cost: (&point.plan.cost).into(),
                    gap: point.gap,
                })
                .collect(),
        },
        |style, out| {
            let currency = case.inputs.centre.currency.code();
            let price = format!("{currency} per changed day");
            let head =
                [&price, "days", "people", "total", "missing people", "saved per change", "gap"];
            let mut table = Table::new(&head);
            let told = ["  as told", "0", "0"].map(str::to_owned);
            let (total, missing) = (money(before.total()), money(before.shortage));
            let rest = [total, missing, String::new(), String::new()];
            table.row(told.into_iter().chain(rest));
            for Point { price, plan: Found { people, days, cost }, gap } in &points {
                let saved = before.total() - cost.total();
                let each = Money(saved.0 / (*days).max(1) as i64);
                table.row([
                    format!("  {:.0}", price.major()),
                    days.to_string(),
                    people.to_string(),
                    money(cost.total()),
                    money(cost.shortage),
                    if *days == 0 { String::new() } else { money(each) },
                    percent(*gap, 2),
                ]);
            }
            table.print(style, out)?;
            writeln!(out, "{}", style.faint(WORDS))
        },
    )
}
