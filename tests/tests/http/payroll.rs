//! Hours and premiums of pay periods that do not end where weeks do.

use super::world::{Client, World};
use serde_json::Value;

const HOURS: &str = "/api/v1/schedules/hours";

/// The Harbour with overtime above twenty hours a week, and forty-one hours guaranteed.
fn world() -> World {
    let world = World::new();
    let terms = "holiday_multiplier = 2.0\nguaranteed_hours = 41\n\
                 weekly_overtime = [{ above_hours = 20, multiplier = 1.5 }]";
    world.edit("centre.toml", "holiday_multiplier = 2.0", terms);
    world
}

/// A01's entry; five days of eight hours at 20.00.
#[track_caller]
fn anna(client: &Client, query: &str) -> Value {
    let told = client.get(&format!("{HOURS}?agent=A01{query}")).json();
    assert_eq!(told["agents"].as_array().unwrap().len(), 1, "{told}");
    told["agents"][0].clone()
}

#[test]
fn periods_that_cut_a_week_add_up_to_it_to_the_cent() {
    let world = world();
    let client = world.serve();
    let whole = anna(&client, "");
    assert_eq!(whole["overtime_minutes"], 20 * 60);
    assert_eq!(whole["pay"]["overtime"], 200.0);
    assert_eq!(whole["pay"]["top_up"], 20.0, "forty of forty-one hours were rostered");
    let first = anna(&client, "&from=2025-11-10&to=2025-11-12");
    let second = anna(&client, "&from=2025-11-13&to=2025-11-16");
    // the threshold of twenty hours is passed at noon on Wednesday
    assert_eq!((&first["paid_minutes"], &first["overtime_minutes"]), (&1440.into(), &240.into()));
    assert_eq!((&first["days_told"], &second["days_told"]), (&3.into(), &4.into()));
    assert_eq!(first["pay"]["top_up"], 0.0, "a guaranteed week is topped up on its last day");
    for part in ["wages", "overtime", "night", "holiday", "top_up", "total"] {
        let cents = |v: &Value| (v["pay"][part].as_f64().unwrap() * 100.0).round();
        assert_eq!(cents(&first) + cents(&second), cents(&whole), "{part}");
    }
    for part in ["shifts", "paid_minutes", "overtime_minutes", "night_minutes", "holiday_minutes"] {
        let sum = first[part].as_i64().unwrap() + second[part].as_i64().unwrap();
        assert_eq!(sum, whole[part], "{part}");
    }
}

#[test]
fn a_month_says_on_how_many_of_its_days_people_were_told() {
    let world = world();
    let client = world.serve();
    let month = anna(&client, "&period=month");
    assert_eq!((&month["from"], &month["to"]), (&"2025-11-01".into(), &"2025-11-30".into()));
    assert_eq!(month["days_told"], 7);
    assert_eq!(month["pay"], anna(&client, "")["pay"]);
    let none = client.get(&format!("{HOURS}?period=month&from=2025-11-02")).json();
    assert!(none["agents"].as_array().unwrap().is_empty(), "November begins before that");
    let refused = |query: &str| client.get(&format!("{HOURS}?{query}")).is_problem(400, "E4004");
    refused("from=2025-11-01");
    refused("from=2025-11-02&to=2025-11-01");
    refused("from=2020-01-01&to=2025-11-01");
    refused("period=horizon&from=2025-11-10&to=2025-11-12");
    refused("period=fortnight");
    let empty = client.get(&format!("{HOURS}?from=2026-01-01&to=2026-01-31")).json();
    assert!(empty["agents"].as_array().unwrap().is_empty(), "nobody was told anything of January");
}
