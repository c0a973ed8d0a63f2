//! Numbers back into nouns: tours and seating into shifts with activities.

mod calm;
#[cfg(test)]
mod exercise;
mod ledger;
mod minutes;

use super::Case;
use super::pricing::{Placed, Tour};
use super::problem::choices::activity;
use super::problem::nouns::Numbers;
use super::problem::{Class, MICRO, Problem};
use super::seating::Seating;
use calm::{Calm, Parts};
use domain::{Activity, Minutes, Moment, QueueId, Shift, Slot, Span, Stretch};
use std::collections::HashMap;

/// What every person does in every slot they touch.
struct Board<'a> {
    case: &'a Case<'a>,
    problem: &'a Problem,
    /// Activity per agent and slot, `None` off shift; of a shared slot the last.
    doing: Vec<Vec<Option<Activity>>>,
    /// Shared slots: activities with their minutes, by agent and slot.
    shared: HashMap<(usize, usize), Vec<(Activity, i64)>>,
    /// Cover per slot and queue in millionths.
    cover: Vec<Vec<i64>>,
}

/// The shifts of everybody's tours.
pub(crate) fn shifts(
    case: &Case<'_>,
    numbers: &Numbers<'_>,
    tours: &[Tour],
    seating: &Seating<'_>,
) -> Vec<Shift> {
    let problem = &numbers.problem;
    let mut board = Board {
        case,
        problem,
        doing: vec![vec![None; problem.reach + 1]; tours.len()],
        shared: HashMap::new(),
        cover: vec![vec![0; problem.queues.len()]; problem.slots],
    };
    for (agent, tour) in tours.iter().enumerate() {
        board.mark(agent, tour);
    }
    for (slot, minutes) in minutes::whole(problem, seating).into_iter().enumerate() {
        board.seat(slot, minutes);
        board.employ(slot);
    }
    board.calm();
    board.after_horizon();
    let mut all = Vec::new();
    for (agent, tour) in tours.iter().enumerate() {
        for (day, placed) in tour.days.iter().enumerate() {
            if let Some(placed) = placed {
                all.push(board.shift(numbers, agent, day, placed));
            }
        }
    }
    all
}

impl Board<'_> {
    fn class(&self, agent: usize) -> &Class {
        &self.problem.classes[self.problem.agents[agent]]
    }

    /// Writes down breaks and training; the rest is idle for now.
    fn mark(&mut self, agent: usize, tour: &Tour) {
        for (day, placed) in tour.days.iter().enumerate() {
            let Some(placed) = placed else { continue };
            let class = &self.problem.classes[self.problem.agents[agent]];
            let choice = &class.days[day].all[placed.choice];
            let row = &mut self.doing[agent];
            for (at, cell) in row.iter_mut().enumerate().take(choice.end()).skip(choice.start) {
                let trains = class.training.binary_search(&at).is_ok();
                *cell = Some(if trains { Activity::Training } else { Activity::Idle });
            }
            let template = &self.case.centre.templates[choice.template];
            for ((rule, window), place) in
                template.breaks.iter().zip(&choice.breaks).zip(&placed.breaks)
            {
                let from = choice.start + place;
                row[from..from + window.length].fill(Some(activity(rule)));
            }
        }
    }

    /// Everybody's places that count for `slot`: the slot itself, and in a week that repeats the
    /// one a week later.
    fn places(&self, slot: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        let later = slot + self.problem.slots;
        let later = (self.problem.cyclic && later <= self.problem.reach).then_some(later);
        (0..self.doing.len())
            .flat_map(move |agent| std::iter::once(slot).chain(later).map(move |at| (agent, at)))
    }

    /// Those of them where nobody has anything to do yet.
    fn idle(&self, slot: usize) -> Vec<(usize, usize)> {
        let idle = |&(agent, at): &(usize, usize)| self.doing[agent][at] == Some(Activity::Idle);
        self.places(slot).filter(idle).collect()
    }

    fn queue_id(&self, queue: usize) -> &QueueId {
        &self.case.centre.queues[queue].id
    }

    /// Hands out each pool's minutes: whole slots first, to people who were there before if they
    /// can; then what is left, end to end.
    fn seat(&mut self, slot: usize, minutes: Vec<Vec<i64>>) {
        let mut waiting = self.idle(slot);
        let whole = self.problem.interval;
        for (pool, mut left) in minutes.into_iter().enumerate() {
            let skills = &self.problem.pools[pool].skills;
            let of_pool = |&(agent, _): &(usize, usize)| self.class(agent).pool == pool;
            let (mut people, others) = waiting.into_iter().partition::<Vec<_>, _>(of_pool);
            waiting = others;
            for stay in [true, false] {
                for (skill, &(queue, speed)) in skills.iter().enumerate() {
                    let work = Activity::Work(self.queue_id(queue).clone());
                    people.retain(|&(agent, at)| {
                        let stays = at > 0 && self.doing[agent][at - 1].as_ref() == Some(&work);
                        let goes = left[skill] >= whole && (stays || !stay);
                        if goes {
                            left[skill] -= whole;
                            self.doing[agent][at] = Some(work.clone());
                            self.cover[slot][queue] += speed;
                        }
                        !goes
                    });
                }
            }
            for place in people {
                self.divide(slot, place, &mut left);
            }
        }
    }

    /// Gives one person what is left of a slot's minutes, up to a whole slot; for the rest of the
    /// slot they stay where they are.
    fn divide(&mut self, slot: usize, (agent, at): (usize, usize), left: &mut [i64]) {
        let skills = &self.problem.pools[self.class(agent).pool].skills;
        let work = |skill: usize| Activity::Work(self.queue_id(skills[skill].0).clone());
        let before = at.checked_sub(1).and_then(|before| self.doing[agent][before].clone());
        let mut order: Vec<usize> = (0..skills.len()).filter(|&s| left[s] > 0).collect();
        order.sort_by_key(|&skill| before.as_ref() != Some(&work(skill)));
        let (mut open, mut parts) = (self.problem.interval, Vec::new());
        for skill in order {
            let part = left[skill].min(open);
            if part > 0 {
                left[skill] -= part;
                open -= part;
                parts.push((skill, part));
            }
        }
        let Some(last) = parts.last_mut() else { return };
        last.1 += open;
        let named: Vec<(Activity, i64)> = parts.iter().map(|&(s, part)| (work(s), part)).collect();
        for (skill, part) in parts {
            let (queue, speed) = skills[skill];
            self.cover[slot][queue] += speed * part / self.problem.interval;
        }
        self.doing[agent][at] = named.last().map(|p| p.0.clone());
        if named.len() > 1 {
            self.shared.insert((agent, at), named);
        }
    }

    /// Puts people whom nobody needs on the queue that has least for its need.
    fn employ(&mut self, slot: usize) {
        for (agent, at) in self.idle(slot) {
            let skills = &self.problem.pools[self.class(agent).pool].skills;
            let useful = skills.iter().filter(|s| {
                let queue = &self.problem.queues[s.0];
                queue.open[slot] && (queue.need[slot] > 0 || queue.tickets.is_some())
            });
            let fullness = |queue: usize| {
                let need = i64::from(self.problem.queues[queue].need[slot]).max(1) * MICRO;
                self.cover[slot][queue] as f64 / need as f64
            };
            let chosen = useful.min_by(|a, b| fullness(a.0).total_cmp(&fullness(b.0)));
            if let Some(&(queue, speed)) = chosen {
                self.doing[agent][at] = Some(Activity::Work(self.queue_id(queue).clone()));
                self.cover[slot][queue] += speed;
            }
        }
    }

    /// Has people change queues less often.
    fn calm(&mut self) {
        let queues = &self.case.centre.queues;
        let number = |id: &QueueId| queues.iter().position(|queue| queue.id == *id);
        let parts = |(agent, at): (usize, usize)| -> Option<Parts> {
            let whole = (self.doing[agent][at].clone()?, self.problem.interval);
            let all = self.shared.get(&(agent, at)).cloned().unwrap_or_else(|| vec![whole]);
            let part = |(activity, minutes): &(Activity, i64)| match activity {
                Activity::Work(id) => Some((number(id)?, *minutes)),
                _ => None,
            };
            all.iter().map(part).collect()
        };
        let row =
            |agent: usize| (0..self.doing[agent].len()).map(|at| parts((agent, at))).collect();
        let pools: Vec<usize> = (0..self.doing.len()).map(|a| self.class(a).pool).collect();
        let parts = (0..self.doing.len()).map(row).collect();
        let calm = Calm::new(self.problem, &pools, parts).settled();
        for (agent, row) in calm.into_iter().enumerate() {
            for (at, parts) in row.into_iter().enumerate() {
                let Some(parts) = parts else { continue };
                let work = |queue: usize| Activity::Work(queues[queue].id.clone());
                let named: Vec<(Activity, i64)> =
                    parts.into_iter().map(|(queue, minutes)| (work(queue), minutes)).collect();
                self.doing[agent][at] = named.last().map(|part| part.0.clone());
                self.shared.remove(&(agent, at));
                if named.len() > 1 {
                    self.shared.insert((agent, at), named);
                }
            }
        }
    }

    /// After a horizon that does not repeat people stay on their queue while it is open.
    fn after_horizon(&mut self) {
        if self.problem.cyclic {
            return;
        }
        let grid = &self.case.requirement.grid;
        let centre = self.case.centre;
        for row in &mut self.doing {
            let mut last = None;
            for (slot, cell) in row.iter_mut().enumerate() {
                if let Some(Activity::Work(id)) = cell {
                    last = Some(id.clone());
                } else if cell.is_none() {
                    last = None;
                }
                if slot < self.problem.slots || *cell != Some(Activity::Idle) {
                    continue;
                }
                let at = grid.start(Slot(slot));
                let open = |id: &QueueId| centre.queue(id).is_some_and(|q| centre.is_open(q, at));
                if let Some(id) = last.clone().filter(open) {
                    *cell = Some(Activity::Work(id));
                }
            }
        }
    }

    fn shift(&self, numbers: &Numbers<'_>, agent: usize, day: usize, placed: &Placed) -> Shift {
        let grid = &self.case.requirement.grid;
        let choice = &self.class(agent).days[day].all[placed.choice];
        let mut stretches: Vec<Stretch> = Vec::new();
        for slot in choice.start..choice.end() {
            let mut start: Moment = grid.start(Slot(slot));
            let whole = self.doing[agent][slot].clone().unwrap_or(Activity::Idle);
            let whole = [(whole, self.problem.interval)];
            let parts = self.shared.get(&(agent, slot)).map_or(&whole[..], Vec::as_slice);
            for (activity, minutes) in parts {
                let span = Span::new(start, start + Minutes(*minutes));
                start = span.end;
                match stretches.last_mut() {
                    Some(last) if last.activity == *activity => last.span.end = span.end,
                    _ => stretches.push(Stretch { span, activity: activity.clone() }),
                }
            }
        }
        let agent = numbers.people[agent].agent.id.clone();
        Shift { agent, date: grid.date(day), stretches }
    }
}
