//! API keys, as hashes, and the tokens of calendars.

use super::audit::{self, Deed};
use super::{Store, StoreError, db};
use crate::keys::{Key, NewKey, Scope, fingerprint, is_same, random_hex, seal};
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

/// How every key begins, so that scanners for leaked secrets can find one.
const PREFIX: &str = "paiban_";

/// The setting that holds the secret of calendar tokens.
const CALENDAR_SECRET: &str = "calendar_secret";

#[derive(Debug, FromQueryResult)]
struct Row {
    id: String,
    name: String,
    hash: String,
    scopes: String,
    team: Option<String>,
    centre: Option<String>,
    created: i64,
    expires: Option<i64>,
    revoked: Option<i64>,
}

#[derive(Debug, FromQueryResult)]
struct Text {
    value: String,
}

#[derive(Debug, FromQueryResult)]
struct Turn {
    turn: i64,
    is_open: i64,
}

impl Row {
    fn key(self) -> Result<Key, StoreError> {
        let moment = |at| DateTime::from_timestamp_millis(at).ok_or(StoreError::Broken("key"));
        let scopes =
            self.scopes.split(' ').map(|s| s.parse().map_err(|()| StoreError::Broken("key")));
        Ok(Key {
            id: self.id,
            name: self.name,
            hash: self.hash,
            scopes: scopes.collect::<Result<Vec<Scope>, _>>()?,
            team: self.team,
            centre: self.centre,
            created: moment(self.created)?,
            expires: self.expires.map(moment).transpose()?,
            revoked: self.revoked.map(moment).transpose()?,
        })
    }
}

impl Store {
    /// Makes a key; its id, and the key itself, which is kept nowhere.
    ///
    /// # Errors
    /// [`StoreError::Random`], [`StoreError::Failed`].
    pub async fn add_key(&self, new: &NewKey, who: &str) -> Result<(String, String), StoreError> {
        let key = format!("{PREFIX}{}", random_hex().map_err(StoreError::Random)?);
        let hash = fingerprint(key.as_bytes());
        let id = format!("k_{}", &hash[..12]);
        let scopes: Vec<String> = new.scopes.iter().map(Scope::to_string).collect();
        let turn = self.db.begin().await?;
        let insert = format!(
            "INSERT INTO keys (id, name, hash, scopes, team, centre, created, expires, replaces)
             VALUES ($1, $2, $3, $4, $5, $6, {}, $7, $8)",
            db::clock(&turn)
        );
        let values = [
            id.clone().into(),
            new.name.clone().into(),
            hash.into(),
            scopes.join(" ").into(),
            new.team.clone().into(),
            new.centre.clone().into(),
            new.expires.map(|at| at.timestamp_millis()).into(),
            new.replaces.clone().into(),
        ];
        db::run(&turn, &insert, values).await?;
        let deed = Deed {
            who: who.into(),
            what: "key:add",
            centre: new.centre.clone(),
            object: id.clone(),
            old: new.replaces.clone(),
            new: Some(scopes.join(" ")),
        };
        audit::note(&turn, deed).await?;
        turn.commit().await?;
        Ok((id, key))
    }

    /// Ends a key, now or at `at`; a key that ends earlier already is left so.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn end_key(
        &self,
        id: &str,
        at: Option<DateTime<Utc>>,
        who: &str,
    ) -> Result<(), StoreError> {
        let turn = self.db.begin().await?;
        let changed = if let Some(at) = at {
            let sql = "UPDATE keys SET expires = CASE WHEN expires < $1 THEN expires ELSE $1 END
                       WHERE id = $2";
            db::run(&turn, sql, [at.timestamp_millis().into(), id.into()]).await?
        } else {
            let now = db::clock(&turn);
            let sql = format!("UPDATE keys SET revoked = COALESCE(revoked, {now}) WHERE id = $1");
            db::run(&turn, &sql, [id.into()]).await?
        };
        if changed == 0 {
            return Err(StoreError::NoSuch("key"));
        }
        let what = if at.is_some() { "key:end" } else { "key:revoke" };
        let new = at.map(|at| at.to_rfc3339());
        let deed = Deed { who: who.into(), what, object: id.into(), new, ..Deed::default() };
        audit::note(&turn, deed).await?;
        Ok(turn.commit().await?)
    }

    /// A key by its id.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn key(&self, id: &str) -> Result<Option<Key>, StoreError> {
        let sql = "SELECT * FROM keys WHERE id = $1";
        let row: Option<Row> = db::one(self.db.read(), sql, [id.into()]).await?;
        row.map(Row::key).transpose()
    }

    /// Every key, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn keys(&self) -> Result<Vec<Key>, StoreError> {
        let sql = "SELECT * FROM keys ORDER BY created, id";
        let rows: Vec<Row> = db::all(self.db.read(), sql, []).await?;
        rows.into_iter().map(Row::key).collect()
    }

    /// The key whose SHA-256 is that of `presented`.
    ///
    /// The index finds hashes, never keys: how long it takes tells nothing of a key.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn key_of(&self, presented: &str) -> Result<Option<Key>, StoreError> {
        let hash = fingerprint(presented.as_bytes());
        let sql = "SELECT * FROM keys WHERE hash = $1";
        let row: Option<Row> = db::one(self.db.read(), sql, [hash.clone().into()]).await?;
        row.filter(|row| is_same(&row.hash, &hash)).map(Row::key).transpose()
    }

    /// The token of an agent's calendar. `change` opens it (`Some(true)`, with a new token), or
    /// closes it for good until it is opened anew (`Some(false)`); `None` when it is closed.
    ///
    /// # Errors
    /// [`StoreError::Failed`], [`StoreError::Random`].
    pub async fn calendar(
        &self,
        centre: &str,
        agent: &str,
        change: Option<bool>,
        who: &str,
    ) -> Result<Option<String>, StoreError> {
        if let Some(open) = change {
            let turn = self.db.begin().await?;
            let sql = "INSERT INTO calendars (centre, agent, turn, is_open) VALUES ($1, $2, 1, $3)
                       ON CONFLICT (centre, agent)
                       DO UPDATE SET turn = calendars.turn + 1, is_open = $3";
            let values = [centre.into(), agent.into(), i64::from(open).into()];
            db::run(&turn, sql, values).await?;
            let what = if open { "calendar:open" } else { "calendar:close" };
            let centre = Some(centre.to_owned());
            let (who, object) = (who.to_owned(), agent.to_owned());
            audit::note(&turn, Deed { who, what, centre, object, ..Deed::default() }).await?;
            turn.commit().await?;
        }
        let sql = "SELECT turn, is_open FROM calendars WHERE centre = $1 AND agent = $2";
        let row: Option<Turn> = db::one(self.db.read(), sql, [centre.into(), agent.into()]).await?;
        let Some(turn) = row.filter(|t| t.is_open != 0) else { return Ok(None) };
        let secret = self.secret(CALENDAR_SECRET).await?;
        let message = format!("calendar\0{centre}\0{agent}\0{}", turn.turn);
        Ok(Some(seal(secret.as_bytes(), message.as_bytes())))
    }

    /// A secret of this store, made when it is first asked for.
    async fn secret(&self, name: &str) -> Result<String, StoreError> {
        let sql = "SELECT value FROM settings WHERE name = $1";
        if let Some(Text { value }) = db::one(self.db.read(), sql, [name.into()]).await? {
            return Ok(value);
        }
        let fresh = random_hex().map_err(StoreError::Random)?;
        let insert = "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        db::run(self.db.write(), insert, [name.into(), fresh.into()]).await?;
        let kept: Option<Text> = db::one(self.db.write(), sql, [name.into()]).await?;
        kept.map(|t| t.value).ok_or(StoreError::Broken("setting"))
    }
}
