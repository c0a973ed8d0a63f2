//! A request, the run it asks for and what its child process does arrive at a collector as spans of
//! the caller's trace, each within the one before.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
/// The caller's own span.
const CALLER: &str = "00f067aa0ba902b7";

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

/// A span that was sent, as a `traceparent` would name it, and the span it is within.
#[derive(Debug, Clone, PartialEq)]
struct Sent {
    trace: String,
    id: String,
    parent: String,
}

/// The first span of this name: in OTLP its fields are the trace (1), its id (2), its parent (4)
/// and its name (5), with nothing between them that is not sent. A state of the trace (3) would be.
fn span(bytes: &[u8], name: &str) -> Option<Sent> {
    let named = [&[0x2a, u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    (38..bytes.len()).find_map(|at| {
        let head = bytes[at..].starts_with(&named).then(|| &bytes[at - 38..at])?;
        let (trace, head) = head.strip_prefix(&[0x0a, 16])?.split_at(16);
        let (id, head) = head.strip_prefix(&[0x12, 8])?.split_at(8);
        let parent = head.strip_prefix(&[0x22, 8])?;
        Some(Sent { trace: hex(trace), id: hex(id), parent: hex(parent) })
    })
}

/// A server, or a worker, that ends with the test.
struct Process(Child, String);

impl Process {
    /// Starts it and waits until it says that it is there, its address last.
    fn start(folder: &Path, words: &[&str], collector: Option<&str>) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_paiban"));
        process.args(words).current_dir(folder);
        if let Some(collector) = collector {
            process.env("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
            process.env("OTEL_BSP_SCHEDULE_DELAY", "100");
        }
        let mut process = process.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit(' ').next().unwrap().trim_end_matches('/').to_owned();
        Self(process, address)
    }

    /// Asks for a run, with the headers of somebody's trace; its id and the request's.
    fn ask(&self, key: &str, spec: &str, trace: &[&str]) -> (String, String) {
        let url = format!("{}/api/v1/centres/light/runs", self.1);
        let mut request = ureq::post(&url)
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/json")
            .header("tracestate", "secret=of-somebody-else");
        for said in trace {
            request = request.header("traceparent", *said);
        }
        let mut answer = request.send(spec).unwrap();
        let request = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let run = answer.body_mut().read_to_string().unwrap();
        let run: Value = serde_json::from_str(&run).unwrap();
        (run["id"].as_str().unwrap().to_owned(), request)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // it is over either way
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What was sent until the span `name` was.
fn until(told: &Receiver<Vec<u8>>, name: &str) -> Vec<u8> {
    let begun = Instant::now();
    let mut sent = Vec::new();
    while span(&sent, name).is_none() {
        assert!(begun.elapsed() < Duration::from_secs(120), "{name} never came");
        sent.extend(told.recv_timeout(Duration::from_secs(1)).unwrap_or_default());
    }
    sent
}

fn paiban(folder: &Path, words: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_paiban")).args(words).current_dir(folder).output();
    let out = out.unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

/// A folder with the Lighthouse centre and a key to its plans.
fn lighthouse(name: &str) -> (PathBuf, String) {
    let folder = std::env::temp_dir().join(format!("paiban-{name}-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    paiban(&folder, &["demo", "light", "--sample", "lighthouse", "--work-limit", "40"]);
    let scopes = ["--scope", "plans:write", "--scope", "plans:read"];
    let key = [&["keys", "add", "light", "spans", "--quiet"], &scopes[..]].concat();
    let key = paiban(&folder, &key);
    (folder, key)
}

const ROSTER: &str = r#"{"kind":"roster","work_limit":40}"#;

#[test]
fn a_request_its_run_and_the_run_s_child_are_spans_of_the_caller_s_trace() {
    let (folder, key) = lighthouse("spans");
    let (address, told) = collector();
    let words = ["serve", "light", "--address", "127.0.0.1:0"];
    let server = Process::start(&folder, &words, Some(&address));
    let said = format!("00-{TRACE}-{CALLER}-01");
    let (run, request) = server.ask(&key, ROSTER, &[&said]);
    // the attempt ends last
    let sent = until(&told, "run roster");
    let asked = span(&sent, "POST /api/v1/centres/{centre}/runs").unwrap();
    let attempt = span(&sent, "run roster").unwrap();
    let command = span(&sent, "paiban roster").unwrap();
    assert_eq!((asked.trace.as_str(), asked.parent.as_str()), (TRACE, CALLER));
    assert_eq!((attempt.trace.as_str(), &attempt.parent), (TRACE, &asked.id));
    assert_eq!((command.trace.as_str(), &command.parent), (TRACE, &attempt.id));
    for phase in ["forecast", "staffing", "construct", "improve", "judge"] {
        let phase = span(&sent, phase).unwrap_or_else(|| panic!("{phase} is no span"));
        assert_eq!((phase.trace.as_str(), &phase.parent), (TRACE, &command.id));
    }
    for part in [request.as_str(), run.as_str(), "succeeded", "service.name", "paiban.exit"] {
        assert!(has(&sent, part.as_bytes()), "{part} is in no span");
    }
    for part in [key.as_str(), "ada", "secret", "somebody"] {
        assert!(!has(&sent, part.as_bytes()), "{part} is in a span");
    }

    // what is not of the form, or said twice, is nobody's trace
    let bad = ["00-".to_owned() + &"f".repeat(60), said.to_uppercase()];
    let said = said.as_str();
    let cases = [vec![bad[0].as_str()], vec![bad[1].as_str()], vec![said, said]];
    for headers in cases {
        server.ask(&key, ROSTER, &headers);
        let sent = until(&told, "paiban roster");
        assert_ne!(span(&sent, "paiban roster").unwrap().trace, TRACE, "{headers:?}");
    }
    drop(server);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_trace_goes_through_the_store_to_the_worker_that_takes_the_run() {
    let (folder, key) = lighthouse("worker");
    let (address, told) = collector();
    let words = ["serve", "light", "--address", "127.0.0.1:0", "--hands", "0"];
    // the server itself sends nothing; it hands on what it was told
    let server = Process::start(&folder, &words, None);
    let (run, _) = server.ask(&key, ROSTER, &[&format!("00-{TRACE}-{CALLER}-01")]);
    let words = ["worker", "--store", "light/paiban.db"];
    let worker = Process::start(&folder, &words, Some(&address));
    let sent = until(&told, "run roster");
    let attempt = span(&sent, "run roster").unwrap();
    assert_eq!((attempt.trace.as_str(), attempt.parent.as_str()), (TRACE, CALLER));
    let command = span(&sent, "paiban roster").unwrap();
    assert_eq!((command.trace.as_str(), &command.parent), (TRACE, &attempt.id));
    assert!(has(&sent, run.as_bytes()));
    drop((server, worker));
    std::fs::remove_dir_all(folder).unwrap();
}
