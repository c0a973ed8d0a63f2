//! One attempt at one run, from its inputs to its document.

use super::AWAY;
use super::child::{Child, Left};
use super::command::Laid;
use super::kind::Kind;
use super::spec::RunSpec;
use super::worker::Settings;
use super::workspace::{Workspace, gather, lay_out};
use crate::stop::stopped;
use crate::store::{Ending, Held, NewDocument, RunRow, Store, StoreError};
use crate::telemetry::Span;
use serde_json::{Value as Json, json};
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

/// How often a lease is renewed and progress told.
const BEAT: Duration = Duration::from_millis(500);

/// What an attempt works with.
pub(super) struct Attempt<'a> {
    pub(super) store: &'a Store,
    pub(super) settings: &'a Settings,
    pub(super) worker: &'a str,
    pub(super) run: &'a RunRow,
}

/// How a child's time ended.
enum Watched {
    Ended(Left),
    Cancelled,
    Lost,
    Stopping,
}

impl Attempt<'_> {
    /// Solves the run and writes down how it ended, unless somebody else took it over meanwhile.
    pub(super) async fn make(&self, stop: watch::Receiver<bool>) -> Result<(), StoreError> {
        let mut span = Span::run(self.run);
        let ended = self.work(stop, &mut span).await;
        span.ended(ended.as_ref().map_or("store", |how| how));
        ended.map(drop)
    }

    async fn work(
        &self,
        stop: watch::Receiver<bool>,
        span: &mut Span,
    ) -> Result<&'static str, StoreError> {
        let Prepared { space, spec, laid, parents } = match self.prepare().await {
            Ok(prepared) => prepared,
            Err(Unprepared::Store(error)) => return Err(error),
            Err(Unprepared::Bad(error)) => return self.end(Ending::Failed(error)).await,
        };
        let out = space.path().join("out");
        let ended = match self.solve(&laid.arguments(&spec), stop, span).await {
            Ok(ended) => ended,
            Err(error) => return self.end(Ending::Failed(local(&error))).await,
        };
        match ended {
            Watched::Lost => Ok("lost"),
            Watched::Cancelled => self.end(Ending::Cancelled).await,
            Watched::Stopping => self.hand_back(false).await,
            Watched::Ended(left) => match left.status.code() {
                // a verdict on an unlawful roster is a result like any other
                Some(0) => self.succeed(&spec, &left, out, parents).await,
                Some(1) if matches!(spec.kind, Kind::Check | Kind::Simulate) => {
                    self.succeed(&spec, &left, out, parents).await
                }
                None if self.run.attempt < self.run.attempts => self.hand_back(true).await,
                _ => self.end(Ending::Failed(left.error())).await,
            },
        }
    }

    async fn hand_back(&self, tried: bool) -> Result<&'static str, StoreError> {
        self.store.hand_back(self.run, self.worker, tried).await.map(|()| "handed back")
    }

    async fn end(&self, ending: Ending) -> Result<&'static str, StoreError> {
        let how = match &ending {
            Ending::Succeeded(_) => "succeeded",
            Ending::Failed(_) => "failed",
            Ending::Cancelled => "cancelled",
        };
        let counted = self.store.finish(self.run, self.worker, &ending).await?;
        Ok(if counted { how } else { "lost" })
    }

    /// Lays the inputs out as the folder that the command reads, and what it starts from beside.
    async fn prepare(&self) -> Result<Prepared, Unprepared> {
        let spec: RunSpec = serde_json::from_str(&self.run.spec)
            .map_err(|_| Unprepared::Store(StoreError::Broken("run")))?;
        let bad = |error: io::Error| Unprepared::Bad(local(&error));
        let space = Workspace::new().map_err(bad)?;
        let mut parents = Vec::new();
        let mut laid = Laid::default();
        let centre = self.lay(&space, "centre", &self.run.inputs, &mut parents).await?;
        laid.centre = centre.path;
        laid.out = space.folder("out").map_err(bad)?.display().to_string();
        if let Some(id) = &spec.roster {
            let roster = self.lay(&space, "roster", id, &mut parents).await?;
            laid.roster = Some(format!("{}/roster.csv", roster.path));
            if roster.names.iter().any(|name| name == AWAY) {
                know_away(&laid.centre, &roster.path).map_err(bad)?;
            }
            let planned = roster.names.iter().any(|name| name == "demand.csv");
            laid.demand = planned.then(|| format!("{}/demand.csv", roster.path));
        }
        if let Some(id) = &spec.actuals {
            let actuals = self.lay(&space, "actuals", id, &mut parents).await?;
            laid.actuals = actuals.names.first().map(|name| format!("{}/{name}", actuals.path));
        }
        for (n, id) in spec.scenarios.iter().enumerate() {
            let folder = self.lay(&space, &format!("scenarios/{n}"), id, &mut parents).await?;
            let files = folder.names.iter().map(|name| format!("{}/{name}", folder.path));
            laid.scenarios.extend(files);
        }
        Ok(Prepared { space, spec, laid, parents })
    }

    /// Writes a document's files into a folder; the document becomes one of the `parents`.
    async fn lay(
        &self,
        space: &Workspace,
        name: &str,
        id: &str,
        parents: &mut Vec<String>,
    ) -> Result<Folder, Unprepared> {
        let bad = |error: io::Error| Unprepared::Bad(local(&error));
        let files = self.store.files(id).await.map_err(Unprepared::Store)?;
        let folder = space.folder(name).map_err(bad)?;
        lay_out(&folder, &files).map_err(bad)?;
        parents.push(id.to_owned());
        Ok(Folder { path: folder.display().to_string(), names: files.into_keys().collect() })
    }

    /// Runs the child, holding the lease and telling progress, until it ends or has to.
    async fn solve(
        &self,
        arguments: &[String],
        mut stop: watch::Receiver<bool>,
        span: &mut Span,
    ) -> io::Result<Watched> {
        let Settings { program, memory, .. } = self.settings;
        let mut child = Child::start(program, arguments, *memory, &span.traced())?;
        let mut beat = tokio::time::interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut held = tokio::time::Instant::now();
        loop {
            tokio::select! {
                status = child.ended() => {
                    let left = child.left(status?).await?;
                    tell(span, left.progress.as_deref());
                    self.last_word(&left).await;
                    return Ok(Watched::Ended(left));
                }
                () = stopped(&mut stop) => {
                    child.kill().await;
                    return Ok(Watched::Stopping);
                }
                _ = beat.tick() => {}
            }
            let (progress, lease) = (child.progress(), self.settings.lease);
            tell(span, progress.as_deref());
            let heard = self.store.hold(self.run, self.worker, lease, progress.as_deref()).await;
            match heard {
                Ok(Held::Yes) => held = tokio::time::Instant::now(),
                Ok(Held::Cancelled) => {
                    child.kill().await;
                    return Ok(Watched::Cancelled);
                }
                Ok(Held::No) => {
                    child.kill().await;
                    return Ok(Watched::Lost);
                }
                // the store may answer again before the lease runs out
                Err(_) if held.elapsed() < lease => {}
                Err(_) => {
                    child.kill().await;
                    return Ok(Watched::Lost);
                }
            }
        }
    }

    /// Tells how far it came, which a child that is quicker than a beat says only here.
    async fn last_word(&self, left: &Left) {
        let (progress, lease) = (left.progress.as_deref(), self.settings.lease);
        // whether the run is still ours shows when it is ended
        let _ = self.store.hold(self.run, self.worker, lease, progress).await;
    }

    async fn succeed(
        &self,
        spec: &RunSpec,
        left: &Left,
        out: PathBuf,
        parents: Vec<String>,
    ) -> Result<&'static str, StoreError> {
        let mut files = match gather(&out) {
            Ok(files) => files,
            Err(error) => return self.end(Ending::Failed(local(&error))).await,
        };
        let result: Json = serde_json::from_slice(&left.result).unwrap_or_default();
        if result.is_null() {
            return self.end(Ending::Failed(left.error())).await;
        }
        files.insert("result.json".to_owned(), left.result.clone());
        let provenance = json!({
            "command": spec.kind.name(),
            "version": env!("CARGO_PKG_VERSION"),
            "spec": spec,
        });
        let document = NewDocument {
            centre: self.run.centre.clone(),
            kind: spec.kind.document().to_owned(),
            parents,
            provenance: provenance.to_string(),
            summary: summary(&result).to_string(),
            files,
        };
        self.end(Ending::Succeeded(document)).await
    }
}

/// What an attempt begins with.
struct Prepared {
    space: Workspace,
    spec: RunSpec,
    laid: Laid,
    parents: Vec<String>,
}

/// A document's files on disk.
struct Folder {
    path: String,
    names: Vec<String>,
}

/// Why an attempt could not begin.
enum Unprepared {
    Store(StoreError),
    Bad(String),
}

/// Puts what a roster knows of who is away in the place of what the centre's folder knows.
fn know_away(centre: &str, roster: &str) -> io::Result<()> {
    for entry in std::fs::read_dir(centre)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("availability.") {
            std::fs::remove_file(entry.path())?;
        }
    }
    std::fs::copy(format!("{roster}/{AWAY}"), format!("{centre}/{AWAY}")).map(drop)
}

/// Tells a span the phase that a line of progress begins with.
fn tell(span: &mut Span, progress: Option<&str>) {
    let phase = progress.and_then(|line| line.split('"').nth(3));
    phase.into_iter().for_each(|phase| span.phase(phase));
}

/// An error of this machine as it is kept.
fn local(error: &io::Error) -> String {
    let cure = "look at the worker's machine: its temporary folder, its space, its processes";
    json!({ "code": "E4082", "detail": error.to_string(), "cure": cure }).to_string()
}

/// What a listing says of a result: its plain figures.
fn summary(result: &Json) -> Json {
    let mut said = serde_json::Map::new();
    for name in ["bound", "gap", "stopped", "lawful", "currency"] {
        if let Some(value) = result.get(name).filter(|v| !v.is_null()) {
            said.insert(name.to_owned(), value.clone());
        }
    }
    let cost = result.pointer("/verdict/cost/total").or_else(|| result.pointer("/cost/total"));
    if let Some(cost) = cost {
        said.insert("cost".to_owned(), cost.clone());
    }
    Json::Object(said)
}
