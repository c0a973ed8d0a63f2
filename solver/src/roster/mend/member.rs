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
    days: Range<usize>,
    ways: Ways<'a>,
}

/// What is known of the tours that hold the other days.
#[derive(Debug)]
enum Ways<'a> {
    /// The only free day of a tour: every lawful shift, or none, and what the laws charge for the
    /// tour.
    Day(&'a Tour, Vec<(Option<usize>, i64)>),
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
            Ways::Day(tour, ways(problem, class, tour, days.start))
        } else {
            let day = |(number, placed): (usize, &Option<Placed>)| {
                if days.contains(&number) { Day::Free } else { Day::Held(placed.clone()) }
            };
            Ways::Days(tour.days.iter().enumerate().map(day).collect())
        };
        Self { agent, class, days: days.clone(), ways }
    }

    /// Somebody all of whose days are free.
    pub(super) fn free(problem: &Problem, agent: usize) -> Self {
        let class = problem.agents[agent];
        let days = problem.classes[class].days.len();
        Self { agent, class, days: 0..days, ways: Ways::Days(vec![Day::Free; days]) }
    }

    /// From here on they work on these days and no others.
    pub(super) fn keep_days(&mut self, works: &[bool]) {
        let day = |works: &bool| if *works { Day::Worked } else { Day::Held(None) };
        self.ways = Ways::Days(works.iter().map(day).collect());
    }

    /// The best tour when half-hours of the free days are worth this.
    pub(super) fn best(
        &self,
        problem: &Problem,
        values: &[f64],
        pricer: &mut Pricer,
    ) -> Option<Tour> {
        let class = &problem.classes[self.class];
        let (tour, ways) = match &self.ways {
            Ways::Days(days) => {
                return Some(pricer.within(problem, class, values, days.clone())?.tour);
            }
            Ways::Day(tour, ways) => (*tour, ways),
        };
        let choices = &class.days[self.days.start].all;
        let mut sight = Values::default();
        sight.set(problem, class, values);
        let worth = |&(choice, price): &(Option<usize>, i64)| {
            choice.map_or(0.0, |c| sight.worth(&choices[c])) - price as f64
        };
        let best = ways.iter().max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
        let placed = best.0.map(|choice| Placed { choice, breaks: sight.breaks(&choices[choice]) });
        let mut tour = tour.clone();
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
