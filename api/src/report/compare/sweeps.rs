//! Sweeps: a frontier as points of pay and cover, one axis at a time as a tornado.

use super::super::html;
use super::super::svg::Svg;
use super::costs::signed;
use crate::whatif::{Comparison, Swept};
use domain::Money;
use scenarios::compare::{Design, Point};

const LEFT: f64 = 90.0;
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 300.0;

pub(super) fn section(c: &Comparison) -> String {
    if c.sweeps.is_empty() {
        return String::new();
    }
    let mut body = String::new();
    for swept in &c.sweeps {
        body.push_str(&format!("<h3>{}</h3>", html::escape(&swept.name)));
        body.push_str(&match swept.sweep.design {
            Design::Grid => scatter(swept),
            Design::OneAtATime => tornado(swept),
        });
    }
    let lead = "In outline: people counted by kind. On a frontier no setting pays less and covers \
                more; hold the pointer over a point to read its values.";
    html::section("sweeps", "Sweeps", lead, &body)
}

fn told(swept: &Swept, point: &Point) -> String {
    let axes = swept.sweep.axes.iter().zip(&point.values);
    let values = axes.filter_map(|(axis, v)| v.map(|v| format!("{} {v}", axis.name)));
    values.collect::<Vec<_>>().join(", ")
}

fn scatter(swept: &Swept) -> String {
    let pays = || swept.points.iter().map(|p| p.pay.0 as f64);
    let (low, high) =
        pays().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), p| (a.min(p), b.max(p)));
    let worst = swept.points.iter().map(|p| p.covered).fold(1.0, f64::min);
    let floor = (worst - 0.01).max(0.0);
    let x = |p: &Point| LEFT + WIDTH * (p.pay.0 as f64 - low) / (high - low).max(1.0);
    let y = |p: &Point| 12.0 + HEIGHT * (1.0 - (p.covered - floor) / (1.0 - floor).max(1e-9));
    let mut svg = Svg::new(1110.0, HEIGHT + 52.0);
    for share in [floor, (floor + 1.0) / 2.0, 1.0] {
        let at = 12.0 + HEIGHT * (1.0 - (share - floor) / (1.0 - floor).max(1e-9));
        svg.line((LEFT, at), (LEFT + WIDTH, at), "grid");
        svg.text((LEFT - 8.0, at + 4.0), "tick end", &format!("{:.1} %", share * 100.0));
    }
    let mut best: Vec<&Point> = swept.points.iter().filter(|p| p.frontier).collect();
    best.sort_by_key(|p| p.pay);
    let line: Vec<(f64, f64)> = best.iter().map(|p| (x(p), y(p))).collect();
    if line.len() > 1 {
        svg.path(&line, "frontier");
    }
    for point in &swept.points {
        let title = format!(
            "{}: pay {}, cost {}, {:.2} % covered",
            told(swept, point),
            html::amount(point.pay),
            html::amount(point.cost),
            point.covered * 100.0
        );
        let class = if point.frontier { "best" } else { "dot" };
        svg.rect((x(point) - 3.5, y(point) - 3.5), (7.0, 7.0), class, &title);
    }
    for amount in [low, (low + high) / 2.0, high] {
        let at = LEFT + WIDTH * (amount - low) / (high - low).max(1.0);
        let label = html::amount(Money(amount as i64));
        svg.text((at, HEIGHT + 30.0), "tick middle", &label);
    }
    svg.text((LEFT + WIDTH / 2.0, HEIGHT + 48.0), "tick middle", "pay and fees");
    svg.text((LEFT, 9.0), "tick", "people there, of those the strictest promise takes");
    svg.finish("Settings by pay and cover")
}

fn tornado(swept: &Swept) -> String {
    let of = |axis: usize| -> Vec<&Point> {
        swept.points.iter().filter(|p| p.values[axis].is_some()).collect()
    };
    let moved = |p: &Point| (p.cost - swept.centre).0;
    let mut axes: Vec<(usize, Vec<&Point>)> =
        (0..swept.sweep.axes.len()).map(|axis| (axis, of(axis))).collect();
    let width = |points: &[&Point]| {
        let most = points.iter().map(|p| moved(p)).max().unwrap_or(0);
        most - points.iter().map(|p| moved(p)).min().unwrap_or(0)
    };
    axes.sort_by_key(|(_, points)| std::cmp::Reverse(width(points)));
    let reach = swept.points.iter().map(|p| moved(p).abs()).max().unwrap_or(1).max(1) as f64;
    let (row, left, wide) = (26.0, 270.0, 560.0);
    let x = |amount: i64| left + wide / 2.0 * (1.0 + amount as f64 / reach);
    let mut svg = Svg::new(1110.0, row * axes.len() as f64 + 8.0);
    for (n, (axis, points)) in axes.iter().enumerate() {
        let y = row * n as f64 + 4.0;
        svg.text((left - 10.0, y + 13.0), "name end", &swept.sweep.axes[*axis].name);
        let mut labels = Vec::new();
        for point in points {
            let (from, to) = (x(0), x(moved(point)));
            let title = format!("{}: {}", told(swept, point), signed(point.cost - swept.centre));
            let class = if moved(point) > 0 { "loss" } else { "gain" };
            svg.rect((from.min(to), y), ((to - from).abs().max(1.0), row - 10.0), class, &title);
            let value = point.values[*axis].map_or(String::new(), |v| v.to_string());
            labels.push(format!("{value}: {}", signed(point.cost - swept.centre)));
        }
        svg.text((left + wide + 10.0, y + 13.0), "value", &labels.join(" · "));
    }
    svg.line((x(0), 0.0), (x(0), row * axes.len() as f64), "axis");
    svg.finish("One assumption at a time")
}
