//! What every handler shares: the store, the schedules read from it, rates, limits, counts.

use super::auth::Reader;
use super::log::Log;
use super::metrics::Metrics;
use super::problem::ApiError;
use super::rate::{Buckets, Rate};
use super::reads::Reads;
use super::served::{Schedules, Served};
use super::server::{Limits, Options};
use crate::store::{CentreRow, Store};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// How often a key, or everybody without one, may log in to the console.
const LOGINS: Rate = Rate { per_second: 0.2, burst: 10 };

/// The state of the server; a clone is the same state.
#[derive(Debug, Clone)]
pub(super) struct App(Arc<State>);

#[derive(Debug)]
struct State {
    store: Store,
    log: Log,
    open_report: bool,
    private_hooks: bool,
    limits: Limits,
    secure_cookie: bool,
    buckets: Buckets,
    logins: Buckets,
    schedules: Schedules,
    metrics: Metrics,
    reads: Reads,
    folder: Option<(PathBuf, String)>,
    stop: watch::Receiver<bool>,
}

impl App {
    pub(super) fn new(store: Store, options: &Options, stop: watch::Receiver<bool>) -> Self {
        let named = |folder: &PathBuf| (folder.clone(), super::folder::id(folder));
        Self(Arc::new(State {
            store,
            log: options.log.clone(),
            open_report: options.open_report,
            private_hooks: options.private_hooks,
            limits: options.limits,
            secure_cookie: options.secure_cookie || options.tls.is_some(),
            buckets: Buckets::new(options.rate),
            logins: Buckets::new(LOGINS),
            schedules: Schedules::default(),
            metrics: Metrics::default(),
            reads: Reads::default(),
            folder: options.folder.as_ref().map(named),
            stop,
        }))
    }

    pub(super) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(super) fn schedules(&self) -> &Schedules {
        &self.0.schedules
    }

    pub(super) fn log(&self) -> &Log {
        &self.0.log
    }

    pub(super) fn buckets(&self) -> &Buckets {
        &self.0.buckets
    }

    /// Logins to the console.
    pub(super) fn logins(&self) -> &Buckets {
        &self.0.logins
    }

    /// Whether browsers send the console's cookie over https only.
    pub(super) fn has_secure_cookie(&self) -> bool {
        self.0.secure_cookie
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(super) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(super) fn reads(&self) -> &Reads {
        &self.0.reads
    }

    /// Becomes true when the server is to stop.
    pub(super) fn stop(&self) -> watch::Receiver<bool> {
        self.0.stop.clone()
    }

    /// The folder that is served beside the store, and its centre.
    pub(super) fn folder(&self) -> Option<&(PathBuf, String)> {
        self.0.folder.as_ref()
    }

    /// Whether the report needs no key; only ever so on a loopback address.
    pub(super) fn has_open_report(&self) -> bool {
        self.0.open_report
    }

    /// Whether events may be sent into the server's own network.
    pub(super) fn has_private_hooks(&self) -> bool {
        self.0.private_hooks
    }

    /// A centre that the key may see; one that it may not see is as good as none.
    pub(super) async fn centre(&self, reader: &Reader, id: &str) -> Result<CentreRow, ApiError> {
        if !reader.sees_centre(id) {
            return Err(ApiError::NoSuch("centre"));
        }
        Ok(self.store().centre(id).await?)
    }

    /// The centre that is asked for, or the only one that the key may see.
    pub(super) async fn centre_or_only(
        &self,
        reader: &Reader,
        asked: Option<&str>,
    ) -> Result<CentreRow, ApiError> {
        if let Some(id) = asked.or(reader.centre()) {
            return self.centre(reader, id).await;
        }
        let mut centres = self.store().centres().await?;
        match centres.len() {
            1 => centres.pop().ok_or(ApiError::WhichCentre),
            0 => Err(ApiError::NoSuch("centre")),
            _ => Err(ApiError::WhichCentre),
        }
    }

    /// What people are told.
    pub(super) async fn served(&self, centre: &CentreRow) -> Result<Arc<Served>, ApiError> {
        self.schedules().of(self.store(), centre).await
    }
}
