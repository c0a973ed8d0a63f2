//! The bound's prices, and where a roster is dearer than its bound, on the wire.

use super::centre::Target;
use super::grid::start;
use super::major;
use domain::{Centre, Grid, Money, Slot};
use serde::Serialize;
use solver::roster::{Explained, Slack, Why};

/// The bound's prices, and cost less bound split to the cent: `difference` is exactly
/// `people_total + intervals_total + rounding`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bounded {
    /// What the roster costs, charges for changes included.
    pub cost: f64,
    /// No lawful roster costs less than this.
    pub bound: f64,
    /// cost − bound.
    pub difference: f64,
    /// What people's weeks could be cheaper by at the prices, all together.
    pub people_total: f64,
    /// What intervals lose against the prices, all together.
    pub intervals_total: f64,
    /// What the proof gives away to rounding, and what lies off the grid.
    pub rounding: f64,
    /// Everybody's week at the prices, those that could be cheapest by most first.
    pub people: Vec<PersonSlack>,
    /// Intervals that are not as the prices would have them, the dearest first.
    pub intervals: Vec<IntervalSlack>,
    /// Every interval of every queue that has a price, by time.
    pub prices: Vec<IntervalPrice>,
    /// Every interval in which a seat has a price, by time.
    pub seats: Vec<SeatPrice>,
    /// Every target per day or week that has a price.
    pub promises: Vec<PromisePrice>,
}

/// One person's week at the bound's prices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonSlack {
    /// Who.
    pub agent: String,
    /// Pay and prices of their own soft breaches.
    pub cost: f64,
    /// What the intervals they are at work are worth.
    pub worth: f64,
    /// How much cheaper their best lawful week would be at the same prices.
    pub slack: f64,
    /// The bound rises by at least this when they are gone, with their pay.
    pub net: f64,
}

/// An interval that is not as the bound's prices would have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntervalSlack {
    /// The queue; absent for seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// When it begins, or the day or week of a target; absent for tickets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// `missing`, `spare`, `elsewhere`, `heads`, `seats`, `promise` (a target per day or week) or
    /// `tickets`.
    pub why: &'static str,
    /// How many standard agents too few or too many.
    pub agents: f64,
    /// What that is worth at the prices.
    pub worth: f64,
}

/// What a standard agent is worth on a queue for one interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntervalPrice {
    /// The queue.
    pub queue: String,
    /// When the interval begins.
    pub start: String,
    /// A standard agent for the whole interval.
    pub agent: f64,
    /// A head on top of that, where a floor asks for heads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<f64>,
}

/// What a seat is worth for one interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeatPrice {
    /// When the interval begins.
    pub start: String,
    /// The price.
    pub price: f64,
}

/// What a target per day or week is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PromisePrice {
    /// The queue.
    pub queue: String,
    /// The target.
    pub target: Target,
    /// When the day or week begins.
    pub start: String,
    /// A service level one point higher, or a mean wait one second shorter, raises the bound by at
    /// least this; one that is lower or longer lowers it by at most this.
    pub step: f64,
}

/// What lifting a law would lower the bound by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LawPrice {
    /// The law's name in `rules.toml`.
    pub law: &'static str,
    /// Whether it is hard; otherwise it is soft.
    pub hard: bool,
    /// At most this.
    pub at_most: f64,
}

/// What one more trained agent would lower the bound by, pay deducted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OneMore {
    /// Their contract.
    pub contract: String,
    /// The queues they serve, each as a standard agent.
    pub skills: Vec<String>,
    /// How many there are of this contract and these skills.
    pub present: usize,
    /// At most this; below nothing they cost more than they save.
    pub at_most: f64,
}

impl Bounded {
    /// The split of a roster of `grid`.
    #[must_use]
    pub fn new(centre: &Centre, grid: &Grid, why: &Why) -> Self {
        let mut people: Vec<_> = why.people.iter().collect();
        people.sort_by_key(|p| std::cmp::Reverse(p.slack));
        let mut slots: Vec<_> = why.slots.iter().collect();
        slots.sort_by_key(|s| std::cmp::Reverse(s.worth));
        let person = |p: &solver::roster::PersonPrice| PersonSlack {
            agent: p.agent.to_string(),
            cost: major(p.cost),
            worth: major(p.worth),
            slack: major(p.slack),
            net: major(p.net),
        };
        let slot = |s: &solver::roster::SlotSlack| IntervalSlack {
            queue: s.queue.as_ref().map(ToString::to_string),
            start: s.slot.map(|Slot(slot)| start(grid, slot)),
            why: named(s.kind),
            agents: (s.agents * 1e6).round() / 1e6,
            worth: major(s.worth),
        };
        Self {
            cost: major(why.cost),
            bound: major(why.bound),
            difference: major(why.cost - why.bound),
            people_total: major(why.of_people()),
            intervals_total: major(why.of_slots()),
            rounding: major(why.rounding),
            people: people.into_iter().map(person).collect(),
            intervals: slots.into_iter().map(slot).collect(),
            prices: prices(centre, grid, why),
            seats: seats(grid, why),
            promises: promises(grid, why),
        }
    }
}

fn prices(centre: &Centre, grid: &Grid, why: &Why) -> Vec<IntervalPrice> {
    let mut all = Vec::new();
    for slot in 0..grid.len() {
        for (q, queue) in centre.queues.iter().enumerate() {
            let (agent, head) = (why.prices.agent[q][slot], why.prices.head[q][slot]);
            if agent != Money::ZERO || head != Money::ZERO {
                all.push(IntervalPrice {
                    queue: queue.id.to_string(),
                    start: start(grid, slot),
                    agent: major(agent),
                    head: (head != Money::ZERO).then(|| major(head)),
                });
            }
        }
    }
    all
}

fn seats(grid: &Grid, why: &Why) -> Vec<SeatPrice> {
    let priced = why.prices.seat.iter().enumerate().filter(|(_, price)| **price != Money::ZERO);
    priced
        .map(|(slot, price)| SeatPrice { start: start(grid, slot), price: major(*price) })
        .collect()
}

fn promises(grid: &Grid, why: &Why) -> Vec<PromisePrice> {
    let priced = why.promises.iter().filter(|p| p.step != Money::ZERO);
    let promise = |p: &solver::roster::PromisePrice| PromisePrice {
        queue: p.queue.to_string(),
        target: Target::from(&p.target),
        start: start(grid, p.slots.start),
        step: major(p.step),
    };
    priced.map(promise).collect()
}

/// The word for a reason.
const fn named(kind: Slack) -> &'static str {
    match kind {
        Slack::Missing => "missing",
        Slack::Spare => "spare",
        Slack::Elsewhere => "elsewhere",
        Slack::Heads => "heads",
        Slack::Seats => "seats",
        Slack::Promise => "promise",
        Slack::Tickets => "tickets",
    }
}

/// What lifting each law would lower the bound by.
pub(crate) fn laws(explained: &Explained) -> Vec<LawPrice> {
    let law = |l: &solver::roster::LawPrice| LawPrice {
        law: l.law,
        hard: l.hard,
        at_most: major(l.at_most),
    };
    explained.laws.iter().map(law).collect()
}

/// What one more trained agent of each kind would lower the bound by.
pub(crate) fn one_more(explained: &Explained) -> Vec<OneMore> {
    let one = |m: &solver::roster::OneMore| OneMore {
        contract: m.contract.to_string(),
        skills: m.skills.iter().map(ToString::to_string).collect(),
        present: m.present,
        at_most: major(m.at_most),
    };
    explained.more.iter().map(one).collect()
}
