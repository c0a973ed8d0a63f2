//! A station: the models of the textbooks and of the literature, without a roster.
//!
//! `Erlang C`, `Erlang A`, finite queues, and several classes of contacts served by several groups
//! of agents by a routing table. It runs on the same engine as rosters do, so that what is checked
//! against exact values here is what judges a roster.

use super::afterwards::Afterwards;
use super::error::SimulationError;
use super::model::{Asked, Choice, Class, Duty, End, Following, Group, Kind, Model, Retry, What};
use super::options::{Budget, number, positive};
use super::shape::{Sampler, Shape};
use super::station_report::{StationReport, observe};
use domain::{Seconds, Spread};

/// A model of contacts and groups of agents over equal periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// The length of a period.
    pub period: Seconds,
    /// How many periods there are.
    pub periods: usize,
    /// The sorts of contacts.
    pub classes: Vec<ContactClass>,
    /// The groups of agents.
    pub groups: Vec<AgentGroup>,
    /// Most contacts inside, waiting or served; those who come then are blocked.
    pub capacity: Option<u32>,
    /// Who among several free agents takes a contact.
    pub selection: Selection,
    /// Coefficient of variation of the gamma factor by which a whole replication's arrivals vary.
    pub busyness: f64,
    /// Periods at the beginning that are simulated but not counted.
    pub warm_up: usize,
    /// What happens after the last period.
    pub closing: Closing,
}

/// A sort of contacts; what varies has one entry per period.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactClass {
    /// Arrivals.
    pub expected: Vec<f64>,
    /// Whether they are expected, or counted.
    pub arrivals: Arrivals,
    /// Mean handle time of those who arrive in the period.
    pub handle: Vec<Seconds>,
    /// The shape of handle times.
    pub handle_shape: Shape,
    /// Mean patience of those who arrive in the period; `None` when nobody hangs up.
    pub patience: Option<Vec<Seconds>>,
    /// The shape of patience.
    pub patience_shape: Shape,
    /// An answer within this time is in time.
    pub within: Seconds,
    /// The groups that serve it, tier by tier.
    pub groups: Vec<Vec<usize>>,
    /// What those do who hung up: this share of them tries again after so long, as patient as
    /// before; time waited before counts.
    pub retry: Option<(f64, Seconds)>,
    /// Whether contacts wait when nobody is free; else they are lost, and counted as blocked.
    pub waits: bool,
    /// What follows the handling.
    pub afterwards: Afterwards,
}

/// What a number of arrivals means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Arrivals {
    /// A Poisson process has this mean.
    #[default]
    Poisson,
    /// So many came, rounded to whole contacts, at times spread evenly at random: a past day.
    Counted,
}

/// A group of agents of equal skill.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentGroup {
    /// People per period. Who is busy when the group shrinks finishes first.
    pub agents: Vec<u32>,
    /// The classes it serves, tier by tier; within a tier the longest waiting contact.
    pub classes: Vec<Vec<usize>>,
}

/// Who among several free agents of a tier takes a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// Whoever has been idle longest.
    LongestIdle,
    /// Anybody, each as likely.
    Evenly,
}

/// What happens after the last period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Time stops; those inside are counted as waiting.
    Stop,
    /// Nobody arrives any more; those inside are served, with the last period's people, or hang up.
    Drain,
}

impl Station {
    /// One class, one group: `per_hour` contacts, exponential `handle` times, nobody hangs up
    /// (the model of Erlang C); `hours` are counted after a tenth as many of warm-up.
    ///
    /// # Examples
    /// Two agents and one erlang, 20 calls an hour of 180 s: by hand, C = 1/3 of the callers wait,
    /// 60 s on average over all, and 1 − ⅓·exp(−20/180) = 70.2 % are answered within 20 s.
    /// ```
    /// use domain::Seconds;
    /// use scenarios::simulate::{Budget, Station};
    /// let station = Station::erlang(20.0, Seconds(180.0), 2, 1000);
    /// let budget = Budget { most: 64, half_width: 0.001, ..Budget::default() };
    /// let report = station.simulate(7, &budget).unwrap();
    /// assert!((report.all.level_of_offered.unwrap().mean - 0.702).abs() < 0.005);
    /// assert!((report.all.wait_of_answered.unwrap().mean - 60.0).abs() < 2.0);
    /// assert!((report.occupancy.unwrap().mean - 0.5).abs() < 0.005);
    /// ```
    #[must_use]
    pub fn erlang(per_hour: f64, handle: Seconds, agents: u32, hours: usize) -> Self {
        let warm_up = hours.div_ceil(10);
        let periods = hours + warm_up;
        Self {
            period: Seconds(3600.0),
            periods,
            classes: vec![ContactClass {
                expected: vec![per_hour; periods],
                arrivals: Arrivals::Poisson,
                handle: vec![handle; periods],
                handle_shape: Shape::Exponential,
                patience: None,
                patience_shape: Shape::Exponential,
                within: Seconds(20.0),
                groups: vec![vec![0]],
                retry: None,
                waits: true,
                afterwards: Afterwards::default(),
            }],
            groups: vec![AgentGroup { agents: vec![agents; periods], classes: vec![vec![0]] }],
            capacity: None,
            selection: Selection::LongestIdle,
            busyness: 0.0,
            warm_up,
            closing: Closing::Stop,
        }
    }

    /// The same with exponential patience: the model of Erlang A.
    #[must_use]
    pub fn with_patience(mut self, mean: Seconds) -> Self {
        let periods = self.periods;
        for class in &mut self.classes {
            class.patience = Some(vec![mean; periods]);
        }
        self
    }

    /// The same with at most `most` contacts inside.
    #[must_use]
    pub fn with_capacity(mut self, most: u32) -> Self {
        self.capacity = Some(most);
        self
    }

    /// Simulates the station; every replication begins empty.
    ///
    /// # Errors
    /// [`SimulationError`] when the parts do not fit together, or hold numbers that mean nothing.
    pub fn simulate(&self, seed: u64, budget: &Budget) -> Result<StationReport, SimulationError> {
        self.check()?;
        if budget.most < 2 {
            return Err(SimulationError::Budget(budget.most));
        }
        Ok(observe(&self.model(), self.warm_up, seed, budget))
    }

    /// # Errors
    /// [`SimulationError`] for the first thing that cannot be.
    fn check(&self) -> Result<(), SimulationError> {
        let of = || "the station".to_owned();
        positive("a period's length", of, self.period.0)?;
        number("a coefficient of variation", of, self.busyness)?;
        if self.warm_up >= self.periods {
            return odd("warm-up leaves no period to count");
        }
        for (number, class) in self.classes.iter().enumerate() {
            class.check(self.periods, self.groups.len())?;
            class.afterwards.check(number, self.classes.len(), self.groups.len())?;
        }
        for group in &self.groups {
            if group.agents.len() != self.periods {
                return odd("groups do not have one entry per period");
            }
            if group.classes.iter().flatten().any(|&c| c >= self.classes.len()) {
                return odd("groups name a class that does not exist");
            }
        }
        Ok(())
    }

    fn model(&self) -> Model {
        let most = |g: &AgentGroup| g.agents.iter().copied().max().unwrap_or(0);
        let agents: u32 = self.groups.iter().map(most).sum();
        let group = |g: &AgentGroup| Group { tiers: tiers(&g.classes), shrinkage: 0.0, duty: None };
        let number = |(n, class): (usize, &ContactClass)| self.class(n, class);
        Model {
            slot_seconds: self.period.0,
            slots: self.periods,
            slot_keys: (0..self.periods as u64).collect(),
            day_keys: vec![0; self.periods],
            classes: self.classes.iter().enumerate().map(number).collect(),
            groups: self.groups.iter().map(group).collect(),
            agent_keys: (0..u64::from(agents)).collect(),
            speeds: vec![1.0; agents as usize * self.classes.len()],
            duties: self.duties(),
            capacity: self.capacity,
            choice: match self.selection {
                Selection::LongestIdle => Choice::LongestIdle,
                Selection::Evenly => Choice::Evenly,
            },
            end: match self.closing {
                Closing::Stop => End::Cut,
                Closing::Drain => End::Drain,
            },
            absence: 1.0,
            common_busyness: true,
        }
    }

    fn class(&self, number: usize, class: &ContactClass) -> Class {
        let patience = class.patience.as_ref().map(|p| p.iter().map(|s| s.0).collect());
        let somebody =
            |p: usize| class.groups.iter().flatten().any(|&g| self.groups[g].agents[p] > 0);
        Class {
            key: number as u64,
            kind: Kind::Call,
            expected: class.expected.clone(),
            counted: class.arrivals == Arrivals::Counted,
            spread: vec![Spread { poisson: 1.0, shared: self.busyness }; self.periods],
            open: (0..self.periods).map(|p| class.expected[p] > 0.0 || somebody(p)).collect(),
            work: class.handle.iter().map(|s| s.0).collect(),
            work_shape: Sampler::new(&class.handle_shape),
            patience: patience.unwrap_or_else(|| vec![f64::INFINITY; self.periods]),
            patience_shape: Sampler::new(&class.patience_shape),
            within: class.within.0,
            tiers: tiers(&class.groups),
            retry: class.retry.map(|(share, after)| Retry { share, after: after.0 }),
            waits: class.waits,
            following: following(&class.afterwards),
            backlog: 0,
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let mut duties = Vec::new();
        let mut first = 0;
        for (number, group) in self.groups.iter().enumerate() {
            let most = group.agents.iter().copied().max().unwrap_or(0);
            for (period, &size) in group.agents.iter().enumerate() {
                if period == 0 || group.agents[period - 1] != size {
                    let what = What::Resize { group: number as u32, first, most, size };
                    duties.push(Duty { time: period as f64 * self.period.0, what });
                }
            }
            first += most;
        }
        duties.sort_by(|a, b| a.time.total_cmp(&b.time));
        duties
    }
}

impl ContactClass {
    /// # Errors
    /// [`SimulationError`] for the first thing that cannot be.
    fn check(&self, periods: usize, groups: usize) -> Result<(), SimulationError> {
        let of = || "the station".to_owned();
        let patience = self.patience.as_ref().map_or(periods, Vec::len);
        if [self.expected.len(), self.handle.len(), patience] != [periods; 3] {
            return odd("classes do not have one entry per period");
        }
        if self.groups.iter().flatten().any(|&g| g >= groups) {
            return odd("classes name a group that does not exist");
        }
        let shapes = [("handle time", &self.handle_shape), ("patience", &self.patience_shape)];
        for (of, shape) in shapes {
            if let Some(what) = shape.fault() {
                return Err(SimulationError::Shape { of, what });
            }
        }
        for &expected in &self.expected {
            number("an expected volume", of, expected)?;
        }
        for handle in &self.handle {
            positive("a handle time", of, handle.0)?;
        }
        for patience in self.patience.iter().flatten() {
            positive("a patience", of, patience.0)?;
        }
        Ok(())
    }
}

/// What follows, ready to draw from; `None` when nothing does.
fn following(afterwards: &Afterwards) -> Option<Box<Following>> {
    if *afterwards == Afterwards::default() {
        return None;
    }
    let asked = afterwards.consultation.as_ref().map(|asked| Asked {
        share: asked.share,
        tiers: tiers(&asked.groups),
        mean: asked.lasts.0,
        shape: Sampler::new(&asked.shape),
    });
    let shares = afterwards.hand_overs.iter().scan(0.0, |until, hand_over| {
        *until += hand_over.share;
        Some((hand_over.to as u32, *until))
    });
    let wrap_up = afterwards.wrap_up.as_ref();
    let wrap_up = wrap_up.map(|(lasts, shape)| (lasts.0, Sampler::new(shape)));
    Some(Box::new(Following { asked, to: shares.collect(), wrap_up }))
}

fn odd<T>(what: &str) -> Result<T, SimulationError> {
    Err(SimulationError::Station(what.to_owned()))
}

fn tiers(named: &[Vec<usize>]) -> Vec<Vec<u32>> {
    named.iter().map(|tier| tier.iter().map(|&n| n as u32).collect()).collect()
}
