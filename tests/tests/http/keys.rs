//! No key, no data.

use super::world::{Client, World, new_key};
use api::http::{Rate, ServeError, Server};
use api::keys::{Keyring, NewKey, Scope};
use domain::Cure;
use std::time::{Duration, SystemTime};

const DATA: [&str; 5] = [
    "/api/v1/schedules/shifts",
    "/api/v1/schedules/hours",
    "/api/v1/centre",
    "/api/v1/roster",
    "/",
];

#[test]
fn without_a_key_there_is_no_data_and_health_is_open() {
    let world = World::new();
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
fn an_expired_and_a_revoked_key_open_nothing_at_once() {
    let world = World::new();
    let client = world.serve();
    let yesterday = SystemTime::now() - Duration::from_secs(86_400);
    let late = world.add(NewKey { expires: Some(yesterday.into()), ..new_key("late") });
    client.get_as(&late, DATA[0]).is_problem(401, "E4012");
    let lost = world.add(new_key("lost"));
    assert_eq!(client.get_as(&lost, DATA[0]).status, 200);
    let id = Keyring::read(world.path()).unwrap().keys().last().unwrap().id.clone();
    Keyring::change(world.path(), |ring| ring.revoke(&id, SystemTime::now().into())).unwrap();
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
fn the_file_of_keys_holds_no_key_and_is_its_owner_s_alone() {
    let world = World::new();
    let path = Keyring::path(world.path());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(&world.key) && !text.contains(&world.key["paiban_".len()..]));
    assert_eq!(world.key.len(), "paiban_".len() + 64, "256 bits, hexadecimal");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        let refused = Server::open(&world.options()).unwrap_err();
        assert!(matches!(&refused, ServeError::Keys(_)), "{refused}");
        assert_eq!(refused.code(), "E4024");
    }
}

#[test]
fn keys_that_become_unreadable_open_nothing() {
    let world = World::new();
    let client = world.serve();
    assert_eq!(client.get(DATA[0]).status, 200);
    world.edit("keys.toml", "[[keys]]", "[[keys");
    client.get(DATA[0]).is_problem(503, "E4018");
}
