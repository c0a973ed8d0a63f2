//! The console's sessions: what a cookie opens, what a write with it must prove, and when it ends.

use super::runs::{lighthouse, over, taken};
use super::world::{Answer, Client, World, new_key};
use api::keys::{NewKey, Scope};
use api::store::SessionTimes;
use serde_json::json;
use std::time::Duration;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const HERE: (&str, &str) = ("sec-fetch-site", "same-origin");
const DATA: &str = "/api/v1/schedules/shifts";

/// A browser that has logged in.
pub(super) struct Browser<'a> {
    client: &'a Client,
    cookie: String,
}

fn login(client: &Client, key: &str) -> Answer {
    client.send("POST", "/console/login", &[FORM, HERE], format!("key={key}").as_bytes())
}

impl<'a> Browser<'a> {
    #[track_caller]
    pub(super) fn enter(client: &'a Client, key: &str) -> Self {
        let answer = login(client, key);
        assert_eq!((answer.status, answer.header("location")), (303, "/console"));
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        Self { client, cookie }
    }

    fn get(&self, path: &str) -> Answer {
        self.client.ask(path, &[("cookie", &self.cookie)])
    }

    /// The token that a page shows to its script.
    fn token(&self) -> String {
        let page = self.get("/console").text;
        let after = page.split("name=\"csrf-token\" content=\"").nth(1).expect("a token");
        after.split('"').next().unwrap().to_owned()
    }

    fn write(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let usual = [("cookie", self.cookie.as_str()), ("content-type", "application/json")];
        self.client.send("POST", path, &[&usual, headers].concat(), body.as_bytes())
    }
}

fn lives_and_ends_with_its_key(world: &World) {
    let client = world.serve();
    client.ask("/console", &[]).goes_to("/console/login");
    let answer = login(&client, &world.key);
    let cookie = answer.header("set-cookie");
    for part in ["paiban=", "; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age=43200"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains(&world.key));

    let browser = Browser::enter(&client, &world.key);
    assert!(browser.get("/console").text.contains("Harbour"));
    assert_eq!(browser.get(DATA).status, 200, "the interface takes the cookie");
    assert_eq!(browser.get("/").status, 200, "and so does the report");

    let hr = NewKey { scopes: vec![Scope::Schedules], team: Some("north".into()), ..new_key("hr") };
    let hr = world.add(hr);
    let less = Browser::enter(&client, &hr);
    assert_eq!(less.get(DATA).text, client.get_as(&hr, DATA).text, "one team's shifts alone");
    less.get("/api/v1/runs").is_problem(403, "E4014");
    less.get("/").is_problem(403, "E4014");
    let page = less.get(&format!("/console/centres/{}", world.centre()));
    assert!(page.status == 200 && !page.text.contains("<h2>Runs"), "{}", page.text);
    let people = less.get(&format!("/console/centres/{}/calendars", world.centre())).text;
    assert!(people.contains("A01") && !people.contains("A03"), "{people}");

    let id = world.keys().into_iter().find(|k| k.name == "hr").unwrap().id;
    world.with(async |store| store.end_key(&id, None, "test").await.unwrap());
    less.get(DATA).is_problem(401, "E4013");
    less.get("/console").goes_to("/console/login");
    assert_eq!(login(&client, &hr).status, 401);

    let form = format!("csrf={}", browser.token());
    let out = |headers: &[(&str, &str)], form: &str| {
        let usual = [FORM, ("cookie", browser.cookie.as_str())];
        client.send("POST", "/console/logout", &[&usual, headers].concat(), form.as_bytes())
    };
    assert_eq!(out(&[HERE], "csrf=0").status, 403);
    assert_eq!(out(&[("origin", "https://evil.example")], &form).status, 403);
    let left = out(&[HERE], &form);
    left.goes_to("/console/login");
    assert!(left.header("set-cookie").starts_with("paiban=; ") && left.text.is_empty());
    browser.get(DATA).is_problem(401, "E4018");
    let audit = client.get("/api/v1/audit?limit=1000").text;
    assert!(audit.contains("session:begin") && audit.contains("session:end"), "{audit}");
}

#[test]
fn a_session_may_do_what_its_key_may_and_ends_with_it() {
    lives_and_ends_with_its_key(&World::new());
}

#[test]
fn a_session_may_do_what_its_key_may_and_ends_with_it_on_postgresql() {
    lives_and_ends_with_its_key(&World::postgres());
}

fn ends_by_itself(world: &World) {
    let mut options = world.options();
    options.limits.session =
        SessionTimes { whole: Duration::from_secs(3600), idle: Duration::from_secs(2) };
    let client = Client::start(&options, &world.key);
    let (used, idle) = (Browser::enter(&client, &world.key), Browser::enter(&client, &world.key));
    for _ in 0..6 {
        std::thread::sleep(Duration::from_millis(500));
        assert_eq!(used.get("/console").status, 200, "it is used");
        // a page that listens does not keep a session alive
        idle.get(DATA);
    }
    idle.get(DATA).is_problem(401, "E4018");
    drop(client);
    options.limits.session =
        SessionTimes { whole: Duration::from_secs(2), idle: Duration::from_secs(3600) };
    let client = Client::start(&options, &world.key);
    let short = Browser::enter(&client, &world.key);
    let begun = std::time::Instant::now();
    while short.get("/console").status == 200 {
        assert!(begun.elapsed() < Duration::from_secs(60), "it goes on for ever");
        std::thread::sleep(Duration::from_millis(200));
    }
    short.get(DATA).is_problem(401, "E4018");
}

#[test]
fn a_session_ends_when_it_is_idle_and_when_its_time_is_over() {
    ends_by_itself(&World::new());
}

#[test]
fn a_session_ends_by_itself_on_postgresql() {
    ends_by_itself(&World::postgres());
}

#[test]
fn a_write_with_a_cookie_needs_the_token_of_a_page_and_its_origin() {
    let world = World::new();
    let client = world.serve();
    let browser = Browser::enter(&client, &world.key);
    let other = Browser::enter(&client, &world.key);
    let (token, foreign) = (browser.token(), other.token());
    let (path, body) = ("/api/v1/centres", r#"{"id":"new","name":"New"}"#);
    let shown = ("x-csrf-token", token.as_str());
    let own = format!("http://{}", client.address());
    let refused: [&[(&str, &str)]; 7] = [
        &[],
        &[HERE],
        &[shown],
        &[shown, ("sec-fetch-site", "cross-site"), ("origin", &own)],
        &[shown, ("sec-fetch-site", "same-site")],
        &[shown, ("origin", "null")],
        &[("x-csrf-token", &foreign), HERE],
    ];
    for headers in refused {
        browser.write(path, headers, body).is_problem(403, "E4020");
    }
    let deleted = [("cookie", browser.cookie.as_str()), HERE];
    client.send("DELETE", "/api/v1/keys/k_0", &deleted, b"").is_problem(403, "E4020");
    assert_eq!(browser.write(path, &[shown, HERE], body).status, 201);
    let body = body.replace("new", "newer");
    assert_eq!(browser.write(path, &[shown, ("origin", &own)], &body).status, 201);
    let bare = [FORM];
    let guess = client.send("POST", "/console/login", &bare, b"key=x");
    assert_eq!(guess.status, 403, "nobody is logged in by another site's form");
    assert!(guess.text.contains("E4020"));
}

#[test]
fn guessed_keys_wait_and_a_right_key_gets_in_all_the_same() {
    let world = World::new();
    let client = world.serve();
    let statuses: Vec<u16> =
        (0..12).map(|n| login(&client, &format!("paiban_{n}")).status).collect();
    assert_eq!(statuses[0], 401);
    assert_eq!(statuses[11], 429, "{statuses:?}");
    assert_eq!(login(&client, &world.key).status, 303);
    let log = world.log();
    assert!(log.contains("\"code\":\"E4011\"") && log.contains("\"code\":\"E4016\""));
    assert!(log.contains("\"route\":\"/console/login\"") && !log.contains("paiban_0"));
}

#[test]
fn the_store_and_its_backups_hold_no_session_that_could_be_used() {
    let world = World::new();
    let client = world.serve();
    let browser = Browser::enter(&client, &world.key);
    let token = browser.cookie.split('=').nth(1).unwrap().to_owned();
    let file = world.path().join("store.backup");
    world.with(async |store| store.backup(&file).await.unwrap());
    for entry in std::fs::read_dir(world.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(64).any(|w| w == token.as_bytes()), "the token is kept");
    }
    assert_eq!(browser.get(DATA).status, 200);
    world.with(async |store| store.restore(&file, true).await.unwrap());
    browser.get(DATA).is_problem(401, "E4018");
}

#[test]
fn behind_tls_the_cookie_goes_over_https_only() {
    let world = World::new();
    let mut options = world.options();
    options.secure_cookie = true;
    let client = Client::start(&options, &world.key);
    let answer = login(&client, &world.key);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-paiban=") && cookie.ends_with("; Secure"), "{cookie}");
}

#[test]
fn pages_take_no_script_from_elsewhere_and_names_cannot_break_them() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let body = json!({"id": "bad", "name": "<script>alert(1)</script>\"'"});
    assert_eq!(client.write("POST", "/api/v1/centres", &[], &body).status, 201);
    let run = over(&client, &taken(&client, &json!({"kind": "roster", "work_limit": 40})));
    let browser = Browser::enter(&client, &world.key);
    let pages = [
        "/console/login".to_owned(),
        "/console".to_owned(),
        "/console/centres/bad".to_owned(),
        "/console/centres/light".to_owned(),
        format!("/console/centres/{}/calendars", world.centre()),
        format!("/console/runs/{}", run["id"].as_str().unwrap()),
        "/console/runs/r_none".to_owned(),
    ];
    for path in pages {
        let page = browser.get(&path);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(page.headers.get_all("content-security-policy").iter().count(), 1);
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        for bad in ["<script>", " style=", "<style", " onclick", "http://", "https://"] {
            assert!(!page.text.contains(bad), "{bad} is in {path}: {}", page.text);
        }
        assert_eq!(page.status, if path.ends_with("r_none") { 404 } else { 200 }, "{path}");
    }
    let page = browser.get(&format!("/console/runs/{}", run["id"].as_str().unwrap())).text;
    let words = ["succeeded", "report.html", "roster.csv", "Publish", "data-version=\"&quot;v0"];
    let amounts = ["<dt>Cost (EUR)</dt>", "<dt>Costs at least (EUR)</dt>", "<dt>cost (EUR)</dt>"];
    for part in words.into_iter().chain(amounts) {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let listed = browser.get("/console/centres/light").text;
    let cost = listed.split("data-field=cost>").nth(1).expect("a cost");
    assert!(cost.starts_with(|c: char| c.is_ascii_digit()), "the cost of what was found");
    assert!(listed.contains(">Cost (EUR)<") && listed.contains("data-label=\"Cost (EUR)\""));
    let accept = ("accept", "text/html,*/*;q=0.8");
    client.ask("/?centre=light", &[accept]).goes_to("/console");
    client.ask("/?centre=light", &[]).is_problem(401, "E4010");
}

#[test]
fn a_run_s_events_end_when_the_key_is_revoked() {
    let world = World::new();
    let client = world.serve();
    lighthouse(&client);
    let plans = NewKey { scopes: vec![Scope::Plans], ..new_key("plans") };
    let plans = world.add(plans);
    let id = world.keys().into_iter().find(|k| k.name == "plans").unwrap().id;
    let path = taken(&client, &json!({"kind": "forecast"}));
    std::thread::scope(|scope| {
        let heard = scope.spawn(|| client.get_as(&plans, &format!("{path}/events")).text);
        std::thread::sleep(Duration::from_millis(300));
        world.with(async |store| store.end_key(&id, None, "test").await.unwrap());
        let heard = heard.join().unwrap();
        assert!(heard.contains("\"queued\""), "nobody works on it, and yet it ends: {heard}");
    });
}
