//! A frontier: every setting by what it pays and how much of the need it covers.

use super::super::super::html;
use super::super::super::svg::Svg;
use super::{rounds, told};
use crate::whatif::Swept;
use domain::Money;
use scenarios::compare::Point;

const LEFT: f64 = 64.0;
const TOP: f64 = 26.0;
const WIDTH: f64 = 1020.0;
const HEIGHT: f64 = 330.0;
/// A line that names a point keeps so far away from others.
const APART: f64 = 74.0;

/// Where pay and cover are drawn.
struct Frame {
    pay: (f64, f64),
    cover: (f64, f64),
}

impl Frame {
    /// Around these points, with some air.
    fn of(points: &[Point]) -> Self {
        let range = |of: fn(&Point) -> f64| {
            let (low, high) = points
                .iter()
                .map(of)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
            let air = ((high - low) * 0.06).max(1e-6);
            (low - air, high + air)
        };
        Self { pay: range(|p| p.pay.0 as f64), cover: range(|p| p.covered) }
    }
    fn x(&self, pay: f64) -> f64 {
        LEFT + WIDTH * (pay - self.pay.0) / (self.pay.1 - self.pay.0)
    }
    fn y(&self, cover: f64) -> f64 {
        TOP + HEIGHT * (1.0 - (cover - self.cover.0) / (self.cover.1 - self.cover.0))
    }
    fn at(&self, point: &Point) -> (f64, f64) {
        (self.x(point.pay.0 as f64), self.y(point.covered))
    }

    fn axes(&self, svg: &mut Svg) {
        let bottom = TOP + HEIGHT;
        for share in rounds(self.cover.0, self.cover.1.min(1.0)) {
            let y = self.y(share);
            svg.line((LEFT, y), (LEFT + WIDTH, y), "grid");
            svg.text((LEFT - 8.0, y + 4.0), "tick end", &percent(share));
        }
        for pay in rounds(self.pay.0, self.pay.1) {
            let x = self.x(pay);
            svg.line((x, TOP), (x, bottom), "grid");
            svg.text((x, bottom + 17.0), "tick middle", &html::grouped((pay / 100.0) as i64));
        }
        svg.text((LEFT, 12.0), "name", "people there, of those the strictest promise takes");
        svg.text((LEFT + WIDTH, bottom + 34.0), "name end", "pay and fees");
    }
}

/// Settings that nothing else beats, the cheapest first.
fn best(swept: &Swept) -> Vec<&Point> {
    let mut best: Vec<&Point> = swept.points.iter().filter(|p| p.frontier).collect();
    best.sort_by_key(|p| p.pay);
    best
}

pub(super) fn chart(swept: &Swept) -> String {
    let frame = Frame::of(&swept.points);
    let mut svg = Svg::new(1110.0, TOP + HEIGHT + 42.0);
    frame.axes(&mut svg);
    let best = best(swept);
    svg.path(&stairs(&frame, &best), "frontier");
    for point in swept.points.iter().filter(|p| !p.frontier).chain(best.iter().copied()) {
        let title = format!(
            "{}: pay {}, cost {}, {:.2} % covered",
            told(swept, point),
            html::amount(point.pay),
            html::amount(point.cost),
            point.covered * 100.0
        );
        let ((x, y), class) = (frame.at(point), if point.frontier { "best" } else { "dot" });
        svg.circle((x, y), if point.frontier { 4.5 } else { 3.2 }, class, &title);
    }
    let mut last = f64::NEG_INFINITY;
    for (n, point) in best.iter().enumerate() {
        let (x, y) = frame.at(point);
        if x - last >= APART || n + 1 == best.len() {
            let short: Vec<String> =
                point.values.iter().flatten().map(ToString::to_string).collect();
            let (end, x) =
                if x > LEFT + WIDTH - 60.0 { ("value end", x - 8.0) } else { ("value", x + 7.0) };
            svg.text((x, y + 15.0), end, &short.join(" · "));
            last = x;
        }
    }
    let names: Vec<&str> = swept.sweep.axes.iter().map(|axis| axis.name.as_str()).collect();
    let note = format!("Marks on the frontier are named by {}.", html::escape(&names.join(" · ")));
    format!("{}<p class=\"lead\">{note}</p>", svg.finish("Settings by pay and cover"))
}

/// The frontier as stairs: to cover more one pays for the next setting whole.
fn stairs(frame: &Frame, best: &[&Point]) -> Vec<(f64, f64)> {
    let mut line: Vec<(f64, f64)> = Vec::new();
    for point in best {
        let (x, y) = frame.at(point);
        if let Some((_, before)) = line.last().copied() {
            line.push((x, before));
        }
        line.push((x, y));
    }
    line
}

/// The settings of the frontier in numbers.
pub(super) fn table(swept: &Swept) -> String {
    let mut columns: Vec<(&str, bool)> =
        swept.sweep.axes.iter().map(|axis| (axis.name.as_str(), true)).collect();
    columns.extend([
        ("pay and fees", true),
        ("covered", true),
        ("total cost", true),
        ("above the cheapest cost", true),
    ]);
    let least = swept.points.iter().map(|p| p.cost).min().unwrap_or(Money::ZERO);
    let row = |point: &&Point| {
        let mut cells: Vec<String> =
            point.values.iter().map(|v| v.map_or("–".to_owned(), |v| v.to_string())).collect();
        cells.extend([
            html::amount(point.pay),
            format!("{:.2} %", point.covered * 100.0),
            html::amount(point.cost),
            html::amount(point.cost - least),
        ]);
        cells
    };
    let rows: Vec<Vec<String>> = best(swept).iter().map(row).collect();
    format!("<p class=\"lead\">The frontier in numbers.</p>{}", html::table(&columns, &rows))
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
