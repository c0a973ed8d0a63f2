//! Multi-skill stations of the literature of the `ContactCenters` simulator (Buist & L'Ecuyer).

use domain::Seconds;
use scenarios::simulate::{
    Afterwards, AgentGroup, Arrivals, Budget, Closing, Consultation, ContactClass, HandOver,
    Selection, Shape, Station,
};

fn minutes(times: &[f64]) -> Vec<Seconds> {
    times.iter().map(|m| Seconds(m * 60.0)).collect()
}

fn budget(replications: u32) -> Budget {
    Budget { least: replications, most: replications, contacts: u64::MAX, half_width: 0.0 }
}

/// The value lies where both intervals allow: the published one and ours.
#[track_caller]
fn agree(name: &str, ours: domain::Estimate, published: f64, tolerance: f64) {
    let off = (ours.mean - published).abs();
    let allowed = ours.half_width.hypot(tolerance) * 1.34;
    assert!(
        off <= allowed,
        "{name}: {} ± {} against {published} ± {tolerance}",
        ours.mean,
        ours.half_width
    );
}

/// Three classes, two groups, three periods of two hours, one gamma factor for the whole day.
fn three_classes() -> Station {
    let class = |rates: [f64; 3], groups: Vec<Vec<usize>>| ContactClass {
        expected: rates.iter().map(|r| r * 120.0).collect(),
        arrivals: Arrivals::Poisson,
        handle: minutes(&[1.0 / 0.5, 1.0 / 0.6, 1.0 / 0.4]),
        handle_shape: Shape::Exponential,
        patience: Some(minutes(&[1.0 / 0.3, 1.0 / 0.4, 1.0 / 0.2])),
        patience_shape: Shape::Exponential,
        within: Seconds(20.0),
        groups,
        retry: None,
        waits: true,
        afterwards: Afterwards::default(),
    };
    Station {
        period: Seconds(7200.0),
        periods: 3,
        classes: vec![
            class([4.2, 5.3, 3.2], vec![vec![0]]),
            class([5.1, 4.3, 4.8], vec![vec![0], vec![1]]),
            class([6.3, 5.2, 4.8], vec![vec![1]]),
        ],
        groups: vec![
            AgentGroup { agents: vec![12, 18, 9], classes: vec![vec![1, 0]] },
            AgentGroup { agents: vec![15, 20, 11], classes: vec![vec![2, 1]] },
        ],
        capacity: None,
        selection: Selection::LongestIdle,
        busyness: (1.0_f64 / 28.7).sqrt(),
        warm_up: 0,
        closing: Closing::Drain,
    }
}

#[test]
fn three_classes_and_two_groups_agree_with_the_literature() {
    let report = three_classes().simulate(7, &budget(500)).expect("a valid station");
    agree("served", report.all.answered, 4297.305, 27.155);
    agree("abandoned", report.all.abandoned, 910.335, 34.2);
    agree("service level", report.all.level_without_short.expect("contacts"), 0.501, 0.0075);
    agree("occupancy of the first group", report.groups[0].expect("people"), 0.881, 0.0035);
}

/// English, Spanish and bilingual agents, a week of five days, forty lines, people who call back.
fn two_languages() -> Station {
    let hours = 24 * 7;
    let working = |hour: usize| hour < 120 && (8..17).contains(&(hour % 24));
    let rate = |hour: usize| match hour % 24 {
        _ if !working(hour) => 0.0,
        8 => 100.0,
        _ => 50.0,
    };
    let class = |spread: f64, group: usize| ContactClass {
        expected: (0..hours).map(rate).collect(),
        arrivals: Arrivals::Poisson,
        handle: vec![Seconds(300.0); hours],
        handle_shape: Shape::Uniform { spread },
        patience: Some(vec![Seconds(120.0); hours]),
        patience_shape: Shape::Exponential,
        within: Seconds(60.0),
        groups: vec![vec![group, 2]],
        retry: Some((0.75, Seconds(1200.0))),
        waits: true,
        afterwards: Afterwards::default(),
    };
    let people = |n: u32| (0..hours).map(|h| if working(h) { n } else { 0 }).collect();
    Station {
        period: Seconds(3600.0),
        periods: hours,
        classes: vec![class(0.4, 0), class(0.2, 1)],
        groups: vec![
            AgentGroup { agents: people(7), classes: vec![vec![0]] },
            AgentGroup { agents: people(7), classes: vec![vec![1]] },
            AgentGroup { agents: people(4), classes: vec![vec![0, 1]] },
        ],
        capacity: Some(40),
        selection: Selection::Evenly,
        busyness: 0.0,
        warm_up: 0,
        closing: Closing::Drain,
    }
}

#[test]
fn two_languages_and_people_who_call_back_agree_with_the_literature() {
    let report = two_languages().simulate(11, &budget(300)).expect("a valid station");
    agree("served", report.all.answered, 4967.235, 4.289);
    // Those still waiting when everybody leaves are counted apart there (0.058 a week).
    agree("abandoned", report.all.abandoned, 142.868 + 0.058, 1.659);
    let level = report.all.in_time.mean / 5000.0 * 100.0;
    assert!((level - 97.938).abs() < 0.2, "in time per expected arrival: {level} %");
    // There over the time scheduled, here over the time present, which is a little longer.
    assert!((report.occupancy.expect("people").mean - 0.511_03).abs() < 0.002);
    assert!((report.groups[2].expect("people").mean - 0.632_54).abs() < 0.003);
}

#[test]
fn who_calls_back_is_offered_again_and_nobody_is_lost() {
    let report = two_languages().simulate(3, &budget(32)).expect("a valid station");
    let all = report.all;
    let ends = all.answered.mean + all.abandoned.mean + all.blocked.mean + all.waiting.mean;
    assert!((all.offered.mean - ends).abs() < 1e-6, "{} in, {ends} out", all.offered.mean);
    assert!(all.offered.mean > 5060.0, "about 107 of 5000 call again: {}", all.offered.mean);
}

/// Reception, technical support and a manager; accountants and developers who are only asked.
///
/// The published programme's remark has the manager's times threefold and the developer's fivefold;
/// its table, and so its figures, have them the other way round.
fn teamwork() -> Station {
    let hours = 24 * 7;
    let working = |hour: usize| (8..17).contains(&(hour % 24));
    let calls = |hour: usize| match hour % 24 {
        8 => 200.0,
        _ if working(hour) => 100.0,
        _ => 0.0,
    };
    let talk = Shape::Triangular { low: 0.5, mode: 1.0, high: 5.0 };
    let class = |times: f64, group: usize| ContactClass {
        expected: vec![0.0; hours],
        arrivals: Arrivals::Poisson,
        handle: vec![Seconds(times * 60.0 * 6.5 / 3.0); hours],
        handle_shape: talk.clone(),
        patience: Some(vec![Seconds(120.0); hours]),
        patience_shape: Shape::Exponential,
        within: Seconds(120.0),
        groups: vec![vec![group]],
        retry: None,
        waits: true,
        afterwards: Afterwards {
            wrap_up: Some((Seconds(60.0), Shape::Exponential)),
            ..Afterwards::default()
        },
    };
    let asking = |group: usize, minutes: f64| Consultation {
        share: 0.2,
        groups: vec![vec![group]],
        lasts: Seconds(minutes * 60.0),
        shape: Shape::Uniform { spread: 1.0 },
    };
    let mut reception = class(1.0, 0);
    reception.expected = (0..hours).map(calls).collect();
    reception.afterwards.consultation = Some(asking(1, 1.0));
    reception.afterwards.hand_overs =
        vec![HandOver { to: 2, share: 0.05 }, HandOver { to: 1, share: 0.95 }];
    let mut support = class(10.0, 2);
    support.waits = false;
    support.afterwards.consultation = Some(asking(3, 1.5));
    let people = |n: u32, classes: Vec<Vec<usize>>| AgentGroup {
        agents: (0..hours).map(|h| if working(h) { n } else { 0 }).collect(),
        classes,
    };
    Station {
        period: Seconds(3600.0),
        periods: hours,
        classes: vec![reception, support, class(5.0, 4)],
        groups: vec![
            people(2, vec![vec![0]]),
            people(1, vec![]),
            people(5, vec![vec![1]]),
            people(1, vec![]),
            people(1, vec![vec![2]]),
        ],
        capacity: Some(25),
        selection: Selection::LongestIdle,
        busyness: 0.0,
        warm_up: 0,
        closing: Closing::Drain,
    }
}

fn sum(parts: &[domain::Estimate]) -> domain::Estimate {
    let width = parts.iter().map(|e| e.half_width.powi(2)).sum::<f64>().sqrt();
    domain::Estimate { mean: parts.iter().map(|e| e.mean).sum(), half_width: width }
}

#[test]
#[expect(clippy::print_stdout, reason = "the table of the benchmarks, with --nocapture")]
fn consultations_hand_overs_and_after_contact_work_agree_with_the_literature() {
    let report = teamwork().simulate(5, &budget(600)).expect("a valid station");
    let [reception, support, manager] = report.classes[..] else { panic!("three classes") };
    let row = |name: &str, ours: domain::Estimate, published: f64, tolerance: f64| {
        let domain::Estimate { mean, half_width } = ours;
        println!("| {name} | {published} ± {tolerance} | {mean:.3} ± {half_width:.3} |");
        agree(name, ours, published, tolerance);
    };
    row("arrived", reception.offered, 7003.654, 5.387);
    row("served", sum(&[support.answered, manager.answered]), 866.968, 0.82);
    row("in target", sum(&[support.in_time, manager.in_time]), 522.891, 1.131);
    // Nobody free in support, nobody there any more, sent away when the reception closes.
    let away = report.all.sent_away;
    let lost = sum(&[support.blocked, manager.blocked, away]);
    row("disconnected", lost, 1339.118, 1.472);
    let hung_up =
        domain::Estimate { mean: report.all.abandoned.mean - away.mean, ..report.all.abandoned };
    row("abandoned", hung_up, 4797.542, 5.478);
    row("blocked", reception.blocked, 0.026, 0.016);
    let occupancies =
        [(98.258, 0.015), (10.995, 0.032), (94.657, 0.026), (5.663, 0.031), (27.244, 0.153)];
    for (group, (published, tolerance)) in occupancies.into_iter().enumerate() {
        // Over the time on duty, as there.
        let per = 100.0 / 63.0 / [2.0, 1.0, 5.0, 1.0, 1.0][group];
        let domain::Estimate { mean, half_width } = report.busy_hours[group];
        let busy = domain::Estimate { mean: mean * per, half_width: half_width * per };
        row(&format!("occupancy of group {group}"), busy, published, tolerance);
    }
    let waits = [support, manager].map(|class| class.wait_of_journey.expect("served").mean);
    let served = [support, manager].map(|class| class.answered.mean);
    let wait = (waits[0] * served[0] + waits[1] * served[1]) / (served[0] + served[1]) / 60.0;
    let wait = domain::Estimate { mean: wait, half_width: 0.0035 };
    row("minutes waited by the served", wait, 1.774, 0.0035);
}
