//! The sender: one delivery after the other, each tried up to eight times over about a day.
//!
//! ```text
//! POST url
//! Paiban-Event: schedule.published          Paiban-Delivery: e_…      the same at every attempt
//! Paiban-Timestamp: 1763769600              seconds since 1970
//! Paiban-Signature: v1=HMAC-SHA-256(secret, delivery ‖ "." ‖ timestamp ‖ "." ‖ body)
//! ```
//! A receiver refuses timestamps older than five minutes and deliveries it has seen: then nobody
//! who overhears one can play it again.

use super::address::is_public;
use crate::keys::seal;
use crate::stop::{is_stopped, pause};
use crate::store::{DeliveryRow, Store, StoreError, WebhookRow};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a delivery is held while it is being sent.
const HOLD: Duration = Duration::from_secs(30);
/// Waits between attempts, in seconds; after the last one a delivery is given up.
const WAITS: [u64; 7] = [5, 30, 120, 600, 3600, 4 * 3600, 16 * 3600];
/// How often the store is asked for something to send.
const IDLE: Duration = Duration::from_millis(500);

/// Sends what is due.
#[derive(Debug, Clone)]
pub struct Sender {
    store: Store,
    agent: ureq::Agent,
    waits: Arc<[Duration]>,
}

impl Sender {
    /// A sender that reaches public addresses only, or `private` ones as well.
    #[must_use]
    pub fn new(store: Store, private: bool) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .proxy(None)
            .tls_config(tls())
            .build();
        let connector = DefaultConnector::default();
        let agent = ureq::Agent::with_parts(
            config,
            connector,
            Door { private, names: DefaultResolver::default() },
        );
        Self { store, agent, waits: WAITS.map(Duration::from_secs).into() }
    }

    /// The same with other waits between attempts.
    #[must_use]
    pub fn waiting(self, waits: &[Duration]) -> Self {
        Self { waits: waits.into(), ..self }
    }

    /// Sends until `stop` says true.
    pub async fn work(self, mut stop: watch::Receiver<bool>) {
        while !is_stopped(&stop) {
            if !self.next().await.unwrap_or(false) {
                pause(&mut stop, IDLE).await;
            }
        }
    }

    /// Sends the delivery that is due, if there is one.
    async fn next(&self) -> Result<bool, StoreError> {
        let Some((delivery, hook)) = self.store.due_delivery(HOLD).await? else { return Ok(false) };
        let (agent, id) = (self.agent.clone(), delivery.id.clone());
        let attempt = usize::try_from(delivery.attempt).unwrap_or(usize::MAX);
        let sent = tokio::task::spawn_blocking(move || send(&agent, &delivery, &hook)).await;
        let status = sent.unwrap_or(None);
        let delivered = status.is_some_and(|s| (200..300).contains(&s));
        let again = self.waits.get(attempt.saturating_sub(1)).copied();
        self.store.settle_delivery(&id, status, delivered, again).await?;
        Ok(true)
    }
}

/// TLS with the system's certificates.
pub(crate) fn tls() -> TlsConfig {
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let roots = rustls_native_certs::load_native_certs().certs;
    let roots = roots.iter().map(|c| ureq::tls::Certificate::from_der(c).to_owned());
    TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&roots.collect::<Vec<_>>()))
        .unversioned_rustls_crypto_provider(provider)
        .build()
}

/// The status of the answer; `None` when there was none.
fn send(agent: &ureq::Agent, delivery: &DeliveryRow, hook: &WebhookRow) -> Option<u16> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let request = agent
        .post(&hook.url)
        .header("content-type", "application/json")
        .header("user-agent", concat!("paiban/", env!("CARGO_PKG_VERSION")))
        .header("paiban-event", &delivery.event)
        .header("paiban-delivery", &delivery.id)
        .header("paiban-timestamp", now.to_string())
        .header("paiban-signature", signature(&hook.secret, &delivery.id, now, &delivery.body));
    request.send(&delivery.body).ok().map(|answer| answer.status().as_u16())
}

/// The signature of a delivery: `v1=` and HMAC-SHA-256 of `id.timestamp.body`, hexadecimal.
#[must_use]
pub fn signature(secret: &str, id: &str, timestamp: u64, body: &str) -> String {
    format!("v1={}", seal(secret.as_bytes(), format!("{id}.{timestamp}.{body}").as_bytes()))
}

/// Looks names up and lets through what may be reached. The address that was looked at is the one
/// that is called: a name cannot change its mind in between.
#[derive(Debug)]
struct Door {
    private: bool,
    names: DefaultResolver,
}

impl Resolver for Door {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        if !self.private && found.iter().any(|at| !is_public(at.ip())) {
            return Err(ureq::Error::HostNotFound);
        }
        Ok(found)
    }
}
