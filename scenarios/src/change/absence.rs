//! Part of the people are ill, and the planner knows by the time the roster is made.

use super::{ChangeError, World};
use chrono::NaiveDate;
use domain::{AgentId, Availability, AvailabilityKind, Centre, Grid, QueueId, Share, Span, TeamId};

/// Every day of the scope this share of the people is away, in spells.
///
/// Those away one spell are followed by the next in a scrambled order of ids, so that who is ill
/// depends on nothing but the centre. Their contract's hours and owed pay shrink with their leave:
/// sick pay is not part of a roster's cost. People with other leave, training or locked shifts in
/// a spell are passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    /// The share.
    pub share: Share,
    /// People who serve one of these queues; all when empty.
    pub queues: Vec<QueueId>,
    /// People of these teams; all when empty.
    pub teams: Vec<TeamId>,
    /// The first and the last day; the whole horizon when empty.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Days of one spell.
    pub spell_days: u32,
}

impl Absence {
    pub(super) fn apply(&self, mut world: World, grid: &Grid) -> Result<World, ChangeError> {
        let centre = &world.inputs.centre;
        if let Some(queue) = self.queues.iter().find(|q| centre.queue(q).is_none()) {
            return Err(ChangeError::QueueUnknown(queue.clone()));
        }
        let people = self.people(centre);
        let ill = (self.share.get() * people.len() as f64).round() as usize;
        let meant =
            |date: NaiveDate| self.days.is_none_or(|(first, last)| first <= date && date <= last);
        let days: Vec<usize> = (0..grid.days()).filter(|d| meant(grid.date(*d))).collect();
        let mut next = 0;
        for spell in days.chunks(self.spell_days.max(1) as usize) {
            let first = grid.day_span(spell[0]);
            let last = grid.day_span(spell[spell.len() - 1]);
            let span = Span::new(first.start, last.end);
            let (mut away, mut tried) = (0, 0);
            while away < ill && tried < people.len() {
                let agent = &people[next % people.len()];
                next += 1;
                tried += 1;
                if is_free(&world.inputs.centre, agent, span) {
                    let (agent, kind) = (agent.clone(), AvailabilityKind::Leave);
                    world.inputs.centre.availability.push(Availability { agent, span, kind });
                    away += 1;
                }
            }
            if away < ill {
                let why = format!(" without leave on {}", grid.date(spell[0]));
                return Err(ChangeError::TooFew { wanted: ill, there: away, why });
            }
        }
        Ok(world)
    }

    /// Who may be away, in a scrambled order that depends on their ids alone.
    fn people(&self, centre: &Centre) -> Vec<AgentId> {
        let meant = |agent: &&domain::Agent| {
            (self.teams.is_empty() || self.teams.contains(&agent.team))
                && (self.queues.is_empty()
                    || self.queues.iter().any(|q| agent.efficiency(q).is_some()))
        };
        let agents = centre.agents.iter().filter(meant);
        let mut all: Vec<AgentId> = agents.map(|a| a.id.clone()).collect();
        all.sort_by_key(|id| (scrambled(id.as_str()), id.clone()));
        all
    }
}

/// Whether nothing but wishes is known of the agent in the span.
fn is_free(centre: &Centre, agent: &AgentId, span: Span) -> bool {
    use AvailabilityKind::{PreferOff, PreferOn};
    let wish = |kind| matches!(kind, PreferOn(_) | PreferOff(_));
    let mut rows = centre.availability.iter().filter(|row| row.agent == *agent);
    !rows.any(|row| !wish(row.kind) && row.span.overlaps(&span))
}

/// A number from a name (FNV-1a, then mixed).
fn scrambled(name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(31)
}
