//! Textbook stations: simulated means lie within their confidence limits of the exact values.

use domain::{Estimate, Seconds};
use scenarios::simulate::{Arrivals, Budget, ClassReport, Station, StationReport};

/// A queue with one birth–death chain: `serving(k)` and `leaving(k)` with k contacts inside.
struct Exact {
    wait_of_all: f64,
    abandonment: f64,
    blocked: f64,
    occupancy: f64,
}

/// Exact long-run values of M/M/n/K+M in seconds, from the stationary distribution.
fn exact(per_hour: f64, handle: f64, n: usize, patience: Option<f64>, most: usize) -> Exact {
    let (arrive, serve) = (per_hour / 3600.0, 1.0 / handle);
    let leave = patience.map_or(0.0, |p| 1.0 / p);
    let mut weights = vec![1.0];
    for k in 1..=most {
        let out = k.min(n) as f64 * serve + k.saturating_sub(n) as f64 * leave;
        weights.push(weights[k - 1] * arrive / out);
    }
    let all: f64 = weights.iter().sum();
    let mean = |f: &dyn Fn(usize) -> f64| -> f64 {
        weights.iter().enumerate().map(|(k, w)| w / all * f(k)).sum()
    };
    let (line, busy) = (mean(&|k| k.saturating_sub(n) as f64), mean(&|k| k.min(n) as f64));
    let blocked = weights[most] / all;
    Exact {
        wait_of_all: line / (arrive * (1.0 - blocked)),
        abandonment: line * leave / arrive,
        blocked,
        occupancy: busy / n as f64,
    }
}

fn simulate(station: &Station) -> StationReport {
    let budget = Budget { least: 40, most: 40, contacts: u64::MAX, half_width: 0.0 };
    station.simulate(1999, &budget).expect("a valid station")
}

/// The value lies within four thirds of the half-width (a 99 % interval): forty comparisons with
/// fixed seeds should not fail by luck, a wrong model should.
#[track_caller]
fn close(name: &str, estimate: Option<Estimate>, value: f64) {
    let Estimate { mean, half_width } = estimate.expect("something to divide by");
    let off = (mean - value).abs();
    assert!(off <= half_width * 1.34, "{name}: {mean} ± {half_width} against {value}");
    assert!(half_width < 0.1 * value.abs() + 1e-3, "{name}: ± {half_width} shows nothing");
}

fn blocking(report: &ClassReport) -> f64 {
    report.blocked.mean / report.offered.mean
}

#[test]
fn twelve_agents_without_hang_ups_are_erlang_c() {
    // The published example of 252 calls an hour at 2 minutes: 0.89908 within 20 s, 6.1296 s.
    let report = simulate(&Station::erlang(252.0, Seconds(120.0), 12, 400));
    let exact = exact(252.0, 120.0, 12, None, 2000);
    close("service level", report.all.level_of_offered, 0.899_079_779_894_653_7);
    close("mean wait", report.all.wait_of_answered, 6.129_621_013_116_656);
    close("mean wait", report.all.wait_of_all, exact.wait_of_all);
    close("occupancy", report.occupancy, 0.7);
    assert_eq!(report.all.abandoned.mean, 0.0);
}

#[test]
fn fifty_agents_with_patience_are_erlang_a() {
    // 48 calls a minute at 1 minute each, patience 2 minutes.
    let station = Station::erlang(2880.0, Seconds(60.0), 50, 80).with_patience(Seconds(120.0));
    let report = simulate(&station);
    close("within 20 s ÷ offered", report.all.level_of_offered, 0.943_018_954_746_981);
    close("within 20 s ÷ answered", report.all.level_of_answered, 0.973_099_653_701_856_8);
    close("mean wait", report.all.wait_of_all, 3.709_469_899_463_186);
    close("abandonment", report.all.abandonment, 0.030_912_249_162_193_216);
    close("occupancy", report.occupancy, 0.930_324_240_804_294_5);
}

#[test]
fn the_service_level_without_short_hang_ups_is_the_published_one() {
    // 252 calls an hour, 2 minutes, patience 1 minute, 12 agents.
    let station = Station::erlang(252.0, Seconds(120.0), 12, 400).with_patience(Seconds(60.0));
    let report = simulate(&station);
    close("÷ (offered − short)", report.all.level_without_short, 0.967_871_538_727_504_6);
    close("÷ answered", report.all.level_of_answered, 0.974_182_238_187_215_2);
    close("wait of answered", report.all.wait_of_answered, 1.443_604_620_551_873_8);
    close("abandonment", report.all.abandonment, 0.029_678_905_542_373_395);
}

#[test]
fn a_full_line_blocks_as_often_as_it_should() {
    let station = Station::erlang(252.0, Seconds(120.0), 12, 400).with_capacity(17);
    let report = simulate(&station);
    let exact = exact(252.0, 120.0, 12, None, 17);
    close("mean wait", report.all.wait_of_answered, 3.667_454_446_556_642_5);
    close("occupancy", report.occupancy, exact.occupancy);
    assert!((blocking(&report.all) - exact.blocked).abs() < 0.0006, "{}", blocking(&report.all));
}

#[test]
fn a_full_line_with_patience_notices_hang_ups_at_once() {
    // Places in the line become free when people hang up, not only when somebody is served.
    let station = Station::erlang(400.0, Seconds(120.0), 12, 400)
        .with_patience(Seconds(60.0))
        .with_capacity(16);
    let report = simulate(&station);
    let exact = exact(400.0, 120.0, 12, Some(60.0), 16);
    close("mean wait", report.all.wait_of_all, exact.wait_of_all);
    close("abandonment", report.all.abandonment, exact.abandonment);
    assert!((blocking(&report.all) - exact.blocked).abs() < 0.002, "{}", blocking(&report.all));
}

#[test]
fn overload_with_patience_serves_what_it_can() {
    let station = Station::erlang(1000.0, Seconds(120.0), 12, 100).with_patience(Seconds(180.0));
    let report = simulate(&station);
    close("abandonment", report.all.abandonment, 1.0 - 360.0 / 1000.0);
    close("occupancy", report.occupancy, 1.0);
}

#[test]
fn a_past_day_brings_exactly_its_contacts() {
    let mut station = Station::erlang(0.0, Seconds(120.0), 12, 10).with_patience(Seconds(60.0));
    station.warm_up = 0;
    station.classes[0].arrivals = Arrivals::Counted;
    station.classes[0].expected = vec![250.0, 0.0, 3.0, 1.0, 100.0, 7.0, 252.0, 0.0, 9.0, 8.0, 5.0];
    let report = simulate(&station);
    assert_eq!(report.all.offered, Estimate { mean: 635.0, half_width: 0.0 });
    let hours: Vec<f64> = report.periods.iter().map(|hour| hour.offered.mean).collect();
    assert_eq!(hours, station.classes[0].expected);
}
