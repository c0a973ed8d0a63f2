//! What is kept stays: backups across databases, retention, and servers that are killed.

use super::world::World;
use api::store::{Retention, Store};
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn a_backup_of_one_database_is_restored_into_the_other_while_it_is_served() {
    let world = World::new();
    let client = world.serve();
    let before = client.get("/api/v1/schedules/shifts?limit=1000").json();
    let file = world.path().join("store.backup");
    let rows = world.with(async |store| store.backup(&file).await.unwrap());
    assert!(rows > 20, "{rows}");

    let other = World::postgres();
    let restored = other.with(async |store| {
        let refused = store.restore(&file, false).await.unwrap_err();
        assert_eq!(domain::Cure::code(&refused), "E4055", "it holds a key already");
        store.restore(&file, true).await.unwrap()
    });
    assert_eq!(restored, rows);
    let mut options = other.options();
    options.folder = None;
    let there = super::world::Client::start(&options, &world.key);
    let after = there.get("/api/v1/schedules/shifts?limit=1000").json();
    assert_eq!(after["shifts"], before["shifts"]);
    // numbers go on where they ended
    let made = there.write("POST", "/api/v1/centres", &[], &json!({"id": "new", "name": "New"}));
    assert_eq!(made.status, 201, "{}", made.text);

    let cut = world.path().join("cut.backup");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let refused = world.with(async |store| store.restore(&cut, true).await.unwrap_err());
    assert_eq!(domain::Cure::code(&refused), "E4054");
    let still = client.get("/api/v1/schedules/shifts?limit=1000").json();
    assert_eq!(still["shifts"], before["shifts"], "a broken backup changes nothing");
}

#[test]
fn what_is_no_longer_needed_is_forgotten_and_what_is_told_stays() {
    let world = World::new();
    let client = world.serve();
    let mut rosters = Vec::new();
    for seed in [8, 9] {
        let text = std::fs::read_to_string(world.path().join("roster.csv")).unwrap();
        let text = text.replace("seed: 7", &format!("seed: {seed}"));
        let path = format!("/api/v1/centres/{}/rosters", world.centre());
        let sent = client.upload(&path, &[], &[("roster.csv", &text)]);
        assert_eq!(sent.status, 201, "{}", sent.text);
        rosters.push(sent.text);
    }
    std::thread::sleep(Duration::from_millis(20));
    let keep = Retention { drafts: Duration::ZERO, ..Retention::default() };
    let swept = world.with(async |store| store.sweep(&keep).await.unwrap());
    assert_eq!(swept.documents, 2, "the drafts, and nothing else");
    assert_eq!(client.get("/api/v1/schedules/shifts").status, 200);
    let again = world.with(async |store| store.sweep(&keep).await.unwrap());
    assert_eq!(again.documents, 0);
}

/// Does something to the file of a store, beside whatever serves it.
pub(super) fn script(path: &str, sql: &str) {
    let text = format!(
        "import sqlite3; c = sqlite3.connect('{path}'); c.executescript(\"{sql}\"); c.commit()"
    );
    assert!(Command::new("python3").args(["-c", &text]).status().unwrap().success());
}

#[test]
fn a_store_of_an_older_version_is_backed_up_and_brought_up_to_date() {
    let world = World::new();
    let client = world.serve();
    let before = client.get("/api/v1/schedules/shifts?limit=1000").text;
    client.end().unwrap();
    let older = "DROP TABLE sessions; ALTER TABLE solve_runs DROP COLUMN trace; \
                 DROP INDEX solve_runs_turn; ALTER TABLE solve_runs DROP COLUMN turn; \
                 DELETE FROM migrations WHERE version >= 5;";
    script(world.url(), older);
    let client = world.serve();
    assert_eq!(client.get("/api/v1/schedules/shifts?limit=1000").text, before);
    assert_eq!(client.get("/api/v1/runs").status, 200);
    let kept = format!("{}.schema-4.backup", world.url());
    assert!(std::fs::metadata(&kept).is_ok_and(|file| file.len() > 100), "{kept}");
    let refused = world.with(async |store| store.restore(kept.as_ref(), true).await.unwrap_err());
    assert_eq!(domain::Cure::code(&refused), "E4054", "it is for the version that wrote it");
    assert!(refused.to_string().contains("older schema"), "{refused}");
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let world = World::new();
    let path = world.path().join("newer.db").display().to_string();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        drop(Store::open(&path).await.unwrap());
    });
    script(&path, "INSERT INTO migrations (version, name) VALUES (999, 'later')");
    let refused = runtime.block_on(async { Store::open(&path).await.unwrap_err() });
    assert_eq!(domain::Cure::code(&refused), "E4052");
}

/// A server process of its own on the world's store; it and its address.
fn process(world: &World) -> (std::process::Child, String) {
    let mut server = Command::new(crate::cli::binary())
        .args(["serve", "--address", "127.0.0.1:0", "--hands", "0", "--store", world.url()])
        .args(["--rate", "1000", "--burst", "1000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.rsplit(" at ").next().unwrap().trim().trim_end_matches('/').to_owned();
    (server, address)
}

fn killed_while_publishing(world: &World) {
    drop(world.serve());
    let centre = world.centre();
    let roster = world.with(async |store| store.centre(&centre).await.unwrap().published.unwrap());
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let key = format!("Bearer {}", world.key);
    let mut told = 1;
    for round in 0..4_u64 {
        let (mut server, address) = process(world);
        let url = format!("{address}/api/v1/centres/{centre}/rosters/{roster}/publish");
        let (sender, answered) = std::sync::mpsc::channel();
        let (agent, key) = (agent.clone(), key.clone());
        let begin = world.with(async |store| store.centre(&centre).await.unwrap().version);
        let client = std::thread::spawn(move || {
            for version in begin.. {
                let request = agent
                    .post(&url)
                    .header("authorization", &key)
                    .header("content-type", "application/json")
                    .header("if-match", format!("\"v{version}\""));
                match request.send("{}") {
                    Ok(answer) if answer.status() == 200 => sender.send(version + 1).unwrap(),
                    _ => return,
                }
            }
        });
        let heard = Duration::from_secs(30);
        told = answered.recv_timeout(heard).unwrap();
        told = answered.recv_timeout(heard).unwrap().max(told);
        std::thread::sleep(Duration::from_millis(37 * round));
        server.kill().unwrap();
        server.wait().unwrap();
        client.join().unwrap();
        told = answered.iter().last().unwrap_or(told).max(told);
        let (row, publications) = world.with(async |store| {
            let row = store.centre(&centre).await.unwrap();
            (row, store.publications(&centre, 10_000).await.unwrap())
        });
        // one more than was heard may have been written before the answer was lost
        assert!((told..=told + 1).contains(&row.version), "{told} {}", row.version);
        assert_eq!(publications.len() as i64, row.version, "a pointer without its publication");
        assert_eq!(row.published.as_ref(), Some(&roster));
        told = row.version;
    }
    assert!(told > 4, "the server never published: {told}");
}

#[test]
fn a_server_killed_while_it_publishes_loses_nothing_it_said() {
    killed_while_publishing(&World::new());
}

#[test]
fn a_server_killed_while_it_publishes_loses_nothing_on_postgresql() {
    killed_while_publishing(&World::postgres());
}
