//! How the samples' history comes about: a mean with known effects, and noise that is not Poisson.
//!
//! ```text
//! mean(q, t)   = daily(q) · weekday(q) · shape(q, clock) · trend(q) · Π effects(q, t)
//! offered      ~ Poisson(Gamma) with mean m = mean · busy(day) · busy(q, day), variance bursty · m
//! busy         ~ exp(Normal(0, 0.04)) shared by all queues of a day, and exp(Normal(0, shared))
//! handle time  = aht(q) · trend · late-evening factor · exp(Normal(0, 0.4 / √handled))
//! ```
//! An event multiplies the mean by `factor ^ intensity`; the hours after a sale opens start at
//! `spike` times that and fade with a time constant of 90 minutes.

use crate::library::table::{Row, rows};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use domain::{
    Calendar, Centre, Contacts, Effect, Event, EventKind, Grid, GridError, History, IntervalRecord,
    Moment, Phase, Queue, QueueHistory, QueueId, Seconds,
};
use rand::{Rng, RngExt, SeedableRng};
use rand_distr::{Binomial, Distribution, Gamma, Normal, Poisson};
use rand_pcg::Pcg64;

/// The known truth behind one queue's history.
#[derive(Debug, Clone)]
pub struct Truth {
    /// Which queue.
    pub queue: QueueId,
    /// Mean contacts on an average ordinary day.
    pub daily: f64,
    /// Factor per weekday, Monday first.
    pub weekday: [f64; 7],
    /// Busy times of the day: hour of the peak, width in hours, height.
    pub bumps: Vec<(f64, f64, f64)>,
    /// Growth per year as a share of the volume.
    pub growth: f64,
    /// Permanent changes: from when, factor on volume, factor on handle time.
    pub shifts: Vec<(NaiveDateTime, f64, f64)>,
    /// Mean handle time.
    pub aht: f64,
    /// Coefficient of variation of the factor that one day of this queue shares.
    pub shared: f64,
    /// Variance of an interval's count per expected contact, given the day.
    pub bursty: f64,
    /// Share of contacts that hang up on an ordinary day; `None` for work that cannot.
    pub lost: Option<f64>,
    /// Outages in which nothing was recorded.
    pub outages: Vec<(NaiveDateTime, NaiveDateTime)>,
}

/// What each class and phase of event does to each queue.
#[derive(Debug, Clone)]
pub struct EventEffects<'a> {
    table: Vec<Row<'a>>,
}

impl<'a> EventEffects<'a> {
    /// Reads a table `class,phase,spike,QUEUE…` of factors.
    pub(crate) fn read(text: &'a str) -> Self {
        Self { table: rows(text).collect() }
    }

    /// The factor on `queue` at `at` of one event that is on then.
    fn factor(&self, event: &Event, queue: &QueueId, at: NaiveDateTime) -> f64 {
        let phase = event.phase.map_or("", phase_name);
        let found =
            self.table.iter().find(|r| r.get("class") == event.class && r.get("phase") == phase);
        let Some(row) = found else { return 1.0 };
        let level = row.number(queue.as_str()).unwrap_or(1.0);
        let spike = row.number("spike").unwrap_or(1.0);
        let minutes = (at - event.start).num_minutes() as f64;
        let fading = if level > 1.0 { 1.0 + (spike - 1.0) * (-minutes / 90.0).exp() } else { 1.0 };
        level.powf(event.intensity) * fading
    }
}

const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Presale => "presale",
        Phase::Opening => "opening",
        Phase::Main => "main",
        Phase::Tail => "tail",
        Phase::Returns => "returns",
    }
}

/// The mean of `truth` in the interval that begins at `at`, without noise; `scale` is the average
/// day's contacts per height of the day's shape.
fn mean(
    truth: &Truth,
    calendar: &Calendar,
    effects: &EventEffects<'_>,
    at: NaiveDateTime,
    scale: f64,
) -> f64 {
    let weekday = truth.weekday[at.weekday().num_days_from_monday() as usize];
    let on = calendar.events.iter().filter(|e| {
        e.start <= at && at < e.end && e.queue.as_ref().is_none_or(|q| q == &truth.queue)
    });
    let events: f64 = on.map(|e| effects.factor(e, &truth.queue, at)).product();
    scale * weekday * height(truth, at) * events * shift_of(truth, at).0
}

/// The height of the day's shape at the middle of a half-hour; the night wraps around.
fn height(truth: &Truth, at: NaiveDateTime) -> f64 {
    let hour = f64::from(at.hour()) + f64::from(at.minute()) / 60.0 + 0.25;
    let bump = |&(peak, width, top): &(f64, f64, f64)| {
        let away = (hour - peak).abs().min(24.0 - (hour - peak).abs());
        top * (-0.5 * (away / width).powi(2)).exp()
    };
    truth.bumps.iter().map(bump).sum()
}

/// The sum of the shape over all intervals of a day.
fn day_height(truth: &Truth, day: &Grid) -> f64 {
    day.slots().map(|slot| height(truth, day.local(slot))).sum()
}

fn shift_of(truth: &Truth, at: NaiveDateTime) -> (f64, f64) {
    let past = truth.shifts.iter().filter(|(from, ..)| *from <= at);
    past.fold((1.0, 1.0), |(v, h), (_, volume, handle)| (v * volume, h * handle))
}

/// Whether `queue` can be reached: its opening hours, and no closure of its own or of everyone.
fn reachable(queue: &Queue, calendar: &Calendar, at: Moment, centre: &Centre) -> bool {
    let local = at.local(centre.zone);
    queue.hours.is_open(at, centre.zone)
        && !calendar.events.iter().any(|e| {
            (e.kind == EventKind::Closure || e.effect == Effect::Closed)
                && e.start <= local
                && local < e.end
                && e.queue.as_ref().is_none_or(|q| q == &queue.id)
        })
}

/// Draws the history of every queue over `days` days from `first` on, one random stream per queue
/// and one for the days.
///
/// # Errors
/// [`GridError`] when a day of the centre cannot be cut into its intervals.
pub fn draw(
    centre: &Centre,
    (first, days): (NaiveDate, usize),
    truths: &[Truth],
    effects: &EventEffects<'_>,
    seed: u64,
) -> Result<History, GridError> {
    let mut stream = Pcg64::seed_from_u64(seed);
    let date = |d: usize| first + Days::new(d as u64);
    let mut day = |d| {
        let grid = Grid::new(centre.zone, date(d), 1, centre.interval)?;
        Ok((grid, lognormal(&mut stream, 0.04)))
    };
    let days = (0..days).map(&mut day).collect::<Result<Vec<(Grid, f64)>, GridError>>()?;
    let queues = truths.iter().enumerate().filter_map(|(q, truth)| {
        let queue = centre.queue(&truth.queue)?;
        let mut random = Pcg64::seed_from_u64(seed ^ ((q as u64 + 1) << 32));
        Some(draw_queue(centre, queue, &days, truth, effects, &mut random))
    });
    Ok(History { interval: centre.interval, queues: queues.collect() })
}

fn draw_queue(
    centre: &Centre,
    queue: &Queue,
    days: &[(Grid, f64)],
    truth: &Truth,
    effects: &EventEffects<'_>,
    random: &mut Pcg64,
) -> QueueHistory {
    let mut records = Vec::new();
    for (number, (day, common)) in days.iter().enumerate() {
        let busy = common * lognormal(random, truth.shared);
        let grown = 1.0 + truth.growth * number as f64 / 365.0;
        let scale = truth.daily * grown / day_height(truth, day);
        for slot in day.slots() {
            let (at, local) = (day.start(slot), day.local(slot));
            let lost = truth.outages.iter().any(|(from, to)| *from <= local && local < *to);
            if lost || !reachable(queue, &centre.calendar, at, centre) {
                continue;
            }
            let mean = busy * mean(truth, &centre.calendar, effects, local, scale);
            records.push(record(truth, at, local, mean, random));
        }
    }
    QueueHistory { queue: queue.id.clone(), records }
}

fn record(
    truth: &Truth,
    at: Moment,
    local: NaiveDateTime,
    mean: f64,
    random: &mut Pcg64,
) -> IntervalRecord {
    let offered = count(random, mean, truth.bursty);
    let share =
        truth.lost.map(|ordinary| (ordinary * (0.6 + 0.4 * random.random::<f64>())).min(0.5));
    let abandoned = share.map(|p| binomial(random, offered, p));
    let answered = abandoned.map(|a| offered - a);
    let within = answered.map(|n| binomial(random, n, 0.86));
    let late = if local.hour() >= 21 { 1.06 } else { 1.0 };
    let handled = answered.unwrap_or(offered);
    let aht = (handled > 0).then(|| {
        let noise = lognormal(random, 0.4 / (handled as f64).sqrt());
        let seconds = truth.aht * shift_of(truth, local).1 * late * noise;
        Seconds((seconds * 10.0).round() / 10.0)
    });
    let contacts = |n: u64| Contacts(n as f64);
    IntervalRecord {
        at,
        offered: contacts(offered),
        aht,
        answered: answered.map(contacts),
        abandoned: abandoned.map(contacts),
        answered_within: within.map(contacts),
    }
}

/// `exp(Normal(−σ²/2, σ))`, which has mean 1.
fn lognormal(random: &mut impl Rng, sigma: f64) -> f64 {
    Normal::new(-sigma * sigma / 2.0, sigma).map_or(1.0, |n| n.sample(random).exp())
}

/// A count with this mean and variance `bursty · mean`: negative binomial, Poisson at 1.
fn count(random: &mut impl Rng, mean: f64, bursty: f64) -> u64 {
    let excess = bursty - 1.0;
    let rate = if excess > 0.0 && mean > 0.0 {
        Gamma::new(mean / excess, excess).map_or(mean, |g| g.sample(random))
    } else {
        mean
    };
    Poisson::new(rate).map_or(0, |p: Poisson<f64>| p.sample(random) as u64)
}

fn binomial(random: &mut impl Rng, trials: u64, p: f64) -> u64 {
    Binomial::new(trials, p).map_or(0, |b| b.sample(random))
}
