//! Mending: a part of the roster is freed, its columns are generated with the rest held, and the
//! mixture is rounded by a dive.
//!
//! A part is a day of many people, or two days of fewer. The bound of the small master says at once
//! when nothing can be won there.

mod member;
pub(crate) mod part;
pub(crate) mod patterns;
#[cfg(test)]
mod tests;

use super::bound::master::{Balance, Held, Master, Served};
use super::bound::prices::Prices;
use super::pricing::{Pricer, Tour};
use super::primal::Incumbent;
use super::problem::Problem;
use crate::backend::highs::Method;
use crate::backend::interrupt::Left;
use member::Member;
use part::Part;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use std::ops::Range;
use std::time::Duration;

/// Rounds of pricing before what is found is rounded.
const ROUNDS: usize = 30;
/// A tour must promise so many minor units to join a master.
const GAIN: f64 = 1.0;
/// Master and bound agree when they are as near as this, in minor units.
const NEAR: f64 = 100.0;
/// How far the first prices of a round are from the best towards the master's.
const STEP: f64 = 0.3;
/// The share of those not yet fixed that one round of the dive fixes.
const SHARE: f64 = 0.2;
/// Pricings between two rounds of fixing.
const PRICINGS: usize = 1;
/// People whose day is looked up that are counted as one tour priced.
const PER_CALL: u64 = 20;
/// Chance is worth so much of a person when tours are fixed.
const CHANCE: f64 = 0.1;

/// New tours for some people.
#[derive(Debug)]
pub(crate) struct Mended {
    /// People with their tours.
    pub(crate) tours: Vec<(usize, Tour)>,
    /// The slots that could change.
    pub(crate) slots: Range<usize>,
    /// Ticket work done in each slot, queue by queue.
    pub(crate) work: Vec<Vec<f64>>,
}

/// A part with its master.
struct Mending<'a> {
    problem: &'a Problem,
    members: Vec<Member<'a>>,
    slots: Range<usize>,
    master: Master<'a>,
    /// The member of each tour of the master.
    owner: Vec<usize>,
    /// What everything costs that no tour of the part changes, in minor units.
    kept: i64,
    pricer: &'a mut Pricer,
    left: &'a dyn Fn() -> Option<Duration>,
}

/// Mends a part of a roster; `None` where nothing can be won, or the time is up.
///
/// # Errors
/// What the optimiser says when it ends without an answer.
pub(crate) fn mend(
    problem: &Problem,
    roster: &Incumbent<'_>,
    part: &Part,
    (pricer, random): (&mut Pricer, &mut Pcg64Mcg),
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Option<Mended>, String> {
    let mut mending = Mending::new(problem, roster, part, (pricer, left));
    let target = (roster.cost() - mending.kept) as f64 - NEAR;
    match mending.converge(target)? {
        Some(balance) => mending.dive(balance, random),
        None => Ok(None),
    }
}

/// Ticket work done in each slot, queue by queue, when everybody works as they do and it costs
/// least; `None` when the time is up.
///
/// # Errors
/// What the optimiser says when it ends without an answer.
pub(crate) fn ticket_work(
    problem: &Problem,
    served: Vec<Served>,
    left: &Left<'_>,
) -> Result<Option<Vec<Vec<f64>>>, String> {
    let held = Held { slots: 0..problem.slots, spare: Vec::new(), served };
    let balance = Master::around(problem, &[], &held).solve(Method::Dual, left)?;
    Ok(balance.is_optimal.then_some(balance.work))
}

/// The slots that a part's shifts can touch; all where slots hang together otherwise.
fn touched(problem: &Problem, part: &Part) -> Range<usize> {
    if problem.cyclic || problem.queues.iter().any(|q| !q.goals.is_empty()) {
        return 0..problem.slots;
    }
    let (mut first, mut last) = (problem.slots, 0);
    for &agent in &part.people {
        for day in &problem.classes[problem.agents[agent]].days[part.days.clone()] {
            for choice in &day.all {
                first = first.min(choice.start);
                last = last.max(choice.end());
            }
        }
    }
    first.min(last)..last.min(problem.slots)
}

/// A tour without some of its days.
fn without(tour: &Tour, days: &Range<usize>) -> Tour {
    let kept = tour.days.iter().enumerate();
    let kept = kept.map(|(day, placed)| placed.clone().filter(|_| !days.contains(&day)));
    Tour { days: kept.collect(), cost: tour.cost }
}

impl<'a> Mending<'a> {
    /// A part with nothing to choose from but what it works now.
    fn new(
        problem: &'a Problem,
        roster: &'a Incumbent<'_>,
        part: &Part,
        (pricer, left): (&'a mut Pricer, &'a dyn Fn() -> Option<Duration>),
    ) -> Self {
        pricer.calls += 1;
        let (seating, slots, zero) =
            (&roster.seating, touched(problem, part), Prices::zero(problem));
        let outside = (0..problem.slots).filter(|slot| !slots.contains(slot));
        let mut kept: i64 = outside.map(|slot| seating.cost_of(slot)).sum();
        let mut served = Vec::with_capacity(roster.tours.len());
        for (agent, tour) in roster.tours.iter().enumerate() {
            let free = part.people.contains(&agent);
            kept += if free { 0 } else { tour.cost };
            let rest = if free { without(tour, &part.days) } else { tour.clone() };
            let mut rest = Served::at(problem, problem.agents[agent], rest, &zero);
            rest.serves.retain(|(slot, _)| slots.contains(slot));
            served.push(rest);
        }
        let spare = |queue| (0..problem.slots).map(|s| seating.ticket_cover(s, queue)).collect();
        let spare = (0..problem.queues.len()).map(spare).collect();
        let held = Held { slots: slots.clone(), spare, served };
        let member = |&agent: &usize| Member::new(problem, agent, &roster.tours[agent], &part.days);
        let mut mending = Self {
            problem,
            members: part.people.iter().map(member).collect(),
            slots,
            master: Master::around(problem, &vec![1; part.people.len()], &held),
            owner: Vec::new(),
            kept,
            pricer,
            left,
        };
        for (member, &agent) in part.people.iter().enumerate() {
            mending.add(member, roster.tours[agent].clone(), &zero);
        }
        mending
    }

    /// The whole horizon of everybody, with nothing to choose from yet.
    fn free(
        problem: &'a Problem,
        (pricer, left): (&'a mut Pricer, &'a dyn Fn() -> Option<Duration>),
    ) -> Self {
        let held = Held { slots: 0..problem.slots, spare: Vec::new(), served: Vec::new() };
        let people = problem.agents.len();
        Self {
            problem,
            members: (0..people).map(|agent| Member::free(problem, agent)).collect(),
            slots: 0..problem.slots,
            master: Master::around(problem, &vec![1; people], &held),
            owner: Vec::new(),
            kept: 0,
            pricer,
            left,
        }
    }

    fn add(&mut self, member: usize, tour: Tour, prices: &Prices) {
        let served = self.members[member].served(self.problem, tour, prices);
        self.master.add_for(member, served);
        self.owner.push(member);
    }

    /// Column generation; `None` when nothing cheaper than `target` can be had, or time is up.
    fn converge(&mut self, target: f64) -> Result<Option<Balance>, String> {
        let Some(mut balance) = self.solve(Method::Dual)? else { return Ok(None) };
        let (mut bound, mut best) = (f64::NEG_INFINITY, balance.prices.clone());
        for _ in 0..ROUNDS {
            let mut added = 0;
            for share in [STEP, 1.0] {
                let prices = balance.prices.mixed(share, &best);
                let (more, short) = self.price(&balance, &prices, |_| true);
                added += more;
                if share == 1.0 && balance.cost - short > bound {
                    (bound, best) = (balance.cost - short, prices);
                }
            }
            if bound > target {
                return Ok(None);
            }
            if added == 0 || balance.cost - bound < NEAR {
                break;
            }
            let Some(next) = self.solve(Method::Primal)? else { return Ok(None) };
            balance = next;
        }
        Ok(Some(balance))
    }

    /// Adds the best tours at these prices; how many, and how much the master could save by them.
    fn price(
        &mut self,
        balance: &Balance,
        prices: &Prices,
        of: impl Fn(usize) -> bool,
    ) -> (usize, f64) {
        let (mut added, mut short) = (0, 0.0);
        self.pricer.calls += 1 + self.members.len() as u64 / PER_CALL;
        let pools: Vec<Vec<f64>> =
            (0..self.problem.pools.len()).map(|p| prices.values(self.problem, p)).collect();
        for number in (0..self.members.len()).filter(|&number| of(number)) {
            let member = &self.members[number];
            let class = &self.problem.classes[member.class];
            let Some(tour) = member.best(self.problem, &pools[class.pool], self.pricer) else {
                continue;
            };
            let served = member.served(self.problem, tour, prices);
            let gain = balance.class[number] - served.price_out(self.problem, &balance.prices);
            short += gain.max(0.0);
            if gain > GAIN {
                self.master.add_for(number, served);
                self.owner.push(number);
                added += 1;
            }
        }
        (added, short)
    }

    /// The master solved to its end; `None` when the time is up first.
    fn solve(&mut self, method: Method) -> Result<Option<Balance>, String> {
        if (self.left)().is_some_and(|t| t.is_zero()) {
            return Ok(None);
        }
        let balance = self.master.solve(method, self.left)?;
        Ok(balance.is_optimal.then_some(balance))
    }

    /// Fixes tours round by round, and prices new ones for those who are open.
    fn dive(
        &mut self,
        mut balance: Balance,
        random: &mut Pcg64Mcg,
    ) -> Result<Option<Mended>, String> {
        let mut fixed: Vec<Option<usize>> = vec![None; self.members.len()];
        while fixed.iter().any(Option::is_none) {
            self.fix(&balance, &mut fixed, random);
            let Some(next) = self.solve(Method::Dual)? else { return Ok(None) };
            balance = next;
            for _ in 0..PRICINGS {
                let open = |member: usize| fixed[member].is_none();
                let prices = balance.prices.clone();
                if self.price(&balance, &prices, open).0 == 0 {
                    break;
                }
                let Some(next) = self.solve(Method::Primal)? else { return Ok(None) };
                balance = next;
            }
        }
        let tours = fixed.iter().zip(&self.members).filter_map(|(tour, member)| {
            Some((member.agent, self.master.tours[(*tour)?].tour.clone()))
        });
        Ok(Some(Mended { tours: tours.collect(), slots: self.slots.clone(), work: balance.work }))
    }

    /// Fixes whole people, and of the others a share that are nearly so.
    fn fix(&mut self, balance: &Balance, fixed: &mut [Option<usize>], random: &mut Pcg64Mcg) {
        let mut parts: Vec<(f64, f64, usize)> = Vec::new();
        for (tour, &people) in balance.people.iter().enumerate() {
            if people > 1e-6 && fixed[self.owner[tour]].is_none() {
                parts.push((people + CHANCE * random.random::<f64>(), people, tour));
            }
        }
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
        let open = fixed.iter().filter(|f| f.is_none()).count();
        let mut few = ((SHARE * open as f64).ceil() as usize).max(1);
        for (_, people, tour) in parts {
            let whole = people > 0.99;
            if fixed[self.owner[tour]].is_none() && (whole || few > 0) {
                fixed[self.owner[tour]] = Some(tour);
                self.master.fix(tour, 1.0);
                few -= usize::from(!whole);
            }
        }
    }
}
