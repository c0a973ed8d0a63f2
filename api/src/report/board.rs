//! The roster board: people down, time across, one bar per stretch of a shift.

use super::svg::Svg;
use super::{PlannedWeek, html};
use domain::{Activity, Agent, Availability, AvailabilityKind, Centre, Shift, Span};
use std::collections::BTreeMap;

const LEFT: f64 = 150.0;
const WIDTH: f64 = 950.0;
const ROW: f64 = 15.0;

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let centre = &week.inputs.centre;
    let mut teams: BTreeMap<&str, Vec<&Agent>> = BTreeMap::new();
    for agent in &centre.agents {
        teams.entry(agent.team.as_str()).or_default().push(agent);
    }
    let mut body = legend(centre);
    for (team, people) in &teams {
        body.push_str(&format!(
            "<details open><summary>{} · {} people</summary>{}</details>",
            html::escape(team),
            people.len(),
            board(week, people),
        ));
    }
    html::section(
        "board",
        "Roster board",
        "Everyone's week. Hold the pointer over a bar to read its times.",
        &body,
    )
}

fn legend(centre: &Centre) -> String {
    let mut items: Vec<(String, &str)> = Vec::new();
    for (i, queue) in centre.queues.iter().enumerate() {
        items.push((queue_class(i), &queue.name));
    }
    for (class, name) in [
        ("rest", "break"),
        ("meal", "meal"),
        ("idle", "no queue"),
        ("learn", "training"),
        ("leave", "leave"),
    ] {
        items.push((class.to_owned(), name));
    }
    let entry = |(class, name): &(String, &str)| {
        format!(
            "<span><svg viewBox=\"0 0 14 10\" class=\"key\"><rect class=\"{class}\" width=\"14\" \
             height=\"10\"/></svg> {}</span>",
            html::escape(name)
        )
    };
    format!("<p class=\"legend\">{}</p>", items.iter().map(entry).collect::<String>())
}

/// The colour of queue number `index`; after eight queues colours repeat.
fn queue_class(index: usize) -> String {
    format!("q{}", index % 8)
}

fn board(week: &PlannedWeek<'_>, people: &[&Agent]) -> String {
    let grid = week.grid();
    let height = 20.0 + ROW * people.len() as f64;
    let mut svg = Svg::new(LEFT + WIDTH + 10.0, height);
    for day in 0..grid.days() {
        let x = LEFT + WIDTH * grid.slots_of_day(day).start as f64 / grid.len() as f64;
        svg.line((x, 0.0), (x, height), "day");
        svg.text((x + 4.0, 11.0), "tick", &grid.date(day).format("%a %-d %b").to_string());
    }
    for (row, agent) in people.iter().enumerate() {
        let y = 18.0 + ROW * row as f64;
        svg.text((LEFT - 8.0, y + 10.0), "name end", &agent.name);
        let leave = |a: &&Availability| a.agent == agent.id && a.kind == AvailabilityKind::Leave;
        for row in week.inputs.centre.availability.iter().filter(leave) {
            bar(week, &mut svg, y, row.span, "leave", &format!("{}: leave", agent.name));
        }
        for shift in week.clean.roster().shifts_of(&agent.id) {
            draw(week, &mut svg, y, shift, agent);
        }
    }
    svg.finish("Roster board")
}

fn draw(week: &PlannedWeek<'_>, svg: &mut Svg, y: f64, shift: &Shift, agent: &Agent) {
    let centre = &week.inputs.centre;
    for stretch in &shift.stretches {
        let (class, what) = match &stretch.activity {
            Activity::Work(queue) => {
                let index = centre.queues.iter().position(|q| &q.id == queue).unwrap_or(0);
                (queue_class(index), queue.to_string())
            }
            Activity::Idle => ("idle".to_owned(), "no queue".to_owned()),
            Activity::Meal { .. } => ("meal".to_owned(), "meal".to_owned()),
            Activity::Break { .. } => ("rest".to_owned(), "break".to_owned()),
            Activity::Training => ("learn".to_owned(), "training".to_owned()),
            Activity::Meeting => ("learn".to_owned(), "meeting".to_owned()),
        };
        let clock = |at: domain::Moment| at.local(centre.zone).format("%H:%M").to_string();
        let title = format!(
            "{} {} {}–{}: {what}",
            agent.name,
            shift.date.format("%a %-d %b"),
            clock(stretch.span.start),
            clock(stretch.span.end),
        );
        bar(week, svg, y, stretch.span, &class, &title);
    }
}

fn bar(week: &PlannedWeek<'_>, svg: &mut Svg, y: f64, span: Span, class: &str, title: &str) {
    let horizon = week.grid().horizon();
    let visible = horizon.shared(&span);
    if visible.0 == 0 {
        return;
    }
    let scale = WIDTH / horizon.length().0 as f64;
    let from = (span.start.max(horizon.start) - horizon.start).0 as f64;
    svg.rect((LEFT + from * scale, y), (visible.0 as f64 * scale, ROW - 3.0), class, title);
}
