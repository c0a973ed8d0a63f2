//! From counts to a [`Performance`].

use super::compile::promised;
use super::estimate::{Sample, Summary, quantile};
use super::model::Model;
use super::options::Budget;
use super::replicate::replicate;
use super::tally::Tally;
use domain::{Centre, Channel, Definition, Grid, Minutes, Performance, Queue, QueuePerformance};
use domain::{Draw, Measures, Seconds};

/// Runs a roster's model and reports on every queue.
pub(super) fn perform(
    centre: &Centre,
    grid: &Grid,
    model: &Model,
    seed: u64,
    budget: &Budget,
) -> Performance {
    let mut sums: Vec<QueueSums> = centre.queues.iter().map(|_| QueueSums::new(grid)).collect();
    let mut made = 0;
    let effort = replicate(model, seed, budget, &mut |tallies| {
        for tally in &tallies {
            for (class, sum) in sums.iter_mut().enumerate() {
                sum.add(grid, &samples(model, tally, class));
            }
        }
        made += tallies.len() as u32;
        let t = quantile(made);
        let width = |s: &QueueSums| s.horizon.service_level(t).map_or(0.0, |e| e.half_width);
        sums.iter().map(width).fold(0.0, f64::max)
    });
    let t = quantile(effort.replications);
    let report = |(queue, sums): (&Queue, &QueueSums)| sums.report(queue, grid, t);
    Performance {
        grid: grid.clone(),
        queues: centre.queues.iter().zip(&sums).map(report).collect(),
        replications: effort.replications,
        contacts: effort.contacts,
        stopped: effort.stopped,
        seed,
    }
}

/// One replication's slots of a class, with the time of everybody whose duty it is.
fn samples(model: &Model, tally: &Tally, class: usize) -> Vec<Sample> {
    let mut times = vec![(0.0, 0.0); model.slots];
    for (number, group) in model.groups.iter().enumerate() {
        if group.duty == Some(class) {
            let spent = tally.busy(number).iter().zip(tally.present(number));
            for (time, (busy, present)) in times.iter_mut().zip(spent) {
                *time = (time.0 + busy, time.1 + present);
            }
        }
    }
    let cells = tally.class(class).iter().zip(times);
    cells.map(|(cell, (busy, present))| Sample::of(cell, busy, present)).collect()
}

/// The running sums of one queue.
#[derive(Debug)]
struct QueueSums {
    slots: Vec<Summary>,
    days: Vec<Summary>,
    weeks: Vec<Summary>,
    horizon: Summary,
    draws: Vec<Vec<Draw>>,
}

impl QueueSums {
    fn new(grid: &Grid) -> Self {
        let empty = |n: usize| vec![Summary::default(); n];
        Self {
            slots: empty(grid.len()),
            days: empty(grid.days()),
            weeks: empty(grid.days().div_ceil(7)),
            horizon: Summary::default(),
            draws: Vec::new(),
        }
    }

    fn add(&mut self, grid: &Grid, samples: &[Sample]) {
        let pool = |parts: &[Sample]| {
            let mut whole = Sample::default();
            parts.iter().for_each(|part| whole.extend(part));
            whole
        };
        for (sum, sample) in self.slots.iter_mut().zip(samples) {
            sum.add(sample);
        }
        let days: Vec<Sample> =
            (0..grid.days()).map(|day| pool(&samples[grid.slots_of_day(day)])).collect();
        for (sum, day) in self.days.iter_mut().zip(&days) {
            sum.add(day);
        }
        for (sum, week) in self.weeks.iter_mut().zip(days.chunks(7)) {
            sum.add(&pool(week));
        }
        self.horizon.add(&pool(&days));
        self.draws.push(days.iter().map(Sample::draw).collect());
    }

    fn report(&self, queue: &Queue, grid: &Grid, t: f64) -> QueuePerformance {
        let definition = definition(queue);
        let stated = definition != Definition::Unstated;
        let slot = grid.interval().as_seconds().0;
        let length = |day: usize| grid.slots_of_day(day).len() as f64 * slot;
        let days: Vec<f64> = (0..grid.days()).map(length).collect();
        let weeks: Vec<f64> = days.chunks(7).map(|week| week.iter().sum()).collect();
        let all = |sums: &[Summary], seconds: &dyn Fn(usize) -> f64| -> Vec<Measures> {
            let each = sums.iter().enumerate();
            each.map(|(n, sum)| sum.measures(seconds(n), stated, t)).collect()
        };
        QueuePerformance {
            queue: queue.id.clone(),
            definition,
            slots: all(&self.slots, &|_| slot),
            days: all(&self.days, &|n| days[n]),
            weeks: all(&self.weeks, &|n| weeks[n]),
            horizon: self.horizon.measures(days.iter().sum(), stated, t),
            draws: self.draws.clone(),
        }
    }
}

fn definition(queue: &Queue) -> Definition {
    match (promised(queue), &queue.channel) {
        (None, _) => Definition::Unstated,
        (Some(seconds), Channel::Ticket) => {
            Definition::DoneWithin(Minutes((seconds / 60.0) as i64))
        }
        (Some(seconds), _) => Definition::AnsweredWithin(Seconds(seconds)),
    }
}
