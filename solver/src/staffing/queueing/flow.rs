//! What comes in: how many contacts, how long each takes, how long they wait.

use domain::{Channel, Contacts, Cure, Erlangs, Minutes, Seconds};

/// A steady stream of contacts and how they are handled.
///
/// Contacts arrive as a Poisson stream, are handled in exponential time, wait in order of arrival
/// and hang up after an exponential patience. A half-hour with a given mean is taken for a steady
/// state of such a stream.
///
/// # Examples
/// 200 calls an hour of three minutes each are ten erlangs:
/// ```
/// use domain::{Contacts, Erlangs, Minutes, Seconds};
/// use solver::staffing::queueing::Flow;
/// let flow = Flow::new(Contacts(200.0), Minutes(60), Seconds(180.0)).unwrap();
/// assert_eq!(flow.load(), Erlangs(10.0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Contacts per second.
    pub(super) rate: f64,
    /// Mean seconds one contact is open at the concurrency it was measured at.
    pub(super) handle: f64,
    /// `pace[j-1]`: contacts per second that one agent finishes with `j` open; never empty.
    pub(super) pace: Vec<f64>,
    /// Rate at which one waiting customer hangs up, per second; zero when they never do.
    pub(super) hang_up: f64,
    /// How many customers can wait; `None` without limit.
    pub(super) room: Option<u64>,
    /// Whether whoever cannot be answered at once hangs up at once (a patience of zero).
    pub(super) impatient: bool,
}

/// Why a flow makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum FlowError {
    /// A number of contacts that is not a number, or is negative or endless.
    #[error("{0} is not a number of contacts")]
    Contacts(f64),
    /// Contacts that take no time, or none that can be told.
    #[error("a mean handle time of {0} s cannot be staffed")]
    Handle(f64),
    /// A patience that is not a length of time.
    #[error("a mean patience of {0} s is not a length of time")]
    Patience(f64),
    /// A concurrency without a completion rate for each number of open chats.
    #[error("{given} completion rates are given for a concurrency of {concurrency}")]
    Speeds {
        /// How many entries the curve has.
        given: usize,
        /// How many it needs.
        concurrency: u32,
    },
    /// A completion curve that falls, or on which holding more chats makes each of them faster.
    #[error("the completion rate {speed} with {open} open chats is not possible")]
    Speed {
        /// The number of open chats.
        open: usize,
        /// The relative completion rate stated for it.
        speed: f64,
    },
    /// The handle time was measured at a concurrency that the agents do not have.
    #[error("the handle time was measured at {0} open chats")]
    MeasuredAt(f64),
}

impl Cure for FlowError {
    fn code(&self) -> &'static str {
        match self {
            Self::Contacts(_) | Self::Handle(_) | Self::Patience(_) => "E2104",
            Self::Speeds { .. } | Self::Speed { .. } | Self::MeasuredAt(_) => "E2106",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Contacts(_) => "give zero or more expected contacts".into(),
            Self::Handle(_) => "give a mean handle time above zero seconds".into(),
            Self::Patience(_) => {
                "give zero or more seconds, or leave patience out if nobody hangs up".into()
            }
            Self::Speeds { .. } => "give one completion rate per number of open chats".into(),
            Self::Speed { .. } => "start `speed` at 1, let it never fall, and never let it grow \
                                   faster than the number of open chats"
                .into(),
            Self::MeasuredAt(_) => {
                "set `measured_at` between 1 and the concurrency of the queue".into()
            }
        }
    }
}

impl Flow {
    /// `contacts` arriving evenly over `interval`, each handled in `handle` on average, one at a
    /// time, by customers who wait as long as it takes.
    ///
    /// # Errors
    /// [`FlowError`] when the contacts are negative or the handle time is not above zero.
    pub fn new(contacts: Contacts, interval: Minutes, handle: Seconds) -> Result<Self, FlowError> {
        if !(contacts.0 >= 0.0 && contacts.0.is_finite()) {
            return Err(FlowError::Contacts(contacts.0));
        }
        if !(handle.0 > 0.0 && handle.0.is_finite()) {
            return Err(FlowError::Handle(handle.0));
        }
        Ok(Self {
            rate: contacts.0 / interval.as_seconds().0,
            handle: handle.0,
            pace: vec![1.0 / handle.0],
            hang_up: 0.0,
            room: None,
            impatient: false,
        })
    }

    /// The same flow with customers who hang up after waiting `patience` on average (Erlang A).
    ///
    /// A patience of zero means that nobody waits at all.
    ///
    /// # Errors
    /// [`FlowError::Patience`] when it is negative or not a number.
    pub fn with_patience(mut self, patience: Option<Seconds>) -> Result<Self, FlowError> {
        match patience {
            None => self.hang_up = 0.0,
            Some(Seconds(p)) if p > 0.0 => self.hang_up = 1.0 / p,
            Some(Seconds(0.0)) => (self.impatient, self.room) = (true, Some(0)),
            Some(Seconds(p)) => return Err(FlowError::Patience(p)),
        }
        Ok(self)
    }

    /// The same flow with a waiting room of `places`; who finds it full is turned away.
    #[must_use]
    pub fn with_waiting_room(mut self, places: u32) -> Self {
        self.room = Some(self.room.unwrap_or(u64::MAX).min(u64::from(places)));
        self
    }

    /// The same flow handled as its `channel` is: one call, or several chats at a time.
    ///
    /// An agent with `j` open chats finishes `μ₁ · speed[j−1]` of them per second. The handle time
    /// `H` was measured with `c` chats open, in which an agent finishes `c / H` chats per second,
    /// hence `μ₁ = c / (H · speed(c))`, with `speed` straight between whole numbers.
    ///
    /// # Errors
    /// [`FlowError`] when the completion curve is not one that people can have.
    pub fn handled_as(mut self, channel: &Channel) -> Result<Self, FlowError> {
        if let Channel::Chat { concurrency, speed, measured_at } = channel {
            check(*concurrency, speed, *measured_at)?;
            let alone = measured_at / (self.handle * between(speed, *measured_at));
            self.pace = speed.iter().map(|s| alone * s).collect();
        }
        Ok(self)
    }

    /// The same flow with `factor` times as many contacts.
    pub(in crate::staffing) fn times(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..self.clone() }
    }

    /// The same flow with everybody waiting for as long as it takes.
    pub(super) fn endless(&self) -> Self {
        Self { hang_up: 0.0, room: None, impatient: false, ..self.clone() }
    }

    /// Contacts that arrive per second.
    pub(super) fn per_second(&self) -> f64 {
        self.rate
    }

    /// Rate at which one waiting customer hangs up.
    pub(super) fn hang_up_rate(&self) -> f64 {
        self.hang_up
    }

    /// This flow and `other` served by the same people, in order of arrival.
    ///
    /// Rates add up; handle times and patience are means over the contacts of both. `None` when
    /// their agents do not hold the same number of contacts at once.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Option<Self> {
        if self.pace.len() != other.pace.len() {
            return None;
        }
        let rate = self.rate + other.rate;
        let part = if rate > 0.0 { self.rate / rate } else { 0.5 };
        let mean = |a: f64, b: f64| part * a + (1.0 - part) * b;
        let pairs = self.pace.iter().zip(&other.pace);
        Some(Self {
            rate,
            handle: mean(self.handle, other.handle),
            pace: pairs.map(|(a, b)| 1.0 / mean(1.0 / a, 1.0 / b)).collect(),
            hang_up: mean(self.hang_up, other.hang_up),
            room: self.room.into_iter().chain(other.room).min(),
            impatient: self.impatient || other.impatient,
        })
    }

    /// Offered load: contacts per second × mean handle seconds. For chat, the mean number of chats
    /// that would be open if all were handled at the concurrency their time was measured at.
    #[must_use]
    pub fn load(&self) -> Erlangs {
        Erlangs(self.rate * self.handle)
    }

    /// Offered load in agents: the people who would be busy all the time if all held as much as
    /// they can. On the phone this is [`Flow::load`].
    #[must_use]
    pub fn workload(&self) -> Erlangs {
        Erlangs(self.rate / self.fastest())
    }

    /// What one agent who holds as much as possible finishes, in contacts per second.
    pub(super) fn fastest(&self) -> f64 {
        self.pace[self.pace.len() - 1]
    }
}

/// Refuses curves on which more agents could be slower, or more chats faster, than fewer.
fn check(concurrency: u32, speed: &[f64], measured_at: f64) -> Result<(), FlowError> {
    if concurrency == 0 || speed.len() != concurrency as usize {
        return Err(FlowError::Speeds { given: speed.len(), concurrency });
    }
    for (i, &s) in speed.iter().enumerate() {
        let fine = if i == 0 {
            (s - 1.0).abs() < 1e-9
        } else {
            let (before, open) = (speed[i - 1], (i + 1) as f64);
            s >= before && s / open <= before / (open - 1.0) * (1.0 + 1e-9)
        };
        if !fine {
            return Err(FlowError::Speed { open: i + 1, speed: s });
        }
    }
    if !(1.0..=f64::from(concurrency)).contains(&measured_at) {
        return Err(FlowError::MeasuredAt(measured_at));
    }
    Ok(())
}

/// The curve at a fractional number of open chats, straight between whole ones.
fn between(speed: &[f64], open: f64) -> f64 {
    let below = (open.floor() as usize).clamp(1, speed.len());
    let above = (below + 1).min(speed.len());
    let part = open - below as f64;
    speed[below - 1] * (1.0 - part) + speed[above - 1] * part
}
