//! Every roster of a tiny world, tried one by one.

use super::worlds::World;
use domain::{
    Activity, Agent, AvailabilityKind, BreakKind, BreakRule, Minutes, Money, Provenance, Roster,
    Shift, Span, Stretch, judge,
};

/// The cost of the cheapest lawful roster; `None` when no roster is lawful.
///
/// Everybody on duty serves the one queue where they can and it is open; that is never dearer.
pub(super) fn optimum(world: &World) -> Option<Money> {
    let choices: Vec<Vec<Shift>> = world
        .centre
        .agents
        .iter()
        .flat_map(|agent| (0..world.grid().days()).map(move |day| (agent, day)))
        .map(|(agent, day)| shifts(world, agent, day))
        .collect();
    let mut cheapest = None;
    try_all(world, &choices, &mut Vec::new(), &mut cheapest);
    cheapest
}

/// How many rosters there are to try.
pub(super) fn count(world: &World) -> usize {
    let days = 0..world.grid().days();
    let agents = world.centre.agents.iter();
    let each = agents.flat_map(|a| days.clone().map(move |d| shifts(world, a, d).len() + 1));
    each.product()
}

fn try_all(
    world: &World,
    choices: &[Vec<Shift>],
    chosen: &mut Vec<Shift>,
    cheapest: &mut Option<Money>,
) {
    let Some((first, rest)) = choices.split_first() else {
        let roster = Roster::new(world.grid().clone(), chosen.clone(), Provenance::default());
        let verdict = judge(&world.centre, &world.requirement, &roster, &world.previous);
        let cost = verdict.cost.total();
        if verdict.is_lawful() && cheapest.is_none_or(|least| cost < least) {
            *cheapest = Some(cost);
        }
        return;
    };
    try_all(world, rest, chosen, cheapest);
    for shift in first {
        chosen.push(shift.clone());
        try_all(world, rest, chosen, cheapest);
        chosen.pop();
    }
}

/// Every shift `agent` may start on `day`.
fn shifts(world: &World, agent: &Agent, day: usize) -> Vec<Shift> {
    let (centre, date) = (&world.centre, world.grid().date(day));
    let Some(contract) = centre.contract(&agent.contract) else { return Vec::new() };
    let mut all = Vec::new();
    for template in contract.templates.iter().filter_map(|id| centre.template(id)) {
        for start in template.starts.iter().filter_map(|clock| clock.on(date, centre.zone)) {
            let span = Span::new(start, start + template.length);
            for rests in places(span, &template.breaks, centre.interval) {
                let stretches = stretches(world, agent, span, &rests);
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
fn stretches(world: &World, agent: &Agent, span: Span, rests: &[Stretch]) -> Vec<Stretch> {
    let (centre, queue) = (&world.centre, &world.centre.queues[0]);
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
        let serves = agent.efficiency(&queue.id).is_some() && centre.is_open(queue, slot.start);
        let activity = match resting {
            Some(rest) if rest.span.start == slot.start => {
                all.push(rest.clone());
                continue;
            }
            Some(_) => continue,
            None if trains(&slot) => Activity::Training,
            None if serves => Activity::Work(queue.id.clone()),
            None => Activity::Idle,
        };
        all.push(Stretch { span: slot, activity });
    }
    all
}
