//! Shifts as numbers: what each costs, how much of each slot it is at work.

use domain::pay::{overtime, shift_pay};
use domain::{
    Activity, AgentId, BreakKind, Centre, ClockTime, Contract, Grid, Minutes, Moment, Shift,
    ShiftTemplate, Span, Stretch,
};

/// One shift one may work on a day.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Slot and share of the slot at work, in slots of the horizon.
    pub(super) present: Vec<(usize, f64)>,
    /// Pay in minor units, weekly overtime left out.
    pub(super) cost: f64,
    /// Paid hours.
    pub(super) paid: f64,
    /// Paid hours that are not daily overtime.
    pub(super) plain: f64,
}

/// Every shift of `contract` on day number `day`.
pub(super) fn shapes(centre: &Centre, contract: &Contract, grid: &Grid, day: usize) -> Vec<Shape> {
    let mut all = Vec::new();
    for id in &contract.templates {
        let Some(template) = centre.template(id) else { continue };
        for clock in template.starts.iter() {
            all.extend(shape(centre, contract, template, grid, day, clock));
        }
    }
    all
}

fn shape(
    centre: &Centre,
    contract: &Contract,
    template: &ShiftTemplate,
    grid: &Grid,
    day: usize,
    clock: ClockTime,
) -> Option<Shape> {
    let start = clock.on(grid.date(day), grid.zone())?;
    let shift = written(template, grid, day, start);
    let paid = shift.paid();
    let over = overtime(paid, &contract.daily_overtime);
    Some(Shape {
        present: present(template, grid, start),
        cost: shift_pay(&shift, contract, centre).total().0 as f64,
        paid: paid.as_hours(),
        plain: (paid - over).as_hours(),
    })
}

/// The shift with its breaks in the middle of their windows.
fn written(template: &ShiftTemplate, grid: &Grid, day: usize, start: Moment) -> Shift {
    let mut stretches = Vec::new();
    let (mut from, end) = (start, start + template.length);
    for rest in &template.breaks {
        let middle = Minutes((rest.earliest.0 + rest.latest.0) / 2);
        let begin = (start + middle).max(from);
        let paid = rest.paid;
        let activity = match rest.kind {
            BreakKind::Meal => Activity::Meal { paid },
            BreakKind::Rest => Activity::Break { paid },
        };
        if from < begin {
            stretches.push(Stretch { span: Span::new(from, begin), activity: Activity::Idle });
        }
        from = begin + rest.length;
        stretches.push(Stretch { span: Span::new(begin, from), activity });
    }
    if from < end {
        stretches.push(Stretch { span: Span::new(from, end), activity: Activity::Idle });
    }
    Shift { agent: AgentId::new(""), date: grid.date(day), stretches }
}

/// The share of each slot that the shift is at work, breaks spread evenly over their windows.
fn present(template: &ShiftTemplate, grid: &Grid, start: Moment) -> Vec<(usize, f64)> {
    let step = grid.interval();
    let slots = (template.length.0 + step.0 - 1) / step.0;
    let within = |n: i64| {
        let from = start + Minutes(n * step.0);
        let whole = Span::new(from, (from + step).min(start + template.length));
        let places = |earliest: i64, latest: i64| (earliest..=latest).step_by(step.0 as usize);
        let away: f64 = template
            .breaks
            .iter()
            .map(|rest| {
                let (first, last) = (rest.earliest.0, rest.latest.0);
                let shared = |at: i64| {
                    let begin = start + Minutes(at);
                    whole.shared(&Span::new(begin, begin + rest.length)).0 as f64
                };
                let sum: f64 = places(first, last).map(shared).sum();
                sum / places(first, last).count().max(1) as f64
            })
            .sum();
        let share = (whole.length().0 as f64 - away) / step.0 as f64;
        (grid.slot_of(from), share)
    };
    let all = (0..slots).map(within);
    all.filter_map(|(slot, share)| Some((slot?.0, share))).filter(|(_, s)| *s > 1e-9).collect()
}
