//! A requirement priced by futures.
//!
//! The engine minimises pay plus a price for people missing against one requirement. For many
//! futures that price, as a function of the people there, is a convex staircase: the first people
//! are missed in every future, the last in few. Each step becomes a queue of its own, needed as
//! high as the step and priced at what missing it costs on average over the futures:
//!
//! ```text
//! E[price(c)] = Σ_k  price_k · missing_k,   missing_k ≤ level_k − level_(k−1)
//! level_k     the k-th quantile of need over the futures, slot by slot
//! price_k     mean over futures and slots of what the step's people save, per agent-hour
//! ```
//! Prices fall from step to step, so that the ordinary engine fills the dearest first and minimises
//! expected cost. Within a step the price is its mean: more steps, finer. Afterwards steps become
//! the queues they were.

use domain::{
    Activity, Agents, Centre, Channel, Money, Queue, QueueId, QueueRequirement, Requirement,
    Roster, Share, Shortage,
};

/// Quantiles at which steps end.
const LEVELS: [f64; 4] = [0.2, 0.5, 0.8, 0.95];

/// A centre whose queues are steps, and the requirement of these.
#[derive(Debug, Clone, PartialEq)]
pub struct Hedge {
    /// The centre to plan with.
    pub centre: Centre,
    /// What it takes.
    pub requirement: Requirement,
    /// The queue each step belongs to.
    steps: Vec<(QueueId, QueueId)>,
}

/// The steps of `centre` for `futures`, with the needs of tickets from `mean`.
#[must_use]
pub fn hedge(centre: &Centre, mean: &Requirement, futures: &[Requirement]) -> Hedge {
    let mut hedge = Hedge {
        centre: Centre { queues: Vec::new(), ..centre.clone() },
        requirement: Requirement { grid: mean.grid.clone(), queues: Vec::new() },
        steps: Vec::new(),
    };
    for (q, queue) in centre.queues.iter().enumerate() {
        let need = &mean.queues[q];
        if queue.channel == Channel::Ticket || futures.is_empty() {
            hedge.step(queue, queue.id.clone(), queue.shortage, need.clone());
            continue;
        }
        let needs: Vec<&QueueRequirement> = futures.iter().map(|f| &f.queues[q]).collect();
        let mut below = vec![0_u32; mean.grid.len()];
        for (k, level) in LEVELS.iter().enumerate() {
            let top: Vec<u32> = (0..below.len()).map(|t| quantile(&needs, t, *level)).collect();
            let price = price(queue, &needs, &below, &top);
            let agents: Vec<Agents> =
                top.iter().zip(&below).map(|(t, b)| Agents(t.saturating_sub(*b))).collect();
            let id = QueueId::new(format!("{}~{k}", queue.id));
            let shortage = Shortage { light: price, light_share: Share::ALL, heavy: price };
            let step = QueueRequirement {
                queue: id.clone(),
                seated: agents.clone(),
                agents,
                curves: Vec::new(),
                pooled: Vec::new(),
                ..need.clone()
            };
            hedge.step(queue, id, shortage, step);
            below = top;
        }
    }
    for agent in &mut hedge.centre.agents {
        let skills = std::mem::take(&mut agent.skills);
        let of = |(queue, speed): &(QueueId, f64)| -> Vec<(QueueId, f64)> {
            let own = hedge.steps.iter().filter(|(_, whole)| whole == queue);
            own.map(|(step, _)| (step.clone(), *speed)).collect()
        };
        agent.skills = skills.iter().flat_map(of).collect();
    }
    let floors = &mut hedge.centre.rules.minimum_staffing.law.floors;
    for (queue, _) in floors {
        let lowest = hedge.steps.iter().find(|(_, whole)| whole == queue);
        if let Some((step, _)) = lowest {
            *queue = step.clone();
        }
    }
    hedge
}

impl Hedge {
    fn step(&mut self, queue: &Queue, id: QueueId, shortage: Shortage, need: QueueRequirement) {
        self.steps.push((id.clone(), queue.id.clone()));
        self.centre.queues.push(Queue { id, shortage, ..queue.clone() });
        self.requirement.queues.push(need);
    }

    /// Last week's shifts, or a roster's, in terms of steps: everybody on the lowest.
    #[must_use]
    pub fn shifts(&self, shifts: &[domain::Shift]) -> Vec<domain::Shift> {
        let lowest = |queue: &QueueId| {
            let found = self.steps.iter().find(|(_, whole)| whole == queue);
            found.map_or_else(|| queue.clone(), |(step, _)| step.clone())
        };
        renamed(shifts, lowest)
    }

    /// A roster of steps as a roster of the centre's queues.
    #[must_use]
    pub fn whole(&self, roster: &Roster) -> Roster {
        let whole = |step: &QueueId| {
            let found = self.steps.iter().find(|(own, _)| own == step);
            found.map_or_else(|| step.clone(), |(_, queue)| queue.clone())
        };
        let shifts = renamed(&roster.shifts, whole);
        Roster::new(roster.grid.clone(), shifts, roster.provenance.clone())
    }
}

fn renamed(shifts: &[domain::Shift], name: impl Fn(&QueueId) -> QueueId) -> Vec<domain::Shift> {
    let mut shifts = shifts.to_vec();
    for stretch in shifts.iter_mut().flat_map(|s| &mut s.stretches) {
        if let Activity::Work(queue) = &mut stretch.activity {
            *queue = name(queue);
        }
    }
    shifts.iter_mut().for_each(merge);
    shifts
}

/// Puts stretches of the same activity that follow each other together.
fn merge(shift: &mut domain::Shift) {
    let stretches = std::mem::take(&mut shift.stretches);
    for stretch in stretches {
        match shift.stretches.last_mut() {
            Some(last) if last.activity == stretch.activity => last.span.end = stretch.span.end,
            _ => shift.stretches.push(stretch),
        }
    }
}

/// The quantile of a slot's need over the futures.
fn quantile(needs: &[&QueueRequirement], slot: usize, level: f64) -> u32 {
    let mut all: Vec<u32> = needs.iter().map(|n| n.agents[slot].0).collect();
    all.sort_unstable();
    all[((all.len() - 1) as f64 * level).round() as usize]
}

/// What an agent-hour between `below` and `top` saves on average over slots and futures.
fn price(queue: &Queue, needs: &[&QueueRequirement], below: &[u32], top: &[u32]) -> Money {
    let hour = domain::Minutes::hours(1);
    let (mut saved, mut people) = (0.0, 0.0);
    for need in needs {
        for t in 0..below.len() {
            let required = need.agents[t];
            let short = |there: u32| f64::from(required.0.saturating_sub(there));
            let of = |there| queue.shortage.price(required, short(there), hour).0 as f64;
            saved += of(below[t]) - of(top[t]);
            people += f64::from(top[t].saturating_sub(below[t]));
        }
    }
    Money(if people > 0.0 { (saved / people).round() as i64 } else { 0 })
}
