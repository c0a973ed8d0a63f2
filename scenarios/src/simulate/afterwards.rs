//! What follows a contact's handling: a colleague is asked, the contact is handed over, the agent
//! writes things up.
//!
//! What follows is drawn from a stream of the contact's own, so that two stations meet the same
//! journeys, and so that nothing need be kept of it while the contact is handled: it is drawn
//! again when it is wanted again.

use super::calendar::Happening;
use super::customers::Contact;
use super::engine::Run;
use super::error::SimulationError;
use super::floor::{Held, NONE, Phase};
use super::model::{Asked, Following};
use super::options::{number, positive};
use super::shape::Shape;
use super::streams::{Source, stream};
use domain::Seconds;
use rand::RngExt;

/// What follows the handling of an answered call, in this order.
///
/// Agents are occupied until all of it is done. The customer stays on the line while a colleague
/// is asked, and is gone, or handed over, before the agent wraps up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Afterwards {
    /// Some contacts need a colleague's help.
    pub consultation: Option<Consultation>,
    /// Some contacts are handed over to another class, each to one at most; the others leave.
    pub hand_overs: Vec<HandOver>,
    /// After-contact work: its mean, and its shape.
    pub wrap_up: Option<(Seconds, Shape)>,
}

/// Asking a colleague, with the customer on the line: it occupies both people, and does not happen
/// when no colleague is free.
#[derive(Debug, Clone, PartialEq)]
pub struct Consultation {
    /// The share of contacts for which it is wanted.
    pub share: f64,
    /// The groups that are asked, tier by tier.
    pub groups: Vec<Vec<usize>>,
    /// How long it takes on average.
    pub lasts: Seconds,
    /// The shape of how long it takes.
    pub shape: Shape,
}

/// Handing a contact over to another class of contacts, where it is one more that arrives.
///
/// It finds somebody free, or waits there with that class's patience, drawn anew, or is lost where
/// that class does not wait, or where nobody of its groups is on duty any more. Time waited before
/// counts against the time promised there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HandOver {
    /// The class it becomes one of: one that is listed later, so that every journey ends.
    pub to: usize,
    /// The share of contacts that are handed over to it.
    pub share: f64,
}

impl Afterwards {
    /// # Errors
    /// [`SimulationError`] for the first thing that cannot be, of class `own` among so many classes
    /// and groups.
    pub(super) fn check(
        &self,
        own: usize,
        classes: usize,
        groups: usize,
    ) -> Result<(), SimulationError> {
        let of = || "the station".to_owned();
        let odd = |what: &str| Err(SimulationError::Station(what.to_owned()));
        let mut passed = 0.0;
        for HandOver { to, share } in &self.hand_overs {
            number("a share handed over", of, *share)?;
            passed += share;
            if !(own + 1..classes).contains(to) {
                return odd("hand-overs lead to a class that is not listed later");
            }
        }
        let mut shapes = Vec::new();
        if let Some(asked) = &self.consultation {
            number("a share of consultations", of, asked.share)?;
            if asked.share > 1.0 {
                return odd("consultations are wanted for more than all contacts");
            }
            positive("a consultation", of, asked.lasts.0)?;
            if asked.groups.iter().flatten().any(|&g| g >= groups) {
                return odd("consultations name a group that does not exist");
            }
            shapes.push(("consultation", &asked.shape));
        }
        if let Some((lasts, shape)) = &self.wrap_up {
            positive("an after-contact work", of, lasts.0)?;
            shapes.push(("after-contact work", shape));
        }
        for (of, shape) in shapes {
            if let Some(what) = shape.fault() {
                return Err(SimulationError::Shape { of, what });
            }
        }
        if passed > 1.0 + 1e-9 {
            return odd("hand-overs pass on more than all contacts");
        }
        Ok(())
    }
}

/// What follows one contact.
#[derive(Debug, Clone, Copy)]
struct Plan {
    /// How long a colleague is wanted; 0 when none is.
    consult: f64,
    /// The class it is handed over to.
    to: Option<u32>,
    /// How long the agent wraps up; 0 when there is nothing to.
    wrap_up: f64,
}

impl Run<'_> {
    fn plan(&self, following: &Following, class: usize, contact: &Contact) -> Plan {
        let mut draws = self.own_stream(Source::Afterwards, class, contact);
        let (wants, goes): (f64, f64) = (draws.random(), draws.random());
        let asked = |asked: &Asked| asked.mean * asked.shape.draw(&mut draws);
        let lasts = following.asked.as_ref().map_or(0.0, asked);
        let wanted = following.asked.as_ref().is_some_and(|asked| wants < asked.share);
        let wrap_up = &following.wrap_up;
        Plan {
            consult: if wanted { lasts } else { 0.0 },
            to: following.to.iter().find(|(_, until)| goes < *until).map(|(to, _)| *to),
            wrap_up: wrap_up.as_ref().map_or(0.0, |(mean, shape)| mean * shape.draw(&mut draws)),
        }
    }

    /// A stream for one contact of `class`.
    fn own_stream(&self, source: Source, class: usize, contact: &Contact) -> rand_pcg::Pcg64Mcg {
        let moment = self.model.slot_keys[contact.slot as usize];
        let keys = [self.model.classes[class].key, moment ^ (u64::from(contact.name) << 32)];
        stream(self.seed, source, keys)
    }

    /// An agent is done with what they were at with a contact that something may follow.
    pub(super) fn follow(&mut self, who: u32, held: Held) {
        let model = self.model;
        let class = self.floor.agents[who as usize].class as usize;
        let Some(following) = &model.classes[class].following else { return self.rest(who) };
        if held.phase == Phase::WrappingUp {
            return self.rest(who);
        }
        let plan = self.plan(following, class, &held.contact);
        if let Phase::Consulting { colleague } = held.phase {
            self.rest(colleague);
        } else if plan.consult > 0.0
            && let Some(asked) = &following.asked
            && let Some(colleague) = self.pick_from(&asked.tiers, 1)
        {
            self.ask(colleague);
            let phase = Phase::Consulting { colleague };
            return self.hold(who, Held { phase, ..held }, plan.consult);
        }
        match plan.to {
            Some(to) => self.hand_over(class, to as usize, held.contact),
            None => self.inside -= 1,
        }
        if plan.wrap_up > 0.0 {
            self.hold(who, Held { phase: Phase::WrappingUp, ..held }, plan.wrap_up);
        } else {
            self.rest(who);
        }
    }

    /// An agent goes on with a contact for so many seconds.
    fn hold(&mut self, who: u32, held: Held, seconds: f64) {
        let agent = &mut self.floor.agents[who as usize];
        agent.held = Some(held);
        let done = Happening::Done { agent: who, mark: agent.mark };
        self.calendar.push(self.now + seconds, done);
    }

    /// A colleague joins, until whoever asked is done.
    fn ask(&mut self, colleague: u32) {
        self.floor.unlist(colleague);
        let agent = &mut self.floor.agents[colleague as usize];
        (agent.load, agent.class, agent.busy_from) = (1, NONE, self.now);
    }

    /// An agent is done with a contact and all that followed it.
    fn rest(&mut self, who: u32) {
        let agent = &mut self.floor.agents[who as usize];
        agent.load = 0;
        self.tally.was_busy(agent.group, agent.busy_from, self.now, 1.0);
        self.free(who);
    }

    /// A contact of class `from` becomes one of class `to`.
    fn hand_over(&mut self, from: usize, to: usize, contact: Contact) {
        let model = self.model;
        let class = &model.classes[to];
        let mut draws = self.own_stream(Source::HandOver, from, &contact);
        let name: u32 = draws.random();
        let slot = self.slot();
        let work = class.work[slot] * class.work_shape.draw(&mut draws);
        let patience = class.patience[slot];
        let leave = if patience.is_finite() {
            self.now + patience * class.patience_shape.draw(&mut draws)
        } else {
            f64::INFINITY
        };
        let contact =
            Contact { arrival: self.now, leave, work, slot: slot as u32, name, ..contact };
        self.tally.cell(to, contact.slot).offered += 1;
        if class.open[slot] || self.on_duty(to) {
            self.enter(to, contact);
        } else {
            self.block(to, contact);
        }
    }
}
