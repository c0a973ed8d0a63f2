//! Runs: what is to be solved, by whom, and how it went. This table is the truth; a worker holds a
//! run by a lease that it renews, and what it finds counts only while it holds it.
//!
//! ```text
//! queued ─claim─▶ running ─finish─▶ succeeded | failed | cancelled
//!    ▲               │ lease runs out, or the worker stops: attempt + 1
//!    └───────────────┘
//! ```

use super::audit::{self, Deed, limit_of};
use super::documents::{self, NewDocument};
use super::{Store, StoreError, db, webhooks};
use crate::keys::random_hex;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A run as it stands.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RunRow {
    /// Its id.
    pub id: String,
    /// The centre it is for.
    pub centre: String,
    /// `forecast`, `staff`, `roster`, `check`, `simulate` or `whatif`.
    pub kind: String,
    /// The key that asked for it.
    pub owner: String,
    /// What was asked for, as JSON.
    pub spec: String,
    /// The inputs it is solved from.
    pub inputs: String,
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`.
    pub state: String,
    /// Greater ones go first.
    pub priority: i64,
    /// Which attempt this is, from 1 when it runs.
    pub attempt: i64,
    /// How many attempts it may take.
    pub attempts: i64,
    /// Who works on it.
    pub worker: Option<String>,
    /// Until when the worker holds it.
    pub lease: Option<i64>,
    /// Whether it is to stop.
    pub cancel_requested: i64,
    /// When it was asked for.
    pub submitted: i64,
    /// When the present attempt began.
    pub started: Option<i64>,
    /// When it ended.
    pub ended: Option<i64>,
    /// When anything of it last changed.
    pub updated: i64,
    /// How far it is, as JSON.
    pub progress: Option<String>,
    /// The document it made.
    pub result: Option<String>,
    /// Why it failed, as JSON.
    pub error: Option<String>,
    /// Where the trace of the request that asked for it stands.
    pub trace: Option<String>,
}

impl RunRow {
    /// Whether nothing will change any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "running")
    }
}

/// A run to be made.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// The centre it is for.
    pub centre: String,
    /// What is to be done.
    pub kind: String,
    /// What exactly, as JSON.
    pub spec: String,
    /// The inputs to solve from.
    pub inputs: String,
    /// Greater ones go first.
    pub priority: i64,
    /// How many attempts it may take.
    pub attempts: i64,
    /// Where the trace of the request stands, as `traceparent` has it.
    pub trace: Option<String>,
}

/// How many runs may wait.
#[derive(Debug, Clone, Copy)]
pub struct QueueLimits {
    /// Of everybody.
    pub all: usize,
    /// Of one key.
    pub each: usize,
}

/// Whether a run was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// Its id.
    Queued(String),
    /// This key has too many waiting or running.
    YoursFull(usize),
    /// Too many are waiting altogether.
    AllFull(usize),
}

/// How a worker's attempt ended.
#[derive(Debug, Clone)]
pub enum Ending {
    /// With a document.
    Succeeded(NewDocument),
    /// With an error that another attempt would meet again, as JSON.
    Failed(String),
    /// As asked.
    Cancelled,
}

/// Which runs a listing holds.
#[derive(Debug, Clone, Default)]
pub struct RunFilter {
    /// Of this centre.
    pub centre: Option<String>,
    /// In this state.
    pub state: Option<String>,
    /// Changed since, in milliseconds since 1970.
    pub updated_since: Option<i64>,
    /// Made before this one.
    pub before: Option<(i64, String)>,
}

impl Store {
    /// Takes a run in, unless too many wait.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn submit(
        &self,
        new: &NewRun,
        limits: QueueLimits,
        who: &str,
    ) -> Result<Submitted, StoreError> {
        let turn = self.db.begin().await?;
        let sql = "SELECT COUNT(*) AS n FROM solve_runs WHERE state = 'queued'";
        let waiting = db::number(&turn, sql, []).await?;
        let sql = "SELECT COUNT(*) AS n FROM solve_runs
                   WHERE owner = $1 AND state IN ('queued', 'running')";
        let own = db::number(&turn, sql, [who.into()]).await?;
        if usize::try_from(own).is_ok_and(|n| n >= limits.each) {
            return Ok(Submitted::YoursFull(limits.each));
        }
        if usize::try_from(waiting).is_ok_and(|n| n >= limits.all) {
            return Ok(Submitted::AllFull(limits.all));
        }
        let id = format!("r_{}", &random_hex().map_err(StoreError::Random)?[..20]);
        let insert = format!(
            "INSERT INTO solve_runs (id, centre, kind, owner, spec, inputs, state, priority,
             attempt, attempts, cancel_requested, submitted, updated, trace, turn)
             VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, 0, $8, 0, {0}, {0}, $9,
             (SELECT COALESCE(MAX(turn), 0) + 1 FROM solve_runs))",
            db::clock(&turn)
        );
        let values = [
            id.clone().into(),
            new.centre.clone().into(),
            new.kind.clone().into(),
            who.into(),
            new.spec.clone().into(),
            new.inputs.clone().into(),
            new.priority.into(),
            new.attempts.into(),
            new.trace.clone().into(),
        ];
        db::run(&turn, &insert, values).await?;
        note(&turn, who, "run:submit", &new.centre, &id, None, Some("queued")).await?;
        turn.commit().await?;
        Ok(Submitted::Queued(id))
    }

    /// A run.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn solve_run(&self, id: &str) -> Result<RunRow, StoreError> {
        let sql = "SELECT * FROM solve_runs WHERE id = $1";
        db::one(self.db.read(), sql, [id.into()]).await?.ok_or(StoreError::NoSuch("run"))
    }

    /// Runs, newest first.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn solve_runs(
        &self,
        filter: &RunFilter,
        limit: usize,
    ) -> Result<Vec<RunRow>, StoreError> {
        let sql = "SELECT * FROM solve_runs WHERE ($1 IS NULL OR centre = $1)
                   AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR updated >= $3)
                   AND ($4 IS NULL OR submitted < $4 OR (submitted = $4 AND id < $5))
                   ORDER BY submitted DESC, id DESC LIMIT $6";
        let RunFilter { centre, state, updated_since, before } = filter.clone();
        let (at, id) = before.unzip();
        let values = [
            centre.into(),
            state.into(),
            updated_since.into(),
            at.into(),
            id.into(),
            limit_of(limit),
        ];
        db::all(self.db.read(), sql, values).await
    }

    /// Asks a run to stop: one that waits is over at once, one that runs within seconds. One that
    /// is over stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn cancel(&self, id: &str, who: &str) -> Result<RunRow, StoreError> {
        let turn = self.db.begin().await?;
        let now = db::clock(&turn);
        let sql = format!(
            "UPDATE solve_runs SET cancel_requested = 1, updated = {now},
             ended = CASE WHEN state = 'queued' THEN {now} ELSE ended END,
             state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
             WHERE id = $1 AND state IN ('queued', 'running')"
        );
        let changed = db::run(&turn, &sql, [id.into()]).await?;
        let run: Option<RunRow> =
            db::one(&turn, "SELECT * FROM solve_runs WHERE id = $1", [id.into()]).await?;
        let run = run.ok_or(StoreError::NoSuch("run"))?;
        if changed > 0 {
            note(&turn, who, "run:cancel", &run.centre, id, None, Some(&run.state)).await?;
        }
        turn.commit().await?;
        Ok(run)
    }

    /// Puts a run that failed or was cancelled back into the queue; `None` when it is neither.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn retry(&self, id: &str, who: &str) -> Result<Option<RunRow>, StoreError> {
        let turn = self.db.begin().await?;
        let sql = format!(
            "UPDATE solve_runs SET state = 'queued', attempt = 0, cancel_requested = 0,
             worker = NULL, lease = NULL, started = NULL, ended = NULL, progress = NULL,
             error = NULL, updated = {} WHERE id = $1 AND state IN ('failed', 'cancelled')",
            db::clock(&turn)
        );
        let changed = db::run(&turn, &sql, [id.into()]).await?;
        let run: Option<RunRow> =
            db::one(&turn, "SELECT * FROM solve_runs WHERE id = $1", [id.into()]).await?;
        let run = run.ok_or(StoreError::NoSuch("run"))?;
        if changed > 0 {
            note(&turn, who, "run:retry", &run.centre, id, None, Some("queued")).await?;
        }
        turn.commit().await?;
        Ok((changed > 0).then_some(run))
    }

    /// How many runs are in each of the states `queued` and `running`.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn run_counts(&self) -> Result<(i64, i64), StoreError> {
        let count = "SELECT COUNT(*) AS n FROM solve_runs WHERE state = $1";
        let queued = db::number(self.db.read(), count, ["queued".into()]).await?;
        let running = db::number(self.db.read(), count, ["running".into()]).await?;
        Ok((queued, running))
    }
}

/// Ends a run for the worker that holds it, with its document and event; `false` when it holds it
/// no more, and then nothing counts.
pub(super) async fn finish(
    store: &Store,
    run: &RunRow,
    worker: &str,
    ending: &Ending,
) -> Result<bool, StoreError> {
    let turn = store.db.begin().await?;
    let (state, error) = match ending {
        Ending::Succeeded(_) => ("succeeded", None),
        Ending::Failed(error) => ("failed", Some(error.clone())),
        Ending::Cancelled => ("cancelled", None),
    };
    let sql = format!(
        "UPDATE solve_runs SET state = $1, error = $2, lease = NULL, ended = {0}, updated = {0}
         WHERE id = $3 AND worker = $4 AND attempt = $5 AND state = 'running'",
        db::clock(&turn)
    );
    let mine =
        [state.into(), error.into(), run.id.clone().into(), worker.into(), run.attempt.into()];
    if db::run(&turn, &sql, mine).await? == 0 {
        return Ok(false);
    }
    if let Ending::Succeeded(document) = ending {
        let made = documents::put(&turn, document, &run.owner).await?;
        let sql = "UPDATE solve_runs SET result = $1 WHERE id = $2";
        db::run(&turn, sql, [made.into(), run.id.clone().into()]).await?;
    }
    note(&turn, worker, "run:end", &run.centre, &run.id, Some("running"), Some(state)).await?;
    let event = serde_json::json!({ "run": run.id, "kind": run.kind, "state": state });
    webhooks::queue(&turn, &run.centre, "run.ended", &event.to_string()).await?;
    turn.commit().await?;
    Ok(true)
}

async fn note(
    on: &impl ConnectionTrait,
    who: &str,
    what: &'static str,
    centre: &str,
    id: &str,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<(), StoreError> {
    let deed = Deed {
        who: who.into(),
        what,
        centre: Some(centre.into()),
        object: id.into(),
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
    };
    audit::note(on, deed).await
}
