//! The small linear programmes behind scenarios, on the Lighthouse sample.

use super::light;
use domain::{Grid, Inputs, Provenance, Roster, Share};
use scenarios::change::{Change, Scope, Volume};
use scenarios::compare::{Forecasts, Scenario, rough};
use scenarios::futures::{Draws, draw, hedge};
use scenarios::plan::PlanOptions;
use scenarios::simulate::{self, difference, simulate};
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
fn the_steps_of_a_hedge_cost_what_missing_people_cost_on_average() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid, forecast::Options::default());
    let base = rough(&world, &Scenario::base(), &forecasts, &PlanOptions::default()).expect("base");
    let centre = &world.inputs.centre;
    let futures = draw(&base.demand, &Draws { futures: 20, ..Draws::default() });
    let staffing = PlanOptions::default().staffing;
    let needs: Vec<_> = futures
        .iter()
        .map(|f| solver::staffing::require(centre, &f.of(&base.demand), &staffing).expect("needs"))
        .collect();
    let hedge = hedge(centre, &base.requirement, &needs);
    let prices: Vec<i64> = hedge
        .centre
        .queues
        .iter()
        .filter(|q| q.id.as_str().starts_with("phone"))
        .map(|q| q.shortage.light.0)
        .collect();
    assert_eq!(prices.len(), 4, "four steps of the phone, none of the tickets");
    assert!(prices.windows(2).all(|w| w[0] >= w[1]), "dearest first: {prices:?}");
    let phone = &centre.queues[0].shortage;
    assert!(prices[0] <= phone.heavy.0 && prices[3] < phone.light.0, "{prices:?}");
    let skills = &hedge.centre.agents[0].skills;
    assert!(skills.len() >= 4, "whoever serves a queue serves its steps");
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
