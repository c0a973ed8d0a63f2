//! From an empty store to a schedule that people are told, on both databases.

use super::world::{Client, World};
use serde_json::{Value, json};

const FILES: [&str; 2] = ["centre.toml", "agents.csv"];

pub(super) fn text(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.path().join(name)).unwrap()
}

/// An hour of history is enough to be read.
pub(super) const HISTORY: &str =
    "interval_start,queue,offered,aht_seconds\n2025-11-03T09:00,sales,10,180\n";

/// A second centre beside the folder's own, with its inputs; their id.
pub(super) fn pier(world: &World, client: &Client) -> String {
    let made = client.write("POST", "/api/v1/centres", &[], &json!({"id": "pier", "name": "Pier"}));
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.header("location"), "/api/v1/centres/pier");
    let files = FILES.map(|name| text(world, name));
    let files = [(FILES[0], files[0].as_str()), (FILES[1], &files[1]), ("history.csv", HISTORY)];
    let sent = client.upload("/api/v1/centres/pier/documents", &[], &files);
    assert_eq!(sent.status, 201, "{}", sent.text);
    serde_json::from_str::<Value>(&sent.text).unwrap()["id"].as_str().unwrap().to_owned()
}

fn send_roster(client: &Client, roster: &str) -> String {
    let sent = client.upload("/api/v1/centres/pier/rosters", &[], &[("roster.csv", roster)]);
    assert_eq!(sent.status, 201, "{}", sent.text);
    serde_json::from_str::<Value>(&sent.text).unwrap()["id"].as_str().unwrap().to_owned()
}

fn publish(client: &Client, roster: &str, version: &str, reason: &str) -> super::world::Answer {
    let path = format!("/api/v1/centres/pier/rosters/{roster}/publish");
    client.write("POST", &path, &[("if-match", version)], &json!({ "reason": reason }))
}

fn upload_publish_change(world: &World) {
    let client = world.serve();
    let inputs = pier(world, &client);
    let roster = text(world, "roster.csv");
    let first = send_roster(&client, &roster);
    let shifts = "/api/v1/schedules/shifts?centre=pier&limit=1000";
    client.get(shifts).is_problem(404, "E4060");
    client.get("/api/v1/schedules/shifts").is_problem(400, "E4075");

    let path = format!("/api/v1/centres/pier/rosters/{first}/publish");
    client.write("POST", &path, &[], &json!({})).is_problem(428, "E4065");
    assert_eq!(client.get("/api/v1/centres/pier").header("etag"), "\"v0\"");
    assert_eq!(publish(&client, &first, "\"v0\"", "the week").status, 200);
    assert_eq!(client.get(shifts).json()["shifts"].as_array().unwrap().len(), 13);
    publish(&client, &first, "\"v0\"", "again").is_problem(412, "E4064");

    // three hours of rest
    let tired = roster.replace("A02,2025-11-12,22:00,30:00", "A02,2025-11-12,09:00,13:00");
    let tired = send_roster(&client, &tired);
    publish(&client, &tired, "\"v1\"", "x").is_problem(409, "E4066");
    // one afternoon on another queue, one shift less
    let line = "A01,2025-11-14,14:00,18:00,work,sales";
    let other = roster.replace(line, "A01,2025-11-14,14:00,18:00,work,service");
    let less: Vec<&str> = other.lines().filter(|l| !l.starts_with("A03,2025-11-15")).collect();
    let second = send_roster(&client, &(less.join("\n") + "\n"));
    let moved = publish(&client, &second, "\"v1\"", "Cora is at the doctor's");
    assert_eq!(moved.status, 200, "{}", moved.text);
    let feed = client.get("/api/v1/schedules/changes?centre=pier&limit=13").json();
    assert_eq!(feed["more"], true);
    let rest =
        format!("/api/v1/schedules/changes?centre=pier&since={}", feed["cursor"].as_str().unwrap());
    let rest = client.get(&rest).json();
    let told: Vec<(&str, &str)> = rest["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["kind"].as_str().unwrap(), c["reason"].as_str().unwrap()))
        .collect();
    let why = "Cora is at the doctor's";
    assert_eq!(told, [("moved", why), ("cancelled", why)]);
    let gone = client.get(&format!("{shifts}&status=cancelled")).json();
    assert_eq!(gone["shifts"][0]["date"], "2025-11-15");
    assert_eq!(client.get(shifts).json()["shifts"].as_array().unwrap().len(), 12);

    let audit = client.get("/api/v1/audit?centre=pier&limit=1000").json();
    let lines = audit["lines"].as_array().unwrap();
    let publications: Vec<_> = lines.iter().filter(|l| l["what"] == "publish").collect();
    assert_eq!(publications.len(), 2);
    assert_eq!(publications[0]["before"], first);
    assert_eq!(publications[0]["after"], second);
    let reads = lines.iter().filter(|l| l["what"] == "read:shifts");
    let entries: u64 = reads.map(|l| l["after"]["entries"].as_u64().unwrap()).sum();
    assert_eq!(entries, 13 + 1 + 12);
    let documents = client.get("/api/v1/centres/pier/documents?kind=inputs").json();
    assert_eq!(documents["documents"][0]["id"], inputs);
}

#[test]
fn a_planner_uploads_publishes_and_changes_her_mind() {
    upload_publish_change(&World::new());
}

#[test]
fn a_planner_does_the_same_on_postgresql() {
    upload_publish_change(&World::postgres());
}

#[test]
fn every_fault_of_every_file_comes_back_at_once_and_nothing_is_kept() {
    let world = World::new();
    let client = world.serve();
    let inputs = pier(&world, &client);
    let agents = text(&world, "agents.csv").replace("sales:1.0|service:1.0", "sales:9");
    let agents = agents.replace("south,full", "south,nobody");
    let bad = [("agents.csv", agents.as_str()), ("history.csv", "interval_start,queue\nx,y\n")];
    let sent = client.upload("/api/v1/centres/pier/documents", &[], &bad);
    sent.is_problem(422, "E4063");
    let problem: Value = serde_json::from_str(&sent.text).unwrap();
    let faults = problem["faults"]["faults"].as_array().unwrap();
    let files: Vec<&str> = faults.iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert!(files.contains(&"agents.csv") && files.contains(&"history.csv"), "{faults:?}");
    assert!(faults.iter().all(|f| f["cure"].as_str().is_some_and(|c| !c.is_empty())));
    assert_eq!(client.get("/api/v1/centres/pier").json()["inputs"], inputs);
    let odd = client.upload("/api/v1/centres/pier/documents", &[], &[("../x.csv", "a")]);
    odd.is_problem(422, "E4062");
    let stale = [("if-match", "\"0000\"")];
    let rules = [("rules.toml", "profile = \"eu\"\n")];
    client.upload("/api/v1/centres/pier/documents", &stale, &rules).is_problem(412, "E4064");
}

#[test]
fn a_write_that_is_sent_twice_is_done_once() {
    let world = World::new();
    let client = world.serve();
    pier(&world, &client);
    let roster = text(&world, "roster.csv");
    let name = [("idempotency-key", "monday's roster")];
    let send = |roster: &str| {
        client.upload("/api/v1/centres/pier/rosters", &name, &[("roster.csv", roster)])
    };
    let (one, two) = (send(&roster), send(&roster));
    assert_eq!((one.status, two.status), (201, 201));
    assert_eq!((one.text, two.header("idempotent-replayed")), (two.text.clone(), "true"));
    send(&roster.replace("seed: 7", "seed: 8")).is_problem(422, "E4071");
}

#[test]
fn documents_are_listed_by_kind_and_their_files_come_back_as_they_were_sent() {
    let world = World::new();
    let client = world.serve();
    pier(&world, &client);
    let roster = send_roster(&client, &text(&world, "roster.csv"));
    let listed = client.get("/api/v1/centres/pier/rosters").json();
    assert_eq!(listed["documents"][0]["id"], roster);
    let path = format!("/api/v1/centres/pier/documents/{roster}");
    assert_eq!(client.get(&path).json()["files"][0]["name"], "roster.csv");
    let file = client.get(&format!("{path}/files/roster.csv"));
    assert_eq!(file.text, text(&world, "roster.csv"));
    client.get(&format!("{path}/files/nothing.csv")).is_problem(404, "E4060");
    client.get("/api/v1/centres/pier/documents?kind=fax").is_problem(400, "E4004");
    let other = world.centre();
    client.get(&format!("/api/v1/centres/{other}/documents/{roster}")).is_problem(404, "E4060");
}

#[test]
fn a_week_that_is_published_later_leaves_the_week_before_as_it_was() {
    let world = World::new();
    let client = world.serve();
    pier(&world, &client);
    let roster = text(&world, "roster.csv");
    let first = send_roster(&client, &roster);
    assert_eq!(publish(&client, &first, "\"v0\"", "").status, 200);
    let next = roster.replace("2025-11-10 7 days", "2025-11-17 7 days");
    let next = (0..6).rev().fold(next, |text, day| {
        text.replace(&format!(",2025-11-{:02},", 10 + day), &format!(",2025-11-{:02},", 17 + day))
    });
    let second = send_roster(&client, &next);
    let told = publish(&client, &second, "\"v1\"", "");
    assert_eq!(told.status, 200, "{}", told.text);
    let shifts = client.get("/api/v1/schedules/shifts?centre=pier&limit=1000").json();
    assert_eq!(shifts["shifts"].as_array().unwrap().len(), 26);
    let feed = client.get("/api/v1/schedules/changes?centre=pier&limit=1000").json();
    let kinds = feed["changes"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap());
    assert!(kinds.into_iter().all(|k| k == "created"));
    let hours = client.get("/api/v1/schedules/hours?centre=pier&period=week").json();
    assert_eq!((&hours["from"], &hours["to"]), (&json!("2025-11-10"), &json!("2025-11-23")));
    assert_eq!(hours["agents"].as_array().unwrap().len(), 6);
}
