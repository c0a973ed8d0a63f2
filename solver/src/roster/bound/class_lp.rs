//! The implicit class programme: counts of shifts per kind of people, not tours, so that its size
//! does not grow with the centre. It prices half-hours.
//!
//! ```text
//! x(g, d, c)      people of group g on choice c of day d
//! Day(g, d)       must ≤ Σ x ≤ people there
//! Days(g, w)      Σ days in [least, most]            Paid(g, w)   Σ paid in [least, most]
//! Overtime(g, w)  over ≥ Σ paid − threshold          Owed(g, w)   owed ≥ guaranteed − Σ paid
//! Rest(g, d, s)   starts on d+1 up to s + ends on d later than s − rest ≤ people
//! Present(p, a)   there(a) = there(a−1) + starts − ends − breaks begun + breaks ended
//! Early, Late     breaks begun lie between those that must and those that may have (cumulative)
//! Serve(p, t)     Σ served ≤ there
//! Coverage(q, t)  Σ speed·served + short ≥ need
//! Goal(q, p)      Σ late·short − excess ≤ allowed
//! ```
//! After Bechtold & Jacobs (1990): a break's begin is linked to shift starts by sums, never by
//! person. Pools of the same queues are put together at their mean speeds; laws beyond these are
//! left out. Both only blur the prices: what they prove, the certificate says.

mod breaks;
mod people;

use super::super::problem::{Choice, Class, MICRO, Outline, Problem, WeekOutline};
use super::prices::Prices;
use crate::backend::highs::Method;
use crate::backend::interrupt::Left;
use crate::lp::Named;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Row {
    Day(usize, usize),
    Days(usize, usize),
    Paid(usize, usize),
    Overtime(usize, usize, usize),
    Owed(usize, usize),
    Early(usize, usize, usize),
    Late(usize, usize, usize),
    Rest(usize, usize, usize),
    Present(usize, usize),
    Begun(usize, usize),
    Started(usize, usize),
    MayHave(usize, usize),
    MustHave(usize, usize),
    AllHave(usize),
    Serve(usize, usize),
    Coverage(usize, usize),
    Due(usize, usize),
    LateWork(usize, usize),
    Goal(usize, usize),
}

/// What makes two choices alike: start, span, and the windows of their breaks.
type Shape = (usize, usize, Vec<(usize, usize, usize)>);

/// Classes of one kind that serve the same queues.
struct Group<'p> {
    set: usize,
    members: f64,
    outline: &'p Outline,
    classes: Vec<&'p Class>,
    /// Speed on the set's first queue.
    speed: f64,
}

/// Queues served together, with mean speeds relative to the first.
struct Set {
    queues: Vec<(usize, f64)>,
}

/// Breaks of one length and window, of one set, on one day.
type BreakKey = (usize, usize, usize, usize, usize);

const UNIT: f64 = 100.0;
const FREE: (f64, f64) = (0.0, f64::INFINITY);

struct Builder<'p> {
    problem: &'p Problem,
    lp: Named<Row, ()>,
    sets: Vec<Set>,
    groups: Vec<Group<'p>>,
    /// Kinds of breaks, numbered.
    breaks: BTreeMap<BreakKey, usize>,
}

/// Prices of half-hours from the class programme; `None` when the time was up first.
///
/// # Errors
/// What the optimiser says when it ends without an answer.
pub(crate) fn prices(problem: &Problem, left: &Left<'_>) -> Result<Option<Prices>, String> {
    let mut builder = Builder::new(problem);
    builder.rows();
    builder.columns();
    let solved = builder.lp.solve(Method::Interior, left)?;
    if !solved.is_optimal {
        return Ok(None);
    }
    let mut prices = Prices::zero(problem);
    for (q, row) in prices.goal.iter_mut().enumerate() {
        for (number, price) in row.iter_mut().enumerate() {
            *price = -builder.lp.dual(&solved, &Row::Goal(q, number)) * UNIT;
        }
    }
    for (q, row) in prices.agent.iter_mut().enumerate() {
        for (slot, price) in row.iter_mut().enumerate() {
            *price = builder.lp.dual(&solved, &Row::Coverage(q, slot)) * UNIT;
        }
    }
    prices.clamp(problem);
    Ok(Some(prices))
}

impl<'p> Builder<'p> {
    fn new(problem: &'p Problem) -> Self {
        let mut sets: Vec<(Vec<usize>, Vec<f64>, f64)> = Vec::new();
        let mut groups: Vec<Group<'p>> = Vec::new();
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        for class in &problem.classes {
            let skills = &problem.pools[class.pool].skills;
            if skills.is_empty() {
                continue;
            }
            let queues: Vec<usize> = skills.iter().map(|s| s.0).collect();
            let set = sets.iter().position(|s| s.0 == queues).unwrap_or_else(|| {
                sets.push((queues, vec![0.0; skills.len()], 0.0));
                sets.len() - 1
            });
            let members = class.members as f64;
            for (sum, skill) in sets[set].1.iter_mut().zip(skills) {
                *sum += members * skill.1 as f64 / skills[0].1.max(1) as f64;
            }
            sets[set].2 += members;
            let key = (class.pool, class.outline.kind);
            let group = *known.entry(key).or_insert_with(|| {
                let speed = skills[0].1 as f64 / MICRO as f64;
                let outline = &class.outline;
                groups.push(Group { set, members: 0.0, outline, classes: Vec::new(), speed });
                groups.len() - 1
            });
            groups[group].members += members;
            groups[group].classes.push(class);
        }
        let set = |(queues, speeds, members): (Vec<usize>, Vec<f64>, f64)| Set {
            queues: queues.into_iter().zip(speeds.into_iter().map(|s| s / members)).collect(),
        };
        let sets = sets.into_iter().map(set).collect();
        Self { problem, lp: Named::new(), sets, groups, breaks: BTreeMap::new() }
    }

    fn days(&self) -> usize {
        self.problem.classes.first().map_or(0, |c| c.days.len())
    }

    /// Every choice of a group's day with its cost, fewest and most people.
    fn choices(&self, group: &Group<'p>, day: usize) -> Vec<(&'p Choice, f64, f64, f64)> {
        let mut all: Vec<(&'p Choice, f64, f64, f64)> = Vec::new();
        let mut known: HashMap<Shape, usize> = HashMap::new();
        for class in &group.classes {
            let members = class.members as f64;
            let today = &class.days[day];
            let forced = today.off.is_none() && today.all.len() == 1;
            for choice in &today.all {
                let windows = choice.breaks.iter().map(|w| (w.from, w.to, w.length)).collect();
                let key = (choice.start, choice.span, windows);
                let least = if forced { members } else { 0.0 };
                match known.get(&key) {
                    Some(&n) => {
                        all[n].1 = all[n].1.min(choice.cost as f64);
                        all[n].2 += least;
                        all[n].3 += members;
                    }
                    None => {
                        known.insert(key, all.len());
                        all.push((choice, choice.cost as f64, least, members));
                    }
                }
            }
        }
        all
    }

    fn break_row(&mut self, set: usize, day: usize, window: (usize, usize, usize)) -> usize {
        let next = self.breaks.len();
        *self.breaks.entry((set, day, window.0, window.1, window.2)).or_insert(next)
    }

    fn rows(&mut self) {
        for set in 0..self.sets.len() {
            for at in 0..self.problem.reach {
                self.lp.row(Row::Present(set, at), 0.0, 0.0);
            }
            if self.sets[set].queues.len() > 1 {
                for slot in 0..self.problem.slots {
                    self.lp.row(Row::Serve(set, slot), 0.0, f64::INFINITY);
                }
            }
        }
        for (q, queue) in self.problem.queues.iter().enumerate() {
            for (number, goal) in queue.goals.iter().enumerate() {
                let allowed = goal.allowed - queue.late_anyway(number);
                self.lp.row(Row::Goal(q, number), f64::NEG_INFINITY, allowed);
            }
            for slot in 0..self.problem.slots {
                let need = queue.enough(slot) - queue.there(slot);
                if queue.tickets.is_some() || (need > 0.0 && queue.open[slot]) {
                    self.lp.row(Row::Coverage(q, slot), need, f64::INFINITY);
                }
                if let Some(tickets) = &queue.tickets {
                    self.lp.row(Row::Due(q, slot), tickets.due[slot], f64::INFINITY);
                    if slot > 0 {
                        self.lp.row(Row::LateWork(q, slot), 0.0, f64::INFINITY);
                    }
                }
            }
        }
        for group in 0..self.groups.len() {
            self.group_rows(group);
        }
        for key in self.all_breaks() {
            let number = self.break_row(key.0, key.1, (key.2, key.3, key.4));
            self.break_rows(number, key);
        }
    }

    fn group_rows(&mut self, number: usize) {
        let group = &self.groups[number];
        let sum = |of: &dyn Fn(&Class) -> f64| -> f64 {
            group.classes.iter().map(|c| c.members as f64 * of(c)).sum()
        };
        let mut rows = Vec::new();
        for day in 0..self.days() {
            let may = sum(&|c| f64::from(u8::from(!c.days[day].all.is_empty())));
            let must = sum(&|c| f64::from(u8::from(c.days[day].off.is_none())));
            rows.push((Row::Day(number, day), must, may));
        }
        for week in 0..group.outline.weeks.len() {
            let of = |f: &dyn Fn(&WeekOutline) -> i64| sum(&|c| f(&c.outline.weeks[week]) as f64);
            let optional = group.outline.optional;
            let least = |value: f64| if optional { 0.0 } else { value };
            rows.push((Row::Days(number, week), least(of(&|w| w.days.0)), of(&|w| w.days.1)));
            let paid = (least(of(&|w| w.paid.0)) / 60.0, of(&|w| w.paid.1) / 60.0);
            rows.push((Row::Paid(number, week), paid.0, paid.1));
            for (tier, (above, _)) in group.outline.tiers.iter().enumerate() {
                let above = group.members * *above as f64 / 60.0;
                rows.push((Row::Overtime(number, week, tier), f64::NEG_INFINITY, above));
            }
            let owed = of(&|w| w.guaranteed) / 60.0;
            rows.push((Row::Owed(number, week), owed, f64::INFINITY));
        }
        let members = group.members;
        for day in 1..self.days() {
            for start in self.tight_starts(number, day) {
                rows.push((Row::Early(number, day, start), 0.0, 0.0));
                rows.push((Row::Rest(number, day, start), f64::NEG_INFINITY, members));
            }
            for end in self.ends(number, day - 1) {
                rows.push((Row::Late(number, day - 1, end), 0.0, 0.0));
            }
        }
        for (name, lower, upper) in rows {
            self.lp.row(name, lower, upper);
        }
    }

    fn starts(&self, group: usize, day: usize) -> Vec<usize> {
        let choices = self.groups[group].classes.iter().flat_map(|c| &c.days[day].all);
        let mut all: Vec<usize> = choices.map(|c| c.start).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Starts that an end of the day before can be too near to.
    fn tight_starts(&self, group: usize, day: usize) -> Vec<usize> {
        let rest = (self.groups[group].outline.rest / self.problem.interval) as usize;
        let last = self.ends(group, day - 1).last().copied().unwrap_or(0);
        self.starts(group, day).into_iter().filter(|s| last + rest > *s).collect()
    }

    fn ends(&self, group: usize, day: usize) -> Vec<usize> {
        let choices = self.groups[group].classes.iter().flat_map(|c| &c.days[day].all);
        let mut all: Vec<usize> = choices.map(Choice::end).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn columns(&mut self) {
        for number in 0..self.groups.len() {
            self.shifts(number);
            self.week_columns(number);
            self.rest_columns(number);
        }
        let keys: Vec<(BreakKey, usize)> = self.breaks.iter().map(|(k, n)| (*k, *n)).collect();
        for (key, number) in keys {
            self.break_columns(key, number);
        }
        self.presence();
        self.shortage();
    }

    fn shifts(&mut self, number: usize) {
        for day in 0..self.days() {
            for (choice, cost, least, most) in self.choices(&self.groups[number], day) {
                let group = &self.groups[number];
                let (set, speed, week) = (group.set, group.speed, day / 7);
                let paid = f64::from(choice.work.paid) / 60.0;
                let plain = paid - f64::from(choice.work.overtime) / 60.0;
                let mut entries = vec![
                    (Row::Day(number, day), 1.0),
                    (Row::Days(number, week), 1.0),
                    (Row::Paid(number, week), paid),
                    (Row::Owed(number, week), paid),
                    (Row::Early(number, day, choice.start), -1.0),
                    (Row::Late(number, day, choice.end()), -1.0),
                    (Row::Present(set, choice.start), -speed),
                    (Row::Present(set, choice.end()), speed),
                ];
                for tier in 0..group.outline.tiers.len() {
                    entries.push((Row::Overtime(number, week, tier), plain));
                }
                for w in &choice.breaks {
                    let kind = self.break_row(set, day, (w.from, w.to, w.length));
                    entries.push((Row::Started(kind, choice.start), -speed));
                }
                self.lp.column((), cost / UNIT, (least, most), &merged(entries));
            }
        }
    }

    fn week_columns(&mut self, number: usize) {
        let outline = self.groups[number].outline;
        for week in 0..outline.weeks.len() {
            for (tier, (_, price)) in outline.tiers.iter().enumerate() {
                let entry = [(Row::Overtime(number, week, tier), -1.0)];
                self.lp.column((), price * 60.0 / UNIT, FREE, &entry);
            }
            let entry = [(Row::Owed(number, week), 1.0)];
            self.lp.column((), outline.wage * 60.0 / UNIT, FREE, &entry);
        }
    }

    /// Sums of early starts and late ends, and the rest between them.
    fn rest_columns(&mut self, number: usize) {
        let rest = self.groups[number].outline.rest / self.problem.interval;
        for day in 1..self.days() {
            let (starts, ends) = (self.tight_starts(number, day), self.ends(number, day - 1));
            for (n, &start) in starts.iter().enumerate() {
                let mut entries = vec![
                    (Row::Early(number, day, start), 1.0),
                    (Row::Rest(number, day, start), 1.0),
                ];
                if let Some(&next) = starts.get(n + 1) {
                    entries.push((Row::Early(number, day, next), -1.0));
                }
                self.lp.column((), 0.0, FREE, &entries);
            }
            for (n, &end) in ends.iter().enumerate() {
                // people who end at `end` or later
                let mut entries = vec![(Row::Late(number, day - 1, end), 1.0)];
                if n > 0 {
                    entries.push((Row::Late(number, day - 1, ends[n - 1]), -1.0));
                }
                let before = if n > 0 { ends[n - 1] as i64 } else { i64::MIN / 2 };
                for &start in &starts {
                    let latest = start as i64 - rest;
                    if before <= latest && (end as i64) > latest {
                        entries.push((Row::Rest(number, day, start), 1.0));
                    }
                }
                self.lp.column((), 0.0, FREE, &entries);
            }
        }
    }
}

/// Entries of the same row put together.
fn merged(entries: Vec<(Row, f64)>) -> Vec<(Row, f64)> {
    let mut all: Vec<(Row, f64)> = Vec::with_capacity(entries.len());
    for (row, factor) in entries {
        match all.iter_mut().find(|e| e.0 == row) {
            Some(entry) => entry.1 += factor,
            None => all.push((row, factor)),
        }
    }
    all
}
