//! The engine: construct, bound, improve, judge.

use super::pace::Pace;
use super::primal::ruin_recreate::Heat;
use super::primal::{Incumbent, Search};
use super::problem::Problem;
use super::problem::nouns::{Numbers, numbers};
use super::progress::{Phase, Progress};
use super::{Case, Conflict, Options, Outcome, RosterError, Solution, Stopped, write};
use domain::{Money, Provenance, Roster, certify};
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::ops::ControlFlow;

/// Tells the caller how far the search is; breaking off ends it.
pub type Watch<'w> = dyn FnMut(&Progress) -> ControlFlow<()> + 'w;

/// Makes the cheapest roster it can within the limits, and proves how good it is.
///
/// Every roster it returns was judged lawful by `domain`, and the cost is the judge's.
///
/// # Errors
/// [`RosterError`] when the case contradicts itself, when no roster was found in time, or when the
/// judge refuses what the engine made.
pub fn solve(
    case: &Case<'_>,
    options: &Options,
    watch: &mut Watch<'_>,
) -> Result<Outcome, RosterError> {
    let pace = Pace::new(&options.limits);
    let numbers = numbers(case)?;
    let random = Pcg64Mcg::seed_from_u64(options.seed);
    let mut run =
        Run { search: Search::new(&numbers.problem, random), pace, watch, bound: 0, best: None };
    match run.improve() {
        Ok(stopped) => run.finish(case, options, &numbers, stopped),
        Err(agent) => Ok(Outcome::Impossible(Conflict {
            laws: Vec::new(),
            agents: vec![numbers.people[agent].agent.id.clone()],
        })),
    }
}

/// One search with its best roster and bound.
struct Run<'p, 'w, 'f> {
    search: Search<'p>,
    pace: Pace,
    watch: &'w mut Watch<'f>,
    bound: i64,
    best: Option<Incumbent>,
}

impl Run<'_, '_, '_> {
    fn cost(&self) -> i64 {
        self.best.as_ref().map_or(i64::MAX, |b| b.cost)
    }

    fn tell(&mut self, phase: Phase) -> ControlFlow<()> {
        let cost = self.best.as_ref().map(|b| Money(b.cost));
        let bound = (self.bound > i64::MIN).then_some(Money(self.bound));
        (self.watch)(&Progress { phase, cost, bound })
    }

    /// Constructs and improves until something says stop; `Err` names an agent without any lawful
    /// tour.
    fn improve(&mut self) -> Result<Stopped, usize> {
        if self.tell(Phase::Construct).is_break() {
            return Ok(Stopped::Cancelled);
        }
        self.search.construct()?;
        self.search.seating.plan_tickets();
        self.best = self.search.incumbent();
        if self.tell(Phase::Improve).is_break() {
            return Ok(Stopped::Cancelled);
        }
        let pace = self.pace;
        for _ in 0..4 {
            let over = |s: &Search<'_>| pace.done(s.pricer.calls) >= 1.0;
            let paid = self.search.respond(over);
            self.keep_better();
            if !paid {
                break;
            }
        }
        if self.tell(Phase::Improve).is_break() {
            return Ok(Stopped::Cancelled);
        }
        Ok(self.ruin_and_recreate())
    }

    fn keep_better(&mut self) {
        if self.search.cost() < self.cost() {
            if let Some(better) = self.search.incumbent() {
                self.best = Some(better);
            }
        }
    }

    fn ruin_and_recreate(&mut self) -> Stopped {
        let heat = Heat::of(self.cost(), self.search.tours.len(), slot_pay(&self.search));
        let began = self.pace.done(self.search.pricer.calls).min(0.99);
        loop {
            let work = self.search.pricer.calls;
            if let Some(stopped) = self.pace.stopped(work, self.cost(), self.bound) {
                return stopped;
            }
            let done = (self.pace.done(work) - began) / (1.0 - began);
            let Some(better) = self.search.step(heat.at(done), self.cost()) else { continue };
            self.best = Some(better);
            if self.tell(Phase::Improve).is_break() {
                return Stopped::Cancelled;
            }
        }
    }

    /// Writes the best roster down and has it judged.
    fn finish(
        mut self,
        case: &Case<'_>,
        options: &Options,
        numbers: &Numbers<'_>,
        stopped: Stopped,
    ) -> Result<Outcome, RosterError> {
        let best = self.best.take().ok_or(RosterError::NoneInTime)?;
        self.search.restore(&best);
        let shifts = write::shifts(case, numbers, &best.tours, &self.search.seating);
        let provenance = Provenance { seed: options.seed, ..Provenance::default() };
        let roster = Roster::new(case.requirement.grid.clone(), shifts, provenance);
        let clean = certify(case.centre, case.requirement, roster, case.previous);
        let clean = clean.map_err(|verdict| {
            let first = verdict.hard().next();
            let (law, what) =
                first.map_or(("no law", String::new()), |v| (v.law, v.breach.what.clone()));
            RosterError::Refused { law, what }
        })?;
        let cost = clean.verdict().cost.total();
        let bound = Money(self.bound).min(cost);
        let stopped = if bound == cost { Stopped::Optimal } else { stopped };
        let roster = clean.roster().clone();
        Ok(Outcome::Found(Box::new(Solution { roster, cost, bound, stopped })))
    }
}

/// What a slot at work costs in pay, about.
fn slot_pay(search: &Search<'_>) -> f64 {
    let problem: &Problem = search.problem;
    let choices = problem.classes.iter().flat_map(|c| &c.days).flat_map(|d| &d.all);
    let (cost, slots) =
        choices.fold((0, 0), |(cost, slots), c| (cost + c.cost.max(0), slots + c.span as i64));
    (cost as f64 / slots.max(1) as f64).max(1.0)
}

#[doc(hidden)]
pub fn debug_sizes(case: &Case<'_>) {
    let t = std::time::Instant::now();
    let n = numbers(case).unwrap();
    let p = &n.problem;
    eprintln!(
        "numbers {:?} classes {} pools {} windows {}",
        t.elapsed(),
        p.classes.len(),
        p.pools.len(),
        p.windows.len()
    );
    for (k, c) in p.classes.iter().enumerate().step_by(7) {
        let t = std::time::Instant::now();
        for mask in [0] {
            let graph = c.laws.graph(mask, &c.days);
            let nodes: Vec<usize> = (0..=c.days.len()).map(|d| graph.nodes(d)).collect();
            let arcs: Vec<usize> = graph.layers.iter().map(|l| l.arcs.len()).collect();
            let el = t.elapsed();
            let values = vec![1000.0; p.slots];
            let mut pr = super::pricing::Pricer::default();
            pr.best(p, c, &values);
            let t = std::time::Instant::now();
            for _ in 0..10 {
                pr.best(p, c, &values);
            }
            eprintln!(
                "{k} {} mask {mask} nodes {nodes:?} arcs {arcs:?} build {el:?} price {:?}",
                n.people
                    .iter()
                    .zip(&p.agents)
                    .find(|(_, a)| **a == k)
                    .map(|(x, _)| x.contract.id.to_string())
                    .unwrap(),
                t.elapsed() / 10
            );
        }
    }
}
