//! `paiban worker`.

use crate::cli::answer::Answer;
use crate::cli::config::Config;
use crate::cli::{CliError, Exit, with_store};
use crate::http::{is_ready_now, stop_signal};
use crate::jobs::Worker as Hands;
use crate::wire;
use std::pin::pin;
use tokio::sync::watch;

const EXAMPLES: &str = "\
Examples:
  paiban worker --store postgres://paiban@db/paiban           one run at a time
  paiban worker --store postgres://paiban@db/paiban --hands 4

It takes runs from the same queue as the server and every other worker. Interrupted, it hands what
it holds back to the queue; killed, its runs are taken over when their lease of ten seconds ends.";

/// Solve runs of a server's queue on this machine
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Worker {
    #[command(flatten)]
    config: Config,
}

impl Worker {
    /// Works until it is told to stop.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let settings = self.config.settled(None)?;
        // spans that are left are sent when it goes
        let _export = crate::telemetry::start().map_err(CliError::Config)?;
        let (name, work) = (settings.store_name(), settings.work());
        with_store(&settings.store(), async |store| {
            let worker = Hands::new(store, work)?;
            let mut stopped = pin!(stop_signal());
            // whoever is told that it works may tell it to stop
            let is_told = is_ready_now(stopped.as_mut()).await;
            // whoever no longer reads standard output is still worked for
            let told = wire::Working { worker: worker.name().to_owned(), store: name };
            let _ = answer.give(
                || told.clone(),
                |_, out| writeln!(out, "{} works for {}", told.worker, told.store),
            );
            let (tell, stop) = watch::channel(false);
            let trouble = |code: &str| crate::cli::tell(&format!("worker trouble: {code}"));
            let working = tokio::spawn(worker.work(stop, trouble));
            if !is_told {
                stopped.await;
            }
            // the worker hears it while it works
            let _ = tell.send(true);
            let _ = working.await;
            Ok(Exit::Fine)
        })
    }
}
