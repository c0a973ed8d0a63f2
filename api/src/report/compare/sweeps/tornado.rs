//! One assumption at a time: what each does to the cost, the mightiest on top.

use super::super::super::html;
use super::super::super::svg::Svg;
use super::super::costs::{clipped, signed};
use super::told;
use crate::whatif::Swept;
use domain::{Currency, Money};
use scenarios::compare::Point;

const LEFT: f64 = 250.0;
const WIDTH: f64 = 660.0;
const TOP: f64 = 24.0;
const ROW: f64 = 34.0;
/// Room beside the bars for what they say.
const AIR: f64 = 118.0;

pub(super) fn chart(swept: &Swept, currency: Currency) -> String {
    let moved = |p: &Point| (p.cost - swept.centre).0;
    let of = |axis: usize| -> Vec<&Point> {
        swept.points.iter().filter(|p| p.values[axis].is_some()).collect()
    };
    let mut axes: Vec<(usize, Vec<&Point>)> =
        (0..swept.sweep.axes.len()).map(|axis| (axis, of(axis))).collect();
    let span = |points: &[&Point]| {
        let most = points.iter().map(|p| moved(p)).max().unwrap_or(0).max(0);
        most - points.iter().map(|p| moved(p)).min().unwrap_or(0).min(0)
    };
    axes.sort_by_key(|(_, points)| std::cmp::Reverse(span(points)));
    let reach = swept.points.iter().map(|p| moved(p).abs()).max().unwrap_or(1).max(1) as f64;
    let middle = LEFT + AIR + WIDTH / 2.0;
    let x = |amount: i64| middle + WIDTH / 2.0 * amount as f64 / reach;
    let bottom = TOP + ROW * axes.len() as f64;
    let mut svg = Svg::new(LEFT + 2.0 * AIR + WIDTH + 6.0, bottom + 8.0);
    let centre = format!("{currency} {} as it is", html::amount(swept.centre));
    svg.text((middle, 12.0), "name middle", &centre);
    for (n, (axis, points)) in axes.iter().enumerate() {
        let y = TOP + ROW * n as f64;
        let name = &swept.sweep.axes[*axis].name;
        svg.text((LEFT - 4.0, y + 19.0), "name end", &clipped(name));
        for point in points {
            let (from, to) = (x(0), x(moved(point)));
            let change = signed(point.cost - swept.centre);
            let title = format!("{}: {change}", told(swept, point));
            if point.cost == swept.centre {
                continue;
            }
            let dearer = moved(point) > 0;
            let size = ((to - from).abs().max(1.0), ROW - 12.0);
            svg.rect((from.min(to), y + 4.0), size, if dearer { "loss" } else { "gain" }, &title);
            let value = point.values[*axis].map_or(String::new(), |v| v.to_string());
            let (at, class) = if dearer { (to + 7.0, "value") } else { (to - 7.0, "value end") };
            svg.text(
                (at, y + 19.0),
                class,
                &format!("{value}: {}", whole(point.cost - swept.centre)),
            );
        }
    }
    svg.line((middle, TOP - 4.0), (middle, bottom), "axis");
    svg.finish("One assumption at a time")
}

/// A difference in whole units.
fn whole(amount: Money) -> String {
    let units = amount.major().round() as i64;
    if units > 0 { format!("+{}", html::grouped(units)) } else { html::grouped(units) }
}
