//! What is expected: a line per queue with its bands, and the promotions behind it.

use super::svg::{Plot, Svg, band};
use super::{PlannedWeek, html};
use domain::{Event, EventKind, LEVELS, Moment, Phase, QueueDemand};

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let mut body = String::new();
    for queue in &week.demand.queues {
        let name = week.inputs.centre.queue(&queue.queue).map_or("", |q| q.name.as_str());
        body.push_str(&format!("<h3>{}</h3>", html::escape(name)));
        body.push_str(&figure(week, queue));
        body.push_str(&stated(queue));
        body.push_str(&remarks(queue));
    }
    body.push_str(&totals(week));
    html::section(
        "demand",
        "Demand",
        "Contacts per interval: the mean of the forecast (line), the middle 80 % (dark band) and \
         95 % (light band) of its distribution, and the same hours one week earlier (dotted).",
        &body,
    )
}

/// The quantile of one slot at the level that is nearest to `level`.
fn quantile(queue: &QueueDemand, slot: usize, level: f64) -> f64 {
    let nearest =
        |a: &usize, b: &usize| (LEVELS[*a] - level).abs().total_cmp(&(LEVELS[*b] - level).abs());
    (0..LEVELS.len()).min_by(nearest).map_or(0.0, |i| queue.quantiles[slot][i].0)
}

fn figure(week: &PlannedWeek<'_>, queue: &QueueDemand) -> String {
    let grid = week.grid();
    let top = (0..grid.len()).map(|s| quantile(queue, s, 0.975)).fold(1.0, f64::max);
    let plot = Plot { grid, left: 44.0, top: 18.0, width: 1056.0, height: 150.0, max: top * 1.05 };
    let mut svg = Svg::new(1110.0, 196.0);
    promotions(week, queue, &plot, &mut svg);
    plot.frame(&mut svg);
    for (low, high, class) in [(0.025, 0.975, "band95"), (0.1, 0.9, "band80")] {
        let edge = |level: f64| plot.points(|s| quantile(queue, s, level));
        svg.path(&band(edge(high), edge(low)), class);
    }
    for week_before in week_before(week, queue, &plot) {
        svg.path(&week_before, "before");
    }
    svg.path(&plot.points(|s| queue.expected[s].0), "mean");
    svg.finish(&format!("Expected contacts of {} over the week", queue.queue))
}

/// What was offered seven days earlier, as unbroken lines between gaps in the reports.
fn week_before(
    week: &PlannedWeek<'_>,
    queue: &QueueDemand,
    plot: &Plot<'_>,
) -> Vec<Vec<(f64, f64)>> {
    let Some(history) = week.inputs.history.queue(&queue.queue) else { return Vec::new() };
    let grid = week.grid();
    let ago = domain::Minutes(7 * 24 * 60);
    let mut lines = vec![Vec::new()];
    for slot in grid.slots() {
        let at: Moment = grid.start(slot) - ago;
        let found = history.records.binary_search_by_key(&at, |r| r.at);
        match (found, lines.last_mut()) {
            (Ok(i), Some(line)) => {
                let value = history.records[i].offered.0.min(plot.max);
                line.push((plot.x(slot.0 as f64 + 0.5), plot.y(value)));
            }
            _ => lines.push(Vec::new()),
        }
    }
    lines.retain(|line| line.len() > 1);
    lines
}

fn promotions(week: &PlannedWeek<'_>, queue: &QueueDemand, plot: &Plot<'_>, svg: &mut Svg) {
    let grid = week.grid();
    let zone = grid.zone();
    let concerns = |e: &&Event| e.queue.as_ref().is_none_or(|q| *q == queue.queue);
    let mut label_end = f64::MIN;
    for event in week.inputs.centre.calendar.events.iter().filter(concerns) {
        let ends = (Moment::from_local(event.start, zone), Moment::from_local(event.end, zone));
        let (Some(start), Some(end)) = ends else { continue };
        let slot = |at: Moment| grid.signed_slot(at).clamp(0, grid.len() as i64) as f64;
        let (from, to) = (plot.x(slot(start)), plot.x(slot(end)));
        if to <= from {
            continue;
        }
        let class = match event.kind {
            EventKind::Promotion if event.phase == Some(Phase::Opening) => "promotion opening",
            EventKind::Promotion => "promotion",
            EventKind::Holiday => "holiday",
            EventKind::MakeupWorkday | EventKind::Closure | EventKind::Event => "event",
        };
        let name = title(event);
        svg.rect((from, plot.top), (to - from - 1.0, plot.height), class, &name);
        if from >= label_end {
            svg.text((from + 3.0, plot.top - 5.0), "tick", &name);
            label_end = from + 7.0 * name.chars().count() as f64;
        }
    }
}

/// The event's name with its phase: `Double 11 opening`.
fn title(event: &Event) -> String {
    let phase = event.phase.map(|phase| match phase {
        Phase::Presale => "presale",
        Phase::Opening => "opening",
        Phase::Main => "main",
        Phase::Tail => "tail",
        Phase::Returns => "returns",
    });
    phase.map_or_else(|| event.name.clone(), |phase| format!("{} {phase}", event.name))
}

/// What the planner stated, beside what history suggests and what is used.
fn stated(queue: &QueueDemand) -> String {
    if queue.decomposition.overrides.is_empty() {
        return String::new();
    }
    let columns = [
        ("Stated event", false),
        ("from", false),
        ("model", true),
        ("its doubt", true),
        ("planner", true),
        ("used", true),
    ];
    let times = |factor: f64| format!("×{factor:.2}");
    let row = |one: &domain::Override| {
        vec![
            html::escape(&one.event),
            one.first_day.format("%a %-d %b").to_string(),
            times(one.model),
            format!("± {:.0} %", 100.0 * one.model_sd),
            times(one.planner),
            times(one.blend),
        ]
    };
    let rows: Vec<Vec<String>> = queue.decomposition.overrides.iter().map(row).collect();
    html::table(&columns, &rows)
}

fn remarks(queue: &QueueDemand) -> String {
    let notes = &queue.decomposition.notes;
    if notes.is_empty() {
        return String::new();
    }
    let items: String = notes.iter().map(|n| format!("<li>{}</li>", html::escape(n))).collect();
    format!(
        "<details><summary>{} remarks on this forecast</summary><ul>{items}</ul></details>",
        notes.len()
    )
}

/// Expected contacts per queue and day.
fn totals(week: &PlannedWeek<'_>) -> String {
    let grid = week.grid();
    let days: Vec<String> =
        (0..grid.days()).map(|d| grid.date(d).format("%a %-d").to_string()).collect();
    let mut columns = vec![("Contacts per day", false)];
    columns.extend(days.iter().map(|d| (d.as_str(), true)));
    columns.push(("Horizon", true));
    let row = |queue: &QueueDemand| {
        let of_day = |d: usize| grid.slots_of_day(d).map(|s| queue.expected[s].0).sum::<f64>();
        let mut cells = vec![html::escape(week.queue_name(&queue.queue))];
        cells.extend((0..grid.days()).map(|d| html::grouped(of_day(d).round() as i64)));
        let all: f64 = queue.expected.iter().map(|c| c.0).sum();
        cells.push(html::grouped(all.round() as i64));
        cells
    };
    let rows: Vec<Vec<String>> = week.demand.queues.iter().map(row).collect();
    html::table(&columns, &rows)
}
