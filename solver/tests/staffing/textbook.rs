//! Exercises that can be checked with pencil and paper.

use super::centres::service;
use domain::{Agents, Channel, Contacts, Erlangs, Minutes, Seconds};
use solver::staffing::queueing::{Flow, Of, erlang};

fn erlangs(load: f64) -> Flow {
    Flow::new(Contacts(load * 60.0), Minutes(60), Seconds(60.0)).expect("a flow")
}

#[track_caller]
fn close(got: f64, exact: f64) {
    assert!((got - exact).abs() < 1e-12, "{got}, not {exact}");
}

#[test]
fn erlang_b_of_two_erlangs_and_three_lines_is_four_nineteenths() {
    // (2³/3!) / (1 + 2 + 2²/2! + 2³/3!) = (4/3) / (19/3)
    close(erlang::erlang_b(Erlangs(2.0), Agents(3)).get(), 4.0 / 19.0);
    let lines = erlangs(2.0).with_waiting_room(0).with(Agents(3)).expect("finite");
    close(lines.blocking().get(), 4.0 / 19.0);
    close(lines.mean_open(), 2.0 * 15.0 / 19.0);
}

#[test]
fn erlang_c_of_two_erlangs_and_three_agents_is_four_ninths() {
    // C = n·B / (n − A(1 − B)) = (12/19) / (27/19); E[wait] = C·H/(n − A) = 4/9 minute
    let steady = erlangs(2.0).with(Agents(3)).expect("stable");
    close(steady.wait_probability().get(), 4.0 / 9.0);
    close(steady.mean_wait().expect("all are answered").0, 60.0 * 4.0 / 9.0);
    close(steady.occupancy().get(), 2.0 / 3.0);
    // After one minute exp(−(n − A)·1) of those who wait still do.
    let late = 4.0 / 9.0 * (-1.0_f64).exp();
    close(steady.service_level(Seconds(60.0), Of::Offered).get(), 1.0 - late);
}

#[test]
fn one_impatient_line_with_patience_like_its_handling_is_poisson() {
    // n = 1, θ = μ: death rate iμ in every state, so the law is Poisson with mean A = 1.
    let flow = erlangs(1.0).with_patience(Some(Seconds(60.0))).expect("a flow");
    let steady = flow.with(Agents(1)).expect("patience");
    let e = (-1.0_f64).exp();
    close(steady.wait_probability().get(), 1.0 - e);
    close(steady.answered().get(), 1.0 - e);
    close(steady.abandonment().get(), e);
    close(steady.mean_waiting(), e);
    close(steady.mean_wait_of_all().expect("all are let in").0, 60.0 * e);
}

#[test]
fn one_place_to_wait_shares_out_in_halves_and_quarters() {
    // One agent, one place, A = 1: π = (1, 1, 1)/3.
    let steady = erlangs(1.0).with_waiting_room(1).with(Agents(1)).expect("finite");
    close(steady.wait_probability().get(), 1.0 / 3.0);
    close(steady.blocking().get(), 1.0 / 3.0);
    close(steady.occupancy().get(), 2.0 / 3.0);
    // Half of those let in wait a minute.
    close(steady.mean_wait().expect("some are answered").0, 30.0);
}

#[test]
fn two_chats_at_half_speed_are_no_gain_and_at_full_speed_are_two_people() {
    let chats = |speed: [f64; 2]| {
        let channel = Channel::Chat { concurrency: 2, speed: speed.to_vec(), measured_at: 1.0 };
        erlangs(1.5).handled_as(&channel).expect("a flow")
    };
    let alone = erlangs(1.5).with(Agents(2)).expect("stable");
    // Two chats as fast together as one: the same completions, but chats open earlier.
    let slow = chats([1.0, 1.0]).with(Agents(2)).expect("stable");
    assert!(slow.wait_probability() < alone.wait_probability());
    close(slow.occupancy().get(), alone.occupancy().get());
    // Each of two chats as fast as alone: an agent is two.
    let fast = chats([1.0, 2.0]).with(Agents(2)).expect("stable");
    let four = erlangs(1.5).with(Agents(4)).expect("stable");
    close(fast.wait_probability().get(), four.wait_probability().get());
    close(fast.mean_open(), 1.5);
}

#[test]
fn handle_time_measured_with_two_chats_open_is_turned_into_one_for_each() {
    // 120 s at two open chats, at which an agent is 1.5 times as fast as at one: an agent then
    // finishes 2/120 chats a second, and one chat alone takes 120 · 1.5 / 2 = 90 s.
    let channel = Channel::Chat { concurrency: 2, speed: vec![1.0, 1.5], measured_at: 2.0 };
    let of = |handle: f64, channel: &Channel| {
        Flow::new(Contacts(50.0), Minutes(30), Seconds(handle))
            .and_then(|f| f.handled_as(channel))
            .expect("a flow")
    };
    let alone = Channel::Chat { concurrency: 2, speed: vec![1.0, 1.5], measured_at: 1.0 };
    let (two, one) = (of(120.0, &channel), of(90.0, &alone));
    close(two.workload().0, one.workload().0);
    close(two.workload().0, 50.0 * 60.0 / 1800.0);
}

#[test]
fn service_level_has_three_definitions_and_they_differ() {
    // 40 erlangs for 36 agents, patience two minutes: many hang up.
    let flow = erlangs(40.0).with_patience(Some(Seconds(120.0))).expect("a flow");
    let steady = flow.with(Agents(36)).expect("patience");
    let level = |of| steady.service_level(Seconds(20.0), of).get();
    let in_time = level(Of::Offered);
    close(level(Of::Answered), in_time / steady.answered().get());
    let short = steady.hung_up_within(Seconds(20.0)).get();
    close(level(Of::OfferedLessShortAbandons), in_time / (1.0 - short));
    assert!(in_time + 0.02 < level(Of::OfferedLessShortAbandons));
}

/// Half-hours like those of a bank in February 1999, patience three minutes, 80 % within 20 s. The
/// service levels with one person fewer and with enough were worked out apart from this project: a
/// customer's way through the queue as a Markov chain, step by step, in plain arithmetic.
#[test]
fn half_hours_of_a_bank_in_1999() {
    let cases = [
        (60.0, 190.0, 9, 0.782_793_685_184_6, 0.874_919_883_236_4),
        (12.0, 290.0, 4, 0.748_756_471_778_9, 0.896_577_664_299_4),
        (26.0, 110.0, 3, 0.574_114_599_033_0, 0.835_113_847_122_0),
    ];
    for (calls, seconds, people, before, enough) in cases {
        let flow = Flow::new(Contacts(calls), Minutes(30), Seconds(seconds))
            .and_then(|f| f.with_patience(Some(Seconds(180.0))))
            .expect("a flow");
        let level = |agents| {
            let steady = flow.with(Agents(agents)).expect("hang-ups keep it finite");
            steady.service_level(Seconds(20.0), Of::Offered).get()
        };
        assert!((level(people - 1) - before).abs() < 1e-10, "{calls} calls: {}", level(people - 1));
        assert!((level(people) - enough).abs() < 1e-10, "{calls} calls: {}", level(people));
        let least = flow.least(&[service(80.0, 20.0)], Agents(500)).expect("people enough");
        assert_eq!(least.agents, Agents(people));
    }
}
