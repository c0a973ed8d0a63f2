//! The small linear programmes behind scenarios, on the Lighthouse sample.

use super::{day, light, shop};
use domain::{Grid, Inputs, Provenance, Roster, Share};
use scenarios::change::{Change, Scope, Volume};
use scenarios::compare::{Forecasts, Scenario, rough};
use scenarios::futures::{Draws, First, Hedged, draw, hedge, robust};
use scenarios::plan::PlanOptions;
use scenarios::simulate::{self, difference, simulate};
use solver::capacity::{CapacityCase, Hiring, Staff, solve};
use solver::outline::Sketch;
use solver::recourse::{Options, Recourse};

/// Last week's shifts a week later: a roster of some sort.
fn again(inputs: &Inputs, grid: Grid) -> Roster {
    let later = |mut shift: domain::Shift| {
        shift.date += chrono::Duration::days(7);
        for stretch in &mut shift.stretches {
            let days = domain::Minutes::hours(7 * 24);
            stretch.span.start = stretch.span.start + days;
            stretch.span.end = stretch.span.end + days;
        }
        shift
    };
    let shifts = inputs.previous.iter().cloned().map(later).collect();
    Roster::new(grid, shifts, Provenance::default())
}

#[test]
fn an_outline_solved_again_from_the_last_one_is_the_same_as_a_fresh_one() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid.clone(), forecast::Options::default());
    let base = rough(&world, &Scenario::base(), &forecasts, &PlanOptions::default()).expect("base");
    let inputs = &world.inputs;
    let futures = draw(&base.demand, &Draws { futures: 4, ..Draws::default() });
    let needs: Vec<_> = futures
        .iter()
        .map(|f| {
            let demand = f.of(&base.demand);
            solver::staffing::require(&inputs.centre, &demand, &PlanOptions::default().staffing)
                .expect("a requirement")
        })
        .collect();
    let mut warm = Sketch::new(&inputs.centre, &grid, &inputs.previous);
    for need in &needs {
        let mut cold = Sketch::new(&inputs.centre, &grid, &inputs.previous);
        let (warm, cold) = (warm.solve(need).expect("warm"), cold.solve(need).expect("cold"));
        assert!((warm.cost - cold.cost).abs() < 1e-5 * cold.cost, "{} {}", warm.cost, cold.cost);
    }
}

#[test]
fn what_may_be_done_on_the_day_never_costs_more_than_doing_nothing() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid.clone(), forecast::Options::default());
    let base = rough(&world, &Scenario::base(), &forecasts, &PlanOptions::default()).expect("base");
    let inputs = &world.inputs;
    let roster = again(inputs, grid);
    let none = Options {
        overtime: domain::Minutes::ZERO,
        release: domain::Minutes::ZERO,
        release_pay: Share::ALL,
        swaps: false,
        standby: Vec::new(),
    };
    let settle = |options: &Options| {
        let mut recourse = Recourse::new(&inputs.centre, &roster, &inputs.previous, options);
        recourse.settle(&base.requirement).expect("settled")
    };
    let (nothing, swaps) = (settle(&none), settle(&Options { swaps: true, ..none.clone() }));
    let all = settle(&Options::default());
    assert!(nothing.overtime == 0.0 && nothing.released == 0.0);
    assert!(swaps.total() <= nothing.total() + 1e-6);
    assert!(all.total() < swaps.total(), "overtime or an early end pays somewhere");
}

#[test]
fn a_hedge_asks_for_people_as_far_as_they_pay_at_expected_prices() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid, forecast::Options::default());
    let base = rough(&world, &Scenario::base(), &forecasts, &PlanOptions::default()).expect("base");
    let centre = &world.inputs.centre;
    let futures = draw(&base.demand, &Draws { futures: 40, ..Draws::default() });
    let staffing = PlanOptions::default().staffing;
    let needs: Vec<_> = futures
        .iter()
        .map(|f| solver::staffing::require(centre, &f.of(&base.demand), &staffing).expect("needs"))
        .collect();
    let whole = hedge(centre, &base.requirement, &needs, 1.0);
    let (listed, priced) = (&centre.queues[0].shortage, &whole.centre.queues[0].shortage);
    assert!(priced.light < listed.light, "the last are missed in some futures only");
    assert!(priced.heavy > priced.light && priced.heavy <= listed.heavy, "{priced:?}");
    let people = |r: &domain::Requirement| r.queues[0].agents.iter().map(|a| a.0).sum::<u32>();
    let most = needs.iter().map(people).max().expect("futures");
    let asked = people(&whole.requirement);
    assert!(people(&base.requirement) < asked && asked < most, "{asked} of {most}");
    // where overtime takes the sting out of being short, fewer pay
    let half = hedge(centre, &base.requirement, &needs, 0.5);
    assert!(people(&half.requirement) < asked);
    assert_eq!(whole.requirement.queues[1], base.requirement.queues[1], "tickets as they were");
}

#[test]
fn the_robust_plan_is_cheaper_in_futures_it_was_not_made_for() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid, forecast::Options::default());
    let mut options = PlanOptions::default();
    (options.roster.limits.work, options.roster.limits.time) = (Some(200), None);
    let mut base = rough(&world, &Scenario::base(), &forecasts, &options).expect("base");
    for spread in base.demand.queues.iter_mut().flat_map(|q| &mut q.spread) {
        spread.shared = 0.1;
    }
    let draws = Draws { futures: 30, ..Draws::default() };
    let watch = &mut |_: &scenarios::plan::Stage<'_>| std::ops::ControlFlow::Continue(());
    let plans = match robust(&base, &draws, &options, &Options::default(), watch).expect("plans") {
        Hedged::Plans(plans) => plans,
        Hedged::Impossible(conflict) => panic!("{conflict:?}"),
    };
    let mean = plans.tried[0].1;
    assert_eq!(plans.tried[0].0, First::Mean);
    let best = plans.tried.iter().map(|(_, cost)| *cost).fold(f64::INFINITY, f64::min);
    assert!(plans.chosen != First::Mean && best < mean, "{:?}", plans.tried);
    let [before, after] = [0, 1].map(|plan| plans.table.mean(plan));
    assert!(after < before, "in other futures: {after} against {before}");
    assert_eq!(plans.price(), plans.if_mean[1] - plans.if_mean[0]);
}

#[test]
fn one_more_trained_agent_in_the_week_of_double_11_is_worth_what_solving_again_saves() {
    let (world, _) = shop();
    let centre = &world.inputs.centre;
    let grid = Grid::new(centre.zone, day("2025-11-10"), 8 * 7, centre.interval).expect("weeks");
    let (forecast, staffing) = (forecast::Options::default(), PlanOptions::default().staffing);
    let (loads, months) = scenarios::capacity::loads(&world.inputs, &grid, &forecast, &staffing)
        .expect("the work of every week");
    let phone = loads.iter().position(|load| load.queue.as_str() == "phone").expect("a phone");
    let hiring = Hiring { lead: 3, training: 2, ramp_up: vec![0.7], fee: 150_000.0, most: 3.0 };
    let staff = Staff {
        name: "phone".into(),
        people: 14.0,
        skills: vec![(phone, 1.0)],
        hours: 34.0,
        paid_hours: 40.0,
        wage: 3_600.0,
        overtime_multiplier: 1.5,
        overtime_month: 36.0,
        attrition: 0.005,
        leave_weeks: 0.2,
        leave_share_max: 0.15,
        hiring: Some(hiring),
    };
    let (agencies, training) = (Vec::new(), Vec::new());
    let case = CapacityCase { months, loads, staff: vec![staff], agencies, training };
    let plan = solve(&case).expect("a plan");
    let saved = |agents: f64| {
        let mut easier = case.clone();
        easier.loads[phone].hours[0] -= agents * 34.0;
        plan.cost - solve(&easier).expect("a plan").cost
    };
    let worth = plan.groups[0][0].worth;
    let near = saved(0.01) / 0.01;
    assert!(worth > 0.0 && (near - worth).abs() < 1e-3 * worth, "{near} is not {worth}");
    let whole = saved(1.0);
    assert!(whole > 0.0 && whole <= worth * 1.0001, "the first hours save most: {whole}, {worth}");
    assert!(worth >= plan.groups[0][7].worth, "nobody is dearer than in the week of the sale");
}

/// Half-widths of the change in service level: paired, and as two runs by themselves give it.
fn widths(times: f64) -> [f64; 2] {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid.clone(), forecast::Options::default());
    let busier = Volume { scope: Scope::default(), times };
    let busier = Scenario { changes: vec![Change::Volume(busier)], ..Scenario::base() };
    let options = PlanOptions::default();
    let roster = again(&world.inputs, grid);
    let mut simulation = simulate::Options { seed: 7, ..simulate::Options::default() };
    (simulation.budget.least, simulation.budget.most) = (40, 40);
    simulation.budget.half_width = 0.0;
    let [base, other] = [Scenario::base(), busier].map(|scenario| {
        let rough = rough(&world, &scenario, &forecasts, &options).expect("a world");
        let inputs = &rough.world.inputs;
        simulate(&inputs.centre, &rough.demand, &roster, &inputs.previous, &simulation)
            .expect("a performance")
    });
    let paired = difference(&base, &other).expect("twins").queues[0].horizon.service_level;
    let own = [&base, &other].map(|p| p.queues[0].horizon.service_level.expect("a level"));
    let apart = own.iter().map(|e| e.half_width.powi(2)).sum::<f64>().sqrt();
    [paired.expect("a level").half_width, apart]
}

#[test]
#[expect(clippy::print_stdout, reason = "the table of docs/benchmarks/scenarios.md")]
fn paired_differences_are_known_far_better_than_differences_of_two_runs() {
    for times in [1.02, 1.05, 1.1, 1.2] {
        let [paired, apart] = widths(times);
        println!("volume × {times}: paired ± {paired:.5}, unpaired ± {apart:.5}");
        assert!(paired < 0.7 * apart, "{times}: {paired} against {apart}");
    }
    let [paired, apart] = widths(1.02);
    assert!(paired.powi(2) < 0.2 * apart.powi(2), "variance: {paired}² against {apart}²");
}
