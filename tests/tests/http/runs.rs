//! Runs: solved in child processes, watched, stopped, taken over, and never done twice in effect.

use super::world::{Answer, Client, World, new_key};
use serde_json::{Value, json};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The Lighthouse's inputs as a centre of the store.
pub(super) fn lighthouse(client: &Client) {
    let body = json!({"id": "light", "name": "Lighthouse"});
    assert_eq!(client.write("POST", "/api/v1/centres", &[], &body).status, 201);
    let names = ["centre.toml", "rules.toml", "calendar.csv", "agents.csv", "availability.csv"];
    let read = |name: &str| std::fs::read_to_string(crate::cli::file(name)).unwrap();
    let mut files: Vec<(&str, String)> = names.iter().map(|n| (*n, read(n))).collect();
    files.push(("history.csv", read("history.csv")));
    files.push(("previous.csv", read("previous.csv")));
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let sent = client.upload("/api/v1/centres/light/documents", &[], &files);
    assert_eq!(sent.status, 201, "{}", sent.text);
}

pub(super) fn ask(client: &Client, spec: &Value) -> Answer {
    client.write("POST", "/api/v1/centres/light/runs", &[], spec)
}

#[track_caller]
pub(super) fn taken(client: &Client, spec: &Value) -> String {
    let answer = ask(client, spec);
    assert_eq!(answer.status, 202, "{}", answer.text);
    let run: Value = serde_json::from_str(&answer.text).unwrap();
    let path = answer.header("location").to_owned();
    assert_eq!(path, format!("/api/v1/runs/{}", run["id"].as_str().unwrap()));
    path
}

/// A search that goes on until it is stopped.
fn endless() -> Value {
    json!({"kind": "roster", "weeks": 4, "time_limit_seconds": 600})
}

#[track_caller]
pub(super) fn over(client: &Client, path: &str) -> Value {
    client.until(path, |run| !["queued", "running"].contains(&run["state"].as_str().unwrap()))
}

#[test]
fn a_roster_is_solved_simulated_published_and_told() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let path = taken(&client, &json!({"kind": "roster", "work_limit": 40, "seed": 3}));
    let events = client.get(&format!("{path}/events")).text;
    assert!(events.contains("event: run") && events.contains("\"phase\":"), "{events}");
    let run = over(&client, &path);
    assert_eq!(run["state"], "succeeded", "{run}");
    let result = client.get(&format!("{path}/result")).json();
    assert_eq!(result["roster"]["provenance"]["seed"], 3);
    let roster = run["result"].as_str().unwrap();
    let document = client.get(&format!("/api/v1/centres/light/documents/{roster}")).json();
    assert_eq!(document["kind"], "roster");
    assert_eq!(document["summary"]["cost"], result["verdict"]["cost"]["total"]);

    let spec = json!({"kind": "simulate", "roster": roster, "replications": 4});
    let simulated = over(&client, &taken(&client, &spec));
    assert_eq!(simulated["state"], "succeeded", "{simulated}");
    let listed = client.get("/api/v1/centres/light/performances").json();
    assert_eq!(listed["documents"][0]["id"], simulated["result"]);

    let publish = format!("/api/v1/centres/light/rosters/{roster}/publish");
    let told = client.write("POST", &publish, &[("if-match", "\"v0\"")], &json!({}));
    assert_eq!(told.status, 200, "{}", told.text);
    let shifts = client.get("/api/v1/schedules/shifts?centre=light").json();
    assert!(!shifts["shifts"].as_array().unwrap().is_empty());
    let page = client.get("/?centre=light");
    assert!(page.text.contains("<html"), "the report comes with the roster");
}

#[test]
fn what_cannot_be_solved_says_why_and_can_be_tried_again() {
    let world = World::new();
    let mut options = world.options();
    options.worker.hands = 1;
    options.worker.program = "/nowhere/paiban".into();
    let client = Client::start(&options, &world.key);
    lighthouse(&client);
    let run = over(&client, &taken(&client, &json!({"kind": "forecast"})));
    assert_eq!(run["state"], "failed", "{run}");
    assert_eq!(run["error"]["code"], "E4080", "{run}");
    assert!(run["error"]["messages"].as_str().unwrap().contains("/nowhere"), "{run}");
    let path = format!("/api/v1/runs/{}", run["id"].as_str().unwrap());
    client.get(&format!("{path}/result")).is_problem(409, "E4070");
    let again = client.write("POST", &format!("{path}/retry"), &[], &json!({}));
    assert_eq!(again.status, 202, "{}", again.text);
    assert_eq!(over(&client, &path)["state"], "failed");
    let bad = |spec: Value, code: &str| ask(&client, &spec).is_problem(422, code);
    bad(json!({"kind": "roster", "weeks": 9}), "E4062");
    bad(json!({"kind": "simulate"}), "E4062");
    bad(json!({"kind": "fax"}), "E4062");
    bad(json!({"kind": "forecast", "replications": 9}), "E4062");
    bad(json!({"kind": "whatif"}), "E4062");
    bad(json!({"kind": "capacity"}), "E4062");
    bad(json!({"kind": "roster", "from": "10.11."}), "E4062");
    bad(json!({"kind": "roster", "from": "+262142-12-31"}), "E4062");
    bad(json!(["roster"]), "E4062");
    bad(json!({"kind": "roster", "inputs": "\0"}), "E4062");
    bad(json!({"kind": "roster", "time_limit_seconds": -1}), "E4062");
    bad(json!({"kind": "roster", "stall_seconds": 0}), "E4062");
    bad(json!({"kind": "roster", "stall_seconds": 9, "work_limit": 9}), "E4062");
    bad(json!({"kind": "forecast", "stall_seconds": 9}), "E4062");
    let unknown = json!({"kind": "roster", "inputs": "0000"});
    ask(&client, &unknown).is_problem(404, "E4060");
}

#[test]
fn a_search_that_finds_nothing_better_for_a_while_stops() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let spec = json!({"kind": "roster", "time_limit_seconds": 600, "stall_seconds": 1});
    let path = taken(&client, &spec);
    assert_eq!(over(&client, &path)["state"], "succeeded");
    assert_eq!(client.get(&format!("{path}/result")).json()["stopped"], "stall");
}

#[test]
fn a_run_stops_within_seconds_and_one_that_waits_at_once() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let (busy, waiting) = (taken(&client, &endless()), taken(&client, &endless()));
    client.until(&busy, |run| run["progress"]["phase"].is_string());
    let cancel = |path: &str| client.write("POST", &format!("{path}/cancel"), &[], &json!({}));
    let waits: Value = serde_json::from_str(&cancel(&waiting).text).unwrap();
    assert_eq!(waits["state"], "cancelled");
    assert_eq!(cancel(&busy).status, 202);
    let begun = Instant::now();
    assert_eq!(over(&client, &busy)["state"], "cancelled");
    assert!(begun.elapsed() < Duration::from_secs(20), "it went on");
    assert_eq!(cancel(&busy).status, 202, "cancelling again changes nothing");
}

/// A worker process of its own on the world's store.
fn worker(world: &World) -> Child {
    Command::new(crate::cli::binary())
        .args(["worker", "--store", world.url()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn taken_over(world: &World) {
    let client = world.serve();
    lighthouse(&client);
    let mut first = worker(world);
    let spec = json!({"kind": "roster", "weeks": 4, "time_limit_seconds": 8});
    let path = taken(&client, &spec);
    let run = client.until(&path, |run| run["progress"]["phase"].is_string());
    let lost = run["attempt"].clone();
    assert_eq!(lost, 1);
    let mut second = worker(world);
    first.kill().unwrap();
    first.wait().unwrap();
    let killed = Instant::now();
    client.until(&path, |run| run["attempt"] == 2);
    assert!(killed.elapsed() < Duration::from_secs(30), "{:?}", killed.elapsed());
    let run = over(&client, &path);
    second.kill().unwrap();
    second.wait().unwrap();
    assert_eq!(run["state"], "succeeded", "{run}");
    let listed = client.get("/api/v1/centres/light/rosters").json();
    assert_eq!(listed["documents"].as_array().unwrap().len(), 1, "one effective result");
    let audit = client.get("/api/v1/audit?centre=light&what=run:end").json();
    assert_eq!(audit["lines"].as_array().unwrap().len(), 1, "it ended once");
}

#[test]
fn a_killed_worker_s_run_is_taken_over_and_has_one_result() {
    taken_over(&World::new());
}

#[test]
fn a_killed_worker_s_run_is_taken_over_on_postgresql() {
    taken_over(&World::postgres());
}

#[test]
fn a_worker_that_lost_its_run_finds_nothing_that_counts() {
    use api::store::{Ending, Held, NewRun, QueueLimits};
    let world = World::new();
    drop(world.serve());
    let centre = world.centre();
    let second = Duration::from_secs(1);
    world.with(async |store| {
        let inputs = store.centre(&centre).await.unwrap().inputs.unwrap();
        let new = NewRun {
            centre: centre.clone(),
            kind: "roster".into(),
            spec: "{}".into(),
            inputs,
            priority: 0,
            attempts: 3,
            trace: None,
        };
        let limits = QueueLimits { all: 9, each: 9 };
        store.submit(&new, limits, "k").await.unwrap();
        let lost = store.claim("slow", Duration::from_millis(1)).await.unwrap().unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let run = store.claim("quick", second).await.unwrap().unwrap();
        assert_eq!((run.id.as_str(), run.attempt), (lost.id.as_str(), 2));
        assert_eq!(store.hold(&lost, "slow", second, None).await.unwrap(), Held::No);
        let failed = Ending::Failed("{}".into());
        assert!(!store.finish(&lost, "slow", &failed).await.unwrap());
        assert_eq!(store.solve_run(&run.id).await.unwrap().state, "running");
        assert!(store.finish(&run, "quick", &Ending::Cancelled).await.unwrap());
        assert!(!store.finish(&run, "quick", &failed).await.unwrap(), "it ends once");
        assert_eq!(store.solve_run(&run.id).await.unwrap().state, "cancelled");
    });
}

#[test]
fn the_queue_is_bounded_fair_between_keys_and_lets_urgent_runs_first() {
    let world = World::new();
    let mut options = world.options();
    options.limits.queue.each = 3;
    options.limits.queue.all = 5;
    let client = Client::start(&options, &world.key);
    lighthouse(&client);
    let other = world.add(new_key("other"));
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(taken(&client, &endless()));
    }
    let full = ask(&client, &endless());
    full.is_problem(429, "E4067");
    assert_eq!(full.header("retry-after"), "10");
    let key = format!("Bearer {other}");
    let headers = [("authorization", key.as_str()), ("content-type", "application/json")];
    let send = |spec: Value| {
        client.send("POST", "/api/v1/centres/light/runs", &headers, spec.to_string().as_bytes())
    };
    let waits = send(json!({"kind": "forecast"}));
    let urgent = send(json!({"kind": "staff", "priority": "urgent"}));
    assert_eq!((waits.status, urgent.status), (202, 202));
    send(json!({"kind": "forecast"})).is_problem(503, "E4068");

    // runs asked for within one millisecond still go first come, first served
    super::store::script(world.url(), "UPDATE solve_runs SET submitted = 0");
    let claimed = world.with(async |store| {
        let mut claimed = Vec::new();
        while let Some(run) = store.claim("w", Duration::from_secs(60)).await.unwrap() {
            claimed.push(format!("/api/v1/runs/{}", run.id));
            // whose turn it is is told by when each was served, in milliseconds
            std::thread::sleep(Duration::from_millis(5));
        }
        claimed
    });
    let (waits, urgent) = (waits.header("location"), urgent.header("location"));
    assert_eq!(claimed[0], urgent, "urgent runs go first");
    assert_eq!(claimed[1], ids[0], "then the key without a run under way");
    assert_eq!(claimed[2], waits, "then each in turn");
    assert_eq!(claimed[3..], [ids[1].clone(), ids[2].clone()]);
}

#[test]
fn a_server_that_stops_hands_its_run_back() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let path = taken(&client, &endless());
    client.until(&path, |run| run["state"] == "running");
    client.end().unwrap();
    let id = path.rsplit('/').next().unwrap();
    let run = world.with(async |store| store.solve_run(id).await.unwrap());
    assert_eq!((run.state.as_str(), run.attempt), ("queued", 0));
}
