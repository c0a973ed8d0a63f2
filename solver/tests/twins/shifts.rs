//! Every shift one may work on a day, breaks placed in every way, tried by whoever counts rosters.

use super::worlds::World;
use domain::{
    Activity, Agent, AvailabilityKind, BreakKind, BreakRule, Minutes, Queue, Shift, Span, Stretch,
};

/// Every shift `agent` may start on `day`: on `queue` where they can and it is open, else idle.
pub(super) fn shifts(
    world: &World,
    agent: &Agent,
    day: usize,
    queue: Option<&Queue>,
) -> Vec<Shift> {
    let (centre, date) = (&world.centre, world.grid().date(day));
    let Some(contract) = centre.contract(&agent.contract) else { return Vec::new() };
    let mut all = Vec::new();
    for template in contract.templates.iter().filter_map(|id| centre.template(id)) {
        for start in template.starts.iter().filter_map(|clock| clock.on(date, centre.zone)) {
            let span = Span::new(start, start + template.length);
            for rests in places(span, &template.breaks, centre.interval) {
                let stretches = stretches(world, (agent, queue), span, &rests);
                all.push(Shift { agent: agent.id.clone(), date, stretches });
            }
        }
    }
    all
}

fn places(span: Span, rules: &[BreakRule], step: Minutes) -> Vec<Vec<Stretch>> {
    let Some((rule, later)) = rules.split_first() else { return vec![Vec::new()] };
    let activity = match rule.kind {
        BreakKind::Meal => Activity::Meal { paid: rule.paid },
        BreakKind::Rest => Activity::Break { paid: rule.paid },
    };
    let mut all = Vec::new();
    let mut after = rule.earliest;
    while after <= rule.latest {
        let begin = span.start + after;
        let rest =
            Stretch { span: Span::new(begin, begin + rule.length), activity: activity.clone() };
        for mut others in places(span, later, step) {
            if others.iter().all(|o| o.span.start >= rest.span.end) {
                others.insert(0, rest.clone());
                all.push(others);
            }
        }
        after += step;
    }
    all
}

/// The shift slot by slot: rest, training, the queue, or idle.
fn stretches(
    world: &World,
    (agent, queue): (&Agent, Option<&Queue>),
    span: Span,
    rests: &[Stretch],
) -> Vec<Stretch> {
    let centre = &world.centre;
    let horizon = world.grid().horizon();
    let trains = |at: &Span| {
        centre.availability.iter().any(|row| {
            row.agent == agent.id
                && row.kind == AvailabilityKind::Training
                && horizon.contains(row.span.start)
                && row.span.overlaps(at)
        })
    };
    let mut all = Vec::new();
    let mut from = span.start;
    while from < span.end {
        let slot = Span::new(from, from + centre.interval);
        from = slot.end;
        let resting = rests.iter().find(|rest| rest.span.contains(slot.start));
        let can = |q: &&Queue| agent.efficiency(&q.id).is_some() && centre.is_open(q, slot.start);
        let served = queue.filter(can);
        let activity = match resting {
            Some(rest) if rest.span.start == slot.start => {
                all.push(rest.clone());
                continue;
            }
            Some(_) => continue,
            None if trains(&slot) => Activity::Training,
            None => served.map_or(Activity::Idle, |q| Activity::Work(q.id.clone())),
        };
        all.push(Stretch { span: slot, activity });
    }
    all
}
