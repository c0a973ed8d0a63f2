//! Whom it pays to have, whatever comes: the first of two stages.
//!
//! For many futures the price of missing people, as a function of the people there, is a convex
//! staircase: the first people are missed in every future, the last in few. It pays to have one
//! more where the chance of missing them, times the price, is above the wage; so the requirement
//! goes up to that quantile of need, slot by slot. Below it the staircase is put into the two tiers
//! that the engine knows, and the engine minimises expected cost as it minimises any other:
//!
//! ```text
//! most     1 − wage ÷ (left · price)       the quantile up to which one more pays
//! need(t)  the quantile `most` of the futures' needs in slot t
//! light    left · mean price saved by those between the quantiles most − WIDE and most
//! heavy    left · mean price saved by those below; both per agent-hour, over all futures
//! left     part of the price that overtime, other queues and the like leave to pay on the day
//! ```
//! The search is as small as that for the mean: the same queues, the same people.

use domain::{
    Agent, Agents, Centre, Channel, Money, Queue, QueueRequirement, Requirement, Share, Shortage,
    Slot,
};

/// How many quantiles below the last the light tier reaches.
const WIDE: f64 = 0.35;

/// The least and the most quantile that is planned up to.
const RANGE: (f64, f64) = (0.4, 0.95);

/// A centre whose prices are expectations, and a requirement that goes as far as it pays.
#[derive(Debug, Clone, PartialEq)]
pub struct Hedge {
    /// The centre to plan with.
    pub centre: Centre,
    /// Whom it takes.
    pub requirement: Requirement,
}

/// `centre` for `futures`, tickets as `mean` has them; `left` is the part of the price of missing
/// people that what can be done on the day leaves to pay.
#[must_use]
pub fn hedge(centre: &Centre, mean: &Requirement, futures: &[Requirement], left: f64) -> Hedge {
    let mut hedge = Hedge { centre: centre.clone(), requirement: mean.clone() };
    for (q, queue) in centre.queues.iter().enumerate() {
        if queue.channel == Channel::Ticket || futures.is_empty() {
            continue;
        }
        let needs: Vec<&QueueRequirement> = futures.iter().map(|f| &f.queues[q]).collect();
        let most = pays_up_to(centre, queue, left);
        let at = |level: f64| -> Vec<u32> {
            (0..mean.grid.len()).map(|t| quantile(&needs, t, level.max(0.0))).collect()
        };
        let (below, top) = (at(most - WIDE), at(most));
        let nobody = vec![0; top.len()];
        let price = |from: &[u32], to: &[u32]| {
            let whole = price(queue, &needs, from, to);
            Money((whole.0 as f64 * left).round() as i64)
        };
        let heavy = price(&nobody, &below);
        let light = price(&below, &top).min(heavy);
        let sum = |people: &[u32]| people.iter().map(|n| f64::from(*n)).sum::<f64>();
        let share = if sum(&top) > 0.0 { 1.0 - sum(&below) / sum(&top) } else { 0.0 };
        let light_share = Share::new(share).unwrap_or(queue.shortage.light_share);
        hedge.centre.queues[q].shortage = Shortage { light, light_share, heavy };
        let need = &mut hedge.requirement.queues[q];
        need.agents = top.into_iter().map(Agents).collect();
        need.seated.clone_from(&need.agents);
        need.curves = Vec::new();
        need.pooled = Vec::new();
    }
    hedge
}

/// The quantile of need up to which one more pays: the newsvendor's fractile.
fn pays_up_to(centre: &Centre, queue: &Queue, left: f64) -> f64 {
    let hour = |agent: &Agent| {
        let speed = agent.efficiency(&queue.id).filter(|speed| *speed > 0.0)?;
        Some(centre.contract(&agent.contract)?.wage.0 as f64 / speed)
    };
    let (mut sum, mut people) = (0.0, 0.0);
    for wage in centre.agents.iter().filter_map(hour) {
        sum += wage;
        people += 1.0;
    }
    let price = left * queue.shortage.light.0 as f64;
    if people == 0.0 || price <= 0.0 {
        return RANGE.0;
    }
    (1.0 - sum / people / price).clamp(RANGE.0, RANGE.1)
}

/// The quantile of a slot's need over the futures.
fn quantile(needs: &[&QueueRequirement], slot: usize, level: f64) -> u32 {
    let mut all: Vec<u32> = needs.iter().map(|n| n.in_interval(Slot(slot)).0).collect();
    all.sort_unstable();
    all[((all.len() - 1) as f64 * level).round() as usize]
}

/// What an agent-hour between `below` and `top` saves on average over slots and futures.
fn price(queue: &Queue, needs: &[&QueueRequirement], below: &[u32], top: &[u32]) -> Money {
    let hour = domain::Minutes::hours(1);
    let (mut saved, mut people) = (0.0, 0.0);
    for need in needs {
        for t in 0..below.len() {
            let required = need.in_interval(Slot(t));
            let short = |there: u32| f64::from(required.0.saturating_sub(there));
            let of = |there| queue.shortage.price(required, short(there), hour).0 as f64;
            saved += of(below[t]) - of(top[t]);
            people += f64::from(top[t].saturating_sub(below[t]));
        }
    }
    Money(if people > 0.0 { (saved / people).round() as i64 } else { 0 })
}
