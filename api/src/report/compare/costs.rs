//! What each scenario costs, as a table and as bars with the range they could have.

use super::super::html;
use super::super::svg::Svg;
use crate::whatif::{Compared, Comparison, Side, verdict};
use domain::Money;

const LEFT: f64 = 270.0;
const WIDTH: f64 = 700.0;
const ROW: f64 = 26.0;

pub(super) fn section(c: &Comparison) -> String {
    html::section(
        "costs",
        "Cost",
        "Bars: the difference found. Whiskers: what the cheapest possible rosters can differ by. \
         Grey bars are no measurable difference.",
        &format!("{}{}", bars(c), table(c)),
    )
}

fn bars(c: &Comparison) -> String {
    let ends = c.others.iter().flat_map(|o| [o.cost.found, o.cost.least, o.cost.most]);
    let reach = ends.map(|m| m.0.abs()).max().unwrap_or(0).max(1) as f64;
    let x = |amount: Money| LEFT + WIDTH / 2.0 * (1.0 + amount.0 as f64 / reach);
    let height = ROW * c.others.len() as f64 + 22.0;
    let mut svg = Svg::new(1110.0, height);
    svg.line((x(Money::ZERO), 0.0), (x(Money::ZERO), height - 18.0), "axis");
    for (n, other) in c.others.iter().enumerate() {
        let y = ROW * n as f64 + 4.0;
        svg.text((LEFT - 10.0, y + 13.0), "name end", &clipped(&other.side.scenario.name));
        let (from, to) = (x(Money::ZERO), x(other.cost.found));
        let title = format!("{}: {}", other.side.scenario.name, html::amount(other.cost.found));
        let size = ((to - from).abs().max(1.0), ROW - 12.0);
        svg.rect((from.min(to), y), size, class(c, other), &title);
        if other.cost.open() > Money::ZERO {
            let middle = y + (ROW - 12.0) / 2.0;
            svg.line((x(other.cost.least), middle), (x(other.cost.most), middle), "whisker");
        }
        let label = signed(other.cost.found);
        svg.text((LEFT + WIDTH + 12.0, y + 13.0), "value", &label);
    }
    svg.text((x(Money::ZERO), height - 4.0), "tick middle", "as the base");
    svg.finish("Difference of cost to the base, by scenario")
}

fn class(c: &Comparison, other: &Compared) -> &'static str {
    let outline = c.base.rostered().is_none();
    match other.cost {
        cost if !outline && !cost.is_measurable() => "unsure",
        cost if cost.found > Money::ZERO => "loss",
        _ => "gain",
    }
}

fn table(c: &Comparison) -> String {
    let unit = format!("Cost ({})", c.centre.currency);
    let columns = [
        ("Scenario", false),
        (unit.as_str(), true),
        ("Difference", true),
        ("Could be", true),
        ("Verdict", false),
        ("People", true),
        ("Paid h", true),
        ("Overtime h", true),
        ("Flexible h", true),
        ("Missing h", true),
        ("Fees", true),
    ];
    let mut rows = vec![row(c, &c.base, None)];
    rows.extend(c.others.iter().map(|other| row(c, &other.side, Some(other))));
    html::table(&columns, &rows)
}

fn row(c: &Comparison, side: &Side, compared: Option<&Compared>) -> Vec<String> {
    let rostered = c.base.rostered().is_some();
    let range = |o: &Compared| format!("{} … {}", signed(o.cost.least), signed(o.cost.most));
    let says = match compared {
        _ if side.is_impossible() => "no lawful roster",
        Some(_) if !rostered => "estimate in outline",
        Some(other) => verdict(other),
        None => "",
    };
    vec![
        html::escape(&side.scenario.name),
        html::amount(side.weight().cost),
        compared.map_or(String::new(), |o| signed(o.cost.found)),
        compared.filter(|_| rostered).map_or(String::new(), range),
        says.to_owned(),
        side.people().map_or("–".into(), |n| n.to_string()),
        format!("{:.0}", side.paid_hours()),
        format!("{:.1}", side.overtime_hours()),
        format!("{:.0}", side.flexible_hours()),
        format!("{:.1}", side.missing_hours()),
        html::amount(side.rough.world.fees()),
    ]
}

pub(super) fn signed(amount: Money) -> String {
    if amount > Money::ZERO { format!("+{}", html::amount(amount)) } else { html::amount(amount) }
}

/// A name that fits beside a chart.
pub(super) fn clipped(name: &str) -> String {
    let most = 40;
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let short: String = name.chars().take(most - 1).collect();
    format!("{short}…")
}
