//! Who works on what: claiming the next run, holding it, and giving it back.

use super::runs::{self, Ending, RunRow};
use super::{Store, StoreError, db};
use std::time::Duration;

/// What a worker hears when it renews its lease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The run is still its own.
    Yes,
    /// It is its own, and is to be stopped.
    Cancelled,
    /// Somebody else took it over; nothing the worker finds counts any more.
    No,
}

impl Store {
    /// The next run for `worker`, held for `lease`.
    ///
    /// The greatest priority goes first; among equals the key with the fewest runs under way, then
    /// the one that was served longest ago, then the run asked for first. A run whose lease is
    /// over is taken over as another attempt of its own; one without attempts left fails.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn claim(&self, worker: &str, lease: Duration) -> Result<Option<RunRow>, StoreError> {
        self.give_up_on_lost(worker).await?;
        let now = db::clock(self.db.write());
        let next = format!(
            "SELECT q.* FROM solve_runs q
             WHERE q.state = 'queued' OR (q.state = 'running' AND q.lease < {now})
             ORDER BY q.priority DESC,
               (SELECT COUNT(*) FROM solve_runs r WHERE r.owner = q.owner AND r.state = 'running'
                AND r.lease >= {now}),
               (SELECT COALESCE(MAX(s.started), 0) FROM solve_runs s WHERE s.owner = q.owner),
               q.turn, q.submitted, q.id LIMIT 1"
        );
        let take = format!(
            "UPDATE solve_runs SET state = 'running', worker = $1, attempt = attempt + 1,
             lease = {now} + $2, started = {now}, updated = {now}, progress = NULL
             WHERE id = $3 AND attempt = $4
             AND (state = 'queued' OR (state = 'running' AND lease < {now}))"
        );
        loop {
            let Some(run): Option<RunRow> = db::one(self.db.write(), &next, []).await? else {
                return Ok(None);
            };
            let values =
                [worker.into(), millis(lease).into(), run.id.clone().into(), run.attempt.into()];
            // another worker may have been faster; then the next one is looked for
            if db::run(self.db.write(), &take, values).await? == 1 {
                return self.solve_run(&run.id).await.map(Some);
            }
        }
    }

    /// Fails runs whose last attempt was lost with its worker, and ends those that were to stop.
    async fn give_up_on_lost(&self, worker: &str) -> Result<(), StoreError> {
        let lost = format!(
            "SELECT * FROM solve_runs WHERE state = 'running' AND lease < {}
             AND (attempt >= attempts OR cancel_requested = 1)",
            db::clock(self.db.read())
        );
        let rows: Vec<RunRow> = db::all(self.db.read(), &lost, []).await?;
        for run in rows {
            let ending = if run.cancel_requested != 0 {
                Ending::Cancelled
            } else {
                Ending::Failed(lost_error(run.attempts))
            };
            let holder = run.worker.clone().unwrap_or_else(|| worker.to_owned());
            runs::finish(self, &run, &holder, &ending).await?;
        }
        Ok(())
    }

    /// Holds a run for another `lease`, with how far it is.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn hold(
        &self,
        run: &RunRow,
        worker: &str,
        lease: Duration,
        progress: Option<&str>,
    ) -> Result<Held, StoreError> {
        let sql = format!(
            "UPDATE solve_runs SET lease = {0} + $1, progress = COALESCE($2, progress),
             updated = CASE WHEN $2 IS NULL THEN updated ELSE {0} END
             WHERE id = $3 AND worker = $4 AND attempt = $5 AND state = 'running'",
            db::clock(self.db.write())
        );
        let values = [
            millis(lease).into(),
            progress.map(str::to_owned).into(),
            run.id.clone().into(),
            worker.into(),
            run.attempt.into(),
        ];
        if db::run(self.db.write(), &sql, values).await? == 0 {
            return Ok(Held::No);
        }
        let sql = "SELECT cancel_requested AS n FROM solve_runs WHERE id = $1";
        let cancelled = db::number(self.db.read(), sql, [run.id.clone().into()]).await? != 0;
        Ok(if cancelled { Held::Cancelled } else { Held::Yes })
    }

    /// Ends a run for the worker that holds it; `false` when it holds it no more.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn finish(
        &self,
        run: &RunRow,
        worker: &str,
        ending: &Ending,
    ) -> Result<bool, StoreError> {
        runs::finish(self, run, worker, ending).await
    }

    /// Gives a run back to the queue: as if this attempt had not been, or as one that is `spent`.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn hand_back(
        &self,
        run: &RunRow,
        worker: &str,
        spent: bool,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE solve_runs SET state = 'queued', worker = NULL, lease = NULL, started = NULL,
             progress = NULL, attempt = attempt - $1, updated = {}
             WHERE id = $2 AND worker = $3 AND attempt = $4 AND state = 'running'",
            db::clock(self.db.write())
        );
        let undone = i64::from(!spent);
        let values = [undone.into(), run.id.clone().into(), worker.into(), run.attempt.into()];
        db::run(self.db.write(), &sql, values).await.map(drop)
    }
}

fn millis(lease: Duration) -> i64 {
    i64::try_from(lease.as_millis()).unwrap_or(i64::MAX)
}

/// The error of a run whose workers died.
fn lost_error(attempts: i64) -> String {
    let detail = format!("its worker was lost {attempts} times");
    let cure = "retry it; give the workers more memory, or the run a shorter time limit";
    serde_json::json!({ "code": "E4081", "detail": detail, "cure": cure }).to_string()
}
