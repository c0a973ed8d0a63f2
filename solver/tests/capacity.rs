//! Months ahead on cases small enough to solve by hand, and duals held against solving again.

use domain::QueueId;
use solver::capacity::{
    Agency, CapacityCase, CapacityError, CapacityPlan, Hiring, Load, Staff, Training, solve,
};

/// Ten people of 30 hours of work and 40 paid hours a week, 10 an hour, nobody leaves.
fn ten() -> Staff {
    Staff {
        name: "care".into(),
        people: 10.0,
        skills: vec![(0, 1.0)],
        hours: 30.0,
        paid_hours: 40.0,
        wage: 10.0,
        overtime_multiplier: 1.5,
        overtime_month: 0.0,
        attrition: 0.0,
        leave_weeks: 0.0,
        leave_share_max: 1.0,
        hiring: None,
    }
}

fn load(hours: &[f64]) -> Load {
    Load { queue: QueueId::new("care"), hours: hours.to_vec(), price: 100.0 }
}

fn case(staff: Staff, hours: &[f64]) -> CapacityCase {
    CapacityCase {
        months: (0..hours.len()).map(|week| week / 4).collect(),
        loads: vec![load(hours)],
        staff: vec![staff],
        agencies: Vec::new(),
        training: Vec::new(),
    }
}

#[track_caller]
fn plan(case: &CapacityCase) -> CapacityPlan {
    solve(case).expect("a plan")
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6 * (1.0 + expected.abs()), "{found}, not {expected}");
}

#[test]
fn ten_people_of_thirty_hours_leave_sixty_of_three_hundred_and_sixty_undone() {
    let plan = plan(&case(ten(), &[300.0, 360.0]));
    near(plan.queues[0][0].missing, 0.0);
    near(plan.queues[0][1].missing, 60.0);
    near(plan.missing, 6_000.0);
    near(plan.staff_pay, 2.0 * 10.0 * 40.0 * 10.0);
    near(plan.cost, 14_000.0);
    // one more agent that week is worth thirty hours at a hundred each
    near(plan.groups[0][1].worth, 3_000.0);
}

#[test]
fn overtime_ends_at_thirty_six_hours_a_head_and_month() {
    // four weeks are 12/13 of a month: 10 people × 36 h × 12/13
    let most = 10.0 * 36.0 * 4.0 / (52.0 / 12.0);
    let staff = Staff { overtime_month: 36.0, ..ten() };
    let plan = plan(&case(staff, &[400.0, 400.0, 400.0, 400.0]));
    near(plan.groups[0].iter().map(|w| w.overtime).sum::<f64>(), most);
    near(plan.overtime, most * 15.0);
    near(plan.queues[0].iter().map(|w| w.missing).sum::<f64>(), 400.0 - most);
}

#[test]
fn whoever_is_hired_is_paid_in_training_and_slow_at_first() {
    let hiring =
        Hiring { lead: 0, training: 1, ramp_up: vec![0.5], fee: 500.0, most: f64::INFINITY };
    let staff = Staff { people: 0.0, hiring: Some(hiring), ..ten() };
    // nothing to do in week 1, 15 hours in week 2, 30 in week 3: one person hired in week 1
    let plan = plan(&case(staff, &[0.0, 15.0, 30.0]));
    near(plan.groups[0][0].hired, 1.0);
    near(plan.hiring, 500.0 + 3.0 * 400.0);
    near(plan.missing, 0.0);
}

#[test]
fn leave_goes_where_nobody_is_missed() {
    let staff = Staff { leave_weeks: 0.5, leave_share_max: 0.3, ..ten() };
    let plan = plan(&case(staff, &[300.0, 200.0, 300.0, 240.0]));
    near(plan.groups[0][1].leave, 3.0);
    near(plan.groups[0][3].leave, 2.0);
    near(plan.missing, 0.0);
}

#[test]
fn leave_that_does_not_fit_is_named() {
    let staff = Staff { leave_weeks: 2.0, leave_share_max: 0.2, ..ten() };
    let found = solve(&case(staff, &[100.0, 100.0]));
    let expected = CapacityError::Leave { group: "care".into(), owed: 20.0, room: 4.0 };
    assert_eq!(found, Err(expected));
}

#[test]
fn an_agency_is_bought_for_its_whole_length_or_not_at_all() {
    let agency = Agency {
        name: "Peak".into(),
        queue: 0,
        weeks: 2,
        lead: 0,
        hours: 30.0,
        rate: 40.0,
        fee: 0.0,
        most: 10.0,
    };
    let of = |price| {
        let mut case = case(ten(), &[300.0, 330.0, 300.0]);
        case.agencies = vec![agency.clone()];
        case.loads[0].price = price;
        plan(&case)
    };
    // a seat of two weeks costs 2,400 and saves 30 hours once
    near(of(79.0).agencies, 0.0);
    near(of(81.0).agencies, 2_400.0);
}

#[test]
fn who_learns_another_queue_is_away_while_learning() {
    let mut case = case(Staff { people: 1.0, ..ten() }, &[0.0, 0.0]);
    case.loads.push(Load { hours: vec![0.0, 30.0], ..load(&[]) });
    case.training =
        vec![Training { staff: 0, queue: 1, weeks: 1, speed: 0.8, fee: 10.0, most: 1.0 }];
    let found = plan(&case);
    near(found.learning[0][0], 1.0);
    near(found.queues[1][1].missing, 30.0 - 0.8 * 30.0);
    // with work of its own in the first week the queue at home would lose as much
    case.loads[0].hours[0] = 30.0;
    near(plan(&case).learning[0][0], 0.0);
}

#[test]
fn the_worth_of_an_agent_is_what_solving_again_with_one_more_saves() {
    let hiring = Hiring { lead: 1, training: 1, ramp_up: vec![0.6], fee: 900.0, most: 3.0 };
    let staff = Staff {
        hiring: Some(hiring),
        attrition: 0.01,
        overtime_month: 20.0,
        leave_weeks: 0.4,
        leave_share_max: 0.2,
        ..ten()
    };
    let hours = [290.0, 300.0, 340.0, 420.0, 500.0, 380.0, 300.0, 260.0];
    let base = case(staff, &hours);
    let found = plan(&base);
    for week in 0..hours.len() {
        // an hour less to do that week is an hour more of somebody
        let step = 1e-3;
        let mut easier = base.clone();
        easier.loads[0].hours[week] -= step;
        let saved = (found.cost - plan(&easier).cost) / step;
        assert!((saved - found.queues[0][week].worth).abs() < 1e-3, "week {week}: {saved}");
        near(found.groups[0][week].worth, found.queues[0][week].worth * 30.0);
    }
    assert!(found.queues[0][4].worth > found.queues[0][0].worth, "the peak is dearer");
}
