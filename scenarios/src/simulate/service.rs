//! What agents do at their desks: begin and finish contacts.

use super::calendar::Happening;
use super::customers::Contact;
use super::engine::Run;
use super::floor::{Held, Phase};
use super::model::Kind;

impl Run<'_> {
    /// An agent takes a contact.
    #[inline]
    pub(super) fn begin(&mut self, who: u32, number: usize, contact: Contact) {
        let model = self.model;
        let class = &model.classes[number];
        let wait = self.now - contact.arrival;
        let cell = self.tally.cell(number, contact.slot);
        let ticket = class.kind == Kind::Ticket;
        if !ticket {
            cell.wait += wait;
            cell.answered += 1;
            cell.wait_before += contact.waited;
            cell.in_time += u32::from(contact.waited + wait <= class.within);
        }
        self.floor.unlist(who);
        if let Kind::Chat { .. } = &class.kind {
            return self.open_chat(who, number, contact.work);
        }
        let speed = model.speeds[who as usize * model.classes.len() + number];
        let agent = &mut self.floor.agents[who as usize];
        (agent.load, agent.class, agent.busy_from) = (1, number as u32, self.now);
        if ticket || class.following.is_some() {
            let contact = Contact { waited: contact.waited + wait, ..contact };
            agent.held = Some(Held { contact, phase: Phase::Handling });
        }
        let done = Happening::Done { agent: who, mark: agent.mark };
        self.calendar.push(self.now + contact.work / speed, done);
    }

    /// An agent finishes a contact.
    #[inline]
    pub(super) fn done(&mut self, who: u32, mark: u32) {
        let agent = &mut self.floor.agents[who as usize];
        if mark != agent.mark {
            return;
        }
        if agent.chatting {
            self.close_chat(who);
        } else {
            if let Some(held) = agent.held.take() {
                let class = agent.class as usize;
                if self.model.classes[class].kind != Kind::Ticket {
                    return self.follow(who, held);
                }
                self.ticket_done(who, class, held.contact);
            }
            let agent = &mut self.floor.agents[who as usize];
            agent.load = 0;
            self.tally.was_busy(agent.group, agent.busy_from, self.now, 1.0);
        }
        self.inside -= 1;
        self.free(who);
    }

    fn ticket_done(&mut self, who: u32, class: usize, contact: Contact) {
        let begun = self.floor.agents[who as usize].busy_from;
        let within = self.model.classes[class].within;
        let cell = self.tally.cell(class, contact.slot);
        cell.answered += 1;
        cell.wait += begun - contact.arrival;
        cell.in_time += u32::from(self.now - contact.arrival <= within);
    }

    /// An agent has a hand free: the next contact, or the list of the free, or the door.
    #[inline]
    pub(super) fn free(&mut self, who: u32) {
        if !self.floor.agents[who as usize].stays() {
            if self.floor.agents[who as usize].load == 0 {
                self.depart(who);
            }
            return;
        }
        while let Some((class, contact)) = self.next_for(who) {
            self.begin(who, class, contact);
        }
        if self.floor.agents[who as usize].load == 0 {
            self.floor.list(who, self.now);
        }
    }
}
