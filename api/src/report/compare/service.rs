//! Small multiples: per queue, every scenario's change of service by day with its interval.

use super::super::html;
use super::super::svg::Svg;
use crate::whatif::Comparison;
use domain::Estimate;
use scenarios::simulate::Change;

const LEFT: f64 = 46.0;
const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 120.0;

pub(super) fn section(c: &Comparison) -> String {
    if c.others.iter().all(|other| other.service.is_none()) {
        return String::new();
    }
    let mut body = super::legend(&super::names(c));
    body.push_str("<div class=\"multiples\">");
    for (q, queue) in c.centre.queues.iter().enumerate() {
        let (what, figure) = multiple(c, q);
        body.push_str(&format!(
            "<div><h3>{}: {what}</h3>{figure}</div>",
            html::escape(&queue.name)
        ));
    }
    body.push_str("</div>");
    html::section(
        "service",
        "Service by day",
        "Change against the base: points of service level, or seconds of mean wait where no time \
         is \
         promised. Bars are 95 % confidence intervals of paired differences; a bar that crosses \
         the \
         line is no measurable difference.",
        &body,
    )
}

/// The change that a queue is told by: service level in points, else mean wait in seconds.
fn measure(change: &Change) -> Option<Estimate> {
    let points = |e: Estimate| Estimate { mean: e.mean * 100.0, half_width: e.half_width * 100.0 };
    change.service_level.map(points).or(change.mean_wait)
}

fn multiple(c: &Comparison, q: usize) -> (&'static str, String) {
    let queue = |o: &crate::whatif::Compared| Some(o.service.as_ref()?.queues.get(q)?.clone());
    let changes: Vec<Option<_>> = c.others.iter().map(queue).collect();
    let leveled = changes.iter().flatten().any(|change| change.horizon.service_level.is_some());
    let all = changes.iter().flatten().flat_map(|change| &change.days).filter_map(measure);
    let reach = all.map(|e| e.mean.abs() + e.half_width).fold(1.0, f64::max) * 1.08;
    let y = |value: f64| HEIGHT / 2.0 * (1.0 - value / reach) + 6.0;
    let mut svg = Svg::new(LEFT + WIDTH + 8.0, HEIGHT + 30.0);
    svg.line((LEFT, y(0.0)), (LEFT + WIDTH, y(0.0)), "axis");
    for value in [-reach / 1.08, reach / 1.08] {
        svg.text((LEFT - 6.0, y(value) + 4.0), "tick end", &format!("{value:+.0}"));
    }
    let days = c.grid.days();
    let column = WIDTH / days as f64;
    for day in 0..days {
        let name = c.grid.date(day).format(if days > 7 { "%-d" } else { "%a %-d" }).to_string();
        let middle = LEFT + column * (day as f64 + 0.5);
        svg.text((middle, HEIGHT + 24.0), "tick middle", &name);
        for (n, change) in changes.iter().enumerate() {
            let Some(found) = change.as_ref().and_then(|ch| measure(&ch.days[day])) else {
                continue;
            };
            let step = column * 0.8 / changes.len() as f64;
            let x = LEFT + column * (day as f64 + 0.1) + step * (n as f64 + 0.5);
            let (top, bottom) =
                (y(found.mean + found.half_width), y(found.mean - found.half_width));
            let title = format!(
                "{}, {name}: {:+.1} ± {:.1}",
                c.others[n].side.scenario.name, found.mean, found.half_width
            );
            let width = (step * 0.7).clamp(1.5, 9.0);
            let size = (width, (bottom - top).max(2.0));
            svg.rect((x - width / 2.0, top), size, &super::colour(n), &title);
        }
    }
    let what = if leveled { "points of service level" } else { "seconds of mean wait" };
    (what, svg.finish("Change of service by day"))
}
