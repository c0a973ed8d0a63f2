//! A finished roster, simulated.

use crate::centre::*;
use domain::{Activity, Estimate, Performance, Precision, QueueId, Share, Spread};
use scenarios::simulate::{Budget, Options, Routing, Shape, SimulationError, simulate};

fn exactly(replications: u32) -> Options {
    let most = replications;
    let budget = Budget { least: most, most, contacts: u64::MAX, half_width: 0.0 };
    Options { seed: 17, handling: Shape::Exponential, budget, ..Options::default() }
}

fn horizon<'p>(performance: &'p Performance, queue: &str) -> &'p domain::Measures {
    &performance.queue(&QueueId::new(queue)).expect("the queue").horizon
}

fn level(performance: &Performance, queue: &str) -> f64 {
    horizon(performance, queue).service_level.expect("contacts").mean
}

/// Ten people from nine to nine on one phone queue, some days.
fn ten(days: usize, volume: f64, options: &Options) -> Performance {
    let grid = grid(days);
    let centre = centre(vec![phone("sales")], agents("a", 10, &[("sales", 1.0)]));
    let demand = demand(&grid, &[("sales", volume, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 10, days, "sales"));
    simulate(&centre, &demand, &roster, &[], options).expect("a simulation")
}

#[test]
fn every_contact_is_answered_or_gives_up_or_still_waits() {
    let performance = ten(3, 95.0, &exactly(20));
    let queue = &performance.queues[0];
    for m in queue.slots.iter().chain(&queue.days).chain([&queue.horizon]) {
        let ends = m.answered.mean + m.abandoned.mean + m.waiting.mean;
        assert!((m.offered.mean - ends).abs() < 1e-9, "{} in, {ends} out", m.offered.mean);
    }
    assert!(queue.horizon.abandoned.mean > 10.0);
    let days: f64 = queue.days.iter().map(|d| d.offered.mean).sum();
    assert!((days - queue.horizon.offered.mean).abs() < 1e-6);
}

#[test]
fn two_rosters_meet_the_same_customers() {
    let grid = grid(1);
    let centre = centre(vec![phone("sales")], agents("a", 10, &[("sales", 1.0)]));
    let demand = demand(&grid, &[("sales", 70.0, 180.0)], (9, 21));
    let run = |people: usize| {
        let roster = roster(&grid, all_day("a", people, 1, "sales"));
        simulate(&centre, &demand, &roster, &[], &exactly(16)).expect("a simulation")
    };
    let (few, many) = (run(7), run(10));
    let offered = |p: &Performance| -> Vec<Estimate> {
        p.queues[0].slots.iter().map(|m| m.offered).collect()
    };
    assert_eq!(offered(&few), offered(&many));
    // With the same customers every one of the slots is served at least about as well.
    assert!(level(&many, "sales") > level(&few, "sales") + 0.05);
}

#[test]
fn a_busier_slot_leaves_the_other_slots_customers_alone() {
    let grid = grid(1);
    let centre = centre(vec![phone("sales")], agents("a", 10, &[("sales", 1.0)]));
    let roster = roster(&grid, all_day("a", 10, 1, "sales"));
    let base = demand(&grid, &[("sales", 70.0, 180.0)], (9, 21));
    let mut busier = base.clone();
    busier.queues[0].expected[30].0 *= 1.5;
    let run = |d| simulate(&centre, d, &roster, &[], &exactly(16)).expect("a simulation");
    let (before, after) = (run(&base), run(&busier));
    for slot in 0..grid.len() {
        let (a, b) = (&before.queues[0].slots[slot], &after.queues[0].slots[slot]);
        if slot == 30 {
            assert!(b.offered.mean > a.offered.mean * 1.3);
        } else {
            assert_eq!(a.offered, b.offered);
        }
    }
}

#[test]
fn the_seed_decides_and_the_number_of_threads_does_not() {
    let with = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| ten(1, 95.0, &Options { seed, ..exactly(24) }))
    };
    let once = with(1, 5);
    assert_eq!(once, with(1, 5));
    assert_eq!(once, with(4, 5));
    assert_ne!(once, with(1, 6));
}

#[test]
fn a_roster_without_uncertainty_agrees_with_erlang_a_at_noon() {
    // 10 agents, 95 calls of 3 minutes per half-hour: 9.5 erlangs, patience 2 minutes.
    let performance = ten(1, 95.0, &exactly(600));
    let (arrive, serve, leave) = (95.0 / 1800.0, 1.0 / 180.0, 1.0 / 120.0);
    let mut weights = vec![1.0_f64];
    for k in 1..200 {
        let out = f64::from(k.min(10)) * serve + f64::from((k - 10).max(0)) * leave;
        weights.push(weights[k as usize - 1] * arrive / out);
    }
    let line = |(k, w): (usize, &f64)| w * k.saturating_sub(10) as f64;
    let waiting: f64 = weights.iter().enumerate().map(line).sum();
    let abandonment = waiting / weights.iter().sum::<f64>() * leave / arrive;
    for slot in 30..36 {
        let here = performance.queues[0].slots[slot].abandonment.expect("contacts");
        assert!((here.mean - abandonment).abs() < here.half_width * 1.5 + 1e-4, "{here:?}");
    }
}

#[test]
fn nobody_calls_and_nothing_happens() {
    let performance = ten(1, 0.0, &exactly(4));
    let m = horizon(&performance, "sales");
    assert_eq!((m.offered.mean, m.service_level, m.mean_wait), (0.0, None, None));
    assert_eq!(m.occupancy.expect("people").mean, 0.0);
}

#[test]
fn with_nobody_at_work_everybody_gives_up() {
    let grid = grid(1);
    let centre = centre(vec![phone("sales")], Vec::new());
    let demand = demand(&grid, &[("sales", 20.0, 180.0)], (9, 21));
    let empty = roster(&grid, Vec::new());
    let performance = simulate(&centre, &demand, &empty, &[], &exactly(4)).expect("a simulation");
    let m = horizon(&performance, "sales");
    assert_eq!((m.answered.mean, m.waiting.mean, m.occupancy), (0.0, 0.0, None));
    assert_eq!(m.abandoned.mean, m.offered.mean);
    assert_eq!(m.service_level.expect("contacts").mean, 0.0);
}

#[test]
fn customers_without_limit_to_their_patience_are_sent_away_at_night() {
    let grid = grid(2);
    let mut patient = phone("sales");
    patient.patience = None;
    let centre = centre(vec![patient], agents("a", 1, &[("sales", 1.0)]));
    let demand = demand(&grid, &[("sales", 30.0, 180.0)], (9, 21));
    let alone = roster(&grid, all_day("a", 1, 2, "sales"));
    let performance = simulate(&centre, &demand, &alone, &[], &exactly(4)).expect("a simulation");
    let queue = &performance.queues[0];
    assert_eq!(queue.horizon.waiting.mean, 0.0);
    assert!(queue.days[0].abandoned.mean > 400.0, "{:?}", queue.days[0]);
    let (evening, night) = (&queue.slots[41], &queue.slots[43]);
    assert!(evening.backlog.mean > 400.0 && night.backlog.mean == 0.0);
}

#[test]
fn a_break_is_paid_back_and_a_contact_is_finished() {
    // One person, calls of two hours: the call at hand is finished before the break, which then
    // lasts its half-hour; so the share of time at work is what the roster says, later.
    let grid = grid(1);
    let centre = centre(vec![phone("sales")], agents("a", 1, &[("sales", 1.0)]));
    let mut demand = demand(&grid, &[("sales", 0.0, 600.0)], (9, 21));
    demand.queues[0].expected[18].0 = 40.0;
    let rest = Activity::Break { paid: true };
    let pause = [
        ("09:00", "09:10", work("sales")),
        ("09:10", "09:20", rest),
        ("09:20", "12:00", work("sales")),
    ];
    let one = roster(&grid, vec![shift("a-0", 0, &pause)]);
    let mut options = exactly(64);
    options.handling = Shape::LogNormal { cv: 0.0 };
    let performance = simulate(&centre, &demand, &one, &[], &options).expect("a simulation");
    let slot = |n: usize| performance.queues[0].slots[n];
    // Busy from about 09:01 to 09:11, resting until 09:21, back at the phone after that.
    let present = slot(18).at_work.mean * 30.0;
    assert!((present - 20.0).abs() < 0.01, "{present} minutes at work, the break taken in full");
    assert!(slot(18).answered.mean > 1.9, "{:?}", slot(18).answered);
}

#[test]
fn shrinkage_takes_its_share_of_the_people() {
    let grid = grid(2);
    let mut queue = phone("sales");
    queue.shrinkage = Share::new(0.2).expect("a share");
    let centre = centre(vec![queue], agents("a", 10, &[("sales", 1.0)]));
    let demand = demand(&grid, &[("sales", 0.0, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 10, 2, "sales"));
    let performance =
        simulate(&centre, &demand, &roster, &[], &exactly(200)).expect("a simulation");
    for day in &performance.queues[0].days {
        // Twelve of the day's 24 hours are worked.
        let (mean, half_width) = (day.at_work.mean * 2.0, day.at_work.half_width * 2.0);
        assert!((mean - 8.0).abs() < half_width * 1.5, "{mean} ± {half_width} at work");
        assert!(half_width < 0.1);
    }
}

#[test]
fn half_the_pace_serves_half_the_calls() {
    let grid = grid(1);
    let centre = centre(vec![phone("sales")], agents("a", 4, &[("sales", 0.5)]));
    let demand = demand(&grid, &[("sales", 200.0, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 4, 1, "sales"));
    let performance = simulate(&centre, &demand, &roster, &[], &exactly(40)).expect("a simulation");
    // Overloaded: 4 people × 24 half-hours × 1800 s ÷ 360 s.
    let answered = horizon(&performance, "sales").answered.mean;
    assert!((answered - 480.0).abs() < 10.0, "{answered}");
}

#[test]
fn three_chats_at_once_serve_as_the_speed_curve_says() {
    let grid = grid(1);
    let centre = centre(vec![chat("chat", &[1.0, 1.6, 1.8])], agents("a", 5, &[("chat", 1.0)]));
    let demand = demand(&grid, &[("chat", 300.0, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 5, 1, "chat"));
    let performance = simulate(&centre, &demand, &roster, &[], &exactly(40)).expect("a simulation");
    // Overloaded: everybody holds three chats and completes 1.8 per 180 s.
    let m = horizon(&performance, "chat");
    let expected = 5.0 * 12.0 * 3600.0 / 180.0 * 1.8;
    assert!((m.answered.mean / expected - 1.0).abs() < 0.02, "{} ~ {expected}", m.answered.mean);
}

#[test]
fn chat_agents_are_as_busy_as_the_share_they_complete_of_what_they_could() {
    let grid = grid(1);
    let centre = centre(vec![chat("chat", &[1.0, 1.6, 1.8])], agents("a", 5, &[("chat", 1.0)]));
    let demand = demand(&grid, &[("chat", 40.0, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 5, 1, "chat"));
    let performance =
        simulate(&centre, &demand, &roster, &[], &exactly(200)).expect("a simulation");
    let m = horizon(&performance, "chat");
    // The same definition as in staffing: contacts finished over the most they could finish.
    let most = 5.0 * 12.0 * 3600.0 / 180.0 * 1.8;
    let (busy, expected) = (m.occupancy.expect("people are there").mean, m.answered.mean / most);
    assert!((busy / expected - 1.0).abs() < 0.02, "{busy} ~ {expected}");
}

#[test]
fn the_idle_help_other_queues_when_routing_lets_them() {
    let grid = grid(1);
    let both = [("sales", 1.0), ("care", 1.0)];
    let people = [agents("a", 6, &both), agents("b", 6, &both)].concat();
    let centre = centre(vec![phone("sales"), phone("care")], people);
    let demand = demand(&grid, &[("sales", 70.0, 180.0), ("care", 20.0, 180.0)], (9, 21));
    let shifts = [all_day("a", 6, 1, "sales"), all_day("b", 6, 1, "care")].concat();
    let roster = roster(&grid, shifts);
    let run = |routing: Routing| {
        let options = Options { routing, ..exactly(40) };
        simulate(&centre, &demand, &roster, &[], &options).expect("a simulation")
    };
    let alone = run(Routing::AsRostered);
    let priority = vec!["sales".into(), "care".into()];
    let helped = run(Routing::BySkill { priority });
    assert!(level(&alone, "sales") < 0.5 && level(&alone, "care") > 0.97);
    assert!(level(&helped, "sales") > 0.85, "{}", level(&helped, "sales"));
    assert!(level(&helped, "care") > 0.85, "{}", level(&helped, "care"));
}

#[test]
fn tickets_are_done_by_deadline_when_no_call_waits() {
    let grid = grid(2);
    let both = [("sales", 1.0), ("urgent", 1.0), ("mail", 1.0)];
    let queues = vec![phone("sales"), ticket("urgent", 2), ticket("mail", 24)];
    let centre = centre(queues, agents("a", 8, &both));
    let volumes = [("sales", 30.0, 180.0), ("urgent", 8.0, 300.0), ("mail", 8.0, 300.0)];
    let demand = demand(&grid, &volumes, (9, 21));
    let roster = roster(&grid, all_day("a", 8, 2, "sales"));
    let priority = vec!["sales".into(), "urgent".into(), "mail".into()];
    let options = Options {
        routing: Routing::BySkill { priority },
        backlog: vec![(QueueId::new("mail"), 60)],
        ..exactly(20)
    };
    let performance = simulate(&centre, &demand, &roster, &[], &options).expect("a simulation");
    assert!(level(&performance, "urgent") > 0.95, "{}", level(&performance, "urgent"));
    assert!(level(&performance, "mail") > 0.95, "{}", level(&performance, "mail"));
    let wait = |queue| horizon(&performance, queue).mean_wait.expect("contacts").mean;
    assert!(wait("sales") < 30.0 && wait("urgent") < wait("mail"));
    let backlog = &performance.queues[2].slots[17];
    assert!((backlog.backlog.mean - 60.0).abs() < 1e-9 && backlog.backlog_age.mean >= 32_399.0);
}

#[test]
fn a_ticket_due_after_the_horizon_counts_neither_way() {
    let grid = grid(1);
    let centre = centre(vec![ticket("mail", 24)], Vec::new());
    let demand = demand(&grid, &[("mail", 8.0, 300.0)], (9, 21));
    let empty = roster(&grid, Vec::new());
    let performance = simulate(&centre, &demand, &empty, &[], &exactly(4)).expect("a simulation");
    let m = horizon(&performance, "mail");
    assert_eq!(m.waiting.mean, m.offered.mean);
    assert_eq!(m.service_level, None, "nobody knows yet");
}

#[test]
fn busy_days_make_the_service_worse_and_the_interval_honest() {
    let run = |poisson: f64, shared: f64| {
        let grid = grid(1);
        let centre = centre(vec![phone("sales")], agents("a", 10, &[("sales", 1.0)]));
        let mut demand = demand(&grid, &[("sales", 80.0, 180.0)], (9, 21));
        demand.queues[0].spread = vec![Spread { poisson, shared }; grid.len()];
        let roster = roster(&grid, all_day("a", 10, 1, "sales"));
        simulate(&centre, &demand, &roster, &[], &exactly(200)).expect("a simulation")
    };
    let (calm, shared, bursty) = (run(1.0, 0.0), run(1.0, 0.3), run(4.0, 0.0));
    let calmer = run(0.25, 0.0);
    // 1,920 contacts a day: Poisson's deviation is 44, a shared 30 % makes it 578, a fourfold
    // variance per half-hour makes it 88, a quarter of it 22.
    let deviation =
        |p: &Performance| horizon(p, "sales").offered.half_width * (200.0_f64).sqrt() / 1.972;
    assert!((deviation(&calm) - 44.0).abs() < 8.0, "{}", deviation(&calm));
    assert!((deviation(&calmer) - 22.0).abs() < 4.0, "{}", deviation(&calmer));
    assert!((horizon(&calmer, "sales").offered.mean - 1920.0).abs() < 8.0);
    assert!((deviation(&shared) - 578.0).abs() < 100.0, "{}", deviation(&shared));
    assert!((deviation(&bursty) - 88.0).abs() < 16.0, "{}", deviation(&bursty));
    assert!(level(&shared, "sales") < level(&calm, "sales") - 0.02);
}

#[test]
fn a_shift_from_yesterday_serves_the_first_hours() {
    let grid = grid(1);
    let centre = centre(vec![phone("sales")], agents("a", 2, &[("sales", 1.0)]));
    let demand = demand(&grid, &[("sales", 1.0, 60.0)], (0, 24));
    let mut night = shift("a-0", 0, &[("00:00", "02:00", work("sales"))]);
    night.stretches[0].span.start = at(0, "00:00") - domain::Minutes::hours(4);
    let performance =
        simulate(&centre, &demand, &roster(&grid, vec![]), &[night], &exactly(20)).expect("runs");
    let at_work = |slot: usize| performance.queues[0].slots[slot].at_work.mean;
    assert_eq!((at_work(0), at_work(3)), (1.0, 1.0));
    assert!(at_work(4) < 0.1, "gone at two, the last call finished");
}

#[test]
fn replications_end_when_it_is_known_well_enough_or_the_budget_ends() {
    let base = exactly(2);
    let with = |half_width: f64, most: u32| {
        let budget = Budget { least: 16, most, contacts: u64::MAX, half_width };
        ten(1, 80.0, &Options { budget, ..base.clone() })
    };
    let coarse = with(0.05, 4000);
    assert!(matches!(coarse.stopped, Precision::Reached { half_width } if half_width <= 0.05));
    let fine = with(0.01, 4000);
    assert!(matches!(fine.stopped, Precision::Reached { .. }));
    assert!(fine.replications > coarse.replications);
    let short = with(0.000_1, 32);
    assert!(matches!(short.stopped, Precision::BudgetEnded { half_width } if half_width > 0.000_1));
    assert_eq!(short.replications, 32);
}

#[test]
fn what_cannot_be_simulated_is_said() {
    let grid = grid(1);
    let centre = centre(vec![phone("sales"), phone("care")], agents("a", 1, &[("sales", 1.0)]));
    let good = demand(&grid, &[("sales", 1.0, 60.0), ("care", 1.0, 60.0)], (9, 21));
    let run = |demand: &domain::Demand, queue: &str, agent: &str, options: &Options| {
        let shifts = vec![shift(agent, 0, &[("09:00", "12:00", work(queue))])];
        simulate(&centre, demand, &roster(&grid, shifts), &[], options).expect_err("refused")
    };
    let options = exactly(4);
    let unknown = run(&good, "sales", "b-9", &options);
    assert_eq!(unknown, SimulationError::AgentUnknown("b-9".into()));
    assert!(matches!(run(&good, "care", "a-0", &options), SimulationError::SkillMissing { .. }));
    let one = demand(&grid, &[("sales", 1.0, 60.0)], (9, 21));
    assert_eq!(run(&one, "sales", "a-0", &options), SimulationError::QueueMissing("care".into()));
    let mut odd = good.clone();
    odd.queues[0].aht[20].0 = f64::NAN;
    assert!(matches!(run(&odd, "sales", "a-0", &options), SimulationError::Number { .. }));
    assert_eq!(run(&good, "sales", "a-0", &exactly(1)), SimulationError::Budget(1));
    let bent = Options { patience: Shape::Given(vec![]), ..options };
    assert!(matches!(run(&good, "sales", "a-0", &bent), SimulationError::Shape { .. }));
    let elsewhere = vec![(QueueId::new("mail"), 3)];
    let odd = Options { backlog: elsewhere, ..exactly(4) };
    let nowhere = run(&good, "sales", "a-0", &odd);
    assert_eq!(nowhere, SimulationError::QueueUnknown("mail".into()));
    let longer = demand(&crate::centre::grid(2), &[("sales", 1.0, 60.0)], (9, 21));
    assert_eq!(run(&longer, "sales", "a-0", &exactly(4)), SimulationError::Horizons);
}

#[test]
fn chats_without_one_speed_per_open_chat_are_refused() {
    let grid = grid(1);
    let mut queue = chat("chat", &[1.0, 1.6, 1.8]);
    if let domain::Channel::Chat { concurrency, .. } = &mut queue.channel {
        *concurrency = 4;
    }
    let centre = centre(vec![queue], Vec::new());
    let demand = demand(&grid, &[("chat", 3.0, 180.0)], (9, 21));
    let refused = simulate(&centre, &demand, &roster(&grid, vec![]), &[], &exactly(4));
    assert!(matches!(refused, Err(SimulationError::Number { .. })), "{refused:?}");
}
