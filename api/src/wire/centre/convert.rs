//! A centre's nouns to their wire types.

use super::{
    Agent, AvailabilityRow, Break, Centre, Contract, Event, Night, OvertimeTier, Queue,
    ShiftTemplate, Shortage, Skill, Starts, Target,
};
use crate::files::words;
use crate::wire::grid::told;
use crate::wire::major;
use crate::wire::requirement::target as target_word;
use chrono_tz::Tz;
use domain::{Channel, TargetKind};

impl From<&domain::Centre> for Centre {
    fn from(centre: &domain::Centre) -> Self {
        let row = |row| availability(row, centre.zone);
        Self {
            name: centre.name.clone(),
            timezone: centre.zone.name().to_owned(),
            currency: centre.currency.to_string(),
            interval_minutes: centre.interval.0,
            week_start: words::weekday(centre.week_start),
            queues: centre.queues.iter().map(queue).collect(),
            contracts: centre.contracts.iter().map(contract).collect(),
            shift_templates: centre.templates.iter().map(template).collect(),
            agents: centre.agents.iter().map(agent).collect(),
            availability: centre.availability.iter().map(row).collect(),
            rules: (&centre.rules).into(),
            calendar: centre.calendar.events.iter().map(event).collect(),
            statutory_holidays: centre.statutory_holidays.iter().map(ToString::to_string).collect(),
        }
    }
}

fn queue(queue: &domain::Queue) -> Queue {
    let (channel, chat) = match &queue.channel {
        Channel::Phone => ("phone", None),
        Channel::Ticket => ("ticket", None),
        Channel::Chat { concurrency, speed, measured_at } => {
            ("chat", Some((*concurrency, speed.clone(), *measured_at)))
        }
    };
    let clock = |windows: &Vec<domain::ClockWindow>| {
        windows.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    Queue {
        id: queue.id.to_string(),
        name: queue.name.clone(),
        channel,
        concurrency: chat.as_ref().map(|c| c.0),
        measured_at: chat.as_ref().map(|c| c.2),
        speed: chat.map(|c| c.1),
        hours: queue.hours.windows.each_ref().map(clock),
        targets: queue.targets.iter().map(Target::from).collect(),
        patience_seconds: queue.patience.map(|p| p.0),
        shrinkage: queue.shrinkage.get(),
        max_occupancy: queue.max_occupancy.map(domain::Share::get),
        shortage: Shortage {
            light: major(queue.shortage.light),
            light_share: queue.shortage.light_share.get(),
            heavy: major(queue.shortage.heavy),
        },
    }
}

impl From<&domain::Target> for Target {
    fn from(target: &domain::Target) -> Self {
        let (share, within_seconds) = match target.kind {
            TargetKind::ServiceLevel { share, within } => (Some(share.get()), Some(within.0)),
            TargetKind::MeanWait(wait) => (None, Some(wait.0)),
            TargetKind::Abandonment(share) | TargetKind::Occupancy(share) => {
                (Some(share.get()), None)
            }
            TargetKind::Deadline { share, within } => {
                (Some(share.get()), Some(within.as_seconds().0))
            }
        };
        Target {
            kind: target_word(&target.kind),
            share,
            within_seconds,
            period: words::period(target.period),
        }
    }
}

fn contract(contract: &domain::Contract) -> Contract {
    let tier = |tier: &domain::OvertimeTier| OvertimeTier {
        above_hours: tier.above.as_hours(),
        multiplier: tier.multiplier,
    };
    Contract {
        id: contract.id.to_string(),
        name: contract.name.clone(),
        week_hours_min: contract.week_paid_min.as_hours(),
        week_hours_max: contract.week_paid_max.as_hours(),
        week_days_min: contract.week_days_min,
        week_days_max: contract.week_days_max,
        templates: contract.templates.iter().map(ToString::to_string).collect(),
        wage: major(contract.wage),
        guaranteed_hours: contract.guaranteed.as_hours(),
        daily_overtime: contract.daily_overtime.iter().map(tier).collect(),
        weekly_overtime: contract.weekly_overtime.iter().map(tier).collect(),
        night: contract
            .night
            .map(|night| Night { window: night.window.to_string(), extra: night.extra }),
        holiday_multiplier: contract.holiday_multiplier,
    }
}

fn template(template: &domain::ShiftTemplate) -> ShiftTemplate {
    let one = |rule: &domain::BreakRule| Break {
        kind: words::break_kind(rule.kind),
        minutes: rule.length.0,
        earliest_hours: rule.earliest.as_hours(),
        latest_hours: rule.latest.as_hours(),
        paid: rule.paid,
    };
    ShiftTemplate {
        id: template.id.to_string(),
        starts: Starts {
            from: template.starts.from.to_string(),
            to: template.starts.to.to_string(),
            step_minutes: template.starts.step.0,
        },
        length_hours: template.length.as_hours(),
        breaks: template.breaks.iter().map(one).collect(),
    }
}

fn agent(agent: &domain::Agent) -> Agent {
    let skill = |(queue, efficiency): &(domain::QueueId, f64)| Skill {
        queue: queue.to_string(),
        efficiency: *efficiency,
    };
    Agent {
        id: agent.id.to_string(),
        name: agent.name.clone(),
        team: agent.team.to_string(),
        contract: agent.contract.to_string(),
        skills: agent.skills.iter().map(skill).collect(),
        hire_date: agent.hire_date.map(|d| d.to_string()),
        external_id: agent.external_id.clone(),
        seniority: agent.seniority.map(words::seniority),
        protected: agent.protected,
        overtime_to_date_hours: agent.overtime_to_date.as_hours(),
        period_to_date_hours: agent.period_to_date.as_hours(),
    }
}

fn availability(row: &domain::Availability, zone: Tz) -> AvailabilityRow {
    let weight = match row.kind {
        domain::AvailabilityKind::PreferOn(w) | domain::AvailabilityKind::PreferOff(w) => {
            Some(w.get())
        }
        _ => None,
    };
    AvailabilityRow {
        agent: row.agent.to_string(),
        start: told(row.span.start.local(zone)),
        end: told(row.span.end.local(zone)),
        kind: words::availability(row.kind),
        weight,
    }
}

fn event(event: &domain::Event) -> Event {
    let words = words::event(event);
    Event {
        start: told(event.start),
        end: told(event.end),
        name: event.name.clone(),
        class: event.class.clone(),
        kind: words.kind,
        phase: words.phase,
        queue: event.queue.as_ref().map(ToString::to_string),
        effect: words.effect,
        value: words.value,
        intensity: event.intensity,
        confidence: words.confidence,
    }
}
