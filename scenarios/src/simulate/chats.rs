//! Several chats at once: an agent's attention is shared, and each chat slows the others.
//!
//! With j chats open, an agent completes `speed[j − 1]` times as many per hour as with one, so each
//! single chat advances at `speed[j − 1] / j` of the pace it has alone. Remaining work is brought
//! up to date whenever the number of open chats changes, and with it how busy the agent was: the
//! share of what they could complete with every place taken, `speed[j − 1] / speed[last]`.

use super::calendar::{Happening, MARK};
use super::engine::Run;
use super::floor::Chat;
use super::model::Kind;

impl Run<'_> {
    /// An agent opens one chat more.
    pub(super) fn open_chat(&mut self, who: u32, class: usize, work: f64) {
        self.work_on(who);
        let agent = &mut self.floor.agents[who as usize];
        agent.chats.push(Chat { class: class as u32, remaining: work });
        (agent.load, agent.chatting) = (agent.load + 1, true);
        self.plan_chats(who);
    }

    /// An agent finishes the chat that was due first.
    pub(super) fn close_chat(&mut self, who: u32) {
        self.work_on(who);
        self.floor.unlist(who);
        if let Some((_, first)) = self.first_done(who) {
            self.floor.agents[who as usize].chats.swap_remove(first);
        }
        let agent = &mut self.floor.agents[who as usize];
        agent.load -= 1;
        agent.chatting = agent.load > 0;
        self.plan_chats(who);
    }

    /// Brings the remaining work of an agent's chats up to date, and how busy they were.
    pub(super) fn work_on(&mut self, who: u32) {
        let since = self.floor.agents[who as usize].chats_at;
        let elapsed = self.now - since;
        let (group, share) = (self.floor.agents[who as usize].group, self.load_share(who));
        if share > 0.0 {
            self.tally.was_busy(group, since, self.now, share);
        }
        for place in 0..self.floor.agents[who as usize].chats.len() {
            let pace = self.pace(who, place);
            let chat = &mut self.floor.agents[who as usize].chats[place];
            chat.remaining = (chat.remaining - elapsed * pace).max(0.0);
        }
        self.floor.agents[who as usize].chats_at = self.now;
    }

    /// Notes when the first of an agent's chats will be done, and that there is room for more.
    fn plan_chats(&mut self, who: u32) {
        let next = self.first_done(who);
        let agent = &mut self.floor.agents[who as usize];
        agent.mark = (agent.mark + 1) & MARK;
        if let Some((seconds, _)) = next {
            let done = Happening::Done { agent: who, mark: agent.mark };
            self.calendar.push(self.now + seconds, done);
        }
        let room = agent.stays() && (agent.load as usize) < self.floor.levels();
        if room && self.floor.agents[who as usize].load > 0 {
            self.floor.list(who, self.now);
        }
    }

    /// Seconds until the first of an agent's chats is done, and which it is.
    fn first_done(&self, who: u32) -> Option<(f64, usize)> {
        let chats = self.floor.agents[who as usize].chats.iter().enumerate();
        chats
            .map(|(place, chat)| (chat.remaining / self.pace(who, place), place))
            .min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// How much of what an agent could complete they do with the chats they have open.
    fn load_share(&self, who: u32) -> f64 {
        let chats = &self.floor.agents[who as usize].chats;
        let of_one = |chat: &Chat| match &self.model.classes[chat.class as usize].kind {
            Kind::Chat { speed } => {
                let most = speed.last().copied().unwrap_or(1.0);
                let now = speed.get(chats.len() - 1).copied().unwrap_or(most);
                now / most / chats.len() as f64
            }
            _ => 1.0,
        };
        chats.iter().map(of_one).sum()
    }

    /// Seconds of alone-work done per second on one of an agent's chats.
    fn pace(&self, who: u32, place: usize) -> f64 {
        let agent = &self.floor.agents[who as usize];
        let class = agent.chats[place].class as usize;
        let speed = self.model.speeds[who as usize * self.model.classes.len() + class];
        let open = agent.chats.len();
        match &self.model.classes[class].kind {
            Kind::Chat { speed: curve } => {
                let shared = curve.get(open - 1).or(curve.last()).copied().unwrap_or(1.0);
                speed * shared / open as f64
            }
            _ => speed,
        }
    }
}
