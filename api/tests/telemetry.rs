//! A request and the run it asks for arrive at a collector as two spans of the caller's trace.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// A collector of OTLP over HTTP: what was sent to `/v1/traces`.
fn collector() -> (String, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tell = tell.clone();
            std::thread::spawn(move || {
                let mut reader = BufReader::new(stream);
                while let Some(length) = head(&mut reader) {
                    let mut body = vec![0; length];
                    reader.read_exact(&mut body).unwrap();
                    reader
                        .get_mut()
                        .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
                        .unwrap();
                    // the test may be over
                    let _ = tell.send(body);
                }
            });
        }
    });
    (address, told)
}

/// The length of the next body that is sent.
fn head(reader: &mut impl BufRead) -> Option<usize> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|n| *n > 0)?;
    assert!(first.starts_with("POST /v1/traces "), "{first}");
    let mut length = None;
    for line in reader.lines() {
        let line = line.ok()?.to_lowercase();
        if line.is_empty() {
            return length;
        }
        if let Some(text) = line.strip_prefix("content-length: ") {
            length = text.parse().ok();
        }
        assert!(!line.contains("bearer"), "no key leaves the server");
    }
    None
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

/// A server that ends with the test.
struct Server(Child, String);

impl Server {
    fn start(folder: &Path, collector: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_paiban"))
            .args(["serve", "light", "--address", "127.0.0.1:0"])
            .current_dir(folder)
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector)
            .env("OTEL_BSP_SCHEDULE_DELAY", "100")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit(' ').next().unwrap().trim_end_matches('/').to_owned();
        Self(process, address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it is over either way
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn paiban(folder: &Path, words: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_paiban")).args(words).current_dir(folder).output();
    let out = out.unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_request_and_its_run_are_spans_of_the_caller_s_trace() {
    let folder = std::env::temp_dir().join(format!("paiban-spans-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    paiban(&folder, &["demo", "light", "--sample", "lighthouse", "--work-limit", "40"]);
    let scopes = ["--scope", "plans:write", "--scope", "plans:read"];
    let key =
        paiban(&folder, &[&["keys", "add", "light", "spans", "--quiet"], &scopes[..]].concat());
    let (address, told) = collector();
    let server = Server::start(&folder, &address);
    let url = format!("{}/api/v1/centres/light/runs", server.1);
    let mut answer = ureq::post(&url)
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .header("traceparent", format!("00-{TRACE}-00f067aa0ba902b7-01"))
        .send(r#"{"kind":"forecast"}"#)
        .unwrap();
    let request = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let run: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    let run = run["id"].as_str().unwrap().to_owned();

    let begun = Instant::now();
    let mut sent = Vec::new();
    while !(has(&sent, request.as_bytes()) && has(&sent, b"run forecast")) {
        assert!(begun.elapsed() < Duration::from_secs(90), "the spans never came");
        sent.extend(told.recv_timeout(Duration::from_secs(1)).unwrap_or_default());
    }
    for part in ["POST /api/v1/centres/{centre}/runs", run.as_str(), "succeeded", "service.name"] {
        assert!(has(&sent, part.as_bytes()), "{part} is in no span");
    }
    let trace: Vec<u8> =
        (0..16).map(|n| u8::from_str_radix(&TRACE[2 * n..2 * n + 2], 16).unwrap()).collect();
    let spans = sent.windows(16).filter(|w| *w == trace).count();
    assert!(spans >= 2, "the request and the run are of the caller's trace: {spans}");
    assert!(!has(&sent, key.as_bytes()) && !has(&sent, b"ada"), "nobody is named");
    drop(server);
    std::fs::remove_dir_all(folder).unwrap();
}
