//! Who read personal data: counted here, written to the audit log every few seconds.
//!
//! One line per key, kind of data and centre for every few seconds of reading, so that an HR system
//! that pulls thousands of pages does not wait for thousands of writes. What a killed process had
//! counted in its last seconds is lost; one that is asked to stop writes it down.

use crate::store::{Deed, Store, StoreError};
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Reads that are not written down yet.
#[derive(Debug, Default)]
pub(super) struct Reads(Mutex<HashMap<Read, Count>>);

/// Who read what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Read {
    who: String,
    what: &'static str,
    centre: String,
    object: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    requests: u64,
    entries: u64,
}

impl Reads {
    /// `who` was sent `entries` of `what`; `object` is whose they were, where one person's.
    pub(super) fn add(
        &self,
        who: &str,
        what: &'static str,
        centre: &str,
        object: &str,
        entries: usize,
    ) {
        let read = Read {
            who: who.to_owned(),
            what,
            centre: centre.to_owned(),
            object: object.to_owned(),
        };
        let mut reads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = reads.entry(read).or_default();
        count.requests += 1;
        count.entries += entries as u64;
    }

    /// Writes down what was counted.
    pub(super) async fn flush(&self, store: &Store) -> Result<(), StoreError> {
        let counted = {
            let mut reads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *reads)
        };
        for (read, count) in counted {
            let told = json!({ "requests": count.requests, "entries": count.entries });
            let deed = Deed {
                who: read.who,
                what: read.what,
                centre: Some(read.centre),
                object: read.object,
                old: None,
                new: Some(told.to_string()),
            };
            store.note(deed).await?;
        }
        Ok(())
    }
}
