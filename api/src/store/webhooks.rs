//! Webhooks and what is still to be sent to them.
//!
//! An event is queued in the transaction that makes it true, so none is lost and none is sent for
//! something that was rolled back. Sending is at least once: the receiver knows an event by its id.

use super::audit::{self, Deed, limit_of};
use super::{Store, StoreError, db};
use crate::keys::random_hex;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::time::Duration;

/// The events there are.
pub const EVENTS: [&str; 2] = ["schedule.published", "run.ended"];

/// A webhook.
#[derive(Debug, Clone, FromQueryResult)]
pub struct WebhookRow {
    /// Its id.
    pub id: String,
    /// The centre whose events it hears.
    pub centre: String,
    /// Where events are sent.
    pub url: String,
    /// The secret that signs them.
    pub secret: String,
    /// Which events, separated by spaces.
    pub events: String,
    /// When it was made.
    pub created: i64,
    /// When it was closed.
    pub revoked: Option<i64>,
}

/// An event on its way to a webhook.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DeliveryRow {
    /// Its id: the same at every attempt.
    pub id: String,
    /// Where it goes.
    pub webhook: String,
    /// What happened.
    pub event: String,
    /// What is sent.
    pub body: String,
    /// `pending`, `delivered` or `failed`.
    pub state: String,
    /// How many attempts were made.
    pub attempt: i64,
    /// When the next one is due.
    pub next: i64,
    /// The status of the last answer; absent when there was none.
    pub status: Option<i64>,
    /// When it happened.
    pub created: i64,
}

/// Queues an event for every webhook of a centre that hears it.
pub(super) async fn queue(
    on: &impl ConnectionTrait,
    centre: &str,
    event: &str,
    body: &str,
) -> Result<(), StoreError> {
    let sql = "SELECT * FROM webhooks WHERE centre = $1 AND revoked IS NULL";
    let hooks: Vec<WebhookRow> = db::all(on, sql, [centre.into()]).await?;
    let insert = format!(
        "INSERT INTO deliveries (id, webhook, event, body, state, attempt, next, created, updated)
         VALUES ($1, $2, $3, $4, 'pending', 0, {0}, {0}, {0})",
        db::clock(on)
    );
    for hook in hooks.iter().filter(|h| h.events.split(' ').any(|e| e == event)) {
        let id = format!("e_{}", &random_hex().map_err(StoreError::Random)?[..20]);
        let values = [id.into(), hook.id.clone().into(), event.into(), body.into()];
        db::run(on, &insert, values).await?;
    }
    Ok(())
}

impl Store {
    /// Makes a webhook; its id and the secret that signs what it is sent.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn add_webhook(
        &self,
        centre: &str,
        url: &str,
        events: &[String],
        who: &str,
    ) -> Result<(String, String), StoreError> {
        let id = format!("w_{}", &random_hex().map_err(StoreError::Random)?[..16]);
        let secret = format!("whsec_{}", random_hex().map_err(StoreError::Random)?);
        let turn = self.db.begin().await?;
        let insert = format!(
            "INSERT INTO webhooks (id, centre, url, secret, events, created, created_by)
             VALUES ($1, $2, $3, $4, $5, {}, $6)",
            db::clock(&turn)
        );
        let values = [
            id.clone().into(),
            centre.into(),
            url.into(),
            secret.clone().into(),
            events.join(" ").into(),
            who.into(),
        ];
        db::run(&turn, &insert, values).await?;
        let deed = Deed {
            who: who.into(),
            what: "webhook:add",
            centre: Some(centre.into()),
            object: id.clone(),
            new: Some(events.join(" ")),
            ..Deed::default()
        };
        audit::note(&turn, deed).await?;
        turn.commit().await?;
        Ok((id, secret))
    }

    /// The open webhooks of a centre.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn webhooks(&self, centre: &str) -> Result<Vec<WebhookRow>, StoreError> {
        let sql = "SELECT * FROM webhooks WHERE centre = $1 AND revoked IS NULL ORDER BY created";
        db::all(self.db.read(), sql, [centre.into()]).await
    }

    /// Closes a webhook; what was still to be sent to it is not sent.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn close_webhook(&self, centre: &str, id: &str, who: &str) -> Result<(), StoreError> {
        let turn = self.db.begin().await?;
        let now = db::clock(&turn);
        let sql = format!(
            "UPDATE webhooks SET revoked = {now} WHERE id = $1 AND centre = $2 AND revoked IS NULL"
        );
        if db::run(&turn, &sql, [id.into(), centre.into()]).await? == 0 {
            return Err(StoreError::NoSuch("webhook"));
        }
        let sql = "UPDATE deliveries SET state = 'failed'
                   WHERE webhook = $1 AND state = 'pending'";
        db::run(&turn, sql, [id.into()]).await?;
        let (who, object) = (who.to_owned(), id.to_owned());
        let centre = Some(centre.to_owned());
        let deed = Deed { who, what: "webhook:close", centre, object, ..Deed::default() };
        audit::note(&turn, deed).await?;
        Ok(turn.commit().await?)
    }

    /// What was sent to a webhook, newest first.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn deliveries(
        &self,
        webhook: &str,
        limit: usize,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        let sql = "SELECT * FROM deliveries WHERE webhook = $1 ORDER BY created DESC, id LIMIT $2";
        db::all(self.db.read(), sql, [webhook.into(), limit_of(limit)]).await
    }

    /// The delivery that is due, held back from others for `hold`, with its webhook.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn due_delivery(
        &self,
        hold: Duration,
    ) -> Result<Option<(DeliveryRow, WebhookRow)>, StoreError> {
        let now = db::clock(self.db.write());
        let next = format!(
            "SELECT * FROM deliveries WHERE state = 'pending' AND next <= {now}
             ORDER BY next, id LIMIT 1"
        );
        let Some(due): Option<DeliveryRow> = db::one(self.db.read(), &next, []).await? else {
            return Ok(None);
        };
        let take = format!(
            "UPDATE deliveries SET attempt = attempt + 1, next = {now} + $1, updated = {now}
             WHERE id = $2 AND attempt = $3 AND state = 'pending'"
        );
        let hold = i64::try_from(hold.as_millis()).unwrap_or(i64::MAX);
        let values = [hold.into(), due.id.clone().into(), due.attempt.into()];
        if db::run(self.db.write(), &take, values).await? == 0 {
            return Ok(None);
        }
        let sql = "SELECT * FROM webhooks WHERE id = $1";
        let hook = db::one(self.db.read(), sql, [due.webhook.clone().into()]).await?;
        Ok(hook.map(|hook| (DeliveryRow { attempt: due.attempt + 1, ..due }, hook)))
    }

    /// Writes down how an attempt went: delivered, to be tried again after `again`, or given up.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn settle_delivery(
        &self,
        id: &str,
        status: Option<u16>,
        delivered: bool,
        again: Option<Duration>,
    ) -> Result<(), StoreError> {
        let state = match (delivered, again) {
            (true, _) => "delivered",
            (false, Some(_)) => "pending",
            (false, None) => "failed",
        };
        let now = db::clock(self.db.write());
        let sql = format!(
            "UPDATE deliveries SET state = $1, status = $2, next = {now} + $3, updated = {now}
             WHERE id = $4 AND state = 'pending'"
        );
        let wait = again.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX));
        let status = status.map(i64::from);
        db::run(self.db.write(), &sql, [state.into(), status.into(), wait.into(), id.into()])
            .await
            .map(drop)
    }
}
