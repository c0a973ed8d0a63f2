//! What the child process of a run sends: a span of its command, within the attempt's, and one of
//! each phase within that.

use super::Traced;
use super::spans::{NAME, within};
use opentelemetry::trace::{SpanKind, TraceContextExt, Tracer};
use opentelemetry::{Context, ContextGuard, KeyValue, global};

/// A command at work: phases that this thread begins meanwhile are within it.
#[derive(Debug)]
pub(crate) struct Command {
    here: Context,
    _entered: ContextGuard,
}

impl Command {
    /// Begins, where the worker says that the trace stands.
    pub(crate) fn begin(name: &str) -> Self {
        let here = begun(format!("paiban {name}"), &within(&Traced::inherited()));
        Self { _entered: here.clone().attach(), here }
    }

    /// It ended with this exit code.
    pub(crate) fn ended(self, exit: u8) {
        self.here.span().set_attribute(KeyValue::new("paiban.exit", i64::from(exit)));
        self.here.span().end();
    }
}

/// The phase that a command is in.
#[derive(Debug)]
pub(crate) struct Phase {
    command: Context,
    now: Option<(String, Context)>,
}

impl Phase {
    /// None yet, of the command on this thread.
    pub(crate) fn none() -> Self {
        Self { command: Context::current(), now: None }
    }

    /// It is in this phase from now on.
    pub(crate) fn is(&mut self, name: &str) {
        if self.now.as_ref().is_none_or(|(known, _)| known != name) {
            self.over();
            self.now = Some((name.to_owned(), begun(name.to_owned(), &self.command)));
        }
    }

    fn over(&mut self) {
        self.now.take().into_iter().for_each(|(_, phase)| phase.span().end());
    }
}

impl Drop for Phase {
    fn drop(&mut self) {
        self.over();
    }
}

/// A context with a span that begins now.
fn begun(name: String, parent: &Context) -> Context {
    let tracer = global::tracer(NAME);
    let builder = tracer.span_builder(name).with_kind(SpanKind::Internal);
    parent.with_span(tracer.build_with_context(builder, parent))
}
