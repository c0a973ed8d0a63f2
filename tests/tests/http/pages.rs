//! The HR pull: pages, filters, forms, and what is refused.

use super::world::{Client, World};
use serde_json::Value;
use std::time::{Duration, Instant};

const SHIFTS: &str = "/api/v1/schedules/shifts";

fn shifts(client: &Client, query: &str) -> Vec<Value> {
    let page = client.get(&format!("{SHIFTS}?limit=1000{query}")).json();
    assert_eq!(page["next_cursor"], Value::Null);
    page["shifts"].as_array().unwrap().clone()
}

fn ids(shifts: &[Value]) -> Vec<String> {
    shifts.iter().map(|s| s["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_add_up_to_the_whole_and_nothing_comes_twice() {
    let world = World::new();
    let client = world.serve();
    let whole = shifts(&client, "");
    assert_eq!(whole.len(), 13, "five days of A01, three nights of A02, five days of A03");
    let (mut collected, mut path) = (Vec::new(), format!("{SHIFTS}?limit=4"));
    let mut pages = 0;
    loop {
        let answer = client.get(&path);
        let page = answer.json();
        collected.extend(page["shifts"].as_array().unwrap().clone());
        pages += 1;
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        let next = format!("<?limit=4&cursor={cursor}>; rel=\"next\"");
        assert_eq!(answer.header("link"), next);
        path = format!("{SHIFTS}?limit=4&cursor={cursor}");
    }
    assert_eq!((pages, &collected), (4, &whole));
    let mut unique = ids(&whole);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 13);
}

#[test]
fn a_shift_says_who_when_and_what_in_the_centre_s_time() {
    let world = World::new();
    let night = &shifts(&world.serve(), "&agent=external:HR-2&from=2025-11-11&to=2025-11-11")[0];
    assert_eq!(night["agent"], "A02");
    assert_eq!(night["team"], "north");
    assert_eq!(night["date"], "2025-11-11");
    assert_eq!(night["start"], "2025-11-11T22:00:00+01:00");
    assert_eq!(night["end"], "2025-11-12T06:00:00+01:00");
    assert_eq!(night["paid_minutes"], 480);
    assert_eq!(night["stretches"][0]["queue"], "service");
}

#[test]
fn filters_choose_by_team_agent_queue_and_date() {
    let world = World::new();
    let client = world.serve();
    let count = |query: &str| shifts(&client, query).len();
    assert_eq!(count("&team=north"), 8);
    assert_eq!(count("&agent=A03"), 5);
    assert_eq!(count("&agent=external:HR%2C3"), 5);
    assert_eq!(count("&queue=service"), 3);
    assert_eq!(count("&from=2025-11-15"), 1);
    assert_eq!(count("&from=2025-11-12&to=2025-11-12"), 3);
    assert_eq!(count("&team=south&queue=service"), 0);
}

#[test]
fn csv_and_ndjson_say_what_json_says() {
    let world = World::new();
    let client = world.serve();
    let whole = shifts(&client, "");
    let lines = client.get_with(SHIFTS, "accept", "application/x-ndjson").text;
    let told: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(told, whole);

    let csv = client.get_with(SHIFTS, "accept", "text/csv");
    assert!(csv.header("content-type").starts_with("text/csv"));
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let mut rows = Vec::new();
    for shift in &whole {
        for stretch in shift["stretches"].as_array().unwrap() {
            let external = text(&shift["external_id"]);
            let quoted = if external.contains(',') { format!("\"{external}\"") } else { external };
            let cells = [
                text(&shift["id"]),
                text(&shift["agent"]),
                quoted,
                text(&shift["team"]),
                text(&shift["date"]),
                text(&stretch["start"]),
                text(&stretch["end"]),
                text(&stretch["activity"]),
                text(&stretch["queue"]),
                stretch["paid_minutes"].to_string(),
                text(&shift["status"]),
            ];
            rows.push(cells.join(","));
        }
    }
    assert_eq!(csv.text.lines().skip(1).collect::<Vec<_>>(), rows);
    client.get_with(SHIFTS, "accept", "image/png").is_problem(406, "E4007");
}

#[test]
fn what_cannot_be_understood_is_refused_by_name() {
    let world = World::new();
    let client = world.serve();
    let refused = |query: &str, code: &str, pointer: &str| {
        let answer = client.get(&format!("{SHIFTS}?{query}"));
        answer.is_problem(400, code);
        let problem: Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!(problem["pointer"], format!("#/query/{pointer}"), "{query}");
    };
    refused("form=2025-11-10", "E4003", "form");
    refused("limit=5&limit=6", "E4003", "limit");
    refused("from=10.11.2025", "E4004", "from");
    refused("from=2025-11-12&to=2025-11-11", "E4004", "to");
    refused("limit=0", "E4004", "limit");
    refused("limit=1001", "E4004", "limit");
    refused("agent=A99", "E4004", "agent");
    refused("team=west", "E4004", "team");
    refused("queue=fax", "E4004", "queue");
    refused("cursor=nonsense", "E4005", "cursor");
    let page = client.get(&format!("{SHIFTS}?limit=4")).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    refused(&format!("team=north&cursor={cursor}"), "E4005", "cursor");
    refused(&format!("cursor={}ff", &cursor[..24]), "E4005", "cursor");
}

#[test]
fn a_new_roster_is_picked_up_ids_stay_and_old_cursors_say_so() {
    let world = World::new();
    let client = world.serve();
    let before = shifts(&client, "");
    let page = client.get(&format!("{SHIFTS}?limit=4")).json();
    let cursor = page["next_cursor"].as_str().unwrap().to_owned();
    world.edit(
        "roster.csv",
        "A01,2025-11-14,14:00,18:00,work,sales",
        "A01,2025-11-14,14:00,18:00,work,service",
    );
    let deadline = Instant::now() + Duration::from_secs(60);
    let after = loop {
        let after = shifts(&client, "");
        if after != before || Instant::now() > deadline {
            break after;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    assert_ne!(after, before);
    assert_eq!(ids(&after), ids(&before));
    client.get(&format!("{SHIFTS}?limit=4&cursor={cursor}")).is_problem(410, "E4006");
    let feed = client.get("/api/v1/schedules/changes?limit=1000").json();
    let moved = feed["changes"].as_array().unwrap().last().unwrap();
    assert_eq!((&moved["kind"], &moved["agent"]), (&"moved".into(), &"A01".into()));
    assert_eq!(moved["before"]["stretches"][2]["queue"], "sales");
    assert_eq!(moved["after"]["stretches"][2]["queue"], "service");
    assert_eq!(shifts(&client, "&updated_since=2030-01-01T00:00:00Z").len(), 0);
    let at = moved["at"].as_str().unwrap();
    assert_eq!(shifts(&client, &format!("&updated_since={at}")).len(), 1);
}

#[test]
fn a_roster_that_cannot_be_served_leaves_the_last_one_in_place() {
    let world = World::new();
    let client = world.serve();
    let before = shifts(&client, "");
    world.edit("roster.csv", "A01,2025-11-10,09:00", "A77,2025-11-10,09:00");
    std::thread::sleep(Duration::from_secs(4));
    assert_eq!(shifts(&client, ""), before);
}
