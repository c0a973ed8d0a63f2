//! Feedback: broken promises raise the requirement until the simulation agrees.

use crate::centre::*;
use domain::{
    Agents, Centre, Contacts, Cut, Deferrable, Demand, Erlangs, Period, QueueId, QueueRequirement,
    Raise, Requirement, Roster, ServiceCurve, Share, Slot, Target, TargetKind,
};
use scenarios::simulate::{Budget, Options, apply, cuts, misses, settle, simulate};
use std::convert::Infallible;
use std::ops::ControlFlow;

fn options() -> Options {
    let budget = Budget { least: 96, most: 96, contacts: u64::MAX, half_width: 0.0 };
    Options { seed: 4, budget, ..Options::default() }
}

/// A requirement of `people` wherever `demand` expects anybody.
pub(crate) fn requirement(demand: &Demand, people: u32) -> Requirement {
    let queue = |d: &domain::QueueDemand| {
        let busy = |c: &Contacts| Agents(if c.0 > 0.0 { people } else { 0 });
        let load = |c: &Contacts| Erlangs(c.0 * d.aht[0].0 / 1800.0);
        QueueRequirement {
            queue: d.queue.clone(),
            agents: d.expected.iter().map(busy).collect(),
            seated: d.expected.iter().map(busy).collect(),
            load: d.expected.iter().map(load).collect(),
            binding: vec![None; d.expected.len()],
            curves: Vec::new(),
            pooled: Vec::new(),
            deferrable: None,
        }
    };
    Requirement { grid: demand.grid.clone(), queues: demand.queues.iter().map(queue).collect() }
}

/// A roster that meets the requirement of the first queue exactly: agent i works where more than
/// i people are needed.
pub(crate) fn exact_roster(need: &Requirement) -> Roster {
    let agents = &need.queues[0].agents;
    let queue = need.queues[0].queue.as_str();
    let most = agents.iter().map(|a| a.0).max().unwrap_or(0);
    let mut shifts = Vec::new();
    for i in 0..most {
        let (mut slot, id) = (0, format!("a-{i}"));
        while slot < agents.len() {
            let end = (slot..agents.len()).find(|&s| agents[s].0 <= i).unwrap_or(agents.len());
            if end > slot {
                let mut one = shift(&id, 0, &[("00:00", "01:00", work(queue))]);
                let span = &mut one.stretches[0].span;
                (span.start, span.end) = (need.grid.start(Slot(slot)), need.grid.start(Slot(end)));
                shifts.push(one);
            }
            slot = end.max(slot + 1);
        }
    }
    roster(&need.grid, shifts)
}

fn sales(target: Target) -> (Centre, Demand) {
    let mut queue = phone("sales");
    queue.targets = vec![target];
    let centre = centre(vec![queue], agents("a", 40, &[("sales", 1.0)]));
    let demand = demand(&grid(1), &[("sales", 90.0, 180.0)], (9, 21));
    (centre, demand)
}

/// Solve exactly, simulate, cut, and again.
fn feed_back(centre: &Centre, demand: &Demand, first: u32) -> scenarios::simulate::Settled<Roster> {
    let solve = |need: &Requirement| {
        let roster = exact_roster(need);
        let shown = simulate(centre, demand, &roster, &[], &options()).expect("a simulation");
        Ok::<_, Infallible>((roster, shown))
    };
    let go_on = |_: usize, _: &[Cut]| ControlFlow::Continue(());
    settle(centre, requirement(demand, first), 8, solve, go_on).expect("never fails")
}

#[test]
fn a_requirement_that_is_too_low_rises_until_every_half_hour_holds() {
    // 9 erlangs: 9 people answer a third in time, 12 are enough for 80 % in 20 s.
    let (centre, demand) = sales(level(0.8, 20.0));
    let settled = feed_back(&centre, &demand, 9);
    assert!(settled.holds(), "{:?}", settled.misses.first());
    assert!((1..=4).contains(&settled.rounds.len()), "{} rounds", settled.rounds.len());
    for (slot, agents) in settled.requirement.queues[0].agents.iter().enumerate() {
        let allowed = if (18..42).contains(&slot) { 10..=13 } else { 0..=0 };
        assert!(allowed.contains(&agents.0), "slot {slot}: {agents}");
    }
}

#[test]
fn a_requirement_that_is_high_enough_stays_as_it_is() {
    let (centre, demand) = sales(level(0.8, 20.0));
    let settled = feed_back(&centre, &demand, 14);
    assert!(settled.holds() && settled.rounds.is_empty());
    assert_eq!(settled.requirement, requirement(&demand, 14));
}

#[test]
fn a_roster_without_enough_people_is_not_cured_by_asking_for_more() {
    let (centre, demand) = sales(level(0.8, 20.0));
    let need = requirement(&demand, 12);
    let few = exact_roster(&requirement(&demand, 8));
    let shown = simulate(&centre, &demand, &few, &[], &options()).expect("a simulation");
    let broken = misses(&shown, &need, &centre);
    assert_eq!(broken.len(), 24, "every half-hour is broken");
    assert!(broken.iter().all(|miss| miss.understaffed));
    assert_eq!(cuts(&shown, &need, &centre), vec![]);
}

#[test]
fn the_rounds_are_limited_and_what_is_left_is_said() {
    let (centre, demand) = sales(level(0.8, 20.0));
    let solve = |need: &Requirement| {
        let roster = exact_roster(need);
        let shown = simulate(&centre, &demand, &roster, &[], &options()).expect("a simulation");
        Ok::<_, Infallible>((roster, shown))
    };
    let go_on = |_: usize, _: &[Cut]| ControlFlow::Continue(());
    let settled = settle(&centre, requirement(&demand, 6), 1, solve, go_on).expect("never fails");
    assert_eq!(settled.rounds.len(), 1);
    assert!(!settled.holds());
}

#[test]
fn a_promise_for_the_day_is_mended_in_the_worst_half_hours_only() {
    let share = Share::new(0.8).expect("a share");
    let kind = TargetKind::ServiceLevel { share, within: domain::Seconds(20.0) };
    let (centre, mut demand) = sales(Target { kind, period: Period::Day });
    // A peak of two hours, calm otherwise.
    for slot in 18..42 {
        demand.queues[0].expected[slot].0 = if (24..28).contains(&slot) { 130.0 } else { 70.0 };
    }
    let settled = feed_back(&centre, &demand, 9);
    assert!(settled.holds() && !settled.rounds.is_empty());
    let added = |slot: usize| settled.requirement.queues[0].agents[slot].0 - 9;
    assert!((24..28).all(|slot| added(slot) >= 2), "the peak is raised most");
    let calm: Vec<usize> = (18..42).filter(|s| !(24..28).contains(s)).collect();
    assert!(calm.iter().all(|&slot| added(slot) <= 1));
    assert!(calm.iter().filter(|&&slot| added(slot) == 0).count() >= 12, "most stay as they are");
}

#[test]
fn waits_hang_ups_and_occupancy_are_mended_too() {
    let kinds = [
        TargetKind::MeanWait(domain::Seconds(15.0)),
        TargetKind::Abandonment(Share::new(0.05).expect("a share")),
        TargetKind::Occupancy(Share::new(0.8).expect("a share")),
    ];
    for kind in kinds {
        let (centre, demand) = sales(Target { kind, period: Period::Interval });
        let settled = feed_back(&centre, &demand, 8);
        assert!(settled.holds() && !settled.rounds.is_empty(), "{kind:?}: {:?}", settled.misses);
        let most = settled.requirement.queues[0].agents.iter().map(|a| a.0).max();
        assert!(most <= Some(14), "{kind:?}: {most:?}");
    }
}

#[test]
fn the_largest_cut_of_a_half_hour_counts_and_curves_are_moved() {
    let (_, demand) = sales(level(0.8, 20.0));
    let mut need = requirement(&demand, 3);
    let promised = [0.0, 10.0, 40.0, 70.0, 85.0].map(Contacts).to_vec();
    let curve =
        ServiceCurve { offered: Contacts(90.0), answered_in_time: promised, waited: Vec::new() };
    need.queues[0].curves = vec![curve; 48];
    let target = level(0.8, 20.0).kind;
    let cut = |slots, add| Cut {
        queue: QueueId::new("sales"),
        slots,
        raise: Raise::People(Agents(add)),
        target,
        simulated: 0.6,
    };
    let raised = apply(&need, &[cut(20..24, 1), cut(22..23, 2), cut(0..1, 1)]);
    let agents = |slot: usize| raised.queues[0].agents[slot].0;
    assert_eq!([agents(0), agents(19), agents(20), agents(22), agents(23)], [0, 3, 4, 5, 4]);
    let curve = |slot: usize| -> Vec<f64> {
        raised.queues[0].curves[slot].answered_in_time.iter().map(|c| c.0).collect()
    };
    assert_eq!(curve(19), [0.0, 10.0, 40.0, 70.0, 85.0]);
    assert_eq!(curve(20), [0.0, 0.0, 10.0, 40.0, 70.0]);
    assert_eq!(curve(22), [0.0, 0.0, 0.0, 10.0, 40.0]);
}

#[test]
fn tickets_done_too_late_become_more_work() {
    let grid = grid(2);
    let centre = centre(vec![ticket("mail", 4)], agents("a", 2, &[("mail", 1.0)]));
    let demand = demand(&grid, &[("mail", 40.0, 300.0)], (9, 21));
    let mut need = requirement(&demand, 0);
    let arriving: Vec<f64> = demand.queues[0].expected.iter().map(|c| c.0 / 6.0).collect();
    let due = vec![10.0; grid.len()];
    let share = Share::new(0.9).expect("a share");
    need.queues[0].deferrable = Some(Deferrable { arriving, due, backlog: 0.0, share });
    let two = roster(&grid, all_day("a", 2, 2, "mail"));
    let shown = simulate(&centre, &demand, &two, &[], &options()).expect("a simulation");
    let found = cuts(&shown, &need, &centre);
    assert_eq!(found.len(), 1, "{found:?}");
    let raised = apply(&need, &found);
    let work =
        |r: &Requirement| r.queues[0].deferrable.as_ref().map_or(0.0, |d| d.arriving.iter().sum());
    let (before, after): (f64, f64) = (work(&need), work(&raised));
    assert!(after > before * 1.1, "{before} before, {after} after");
    let due = |r: &Requirement| r.queues[0].deferrable.as_ref().map_or(0.0, |d| d.due[50]);
    assert!((due(&raised) / due(&need) - after / before).abs() < 1e-12);
}
