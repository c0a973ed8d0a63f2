//! `[sweep]` and `[uncertainty]`.

use super::{World, change};
use crate::files::codes;
use crate::files::document::{Section, Value};
use domain::Share;
use scenarios::change::Change;
use scenarios::compare::{Axis, Design, Sweep};
use scenarios::futures::Draws;

/// How the futures of a scenario are drawn, and how dear the tail is that is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// How many, and what they share.
    pub draws: Draws,
    /// The share of the dearest futures whose mean cost is told.
    pub tail: Share,
    /// A change whose worth is told: ten more temps, say.
    pub more: Option<Change>,
}

const DESIGNS: [(&str, Design); 2] =
    [("grid", Design::Grid), ("one_at_a_time", Design::OneAtATime)];

/// The most settings of one sweep.
const MOST: usize = 10_000;

pub(super) fn read(value: &Value<'_>, world: &World<'_>) -> Option<Sweep> {
    let s = value.section()?;
    let design = s.get("design").map_or(Some(Design::Grid), |v| v.word(&DESIGNS));
    let listed = s.need("axis").map(|v| v.sections()).unwrap_or_default();
    if listed.is_empty() {
        value.fault(codes::SWEEP_BAD, "a sweep needs a [[sweep.axis]]");
    }
    let axes: Option<Vec<Axis>> = listed.iter().map(|s| axis(s, world)).collect();
    s.finish();
    let axes = axes.filter(|axes| !axes.is_empty())?;
    let settings: usize = axes.iter().map(|axis| axis.values.len()).product();
    if design == Some(Design::Grid) && settings > MOST {
        value.fault(codes::SWEEP_BAD, format!("{settings} settings are more than {MOST}"));
        return None;
    }
    Some(Sweep { design: design?, axes })
}

fn axis(s: &Section<'_>, world: &World<'_>) -> Option<Axis> {
    let name = s.get("name").map_or(Some(None), |v| v.text().map(Some));
    let verb = change::verb(s);
    let values = verb.and_then(|_| change::list(s, world));
    s.finish();
    let name = name?.or(verb)?;
    Some(Axis { name: name.to_owned(), values: values? })
}

pub(super) fn uncertainty(value: &Value<'_>, world: &World<'_>) -> Option<Uncertainty> {
    let s = value.section()?;
    let more = match s.get("more") {
        None => Some(None),
        Some(value) => value.section().and_then(|s| change::read(&s, world)).map(Some),
    };
    let usual = Draws::default();
    let futures = s.get("futures").map_or(Some(usual.futures as u32), |v| v.whole(2, 100_000));
    let seed = s.get("seed").map_or(Some(1), |v| v.whole(0, u32::MAX));
    let part = |key, usual| s.get(key).map_or(Some(usual), |v: Value<'_>| v.number(0.0, 1.0));
    let horizon = part("shared_by_horizon", usual.horizon);
    let day = part("shared_by_day", usual.day);
    let tail = s.get("tail").map_or(Share::new(0.1), |v| v.share());
    s.finish();
    let draws =
        Draws { futures: futures? as usize, seed: u64::from(seed?), horizon: horizon?, day: day? };
    if draws.horizon + draws.day > 1.0 {
        value.fault(codes::KEY_RANGE, "shared_by_horizon and shared_by_day are above 1 together");
        return None;
    }
    Some(Uncertainty { draws, tail: tail?, more: more? })
}
