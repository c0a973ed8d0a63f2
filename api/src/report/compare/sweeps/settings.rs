//! What every setting of two axes costs, as a table of tints.

use super::super::super::html;
use super::super::super::svg::Svg;
use super::told;
use crate::whatif::Swept;
use domain::{Currency, Money};

const LEFT: f64 = 150.0;
const WIDTH: f64 = 940.0;
const ROW: f64 = 24.0;

/// The total cost of each setting, the first axis down, the second across; nothing for sweeps of
/// other than two axes.
pub(super) fn heat(swept: &Swept, currency: Currency) -> String {
    let [down, across] = swept.sweep.axes.as_slice() else { return String::new() };
    let costs = || swept.points.iter().map(|p| p.cost);
    let (least, most) = (costs().min().unwrap_or_default(), costs().max().unwrap_or_default());
    let reach = ((most - least).0 as f64).max(1.0);
    let cell = WIDTH / across.values.len().max(1) as f64;
    let mut svg = Svg::new(1110.0, 40.0 + ROW * down.values.len() as f64);
    svg.text((LEFT, 12.0), "name", &format!("{} across, {} down", across.name, down.name));
    for (column, (value, _)) in across.values.iter().enumerate() {
        svg.text((LEFT + cell * (column as f64 + 0.5), 32.0), "tick middle", &value.to_string());
    }
    for (row, (one, _)) in down.values.iter().enumerate() {
        let y = 38.0 + ROW * row as f64;
        svg.text(
            (LEFT - 10.0, y + 16.0),
            "tick end",
            &format!("{} {one}", super::super::costs::clipped(&down.name)),
        );
        for (column, (two, _)) in across.values.iter().enumerate() {
            let is_it = |p: &&scenarios::compare::Point| p.values == [Some(*one), Some(*two)];
            let Some(point) = swept.points.iter().find(is_it) else { continue };
            let (above, at) = (point.cost - least, (LEFT + cell * column as f64, y));
            let title = format!("{}: total cost {}", told(swept, point), html::amount(point.cost));
            let size = (cell - 2.0, ROW - 2.0);
            svg.tinted(at, size, &tint(above.0 as f64 / reach), &title);
            let label = if above == Money::ZERO { "least".into() } else { short(above) };
            svg.text((at.0 + cell / 2.0 - 1.0, y + 15.0), "cell", &label);
        }
    }
    format!(
        "<p class=\"lead\">Total cost above the cheapest setting of {currency} {}, prices of \
         missing people included, in {currency}.</p>{}",
        html::amount(least),
        svg.finish("Total cost of every setting")
    )
}

fn short(amount: Money) -> String {
    format!("+{}", html::grouped((amount.major()).round() as i64))
}

/// From green for the cheapest to amber for the dearest; dark text reads on all of them.
fn tint(share: f64) -> String {
    let mix = |from: f64, to: f64| (from + (to - from) * share.clamp(0.0, 1.0)).round() as u8;
    format!("#{:02x}{:02x}{:02x}", mix(159.0, 240.0), mix(215.0, 173.0), mix(195.0, 104.0))
}
