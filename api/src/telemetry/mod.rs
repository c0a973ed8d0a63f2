//! Traces over OpenTelemetry: a span per request, per attempt at a run, and per phase of its child
//! process, for who asks for them by building with the feature `telemetry` and naming a collector
//! in `OTEL_EXPORTER_OTLP_ENDPOINT`.
//!
//! ```text
//! caller ─traceparent─▶ request ─solve_runs.trace─▶ attempt ─TRACEPARENT─▶ command ─▶ phases
//! ```
//! Spans hold what the log holds: route patterns, ids of keys, runs and centres, codes. Without the
//! feature everything here does nothing.

#[cfg(feature = "telemetry")]
mod client;
#[cfg(feature = "telemetry")]
mod command;
#[cfg(not(feature = "telemetry"))]
mod silent;
#[cfg(feature = "telemetry")]
mod spans;
mod traced;

#[cfg(feature = "telemetry")]
pub(crate) use command::{Command, Phase};
#[cfg(not(feature = "telemetry"))]
pub(crate) use silent::{Command, Phase, Span};
#[cfg(not(feature = "telemetry"))]
pub use silent::{Export, start};
#[cfg(feature = "telemetry")]
pub(crate) use spans::Span;
#[cfg(feature = "telemetry")]
pub use spans::{Export, start};
pub(crate) use traced::Traced;

use std::ffi::OsString;

/// What a child process needs of this one's environment to send spans within a trace: where the
/// trace stands, and where to send them.
pub(crate) fn handed_on(traced: &Traced) -> Vec<(OsString, OsString)> {
    let Some(here) = traced.text().filter(|_| cfg!(feature = "telemetry")) else {
        return Vec::new();
    };
    let needed = |name: &OsString| {
        name.to_str().is_some_and(|n| n.starts_with("OTEL_") || n.starts_with("SSL_CERT_"))
    };
    let mut all: Vec<_> = std::env::vars_os().filter(|(name, _)| needed(name)).collect();
    all.push((traced::VARIABLE.into(), here.into()));
    all
}

/// Whether the environment names a collector.
fn has_collector() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    named("OTEL_EXPORTER_OTLP_ENDPOINT") || named("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
}
