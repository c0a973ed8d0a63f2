//! A worker: it takes one run after the other, as many at once as it has hands.

use super::attempt::Attempt;
use crate::keys::random_hex;
use crate::stop::{is_stopped, pause};
use crate::store::{Store, StoreError};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long a worker without work waits before it looks again.
const IDLE: Duration = Duration::from_millis(300);
/// How long it waits after the store did not answer.
const TROUBLE: Duration = Duration::from_secs(2);

/// How a worker works.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The `paiban` that children run.
    pub program: PathBuf,
    /// How many runs at once.
    pub hands: u16,
    /// How long a run is held without a sign of life.
    pub lease: Duration,
    /// Address space of a child in MiB.
    pub memory: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("paiban")),
            hands: 1,
            lease: Duration::from_secs(10),
            memory: 8 * 1024,
        }
    }
}

/// A worker on a store.
#[derive(Debug, Clone)]
pub struct Worker {
    store: Store,
    settings: Arc<Settings>,
    name: String,
}

impl Worker {
    /// A worker with a name of its own: two of them never mistake each other's runs.
    ///
    /// # Errors
    /// [`StoreError::Random`].
    pub fn new(store: Store, settings: Settings) -> Result<Self, StoreError> {
        let mark = random_hex().map_err(StoreError::Random)?;
        let name = format!("worker-{}-{}", std::process::id(), &mark[..8]);
        Ok(Self { store, settings: Arc::new(settings), name })
    }

    /// What it is called in runs and in the audit log.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Works until `stop` says true, then hands back what it holds. `tell` hears codes of trouble.
    pub async fn work(
        self,
        stop: watch::Receiver<bool>,
        tell: impl Fn(&str) + Clone + Send + Sync + 'static,
    ) {
        let mut hands = JoinSet::new();
        for _ in 0..self.settings.hands {
            hands.spawn(self.clone().hand(stop.clone(), tell.clone()));
        }
        while hands.join_next().await.is_some() {}
    }

    async fn hand(self, mut stop: watch::Receiver<bool>, tell: impl Fn(&str) + Send + Sync) {
        while !is_stopped(&stop) {
            let time = match self.next(stop.clone()).await {
                Ok(true) => continue,
                Ok(false) => IDLE,
                Err(error) => {
                    tell(domain::Cure::code(&error));
                    TROUBLE
                }
            };
            pause(&mut stop, time).await;
        }
    }

    /// Takes the next run, if there is one.
    async fn next(&self, stop: watch::Receiver<bool>) -> Result<bool, StoreError> {
        let Some(run) = self.store.claim(&self.name, self.settings.lease).await? else {
            return Ok(false);
        };
        let (store, settings, worker) = (&self.store, &*self.settings, self.name.as_str());
        Attempt { store, settings, worker, run: &run }.make(stop).await?;
        Ok(true)
    }
}
