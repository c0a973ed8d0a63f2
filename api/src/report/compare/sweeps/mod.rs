//! Sweeps: a frontier of pay and cover, what each setting costs, one assumption at a time.

mod frontier;
mod settings;
mod tornado;

use super::super::html;
use crate::whatif::{Comparison, Swept};
use scenarios::compare::{Design, Point};

pub(super) fn section(c: &Comparison) -> String {
    if c.sweeps.is_empty() {
        return String::new();
    }
    let mut body = String::new();
    for swept in &c.sweeps {
        body.push_str(&format!("<h3>{}</h3>", html::escape(&swept.name)));
        body.push_str(&match swept.sweep.design {
            Design::Grid => {
                let costs = settings::heat(swept, c.centre.currency);
                format!("{}{costs}{}", frontier::chart(swept), frontier::table(swept))
            }
            Design::OneAtATime => tornado::chart(swept, c.centre.currency),
        });
    }
    let lead = "In outline: people counted by kind. On a frontier no setting pays less and covers \
                more; hold the pointer over a mark to read its values.";
    html::section("sweeps", "Sweeps", lead, &body)
}

/// The values of a setting, by name.
fn told(swept: &Swept, point: &Point) -> String {
    let axes = swept.sweep.axes.iter().zip(&point.values);
    let values = axes.filter_map(|(axis, v)| v.map(|v| format!("{} {v}", axis.name)));
    values.collect::<Vec<_>>().join(", ")
}

/// Round values from the first at or above `low` to the last at or below `high`, about five.
fn rounds(low: f64, high: f64) -> Vec<f64> {
    let rough = ((high - low) / 5.0).max(1e-12);
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|m| m * power);
    let step = steps.into_iter().find(|s| *s >= rough).unwrap_or(rough);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|n| n as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::rounds;

    #[test]
    fn an_axis_has_a_handful_of_round_values_inside_its_range() {
        let ticks = rounds(61_300.0, 83_900.0);
        assert_eq!(ticks, [65_000.0, 70_000.0, 75_000.0, 80_000.0]);
        assert!((3..=6).contains(&rounds(0.93, 1.0).len()));
    }
}
