//! One possible shift of one person with everything the laws look at worked out once.

use crate::roster::reference::sets::Week;
use crate::roster::reference::sets::pay;
use chrono::{Days, NaiveDate};
use domain::{
    Activity, Agent, AvailabilityKind, BreakKind, BreakRule, ClockTime, ClockWindow, Contract,
    Grid, Minutes, Money, Shift, ShiftTemplate, Span, Stretch,
};

/// A possible shift.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    /// The shift; duty without a queue yet is `Idle`.
    pub(crate) shift: Shift,
    /// Its day number.
    pub(crate) day: usize,
    /// From arrival to departure.
    pub(crate) span: Span,
    /// The clock time at which it starts.
    pub(crate) clock: f64,
    /// Paid minutes.
    pub(crate) paid: f64,
    /// Whether a paid hour lies in the night window.
    pub(crate) night: bool,
    /// Whether it ends late by the law of fairness.
    pub(crate) late: bool,
    /// Its wage, night and holiday premiums.
    pub(crate) pay: Money,
    /// Slots on duty (serving or idle) with the share of the slot.
    pub(crate) duty: Vec<(usize, f64)>,
    /// Whether a template of the contract has its start and length.
    pub(crate) fits_contract: bool,
    /// Breaks missing, extra or misplaced, and overlong stretches.
    pub(crate) break_faults: f64,
    /// Whether it touches leave, an absence, or a time before hiring.
    pub(crate) absent: bool,
}

impl Shape {
    /// The facts of `shift`; `None` when its date lies outside the horizon.
    pub(crate) fn of(
        shift: Shift,
        week: &Week<'_>,
        agent: &Agent,
        contract: &Contract,
    ) -> Option<Self> {
        let day = week.grid.day_of_date(shift.date)?;
        let (span, zone, rules) = (shift.span(), week.centre.zone, &week.centre.rules);
        let clock = ClockTime::of(span.start.local(zone));
        let paid = minutes_of(&shift, Activity::is_paid);
        let nights = windows(&rules.night, shift.date, week);
        let midnight = shift.date.and_time(chrono::NaiveTime::MIN);
        let ends_after = (span.end.local(zone) - midnight).num_minutes();
        let whole = shift.date == span.start.date(zone)
            && shift.stretches.windows(2).all(|two| two[0].span.end == two[1].span.start);
        let fitting = fitting(week, contract, clock, span.length());
        Some(Self {
            day,
            span,
            clock: f64::from(clock.0),
            paid: paid as f64,
            night: paid_within(&shift, &nights) >= 60,
            late: ends_after > rules.fairness.law.late_after.minutes().0,
            pay: pay::alone(&shift, contract, week),
            duty: duty(&shift, week),
            fits_contract: whole && !fitting.is_empty(),
            break_faults: f64::from(break_faults(
                &shift,
                &fitting,
                rules.breaks.law.longest_stretch,
            )),
            absent: absent(&shift, week, agent),
            shift,
        })
    }

    /// Whether it holds the whole of `training` and nothing but training and rests in it.
    pub(crate) fn attends(&self, training: Span) -> bool {
        let holds = self.span.start <= training.start && training.end <= self.span.end;
        let mut inside = self.shift.stretches.iter().filter(|s| s.span.overlaps(&training));
        holds && inside.all(|s| s.activity.is_rest() || s.activity == Activity::Training)
    }

    /// The share of `slot` on duty.
    pub(crate) fn on_duty(&self, slot: usize) -> f64 {
        self.duty.iter().find(|(t, _)| *t == slot).map_or(0.0, |(_, share)| *share)
    }
}

/// Minutes of the activities that `counts` picks.
pub(crate) fn minutes_of(shift: &Shift, counts: impl Fn(&Activity) -> bool) -> i64 {
    shift.stretches.iter().filter(|s| counts(&s.activity)).map(|s| s.span.length().0).sum()
}

/// Paid minutes inside any of `spans`, which do not overlap.
pub(crate) fn paid_within(shift: &Shift, spans: &[Span]) -> i64 {
    let paid = shift.stretches.iter().filter(|s| s.activity.is_paid());
    paid.map(|s| spans.iter().map(|w| s.span.shared(w).0).sum::<i64>()).sum()
}

/// The daily `window` on the shift's date, the day before and the two days after.
pub(crate) fn windows(window: &ClockWindow, date: NaiveDate, week: &Week<'_>) -> Vec<Span> {
    let days = [date.checked_sub_days(Days::new(1)), Some(date)].into_iter();
    let after = (1..=2).map(|n| date.checked_add_days(Days::new(n)));
    days.chain(after).flatten().filter_map(|d| window.on(d, week.centre.zone)).collect()
}

/// The contract's templates with this start and length.
fn fitting<'a>(
    week: &Week<'a>,
    contract: &Contract,
    clock: ClockTime,
    length: Minutes,
) -> Vec<&'a ShiftTemplate> {
    let templates = contract.templates.iter().filter_map(|id| week.centre.template(id));
    templates.filter(|t| t.length == length && t.starts.iter().any(|c| c == clock)).collect()
}

/// Slots on duty with the share of each.
fn duty(shift: &Shift, week: &Week<'_>) -> Vec<(usize, f64)> {
    let duty = |s: &&Stretch| matches!(s.activity, Activity::Idle | Activity::Work(_));
    let stretches = shift.stretches.iter().filter(duty);
    let mut shares = Vec::new();
    for (slot, share) in stretches.flat_map(|s| shares_of(s.span, week.grid)) {
        match shares.last_mut() {
            Some((last, sum)) if *last == slot => *sum += share,
            _ => shares.push((slot, share)),
        }
    }
    shares
}

/// The slots `span` touches from the horizon's begin on, with the share of each it covers.
pub(crate) fn shares_of(span: Span, grid: &Grid) -> Vec<(usize, f64)> {
    let (begin, interval) = (grid.horizon().start, grid.interval().0);
    let (from, to) = ((span.start - begin).0.max(0), (span.end - begin).0.max(0));
    let first = from / interval;
    let slots = (first..).take_while(|s| s * interval < to);
    slots
        .map(|s| {
            let shared = to.min((s + 1) * interval) - from.max(s * interval);
            (s as usize, shared as f64 / interval as f64)
        })
        .collect()
}

/// Faults of the rests against the fitting template that they match best, and overlong stretches.
fn break_faults(shift: &Shift, fitting: &[&ShiftTemplate], longest: Option<Minutes>) -> u32 {
    let rests = rests(shift);
    let best = fitting.iter().map(|t| unmatched(shift.span(), &rests, &t.breaks)).min();
    let mut cuts: Vec<Span> = rests.iter().map(|s| s.span).collect();
    let span = shift.span();
    cuts.push(Span::new(span.end, span.end));
    let mut from = span.start;
    let mut overlong = 0;
    for cut in cuts {
        overlong += u32::from(longest.is_some_and(|l| cut.start - from > l));
        from = cut.end;
    }
    best.unwrap_or(0) + overlong
}

/// Rests and rules less the pairs that match in order, the longer list counting.
fn unmatched(span: Span, rests: &[Stretch], rules: &[BreakRule]) -> u32 {
    rests.len().max(rules.len()) as u32 - matched(span, rests, rules)
}

/// The most rests that match rules in order.
fn matched(span: Span, rests: &[Stretch], rules: &[BreakRule]) -> u32 {
    let (Some((rest, later)), Some((rule, following))) = (rests.split_first(), rules.split_first())
    else {
        return 0;
    };
    let here = u32::from(matches(span, rest, rule));
    let both = here + matched(span, later, following);
    both.max(matched(span, later, rules)).max(matched(span, rests, following))
}

/// The rests in order; two of one sort that touch are one.
fn rests(shift: &Shift) -> Vec<Stretch> {
    let mut rests: Vec<Stretch> = Vec::new();
    for rest in shift.stretches.iter().filter(|s| s.activity.is_rest()) {
        match rests.last_mut() {
            Some(last) if last.span.end == rest.span.start && last.activity == rest.activity => {
                last.span.end = rest.span.end;
            }
            _ => rests.push(rest.clone()),
        }
    }
    rests
}

fn matches(span: Span, rest: &Stretch, rule: &BreakRule) -> bool {
    let begin = rest.span.start - span.start;
    rest.activity == activity(rule)
        && rest.span.length() == rule.length
        && (rule.earliest..=rule.latest).contains(&begin)
}

/// What is done in a break of this rule.
pub(crate) const fn activity(rule: &BreakRule) -> Activity {
    match rule.kind {
        BreakKind::Meal => Activity::Meal { paid: rule.paid },
        BreakKind::Rest => Activity::Break { paid: rule.paid },
    }
}

/// Whether the shift touches a time its agent cannot work.
fn absent(shift: &Shift, week: &Week<'_>, agent: &Agent) -> bool {
    let span = shift.span();
    let mut barred = week.availability(agent, |kind| kind == AvailabilityKind::NoStart);
    let mut rows = week.availability(agent, |kind| {
        matches!(kind, AvailabilityKind::Leave | AvailabilityKind::Unavailable)
    });
    let early = agent.hire_date.is_some_and(|hired| shift.date < hired);
    early
        || barred.any(|row| row.span.contains(span.start))
        || rows.any(|row| row.span.overlaps(&span))
}
