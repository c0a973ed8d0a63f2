//! The least that one half-hour can cost with these people there, by trying every corner.
//!
//! Who serves what may be divided within a half-hour. What is missing then costs a convex function,
//! linear between its kinks; so the best division is one of finitely many corners at which as many
//! kinks meet as people can choose. All of them are tried.

use super::worlds::World;
use domain::laws::Strength;
use domain::{Activity, Coverage, Provenance, Roster, Slot};

/// More than any half-hour costs; a hard law that is broken costs this.
pub(super) const NEVER: f64 = 1e15;
const NEAR: f64 = 1e-9;

/// One queue in one half-hour.
struct Line {
    need: f64,
    tier: f64,
    light: f64,
    heavy: f64,
    floor: f64,
    floor_price: f64,
    /// Cover and heads from shifts before the horizon.
    before: (f64, f64),
    /// Each person's speed, where they can and it is open.
    speeds: Vec<Option<f64>>,
}

/// The least cost of every half-hour with every set of people: `costs[slot][set]`, a bit each.
pub(super) fn costs(world: &World) -> Vec<Vec<f64>> {
    let sets = 0..1_usize << world.centre.agents.len();
    let slot = |slot: usize| {
        let lines = lines(world, Slot(slot));
        let seats = seats(world, Slot(slot));
        sets.clone().map(|set| least(&lines, set) + seats(set.count_ones())).collect()
    };
    (0..world.grid().len()).map(slot).collect()
}

/// The price of a law per head and half-hour.
fn per_head(strength: Strength, hours: f64) -> f64 {
    match strength {
        Strength::Hard => NEVER,
        Strength::Soft(price) => price.0 as f64 * hours,
        Strength::Off => 0.0,
    }
}

fn lines(world: &World, slot: Slot) -> Vec<Line> {
    let (centre, grid) = (&world.centre, world.grid());
    let hours = grid.interval().as_hours();
    let nobody = Roster::new(grid.clone(), Vec::new(), Provenance::default());
    let cover = Coverage::of(centre, &nobody, &world.previous);
    let span = grid.span(slot);
    let line = |(q, queue): (usize, &domain::Queue)| {
        let open = centre.is_open(queue, span.start);
        let served = open || centre.rules.opening_hours.strength == Strength::Off;
        let need = world.requirement.queues[q].agents[slot.0].0;
        let floor = &centre.rules.minimum_staffing;
        let heads = floor.law.floors.iter().find(|(id, _)| *id == queue.id).filter(|_| open);
        let stretches = world.previous.iter().flat_map(|s| &s.stretches);
        let on_it = stretches.filter(|s| s.activity == Activity::Work(queue.id.clone()));
        let minutes: i64 = on_it.map(|s| s.span.shared(&span).0).sum();
        let speed = |a: &domain::Agent| a.efficiency(&queue.id).filter(|_| served);
        Line {
            need: f64::from(need),
            tier: (queue.shortage.light_share.get() * f64::from(need) - NEAR).ceil(),
            light: queue.shortage.light.0 as f64 * hours,
            heavy: queue.shortage.heavy.0 as f64 * hours,
            floor: heads.map_or(0.0, |(_, n)| f64::from(n.0)),
            floor_price: per_head(floor.strength, hours),
            before: (cover.at(q, slot), minutes as f64 / grid.interval().0 as f64),
            speeds: centre.agents.iter().map(speed).collect(),
        }
    };
    centre.queues.iter().enumerate().map(line).collect()
}

/// What seats cost when so many people of the roster are there.
fn seats(world: &World, slot: Slot) -> impl Fn(u32) -> f64 {
    let (rule, span) = (&world.centre.rules.seat_cap, world.grid().span(slot));
    let price = per_head(rule.strength, world.grid().interval().as_hours());
    let stretches = world.previous.iter().flat_map(|s| &s.stretches);
    let seated = stretches.filter(|s| matches!(s.activity, Activity::Work(_) | Activity::Idle));
    let minutes: i64 = seated.map(|s| s.span.shared(&span).0).sum();
    let before = minutes as f64 / world.grid().interval().0 as f64;
    let seats = f64::from(rule.law.seats.0);
    move |people| (before + f64::from(people) - seats).max(0.0) * price
}

impl Line {
    /// The cost of this much cover and so many heads.
    fn cost(&self, cover: f64, heads: f64) -> f64 {
        let short = (self.need - self.before.0 - cover).max(0.0);
        let light = short.min(self.tier);
        let few = self.floor - self.before.1 - heads;
        let few = if few > NEAR { few } else { 0.0 };
        light * self.light + (short - light) * self.heavy + few * self.floor_price
    }
}

/// The least cost with the people of a set.
fn least(lines: &[Line], set: usize) -> f64 {
    let mut given = vec![(0.0, 0.0); lines.len()];
    let mut free = Vec::new();
    for agent in (0..lines[0].speeds.len()).filter(|a| set & 1 << a != 0) {
        let speeds: Vec<(usize, f64)> =
            lines.iter().enumerate().filter_map(|(q, l)| Some((q, l.speeds[agent]?))).collect();
        match speeds.as_slice() {
            [] => {}
            [(q, speed)] => {
                given[*q].0 += speed;
                given[*q].1 += 1.0;
            }
            _ => free.push((speeds[0].1, speeds[1].1)),
        }
    }
    let cost = |shares: &[f64]| {
        let mut at = given.clone();
        for (share, (one, two)) in shares.iter().zip(&free) {
            at[0] = (at[0].0 + share * one, at[0].1 + share);
            if let Some(other) = at.get_mut(1) {
                *other = (other.0 + (1.0 - share) * two, other.1 + 1.0 - share);
            }
        }
        lines.iter().zip(at).map(|(line, (cover, heads))| line.cost(cover, heads)).sum::<f64>()
    };
    let kinks = kinks(lines, &given, &free);
    let mut best = f64::INFINITY;
    corners(&kinks, free.len(), &mut Vec::new(), 0, &mut |shares| {
        best = best.min(cost(shares));
    });
    best
}

/// An equation of shares: coefficients and right-hand side.
type Kink = (Vec<f64>, f64);

/// Where the cost bends, and the ends of every share.
fn kinks(lines: &[Line], given: &[(f64, f64)], free: &[(f64, f64)]) -> Vec<Kink> {
    let mut all = Vec::new();
    for n in 0..free.len() {
        let unit: Vec<f64> = (0..free.len()).map(|m| f64::from(u8::from(m == n))).collect();
        all.push((unit.clone(), 0.0));
        all.push((unit, 1.0));
    }
    for (q, line) in lines.iter().enumerate().filter(|_| !free.is_empty()) {
        let speed = |f: &(f64, f64)| if q == 0 { f.0 } else { f.1 };
        let (sign, rest) = if q == 0 { (1.0, 0.0) } else { (-1.0, 1.0) };
        let all_of_them: f64 = free.iter().map(speed).sum();
        for cover in [line.need, line.need - line.tier] {
            let missing = cover - line.before.0 - given[q].0 - rest * all_of_them;
            all.push((free.iter().map(|f| sign * speed(f)).collect(), missing));
        }
        let heads = line.floor - line.before.1 - given[q].1 - rest * free.len() as f64;
        all.push((vec![sign; free.len()], heads));
    }
    all
}

/// Every point at which `dimensions` kinks meet within the ends of the shares.
fn corners(
    kinks: &[Kink],
    dimensions: usize,
    chosen: &mut Vec<Kink>,
    from: usize,
    visit: &mut impl FnMut(&[f64]),
) {
    if chosen.len() == dimensions {
        let inside = |point: &Vec<f64>| point.iter().all(|x| (-NEAR..=1.0 + NEAR).contains(x));
        if let Some(point) = meet(chosen.clone()).filter(inside) {
            visit(&point);
        }
        return;
    }
    for n in from..kinks.len() {
        chosen.push(kinks[n].clone());
        corners(kinks, dimensions, chosen, n + 1, visit);
        chosen.pop();
    }
}

/// The one point of these equations; `None` when there is none or more.
fn meet(mut rows: Vec<Kink>) -> Option<Vec<f64>> {
    for column in 0..rows.len() {
        let size = |row: &usize| rows[*row].0[column].abs();
        let pivot = (column..rows.len()).max_by(|a, b| size(a).total_cmp(&size(b)))?;
        if size(&pivot) < NEAR {
            return None;
        }
        rows.swap(column, pivot);
        let (head, value) = rows[column].clone();
        for (n, row) in rows.iter_mut().enumerate().filter(|(n, _)| *n != column) {
            debug_assert_ne!(n, column);
            let factor = row.0[column] / head[column];
            row.0.iter_mut().zip(&head).for_each(|(x, y)| *x -= factor * y);
            row.1 -= factor * value;
        }
    }
    Some(rows.iter().enumerate().map(|(n, (row, value))| value / row[n]).collect())
}
