//! No key, no data.

use super::world::{Client, World, new_key};
use api::http::Rate;
use api::keys::{NewKey, Scope};
use std::time::{Duration, SystemTime};

const DATA: [&str; 5] = [
    "/api/v1/schedules/shifts",
    "/api/v1/schedules/hours",
    "/api/v1/centre",
    "/api/v1/roster",
    "/",
];

fn only_health_is_open(world: &World) {
    let client = world.serve();
    for path in DATA {
        client.ask(path, &[]).is_problem(401, "E4010");
        client.ask(path, &[("authorization", "Basic YTpi")]).is_problem(401, "E4010");
        client.get_as("paiban_0000", path).is_problem(401, "E4011");
        assert_eq!(client.get(path).status, 200);
    }
    assert_eq!(client.ask("/healthz", &[]).status, 200);
    assert_eq!(client.ask("/readyz", &[]).status, 200);
}

#[test]
fn without_a_key_there_is_no_data_and_health_is_open() {
    only_health_is_open(&World::new());
}

#[test]
fn without_a_key_there_is_no_data_and_health_is_open_on_postgresql() {
    only_health_is_open(&World::postgres());
}

#[test]
fn an_expired_and_a_revoked_key_open_nothing_at_once() {
    let world = World::new();
    let client = world.serve();
    let yesterday = SystemTime::now() - Duration::from_secs(86_400);
    let late = world.add(NewKey { expires: Some(yesterday.into()), ..new_key("late") });
    client.get_as(&late, DATA[0]).is_problem(401, "E4012");
    let lost = world.add(new_key("lost"));
    assert_eq!(client.get_as(&lost, DATA[0]).status, 200);
    let id = world.keys().last().unwrap().id.clone();
    world.with(async |store| store.end_key(&id, None, "test").await.unwrap());
    client.get_as(&lost, DATA[0]).is_problem(401, "E4013");
}

#[test]
fn a_key_reads_what_its_scopes_say() {
    let world = World::new();
    let client = world.serve();
    let only = |scope| world.add(NewKey { scopes: vec![scope], ..new_key("one scope") });
    let (hr, payroll, plans) = (only(Scope::Schedules), only(Scope::Payroll), only(Scope::Plans));
    let opened = |key: &str| DATA.map(|path| client.get_as(key, path).status);
    assert_eq!(opened(&hr), [200, 403, 200, 403, 403]);
    assert_eq!(opened(&payroll), [403, 200, 403, 403, 403]);
    assert_eq!(opened(&plans), [403, 403, 403, 200, 200]);
    client.get_as(&hr, DATA[1]).is_problem(403, "E4014");
}

#[test]
fn a_key_for_one_team_sees_that_team() {
    let world = World::new();
    let client = world.serve();
    let south = world.add(NewKey { team: Some("south".into()), ..new_key("south") });
    let get = |query: &str| client.get_as(&south, &format!("{}{query}", DATA[0]));
    // who sees everybody asks the same first: nobody is sent what was written for another
    assert_eq!(client.get(DATA[0]).json()["shifts"].as_array().unwrap().len(), 13);
    let seen = get("").json();
    let shifts = seen["shifts"].as_array().unwrap();
    assert_eq!(shifts.len(), 5);
    assert!(shifts.iter().all(|s| s["team"] == "south"));
    get("?team=north").is_problem(403, "E4015");
    get("?agent=A01").is_problem(400, "E4004");
    assert_eq!(get("?agent=A03").status, 200);
    let hours = client.get_as(&south, DATA[1]).json();
    assert_eq!(hours["agents"].as_array().unwrap().len(), 1);
    assert_eq!(client.get_as(&south, DATA[2]).json()["teams"], serde_json::json!(["south"]));
    client.get_as(&south, DATA[3]).is_problem(403, "E4015");
    client.get_as(&south, DATA[4]).is_problem(403, "E4015");
}

#[test]
fn a_key_that_asks_too_often_waits_and_others_do_not() {
    let world = World::new();
    let other = world.add(new_key("other"));
    let mut options = world.options();
    options.rate = Rate { per_second: 0.001, burst: 3 };
    let client = Client::start(&options, &world.key);
    for _ in 0..3 {
        assert_eq!(client.get(DATA[0]).status, 200);
    }
    let refused = client.get(DATA[0]);
    refused.is_problem(429, "E4016");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(client.get_as(&other, DATA[0]).status, 200);
}

#[test]
fn the_store_holds_no_key_and_is_its_owner_s_alone() {
    let world = World::new();
    assert_eq!(world.key.len(), "paiban_".len() + 64, "256 bits, hexadecimal");
    for name in ["paiban.db", "paiban.db-wal"] {
        let Ok(bytes) = std::fs::read(world.path().join(name)) else { continue };
        let secret = &world.key.as_bytes()["paiban_".len()..];
        assert!(!bytes.windows(secret.len()).any(|w| w == secret), "{name} holds a key");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = world.path().join("paiban.db");
        let mode = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
    }
}

#[test]
fn a_key_that_is_replaced_goes_on_for_the_overlap_and_no_key_makes_a_greater_one() {
    let world = World::new();
    let client = world.serve();
    let old = world.add(NewKey { scopes: vec![Scope::Schedules], ..new_key("hr") });
    let id = world.keys().last().unwrap().id.clone();
    let rotate = format!("/api/v1/keys/{id}/rotate");
    let made = client.write("POST", &rotate, &[], &serde_json::json!({ "overlap_hours": 1 }));
    assert_eq!(made.status, 201, "{}", made.text);
    let made: serde_json::Value = serde_json::from_str(&made.text).unwrap();
    let new = made["key"].as_str().unwrap();
    assert_eq!(client.get_as(&old, DATA[0]).status, 200);
    assert_eq!(client.get_as(new, DATA[0]).status, 200);
    client.get_as(new, DATA[1]).is_problem(403, "E4014");
    let gone = client.write("DELETE", &format!("/api/v1/keys/{id}"), &[], &serde_json::json!({}));
    assert_eq!(gone.status, 204, "{}", gone.text);
    client.get_as(&old, DATA[0]).is_problem(401, "E4013");

    let admin = world.add(NewKey { scopes: vec![Scope::Admin], ..new_key("admin") });
    let key = format!("Bearer {admin}");
    let headers = [("authorization", key.as_str()), ("content-type", "application/json")];
    let body = br#"{"name": "more", "scopes": ["payroll:read"]}"#;
    client.send("POST", "/api/v1/keys", &headers, body).is_problem(422, "E4062");
    let everything = world.keys()[0].id.clone();
    let path = format!("/api/v1/keys/{everything}");
    client.send("DELETE", &path, &headers, b"").is_problem(404, "E4060");
}

#[test]
fn a_key_is_told_what_it_may_do_and_until_when() {
    let world = World::new();
    let client = world.serve();
    let end = SystemTime::now() + Duration::from_secs(86_400);
    let scopes = vec![Scope::Schedules];
    let team = Some("north".to_owned());
    let hr = NewKey { scopes, team, expires: Some(end.into()), ..new_key("hr") };
    let told = client.get_as(&world.add(hr), "/api/v1/keys/own").json();
    assert_eq!((&told["name"], &told["team"]), (&"hr".into(), &"north".into()), "{told}");
    assert_eq!(told["scopes"], serde_json::json!(["schedules:read"]));
    assert!(told["expires"].is_string() && told["key"].is_null() && told["hash"].is_null());
    client.ask("/api/v1/keys/own", &[]).is_problem(401, "E4010");
}

#[test]
fn an_unknown_parameter_is_told_which_ones_there_are() {
    let world = World::new();
    let client = world.serve();
    let told = client.get("/api/v1/schedules/shifts?date=2025-11-10");
    told.is_problem(400, "E4003");
    assert!(told.text.contains("this address takes centre, from, to"), "{}", told.text);
}
