//! One replication: contacts meet agents, event by event.

use super::calendar::{Calendar, Happening};
use super::customers::{Contact, Customers};
use super::floor::Floor;
use super::lines::Line;
use super::model::{Choice, End, Kind, Model};
use super::streams::{Source, stream};
use super::tally::Tally;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;

/// Simulates `model` once.
pub(super) fn run(model: &Model, seed: u64) -> Tally {
    let mut run = Run::new(model, seed);
    run.fill_backlog();
    run.open_slot(0);
    while run.step() {}
    run.close();
    run.tally
}

/// The state of a running simulation.
#[derive(Debug)]
pub(super) struct Run<'m> {
    pub(super) model: &'m Model,
    pub(super) seed: u64,
    pub(super) now: f64,
    pub(super) floor: Floor,
    pub(super) calendar: Calendar,
    pub(super) tally: Tally,
    pub(super) inside: u32,
    customers: Customers<'m>,
    lines: Vec<Line>,
    retries: Vec<(usize, Contact)>,
    router: Pcg64Mcg,
    slot: usize,
    slot_end: f64,
    duty: usize,
    /// Whether hanging up must be noticed when it happens.
    prompt: bool,
}

impl<'m> Run<'m> {
    fn new(model: &'m Model, seed: u64) -> Self {
        let (classes, groups) = (model.classes.len(), model.groups.len());
        let levels = model.classes.iter().map(|c| c.concurrency()).max().unwrap_or(1);
        Self {
            model,
            seed,
            now: 0.0,
            floor: Floor::new(model.agent_keys.len(), groups, levels),
            calendar: Calendar::default(),
            tally: Tally::new(classes, groups, model.slots, model.slot_seconds),
            inside: 0,
            customers: Customers::new(model, seed),
            lines: (0..classes).map(|_| Line::default()).collect(),
            retries: Vec::new(),
            router: stream(seed, Source::Routing, [0, 0]),
            slot: 0,
            slot_end: model.slot_seconds,
            duty: 0,
            prompt: model.capacity.is_some() || model.classes.iter().any(|c| c.retry.is_some()),
        }
    }

    /// Lets the next thing happen; false when nothing more will.
    #[inline]
    fn step(&mut self) -> bool {
        let (arrival, event) = (self.customers.next(), self.calendar.next());
        let duty = self.model.duties.get(self.duty).map_or(f64::INFINITY, |d| d.time);
        let planned = duty.min(self.slot_end);
        if arrival < event.min(planned) {
            self.now = arrival;
            if let Some((class, contact)) = self.customers.take() {
                self.arrive(class, contact);
            }
        } else if event <= planned {
            if event == f64::INFINITY {
                return false;
            }
            self.now = event;
            self.happen();
        } else if duty < self.slot_end {
            self.now = duty;
            self.next_duty();
        } else {
            self.now = self.slot_end;
            return self.end_slot();
        }
        true
    }

    fn next_duty(&mut self) {
        let what = self.model.duties[self.duty].what;
        self.duty += 1;
        self.change(what);
    }

    fn happen(&mut self) {
        match self.calendar.pop() {
            Some(Happening::Done { agent, mark }) => self.done(agent, mark),
            Some(Happening::Return { agent, mark }) => self.come_back(agent, mark),
            Some(Happening::Absent { agent, mark }) => self.call_away(agent, mark),
            Some(Happening::Leave { number, class }) => {
                let class = class as usize;
                if let Some(contact) = self.lines[class].leave(number) {
                    self.abandon(class, contact, self.now);
                }
            }
            Some(Happening::Retry { index }) => {
                let (class, mut contact) = self.retries[index as usize];
                let patience = contact.leave - contact.arrival;
                // Those of the new slot have small numbers for names.
                contact.name = contact.name.wrapping_add((contact.slot + 1) << 16);
                contact.waited += patience;
                (contact.arrival, contact.leave) = (self.now, self.now + patience);
                contact.slot = self.slot as u32;
                self.arrive(class, contact);
            }
            None => {}
        }
    }

    #[inline]
    fn arrive(&mut self, class: usize, contact: Contact) {
        let cell = self.tally.cell(class, contact.slot);
        cell.offered += 1;
        if self.model.capacity.is_some_and(|most| self.inside >= most) {
            cell.blocked += 1;
            return;
        }
        self.inside += 1;
        self.enter(class, contact);
    }

    /// A contact that is inside is taken, or waits, or is lost.
    #[inline]
    pub(super) fn enter(&mut self, class: usize, contact: Contact) {
        if let Some(agent) = self.pick(class) {
            self.begin(agent, class, contact);
        } else if !self.model.classes[class].waits {
            self.block(class, contact);
        } else {
            let number = self.lines[class].join(contact);
            if self.prompt && contact.leave.is_finite() {
                let leave = Happening::Leave { number, class: class as u32 };
                self.calendar.push(contact.leave, leave);
            }
        }
    }

    /// A contact that is inside finds nobody and leaves.
    pub(super) fn block(&mut self, class: usize, contact: Contact) {
        self.tally.cell(class, contact.slot).blocked += 1;
        self.inside -= 1;
    }

    /// The agent who takes a contact of `class` at once, if anybody is free.
    #[inline]
    fn pick(&mut self, class: usize) -> Option<u32> {
        let class = &self.model.classes[class];
        self.pick_from(&class.tiers, class.concurrency())
    }

    /// The agent of these groups who is free, with fewer than `levels` contacts, if anybody is.
    #[inline]
    pub(super) fn pick_from(&mut self, tiers: &[Vec<u32>], levels: usize) -> Option<u32> {
        for tier in tiers {
            for level in 0..levels {
                let agent = match self.model.choice {
                    Choice::LongestIdle => self.longest_free(tier, level),
                    Choice::Evenly => self.any_free(tier, level),
                };
                if agent.is_some() {
                    return agent;
                }
            }
        }
        None
    }

    #[inline]
    fn longest_free(&self, tier: &[u32], level: usize) -> Option<u32> {
        let mut best = None;
        for &group in tier {
            if let Some((since, agent)) = self.floor.longest_free(group, level)
                && best.is_none_or(|(earliest, _)| since < earliest)
            {
                best = Some((since, agent));
            }
        }
        best.map(|(_, agent)| agent)
    }

    fn any_free(&mut self, tier: &[u32], level: usize) -> Option<u32> {
        let all: u32 = tier.iter().map(|&g| self.floor.free(g, level)).sum();
        if all == 0 {
            return None;
        }
        let mut nth = self.router.random_range(0..all);
        for &group in tier {
            let free = self.floor.free(group, level);
            if nth < free {
                return self.floor.nth_free(group, level, nth);
            }
            nth -= free;
        }
        None
    }

    /// The contact that an agent takes next, if one waits that they can serve now.
    #[inline]
    pub(super) fn next_for(&mut self, who: u32) -> Option<(usize, Contact)> {
        let agent = &self.floor.agents[who as usize];
        let (group, load, chatting) = (agent.group, agent.load as usize, agent.chatting);
        let model = self.model;
        for tier in &model.groups[group as usize].tiers {
            let mut best: Option<(f64, usize)> = None;
            for &class in tier {
                let class = class as usize;
                let kind = &model.classes[class];
                let open = load == 0 || (chatting && is_chat(&kind.kind));
                if !open || load >= kind.concurrency() {
                    continue;
                }
                let Some(first) = self.first_waiting(class) else { continue };
                let ticket = matches!(kind.kind, Kind::Ticket);
                let due = if ticket { first.arrival + kind.within } else { first.arrival };
                if best.is_none_or(|(earliest, _)| due < earliest) {
                    best = Some((due, class));
                }
            }
            if let Some((_, class)) = best {
                return self.lines[class].take().map(|contact| (class, contact));
            }
        }
        None
    }

    /// The head of a line, after those who hung up meanwhile have been counted out.
    #[inline]
    fn first_waiting(&mut self, class: usize) -> Option<Contact> {
        loop {
            let first = *self.lines[class].first()?;
            if first.leave > self.now {
                return Some(first);
            }
            self.lines[class].take();
            if !first.gone() {
                self.abandon(class, first, first.leave);
            }
        }
    }

    fn abandon(&mut self, class: usize, contact: Contact, at: f64) {
        let model = self.model;
        let waited = at - contact.arrival;
        let cell = self.tally.cell(class, contact.slot);
        cell.abandoned += 1;
        cell.wait_abandoned += waited;
        if contact.waited + waited <= model.classes[class].within {
            cell.short += 1;
        }
        self.inside -= 1;
        if let Some(retry) = model.classes[class].retry
            && self.router.random::<f64>() < retry.share
        {
            let index = self.retries.len() as u32;
            self.retries.push((class, contact));
            self.calendar.push(at + retry.after, Happening::Retry { index });
        }
    }

    fn fill_backlog(&mut self) {
        for (number, class) in self.model.classes.iter().enumerate() {
            let mut work = stream(self.seed, Source::Handling, [class.key, u64::MAX]);
            for _ in 0..class.backlog {
                let work = class.work[0] * class.work_shape.draw(&mut work);
                let leave = f64::INFINITY;
                let contact = Contact { arrival: 0.0, leave, work, waited: 0.0, slot: 0, name: 0 };
                self.arrive(number, contact);
            }
        }
    }

    fn open_slot(&mut self, slot: usize) {
        self.slot = slot;
        self.slot_end = (slot + 1) as f64 * self.model.slot_seconds;
        self.tally.reach(slot);
        self.customers.open(slot);
    }

    /// Takes stock at a slot's end, lets people come and go, and begins the next slot; false when
    /// the simulation is over.
    fn end_slot(&mut self) -> bool {
        for class in 0..self.lines.len() {
            let mut waiting = self.lines[class].waiting(self.now);
            let oldest = waiting.next().map_or(0.0, |c| self.now - c.arrival);
            let count = u32::from(oldest > 0.0) + waiting.count() as u32;
            let cell = self.tally.cell(class, self.slot as u32);
            (cell.backlog, cell.backlog_age) = (count, oldest);
        }
        while self.model.duties.get(self.duty).is_some_and(|d| d.time <= self.now) {
            self.next_duty();
        }
        if self.slot + 1 < self.model.slots {
            self.open_slot(self.slot + 1);
            self.send_away();
            return true;
        }
        self.slot_end = f64::INFINITY;
        self.model.end == End::Drain
    }

    /// Sends away those who wait for a closed queue that nobody works on any more.
    fn send_away(&mut self) {
        for (number, class) in self.model.classes.iter().enumerate() {
            let stays = class.open[self.slot] || class.kind == Kind::Ticket;
            if stays || self.first_waiting(number).is_none() || self.on_duty(number) {
                continue;
            }
            while self.first_waiting(number).is_some() {
                if let Some(contact) = self.lines[number].take() {
                    self.tally.cell(number, contact.slot).sent_away += 1;
                    self.abandon(number, contact, self.now);
                }
            }
        }
    }

    /// Whether anybody who serves a class is on duty.
    pub(super) fn on_duty(&self, class: usize) -> bool {
        let groups: Vec<u32> = self.model.classes[class].tiers.iter().flatten().copied().collect();
        self.floor.agents.iter().any(|agent| groups.contains(&agent.duty))
    }

    /// The slot that time has reached.
    pub(super) fn slot(&self) -> usize {
        self.slot
    }

    /// Counts who still waits, and the time of who is still at work.
    fn close(&mut self) {
        for class in 0..self.lines.len() {
            while self.first_waiting(class).is_some() {
                if let Some(contact) = self.lines[class].take() {
                    self.leave_waiting(class, contact);
                }
            }
        }
        for who in 0..self.floor.agents.len() {
            self.stop(who as u32);
        }
    }

    pub(super) fn leave_waiting(&mut self, class: usize, contact: Contact) {
        let due = contact.arrival + self.model.classes[class].within - contact.waited;
        let cell = self.tally.cell(class, contact.slot);
        cell.waiting += 1;
        cell.undecided += u32::from(due > self.now);
    }
}

fn is_chat(kind: &Kind) -> bool {
    matches!(kind, Kind::Chat { .. })
}
