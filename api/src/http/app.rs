//! What every handler shares: the schedule of the moment, the keys, the rates.

use super::error::ServeError;
use super::log::Log;
use super::problem::ApiError;
use super::rate::Buckets;
use super::schedule::{self, Schedule, Stamp, stamp_of};
use super::server::Options;
use crate::keys::{KeyError, Keyring};
use domain::Cure;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::SystemTime;

/// The state of the server; a clone is the same state.
#[derive(Debug, Clone)]
pub(super) struct App(Arc<State>);

#[derive(Debug)]
struct State {
    folder: PathBuf,
    log: Log,
    open_report: bool,
    buckets: Buckets,
    schedule: RwLock<Arc<Schedule>>,
    keys: Mutex<Kept>,
}

/// The keys as last read, and the state of their file then.
#[derive(Debug)]
struct Kept {
    stamp: Option<(u64, Option<SystemTime>)>,
    ring: Arc<Keyring>,
}

impl App {
    /// Reads a planned folder.
    pub(super) fn open(options: &Options) -> Result<Self, ServeError> {
        let kept = Kept::read(&options.folder)?;
        let schedule = Schedule::read(&options.folder)?;
        Ok(Self(Arc::new(State {
            folder: options.folder.clone(),
            log: options.log.clone(),
            open_report: options.open_report,
            buckets: Buckets::new(options.rate),
            schedule: RwLock::new(Arc::new(schedule)),
            keys: Mutex::new(kept),
        })))
    }

    /// The schedule of the moment; it stays whole while a request uses it.
    pub(super) fn schedule(&self) -> Arc<Schedule> {
        self.0.schedule.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The keys of the moment: a key made or revoked counts from the next request on. Keys that
    /// cannot be read open nothing.
    pub(super) fn keys(&self) -> Result<Arc<Keyring>, ApiError> {
        let stamp = stamp_of(&Keyring::path(&self.0.folder));
        let mut kept = self.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.stamp != stamp {
            *kept = Kept::read(&self.0.folder).map_err(|error| {
                self.0.log.event("keys_unreadable", error.code());
                ApiError::KeysUnreadable
            })?;
        }
        Ok(kept.ring.clone())
    }

    pub(super) fn log(&self) -> &Log {
        &self.0.log
    }

    pub(super) fn buckets(&self) -> &Buckets {
        &self.0.buckets
    }

    /// Whether the report needs no key; only ever so on a loopback address.
    pub(super) fn has_open_report(&self) -> bool {
        self.0.open_report
    }

    pub(super) fn stamp(&self) -> Stamp {
        schedule::stamp(&self.0.folder)
    }

    /// Reads the folder again; one that cannot be served leaves the last schedule in place.
    pub(super) fn refresh(&self) {
        match Schedule::read(&self.0.folder) {
            Ok(read) => {
                *self.0.schedule.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
                self.0.log.event("schedule_read", "");
            }
            Err(error) => self.0.log.event("schedule_kept", error.code()),
        }
    }
}

impl Kept {
    fn read(folder: &Path) -> Result<Self, KeyError> {
        let stamp = stamp_of(&Keyring::path(folder));
        Ok(Self { stamp, ring: Arc::new(Keyring::read(folder)?) })
    }
}
