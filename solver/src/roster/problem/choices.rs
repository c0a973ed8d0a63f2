//! The shifts a person may work on a day: templates × starts × places for breaks between which pay
//! and laws see no difference, with everything one shift alone costs.

use super::super::RosterError;
use super::super::pricing::laws::{Weight, Work};
use super::told::{Kept, Told};
use super::wishes::{Rows, Wish};
use super::{Choice, DayChoices, Window, WindowSize};
use domain::{
    Activity, AgentId, BreakKind, BreakRule, Centre, ClockTime, Contract, Grid, Minutes, Moment,
    Shift, ShiftTemplate, Slot, Span, Stretch, pay,
};
use std::collections::HashMap;

/// What the laws look at, so that shifts which are alike to them stay one kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Looks {
    /// Some law counts nights.
    pub(crate) nights: bool,
    /// Some law counts late shifts.
    pub(crate) late: bool,
    /// Some law compares starts.
    pub(crate) starts: bool,
    /// Some law or pay counts paid minutes.
    pub(crate) paid: bool,
    /// Some law or pay counts daily overtime apart.
    pub(crate) overtime: bool,
}

/// Everything a day's shifts are made from.
#[derive(Debug)]
pub(crate) struct Maker<'a> {
    /// The centre.
    pub(crate) centre: &'a Centre,
    /// The horizon.
    pub(crate) grid: &'a Grid,
    /// What the laws look at.
    pub(crate) looks: Looks,
    /// Sizes of break windows seen so far.
    pub(crate) windows: Vec<WindowSize>,
    sizes: HashMap<WindowSize, usize>,
}

/// A person as far as single shifts are concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Their contract.
    pub(crate) contract: &'a Contract,
    /// Whether they work no nights and no overtime.
    pub(crate) protected: bool,
    /// Their rows.
    pub(crate) rows: &'a Rows,
    /// What they were told, when they were.
    pub(crate) told: Option<&'a Told>,
    /// Their wishes over several days, by bit.
    pub(crate) long: &'a [Wish],
    /// Their wishes for this day alone.
    pub(crate) short: &'a [Wish],
}

impl Wanted<'_> {
    /// Whether working this on `day` (or nothing) differs from what they were told in a way that
    /// matters to the laws, and what it is charged; `None` where it may not be.
    fn change(&self, day: usize, work: Option<(Span, Minutes)>) -> Option<(bool, i64)> {
        let Some(told) = self.told else { return Some((false, 0)) };
        let changed = told.change(day, work)?;
        Some((changed && told.price.1 != 0, i64::from(changed) * told.price.0))
    }
}

/// Leaves each break only the place it was told, where it has one.
fn keep_breaks(windows: &mut [Vec<(i64, i64)>], kept: &Kept, interval: Minutes) {
    if windows.len() != kept.breaks.len() {
        return;
    }
    for (places, told) in windows.iter_mut().zip(&kept.breaks) {
        let place = (told.start - kept.span.start).0 / interval.0;
        let has_it = places.iter().any(|(from, to)| (*from..=*to).contains(&place));
        *places = if has_it { vec![(place, place)] } else { Vec::new() };
    }
}

impl<'a> Maker<'a> {
    /// A maker of shifts for this centre and horizon.
    pub(crate) fn new(centre: &'a Centre, grid: &'a Grid, looks: Looks) -> Self {
        Self { centre, grid, looks, windows: Vec::new(), sizes: HashMap::new() }
    }

    /// The number of a break window's size.
    pub(crate) fn size(&mut self, length: usize, places: usize) -> usize {
        let size = WindowSize { length, places };
        let windows = &mut self.windows;
        *self.sizes.entry(size).or_insert_with(|| {
            windows.push(size);
            windows.len() - 1
        })
    }

    /// Every shift that the contract's templates allow on `day`, before any law: template, number
    /// and start.
    pub(crate) fn starts(
        &self,
        contract: &Contract,
        day: usize,
    ) -> Result<Vec<(usize, &'a ShiftTemplate, Moment)>, RosterError> {
        let mut all = Vec::new();
        let date = self.grid.date(day);
        for (number, template) in self.centre.templates.iter().enumerate() {
            if !contract.templates.contains(&template.id) {
                continue;
            }
            let interval = self.grid.interval().0;
            for clock in template.starts.iter().filter(|c| c.0 < 1440) {
                let Some(start) = clock.on(date, self.centre.zone) else { continue };
                let off_grid = (start - self.grid.horizon().start).0 % interval != 0;
                if off_grid || template.length.0 % interval != 0 {
                    let template = template.id.clone();
                    return Err(RosterError::OffGrid { template, clock });
                }
                all.push((number, template, start));
            }
        }
        Ok(all)
    }

    /// The shifts of a day with their prices.
    pub(crate) fn day(&mut self, who: &Wanted<'_>, day: usize) -> Result<DayChoices, RosterError> {
        let mut all = Vec::new();
        for (number, template, start) in self.starts(who.contract, day)? {
            let span = Span::new(start, start + template.length);
            let Some(price) = self.own_price(who, template, span) else { continue };
            let Some(price) = self.day_price(who, day, Some(span)).map(|p| p + price) else {
                continue;
            };
            let Some((changed, charge)) = who.change(day, Some((span, template.paid()))) else {
                continue;
            };
            let before = all.len();
            self.variants(who, (number, template, span), price + charge, day, &mut all);
            all[before..].iter_mut().for_each(|choice| choice.work.changed = changed);
        }
        all.sort_by_key(|c: &Choice| (c.work, c.start, c.span));
        let kinds = kinds(&all);
        let off = self.day_price(who, day, None).zip(who.change(day, None));
        Ok(DayChoices { off: off.map(|(price, (_, charge))| price + charge), all, kinds })
    }

    /// What laws about a single shift charge for it; `None` where it may not be.
    fn own_price(&self, who: &Wanted<'_>, template: &ShiftTemplate, span: Span) -> Option<i64> {
        let rules = &self.centre.rules;
        let paid = template.paid();
        let overtime = pay::overtime(paid, &who.contract.daily_overtime);
        let mut price = 0;
        if let Some(weight) = Weight::of(rules.availability.strength) {
            let away = who.rows.away.iter().any(|a| a.overlaps(&span));
            let early = who.rows.hired.is_some_and(|h| span.start < h);
            let late = who.rows.no_start.iter().any(|n| n.contains(span.start));
            price += weight.charge_count(i32::from(away || early || late))?;
        }
        if let Some(weight) = Weight::of(rules.daily_hours.strength) {
            price += weight.charge_hours((paid - rules.daily_hours.law.max).0 as i32)?;
        }
        if let Some(weight) = Weight::of(rules.overtime_per_day.strength) {
            price += weight.charge_hours((overtime - rules.overtime_per_day.law.max).0 as i32)?;
        }
        if let Some(weight) = Weight::of(rules.protected.strength).filter(|_| who.protected) {
            price += weight.charge_hours(overtime.0 as i32)?;
        }
        for (bit, wish) in who.short.iter().enumerate() {
            debug_assert!(bit < 64);
            if wish.span.overlaps(&span) && !wish.on {
                price += Weight::of(rules.preferences.strength)?.charge(wish.share)?;
            }
        }
        Some(price)
    }

    /// What the rows that only this day can meet charge when its shift is `span`, or none.
    fn day_price(&self, who: &Wanted<'_>, day: usize, span: Option<Span>) -> Option<i64> {
        let rules = &self.centre.rules;
        let mut price = 0;
        if let Some(weight) = Weight::of(rules.locked_shifts.strength) {
            let of_day = |lock: &&Span| self.day_of(lock.start) == Some(day);
            let broken = who.rows.locks.iter().filter(of_day).filter(|l| span != Some(**l));
            price += weight.charge_count(broken.count() as i32)?;
        }
        if let Some(weight) = Weight::of(rules.availability.strength) {
            let holds = |t: &Span| span.is_some_and(|s| s.start <= t.start && t.end <= s.end);
            let of_day = |t: &&Span| self.training_day(who, t) == Some(day);
            let missed = who.rows.training.iter().filter(of_day).filter(|t| !holds(t));
            price += weight.charge_count(missed.count() as i32)?;
        }
        let unmet = |w: &&Wish| w.on && !span.is_some_and(|s| s.overlaps(&w.span));
        for wish in who.short.iter().filter(unmet) {
            price += Weight::of(rules.preferences.strength)?.charge(wish.share)?;
        }
        Some(price)
    }

    /// The day whose shift can hold a training: the one it begins on, or the day before where only
    /// a shift through midnight holds it.
    fn training_day(&self, who: &Wanted<'_>, training: &Span) -> Option<usize> {
        let begins = self.day_of(training.start)?;
        let holds = |day: usize| {
            self.starts(who.contract, day).is_ok_and(|all| {
                all.iter().any(|(_, t, start)| {
                    *start <= training.start && training.end <= *start + t.length
                })
            })
        };
        let before = begins.checked_sub(1).filter(|d| !holds(begins) && holds(*d));
        Some(before.unwrap_or(begins))
    }

    fn day_of(&self, at: Moment) -> Option<usize> {
        self.grid.slot_of(at).map(|slot| self.grid.day_of(slot))
    }

    /// One choice for every way of placing breaks that pay and laws can tell apart.
    fn variants(
        &mut self,
        who: &Wanted<'_>,
        (number, template, span): (usize, &ShiftTemplate, Span),
        price: i64,
        day: usize,
        all: &mut Vec<Choice>,
    ) {
        let mut windows: Vec<Vec<(i64, i64)>> =
            template.breaks.iter().map(|rule| self.alike(who, rule, span)).collect();
        if let Some(kept) = who.told.and_then(|t| t.frozen(day)) {
            keep_breaks(&mut windows, kept, self.grid.interval());
        }
        let mut chosen = vec![0; windows.len()];
        if windows.iter().any(Vec::is_empty) {
            return;
        }
        loop {
            let places: Vec<(i64, i64)> = windows.iter().zip(&chosen).map(|(w, &n)| w[n]).collect();
            if let Some(choice) = self.choice(who, (number, template, span), &places, price) {
                all.push(choice);
            }
            let Some(next) = (0..chosen.len()).find(|&b| chosen[b] + 1 < windows[b].len()) else {
                return;
            };
            chosen[next] += 1;
            chosen[..next].fill(0);
        }
    }

    /// Runs of places for a break between which paid time at night and on holidays does not change.
    fn alike(&self, who: &Wanted<'_>, rule: &BreakRule, span: Span) -> Vec<(i64, i64)> {
        let step = self.grid.interval().0;
        let (first, last) = ((rule.earliest.0 + step - 1) / step, rule.latest.0 / step);
        let last = last.min((span.length() - rule.length).0 / step);
        let mark = |place: i64| {
            let from = span.start + Minutes(place * step);
            self.mark(who, rule, Span::new(from, from + rule.length))
        };
        let mut runs: Vec<(i64, i64, [Minutes; 3])> = Vec::new();
        for place in first..=last {
            let mark = mark(place);
            match runs.last_mut() {
                Some(run) if run.2 == mark => run.1 = place,
                _ => runs.push((place, place, mark)),
            }
        }
        runs.into_iter().map(|(a, b, _)| (a, b)).collect()
    }

    /// What an unpaid break there takes off paid time in the night premium's window, in the rules'
    /// night and on holidays.
    fn mark(&self, who: &Wanted<'_>, rule: &BreakRule, span: Span) -> [Minutes; 3] {
        if rule.paid {
            return [Minutes::ZERO; 3];
        }
        let day = span.start.date(self.centre.zone);
        let stretch = Stretch { span, activity: Activity::Training };
        let shift = Shift { agent: AgentId::new(""), date: day, stretches: vec![stretch] };
        let zone = self.centre.zone;
        let premium = who
            .contract
            .night
            .map_or(Minutes::ZERO, |n| pay::paid_at_night(&shift, &n.window, zone));
        let night = match self.looks.nights || who.protected {
            true => pay::paid_at_night(&shift, &self.centre.rules.night, zone),
            false => Minutes::ZERO,
        };
        [premium, night, pay::paid_on_holidays(&shift, self.centre)]
    }

    /// The choice with its breaks in these runs of places; `None` where it may not be.
    fn choice(
        &mut self,
        who: &Wanted<'_>,
        (number, template, span): (usize, &ShiftTemplate, Span),
        places: &[(i64, i64)],
        price: i64,
    ) -> Option<Choice> {
        let shift = self.sample(template, span, places)?;
        let rules = &self.centre.rules;
        let night = pay::paid_at_night(&shift, &rules.night, self.centre.zone) >= Minutes(60);
        let mut cost = price + pay::shift_pay(&shift, who.contract, self.centre).total().0;
        if let Some(weight) = Weight::of(rules.protected.strength).filter(|_| who.protected) {
            cost += weight.charge_count(i32::from(night))?;
        }
        let step = self.grid.interval().0;
        let breaks: Vec<Window> = template
            .breaks
            .iter()
            .zip(places)
            .map(|(rule, &(from, to))| {
                let length = (rule.length.0 / step) as usize;
                let size = self.size(length, (to - from + 1) as usize);
                Window { from: from as usize, to: to as usize, length, size }
            })
            .collect();
        let stretch = Weight::of(rules.breaks.strength)
            .zip(rules.breaks.law.longest_stretch)
            .map(|(w, longest)| ((longest.0 / step) as usize, w.charge_count(1)));
        let slots = (span.length().0 / step) as usize;
        let free = is_free(&breaks, slots, stretch);
        let start = self.grid.signed_slot(span.start) as usize;
        let work = self.work(who, template, &shift, night);
        Some(Choice { start, span: slots, template: number, breaks, free, stretch, cost, work })
    }

    fn work(&self, who: &Wanted<'_>, template: &ShiftTemplate, shift: &Shift, night: bool) -> Work {
        let span = shift.span();
        let zone = self.centre.zone;
        let fairness = &self.centre.rules.fairness.law;
        let late = fairness.late_after.on(shift.date, zone).is_some_and(|late| span.end > late);
        let overtime = pay::overtime(template.paid(), &who.contract.daily_overtime);
        let wishes = who.long.iter().enumerate().filter(|(_, w)| w.span.overlaps(&span));
        Work {
            paid: if self.looks.paid { template.paid().0 as i32 } else { 0 },
            overtime: if self.looks.overtime { overtime.0 as i32 } else { 0 },
            night: self.looks.nights && night,
            late: self.looks.late && late,
            start: if self.looks.starts {
                i32::from(ClockTime::of(span.start.local(zone)).0)
            } else {
                0
            },
            wishes: wishes.map(|(bit, _)| 1_u32 << bit).sum(),
            changed: false,
        }
    }

    /// A shift with its breaks somewhere in these runs; `None` where they cannot follow each other.
    fn sample(&self, template: &ShiftTemplate, span: Span, places: &[(i64, i64)]) -> Option<Shift> {
        let step = self.grid.interval().0;
        let mut stretches = Vec::new();
        let mut at = span.start;
        for (rule, &(from, to)) in template.breaks.iter().zip(places) {
            let earliest = (at - span.start).0.div_euclid(step).max(from);
            if earliest > to {
                return None;
            }
            let begin = span.start + Minutes(earliest * step);
            if begin > at {
                stretches.push(Stretch { span: Span::new(at, begin), activity: Activity::Idle });
            }
            at = begin + rule.length;
            stretches.push(Stretch { span: Span::new(begin, at), activity: activity(rule) });
        }
        if at < span.end {
            stretches.push(Stretch { span: Span::new(at, span.end), activity: Activity::Idle });
        }
        let day = self.grid.slot_of(span.start).unwrap_or(Slot(0));
        let date = self.grid.date(self.grid.day_of(day));
        Some(Shift { agent: AgentId::new(""), date, stretches })
    }
}

/// What a break of this rule is on the roster.
pub(crate) fn activity(rule: &BreakRule) -> Activity {
    match rule.kind {
        BreakKind::Meal => Activity::Meal { paid: rule.paid },
        BreakKind::Rest => Activity::Break { paid: rule.paid },
    }
}

/// Whether each break can be placed without regard to the others.
pub(crate) fn is_free(
    breaks: &[Window],
    span: usize,
    stretch: Option<(usize, Option<i64>)>,
) -> bool {
    let longest = stretch.map_or(usize::MAX, |s| s.0);
    let (mut earliest_end, mut latest_end) = (0, 0);
    for window in breaks {
        if window.from < latest_end || window.to - earliest_end > longest {
            return false;
        }
        earliest_end = window.from + window.length;
        latest_end = window.to + window.length;
    }
    span - earliest_end <= longest
}

fn kinds(all: &[Choice]) -> Vec<(Work, std::ops::Range<usize>)> {
    let mut kinds: Vec<(Work, std::ops::Range<usize>)> = Vec::new();
    for (n, choice) in all.iter().enumerate() {
        match kinds.last_mut() {
            Some((work, range)) if *work == choice.work => range.end = n + 1,
            _ => kinds.push((choice.work, n..n + 1)),
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_far_apart_are_placed_one_by_one_and_others_in_a_chain() {
        let window = |from, to, length| Window { from, to, length, size: 0 };
        let day = [window(6, 10, 2), window(13, 15, 1)];
        assert!(is_free(&day, 18, None));
        assert!(is_free(&day, 18, Some((10, None))));
        assert!(!is_free(&day, 18, Some((9, None))), "the first stretch can be ten slots long");
        assert!(!is_free(&[window(6, 10, 2), window(11, 15, 1)], 18, None), "they can touch");
    }
}
