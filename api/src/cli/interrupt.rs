//! Ctrl-C during a search ends the search, not the command: the best roster so far is judged,
//! printed and written. A second one ends the command.

use super::tell;
use crate::http::is_ready_now;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, mpsc};

/// Whether the search shall end.
static ASKED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// What the shell sees of a command ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Whether a search may go on; from the first call on Ctrl-C is heard.
pub(crate) fn flow() -> ControlFlow<()> {
    LISTENING.call_once(|| {
        let (begins, begun) = mpsc::channel();
        std::thread::spawn(move || listen(begins));
        // it ends without a word where signals cannot be heard: there Ctrl-C ends the command
        let _ = begun.recv();
    });
    if ASKED.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// Hears Ctrl-C for as long as the command runs, and says when it begins to.
fn listen(begins: mpsc::Sender<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let Ok(runtime) = runtime else { return };
    runtime.block_on(async {
        let mut hearing = Box::pin(answer_each());
        if !is_ready_now(hearing.as_mut()).await {
            // whoever waited may have gone
            let _ = begins.send(());
            hearing.await;
        }
    });
}

/// Ends when Ctrl-C cannot be heard.
async fn answer_each() {
    while tokio::signal::ctrl_c().await.is_ok() {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        tell("ending the search with the best roster so far; Ctrl-C again gives it up");
    }
}
