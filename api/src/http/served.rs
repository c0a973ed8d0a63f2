//! What people are told: the newest publication for every day, put together once per publication.

use super::error::ServeError;
use super::problem::ApiError;
use super::rendered::Pages;
use super::schedule::{Listed, Schedule};
use crate::jobs::{self, Workspace, lay_out};
use crate::store::{CentreRow, DocumentRow, Files, PublicationRow, Store};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// How many publications are looked back on.
const BACK: usize = 1000;
/// How many rosters are read for the days that nothing newer covers.
const READ: usize = 16;
/// How many of them are read for shifts that were called off, however little they cover.
const RECENT: usize = 3;
/// How many rosters are kept in memory.
const KEPT: usize = 32;

/// The schedule of a centre. It never changes: another publication makes another one.
#[derive(Debug)]
pub(super) struct Served {
    /// The roster that was published last.
    pub(super) current: Arc<Schedule>,
    /// Names this state in cursors.
    pub(super) mark: String,
    /// Every shift people were told of, called off or not, by start and agent.
    pub(super) shifts: Vec<Listed>,
    /// Every day that people were told of, with the roster that was published last for it.
    pub(super) days: BTreeMap<NaiveDate, Arc<Schedule>>,
    /// Pages as they were sent.
    pub(super) pages: Pages,
}

/// Schedules read so far.
#[derive(Debug, Default)]
pub(super) struct Schedules {
    rosters: Mutex<Vec<(String, Arc<Schedule>)>>,
    served: Mutex<HashMap<String, Arc<Served>>>,
    /// One reader at a time: fifty clients who wait for the same roster read it once.
    turn: tokio::sync::Mutex<()>,
}

impl Schedules {
    /// What is served for a centre now.
    pub(super) async fn of(
        &self,
        store: &Store,
        centre: &CentreRow,
    ) -> Result<Arc<Served>, ApiError> {
        if centre.published.is_none() {
            return Err(ApiError::NoSuch("published roster"));
        }
        let mark = mark(centre);
        if let Some(served) = self.ready(&centre.id, &mark) {
            return Ok(served);
        }
        let _turn = self.turn.lock().await;
        if let Some(served) = self.ready(&centre.id, &mark) {
            return Ok(served);
        }
        let made = Arc::new(self.make(store, centre, mark).await?);
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        served.insert(centre.id.clone(), made.clone());
        Ok(made)
    }

    fn ready(&self, centre: &str, mark: &str) -> Option<Arc<Served>> {
        let served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        served.get(centre).filter(|s| s.mark == mark).cloned()
    }

    async fn make(
        &self,
        store: &Store,
        centre: &CentreRow,
        mark: String,
    ) -> Result<Served, ApiError> {
        let publications = store.publications(&centre.id, BACK).await?;
        let touched = store.touched(&centre.id).await?;
        let mut covered: BTreeMap<NaiveDate, Arc<Schedule>> = BTreeMap::new();
        let (mut shifts, mut told) = (Vec::new(), HashSet::new());
        let (mut current, mut read) = (None, 0);
        for (n, publication) in publications.iter().enumerate() {
            let days = days(publication);
            if n >= RECENT && days.iter().all(|d| covered.contains_key(d)) {
                continue;
            }
            if read == READ {
                break;
            }
            read += 1;
            let schedule = self.roster(store, centre, &publication.roster).await?;
            for listed in &schedule.shifts {
                if !told.insert(listed.id.clone()) {
                    continue;
                }
                let cancelled = covered.contains_key(&listed.shift.date);
                let updated = touched.get(&listed.id).copied();
                shifts.push(Listed { cancelled, updated, ..listed.clone() });
            }
            for day in days {
                covered.entry(day).or_insert_with(|| schedule.clone());
            }
            current.get_or_insert(schedule);
        }
        let order = |l: &Listed| (l.shift.span().start, l.shift.agent.clone());
        shifts.sort_by_cached_key(order);
        let current = current.ok_or(ApiError::NoSuch("published roster"))?;
        Ok(Served { current, mark, shifts, days: covered, pages: Pages::default() })
    }

    /// A roster of a centre, read and judged.
    pub(super) async fn roster(
        &self,
        store: &Store,
        centre: &CentreRow,
        id: &str,
    ) -> Result<Arc<Schedule>, ApiError> {
        let name = format!("{id}@{}", centre.erased);
        {
            let rosters = self.rosters.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, kept)) = rosters.iter().find(|(n, _)| *n == name) {
                return Ok(kept.clone());
            }
        }
        let document = store.document(&centre.id, id).await?;
        let read = Arc::new(open(store, &document).await?);
        let mut rosters = self.rosters.lock().unwrap_or_else(PoisonError::into_inner);
        if rosters.len() >= KEPT {
            rosters.remove(0);
        }
        rosters.push((name, read.clone()));
        Ok(read)
    }
}

/// Names the state of a centre's schedule: another publication or an erasure makes another one.
fn mark(centre: &CentreRow) -> String {
    let text = format!("{}\0{}\0{}", centre.id, centre.version, centre.erased);
    crate::keys::fingerprint(text.as_bytes())
}

fn days(publication: &PublicationRow) -> Vec<NaiveDate> {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let span = day(&publication.first_day).zip(day(&publication.last_day));
    span.map(|(first, last)| first.iter_days().take_while(|d| *d <= last).collect())
        .unwrap_or_default()
}

/// Reads a roster's document, with the inputs it was made from, and judges it.
async fn open(store: &Store, document: &DocumentRow) -> Result<Schedule, ApiError> {
    let parents: Vec<String> = serde_json::from_str(&document.parents).unwrap_or_default();
    let mut files = Files::new();
    if let Some(inputs) = parents.first() {
        files.extend(store.files(inputs).await?);
    }
    let own = store.files(&document.id).await?;
    // a roster planned again around absences knows of them what the inputs do not
    if own.contains_key(jobs::AWAY) {
        files.retain(|name, _| !name.starts_with("availability."));
    }
    files.extend(own);
    let version = document.id.clone();
    let written = DateTime::<Utc>::from_timestamp_millis(document.created).unwrap_or_default();
    let read = move || -> Result<Schedule, ApiError> {
        let space = Workspace::new().map_err(|_| ApiError::Fault)?;
        lay_out(space.path(), &files).map_err(|_| ApiError::Fault)?;
        Schedule::read(space.path(), version, written).map_err(refused)
    };
    tokio::task::spawn_blocking(read).await.map_err(|_| ApiError::Fault)?
}

/// Why a roster cannot be told to people.
pub(super) fn refused(error: ServeError) -> ApiError {
    match error {
        ServeError::Files(faults) => ApiError::Files(Box::new(faults.json())),
        ServeError::Unlawful(laws) => {
            ApiError::Unlawful(laws.into_iter().map(str::to_owned).collect())
        }
        _ => ApiError::Fault,
    }
}
