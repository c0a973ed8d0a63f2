//! Random rosters: mostly lawful shifts, then deliberate mistakes.

use super::dice::Dice;
use super::worlds::World;
use chrono::{Days, NaiveDate};
use domain::{
    Activity, Agent, AvailabilityKind, BreakKind, Centre, Grid, Minutes, Moment, Provenance,
    Roster, Shift, ShiftTemplate, Span, Stretch,
};

/// A random roster of the world with up to three deliberate mistakes.
pub(super) fn random(dice: &mut Dice, world: &World) -> Roster {
    let mut shifts = Vec::new();
    let density = *dice.pick(&[30, 55, 80]);
    for agent in &world.centre.agents {
        for date in (0..world.grid().days()).map(|d| world.grid().date(d)) {
            if dice.percent(density) {
                shifts.extend(shift(dice, &world.centre, date, agent));
            }
        }
        keep_locks(dice, world, agent, &mut shifts);
    }
    for _ in 0..dice.from(0, 3) {
        mistake(dice, world, &mut shifts);
    }
    keep_apart(&mut shifts);
    Roster::new(world.grid().clone(), shifts, Provenance::default())
}

/// Shifts of the three days before the horizon.
pub(super) fn before(dice: &mut Dice, centre: &Centre, grid: &Grid) -> Vec<Shift> {
    let mut shifts = Vec::new();
    for agent in &centre.agents {
        if dice.percent(25) {
            continue;
        }
        for back in (1..=3).rev() {
            if dice.percent(65) {
                let date = grid.first_day() - Days::new(back);
                shifts.extend(shift(dice, centre, date, agent));
            }
        }
    }
    keep_apart(&mut shifts);
    shifts
}

/// A shift of a template on a date with its breaks placed and queues served in turn.
pub(super) fn shift(
    dice: &mut Dice,
    centre: &Centre,
    date: NaiveDate,
    agent: &Agent,
) -> Option<Shift> {
    let contract = centre.contract(&agent.contract)?;
    let template = centre.template(dice.pick(&contract.templates))?;
    let clocks: Vec<_> = template.starts.iter().collect();
    let start = dice.pick(&clocks).on(date, centre.zone)?;
    Some(Shift {
        agent: agent.id.clone(),
        date,
        stretches: stretches(dice, centre, agent, start, template),
    })
}

fn stretches(
    dice: &mut Dice,
    centre: &Centre,
    agent: &Agent,
    start: Moment,
    template: &ShiftTemplate,
) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut from = start;
    for rule in &template.breaks {
        let steps = (rule.latest - rule.earliest).0 / centre.interval.0;
        let begin = start + rule.earliest + Minutes(dice.from(0, steps) * centre.interval.0);
        let begin = begin.max(from);
        let activity = match rule.kind {
            BreakKind::Meal => Activity::Meal { paid: rule.paid },
            BreakKind::Rest => Activity::Break { paid: rule.paid },
        };
        serve(dice, centre, agent, Span::new(from, begin), &mut all);
        from = begin + rule.length;
        all.push(Stretch { span: Span::new(begin, from), activity });
    }
    serve(dice, centre, agent, Span::new(from, start + template.length), &mut all);
    all
}

/// Duty cut into work on one queue, idle time and training.
fn serve(dice: &mut Dice, centre: &Centre, agent: &Agent, span: Span, all: &mut Vec<Stretch>) {
    let mut from = span.start;
    while from < span.end {
        let end = (from + Minutes(dice.from(1, 8) * centre.interval.0)).min(span.end);
        let span = Span::new(from, end);
        let open = |queue: &&domain::Queue| {
            agent.efficiency(&queue.id).is_some() && centre.is_open(queue, from)
        };
        let queues: Vec<_> = centre.queues.iter().filter(open).collect();
        let trained = centre.availability.iter().any(|row| {
            row.agent == agent.id
                && row.kind == AvailabilityKind::Training
                && row.span.overlaps(&span)
        });
        let activity = match queues.as_slice() {
            _ if trained => Activity::Training,
            [] => Activity::Idle,
            _ if dice.percent(10) => Activity::Idle,
            open => Activity::Work(dice.pick(open).id.clone()),
        };
        all.push(Stretch { span, activity });
        from = end;
    }
}

/// Gives most locked shifts to those who have them.
fn keep_locks(dice: &mut Dice, world: &World, agent: &Agent, shifts: &mut Vec<Shift>) {
    for row in &world.centre.availability {
        let date = row.span.start.date(world.centre.zone);
        let lock = row.agent == agent.id && row.kind == AvailabilityKind::LockedShift;
        if lock && dice.percent(70) && world.grid().day_of_date(date).is_some() {
            shifts.retain(|s| s.agent != agent.id || !s.span().overlaps(&row.span));
            let stretch = Stretch { span: row.span, activity: Activity::Idle };
            shifts.push(Shift { agent: agent.id.clone(), date, stretches: vec![stretch] });
        }
    }
}

/// One deliberate mistake.
fn mistake(dice: &mut Dice, world: &World, shifts: &mut Vec<Shift>) {
    let (centre, grid) = (&world.centre, world.grid());
    if shifts.is_empty() {
        return;
    }
    let at = dice.from(0, shifts.len() as i64 - 1) as usize;
    match dice.from(0, 8) {
        0 | 1 => {
            let by = Minutes(dice.from(-4, 4) * centre.interval.0);
            let moved = moved(&shifts[at], by);
            let date = moved.span().start.date(centre.zone);
            if grid.day_of_date(date).is_some() {
                shifts[at] = Shift { date, ..moved };
            }
        }
        2 => swap(&mut shifts[at], |a| a.is_rest().then_some(Activity::Idle)),
        3 => {
            let queue = dice.pick(&centre.queues).id.clone();
            swap(&mut shifts[at], |a| {
                matches!(a, Activity::Work(_)).then(|| Activity::Work(queue.clone()))
            });
        }
        4 => {
            shifts.remove(at);
        }
        5 | 6 => {
            let agent = dice.pick(&centre.agents);
            let date = grid.date(dice.from(0, grid.days() as i64 - 1) as usize);
            shifts.extend(shift(dice, centre, date, agent));
        }
        7 => {
            let longer = Minutes(dice.from(1, 3) * centre.interval.0);
            if let Some(last) = shifts[at].stretches.last_mut() {
                last.span.end = last.span.end + longer;
            }
        }
        _ => swap(&mut shifts[at], |a| match a {
            Activity::Meal { paid } => Some(Activity::Break { paid: *paid }),
            Activity::Break { paid } => Some(Activity::Break { paid: !paid }),
            Activity::Idle => Some(Activity::Meeting),
            _ => None,
        }),
    }
}

/// Changes the first activity that `to` changes.
fn swap(shift: &mut Shift, to: impl Fn(&Activity) -> Option<Activity>) {
    let mut stretches = shift.stretches.iter_mut();
    if let Some((stretch, activity)) =
        stretches.find_map(|s| to(&s.activity).map(|activity| (s, activity)))
    {
        stretch.activity = activity;
    }
}

fn moved(shift: &Shift, by: Minutes) -> Shift {
    let mut moved = shift.clone();
    for stretch in &mut moved.stretches {
        stretch.span = Span::new(stretch.span.start + by, stretch.span.end + by);
    }
    moved
}

/// Leaves out shifts that overlap an earlier one of the same person: nobody is in two places.
fn keep_apart(shifts: &mut Vec<Shift>) {
    let mut kept: Vec<Shift> = Vec::new();
    for shift in shifts.drain(..) {
        let clashes = |s: &Shift| s.agent == shift.agent && s.span().overlaps(&shift.span());
        if !kept.iter().any(clashes) {
            kept.push(shift);
        }
    }
    *shifts = kept;
}
