//! Planning for more than the mean.

use super::centres::{centre, contacts, demand, each, grid, phone, service, share};
use domain::{Agents, Spread};
use solver::staffing::{Options, PlanFor, require};

#[test]
fn planning_for_a_busy_day_takes_more_people_the_surer_one_wants_to_be() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let grid = grid(1);
    let mut own = contacts(&queue, &grid, 180.0, |_| 100.0);
    own.spread = vec![Spread { poisson: 1.0, shared: 0.15 }; grid.len()];
    let demand = demand(&grid, vec![own]);
    let centre = centre(vec![queue]);
    let people = |plan_for| {
        let options = Options { plan_for, ..Options::default() };
        require(&centre, &demand, &options).expect("a requirement").queues[0].agents[20].0
    };
    let risk = |p| people(PlanFor::Risk { probability: share(p) });
    assert_eq!(people(PlanFor::Mean), 14);
    assert_eq!(people(PlanFor::Quantile(share(0.5))), 14, "the median is 100 contacts");
    assert_eq!(people(PlanFor::Quantile(share(0.9))), 16, "as for 125 contacts");
    let sure = [risk(0.5), risk(0.8), risk(0.95), risk(0.99)];
    assert!(sure.windows(2).all(|w| w[0] <= w[1]) && sure[3] > sure[0], "{sure:?}");
}

#[test]
fn bursty_half_hours_take_a_wider_margin_than_calm_ones() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let grid = grid(1);
    let people = |poisson: f64| {
        let mut own = contacts(&queue, &grid, 180.0, |_| 100.0);
        own.spread = vec![Spread { poisson, shared: 0.0 }; grid.len()];
        let plan_for = PlanFor::Risk { probability: share(0.95) };
        let options = Options { plan_for, ..Options::default() };
        let centre = centre(vec![queue.clone()]);
        let made = require(&centre, &demand(&grid, vec![own]), &options);
        made.expect("a requirement").queues[0].agents[20]
    };
    assert_eq!(people(1.0), Agents(14), "plain Poisson: the rate is known");
    assert!(people(5.0) > Agents(15), "{}", people(5.0));
}
