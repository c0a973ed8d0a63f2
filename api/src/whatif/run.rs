//! Every scenario through the chain.

use super::outlook::outlook;
use super::{Cache, Compared, Comparison, Outlines, Side, Swept};
use crate::cli::{CliError, tell};
use crate::files::{self, ScenarioFile};
use domain::{Grid, Inputs};
use scenarios::change::World;
use scenarios::compare::{
    CostDifference, Forecasts, Rough, Scenario, Variant, attribute, each, points, rough, variant,
};
use scenarios::plan::{PlanOptions, Planned};
use scenarios::simulate;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is asked for.
pub(crate) struct Ask<'a> {
    /// The centre.
    pub(crate) inputs: &'a Inputs,
    /// The days.
    pub(crate) grid: &'a Grid,
    /// The scenarios.
    pub(crate) files: Vec<ScenarioFile>,
    /// How each is planned.
    pub(crate) options: PlanOptions,
    /// How each roster is simulated; `None` for the outline alone.
    pub(crate) simulation: Option<simulate::Options>,
    /// Where rosters are kept.
    pub(crate) cache: &'a Cache,
    /// Where outlines of sweeps and futures are kept.
    pub(crate) outlines: &'a Outlines,
    /// Hears of what is being done.
    pub(crate) tell: &'a (dyn Fn(String) + Sync + Send),
}

/// Compares.
pub(crate) fn run(ask: &Ask<'_>) -> Result<Comparison, CliError> {
    let base_world = World::new(ask.inputs.clone());
    let forecasts = Forecasts::new(ask.grid.clone(), ask.options.forecast.clone());
    (ask.tell)("forecast: the centre as it is".into());
    let base = rough(&base_world, &Scenario::base(), &forecasts, &ask.options)?;
    let scenarios: Vec<Scenario> = std::iter::once(Scenario::base())
        .chain(ask.files.iter().map(|file| file.scenario.clone()))
        .collect();
    let made = each(&scenarios[1..], |scenario| {
        (ask.tell)(format!("outline: {}", scenario.name));
        rough(&base_world, scenario, &forecasts, &ask.options)
    })?;
    let roughs: Vec<Rough> = std::iter::once(base).chain(made).collect();
    let variants = variants(ask, &scenarios, &roughs)?;
    let parts = scenarios.into_iter().zip(roughs).zip(variants);
    let mut sides = parts.map(|((scenario, rough), variant)| Side { scenario, rough, variant });
    let base = sides.next().ok_or(CliError::NoHistory)?;
    let sides: Vec<Side> = sides.collect();
    let others = each(&sides, |side| compared(ask, &base_world, &base, side, &forecasts))?;
    let sweeps = sweeps(ask, &base_world, &others, &forecasts)?;
    let mut outlooks = Vec::new();
    for (file, compared) in ask.files.iter().zip(&others) {
        if let Some(uncertainty) = &file.uncertainty {
            (ask.tell)(format!("futures: {}", file.scenario.name));
            let sides: Vec<&Side> =
                std::iter::once(&base).chain(others.iter().map(|o| &o.side)).collect();
            outlooks.push(outlook(ask, &base_world, &compared.side, &sides, uncertainty)?);
        }
    }
    let (centre, grid) = (ask.inputs.centre.clone(), ask.grid.clone());
    Ok(Comparison { centre, grid, base, others, sweeps, outlooks })
}

/// Rosters of all worlds that differ; equal worlds share one.
fn variants(
    ask: &Ask<'_>,
    scenarios: &[Scenario],
    roughs: &[Rough],
) -> Result<Vec<Option<Variant>>, CliError> {
    let Some(simulation) = &ask.simulation else { return Ok(vec![None; roughs.len()]) };
    let how = format!("{:?} {}", ask.options.roster, ask.options.version);
    let hash = |r: &Rough| files::plan_hash(&r.world.inputs, &r.requirement, &how);
    let hashes: Vec<String> = roughs.iter().map(hash).collect();
    let first = |n: usize| hashes.iter().position(|h| *h == hashes[n]).unwrap_or(n);
    let jobs: Vec<usize> = (0..roughs.len()).filter(|n| first(*n) == *n).collect();
    let made = Mutex::new(0);
    let kept = AtomicUsize::new(0);
    let found: Vec<(usize, Variant)> = each(&jobs, |&n| -> Result<_, CliError> {
        let known = ask.cache.take(&hashes[n], &roughs[n].world.inputs.centre, ask.grid);
        let fresh = known.is_none();
        kept.fetch_add(usize::from(!fresh), Ordering::Relaxed);
        let watch = &mut |_: &scenarios::plan::Stage<'_>| ControlFlow::Continue(());
        let (scenario, rough) = (&scenarios[n], roughs[n].clone());
        let options = PlanOptions {
            input_hash: files::input_hash(&rough.world.inputs),
            ..ask.options.clone()
        };
        (ask.tell)(format!("roster: {}", scenario.name));
        let found = variant(scenario, rough, known, &options, simulation, watch)?;
        if let (true, Planned::Rostered(rostered)) = (fresh, &found.planned) {
            ask.cache.keep(&hashes[n], &rostered.solution)?;
        }
        if let Ok(mut made) = made.lock() {
            *made += 1;
            (ask.tell)(format!("{made} of {} rosters", jobs.len()));
        }
        Ok((n, found))
    })?;
    if let kept @ 1.. = kept.into_inner() {
        tell(&format!("{kept} of {} rosters were kept from a run before", jobs.len()));
    }
    let of = |n: usize| {
        let variant = found.iter().find(|(known, _)| *known == first(n)).map(|(_, v)| v.clone());
        // a world with the same roster may still differ outside of it: fees, adjustments
        variant.map(|v| Variant { rough: roughs[n].clone(), ..v })
    };
    Ok((0..roughs.len()).map(of).collect())
}

fn compared(
    ask: &Ask<'_>,
    world: &World,
    base: &Side,
    side: &Side,
    forecasts: &Forecasts,
) -> Result<Compared, CliError> {
    let (from, to) = (base.weight(), side.weight());
    let twins = base.rough.world.inputs == side.rough.world.inputs
        && base.rough.requirement == side.rough.requirement;
    // one roster for both: what the gap leaves open is open for both alike
    let cost =
        if twins { CostDifference::of_twins(from, to) } else { CostDifference::between(from, to) };
    (ask.tell)(format!("what drives it: {}", side.scenario.name));
    let pair = (&base.rough, &side.rough);
    let attribution = attribute(world, &side.scenario, pair, cost.found, forecasts, &ask.options)?;
    let service = match (base.performance(), side.performance()) {
        (Some(from), Some(to)) => Some(simulate::difference(from, to)?),
        _ => None,
    };
    Ok(Compared { side: side.clone(), cost, attribution, service })
}

fn sweeps(
    ask: &Ask<'_>,
    world: &World,
    others: &[Compared],
    forecasts: &Forecasts,
) -> Result<Vec<Swept>, CliError> {
    let mut swept = Vec::new();
    for (file, compared) in ask.files.iter().zip(others) {
        let Some(sweep) = &file.sweep else { continue };
        let name = file.scenario.name.clone();
        let count = Mutex::new(0);
        let done = || {
            if let Ok(mut count) = count.lock() {
                *count += 1;
                (ask.tell)(format!("sweep: {name}, {count} settings"));
            }
        };
        let (scenario, kept) = (&file.scenario, ask.outlines);
        let points = points(world, scenario, sweep, forecasts, &ask.options, kept, &done)?;
        let centre = compared.side.rough.cost();
        swept.push(Swept { name: name.clone(), sweep: sweep.clone(), points, centre });
    }
    Ok(swept)
}
