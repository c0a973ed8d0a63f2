//! What the search does in which order, and when it ends.

use crate::shift24::anneal::{COLD, HOT, Search, WARM};
use crate::shift24::ascent::Ascent;
use crate::shift24::beside::{self, Desk};
use crate::shift24::generation::Generation;
use crate::shift24::mend::{Mending, Part};
use crate::shift24::outcome::{Answer, Options, Phase, Progress, Stopped};
use crate::shift24::pool::{Pool, cheapest_mix};
use crate::shift24::problem::Problem;
use crate::shift24::redive::Redive;
use crate::shift24::tour::Pricer;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// One search under way.
pub(super) struct Run<'p, 'w, 'f> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    options: Options,
    begin: Instant,
    search: Search<'p>,
    /// By part.
    mending: [Mending<'p>; 2],
    redive: Redive<'p>,
    ascent: Option<Ascent<'p>>,
    rng: Pcg64Mcg,
    bound: i64,
    /// Tours priced outside the search.
    work: u64,
    watch: &'w mut Watch<'f>,
    /// Cost and bound as they got better last, and when.
    better: (Option<i64>, i64, Instant),
    cancelled: bool,
    /// What was told last, and when.
    told: (Phase, Instant),
    /// Where a second search is met, if there is one.
    desk: Option<&'p Desk>,
}

/// A way to make a roster cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Burst,
    Redive,
    Dive,
    Mend(Part),
}

/// Hears of the search; breaking off ends it at the next turn.
pub type Watch<'w> = dyn FnMut(&Progress) -> ControlFlow<()> + 'w;

/// Rows of the largest master that is solved: beyond, the ascent stands alone.
const ROWS_MAX: usize = 1_500;

/// The same without a clock, where a master is solved to its end.
const ROWS_TIMELESS: usize = 300;

/// Rounds of the ascent from scratch, and after some people of a dive are fixed.
const ROUNDS: u64 = 1_500;
const ROUNDS_DIVING: u64 = 40;

/// Within a long phase the watch is heard so often.
const HEAR: Duration = Duration::from_millis(500);

/// A far future, for a search that only work limits.
const FAR: Duration = Duration::from_secs(86_400 * 365);

impl<'p, 'w, 'f> Run<'p, 'w, 'f> {
    /// A search of this problem.
    pub(super) fn new(
        problem: &'p Problem,
        pricers: &'p [Pricer],
        options: &Options,
        watch: &'w mut Watch<'f>,
    ) -> Self {
        Self {
            problem,
            pricers,
            options: *options,
            begin: Instant::now(),
            search: Search::new(problem, pricers, options.seed),
            mending: [Part::People, Part::Days]
                .map(|part| Mending::new(problem, pricers, part, options.seed)),
            redive: Redive::new(problem, pricers, options.seed),
            ascent: None,
            rng: Pcg64Mcg::seed_from_u64(options.seed ^ 0x0064_6976_6573),
            bound: least_wishes(problem),
            work: 0,
            watch,
            better: (None, 0, Instant::now()),
            cancelled: false,
            told: (Phase::Construct, Instant::now()),
            desk: None,
        }
    }

    /// Searches until a limit is reached.
    pub(super) fn run(mut self) -> Answer {
        self.relax();
        if self.is_open() {
            self.round();
        }
        self.improve();
        self.compare();
        let stopped = self.stopped().unwrap_or(Stopped::Time);
        Answer {
            cost: self.search.cost(),
            bound: self.search.cost().map_or(self.bound, |cost| cost.min(self.bound)),
            work: self.work(),
            stopped,
            tours: self.search.best.map(|best| best.1),
        }
    }

    fn work(&self) -> u64 {
        let beside = self.desk.map_or(0, Desk::work);
        self.work + self.search.work + self.redive.work + beside
    }

    /// What the cheapest roster of either search costs.
    fn cost(&self) -> Option<i64> {
        let beside = self.desk.and_then(Desk::cost);
        self.search.cost().into_iter().chain(beside).min()
    }

    /// Takes up the second search's best roster when it is cheaper.
    fn compare(&mut self) {
        if let Some(desk) = self.desk {
            desk.compare(&mut self.search);
        }
    }

    /// The moment at which so much of the time is gone.
    fn at(&self, share: f64) -> Instant {
        self.begin + self.options.time.map_or(FAR, |time| time.mul_f64(share))
    }

    /// Why the search must end, if it must.
    fn stopped(&self) -> Option<Stopped> {
        if let Some(cost) = self.cost() {
            if cost <= self.bound {
                return Some(Stopped::Optimal);
            }
            if ((cost - self.bound) as f64) < self.options.gap * cost as f64 {
                return Some(Stopped::Gap);
            }
        }
        if self.cancelled {
            return Some(Stopped::Cancelled);
        }
        if self.options.time.is_some_and(|time| self.begin.elapsed() >= time) {
            return Some(Stopped::Time);
        }
        if self.options.stall.is_some_and(|stall| self.better.2.elapsed() >= stall) {
            return Some(Stopped::Stall);
        }
        let work = self.options.work_limit();
        work.is_some_and(|most| self.work() >= most).then_some(Stopped::Work)
    }

    fn is_open(&self) -> bool {
        self.stopped().is_none()
    }

    fn tell(&mut self, phase: Phase) {
        self.compare();
        let (cost, bound) = (self.search.cost(), self.bound);
        if (cost, bound) != (self.better.0, self.better.1) {
            self.better = (cost, bound, Instant::now());
        }
        self.told = (phase, Instant::now());
        self.cancelled |= (self.watch)(&Progress { phase, cost, bound }).is_break();
    }

    fn prove(&mut self, bound: f64) {
        if bound.is_finite() {
            self.bound = self.bound.max((bound - 1e-4).ceil() as i64);
        }
    }

    /// A first roster, and what it is worth: the ascent, then the master where it is small.
    fn relax(&mut self) {
        if self.search.construct() {
            self.tell(Phase::Construct);
            self.burst(self.at(0.02), self.people() * 4);
        }
        let target = self.search.cost().map_or(0.0, |cost| cost as f64);
        let ascent = Ascent::new(self.problem, self.pricers, target);
        let Some(mut ascent) = ascent else { return };
        let room = self.options.work_limit().map_or(u64::MAX, |most| most / 4);
        let rounds = ROUNDS.min(room / self.people().max(1));
        ascent.climb(rounds, self.at(0.15));
        self.work += ascent.work;
        ascent.work = 0;
        self.prove(ascent.bound);
        self.guide_by(ascent.value.clone());
        self.ascent = Some(ascent);
        self.tell(Phase::Bound);
    }

    fn guide_by(&mut self, value: Vec<f64>) {
        if let Some(desk) = self.desk {
            desk.guide(&value);
        }
        self.search.guide_by(value);
    }

    fn people(&self) -> u64 {
        self.problem.people.len() as u64
    }

    /// Rows of the master.
    fn rows(&self) -> usize {
        self.problem.days * self.problem.types.len() + self.problem.people.len()
    }

    /// Converges the master where it is small, rounds the relaxation in two ways and mixes tours.
    fn round(&mut self) {
        let timed = self.options.time.is_some();
        if self.rows() > if timed { ROWS_MAX } else { ROWS_TIMELESS } {
            return self.dive(self.at(0.3));
        }
        let mut master = Generation::new(self.problem, self.pricers);
        self.converge(&mut master);
        if self.is_open() {
            self.dive(self.at(0.32));
        }
        if !self.is_open() {
            return;
        }
        let dived = master.dive(self.at(0.36));
        if self.is_open() {
            self.search.complete(dived);
        }
        self.burst(self.at(0.38), self.people() * 20);
        self.tell(Phase::Dive);
        if !timed {
            return;
        }
        let time = self.at(0.41).saturating_duration_since(Instant::now());
        let (problem, tours) = (self.problem, &master.tours);
        let everybody: Vec<usize> = (0..problem.people.len()).collect();
        let nobody = vec![0; problem.days * problem.types.len()];
        let (people, present, window) = (&everybody, &nobody, 0..problem.days);
        let pool = Pool { problem, people, present, window, tours };
        if self.is_open()
            && let Some(cost) = self.search.cost()
            && let Some(tours) = cheapest_mix(&pool, cost - 1, time)
        {
            self.search.restart(&tours);
        }
        self.tell(Phase::Pool);
    }

    /// Column generation from the tours known so far, up to its bound.
    fn converge(&mut self, master: &mut Generation<'p>) {
        self.search.add_to(master);
        if let Some(ascent) = &self.ascent {
            for (member, tour) in ascent.tours() {
                master.add(member, tour);
            }
            master.start_from(ascent.value.clone(), ascent.bound);
        }
        master.converge(0.01, self.at(0.25));
        self.prove(master.bound);
        self.guide_by(master.value.clone());
        self.tell(Phase::Bound);
    }

    /// Rounds the ascent's shares, by chance a little differently every time.
    fn dive(&mut self, until: Instant) {
        let Some(ascent) = self.ascent.clone() else { return };
        let (begin, end) = (Instant::now(), self.at(1.0));
        let (tours, work) = ascent.dive(ROUNDS_DIVING, &mut self.rng, end);
        self.work += work;
        if self.is_open() && self.search.complete(tours) {
            let until = until.max(Instant::now() + begin.elapsed() / 2).min(end);
            self.steps((HOT, COLD), until, self.people() * 60);
        }
        self.tell(Phase::Dive);
    }

    /// Ways to improve in turn, more time for what wins more in its time.
    fn improve(&mut self) {
        let slice = self.at(1.0).saturating_duration_since(Instant::now()) / 30;
        let steps = self.people() * 40;
        let mut ways = vec![(Way::Burst, 1.0), (Way::Redive, 1.0), (Way::Dive, 1.0)];
        if self.options.time.is_some() {
            ways.extend((self.rows() <= ROWS_MAX).then_some((Way::Mend(Part::People), 1.0)));
            ways.push((Way::Mend(Part::Days), 1.0));
        }
        let mut turn = 0;
        while self.is_open() {
            let best = |a: &usize, b: &usize| f64::total_cmp(&ways[*a].1, &ways[*b].1);
            let rich = (0..ways.len()).max_by(best).unwrap_or(0);
            let chosen = if turn % 3 == 2 { turn / 3 % ways.len() } else { rich };
            let (way, gain) = &mut ways[chosen];
            turn += 1;
            let before = self.search.cost();
            let begin = Instant::now();
            let until = begin + slice;
            match way {
                Way::Burst => self.burst(until, steps),
                Way::Redive => self.redive(until, steps),
                Way::Dive => self.dive(begin + 4 * slice),
                Way::Mend(part) => self.mend(*part, slice, until),
            }
            let won = before.zip(self.search.cost()).map_or(0.0, |(old, new)| (old - new) as f64);
            *gain = 0.5 * *gain + if *way == Way::Dive { won / 4.0 } else { won };
            let mended = matches!(way, Way::Mend(_));
            self.tell(if mended { Phase::Mend } else { Phase::Improve });
        }
    }

    /// Ruin and recreate from the best roster.
    fn burst(&mut self, until: Instant, steps: u64) {
        if let Some((_, tours)) = self.search.best.clone() {
            self.search.restart(&tours);
        }
        self.steps((WARM, COLD), until, steps);
    }

    /// Ruin and recreate from the current roster, cooling; without a clock so many steps.
    fn steps(&mut self, (from, to): (f64, f64), until: Instant, steps: u64) {
        let begin = Instant::now();
        let length = until.saturating_duration_since(begin).as_secs_f64().max(1e-9);
        let mut step = 0_u64;
        while self.is_open() {
            let done = match self.options.time {
                Some(_) => begin.elapsed().as_secs_f64() / length,
                None => step as f64 / steps.max(1) as f64,
            };
            if done >= 1.0 {
                return;
            }
            if self.told.1.elapsed() >= HEAR {
                self.tell(self.told.0);
            }
            self.search.step(from * f64::powf(to / from, done));
            step += 1;
        }
    }

    /// Dives of a part of the best roster, each rounded off by ruin and recreate.
    fn redive(&mut self, until: Instant, steps: u64) {
        let timed = self.options.time.is_some();
        let most = if timed { u64::MAX } else { self.work() + steps };
        let end = self.at(1.0);
        while self.is_open() && Instant::now() < until && self.work() < most {
            let Some((_, tours)) = self.search.best.clone() else { return };
            let Some(value) = self.ascent.as_ref().map(|a| a.value.clone()) else { return };
            let begin = Instant::now();
            let dived = self.redive.attempt(&tours, &value, end);
            if let Some(dived) = dived
                && self.is_open()
                && self.search.complete(dived)
            {
                let until = (Instant::now() + begin.elapsed()).min(end);
                self.steps((WARM, COLD), until, self.people() * 5);
            }
        }
    }

    /// Mending of the best roster.
    fn mend(&mut self, part: Part, patience: Duration, until: Instant) {
        let Some((_, mut tours)) = self.search.best.clone() else { return };
        while self.is_open() && Instant::now() < until {
            if let Some(better) =
                self.mending[part as usize].attempt(&tours, patience, self.at(1.0))
            {
                self.search.restart(&better);
                tours = better;
            }
        }
    }
}

/// What wishes cost when everybody's every day is their favourite: a bound without any search.
fn least_wishes(problem: &Problem) -> i64 {
    let days = problem.people.iter().flat_map(|person| &person.penalty);
    days.map(|day| day.iter().min().copied().unwrap_or(0)).sum()
}

/// The cheapest roster found within the limits, with a proved lower bound.
#[must_use]
pub fn solve(problem: &Problem, options: &Options, watch: &mut Watch<'_>) -> Answer {
    let pricers: Vec<Pricer> = (0..problem.people.len()).map(|i| Pricer::of(problem, i)).collect();
    let mut run = Run::new(problem, &pricers, options, watch);
    let Some(time) = options.time else { return run.run() };
    let desk = Desk::default();
    run.desk = Some(&desk);
    let seed = options.seed ^ 0x0062_6573_6964_6500;
    std::thread::scope(|scope| {
        scope.spawn(|| beside::search(problem, &pricers, seed, time, &desk));
        let answer = run.run();
        desk.close();
        answer
    })
}
