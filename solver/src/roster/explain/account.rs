//! Cost less bound, to the cent: whose weeks and which slots it lies in.
//!
//! ```text
//! cost      = Σ people cost(a) + Σ slots shortage(q, t) + …
//! bound     = Σ people min tours (cost − worth)
//!           + Σ slots min short (shortage + y·(need − short)) + …
//! difference = Σ (reduced cost of a's week − the least) + Σ (slot's cost at y − the least) + …
//! ```
//! The Lagrangian at prices y is a sum of single weeks and single slots, and so is the roster's
//! cost once everybody is paid y for the slots they work and every slot is charged for it. What
//! each of them costs beyond its own least is its slack; complementary slackness, in money.

use super::super::bound::certificate::{certify, live, work};
use super::super::bound::prices::Prices;
use super::super::pricing::crew::Crew;
use super::super::problem::classes::Person;
use super::super::problem::nouns::Numbers;
use super::super::problem::queues::Queue;
use super::super::problem::{MICRO, Problem};
use super::super::{Case, Change};
use super::prices::{PersonPrice, PromisePrice, Slack, SlotPrices, SlotSlack, Why};
use super::tally::{Presence, Tally};
use domain::judge::person_pay;
use domain::laws::Strength;
use domain::{AgentId, Money, Promise, Roster, Slot, TargetKind, Verdict, judge, promises};
use std::collections::HashMap;

/// Less than this of a slot is nobody.
const NOBODY: f64 = 1e-9;

/// A slack before rounding.
struct Part {
    queue: Option<usize>,
    slot: Option<usize>,
    kind: Slack,
    agents: f64,
    worth: f64,
}

/// Everything the account looks at.
struct Account<'a> {
    case: &'a Case<'a>,
    numbers: &'a Numbers<'a>,
    problem: &'a Problem,
    prices: &'a Prices,
    verdict: &'a Verdict,
    tally: Tally,
}

/// Splits what `roster` costs beyond `bound`, which `prices` prove; `None` when somebody has no
/// lawful tour, so that there is no bound.
pub(crate) fn account(
    case: &Case<'_>,
    numbers: &Numbers<'_>,
    (prices, bound): (&Prices, Money),
    roster: &Roster,
) -> Option<Why> {
    let problem = &numbers.problem;
    let mut prices = prices.clone();
    prices.clamp(problem);
    let best = certify(problem, &prices, &mut Crew::all()).ok()?;
    let nets: Vec<f64> = best.tours.iter().map(|t| t.worth).collect();
    let verdict = judge(case.centre, case.requirement, roster, case.previous);
    let tally = Tally::of(case, numbers, roster);
    let account = Account { case, numbers, problem, prices: &prices, verdict: &verdict, tally };
    let charges = case.told.map_or_else(Vec::new, |told| told.changes(case.centre, roster));
    let charged = case.told.map_or(Money::ZERO, |told| told.charge(&charges));
    let costs = account.costs(roster, &charges);
    let worths = account.worths();
    let mut cents = Cents::default();
    let person = |(n, person): (usize, &Person<'_>)| {
        let net = nets[problem.agents[n]];
        PersonPrice {
            agent: person.agent.id.clone(),
            cost: costs[n],
            worth: money(worths[n]),
            slack: cents.next(costs[n].0 as f64 - worths[n] + net),
            net: money(net),
        }
    };
    let people: Vec<PersonPrice> = numbers.people.iter().enumerate().map(person).collect();
    let slots: Vec<SlotSlack> =
        account.parts().into_iter().map(|part| account.named(part, &mut cents)).collect();
    let slots: Vec<SlotSlack> = slots.into_iter().filter(|s| s.worth != Money::ZERO).collect();
    let cost = verdict.cost.total() + charged;
    let mut why = Why {
        cost,
        bound,
        prices: shown(&prices),
        promises: promised(case, &prices),
        people,
        slots,
        rounding: Money::ZERO,
    };
    why.rounding = cost - bound - why.of_people() - why.of_slots();
    Some(why)
}

/// Contacts too late in a slot with so many people beside those from before the horizon.
fn late_at(queue: &Queue, slot: usize, cover: f64) -> f64 {
    queue.curves[slot].as_ref().map_or(0.0, |curve| curve.exactly(queue.there(slot) + cover))
}

/// The prices as they are shown.
pub(super) fn shown(prices: &Prices) -> SlotPrices {
    let row = |row: &Vec<f64>| row.iter().copied().map(money).collect::<Vec<_>>();
    SlotPrices {
        agent: prices.agent.iter().map(row).collect(),
        head: prices.head.iter().map(row).collect(),
        seat: row(&prices.seat),
    }
}

/// What every target per day or week is worth at these prices.
fn promised(case: &Case<'_>, prices: &Prices) -> Vec<PromisePrice> {
    let mut all = Vec::new();
    for (q, queue) in case.centre.queues.iter().enumerate() {
        let Some(need) = case.requirement.queue(&queue.id) else { continue };
        let promises = promises(need, &queue.shortage, &case.requirement.grid);
        let priced = |(promise, worth): (Promise, &f64)| PromisePrice {
            queue: queue.id.clone(),
            target: promise.target,
            step: money(worth * of_one_step(&promise)),
            slots: promise.slots,
        };
        all.extend(promises.into_iter().zip(&prices.goal[q]).map(priced));
    }
    all
}

/// What may be lost more when a promise is one point lower, or one second longer.
fn of_one_step(promise: &Promise) -> f64 {
    match promise.target.kind {
        TargetKind::MeanWait(_) => promise.offered.0,
        _ => 0.01 * promise.offered.0,
    }
}

/// To the nearest cent.
pub(super) fn money(amount: f64) -> Money {
    Money(amount.round() as i64)
}

/// Rounds amounts so that their sum stays right to half a cent.
#[derive(Default)]
struct Cents {
    sum: f64,
    given: i64,
}

impl Cents {
    fn next(&mut self, amount: f64) -> Money {
        self.sum += amount;
        let given = self.sum.round() as i64;
        let part = given - self.given;
        self.given = given;
        Money(part)
    }
}

impl Account<'_> {
    /// What everybody costs: pay, soft breaches of their own, charges for their changes.
    fn costs(&self, roster: &Roster, changes: &[Change]) -> Vec<Money> {
        let laws = domain::laws::Case::new(self.case.centre, roster, self.case.previous);
        let mut soft: HashMap<&AgentId, Money> = HashMap::new();
        for violation in self.verdict.soft() {
            if let Some(agent) = &violation.breach.agent {
                *soft.entry(agent).or_default() += violation.price.unwrap_or_default();
            }
        }
        let charge = |agent: &AgentId| {
            let theirs: Vec<Change> =
                changes.iter().filter(|c| c.agent == *agent).cloned().collect();
            self.case.told.map_or(Money::ZERO, |told| told.charge(&theirs))
        };
        let cost = |person: &domain::laws::Person<'_>| {
            let agent = &person.agent.id;
            person_pay(&laws, person).total()
                + soft.get(agent).copied().unwrap_or_default()
                + charge(agent)
        };
        laws.people().iter().map(cost).collect()
    }

    /// What everybody's slots at work are worth where they are worth most.
    fn worths(&self) -> Vec<f64> {
        let pools = 0..self.problem.pools.len();
        let values: Vec<Vec<f64>> = pools.map(|p| self.prices.values(self.problem, p)).collect();
        let person = |(slots, person): (&Vec<Presence>, &Person<'_>)| {
            slots.iter().map(|p| p.share * values[person.pool][p.slot]).sum()
        };
        self.tally.people.iter().zip(&self.numbers.people).map(person).collect()
    }

    fn parts(&self) -> Vec<Part> {
        let mut all = Vec::new();
        let cover = self.serving(&mut all);
        for (q, queue) in self.problem.queues.iter().enumerate() {
            self.needs((q, queue), &cover[q], &mut all);
            self.floors((q, queue), &mut all);
            self.goals((q, queue), &cover[q], &mut all);
            if queue.tickets.is_some() {
                all.push(self.tickets((q, queue), &cover[q]));
            }
        }
        self.seats(&mut all);
        all.sort_by_key(|part| (part.slot.unwrap_or(usize::MAX), part.queue));
        all
    }

    /// Cover per queue and slot without that from before the horizon; people who are worth more
    /// elsewhere become parts.
    fn serving(&self, all: &mut Vec<Part>) -> Vec<Vec<f64>> {
        let problem = self.problem;
        let mut cover = vec![vec![0.0; problem.slots]; problem.queues.len()];
        let mut astray: HashMap<(usize, usize), (f64, f64)> = HashMap::new();
        for (slots, person) in self.tally.people.iter().zip(&self.numbers.people) {
            let skills = &problem.pools[person.pool].skills;
            for there in slots {
                let slot = there.slot;
                let (best, value) = self.prices.best_queue(problem, person.pool, slot);
                let best_worth = value + self.prices.seat[slot];
                let mut given_up = there.share * best_worth;
                let mut moved = there.share;
                for &(q, share) in &there.serves {
                    let skill = skills.iter().find(|s| s.0 == q);
                    let Some(speed) = skill.map(|s| s.1 as f64 / MICRO as f64) else { continue };
                    cover[q][slot] += speed * share;
                    let head = if share > 1.0 - NOBODY { self.prices.head[q][slot] } else { 0.0 };
                    given_up -= share * speed * self.prices.agent[q][slot] + head;
                    if Some(q) == best {
                        moved -= share;
                    }
                }
                if let Some(best) = best.filter(|_| given_up > 1e-6) {
                    let cell = astray.entry((slot, best)).or_default();
                    (cell.0, cell.1) = (cell.0 + moved, cell.1 + given_up);
                }
            }
        }
        all.extend(astray.into_iter().map(|((slot, queue), (agents, worth))| Part {
            queue: Some(queue),
            slot: Some(slot),
            kind: Slack::Elsewhere,
            agents,
            worth,
        }));
        cover
    }

    /// Slots of a queue with more or fewer people than their price would buy.
    fn needs(&self, (q, queue): (usize, &Queue), cover: &[f64], all: &mut Vec<Part>) {
        let id = &self.case.centre.queues[q].id;
        let mut paid = vec![0.0; self.problem.slots];
        // late tickets are looked at over the whole horizon
        let live_only = queue.tickets.is_none();
        for missing in self.verdict.missing.iter().filter(|m| live_only && m.queue == *id) {
            paid[missing.slot.0] += missing.price.0 as f64;
        }
        for (slot, &there) in cover.iter().enumerate() {
            if !live_only {
                continue;
            }
            let (price, contact) =
                (self.prices.agent[q][slot], self.prices.contact(queue, q, slot));
            let least = live(self.problem, queue, slot, (price, contact)).cost;
            let late = contact * late_at(queue, slot, there);
            let worth = paid[slot] + late + price * there - least;
            if worth.abs() < 1e-6 {
                continue;
            }
            let (kind, agents) = match queue.wanted(self.problem, slot, (price, contact)) {
                (_, most) if there > most => (Slack::Spare, there - most),
                (least, _) if there < least => (Slack::Missing, least - there),
                _ => (Slack::Spare, 0.0),
            };
            all.push(Part { queue: Some(q), slot: Some(slot), kind, agents, worth });
        }
    }

    /// Targets per day or week against what their contacts are worth.
    fn goals(&self, (q, queue): (usize, &Queue), cover: &[f64], all: &mut Vec<Part>) {
        let id = &self.case.centre.queues[q].id;
        for (n, (goal, &worth)) in queue.goals.iter().zip(&self.prices.goal[q]).enumerate() {
            let unkept = self.verdict.unkept.iter();
            let paid = unkept.filter(|u| u.queue == *id && u.slots == goal.slots);
            let paid: i64 = paid.map(|u| u.price.0).sum();
            let counts = |slot: &usize| queue.goals_of(*slot).contains(&n);
            let slots = goal.slots.clone().filter(counts);
            let late: f64 = slots.map(|slot| late_at(queue, slot, cover[slot])).sum();
            let slack = paid as f64 - worth * late - goal.least(worth);
            let (kind, agents) = (Slack::Promise, late - goal.allowed);
            let slot = Some(goal.slots.start);
            all.push(Part { queue: Some(q), slot, kind, agents, worth: slack });
        }
    }

    /// Heads on a queue against its floor.
    fn floors(&self, (q, queue): (usize, &Queue), all: &mut Vec<Part>) {
        let Some(floor) = &queue.floor else { return };
        let soft = self.case.centre.rules.minimum_staffing.strength != Strength::Hard;
        let mut heads = vec![0_u16; self.problem.slots];
        for there in self.tally.people.iter().flatten() {
            let whole = |s: &&(usize, f64)| s.0 == q && s.1 > 1.0 - NOBODY;
            heads[there.slot] += there.serves.iter().filter(whole).count() as u16;
        }
        for (slot, &heads) in heads.iter().enumerate() {
            let due = floor.heads[slot].saturating_sub(queue.heads_before.at_most(slot));
            let short = queue.heads_before.missing(slot, heads, floor.heads[slot]);
            let paid = if soft { short * floor.price as f64 } else { 0.0 };
            let agents = f64::from(heads) - f64::from(due);
            let worth = paid + self.prices.head[q][slot] * agents;
            let kind = Slack::Heads;
            all.push(Part { queue: Some(q), slot: Some(slot), kind, agents, worth });
        }
    }

    /// Ticket capacity over the whole horizon against what its work is worth.
    fn tickets(&self, (q, queue): (usize, &Queue), cover: &[f64]) -> Part {
        let id = &self.case.centre.queues[q].id;
        let late = self.verdict.missing.iter().filter(|m| m.queue == *id);
        let late: i64 = late.map(|m| m.price.0).sum();
        let spare = |slot: usize| {
            let need = i64::from(queue.need[slot]) * MICRO;
            (queue.before[slot] - need).max(0) as f64 / MICRO as f64
        };
        let (mut worth, mut agents) = (late as f64, 0.0);
        for (slot, &there) in cover.iter().enumerate() {
            let price = self.prices.agent[q][slot];
            let contact = self.prices.contact(queue, q, slot);
            let least = live(self.problem, queue, slot, (price, contact)).cost;
            worth += price * (there + spare(slot)) - least;
            agents += there + spare(slot);
        }
        if let Some(tickets) = &queue.tickets {
            worth -= work(tickets, &self.prices.agent[q]);
            agents -= tickets.due.last().copied().unwrap_or(0.0);
        }
        Part { queue: Some(q), slot: None, kind: Slack::Tickets, agents, worth }
    }

    /// Seats that have a price and stay free, and people without one.
    fn seats(&self, all: &mut Vec<Part>) {
        let Some(seats) = self.problem.seats else { return };
        let soft = self.case.centre.rules.seat_cap.strength != Strength::Hard;
        let before = &self.problem.seated_before;
        let mut present = vec![0.0; self.problem.slots];
        for there in self.tally.people.iter().flatten() {
            present[there.slot] += there.share;
        }
        for (slot, &present) in present.iter().enumerate() {
            let left = f64::from(seats.count) - f64::from(before.at_least(slot));
            let standing = before.crowded(slot, present.round() as u16, seats.count);
            let over = if soft { standing * seats.price as f64 } else { 0.0 };
            let worth = self.prices.seat[slot] * (left - present) + over;
            let kind = Slack::Seats;
            let agents = left - present;
            all.push(Part { queue: None, slot: Some(slot), kind, agents, worth });
        }
    }

    fn named(&self, part: Part, cents: &mut Cents) -> SlotSlack {
        SlotSlack {
            queue: part.queue.map(|q| self.case.centre.queues[q].id.clone()),
            slot: part.slot.map(Slot),
            kind: part.kind,
            agents: part.agents,
            worth: cents.next(part.worth),
        }
    }
}
