//! Changes of who is there.

use super::scope::{known, queues, skills};
use super::{World, items};
use crate::files::document::{Section, Value};
use chrono::NaiveDate;
use domain::{ContractId, Money, QueueId, Share, TeamId};
use scenarios::change::{Absence, Change, CrossTrain, Newcomers, Source};

/// Days of a spell of illness when nothing is said.
const SPELL: u32 = 3;

pub(super) fn absence(s: &Section<'_>, share: Share, world: &World<'_>) -> Option<Change> {
    let queues = queues(s, world);
    let teams = teams(s, world);
    let days = super::scope::days(s);
    let spell = s.get("spell_days").map_or(Some(SPELL), |v| v.whole(1, 42));
    Some(Change::Absence(Absence {
        share,
        queues: queues?,
        teams: teams?,
        days: days?,
        spell_days: spell?,
    }))
}

fn teams(s: &Section<'_>, world: &World<'_>) -> Option<Vec<TeamId>> {
    let Some(value) = s.get("teams") else { return Some(Vec::new()) };
    items(&value).iter().map(|v| team(v, world)).collect()
}

fn team(value: &Value<'_>, world: &World<'_>) -> Option<TeamId> {
    let mut ids: Vec<&str> = world.centre.agents.iter().map(|a| a.team.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    known(value, &ids, "team").map(TeamId::new)
}

/// A date that may be absent but not wrong.
#[expect(clippy::option_option, reason = "absent and wrong are two things")]
fn date(s: &Section<'_>, key: &'static str) -> Option<Option<NaiveDate>> {
    match s.get(key) {
        None => Some(None),
        Some(value) => value.date().map(Some),
    }
}

fn training_days(s: &Section<'_>) -> Option<u32> {
    s.get("training_days").map_or(Some(0), |v| v.whole(0, 365))
}

pub(super) fn newcomers(
    s: &Section<'_>,
    verb: &str,
    count: usize,
    world: &World<'_>,
) -> Option<Change> {
    let source = match verb {
        "hire" => Source::Hired,
        "borrow" => Source::Borrowed,
        _ => Source::Outsourced,
    };
    let contract = s.need("contract").and_then(|v| known(&v, &world.contracts, "contract"));
    let skills = s.need("skills").and_then(|v| skills(&v, world));
    let (from, until) = (date(s, "from"), date(s, "until"));
    let training = training_days(s);
    let ramp = s.get("ramp_up").map_or(Some(Vec::new()), |v| {
        items(&v).iter().map(|step| step.number(0.01, 2.0)).collect()
    });
    let fee = s.get("fee").map_or(Some(Money::ZERO), |v| v.money());
    let prefix = match s.get("prefix") {
        None => Some(None),
        Some(value) => value.id().map(|id| Some(id.to_owned())),
    };
    Some(Change::Newcomers(Newcomers {
        source,
        count,
        contract: ContractId::new(contract?),
        skills: skills?,
        from: from?,
        until: until?,
        training_days: training?,
        ramp_up: ramp?,
        fee: fee?,
        prefix: prefix?,
    }))
}

pub(super) fn cross_train(s: &Section<'_>, count: usize, world: &World<'_>) -> Option<Change> {
    let from_queue = match s.get("from_queue") {
        None => Some(None),
        Some(value) => known(&value, &world.queues, "queue").map(|q| Some(QueueId::new(q))),
    };
    let from_team = match s.get("from_team") {
        None => Some(None),
        Some(value) => team(&value, world).map(Some),
    };
    let skill = s.need("skill").and_then(|v| skills(&v, world)?.into_iter().next());
    let from = date(s, "from");
    let training = training_days(s);
    Some(Change::CrossTrain(CrossTrain {
        count,
        from_queue: from_queue?,
        from_team: from_team?,
        skill: skill?,
        from: from?,
        training_days: training?,
    }))
}
