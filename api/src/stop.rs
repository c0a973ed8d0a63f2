//! Waiting, and hearing that it is time to stop.

use std::time::Duration;
use tokio::sync::watch;

/// Ready when `stop` says true, or when nobody is left to say it.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    // a sender that is gone says the same as one that says true
    let _ = stop.wait_for(|stop| *stop).await.map(|_| ());
}

/// Waits `time`, or until `stop` says true.
pub(crate) async fn pause(stop: &mut watch::Receiver<bool>, time: Duration) {
    tokio::select! {
        () = stopped(stop) => {}
        () = tokio::time::sleep(time) => {}
    }
}

/// Whether `stop` says true, or nobody is left to say it.
pub(crate) fn is_stopped(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow() || stop.has_changed().is_err()
}
