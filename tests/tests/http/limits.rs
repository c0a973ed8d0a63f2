//! Limits of what is taken in, and the wire itself: sizes, connections, slow heads, TLS.

use super::world::{Client, World};
use api::http::TlsFiles;
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn bodies_have_a_largest_size_and_a_form() {
    let world = World::new();
    let mut options = world.options();
    options.limits.upload = 2_000;
    let client = Client::start(&options, &world.key);
    let path = format!("/api/v1/centres/{}/documents", world.centre());
    let large = "x".repeat(3_000);
    client.upload(&path, &[], &[("agents.csv", &large)]).is_problem(413, "E4040");
    let name = "y".repeat(3_000);
    let body = json!({"id": "large", "name": name});
    client.write("POST", "/api/v1/centres", &[], &body).is_problem(413, "E4040");
    let key = format!("Bearer {}", world.key);
    let bare = [("authorization", key.as_str())];
    let unread = client.send("POST", "/api/v1/centres", &bare, b"{}");
    unread.is_problem(415, "E4073");
    assert_eq!(unread.header("connection"), "close", "its body was not read");
    let unknown = json!({"id": "a", "name": "b", "owner": "me"});
    let read = client.write("POST", "/api/v1/centres", &[], &unknown);
    read.is_problem(422, "E4062");
    assert!(!read.headers.contains_key("connection"), "its body was read");
    client
        .write("POST", "/api/v1/centres", &[], &json!({"id": "A B", "name": "b"}))
        .is_problem(422, "E4062");
}

#[test]
fn more_connections_than_allowed_are_closed_and_the_others_go_on() {
    let world = World::new();
    let mut options = world.options();
    options.limits.connections = 3;
    let client = Client::start(&options, &world.key);
    assert_eq!(client.ask("/healthz", &[]).status, 200);
    let idle: Vec<TcpStream> =
        (0..2).map(|_| TcpStream::connect(client.address()).unwrap()).collect();
    std::thread::sleep(Duration::from_millis(200));
    let mut refused = TcpStream::connect(client.address()).unwrap();
    refused.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut byte = [0];
    assert!(matches!(refused.read(&mut byte), Ok(0) | Err(_)), "one too many was let in");
    assert_eq!(client.ask("/healthz", &[]).status, 200, "the connection it has goes on");
    drop(idle);
    let told = client.ask("/metrics", &[]).text;
    assert!(told.contains("paiban_connections_refused_total 1"), "{told}");
}

#[test]
fn a_client_that_does_not_finish_its_head_is_let_go() {
    let world = World::new();
    let client = world.serve();
    let mut slow = TcpStream::connect(client.address()).unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ").unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    let begun = Instant::now();
    let mut rest = Vec::new();
    // closed or reset: both let it go
    let _ = slow.read_to_end(&mut rest);
    assert!(begun.elapsed() < Duration::from_secs(35), "it is still waited for");
}

#[test]
fn the_server_speaks_tls_with_its_own_certificate() {
    let world = World::new();
    let (certificate, key) = (world.path().join("tls.pem"), world.path().join("tls.key"));
    let text = |path: &Path| path.display().to_string();
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"])
        .args(["-keyout", &text(&key), "-out", &text(&certificate)])
        .output()
        .expect("openssl is installed");
    assert!(made.status.success());
    let mut options = world.options();
    options.tls = Some(TlsFiles { certificate: certificate.clone(), key });
    let client = Client::start(&options, &world.key);
    let url = format!("https://{}/healthz", client.address());
    let asked = Command::new("curl").args(["-s", "--cacert", &text(&certificate), &url]).output();
    assert_eq!(String::from_utf8_lossy(&asked.expect("curl").stdout), "{\"status\":\"ok\"}");
    let plain = Command::new("curl").args(["-s", &url.replace("https", "http")]).output();
    assert!(!plain.expect("curl").status.success());
    options.tls = Some(TlsFiles { certificate: "nowhere.pem".into(), key: "nowhere.key".into() });
    let refused = api::http::Server::open(&options).unwrap().run_until(|_| {}, async {});
    assert_eq!(domain::Cure::code(&refused.unwrap_err()), "E4035");
}

#[test]
fn the_documentation_needs_no_script_and_no_network() {
    let world = World::new();
    let page = world.serve().ask("/docs", &[]).text;
    assert!(page.contains("/api/v1/schedules/shifts") && page.contains("RunSpec"));
    for outside in ["<script", "src=", "http://", "https://cdn", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn metrics_count_requests_by_route_and_name_nobody() {
    let world = World::new();
    let client = world.serve();
    client.get("/api/v1/schedules/shifts?agent=A02");
    let told = client.ask("/metrics", &[]).text;
    let line =
        "paiban_requests_total{route=\"/api/v1/schedules/shifts\",method=\"GET\",status=\"200\"} 1";
    assert!(told.contains(line), "{told}");
    assert!(told.contains("paiban_runs{state=\"queued\"} 0") && !told.contains("A02"));
}
