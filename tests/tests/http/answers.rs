//! What comes back: unchanged answers, hours, calendars, the document, and what is not served.

use super::world::{Client, World};
use api::http::{ServeError, Server};
use serde_json::json;

const SHIFTS: &str = "/api/v1/schedules/shifts";

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again() {
    let world = World::new();
    let client = world.serve();
    let first = client.get(SHIFTS);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    let again = client.get_with(SHIFTS, "if-none-match", &tag);
    assert_eq!((again.status, again.text.as_str()), (304, ""));
    assert_eq!(again.header("etag"), tag);
    assert_eq!(client.get_with(SHIFTS, "if-none-match", "\"other\"").status, 200);
    assert_ne!(client.get(&format!("{SHIFTS}?limit=1")).header("etag"), tag);
    let refused = client.ask(SHIFTS, &[("if-none-match", &tag)]);
    refused.is_problem(401, "E4010");
}

#[test]
fn times_come_in_the_zone_that_is_preferred_where_it_exists() {
    let world = World::new();
    let client = world.serve();
    let path = format!("{SHIFTS}?agent=A01&limit=1");
    let shanghai = client.get_with(&path, "prefer", "timezone=Asia/Shanghai");
    assert_eq!(shanghai.header("preference-applied"), "timezone=Asia/Shanghai");
    assert_eq!(shanghai.json()["shifts"][0]["start"], "2025-11-10T16:00:00+08:00");
    let nowhere = client.get_with(&path, "prefer", "timezone=Mars/Phobos");
    assert_eq!(nowhere.header("preference-applied"), "");
    assert_eq!(nowhere.json()["shifts"][0]["start"], "2025-11-10T09:00:00+01:00");
}

#[test]
fn hours_and_premiums_are_those_of_the_contract() {
    let world = World::new();
    let client = world.serve();
    let told = client.get("/api/v1/schedules/hours").json();
    assert_eq!((&told["from"], &told["to"]), (&json!("2025-11-10"), &json!("2025-11-16")));
    // three nights of eight hours at 20.00; seven hours each between 23:00 and 06:00 at a quarter
    // more; six and two hours on the holiday at double pay
    let night = &told["agents"][1];
    assert_eq!(night["agent"], "A02");
    assert_eq!(night["paid_minutes"], 3 * 480);
    assert_eq!(night["night_minutes"], 3 * 420);
    assert_eq!(night["holiday_minutes"], 480);
    assert_eq!(night["pay"]["wages"], 480.0);
    assert_eq!(night["pay"]["night"], 105.0);
    assert_eq!(night["pay"]["holiday"], 160.0);
    assert_eq!(night["pay"]["total"], 745.0);
    let csv = client.get_with("/api/v1/schedules/hours?agent=A02", "accept", "text/csv").text;
    let row = csv.lines().nth(1).unwrap();
    let week = client.get("/api/v1/schedules/hours?period=week").json();
    assert_eq!(week["agents"], told["agents"], "the horizon is one week");
    let expected = [
        "A02,HR-2,north,full,2025-11-10,2025-11-16,7,3,1440,0,1260,480",
        "480.00,0.00,105.00,160.00,0.00,745.00",
    ]
    .join(",");
    assert_eq!(row, expected);
}

#[test]
fn the_roster_tells_its_cost_and_where_it_comes_from() {
    let world = World::new();
    let told = world.serve().get("/api/v1/roster").json();
    assert_eq!((&told["shifts"], &told["agents"]), (&json!(13), &json!(3)));
    assert_eq!(told["pay"]["total"], 745.0 + 2.0 * 960.0);
    assert_eq!(told["provenance"]["seed"], 7);
    assert!(told.get("shortage").is_none(), "without requirement.csv no shortage is known");
}

#[test]
fn a_calendar_opens_with_its_token_until_that_is_rotated() {
    let world = World::new();
    let client = world.serve();
    let path =
        |agent: &str, token: &str| format!("/api/v1/agents/{agent}/calendar.ics?token={token}");
    for agent in ["A01", "A02"] {
        client.ask(&path(agent, "guess"), &[]).is_problem(404, "E4017");
        world.calendar(agent, true).unwrap();
    }
    let token = |agent| world.calendar(agent, false).unwrap();
    let opened = client.ask(&path("A02", &token("A02")), &[]);
    assert_eq!(opened.status, 200);
    assert_eq!(opened.header("content-type"), "text/calendar; charset=utf-8");
    assert!(opened.text.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(opened.text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(opened.text.matches("BEGIN:VEVENT").count(), 3);
    assert!(opened.text.contains("DTSTART:20251110T210000Z"), "{}", opened.text);
    assert!(opened.text.contains("SUMMARY:Harbour (8 h paid)"));
    let again =
        client.ask(&path("A02", &token("A02")), &[("if-none-match", opened.header("etag"))]);
    assert_eq!(again.status, 304);

    client.ask(&path("A01", &token("A02")), &[]).is_problem(404, "E4017");
    client.ask(&path("A99", &token("A02")), &[]).is_problem(404, "E4017");
    client.ask("/api/v1/agents/A02/calendar.ics", &[]).is_problem(404, "E4017");
    let old = token("A02");
    world.calendar("A02", true).unwrap();
    client.ask(&path("A02", &old), &[]).is_problem(404, "E4017");
    assert_eq!(client.ask(&path("A02", &token("A02")), &[]).status, 200);
    assert_eq!(client.ask(&path("A01", &token("A01")), &[]).status, 200);
    let close = "/api/v1/agents/external:HR-1/calendar";
    let closed = client.write("DELETE", close, &[], &json!({}));
    assert_eq!(closed.status, 204, "{}", closed.text);
    assert_eq!(world.calendar("A01", false), None);
}

#[test]
fn the_document_of_the_interface_is_the_one_in_docs() {
    let world = World::new();
    let sent = world.serve().ask("/api/v1/openapi.json", &[]).text;
    let kept = include_str!("../../../docs/openapi.json");
    assert!(sent == kept, "run `paiban serve --openapi > docs/openapi.json` and look");
    let document: serde_json::Value = serde_json::from_str(&sent).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
}

#[test]
fn every_answer_tells_browsers_to_keep_out() {
    let world = World::new();
    let client = world.serve();
    for answer in [client.get(SHIFTS), client.ask("/nowhere", &[])] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        assert_eq!(answer.header("access-control-allow-origin"), "", "no other site may read");
        assert!(!answer.header("x-request-id").is_empty());
    }
    client.ask("/nowhere", &[]).is_problem(404, "E4001");
    client.post("/api/v1/centre").is_problem(405, "E4002");
    let long = "x".repeat(17 * 1024);
    client.ask("/healthz", &[("x-long", &long)]).is_problem(431, "E4040");
}

#[test]
fn the_report_is_open_only_on_request_and_only_to_this_machine() {
    let world = World::new();
    let mut options = world.options();
    options.open_report = true;
    let client = Client::start(&options, &world.key);
    assert!(client.ask("/", &[]).text.contains("<title>Harbour"));
    client.ask("/", &[("host", "rebound.example:8080")]).is_problem(401, "E4010");
    client.ask("/api/v1/centre", &[]).is_problem(401, "E4010");
    options.address = "0.0.0.0:0".parse().unwrap();
    assert!(matches!(Server::open(&options), Err(ServeError::OpenToAll(_))));
}

#[test]
fn the_log_tells_of_every_request_and_of_nobody() {
    let world = World::new();
    let client = world.serve();
    client.get(&format!("{SHIFTS}?agent=external:HR-1&from=2025-11-10"));
    client.ask(SHIFTS, &[]);
    let token = world.calendar("A02", true).unwrap();
    client.ask(&format!("/api/v1/agents/A02/calendar.ics?token={token}"), &[]);
    client.ask("/people/Anna", &[]);
    let key = world.keys()[0].id.clone();
    client.end().unwrap();
    let log = world.log();
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lines: Vec<_> = lines.iter().filter(|l| l["event"] == "request").collect();
    let told = |name: &str| lines.iter().map(|l| l[name].clone()).collect::<Vec<_>>();
    assert_eq!(told("status"), [200, 401, 200, 404]);
    assert_eq!(told("key"), [json!(key), json!(null), json!(null), json!(null)]);
    let calendars = "/api/v1/agents/{id}/calendar.ics";
    assert_eq!(told("route"), [SHIFTS, SHIFTS, calendars, "unknown"]);
    for secret in ["A02", "HR-1", "Anna", "2025-11-10", &token, &world.key] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

#[test]
fn a_roster_that_breaks_a_hard_law_is_not_served() {
    let world = World::new();
    let early = "A02,2025-11-12,22:00,30:00";
    world.edit("roster.csv", early, "A02,2025-11-12,09:00,13:00");
    match Server::open(&world.options()) {
        Err(ServeError::Unlawful(laws)) => assert!(laws.contains(&"daily_rest"), "{laws:?}"),
        other => panic!("three hours of rest were served: {other:?}"),
    }
}

#[test]
fn a_server_that_is_asked_to_stop_ends_well() {
    let world = World::new();
    let client = world.serve();
    assert_eq!(client.get(SHIFTS).status, 200);
    assert!(client.end().is_ok());
}
