//! People by kind: the same queues and the same contract.

use domain::{
    Agent, AvailabilityKind, Centre, Contract, Grid, LeaveDays, Minutes, Span, WeekTerms,
};

/// People alike in what they serve and in their contract.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    /// Their contract.
    pub(super) contract: &'a Contract,
    /// Queue numbers with the mean speed on each.
    pub(super) skills: Vec<(usize, f64)>,
    /// How many people.
    pub(super) people: f64,
    /// How many can come on each day.
    pub(super) there: Vec<f64>,
    /// Paid hours of their longest shift.
    pub(super) longest: f64,
    /// What their contracts ask in each week, summed up.
    pub(super) weeks: Vec<Week>,
}

/// One week of a group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Week {
    /// Fewest and most days.
    pub(super) days: (f64, f64),
    /// Least and most paid hours.
    pub(super) paid: (f64, f64),
    /// Paid hours owed.
    pub(super) owed: f64,
    /// People, to whom overtime thresholds refer.
    pub(super) people: f64,
}

/// Every group of the centre.
pub(super) fn groups<'a>(centre: &'a Centre, grid: &Grid) -> Vec<Group<'a>> {
    let leave = LeaveDays::of(centre, grid);
    let mut known: Vec<(Vec<usize>, &'a Contract, Vec<&'a Agent>)> = Vec::new();
    for agent in &centre.agents {
        let Some(contract) = centre.contract(&agent.contract) else { continue };
        let number = |id| centre.queues.iter().position(|q| &q.id == id);
        let mut queues: Vec<usize> = agent.skills.iter().filter_map(|(q, _)| number(q)).collect();
        queues.sort_unstable();
        match known.iter_mut().find(|k| k.0 == queues && k.1.id == contract.id) {
            Some(group) => group.2.push(agent),
            None => known.push((queues, contract, vec![agent])),
        }
    }
    let group = |(queues, contract, agents): (Vec<usize>, &'a Contract, Vec<&'a Agent>)| {
        let speed = |q: &usize| {
            let id = &centre.queues[*q].id;
            agents.iter().filter_map(|a| a.efficiency(id)).sum::<f64>() / agents.len() as f64
        };
        let can = |agent: &Agent, day: usize| f64::from(u8::from(comes(centre, agent, grid, day)));
        let there = |day| agents.iter().map(|a| can(a, day)).sum();
        Group {
            contract,
            skills: queues.iter().map(|q| (*q, speed(q))).collect(),
            people: agents.len() as f64,
            there: (0..grid.days()).map(there).collect(),
            longest: longest(centre, contract),
            weeks: weeks(contract, &agents, grid, &leave),
        }
    };
    known.into_iter().map(group).collect()
}

fn longest(centre: &Centre, contract: &Contract) -> f64 {
    let templates = contract.templates.iter().filter_map(|id| centre.template(id));
    templates.map(|t| t.paid().as_hours()).fold(0.0, f64::max)
}

fn weeks(contract: &Contract, agents: &[&Agent], grid: &Grid, leave: &LeaveDays) -> Vec<Week> {
    let of = |first: usize| {
        let days = first..(first + 7).min(grid.days());
        let mut week = Week::default();
        for agent in agents {
            let terms = contract.terms(leave.count(&agent.id, days.clone()));
            let whole = days.len() == 7;
            week.add(&terms, whole);
        }
        week
    };
    (0..grid.days()).step_by(7).map(of).collect()
}

impl Week {
    fn add(&mut self, terms: &WeekTerms, whole: bool) {
        self.days.1 += f64::from(terms.days_max);
        self.paid.1 += terms.paid_max.as_hours();
        self.people += 1.0;
        if whole {
            self.days.0 += f64::from(terms.days_min);
            self.paid.0 += terms.paid_min.as_hours();
            self.owed += terms.guaranteed.as_hours();
        }
    }
}

/// Whether somebody can come on a day: hired, and not away for most of it.
fn comes(centre: &Centre, agent: &Agent, grid: &Grid, day: usize) -> bool {
    use AvailabilityKind::{Leave, Training, Unavailable};
    let hired = agent.hire_date.is_none_or(|first| first <= grid.date(day));
    let span = grid.day_span(day);
    let away = |kind| matches!(kind, Leave | Unavailable | Training);
    let rows = centre.availability.iter().filter(|r| r.agent == agent.id && away(r.kind));
    let lost: Minutes = rows.map(|r| span.shared(&Span::new(r.span.start, r.span.end))).sum();
    hired && lost < Minutes::hours(12)
}
