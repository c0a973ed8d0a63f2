//! Plans × futures: every future's cost as a mark, means and tails as a table.

use super::super::html;
use super::super::svg::Svg;
use super::costs::clipped;
use crate::whatif::{Comparison, Outlook, PlanOutlook};
use domain::Money;

const LEFT: f64 = 270.0;
const WIDTH: f64 = 800.0;
const ROW: f64 = 26.0;

pub(super) fn section(c: &Comparison) -> String {
    if c.outlooks.is_empty() {
        return String::new();
    }
    let body: String = c.outlooks.iter().map(one).collect();
    let lead = "Each mark is the cost of a plan in one future after the best recourse there; the \
                long mark is the mean.";
    html::section("futures", "If the forecast is wrong", lead, &body)
}

fn one(o: &Outlook) -> String {
    let mut text = format!("<h3>{} futures of: {}</h3>", o.futures, html::escape(&o.scenario));
    if !o.plans.is_empty() {
        text.push_str(&strips(o));
        text.push_str(&table(o));
    }
    text.push_str(&format!(
        "<p>If each future were known in time, in outline: mean {}, mean of the dearest {:.0} % \
         {}.</p>",
        amount(o.known.0),
        o.tail * 100.0,
        amount(o.known.1)
    ));
    if let Some(more) = o.more {
        text.push_str(&format!(
            "<p>The change asked about saves {} ± {} on average, in outline; it pays in {:.0} % of \
             these futures.</p>",
            amount(more.saved),
            amount(more.half_width),
            more.pays * 100.0
        ));
    }
    text
}

fn strips(o: &Outlook) -> String {
    let all = || o.plans.iter().flat_map(|p| p.costs.iter().copied());
    let low = all().fold(f64::INFINITY, f64::min);
    let high = all().fold(f64::NEG_INFINITY, f64::max);
    let x = |cost: f64| LEFT + WIDTH * (cost - low) / (high - low).max(1.0);
    let height = ROW * o.plans.len() as f64 + 20.0;
    let mut svg = Svg::new(1110.0, height);
    for (n, plan) in o.plans.iter().enumerate() {
        let y = ROW * n as f64 + 4.0;
        svg.text((LEFT - 10.0, y + 12.0), "name end", &clipped(&plan.name));
        for cost in &plan.costs {
            svg.rect((x(*cost) - 1.0, y + 3.0), (2.0, 10.0), "dot", &amount(*cost));
        }
        svg.rect((x(plan.mean) - 1.5, y), (3.0, 16.0), "best", &amount(plan.mean));
    }
    for cost in [low, (low + high) / 2.0, high] {
        svg.text((x(cost), height - 4.0), "tick middle", &amount(cost));
    }
    svg.finish("Cost of every plan in every future")
}

fn table(o: &Outlook) -> String {
    let tail = format!("Mean of the dearest {:.0} %", o.tail * 100.0);
    let columns = [
        ("Plan", false),
        ("Mean", true),
        (tail.as_str(), true),
        ("Targets hold", true),
        ("Mean regret", true),
        ("Largest regret", true),
        ("Cheapest in", true),
    ];
    let row = |p: &PlanOutlook| {
        vec![
            html::escape(&p.name),
            amount(p.mean),
            amount(p.tail),
            format!("{:.0} %", p.holds * 100.0),
            amount(p.regret),
            amount(p.regret_most),
            format!("{} of {}", p.best, o.futures),
        ]
    };
    html::table(&columns, &o.plans.iter().map(row).collect::<Vec<_>>())
}

fn amount(minor: f64) -> String {
    html::amount(Money(minor.round() as i64))
}
