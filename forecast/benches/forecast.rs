//! How long a forecast takes: one two-year queue refitted, chosen anew, and many queues at once.

#[path = "../tests/exercises/world.rs"]
#[expect(dead_code, reason = "the exercises use more of it")]
mod world;

use criterion::{Criterion, criterion_group, criterion_main};
use domain::{Centre, Grid, History, QueueHistory, QueueId};
use forecast::Options;
use std::hint::black_box;
use world::{World, day, history, promotion};

/// Two years of 24 half-hours a day, with 24 sales and a weekly holiday class.
fn two_years(seed: u64) -> World {
    let mut world = World::usual().noisy(seed).days(104 * 7);
    for nth in 0..26_u64 {
        let start = day("2025-01-20") + chrono::Days::new(29 * nth);
        let end = start + chrono::Days::new(1 + nth % 3);
        let midnight = |d: chrono::NaiveDate| format!("{d} 00:00");
        let mut event = promotion(&format!("sale {nth}"), &midnight(start), &midnight(end));
        event.class = ["flash", "week", "season"][(nth % 3) as usize].into();
        world = world.event(event);
    }
    world
}

fn one_queue(c: &mut Criterion) {
    let world = two_years(1);
    let (centre, grid) = (world.centre(), world.grid(4));
    let history = history("care", world.records());
    let options = Options::default();
    let study = world.study(4);
    let kept =
        Options { choices: [(QueueId::new("care"), study.choice)].into(), ..Options::default() };
    let ask = |options: &Options| {
        forecast::forecast(black_box(&centre), &history, &grid, options).expect("a forecast")
    };
    let mut group = c.benchmark_group("two years, four weeks ahead");
    group.sample_size(10);
    group.bench_function("refit with a kept choice", |b| b.iter(|| ask(&kept)));
    group.bench_function("choose anew", |b| b.iter(|| ask(&options)));
    group.finish();
}

/// 20 queues of two years; 200 take ten times as long.
fn many(world: &World, queues: usize) -> (Centre, History, Grid) {
    let mut centre = world.centre();
    let records = world.records();
    let ids: Vec<QueueId> = (0..queues).map(|n| QueueId::new(format!("queue {n}"))).collect();
    centre.queues = ids.iter().map(|id| world.queue(id.as_str())).collect();
    let of = |id: &QueueId| QueueHistory { queue: id.clone(), records: records.clone() };
    let mut all = history("none", Vec::new());
    all.queues = ids.iter().map(of).collect();
    (centre, all, world.grid(4))
}

fn many_queues(c: &mut Criterion) {
    let world = two_years(2);
    let (centre, history, grid) = many(&world, 20);
    let options = Options::default();
    let mut group = c.benchmark_group("20 queues of two years, four weeks ahead");
    group.sample_size(10);
    group.bench_function("choose anew", |b| {
        b.iter(|| forecast::forecast(black_box(&centre), &history, &grid, &options));
    });
    group.finish();
}

criterion_group!(benches, one_queue, many_queues);
criterion_main!(benches);
