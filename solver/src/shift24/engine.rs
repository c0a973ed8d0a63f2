//! Bound beside search, until the time is up or both meet.

use crate::shift24::anneal::Search;
use crate::shift24::generation::Generation;
use crate::shift24::mend::Mending;
use crate::shift24::pool::{Pool, cheapest_mix};
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use std::time::{Duration, Instant};

/// How to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The seed of every random choice.
    pub seed: u64,
    /// How long to search.
    pub time: Duration,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Everybody's tour; `None` when no lawful roster was found.
    pub tours: Option<Vec<Tour>>,
    /// What it costs.
    pub cost: Option<i64>,
    /// No lawful roster costs less.
    pub bound: i64,
    /// Tours priced in the search.
    pub work: u64,
}

/// What the search does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Column generation is done.
    Bound,
    /// The relaxation is rounded.
    Dive,
    /// All generated tours are mixed.
    Pool,
    /// A round of mending a few people at a time is done.
    Mending,
}

/// How far the search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What was done last.
    pub phase: Phase,
    /// The cheapest roster so far.
    pub cost: Option<i64>,
    /// The bound.
    pub bound: i64,
}

/// The cheapest roster found in the time, with a proved lower bound.
#[must_use]
pub fn solve(problem: &Problem, options: &Options, watch: &mut dyn FnMut(&Progress)) -> Answer {
    let pricers: Vec<Pricer> = (0..problem.people.len()).map(|i| Pricer::of(problem, i)).collect();
    let mut run = Run {
        problem,
        pricers: &pricers,
        begin: Instant::now(),
        time: options.time,
        search: Search::new(problem, &pricers, options.seed),
        mending: Mending::new(problem, &pricers, options.seed),
        bound: least_wishes(problem),
        watch,
    };
    run.relax_and_round();
    run.improve();
    Answer {
        cost: run.search.cost(),
        tours: run.search.best.map(|best| best.1),
        bound: run.bound,
        work: run.search.work,
    }
}

/// What wishes cost when everybody's every day is their favourite: a bound without any search.
fn least_wishes(problem: &Problem) -> i64 {
    let days = problem.people.iter().flat_map(|person| &person.penalty);
    days.map(|day| day.iter().min().copied().unwrap_or(0)).sum()
}

/// One search under way.
struct Run<'p, 'w> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    begin: Instant,
    time: Duration,
    search: Search<'p>,
    mending: Mending<'p>,
    bound: i64,
    watch: &'w mut dyn FnMut(&Progress),
}

/// The temperature of ruin and recreate: a few wishes, never a missing person.
const TEMPERATURE: f64 = 4.0;

impl Run<'_, '_> {
    fn at(&self, share: f64) -> Instant {
        self.begin + self.time.mul_f64(share)
    }

    fn tell(&mut self, phase: Phase) {
        (self.watch)(&Progress { phase, cost: self.search.cost(), bound: self.bound });
    }

    fn is_open(&self) -> bool {
        self.search.cost().is_none_or(|cost| cost > self.bound) && Instant::now() < self.at(1.0)
    }

    /// A first roster, the bound, and the relaxation rounded and mixed.
    fn relax_and_round(&mut self) {
        let everybody: Vec<usize> = (0..self.problem.people.len()).collect();
        let nobody = vec![0; self.problem.days * self.problem.types.len()];
        let mut master = Generation::new(self.problem, self.pricers, &everybody, &nobody);
        if self.search.construct() {
            self.search.add_to(&mut master);
            self.burst(self.at(0.04));
            self.search.add_to(&mut master);
        }
        master.converge(0.01, self.at(0.5));
        if master.bound.is_finite() {
            self.bound = self.bound.max((master.bound - 1e-4).ceil() as i64);
            self.search.guide_by(master.value.clone());
        }
        self.tell(Phase::Bound);
        if !self.is_open() {
            return;
        }
        let dived = master.dive(self.at(0.65));
        self.search.complete(dived);
        self.tell(Phase::Dive);
        let time = self.at(0.75).saturating_duration_since(Instant::now()) / 2;
        let (problem, tours) = (self.problem, &master.tours);
        let pool = Pool { problem, people: &everybody, present: &nobody, tours };
        if self.is_open()
            && let Some(cost) = self.search.cost()
            && let Some(tours) = cheapest_mix(&pool, cost - 1, time)
        {
            self.search.restart(&tours);
        }
        self.tell(Phase::Pool);
    }

    /// Ruin and recreate in turn with mending, more time for what wins more.
    fn improve(&mut self) {
        let slice = self.at(1.0).saturating_duration_since(Instant::now()) / 40;
        let mut gains = [1.0, 1.0];
        let mut turn = 0;
        while self.is_open() {
            let rich = usize::from(gains[1] > gains[0]);
            let way = if turn % 4 == 3 { 1 - rich } else { rich };
            turn += 1;
            let before = self.search.cost();
            let pause = Instant::now() + slice;
            if way == 0 {
                self.burst(pause)
            } else {
                self.mend(pause)
            }
            let won = before.zip(self.search.cost()).map_or(0.0, |(old, new)| (old - new) as f64);
            gains[way] = 0.5 * gains[way] + won;
            self.tell(Phase::Mending);
        }
    }

    /// Ruin and recreate from the best roster.
    fn burst(&mut self, until: Instant) {
        if let Some((_, tours)) = self.search.best.clone() {
            self.search.restart(&tours);
        }
        while self.is_open() && Instant::now() < until {
            self.search.step(TEMPERATURE);
        }
    }

    /// Mending of the best roster.
    fn mend(&mut self, until: Instant) {
        let Some((_, mut tours)) = self.search.best.clone() else { return };
        while self.is_open() && Instant::now() < until {
            if let Some(better) = self.mending.attempt(&tours, self.at(1.0)) {
                self.search.restart(&better);
                tours = better;
            }
        }
    }
}
