//! Why a roster is not cheaper, and what its half-hours, laws and people are worth.

use crate::cli::text::{Style, Table, count, day, decimal, moment, money};
use domain::{Agent, AgentId, Centre, Grid, Money, Period, Slot, TargetKind};
use solver::roster::{Explained, PersonPrice, PromisePrice, Slack, SlotSlack};
use std::io::{self, Write};

const WORDS: &str = "\
the bound's prices: what a standard agent is worth for one interval at the best bound proved. One
person more needed then raises the bound by at least the price, one fewer lowers it by at most the
price. Slack of a week: how much cheaper that person's best lawful week would be at these prices.
All slack adds up to cost less bound; how much of it a better roster could save is not known.";

/// A roster explained, as it is told.
pub(super) struct Prices<'a> {
    pub(super) centre: &'a Centre,
    pub(super) grid: &'a Grid,
    pub(super) explained: &'a Explained,
    pub(super) top: usize,
}

impl Prices<'_> {
    pub(super) fn print(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        self.split(style, out)?;
        self.weeks(style, out)?;
        self.slots(style, out)?;
        self.dearest(style, out)?;
        self.promises(style, out)?;
        self.laws(style, out)?;
        self.one_more(style, out)?;
        writeln!(out, "{}", style.faint(WORDS))
    }

    /// Cost less bound, and what it is made of.
    fn split(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let why = &self.explained.why;
        let mut table = Table::new(&["Why it is not cheaper", self.centre.currency.code()]);
        let people = count(why.people.iter().filter(|p| p.slack > Money::ZERO).count() as f64);
        let slots = count(why.slots.len() as f64);
        let lines = [
            ("  cost".to_owned(), why.cost),
            ("  no lawful roster costs less than".to_owned(), why.bound),
            ("  between them".to_owned(), why.cost - why.bound),
            (format!("    in the weeks of {people} people"), why.of_people()),
            (format!("    in {slots} intervals"), why.of_slots()),
            ("    rounding of the proof".to_owned(), why.rounding),
        ];
        for (name, amount) in lines {
            table.row([name, money(amount)]);
        }
        table.print(style, out)?;
        if !self.explained.settled {
            writeln!(out, "  the proof was cut short: more time gives better prices")?;
        }
        writeln!(out)
    }

    fn weeks(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut all: Vec<&PersonPrice> = self.explained.why.people.iter().collect();
        all.retain(|p| p.slack > Money::ZERO);
        all.sort_by_key(|p| std::cmp::Reverse(p.slack));
        writeln!(out, "{}", style.bold("Weeks that could be cheaper at the bound's prices"))?;
        for person in all.iter().take(self.top) {
            let saves = money(person.slack);
            writeln!(out, "  {}'s week could be {saves} cheaper", self.name(&person.agent))?;
        }
        super::more(all.len(), self.top, out)
    }

    fn name(&self, id: &AgentId) -> String {
        self.centre.agent(id).map_or_else(|| id.to_string(), |a| format!("{} ({id})", a.name))
    }

    fn slots(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut all: Vec<&SlotSlack> = self.explained.why.slots.iter().collect();
        all.sort_by_key(|s| (std::cmp::Reverse(s.worth), s.slot));
        writeln!(out, "{}", style.bold("Intervals that are not as the prices would have them"))?;
        for slot in all.iter().take(self.top) {
            writeln!(out, "  {}", self.told(slot))?;
        }
        super::more(all.len(), self.top, out)
    }

    /// `After-sales, Wed 12 Nov 20:30: 0.4 of an agent too many: 12.10`.
    fn told(&self, slack: &SlotSlack) -> String {
        let queue = slack.queue.as_ref().and_then(|id| self.centre.queue(id));
        let queue = queue.map_or("Seats", |q| &q.name);
        let when = slack.slot.map_or("all days".to_owned(), |slot| moment(self.grid, slot));
        let agents = people(slack.agents.abs());
        let what = match slack.kind {
            Slack::Missing => format!("{agents} too few"),
            Slack::Spare => format!("{agents} too many"),
            Slack::Elsewhere => format!("{agents} elsewhere or idle who would be worth more here"),
            Slack::Heads => format!("{agents} beside the floor"),
            Slack::Seats if slack.agents >= 0.0 => format!("{agents} could still sit down"),
            Slack::Seats => format!("{agents} without a seat"),
            Slack::Promise => "the target per day or week that begins then, at its edge".to_owned(),
            Slack::Tickets => "capacity for tickets beyond its worth, or late tickets".to_owned(),
        };
        format!("{queue}, {when}: {what}: {}", money(slack.worth))
    }

    fn dearest(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let prices = &self.explained.why.prices;
        let mut all: Vec<(Money, usize, usize)> = Vec::new();
        for (queue, row) in prices.agent.iter().enumerate() {
            let priced = row.iter().enumerate().filter(|(_, price)| **price > Money::ZERO);
            all.extend(priced.map(|(slot, price)| (*price, slot, queue)));
        }
        all.sort_by_key(|(price, slot, queue)| (std::cmp::Reverse(*price), *slot, *queue));
        let minutes = self.grid.interval().0;
        let head = format!("Prices of intervals of {minutes} minutes, one standard agent");
        writeln!(out, "{}", style.bold(&head))?;
        for (price, slot, queue) in all.iter().take(self.top) {
            let (when, name) = (moment(self.grid, Slot(*slot)), &self.centre.queues[*queue].name);
            writeln!(out, "  {name}, {when}: {}", money(*price))?;
        }
        super::more(all.len(), self.top, out)
    }

    /// What targets per day or week are worth: one point of the share, or one second of the wait.
    fn promises(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut all: Vec<&PromisePrice> = self.explained.why.promises.iter().collect();
        if all.is_empty() {
            return Ok(());
        }
        all.retain(|p| p.step > Money::ZERO);
        all.sort_by_key(|p| (std::cmp::Reverse(p.step), p.slots.start));
        let head = "Prices of targets per day or week: one point more, or one second less to wait";
        writeln!(out, "{}", style.bold(head))?;
        for price in all.iter().take(self.top) {
            let target = self.target(price);
            writeln!(out, "  {target}: {}", money(price.step))?;
        }
        super::more(all.len(), self.top, out)
    }

    /// `After-sales, Wed 12 Nov, 80 % in time`.
    fn target(&self, price: &PromisePrice) -> String {
        let queue = self.centre.queue(&price.queue).map_or(price.queue.as_str(), |q| &q.name);
        let first = day(self.grid.date(self.grid.day_of(Slot(price.slots.start))));
        let when = match price.target.period {
            Period::Week => format!("week of {first}"),
            _ => first,
        };
        match price.target.kind {
            TargetKind::MeanWait(most) => format!("{queue}, {when}, mean wait of {most:.0}"),
            TargetKind::ServiceLevel { share, within } => {
                format!("{queue}, {when}, {share:.0} within {within:.0}")
            }
            _ => format!("{queue}, {when}"),
        }
    }

    fn laws(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let head = ["What laws cost, at most", "", self.centre.currency.code()];
        let mut table = Table::new(&head).read_left(1);
        for law in &self.explained.laws {
            let strength = if law.hard { "hard" } else { "soft" };
            table.row([format!("  {}", law.law), strength.to_owned(), money(law.at_most)]);
        }
        table.print(style, out)?;
        if self.explained.laws.is_empty() {
            writeln!(out, "  none of them keeps the bound up")?;
        }
        writeln!(out)
    }

    fn one_more(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let head = ["One more trained agent saves, at most, pay deducted", "skills", "now", ""];
        let mut table = Table::new(&head).read_left(1);
        for one in self.explained.more.iter().take(self.top) {
            let contract = self.centre.contract(&one.contract);
            let contract = contract.map_or(one.contract.as_str(), |c| &c.name);
            let skills: Vec<&str> = one.skills.iter().map(domain::QueueId::as_str).collect();
            let (skills, present) = (skills.join(", "), one.present.to_string());
            table.row([format!("  {contract}"), skills, present, money(one.at_most)]);
        }
        table.print(style, out)?;
        super::more(self.explained.more.len(), self.top, out)
    }

    /// One person's week at the prices.
    pub(super) fn person(&self, agent: &Agent, out: &mut dyn Write) -> io::Result<()> {
        let mut people = self.explained.why.people.iter();
        let Some(price) = people.find(|p| p.agent == agent.id) else { return Ok(()) };
        writeln!(out, "  costs {}, pay and bent rules of their own", money(price.cost))?;
        writeln!(
            out,
            "  the half-hours at work are worth {} at the bound's prices",
            money(price.worth)
        )?;
        writeln!(out, "  their best week would be {} cheaper", money(price.slack))?;
        let gone = match price.net {
            net if net >= Money::ZERO => format!("rises by at least {}", money(net)),
            net => format!("falls by at most {}", money(Money::ZERO - net)),
        };
        writeln!(out, "  without them and their pay the bound {gone}")
    }
}

/// `0.4 of an agent`, `1 agent`, `2.5 agents`.
fn people(agents: f64) -> String {
    let places = if (agents - agents.round()).abs() < 0.05 { 0 } else { 1 };
    let number = decimal(agents, places);
    match agents {
        n if n < 0.95 => format!("{number} of an agent"),
        n if n < 1.05 => "1 agent".to_owned(),
        _ => format!("{number} agents"),
    }
}
