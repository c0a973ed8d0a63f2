//! Last week's roster of a sample: plain, lawful, and enough to carry rest and runs of days over.

use chrono::{Days, NaiveDate};
use domain::{Activity, Agent, BreakKind, Centre, ClockTime, Shift, ShiftTemplate, Span, Stretch};

/// How a kind of agent worked last week.
pub(crate) struct Habit<'a> {
    /// The shift they had.
    pub(crate) template: &'a str,
    /// On which weekdays, counted from the week's first day.
    pub(crate) days: &'a [u64],
    /// When it began.
    pub(crate) start: ClockTime,
}

/// The week from `monday` on, each agent with their habit, breaks as early as their template
/// allows, always on their first skill.
pub(crate) fn week<'a>(
    centre: &Centre,
    monday: NaiveDate,
    habit: impl Fn(usize, &Agent) -> Habit<'a>,
) -> Vec<Shift> {
    let mut all = Vec::new();
    for (i, agent) in centre.agents.iter().enumerate() {
        let habit = habit(i, agent);
        let Some(template) = centre.template(&habit.template.into()) else { continue };
        let dates = habit.days.iter().map(|d| monday + Days::new(*d));
        all.extend(dates.filter_map(|date| shift(centre, agent, template, date, habit.start)));
    }
    all
}

fn shift(
    centre: &Centre,
    agent: &Agent,
    template: &ShiftTemplate,
    date: NaiveDate,
    start: ClockTime,
) -> Option<Shift> {
    let begin = start.on(date, centre.zone)?;
    let (queue, _) = agent.skills.first()?;
    let mut stretches = Vec::new();
    let mut now = begin;
    for rest in &template.breaks {
        let from = begin + rest.earliest;
        let activity = match rest.kind {
            BreakKind::Meal => Activity::Meal { paid: rest.paid },
            BreakKind::Rest => Activity::Break { paid: rest.paid },
        };
        let work = Stretch { span: Span::new(now, from), activity: Activity::Work(queue.clone()) };
        now = from + rest.length;
        stretches.extend([work, Stretch { span: Span::new(from, now), activity }]);
    }
    let end = begin + template.length;
    let last = Stretch { span: Span::new(now, end), activity: Activity::Work(queue.clone()) };
    stretches.push(last);
    Some(Shift { agent: agent.id.clone(), date, stretches })
}
