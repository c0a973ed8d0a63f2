//! What drives each difference: parts that add up.

use super::super::html;
use super::super::svg::Svg;
use super::costs::{clipped, signed};
use crate::whatif::{Compared, Comparison};
use domain::Money;
use scenarios::change::Cause;

const LEFT: f64 = 270.0;
const WIDTH: f64 = 820.0;
const ROW: f64 = 24.0;

pub(super) fn section(c: &Comparison) -> String {
    let keys: Vec<String> =
        Cause::ALL.iter().map(|cause| cause.name().to_owned()).chain(["rest".to_owned()]).collect();
    html::section(
        "drivers",
        "What drives it",
        "Parts that make a scenario dearer stand right of the line, parts that make it cheaper \
         left \
         of it; together they are the difference found.",
        &format!("{}{}{}", super::legend(&keys), chart(c), table(c)),
    )
}

fn parts(other: &Compared) -> Vec<(usize, Money)> {
    let number = |cause: Cause| Cause::ALL.iter().position(|known| *known == cause).unwrap_or(0);
    let causes = other.attribution.parts.iter().map(|(cause, amount)| (number(*cause), *amount));
    causes.chain([(Cause::ALL.len(), other.attribution.rest)]).collect()
}

fn chart(c: &Comparison) -> String {
    let side = |other: &Compared, dearer: bool| -> i64 {
        let own = parts(other).into_iter().filter(|(_, m)| (m.0 > 0) == dearer);
        own.map(|(_, m)| m.0.abs()).sum()
    };
    let left = c.others.iter().map(|o| side(o, false)).max().unwrap_or(0) as f64;
    let right = c.others.iter().map(|o| side(o, true)).max().unwrap_or(0) as f64;
    let scale = WIDTH / (left + right).max(1.0);
    let zero = LEFT + left * scale;
    let mut svg = Svg::new(1110.0, ROW * c.others.len() as f64 + 6.0);
    for (n, other) in c.others.iter().enumerate() {
        let y = ROW * n as f64 + 3.0;
        svg.text((LEFT - 10.0, y + 13.0), "name end", &clipped(&other.side.scenario.name));
        let (mut low, mut high) = (zero, zero);
        for (part, amount) in parts(other) {
            let width = amount.0.abs() as f64 * scale;
            let x = if amount.0 > 0 { high } else { low - width };
            if amount.0 > 0 {
                high += width
            } else {
                low -= width
            }
            let name = Cause::ALL.get(part).map_or("rest", |cause| cause.name());
            let title = format!("{name}: {}", signed(amount));
            svg.rect((x, y), (width, ROW - 8.0), &super::colour(part), &title);
        }
    }
    svg.line((zero, 0.0), (zero, ROW * c.others.len() as f64), "axis");
    svg.finish("Drivers of each difference")
}

fn table(c: &Comparison) -> String {
    let mut columns = vec![("Scenario", false)];
    columns.extend(Cause::ALL.iter().map(|cause| (cause.name(), true)));
    columns.extend([("rest", true), ("difference", true)]);
    let row = |other: &Compared| {
        let of = |cause: &Cause| {
            let found = other.attribution.parts.iter().find(|(known, _)| known == cause);
            found.map_or("–".to_owned(), |(_, amount)| signed(*amount))
        };
        let mut cells = vec![html::escape(&other.side.scenario.name)];
        cells.extend(Cause::ALL.iter().map(of));
        cells.extend([signed(other.attribution.rest), signed(other.attribution.total())]);
        cells
    };
    html::table(&columns, &c.others.iter().map(row).collect::<Vec<_>>())
}
