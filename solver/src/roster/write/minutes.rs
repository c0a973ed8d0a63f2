//! Whole minutes: what the people of every pool do in a slot, from shares of any size.
//!
//! Shares fill queues to the brim, so a minute too little costs something and one too much is
//! worth nothing: the nearest minute is not the cheapest. Minutes move between the queues of those
//! who share a slot anyhow, alone or two at a time, while that is cheaper as the judge counts.

use super::ledger::{Ledger, Tickets};
use crate::roster::problem::{MICRO, Problem};
use crate::roster::seating::Seating;

/// Something must be cheaper by so much, in minor units.
const GAIN: f64 = 0.5;
/// Shares of the price of late tickets that their cover is tried at.
const TICKETS: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Minutes of one slot, by pool and skill.
pub(super) type Minutes = Vec<Vec<i64>>;

/// A minute of a pool's people from one skill to another.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    pool: usize,
    from: usize,
    to: usize,
}

/// One slot while it is rounded.
struct Rounding<'a, 'p> {
    problem: &'p Problem,
    ledger: &'a mut Ledger<'p>,
    slot: usize,
    minutes: Minutes,
}

/// Whole minutes in every slot, by pool and skill.
pub(super) fn whole(problem: &Problem, seating: &Seating<'_>) -> Vec<Minutes> {
    let pools = 0..problem.pools.len();
    let nearest: Vec<Minutes> = (0..problem.slots)
        .map(|slot| pools.clone().map(|pool| nearest(problem, seating, (slot, pool))).collect())
        .collect();
    cheaper(problem, &nearest)
}

/// Whole minutes that cost no more than these.
fn cheaper(problem: &Problem, nearest: &[Minutes]) -> Vec<Minutes> {
    let mut best = rounded(problem, nearest.to_vec(), Tickets::Exactly);
    if problem.queues.iter().any(|queue| queue.tickets.is_some()) {
        // what one slot takes from tickets another may give back: both go by one price first
        for share in TICKETS {
            let (priced, _) = rounded(problem, nearest.to_vec(), Tickets::At(share));
            let all = rounded(problem, priced, Tickets::Exactly);
            best = if all.1 < best.1 { all } else { best };
        }
    }
    best.0
}

/// Minutes once no step makes a slot cheaper, and what they cost.
fn rounded(problem: &Problem, all: Vec<Minutes>, tickets: Tickets) -> (Vec<Minutes>, f64) {
    let cover = all.iter().map(|minutes| cover(problem, minutes)).collect();
    let mut ledger = Ledger::new(problem, cover, tickets);
    let (mut rounded, mut heads) = (Vec::with_capacity(all.len()), 0.0);
    for (slot, minutes) in all.into_iter().enumerate() {
        let mut rounding = Rounding { problem, ledger: &mut ledger, slot, minutes };
        while rounding.improve() {}
        heads += rounding.heads_missing();
        rounded.push(rounding.minutes);
    }
    (rounded, ledger.total() + heads)
}

/// The whole minutes of a pool's skills that are nearest to its shares.
fn nearest(problem: &Problem, seating: &Seating<'_>, (slot, pool): (usize, usize)) -> Vec<i64> {
    let (mut sum, mut given) = (0.0, 0);
    let part = |skill| {
        // what was rounded off before is made up for here, so that the sum stays true
        sum += seating.share_of(slot, pool, skill) * problem.interval as f64;
        let part = (sum + 0.5) as i64 - given;
        given += part;
        part
    };
    (0..problem.pools[pool].skills.len()).map(part).collect()
}

/// Standard agents on each queue for a slot's minutes.
fn cover(problem: &Problem, minutes: &Minutes) -> Vec<f64> {
    let mut cover = vec![0.0; problem.queues.len()];
    for (pool, minutes) in problem.pools.iter().zip(minutes) {
        for (&(queue, speed), &minutes) in pool.skills.iter().zip(minutes) {
            cover[queue] += minutes as f64 * agents_a_minute(problem, speed);
        }
    }
    cover
}

/// Standard agents over a slot that one minute at this speed, in millionths, is.
fn agents_a_minute(problem: &Problem, speed: i64) -> f64 {
    speed as f64 / MICRO as f64 / problem.interval as f64
}

impl Rounding<'_, '_> {
    /// Takes the step, or the first two steps, that are cheaper; whether there are any.
    fn improve(&mut self) -> bool {
        let steps = self.steps();
        let alone = steps.iter().map(|&step| vec![step]);
        let back = |step: &Step| Step { from: step.to, to: step.from, ..*step };
        let pairs = steps.iter().enumerate().flat_map(|(n, one)| {
            let others = steps[n + 1..].iter().filter(move |&other| *other != back(one));
            others.map(move |other| vec![*one, *other])
        });
        alone.chain(pairs).any(|steps| self.takes(&steps))
    }

    /// Every minute that may move: between queues for which somebody shares the slot.
    fn steps(&self) -> Vec<Step> {
        let shared = |minutes: i64| minutes % self.problem.interval != 0;
        let mut all = Vec::new();
        for (pool, minutes) in self.minutes.iter().enumerate() {
            let skills: Vec<usize> = (0..minutes.len()).filter(|&s| shared(minutes[s])).collect();
            for &from in &skills {
                let others = skills.iter().filter(|&&to| to != from);
                all.extend(others.map(|&to| Step { pool, from, to }));
            }
        }
        all
    }

    /// Takes these steps if they make the slot cheaper; whether they do.
    fn takes(&mut self, steps: &[Step]) -> bool {
        let mut moves = vec![0.0; self.problem.queues.len()];
        for step in steps {
            let skills = &self.problem.pools[step.pool].skills;
            for (skill, sign) in [(step.from, -1.0), (step.to, 1.0)] {
                let (queue, speed) = skills[skill];
                moves[queue] += sign * agents_a_minute(self.problem, speed);
            }
        }
        let heads = self.heads_missing();
        steps.iter().for_each(|step| self.step(*step));
        let dearer = self.heads_missing() - heads;
        let takes = self.minutes.iter().flatten().all(|&minutes| minutes >= 0)
            && self.ledger.shift_within(self.slot, &mut moves, -dearer - GAIN);
        if !takes {
            steps.iter().for_each(|&Step { pool, from, to }| {
                self.step(Step { pool, from: to, to: from });
            });
        }
        takes
    }

    fn step(&mut self, Step { pool, from, to }: Step) {
        self.minutes[pool][from] -= 1;
        self.minutes[pool][to] += 1;
    }

    /// What heads missing to floors cost in the slot; only whole people count.
    fn heads_missing(&self) -> f64 {
        let mut price = 0.0;
        for (q, queue) in self.problem.queues.iter().enumerate() {
            let Some(floor) = &queue.floor else { continue };
            let pools = self.problem.pools.iter().zip(&self.minutes);
            let minutes = pools.flat_map(|(pool, minutes)| pool.skills.iter().zip(minutes));
            let heads = minutes.filter(|(skill, _)| skill.0 == q);
            let heads: i64 = heads.map(|(_, minutes)| minutes / self.problem.interval).sum();
            let due = floor.heads[self.slot];
            let missing = queue.heads_before.missing(self.slot, heads as u16, due);
            price += (missing * floor.price as f64).round();
        }
        price
    }
}

#[cfg(test)]
mod tests {
    use super::super::exercise::{problem, queue};
    use super::*;
    use crate::roster::problem::Pool;
    use crate::roster::problem::queues;
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg64Mcg;

    /// People of these pools seated in every slot.
    fn seated<'p>(problem: &'p Problem, people: &[usize]) -> Seating<'p> {
        let mut seating = Seating::empty(problem);
        for slot in 0..problem.slots {
            people.iter().for_each(|&pool| seating.add(slot, pool));
        }
        seating
    }

    /// Who works 1.1 and 1.0 fills the first queue in 27.27 minutes; the second has the rest.
    fn two_queues(first: i64, second: i64) -> Problem {
        let pool = Pool { skills: vec![(0, 1_100_000), (1, 1_000_000)] };
        problem(vec![queue(first, &[1]), queue(second, &[1])], vec![pool])
    }

    #[test]
    fn the_minute_between_goes_where_it_costs_less() {
        for (first, minutes) in [(60, [27, 3]), (300, [28, 2])] {
            let problem = two_queues(first, 50);
            assert_eq!(whole(&problem, &seated(&problem, &[0])), [vec![minutes.to_vec()]]);
        }
    }

    /// A queue short of 27.45 minutes in the first half-hour, a cheaper one short of 27.55 in the
    /// second, and five minutes of tickets: the dearer gets its minute, the cheaper gives one back.
    #[test]
    fn one_slot_takes_a_minute_from_tickets_that_another_gives_back() {
        let short = |minutes: i64| MICRO - minutes * MICRO / 3_000;
        let (mut dear, mut cheap, mut waiting) =
            (queue(100, &[1, 0]), queue(50, &[0, 1]), queue(0, &[0, 0]));
        (dear.before[0], cheap.before[1]) = (short(2_745), short(2_755));
        let work = 5.0 / 30.0;
        waiting.tickets = Some(queues::Tickets {
            arriving: vec![work, 0.0],
            due: vec![0.0, work],
            price: 4_500.0,
        });
        let skills = (0..3).map(|queue| (queue, MICRO)).collect();
        let problem = problem(vec![dear, cheap, waiting], vec![Pool { skills }]);
        let nearest = [vec![vec![27, 0, 3]], vec![vec![0, 28, 2]]];
        let all = cheaper(&problem, &nearest);
        assert_eq!(all, [vec![vec![28, 0, 2]], vec![vec![0, 27, 3]]]);
    }

    #[test]
    fn rounding_keeps_everybody_and_costs_no_more_than_the_nearest_minute() {
        let random = &mut Pcg64Mcg::seed_from_u64(7);
        let speeds = [700_000, 850_000, 1_000_000, 1_100_000];
        let mut cheaper = 0;
        for _ in 0..200 {
            let count = random.random_range(2..=3);
            let need = |random: &mut Pcg64Mcg| [(); 3].map(|()| random.random_range(1..5));
            let queues = (0..count).map(|_| {
                let price = random.random_range(50..300);
                queue(price, &need(random))
            });
            let queues = queues.collect();
            let skills = |random: &mut Pcg64Mcg| {
                (0..count).map(|q| (q, speeds[random.random_range(0..4)])).collect()
            };
            let pools = (0..3).map(|_| Pool { skills: skills(random) }).collect();
            let problem = problem(queues, pools);
            let people: Vec<usize> = (0..7).map(|_| random.random_range(0..3)).collect();
            let seating = seated(&problem, &people);
            let all: Vec<Minutes> = (0..3)
                .map(|slot| (0..3).map(|pool| nearest(&problem, &seating, (slot, pool))).collect())
                .collect();
            let cost = |all: &[Minutes]| {
                let cover = all.iter().map(|minutes| cover(&problem, minutes)).collect();
                Ledger::new(&problem, cover, Tickets::Exactly).total()
            };
            let best = whole(&problem, &seating);
            let of = |all: &Minutes| -> Vec<i64> { all.iter().map(|m| m.iter().sum()).collect() };
            for (best, nearest) in best.iter().zip(&all) {
                assert_eq!(of(best), of(nearest), "minutes of every pool");
                assert!(best.iter().flatten().all(|&minutes| minutes >= 0));
            }
            assert!(cost(&best) <= cost(&all), "{} above {}", cost(&best), cost(&all));
            cheaper += usize::from(cost(&best) < cost(&all));
        }
        assert!(cheaper > 20, "only {cheaper} of 200 became cheaper");
    }
}
