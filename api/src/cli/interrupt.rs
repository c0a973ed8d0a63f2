//! Ctrl-C during a search ends the search, not the command: the best roster so far is judged,
//! printed and written. A second one ends the command.

use super::tell;
use std::ops::ControlFlow;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the search shall end.
static ASKED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// What the shell sees of a command ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Whether a search may go on; from the first call on Ctrl-C is heard.
pub(crate) fn flow() -> ControlFlow<()> {
    LISTENING.call_once(|| {
        std::thread::spawn(listen);
    });
    if ASKED.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn listen() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    // where signals cannot be heard Ctrl-C ends the command, as it does anyway
    let Ok(runtime) = runtime else { return };
    runtime.block_on(async {
        while tokio::signal::ctrl_c().await.is_ok() {
            if ASKED.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
            tell("ending the search with the best roster so far; Ctrl-C again gives it up");
        }
    });
}
