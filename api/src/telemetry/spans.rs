//! Spans, sent in batches by a thread of their own.

use super::client::Client;
use super::has_collector;
use super::traced::{HEADER, Traced};
use crate::store::RunRow;
use axum::http::HeaderMap;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{Span as _, SpanKind, Status, TraceContextExt, Tracer};
use opentelemetry::{Context, KeyValue, global};
use opentelemetry_otlp::{SpanExporter, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::collections::HashMap;

/// What spans are called after, where `OTEL_SERVICE_NAME` says nothing.
pub(super) const NAME: &str = "paiban";

/// Sends spans while it lives, and those that are left when it goes.
#[derive(Debug)]
pub struct Export(Option<SdkTracerProvider>);

/// Begins to send spans, when the environment names a collector.
///
/// # Errors
/// Why the settings in `OTEL_…` cannot be used.
pub fn start() -> Result<Export, String> {
    if !has_collector() {
        return Ok(Export(None));
    }
    let exporter = SpanExporter::builder().with_http().with_http_client(Client::new()).build();
    let exporter = exporter.map_err(|error| format!("OpenTelemetry: {error}"))?;
    let named = std::env::var("OTEL_SERVICE_NAME").is_ok_and(|name| !name.is_empty());
    let resource = Resource::builder();
    let resource = if named { resource } else { resource.with_service_name(NAME) };
    let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
    let provider = SdkTracerProvider::builder()
        .with_resource(resource.with_attribute(version).build())
        .with_batch_exporter(exporter)
        .build();
    global::set_tracer_provider(provider.clone());
    Ok(Export(Some(provider)))
}

impl Drop for Export {
    fn drop(&mut self) {
        if let Some(provider) = self.0.take() {
            // a collector that is gone is nobody's concern at the end
            let _ = provider.shutdown();
        }
    }
}

/// The context of what belongs to a trace.
pub(super) fn within(traced: &Traced) -> Context {
    let carried = traced.text().map(|text| (HEADER.to_owned(), text.to_owned()));
    let carried: HashMap<String, String> = carried.into_iter().collect();
    TraceContextPropagator::new().extract_with_context(&Context::new(), &carried)
}

/// Something that takes time.
#[derive(Debug)]
pub(crate) struct Span {
    span: global::BoxedSpan,
    phase: String,
}

impl Span {
    /// A request, within the trace that its `traceparent` names.
    pub(crate) fn request(headers: &HeaderMap, method: &str, route: &str, id: &str) -> Self {
        let parent = within(&Traced::of(headers));
        let attributes = [
            KeyValue::new("http.request.method", method.to_owned()),
            KeyValue::new("http.route", route.to_owned()),
            KeyValue::new("paiban.request", id.to_owned()),
        ];
        Self::start(format!("{method} {route}"), SpanKind::Server, attributes, &parent)
    }

    /// An attempt at a run, within the trace of the request that asked for it.
    pub(crate) fn run(run: &RunRow) -> Self {
        let parent = within(&run.trace.as_deref().map(Traced::parse).unwrap_or_default());
        let attributes = [
            KeyValue::new("paiban.run", run.id.clone()),
            KeyValue::new("paiban.centre", run.centre.clone()),
            KeyValue::new("paiban.attempt", run.attempt),
        ];
        Self::start(format!("run {}", run.kind), SpanKind::Consumer, attributes, &parent)
    }

    fn start(
        name: String,
        kind: SpanKind,
        attributes: impl IntoIterator<Item = KeyValue>,
        parent: &Context,
    ) -> Self {
        let tracer = global::tracer(NAME);
        let builder = tracer.span_builder(name).with_kind(kind).with_attributes(attributes);
        let span = tracer.build_with_context(builder, parent);
        Self { span, phase: String::new() }
    }

    /// Where the trace stands within this span.
    pub(crate) fn traced(&self) -> Traced {
        let mut carried: HashMap<String, String> = HashMap::new();
        let here = Context::new().with_remote_span_context(self.span.span_context().clone());
        TraceContextPropagator::new().inject_context(&here, &mut carried);
        carried.remove(HEADER).as_deref().map(Traced::parse).unwrap_or_default()
    }

    /// A run is in this phase from now on.
    pub(crate) fn phase(&mut self, name: &str) {
        if self.phase != name {
            name.clone_into(&mut self.phase);
            self.span.add_event(name.to_owned(), Vec::new());
        }
    }

    /// The request was answered.
    pub(crate) fn answered(mut self, status: u16, key: Option<&str>, code: Option<&str>) {
        self.span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status)));
        for (name, value) in [("paiban.key", key), ("paiban.code", code)] {
            if let Some(value) = value {
                self.span.set_attribute(KeyValue::new(name, value.to_owned()));
            }
        }
        if status >= 500 {
            self.span.set_status(Status::error(code.unwrap_or_default().to_owned()));
        }
        self.span.end();
    }

    /// The attempt ended so.
    pub(crate) fn ended(mut self, how: &str) {
        self.span.set_attribute(KeyValue::new("paiban.ended", how.to_owned()));
        if how == "failed" {
            self.span.set_status(Status::error(""));
        }
        self.span.end();
    }
}
