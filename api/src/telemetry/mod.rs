//! Traces over OpenTelemetry: a span per request and per attempt at a run, for who asks for them by
//! building with the feature `telemetry` and naming a collector in `OTEL_EXPORTER_OTLP_ENDPOINT`.
//!
//! Spans hold what the log holds: route patterns, ids of keys, runs and centres, codes. Without the
//! feature everything here does nothing.

#[cfg(feature = "telemetry")]
mod client;
#[cfg(not(feature = "telemetry"))]
mod silent;
#[cfg(feature = "telemetry")]
mod spans;

#[cfg(not(feature = "telemetry"))]
use silent as chosen;
#[cfg(feature = "telemetry")]
use spans as chosen;

pub(crate) use chosen::Span;
pub use chosen::{Export, start};

/// Where a trace stands, as the header `traceparent` has it (W3C Trace Context).
#[derive(Debug, Clone, Default)]
pub(crate) struct Traced(pub(crate) Option<String>);

/// Whether the environment names a collector.
fn has_collector() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    named("OTEL_EXPORTER_OTLP_ENDPOINT") || named("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
}
