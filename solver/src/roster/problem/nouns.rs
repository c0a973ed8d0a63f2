//! Centre, requirement and past shifts into numbers.

use super::super::pricing::lawbook::Shelf;
use super::super::pricing::laws::Weight;
use super::super::pricing::{Placed, Tour};
use super::super::{Case, RosterError};
use super::before::Before;
use super::carry::Past;
use super::classes::{Builder, Person, pool_of};
use super::goals::goals;
use super::queues::{Floor, Queue, Seats, Tickets, per_slot};
use super::told::{Kept, Told, kept};
use super::wishes::Rows;
use super::{Choice, Class, DayChoices, MICRO, Pool, Problem, Window};
use domain::laws::Strength;
use domain::{Activity, Agent, Centre, Channel, Grid, Roster, Shift, Slot, Span, promises};
use std::collections::HashMap;
use std::sync::Arc;

/// The case as numbers, with what is needed to find the way back.
#[derive(Debug)]
pub(crate) struct Numbers<'a> {
    /// The numbers.
    pub(crate) problem: Problem,
    /// The people in the centre's order.
    pub(crate) people: Vec<Person<'a>>,
    /// The graphs that pricing has built of it so far.
    pub(crate) shelf: Arc<Shelf>,
}

/// Turns a case into numbers.
pub(crate) fn numbers<'a>(case: &Case<'a>) -> Result<Numbers<'a>, RosterError> {
    numbers_beside(case, Arc::default())
}

/// The same, with the graphs of another case of the same horizon: what both have in common is
/// built once.
pub(crate) fn numbers_beside<'a>(
    case: &Case<'a>,
    shelf: Arc<Shelf>,
) -> Result<Numbers<'a>, RosterError> {
    let (centre, grid) = (case.centre, &case.requirement.grid);
    let mut pools = Vec::new();
    let people = people(case, &mut pools)?;
    let mut builder = Builder::new(centre, grid, shelf.clone());
    let (mut classes, mut agents) = (Vec::<Class>::new(), Vec::with_capacity(people.len()));
    let mut known: HashMap<String, usize> = HashMap::new();
    for (number, person) in people.iter().enumerate() {
        let class = match known.get(&likeness(person)) {
            Some(&class) => class,
            None => {
                classes.push(Class { members: 0, ..builder.class(number, person, None)? });
                known.insert(likeness(person), classes.len() - 1);
                classes.len() - 1
            }
        };
        classes[class].members += 1;
        agents.push(class);
    }
    let tour = |(person, &class): (&Person<'_>, &usize)| {
        told_tour(&classes[class], person.told.as_ref()?, grid)
    };
    let told = people.iter().zip(&agents).map(tour).collect();
    let begin = |(person, &class): (&Person<'_>, &usize)| {
        start_tour(&classes[class], case.start?, person.agent, grid)
    };
    let start = people.iter().zip(&agents).map(begin).collect();
    let problem = Problem {
        slots: grid.len(),
        reach: builder.reach + 1,
        cyclic: grid.repeats(),
        interval: grid.interval().0,
        queues: queues(case),
        seats: seats(centre, grid),
        pools,
        classes,
        agents,
        told,
        start,
        seated_before: seated_before(case),
        windows: builder.maker.windows,
    };
    Ok(Numbers { problem, people, shelf })
}

/// What a person was told as a tour of their class, where it is lawful still; days that they cannot
/// work any more are off.
fn told_tour(class: &Class, told: &Told, grid: &Grid) -> Option<Tour> {
    tour_of(class, (0..class.days.len()).map(|day| told.shift(day)), grid)
}

/// A person's week of a roster as a tour of their class, where it is one and lawful.
fn start_tour(class: &Class, roster: &Roster, agent: &Agent, grid: &Grid) -> Option<Tour> {
    let mut days: Vec<Option<Kept>> = class.days.iter().map(|_| None).collect();
    for shift in roster.shifts_of(&agent.id) {
        let day = days.get_mut(grid.day_of_date(shift.date)?)?;
        if day.replace(kept(shift)).is_some() {
            return None;
        }
    }
    tour_of(class, days.iter().map(Option::as_ref), grid)
}

/// The tour that works these shifts, day by day.
fn tour_of<'k>(
    class: &Class,
    days: impl Iterator<Item = Option<&'k Kept>>,
    grid: &Grid,
) -> Option<Tour> {
    let mut tour = Tour::default();
    for (shift, choices) in days.zip(&class.days) {
        let placed = match shift {
            None => None,
            Some(kept) => Some(placed(choices, kept, grid)?),
        };
        tour.days.push(placed);
    }
    tour.cost = class.laws.price(&tour, &class.days)? + class.shift_costs(&tour);
    Some(tour)
}

/// The choice that is this shift, its breaks where they were.
fn placed(choices: &DayChoices, kept: &Kept, grid: &Grid) -> Option<Placed> {
    let (start, end) = (grid.signed_slot(kept.span.start), grid.signed_slot(kept.span.end));
    let offset = |span: &Span| (grid.signed_slot(span.start) - start) as usize;
    let breaks: Vec<usize> = kept.breaks.iter().map(offset).collect();
    let is_it = |choice: &Choice| {
        let holds = |(window, at): (&Window, &usize)| (window.from..=window.to).contains(at);
        choice.start as i64 == start
            && choice.end() as i64 == end
            && choice.breaks.len() == breaks.len()
            && choice.breaks.iter().zip(&breaks).all(holds)
    };
    let choice = choices.all.iter().position(is_it)?;
    Some(Placed { choice, breaks })
}

fn people<'a>(case: &Case<'a>, pools: &mut Vec<Pool>) -> Result<Vec<Person<'a>>, RosterError> {
    let (centre, grid) = (case.centre, &case.requirement.grid);
    let mut rows: HashMap<_, Vec<_>> = HashMap::new();
    for row in &centre.availability {
        rows.entry(&row.agent).or_default().push(row);
    }
    let begin = grid.horizon().start;
    let mut before: HashMap<_, Vec<&Shift>> = HashMap::new();
    for shift in case.previous.iter().filter(|s| s.span().start < begin) {
        before.entry(&shift.agent).or_default().push(shift);
    }
    let empty = Vec::new();
    let person = |agent: &'a Agent| {
        let contract = centre.contract(&agent.contract);
        let contract =
            contract.ok_or_else(|| RosterError::NoContract { agent: agent.id.clone() })?;
        let shifts = before.get(&agent.id).map_or(&[][..], Vec::as_slice);
        let on_leave = |day: usize| centre.on_leave(&agent.id, grid, day);
        let weeks = (0..grid.days()).step_by(7);
        let in_week = |w: usize| (w..(w + 7).min(grid.days())).filter(|&d| on_leave(d)).count();
        let own = rows.get(&agent.id).unwrap_or(&empty);
        let rows = Rows::of(centre, grid, agent, own);
        let told = case.told.as_ref();
        let told = told.map(|replan| Told::of((replan, centre), grid, agent, &rows));
        Ok(Person {
            agent,
            contract,
            rows,
            told,
            past: Past::of(shifts, centre, grid),
            leave_days: weeks.map(|w| in_week(w) as u32).collect(),
            pool: pool_of(pools, pool(centre, agent)),
        })
    };
    centre.agents.iter().map(person).collect()
}

fn pool(centre: &Centre, agent: &Agent) -> Pool {
    let skill = |(number, queue): (usize, &domain::Queue)| {
        let speed = agent.efficiency(&queue.id)?;
        Some((number, (speed * MICRO as f64).round() as i64))
    };
    Pool { skills: centre.queues.iter().enumerate().filter_map(skill).collect() }
}

/// People whose likeness is the same make one class.
fn likeness(person: &Person<'_>) -> String {
    let agent = person.agent;
    format!(
        "{} {} {} {:?} {:?} {:?} {:?} {:?} {:?}",
        agent.contract,
        person.pool,
        agent.protected,
        person.rows,
        person.past,
        person.leave_days,
        person.told,
        agent.overtime_to_date,
        agent.period_to_date
    )
}

fn queues(case: &Case<'_>) -> Vec<Queue> {
    let (centre, grid) = (case.centre, &case.requirement.grid);
    let number = |(n, queue): (usize, &domain::Queue)| {
        let need = case.requirement.queue(&queue.id);
        let is_open = |slot: Slot| {
            let span = grid.span(slot);
            let open: i64 = centre.open_spans(queue, span).iter().map(|s| s.length().0).sum();
            open >= span.length().0
        };
        let opening = Weight::of(centre.rules.opening_hours.strength);
        let live = queue.channel != Channel::Ticket;
        let hours: Vec<bool> = grid.slots().map(is_open).collect();
        let open = hours.iter().map(|&o| o || !live || opening.is_none()).collect();
        let (before, heads_before) = before(case, n);
        let promised = need.map(|need| goals(need, &promises(need, &queue.shortage, grid)));
        let (goals, curves) = promised.unwrap_or_else(|| (Vec::new(), vec![None; grid.len()]));
        Queue {
            shortage: queue.shortage,
            need: need
                .map_or_else(|| vec![0; grid.len()], |r| r.agents.iter().map(|a| a.0).collect()),
            open,
            floor: floor(centre, queue, &hours, grid),
            before,
            heads_before,
            tickets: need.and_then(|r| r.deferrable.as_ref()).map(|work| {
                let mut arriving = work.arriving.clone();
                if let Some(first) = arriving.first_mut() {
                    *first += work.backlog;
                }
                let price = per_slot(queue.shortage.light, grid.interval().0);
                Tickets { arriving, due: work.due.clone(), price }
            }),
            goals,
            curves,
        }
    };
    centre.queues.iter().enumerate().map(number).collect()
}

fn floor(centre: &Centre, queue: &domain::Queue, open: &[bool], grid: &Grid) -> Option<Floor> {
    let law = &centre.rules.minimum_staffing;
    let price = head_price(law.strength, grid)?;
    let heads = law.law.floors.iter().find(|(id, _)| *id == queue.id)?.1.0 as u16;
    Some(Floor { heads: open.iter().map(|&o| if o { heads } else { 0 }).collect(), price })
}

fn seats(centre: &Centre, grid: &Grid) -> Option<Seats> {
    let law = &centre.rules.seat_cap;
    let price = head_price(law.strength, grid)?;
    Some(Seats { count: law.law.seats.0.min(u32::from(u16::MAX)) as u16, price })
}

/// The price of a head missing or too many in one slot. A hard law gets a price that no saving
/// outweighs; the judge has the last word.
fn head_price(strength: Strength, grid: &Grid) -> Option<i64> {
    match Weight::of(strength)? {
        Weight::Hard => Some(HARD),
        Weight::Price(price) => Some((price as f64 * grid.interval().as_hours()).round() as i64),
    }
}

/// Ten million in minor units.
pub(crate) const HARD: i64 = 1_000_000_000;

/// Cover and heads of one queue from shifts before the horizon.
fn before(case: &Case<'_>, queue: usize) -> (Vec<i64>, Before) {
    let (centre, grid) = (case.centre, &case.requirement.grid);
    let (mut cover, mut spans) = (vec![0; grid.len()], Vec::new());
    let id = &centre.queues[queue].id;
    for shift in case.previous {
        for stretch in shift.stretches.iter().filter(|s| s.activity == Activity::Work(id.clone())) {
            let speed = centre.agent(&shift.agent).and_then(|a| a.efficiency(id)).unwrap_or(0.0);
            for slot in slots_of(grid, &stretch.span) {
                let shared = grid.span(Slot(slot)).shared(&stretch.span).0;
                let part = shared as f64 / grid.interval().0 as f64;
                cover[slot] += (speed * part * MICRO as f64).round() as i64;
            }
            spans.push(stretch.span);
        }
    }
    (cover, Before::of(&spans, grid))
}

fn seated_before(case: &Case<'_>) -> Before {
    let stretches = case.previous.iter().flat_map(|s| &s.stretches);
    let at_work = |a: &Activity| matches!(a, Activity::Work(_) | Activity::Idle);
    let spans: Vec<Span> = stretches.filter(|s| at_work(&s.activity)).map(|s| s.span).collect();
    Before::of(&spans, &case.requirement.grid)
}

/// Slots of the horizon that a span touches.
fn slots_of(grid: &Grid, span: &Span) -> std::ops::Range<usize> {
    let last = grid.signed_slot(span.end - domain::Minutes(1)) + 1;
    let (from, to) = (grid.signed_slot(span.start).max(0), last.min(grid.len() as i64));
    from as usize..to.max(from) as usize
}
