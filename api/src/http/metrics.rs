//! Counts for Prometheus: requests by route and status, how long they took, what the queue holds.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the buckets of answering times, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10.0];

/// Counts since the server started.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    routes: Mutex<BTreeMap<(String, &'static str), Route>>,
    /// Connections that are open.
    pub(super) connections: AtomicI64,
    /// Connections that were turned away because too many were open.
    pub(super) turned_away: AtomicU64,
}

#[derive(Debug, Default)]
struct Route {
    statuses: BTreeMap<u16, u64>,
    buckets: [u64; BOUNDS.len()],
    seconds: f64,
    count: u64,
}

impl Metrics {
    pub(super) fn request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let route = routes.entry((route.to_owned(), method)).or_default();
        *route.statuses.entry(status).or_default() += 1;
        for (bucket, bound) in route.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(seconds <= bound);
        }
        route.seconds += seconds;
        route.count += 1;
    }

    /// Everything in Prometheus' text form; `queue` is how many runs wait and are under way.
    pub(super) fn text(&self, queue: Option<(i64, i64)>) -> String {
        let mut text = String::new();
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        head(&mut text, "paiban_requests_total", "counter", "Requests answered");
        for ((route, method), counted) in routes.iter() {
            for (status, n) in &counted.statuses {
                let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
                line(&mut text, "paiban_requests_total", &labels, n);
            }
        }
        let name = "paiban_request_seconds";
        head(&mut text, name, "histogram", "Time until the answer's head is ready");
        for ((route, method), counted) in routes.iter() {
            let labels = format!("route=\"{route}\",method=\"{method}\"");
            for (bound, n) in BOUNDS.iter().zip(counted.buckets) {
                line(&mut text, &format!("{name}_bucket"), &format!("{labels},le=\"{bound}\""), n);
            }
            let all = format!("{labels},le=\"+Inf\"");
            line(&mut text, &format!("{name}_bucket"), &all, counted.count);
            line(&mut text, &format!("{name}_sum"), &labels, counted.seconds);
            line(&mut text, &format!("{name}_count"), &labels, counted.count);
        }
        head(&mut text, "paiban_connections", "gauge", "Open connections");
        line(&mut text, "paiban_connections", "", self.connections.load(Ordering::Relaxed));
        head(&mut text, "paiban_connections_refused_total", "counter", "Connections turned away");
        let refused = self.turned_away.load(Ordering::Relaxed);
        line(&mut text, "paiban_connections_refused_total", "", refused);
        head(&mut text, "paiban_store_up", "gauge", "1 when the store answers");
        line(&mut text, "paiban_store_up", "", i64::from(queue.is_some()));
        if let Some((queued, running)) = queue {
            head(&mut text, "paiban_runs", "gauge", "Runs that wait and that are under way");
            line(&mut text, "paiban_runs", "state=\"queued\"", queued);
            line(&mut text, "paiban_runs", "state=\"running\"", running);
        }
        if let Some(bytes) = resident() {
            let name = "process_resident_memory_bytes";
            head(&mut text, name, "gauge", "Memory of the server, its children aside");
            line(&mut text, name, "", bytes);
        }
        text
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    // writing into a string does not fail
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    let labels = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
    let _ = writeln!(text, "{name}{labels} {value}");
}

/// Resident memory in bytes, where the system tells it.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
}
