//! The engine: construct, bound, improve, judge.

use super::bound::master::Served;
use super::bound::prices::Prices;
use super::bound::prover::{Desk, News, prove};
use super::explain::account;
use super::explain::clash::clash;
use super::explain::crowd::crowd;
use super::mend::part::Picker;
use super::pace::Pace;
use super::pricing::Tour;
use super::primal::mended::mend_from;
use super::primal::ruin_recreate::{Heat, is_alike};
use super::primal::shared::Shared;
use super::primal::{Incumbent, Search, slot_pay};
use super::problem::nouns::{Numbers, numbers};
use super::progress::{Phase, Progress};
use super::{Case, Options, Outcome, RosterError, Solution, Stopped, write};
use domain::{Money, Provenance, Roster, Verdict, certify};
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The search goes on from another roster that is dearer by less than this share.
const MUCH: f64 = 0.02;
/// At this share of its time the search goes back to the best roster for the last touches.
const HOME: f64 = 0.85;
/// The caller hears of a search that has nothing new so often, and may break it off.
const BEAT: Duration = Duration::from_millis(250);

/// The prover hears of the search's roster of the moment so often.
const POSTED: Duration = Duration::from_millis(300);

/// With fewer people than that: a larger centre's prover has the first roster only, for the tours
/// of a warm search make its mixture worse and every master of it slower.
const LEARNERS: usize = 400;

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
    let mut run = Run {
        search: Search::new(&numbers.problem, random),
        seed: options.seed,
        pace,
        watch,
        bound: 0,
        prices: None,
        trouble: None,
        best: None,
        home: false,
        mends: false,
        picker: Picker::new(),
        rounded: false,
        better: Instant::now(),
        told: Instant::now(),
        posted: Instant::now(),
    };
    match run.improve() {
        Ok(stopped) => run.finish(case, options, &numbers, stopped),
        Err(agent) => Ok(Outcome::Impossible(clash(case, &numbers.people[agent].agent.id)?)),
    }
}

/// One search with its best roster and bound.
struct Run<'p, 'w, 'f> {
    search: Search<'p>,
    seed: u64,
    pace: Pace,
    watch: &'w mut Watch<'f>,
    bound: i64,
    /// The prices that prove the bound.
    prices: Option<Box<Prices>>,
    /// Why the proof ended early, if it did.
    trouble: Option<String>,
    best: Option<Incumbent<'p>>,
    /// Whether the search is back at its best roster for the last touches.
    home: bool,
    /// Whether its roster is mended.
    mends: bool,
    /// Which parts of it.
    picker: Picker,
    /// Whether the best roster goes back to one that was rounded from the master's mixture.
    rounded: bool,
    /// When cost or bound got better last.
    better: Instant,
    /// When the caller heard of the search last.
    told: Instant,
    /// When the prover heard of it last.
    posted: Instant,
}

/// A prover's desk in another thread.
struct Post<'p> {
    pace: Pace,
    over: AtomicBool,
    roster: Mutex<Vec<Served>>,
    shared: Shared<'p>,
    news: Sender<News>,
}

impl<'p> Desk<'p> for &Post<'p> {
    fn left(&self) -> Option<Duration> {
        if self.over.load(Ordering::Relaxed) { Some(Duration::ZERO) } else { self.pace.left() }
    }
    fn roster(&self) -> Vec<Served> {
        self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
    fn shared(&self) -> Option<&Shared<'p>> {
        Some(&self.shared)
    }
    fn tell(&self, news: News) {
        // a search that has ended reads no news
        self.news.send(news).unwrap_or_default();
    }
}

impl<'p> Run<'p, '_, '_> {
    fn cost(&self) -> i64 {
        self.best.as_ref().map_or(i64::MAX, Incumbent::cost)
    }

    fn tell(&mut self, phase: Phase) -> ControlFlow<()> {
        self.told = Instant::now();
        let cost = self.best.as_ref().map(|b| Money(b.cost()));
        (self.watch)(&Progress { phase, cost, bound: Some(Money(self.bound)) })
    }

    /// Searches while a prover works beside; without a clock the prover goes first, so that the
    /// result does not depend on who is faster. `Err` names an agent without any lawful tour.
    fn improve(&mut self) -> Result<Stopped, usize> {
        let (news, inbox) = channel();
        let (over, roster) = (AtomicBool::new(false), Mutex::default());
        let post = Post { pace: self.pace, over, roster, shared: Shared::default(), news };
        let (problem, seed) = (self.search.problem, self.seed);
        if self.pace.is_timeless() {
            if let Some(stopped) = self.first_roster(&post)? {
                return Ok(stopped);
            }
            prove(problem, seed, &&post);
            return Ok(self.ruin_and_recreate(&inbox, &post));
        }
        std::thread::scope(|scope| {
            let desk = &post;
            scope.spawn(move || prove(problem, seed, &desk));
            let stopped = match self.first_roster(&post) {
                Ok(None) => Ok(self.ruin_and_recreate(&inbox, desk)),
                Ok(Some(stopped)) => Ok(stopped),
                Err(agent) => Err(agent),
            };
            post.over.store(true, Ordering::Relaxed);
            stopped
        })
    }

    /// Constructs a roster and lets everybody respond to it.
    fn first_roster(&mut self, post: &Post<'p>) -> Result<Option<Stopped>, usize> {
        if self.tell(Phase::Construct).is_break() {
            return Ok(Some(Stopped::Cancelled));
        }
        self.search.construct()?;
        self.search.seating.plan_tickets();
        self.best = self.search.incumbent();
        if self.tell(Phase::Improve).is_break() {
            return Ok(Some(Stopped::Cancelled));
        }
        // small steps from what people were told lead to fewer changes than best answers do
        if !self.search.problem.is_told() {
            self.respond();
        }
        self.post(post);
        Ok(None)
    }

    /// Shows the prover where the search is: its tours belong in the mixture.
    fn post(&mut self, post: &Post<'p>) {
        self.posted = Instant::now();
        *post.roster.lock().unwrap_or_else(PoisonError::into_inner) = self.search.served();
    }

    fn respond(&mut self) {
        let pace = self.pace;
        for _ in 0..3 {
            let over = |s: &Search<'_>| pace.done(s.pricer.calls) >= 1.0;
            let paid = self.search.respond(over);
            self.keep_better();
            if !paid {
                break;
            }
        }
    }

    fn keep_better(&mut self) {
        if self.search.cost() < self.cost()
            && let Some(better) = self.search.incumbent()
        {
            self.best = Some(better);
        }
    }

    fn ruin_and_recreate(&mut self, inbox: &Receiver<News>, post: &Post<'p>) -> Stopped {
        let (problem, people) = (self.search.problem, self.search.tours.len());
        let heat = match problem.is_told() {
            true => Heat::gentle(slot_pay(problem)),
            false => Heat::of(self.cost(), people, slot_pay(problem)),
        };
        let mend_from = mend_from(problem, self.pace.left());
        let began = self.pace.done(self.search.pricer.calls).min(0.99);
        loop {
            let before = (self.cost(), self.bound);
            while let Ok(news) = inbox.try_recv() {
                self.hear(news);
                if self.tell(Phase::Improve).is_break() {
                    return Stopped::Cancelled;
                }
            }
            if people < LEARNERS && self.posted.elapsed() >= POSTED && !self.pace.is_timeless() {
                self.post(post);
            }
            if self.told.elapsed() >= BEAT && self.tell(Phase::Improve).is_break() {
                return Stopped::Cancelled;
            }
            if (self.cost(), self.bound) != before {
                self.better = Instant::now();
            } else if self.pace.is_stalled(self.better) {
                return Stopped::Stall;
            }
            let work = self.search.pricer.calls;
            if let Some(stopped) = self.pace.stopped(work, self.cost(), self.bound) {
                return stopped;
            }
            let done = (self.pace.done(work) - began) / (1.0 - began);
            if done >= HOME && !std::mem::replace(&mut self.home, true) {
                self.go_home();
            }
            if done >= mend_from && !std::mem::replace(&mut self.mends, true) {
                self.go_home();
            }
            if self.mends && !self.pace.is_timeless() {
                self.meet(&post.shared);
            }
            let better = if self.mends {
                let limits = (self.cost(), self.pace.left());
                self.search.mend_step(&mut self.picker, heat.to, limits)
            } else {
                let most = if self.rounded { heat.tempered(problem) } else { heat.from };
                let warmth = heat.at(done / mend_from).min(most);
                self.search.any_step(warmth, self.cost())
            };
            let Some(better) = better else { continue };
            self.best = Some(better);
            self.better = Instant::now();
            if self.tell(Phase::Improve).is_break() {
                return Stopped::Cancelled;
            }
        }
    }

    /// Goes on from the cheaper roster of both searches.
    fn meet(&mut self, shared: &Shared<'p>) {
        let Some(best) = self.best.take() else { return };
        let cost = best.cost();
        self.best = Some(self.search.meet(shared, best));
        if self.cost() < cost {
            self.better = Instant::now();
        }
    }

    /// Goes back to the best roster, if the search is elsewhere.
    fn go_home(&mut self) {
        if let Some(best) = self.best.take() {
            if self.search.cost() > best.cost() {
                self.search.restore(&best);
            }
            self.best = Some(best);
        }
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Bound(bound, prices) => {
                self.search.learn(&prices);
                let bound = bound.ceil() as i64;
                if bound > self.bound || self.prices.is_none() {
                    (self.bound, self.prices) = (bound.max(self.bound), Some(prices));
                }
            }
            News::Rounded(tours) => self.adopt(tours, true),
            News::Roster(tours) => self.adopt(tours, false),
            News::Trouble(why) => self.trouble = Some(why),
        }
    }

    /// Goes on from another roster unless it is much dearer than the search's, once everybody has
    /// responded to it: what is near the master's mixture has room to get cheaper.
    fn adopt(&mut self, tours: Vec<Tour>, rounded: bool) {
        let Some(now) = self.search.incumbent() else { return };
        self.search.take_over(tours, self.cost(), self.pace.left());
        let pace = self.pace;
        for _ in 0..2 {
            self.search.respond(|s| pace.done(s.pricer.calls) >= 1.0);
        }
        // what people were told is near the best: nothing is gained by going far from it
        let far = rounded && !self.home && !self.search.problem.is_told();
        let far = far && (!self.mends || is_alike(self.search.problem));
        let much = if far { MUCH } else { 0.0 };
        if self.search.cost() as f64 > (1.0 + much) * now.cost() as f64 {
            self.search.restore(&now);
        }
        let before = self.cost();
        self.keep_better();
        self.rounded |= rounded && self.cost() < before;
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
        let parent = case.told.and_then(|replan| replan.name.map(str::to_owned));
        let provenance = Provenance { seed: options.seed, parent, ..Provenance::default() };
        let roster = Roster::new(case.requirement.grid.clone(), shifts, provenance);
        let clean = match certify(case.centre, case.requirement, roster, case.previous) {
            Ok(clean) => clean,
            Err(verdict) => return refused(case, options, &verdict),
        };
        let cost = clean.verdict().cost.total();
        let changes = case.told.map_or(Money::ZERO, |replan| {
            replan.charge(&replan.changes(case.centre, clean.roster()))
        });
        let bound = Money(self.bound).min(cost + changes);
        let stopped = match stopped {
            _ if bound == cost + changes => Stopped::Optimal,
            // the search thought so; the judge has the last word
            Stopped::Optimal => Stopped::Stall,
            other => other,
        };
        let roster = clean.roster().clone();
        let why = self.prices.as_ref().and_then(|p| account(case, numbers, (p, bound), &roster));
        let why = why.map(Box::new);
        Ok(Outcome::Found(Box::new(Solution {
            roster,
            cost,
            changes,
            bound,
            why,
            stopped,
            trouble: self.trouble,
        })))
    }
}

/// What the judge's refusal means. Floors and seats were worth breaking at their price: either no
/// roster keeps them, or there was no time to find one.
fn refused(case: &Case<'_>, options: &Options, verdict: &Verdict) -> Result<Outcome, RosterError> {
    let first = verdict.hard().next().map(|v| (v.law, v.breach.what.clone()));
    let (law, what) = first.unwrap_or_default();
    if !matches!(law, "minimum_staffing" | "seat_cap") {
        return Err(RosterError::Refused { law, what });
    }
    let conflict = crowd(case, options.seed, &options.limits)?;
    conflict.map(Outcome::Impossible).ok_or(RosterError::NoneInTime)
}
