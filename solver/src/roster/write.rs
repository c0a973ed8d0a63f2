//! Numbers back into nouns: tours and seating into shifts with activities.

use super::Case;
use super::pricing::{Placed, Tour};
use super::problem::choices::activity;
use super::problem::nouns::Numbers;
use super::problem::{Class, MICRO, Problem};
use super::seating::Seating;
use domain::{Activity, Minutes, Moment, QueueId, Shift, Slot, Span, Stretch};

/// What every person does in every slot they touch.
struct Board<'a> {
    case: &'a Case<'a>,
    problem: &'a Problem,
    /// Activity per agent and slot, `None` off shift.
    doing: Vec<Vec<Option<Activity>>>,
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
        cover: vec![vec![0; problem.queues.len()]; problem.slots],
    };
    for (agent, tour) in tours.iter().enumerate() {
        board.mark(agent, tour);
    }
    for slot in 0..problem.slots {
        board.seat(slot, seating);
        board.employ(slot);
    }
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

    /// Hands out the seating's counts, people staying where they were if they can.
    fn seat(&mut self, slot: usize, seating: &Seating<'_>) {
        let mut waiting = self.idle(slot);
        for (pool, skills) in self.problem.pools.iter().map(|p| &p.skills).enumerate() {
            for stay in [true, false] {
                for (skill, &(queue, speed)) in skills.iter().enumerate() {
                    let work = Activity::Work(self.queue_id(queue).clone());
                    let due = usize::from(seating.count(slot, pool, skill));
                    let here = |s: &Self, (agent, at): (usize, usize)| {
                        s.class(agent).pool == pool && s.doing[agent][at].as_ref() == Some(&work)
                    };
                    let has = self.places(slot).filter(|&place| here(self, place)).count();
                    let mut open = due.saturating_sub(has);
                    waiting.retain(|&(agent, at)| {
                        let stays = at > 0 && self.doing[agent][at - 1].as_ref() == Some(&work);
                        let goes = open > 0
                            && self.problem.classes[self.problem.agents[agent]].pool == pool
                            && (stays || !stay);
                        if goes {
                            open -= 1;
                            self.doing[agent][at] = Some(work.clone());
                            self.cover[slot][queue] += speed;
                        }
                        !goes
                    });
                }
            }
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
            let start: Moment = grid.start(Slot(slot));
            let span = Span::new(start, start + Minutes(self.problem.interval));
            let activity = self.doing[agent][slot].clone().unwrap_or(Activity::Idle);
            match stretches.last_mut() {
                Some(last) if last.activity == activity => last.span.end = span.end,
                _ => stretches.push(Stretch { span, activity }),
            }
        }
        let agent = numbers.people[agent].agent.id.clone();
        Shift { agent, date: grid.date(day), stretches }
    }
}
