//! People into classes: alike in contract, skills, availability and past.

use super::super::RosterError;
use super::super::pricing::lawbook::{Lawbook, Laws, Shelf};
use super::super::pricing::laws::{self, Resource, Today, Weight};
use super::super::pricing::rest::Rests;
use super::carry::Past;
use super::choices::{Looks, Maker, Wanted};
use super::told::Told;
use super::wishes::{Rows, Wish};
use super::{Class, DayChoices, Pool};
use chrono::Datelike;
use domain::{Agent, Centre, Contract, Grid, Minutes, Slot, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// Laws of one person, in the order they are asked.
type Resources = Vec<Box<dyn Resource>>;

/// One person as numbers see them.
#[derive(Debug)]
pub(crate) struct Person<'a> {
    /// Who.
    pub(crate) agent: &'a Agent,
    /// Their contract.
    pub(crate) contract: &'a Contract,
    /// Their rows.
    pub(crate) rows: Rows,
    /// What they were told, when they were.
    pub(crate) told: Option<Told>,
    /// What they bring along.
    pub(crate) past: Past,
    /// Days wholly on leave, per week.
    pub(crate) leave_days: Vec<u32>,
    /// Their pool.
    pub(crate) pool: usize,
}

/// What makes a day's shifts: contract, protection, day, and whose rows when they have any.
type DayKey = (String, bool, usize, Option<usize>);

/// Builds classes one by one, sharing days that are alike.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    /// Makes the shifts of days.
    pub(crate) maker: Maker<'a>,
    /// The days as the laws know them.
    pub(crate) calendar: Arc<Vec<Today>>,
    /// The graphs of the horizon's classes.
    pub(crate) shelf: Arc<Shelf>,
    days: HashMap<DayKey, Arc<DayChoices>>,
    /// The latest slot that any shift touches.
    pub(crate) reach: usize,
}

impl<'a> Builder<'a> {
    /// A builder for this centre and horizon; graphs of the same horizon may be on the shelf.
    pub(crate) fn new(centre: &'a Centre, grid: &'a Grid, shelf: Arc<Shelf>) -> Self {
        let rules = &centre.rules;
        let on = |weight: Option<Weight>| weight.is_some();
        let fairness = Weight::of(rules.fairness.strength);
        let looks = Looks {
            nights: on(Weight::of(rules.nights_in_a_row.strength))
                || on(Weight::of(rules.rest_after_nights.strength))
                || fairness.is_some(),
            late: fairness.is_some() && rules.fairness.law.late_max < 7,
            starts: on(Weight::of(rules.start_variation.strength)),
            paid: true,
            overtime: centre.contracts.iter().any(|c| !c.daily_overtime.is_empty()),
        };
        let maker = Maker::new(centre, grid, looks);
        Self {
            maker,
            calendar: Arc::new(calendar(grid)),
            shelf,
            days: HashMap::new(),
            reach: grid.len(),
        }
    }

    /// The class of one person; `skip` leaves out the laws of that name.
    pub(crate) fn class(
        &mut self,
        number: usize,
        person: &Person<'_>,
        skip: Option<&str>,
    ) -> Result<Class, RosterError> {
        let (short, long) = self.wishes(person)?;
        let mut days = Vec::with_capacity(self.calendar.len());
        for (day, short) in short.iter().enumerate() {
            days.push(self.day(number, person, day, short, &long)?);
        }
        let laws = self.laws(person, &long, &days, skip);
        let shared = (self.calendar.clone(), self.shelf.clone());
        let laws = Lawbook::new(laws, self.rests(person, skip), &days, shared);
        let training = self.training(person);
        Ok(Class { pool: person.pool, members: 1, days, laws, training })
    }

    fn day(
        &mut self,
        number: usize,
        person: &Person<'_>,
        day: usize,
        short: &[Wish],
        long: &[Wish],
    ) -> Result<Arc<DayChoices>, RosterError> {
        let grid = self.maker.grid;
        let slots = grid.slots_of_day(day);
        let begin = grid.start(Slot(slots.start));
        let span = Span::new(begin, begin + Minutes::hours(72));
        let told = person.told.as_ref();
        let own = told.is_some() || !short.is_empty() || !person.rows.silent_about(&span);
        let key =
            (person.contract.id.to_string(), person.agent.protected, day, own.then_some(number));
        if let Some(known) = self.days.get(&key) {
            return Ok(known.clone());
        }
        let wanted = Wanted {
            contract: person.contract,
            protected: person.agent.protected,
            rows: &person.rows,
            told,
            long,
            short,
        };
        let made = Arc::new(self.maker.day(&wanted, day)?);
        let reach = made.all.iter().map(super::Choice::end).max().unwrap_or(0);
        self.reach = self.reach.max(reach);
        self.days.insert(key, made.clone());
        Ok(made)
    }

    /// Wishes that only one day's shifts can touch, day by day, and those that several can.
    fn wishes(&self, person: &Person<'_>) -> Result<(Vec<Vec<Wish>>, Vec<Wish>), RosterError> {
        let (mut short, mut long) = (vec![Vec::new(); self.calendar.len()], Vec::new());
        let horizon = self.maker.grid.horizon();
        for wish in &person.rows.wishes {
            let met = person.past.spans.iter().any(|s| s.overlaps(&wish.span));
            if wish.on && (met || !wish.span.overlaps(&horizon)) {
                continue;
            }
            let mut touching = Vec::new();
            for day in 0..self.calendar.len() {
                let starts = self.maker.starts(person.contract, day)?;
                let touches = |start, length| Span::new(start, start + length);
                if starts.iter().any(|(_, t, s)| touches(*s, t.length).overlaps(&wish.span)) {
                    touching.push(day);
                }
            }
            match touching[..] {
                [] if wish.on => short[0].push(*wish),
                [] => {}
                [day] => short[day].push(*wish),
                _ if long.len() < 32 => long.push(*wish),
                _ => return Err(RosterError::TooManyWishes { agent: person.agent.id.clone() }),
            }
        }
        Ok((short, long))
    }

    fn rests(&self, person: &Person<'_>, skip: Option<&str>) -> Rests {
        let (rules, grid) = (&self.maker.centre.rules, self.maker.grid);
        let weight = |name: &str, strength| Weight::of(strength).filter(|_| skip != Some(name));
        let (daily, night) = (&rules.daily_rest, &rules.rest_after_nights);
        Rests {
            daily: weight("daily_rest", daily.strength).map(|w| (daily.law.rest.0, w)),
            after_night: weight("rest_after_nights", night.strength).map(|w| (night.law.rest.0, w)),
            last_end: person.past.last_end.map(|end| (end - grid.horizon().start).0),
            interval: grid.interval().0,
        }
    }

    fn training(&self, person: &Person<'_>) -> Vec<usize> {
        let grid = self.maker.grid;
        let mut slots = Vec::new();
        for span in &person.rows.training {
            let (from, to) =
                (grid.signed_slot(span.start), grid.signed_slot(span.end - Minutes(1)));
            slots.extend((from.max(0)..=to).map(|s| s as usize));
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// The laws of one person: those that nearly always bind, the others, and the one on starts.
    fn laws(
        &self,
        person: &Person<'_>,
        long: &[Wish],
        days: &[Arc<DayChoices>],
        skip: Option<&str>,
    ) -> Laws {
        let (mut core, mut all) = (Resources::new(), Resources::new());
        self.weekly_laws(person, &mut core, &mut all);
        self.run_laws(person, &mut core, &mut all);
        self.long_laws(person, days, &mut all);
        self.told_laws(person, &mut core, &mut all);
        let rules = &self.maker.centre.rules;
        if let Some(weight) = Weight::of(rules.preferences.strength) {
            for (n, wish) in long.iter().enumerate() {
                let touched = |d: &DayChoices| d.all.iter().any(|c| c.work.wishes & 1 << n != 0);
                let last_day = days.iter().rposition(|d| touched(d)).unwrap_or(0);
                let (share, on) = (wish.share, wish.on);
                all.push(Box::new(laws::LongWish { weight, share, bit: 1 << n, last_day, on }));
            }
        }
        core.retain(|law| skip != Some(law.name()));
        all.retain(|law| skip != Some(law.name()));
        let variation = Weight::of(rules.start_variation.strength);
        let variation = variation.filter(|_| skip != Some("start_variation"));
        let max = rules.start_variation.law.max.0 as i32;
        (core, all, variation.map(|weight| laws::StartVariation { weight, max }))
    }

    fn weekly_laws(&self, person: &Person<'_>, all: &mut Resources, lazy: &mut Resources) {
        let rules = &self.maker.centre.rules;
        let contract = person.contract;
        let whole: Vec<bool> =
            (0..person.leave_days.len()).map(|w| (w + 1) * 7 <= self.calendar.len()).collect();
        let terms: Vec<_> = person.leave_days.iter().map(|&l| contract.terms(l)).collect();
        let least = |week: usize, value: i64| if whole[week] { value as i32 } else { 0 };
        let each = || terms.iter().enumerate();
        if let Some(weight) = Weight::of(rules.weekly_hours.strength) {
            let bounds =
                each().map(|(w, t)| (least(w, t.paid_min.0), t.paid_max.0 as i32)).collect();
            all.push(Box::new(laws::WeeklyHours { weight, bounds, optional: false }));
        }
        if let Some(weight) = Weight::of(rules.working_days.strength) {
            let bounds =
                each().map(|(w, t)| (least(w, i64::from(t.days_min)), t.days_max as i32)).collect();
            all.push(Box::new(laws::WorkingDays { weight, bounds, optional: false }));
        }
        if let Some(weight) = Weight::of(rules.weekly_rest.strength) {
            let days = rules.weekly_rest.law.days as i32;
            all.push(Box::new(laws::WeeklyRest { weight, days, whole: whole.clone() }));
        }
        let guaranteed: Vec<Minutes> =
            each().map(|(w, t)| Minutes(i64::from(least(w, t.guaranteed.0)))).collect();
        if guaranteed.iter().any(|g| g.0 > 0) || !contract.weekly_overtime.is_empty() {
            let tiers = contract.weekly_overtime.clone();
            all.push(Box::new(laws::WeekPay { wage: contract.wage, tiers, guaranteed }));
        }
        let tier = contract.weekly_overtime.first().filter(|_| person.agent.protected);
        if let Some((weight, tier)) = Weight::of(rules.protected.strength).zip(tier) {
            all.push(Box::new(laws::ProtectedWeek { weight, above: tier.above.0 as i32 }));
        }
        if let Some(weight) = Weight::of(rules.fairness.strength) {
            let law = &rules.fairness.law;
            let caps = [
                (laws::Sort::Night, law.nights_max, 7),
                (laws::Sort::WeekendDay, law.weekend_days_max, 2),
                (laws::Sort::Late, law.late_max, 7),
            ];
            for (sort, cap, _) in caps.into_iter().filter(|(_, cap, most)| cap < most) {
                lazy.push(Box::new(laws::Fairness { weight, sort, cap: cap as i32 }));
            }
        }
    }

    /// What was told, as far as it is about more than a day.
    fn told_laws(&self, person: &Person<'_>, core: &mut Resources, all: &mut Resources) {
        let Some(told) = &person.told else { return };
        if let Some(weeks) = told.weeks() {
            let bounds = weeks.into_iter().map(|paid| (paid, paid)).collect();
            let weight = Weight::Hard;
            core.push(Box::new(laws::WeeklyHours { weight, bounds, optional: false }));
        }
        if told.price.1 != 0 {
            let (price, off) = (told.price.1, told.off());
            all.push(Box::new(laws::ChangedPerson { price, off }));
        }
    }

    fn run_laws(&self, person: &Person<'_>, core: &mut Resources, all: &mut Resources) {
        let (rules, past) = (&self.maker.centre.rules, &person.past);
        if let Some(weight) = Weight::of(rules.consecutive_days_max.strength) {
            let max = rules.consecutive_days_max.law.max as i32;
            core.push(Box::new(laws::ConsecutiveDaysMax { weight, max, run: past.run }));
        }
        if let Some(weight) = Weight::of(rules.consecutive_days_min.strength) {
            let min = rules.consecutive_days_min.law.min as i32;
            let run = past.is_known.then_some(past.run);
            all.push(Box::new(laws::ConsecutiveDaysMin { weight, min, run }));
        }
        if let Some(weight) = Weight::of(rules.consecutive_days_off_min.strength) {
            let min = rules.consecutive_days_off_min.law.min as i32;
            all.push(Box::new(laws::ConsecutiveDaysOffMin { weight, min }));
        }
        if let Some(weight) = Weight::of(rules.nights_in_a_row.strength) {
            let max = rules.nights_in_a_row.law.max as i32;
            all.push(Box::new(laws::NightsInARow { weight, max, run: past.nights }));
        }
        if Weight::of(rules.rest_after_nights.strength).is_some() {
            all.push(Box::new(laws::AfterNight { before: past.last_was_night }));
        }
    }

    fn long_laws(&self, person: &Person<'_>, days: &[Arc<DayChoices>], all: &mut Resources) {
        let (rules, contract) = (&self.maker.centre.rules, person.contract);
        let most = |of: fn(&laws::Work) -> i32| -> i32 {
            days.iter().map(|d| d.kinds.iter().map(|(w, _)| of(w)).max().unwrap_or(0)).sum()
        };
        if let Some(weight) = Weight::of(rules.weekends_off.strength) {
            let worked_max = rules.weekends_off.law.worked_max as i32;
            if (worked_max as usize) < self.calendar.len().div_ceil(7) {
                all.push(Box::new(laws::WeekendsOff { weight, worked_max }));
            }
        }
        if let Some(weight) = Weight::of(rules.period_hours.strength) {
            let left = rules.period_hours.law.max - person.agent.period_to_date;
            let left = left.max(Minutes::ZERO).0 as i32;
            if most(|w| w.paid) > left {
                all.push(Box::new(laws::PeriodHours { weight, left }));
            }
        }
        if let Some(weight) = Weight::of(rules.overtime_per_month.strength) {
            let max = rules.overtime_per_month.law.max;
            let months = self.calendar.last().map_or(1, |t| t.month + 1);
            let mut left = vec![max.0 as i32; months];
            left[0] = (max - person.agent.overtime_to_date).max(Minutes::ZERO).0 as i32;
            let weekly_above = contract.weekly_overtime.first().map(|t| t.above.0 as i32);
            let weeks = self.calendar.len().div_ceil(7) as i32;
            let paid_max = match rules.weekly_hours.strength {
                domain::laws::Strength::Hard => weeks * contract.week_paid_max.0 as i32,
                _ => most(|w| w.paid),
            };
            let weekly = weekly_above.map_or(0, |above| (paid_max - weeks * above).max(0));
            if left.iter().any(|&l| most(|w| w.overtime) + weekly > l) {
                let unit = 5;
                let law = laws::OvertimePerMonth { weight, left, weekly_above, unit };
                all.push(Box::new(law));
            }
        }
    }
}

/// The days of the horizon as the laws know them.
fn calendar(grid: &Grid) -> Vec<Today> {
    let days = grid.days();
    let month_of = |week: usize| {
        let date = grid.date(week * 7);
        (date.year(), date.month())
    };
    let mut months = vec![0; days.div_ceil(7)];
    for week in 1..months.len() {
        months[week] = months[week - 1] + usize::from(month_of(week) != month_of(week - 1));
    }
    let today = |day: usize| {
        let week = day / 7;
        Today {
            day,
            week,
            week_ends: day % 7 == 6 || day + 1 == days,
            month_ends: months.get(week + 1).is_none_or(|m| *m != months[week]),
            month: months[week],
            last: day + 1 == days,
            weekday: grid.date(day).weekday().num_days_from_monday(),
        }
    };
    (0..days).map(today).collect()
}

/// The number of a pool, a new one if need be.
pub(crate) fn pool_of(pools: &mut Vec<Pool>, pool: Pool) -> usize {
    pools.iter().position(|p| *p == pool).unwrap_or_else(|| {
        pools.push(pool);
        pools.len() - 1
    })
}
