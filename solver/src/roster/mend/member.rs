//! One person of a part: what they may work on the free days, the others held.

use crate::roster::bound::master::Served;
use crate::roster::bound::prices::Prices;
use crate::roster::pricing::breaks::Values;
use crate::roster::pricing::{Day, Placed, Pricer, Tour};
use crate::roster::problem::Problem;
use std::ops::Range;

/// A person with their free days.
#[derive(Debug)]
pub(super) struct Member<'a> {
    /// Who.
    pub(super) agent: usize,
    /// Of which class.
    pub(super) class: usize,
    tour: &'a Tour,
    days: Range<usize>,
    ways: Ways,
}

/// What is known of the tours that hold the other days.
#[derive(Debug)]
enum Ways {
    /// The only free day: every lawful shift, or none, and what the laws charge for the tour.
    Day(Vec<(Option<usize>, i64)>),
    /// More days than one: searched.
    Days(Vec<Day>),
}

impl<'a> Member<'a> {
    pub(super) fn new(
        problem: &Problem,
        agent: usize,
        tour: &'a Tour,
        days: &Range<usize>,
    ) -> Self {
        let class = problem.agents[agent];
        let ways = if days.len() == 1 {
            Ways::Day(ways(problem, class, tour, days.start))
        } else {
            let day = |(number, placed): (usize, &Option<Placed>)| {
                if days.contains(&number) { Day::Free } else { Day::Held(placed.clone()) }
            };
            Ways::Days(tour.days.iter().enumerate().map(day).collect())
        };
        Self { agent, class, tour, days: days.clone(), ways }
    }

    /// The best tour when half-hours of the free days are worth this.
    pub(super) fn best(
        &self,
        problem: &Problem,
        values: &[f64],
        pricer: &mut Pricer,
    ) -> Option<Tour> {
        let class = &problem.classes[self.class];
        let ways = match &self.ways {
            Ways::Days(days) => {
                return Some(pricer.within(problem, class, values, days.clone())?.tour);
            }
            Ways::Day(ways) => ways,
        };
        let choices = &class.days[self.days.start].all;
        let mut sight = Values::default();
        sight.set(problem, class, values);
        let worth = |&(choice, price): &(Option<usize>, i64)| {
            choice.map_or(0.0, |c| sight.worth(&choices[c])) - price as f64
        };
        let best = ways.iter().max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
        let placed = best.0.map(|choice| Placed { choice, breaks: sight.breaks(&choices[choice]) });
        let mut tour = self.tour.clone();
        tour.days[self.days.start] = placed;
        tour.cost = best.1 + class.shift_costs(&tour);
        Some(tour)
    }

    /// A tour that serves on its free days.
    pub(super) fn served(&self, problem: &Problem, tour: Tour, prices: &Prices) -> Served {
        let free = tour.days.iter().enumerate();
        let free = free.map(|(day, placed)| placed.clone().filter(|_| self.days.contains(&day)));
        let free = Tour { days: free.collect(), cost: tour.cost };
        Served { tour, ..Served::at(problem, self.class, free, prices) }
    }
}

/// Every lawful shift of a day, or none, with what the laws charge for the tour.
fn ways(problem: &Problem, class: usize, tour: &Tour, day: usize) -> Vec<(Option<usize>, i64)> {
    let class = &problem.classes[class];
    let mut tour = tour.clone();
    let shifts = (0..class.days[day].all.len()).map(Some);
    let way = |choice: Option<usize>| {
        tour.days[day] = choice.map(|choice| Placed { choice, breaks: Vec::new() });
        Some((choice, class.laws.price(&tour, &class.days)?))
    };
    std::iter::once(None).chain(shifts).filter_map(way).collect()
}
