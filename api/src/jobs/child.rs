//! The child process that solves, and what is heard of it.
//!
//! It tells progress and messages on standard error, the result on standard output. It ends itself
//! when its standard input is closed, so that it never outlives its worker.

use crate::telemetry::{Traced, handed_on};
use serde_json::Value as Json;
use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child as Process, ChildStdin, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Says to a `paiban` command that it is a child of a worker.
pub(crate) const MARK: &str = "PAIBAN_CHILD";

/// The most that is kept of a child's messages.
const TALK: usize = 64 * 1024;
/// The most that is taken of a child's result.
const RESULT: u64 = 256 * 1024 * 1024;

/// A child at work.
#[derive(Debug)]
pub(super) struct Child {
    process: Process,
    /// Closed when this value goes, and with it the child; waiting would close it if it were left
    /// to the process.
    leash: ChildStdin,
    progress: watch::Receiver<Option<String>>,
    talk: JoinHandle<String>,
    result: JoinHandle<io::Result<Vec<u8>>>,
}

/// What a child left.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) status: ExitStatus,
    pub(super) result: Vec<u8>,
    /// What was last heard of how far it came.
    pub(super) progress: Option<String>,
    pub(super) talk: String,
}

impl Child {
    /// Starts `program` with `arguments`, with at most `memory` MiB of address space, within a
    /// trace. A machine that runs out of memory ends the child before anything else.
    pub(super) fn start(
        program: &Path,
        arguments: &[String],
        memory: u32,
        traced: &Traced,
    ) -> io::Result<Self> {
        let script = "ulimit -v \"$0\"; echo 1000 > /proc/self/oom_score_adj 2>/dev/null; \
                      exec \"$@\"";
        let mut process = Command::new("/bin/sh")
            .args(["-c", script, &(u64::from(memory) * 1024).to_string()])
            .arg(program)
            .args(arguments)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .envs(std::env::var_os("TMPDIR").map(|path| ("TMPDIR", path)))
            .envs(handed_on(traced))
            .env(MARK, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let missing = || io::Error::other("a child without pipes");
        let leash = process.stdin.take().ok_or_else(missing)?;
        let stdout = process.stdout.take().ok_or_else(missing)?;
        let stderr = process.stderr.take().ok_or_else(missing)?;
        let (tell, progress) = watch::channel(None);
        let talk = tokio::spawn(async move {
            let mut lines = BufReader::new(stderr).lines();
            let mut talk = String::new();
            while let Ok(Some(line)) = lines.next_line().await {
                if line.starts_with("{\"phase\":") {
                    // nobody may be listening any more
                    let _ = tell.send(Some(line));
                } else if talk.len() + line.len() < TALK {
                    talk.push_str(&line);
                    talk.push('\n');
                }
            }
            talk
        });
        let result = tokio::spawn(async move {
            let mut bytes = Vec::new();
            stdout.take(RESULT).read_to_end(&mut bytes).await.map(|_| bytes)
        });
        Ok(Self { process, leash, progress, talk, result })
    }

    /// What was last heard of how far it is, when it was not heard before.
    pub(super) fn progress(&mut self) -> Option<String> {
        let fresh = self.progress.has_changed().unwrap_or(false);
        fresh.then(|| self.progress.borrow_and_update().clone()).flatten()
    }

    /// Waits for it to end by itself.
    pub(super) async fn ended(&mut self) -> io::Result<ExitStatus> {
        self.process.wait().await
    }

    /// Ends it at once.
    pub(super) async fn kill(mut self) {
        // one that has ended already cannot be killed
        let _ = self.process.kill().await;
    }

    /// Everything it left, once it has ended.
    pub(super) async fn left(self, status: ExitStatus) -> io::Result<Left> {
        drop(self.leash);
        let result = self.result.await.map_err(io::Error::other)??;
        let talk = self.talk.await.map_err(io::Error::other)?;
        let progress = self.progress.borrow().clone();
        Ok(Left { status, result, progress, talk })
    }
}

impl Left {
    /// The message of the first error it told, as the JSON that is kept of a failure.
    pub(super) fn error(&self) -> String {
        let told = self.talk.lines().find_map(|line| {
            let (code, detail) = line.strip_prefix("error[")?.split_once("]: ")?;
            Some((code.to_owned(), detail.to_owned()))
        });
        let cure = self.talk.lines().find_map(|line| line.trim().strip_prefix("hint: "));
        let (code, detail) = told.unwrap_or_else(|| {
            ("E4080".to_owned(), format!("the solver ended with {}", self.status))
        });
        let conflict: Option<Json> = serde_json::from_slice(&self.result).ok();
        let mut error = serde_json::json!({
            "code": code,
            "detail": detail,
            "cure": cure.unwrap_or("see `messages`; try again, or with other inputs"),
            "messages": self.talk,
        });
        if let Some(conflict) = conflict {
            error["result"] = conflict;
        }
        error.to_string()
    }
}
