//! Required against scheduled: a staircase per queue, and a heat map of what is missing or spare.

use super::svg::{Plot, Svg, heat_map, slot_name};
use super::{PlannedWeek, html};
use domain::{Coverage, Deferrable, Period, QueueRequirement, TargetKind};

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let (centre, roster) = (&week.inputs.centre, week.clean.roster());
    let coverage = Coverage::of(centre, roster, &week.inputs.previous);
    let mut body = String::new();
    for need in &week.requirement.queues {
        let Some(present) = coverage.queue(&need.queue) else { continue };
        let name = centre.queue(&need.queue).map_or("", |q| q.name.as_str());
        body.push_str(&format!("<h3>{}</h3>", html::escape(name)));
        match &need.deferrable {
            Some(work) => body.push_str(&waiting_work(week, work, present)),
            None => {
                body.push_str(&pooled(week, need, present));
                body.push_str(&staircase(week, need, present));
                body.push_str(&spare_by_slot(week, need, present));
            }
        }
    }
    html::section(
        "coverage",
        "Coverage",
        "People required on the roster (line; shrinkage included) against people scheduled \
         (area; weighted with their efficiency). Red: missing. The heat maps show scheduled minus \
         required per interval: red is missing, blue is spare, grey is within a tenth of a person.",
        &body,
    )
}

/// What is expected for targets per day or week, day by day.
fn pooled(week: &PlannedWeek<'_>, need: &QueueRequirement, present: &[f64]) -> String {
    let grid = week.grid();
    let told = need.pooled.iter().filter_map(|target| {
        let (words, unit) = match target.kind {
            TargetKind::MeanWait(most) => (format!("mean wait at most {most:.0}"), "s"),
            TargetKind::ServiceLevel { share, within } => {
                (format!("{share:.0} answered within {within:.0}"), "%")
            }
            _ => return None,
        };
        let period = if target.period == Period::Week { "week" } else { "day" };
        let day = |day: usize| {
            let expected = need.expected(target.kind, grid.slots_of_day(day), present)?;
            let shown = if unit == "%" { 100.0 * expected } else { expected };
            Some(format!("{} {shown:.1} {unit}", grid.date(day).format("%a %-d")))
        };
        let days: Vec<String> = (0..grid.days()).filter_map(day).collect();
        Some(format!(
            "<p>Promised per {period}: {words}; the line is only the fewest people a slot must \
             have. Expected on the service curves: {}.</p>",
            days.join(" · ")
        ))
    });
    told.collect()
}

fn plot<'a>(week: &'a PlannedWeek<'_>, max: f64) -> Plot<'a> {
    let max = max.max(1.0) * 1.08;
    Plot { grid: week.grid(), left: 44.0, top: 8.0, width: 1056.0, height: 130.0, max }
}

fn staircase(week: &PlannedWeek<'_>, need: &QueueRequirement, present: &[f64]) -> String {
    let required = |s: usize| f64::from(need.agents[s].0);
    let top = (0..present.len()).map(|s| required(s).max(present[s])).fold(0.0, f64::max);
    let plot = plot(week, top);
    let mut svg = Svg::new(1110.0, 164.0);
    plot.frame(&mut svg);
    svg.path(&plot.filled(plot.stairs(|s| present[s])), "scheduled");
    for (s, there) in present.iter().enumerate() {
        let short = required(s) - there;
        if short > 1e-6 {
            let (y, x) = (plot.y(required(s)), plot.x(s as f64));
            let size = (plot.x(s as f64 + 1.0) - x, plot.y(*there) - y);
            let title = format!("{}: {short:.1} missing", slot_name(plot.grid, s));
            svg.rect((x, y), size, "short", &title);
        }
    }
    svg.path(&plot.stairs(required), "required");
    svg.finish(&format!("Required and scheduled people of {}", need.queue))
}

/// Tickets: work arriving, work that people do, and the deadline they must keep.
fn waiting_work(week: &PlannedWeek<'_>, work: &Deferrable, present: &[f64]) -> String {
    let top = present.iter().chain(&work.arriving).copied().fold(0.0, f64::max);
    let plot = plot(week, top);
    let mut svg = Svg::new(1110.0, 164.0);
    plot.frame(&mut svg);
    svg.path(&plot.filled(plot.stairs(|s| present[s])), "scheduled");
    svg.path(&plot.stairs(|s| work.arriving[s]), "required");
    let (arriving, done) = (work.arriving.iter().sum::<f64>(), present.iter().sum::<f64>());
    let hours = week.grid().interval().as_hours();
    format!(
        "{}<p>Work that may wait until its deadline. Line: work arriving; area: people \
         scheduled for it. Over the horizon {:.1} h of work arrive, {:.1} h wait from before, \
         {:.1} h of people are scheduled.</p>",
        svg.finish("Work arriving and people scheduled"),
        arriving * hours,
        work.backlog * hours,
        done * hours,
    )
}

fn spare_by_slot(week: &PlannedWeek<'_>, need: &QueueRequirement, present: &[f64]) -> String {
    let grid = week.grid();
    let name = format!("Scheduled minus required people of {} by day and interval", need.queue);
    heat_map(grid, &name, |slot| {
        let (required, there) = (f64::from(need.agents[slot].0), present[slot]);
        let when = slot_name(grid, slot);
        let title = format!("{when}: {required:.0} required, {there:.1} scheduled");
        let asked = required != 0.0 || there != 0.0;
        asked.then(|| (tint(there - required, required), title))
    })
}

/// Red for missing, blue for spare, grey where required and scheduled meet within a tenth of a
/// person; the deeper, the larger the share of those required.
fn tint(spare: f64, required: f64) -> String {
    if spare.abs() < 0.1 {
        return "hsl(215 12% 92%)".to_owned();
    }
    let strength = (spare.abs() / (0.25 * required.max(4.0))).min(1.0);
    let (hue, lightness) =
        if spare < 0.0 { (8.0, 82.0 - 34.0 * strength) } else { (215.0, 92.0 - 40.0 * strength) };
    format!("hsl({hue:.0} 78% {lightness:.0}%)")
}
