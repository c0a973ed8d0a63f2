//! Heat maps: how every half-hour keeps its promise, of the base and of every scenario.

use super::super::html;
use super::super::svg::{Svg, slot_name};
use crate::whatif::{Comparison, Kept, Side};
use domain::{Queue, Slot};

const LEFT: f64 = 58.0;
const WIDTH: f64 = 470.0;
const ROW: f64 = 17.0;

pub(super) fn section(c: &Comparison) -> String {
    let sides: Vec<&Side> =
        std::iter::once(&c.base).chain(c.others.iter().map(|o| &o.side)).collect();
    let mut body = counts(c, &sides);
    for (q, queue) in c.centre.queues.iter().enumerate() {
        let slots = 0..c.grid.len();
        if slots.filter(|slot| sides.iter().any(|s| s.kept(q, *slot).is_some())).count() == 0 {
            continue;
        }
        body.push_str(&format!("<h3>{}</h3><div class=\"multiples\">", html::escape(&queue.name)));
        for side in &sides {
            body.push_str(&map(c, side, q));
        }
        body.push_str("</div>");
    }
    let simulated = sides.iter().any(|side| side.performance().is_some());
    let lead = if simulated {
        "Days down, hours across. Green keeps the promise; amber to red breaks it: red is half of \
         the service level promised or less, or five times the mean wait. Half-hours with less \
         than one contact are left out. Hold the pointer over a half-hour to read it."
    } else {
        "In outline, days down, hours across. Green has the people it needs; amber to red is \
         short of them, red has half or fewer. Hold the pointer over a half-hour to read it."
    };
    html::section("heat", "Which half-hours break", lead, &body)
}

/// How many half-hours of every queue break, and the worst one.
fn counts(c: &Comparison, sides: &[&Side]) -> String {
    let mut columns = vec![("Half-hours that break", false)];
    columns.extend(c.centre.queues.iter().map(|queue| (queue.name.as_str(), true)));
    columns.push(("The worst", false));
    let row = |side: &&Side| {
        let mut cells = vec![html::escape(&side.scenario.name)];
        let mut worst: Option<(&Queue, usize, Kept)> = None;
        for (q, queue) in c.centre.queues.iter().enumerate() {
            let breaks = side.breaks(q);
            cells.push(breaks.len().to_string());
            if let Some((slot, kept)) = breaks.first().copied()
                && worst.is_none_or(|(_, _, known)| kept.broken > known.broken)
            {
                worst = Some((queue, slot, kept));
            }
        }
        cells.push(worst.map_or_else(
            || "none".to_owned(),
            |(queue, slot, kept)| {
                let (name, at) = (html::escape(&queue.name), slot_name(&c.grid, slot));
                format!("{name}, {at}: {}", kept.told())
            },
        ));
        cells
    };
    html::table(&columns, &sides.iter().map(row).collect::<Vec<_>>())
}

fn map(c: &Comparison, side: &Side, q: usize) -> String {
    let (grid, name) = (&c.grid, &side.scenario.name);
    let columns = (0..grid.days()).map(|d| grid.slots_of_day(d).len()).max().unwrap_or(0);
    let cell = WIDTH / columns.max(1) as f64;
    let mut svg = Svg::new(LEFT + WIDTH + 4.0, ROW * grid.days() as f64 + 20.0);
    for day in 0..grid.days() {
        let y = ROW * day as f64;
        let date = grid.date(day).format("%a %-d").to_string();
        svg.text((LEFT - 6.0, y + 12.0), "tick end", &date);
        for (column, s) in grid.slots_of_day(day).enumerate() {
            let Some(kept) = side.kept(q, s) else { continue };
            let at = (LEFT + cell * column as f64, y);
            let size = (cell - 0.6, ROW - 1.5);
            let told = format!("{}: {}", slot_name(grid, s), kept.told());
            if kept.broken > 0.0 {
                svg.tinted(at, size, &tint(kept.broken), &told);
            } else {
                svg.rect(at, size, "kept", &told);
            }
        }
    }
    let per_hour = (60 / grid.interval().0).max(1) as usize;
    for column in (0..columns).step_by(per_hour * 4) {
        let clock = grid.clock(Slot(column)).to_string();
        let at = (LEFT + cell * column as f64, ROW * grid.days() as f64 + 12.0);
        svg.text(at, "tick", &clock);
    }
    let drawn = svg.finish(&format!("Half-hours of {name}"));
    format!("<figure><figcaption>{}</figcaption>{drawn}</figure>", html::escape(name))
}

/// Amber for nearly kept, red for hopeless: read on light and on dark paper.
fn tint(broken: f64) -> String {
    let hue = 44.0 - 40.0 * broken.sqrt();
    format!("hsl({hue:.0} 80% {:.0}%)", 56.0 - 8.0 * broken)
}
