//! The HR pull under load: fifty clients walk through the pages of a served centre, a thousand
//! shifts each, and through the same bytes from a bare handler, in turns, on one machine in one
//! run.
//!
//! ```text
//! cargo run --release -p tests --example pull -- ADDRESS KEY [SECONDS]
//! ```

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

use axum::Router;
use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::routing::get;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const CLIENTS: usize = 50;
const PATH: &str = "/api/v1/schedules/shifts";

/// What one side answered in its turns.
#[derive(Default)]
struct Side {
    took: Vec<Duration>,
    bytes: usize,
    seconds: f64,
}

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [address, key, rest @ ..] = args.as_slice() else {
        panic!("give the server's IP:PORT and a key");
    };
    let seconds: u64 = rest.first().map_or(5, |s| s.parse().expect("seconds"));
    let served: SocketAddr = address.parse().expect("IP:PORT");
    let pages = walk(served, key).await;
    let bytes: usize = pages.iter().map(|page| page.body.len()).sum();
    let (count, mean) = (pages.len(), bytes / pages.len());
    let asked: Arc<[String]> = pages.iter().map(|page| page.asked.clone()).collect();
    let bodies: HashMap<String, Bytes> =
        pages.into_iter().map(|page| (page.query, page.body.into())).collect();
    let bodies = Arc::new(bodies);
    let router = Router::new().route(
        "/api/v1/schedules/shifts",
        get(move |RawQuery(query): RawQuery| async move {
            let page = bodies[&query.unwrap_or_default()].clone();
            ([("content-type", "application/json")], page)
        }),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let bare = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
    let (mut ours, mut theirs) = (Side::default(), Side::default());
    for _ in 0..3 {
        turn(bare, &asked, seconds, &mut theirs).await;
        turn(served, &asked, seconds, &mut ours).await;
    }
    println!("{count} pages, {mean} bytes on average; {CLIENTS} clients, 3 turns of {seconds} s");
    println!("| side | requests/s | MB/s | p50 ms | p99 ms |");
    println!("|---|---:|---:|---:|---:|");
    let told = [("paiban", &mut ours), ("bare axum", &mut theirs)].map(|(n, s)| s.tell(n));
    println!(
        "throughput {:.2}, p50 {:.1}, p99 {:.1} times the bare handler's",
        told[0].0 / told[1].0,
        told[0].1 / told[1].1,
        told[0].2 / told[1].2
    );
}

impl Side {
    /// Prints a row; requests per second, median and 99th percentile in milliseconds.
    fn tell(&mut self, name: &str) -> (f64, f64, f64) {
        self.took.sort_unstable();
        let at = |share: f64| {
            let place = (self.took.len() as f64 * share) as usize;
            self.took[place.min(self.took.len() - 1)].as_secs_f64() * 1000.0
        };
        let (rate, p50, p99) = (self.took.len() as f64 / self.seconds, at(0.5), at(0.99));
        let megabytes = self.bytes as f64 / self.seconds / 1e6;
        println!("| {name} | {rate:.0} | {megabytes:.0} | {p50:.1} | {p99:.1} |");
        (rate, p50, p99)
    }
}

/// Every client asks again as soon as it is answered.
async fn turn(at: SocketAddr, asked: &Arc<[String]>, seconds: u64, side: &mut Side) {
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds);
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let asked = asked.clone();
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(at).await.expect("a connection");
                let (mut took, mut bytes) = (Vec::new(), 0);
                // everybody begins somewhere else, as pulls do that began at different times
                for page in (0..asked.len()).cycle().skip(client) {
                    let begun = Instant::now();
                    if begun >= end {
                        break;
                    }
                    bytes += ask(&mut stream, &asked[page]).await.len();
                    took.push(begun.elapsed());
                }
                (took, bytes)
            })
        })
        .collect();
    for client in clients {
        let (took, bytes) = client.await.expect("a client");
        side.took.extend(took);
        side.bytes += bytes;
    }
    side.seconds += begun.elapsed().as_secs_f64();
}

/// A page of the listing and how it is asked for.
struct Page {
    query: String,
    asked: String,
    body: Vec<u8>,
}

/// Every page of the listing, from cursor to cursor.
async fn walk(served: SocketAddr, key: &str) -> Vec<Page> {
    let mut stream = TcpStream::connect(served).await.expect("the server");
    let (mut pages, mut query) = (Vec::new(), "limit=1000".to_owned());
    loop {
        let asked = request(&query, key);
        let body = ask(&mut stream, &asked).await;
        let told: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        pages.push(Page { query, asked, body });
        let Some(cursor) = told["next_cursor"].as_str() else { return pages };
        query = format!("limit=1000&cursor={cursor}");
    }
}

fn request(query: &str, key: &str) -> String {
    format!("GET {PATH}?{query} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\n\r\n")
}

/// One request and its body; the server says its length.
async fn ask(stream: &mut TcpStream, asked: &str) -> Vec<u8> {
    stream.write_all(asked.as_bytes()).await.expect("sent");
    let mut heard = Vec::with_capacity(64 * 1024);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let n = stream.read(&mut chunk).await.expect("an answer");
        assert!(n > 0, "the server hung up");
        heard.extend_from_slice(&chunk[..n]);
        let Some(head) = heard.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let text = String::from_utf8_lossy(&heard[..head]).to_lowercase();
        assert!(text.starts_with("http/1.1 200"), "{text}");
        let length = text.lines().find_map(|l| l.strip_prefix("content-length: "));
        let length: usize = length.expect("a length").trim().parse().expect("a number");
        while heard.len() < head + 4 + length {
            let n = stream.read(&mut chunk).await.expect("the rest");
            heard.extend_from_slice(&chunk[..n]);
        }
        return heard.split_off(head + 4);
    }
}
