//! How long the queueing engine and a week's requirement take.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::{Agents, Contacts, Demand, Minutes, Period, Queue, QueueId, Seconds};
use solver::staffing::queueing::{Flow, Of};
use solver::staffing::{Options, require};
use std::hint::black_box;

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/staffing/centres.rs"]
mod centres;

/// Calls of 300 s that keep 95 % of `agents` busy, with customers of four minutes' patience.
fn busy(agents: u32) -> Flow {
    let contacts = Contacts(0.95 * f64::from(agents) * 6.0);
    Flow::new(contacts, Minutes(30), Seconds(300.0))
        .and_then(|f| f.with_patience(Some(Seconds(240.0))))
        .expect("a flow")
}

fn engine(c: &mut Criterion) {
    let mut group = c.benchmark_group("erlang_a");
    for agents in [10, 100, 1000, 10_000] {
        let flow = busy(agents);
        group.bench_function(BenchmarkId::new("service_level", agents), |b| {
            b.iter(|| {
                let steady = black_box(&flow).with(Agents(agents)).expect("patience");
                steady.service_level(Seconds(20.0), Of::Offered)
            });
        });
        let target = [centres::service(80.0, 20.0)];
        group.bench_function(BenchmarkId::new("least", agents), |b| {
            b.iter(|| black_box(&flow).least(&target, Agents(100_000)));
        });
    }
    group.finish();
}

/// A week of 20 queues, 5 to 100 erlangs at the peak, open day and night.
fn week(c: &mut Criterion) {
    let grid = centres::grid(7);
    let mut group = c.benchmark_group("week_of_20_queues");
    for (name, period) in [("every_interval", Period::Interval), ("per_day", Period::Day)] {
        let target = centres::per(period, centres::service(80.0, 20.0));
        let queues: Vec<Queue> = (0..20)
            .map(|q| Queue {
                id: QueueId::new(format!("queue{q}")),
                patience: Some(Seconds(240.0)),
                ..centres::phone(&[target])
            })
            .collect();
        let wave = |q: usize, s: usize| {
            let hour = (s % 48) as f64 / 48.0 * std::f64::consts::TAU;
            30.0 * (q + 1) as f64 * (1.05 - hour.cos()) / 2.05
        };
        let own = queues.iter().enumerate();
        let own = own.map(|(q, queue)| centres::contacts(queue, &grid, 300.0, |s| wave(q, s)));
        let demand = Demand { grid: grid.clone(), queues: own.collect() };
        let centre = centres::centre(queues);
        let options = Options::default();
        group.sample_size(20).bench_function(name, |b| {
            b.iter(|| require(black_box(&centre), &demand, &options).expect("a requirement"));
        });
    }
    group.finish();
}

criterion_group!(benches, engine, week);
criterion_main!(benches);
