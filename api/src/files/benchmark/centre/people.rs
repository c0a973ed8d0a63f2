//! The people of the file: skills, windows, leave, and what they did before Monday.

use super::contracts::{Window, Work};
use super::json::Node;
use super::{CentreError, Frame};
use chrono::Days;
use domain::{
    Activity, Agent, AgentId, Availability, AvailabilityKind, Contract, Grid, Minutes, Queue,
    QueueId, Shift, ShiftTemplate, Slot, Span, Stretch, TeamId,
};
use std::collections::BTreeMap;

/// The people with what belongs to them.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) agents: Vec<Agent>,
    pub(super) availability: Vec<Availability>,
    pub(super) previous: Vec<Shift>,
    pub(super) contracts: Vec<Contract>,
    pub(super) templates: Vec<ShiftTemplate>,
    pub(super) people: Vec<(String, bool)>,
}

/// Reads everybody.
pub(super) fn read(
    root: &Node<'_>,
    works: &BTreeMap<String, Work>,
    queues: &[Queue],
    frame: Frame,
    grid: &Grid,
) -> Result<Group, CentreError> {
    let pools: Vec<Vec<(QueueId, f64)>> =
        root.get("pools")?.list()?.iter().map(|n| skills(n, queues)).collect::<Result<_, _>>()?;
    let mut group = Group::default();
    for node in root.get("agents")?.list()? {
        let kind = node.get("contract")?;
        let name = kind.text()?;
        let work = works.get(&name).ok_or_else(|| kind.wrong("a contract of the file"))?;
        let pool = node.get("pool")?;
        let skills = pools.get(pool.whole()? as usize);
        let id = AgentId::new(node.get("id")?.text()?);
        let window = group.rows(&node, &id, frame, grid)?;
        let contract = group.contract(&name, work, window, frame);
        group.agents.push(Agent {
            name: id.to_string(),
            id,
            team: TeamId::new("all"),
            contract,
            skills: skills.ok_or_else(|| pool.wrong("a pool of the file"))?.clone(),
            hire_date: None,
            external_id: None,
            seniority: None,
            protected: false,
            overtime_to_date: Minutes::ZERO,
            period_to_date: Minutes::ZERO,
        });
        group.people.push((name, work.must));
    }
    Ok(group)
}

fn skills(node: &Node<'_>, queues: &[Queue]) -> Result<Vec<(QueueId, f64)>, CentreError> {
    let (numbers, speeds) = (node.get("skills")?.list()?, node.get("eff")?.list()?);
    if numbers.len() != speeds.len() {
        return Err(node.wrong("a pool with one efficiency per skill"));
    }
    let skill = |(number, speed): (&Node<'_>, &Node<'_>)| {
        let queue = queues.get(number.whole()? as usize);
        let queue = queue.ok_or_else(|| number.wrong("the number of a queue"))?;
        Ok((queue.id.clone(), speed.number()?))
    };
    numbers.iter().zip(&speeds).map(skill).collect()
}

impl Group {
    /// The contract for this window, made once.
    fn contract(
        &mut self,
        name: &str,
        work: &Work,
        window: Window,
        frame: Frame,
    ) -> domain::ContractId {
        let (contract, templates) = work.noun(name, window, frame);
        let id = contract.id.clone();
        if !self.contracts.iter().any(|c| c.id == id) {
            self.contracts.push(contract);
            self.templates.extend(templates);
        }
        id
    }

    /// Leave, the rest after Sunday, days worked before Monday; the window of every other day.
    fn rows(
        &mut self,
        node: &Node<'_>,
        id: &AgentId,
        frame: Frame,
        grid: &Grid,
    ) -> Result<Window, CentreError> {
        let avail = node.get("avail")?;
        let mut window: Option<Window> = None;
        let days = avail.list()?;
        if days.len() != frame.days {
            return Err(avail.wrong("one window per day"));
        }
        for (day, of_day) in days.iter().enumerate() {
            if of_day.is_null() {
                self.row(id, grid.day_span(day), AvailabilityKind::NoStart);
                continue;
            }
            let [from, to] = of_day.wholes()?;
            if window.is_some_and(|w| w != (from, to)) {
                return Err(avail.foreign("a window that changes from day to day"));
            }
            window = Some((from, to));
        }
        let begin = grid.start(Slot(0));
        let earliest = node.get("earliest0")?.whole()?;
        if earliest > 0 {
            let rest = Span::new(begin, begin + frame.time(earliest));
            self.row(id, rest, AvailabilityKind::NoStart);
        }
        for back in 1..=node.get("hist")?.whole()? {
            let nine = begin - Minutes::hours(24 * back - 9);
            let span = Span::new(nine, nine + frame.step);
            let stretches = vec![Stretch { span, activity: Activity::Idle }];
            let date = grid.first_day() - Days::new(back as u64);
            self.previous.push(Shift { agent: id.clone(), date, stretches });
        }
        Ok(window.unwrap_or((0, frame.slots as i64)))
    }

    fn row(&mut self, id: &AgentId, span: Span, kind: AvailabilityKind) {
        self.availability.push(Availability { agent: id.clone(), span, kind });
    }
}
