//! Publishing: a pointer that moves in a transaction, with the list of what it changed for whom.

use super::audit::{self, Deed, limit_of};
use super::{Store, StoreError, db, webhooks};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use std::collections::HashMap;

/// What a publication changes for one shift of one person.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ChangeRow {
    /// Its number in the feed; later changes have greater ones.
    pub seq: i64,
    /// The publication that made it.
    pub version: i64,
    /// When.
    pub at: i64,
    /// `created`, `moved` or `cancelled`.
    pub kind: String,
    /// The shift's id.
    pub shift: String,
    /// Whose shift.
    pub agent: String,
    /// Their team.
    pub team: String,
    /// The shift before, as JSON.
    pub old: Option<String>,
    /// The shift after, as JSON.
    pub new: Option<String>,
    /// Why, in the planner's words.
    pub reason: String,
}

/// A publication that was made.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PublicationRow {
    /// The roster that was told.
    pub roster: String,
    /// The version it made.
    pub version: i64,
    /// Its first civil day.
    pub first_day: String,
    /// Its last civil day.
    pub last_day: String,
    /// When.
    pub at: i64,
    /// Who published it.
    pub who: String,
    /// Why, in the planner's words.
    pub reason: String,
}

#[derive(Debug, FromQueryResult)]
struct Touched {
    shift: String,
    at: i64,
}

/// A publication to be made.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The centre.
    pub centre: String,
    /// The roster to tell people from now on.
    pub roster: String,
    /// Its first and last civil day.
    pub days: (String, String),
    /// The version it was decided on; another one now is a conflict.
    pub expected: i64,
    /// Why, in the planner's words.
    pub reason: String,
    /// What it changes for whom; `seq`, `version`, `at` and `reason` are filled in here.
    pub changes: Vec<ChangeRow>,
    /// The body of the event that webhooks are told.
    pub event: String,
}

/// How an attempt to publish ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The pointer moved; the new version.
    Moved(i64),
    /// Somebody else published first; the version that stands.
    Conflict(i64),
}

impl Store {
    /// Moves a centre's pointer when its version is still the expected one. Pointer, changes, audit
    /// and events to be sent are written together or not at all.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`], [`StoreError::Failed`].
    pub async fn publish(&self, new: &Publication, who: &str) -> Result<Published, StoreError> {
        let turn = self.db.begin().await?;
        let now = db::clock(&turn);
        let set = format!(
            "UPDATE centres SET published = $1, version = version + 1, updated = {now}
             WHERE id = $2 AND version = $3"
        );
        let previous = self.centre(&new.centre).await?;
        let values = [new.roster.clone().into(), new.centre.clone().into(), new.expected.into()];
        if db::run(&turn, &set, values).await? == 0 {
            return Ok(Published::Conflict(previous.version));
        }
        let version = new.expected + 1;
        let insert = format!(
            "INSERT INTO publications (centre, roster, previous, version, at, who, reason,
             first_day, last_day) VALUES ($1, $2, $3, $4, {now}, $5, $6, $7, $8)"
        );
        let values = [
            new.centre.clone().into(),
            new.roster.clone().into(),
            previous.published.clone().into(),
            version.into(),
            who.into(),
            new.reason.clone().into(),
            new.days.0.clone().into(),
            new.days.1.clone().into(),
        ];
        db::run(&turn, &insert, values).await?;
        list(&turn, new, version).await?;
        webhooks::queue(&turn, &new.centre, "schedule.published", &new.event).await?;
        let deed = Deed {
            who: who.into(),
            what: "publish",
            centre: Some(new.centre.clone()),
            object: new.roster.clone(),
            old: previous.published,
            new: Some(new.roster.clone()),
        };
        audit::note(&turn, deed).await?;
        turn.commit().await?;
        Ok(Published::Moved(version))
    }

    /// The latest publications of a centre, newest first.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn publications(
        &self,
        centre: &str,
        limit: usize,
    ) -> Result<Vec<PublicationRow>, StoreError> {
        let sql = "SELECT roster, version, first_day, last_day, at, who, reason FROM publications
                   WHERE centre = $1 ORDER BY version DESC LIMIT $2";
        db::all(self.db.read(), sql, [centre.into(), limit_of(limit)]).await
    }

    /// When each shift of a centre was last changed.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn touched(&self, centre: &str) -> Result<HashMap<String, i64>, StoreError> {
        let sql = "SELECT shift, MAX(at) AS at FROM changes WHERE centre = $1 GROUP BY shift";
        let rows: Vec<Touched> = db::all(self.db.read(), sql, [centre.into()]).await?;
        Ok(rows.into_iter().map(|row| (row.shift, row.at)).collect())
    }

    /// Every change for one person, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn changes_of(
        &self,
        centre: &str,
        agent: &str,
    ) -> Result<Vec<ChangeRow>, StoreError> {
        let sql = "SELECT seq, version, at, kind, shift, agent, team, old, new, reason FROM changes
                   WHERE centre = $1 AND agent = $2 ORDER BY seq";
        db::all(self.db.read(), sql, [centre.into(), agent.into()]).await
    }

    /// Changes after number `since`, oldest first, of one team or of everybody.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn changes(
        &self,
        centre: &str,
        since: i64,
        team: Option<&str>,
        limit: usize,
    ) -> Result<Vec<ChangeRow>, StoreError> {
        let sql = "SELECT seq, version, at, kind, shift, agent, team, old, new, reason FROM changes
                   WHERE centre = $1 AND seq > $2 AND ($3 IS NULL OR team = $3)
                   ORDER BY seq LIMIT $4";
        let team = team.map(str::to_owned);
        let values = [centre.into(), since.into(), team.into(), limit_of(limit)];
        db::all(self.db.read(), sql, values).await
    }
}

/// How many changes one statement writes.
const AT_ONCE: usize = 500;

/// Writes the changes of a publication down.
async fn list(
    on: &impl ConnectionTrait,
    new: &Publication,
    version: i64,
) -> Result<(), StoreError> {
    for part in new.changes.chunks(AT_ONCE) {
        let mut values: Vec<Value> =
            vec![new.centre.clone().into(), version.into(), new.reason.clone().into()];
        let mut rows = Vec::with_capacity(part.len());
        for change in part {
            let n = values.len();
            let [a, b, c, d, e, f] = [n + 1, n + 2, n + 3, n + 4, n + 5, n + 6];
            let now = db::clock(on);
            rows.push(format!("($1, $2, {now}, ${a}, ${b}, ${c}, ${d}, ${e}, ${f}, $3)"));
            values.extend([
                Value::from(change.kind.clone()),
                change.shift.clone().into(),
                change.agent.clone().into(),
                change.team.clone().into(),
                change.old.clone().into(),
                change.new.clone().into(),
            ]);
        }
        let sql = format!(
            "INSERT INTO changes (centre, version, at, kind, shift, agent, team, old, new, reason)
             VALUES {}",
            rows.join(", ")
        );
        db::run(on, &sql, values).await?;
    }
    Ok(())
}
