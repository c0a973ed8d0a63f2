//! What clumsy clients do: they write at once, leave before the answer, and send what has no name.

use super::centres::{HISTORY, pier, text};
use super::world::{Answer, Client, World};
use serde_json::json;
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

const DOCUMENTS: &str = "/api/v1/centres/pier/documents";

/// Uploads that reach the server at the same time, each of one file.
fn at_once(client: &Client, headers: &[(&str, &str)], files: &[(&str, String)]) -> Vec<Answer> {
    std::thread::scope(|scope| {
        let send = |(name, text): &(&str, String)| {
            let file = [(*name, text.as_str())];
            client.upload(DOCUMENTS, headers, &file)
        };
        let sent: Vec<_> = files.iter().map(|file| scope.spawn(move || send(file))).collect();
        sent.into_iter().map(|sent| sent.join().unwrap()).collect()
    })
}

fn nobody_s_upload_is_lost(world: &World) {
    let client = world.serve();
    let inputs = pier(world, &client);
    let files = [
        ("agents.csv", text(world, "agents.csv").replace("Anna Amsel", "Hanna Amsel")),
        ("rules.toml", "profile = \"plain\"\n".to_owned()),
        ("history.csv", HISTORY.replace(",10,", ",11,")),
    ];
    let seen = format!("\"{inputs}\"");
    let answers = at_once(&client, &[("if-match", &seen)], &files);
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|s| **s == 201).count(), 1, "{statuses:?}");
    let refused = answers.iter().filter(|answer| answer.status != 201);
    refused.for_each(|answer| answer.is_problem(412, "E4064"));

    let answers = at_once(&client, &[], &files);
    answers.iter().for_each(|answer| assert_eq!(answer.status, 201, "{}", answer.text));
    let newest = client.get("/api/v1/centres/pier").json()["inputs"].as_str().unwrap().to_owned();
    for (name, text) in &files {
        let kept = client.get(&format!("{DOCUMENTS}/{newest}/files/{name}"));
        assert_eq!(&kept.text, text, "{name} of each upload is there");
    }
}

#[test]
fn of_uploads_on_the_same_inputs_one_counts_and_without_if_match_all_do() {
    nobody_s_upload_is_lost(&World::new());
}

#[test]
fn no_upload_is_lost_on_postgresql() {
    nobody_s_upload_is_lost(&World::postgres());
}

#[test]
fn a_named_write_goes_on_without_its_client_and_is_answered_when_sent_again() {
    let world = World::new();
    let client = world.serve();
    pier(&world, &client);
    let roster = text(&world, "roster.csv");
    let path = "/api/v1/centres/pier/rosters";
    let body = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"roster.csv\"\r\n\r\n\
         {roster}\r\n--cut--\r\n"
    );
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nidempotency-key: left\r\n\
         content-type: multipart/form-data; boundary=cut\r\ncontent-length: {}\r\n\r\n",
        world.key,
        body.len()
    );
    for _ in 0..8 {
        let mut left = TcpStream::connect(client.address()).unwrap();
        left.write_all((head.clone() + &body).as_bytes()).unwrap();
    }
    let begun = Instant::now();
    loop {
        let named = [("idempotency-key", "left")];
        let again = client.upload(path, &named, &[("roster.csv", &roster)]);
        if again.status == 201 {
            break;
        }
        again.is_problem(409, "E4072");
        assert!(begun.elapsed() < Duration::from_secs(30), "it is under way for ever");
        std::thread::sleep(Duration::from_millis(50));
    }
    let twice = [("idempotency-key", "one"), ("idempotency-key", "two")];
    client.upload(path, &twice, &[("roster.csv", &roster)]).is_problem(400, "E4004");
}

fn what_has_no_name_is_not_looked_for(world: &World) {
    let client = world.serve();
    pier(world, &client);
    let paths = [
        "/api/v1/centres/%00",
        "/api/v1/runs/%00",
        "/api/v1/runs/%00/events",
        "/api/v1/agents/A01%00/calendar.ics?token=x",
        "/api/v1/agents/%00/data",
        "/console/centres/%00",
    ];
    paths.iter().for_each(|path| client.get(path).is_problem(404, "E4001"));
    let queries = [
        "/api/v1/runs?centre=%00",
        "/api/v1/audit?what=%00",
        "/api/v1/schedules/shifts?centre=%00",
        "/api/v1/agents/A01/calendar.ics?token=%00",
    ];
    queries.iter().for_each(|path| client.get(path).is_problem(400, "E4004"));
    let bodies = [
        ("/api/v1/centres/pier/runs", json!({"kind": "check", "roster": "\0"})),
        ("/api/v1/centres/pier/rosters/x/publish", json!({"reason": "a\0b"})),
        ("/api/v1/centres/pier/rosters/x/publish", json!([])),
        ("/api/v1/centres", json!({"id": "quay", "name": "Qu\0ay"})),
    ];
    for (path, body) in bodies {
        client.write("POST", path, &[("if-match", "\"v0\"")], &body).is_problem(422, "E4062");
    }
}

#[test]
fn a_name_with_a_nul_is_nobody_s() {
    what_has_no_name_is_not_looked_for(&World::new());
}

#[test]
fn a_name_with_a_nul_is_nobody_s_on_postgresql() {
    what_has_no_name_is_not_looked_for(&World::postgres());
}

#[test]
fn a_plus_that_was_not_written_as_addresses_have_it_is_explained() {
    let world = World::new();
    let client = world.serve();
    let path = "/api/v1/schedules/shifts?updated_since=2025-11-10T09:00:00";
    let wrong = client.get(&format!("{path}+08:00"));
    wrong.is_problem(400, "E4004");
    assert!(wrong.text.contains("%2B"), "{}", wrong.text);
    assert_eq!(client.get(&format!("{path}%2B08:00")).status, 200);
}
