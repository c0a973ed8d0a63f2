//! Coming and going: duties, rests that are paid back, short absences.
//!
//! Nobody drops a contact. Who is called to a rest, another duty or home finishes the contact at
//! hand first; a rest then lasts as long as it should, so that it ends later too.

use super::calendar::{Happening, MARK};
use super::engine::Run;
use super::floor::NONE;
use super::model::{Kind, What};
use super::streams::{Source, stream};
use rand::RngExt;
use rand_distr::Exp1;

impl Run<'_> {
    /// Somebody's duty changes, as the roster says.
    pub(super) fn change(&mut self, what: What) {
        match what {
            What::Work { agent, group } => self.assign(agent, group),
            What::Rest { agent, seconds } => {
                let person = &mut self.floor.agents[agent as usize];
                person.duty = NONE;
                if person.group == NONE {
                    person.rest_until = person.rest_until.max(self.now) + seconds;
                } else {
                    person.owed_rest += seconds;
                    self.leave(agent);
                }
            }
            What::Off { agent } => {
                let person = &mut self.floor.agents[agent as usize];
                person.duty = NONE;
                (person.owed_rest, person.owed_absence) = (0.0, 0.0);
                (person.rest_until, person.absent_until) = (self.now, self.now);
                self.leave(agent);
            }
            What::Resize { group, first, most, size } => {
                self.resize(group, first..first + most, size)
            }
        }
    }

    /// An agent's duty is now `group`.
    fn assign(&mut self, who: u32, group: u32) {
        let shrinkage = self.model.groups[group as usize].shrinkage;
        let key = self.model.agent_keys[who as usize];
        let agent = &mut self.floor.agents[who as usize];
        let begins = agent.duty == NONE;
        agent.duty = group;
        if begins && shrinkage > 0.0 && agent.absent_until <= self.now {
            let keys =
                [key, self.model.slot_keys[0].wrapping_mul(60).wrapping_add(self.now as u64)];
            let mut absences = stream(self.seed, Source::Absence, keys);
            if absences.random::<f64>() < shrinkage {
                let draw: f64 = absences.sample(Exp1);
                agent.absent_until = self.now + self.model.absence * draw;
            }
            agent.absences = Some(absences);
        }
        if agent.group == NONE {
            self.arrive_later(who);
        } else if !agent.stays() {
            self.leave(who);
        }
    }

    /// Lets an agent go who is present and free; a busy one takes no new contacts.
    fn leave(&mut self, who: u32) {
        self.floor.unlist(who);
        let agent = &self.floor.agents[who as usize];
        if agent.group != NONE && agent.load == 0 {
            self.depart(who);
        }
    }

    /// An agent leaves their group: for a rest, an absence, another group, or home.
    pub(super) fn depart(&mut self, who: u32) {
        self.floor.unlist(who);
        self.stop(who);
        let agent = &mut self.floor.agents[who as usize];
        if agent.owed_rest > 0.0 {
            agent.rest_until = self.now + agent.owed_rest;
        }
        if agent.owed_absence > 0.0 {
            agent.absent_until = self.now + agent.owed_absence;
        }
        (agent.owed_rest, agent.owed_absence) = (0.0, 0.0);
        if agent.duty != NONE {
            self.arrive_later(who);
        }
    }

    /// An agent joins their group as soon as rests and absences are over.
    fn arrive_later(&mut self, who: u32) {
        let agent = &mut self.floor.agents[who as usize];
        agent.trip = (agent.trip + 1) & MARK;
        let back = agent.back();
        if back > self.now {
            let mark = agent.trip;
            self.calendar.push(back, Happening::Return { agent: who, mark });
        } else {
            self.join(who);
        }
    }

    /// An agent comes back, unless the roster has changed their plan since.
    pub(super) fn come_back(&mut self, who: u32, mark: u32) {
        let agent = &self.floor.agents[who as usize];
        if mark == agent.trip && agent.group == NONE && agent.duty != NONE {
            self.join(who);
        }
    }

    fn join(&mut self, who: u32) {
        let agent = &mut self.floor.agents[who as usize];
        let group = agent.duty;
        (agent.group, agent.present_from) = (group, self.now);
        agent.trip = (agent.trip + 1) & MARK;
        self.floor.present[group as usize] += 1;
        let shrinkage = self.model.groups[group as usize].shrinkage;
        if shrinkage > 0.0
            && let Some(absences) = &mut agent.absences
        {
            let draw: f64 = absences.sample(Exp1);
            let present = self.model.absence * (1.0 - shrinkage) / shrinkage * draw;
            let absent = Happening::Absent { agent: who, mark: agent.trip };
            self.calendar.push(self.now + present, absent);
        }
        self.free(who);
    }

    /// An agent is called away for a short while, unless they left meanwhile.
    pub(super) fn call_away(&mut self, who: u32, mark: u32) {
        let agent = &mut self.floor.agents[who as usize];
        if mark != agent.trip || agent.group == NONE || agent.duty == NONE {
            return;
        }
        if let Some(absences) = &mut agent.absences {
            let draw: f64 = absences.sample(Exp1);
            agent.owed_absence = self.model.absence * draw;
        }
        self.leave(who);
    }

    /// Makes a group of interchangeable agents have `size` members: free ones leave first, and
    /// those who are about to leave are the first to stay.
    fn resize(&mut self, group: u32, people: std::ops::Range<u32>, size: u32) {
        let on_duty = |run: &Self, who: u32| run.floor.agents[who as usize].duty == group;
        let mut members = people.clone().filter(|&who| on_duty(self, who)).count() as u32;
        for busy in [false, true] {
            for who in people.clone() {
                let agent = &mut self.floor.agents[who as usize];
                if members > size && agent.duty == group && (agent.load > 0) == busy {
                    agent.duty = NONE;
                    members -= 1;
                    self.leave(who);
                }
            }
        }
        for leaving in [true, false] {
            for who in people.clone() {
                let agent = &mut self.floor.agents[who as usize];
                if members < size && agent.duty == NONE && (agent.group == group) == leaving {
                    agent.duty = group;
                    members += 1;
                    if agent.group == NONE {
                        self.join(who);
                    }
                }
            }
        }
    }

    /// Counts an agent's time at work up to now, and takes them out of their group.
    pub(super) fn stop(&mut self, who: u32) {
        let model = self.model;
        let agent = &self.floor.agents[who as usize];
        if agent.group == NONE {
            return;
        }
        let (group, from, until) = (agent.group, agent.present_from, self.now);
        if agent.chatting {
            self.work_on(who);
        } else if agent.load > 0 {
            self.tally.was_busy(group, agent.busy_from, until, 1.0);
        }
        let agent = &mut self.floor.agents[who as usize];
        agent.group = NONE;
        let (class, held) = (agent.class as usize, agent.held.take());
        self.floor.present[group as usize] -= 1;
        self.tally.was_present(group, from, until);
        if let Some(held) = held
            && model.classes[class].kind == Kind::Ticket
        {
            self.leave_waiting(class, held.contact);
        }
    }
}
