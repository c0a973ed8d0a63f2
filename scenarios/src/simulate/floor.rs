//! The floor: who is at work, and who is free for how long.
//!
//! Free agents of a group stand in a list per number of contacts they hold, the longest free
//! first: a doubly linked list through the agents themselves, so that anybody can step out.

use super::customers::Contact;
use rand_pcg::Pcg64Mcg;

/// No agent, no group: the end of a list, or somebody who is not at work.
pub(super) const NONE: u32 = u32::MAX;

/// One agent's state.
#[derive(Debug, Clone)]
pub(super) struct Agent {
    /// The group they should be in now; [`NONE`] when off duty.
    pub duty: u32,
    /// The group they are in; [`NONE`] when not at work.
    pub group: u32,
    /// Contacts they hold.
    pub load: u32,
    /// The class of the call or ticket they hold.
    pub class: u32,
    /// Whether what they hold are chats.
    pub chatting: bool,
    /// The plan of their next completion; an older mark is a plan that changed.
    pub mark: u32,
    /// The plan of their next coming or going.
    pub trip: u32,
    /// Since when they are at work.
    pub present_from: f64,
    /// Since when they are busy.
    pub busy_from: f64,
    /// The contact they hold, where it still matters when it has been handled.
    pub held: Option<Held>,
    /// Rest they will take when the contact at hand is finished.
    pub owed_rest: f64,
    /// Absence that begins when the contact at hand is finished.
    pub owed_absence: f64,
    pub rest_until: f64,
    pub absent_until: f64,
    pub absences: Option<Pcg64Mcg>,
    /// Chats they hold.
    pub chats: Vec<Chat>,
    /// When the chats' remaining work was last brought up to date.
    pub chats_at: f64,
    listed: bool,
    level: u32,
    since: f64,
    before: u32,
    after: u32,
}

/// A contact in an agent's hands, and what they are at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub contact: Contact,
    pub phase: Phase,
}

/// What an agent is at with a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Handling,
    /// A colleague has been asked and has joined.
    Consulting {
        colleague: u32,
    },
    /// The customer has gone.
    WrappingUp,
}

/// One open chat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chat {
    pub class: u32,
    /// Seconds of a standard agent with nothing else to do.
    pub remaining: f64,
}

impl Agent {
    fn new() -> Self {
        Self {
            duty: NONE,
            group: NONE,
            load: 0,
            class: 0,
            chatting: false,
            mark: 0,
            trip: 0,
            present_from: 0.0,
            busy_from: 0.0,
            held: None,
            owed_rest: 0.0,
            owed_absence: 0.0,
            rest_until: 0.0,
            absent_until: 0.0,
            absences: None,
            chats: Vec::new(),
            chats_at: 0.0,
            listed: false,
            level: 0,
            since: 0.0,
            before: NONE,
            after: NONE,
        }
    }

    /// Whether they are where they should be and stay there.
    #[inline]
    pub(super) fn stays(&self) -> bool {
        self.group != NONE
            && self.duty == self.group
            && self.owed_rest == 0.0
            && self.owed_absence == 0.0
    }

    /// When they are back from rests and absences.
    pub(super) fn back(&self) -> f64 {
        self.rest_until.max(self.absent_until)
    }
}

#[derive(Debug, Clone, Copy)]
struct List {
    first: u32,
    last: u32,
    length: u32,
}

/// All agents, and the lists of free ones.
#[derive(Debug)]
pub(super) struct Floor {
    pub agents: Vec<Agent>,
    /// People at work per group.
    pub present: Vec<u32>,
    lists: Vec<List>,
    levels: usize,
}

impl Floor {
    /// `levels`: the most contacts an agent may hold.
    pub(super) fn new(agents: usize, groups: usize, levels: usize) -> Self {
        let empty = List { first: NONE, last: NONE, length: 0 };
        Self {
            agents: vec![Agent::new(); agents],
            present: vec![0; groups],
            lists: vec![empty; groups * levels],
            levels,
        }
    }

    /// The most contacts an agent may hold.
    pub(super) fn levels(&self) -> usize {
        self.levels
    }

    /// How many of `group` hold `level` contacts and are free for another.
    #[inline]
    pub(super) fn free(&self, group: u32, level: usize) -> u32 {
        self.lists[group as usize * self.levels + level].length
    }

    /// Of those, the longest free and since when.
    #[inline]
    pub(super) fn longest_free(&self, group: u32, level: usize) -> Option<(f64, u32)> {
        let first = self.lists[group as usize * self.levels + level].first;
        (first != NONE).then(|| (self.agents[first as usize].since, first))
    }

    /// Of those, the one in place `nth`.
    pub(super) fn nth_free(&self, group: u32, level: usize, nth: u32) -> Option<u32> {
        let mut agent = self.lists[group as usize * self.levels + level].first;
        for _ in 0..nth {
            if agent == NONE {
                break;
            }
            agent = self.agents[agent as usize].after;
        }
        (agent != NONE).then_some(agent)
    }

    /// Notes that an agent is free for another contact, last in the list of their group and load.
    #[inline]
    pub(super) fn list(&mut self, who: u32, now: f64) {
        let agent = &mut self.agents[who as usize];
        if agent.listed {
            return;
        }
        let list = &mut self.lists[agent.group as usize * self.levels + agent.load as usize];
        (agent.listed, agent.level, agent.since) = (true, agent.load, now);
        (agent.before, agent.after) = (list.last, NONE);
        let last = list.last;
        list.last = who;
        list.length += 1;
        if last == NONE {
            list.first = who;
        } else {
            self.agents[last as usize].after = who;
        }
    }

    /// Takes an agent out of the list they stand in, if any.
    #[inline]
    pub(super) fn unlist(&mut self, who: u32) {
        let agent = &mut self.agents[who as usize];
        if !agent.listed {
            return;
        }
        agent.listed = false;
        let (before, after) = (agent.before, agent.after);
        let list = &mut self.lists[agent.group as usize * self.levels + agent.level as usize];
        list.length -= 1;
        if before == NONE {
            list.first = after;
        }
        if after == NONE {
            list.last = before;
        }
        if before != NONE {
            self.agents[before as usize].after = after;
        }
        if after != NONE {
            self.agents[after as usize].before = before;
        }
    }
}
