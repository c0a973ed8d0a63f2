//! Slow clients, packed pages, the dashboard, and what processes print of themselves.

use super::world::{Client, World};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LONG: Duration = Duration::from_secs(40);

#[test]
fn a_body_that_dribbles_in_is_not_waited_for() {
    let world = World::new();
    let mut options = world.options();
    options.limits.answer = Duration::from_secs(1);
    let client = Client::start(&options, &world.key);
    let mut slow = TcpStream::connect(client.address()).unwrap();
    let head = format!(
        "POST /api/v1/centres HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: 40\r\n\r\n{{\"id\"",
        world.key
    );
    slow.write_all(head.as_bytes()).unwrap();
    slow.set_read_timeout(Some(LONG)).unwrap();
    let mut told = String::new();
    let _ = slow.read_to_string(&mut told);
    assert!(told.starts_with("HTTP/1.1 503") && told.contains("E4041"), "{told}");
    assert_eq!(client.ask("/healthz", &[]).status, 200, "the others go on");
}

#[test]
fn a_client_that_takes_nothing_of_its_answer_is_let_go() {
    let world = World::new();
    let mut options = world.options();
    options.limits.stalled = Duration::from_millis(500);
    let client = Client::start(&options, &world.key);
    let mut slow = TcpStream::connect(client.address()).unwrap();
    // answers pile up until the system holds no more of them
    slow.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
    let ask = b"GET /api/v1/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(400);
    let _ = slow.write_all(&ask);
    let open = || client.ask("/metrics", &[]).text.contains("paiban_connections 2");
    let begun = Instant::now();
    while open() {
        assert!(begun.elapsed() < LONG, "it is still waited for");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_page_is_packed_for_those_who_take_it_and_says_the_same() {
    let world = World::new();
    let client = world.serve();
    let url = format!("http://{}/api/v1/schedules/shifts?limit=1000", client.address());
    let asked = |more: &[&str]| {
        let key = format!("Authorization: Bearer {}", world.key);
        let out = Command::new("curl").args(["-s", "-H", &key, &url]).args(more).output();
        out.expect("curl is installed").stdout
    };
    let plain = asked(&[]);
    assert_eq!(asked(&["--compressed"]), plain);
    let packed = asked(&["-H", "Accept-Encoding: gzip"]);
    assert_eq!(packed[..2], [0x1f, 0x8b]);
    assert!(packed.len() * 3 < plain.len());
    let heads = String::from_utf8(asked(&["-I", "-X", "GET", "--compressed"])).unwrap();
    assert!(heads.to_lowercase().contains("content-encoding: gzip"), "{heads}");
}

#[test]
fn every_metric_of_the_dashboard_is_told() {
    let world = World::new();
    let client = world.serve();
    client.get("/api/v1/schedules/shifts");
    let told = client.ask("/metrics", &[]).text;
    let known: BTreeSet<&str> = told
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(['{', ' ']).next())
        .collect();
    let text = include_str!("../../../deploy/dashboard.json");
    let dashboard: Value = serde_json::from_str(text).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    assert!(panels.len() >= 6 && dashboard["schemaVersion"].is_u64());
    let mut named = 0;
    for panel in panels {
        assert!(panel["title"].is_string() && panel["gridPos"]["w"].is_u64(), "{panel}");
        for target in panel["targets"].as_array().unwrap() {
            let words = target["expr"].as_str().unwrap();
            let words = words.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            for metric in words.filter(|w| w.starts_with("paiban_") || w.starts_with("process_")) {
                assert!(known.contains(metric), "{metric} is not in /metrics");
                named += 1;
            }
        }
    }
    assert!(named >= 6, "the dashboard names {named} metrics");
}

#[test]
fn the_settings_that_count_are_printed_with_their_source_and_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paiban.toml");
    let text = "store = \"postgres://paiban:s3cret@db/paiban?password=s4cret\"\nburst = 99\n\
                rate = 7\nhands = 3\n";
    std::fs::write(&file, text).unwrap();
    let print = |config: &std::path::Path| {
        let out = Command::new(crate::cli::binary())
            .args(["serve", "--print-config", "--hands", "2", "--config"])
            .arg(config)
            .env("PAIBAN_RATE", "20")
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let told = print(&file);
    let line = |name: &str| {
        let found = told.lines().find(|l| l.starts_with(&format!("{name} = ")));
        let words = found.unwrap_or_else(|| panic!("no {name} in\n{told}")).split_whitespace();
        words.skip(2).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("hands"), "2 # flag");
    assert_eq!(line("rate"), "20 # environment");
    assert_eq!(line("burst"), "99 # file");
    assert_eq!(line("queue"), "1000 # default");
    assert_eq!(line("store"), "\"postgres://paiban:***@db/paiban?password=***\" # file");
    assert!(!told.contains("s3cret") && !told.contains("s4cret"));
    let again = folder.path().join("again.toml");
    std::fs::write(&again, &told).unwrap();
    let settings =
        |text: &str| text.lines().map(|l| l.split('#').next().unwrap().to_owned()).collect();
    let (first, second): (Vec<String>, Vec<String>) = (settings(&told), settings(&print(&again)));
    assert_eq!(first, second, "what is printed is a file of settings");
}

#[test]
fn a_worker_says_its_name_and_its_store_and_ends_when_told() {
    let world = World::new();
    drop(world.serve());
    let mut worker = Command::new(crate::cli::binary())
        .args(["worker", "--json", "--store", world.url()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut text = String::new();
    let mut out = BufReader::new(worker.stdout.take().unwrap());
    while !text.ends_with("}\n") {
        assert!(out.read_line(&mut text).unwrap() > 0, "it ended: {text}");
    }
    let stop = Command::new("kill").args(["-TERM", &worker.id().to_string()]).status();
    assert!(stop.unwrap().success());
    assert_eq!(worker.wait().unwrap().code(), Some(0));
    let said: Value = serde_json::from_str(&text).unwrap();
    assert!(said["worker"].as_str().unwrap().starts_with("worker-"), "{said}");
    assert_eq!(said["store"], world.url());
}

/// Sends `first`, then a byte every tenth of a second, until the server ends it or `most` is over.
fn dripped(client: &Client, first: &str, most: Duration) -> (Duration, String) {
    let mut slow = TcpStream::connect(client.address()).unwrap();
    slow.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    slow.write_all(first.as_bytes()).unwrap();
    let (begun, mut told) = (Instant::now(), Vec::new());
    while begun.elapsed() < most {
        let mut bytes = [0; 4096];
        match slow.read(&mut bytes) {
            Ok(0) => break,
            Ok(n) => told.extend_from_slice(&bytes[..n]),
            Err(e) if e.kind() == std::io::ErrorKind::ConnectionReset => break,
            // nothing yet
            Err(_) => {}
        }
        if slow.write_all(b"a").is_err() {
            break;
        }
    }
    (begun.elapsed(), String::from_utf8_lossy(&told).into_owned())
}

#[test]
fn bytes_that_drip_in_do_not_lengthen_the_time_of_a_head_or_a_body() {
    let world = World::new();
    let mut options = world.options();
    options.limits.head = Duration::from_secs(1);
    options.limits.answer = Duration::from_secs(1);
    let client = Client::start(&options, &world.key);
    let (took, _) = dripped(&client, "GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ", LONG);
    assert!(took < LONG, "a head that drips is waited for");
    let form = "content-type: application/x-www-form-urlencoded";
    let json = "content-type: application/json";
    let auth = format!("authorization: Bearer {}", world.key);
    let posts = [
        ("/api/v1/centres", json, auth.as_str()),
        ("/console/login", form, "sec-fetch-site: same-origin"),
    ];
    for (path, kind, more) in posts {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\n{more}\r\n{kind}\r\ncontent-length: 2000\r\n\r\nk="
        );
        let (took, told) = dripped(&client, &head, LONG);
        assert!(told.starts_with("HTTP/1.1 503") && told.contains("E4041"), "{path}: {told}");
        assert!(took < LONG, "a body that drips is waited for: {path}");
    }
    let upload = format!(
        "POST /api/v1/centres/{}/documents HTTP/1.1\r\nhost: x\r\n{auth}\r\n\
         content-type: multipart/form-data; boundary=cut\r\ncontent-length: 900\r\n\r\n--cut\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"agents.csv\"\r\n\r\n",
        world.centre()
    );
    let (took, told) = dripped(&client, &upload, LONG);
    assert!(told.starts_with("HTTP/1.1 503") && took < LONG, "an upload that drips: {told}");
    assert_eq!(client.ask("/healthz", &[]).status, 200, "the others go on");
}
