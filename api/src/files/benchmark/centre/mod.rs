//! The generated contact-centre weeks: JSON with pools, contracts, people and the requirement.
//!
//! ```text
//! instance                        noun
//! pool                            skills of an agent
//! contract × window of the day    contract with one template per shift type
//! type: paid, H, cost             wage, daily overtime tier, week_paid_min and _max
//! avail null                      a day on which no shift begins
//! hist                            as many one-interval shifts on the days before Monday
//! earliest0                       no shift begins on Monday before it
//! slots after Sunday midnight     the week repeats: they cover its beginning
//! under: frac, cost               shortage: light share, light and heavy price
//! ```
//! One unit of the instance's cost is one major unit of money (100 minor units). Laws that the
//! nouns cannot say are refused by name ([`CentreError::NoCounterpart`]), never bent.

mod contracts;
mod error;
mod json;
mod people;
mod solution;

pub use error::CentreError;

use chrono::{NaiveDate, Weekday};
use contracts::Work;
use domain::laws::{
    Breaks, ConsecutiveDaysMax, DailyRest, Rule, Rules, Strength, WeeklyHours, WorkingDays,
};
use domain::{
    Agents, Calendar, Centre, Channel, Currency, Grid, Minutes, Money, OpeningHours, Queue,
    QueueId, QueueRequirement, Requirement, Share, Shift, Shortage,
};
use json::Node;
use std::collections::BTreeMap;

/// A week to plan as nouns, with what is needed to write its solution.
#[derive(Debug, Clone)]
pub struct CentreInstance {
    /// The centre.
    pub centre: Centre,
    /// The people needed.
    pub requirement: Requirement,
    /// Shifts that stand for the days worked before Monday.
    pub previous: Vec<Shift>,
    /// The shift types of each contract of the file, by name.
    works: BTreeMap<String, Work>,
    /// Everybody in the file's order: the contract's name, and whether they have to be used.
    people: Vec<(String, bool)>,
}

/// What holds for the whole week.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// Days of the week.
    days: usize,
    /// Slots per day.
    slots: usize,
    /// The length of a slot.
    step: Minutes,
}

/// A Monday: every week begins on it.
const MONDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 1, 5);

/// Reads an instance from its JSON text.
///
/// # Errors
/// [`CentreError`] when it is no JSON, when a value is missing or not of its kind, or when it asks
/// for something the nouns cannot say.
pub fn read(text: &str) -> Result<CentreInstance, CentreError> {
    let document = json::parse(text)?;
    let root = Node::root(&document);
    let frame = Frame::of(&root)?;
    let monday = MONDAY.ok_or_else(|| CentreError::kind("days", "a week"))?;
    let grid = Grid::new(chrono_tz::UTC, monday, frame.days, frame.step)
        .map_err(|e| CentreError::kind("days", &e.to_string()))?
        .repeating();
    let mut works = BTreeMap::new();
    for (name, node) in root.get("contracts")?.entries()? {
        works.insert(name.clone(), Work::read(&node, frame)?);
    }
    let (queues, needs) = queues(&root, &grid)?;
    let group = people::read(&root, &works, &queues, frame, &grid)?;
    let centre = Centre {
        name: root.get("name")?.text()?,
        zone: chrono_tz::UTC,
        currency: Currency::CNY,
        interval: frame.step,
        week_start: Weekday::Mon,
        queues,
        contracts: group.contracts,
        templates: group.templates,
        agents: group.agents,
        availability: group.availability,
        rules: rules(&root, frame)?,
        calendar: Calendar::default(),
        statutory_holidays: Vec::new(),
    };
    Ok(CentreInstance {
        centre,
        requirement: Requirement { grid, queues: needs },
        previous: group.previous,
        works,
        people: group.people,
    })
}

impl Frame {
    fn of(root: &Node<'_>) -> Result<Self, CentreError> {
        let (days, slots) = (root.get("days")?, root.get("S")?);
        let (n, per_day) = (days.whole()?, slots.whole()?);
        if per_day < 1 || 1440 % per_day != 0 {
            return Err(slots.wrong("a number of slots that divides a day"));
        }
        if n != 7 {
            return Err(days.foreign("a horizon other than one week"));
        }
        Ok(Self { days: n as usize, slots: per_day as usize, step: Minutes(1440 / per_day) })
    }
    /// So many slots as time.
    fn time(self, slots: i64) -> Minutes {
        Minutes(slots * self.step.0)
    }
}

/// The laws of an instance; every other law is off.
fn rules(root: &Node<'_>, frame: Frame) -> Result<Rules, CentreError> {
    let rest = frame.time(root.get("rest")?.whole()?);
    let max = root.get("max_consec")?.whole()? as u32;
    let mut rules = Rules::plain();
    rules.breaks = Rule::hard(Breaks { longest_stretch: None });
    rules.daily_rest = Rule::hard(DailyRest { rest });
    rules.weekly_hours = Rule::hard(WeeklyHours);
    rules.working_days = Rule::hard(WorkingDays);
    rules.consecutive_days_max = Rule::hard(ConsecutiveDaysMax { max });
    for strength in [
        &mut rules.opening_hours.strength,
        &mut rules.daily_hours.strength,
        &mut rules.weekly_rest.strength,
        &mut rules.protected.strength,
        &mut rules.preferences.strength,
    ] {
        *strength = Strength::Off;
    }
    Ok(rules)
}

fn queues(
    root: &Node<'_>,
    grid: &Grid,
) -> Result<(Vec<Queue>, Vec<QueueRequirement>), CentreError> {
    let shortage = shortage(&root.get("under")?, grid)?;
    let (mut queues, mut needs) = (Vec::new(), Vec::new());
    for node in root.get("queues")?.list()? {
        let name = node.get("name")?.text()?;
        let required = node.get("req")?;
        let agents: Vec<Agents> = required
            .list()?
            .iter()
            .map(|n| n.whole().map(|need| Agents(need as u32)))
            .collect::<Result<_, _>>()?;
        if agents.len() != grid.len() {
            return Err(required.wrong(&format!("{} numbers", grid.len())));
        }
        let queue = QueueId::new(&name);
        needs.push(QueueRequirement {
            queue: queue.clone(),
            seated: agents.clone(),
            load: vec![domain::Erlangs(0.0); agents.len()],
            binding: vec![None; agents.len()],
            agents,
            curves: Vec::new(),
            pooled: Vec::new(),
            deferrable: None,
        });
        queues.push(Queue {
            id: queue,
            name,
            channel: Channel::Phone,
            hours: OpeningHours::always(),
            targets: Vec::new(),
            patience: None,
            shrinkage: Share::NONE,
            max_occupancy: None,
            shortage,
        });
    }
    Ok((queues, needs))
}

/// `[{frac, cost}, {frac: null, cost}]`: the price of an agent missing in one slot, in two tiers.
fn shortage(under: &Node<'_>, grid: &Grid) -> Result<Shortage, CentreError> {
    let tiers = under.list()?;
    let [light, heavy] = tiers.as_slice() else {
        return Err(under.foreign("other than two prices of missing people"));
    };
    let hourly = |tier: &Node<'_>| -> Result<Money, CentreError> {
        let minor = tier.get("cost")?.number()? * 100.0 * 60.0 / grid.interval().0 as f64;
        json::whole_amount(minor).ok_or_else(|| tier.foreign("a price finer than a cent an hour"))
    };
    let frac = light.get("frac")?;
    let light_share =
        Share::new(frac.number()?).ok_or_else(|| frac.wrong("a share from 0 to 1"))?;
    if !heavy.get("frac")?.is_null() {
        return Err(heavy.foreign("a limit on the second price"));
    }
    Ok(Shortage { light: hourly(light)?, light_share, heavy: hourly(heavy)? })
}
