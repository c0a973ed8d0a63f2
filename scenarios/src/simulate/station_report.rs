//! What a station delivered.

use super::estimate::{Mean, Ratio, Sample, quantile};
use super::model::Model;
use super::options::Budget;
use super::replicate::replicate;
use super::tally::Tally;
use domain::{Estimate, Precision};

/// What a station delivered, with 95 % confidence intervals over replications.
#[derive(Debug, Clone, PartialEq)]
pub struct StationReport {
    /// Per class, in the station's order.
    pub classes: Vec<ClassReport>,
    /// All classes together.
    pub all: ClassReport,
    /// All classes together, by the period of arrival, after the warm-up.
    pub periods: Vec<ClassReport>,
    /// Per group, busy time ÷ time at work; `None` for a group in which nobody ever was.
    pub groups: Vec<Option<Estimate>>,
    /// The same over all groups.
    pub occupancy: Option<Estimate>,
    /// How many replications were made.
    pub replications: u32,
    /// Contacts simulated in all of them.
    pub contacts: u64,
    /// Per group, hours in which its people were busy, per replication.
    pub busy_hours: Vec<Estimate>,
    /// Why no more replications were made.
    pub stopped: Precision,
}

/// What happened to a class's contacts. Counts are per replication; blocked contacts are among
/// those offered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassReport {
    /// Contacts that arrived, repeated attempts and those handed over included.
    pub offered: Estimate,
    /// Answered.
    pub answered: Estimate,
    /// Answered in time.
    pub in_time: Estimate,
    /// Hung up.
    pub abandoned: Estimate,
    /// Of those, sent away because nobody was there any more.
    pub sent_away: Estimate,
    /// Blocked: no place left, or nobody free where nobody waits.
    pub blocked: Estimate,
    /// Still waiting at the end.
    pub waiting: Estimate,
    /// In time ÷ offered.
    pub level_of_offered: Option<Estimate>,
    /// In time ÷ answered.
    pub level_of_answered: Option<Estimate>,
    /// In time ÷ (offered − hung up within the time); blocked contacts are left out.
    pub level_without_short: Option<Estimate>,
    /// Mean seconds to the answer, of those answered.
    pub wait_of_answered: Option<Estimate>,
    /// The same with what they waited in earlier attempts and before they were handed over.
    pub wait_of_journey: Option<Estimate>,
    /// Mean seconds until the answer or hanging up, of those not blocked.
    pub wait_of_all: Option<Estimate>,
    /// Hung up ÷ offered.
    pub abandonment: Option<Estimate>,
}

#[derive(Debug, Clone, Default)]
struct Sums {
    counts: [Mean; 7],
    ratios: [Ratio; 7],
}

impl Sums {
    fn add(&mut self, s: &Sample) {
        let left = [s.abandoned, s.sent_away, s.blocked, s.waiting];
        let counts = [[s.offered, s.answered, s.in_time].as_slice(), &left].concat();
        for (mean, value) in self.counts.iter_mut().zip(counts) {
            mean.add(value);
        }
        let entered = s.offered - s.blocked;
        let ratios = [
            (s.in_time, s.decided),
            (s.in_time, s.answered),
            (s.in_time, s.decided - s.blocked - s.short),
            (s.wait, s.answered),
            (s.wait + s.wait_before, s.answered),
            (s.wait + s.wait_abandoned, entered),
            (s.abandoned, s.offered),
        ];
        for (ratio, (over, under)) in self.ratios.iter_mut().zip(ratios) {
            ratio.add(over, under);
        }
    }

    fn report(&self, t: f64) -> ClassReport {
        let [offered, answered, in_time, abandoned, sent_away, blocked, waiting] =
            self.counts.map(|c| c.estimate(t));
        let [of_offered, of_answered, without_short, wait, journey, wait_of_all, abandonment] =
            self.ratios.map(|r| r.estimate(t));
        ClassReport {
            offered,
            answered,
            in_time,
            abandoned,
            sent_away,
            blocked,
            waiting,
            level_of_offered: of_offered,
            level_of_answered: of_answered,
            level_without_short: without_short,
            wait_of_answered: wait,
            wait_of_journey: journey,
            wait_of_all,
            abandonment,
        }
    }
}

/// Replicates `model` and reports on the slots after the warm-up.
pub(super) fn observe(model: &Model, warm_up: usize, seed: u64, budget: &Budget) -> StationReport {
    let mut classes = vec![Sums::default(); model.classes.len()];
    let mut all = Sums::default();
    let mut periods = vec![Sums::default(); model.slots - warm_up];
    let mut groups = vec![Ratio::default(); model.groups.len()];
    let mut busy_hours = vec![Mean::default(); model.groups.len()];
    let mut floor = Ratio::default();
    let mut made = 0;
    let effort = replicate(model, seed, budget, &mut |tallies| {
        for tally in &tallies {
            made += 1;
            let mut whole = Sample::default();
            for (class, sums) in classes.iter_mut().enumerate() {
                let sample = total(tally, class, warm_up);
                whole.extend(&sample);
                sums.add(&sample);
            }
            all.add(&whole);
            for (period, sums) in periods.iter_mut().enumerate() {
                sums.add(&at(tally, model.classes.len(), warm_up + period));
            }
            let (mut busy, mut present) = (0.0, 0.0);
            for (number, ratio) in groups.iter_mut().enumerate() {
                let own: f64 = tally.busy(number)[warm_up..].iter().sum();
                let there: f64 = tally.present(number)[warm_up..].iter().sum();
                ratio.add(own, there);
                busy_hours[number].add(own / 3600.0);
                (busy, present) = (busy + own, present + there);
            }
            floor.add(busy, present);
        }
        all.ratios[0].estimate(quantile(made)).map_or(0.0, |e| e.half_width)
    });
    let t = quantile(effort.replications);
    StationReport {
        classes: classes.iter().map(|c| c.report(t)).collect(),
        all: all.report(t),
        periods: periods.iter().map(|p| p.report(t)).collect(),
        groups: groups.iter().map(|g| g.estimate(t)).collect(),
        busy_hours: busy_hours.iter().map(|hours| hours.estimate(t)).collect(),
        occupancy: floor.estimate(t),
        replications: effort.replications,
        contacts: effort.contacts,
        stopped: effort.stopped,
    }
}

fn total(tally: &Tally, class: usize, warm_up: usize) -> Sample {
    let mut whole = Sample::default();
    for cell in &tally.class(class)[warm_up..] {
        whole.extend(&Sample::of(cell, 0.0, 0.0));
    }
    whole
}

fn at(tally: &Tally, classes: usize, slot: usize) -> Sample {
    let mut whole = Sample::default();
    for class in 0..classes {
        whole.extend(&Sample::of(&tally.class(class)[slot], 0.0, 0.0));
    }
    whole
}
