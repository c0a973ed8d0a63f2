//! Heat maps: service level in every half-hour, of the base and of every scenario.

use super::super::html;
use super::super::svg::{Svg, slot_name};
use crate::whatif::{Comparison, Side};
use domain::{Measures, Slot};

const LEFT: f64 = 62.0;
const WIDTH: f64 = 440.0;
const ROW: f64 = 13.0;

/// Half-hours with fewer contacts than this tell nothing.
const FEW: f64 = 1.0;

pub(super) fn section(c: &Comparison) -> String {
    let sides: Vec<&Side> =
        std::iter::once(&c.base).chain(c.others.iter().map(|o| &o.side)).collect();
    if sides.iter().all(|side| side.performance().is_none()) {
        return outline(c, &sides);
    }
    let mut body = String::new();
    for (q, queue) in c.centre.queues.iter().enumerate() {
        let stated = |side: &&&Side| {
            let queue = side.performance().and_then(|p| p.queues.get(q));
            queue.is_some_and(|queue| queue.horizon.service_level.is_some())
        };
        if sides.iter().filter(stated).count() == 0 {
            continue;
        }
        body.push_str(&format!("<h3>{}</h3><div class=\"multiples\">", html::escape(&queue.name)));
        for side in &sides {
            let Some(performance) = side.performance() else { continue };
            let slots = &performance.queues[q].slots;
            let level = |s: usize| level(&slots[s]);
            let tell = |s: usize, level: f64| {
                format!("{}: {:.0} % in time", slot_name(&c.grid, s), level * 100.0)
            };
            body.push_str(&map(c, &side.scenario.name, level, tint, tell));
        }
        body.push_str("</div>");
    }
    html::section(
        "heat",
        "Which half-hours break",
        "Service level per half-hour, days down and hours across: green is all in time, red is \
         nobody. Half-hours with less than one contact are left out, and so are queues that \
         promise \
         no time.",
        &body,
    )
}

/// Without a simulation: the share of people needed who are missing.
fn outline(c: &Comparison, sides: &[&Side]) -> String {
    let mut body = String::new();
    for (q, queue) in c.centre.queues.iter().enumerate() {
        if sides[0].rough.requirement.queues[q].deferrable.is_some() {
            continue;
        }
        body.push_str(&format!("<h3>{}</h3><div class=\"multiples\">", html::escape(&queue.name)));
        for side in sides {
            let need = &side.rough.requirement.queues[q].agents;
            let short = &side.rough.outline.missing[q];
            let covered = |s: usize| (need[s].0 > 0).then(|| 1.0 - short[s] / f64::from(need[s].0));
            let tell = |s: usize, share: f64| {
                let needed = need[s].0;
                format!("{}: {:.0} % of {needed} there", slot_name(&c.grid, s), share * 100.0)
            };
            body.push_str(&map(c, &side.scenario.name, covered, tint, tell));
        }
        body.push_str("</div>");
    }
    html::section(
        "heat",
        "Which half-hours break, in outline",
        "Share of the people needed who are there: green is all, red is half or fewer.",
        &body,
    )
}

fn level(measures: &Measures) -> Option<f64> {
    measures.service_level.filter(|_| measures.offered.mean >= FEW).map(|e| e.mean)
}

fn map(
    c: &Comparison,
    name: &str,
    value: impl Fn(usize) -> Option<f64>,
    tint: impl Fn(f64) -> String,
    tell: impl Fn(usize, f64) -> String,
) -> String {
    let grid = &c.grid;
    let columns = (0..grid.days()).map(|d| grid.slots_of_day(d).len()).max().unwrap_or(0);
    let cell = WIDTH / columns.max(1) as f64;
    let mut svg = Svg::new(LEFT + WIDTH + 4.0, ROW * grid.days() as f64 + 20.0);
    for day in 0..grid.days() {
        let y = ROW * day as f64;
        let date = grid.date(day).format("%a %-d").to_string();
        svg.text((LEFT - 6.0, y + 10.0), "tick end", &date);
        for (column, s) in grid.slots_of_day(day).enumerate() {
            if let Some(found) = value(s) {
                let at = (LEFT + cell * column as f64, y);
                svg.tinted(at, (cell - 0.5, ROW - 1.5), &tint(found), &tell(s, found));
            }
        }
    }
    let per_hour = (60 / grid.interval().0) as usize;
    for column in (0..columns).step_by(per_hour * 4) {
        let clock = grid.clock(Slot(column)).to_string();
        let at = (LEFT + cell * column as f64, ROW * grid.days() as f64 + 12.0);
        svg.text(at, "tick", &clock);
    }
    let drawn = svg.finish(&format!("Half-hours of {name}"));
    format!("<figure><figcaption>{}</figcaption>{drawn}</figure>", html::escape(name))
}

/// Green for all, red for half or fewer.
fn tint(level: f64) -> String {
    let good = ((level - 0.5) / 0.5).clamp(0.0, 1.0);
    format!("hsl({:.0} 62% {:.0}%)", 8.0 + 132.0 * good, 52.0 + 12.0 * good)
}
