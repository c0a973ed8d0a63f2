//! Sweeps: what is tried, and what is said of it.

use super::light;
use domain::{Money, Share};
use scenarios::change::{Change, Scope, ServiceLevel, Volume, Wage};
use scenarios::compare::{
    Axis, Design, Forecasts, Point, Scenario, Sweep, changes_at, points, rough,
};
use scenarios::plan::PlanOptions;

fn volume(times: f64) -> Change {
    Change::Volume(Volume { scope: Scope::default(), times })
}

fn wage(times: f64) -> Change {
    Change::Wage(Wage { contracts: Vec::new(), times })
}

fn axis(name: &str, values: &[f64], change: impl Fn(f64) -> Change) -> Axis {
    Axis { name: name.into(), values: values.iter().map(|v| (*v, change(*v))).collect() }
}

fn swept(sweep: &Sweep) -> (Vec<Point>, Money, Vec<Money>) {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid, forecast::Options::default());
    let options = PlanOptions::default();
    let base = Scenario::base();
    let all = points(&world, &base, sweep, &forecasts, &options, &(), &|| {}).expect("points");
    let alone = |setting: &Vec<Option<usize>>| {
        let scenario = changes_at(&base, sweep, setting);
        rough(&world, &scenario, &forecasts, &options).expect("a setting").cost()
    };
    let settings = scenarios::compare::settings(sweep);
    let each = settings.iter().map(alone).collect();
    (all, rough(&world, &base, &forecasts, &options).expect("the base").cost(), each)
}

/// Two costs that differ by no more than the optimiser's tolerance.
#[track_caller]
fn same(one: Money, other: Money) {
    assert!((one.0 - other.0).abs() <= 1 + one.0 / 100_000, "{one:?} is not {other:?}");
}

#[test]
fn a_grid_tries_every_value_with_every_other_and_each_costs_what_it_costs_alone() {
    let axes = vec![axis("volume", &[0.8, 1.0, 1.3], volume), axis("wage", &[1.0, 1.1], wage)];
    let (points, base, alone) = swept(&Sweep { design: Design::Grid, axes });
    let values: Vec<Vec<Option<f64>>> = points.iter().map(|p| p.values.clone()).collect();
    let pair = |volume, wage| vec![Some(volume), Some(wage)];
    assert_eq!(values.len(), 6);
    assert_eq!(values[..3], [pair(0.8, 1.0), pair(0.8, 1.1), pair(1.0, 1.0)]);
    // chained, from each other's solutions, out of order: the same as by themselves
    points.iter().zip(&alone).for_each(|(point, alone)| same(point.cost, *alone));
    same(points[2].cost, base);
    assert!(points[0].cost < points[2].cost && points[2].cost < points[4].cost);
    assert!(
        points
            .iter()
            .step_by(2)
            .zip(points.iter().skip(1).step_by(2))
            .all(|(a, b)| { a.pay < b.pay })
    );
}

#[test]
fn a_tornado_moves_one_axis_at_a_time() {
    let axes = vec![axis("volume", &[0.9, 1.1], volume), axis("wage", &[0.9, 1.1], wage)];
    let (points, base, _) = swept(&Sweep { design: Design::OneAtATime, axes });
    let values: Vec<Vec<Option<f64>>> = points.iter().map(|p| p.values.clone()).collect();
    let told = [
        vec![Some(0.9), None],
        vec![Some(1.1), None],
        vec![None, Some(0.9)],
        vec![None, Some(1.1)],
    ];
    assert_eq!(values, told);
    assert!(points[0].cost < base && base < points[1].cost);
    assert!(points[2].cost < base && base < points[3].cost);
}

#[test]
fn nothing_pays_less_and_covers_more_than_a_setting_on_the_frontier() {
    let level = |share: f64| {
        let share = Share::new(share).expect("a share");
        Change::ServiceLevel(ServiceLevel { queues: vec!["phone".into()], share })
    };
    let axes =
        vec![axis("service level", &[0.6, 0.8, 0.9], level), axis("volume", &[1.0, 1.4], volume)];
    let (points, ..) = swept(&Sweep { design: Design::Grid, axes });
    let (best, rest): (Vec<&Point>, Vec<&Point>) = points.iter().partition(|p| p.frontier);
    assert!(!best.is_empty() && !rest.is_empty());
    let beats = |a: &Point, b: &Point| {
        a.pay <= b.pay && a.covered >= b.covered && (a.pay < b.pay || a.covered > b.covered)
    };
    for one in &best {
        assert!(!points.iter().any(|other| beats(other, one)), "{one:?}");
    }
    for one in &rest {
        assert!(best.iter().any(|other| beats(other, one)), "{one:?} is beaten by none");
    }
}
